//! Recognizes rows that aren't a respondent's answers, by the columns that survey tools write for it.

use std::ops::AddAssign;

use super::header::Column;
use super::records::Record;

/// How many rows were excluded, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Excluded {
    pub blank: u64,
    /// The author of the survey tried it.
    pub previews: u64,
    /// The respondent didn't reach the end of the survey.
    pub unfinished: u64,
    /// Lines of a text without a result code.
    pub text: u64,
}

impl Excluded {
    /// The counts in words, such as "3 blank rows, 1 preview", followed by others.
    pub fn words(&self, others: &[(u64, &str, &str)]) -> String {
        let kinds = [
            (self.blank, "blank row", "blank rows"),
            (self.previews, "preview", "previews"),
            (self.unfinished, "unfinished row", "unfinished rows"),
            (self.text, "line without a code", "lines without a code"),
        ];
        let present = kinds.iter().chain(others).filter(|(count, ..)| *count > 0);
        let words =
            present.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl AddAssign for Excluded {
    fn add_assign(&mut self, other: Self) {
        self.blank += other.blank;
        self.previews += other.previews;
        self.unfinished += other.unfinished;
        self.text += other.text;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    Preview,
    Unfinished,
}

/// A column that tells whether a row counts, and the cells with which it doesn't.
#[derive(Debug)]
struct Rule {
    column: usize,
    reason: Reason,
    cells: &'static [&'static str],
}

/// The rules that apply to a file.
#[derive(Debug)]
pub(super) struct Exclusion(Vec<Rule>);

/// Kinds of response of Qualtrics, in words.
const QUALTRICS_PREVIEWS: &[&str] =
    &["Survey Preview", "Survey Test", "Survey Preview Spam", "Survey Test Spam", "Offline Survey Preview"];
/// The same as numbers.
const QUALTRICS_PREVIEW_CODES: &[&str] = &["1", "2", "9", "10", "17"];
const UNFINISHED: &[&str] = &["Partial", "Incomplete", "In progress", "Started", "Disqualified"];

impl Exclusion {
    pub(super) fn new(columns: &[Column]) -> Self {
        let named = |names: &[&str]| {
            let is_named = |heading: &String| names.iter().any(|name| heading.eq_ignore_ascii_case(name));
            columns.iter().position(|column| column.headings.iter().any(is_named))
        };
        // LimeSurvey writes "submitdate. Date submitted" if asked for codes and texts.
        let ends_with = |name: &str| {
            let is_it = |heading: &String| {
                let heading = heading.to_lowercase();
                heading.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with(". "))
            };
            columns.iter().position(|column| column.headings.iter().any(is_it))
        };
        let mut rules = Vec::new();
        let mut add = |column: Option<usize>, reason, cells| {
            if let Some(column) = column {
                rules.push(Rule { column, reason, cells });
            }
        };
        let status = named(&["Status", "Response Type", "Response Status"]);
        add(status, Reason::Preview, QUALTRICS_PREVIEWS);
        add(status, Reason::Unfinished, UNFINISHED);
        let finished = named(&["Finished"]);
        if finished.is_some() || named(&["ResponseId", "Response ID", "ResponseSet"]).is_some() {
            add(status, Reason::Preview, QUALTRICS_PREVIEW_CODES);
            add(finished, Reason::Unfinished, &["False", "0"]);
        }
        add(named(&["DistributionChannel", "Distribution Channel"]), Reason::Preview, &["preview", "test"]);
        let is_limesurvey = ends_with("last page").or(ends_with("lastpage")).or(ends_with("start language"));
        if is_limesurvey.or(ends_with("startlanguage")).is_some() {
            add(ends_with("date submitted").or(ends_with("submitdate")), Reason::Unfinished, &[""]);
        }
        if named(&["record_id"]).is_some() {
            let is_complete = |heading: &String| heading.to_lowercase().ends_with("_complete");
            let complete = columns.iter().position(|column| column.headings.iter().any(is_complete));
            add(complete, Reason::Unfinished, &["0", "Incomplete"]);
        }
        // REDCap writes this into the timestamp of a survey that wasn't submitted.
        let timestamp = |heading: &String| heading.to_lowercase().ends_with("timestamp");
        let timestamps = columns.iter().position(|column| column.headings.iter().any(timestamp));
        add(timestamps, Reason::Unfinished, &["[not completed]"]);
        // Wufoo
        add(named(&["Completion Status"]), Reason::Unfinished, &["0"]);
        // formr
        if named(&["expired"]).is_some() {
            add(named(&["ended"]), Reason::Unfinished, &[""]);
        }
        // SoSci Survey
        if named(&["QUESTNNR"]).is_some() {
            add(named(&["MODE"]), Reason::Preview, &["pretest", "debug", "test"]);
        }
        add(named(&["participant._is_bot"]), Reason::Preview, &["1", "True"]);
        add(named(&["session.is_demo"]), Reason::Preview, &["1", "True"]);
        Self(rules)
    }

    /// Why a row is excluded; `None` if it counts.
    pub(super) fn reason(&self, record: &Record) -> Option<Reason> {
        let applies = |rule: &&Rule| {
            let cell = record.cell(rule.column).trim();
            rule.cells.iter().any(|other| other.eq_ignore_ascii_case(cell))
        };
        self.0.iter().find(applies).map(|rule| rule.reason)
    }
}
