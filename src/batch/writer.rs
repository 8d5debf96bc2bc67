//! Writes a line a row, as CSV or JSON.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};
use csv::{ByteRecord, WriterBuilder};

use super::{Job, ScoreFormat};
use crate::code::Codec;
use crate::instrument::Answers;
use crate::quiz::Outcome;
use crate::report::json;
use crate::rows::Row;
use crate::scoring::{Assessment, Side};
use crate::text::{inert, printable};

/// Writes a line a row, in either format.
pub(super) struct RowWriter<'a, W: Write> {
    job: Job<'a>,
    codec: &'a Codec,
    csv: csv::Writer<W>,
    line: ByteRecord,
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// A writer that has written the header, where the format has one; `kept` names the columns carried through.
    pub(super) fn new<'k>(
        job: Job<'a>,
        codec: &'a Codec,
        kept: impl Iterator<Item = &'k [u8]>,
        output: W,
    ) -> Result<Self> {
        // A JSON line goes through the same buffer as one field that is never quoted.
        let quoting = match job.format {
            ScoreFormat::Csv => csv::QuoteStyle::Necessary,
            ScoreFormat::Json => csv::QuoteStyle::Never,
        };
        let csv = WriterBuilder::new().quote_style(quoting).flexible(true).from_writer(output);
        let mut writer = Self { job, codec, csv, line: ByteRecord::new() };
        if job.format == ScoreFormat::Csv {
            let like = Side::BOTH.map(|side| format!("like_{}", job.content.profiles.on(side).id));
            let names =
                ["id", "verdict", "path", "p", "gap", "se", &like[0], &like[1], "answered", "flags", "code"];
            writer.line.extend(names);
            kept.for_each(|name| writer.push_foreign(name));
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
    pub(super) fn result(&mut self, row: &Row<'_>, answers: Answers) -> Result<()> {
        let content = self.job.content;
        let outcome = Outcome::with_codec(content, self.codec, answers, &[]);
        if self.job.format == ScoreFormat::Json {
            let id = row.id();
            let line =
                json::line_with(self.codec, &outcome.facts(content), Some(&String::from_utf8_lossy(&id)))?;
            return self.json_line(&line);
        }
        self.push_foreign(&row.id());
        self.push_result(&outcome.assessment);
        self.line.push_field(outcome.code.as_bytes());
        row.kept().for_each(|cell| self.push_foreign(cell));
        self.send()
    }

    /// Writes a row that could not be read.
    pub(super) fn error(&mut self, row: &Row<'_>) -> Result<()> {
        if self.job.format == ScoreFormat::Json {
            let id = row.id();
            let line = json::error_line(self.job.content, self.codec, &String::from_utf8_lossy(&id))?;
            return self.json_line(&line);
        }
        self.push_foreign(&row.id());
        self.line.extend(["error", "", "", "", "", "", "", "", "", ""]);
        row.kept().for_each(|cell| self.push_foreign(cell));
        self.send()
    }

    fn json_line(&mut self, text: &str) -> Result<()> {
        let text = if self.job.is_shown { escaped(text) } else { Cow::Borrowed(text) };
        self.line.push_field(text.as_bytes());
        self.send()
    }

    /// A cell with what came in: no spreadsheet runs it, and no terminal acts on it.
    fn push_foreign(&mut self, cell: &[u8]) {
        let cell = inert(cell);
        if self.job.is_shown {
            self.line.push_field(printable(&String::from_utf8_lossy(&cell)).as_bytes());
        } else {
            self.line.push_field(&cell);
        }
    }

    fn push_result(&mut self, assessment: &Assessment) {
        let comparison = assessment.comparison.as_ref();
        let path =
            assessment.verdict.side().map_or("", |side| self.job.content.profiles.on(side).id.as_str());
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

/// JSON with the same meaning in which a terminal finds nothing to act on.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(char::is_control) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_for_a_terminal_means_the_same() {
        let json = serde_json::to_string("a\u{1b}[2J\u{7f}\u{9b}é\n").unwrap();
        let shown = escaped(&json);
        assert!(!shown.contains(char::is_control), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), "a\u{1b}[2J\u{7f}\u{9b}é\n");
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(decimal(-0.000_01), "0.0000");
        assert_eq!(decimal(-1.25), "-1.2500");
    }
}
