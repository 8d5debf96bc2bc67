//! A workbook (`.xlsx`) as CSV, a sheet at a time: numbers, dates and times as a person sees them in its cells.
//!
//! A workbook is a zip of XML parts. Only what answers need is read: the names of the sheets, the strings they share,
//! which number formats are dates, and the cells. However small a file is, it may unpack to anything, so each part is
//! held to a size. A line of the CSV is a row of the sheet, so that both have the same number.

mod cells;
mod error;
mod format;
mod parts;

pub use error::Error;

use std::io::{BufReader, Read, Seek, SeekFrom};

use parts::Parts;
use zip::ZipArchive;

/// At most this many bytes of a file, a part or a sheet's CSV are read or made.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// At most this many bytes of all sheets together.
const ALL_SHEETS: u64 = 4 * LIMIT;

/// How a zip starts.
const ZIP: &[u8] = b"PK\x03\x04";
/// How files of older programs start, and workbooks with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How many first bytes tell whether it is a workbook.
pub const MARK: usize = COMPOUND.len();

/// Whether a file that starts so is a workbook, of whatever kind, and no text.
pub fn is_one(start: &[u8]) -> bool {
    start.starts_with(ZIP) || start.starts_with(COMPOUND)
}

/// An opened workbook.
#[derive(Debug)]
pub struct Workbook<R> {
    archive: ZipArchive<R>,
    parts: Parts,
    /// How many bytes of sheets may still be read.
    left: u64,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Where it is locked, broken, too large, or of an older kind.
    pub fn open(mut input: R) -> Result<Self, Error> {
        let mut start = [0; MARK];
        input.read_exact(&mut start)?;
        if input.seek(SeekFrom::End(0))? > LIMIT {
            return Err(Error::Large);
        }
        input.rewind()?;
        if start == COMPOUND {
            return Err(if is_locked(input)? { Error::Locked } else { Error::Old });
        }
        let mut archive = ZipArchive::new(input).map_err(|_| Error::Broken)?;
        let parts = Parts::read(&mut archive)?;
        Ok(Self { archive, parts, left: ALL_SHEETS })
    }

    /// The names of the sheets, in their order.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.parts.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// A sheet as CSV; empty where there is no such sheet. Sheets are counted from 0.
    ///
    /// # Errors
    /// Where it is broken or too large.
    pub fn csv(&mut self, sheet: usize) -> Result<Vec<u8>, Error> {
        let Some((_, path)) = self.parts.sheets.get(sheet) else { return Ok(Vec::new()) };
        let mut part = part(&mut self.archive, path)?.ok_or(Error::Broken)?.take(self.left);
        let csv = cells::csv(BufReader::new(&mut part), &self.parts);
        self.left = part.limit();
        if self.left == 0 { Err(Error::Large) } else { csv }
    }
}

/// A part of a workbook, held to the limit; `None` where there is none of this name.
fn part<'a, R: Read + Seek>(
    archive: &'a mut ZipArchive<R>,
    path: &str,
) -> Result<Option<impl Read + use<'a, R>>, Error> {
    let Some(index) = archive.index_for_name(path) else { return Ok(None) };
    let part = archive.by_index(index).map_err(|_| Error::Broken)?;
    if part.size() > LIMIT {
        return Err(Error::Large);
    }
    Ok(Some(part.take(LIMIT + 1)))
}

/// Whether a compound file holds a workbook that a password locks.
fn is_locked(input: impl Read) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    input.take(LIMIT).read_to_end(&mut bytes)?;
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(bytes.windows(name.len()).any(|window| window == name))
}
