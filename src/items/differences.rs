//! Groups of people by a column, and in which questions they differ from the largest of them though they like the rest
//! of the scale equally. Small groups are put together, as in the picture of a group.

use std::collections::HashMap;

use super::mantel::{Answers, Difference, difference, for_many};
use crate::group::{sort, together};
use crate::instrument::{Instrument, Response, ResponseSet};

/// Where the core items of each scale stand, and where the tables of each item begin.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    scales: Vec<Vec<usize>>,
    /// By place in the order asked: the first table, and how many there are.
    tables: Vec<(usize, usize)>,
    len: usize,
}

impl Layout {
    pub(super) fn new(instrument: &Instrument) -> Self {
        let core = || instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
        let of_scale = |place: usize| {
            core().filter(|(_, item)| item.scale.place == place).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let scales: Vec<Vec<usize>> = (0..instrument.scales.len()).map(of_scale).collect();
        let mut len = 0;
        let tables = core().map(|(_, item)| {
            let others = scales.get(item.scale.place).map_or(0, |items| items.len().saturating_sub(1));
            // The sum of the others goes from 1 to 5 each. An item without others has nothing to be held against.
            let strata = if others == 0 { 0 } else { others * (Response::COUNT - 1) + 1 };
            let start = len;
            len += strata;
            (start, strata)
        });
        let tables = tables.collect();
        Self { scales, tables, len }
    }

    /// The core items of each scale, by place in the order asked.
    pub(super) fn scales(&self) -> &[Vec<usize>] {
        &self.scales
    }
}

/// The people of a group: how often each answer was given to each item, by the sum of the others of its scale. Only
/// who answered the whole scale is in its tables.
#[derive(Debug, Clone)]
pub(super) struct Tables {
    people: u64,
    answers: Vec<Answers>,
}

impl Tables {
    pub(super) fn new(layout: &Layout) -> Self {
        Self { people: 0, answers: vec![[0; Response::COUNT]; layout.len] }
    }

    /// Adds somebody.
    pub(super) fn add(&mut self, layout: &Layout, responses: &ResponseSet) {
        self.people += 1;
        for items in &layout.scales {
            let places: Option<Vec<usize>> =
                items.iter().map(|item| responses.get(*item).map(Response::index)).collect();
            let Some(places) = places else { continue };
            let all: usize = places.iter().sum();
            for (item, place) in items.iter().zip(places) {
                let Some((start, strata)) = layout.tables.get(*item).filter(|(_, strata)| *strata > 0) else {
                    continue;
                };
                debug_assert!(all - place < *strata);
                let table = self.answers.iter_mut().skip(start + all - place).take(1);
                table.flat_map(|table| table.iter_mut().skip(place).take(1)).for_each(|count| *count += 1);
            }
        }
    }

    fn join(&mut self, other: &Self) {
        self.people += other.people;
        let all = self.answers.iter_mut().flatten();
        all.zip(other.answers.iter().flatten()).for_each(|(mine, other)| *mine += other);
    }

    fn of_item(&self, layout: &Layout, item: usize) -> &[Answers] {
        let (start, strata) = layout.tables.get(item).copied().unwrap_or((0, 0));
        self.answers.get(start..start + strata).unwrap_or_default()
    }
}

/// A group that is large enough to be told.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) name: String,
    /// The small groups that were put together to make it.
    pub(super) merged: Vec<String>,
    pub(super) people: u64,
    tables: Tables,
}

/// How one group differs from the reference in one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The group's place among [`Differences::groups`].
    pub(super) group: usize,
    /// The item's place in the order asked.
    pub(super) item: usize,
    pub(super) difference: Difference,
    /// The probability, raised for the number of tests.
    pub(super) q: f64,
    /// The item of the same scale that differs more and the other way, so that this one may differ only since that one
    /// is part of its rest; `None` of a small difference.
    pub(super) echo_of: Option<usize>,
}

/// The size of a difference, where there is one that is no chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// None to speak of.
    Small,
    /// To be looked at.
    Moderate,
    /// To be mended.
    Large,
}

/// A difference under this many standard deviations is small, one of more than the second large (the limits of the
/// National Assessment of Educational Progress; Zwick, Thayer and Mazzeo 1997).
const SIZES: [f64; 2] = [0.17, 0.25];
/// Above this probability a difference may be chance.
const CHANCE: f64 = 0.05;

