//! What came of blocks, in the order of the file: whose id comes twice, how many rows there were, and the lines
//! written.

use std::io::{BufWriter, Write};
use std::{iter, mem};

use anyhow::{Context, Result};

use super::block::{Kind, Scanned, Scored};
use super::closing::Closing;
use super::ids::{Ids, Turn};
use super::writer::RowWriter;
use super::{Job, Listener};
use crate::rows::{Location, RowError, Rows};

/// Takes one block after the other.
pub(super) struct Order<'a, W: Write> {
    writer: &'a RowWriter<'a>,
    head: &'a Rows<'a, &'a [u8]>,
    output: BufWriter<W>,
    ids: Ids<'a>,
    closing: Closing,
    /// The last row that counts, and the line behind all that was taken.
    place: Location,
    /// A line that is written in place of another.
    line: Vec<u8>,
}

impl<'a, W: Write> Order<'a, W> {
    /// Writes the header. The first block begins at this place, and memory has room for so many ids.
    pub(super) fn new(
        job: Job<'a>,
        head: &'a Rows<'a, &'a [u8]>,
        writer: &'a RowWriter<'a>,
        place: Location,
        room: usize,
        output: W,
    ) -> Result<Self> {
        let mut line = Vec::new();
        writer.header(&mut line);
        let mut order = Self {
            writer,
            head,
            output: BufWriter::new(output),
            ids: Ids::within(room, job.duplicates, head.have_ids()),
            closing: Closing::new(head),
            place,
            line,
        };
        order.write_line()?;
        Ok(order)
    }

    /// Takes the next block.
    pub(super) fn take(&mut self, scored: &mut Scored, listener: &mut impl Listener) -> Result<()> {
        // What is written as it stands goes out in as large pieces as there are.
        let mut from = 0;
        let (mut text_start, mut id_start, mut errors_start) = (0, 0, 0);
        for (row, number) in scored.rows.iter().zip(1..) {
            let location = Location { row: number, line: row.line }.behind(self.place);
            let id = scored.ids.get(id_start..row.id_end).unwrap_or_default();
            let errors = scored.errors.get(errors_start..row.errors_end).unwrap_or_default();
            let is_as_it_stands = self.take_row(row, location, id, errors, &scored.bytes, listener)?;
            if !is_as_it_stands || !self.head.have_ids() {
                self.write(scored.text.get(from..text_start).unwrap_or_default())?;
                let text = scored.text.get(text_start..row.text_end).unwrap_or_default();
                if is_as_it_stands {
                    self.write_numbered(text, location.row)?;
                }
                self.write_line()?;
                from = row.text_end;
            }
            (text_start, id_start, errors_start) = (row.text_end, row.id_end, row.errors_end);
        }
        self.write(scored.text.get(from..).unwrap_or_default())?;
        self.finish_block(scored, listener)
    }

    fn finish_block(&mut self, scored: &mut Scored, listener: &mut impl Listener) -> Result<()> {
        self.closing.left_out = self.closing.left_out + scored.left_out;
        if let Some(error) = scored.failed.take() {
            return Err(error);
        }
        if let Some(error) = scored.unread.take() {
            return Err(error.behind(self.place).into());
        }
        self.place = scored.place.behind(self.place);
        let bytes = u64::try_from(scored.bytes.len()).unwrap_or(0);
        listener.advanced(u64::try_from(scored.rows.len()).unwrap_or(0), bytes);
        Ok(())
    }

    /// Counts a row and says what is wrong with it; whether its line is written as it stands. If not, what is written
    /// in its place stands in `line`.
    fn take_row(
        &mut self,
        row: &Scanned,
        location: Location,
        id: &[u8],
        errors: &[RowError],
        block: &[u8],
        listener: &mut impl Listener,
    ) -> Result<bool> {
        if row.kind == Kind::MadeUp {
            self.closing.made_up += 1;
            return Ok(false);
        }
        let same = match self.ids.turn(id, location)? {
            Turn::Counts => None,
            Turn::LeftOut => {
                self.closing.same_id += 1;
                return Ok(false);
            }
            Turn::Wrong(error) => Some(error),
        };
        self.closing.rows += 1;
        if row.kind == Kind::Good && same.is_none() {
            self.closing.changed(row.changes);
            return Ok(true);
        }
        self.closing.bad += 1;
        for error in errors {
            listener.complain(format_args!("{}", RowError { location, ..error.clone() }));
        }
        let Some(same) = same else { return Ok(true) };
        listener.complain(format_args!("{same}"));
        if self.writer.keeps_nothing() {
            self.writer.error(id, iter::empty(), &mut self.line)?;
            return Ok(false);
        }
        // Once more, for the cells that are carried through.
        let mut again = self.head.of_block(block.get(row.at..).unwrap_or_default());
        if let Some(row) = again.read()? {
            self.writer.error(id, row.kept(), &mut self.line)?;
        }
        Ok(false)
    }

    /// Writes a line of a file without ids: a row's number is its id.
    fn write_numbered(&mut self, text: &[u8], number: u64) -> Result<()> {
        let (before, after) = text.split_at_checked(self.writer.place_of_id()).unwrap_or((text, &[]));
        self.write(before)?;
        write!(self.output, "{number}").context("can't write the results")?;
        self.write(after)
    }

    fn write_line(&mut self) -> Result<()> {
        let mut line = mem::take(&mut self.line);
        self.write(&line)?;
        line.clear();
        self.line = line;
        Ok(())
    }

    fn write(&mut self, text: &[u8]) -> Result<()> {
        self.output.write_all(text).context("can't write the results")
    }

    /// Ends the output, and says what came of it all.
    pub(super) fn finish(mut self, listener: &mut impl Listener) -> Result<Closing> {
        let closing = self.closing.of_some()?;
        self.output.flush().context("can't write the results")?;
        if let Some(older) = closing.older() {
            listener.complain(format_args!("{older}"));
        }
        Ok(closing)
    }
}
