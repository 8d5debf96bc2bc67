//! Workbooks (`.xlsx`) and zips: which sheet or file holds the answers, and its rows with dates and numbers as a person
//! sees them.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader as _, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::error::{Error, FileName, Location, WorkbookError};
use super::records::Record;

/// The most bytes of a workbook or zip, and of what all of it unpacks to.
pub(super) const MAX_PACKED: u64 = 64 * 1024 * 1024;
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// The most cells of all sheets, with the empty ones before others in a row.
const MAX_CELLS: usize = 20_000_000;

const ZIP: &[u8] = b"PK\x03\x04";
/// How old workbooks and encrypted ones start.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether bytes that start like this are a zip or a workbook of any kind.
pub(super) fn is_packed(start: &[u8]) -> bool {
    start.starts_with(ZIP) || start.starts_with(COMPOUND)
}

/// What is in a packed file.
pub(super) enum Packed {
    Workbook(Box<Workbook>),
    /// The only file in a zip.
    File(Vec<u8>),
}

pub(super) fn open(bytes: Vec<u8>) -> Result<Packed, Error> {
    open_within(bytes, MAX_UNPACKED)
}

/// Opens a file that unpacks to at most `limit` bytes.
fn open_within(bytes: Vec<u8>, limit: u64) -> Result<Packed, Error> {
    if bytes.starts_with(COMPOUND) {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if is_encrypted { WorkbookError::Encrypted } else { WorkbookError::Old }.into());
    }
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|error| damaged(&error))?;
    let names: Result<Vec<String>, _> = archive.file_names().map(|name| name.map(Cow::into_owned)).collect();
    let names = names.map_err(|error| damaged(&error))?;
    let is_workbook =
        names.iter().any(|name| name.replace('\\', "/").eq_ignore_ascii_case("xl/workbook.xml"));
    if !is_workbook {
        return only_file(&mut archive, &names, limit).map(Packed::File);
    }
    let hidden_rows = unpack_all(&mut archive, limit)?;
    drop(archive);
    let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    Ok(Packed::Workbook(Box::new(Workbook { workbook, hidden_rows })))
}

fn damaged(error: &dyn std::error::Error) -> WorkbookError {
    WorkbookError::Damaged(error.to_string())
}

/// The only file with answers in a zip.
fn only_file(
    archive: &mut ZipArchive<Cursor<&Vec<u8>>>,
    names: &[String],
    limit: u64,
) -> Result<Vec<u8>, Error> {
    let has_answers = |name: &&String| {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        !name.starts_with("__MACOSX")
            && !file.starts_with('.')
            && ["csv", "tsv", "txt", "xlsx"].contains(&extension)
    };
    let found: Vec<&String> = names.iter().filter(has_answers).collect();
    let [name] = found.as_slice() else {
        return Err(Error::Zip(match found.len() {
            0 => "the zip contains no CSV file or workbook: unzip it first".to_owned(),
            count => {
                format!("the zip contains {count} files that may be answers: unzip it, and name one of them")
            }
        }));
    };
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Error::Zip("the file in the zip is too large: unzip it first".to_owned()));
    }
    Ok(bytes)
}

/// Unpacks all parts of a workbook once, which limits their size, and returns the number of hidden rows.
fn unpack_all(archive: &mut ZipArchive<Cursor<&Vec<u8>>>, limit: u64) -> Result<usize, Error> {
    let mut left = limit;
    let mut hidden_rows = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?;
        let is_sheet = name.replace('\\', "/").to_lowercase().starts_with("xl/worksheets/");
        let mut part = part.take(left + 1);
        let mut xml = Vec::new();
        let read = if is_sheet {
            part.read_to_end(&mut xml).map(|read| read as u64)
        } else {
            io::copy(&mut part, &mut io::sink())
        };
        let read = read.map_err(|error| damaged(&error))?;
        left = left.checked_sub(read).ok_or(WorkbookError::TooLarge)?;
        hidden_rows += count_hidden_rows(&xml);
    }
    Ok(hidden_rows)
}

/// The number of rows marked as hidden, which calamine doesn't tell.
fn count_hidden_rows(xml: &[u8]) -> usize {
    let is_hidden = |tag: &&[u8]| {
        let tag = tag.split(|byte| *byte == b'>').next().unwrap_or_default();
        let tag = tag.split(|byte| *byte == b':').next_back().unwrap_or_default();
        tag.starts_with(b"row ")
            && [&b" hidden=\"1\""[..], b" hidden=\"true\""]
                .iter()
                .any(|mark| tag.windows(mark.len()).any(|at| at == *mark))
    };
    xml.split(|byte| *byte == b'<').filter(is_hidden).count()
}

pub(super) struct Workbook {
    workbook: Xlsx<Cursor<Vec<u8>>>,
    pub(super) hidden_rows: usize,
}

/// The rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) records: VecDeque<Record>,
    /// Rows and columns, from 0, of formulas without a stored result.
    pub(super) formulas: Vec<(u32, u32)>,
}

impl Workbook {
    /// The sheets in their order, visible ones first.
    pub(super) fn sheets(&mut self, file: Option<&FileName>) -> Result<Vec<Sheet>, Error> {
        self.sheets_within(file, MAX_CELLS)
    }

