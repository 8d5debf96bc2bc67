//! Respondents' ids that come twice.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use anyhow::Result;

use super::ROOM;
use super::last::{EarlierRows, LastRows};
use super::marks::Marks;
use super::numbered::{Found, Numbered};
use crate::rows::{Location, Problem, RowError};

/// What becomes of rows with the id of an earlier row.
#[derive(Debug)]
pub(crate) enum Duplicates {
    /// They get the verdict `error`.
    Error,
    /// The first row counts.
    First,
    /// The last row counts; these are the rows that do not.
    Last(LastRows),
    /// All count.
    All,
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
    /// The rows whose id comes again, where the last one counts.
    earlier: Option<EarlierRows<'a>>,
    hasher: RandomState,
}

impl<'a> Ids<'a> {
    /// None yet. `are_there` says whether the file has ids.
    pub(crate) fn new(duplicates: &'a Duplicates, are_there: bool) -> Self {
        Self::within(ROOM, duplicates, are_there)
    }

    /// The same with room in memory for so many.
    pub(super) fn within(room: usize, duplicates: &'a Duplicates, are_there: bool) -> Self {
        let earlier = match duplicates {
            Duplicates::Last(last) => Some(last.cursor()),
            _ => None,
        };
        Self {
            duplicates,
            are_there,
            numbered: Numbered::default(),
            marks: Marks::new(room),
            earlier,
            hasher: RandomState::new(),
        }
    }

    /// What becomes of the next row. A blank id is none.
    ///
    /// # Errors
    /// Where there is no room on the disk for what memory has no room for.
    pub(crate) fn turn(&mut self, id: &[u8], location: Location) -> Result<Turn> {
        if !self.are_there || matches!(self.duplicates, Duplicates::All) {
            return Ok(Turn::Counts);
        }
        let id = id.trim_ascii();
        if id.is_empty() {
            return Ok(Turn::Counts);
        }
        if let Some(earlier) = &mut self.earlier {
            return Ok(if earlier.hold(location.row)? { Turn::LeftOut } else { Turn::Counts });
        }
        let first = match self.numbered.find(id, location) {
            Found::At(first) => Some(first),
            Found::New => None,
            Found::Elsewhere => self.marks.find(self.hasher.hash_one(id), location)?,
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
