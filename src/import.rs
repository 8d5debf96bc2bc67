//! Reads answers from any export, the same way for every command: CSV, TSV, workbooks, any of these in a zip, folders of
//! handed-in answers, and result codes in the text of an email.
//!
//! ```text
//! source -> records with their row numbers -> header: what each column is -> rows: answers, or what is wrong
//! ```
//!
//! Columns are recognized by their headings alone. What makes the whole file unreliable is an [`Error`]; what is wrong
//! with one row is a list of [`RowError`]s.

mod cell;
mod codes;
mod error;
mod exclusion;
mod header;
mod ids;
mod records;
mod source;
mod workbook;

pub use cell::Cell;
pub use error::{
    Error, FileName, HeaderError, Location, Missing, Problem, Repeated, RowError, RowErrors, WorkbookError,
};
pub use exclusion::Excluded;
pub use header::{Column, MatchedBy, Role};
pub use ids::{Duplicates, Ids};
pub use records::Record;

use std::collections::VecDeque;
use std::io::Read;
use std::path::Path;

use crate::code::{Codec, Opened};
use crate::content::Content;
use crate::instrument::{Answers, Instrument, ResponseSet};
use cell::CellReader;
use exclusion::{Exclusion, Reason};
use header::AnswerColumns;
use records::{Defect, Records};

/// How many rows are looked at before the first one is read.
const SAMPLE: usize = 20;

/// How answers are to be read. Columns are named as in the header, whatever the case and the punctuation.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The column of the respondents' ids, if it isn't one of the usual ones.
    pub id: Option<String>,
    pub keep: Keep,
    /// Texts that mark a skip, besides an empty cell.
    pub skip: Vec<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// Which columns are passed through.
#[derive(Debug, Clone)]
pub enum Keep {
    Named(Vec<String>),
    /// All that don't belong to the quiz.
    All,
}

impl Default for Keep {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

/// An opened file of answers.
pub struct Table<'a> {
    pub layout: Layout<'a>,
    pub rows: Rows,
    /// What a reader of the results should know about the file, in sentences without a period.
    pub notes: Vec<String>,
    /// The number of bytes, if it is known.
    pub size: Option<u64>,
    /// The name used in messages, if there are several files.
    pub file: Option<FileName>,
}

impl<'a> Table<'a> {
    /// Opens a file or folder; `-` is standard input. `file` is the name used in messages, if there are several.
    pub fn open(
        path: &Path,
        content: &'a Content,
        codec: &'a Codec,
        options: &Options,
        file: Option<FileName>,
    ) -> Result<Self, Error> {
        source::open(path, content, codec, options, file)
    }

    /// Reads a stream of any kind.
    pub fn from_reader(
        input: impl Read + 'static,
        content: &'a Content,
        codec: &'a Codec,
        options: &Options,
    ) -> Result<Self, Error> {
        source::from_reader(input, content, codec, options)
    }

    /// A table of records that have a header.
    fn new(
        mut records: Records,
        instrument: &'a Instrument,
        codec: &'a Codec,
        options: &Options,
    ) -> Result<Self, Error> {
        let mut ahead = records.take(header::MAX_ROWS + SAMPLE)?;
        let filled: Vec<&Record> = ahead.iter().filter(|record| !record.is_blank()).collect();
        let header = header::read(&filled, instrument, options)?;
        let extra = extra_cells(&filled[header.height..], header.columns.len())?;
        let last = filled[header.height - 1].location.clone();
        let below = ahead.iter().position(|record| record.location == last).map_or(0, |place| place + 1);
        ahead.drain(..below);
        let layout = Layout {
            instrument,
            codec,
            cells: CellReader::new(instrument, &options.skip),
            extra,
            columns: header.columns,
            id: header.id,
            answers: header.answers,
            kept: header.kept,
        };
        let exclusion = Exclusion::new(&layout.columns);
        let rows = Rows { records, ahead: ahead.into(), exclusion, excluded: Excluded::default(), number: 0 };
        Ok(Self { layout, rows, notes: Vec::new(), size: None, file: None })
    }
}

