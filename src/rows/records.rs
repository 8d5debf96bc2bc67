//! Bytes to records: finds out what separates cells, splits, and holds each row to a size.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::mem;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::encoding::Utf8;
use super::error::{Error, Location};
use super::limits::{CELLS, PIECE, ROW};
use super::start::{delimiter, first_record};

/// A row's cells, whatever is in them.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// All cells in a row, and room for more.
    text: Vec<u8>,
    /// Where each cell ends in it, and room for more.
    ends: Vec<usize>,
    count: usize,
    /// The input ended within quotes.
    pub(super) is_open: bool,
}

impl Record {
    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A cell, counted from 0.
    pub(super) fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index).filter(|_| index < self.count)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        self.text.get(start..end)
    }

    /// Whether no cell holds anything.
    pub(super) fn is_blank(&self) -> bool {
        let has_nothing = |cell: &[u8]| {
            cell.trim_ascii().is_empty()
                || cell.first().is_some_and(|byte| !byte.is_ascii_graphic())
                    && String::from_utf8_lossy(cell).trim().is_empty()
        };
        !self.is_open && self.iter().all(has_nothing)
    }

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).filter_map(|index| self.get(index))
    }
}

/// What a file is read through.
pub(super) type Input<R> = BufReader<Chain<Cursor<Vec<u8>>, Utf8<R>>>;

/// Reads record after record.
pub(super) struct Records<B> {
    input: B,
    delimiter: u8,
    /// Takes a while to make, and a block of plain rows needs none.
    parser: Option<Reader>,
    record: Record,
    /// Records that were looked at before their time, with their lines, and what came after them.
    ahead: VecDeque<(Record, u64)>,
    failed: Option<Error>,
    /// What they were read from, with the line where it begins.
    looked_at: (Vec<u8>, u64),
    is_looking: bool,
    /// How many rows were read, the header not among them.
    rows: u64,
    /// The line that is read next.
    line: u64,
}

impl<R: Read> Records<Input<R>> {
    /// Looks at the header.
    pub(super) fn new(input: R) -> Result<Self, Error> {
        let mut input = Utf8::new(input)?;
        let start = first_record(&mut input)?;
        let delimiter = delimiter(&start);
        let input = BufReader::with_capacity(PIECE, Cursor::new(start).chain(input));
        Ok(Self::with(input, delimiter, 1))
    }
}

impl<'a> Records<&'a [u8]> {
    /// Some whole records of a file. Lines are counted from 0.
    pub(super) fn of_block(block: &'a [u8], delimiter: u8) -> Self {
        Self::with(block, delimiter, 0)
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.input
    }

    /// Goes on behind a record of this many bytes, which somebody else has read. It is a line of its own.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.input.consume(bytes);
        self.rows += 1;
        self.line += 1;
    }
}

impl<B: BufRead> Records<B> {
    fn with(input: B, delimiter: u8, line: u64) -> Self {
        let (record, ahead) = (Record::default(), VecDeque::new());
        Self {
            input,
            delimiter,
            parser: None,
            record,
            ahead,
            failed: None,
            looked_at: (Vec::new(), line),
            is_looking: false,
            rows: 0,
            line,
        }
    }

    /// What separates cells.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Where the next record begins, with the number of the last row that counts.
    pub(super) fn place(&self) -> Location {
        Location { row: self.rows, line: self.line }
    }

    /// All below the header, where none of it was read yet: the line where it begins, what was looked at, what is left
    /// of the input, and why it could not be read.
    pub(super) fn into_parts(self) -> (u64, Vec<u8>, B, Option<Error>) {
        let (bytes, line) = self.looked_at;
        // A row that is too long is found again.
        (line, bytes, self.input, self.failed.filter(|error| matches!(error, Error::Reading(_))))
    }

    /// Reads the first record, one without cells where there is none; says in which line it begins.
    pub(super) fn header(&mut self) -> Result<(Record, u64), Error> {
        self.skip_blank_lines()?;
        let line = self.line;
        self.fill(Location { row: 0, line })?;
        Ok((mem::take(&mut self.record), line))
    }

    /// Looks at the next two records, or at as many as there are.
    pub(super) fn look_ahead(&mut self) -> [Option<&Record>; 2] {
        (self.is_looking, self.looked_at.1) = (true, self.line);
        while self.ahead.len() < 2 && self.failed.is_none() {
            match self.read() {
                Ok(Some(line)) => self.ahead.push_back((mem::take(&mut self.record), line)),
                Ok(None) => break,
                Err(error) => self.failed = Some(error),
            }
        }
        self.is_looking = false;
        let mut ahead = self.ahead.iter().map(|(record, _)| record);
        [ahead.next(), ahead.next()]
    }

    /// Takes the records that were looked at for something else than rows.
    pub(super) fn take_ahead(&mut self) {
        self.ahead.clear();
        self.looked_at = (Vec::new(), self.line);
    }

