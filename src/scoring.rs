//! Scores answers: the gap between the two fields, how certain it is, and what would change it.
//!
//! Literature: a profile's *key* over the scales and its match with a person's profile follow the O*NET Interest
//! Profiler's correlation method (Rounds, Su, Lewis and Rivkin 1999); with two *matched* keys (same sum, same sum of
//! squares) every full-profile index has the sign of the weighted contrast used here. The standard error is that of a sum
//! of scale means with a shrunken within-scale variance, and the confidence shrinks the gap by its reliability (Kelley
//! 1927). The longstring and response-variability flags are those of careless-responding research (Meade and Craig 2012;
//! Dunn et al. 2018).
//!
//! ```text
//! gap = like_first - like_second - norm_gap        like = weighted mean of the scale means of a side, 1..5
//! se  = sqrt(sum of w^2 (s2 / m + day_to_day))     p = Phi(|gap| / se * sqrt(spread / (spread + se^2)))
//! ```
//!
//! Signs, ties and flips are decided in integers; floats only report sizes. This module is pure: it uses no file, clock
//! or terminal.

mod changes;
mod flip;
mod gap;
mod quality;

use std::time::Duration;

pub use changes::{VerdictChange, verdict_changes};
pub use flip::{Change, Flip, flip};
pub(crate) use gap::norm;
pub use gap::{Confidence, Contrast, MAX_DEMAND, Skipped, UnmatchedKeys, contributions, quantile, skipped};
pub use quality::Flags;

use crate::instrument::{Constants, Instrument, ResponseSet};
use gap::{Gap, Tally, WithinSquares};

/// What every reader of a result needs. [`contributions`], [`skipped`] and [`verdict_changes`] explain it, at a higher cost than
/// the assessment's own: files with many rows don't need them.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub verdict: Verdict,
    /// `None` if a side has no answer.
    pub comparison: Option<Comparison>,
    /// Answered core items.
    pub answered: usize,
    /// All core items.
    pub core: usize,
    /// The mean of all answered items (1 to 5), tie-breakers included; `None` without an answer.
    pub own: Option<f64>,
    /// A reading of each scale, in the instrument's order.
    pub scales: Vec<ScaleReading>,
    pub flags: Flags,
}

/// The comparison of the two sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The side that leads; `None` on an exact tie.
    pub side: Option<Side>,
    /// Liking of the first side minus liking of the second, less the norm: -4 to 4 steps.
    pub gap: f64,
    /// Liking of what distinguishes each side, 1 to 5, first side first.
    pub like: [f64; 2],
    pub confidence: Confidence,
}

/// The reading of one scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleReading {
    /// The mean of its answers (1 to 5); `None` if all were skipped.
    pub mean: Option<f64>,
    /// Answered items.
    pub answered: usize,
    /// Its weight in the gap after rebalancing: positive points to the first side. 0 if unanswered.
    pub weight: f64,
    /// What it adds to the gap, in steps. All scales add up to gap + norm.
    pub contribution: f64,
}

/// Scores one person's answers.
///
/// `times` is how long each answer took, in the order asked; pass an empty slice if unknown, and rushing isn't flagged.
pub fn score(
    instrument: &Instrument,
    contrast: &Contrast,
    responses: &ResponseSet,
    times: &[Option<Duration>],
) -> Assessment {
    let constants = &instrument.constants;
    let tally = Tally::new(instrument, responses);
    let gap = Gap::new(contrast, &tally, constants.norm_gap);
    let gap = gap.as_ref();
    let within = WithinSquares::new(&tally);
    let comparison = gap.map(|gap| Comparison {
        side: gap.side(),
        gap: gap.value(),
        like: gap.like(),
        confidence: Confidence::new(gap, &tally, within, constants),
    });
    let core = instrument.core_count();
    let verdict = Verdict::new(comparison.as_ref(), tally.core_answered, core, constants);
    let low_interest = verdict.side().is_some_and(|side| {
        gap.is_some_and(|gap| gap.is_below_middle(side) && !gap.has_liked_scale(side, &tally))
    });
    Assessment {
        verdict,
        comparison,
        answered: tally.core_answered,
        core,
        own: tally.total().mean(),
        scales: gap::scale_readings(&tally, gap),
        flags: Flags { low_interest, ..quality::flags(instrument, responses, &tally, within, times) },
    }
}

/// One of the two fields, in the order of the profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The first profile: a positive gap points here.
    First,
    /// The second profile: a negative gap points here.
    Second,
}

impl Side {
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// 0 or 1.
    pub fn index(self) -> usize {
        match self {
            Self::First => 0,
            Self::Second => 1,
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// This side's element of a pair.
    pub fn of<T>(self, pair: &[T; 2]) -> &T {
        &pair[self.index()]
    }
}

/// The verdict on one person's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Fewer than two thirds of the core answered, or a side without an answer.
    Incomplete,
    /// Points clearly to this side.
    Clear(Side),
    /// Leans toward this side.
    Lean(Side),
    /// Too close, and both are liked.
    Both,
    /// Too close, and neither is liked.
    Neither,
    /// Too close to call.
    Close,
}

impl Verdict {
    fn new(comparison: Option<&Comparison>, answered: usize, core: usize, constants: &Constants) -> Self {
        let Some(comparison) = comparison else { return Self::Incomplete };
        let p = comparison.confidence.p;
        let [first, second] = comparison.like;
        match comparison.side {
            _ if answered * 3 < core * 2 => Self::Incomplete,
            Some(side) if p >= constants.clear => Self::Clear(side),
            Some(side) if p >= constants.lean => Self::Lean(side),
            _ if first >= constants.both && second >= constants.both => Self::Both,
            _ if first <= constants.neither && second <= constants.neither => Self::Neither,
            _ => Self::Close,
        }
    }

    /// The word for this verdict in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Clear(_) => "clear",
            Self::Lean(_) => "lean",
            Self::Both => "both",
            Self::Neither => "neither",
            Self::Close => "close",
        }
    }

    /// The side that is named, if any.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Clear(side) | Self::Lean(side) => Some(side),
            Self::Incomplete | Self::Both | Self::Neither | Self::Close => None,
        }
    }

    /// Whether more answers of the same kind would help, so that the tie-breakers are offered.
    pub fn is_too_close(self) -> bool {
        matches!(self, Self::Both | Self::Neither | Self::Close)
    }
}

/// How well a job title's key fits a person: the Pearson correlation with the person's scale means, over the scales that
/// have an answer (O*NET's correlation method).
///
/// `None` if there is no variance to correlate: fewer than two answered scales, or all of them equal.
pub fn title_fit(means: &[Option<f64>], key: &[i64]) -> Option<f64> {
    let pairs: Vec<(f64, f64)> =
        means.iter().zip(key).filter_map(|(mean, &demand)| Some(((*mean)?, demand as f64))).collect();
    let count = pairs.len() as f64;
    let mean_x: f64 = pairs.iter().map(|(x, _)| x / count).sum();
    let mean_y: f64 = pairs.iter().map(|(_, y)| y / count).sum();
    let mut xx = 0.0;
    let mut yy = 0.0;
    let mut xy = 0.0;
    for (x, y) in pairs {
        xx += (x - mean_x) * (x - mean_x);
        yy += (y - mean_y) * (y - mean_y);
        xy += (x - mean_x) * (y - mean_y);
    }
    let spread: f64 = (xx * yy).sqrt();
    (spread > 1e-9).then(|| xy / spread)
}