/// How many blank cells every row has more than the header: some programs end each row with extra delimiters.
fn extra_cells(sample: &[&Record], width: usize) -> Result<usize, Error> {
    let Some(first) = sample.first() else { return Ok(0) };
    let extra = first.cells.len().saturating_sub(width);
    let is_blank = |record: &&Record| record.cells.iter().skip(width).all(|cell| cell.trim().is_empty());
    let is_same = sample.iter().all(|record| record.cells.len() == width + extra && is_blank(record));
    if extra == 1 && sample.iter().all(|record| record.cells.len() == width + 1) {
        // R writes row names without a heading for them, so that every cell is shifted.
        let mut first: Vec<&str> = sample.iter().map(|record| record.cell(0).trim()).collect();
        let are_numbers =
            first.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()));
        first.sort_unstable();
        first.dedup();
        if are_numbers && first.len() == sample.len() {
            return Err(Error::RowNames);
        }
    }
    // One row alone may just as well have a comma that isn't quoted.
    Ok(if is_same && sample.len() > 1 { extra } else { 0 })
}

/// The rows below the header.
pub struct Rows {
    records: Records,
    /// Records that were read to recognize the header.
    ahead: VecDeque<Record>,
    exclusion: Exclusion,
    excluded: Excluded,
    number: u64,
}

impl Rows {
    /// Replaces `record` by the next row that counts; returns false at the end.
    pub fn read(&mut self, record: &mut Record) -> Result<bool, Error> {
        loop {
            if let Some(next) = self.ahead.pop_front() {
                *record = next;
            } else if !self.records.read(record)? {
                return Ok(false);
            }
            if record.is_blank() {
                self.excluded.blank += 1;
                continue;
            }
            match self.exclusion.reason(record) {
                Some(Reason::Preview) => self.excluded.previews += 1,
                Some(Reason::Unfinished) => self.excluded.unfinished += 1,
                None => {
                    self.number += 1;
                    record.number = self.number;
                    return Ok(true);
                }
            }
        }
    }

    /// Numbers the rows from `number + 1` on.
    pub fn continue_after(&mut self, number: u64) {
        self.number = number;
    }

    /// The number of the last row.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The rows that were excluded so far.
    pub fn excluded(&self) -> Excluded {
        self.excluded
    }

    /// The number of bytes read so far.
    pub fn position(&self) -> u64 {
        self.records.position()
    }

    /// Whether a cell was decoded as Windows-1252.
    pub fn has_windows_1252(&self) -> bool {
        self.records.has_windows_1252()
    }
}

/// What the columns of a file are, and what reads its rows.
#[derive(Debug)]
pub struct Layout<'a> {
    instrument: &'a Instrument,
    codec: &'a Codec,
    cells: CellReader,
    columns: Vec<Column>,
    /// How many blank cells every row has more than the header.
    extra: usize,
    id: Option<usize>,
    answers: AnswerColumns,
    kept: Vec<usize>,
}

/// A row below the header.
#[derive(Debug)]
pub struct Row {
    /// The answers, or everything that is wrong with the row.
    pub answers: Result<Opened, Vec<RowError>>,
    /// Whether an answer was given as a number.
    pub has_numbers: bool,
    /// Whether cells are missing at the end, none of them a question's.
    pub is_short: bool,
}

