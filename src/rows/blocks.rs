//! A file below its header, cut into blocks of whole records, so that several can be read at once.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::error::Error;
use super::limits::ROW;
use super::records::{Input, Records};

/// Cuts blocks, one after another.
pub(crate) struct Blocks<R> {
    input: Input<R>,
    delimiter: u8,
    /// How many bytes a block has, or little more; more where a record is longer.
    size: usize,
    /// The start of the next block.
    rest: Vec<u8>,
    /// Why the input could not be read any further.
    failed: Option<Error>,
}

impl<R: Read> Blocks<R> {
    /// Blocks of the rows below a header of which none was read yet; says in which line the first one begins.
    pub(super) fn new(records: Records<Input<R>>, size: usize) -> (Self, u64) {
        let delimiter = records.delimiter();
        let (line, rest, input, failed) = records.into_parts();
        (Self { input, delimiter, size, rest, failed }, line)
    }

    /// Puts the next block in the place of another; says whether there was one.
    ///
    /// # Errors
    /// Where the input can't be read, after what could be.
    pub(crate) fn next(&mut self, block: &mut Vec<u8>) -> Result<bool, Error> {
        block.clear();
        block.append(&mut self.rest);
        loop {
            // By half, so that a long record isn't looked at over and over.
            let more = u64::try_from(self.size.max(block.len() / 2)).unwrap_or(u64::MAX);
            match self.failed {
                Some(_) => {}
                None => match self.input.by_ref().take(more).read_to_end(block) {
                    Ok(0) => return Ok(!block.is_empty()),
                    Ok(_) => {}
                    Err(error) => self.failed = Some(error.into()),
                },
            }
            let end = self.end(block);
            // A record that is too long is no record: whoever reads it says so.
            if end > 0 || block.len() > ROW && self.failed.is_none() {
                let end = if end > 0 { end } else { block.len() };
                self.rest.extend_from_slice(block.get(end..).unwrap_or_default());
                block.truncate(end);
                return Ok(true);
            }
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
        }
    }

    /// Where the last whole record ends; 0 where none does.
    fn end(&self, block: &[u8]) -> usize {
        let line = || block.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        // A line's end within quotes is none of a record.
        match block.contains(&b'"') {
            true => self.end_by_parser(block),
            false => match line() {
                0 => self.end_by_parser(block),
                end => end,
            },
        }
    }

    /// The same, whatever is quoted and whatever ends a line.
    fn end_by_parser(&self, block: &[u8]) -> usize {
        let mut parser: Reader = ReaderBuilder::new().delimiter(self.delimiter).build();
        let (mut text, mut ends) = ([0; 4096], [0; 256]);
        let (mut read, mut end) = (0, 0);
        while let Some(piece) = block.get(read..).filter(|piece| !piece.is_empty()) {
            let (result, taken, ..) = parser.read_record(piece, &mut text, &mut ends);
            read += taken;
            if let ReadRecordResult::Record = result {
                end = read;
            }
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All cells of all records, with their lines.
    type Cells = Vec<(u64, Vec<Vec<u8>>)>;

    fn cells<B: std::io::BufRead>(records: &mut Records<B>, from: u64) -> Cells {
        let mut cells = Vec::new();
        while let Some(location) = records.next().unwrap() {
            let record = records.record().iter().map(<[u8]>::to_vec).collect();
            cells.push((from + location.line, record));
        }
        cells
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn blocks_hold_the_records_of_the_whole(text in "[a1,\"\r\n ]{0,80}", size in 1_usize..30) {
            let text = format!("a,b\n{text}");
            let mut whole = Records::new(text.as_bytes()).unwrap();
            whole.header().unwrap();
            let wanted = cells(&mut whole, 0);
            let mut start = Records::new(text.as_bytes()).unwrap();
            start.header().unwrap();
            start.look_ahead();
            let (mut blocks, mut line) = Blocks::new(start, size);
            let (mut block, mut found) = (Vec::new(), Cells::new());
            while blocks.next(&mut block).unwrap() {
                let mut records = Records::of_block(&block, b',');
                found.extend(cells(&mut records, line));
                line += records.place().line;
            }
            prop_assert_eq!(found, wanted);
        }
    }
}
