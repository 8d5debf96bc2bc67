//! A CSV of answers, read row by row in bounded memory: what each row says, or what is wrong with it.
//!
//! ```text
//! bytes -> records: cells, whatever separates them -> header: which column holds what -> row: answers, or errors
//! ```
//!
//! Nothing is printed here. What stops everything is an [`Error`]; what spoils one row is a list of [`RowError`],
//! each with its place and value, and the rest go on.

mod error;
mod header;
mod limits;
mod records;
mod row;

pub use error::{Error, HeaderError, Location, Problem, RowError};
pub use row::Row;

use std::io::Read;

use crate::code::Codec;
use crate::instrument::Instrument;
use header::Columns;
use records::Records;
use row::RowReader;

/// The rows below a header.
pub struct Rows<'a, R> {
    records: Records<R>,
    columns: Columns,
    reader: RowReader<'a>,
}

impl<'a, R: Read> Rows<'a, R> {
    /// Reads the header. With `keep`, columns that are not the quiz's own are carried through.
    ///
    /// # Errors
    /// Where the input can't be read or its header does not fit.
    pub fn new(instrument: &'a Instrument, codec: &'a Codec, input: R, keep: bool) -> Result<Self, Error> {
        let mut records = Records::new(input)?;
        let columns = header::read(records.header()?, instrument, keep)?;
        Ok(Self { records, columns, reader: RowReader { instrument, codec } })
    }

    /// The names of the columns that are carried through.
    pub fn kept(&self) -> impl Iterator<Item = &[u8]> {
        self.columns.kept.iter().map(|(_, name)| name.as_slice())
    }

    /// The next row; `None` when there are no more.
    ///
    /// # Errors
    /// Where the input can't be read any further. What is wrong with a row alone stands in the row.
    pub fn read(&mut self) -> Result<Option<Row<'_>>, Error> {
        let Self { records, columns, reader } = self;
        Ok(records.row()?.map(|(record, location)| reader.row(record, columns, location)))
    }
}
