//! A result a row, from a CSV of answers or codes: read, score and write in constant memory.
//!
//! A row with a bad cell gets the verdict `error`, is named with its place, and the rest go on. A header that
//! does not fit stops everything before a single line of output.

mod header;
mod row;
mod writer;

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use crate::code::Codec;
use crate::content::Content;
use row::RowReader;
use writer::RowWriter;

/// What the results are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line.
    Json,
}

/// How much was scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Rows read.
    pub rows: u64,
    /// Rows that got the verdict `error`.
    pub bad: u64,
}

/// Scores a CSV of answers, or of codes.
///
/// `keep` carries columns through that are not the quiz's own. A line for each bad cell goes to `complaints`.
///
/// # Errors
/// Where the header does not fit, or reading or writing fails.
pub fn run(
    content: &Content,
    input: impl Read,
    output: impl Write,
    complaints: &mut dyn Write,
    format: Format,
    keep: bool,
) -> Result<Outcome> {
    let mut input = BufReader::with_capacity(64 * 1024, input);
    let delimiter = header::delimiter(input.fill_buf().context("can't read the answers")?);
    let mut reader = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(input);
    let columns =
        header::read(reader.byte_headers().context("can't read the answers")?, &content.instrument, keep)?;
    let codec = Codec::new(content);
    let rows = RowReader { instrument: &content.instrument, columns: &columns, codec: &codec };
    let mut writer = RowWriter::new(content, &columns, &codec, output, format)?;
    let mut record = ByteRecord::new();
    let mut outcome = Outcome::default();
    while reader.read_byte_record(&mut record).context("can't read the answers")? {
        outcome.rows += 1;
        let place = Place { row: outcome.rows, line: record.position().map_or(0, csv::Position::line) };
        match rows.read(&record, place, complaints)? {
            Some(answers) => writer.result(&record, place, answers)?,
            None => {
                outcome.bad += 1;
                writer.error(&record, place)?;
            }
        }
    }
    if outcome.rows == 0 {
        bail!("there is a header and no answers below it: add a row for each respondent");
    }
    writer.finish()?;
    Ok(outcome)
}

/// Where a row stands: counted from 1 without the header, and its line in the file.
#[derive(Debug, Clone, Copy)]
struct Place {
    row: u64,
    line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {} (line {})", self.row, self.line)
    }
}
