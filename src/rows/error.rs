//! What is wrong with a CSV of answers, where, and how to mend it.

use std::fmt;
use std::io;

use super::limits::{CELL, CELLS, NAME, ROW};
use crate::code::CodeError;
use crate::text::quoted;

/// A message names at most this many columns of a file.
const NAMED: usize = 10;

/// Where a row stands: counted from 1 without the header, and the line of the file where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// The row; 0 is the header.
    pub row: u64,
    /// The line.
    pub line: u64,
}

impl Location {
    /// The same counted from the start of the file, where it was counted from a place in it.
    pub(crate) fn behind(self, place: Self) -> Self {
        Self { row: place.row + self.row, line: place.line + self.line }
    }
}

/// What stops everything.
#[derive(Debug)]
pub enum Error {
    /// The input can't be read.
    Reading(io::Error),
    /// A row holds too much.
    LongRow(Location),
    /// A row has too many cells.
    ManyCells(Location),
    /// The header in this line does not fit.
    Header(HeaderError, u64),
}

/// Why a header does not fit. Columns are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderError {
    /// There is nothing at all; this is how a header starts.
    Empty(String),
    /// A quote is opened and never closed.
    OpenQuote,
    /// The name of this column is too long.
    LongName(usize),
    /// No column is an item such as the first, or a code; the line starts with the second.
    None(String, String),
    /// A name comes twice that has to be told from others.
    Twice(usize, String),
    /// The answers are there as codes and as items.
    CodesAndItems(usize, usize),
    /// Two rows of headers name different items, by these ids, over one column.
    Contradiction(usize, [String; 2]),
    /// Not each item has its one column.
    Items {
        /// Items without a column.
        missing: Vec<Missing>,
        /// Items with more than one.
        doubled: Vec<Doubled>,
    },
    /// An option names a column that isn't there.
    NoColumn {
        /// The option.
        option: &'static str,
        /// The name that was asked for.
        name: String,
        /// The nearest that is there.
        nearest: Option<String>,
    },
}

/// An item that no column is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The column whose name is nearest, and this name.
    pub nearest: Option<(usize, String)>,
}

/// An item that several columns are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The columns.
    pub columns: Vec<usize>,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Where the row is.
    pub location: Location,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What it is.
    pub problem: Problem,
}

/// What can be wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It has another number of cells than the header.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the header has.
        wanted: usize,
    },
    /// A quote is opened in it and never closed, so that all below belongs to its last cell.
    OpenQuote,
    /// A cell holds too much.
    LongCell,
    /// A cell is none of the answers; this is what it holds.
    NoAnswer(String),
    /// A code can't be read.
    Code(CodeError),
    /// It has this id, as another row does.
    SameId(String, Location),
}

impl Error {
    /// The same where places were counted from one in the file.
    pub(crate) fn behind(self, place: Location) -> Self {
        match self {
            Self::LongRow(location) => Self::LongRow(location.behind(place)),
            Self::ManyCells(location) => Self::ManyCells(location.behind(place)),
            Self::Reading(_) | Self::Header(..) => self,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Reading(error)
    }
}

impl std::error::Error for Error {}
impl std::error::Error for HeaderError {}
impl std::error::Error for RowError {}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            0 => write!(f, "line {}", self.line),
            row => write!(f, "row {row} (line {})", self.line),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading(error) => write!(f, "can't read the answers: {error}"),
            Self::LongRow(location) => write!(
                f,
                "{location} goes on for more than {} MiB: is a quote (\") opened there and never closed?",
                ROW / 1024 / 1024
            ),
            Self::ManyCells(location) => {
                write!(f, "{location} has more than {CELLS} cells: check that this is the right file")
            }
            Self::Header(error @ HeaderError::Empty(_), _) => write!(f, "{error}"),
            Self::Header(error, line) => write!(f, "line {line}: {error}"),
        }
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(ids) => {
                write!(f, "there is nothing to score: the first line must be a header such as id,{ids},…")
            }
            Self::OpenQuote => write!(f, "a quote (\") is opened and never closed: close it"),
            Self::LongName(column) => write!(
                f,
                "the name of column {column} holds more than {} KiB: is a quote (\") opened there and never closed?",
                NAME / 1024
            ),
            Self::None(ids, start) => write!(
                f,
                "this is no header: no column is an item such as {ids}, the text of a question, or `code`; it starts with {}",
                quoted(start)
            ),
            Self::Twice(column, name) => {
                write!(f, "column {column}, {}, is there twice: remove or rename one of them", named(name))
            }
            Self::CodesAndItems(code, item) => write!(
                f,
                "the answers are there as codes (column {code}) and as items (from column {item}): remove one of them"
            ),
            Self::Contradiction(column, [first, second]) => write!(
                f,
                "column {column} is called {first}, and the text below it is that of {second}: mend the name"
            ),
            Self::Items { missing, doubled } => items(f, missing, doubled),
            Self::NoColumn { option, name, nearest } => {
                write!(f, "no column is called {} ({option})", named(name))?;
                match nearest {
                    Some(nearest) => write!(f, ": did you mean {}?", named(nearest)),
                    None => write!(f, ": name it as it stands there"),
                }
            }
        }
    }
}

/// A line for each item that has no column, or several.
fn items(f: &mut fmt::Formatter<'_>, missing: &[Missing], doubled: &[Doubled]) -> fmt::Result {
    write!(f, "each question needs one column, named by its id or its text:")?;
    for Missing { id, text, nearest } in missing {
        write!(f, "\n  {id} {} has none", quoted(text))?;
        if let Some((column, name)) = nearest {
            write!(f, "; the nearest is column {column}, {}", ending(name))?;
        }
    }
    for Doubled { id, text, columns } in doubled {
        write!(f, "\n  {id} {} has several: columns {}", quoted(text), list(columns))?;
    }
    if doubled.is_empty() {
        return Ok(());
    }
    write!(f, "\nRemove or rename all but one of them.")
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.location)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        match &self.problem {
            Problem::Cells { found, wanted } => {
                write!(f, ": {found} cells, but the header has {wanted}: fill in or remove commas")
            }
            Problem::OpenQuote => {
                write!(f, ": a quote (\") is opened and never closed, so the rows below are lost: close it")
            }
            Problem::LongCell => {
                write!(f, ": a cell holds more than {} KiB: shorten it", CELL / 1024)
            }
            Problem::NoAnswer(cell) => write!(
                f,
                ": {} is no answer: use 1 to 5, the answer in words, or nothing for a skip",
                quoted(cell)
            ),
            Problem::Code(error) => write!(f, ": {error}"),
            Problem::SameId(id, other) => write!(
                f,
                ": its id {} is that of {other} too: say with --duplicates which of them counts",
                quoted(id)
            ),
        }
    }
}

/// The name of a column as it stands in the file, cut where it is long.
fn named(name: &str) -> String {
    let more = if name.chars().nth(40).is_some() { "..." } else { "" };
    format!("`{}{more}`", name.chars().take(40).collect::<String>())
}

/// The end of a long name: form tools put the same words before all.
fn ending(name: &str) -> String {
    let left_out = name.chars().count().saturating_sub(40);
    let more = if left_out > 0 { "..." } else { "" };
    quoted(&name.chars().skip(left_out).collect::<String>()).replacen('"', &format!("\"{more}"), 1)
}

/// The first columns, and how many more there are.
fn list(columns: &[usize]) -> String {
    let mut words: Vec<String> = columns.iter().take(NAMED).map(usize::to_string).collect();
    if columns.len() > NAMED {
        words.push(format!("and {} more", columns.len() - NAMED));
    }
    words.join(", ")
}
