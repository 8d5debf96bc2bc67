//! What is wrong with a CSV of answers, where, and how to mend it.

use std::fmt;
use std::io;

use super::limits::{CELL, CELLS, ROW};
use crate::code::CodeError;
use crate::text::quoted;

/// A message names at most this many columns of a file.
const NAMED: usize = 10;

/// Where a row stands: counted from 1 without the header, and the line of the file where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// The row; 0 is the header.
    pub row: u64,
    /// The line.
    pub line: u64,
}

/// What stops everything.
#[derive(Debug)]
pub enum Error {
    /// The input can't be read.
    Reading(io::Error),
    /// It is UTF-16.
    Utf16,
    /// A row holds too much.
    LongRow(Location),
    /// A row has too many cells.
    ManyCells(Location),
    /// The header does not fit.
    Header(HeaderError),
}

/// Why a header does not fit. Columns are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderError {
    /// There is nothing at all; this is how a header starts.
    Empty(String),
    /// A quote is opened and never closed.
    OpenQuote,
    /// No column is an item such as the first, or a code; the line starts with the second.
    None(String, String),
    /// A name comes twice.
    Twice(usize, String),
    /// The answers are there as codes and as items.
    CodesAndItems(usize, usize),
    /// These columns are none of the quiz's.
    Unknown(Vec<(usize, String)>),
    /// These items have no column.
    Missing(Vec<String>),
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
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Reading(error)
    }
}

impl From<HeaderError> for Error {
    fn from(error: HeaderError) -> Self {
        Self::Header(error)
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
            Self::Utf16 => write!(f, "the answers are in UTF-16: save them as CSV UTF-8 and try again"),
            Self::LongRow(location) => write!(
                f,
                "{location} goes on for more than {} MiB: is a quote (\") opened there and never closed?",
                ROW / 1024 / 1024
            ),
            Self::ManyCells(location) => {
                write!(f, "{location} has more than {CELLS} cells: check that this is the right file")
            }
            Self::Header(error) => write!(f, "{error}"),
        }
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty(ids) => {
                write!(f, "there is nothing to score: the first line must be a header such as id,{ids},…")
            }
            Self::OpenQuote => write!(f, "line 1: a quote (\") is opened and never closed: close it"),
            Self::None(ids, start) => write!(
                f,
                "line 1 is not a header: no column is an item such as {ids}, or `code`; it starts with {}",
                quoted(start)
            ),
            Self::Twice(column, name) => {
                let name = named(name);
                write!(f, "line 1, column {column}: {name} is there twice: remove or rename one of them")
            }
            Self::CodesAndItems(code, item) => write!(
                f,
                "line 1: the answers are there as codes (column {code}) and as items (from column {item}): remove one of them"
            ),
            Self::Unknown(columns) => {
                write!(
                    f,
                    "line 1: not a column of this quiz: {}: mend the name, or carry it through with --keep",
                    list(columns)
                )
            }
            Self::Missing(ids) => write!(
                f,
                "line 1: missing columns: {}: add them, empty where nobody was asked",
                ids.join(", ")
            ),
        }
    }
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
        }
    }
}

/// The name of a column as it stands in the file, cut where it is long.
fn named(name: &str) -> String {
    let more = if name.chars().nth(40).is_some() { "..." } else { "" };
    format!("`{}{more}`", name.chars().take(40).collect::<String>())
}

/// The first columns, and how many more there are.
fn list(columns: &[(usize, String)]) -> String {
    let name = |(column, name): &(usize, String)| format!("{} (column {column})", named(name));
    let mut words: Vec<String> = columns.iter().take(NAMED).map(name).collect();
    if columns.len() > NAMED {
        words.push(format!("and {} more", columns.len() - NAMED));
    }
    words.join(", ")
}
