//! The line that ends every run: what was understood, and what was excluded.

use crate::code::Changes;
use crate::import::{Column, Excluded, Layout, MatchedBy, Role, Rows};
use crate::instrument::{Instrument, Response};
use crate::text::printable;

/// At most this many dropped columns are named.
const MAX_NAMED: usize = 10;
/// At most this many characters of a column's name are shown.
const MAX_NAME: usize = 40;

/// What was read, and what became of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    /// The number of rows in the output.
    pub(crate) rows: u64,
    /// How many of them have the verdict `error`.
    pub(crate) errors: u64,
    /// The number of the last row.
    pub(crate) numbered: u64,
    /// Rows excluded because another one with the same id was kept.
    pub(crate) duplicates: u64,
    /// Excluded codes of example people.
    pub(crate) examples: u64,
    /// Whether an answer was given as a number.
    pub(crate) has_numbers: bool,
    /// Rows with fewer cells than the header, none of them a question's.
    pub(crate) short_rows: u64,
    excluded: Excluded,
    /// How many codes were made before something changed, and what did.
    older: u64,
    changes: Changes,
    /// How the questions were matched, in each file.
    matched: Vec<String>,
    dropped: Vec<String>,
    notes: Vec<String>,
}

impl Summary {
    /// Adds what is known of a file once it is read.
    pub(crate) fn add_table(&mut self, layout: &Layout<'_>, rows: &Rows, notes: Vec<String>) {
        self.excluded += rows.excluded();
        self.notes.extend(notes);
        let windows = "some cells are not UTF-8 and were read as Windows-1252".to_owned();
        if rows.has_windows_1252() && !self.notes.contains(&windows) {
            self.notes.push(windows);
        }
        let matched = matched(layout.columns());
        if !self.matched.contains(&matched) {
            self.matched.push(matched);
        }
        for column in layout.columns().iter().filter(|column| column.role == Role::Other && !column.is_kept) {
            let name = short(column.name());
            if !name.is_empty() && !self.dropped.contains(&name) {
                self.dropped.push(name);
            }
        }
    }

    pub(crate) fn add_changes(&mut self, changes: Changes) {
        self.older += u64::from(!changes.is_empty());
        self.changes = self.changes | changes;
    }

    /// The number of rows that were not excluded for their content.
    pub(crate) fn read(&self) -> u64 {
        self.rows + self.examples + self.duplicates
    }

    /// How many codes were made before something changed, and what that means; `None` if none was.
    pub(crate) fn older_codes(&self) -> Option<String> {
        (self.older > 0).then(|| format!("{} of {} rows: {}", self.older, self.rows, self.changes))
    }

    /// The excluded rows, such as "3 blank rows, 1 preview"; empty if there are none.
    pub(crate) fn excluded(&self) -> String {
        self.excluded.words(&[
            (self.examples, "code of an example person", "codes of example people"),
            (self.duplicates, "row with a duplicate id", "rows with a duplicate id"),
        ])
    }

    /// The line, such as "30 scored; 24 questions matched by text; excluded: 3 blank rows; dropped: Timestamp".
    pub(crate) fn line(&self, instrument: &Instrument) -> String {
        let mut parts = vec![format!("{} scored", self.rows - self.errors)];
        if self.errors > 0 {
            parts[0] += &format!(", {} with errors", self.errors);
        }
        parts.extend(self.details(instrument));
        parts.join("; ")
    }

    /// What was understood and what was excluded, in parts.
    pub(crate) fn details(&self, instrument: &Instrument) -> Vec<String> {
        let mut parts = vec![self.matched.join(" or ")];
        if self.has_numbers {
            parts.push(format!(
                "numbers read as 1 = {} to 5 = {}",
                instrument.option(Response::LOWEST),
                instrument.option(Response::HIGHEST)
            ));
        }
        let excluded = self.excluded();
        if !excluded.is_empty() {
            parts.push(format!("excluded: {excluded}"));
        }
        if self.short_rows > 0 {
            let rows = if self.short_rows == 1 { "row" } else { "rows" };
            parts.push(format!("blank cells added at the end of {} {rows}", self.short_rows));
        }
        parts.extend(self.notes.iter().cloned());
        if !self.dropped.is_empty() {
            let more = match self.dropped.len().saturating_sub(MAX_NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named = &self.dropped[..self.dropped.len().min(MAX_NAMED)];
            parts.push(format!("dropped (keep with --keep): {}{more}", named.join(", ")));
        }
        parts
    }
}

/// How the questions were matched.
fn matched(columns: &[Column]) -> String {
    let count = |by: MatchedBy| {
        columns.iter().filter(|column| matches!(column.role, Role::Question(_, found) if found == by)).count()
    };
    match (count(MatchedBy::Id), count(MatchedBy::Text)) {
        (0, 0) => "answers read from result codes".to_owned(),
        (ids, 0) => format!("{ids} questions matched by id"),
        (0, texts) => format!("{texts} questions matched by text"),
        (ids, texts) => format!("{texts} questions matched by text and {ids} by id"),
    }
}

/// A heading on one line.
fn short(name: &str) -> String {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if words.chars().nth(MAX_NAME).is_some() { "..." } else { "" };
    printable(&words.chars().take(MAX_NAME).collect::<String>()) + more
}
