//! Writes a line a row, as CSV or JSON.

use std::io::Write;

use anyhow::{Context, Result};
use csv::{ByteRecord, WriterBuilder};

use super::header::Columns;
use super::{Format, Place};
use crate::code::Codec;
use crate::content::Content;
use crate::instrument::Answers;
use crate::quiz::Outcome;
use crate::report::json;
use crate::scoring::{Assessment, Side};

/// Writes a line a row, in either format.
pub(super) struct RowWriter<'a, W: Write> {
    content: &'a Content,
    columns: &'a Columns,
    codec: &'a Codec,
    csv: csv::Writer<W>,
    json: bool,
    line: ByteRecord,
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// A writer that has written the header, where the format has one.
    pub(super) fn new(
        content: &'a Content,
        columns: &'a Columns,
        codec: &'a Codec,
        output: W,
        format: Format,
    ) -> Result<Self> {
        let json = format == Format::Json;
        // A JSON line goes through the same buffer as one field that is never quoted.
        let quoting = if json { csv::QuoteStyle::Never } else { csv::QuoteStyle::Necessary };
        let csv = WriterBuilder::new().quote_style(quoting).flexible(true).from_writer(output);
        let mut writer = Self { content, columns, codec, csv, json, line: ByteRecord::new() };
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

    /// Scores a row and writes its result.
    pub(super) fn result(&mut self, record: &ByteRecord, place: Place, answers: Answers) -> Result<()> {
        let outcome = Outcome::with_codec(self.content, self.codec, answers, &[]);
        if self.json {
            let id = String::from_utf8_lossy(&self.id(record, place)).into_owned();
            let line = json::line_with(self.codec, &outcome.facts(self.content), Some(&id))?;
            return self.json_line(&line);
        }
        self.push_id(record, place);
        self.push_result(&outcome.assessment);
        self.line.push_field(outcome.code.as_bytes());
        self.push_kept(record);
        self.send()
    }

    /// Writes a row that could not be read.
    pub(super) fn error(&mut self, record: &ByteRecord, place: Place) -> Result<()> {
        if self.json {
            let id = String::from_utf8_lossy(&self.id(record, place)).into_owned();
            return self.json_line(&json::error_line(self.content, self.codec, &id)?);
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
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> Result<()> {
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
