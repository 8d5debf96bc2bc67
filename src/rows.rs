//! A CSV of answers, read row by row in bounded memory: what each row says, or what is wrong with it.
//!
//! ```text
//! bytes -> encoding -> records: cells, whatever separates them -> header: what each column is -> row: answers, or errors
//! ```
//!
//! Exports of form tools are read as they are. Columns are known by name alone, never by their place. Nothing is
//! printed here. What stops everything is an [`Error`]; what spoils one row is a list of [`RowError`], each with its
//! place and value, and the rest go on.

mod blocks;
mod cell;
mod encoding;
mod error;
mod header;
mod limits;
mod names;
mod plain;
mod qualtrics;
mod records;
mod row;
mod start;

pub(crate) use blocks::Blocks;
pub use error::{Doubled, Error, HeaderError, Location, Missing, Problem, RowError};
pub(crate) use plain::Plain;
pub use row::Row;

use std::io::{BufRead, Read};
use std::ops::Add;
use std::sync::Arc;

use crate::code::Codec;
use crate::instrument::Instrument;
use cell::CellReader;
use header::Columns;
use qualtrics::{Kinds, Reason};
use records::{Input, Records};
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
    /// These, as `--keep` names them.
    Named(Vec<String>),
    /// This one, as `--by` names it: people are put into groups by it.
    By(String),
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

impl Add for LeftOut {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self {
            blank: self.blank + more.blank,
            previews: self.previews + more.previews,
            unfinished: self.unfinished + more.unfinished,
        }
    }
}

/// The rows below a header.
pub struct Rows<'a, B> {
    records: Records<B>,
    table: Arc<Table<'a>>,
    left_out: LeftOut,
}

impl<'b> Rows<'_, &'b [u8]> {
    /// What is not read yet of a block.
    pub(crate) fn rest(&self) -> &'b [u8] {
        self.records.rest()
    }

    /// Goes on behind a row of this many bytes that [`Plain`] has read.
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.records.pass(bytes);
    }
}

/// What the header says, and what reads the rows below it.
#[derive(Debug)]
struct Table<'a> {
    columns: Columns,
    /// Where the file says what kind of response a row is.
    kinds: Option<Kinds>,
    reader: RowReader<'a>,
}

impl<'a, R: Read> Rows<'a, Input<R>> {
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
        let table = Arc::new(Table { columns, kinds, reader });
        Ok(Self { records, table, left_out: LeftOut::default() })
    }

    /// All rows in blocks of so many bytes, where none was read yet, and the place of the first one.
    pub(crate) fn into_blocks(self, size: usize) -> (Blocks<R>, Location) {
        let (blocks, line) = Blocks::new(self.records, size);
        (blocks, Location { row: 0, line })
    }
}

impl<'a, B: BufRead> Rows<'a, B> {
    /// Rows of the same file that stand in a block of it. They and their lines are counted from its start.
    pub(crate) fn of_block<'b>(&self, block: &'b [u8]) -> Rows<'a, &'b [u8]> {
        let records = Records::of_block(block, self.records.delimiter());
        Rows { records, table: Arc::clone(&self.table), left_out: LeftOut::default() }
    }

    /// What reads plain rows of the file; `None` where none is plain.
    pub(crate) fn plain(&self, options: &Options) -> Option<Plain> {
        let Table { columns, kinds, .. } = &*self.table;
        Plain::new(columns, self.records.delimiter(), options).filter(|_| kinds.is_none())
    }

    /// Where the next row is to be looked for, with the number of the last one that counts.
    pub(crate) fn place(&self) -> Location {
        self.records.place()
    }

    /// All columns, in the file's order.
    pub fn columns(&self) -> &[Column] {
        &self.table.columns.all
    }

    /// The names of the columns that are carried through.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        let columns = &self.table.columns;
        columns.kept.iter().filter_map(|column| columns.all.get(*column)).map(|one| one.name.as_str())
    }

    /// The columns that are neither the quiz's nor carried through.
    pub fn not_carried(&self) -> impl Iterator<Item = &Column> {
        self.columns().iter().filter(|one| one.taken == Taken::Nothing && !one.is_kept)
    }

    /// Whether respondents have ids of their own.
    pub fn have_ids(&self) -> bool {
        self.table.columns.id.is_some()
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
        Ok(Some(self.table.reader.row(self.records.record(), &self.table.columns, location)))
    }

    /// Goes on to the next row that counts.
    fn next(&mut self) -> Result<Option<Location>, Error> {
        while let Some(location) = self.records.next()? {
            let record = self.records.record();
            let count = if record.is_blank() {
                &mut self.left_out.blank
            } else {
                match self.table.kinds.as_ref().and_then(|kinds| kinds.reason(record)) {
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
