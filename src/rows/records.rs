//! Bytes to records: finds out what separates cells, splits, and holds each row to a size.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::mem;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::encoding::Utf8;
use super::error::{Error, Location};
use super::limits::{CELLS, ROW};

/// The header is looked for in this many bytes, and input is read in pieces as large.
const PIECE: usize = 32 * 1024;

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

/// Reads record after record.
pub(super) struct Records<R> {
    input: BufReader<Chain<Cursor<Vec<u8>>, Utf8<R>>>,
    parser: Reader,
    record: Record,
    /// Records that were looked at before their time, with their lines, and what came after them.
    ahead: VecDeque<(Record, u64)>,
    failed: Option<Error>,
    /// How many rows were read, the header not among them.
    rows: u64,
    /// The line that is read next.
    line: u64,
}

impl<R: Read> Records<R> {
    /// Looks at the header.
    pub(super) fn new(input: R) -> Result<Self, Error> {
        let mut input = Utf8::new(input)?;
        let start = first_record(&mut input)?;
        let parser = ReaderBuilder::new().delimiter(delimiter(&start)).build();
        let input = BufReader::with_capacity(PIECE, Cursor::new(start).chain(input));
        let (record, ahead) = (Record::default(), VecDeque::new());
        Ok(Self { input, parser, record, ahead, failed: None, rows: 0, line: 1 })
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
        while self.ahead.len() < 2 && self.failed.is_none() {
            match self.read() {
                Ok(Some(line)) => self.ahead.push_back((mem::take(&mut self.record), line)),
                Ok(None) => break,
                Err(error) => self.failed = Some(error),
            }
        }
        let mut ahead = self.ahead.iter().map(|(record, _)| record);
        [ahead.next(), ahead.next()]
    }

    /// Takes the records that were looked at for something else than rows.
    pub(super) fn take_ahead(&mut self) {
        self.ahead.clear();
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
        let lines_before = self.parser.line();
        let is_there = loop {
            let piece = self.input.fill_buf()?;
            let is_end = piece.is_empty() && taken > 0;
            // A line's end, where the input has none, ends the last record too, unless it is within quotes.
            let piece = if is_end && !*is_open { b"\n" } else { piece };
            let room = text.get_mut(written..).unwrap_or_default();
            let ends_room = ends.get_mut(*count..).unwrap_or_default();
            let (result, read, wrote, ended) = self.parser.read_record(piece, room, ends_room);
            if !is_end {
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
        self.line += self.parser.line() - lines_before;
        Ok(is_there)
    }
}

/// The start of the input up to the end of its first record, or what there is of it within a piece.
fn first_record(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; PIECE];
    let mut filled = 0;
    while let Some(room) = start.get_mut(filled..).filter(|room| !room.is_empty()) {
        let read = match input.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let has_line = room.get(..read).is_some_and(|new| new.contains(&b'\n'));
        filled += read;
        let so_far = start.get(..filled).unwrap_or_default();
        if read == 0 || has_line && outside_quotes(so_far).any(|byte| byte == b'\n') {
            break;
        }
    }
    start.truncate(filled);
    Ok(start)
}

/// The bytes that stand in no quotes, whatever separates the cells.
fn outside_quotes(text: &[u8]) -> impl Iterator<Item = u8> {
    let (mut is_quoted, mut before) = (false, b'\n');
    text.iter().copied().filter(move |&byte| {
        if byte == b'"' && (is_quoted || matches!(before, b'\n' | b'\r' | b'\t' | b';' | b',' | b'"')) {
            is_quoted = !is_quoted;
        }
        before = byte;
        !is_quoted
    })
}

/// Comma, semicolon or tab, whichever the first record has most of: spreadsheets in much of the world write
/// semicolons.
fn delimiter(start: &[u8]) -> u8 {
    let blank = start.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in outside_quotes(start.get(blank..).unwrap_or_default()).take_while(|&byte| byte != b'\n') {
        counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1);
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
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

    #[test]
    fn what_is_in_quotes_separates_nothing() {
        for (text, wanted) in [
            ("\"a, b,\nc, d\";e\n1,2,3,4", b';'),
            ("id;\"1\"\" disk, or 2, or 3\"\n", b';'),
            ("a\tb, c\n", b','),
            ("5\" disk\tb\n,,,", b'\t'),
            ("\r\n\n,;;", b';'),
            ("a", b','),
        ] {
            assert_eq!(char::from(delimiter(text.as_bytes())), char::from(wanted), "{text:?}");
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
