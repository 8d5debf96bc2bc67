//! Tables with ids: each is used once, and what another table refers to is there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::{Text, short, suggest};
use crate::content::problem::FileLog;

/// A table that others refer to by its id, which they can where the rest of it is unsound.
pub(crate) struct Named<T> {
    pub(crate) id: Option<Text>,
    pub(crate) value: Option<T>,
}

/// The one among `all` that a text names; noted where there is none of that id.
pub(crate) fn refer<'a, T>(
    text: Option<Text>,
    all: &'a [Named<T>],
    what: &str,
    log: &FileLog<'_>,
) -> Option<(usize, &'a Named<T>)> {
    let text = text?;
    let is_it = |named: &&Named<T>| named.id.as_ref().is_some_and(|id| id.value == text.value);
    let found = all.iter().enumerate().find(|(_, named)| is_it(named));
    // Where there are none at all, that is the problem, and it was noted.
    if found.is_none() && !text.value.trim().is_empty() && !all.is_empty() {
        let title = format!("there is no {what} `{}`", short(&text.value));
        let names: Vec<&str> =
            all.iter().filter_map(|named| Some(named.id.as_ref()?.value.as_str())).collect();
        log.add(&text.span, title, format!("no such {what}"), suggest(&text.value, &names));
    }
    found
}

/// Ids seen so far, to find one that is used twice.
pub(crate) struct Ids {
    what: &'static str,
    seen: HashMap<String, Range<usize>>,
}

impl Ids {
    /// No ids yet of this kind of thing.
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, seen: HashMap::new() }
    }

    /// Notes an id that is already used.
    pub(crate) fn add(&mut self, id: Option<&Text>, log: &FileLog<'_>) {
        let Some(id) = id.filter(|id| !id.value.trim().is_empty()) else { return };
        match self.seen.entry(id.value.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(id.span.clone());
            }
            Entry::Occupied(first) => {
                let title = format!("two [[{}]] are called `{}`", self.what, short(&id.value));
                let also = (first.get(), "first here");
                log.add_with(&id.span, also, title, "and here again", "give each its own name");
            }
        }
    }
}
