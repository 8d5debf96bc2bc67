//! What is wrong with answers, where, and how to fix it.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::Arc;

use thiserror::Error;

use crate::code::CodeError;
use crate::text::quoted;

/// At most this many columns, names or rows are listed in a message.
const LISTED: usize = 10;
/// At most this many lines report what is wrong with rows.
const REPORTED: usize = 20;
/// At most this many row errors are stored; the rest are counted.
const STORED: usize = 50_000;

/// The name of a file, if several are read.
pub type FileName = Arc<str>;

/// The location of a row, displayed as "row 3 (line 5)".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Location {
    pub file: Option<FileName>,
    /// The row as a spreadsheet numbers it, from 1; 0 if there are no rows.
    pub row: u64,
    /// The line of the text where the row begins, from 1.
    pub line: Option<u64>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = match (self.row, self.line) {
            (0, None) => String::new(),
            (0, Some(line)) => format!("line {line}"),
            (row, Some(line)) if line != row => format!("row {row} (line {line})"),
            (row, _) => format!("row {row}"),
        };
        match &self.file {
            Some(file) if rest.is_empty() => write!(f, "{file}"),
            Some(file) => write!(f, "{file}, {rest}"),
            None => write!(f, "{rest}"),
        }
    }
}

/// Why a file of answers is rejected.
#[derive(Debug, Error)]
pub enum Error {
    #[error("can't read the answers")]
    Read(#[from] io::Error),
    #[error(transparent)]
    File(#[from] crate::files::Error),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error(transparent)]
    Header(#[from] HeaderError),
    #[error("{location} is longer than {limit} MB: is a quote (\") opened there and never closed?")]
    LongRecord { location: Location, limit: usize },
    #[error("{location} has more than {limit} cells: is this the right file?")]
    ManyCells { location: Location, limit: usize },
    #[error("the folder {0} is empty")]
    EmptyFolder(String),
    /// Every row has one more cell than the header, and the first cells look like row names.
    #[error(
        "every row has one more cell than the header, and the first one looks like a row number: add a heading for the first column"
    )]
    RowNames,
    /// A whole number outside 1 to 5 in an answer column.
    #[error(
        "{location}, column {column}: {} is outside 1 to 5, so the codes in this file are not those of the answers: \
         export the answers as text (labels), or recode them{}",
        quoted(value),
        skip_hint(value)
    )]
    Codes { location: Location, column: String, value: String },
    #[error(
        "cell {cell} of sheet {} has a formula without a stored result: open the workbook in a spreadsheet, and save it",
        quoted(sheet)
    )]
    Formula { sheet: String, cell: String },
    #[error("{0}")]
    Zip(String),
}

/// Why a workbook can't be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorkbookError {
    #[error("the workbook is encrypted: open it with its password and save it as CSV UTF-8")]
    Encrypted,
    #[error(
        "this old kind of file can't be read: open it in a spreadsheet and save it as .xlsx or CSV UTF-8"
    )]
    Old,
    #[error("the workbook is damaged: open it in a spreadsheet and save it again ({0})")]
    Damaged(String),
    #[error("the workbook is too large: save it as CSV UTF-8")]
    TooLarge,
    #[error("the workbook has no visible sheet: choose a sheet with --sheet")]
    NoSheet,
    #[error("there is no sheet {}; the workbook has {}", quoted(name), quoted_list(sheets))]
    NoSuchSheet { name: String, sheets: Vec<String> },
    #[error("the sheets {} all contain answers: choose one with --sheet", quoted_list(.0))]
    SeveralSheets(Vec<String>),
    #[error("only the hidden sheet {} contains answers: unhide it, or choose it with --sheet", quoted(.0))]
    HiddenSheet(String),
    #[error("no sheet has the expected columns; closest is {}: {error}", quoted(sheet))]
    NoHeader { sheet: String, error: Box<HeaderError> },
}

/// Why the header doesn't fit. Columns are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HeaderError {
    #[error("there are no answers: the first row must be a header such as id,{example},…")]
    Empty { example: String },
    #[error("row {0}: a quote (\") is opened and never closed")]
    OpenQuote(u64),
    #[error(
        "no header row: none of the columns matches a question id (such as {example}), a full question text, or \"code\"\nFound:{}",
        found_rows(rows)
    )]
    None { example: String, rows: Vec<(u64, Vec<String>)> },
    #[error(
        "the headings are only codes of the survey tool (such as {}): export again with the full question text",
        quoted(example)
    )]
    ToolCodes { example: String },
    #[error(
        "the questions are in the rows, next to their answers: export again with one column for each question, and its text as the heading"
    )]
    QuestionsInRows,
    #[error("columns {} and {} are both named {}: remove or rename one of them", .columns[0], .columns[1], quoted(name))]
    Ambiguous { columns: [usize; 2], name: String },
    #[error(
        "the file has both result codes (column {code}) and answers (from column {item}): remove one of them"
    )]
    CodesAndItems { code: usize, item: usize },
    #[error("column {column} is named {}, but its question text is that of {}: fix the heading", .ids[0], .ids[1])]
    Contradiction { column: usize, ids: [String; 2] },
    #[error("{}", unmatched(missing, repeated))]
    Items { missing: Vec<Missing>, repeated: Vec<Repeated> },
    #[error("no column is named {} ({option}){}", quoted(name), did_you_mean(nearest.as_deref()))]
    NoColumn { option: &'static str, name: String, nearest: Option<String> },
}

/// A question that no column matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub id: String,
    pub text: String,
    /// The closest heading, and its column.
    pub nearest: Option<(usize, String)>,
}

/// A question that several columns match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    pub id: String,
    pub text: String,
    pub columns: Vec<usize>,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    pub location: Location,
    /// The heading or item id of the column, if it is about one.
    pub column: Option<String>,
    pub problem: Problem,
}

