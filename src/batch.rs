//! A result a row, from a CSV of answers: read, score and write in constant memory.
//!
//! A row with a bad cell gets the verdict `error`, is named with its place, and the rest go on. A header that
//! does not fit stops everything before a single line of output.

mod header;

use std::io::{BufRead, BufReader, Read, Write};

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder, WriterBuilder};

use crate::content::Content;
use crate::instrument::{Instrument, Response, ResponseSet, TieBreakers};
use crate::report::{Input, json};
use crate::scoring::{Assessment, Side, score};
use header::Columns;

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

/// Scores a CSV of answers.
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
    let mut writer = RowWriter::new(content, &columns, output, format)?;
    let mut record = ByteRecord::new();
    let mut outcome = Outcome::default();
    while reader.read_byte_record(&mut record).context("can't read the answers")? {
        outcome.rows += 1;
        let place = Place { row: outcome.rows, line: record.position().map_or(0, csv::Position::line) };
        match parse_row(&content.instrument, &columns, &record, place, complaints)? {
            Some(responses) => writer.result(&record, place, &responses)?,
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

/// The answers of a row; `None`, and a line for each, where some can't be read.
fn parse_row(
    instrument: &Instrument,
    columns: &Columns,
    record: &ByteRecord,
    place: Place,
    complaints: &mut dyn Write,
) -> Result<Option<ResponseSet>> {
    let Place { row, line } = place;
    if record.len() != columns.count {
        let (found, wanted) = (record.len(), columns.count);
        writeln!(
            complaints,
            "row {row} (line {line}): {found} cells, but the header has {wanted}: fill in or remove commas"
        )?;
        return Ok(None);
    }
    let mut responses = ResponseSet::empty(instrument.items.len());
    let mut sound = true;
    for &(column, item) in &columns.items {
        let cell = record.get(column).unwrap_or_default();
        match parse_cell(instrument, cell) {
            Ok(response) => responses.set(item, response),
            Err(()) => {
                sound = false;
                let name = instrument.item(item).map_or("", |item| item.id.as_str());
                let value = shown(cell);
                writeln!(
                    complaints,
                    "row {row} (line {line}), column {name}: {value} is no answer: use 1 to 5, the answer in words, or nothing for a skip"
                )?;
            }
        }
    }
    Ok(sound.then_some(responses))
}

/// A cell is 1 to 5, or an option's label in any case, or empty for a skip.
fn parse_cell(instrument: &Instrument, cell: &[u8]) -> Result<Option<Response>, ()> {
    match cell.trim_ascii() {
        [] => Ok(None),
        [digit @ b'1'..=b'5'] => Ok(Response::new(digit - b'0')),
        text => Response::all()
            .find(|response| instrument.option(*response).as_bytes().eq_ignore_ascii_case(text))
            .map(Some)
            .ok_or(()),
    }
}

/// A cell for a message: in quotes, short, and with nothing that a terminal would act on.
fn shown(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let safe: String = text.chars().take(40).map(|c| if c.is_control() { '?' } else { c }).collect();
    let more = if text.chars().count() > 40 { "..." } else { "" };
    format!("\"{safe}{more}\"")
}

/// Writes a line a row, in either format.
struct RowWriter<'a, W: Write> {
    content: &'a Content,
    columns: &'a Columns,
    csv: csv::Writer<W>,
    json: bool,
    line: ByteRecord,
}

impl<'a, W: Write> RowWriter<'a, W> {
    fn new(content: &'a Content, columns: &'a Columns, output: W, format: Format) -> Result<Self> {
        let json = format == Format::Json;
        // A JSON line goes through the same buffer as one field that is never quoted.
        let quoting = if json { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
        let csv = WriterBuilder::new().quote_style(quoting).flexible(true).from_writer(output);
        let mut writer = Self { content, columns, csv, json, line: ByteRecord::new() };
        if !json {
            let like = Side::BOTH.map(|side| format!("like_{}", content.profiles.on(side).id));
            let names =
                ["id", "verdict", "path", "p", "gap", "se", &like[0], &like[1], "answered", "flags", "code"];
            writer.line.extend(names);
            for (_, name) in &columns.kept {
                writer.line.push_field(&inert(name));
            }
            writer.send()?;
        }
        Ok(writer)
    }

    fn send(&mut self) -> Result<()> {
        self.csv.write_byte_record(&self.line).context("can't write the results")?;
        self.line.clear();
        Ok(())
    }

    fn result(&mut self, record: &ByteRecord, place: Place, responses: &ResponseSet) -> Result<()> {
        let assessment = score(&self.content.instrument, &self.content.contrast, responses, &[]);
        if self.json {
            let tie_breakers = TieBreakers::NotOffered;
            let input = Input { content: self.content, responses, assessment: &assessment, tie_breakers };
            let id = String::from_utf8_lossy(&self.id(record, place)).into_owned();
            return self.json_line(&json::line(&input, Some(&id))?);
        }
        self.push_id(record, place);
        self.push_result(&assessment);
        self.push_kept(record);
        self.send()
    }

    fn error(&mut self, record: &ByteRecord, place: Place) -> Result<()> {
        if self.json {
            let id = String::from_utf8_lossy(&self.id(record, place)).into_owned();
            return self.json_line(&json::error_line(self.content, &id)?);
        }
        self.push_id(record, place);
        self.line.extend(["error", "", "", "", "", "", "", "", "", ""]);
        self.push_kept(record);
        self.send()
    }

    fn json_line(&mut self, text: &str) -> Result<()> {
        self.line.push_field(text.as_bytes());
        self.send()
    }

    /// The respondent's id, or the row's number where there is no such column.
    fn id(&self, record: &ByteRecord, place: Place) -> Vec<u8> {
        match self.columns.id {
            Some(column) => record.get(column).unwrap_or_default().to_vec(),
            None => place.row.to_string().into_bytes(),
        }
    }

    fn push_id(&mut self, record: &ByteRecord, place: Place) {
        let id = self.id(record, place);
        self.line.push_field(&inert(&id));
    }

    fn push_kept(&mut self, record: &ByteRecord) {
        for (column, _) in &self.columns.kept {
            self.line.push_field(&inert(record.get(*column).unwrap_or_default()));
        }
    }

    fn push_result(&mut self, assessment: &Assessment) {
        let comparison = assessment.comparison.as_ref();
        let path = assessment.verdict.side().map_or("", |side| self.content.profiles.on(side).id.as_str());
        self.line.extend([assessment.verdict.name(), path]);
        let figures = comparison.map(|one| {
            let [first, second] = one.like;
            [one.confidence.p, one.gap, one.confidence.se, first, second]
        });
        for index in 0..5 {
            let figure = figures.as_ref().and_then(|figures| figures.get(index));
            self.line.push_field(figure.map(|figure| decimal(*figure)).unwrap_or_default().as_bytes());
        }
        self.line.push_field(assessment.answered.to_string().as_bytes());
        self.line.push_field(assessment.flags.names().collect::<Vec<_>>().join("+").as_bytes());
        self.line.push_field(b"");
    }

    fn finish(mut self) -> Result<()> {
        self.csv.flush().context("can't write the results")
    }
}

/// Four decimals, and never a negative zero.
fn decimal(figure: f64) -> String {
    let text = format!("{figure:.4}");
    if text == "-0.0000" { "0.0000".to_owned() } else { text }
}

/// A cell as it is, or with an apostrophe before it where a spreadsheet would run it as a formula.
fn inert(cell: &[u8]) -> Vec<u8> {
    let is_number = || std::str::from_utf8(cell).is_ok_and(|text| text.parse::<f64>().is_ok());
    let runs = matches!(cell, [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r', ..]) && !is_number();
    if runs { [b"'", cell].concat() } else { cell.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_inert_and_numbers_left_alone() {
        assert_eq!(inert(b"=1+1"), b"'=1+1");
        assert_eq!(inert(b"@sum"), b"'@sum");
        assert_eq!(inert(b"-x"), b"'-x");
        assert_eq!(inert(b"-5"), b"-5");
        assert_eq!(inert(b"anna"), b"anna");
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(decimal(-0.000_01), "0.0000");
        assert_eq!(decimal(-1.25), "-1.2500");
    }
}
