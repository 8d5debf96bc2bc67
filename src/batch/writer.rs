//! Writes a line a row, as CSV or JSON, into memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::{Job, ScoreFormat, decimal};
use crate::code::Codec;
use crate::content::Content;
use crate::quiz::Outcome;
use crate::report::json::{self, About};
use crate::rows::Row;
use crate::scoring::{Assessment, Flags, Side};
use crate::text::{inert, printable};

/// How a line of JSON begins, up to the id.
const JSON_ID: &[u8] = b"{\"id\":\"";

/// Writes a line a row, in either format.
#[derive(Debug)]
pub(super) struct RowWriter<'a> {
    job: Job<'a>,
    codec: &'a Codec,
    /// The names of the columns of the results, those carried through not among them.
    columns: Vec<String>,
    /// The names of the columns carried through.
    kept: Vec<String>,
}

impl<'a> RowWriter<'a> {
    /// Gets ready; `kept` names the columns carried through.
    ///
    /// # Errors
    /// Where two columns of the results would have one name.
    pub(super) fn new<'k>(
        job: Job<'a>,
        codec: &'a Codec,
        kept: impl Iterator<Item = &'k str>,
    ) -> Result<Self> {
        let (columns, kept) = (columns(job.content), kept.map(str::to_owned).collect::<Vec<_>>());
        if let Some(name) = twice(&columns, &kept) {
            bail!(
                "`{}` would be the name of two columns of the results: rename it in the file",
                printable(name)
            );
        }
        Ok(Self { job, codec, columns, kept })
    }

    /// Adds the header, where the format has one.
    pub(super) fn header(&self, text: &mut Vec<u8>) {
        if self.job.format == ScoreFormat::Csv {
            text.extend_from_slice(self.columns.join(",").as_bytes());
            self.push_kept(text, self.kept.iter().map(String::as_bytes));
        }
    }

    /// Where in a line without an id the id belongs.
    pub(super) fn place_of_id(&self) -> usize {
        match self.job.format {
            ScoreFormat::Csv => 0,
            ScoreFormat::Json => JSON_ID.len(),
        }
    }

    /// Adds what came of a row.
    pub(super) fn result(
        &self,
        id: &[u8],
        row: &Row<'_>,
        outcome: &Outcome,
        text: &mut Vec<u8>,
    ) -> Result<()> {
        let Outcome { assessment, code, .. } = outcome;
        if self.job.format == ScoreFormat::Json {
            let facts = outcome.facts(self.job.content);
            let line = json::line_with(self.codec, &facts, Some(&self.about(id, row.kept())))?;
            self.push_json(text, &line);
            return Ok(());
        }
        self.push_assessment(text, id, assessment);
        text.extend_from_slice(code.as_bytes());
        decimal::push_all(text, assessment.scales.iter().map(|scale| scale.mean));
        self.push_kept(text, row.kept());
        Ok(())
    }

    /// Whether no columns are carried through.
    pub(super) fn keeps_nothing(&self) -> bool {
        self.kept.is_empty()
    }

    /// Adds a row that could not be read, with these cells carried through.
    pub(super) fn error<'c>(
        &self,
        id: &[u8],
        kept: impl Iterator<Item = &'c [u8]>,
        text: &mut Vec<u8>,
    ) -> Result<()> {
        if self.job.format == ScoreFormat::Json {
            let line = json::error_line(self.job.content, self.codec, &self.about(id, kept))?;
            self.push_json(text, &line);
            return Ok(());
        }
        self.push_foreign(text, id);
        text.extend_from_slice(b",error");
        text.extend(self.columns.iter().skip(2).map(|_| b','));
        self.push_kept(text, kept);
        Ok(())
    }

    /// Whom a row is about.
    fn about<'c>(&self, id: &[u8], kept: impl Iterator<Item = &'c [u8]>) -> About {
        let cells = kept.map(|cell| String::from_utf8_lossy(cell).into_owned());
        About {
            id: String::from_utf8_lossy(id).into_owned(),
            kept: self.kept.iter().cloned().zip(cells).collect(),
        }
    }

    fn push_json(&self, text: &mut Vec<u8>, line: &str) {
        let line = if self.job.is_shown { escaped(line) } else { Cow::Borrowed(line) };
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }

    /// Adds all that stands before a code.
    pub(super) fn push_assessment(&self, text: &mut Vec<u8>, id: &[u8], assessment: &Assessment) {
        let Assessment { verdict, comparison, answered, flags, .. } = assessment;
        self.push_foreign(text, id);
        text.push(b',');
        text.extend_from_slice(verdict.name().as_bytes());
        text.push(b',');
        let path = verdict.side().map_or("", |side| self.job.content.profiles.on(side).id.as_str());
        text.extend_from_slice(path.as_bytes());
        match comparison {
            Some(one) => {
                let [first, second] = one.like;
                let figures = [one.confidence.p, one.gap, one.confidence.se, first, second];
                decimal::push_all(text, figures.into_iter().map(Some));
            }
            None => text.extend_from_slice(b",,,,,"),
        }
        decimal::push_whole(text, *answered);
        text.push(b',');
        // Most have none.
        if *flags != Flags::default() {
            for (place, flag) in flags.names().enumerate() {
                text.extend_from_slice(if place > 0 { b"+" } else { b"" });
                text.extend_from_slice(flag.as_bytes());
            }
        }
        text.push(b',');
    }

    /// Adds the cells that are carried through, and the line's end.
    pub(super) fn push_kept<'c>(&self, text: &mut Vec<u8>, cells: impl Iterator<Item = &'c [u8]>) {
        for cell in cells {
            text.push(b',');
            self.push_foreign(text, cell);
        }
        text.push(b'\n');
    }

    /// A cell with what came in: no spreadsheet runs it, and no terminal acts on it.
    fn push_foreign(&self, text: &mut Vec<u8>, cell: &[u8]) {
        if cell.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            text.extend_from_slice(cell);
            return;
        }
        let cell = inert(cell);
        if self.job.is_shown {
            push_cell(text, printable(&String::from_utf8_lossy(&cell)).as_bytes());
        } else {
            push_cell(text, &cell);
        }
    }
}

/// Adds a cell, in quotes where it would be taken for something else.
fn push_cell(text: &mut Vec<u8>, cell: &[u8]) {
    if !cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        text.extend_from_slice(cell);
        return;
    }
    text.push(b'"');
    for byte in cell {
        if *byte == b'"' {
            text.push(b'"');
        }
        text.push(*byte);
    }
    text.push(b'"');
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cells_are_quoted_as_the_csv_library_does(cells in proptest::collection::vec("[a1 ,;\"\r\n\t'é]{0,6}", 2..5)) {
            let mut library = csv::Writer::from_writer(Vec::new());
            library.write_record(&cells).unwrap();
            let mut text = Vec::new();
            for (place, cell) in cells.iter().enumerate() {
                text.extend_from_slice(if place == 0 { b"" } else { b"," });
                push_cell(&mut text, cell.as_bytes());
            }
            text.push(b'\n');
            prop_assert_eq!(String::from_utf8(text), String::from_utf8(library.into_inner().unwrap()));
        }
    }

    #[test]
    fn json_for_a_terminal_means_the_same() {
        let json = serde_json::to_string("a\u{1b}[2J\u{7f}\u{9b}é\n").unwrap();
        let shown = escaped(&json);
        assert!(!shown.contains(char::is_control), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), "a\u{1b}[2J\u{7f}\u{9b}é\n");
    }
}