/// What can be wrong with a row. Equal problems of several rows are reported together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("{found} cells, but the header has {expected}: is a comma not quoted?")]
    TooManyCells { found: usize, expected: usize },
    #[error("{found} cells, but the header has {expected}, and the missing ones include questions")]
    TooFewCells { found: usize, expected: usize },
    #[error("a quote (\") is opened and never closed, so the rows below are lost")]
    OpenQuote,
    #[error("invalid answer {}: expected 1 to 5, an answer label, or an empty cell", quoted(.0))]
    Answer(String),
    /// A whole number outside 1 to 5, which rejects the file.
    #[error("{} is outside 1 to 5", quoted(.0))]
    OutOfRange(String),
    #[error("{0}")]
    Code(CodeError),
    #[error(
        "duplicate id {} (first seen in {first}); use --duplicates to choose which row to keep",
        quoted(id)
    )]
    DuplicateId { id: String, first: String },
    #[error("{0}")]
    Unreadable(String),
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.location)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// All row errors of a run, for a report in which equal ones are grouped.
#[derive(Debug, Default)]
pub struct RowErrors {
    errors: Vec<RowError>,
    /// How many more there were.
    more: usize,
}

impl RowErrors {
    pub fn push(&mut self, error: RowError) {
        if self.errors.len() < STORED {
            self.errors.push(error);
        } else {
            self.more += 1;
        }
    }

    /// Removes the errors of rows that turned out not to count.
    pub fn retain(&mut self, counts: impl Fn(&Location) -> bool) {
        self.errors.retain(|error| counts(&error.location));
    }

    /// One line for each kind of error, such as `"Agree" in 24 columns of 40 rows`.
    pub fn report(&self) -> Vec<String> {
        let mut groups: Vec<(&Problem, Vec<&RowError>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for error in &self.errors {
            let place = *places.entry(error.problem.to_string()).or_insert_with(|| {
                groups.push((&error.problem, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(error);
        }
        let mut lines: Vec<String> =
            groups.iter().take(REPORTED).map(|(problem, errors)| describe(problem, errors)).collect();
        let hidden = groups.iter().skip(REPORTED).map(|(_, errors)| errors.len()).sum::<usize>() + self.more;
        if hidden > 0 {
            lines.push(format!("and {hidden} more errors"));
        }
        lines
    }
}

/// A group of equal errors on one line.
fn describe(problem: &Problem, errors: &[&RowError]) -> String {
    if let [error] = errors {
        return error.to_string();
    }
    let mut rows: Vec<&Location> = errors.iter().map(|error| &error.location).collect();
    rows.dedup();
    let mut columns: Vec<&str> = errors.iter().filter_map(|error| error.column.as_deref()).collect();
    columns.sort_unstable();
    columns.dedup();
    let rows = match rows.as_slice() {
        [row] => row.to_string(),
        [first, .., last] if first.row > 0 && first.file == last.file => {
            let file = first.file.as_ref().map_or_else(String::new, |file| format!("{file}, "));
            format!("{file}{} rows (from {} to {})", rows.len(), first.row, last.row)
        }
        [first, .., last] => format!("{} rows (from {first} to {last})", rows.len()),
        [] => String::new(),
    };
    let place = match columns.as_slice() {
        [] => rows,
        [column] => format!("{rows}, column {column}"),
        columns => format!("{} columns of {rows}", columns.len()),
    };
    let hint = if matches!(problem, Problem::Answer(_)) && columns.len() > 2 {
        " (are these answers to a different scale?)"
    } else {
        ""
    };
    format!("{place}: {problem}{hint}")
}

/// How to skip a number that survey tools and statistics programs use for missing answers, such as 99 or -9.
fn skip_hint(value: &str) -> String {
    match value.parse::<i64>() {
        Ok(0..=87) => String::new(),
        _ => format!("; if it marks a missing answer, add --skip={value}"),
    }
}

fn unmatched(missing: &[Missing], repeated: &[Repeated]) -> String {
    let mut text = "each question needs exactly one column, named by its id or text:".to_owned();
    for Missing { id, text: question, nearest } in missing {
        text += &format!("\n  {id} {} has no column", quoted(question));
        if let Some((column, name)) = nearest {
            text += &format!("; the closest heading is column {column}, {}", quoted_end(name));
        }
    }
    for Repeated { id, text: question, columns } in repeated {
        text += &format!("\n  {id} {} has several columns: {}", quoted(question), listed(columns));
    }
    if !repeated.is_empty() {
        text += "\nRemove or rename all but one of them.";
    }
    text
}

fn found_rows(rows: &[(u64, Vec<String>)]) -> String {
    let line = |(row, cells): &(u64, Vec<String>)| {
        let more = if cells.len() > 5 { ", …" } else { "" };
        let cells: Vec<String> = cells.iter().take(5).map(|cell| quoted(cell)).collect();
        format!("\n  row {row}: {}{more}", cells.join(", "))
    };
    rows.iter().map(line).collect()
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(": did you mean {}?", quoted(nearest)))
}

/// The end of a long heading: survey tools begin all of them with the same words.
fn quoted_end(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let skipped = name.chars().count().saturating_sub(40);
    let more = if skipped > 0 { "..." } else { "" };
    quoted(&name.chars().skip(skipped).collect::<String>()).replacen('"', &format!("\"{more}"), 1)
}

fn quoted_list(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn listed(columns: &[usize]) -> String {
    let mut words: Vec<String> = columns.iter().take(LISTED).map(usize::to_string).collect();
    if columns.len() > LISTED {
        words.push(format!("and {} more", columns.len() - LISTED));
    }
    words.join(", ")
}
