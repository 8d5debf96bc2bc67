//! Respondents' ids that occur more than once, in one file or in several.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clap::ValueEnum;

use super::error::Location;

/// Which row to keep when an id occurs more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Duplicates {
    /// Keep the first, report the others as errors
    #[default]
    Error,
    /// Keep the first
    First,
    /// Keep the last
    Last,
    /// Keep all of them
    All,
}

/// The ids so far, each with where it was seen and a value of its row. Ids are compared ignoring case and
/// surrounding whitespace; blank ones are all different.
#[derive(Debug)]
pub struct Ids<T> {
    /// The index of each id's row: a hash table of rows would be several times as large.
    seen: HashMap<Box<str>, usize>,
    rows: Vec<(Location, T)>,
}

impl<T> Default for Ids<T> {
    fn default() -> Self {
        Self { seen: HashMap::new(), rows: Vec::new() }
    }
}

impl<T> Ids<T> {
    /// Adds the id of a row; returns what was stored for an earlier row with this id.
    pub fn insert(&mut self, id: &str, location: &Location, value: T) -> Option<&mut (Location, T)> {
        let id = id.trim();
        if id.is_empty() {
            return None;
        }
        match self.seen.entry(id.to_lowercase().into()) {
            Entry::Vacant(entry) => {
                entry.insert(self.rows.len());
                self.rows.push((location.clone(), value));
                None
            }
            Entry::Occupied(entry) => Some(&mut self.rows[*entry.get()]),
        }
    }
}
