//! Where answers come from: a CSV, a workbook, standard input with either in it, or a folder of answers handed in.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail};

use super::files::open;
use super::folder;
use crate::code::Codec;
use crate::content::Content;
use crate::files;
use crate::rows::{self, HeaderError, Options, Rows};
use crate::text::printable;
use crate::workbook::{self, Workbook};

/// Of a file that was handed in, at most this many bytes are read; no code is as long.
const CODE: u64 = 1024;
/// Of an input that can be read once only, this many bytes are kept at most, so that no pipe fills the disk.
const KEPT: u64 = 1024 * 1024 * 1024;

/// A CSV, wherever it comes from.
pub(super) enum Source {
    /// A file.
    File(PathBuf),
    /// What can be read once only.
    Once(RefCell<Option<Box<dyn Read>>>),
    /// What could be read once only, in a file of ours.
    Kept(File),
    /// A sheet of a workbook, or what was handed in, as CSV.
    Made(Vec<u8>),
}

impl Source {
    /// Looks at a file, a folder, or standard input. Of a workbook, the first sheet is taken whose header fits.
    pub(super) fn new(path: &Path, content: &Content, options: &Options) -> Result<Self> {
        if path.is_dir() {
            return handed_in(path).map(Self::Made);
        }
        let mut input = open(path)?;
        let mut start = Vec::new();
        input
            .by_ref()
            .take(workbook::MARK as u64)
            .read_to_end(&mut start)
            .context("can't read the answers")?;
        let is_workbook = workbook::is_one(&start);
        if fs::metadata(path).is_ok_and(|file| file.is_file()) {
            return match is_workbook {
                true => sheet(files::open(path)?, content, options).map(Self::Made),
                false => Ok(Self::File(path.to_owned())),
            };
        }
        let input = Cursor::new(start).chain(input);
        if is_workbook {
            let kept = files::keep(input, workbook::LIMIT).map_err(workbook::Error::from)?;
            return sheet(kept, content, options).map(Self::Made);
        }
        Ok(Self::Once(RefCell::new(Some(Box::new(input)))))
    }

    /// The same, where it can be opened more than once.
    pub(super) fn kept(self) -> Result<Self> {
        Ok(match self {
            Self::Once(_) => Self::Kept(keep(self.open()?)?),
            other => other,
        })
    }

    /// How many bytes it has, where that is known.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => fs::metadata(path).ok().map(|file| file.len()),
            Self::Kept(file) => file.metadata().ok().map(|file| file.len()),
            Self::Made(csv) => u64::try_from(csv.len()).ok(),
            Self::Once(_) => None,
        }
    }

    /// Opens it.
    pub(super) fn open(&self) -> Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::File(path) => open(path)?,
            Self::Once(input) => match input.take() {
                Some(input) => input,
                None => bail!("this input can be read once only"),
            },
            Self::Kept(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Box::new(file)
            }
            Self::Made(csv) => Box::new(csv.as_slice()),
        })
    }
}

/// What was handed in at a folder, as CSV: a row a file, with the file's name as its id. A file that can't be read is
/// named, and its row is empty.
fn handed_in(folder: &Path) -> Result<Vec<u8>> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["id", "code"])?;
    for path in folder::files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut code = Vec::new();
        if let Err(error) = code_in(&path, &mut code) {
            let _ = writeln!(io::stderr(), "{}", printable(&format!("{error:#}")));
        }
        rows.write_record([name.as_bytes(), code.trim_ascii()])?;
    }
    Ok(rows.into_inner()?)
}

fn code_in(path: &Path, code: &mut Vec<u8>) -> Result<()> {
    let read = files::open_ordinary(path)?.take(CODE).read_to_end(code);
    read.with_context(|| format!("can't read {}", path.display()))?;
    Ok(())
}

fn keep(input: impl Read) -> Result<File> {
    files::keep(input, KEPT).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => {
            Error::msg("standard input holds more than 1 GiB: save it in a file and name that")
        }
        _ => Error::from(error).context("can't read the answers"),
    })
}

/// The first sheet of a workbook whose header fits, as CSV.
fn sheet(file: File, content: &Content, options: &Options) -> Result<Vec<u8>> {
    let mut workbook = Workbook::open(file)?;
    let codec = Codec::new(content);
    let sheets: Vec<String> = workbook.sheets().map(str::to_owned).collect();
    let mut best: Option<(rows::Error, &str)> = None;
    for (index, name) in sheets.iter().enumerate() {
        let csv = workbook.csv(index)?;
        match Rows::new(&content.instrument, &codec, csv.as_slice(), options).map(drop) {
            Ok(()) => return Ok(csv),
            Err(error) if is_near(&error) || best.is_none() => best = Some((error, name)),
            Err(_) => {}
        }
    }
    match best {
        Some((error, _)) if sheets.len() == 1 => Err(error.into()),
        Some((error, name)) => Err(Error::from(error).context(format!("no sheet fits; of \"{name}\""))),
        None => bail!("the workbook has no sheet"),
    }
}

/// Whether a sheet has a header at all.
fn is_near(error: &rows::Error) -> bool {
    !matches!(error, rows::Error::Header(HeaderError::Empty(_) | HeaderError::None(..), _))
}
