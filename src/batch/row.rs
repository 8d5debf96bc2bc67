//! A row of answers, item by item or as a code; what can't be read is named with its place.

use std::io::Write;

use anyhow::Result;
use csv::ByteRecord;

use super::Place;
use super::header::{Answers, Columns};
use crate::code::Codec;
use crate::instrument::{self, Instrument, Response, ResponseSet};
use crate::wording::quoted;

/// Reads rows under one header.
pub(super) struct RowReader<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) columns: &'a Columns,
    pub(super) codec: &'a Codec,
}

impl RowReader<'_> {
    /// The answers of a row; `None`, and a line for each, where some can't be read.
    pub(super) fn read(
        &self,
        record: &ByteRecord,
        place: Place,
        complaints: &mut dyn Write,
    ) -> Result<Option<instrument::Answers>> {
        if record.len() != self.columns.count {
            let (found, wanted) = (record.len(), self.columns.count);
            writeln!(
                complaints,
                "{place}: {found} cells, but the header has {wanted}: fill in or remove commas"
            )?;
            return Ok(None);
        }
        match &self.columns.answers {
            Answers::Code(column) => self.code(record.get(*column).unwrap_or_default(), place, complaints),
            Answers::Items(items) => self.items(items, record, place, complaints),
        }
    }

    fn code(
        &self,
        cell: &[u8],
        place: Place,
        complaints: &mut dyn Write,
    ) -> Result<Option<instrument::Answers>> {
        match self.codec.decode(&String::from_utf8_lossy(cell)) {
            Ok(answers) => Ok(Some(answers)),
            Err(error) => {
                writeln!(complaints, "{place}, column code: {error}")?;
                Ok(None)
            }
        }
    }

    fn items(
        &self,
        items: &[(usize, usize)],
        record: &ByteRecord,
        place: Place,
        complaints: &mut dyn Write,
    ) -> Result<Option<instrument::Answers>> {
        let mut responses = ResponseSet::empty(self.instrument.items.len());
        let mut sound = true;
        for &(column, item) in items {
            let cell = record.get(column).unwrap_or_default();
            match self.cell(cell) {
                Ok(response) => responses.set(item, response),
                Err(()) => {
                    sound = false;
                    let name = self.instrument.item(item).map_or("", |item| item.id.as_str());
                    let value = shown(cell);
                    writeln!(
                        complaints,
                        "{place}, column {name}: {value} is no answer: use 1 to 5, the answer in words, or nothing for a skip"
                    )?;
                }
            }
        }
        Ok(sound.then(|| instrument::Answers::of(self.instrument, responses)))
    }

    /// A cell is 1 to 5, or an option's label in any case, or empty for a skip.
    fn cell(&self, cell: &[u8]) -> Result<Option<Response>, ()> {
        match cell.trim_ascii() {
            [] => Ok(None),
            [digit @ b'1'..=b'5'] => Ok(Response::new(digit - b'0')),
            text => Response::all()
                .find(|response| self.instrument.option(*response).as_bytes().eq_ignore_ascii_case(text))
                .map(Some)
                .ok_or(()),
        }
    }
}

/// A cell for a message.
pub(super) fn shown(cell: &[u8]) -> String {
    quoted(&String::from_utf8_lossy(cell))
}
