//! The gap between the two sides, exact, and what each scale and item adds to it.

use super::contrast::MAX_DEMAND;
use super::{Contrast, ScaleReading, Side};
use crate::instrument::{Instrument, Item, MAX_ITEMS, MAX_SCALES, Response, ResponseSet};

/// The common denominator of all scale means: the least common multiple of 1 to [`MAX_ITEMS`].
pub(super) const DENOMINATOR: i64 = common_multiple(MAX_ITEMS as i64);

/// What each of so many answers has of their mean, in parts of [`DENOMINATOR`].
const SHARES: [i64; MAX_ITEMS + 1] = shares();

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

/// The least common multiple of 1 to a number.
const fn common_multiple(most: i64) -> i64 {
    let (mut multiple, mut number) = (1, 2);
    while number <= most {
        let (mut divisor, mut rest) = (multiple, number);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        multiple *= number / divisor;
        number += 1;
    }
    multiple
}

/// [`DENOMINATOR`] divided by each count; 0 for none.
const fn shares() -> [i64; MAX_ITEMS + 1] {
    let mut shares = [0; MAX_ITEMS + 1];
    let (mut count, mut left) = (0, shares.as_mut_slice());
    while let Some((share, rest)) = left.split_first_mut() {
        if count > 0 {
            *share = DENOMINATOR / count;
        }
        (count, left) = (count + 1, rest);
    }
    shares
}

/// Count, sum and sum of squares of answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// How many there are.
    pub(super) count: i64,
    /// Their sum.
    pub(super) sum: i64,
    /// The sum of their squares.
    pub(super) squares: i64,
}

impl Sums {
    fn add(&mut self, more: Self) {
        self.count += more.count;
        self.sum += more.sum;
        self.squares += more.squares;
    }

    /// The mean, 1 to 5; `None` without an answer.
    pub(super) fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| ratio(self.sum, self.count))
    }

    /// The sum of squares around the mean, times the count.
    pub(super) fn spread(self) -> i64 {
        self.count * self.squares - self.sum * self.sum
    }
}

/// The answers of one person to the items of one scale: at most [`MAX_ITEMS`], so that their mean is exact. Only a
/// [`Tally`] makes them, from [`Items`](crate::instrument::Items) that hold no more.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ScaleTally(Sums);

impl ScaleTally {
    /// Count, sum and sum of squares.
    pub(super) fn sums(self) -> Sums {
        self.0
    }

    /// What each answer has of the mean, in parts of [`DENOMINATOR`]; 0 without an answer.
    pub(super) fn share(self) -> i64 {
        usize::try_from(self.0.count).ok().and_then(|count| SHARES.get(count)).copied().unwrap_or(0)
    }
}

/// Counts and sums of one person's answers, a scale each.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    scales: Vec<ScaleTally>,
    core_answered: usize,
}

impl Tally {
    /// Counts the answers.
    pub(super) fn new(instrument: &Instrument, responses: &ResponseSet) -> Self {
        let mut tally = Self::empty(instrument);
        tally.count(instrument, responses);
        tally
    }

    /// No answers yet.
    pub(super) fn empty(instrument: &Instrument) -> Self {
        Self { scales: vec![ScaleTally::default(); instrument.scales.len()], core_answered: 0 }
    }

    /// Counts these answers in place of those before.
    pub(super) fn count(&mut self, instrument: &Instrument, responses: &ResponseSet) {
        self.scales.fill(ScaleTally::default());
        self.core_answered = 0;
        for ((place, scale), response) in (0..).zip(instrument.items.scales()).zip(responses.iter()) {
            if let (Some(response), Some(scale)) = (response, self.scales.get_mut(*scale)) {
                let value = i64::from(response.value());
                scale.0.add(Sums { count: 1, sum: value, squares: value * value });
                self.core_answered += usize::from(place < instrument.core_count());
            }
        }
    }

    /// The answers to the scale of an item.
    pub(super) fn scale_of(&self, item: &Item) -> Option<ScaleTally> {
        self.scales.get(item.scale.place).copied()
    }

    /// Every scale's answers.
    pub(super) fn scales(&self) -> impl Iterator<Item = ScaleTally> + '_ {
        self.scales.iter().copied()
    }

    /// How many core items were answered.
    pub(super) fn core_answered(&self) -> usize {
        self.core_answered
    }

    /// All answers together.
    pub(super) fn total(&self) -> Sums {
        self.scales().fold(Sums::default(), |mut all, scale| {
            all.add(scale.0);
            all
        })
    }
}

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
            if scale.0.count > 0 {
                *sum += difference.abs() * scale.0.sum * scale.share();
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
    let reading = |(index, ScaleTally(scale)): (usize, ScaleTally)| {
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
    tally.scales().enumerate().map(reading).collect()
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
        let (Some(gap), Some(response), Some(ScaleTally(scale))) = (gap, response, tally.scale_of(item))
        else {
            return 0.0;
        };
        let (part, whole) = gap.weight_parts(item.scale.place);
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

/// The quotient of two integers as the nearest float. With a norm of at most 4 steps both stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "bounded by the types that they come from")]
pub(super) fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}

/// A norm in ten-thousandths as steps.
pub(crate) fn norm(parts: i32) -> f64 {
    ratio(i64::from(parts), NORM_PARTS)
}
