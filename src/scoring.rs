//! What the answers mean: the gap between two paths, how sure it is, and what would change it.
//!
//! Literature: a path's *key* over the scales and its match with a person's profile follow the O*NET
//! Interest Profiler's correlation method (Rounds, Su, Lewis and Rivkin 1999); with two *matched* keys (same
//! sum, same sum of squares) every full-profile index has the sign of the weighted contrast used here. The
//! standard error is that of a sum of scale means with a shrunken within-scale variance, and the
//! confidence shrinks the gap by its reliability (Kelley 1927). The longstring and response-variability
//! flags are those of careless-responding research (Meade and Craig 2012; Dunn et al. 2018).
//!
//! ```text
//! gap = like_first - like_second - norm_gap        like = weighted mean of the scale means of a side, 1..5
//! se  = sqrt(sum of w^2 (s2 / m + day_to_day))     p = Phi(|gap| / se * sqrt(spread / (spread + se^2)))
//! ```
//!
//! Signs, ties and flips are decided in integers; floats only report sizes. This module is pure: it sees
//! no file, no clock and no terminal.

mod bounds;
mod confidence;
mod contrast;
mod flip;
pub(crate) mod gap;
mod quality;
mod tally;
pub mod titles;
mod verdict;

use std::time::Duration;

pub use bounds::Skipped;
pub use confidence::{Confidence, quantile};
pub use contrast::{Contrast, MAX_DEMAND, Side, UnmatchedKeys};
pub use flip::{Change, Flip};
pub use quality::Flags;
pub use verdict::Verdict;

use crate::instrument::{Instrument, ResponseSet};
use confidence::within_squares;
use gap::Gap;
pub(crate) use tally::mean;
use tally::{ScaleTally, Tally};

/// Everything that follows from one person's answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What is said in words.
    pub verdict: Verdict,
    /// The comparison of the two sides; `None` where a side has no answer.
    pub comparison: Option<Comparison>,
    /// How many core items were answered.
    pub answered: usize,
    /// How many core items there are.
    pub core: usize,
    /// The mean of all answered items (1 to 5), tie-breakers included; `None` without an answer.
    pub own: Option<f64>,
    /// A reading of each scale, in the instrument's order.
    pub scales: Vec<ScaleReading>,
    /// What each item adds to the gap, in steps; 0 where it was not answered. In the order asked.
    pub contributions: Vec<f64>,
    /// What the skipped core items could still do.
    pub skipped: Skipped,
    /// What would change the side; `None` where no side leads.
    pub flip: Option<Flip>,
    /// Notes on the quality of the answers.
    pub flags: Flags,
}

/// What is decided of one person's answers: all of an [`Assessment`] that a line of results holds but the means, and
/// nothing that takes memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// What is said in words.
    pub verdict: Verdict,
    /// The comparison of the two sides; `None` where a side has no answer.
    pub comparison: Option<Comparison>,
    /// How many core items were answered.
    pub answered: usize,
    /// Notes on the quality of the answers.
    pub flags: Flags,
}

impl Assessment {
    /// What was decided.
    pub fn judgement(&self) -> Judgement {
        let Self { verdict, comparison, answered, flags, .. } = *self;
        Judgement { verdict, comparison, answered, flags }
    }
}

/// The comparison of the two sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The side that leads; `None` on an exact tie.
    pub side: Option<Side>,
    /// Liking for the first side minus liking for the second, less the norm: -4 to 4 steps.
    pub gap: f64,
    /// Liking for what sets each side apart, 1 to 5, first side first.
    pub like: [f64; 2],
    /// How sure the gap is.
    pub confidence: Confidence,
}

/// A reading of one scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleReading {
    /// The mean of its answers (1 to 5); `None` where all were skipped.
    pub mean: Option<f64>,
    /// How many of its items were answered.
    pub answered: usize,
    /// Its weight in the gap after rebalancing: positive pulls to the first side. 0 where unanswered.
    pub weight: f64,
    /// What it adds to the gap, in steps. All scales sum to gap + norm.
    pub contribution: f64,
}

/// Scores one set of answers.
///
/// `times` says how long each answer took, by place in the order asked; pass an empty slice where that is
/// not known, and nothing is said about rushing.
pub fn score(
    instrument: &Instrument,
    contrast: &Contrast,
    responses: &ResponseSet,
    times: &[Option<Duration>],
) -> Assessment {
    let tally = Tally::new(instrument, responses);
    let gap = Gap::new(contrast, &tally, instrument.constants.norm_gap);
    let Judgement { verdict, comparison, answered, flags } =
        judge(instrument, responses, &tally, gap.as_ref(), times);
    Assessment {
        verdict,
        comparison,
        answered,
        core: instrument.core_count(),
        own: tally.total().mean(),
        scales: gap::scale_readings(&tally, gap.as_ref()),
        contributions: gap::contributions(instrument, responses, &tally, gap.as_ref()),
        skipped: bounds::skipped(instrument, contrast, responses),
        flip: gap.as_ref().and_then(|gap| flip::flip(instrument, responses, &tally, gap)),
        flags,
    }
}

/// Decides what the answers of a tally mean.
fn judge(
    instrument: &Instrument,
    responses: &ResponseSet,
    tally: &Tally,
    gap: Option<&Gap<'_>>,
    times: &[Option<Duration>],
) -> Judgement {
    let constants = &instrument.constants;
    let within = within_squares(tally);
    let comparison = gap.map(|gap| Comparison {
        side: gap.side(),
        gap: gap.value(),
        like: gap.like(),
        confidence: Confidence::new(gap, tally, within, constants),
    });
    let answered = tally.core_answered();
    let verdict = Verdict::new(comparison.as_ref(), answered, instrument.core_count(), constants);
    let is_disliked = |gap: &Gap<'_>| verdict.side().is_some_and(|side| gap.is_below_middle(side));
    let low_interest = gap.is_some_and(is_disliked);
    let flags = Flags { low_interest, ..quality::flags(responses, tally, within, times) };
    Judgement { verdict, comparison, answered, flags }
}

/// Judges one set of answers after the other, and takes memory once only.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    instrument: &'a Instrument,
    contrast: &'a Contrast,
    tally: Tally,
}

impl<'a> Judge<'a> {
    /// Gets ready.
    pub fn new(instrument: &'a Instrument, contrast: &'a Contrast) -> Self {
        Self { instrument, contrast, tally: Tally::empty(instrument) }
    }

    /// What [`score`] decides of these answers, where nobody knows how long each took.
    pub fn judge(&mut self, responses: &ResponseSet) -> Judgement {
        self.tally.count(self.instrument, responses);
        let gap = Gap::new(self.contrast, &self.tally, self.instrument.constants.norm_gap);
        judge(self.instrument, responses, &self.tally, gap.as_ref(), &[])
    }

    /// How many of those answers each scale has, and their sum, in the instrument's order.
    pub fn sums(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.tally.scales().map(ScaleTally::sums).map(|sums| (sums.count, sums.sum))
    }
}

/// Liking for each side (1 to 5), first side first, and nothing else; `None` where a side has no answer.
pub fn likings(instrument: &Instrument, contrast: &Contrast, responses: &ResponseSet) -> Option<[f64; 2]> {
    Gap::new(contrast, &Tally::new(instrument, responses), 0).map(|gap| gap.like())
}
