//! What the parts of a report ask of a result again and again.

use super::{Bullet, Input};
use crate::content::Claim;
use crate::scoring::{Comparison, Side, Verdict};

impl<'a> Input<'a> {
    /// Both sides, the one that is named first.
    pub(super) fn sides(&self) -> [Side; 2] {
        match self.assessment.verdict.side() {
            Some(side) => [side, side.other()],
            None => Side::BOTH,
        }
    }

    /// The short name of a path.
    pub(super) fn short(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).short
    }

    /// The short names of both paths, first one first.
    pub(super) fn shorts(&self) -> [&'a str; 2] {
        Side::BOTH.map(|side| self.short(side))
    }

    /// The comparison, unless it is withheld: too few answers, or nearly all the same, carry none.
    pub(super) fn comparison(&self) -> Option<&'a Comparison> {
        match self.assessment.verdict {
            Verdict::Incomplete | Verdict::NoComparison => None,
            _ => self.assessment.comparison.as_ref(),
        }
    }

    /// The name of a path.
    pub(super) fn name(&self, side: Side) -> &'a str {
        &self.content.profiles.on(side).name
    }

    /// Who says something and when: "Walden University, undated".
    pub(super) fn cite(&self, source: usize) -> String {
        self.content
            .profiles
            .source(source)
            .map_or_else(String::new, |source| format!("{}, {}", source.publisher, source.year))
    }

    /// A claim as a statement with its source, and with what another source says instead.
    pub(super) fn claim(&self, claim: &Claim) -> Bullet {
        let cite = self.cite(claim.source);
        let note = match &claim.disagrees {
            Some(other) => format!("{cite}. Sources disagree: {other}"),
            None => cite,
        };
        Bullet::new(claim.text.as_str()).note(note)
    }
}
