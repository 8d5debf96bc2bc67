//! Where answers come from: a file, a workbook, a zip, a folder, or standard input; the content decides how it is read.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use super::error::{Error, FileName, HeaderError, Location, WorkbookError};
use super::records::{Defect, Delimited, Record, Records};
use super::workbook::{self, MAX_PACKED, Packed, Sheet, Workbook, cell_name};
use super::{Options, Table, codes};
use crate::code::Codec;
use crate::content::Content;
use crate::files;
use crate::instrument::Instrument;
use crate::text::quoted;

/// Text whose first bytes have no header is searched for result codes.
const START: usize = 1024 * 1024;
/// The most bytes of a handed-in file; no code is as long.
const MAX_CODE: u64 = 1024;

/// What all kinds of sources are read with.
struct Opening<'a, 'o> {
    instrument: &'a Instrument,
    codec: &'a Codec,
    options: &'o Options,
    file: Option<FileName>,
}

pub(super) fn open<'a>(
    path: &Path,
    content: &'a Content,
    codec: &'a Codec,
    options: &Options,
    file: Option<FileName>,
) -> Result<Table<'a>, Error> {
    let opening = Opening { instrument: &content.instrument, codec, options, file: file.clone() };
    let mut table = if path.is_dir() {
        opening.folder(path)?
    } else if path == Path::new("-") {
        opening.any(io::stdin())?
    } else {
        opening.any(files::open(path)?)?
    };
    table.size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| file.len());
    table.file = file;
    Ok(table)
}

pub(super) fn from_reader<'a>(
    input: impl Read + 'static,
    content: &'a Content,
    codec: &'a Codec,
    options: &Options,
) -> Result<Table<'a>, Error> {
    Opening { instrument: &content.instrument, codec, options, file: None }.any(input)
}

