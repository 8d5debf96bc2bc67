//! The gap between the two sides, exact, and what each scale and item adds to it.

use super::{Contrast, ScaleReading, Side};
use crate::instrument::{Instrument, ResponseSet};

/// The common denominator of all scale means: the least common multiple of 1 to [`MAX_ITEMS`].
pub const DENOMINATOR: i64 = 2520;

/// The most items that a scale may have for its mean to be exact; loading refuses more.
pub const MAX_ITEMS: usize = 10;

/// The most scales for which all sums stay exact; loading refuses more.
pub const MAX_SCALES: usize = 50;

/// `norm_gap` counts in parts of this.
pub const NORM_PARTS: i64 = 10_000;

/// Counts and sums of the answers, a scale each.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    scales: Vec<ScaleTally>,
    core_answered: usize,
}

/// Count, sum and sum of squares of the answers of one scale.
#[derive(Debug, Clone, Copy, Default)]
pub struct ScaleTally {
    /// How many were answered.
    pub count: i64,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
}

impl ScaleTally {
    /// The mean in parts of [`DENOMINATOR`]; 0 without an answer.
    fn mean_parts(self) -> i64 {
        if self.count > 0 { self.sum * (DENOMINATOR / self.count) } else { 0 }
    }

    /// The mean, 1 to 5; `None` without an answer.
    pub fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| ratio(self.sum, self.count))
    }
}

impl Tally {
    /// Counts the answers.
    pub fn new(instrument: &Instrument, responses: &ResponseSet) -> Self {
        let mut tally =
            Self { scales: vec![ScaleTally::default(); instrument.scales.len()], core_answered: 0 };
        for (item, response) in instrument.items.iter().zip(responses.iter()) {
            if let (Some(response), Some(scale)) = (response, tally.scales.get_mut(item.scale)) {
                let value = i64::from(response.value());
                scale.count += 1;
                scale.sum += value;
                scale.squares += value * value;
                tally.core_answered += usize::from(!item.tie_breaker);
            }
        }
        tally
    }

    /// A scale's counts; nothing for a scale that does not exist.
    pub fn scale(&self, index: usize) -> ScaleTally {
        self.scales.get(index).copied().unwrap_or_default()
    }

    /// Every scale's counts.
    pub fn scales(&self) -> impl Iterator<Item = ScaleTally> + '_ {
        self.scales.iter().copied()
    }

    /// How many core items were answered.
    pub fn core_answered(&self) -> usize {
        self.core_answered
    }

    /// Count, sum and sum of squares of all answers.
    pub fn total(&self) -> ScaleTally {
        self.scales().fold(ScaleTally::default(), |all, scale| ScaleTally {
            count: all.count + scale.count,
            sum: all.sum + scale.sum,
            squares: all.squares + scale.squares,
        })
    }

    /// The mean of all answers, 1 to 5; `None` without one.
    pub fn own(&self) -> Option<f64> {
        self.total().mean()
    }
}

/// The gap as an exact fraction, with the weights rebalanced over the answered scales.
#[derive(Debug, Clone)]
pub struct Gap<'a> {
    contrast: &'a Contrast,
    /// Weighted sums of the means of each side, in parts of [`DENOMINATOR`] times the side's base.
    sums: [i64; 2],
    /// What the differences of each side's answered scales add up to.
    bases: [i64; 2],
    answered: Vec<bool>,
    numerator: i64,
    denominator: i64,
}

impl<'a> Gap<'a> {
    /// The gap of these answers; `None` where a side has no answer.
    pub fn new(contrast: &'a Contrast, tally: &Tally, norm_gap: i64) -> Option<Self> {
        let mut sums = [0; 2];
        let mut bases = [0; 2];
        let answered: Vec<bool> = tally.scales().map(|scale| scale.count > 0).collect();
        for (index, scale) in tally.scales().enumerate() {
            let difference = contrast.difference(index);
            let [first, second] = &mut sums;
            let [first_base, second_base] = &mut bases;
            let (sum, base) = if difference > 0 { (first, first_base) } else { (second, second_base) };
            if scale.count > 0 {
                *sum += difference.abs() * scale.mean_parts();
                *base += difference.abs();
            }
        }
        let [[a, b], [s, t]] = [sums, bases];
        let common = DENOMINATOR * s * t;
        let numerator = (a * t - b * s) * NORM_PARTS - norm_gap * common;
        (s > 0 && t > 0).then(|| Self {
            contrast,
            sums,
            bases,
            answered,
            numerator,
            denominator: common * NORM_PARTS,
        })
    }