    /// The sheets, if they have at most `left` cells.
    fn sheets_within(&mut self, file: Option<&FileName>, mut left: usize) -> Result<Vec<Sheet>, Error> {
        let metadata = self.workbook.sheets_metadata().to_vec();
        let mut sheets = Vec::new();
        for sheet in metadata.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
            let mut found = self.sheet(&sheet.name, file, &mut left)?;
            found.is_visible = sheet.visible == SheetVisible::Visible;
            sheets.push(found);
        }
        sheets.sort_by_key(|sheet| !sheet.is_visible);
        Ok(sheets)
    }

    /// Reads a sheet; `left` is how many cells it may have.
    fn sheet(
        &mut self,
        name: &str,
        file: Option<&FileName>,
        left: &mut usize,
    ) -> Result<Sheet, WorkbookError> {
        let is_1904 = self.workbook.has_1904_epoch();
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        let mut cells = self.workbook.worksheet_cells_reader(name).map_err(|error| damaged(&error))?;
        let mut row: Vec<String> = Vec::new();
        let mut row_index = 0;
        loop {
            let cell = cells.next_cell_with_formula_metadata().map_err(|error| damaged(&error))?;
            let at = cell.as_ref().map(|cell| cell.pos.0);
            if at != Some(row_index) && !row.is_empty() {
                *left = left.saturating_sub(row.len());
                let location = Location { file: file.cloned(), row: u64::from(row_index) + 1, line: None };
                let cells = row.drain(..).collect();
                sheet.records.push_back(Record { cells, location, ..Record::default() });
            }
            let Some(cell) = cell else { return Ok(sheet) };
            let column = cell.pos.1 as usize;
            row_index = cell.pos.0;
            if column >= *left {
                return Err(WorkbookError::TooLarge);
            }
            if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                sheet.formulas.push(cell.pos);
            }
            let text = text(&cell.value, is_1904);
            if !text.is_empty() {
                row.resize(row.len().max(column + 1), String::new());
                row[column] = text;
            }
        }
    }
}

/// A cell as a person sees it.
fn text(value: &DataRef<'_>, is_1904: bool) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // With the 15 digits that spreadsheets calculate with.
        DataRef::Float(number) => format!("{number:.14e}").parse().unwrap_or(*number).to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => date_time(time.as_f64(), is_1904),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A date, a time, or both, such as `2026-11-20 09:22:19`, from a number of days.
fn date_time(days: f64, is_1904: bool) -> String {
    const HALF_SECOND: f64 = 0.5 / 86_400.0;
    let time = ExcelDateTime::new(days + HALF_SECOND, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if days.abs() < 1.0 {
        clock
    } else if days.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {clock}")
    }
}

/// The name of a cell, such as `B7`. Row and column are counted from 0.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).expect("less than 26");
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// A workbook with two sheets of this content.
    fn two_sheets(rows: &str) -> Workbook {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let workbook = format!(
            "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/>\
             <sheet name=\"b\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
        );
        let relation = |id| {
            format!("<Relationship Id=\"r{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/{id}.xml\"/>")
        };
        let start = format!(
            "<Relationships><Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>\
             </Relationships>"
        );
        let bytes = packed(&[
            ("_rels/.rels", &start),
            ("xl/workbook.xml", &workbook),
            (
                "xl/_rels/workbook.xml.rels",
                &format!("<Relationships>{}{}</Relationships>", relation(1), relation(2)),
            ),
            ("xl/worksheets/1.xml", &sheet),
            ("xl/worksheets/2.xml", &sheet),
        ]);
        match open(bytes) {
            Ok(Packed::Workbook(workbook)) => *workbook,
            Ok(Packed::File(_)) => panic!("not a workbook"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn more_than_the_limit_is_never_unpacked() {
        let zeros = "0".repeat(100_000);
        let zip = packed(&[("answers.csv", &zeros)]);
        assert!(zip.len() < 1_000 && matches!(open_within(zip.clone(), 100_000), Ok(Packed::File(_))));
        assert!(matches!(open_within(zip, 99_999), Err(Error::Zip(_))));
        let workbook = packed(&[("xl/workbook.xml", &zeros), ("xl/media/image1.png", &zeros)]);
        let error = open_within(workbook, 150_000).err().unwrap();
        assert!(matches!(error, Error::Workbook(WorkbookError::TooLarge)), "{error}");
    }

    #[test]
    fn empty_cells_before_others_count_and_all_sheets_together_are_limited() {
        let row = |row: usize| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>");
        let sheets = |rows: usize| {
            let rows: String = (1..=rows).map(row).collect();
            two_sheets(&rows)
                .sheets_within(None, 400_000)
                .map(|sheets| sheets.iter().map(|sheet| sheet.records.len()).sum::<usize>())
        };
        assert_eq!(sheets(10).unwrap(), 20);
        let error = sheets(13).unwrap_err();
        assert!(matches!(error, Error::Workbook(WorkbookError::TooLarge)), "{error}");
    }

    #[test]
    fn hidden_rows_are_counted() {
        let rows = "<row r=\"1\" hidden=\"1\"/><row r=\"2\"/><x:row hidden=\"true\" r=\"3\"/><row r=\"4\" hidden=\"0\"/>\
                    <col hidden=\"1\"/><c t=\"inlineStr\">row hidden=\"1\"</c>";
        assert_eq!(two_sheets(rows).hidden_rows, 4, "two in each sheet");
    }
}