    /// Goes on to the next record below the header; says where it is.
    pub(super) fn next(&mut self) -> Result<Option<Location>, Error> {
        let line = match (self.ahead.pop_front(), self.failed.take()) {
            (Some((record, line)), failed) => {
                (self.record, self.failed) = (record, failed);
                Some(line)
            }
            (None, Some(error)) => return Err(error),
            (None, None) => self.read()?,
        };
        self.rows += u64::from(line.is_some());
        Ok(line.map(|line| Location { row: self.rows, line }))
    }

    /// The record that was read last.
    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    /// The record that was read last is no row.
    pub(super) fn leave_out(&mut self) {
        self.rows -= 1;
    }

    /// Reads a record; says in which line it begins.
    fn read(&mut self) -> Result<Option<u64>, Error> {
        self.skip_blank_lines()?;
        let line = self.line;
        let row = self.rows + 1 + u64::try_from(self.ahead.len()).unwrap_or_default();
        Ok(self.fill(Location { row, line })?.then_some(line))
    }

    /// Leaves out lines with nothing in them, and what the record before left of its own line's end.
    fn skip_blank_lines(&mut self) -> io::Result<()> {
        loop {
            let piece = self.input.fill_buf()?;
            let blank = piece.iter().take_while(|&&byte| byte == b'\n' || byte == b'\r');
            let (count, lines) =
                blank.fold((0, 0), |(count, lines), &byte| (count + 1, lines + u64::from(byte == b'\n')));
            if self.is_looking {
                self.looked_at.0.extend_from_slice(piece.get(..count).unwrap_or_default());
            }
            self.input.consume(count);
            self.line += lines;
            if count == 0 {
                return Ok(());
            }
        }
    }

    /// Reads a record; says whether there was one.
    fn fill(&mut self, location: Location) -> Result<bool, Error> {
        let Record { text, ends, count, is_open } = &mut self.record;
        (*count, *is_open) = (0, false);
        let (mut written, mut taken) = (0, 0);
        let new_parser = || ReaderBuilder::new().delimiter(self.delimiter).build();
        let parser = self.parser.get_or_insert_with(new_parser);
        let lines_before = parser.line();
        let is_there = loop {
            let piece = self.input.fill_buf()?;
            let is_end = piece.is_empty() && taken > 0;
            // A line's end, where the input has none, ends the last record too, unless it is within quotes.
            let piece = if is_end && !*is_open { b"\n" } else { piece };
            let room = text.get_mut(written..).unwrap_or_default();
            let ends_room = ends.get_mut(*count..).unwrap_or_default();
            let (result, read, wrote, ended) = parser.read_record(piece, room, ends_room);
            if !is_end {
                if self.is_looking {
                    self.looked_at.0.extend_from_slice(piece.get(..read).unwrap_or_default());
                }
                self.input.consume(read);
            }
            (taken, written, *count) = (taken + read, written + wrote, *count + ended);
            if taken > ROW {
                return Err(Error::LongRow(location));
            }
            if *count > CELLS {
                return Err(Error::ManyCells(location));
            }
            match result {
                ReadRecordResult::InputEmpty => *is_open = is_end,
                ReadRecordResult::OutputFull => text.resize((text.len() * 2).max(1024), 0),
                ReadRecordResult::OutputEndsFull => ends.resize((ends.len() * 2).max(64), 0),
                ReadRecordResult::Record => break true,
                ReadRecordResult::End => break false,
            }
        };
        if let Some(end) = count.checked_sub(1).and_then(|last| ends.get_mut(last)).filter(|_| *is_open) {
            // Without the line's end that was added.
            *end -= 1;
        }
        self.line += parser.line() - lines_before;
        Ok(is_there)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Input in pieces of a size.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(room.len());
            self.0.read(&mut room[..size])
        }
    }

    fn records(text: &[u8], piece: usize) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut records = Records::new(Pieces(text, piece)).unwrap();
        let mut found = Vec::new();
        let all = |record: &Record| record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>();
        let header = all(&records.header().unwrap().0);
        if !header.is_empty() {
            found.push((0, header));
        }
        while let Some(location) = records.next().unwrap() {
            found.push((location.line, all(records.record())));
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_splits_as_the_csv_library_does_in_whatever_pieces_it_comes(
            text in "(\u{feff})?[a1,;\t\"\r\n ]{0,60}",
            piece in 1usize..20,
        ) {
            let text = text.as_bytes();
            let delimiter = delimiter(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
            let mut library = csv::ReaderBuilder::new();
            let mut library = library.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
            let wanted: Vec<Vec<Vec<u8>>> = library
                .byte_records()
                .map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect())
                .collect();
            let found: Vec<_> = records(text, piece).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn a_row_has_the_line_where_it_begins() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "", "1,2", "", "", "\"3", "4\",5", "6,7", ""].join(end);
            let lines: Vec<u64> = records(text.as_bytes(), 3).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [0, 3, 6, 8], "{end:?}");
        }
    }
}
