//! What every report is told from, and what the chapters ask of it again and again.

use crate::content::Content;
use crate::instrument::{ResponseSet, TieBreakers};
use crate::scoring::{Assessment, Comparison, Side, Verdict};

/// Everything that one result is told from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The content that was answered.
    pub content: &'a Content,
    /// The answers.
    pub responses: &'a ResponseSet,
    /// What follows from them.
    pub assessment: &'a Assessment,
    /// What has become of the tie-breakers.
    pub tie_breakers: TieBreakers,
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

    /// The comparison, unless it is withheld: too few answers, or nearly all the same, carry none.
    pub(super) fn comparison(&self) -> Option<&'a Comparison> {
        match self.assessment.verdict {
            Verdict::Incomplete | Verdict::NoComparison => None,
            _ => self.assessment.comparison.as_ref(),
        }
    }

    /// Who says something and when: "Walden University, undated".
    pub(super) fn cite(&self, source: usize) -> String {
        self.content
            .profiles
            .source(source)
            .map_or_else(String::new, |source| format!("{}, {}", source.publisher, source.year))
    }
}