impl<'a> Opening<'a, '_> {
    /// Opens a stream by its content.
    fn any(&self, mut input: impl Read + 'static) -> Result<Table<'a>, Error> {
        let mut start = Vec::new();
        input.by_ref().take(START as u64).read_to_end(&mut start)?;
        if !workbook::is_packed(&start) {
            return self.text(start, input);
        }
        input.take(MAX_PACKED).read_to_end(&mut start)?;
        if start.len() as u64 > MAX_PACKED {
            return Err(WorkbookError::TooLarge.into());
        }
        match workbook::open(start)? {
            Packed::Workbook(workbook) => self.workbook(*workbook),
            Packed::File(bytes) if workbook::is_packed(&bytes) => match workbook::open(bytes)? {
                Packed::Workbook(workbook) => self.workbook(*workbook),
                Packed::File(_) => Err(Error::Zip("the zip contains another zip: unzip it first".to_owned())),
            },
            Packed::File(bytes) => self.text(bytes, io::empty()),
        }
    }

    /// Opens delimited text, or text with result codes.
    fn text(&self, start: Vec<u8>, rest: impl Read + 'static) -> Result<Table<'a>, Error> {
        let prefix = start[..start.len().min(START)].to_vec();
        let opened = self.delimited(Cursor::new(prefix));
        let Err(Error::Header(no_header @ (HeaderError::None { .. } | HeaderError::Empty { .. }))) = opened
        else {
            return self.delimited(Cursor::new(start).chain(rest));
        };
        let (mut records, words) =
            codes::read(Cursor::new(start).chain(rest), self.codec, self.file.as_ref())?;
        if records.is_empty() {
            return Err(no_header.into());
        }
        records.push_front(Record { cells: ["code"].into_iter().collect(), ..Record::default() });
        let mut table = self.table(Records::Ready(records))?;
        table.rows.excluded.text = words;
        Ok(table)
    }

    fn delimited(&self, input: impl Read + 'static) -> Result<Table<'a>, Error> {
        self.table(Records::Delimited(Box::new(Delimited::new(input, self.file.clone())?)))
    }

    fn table(&self, records: Records) -> Result<Table<'a>, Error> {
        Table::new(records, self.instrument, self.codec, self.options)
    }

    /// Opens the sheet of a workbook that has the expected columns: the one that was requested, or else the only
    /// visible one.
    fn workbook(&self, mut workbook: Workbook) -> Result<Table<'a>, Error> {
        let mut sheets = workbook.sheets(self.file.as_ref())?;
        let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        if let Some(name) = &self.options.sheet {
            let wanted = |sheet: &Sheet| sheet.name.trim().eq_ignore_ascii_case(name.trim());
            let Some(place) = sheets.iter().position(wanted) else {
                return Err(WorkbookError::NoSuchSheet { name: name.clone(), sheets: names }.into());
            };
            sheets = vec![sheets.swap_remove(place)];
            sheets[0].is_visible = true;
        }
        let is_only_sheet = sheets.len() == 1;
        let mut found: Vec<(bool, String, Table<'a>)> = Vec::new();
        let mut closest: Option<(String, HeaderError)> = None;
        for sheet in sheets {
            let Sheet { name, is_visible, records, formulas } = sheet;
            match self.table(Records::Ready(records)) {
                Ok(mut table) => {
                    self.check_formulas(&mut table, &name, &formulas)?;
                    found.push((is_visible, name, table));
                }
                Err(Error::Header(error)) => {
                    let has_header = !matches!(error, HeaderError::None { .. } | HeaderError::Empty { .. });
                    if closest.is_none() || has_header {
                        closest = Some((name, error));
                    }
                }
                Err(error) => return Err(error),
            }
        }
        if found.iter().any(|(is_visible, ..)| *is_visible) {
            found.retain(|(is_visible, ..)| *is_visible);
        }
        if found.len() > 1 {
            let names = found.into_iter().map(|(_, name, _)| name).collect();
            return Err(WorkbookError::SeveralSheets(names).into());
        }
        let Some((is_visible, name, mut table)) = found.pop() else {
            return Err(match closest {
                Some((_, error)) if is_only_sheet => error.into(),
                Some((sheet, error)) => WorkbookError::NoHeader { sheet, error: Box::new(error) }.into(),
                None => WorkbookError::NoSheet.into(),
            });
        };
        if !is_visible {
            return Err(WorkbookError::HiddenSheet(name).into());
        }
        if !is_only_sheet {
            table.notes.push(format!("read sheet {}", quoted(&name)));
        }
        if workbook.hidden_rows > 0 {
            table
                .notes
                .push(format!("the workbook has {} hidden rows, which were read too", workbook.hidden_rows));
        }
        Ok(table)
    }

    /// Returns an error if a formula without a result is where it matters.
    fn check_formulas(
        &self,
        table: &mut Table<'a>,
        sheet: &str,
        formulas: &[(u32, u32)],
    ) -> Result<(), Error> {
        let layout = &table.layout;
        let matters = |&&(_, column): &&(u32, u32)| {
            let column = column as usize;
            let is_used = |one: &super::Column| one.is_kept || one.role != super::Role::Other;
            layout.columns.get(column).is_some_and(is_used) || layout.id == Some(column)
        };
        match formulas.iter().find(matters) {
            Some(&(row, column)) => {
                Err(Error::Formula { sheet: sheet.to_owned(), cell: cell_name(row, column) })
            }
            None => Ok(()),
        }
    }

    /// Opens a folder of handed-in answers: one file with one code for each respondent, whose id is its name.
    fn folder(&self, folder: &Path) -> Result<Table<'a>, Error> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !is_hidden && !entry.file_type()?.is_dir() {
                paths.push(entry.path());
            }
        }
        if paths.is_empty() {
            return Err(Error::EmptyFolder(folder.display().to_string()));
        }
        paths.sort();
        let header = Record { cells: ["id", "code"].into_iter().collect(), ..Record::default() };
        let records = paths.iter().map(|path| handed_in(path));
        self.table(Records::Ready(std::iter::once(header).chain(records).collect()))
    }
}

/// The record of a handed-in file. Anybody may have put it there, so no link is followed and only a little is read.
fn handed_in(path: &Path) -> Record {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut code = Vec::new();
    let read = files::open_regular(path).map_err(|error| error.to_string()).and_then(|file| {
        file.take(MAX_CODE + 1).read_to_end(&mut code).map_err(|error| format!("can't read it: {error}"))
    });
    let defect = match read {
        Ok(length) if length as u64 <= MAX_CODE => None,
        Ok(_) => Some("it is too long for a result code".to_owned()),
        Err(error) => Some(error),
    };
    let code =
        if defect.is_none() { String::from_utf8_lossy(&code).trim().to_owned() } else { String::new() };
    let location = Location { file: Some(name.as_str().into()), row: 0, line: None };
    Record {
        cells: [name, code].into_iter().collect(),
        location,
        number: 0,
        defect: defect.map(Defect::Unreadable),
    }
}
