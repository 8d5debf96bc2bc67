//! Which rows have an id that comes again below, so that the last one counts. Found before anything is scored, and kept
//! in memory or, beyond some room, on the disk.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::Read;

use anyhow::Result;

use super::ROOM;
use super::numbered::{Found, Numbered};
use super::runs::{Reader, Record, Run, Runs};
use crate::code::Codec;
use crate::content::Content;
use crate::rows::{Options, Rows};

/// The rows that do not count.
#[derive(Debug)]
pub(crate) struct LastRows(Sorted);

/// Finds the rows whose id comes again.
///
/// # Errors
/// Where the header does not fit, reading fails, or there is no room on the disk.
pub(crate) fn last_rows(content: &Content, input: impl Read, options: &Options) -> Result<LastRows> {
    last_rows_within(ROOM, content, input, options)
}

/// The same with room in memory for so many.
pub(super) fn last_rows_within(
    room: usize,
    content: &Content,
    input: impl Read,
    options: &Options,
) -> Result<LastRows> {
    let codec = Codec::new(content);
    let mut rows = Rows::new(&content.instrument, &codec, input, options)?;
    let (mut numbered, hasher) = (Numbered::default(), RandomState::new());
    // The mark of an id and a row that has it. Of an id that is numbered there is nothing before it comes again.
    let mut all = Sorter::new(room);
    while let Some(row) = rows.read()? {
        let (id, location) = (row.id(), row.location);
        let id = id.trim_ascii();
        if id.is_empty() {
            continue;
        }
        match numbered.find(id, location) {
            Found::New => continue,
            Found::At(first) => all.push((hasher.hash_one(id), first.row))?,
            Found::Elsewhere => {}
        }
        all.push((hasher.hash_one(id), location.row))?;
    }
    let (all, mut earlier) = (all.finish()?, Sorter::new(room));
    let (mut all, mut before) = (all.cursor(), None::<Record>);
    while let Some(record) = all.next()? {
        if let Some((_, row)) = before.filter(|(mark, row)| *mark == record.0 && *row != record.1) {
            earlier.push((row, 0))?;
        }
        before = Some(record);
    }
    Ok(LastRows(earlier.finish()?))
}

impl LastRows {
    /// Goes through them as the file is read.
    pub(super) fn cursor(&self) -> EarlierRows<'_> {
        EarlierRows { rows: self.0.cursor(), next: Some(0) }
    }
}

/// The rows that do not count, one after the other.
pub(super) struct EarlierRows<'l> {
    rows: Cursor<'l>,
    /// The next of them; row 0, the header, before the first.
    next: Option<u64>,
}

impl EarlierRows<'_> {
    /// Whether a row is one of them. Rows have to be asked for in the file's order.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(super) fn hold(&mut self, row: u64) -> Result<bool> {
        while self.next.is_some_and(|next| next < row) {
            self.next = self.rows.next()?.map(|(row, _)| row);
        }
        Ok(self.next == Some(row))
    }
}

/// Sorts records in little memory.
struct Sorter {
    records: Vec<Record>,
    room: usize,
    runs: Runs,
}

impl Sorter {
    fn new(room: usize) -> Self {
        Self { records: Vec::new(), room, runs: Runs::default() }
    }

    fn push(&mut self, record: Record) -> Result<()> {
        self.records.push(record);
        if self.records.len() >= self.room { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> Result<()> {
        self.records.sort_unstable();
        self.runs.add(self.records.drain(..))
    }

    fn finish(mut self) -> Result<Sorted> {
        if self.runs.are_none() {
            self.records.sort_unstable();
            return Ok(Sorted::InMemory(self.records));
        }
        self.spill()?;
        Ok(self.runs.into_one()?.map_or_else(|| Sorted::InMemory(Vec::new()), Sorted::OnDisk))
    }
}

/// Sorted records.
#[derive(Debug)]
enum Sorted {
    InMemory(Vec<Record>),
    OnDisk(Run),
}

/// Reads them.
enum Cursor<'s> {
    InMemory(std::slice::Iter<'s, Record>),
    OnDisk(Reader<'s>),
}

impl Sorted {
    fn cursor(&self) -> Cursor<'_> {
        match self {
            Self::InMemory(records) => Cursor::InMemory(records.iter()),
            Self::OnDisk(run) => Cursor::OnDisk(run.reader()),
        }
    }
}

impl Cursor<'_> {
    fn next(&mut self) -> Result<Option<Record>> {
        match self {
            Self::InMemory(records) => Ok(records.next().copied()),
            Self::OnDisk(reader) => reader.next(),
        }
    }
}
