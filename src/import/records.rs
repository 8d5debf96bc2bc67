//! Splits delimited text (CSV, TSV) into records that know their row and line, in bounded memory.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};
use std::mem;

use csv::{ByteRecord, StringRecord};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::error::{Error, FileName, Location};

/// The most bytes of one record. A quote that is never closed must not fill the memory.
const MAX_RECORD: usize = 16 * 1024 * 1024;
/// The most cells of one record; spreadsheets have at most 16,384 columns.
const MAX_CELLS: usize = 200_000;
/// The delimiter is determined from at most this many bytes.
const SNIFFED: usize = 64 * 1024;

/// The cells of a row, and where it is.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub cells: StringRecord,
    pub location: Location,
    /// The position among the rows that are scored, from 1.
    pub number: u64,
    /// Why the row can't be used at all.
    pub defect: Option<Defect>,
}

/// What makes a whole row unusable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// The file ends inside quotes that begin in this row.
    OpenQuote,
    /// A handed-in file that can't be read.
    Unreadable(String),
}

impl Record {
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.defect.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Where records come from.
pub(super) enum Records {
    Delimited(Box<Delimited>),
    /// A sheet of a workbook, or result codes.
    Ready(VecDeque<Record>),
}

impl Records {
    /// Replaces `record` by the next one; returns false at the end.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<bool, Error> {
        match self {
            Self::Delimited(delimited) => delimited.read(record),
            Self::Ready(records) => Ok(records.pop_front().map(|next| *record = next).is_some()),
        }
    }

    /// Returns up to `count` records.
    pub(super) fn take(&mut self, count: usize) -> Result<Vec<Record>, Error> {
        let mut records = Vec::new();
        let mut record = Record::default();
        while records.len() < count && self.read(&mut record)? {
            records.push(mem::take(&mut record));
        }
        Ok(records)
    }

    /// Whether a cell was not valid UTF-8 and was decoded as Windows-1252.
    pub(super) fn has_windows_1252(&self) -> bool {
        matches!(self, Self::Delimited(delimited) if delimited.has_windows_1252)
    }

    /// The number of bytes read so far.
    pub(super) fn position(&self) -> u64 {
        match self {
            Self::Delimited(delimited) => delimited.reader.position().byte(),
            Self::Ready(_) => 0,
        }
    }
}

/// Delimited text. Rows are counted as a spreadsheet counts them: blank lines are rows, and a line break inside
/// quotes is not.
pub(super) struct Delimited {
    reader: csv::Reader<Recent>,
    delimiter: u8,
    row: u64,
    /// The line where the next record begins, or the blank lines before it.
    line: u64,
    has_windows_1252: bool,
    file: Option<FileName>,
}

impl Delimited {
    pub(super) fn new(input: impl Read + 'static, file: Option<FileName>) -> io::Result<Self> {
        let mut input = decoded(input)?;
        let mut start = Vec::new();
        input.by_ref().take(SNIFFED as u64).read_to_end(&mut start)?;
        let (line, delimiter) = match separator_line(&start) {
            Some((length, delimiter)) => {
                start.drain(..length);
                (2, delimiter)
            }
            None => (1, delimiter(&start)),
        };
        let is_spaced = has_space_before_quote(&start, delimiter);
        let mut input: Box<dyn Read> = Box::new(Cursor::new(start).chain(input));
        if is_spaced {
            input = Box::new(QuoteTrimmer::new(input, delimiter));
        }
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(SNIFFED)
            .from_reader(Recent { input, bytes: Vec::new(), consumed: 0, is_end: false });
        Ok(Self { reader, delimiter, row: 0, line, has_windows_1252: false, file })
    }

