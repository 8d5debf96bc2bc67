//! Writes a line a row, as CSV or JSON.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, WriterBuilder};

use super::decimal::{Decimal, decimal};
use super::{Job, ScoreFormat};
use crate::code::Codec;
use crate::content::Content;
use crate::quiz::Outcome;
use crate::report::json::{self, About};
use crate::rows::Row;
use crate::scoring::{Assessment, Side};
use crate::text::{inert, printable};

/// Writes a line a row, in either format.
pub(super) struct RowWriter<'a, W: Write> {
    job: Job<'a>,
    codec: &'a Codec,
    csv: csv::Writer<W>,
    line: ByteRecord,
    /// The names of the columns carried through.
    kept: Vec<String>,
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// A writer that has written the header, where the format has one; `kept` names the columns carried through.
    pub(super) fn new<'k>(
        job: Job<'a>,
        codec: &'a Codec,
        kept: impl Iterator<Item = &'k str>,
        output: W,
    ) -> Result<Self> {
        // A JSON line goes through the same buffer as one field that is never quoted.
        let quoting = match job.format {
            ScoreFormat::Csv => csv::QuoteStyle::Necessary,
            ScoreFormat::Json => csv::QuoteStyle::Never,
        };
        let csv = WriterBuilder::new().quote_style(quoting).flexible(true).from_writer(output);
        let kept: Vec<String> = kept.map(str::to_owned).collect();
        let columns = columns(job.content);
        if let Some(name) = twice(&columns, &kept) {
            bail!(
                "`{}` would be the name of two columns of the results: rename it in the file",
                printable(name)
            );
        }
        let mut writer = Self { job, codec, csv, line: ByteRecord::new(), kept };
        if job.format == ScoreFormat::Csv {
            writer.line.extend(columns);
            for name in writer.kept.clone() {
                writer.push_foreign(name.as_bytes());
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

    /// Writes what came of a row.
    pub(super) fn result(&mut self, row: &Row<'_>, outcome: &Outcome) -> Result<()> {
        let content = self.job.content;
        if self.job.format == ScoreFormat::Json {
            let about = self.about(row);
            let line = json::line_with(self.codec, &outcome.facts(content), Some(&about))?;
            return self.json_line(&line);
        }
        self.push_foreign(&row.id());
        self.push_result(&outcome.assessment);
        self.line.push_field(outcome.code.as_bytes());
        for scale in &outcome.assessment.scales {
            self.push_figure(scale.mean);
        }
        row.kept().for_each(|cell| self.push_foreign(cell));
        self.send()
    }

    /// Writes a row that could not be read.
    pub(super) fn error(&mut self, row: &Row<'_>) -> Result<()> {
        if self.job.format == ScoreFormat::Json {
            let line = json::error_line(self.job.content, self.codec, &self.about(row))?;
            return self.json_line(&line);
        }
        self.push_foreign(&row.id());
        self.line.push_field(b"error");
        for _ in columns(self.job.content).iter().skip(2) {
            self.line.push_field(b"");
        }
        row.kept().for_each(|cell| self.push_foreign(cell));
        self.send()
    }

    /// Whom a row is about.
    fn about(&self, row: &Row<'_>) -> About {
        let cells = row.kept().map(|cell| String::from_utf8_lossy(cell).into_owned());
        About {
            id: String::from_utf8_lossy(&row.id()).into_owned(),
            kept: self.kept.iter().cloned().zip(cells).collect(),
        }
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
            self.push_figure(figures.as_ref().and_then(|figures| figures.get(index)).copied());
        }
        self.line.push_field(assessment.answered.to_string().as_bytes());
        self.line.push_field(assessment.flags.names().collect::<Vec<_>>().join("+").as_bytes());
    }

    fn push_figure(&mut self, figure: Option<f64>) {
        match figure.map(decimal) {
            Some(Decimal::Short(digits, start)) => {
                self.line.push_field(digits.get(start..).unwrap_or_default());
            }
            Some(Decimal::Text(text)) => self.line.push_field(text.as_bytes()),
            None => self.line.push_field(b""),
        }
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> Result<()> {
        self.csv.flush().context("can't write the results")
    }
}

/// The columns of the results, those carried through not among them.
pub(crate) fn columns(content: &Content) -> Vec<String> {
    let like = Side::BOTH.map(|side| format!("like_{}", content.profiles.on(side).id));
    let first = ["id", "verdict", "path", "p", "gap", "se"].map(str::to_owned);
    let last = ["answered", "flags", "code"].map(str::to_owned);
    let means = content.instrument.scales.iter().map(|scale| format!("mean_{}", scale.id));
    first.into_iter().chain(like).chain(last).chain(means).collect()
}

/// A name that a column carried through has in common with another.
fn twice<'a>(columns: &[String], kept: &'a [String]) -> Option<&'a str> {
    let mut seen: HashSet<&str> = columns.iter().map(String::as_str).collect();
    kept.iter().map(String::as_str).find(|name| !seen.insert(name))
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
}
