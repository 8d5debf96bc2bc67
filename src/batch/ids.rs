//! Respondents' ids that come twice.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::Read;

use anyhow::{Result, bail};

use super::marks::Marks;
use super::numbered::{Found, Numbered};
use crate::code::Codec;
use crate::content::Content;
use crate::rows::{Location, Options, Problem, RowError, Rows};

/// At most this many ids are kept, so that no file can take all memory: at most 80 MB. Those that are [`Numbered`]
/// are not among them.
const IDS: usize = 3_000_000;

/// What becomes of rows with the id of an earlier row.
#[derive(Debug, Clone)]
pub(crate) enum Duplicates {
    /// They get the verdict `error`.
    Error,
    /// The first row counts.
    First,
    /// The last row counts; these are the last rows.
    Last(LastRows),
    /// All count.
    All,
}

/// For each id, by its mark, the last row that has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct LastRows {
    rows: HashMap<u64, u64>,
    hasher: RandomState,
}

/// What becomes of a row.
pub(crate) enum Turn {
    /// It counts.
    Counts,
    /// Another row with its id counts.
    LeftOut,
    /// Its id is another row's, which is a mistake.
    Wrong(RowError),
}

/// The ids of one file.
pub(crate) struct Ids<'a> {
    duplicates: &'a Duplicates,
    are_there: bool,
    numbered: Numbered,
    /// The rows that first had the other ids, by their marks.
    marks: Marks,
    hasher: RandomState,
}

impl<'a> Ids<'a> {
    /// None yet. `are_there` says whether the file has ids.
    pub(crate) fn new(duplicates: &'a Duplicates, are_there: bool) -> Self {
        Self {
            duplicates,
            are_there,
            numbered: Numbered::default(),
            marks: Marks::new(),
            hasher: RandomState::new(),
        }
    }

    /// What becomes of the next row. A blank id is none.
    ///
    /// # Errors
    /// Where there are too many ids to keep.
    pub(crate) fn turn(&mut self, id: &[u8], location: Location) -> Result<Turn> {
        if !self.are_there || matches!(self.duplicates, Duplicates::All) {
            return Ok(Turn::Counts);
        }
        let id = id.trim_ascii();
        if id.is_empty() {
            return Ok(Turn::Counts);
        }
        if let Duplicates::Last(last) = self.duplicates {
            let counts = last.rows.get(&last.hasher.hash_one(id)) == Some(&location.row);
            return Ok(if counts { Turn::Counts } else { Turn::LeftOut });
        }
        let first = match self.numbered.find(id, location) {
            Found::At(first) => Some(first),
            Found::New => None,
            Found::Elsewhere => {
                room(self.marks.count())?;
                self.marks.find(self.hasher.hash_one(id), location)
            }
        };
        Ok(match first {
            None => Turn::Counts,
            Some(_) if matches!(self.duplicates, Duplicates::First) => Turn::LeftOut,
            Some(first) => Turn::Wrong(RowError {
                location,
                column: None,
                problem: Problem::SameId(String::from_utf8_lossy(id).into_owned(), first),
            }),
        })
    }
}

/// Finds the last row of each id.
///
/// # Errors
/// Where the header does not fit, or reading fails.
pub(crate) fn last_rows(content: &Content, input: impl Read, options: &Options) -> Result<LastRows> {
    let codec = Codec::new(content);
    let mut rows = Rows::new(&content.instrument, &codec, input, options)?;
    let mut last = LastRows::default();
    while let Some(row) = rows.read()? {
        room(last.rows.len())?;
        last.rows.insert(last.hasher.hash_one(row.id().trim_ascii()), row.location.row);
    }
    Ok(last)
}

fn room(known: usize) -> Result<()> {
    if known >= IDS {
        bail!(
            "more than {IDS} ids are too many to see which come twice: add --duplicates all, or split the file"
        );
    }
    Ok(())
}
