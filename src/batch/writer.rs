//! Writes one line for each row, as CSV or JSON, into memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Result, bail};

use super::{ScoreFormat, Settings};
use crate::content::Content;
use crate::import::{Column, Layout};
use crate::quiz::Outcome;
use crate::report::json::{self, About};
use crate::scoring::Side;
use crate::text::{inert, printable};

#[derive(Debug)]
pub(super) struct RowWriter<'a> {
    pub(super) settings: Settings<'a>,
    /// The names of the output columns before the passthrough columns.
    columns: Vec<String>,
    /// The names of the passthrough columns.
    pub(super) kept: Vec<String>,
}

impl<'a> RowWriter<'a> {
    /// Returns an error if two output columns would have the same name.
    pub(super) fn new(settings: Settings<'a>, layout: &Layout<'_>) -> Result<Self> {
        let columns = columns(settings.content);
        let kept: Vec<String> = layout.kept_columns().map(Column::name).map(str::to_owned).collect();
        let mut seen: HashSet<&str> = columns.iter().map(String::as_str).collect();
        if let Some(name) = kept.iter().find(|name| !seen.insert(name)) {
            bail!("two output columns would be named `{}`: rename that column in the file", printable(name));
        }
        Ok(Self { settings, columns, kept })
    }

    pub(super) fn header(&self) -> Vec<u8> {
        let mut text = Vec::new();
        if self.settings.format == ScoreFormat::Csv {
            text.extend_from_slice(self.columns.join(",").as_bytes());
            self.push_kept(&mut text, self.kept.iter().map(String::as_str));
        }
        text
    }

    /// Appends the result of a row.
    pub(super) fn result<'c>(
        &self,
        id: &str,
        kept: impl Iterator<Item = &'c str>,
        outcome: &Outcome,
        text: &mut Vec<u8>,
    ) -> Result<()> {
        let Outcome { assessment, code, .. } = outcome;
        let Settings { content, codec, .. } = self.settings;
        if self.settings.format == ScoreFormat::Json {
            let line = json::line_with(codec, &outcome.facts(content), Some(&self.about(id, kept)))?;
            self.push_json(text, &line);
            return Ok(());
        }
        self.push_foreign(text, id);
        let path = assessment.verdict.side().map_or("", |side| content.profiles.on(side).id.as_str());
        // Millions of lines are written, and formatting would take a tenth of the time.
        for cell in [assessment.verdict.name(), path] {
            text.push(b',');
            text.extend_from_slice(cell.as_bytes());
        }
        let comparison = assessment.comparison.as_ref();
        push_number(text, comparison.map(|one| one.confidence.p));
        push_number(text, comparison.map(|one| one.gap));
        push_number(text, comparison.map(|one| one.confidence.se));
        push_number(text, comparison.map(|one| one.like[0]));
        push_number(text, comparison.map(|one| one.like[1]));
        write!(text, ",{},", assessment.answered)?;
        for (place, flag) in assessment.flags.names().enumerate() {
            text.extend_from_slice(if place == 0 { b"" } else { b"+" });
            text.extend_from_slice(flag.as_bytes());
        }
        text.push(b',');
        text.extend_from_slice(code.as_bytes());
        for scale in &assessment.scales {
            push_number(text, scale.mean);
        }
        self.push_kept(text, kept);
        Ok(())
    }

    /// Appends a row that couldn't be scored.
    pub(super) fn error<'c>(
        &self,
        id: &str,
        kept: impl Iterator<Item = &'c str>,
        text: &mut Vec<u8>,
    ) -> Result<()> {
        if self.settings.format == ScoreFormat::Json {
            let Settings { content, codec, .. } = self.settings;
            let line = json::error_line(content, codec, &self.about(id, kept))?;
            self.push_json(text, &line);
            return Ok(());
        }
        self.push_foreign(text, id);
        text.extend_from_slice(b",error");
        text.resize(text.len() + self.columns.len() - 2, b',');
        self.push_kept(text, kept);
        Ok(())
    }

    fn about<'c>(&self, id: &str, kept: impl Iterator<Item = &'c str>) -> About {
        About { id: id.to_owned(), kept: self.kept.iter().cloned().zip(kept.map(str::to_owned)).collect() }
    }

    fn push_json(&self, text: &mut Vec<u8>, line: &str) {
        let line = if self.settings.to_terminal { escaped(line) } else { Cow::Borrowed(line) };
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }

    /// Appends the passthrough cells and the end of the line.
    fn push_kept<'c>(&self, text: &mut Vec<u8>, cells: impl Iterator<Item = &'c str>) {
        for cell in cells {
            text.push(b',');
            self.push_foreign(text, cell);
        }
        text.push(b'\n');
    }

    /// Appends a cell from the input so that no spreadsheet evaluates it and no terminal interprets it.
    fn push_foreign(&self, text: &mut Vec<u8>, cell: &str) {
        if cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            text.extend_from_slice(cell.as_bytes());
            return;
        }
        let cell = inert(cell);
        let cell = if self.settings.to_terminal { Cow::Owned(printable(&cell)) } else { cell };
        push_cell(text, cell.as_bytes());
    }
}

