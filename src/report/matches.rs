//! How well each job title goes with the answers.

use crate::content::Title;
use crate::report::facts::Facts;
use crate::scoring::{Side, title_fit};

/// A title with its match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
    /// The title.
    pub(super) title: &'a Title,
    /// The path it belongs to.
    pub(super) side: Side,
    /// The correlation with the person's scale means, -1 to 1; `None` without one.
    pub(super) fit: Option<f64>,
}

impl<'a> Facts<'a> {
    /// Whether the answers put the titles into an order.
    pub(super) fn is_ranked(&self) -> bool {
        self.matches().iter().any(|one| one.fit.is_some_and(|fit| fit > 0.0))
    }

    /// The titles that fit, best first; where there is no order, those of the paths named.
    pub(super) fn fitting(&self) -> Vec<Match<'a>> {
        let (is_ranked, named) = (self.is_ranked(), self.assessment.verdict.side());
        let fits = |one: &Match<'_>| match one.fit {
            _ if !is_ranked => named.is_none_or(|side| one.side == side),
            fit => fit.is_some_and(|fit| fit > 0.0),
        };
        self.matches().into_iter().filter(fits).collect()
    }

    /// All titles, best-matching first; those without a match keep the order of the file, after the others.
    pub(super) fn matches(&self) -> Vec<Match<'a>> {
        let scales = self.assessment.scales.iter();
        let means: Vec<Option<f64>> =
            scales.map(|scale| scale.mean.filter(|_| self.comparison().is_some())).collect();
        let profiles = &self.content.profiles;
        let of = |side: Side| profiles.on(side).titles.iter().map(move |title| (side, title));
        let mut matches: Vec<Match<'a>> = Side::BOTH
            .into_iter()
            .flat_map(of)
            .map(|(side, title)| Match {
                title,
                side,
                fit: title.key.as_deref().and_then(|key| title_fit(&means, key)),
            })
            .collect();
        matches.sort_by(|a, b| b.fit.unwrap_or(-2.0).total_cmp(&a.fit.unwrap_or(-2.0)));
        matches
    }
}