impl Found {
    pub(super) fn size(&self) -> Size {
        let [moderate, large] = SIZES;
        match self.difference.effect.abs() {
            _ if self.q > CHANCE => Size::Small,
            effect if effect > large => Size::Large,
            effect if effect > moderate => Size::Moderate,
            _ => Size::Small,
        }
    }
}

/// All groups, and how each differs from the largest.
#[derive(Debug, Clone)]
pub(super) struct Differences {
    /// In the order shown; fewer than two where no two are large enough.
    pub(super) groups: Vec<Group>,
    /// The place of the one that the others are compared with.
    pub(super) reference: usize,
    pub(super) found: Vec<Found>,
}

impl Differences {
    /// Puts small groups together and compares the others with the largest.
    pub(super) fn new(layout: &Layout, all: &HashMap<String, (String, Tables)>, least: u64) -> Self {
        let groups = large_enough(all, least);
        let largest = groups.iter().enumerate().rev().max_by_key(|(_, group)| group.people);
        let Some((reference, largest)) = largest.filter(|_| groups.len() > 1) else {
            return Self { groups: Vec::new(), reference: 0, found: Vec::new() };
        };
        let mut found = Vec::new();
        for item in 0..layout.tables.len() {
            for (place, group) in groups.iter().enumerate().filter(|(place, _)| *place != reference) {
                let tables = [largest, group].map(|one| one.tables.of_item(layout, item));
                if let Some(difference) = difference(tables[0].iter().zip(tables[1])) {
                    found.push(Found { group: place, item, difference, q: 1.0, echo_of: None });
                }
            }
        }
        let p: Vec<f64> = found.iter().map(|one| one.difference.p).collect();
        found.iter_mut().zip(for_many(&p)).for_each(|(one, q)| one.q = q);
        let echoes: Vec<_> = found.iter().map(|one| echo_of(layout, &found, one)).collect();
        found.iter_mut().zip(echoes).for_each(|(one, echo_of)| one.echo_of = echo_of);
        Self { reference, found, groups }
    }

    /// The differences that are not small, the largest first.
    pub(super) fn told(&self) -> Vec<&Found> {
        let mut told: Vec<&Found> = self.found.iter().filter(|one| one.size() != Size::Small).collect();
        told.sort_by(|a, b| b.difference.effect.abs().total_cmp(&a.difference.effect.abs()));
        told
    }
}

/// Which item this difference may be an echo of: the one of its scale with the largest difference in the same group, where
/// that is larger and the other way.
fn echo_of(layout: &Layout, all: &[Found], one: &Found) -> Option<usize> {
    let scale = layout.scales.iter().find(|items| items.contains(&one.item))?;
    let in_scale = all.iter().filter(|other| other.group == one.group && scale.contains(&other.item));
    let size = |found: &Found| found.difference.effect.abs();
    let largest = in_scale.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let is_echo = size(largest) > size(one)
        && largest.difference.effect * one.difference.effect < 0.0
        && [largest, one].iter().all(|found| found.size() != Size::Small);
    is_echo.then_some(largest.item)
}

/// The groups, those under the minimum put together; none where all would end up in one.
fn large_enough(all: &HashMap<String, (String, Tables)>, least: u64) -> Vec<Group> {
    let group = |(name, tables): &(String, Tables)| Group {
        name: name.clone(),
        merged: Vec::new(),
        people: tables.people,
        tables: tables.clone(),
    };
    let mut groups: Vec<Group> = all.values().map(group).collect();
    sort(&mut groups, |group| &group.name);
    let mut by_size: Vec<(u64, usize)> = groups.iter().map(|group| group.people).zip(0..).collect();
    by_size.sort_unstable();
    let sizes: Vec<u64> = by_size.iter().map(|(people, _)| *people).collect();
    let Some(number) = together(&sizes, least) else { return Vec::new() };
    let taken: Vec<usize> = by_size.iter().take(number).map(|(_, place)| *place).collect();
    let (small, mut kept): (Vec<_>, Vec<_>) =
        groups.into_iter().enumerate().partition(|(place, _)| taken.contains(place));
    let mut small = small.into_iter().map(|(_, group)| group);
    if let Some(first) = small.next() {
        let others = Group { merged: vec![first.name], name: "Others".to_owned(), ..first };
        let others = small.fold(others, |mut others, group| {
            others.merged.push(group.name);
            others.people += group.people;
            others.tables.join(&group.tables);
            others
        });
        kept.push((taken.len(), others));
    }
    kept.into_iter().map(|(_, group)| group).collect()
}