/// Appends a comma and a number with four decimals, never a negative zero.
fn push_number(text: &mut Vec<u8>, number: Option<f64>) {
    text.push(b',');
    let Some(number) = number else { return };
    let scaled = number.abs() * 10_000.0;
    let rounded = scaled.round();
    // Nearly all numbers have one digit before the point, and writing digits is many times as fast as formatting. Near
    // a half, only the exact value tells which way to round.
    if scaled < 99_999.0 && (scaled - rounded).abs() < 0.499 {
        let units = rounded as u32;
        if number < 0.0 && units > 0 {
            text.push(b'-');
        }
        let digit = |power: u32| b'0' + (units / power % 10) as u8;
        text.extend([digit(10_000), b'.', digit(1000), digit(100), digit(10), digit(1)]);
        return;
    }
    let start = text.len();
    write!(text, "{number:.4}").expect("memory takes everything");
    if &text[start..] == b"-0.0000" {
        text.remove(start);
    }
}

/// Appends a cell, quoted if necessary.
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

/// The names of the output columns before the passthrough columns.
fn columns(content: &Content) -> Vec<String> {
    let like = Side::BOTH.map(|side| format!("like_{}", content.profiles.on(side).id));
    let first = ["id", "verdict", "path", "p", "gap", "se"].map(str::to_owned);
    let last = ["answered", "flags", "code"].map(str::to_owned);
    let means = content.instrument.scales.iter().map(|scale| format!("mean_{}", scale.id));
    first.into_iter().chain(like).chain(last).chain(means).collect()
}

/// Equivalent JSON without control characters.
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

    proptest! {
        #[test]
        fn numbers_are_rounded_as_the_standard_library_does(number in -100.0..100.0_f64, eighths in -800..800_i32) {
            for number in [number, f64::from(eighths) / 8.0, f64::from(eighths) / 160_000.0] {
                let mut text = Vec::new();
                push_number(&mut text, Some(number));
                let wanted = format!(",{number:.4}").replace(",-0.0000", ",0.0000");
                prop_assert_eq!(String::from_utf8(text).unwrap(), wanted);
            }
        }
    }

    #[test]
    fn numbers_have_four_decimals_and_no_negative_zero() {
        for (number, wanted) in [(-0.000_01, ",0.0000"), (-1.25, ",-1.2500"), (999.999_95, ",1000.0000")] {
            let mut text = Vec::new();
            push_number(&mut text, Some(number));
            assert_eq!(String::from_utf8(text).unwrap(), wanted);
        }
    }

    #[test]
    fn escaped_json_is_equivalent() {
        let json = serde_json::to_string("a\u{1b}[2J\u{7f}\u{9b}é\n").unwrap();
        let shown = escaped(&json);
        assert!(!shown.contains(char::is_control), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), "a\u{1b}[2J\u{7f}\u{9b}é\n");
    }
}
