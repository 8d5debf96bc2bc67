//! A CSV of answers, read row by row in bounded memory: what each row says, or what is wrong with it.
//!
//! ```text
//! bytes -> encoding -> records: cells, whatever separates them -> header: what each column is -> row: answers, or errors
//! ```
//!
//! Exports of form tools are read as they are. Columns are known by name alone, never by their place. Nothing is
//! printed here. What stops everything is an [`Error`]; what spoils one row is a list of [`RowError`], each with its
//! place and value, and the rest go on.

mod cell;
mod encoding;
mod error;
mod header;
mod limits;
mod names;
mod qualtrics;
mod records;
mod row;

pub use error::{Doubled, Error, HeaderError, Location, Missing, Problem, RowError};
pub use row::Row;

use std::io::Read;

use crate::code::Codec;
use crate::instrument::Instrument;
use cell::CellReader;
use header::Columns;
use qualtrics::{Kinds, Reason};
use records::Records;
use row::RowReader;

/// What is wanted of a file beyond the answers. Columns are named as the header names them, in whatever case and
/// with whatever blanks; several have commas between.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The column of the respondents' ids, where it is none of those that are known.
    pub id: Option<String>,
    /// Columns that are carried through.
    pub keep: Keep,
    /// What stands for a skip, besides an empty cell.
    pub skip: Vec<String>,
}

/// Which columns are carried through.
#[derive(Debug, Clone)]
pub enum Keep {
    /// These.
    Named(Vec<String>),
    /// All that are not the quiz's own.
    All,
}

impl Default for Keep {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its name in the header below the header, where there is one.
    pub below: Option<String>,
    /// What it was taken for.
    pub taken: Taken,
    /// Whether it is carried through.
    pub is_kept: bool,
}

/// What a column was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The answers to the item at this place in the order asked.
    Question(usize, By),
    /// Codes that hold all answers.
    Code,
    /// The respondents' ids.
    Id,
    /// Nothing of the quiz.
    Nothing,
}

/// What an item was known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its id.
    Id,
    /// Its text.
    Text,
}

/// How many rows were left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// All their cells were blank.
    pub blank: u64,
    /// Whoever made the survey tried it.
    pub previews: u64,
    /// The last page of the survey was not reached.
    pub unfinished: u64,
}

/// The rows below a header.
pub struct Rows<'a, R> {
    records: Records<R>,
    columns: Columns,
    /// Where the file says what kind of response a row is.
    kinds: Option<Kinds>,
    left_out: LeftOut,
    reader: RowReader<'a>,
}

impl<'a, R: Read> Rows<'a, R> {
    /// Reads the header.
    ///
    /// # Errors
    /// Where the input can't be read or its header does not fit.
    pub fn new(
        instrument: &'a Instrument,
        codec: &'a Codec,
        input: R,
        options: &Options,
    ) -> Result<Self, Error> {
        let mut records = Records::new(input)?;
        let (header, line) = records.header()?;
        let [second, third] = records.look_ahead();
        let has_more = qualtrics::are_headers(second, third);
        let columns = header::read(&header, second.filter(|_| has_more), instrument, options)
            .map_err(|error| Error::Header(error, line))?;
        let kinds = has_more.then(|| Kinds::new(&columns.all));
        if has_more {
            records.take_ahead();
        }
        let cells = CellReader::new(instrument, &options.skip);
        let reader = RowReader { instrument, codec, cells };
        Ok(Self { records, columns, kinds, left_out: LeftOut::default(), reader })
    }

    /// All columns, in the file's order.
    pub fn columns(&self) -> &[Column] {
        &self.columns.all
    }

    /// The names of the columns that are carried through.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        self.columns
            .kept
            .iter()
            .filter_map(|column| self.columns.all.get(*column))
            .map(|one| one.name.as_str())
    }

    /// The columns that are neither the quiz's nor carried through.
    pub fn not_carried(&self) -> impl Iterator<Item = &Column> {
        self.columns.all.iter().filter(|one| one.taken == Taken::Nothing && !one.is_kept)
    }

    /// Whether respondents have ids of their own.
    pub fn have_ids(&self) -> bool {
        self.columns.id.is_some()
    }

    /// The rows that were left out so far.
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// The next row; `None` when there are no more.
    ///
    /// # Errors
    /// Where the input can't be read any further. What is wrong with a row alone stands in the row.
    pub fn read(&mut self) -> Result<Option<Row<'_>>, Error> {
        let Some(location) = self.next()? else { return Ok(None) };
        Ok(Some(self.reader.row(self.records.record(), &self.columns, location)))
    }

    /// Goes on to the next row that counts.
    fn next(&mut self) -> Result<Option<Location>, Error> {
        while let Some(location) = self.records.next()? {
            let record = self.records.record();
            let count = if record.is_blank() {
                &mut self.left_out.blank
            } else {
                match self.kinds.as_ref().and_then(|kinds| kinds.reason(record)) {
                    Some(Reason::Preview) => &mut self.left_out.previews,
                    Some(Reason::Unfinished) => &mut self.left_out.unfinished,
                    None => return Ok(Some(location)),
                }
            };
            *count += 1;
            self.records.leave_out();
        }
        Ok(None)
    }
}
