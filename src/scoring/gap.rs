//! The gap between the two sides, exact, and what each scale and item adds to it.

use super::contrast::MAX_DEMAND;
use super::tally::{DENOMINATOR, ScaleTally, Sums, Tally, ratio};
use super::{Contrast, ScaleReading, Side};
use crate::instrument::{Instrument, Item, MAX_SCALES, Response, ResponseSet};

/// `norm_gap` counts in parts of this.
pub(super) const NORM_PARTS: i64 = 10_000;

/// The answer that is neither liking nor disliking.
const MIDDLE: i64 = 3;

/// The widest whole number that a gap works with fits: all scales full and as far apart as keys can be, whatever the
/// norm.
const _: () = {
    let pull = MAX_SCALES as i128 * MAX_DEMAND as i128;
    let means = Response::COUNT as i128 * DENOMINATOR as i128 * pull * pull * NORM_PARTS as i128;
    let norm = i32::MAX as i128 * DENOMINATOR as i128 * pull * pull;
    assert!(means + norm < i64::MAX as i128);
};

/// The gap as an exact fraction, with the weights rebalanced over the answered scales.
#[derive(Debug, Clone)]
pub(super) struct Gap<'a> {
    contrast: &'a Contrast,
    /// Weighted sums of the means of each side, in parts of [`DENOMINATOR`] times the side's base.
    sums: [i64; 2],
    /// What the differences of each side's answered scales add up to.
    bases: [i64; 2],
    numerator: i64,
    denominator: i64,
}

impl<'a> Gap<'a> {
    /// The gap of these answers; `None` where a side has no answer.
    pub(super) fn new(contrast: &'a Contrast, tally: &Tally, norm_gap: i32) -> Option<Self> {
        let mut sums = [0; 2];
        let mut bases = [0; 2];
        for (index, scale) in tally.scales().enumerate() {
            let difference = contrast.difference(index);
            let [first, second] = &mut sums;
            let [first_base, second_base] = &mut bases;
            let (sum, base) = if difference > 0 { (first, first_base) } else { (second, second_base) };
            if scale.sums().count > 0 {
                *sum += difference.abs() * scale.sums().sum * scale.share();
                *base += difference.abs();
            }
        }
        let [[a, b], [s, t]] = [sums, bases];
        let common = DENOMINATOR * s * t;
        let numerator = (a * t - b * s) * NORM_PARTS - i64::from(norm_gap) * common;
        (s > 0 && t > 0).then(|| Self { contrast, sums, bases, numerator, denominator: common * NORM_PARTS })
    }

    /// The side that leads; `None` on an exact tie.
    pub(super) fn side(&self) -> Option<Side> {
        match self.numerator.signum() {
            1 => Some(Side::First),
            -1 => Some(Side::Second),
            _ => None,
        }
    }

    /// The gap in steps, -4 to 4.
    pub(super) fn value(&self) -> f64 {
        ratio(self.numerator, self.denominator)
    }

    /// The size of the gap in units of [`Gap::step_units`].
    pub(super) fn units(&self) -> i64 {
        self.numerator.abs()
    }

    /// What one step on one answer to this scale moves the gap, in exact units; 0 where the scale pulls to neither
    /// side.
    pub(super) fn step_units(&self, scale: usize, tally: ScaleTally) -> i64 {
        let opposite = self.contrast.side(scale).map_or(0, |side| *side.other().of(&self.bases));
        self.contrast.difference(scale).abs() * tally.share() * opposite * NORM_PARTS
    }

    /// Liking for each side, 1 to 5.
    pub(super) fn like(&self) -> [f64; 2] {
        let [[a, b], [s, t]] = [self.sums, self.bases];
        [ratio(a, DENOMINATOR * s), ratio(b, DENOMINATOR * t)]
    }

    /// Whether a side is liked less than the middle of the answers, exactly.
    pub(super) fn is_below_middle(&self, side: Side) -> bool {
        *side.of(&self.sums) < MIDDLE * DENOMINATOR * *side.of(&self.bases)
    }

    /// The side that a scale pulls to.
    pub(super) fn side_of(&self, scale: usize) -> Option<Side> {
        self.contrast.side(scale)
    }

    /// The rebalanced weight of an answered scale as a fraction: positive pulls to the first side.
    fn weight_parts(&self, scale: usize) -> (i64, i64) {
        let base = self.contrast.side(scale).map_or(1, |side| *side.of(&self.bases));
        (self.contrast.difference(scale), base)
    }

    /// The rebalanced weight of an answered scale: positive pulls to the first side.
    pub(super) fn weight(&self, scale: usize) -> f64 {
        let (part, whole) = self.weight_parts(scale);
        ratio(part, whole)
    }
}

/// A reading of each scale. Without a gap the weights and contributions are 0.
pub(super) fn scale_readings(tally: &Tally, gap: Option<&Gap<'_>>) -> Vec<ScaleReading> {
    let all = tally.total();
    let reading = |(index, scale): (usize, Sums)| {
        let (part, whole) = match gap {
            Some(gap) if scale.count > 0 => gap.weight_parts(index),
            _ => (0, 1),
        };
        ScaleReading {
            mean: scale.mean(),
            answered: usize::try_from(scale.count).unwrap_or(0),
            weight: ratio(part, whole),
            contribution: pull(part, whole, scale.sum, scale.count, all),
        }
    };
    tally.scales().map(ScaleTally::sums).enumerate().map(reading).collect()
}

/// What each item adds to the gap, in steps, in the order asked; 0 where it was not answered.
pub(super) fn contributions(
    instrument: &Instrument,
    responses: &ResponseSet,
    tally: &Tally,
    gap: Option<&Gap<'_>>,
) -> Vec<f64> {
    let all = tally.total();
    let one = |(item, response): (&Item, Option<Response>)| {
        let (Some(gap), Some(response), Some(scale)) = (gap, response, tally.scale_of(item)) else {
            return 0.0;
        };
        let (scale, (part, whole)) = (scale.sums(), gap.weight_parts(item.scale.place));
        pull(part, whole * scale.count, i64::from(response.value()), 1, all)
    };
    instrument.items.iter().zip(responses.iter()).map(one).collect()
}

/// `part / whole * (sum / count - own mean)`, with one rounding at the end.
fn pull(part: i64, whole: i64, sum: i64, count: i64, all: Sums) -> f64 {
    if count == 0 || all.count == 0 {
        return 0.0;
    }
    ratio(part * (sum * all.count - all.sum * count), whole * count * all.count)
}

/// A norm in ten-thousandths as steps.
pub(crate) fn norm(parts: i32) -> f64 {
    ratio(i64::from(parts), NORM_PARTS)
}
