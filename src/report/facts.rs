//! What every report is told from, and what the chapters ask of it again and again.

use super::words;
use crate::content::profiles::AllJobs;
use crate::content::{Content, Occupation, Source};
use crate::instrument::{Answers, Item, TieBreakers};
use crate::scoring::{Assessment, Comparison, Side, Verdict};

/// Everything that one result is told from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The content that was answered.
    pub content: &'a Content,
    /// The answers.
    pub answers: &'a Answers,
    /// What follows from them.
    pub assessment: &'a Assessment,
    /// Their code.
    pub code: &'a str,
}

impl<'a> Facts<'a> {
    /// Both sides, the one that is named first.
    pub(super) fn sides(&self) -> [Side; 2] {
        match self.assessment.verdict.side() {
            Some(side) => [side, side.other()],
            None => Side::BOTH,
        }
    }

    /// The name of a path.
    pub(super) fn name(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).name
    }

    /// The short name of a path.
    pub(super) fn short(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).short
    }

    /// The short names of both paths, first one first.
    pub(super) fn shorts(&self) -> [&'a str; 2] {
        Side::BOTH.map(|side| self.short(side))
    }

    /// Both names of a path: "Health Informatics (HI)".
    pub(super) fn full_name(&self, side: Side) -> String {
        format!("{} ({})", self.name(side), self.short(side))
    }

    /// Every item that was asked, with its place in the order asked.
    pub(super) fn asked(&self) -> impl Iterator<Item = (usize, &'a Item)> {
        let (content, facts) = (self.content, *self);
        content.instrument.items.iter().enumerate().filter(move |(place, _)| facts.was_asked(*place))
    }

    fn was_asked(&self, place: usize) -> bool {
        place < self.content.instrument.core_count() || self.answers.tie_breakers == TieBreakers::Accepted
    }

    /// The answer to the item at a place in the order asked, in words.
    pub(super) fn answer(&self, place: usize) -> &'a str {
        let instrument = &self.content.instrument;
        match self.answers.responses.get(place) {
            Some(response) => instrument.option(response),
            None if self.was_asked(place) => "skipped",
            None => "not asked",
        }
    }

    /// The comparison, unless it is withheld: too few answers carry none.
    pub(super) fn comparison(&self) -> Option<&'a Comparison> {
        match self.assessment.verdict {
            Verdict::Incomplete => None,
            _ => self.assessment.comparison.as_ref(),
        }
    }

    /// The occupations of both paths, the named path first.
    pub(super) fn occupations(&self) -> impl Iterator<Item = (Side, &'a Occupation)> {
        let profiles = &self.content.profiles;
        self.sides()
            .into_iter()
            .flat_map(|side| profiles.on(side).occupations.iter().map(move |one| (side, one)))
    }

    /// The years that growth is told for; `None` where they differ.
    pub(super) fn period(&self) -> Option<&'a str> {
        common(self.occupations().map(|(_, one)| one.period.as_str()))
    }

    /// How an occupation grows, with its years where they differ: "8.7 % more jobs".
    pub(super) fn growth(&self, occupation: &Occupation) -> String {
        let growth = words::growth(occupation.growth);
        match self.period() {
            Some(_) => growth,
            None => format!("{growth} ({})", occupation.period),
        }
    }

    /// How all jobs together grow, with their years where those are not the occupations': "3.1 % more jobs".
    pub(super) fn growth_of_all(&self, all: &AllJobs) -> String {
        let growth = words::growth(all.growth);
        match self.period() {
            Some(period) if period == all.period => growth,
            _ => format!("{growth} ({})", all.period),
        }
    }
}

/// Who says something and when: "Walden University, undated".
pub(super) fn cite(source: &Source) -> String {
    format!("{}, {}", source.publisher, source.year)
}

/// What all have in common; `None` where they differ, or there are none.
pub(super) fn common<'a>(mut all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = all.next()?;
    all.all(|one| one == first).then_some(first)
}
