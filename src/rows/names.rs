//! Which item a column's name is about: its id, or a name that is or ends with its text.

use std::collections::HashMap;

use super::By;
use crate::instrument::Instrument;
use crate::text::{Letters, nearest};

/// A name is compared with the texts of at most this many columns, to say which is nearest.
const COMPARED: usize = 200;

/// An item, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Its place in the order asked.
    pub(super) item: usize,
    pub(super) by: By,
}

/// The names that items can go by.
pub(super) struct Names<'a> {
    ids: HashMap<&'a str, usize>,
    /// In the order asked.
    texts: Vec<Letters>,
}

impl<'a> Names<'a> {
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        let ids = instrument.items.iter().enumerate().map(|(index, item)| (item.id.as_str(), index));
        let texts = instrument.items.iter().map(|item| Letters::new(&item.text));
        Self { ids: ids.collect(), texts: texts.collect() }
    }

    /// The item that a name is about.
    pub(super) fn find(&self, name: &str) -> Option<Found> {
        let name = name.trim();
        if let Some(&item) = self.ids.get(name) {
            return Some(Found { item, by: By::Id });
        }
        let name = Letters::new(name);
        let length = |item: &usize| self.texts.get(*item).map(|text| text.as_str().len());
        let ending = self.texts.iter().enumerate().filter(|(_, text)| name.end_with(text));
        // Where one text ends another, the longer one is meant.
        let item = ending.map(|(item, _)| item).max_by_key(length)?;
        let is_one = self.texts.iter().filter(|text| Some(*text) == self.texts.get(item)).count() == 1;
        is_one.then_some(Found { item, by: By::Text })
    }

    /// The column whose name comes nearest to an item's id or text.
    pub(super) fn nearest<'b>(&self, item: usize, free: &[(usize, &'b str)]) -> Option<(usize, &'b str)> {
        let text = self.texts.get(item)?;
        let length = text.as_str().chars().count();
        let distance =
            |name: &str| strsim::damerau_levenshtein(&Letters::new(name).tail(text), text.as_str());
        let texts = free.iter().take(COMPARED).map(|&(column, name)| (distance(name), column, name));
        let (distance, column, name) = texts.min()?;
        if distance <= length / 3 {
            return Some((column, name));
        }
        let id = self.ids.iter().find(|(_, index)| **index == item).map(|(id, _)| *id)?;
        let names: Vec<&str> = free.iter().map(|(_, name)| *name).collect();
        let name = nearest(id, &names)?;
        free.iter().find(|(_, other)| *other == name).copied()
    }
}
