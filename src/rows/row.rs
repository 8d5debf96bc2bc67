//! A row of answers, item by item or as a code.

use std::borrow::Cow;

use super::cell::CellReader;
use super::error::{Location, Problem, RowError};
use super::header::{Columns, Source};
use super::limits::CELL;
use super::records::Record;
use crate::code::{Codec, Opened};
use crate::instrument::{Answers, Instrument, ResponseSet};

/// A row below the header.
#[derive(Debug)]
pub struct Row<'a> {
    /// Where it is.
    pub location: Location,
    /// What it says, and what changed since where it is a code; or all that is wrong with it.
    pub answers: Result<Opened, Vec<RowError>>,
    record: &'a Record,
    columns: &'a Columns,
}

impl<'a> Row<'a> {
    /// The respondent's id, or the row's number where there is no such column.
    pub fn id(&self) -> Cow<'a, [u8]> {
        match self.columns.id {
            Some(column) => Cow::Borrowed(self.record.get(column).unwrap_or_default()),
            None => Cow::Owned(self.location.row.to_string().into_bytes()),
        }
    }

    /// The cells that are carried through.
    pub fn kept(&self) -> impl Iterator<Item = &'a [u8]> {
        let record = self.record;
        self.columns.kept.iter().map(|column| record.get(*column).unwrap_or_default())
    }
}

/// A column, where it is about one, and what is wrong.
type Wrong = (Option<String>, Problem);

/// Reads rows of one content.
#[derive(Debug)]
pub(super) struct RowReader<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) codec: &'a Codec,
    pub(super) cells: CellReader<'a>,
}

impl RowReader<'_> {
    /// What a record says.
    pub(super) fn row<'a>(&self, record: &'a Record, columns: &'a Columns, location: Location) -> Row<'a> {
        let error = |(column, problem)| RowError { location, column, problem };
        let answers = self.answers(record, columns).map_err(|errors| errors.into_iter().map(error).collect());
        Row { location, answers, record, columns }
    }

    fn answers(&self, record: &Record, columns: &Columns) -> Result<Opened, Vec<Wrong>> {
        if record.is_open {
            return Err(vec![(None, Problem::OpenQuote)]);
        }
        let (found, wanted) = (record.len(), columns.all.len());
        let is_more = || record.iter().skip(wanted).any(|cell| !cell.trim_ascii().is_empty());
        // Some programs end every row but the header with more separators.
        if found < wanted || found > wanted && is_more() {
            return Err(vec![(None, Problem::Cells { found, wanted })]);
        }
        if record.iter().any(|cell| cell.len() > CELL) {
            return Err(vec![(None, Problem::LongCell)]);
        }
        match &columns.source {
            Source::Code(column) => self.code(record.get(*column).unwrap_or_default()),
            Source::Items(items) => self.items(items, record).map(Opened::from),
        }
    }

    fn code(&self, cell: &[u8]) -> Result<Opened, Vec<Wrong>> {
        let decoded = self.codec.decode(&String::from_utf8_lossy(cell));
        decoded.map_err(|error| vec![(Some("code".to_owned()), Problem::Code(error))])
    }

    fn items(&self, items: &[(usize, usize)], record: &Record) -> Result<Answers, Vec<Wrong>> {
        let mut responses = ResponseSet::empty(self.instrument.items.len());
        let mut errors = Vec::new();
        for &(column, item) in items {
            let cell = record.get(column).unwrap_or_default();
            match self.cells.read(cell) {
                Some(response) => responses.set(item, response),
                None => {
                    let name = self.instrument.item(item).map(|item| item.id.clone());
                    errors.push((name, Problem::NoAnswer(String::from_utf8_lossy(cell).into_owned())));
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Answers::of(self.instrument, responses))
    }
}
