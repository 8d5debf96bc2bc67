//! The cells of a sheet as CSV.

use std::io::BufRead;

use quick_xml::events::BytesStart;

use super::format::shown;
use super::parts::{Found, Parts, Text, attribute, walk};
use super::{Error, LIMIT};

/// No sheet has more rows.
const ROWS: u64 = 1_048_576;
/// No sheet has more columns.
const COLUMNS: usize = 16_384;

/// A cell holds at most this many bytes. Spreadsheets put 32,767 characters in one.
const CELL: usize = 256 * 1024;
/// All cells of a row hold at most this many.
const ROW: usize = 4 * 1024 * 1024;

/// A cell on its way.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    text: Text,
}

/// Writes a sheet down.
struct Sheet<'a> {
    parts: &'a Parts,
    csv: Vec<u8>,
    row: Vec<String>,
    /// How many bytes are in it.
    length: usize,
    /// The number of the row that is read, and how many were written.
    number: u64,
    written: u64,
    /// How many cells the first row has.
    width: usize,
    cell: Cell,
    is_value: bool,
}

/// A sheet as CSV. A line is a row; line breaks in cells become blanks.
pub(super) fn csv(part: impl BufRead, parts: &Parts) -> Result<Vec<u8>, Error> {
    let mut sheet = Sheet {
        parts,
        csv: Vec::new(),
        row: Vec::new(),
        length: 0,
        number: 0,
        written: 0,
        width: 0,
        cell: Cell::default(),
        is_value: false,
    };
    walk(part, |found| sheet.see(&found))?;
    Ok(sheet.csv)
}

impl Sheet<'_> {
    fn see(&mut self, found: &Found<'_>) -> Result<(), Error> {
        match found {
            Found::Start(start) => match start.local_name().as_ref() {
                "row" => self.begin_row(start),
                "c" => self.begin_cell(start),
                "v" => self.is_value = true,
                _ => {}
            },
            Found::Text(text) if self.is_value => self.cell.value.push_str(text),
            Found::End("v") => self.is_value = false,
            Found::End("c") => self.end_cell()?,
            Found::End("row") => self.end_row()?,
            _ => {}
        }
        self.cell.text.see(found);
        Ok(())
    }

    fn begin_row(&mut self, start: &BytesStart<'_>) {
        let number = attribute(start, "r").and_then(|number| number.parse().ok());
        self.number = number.unwrap_or(self.number + 1);
        self.row.clear();
        self.length = 0;
    }

    fn begin_cell(&mut self, start: &BytesStart<'_>) {
        let column = attribute(start, "r").and_then(|place| column(&place));
        let style = attribute(start, "s").and_then(|style| style.parse().ok());
        self.cell = Cell {
            column: column.unwrap_or(self.row.len()),
            kind: attribute(start, "t").unwrap_or_default(),
            style: style.unwrap_or(0),
            ..Cell::default()
        };
    }

    fn end_cell(&mut self) -> Result<(), Error> {
        if !(self.row.len()..COLUMNS).contains(&self.cell.column) {
            return Err(Error::Broken);
        }
        let text = self.text()?;
        self.row.resize(self.cell.column, String::new());
        self.length += text.len();
        if text.len() > CELL || self.length > ROW {
            return Err(Error::Large);
        }
        self.row.push(text.replace(['\n', '\r'], " "));
        Ok(())
    }

    /// What a person sees in the cell.
    fn text(&mut self) -> Result<String, Error> {
        let value = std::mem::take(&mut self.cell.value);
        Ok(match self.cell.kind.as_str() {
            "s" => {
                let string =
                    value.trim().parse::<usize>().ok().and_then(|index| self.parts.strings.get(index));
                string.ok_or(Error::Broken)?.clone()
            }
            "inlineStr" => self.cell.text.take(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "" | "n" => match value.trim().parse::<f64>() {
                Ok(number) => {
                    let format = self.parts.formats.get(self.cell.style).copied().unwrap_or_default();
                    shown(number, format, self.parts.is_1904)
                }
                Err(_) => value,
            },
            _ => value,
        })
    }

    fn end_row(&mut self) -> Result<(), Error> {
        if self.number <= self.written || self.number > ROWS {
            return Err(Error::Broken);
        }
        let is_blank = self.row.iter().all(String::is_empty);
        if is_blank && self.width == 0 {
            return Ok(());
        }
        if self.width == 0 {
            self.width = self.row.len();
        }
        self.row.resize(self.width.max(self.row.len()), String::new());
        // A row that isn't there is an empty line.
        for _ in self.written + 1..self.number {
            self.csv.push(b'\n');
        }
        self.written = self.number;
        for (index, cell) in self.row.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            self.csv.extend_from_slice(format!("{comma}\"{}\"", cell.replace('"', "\"\"")).as_bytes());
        }
        self.csv.push(b'\n');
        if self.csv.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX) {
            return Err(Error::Large);
        }
        Ok(())
    }
}

/// The column of a place such as `AB12`, counted from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters
        .take(4)
        .fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}