    fn read(&mut self, record: &mut Record) -> Result<bool, Error> {
        let mut cells = mem::take(&mut record.cells).into_byte_record();
        let start = self.reader.position().clone();
        let is_read = self.reader.read_byte_record(&mut cells);
        let end = self.reader.position().clone();
        let mut location = Location { file: self.file.clone(), row: self.row + 1, line: Some(self.line) };
        let is_read = is_read.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Error::LongRecord { location: location.clone(), limit: MAX_RECORD / 1024 / 1024 }
            }
            csv::ErrorKind::Io(error) => Error::Read(error),
            // The reader is flexible and reads bytes, so nothing else can fail.
            other => Error::Read(io::Error::other(format!("{other:?}"))),
        })?;
        let length = usize::try_from(end.byte() - start.byte()).expect("a record fits into memory");
        let recent = self.reader.get_mut();
        let is_last = recent.is_end && recent.consumed + length == recent.bytes.len();
        let raw = recent.consume(length);
        let blank = BlankLines::before(raw.bytes, raw.previous);
        location.row += blank.rows;
        location.line = Some(self.line + blank.lines);
        self.row = location.row;
        self.line += end.line() - start.line();
        if !is_read {
            return Ok(false);
        }
        if cells.len() > MAX_CELLS {
            return Err(Error::ManyCells { location, limit: MAX_CELLS });
        }
        record.defect =
            (is_last && ends_inside_quotes(raw.bytes, self.delimiter)).then_some(Defect::OpenQuote);
        record.location = location;
        record.cells = StringRecord::from_byte_record(cells).unwrap_or_else(|error| {
            self.has_windows_1252 = true;
            decode_cells(&error.into_byte_record())
        });
        Ok(true)
    }
}

/// Decodes the cells that are not UTF-8 as Windows-1252, which has a character for every byte.
fn decode_cells(record: &ByteRecord) -> StringRecord {
    let decode = |cell| match str::from_utf8(cell) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
    };
    record.iter().map(decode).collect()
}

/// Passes bytes to the CSV reader and remembers those of the record being read, to count blank lines and to limit
/// its size.
struct Recent {
    input: Box<dyn Read>,
    bytes: Vec<u8>,
    /// How many of the bytes belong to earlier records.
    consumed: usize,
    is_end: bool,
}

/// The bytes of a record and the byte before it.
struct Raw<'a> {
    bytes: &'a [u8],
    previous: Option<u8>,
}

impl Recent {
    fn consume(&mut self, length: usize) -> Raw<'_> {
        let start = self.consumed;
        self.consumed += length;
        Raw {
            bytes: &self.bytes[start..self.consumed],
            previous: start.checked_sub(1).map(|at| self.bytes[at]),
        }
    }
}

impl Read for Recent {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The last byte of the record before tells whether a line feed belongs to it.
        self.bytes.drain(..self.consumed.saturating_sub(1));
        self.consumed = self.consumed.min(1);
        if self.bytes.len() > MAX_RECORD {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.input.read(buffer)?;
        self.is_end = count == 0;
        self.bytes.extend_from_slice(&buffer[..count]);
        Ok(count)
    }
}

/// The blank lines before a record.
#[derive(Default)]
struct BlankLines {
    rows: u64,
    /// Line feeds, one of which may end the record before.
    lines: u64,
}

impl BlankLines {
    fn before(record: &[u8], previous: Option<u8>) -> Self {
        let mut blank = Self::default();
        let mut previous = previous;
        for byte in record.iter().copied().take_while(|byte| matches!(byte, b'\r' | b'\n')) {
            blank.lines += u64::from(byte == b'\n');
            // "\r\n" is one line end.
            blank.rows += u64::from(byte == b'\r' || previous != Some(b'\r'));
            previous = Some(byte);
        }
        blank
    }
}

/// Whether the text of a record ends inside quotes.
fn ends_inside_quotes(record: &[u8], delimiter: u8) -> bool {
    let mut is_quoted = false;
    let mut previous = b'\n';
    for &byte in record {
        let opens = matches!(previous, b'\r' | b'\n') || previous == delimiter;
        if byte == b'"' && (is_quoted || opens || previous == b'"') {
            is_quoted = !is_quoted;
        }
        previous = if is_quoted { b' ' } else { byte };
    }
    is_quoted
}

/// The input as UTF-8 without a byte order mark. UTF-16 is recognized by its mark, or by ASCII letters in it.
fn decoded(mut input: impl Read + 'static) -> io::Result<Box<dyn Read>> {
    let mut start = Vec::new();
    input.by_ref().take(128).read_to_end(&mut start)?;
    let encoding = utf16_without_mark(&start);
    let input = Cursor::new(start).chain(input);
    let mut builder = DecodeReaderBytesBuilder::new();
    builder.encoding(encoding).bom_override(true).strip_bom(true).utf8_passthru(encoding.is_none());
    Ok(Box::new(builder.build(input)))
}

