//! The line that ends every run: what was taken for what, and what was left out.

use std::fmt;

use anyhow::{Result, bail};

use crate::code::Changes;
use crate::rows::{By, Column, LeftOut, Rows, Taken};
use crate::text::printable;

/// At most this many columns are named.
const NAMED: usize = 10;
/// At most this many characters of a column's name are shown.
const NAME: usize = 40;

/// What was read, and what came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Closing {
    /// Rows that count.
    pub rows: u64,
    /// Rows that got the verdict `error`.
    pub bad: u64,
    /// Rows left out since another has their id.
    pub same_id: u64,
    /// Rows left out since their code is a made-up person's.
    pub made_up: u64,
    /// Rows left out for other reasons.
    pub left_out: LeftOut,
    /// How many codes were made before something changed, and what did.
    older: u64,
    changes: Changes,
    /// Questions found by id, and by text.
    found: [usize; 2],
    not_carried: Vec<String>,
    /// How many more there are.
    more: usize,
}

impl Closing {
    /// What there is to say of the columns.
    pub(crate) fn new<B: std::io::BufRead>(rows: &Rows<'_, B>) -> Self {
        let by = |by: By| {
            let is_it = |column: &&Column| matches!(column.taken, Taken::Question(_, found) if found == by);
            rows.columns().iter().filter(is_it).count()
        };
        let names = || rows.not_carried().filter(|column| !column.name.is_empty());
        Self {
            found: [by(By::Id), by(By::Text)],
            not_carried: names().take(NAMED).map(|column| short(&column.name)).collect(),
            more: names().count().saturating_sub(NAMED),
            ..Self::default()
        }
    }

    /// Takes in what changed since a row's code was made.
    pub(super) fn changed(&mut self, changes: Changes) {
        self.older += u64::from(!changes.is_empty());
        self.changes = self.changes | changes;
    }

    /// The same, where there was a row at all.
    ///
    /// # Errors
    /// Where there was none.
    pub(super) fn of_some(self) -> Result<Self> {
        if self.rows + self.made_up == 0 {
            bail!("there is a header and no answers below it: add a row for each respondent");
        }
        Ok(self)
    }

    /// How many codes are older, and what that means; `None` where none is.
    pub(crate) fn older(&self) -> Option<String> {
        (self.older > 0).then(|| format!("{} of {} rows: {}", self.older, self.rows, self.changes))
    }

    /// What was taken for what, such as "24 questions found by text; not carried: Timestamp".
    pub(crate) fn columns(&self) -> String {
        self.found() + &self.not_carried()
    }

    /// The columns that are left out; empty where there are none.
    fn not_carried(&self) -> String {
        if self.not_carried.is_empty() {
            return String::new();
        }
        let more = if self.more > 0 { format!(" and {} more", self.more) } else { String::new() };
        format!("; not carried: {}{more}", self.not_carried.join(", "))
    }

    /// What the answers were found by.
    fn found(&self) -> String {
        match self.found {
            [0, 0] => "answers found as codes".to_owned(),
            [ids, 0] => format!("{ids} questions found by id"),
            [0, texts] => format!("{texts} questions found by text"),
            [ids, texts] => format!("{texts} questions found by text and {ids} by id"),
        }
    }
}

/// As a line, such as "30 scored; 24 questions found by text; 3 blank rows left out; not carried: Timestamp".
impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} scored", self.rows - self.bad)?;
        if self.bad > 0 {
            write!(f, ", {} could not be", self.bad)?;
        }
        write!(f, "; {}", self.found())?;
        let left_out = [
            (self.left_out.blank, "blank row", "blank rows"),
            (self.left_out.previews, "preview", "previews"),
            (self.left_out.unfinished, "unfinished row", "unfinished rows"),
            (self.made_up, "code of a made-up person", "codes of made-up people"),
            (self.same_id, "row with the id of another", "rows with the id of another"),
        ];
        for (count, one, several) in left_out.into_iter().filter(|(count, ..)| *count > 0) {
            write!(f, "; {count} {} left out", if count == 1 { one } else { several })?;
        }
        write!(f, "{}", self.not_carried())
    }
}

/// A column's name on one line.
fn short(name: &str) -> String {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if words.chars().nth(NAME).is_some() { "..." } else { "" };
    printable(&words.chars().take(NAME).collect::<String>()) + more
}