impl Layout<'_> {
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The passthrough columns.
    pub fn kept_columns(&self) -> impl Iterator<Item = &Column> {
        self.kept.iter().map(|column| &self.columns[*column])
    }

    /// The passthrough cells of a row.
    pub fn kept<'r>(&'r self, record: &'r Record) -> impl Iterator<Item = &'r str> {
        self.kept.iter().map(|column| record.cell(*column))
    }

    /// The respondent's id, if there is a column for it.
    pub fn id<'r>(&self, record: &'r Record) -> Option<&'r str> {
        self.id.map(|column| record.cell(column))
    }

    /// The cells with answers to items: the index of the column, the cell, and what it contains.
    pub fn answer_cells<'r>(&'r self, record: &'r Record) -> impl Iterator<Item = (usize, &'r str, Cell)> {
        let items: &[(usize, usize)] = match &self.answers {
            AnswerColumns::Items(items) => items,
            AnswerColumns::Code(_) => &[],
        };
        items.iter().map(|&(column, _)| {
            let cell = record.cell(column);
            (column, cell, self.cells.read(cell))
        })
    }

    /// Reads a row.
    pub fn row(&self, record: &Record) -> Row {
        let mut row = Row {
            answers: Err(Vec::new()),
            has_numbers: false,
            is_short: record.location.line.is_some() && record.cells.len() < self.columns.len(),
        };
        row.answers = self.answers(record, &mut row.has_numbers).map_err(|wrong| {
            let error = |(column, problem)| RowError { location: record.location.clone(), column, problem };
            wrong.into_iter().map(error).collect()
        });
        row.is_short &= row.answers.is_ok();
        row
    }

    fn answers(
        &self,
        record: &Record,
        has_numbers: &mut bool,
    ) -> Result<Opened, Vec<(Option<String>, Problem)>> {
        match &record.defect {
            Some(Defect::OpenQuote) => return Err(vec![(None, Problem::OpenQuote)]),
            Some(Defect::Unreadable(why)) => return Err(vec![(None, Problem::Unreadable(why.clone()))]),
            None => {}
        }
        let found = record.cells.len();
        let expected = self.columns.len();
        let is_too_long = found > expected
            && (found != expected + self.extra
                || record.cells.iter().skip(expected).any(|cell| !cell.trim().is_empty()));
        if is_too_long || self.extra > 0 && found != expected + self.extra {
            return Err(vec![(None, Problem::TooManyCells { found, expected })]);
        }
        let last = match &self.answers {
            AnswerColumns::Items(items) => items.last().map_or(0, |(column, _)| *column),
            AnswerColumns::Code(column) => *column,
        };
        // A spreadsheet has no cells after the last one that is filled, so there is nothing to be missing.
        if found <= last && record.location.line.is_some() {
            return Err(vec![(None, Problem::TooFewCells { found, expected })]);
        }
        let items = match &self.answers {
            AnswerColumns::Code(column) => {
                let decoded = self.codec.decode(record.cell(*column));
                return decoded.map_err(|error| vec![(Some("code".to_owned()), Problem::Code(error))]);
            }
            AnswerColumns::Items(items) => items,
        };
        let mut responses = ResponseSet::empty(self.instrument.items.len());
        let mut errors = Vec::new();
        for &(column, item) in items {
            let text = record.cell(column);
            let cell = self.cells.read(text);
            *has_numbers |= matches!(cell, Cell::Number(_));
            match cell {
                Cell::Skip | Cell::Label(_) | Cell::Number(_) => responses.set(item, cell.response()),
                Cell::OutOfRange | Cell::Invalid => {
                    let problem = match cell {
                        Cell::OutOfRange => Problem::OutOfRange(text.trim().to_owned()),
                        _ => Problem::Answer(text.trim().to_owned()),
                    };
                    let id = self.instrument.item(item).map(|item| item.id.clone());
                    errors.push((id, problem));
                }
            }
        }
        if errors.is_empty() { Ok(Answers::of(self.instrument, responses).into()) } else { Err(errors) }
    }
}

/// Returns an error if a cell of the row shows that the whole file uses other codes than 1 to 5.
pub fn ensure_known_codes(errors: &[RowError]) -> Result<(), Error> {
    for RowError { location, column, problem } in errors {
        if let Problem::OutOfRange(value) = problem {
            return Err(Error::Codes {
                location: location.clone(),
                column: column.clone().unwrap_or_default(),
                value: value.clone(),
            });
        }
    }
    Ok(())
}
