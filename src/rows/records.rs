//! Bytes to records: finds out what separates cells, splits, and holds each row to a size.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::error::{Error, Location};
use super::limits::{CELLS, ROW};

/// The first line is looked for in this many bytes, and input is read in pieces as large.
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

    /// All cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.count).filter_map(|index| self.get(index))
    }
}

/// Reads record after record.
pub(super) struct Records<R> {
    input: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    parser: Reader,
    record: Record,
    /// How many rows were read, the header not among them.
    rows: u64,
    /// The line that is read next.
    line: u64,
}

impl<R: Read> Records<R> {
    /// Looks at the first line.
    pub(super) fn new(mut input: R) -> Result<Self, Error> {
        let mut start = first_line(&mut input)?;
        if is_utf16(&start) {
            return Err(Error::Utf16);
        }
        if start.starts_with(b"\xef\xbb\xbf") {
            start.drain(..3);
        }
        let parser = ReaderBuilder::new().delimiter(delimiter(&start)).build();
        let input = BufReader::with_capacity(PIECE, Cursor::new(start).chain(input));
        Ok(Self { input, parser, record: Record::default(), rows: 0, line: 1 })
    }

    /// The first record; one without cells where there is none.
    pub(super) fn header(&mut self) -> Result<&Record, Error> {
        self.skip_blank_lines()?;
        self.fill(Location { row: 0, line: self.line })?;
        Ok(&self.record)
    }

    /// The next record below the header.
    pub(super) fn row(&mut self) -> Result<Option<(&Record, Location)>, Error> {
        self.skip_blank_lines()?;
        let location = Location { row: self.rows + 1, line: self.line };
        let is_there = self.fill(location)?;
        self.rows += u64::from(is_there);
        Ok(is_there.then_some((&self.record, location)))
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

/// The start of the input up to the end of its first line, or what there is of it within a piece.
fn first_line(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; PIECE];
    let mut filled = 0;
    while let Some(room) = start.get_mut(filled..).filter(|room| !room.is_empty()) {
        let read = match input.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let has_line = room.get(..read).is_some_and(|new| new.contains(&b'\n'));
        filled += read;
        if read == 0 || has_line {
            break;
        }
    }
    start.truncate(filled);
    Ok(start)
}

/// Comma, semicolon or tab, whichever the first line has most of: spreadsheets in much of the world write
/// semicolons.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Whether it starts with the mark of UTF-16, or with letters of ASCII in it.
fn is_utf16(start: &[u8]) -> bool {
    let (pairs, _) = start.as_chunks::<2>();
    let is_ascii = |at: fn(&[u8; 2]) -> (u8, u8)| {
        pairs.len() >= 4
            && pairs.iter().take(32).map(at).all(|(high, low)| high == 0 && low != 0 && low < 128)
    };
    start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || is_ascii(|[high, low]| (*high, *low))
        || is_ascii(|[low, high]| (*high, *low))
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
        let header = all(records.header().unwrap());
        if !header.is_empty() {
            found.push((0, header));
        }
        while let Some((record, location)) = records.row().unwrap() {
            found.push((location.line, all(record)));
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

    #[test]
    fn utf16_is_told_from_other_bytes() {
        for text in [&b"\xff\xfei\0d\0"[..], b"\xfe\xff\0i\0d", b"i\0d\0,\0a\0", b"\0i\0d\0,\0a"] {
            assert!(is_utf16(text), "{text:?}");
        }
        for text in [&b""[..], b"id,a", b"\0\x01\x02\x03\n\x04", b"\0\0\0\0\0\0\0\0", b"i\0d\0"] {
            assert!(!is_utf16(text), "{text:?}");
        }
    }
}