fn utf16_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = start.as_chunks::<2>();
    let is_ascii = |high: usize| {
        pairs.len() >= 4 && pairs.iter().all(|pair| pair[high] == 0 && (1..128).contains(&pair[1 - high]))
    };
    if is_ascii(1) { Some(UTF_16LE) } else { is_ascii(0).then_some(UTF_16BE) }
}

/// The length of a first line such as `sep=;`, which some tools write for Excel, and the delimiter it names.
fn separator_line(start: &[u8]) -> Option<(usize, u8)> {
    let line = start.split_inclusive(|byte| *byte == b'\n').next()?;
    let text = str::from_utf8(line).ok()?.trim_end_matches(['\r', '\n']);
    let text = text.trim_matches('"');
    let (name, delimiter) = text.split_at_checked(4)?;
    let [delimiter] = delimiter.as_bytes() else { return None };
    name.eq_ignore_ascii_case("sep=").then_some((line.len(), *delimiter))
}

/// The bytes of the first record that are not inside quotes, whatever the delimiter is.
fn outside_quotes(text: &[u8]) -> impl Iterator<Item = u8> {
    let mut is_quoted = false;
    let mut previous = b'\n';
    text.iter().copied().filter(move |&byte| {
        let opens = matches!(previous, b'\n' | b'\r' | b'\t' | b';' | b',' | b'"');
        if byte == b'"' && (is_quoted || opens) {
            is_quoted = !is_quoted;
        }
        // A space between a delimiter and a quote doesn't count.
        if byte != b' ' || is_quoted {
            previous = byte;
        }
        !is_quoted
    })
}

/// Comma, semicolon or tab, whichever occurs most in the first record: spreadsheets in much of the world write
/// semicolons.
fn delimiter(start: &[u8]) -> u8 {
    let blank = start.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in outside_quotes(&start[blank..]).take_while(|byte| *byte != b'\n') {
        for (delimiter, count) in &mut counts {
            *count += usize::from(*delimiter == byte);
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

/// Whether a quoted cell has spaces before it, as in `a, "b"`.
fn has_space_before_quote(start: &[u8], delimiter: u8) -> bool {
    let is_start = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n');
    start.iter().enumerate().filter(|(_, byte)| **byte == b'"').any(|(at, _)| {
        let before = start[..at].trim_ascii_end();
        let spaces = &start[before.len()..at];
        !spaces.is_empty() && spaces.iter().all(|byte| *byte == b' ') && before.last().is_none_or(is_start)
    })
}

/// Removes spaces between a delimiter and a quote, which the CSV reader would take for the start of an unquoted cell.
struct QuoteTrimmer {
    input: Box<dyn Read>,
    delimiter: u8,
    is_quoted: bool,
    /// The byte before, unless it is a space at the start of a cell.
    previous: u8,
    /// The spaces at the start of a cell.
    spaces: usize,
    trimmed: Cursor<Vec<u8>>,
}

impl QuoteTrimmer {
    fn new(input: Box<dyn Read>, delimiter: u8) -> Self {
        Self { input, delimiter, is_quoted: false, previous: b'\n', spaces: 0, trimmed: Cursor::default() }
    }

    fn trim(&mut self, bytes: &[u8]) {
        let mut trimmed = Vec::with_capacity(bytes.len() + self.spaces);
        for &byte in bytes {
            let is_cell_start = self.previous == self.delimiter || matches!(self.previous, b'\r' | b'\n');
            if !self.is_quoted && is_cell_start && byte == b' ' {
                self.spaces += 1;
                continue;
            }
            if self.is_quoted {
                self.is_quoted = byte != b'"';
            } else {
                // A quote right after a closing one continues the quoted cell.
                self.is_quoted = byte == b'"' && (is_cell_start || self.previous == b'"');
                if !self.is_quoted {
                    trimmed.resize(trimmed.len() + self.spaces, b' ');
                }
                self.spaces = 0;
            }
            self.previous = if self.is_quoted { b' ' } else { byte };
            trimmed.push(byte);
        }
        self.trimmed = Cursor::new(trimmed);
    }
}

impl Read for QuoteTrimmer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = vec![0; buffer.len()];
        loop {
            let count = self.trimmed.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let count = self.input.read(&mut bytes)?;
            if count == 0 {
                return Ok(0);
            }
            self.trim(&bytes[..count]);
        }
    }
}