    /// The side that leads; `None` on an exact tie.
    pub fn side(&self) -> Option<Side> {
        match self.numerator.signum() {
            1 => Some(Side::First),
            -1 => Some(Side::Second),
            _ => None,
        }
    }

    /// The gap in steps, -4 to 4.
    pub fn value(&self) -> f64 {
        ratio(self.numerator, self.denominator)
    }

    /// The size of the gap in units of [`Gap::step_units`].
    pub fn units(&self) -> i64 {
        self.numerator.abs()
    }

    /// What one step on one of `count` answers of this scale moves the gap, in exact units; 0 where the scale
    /// pulls to neither side.
    pub fn step_units(&self, scale: usize, count: i64) -> i64 {
        let opposite = self.contrast.side(scale).map_or(0, |side| *side.other().of(&self.bases));
        let parts = if count > 0 { DENOMINATOR / count } else { 0 };
        self.contrast.difference(scale).abs() * parts * opposite * NORM_PARTS
    }

    /// Liking for each side, 1 to 5.
    pub fn like(&self) -> [f64; 2] {
        let [[a, b], [s, t]] = [self.sums, self.bases];
        [ratio(a, DENOMINATOR * s), ratio(b, DENOMINATOR * t)]
    }

    /// The side that a scale pulls to.
    pub fn side_of(&self, scale: usize) -> Option<Side> {
        self.contrast.side(scale)
    }

    /// The rebalanced weight of a scale as a fraction; zero where it has no answer.
    fn weight_parts(&self, scale: usize) -> (i64, i64) {
        let answered = self.answered.get(scale).copied().unwrap_or(false);
        match self.contrast.side(scale) {
            Some(side) if answered => (self.contrast.difference(scale), *side.of(&self.bases)),
            _ => (0, 1),
        }
    }

    /// The rebalanced weight of a scale: positive pulls to the first side; 0 where it has no answer.
    pub fn weight(&self, scale: usize) -> f64 {
        let (part, whole) = self.weight_parts(scale);
        ratio(part, whole)
    }
}

/// A reading of each scale. Without a gap the weights and contributions are 0.
pub fn scale_readings(tally: &Tally, gap: Option<&Gap<'_>>) -> Vec<ScaleReading> {
    let all = tally.total();
    let reading = |(index, scale): (usize, ScaleTally)| {
        let (part, whole) = gap.map_or((0, 1), |gap| gap.weight_parts(index));
        ScaleReading {
            mean: scale.mean(),
            answered: usize::try_from(scale.count).unwrap_or(0),
            weight: ratio(part, whole),
            contribution: pull(part, whole, scale.sum, scale.count, all),
        }
    };
    tally.scales().enumerate().map(reading).collect()
}

/// What each item adds to the gap, in steps, in the order asked; 0 where it was not answered.
pub fn contributions(
    instrument: &Instrument,
    responses: &ResponseSet,
    tally: &Tally,
    gap: Option<&Gap<'_>>,
) -> Vec<f64> {
    let all = tally.total();
    let one = |(item, response): (&crate::instrument::Item, Option<crate::instrument::Response>)| {
        let (Some(gap), Some(response)) = (gap, response) else { return 0.0 };
        let (part, whole) = gap.weight_parts(item.scale);
        pull(part, whole * tally.scale(item.scale).count, i64::from(response.value()), 1, all)
    };
    instrument.items.iter().zip(responses.iter()).map(one).collect()
}

/// `part / whole * (sum / count - own mean)`, with one rounding at the end.
fn pull(part: i64, whole: i64, sum: i64, count: i64, all: ScaleTally) -> f64 {
    if count == 0 || all.count == 0 {
        return 0.0;
    }
    ratio(part * (sum * all.count - all.sum * count), whole * count * all.count)
}

/// The quotient of two integers as the nearest float; both stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "bounded by the sizes that loading allows")]
pub(super) fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}

/// A norm in ten-thousandths as steps.
pub fn norm(parts: i64) -> f64 {
    ratio(parts, NORM_PARTS)
}
