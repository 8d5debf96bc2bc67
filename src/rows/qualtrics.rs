//! Exports of Qualtrics: two more rows of headers, and rows that nobody answered in earnest.
//!
//! Below the names of the columns stand the questions' texts, and below these `{"ImportId":"QID1_1"}` in each cell.
//! `Status` tells a preview or a test from a response, and `Finished` whether the last page was reached.

use super::Column;
use super::records::Record;

/// How a cell of the third row starts.
const MARK: &[u8] = b"{\"ImportId\":";

/// Whether these are the second and the third row of such an export.
pub(super) fn are_headers(second: Option<&Record>, third: Option<&Record>) -> bool {
    let is_mark = |cell: &[u8]| cell.is_empty() || cell.starts_with(MARK);
    second.is_some()
        && third.is_some_and(|third| third.iter().all(is_mark) && third.iter().any(|cell| !cell.is_empty()))
}

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Whoever made the survey tried it.
    Preview,
    /// The last page was not reached.
    Unfinished,
}

/// The columns that say what kind of response a row is.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    status: Option<usize>,
    channel: Option<usize>,
    finished: Option<usize>,
}

impl Kinds {
    pub(super) fn new(columns: &[Column]) -> Self {
        let named = |name: &str| columns.iter().position(|column| column.name == name);
        Self { status: named("Status"), channel: named("DistributionChannel"), finished: named("Finished") }
    }

    /// Why a row is to be left out; `None` where it counts.
    pub(super) fn reason(&self, record: &Record) -> Option<Reason> {
        let says = |column: Option<usize>, words: &[&str]| {
            let cell = column.and_then(|column| record.get(column)).unwrap_or_default().trim_ascii();
            words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
        };
        // As words, or as the numbers that stand for them.
        let tries = [
            "Survey Preview",
            "Survey Test",
            "Survey Preview Spam",
            "Survey Test Spam",
            "Offline Survey Preview",
            "1",
            "2",
            "9",
            "10",
            "17",
        ];
        if says(self.status, &tries) || says(self.channel, &["preview", "test"]) {
            return Some(Reason::Preview);
        }
        says(self.finished, &["False", "0"]).then_some(Reason::Unfinished)
    }
}
