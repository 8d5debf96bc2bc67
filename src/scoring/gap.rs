//! The gap between the two sides as an exact fraction, its uncertainty, and what each scale and item adds to it.

use std::fmt;

use super::{ScaleReading, Side};
use crate::instrument::{Constants, Instrument, Item, MAX_ITEMS, MAX_SCALES, Response, ResponseSet};

/// The largest demand of a key on a scale; the smallest is 0.
pub const MAX_DEMAND: i64 = 4;

/// `norm_gap` is in ten-thousandths of a step.
const NORM_PARTS: i64 = 10_000;

/// The answer that is neither liking nor disliking.
const MIDDLE: i64 = 3;

/// The common denominator of all scale means: the least common multiple of 1 to [`MAX_ITEMS`].
pub(super) const DENOMINATOR: i64 = least_common_multiple(MAX_ITEMS as i64);

const fn least_common_multiple(up_to: i64) -> i64 {
    let mut multiple = 1;
    let mut number = 2;
    while number <= up_to {
        let mut divisor = multiple;
        let mut rest = number;
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        multiple *= number / divisor;
        number += 1;
    }
    multiple
}

/// The largest whole number in the computation of a gap fits into an `i64`: all scales full, the keys as far apart as
/// possible, and any norm.
const _: () = {
    let pull = MAX_SCALES as i128 * MAX_DEMAND as i128;
    let means = Response::COUNT as i128 * DENOMINATOR as i128 * pull * pull * NORM_PARTS as i128;
    let norm = i32::MAX as i128 * DENOMINATOR as i128 * pull * pull;
    assert!(means + norm < i64::MAX as i128);
};

/// The differences of two matched keys: which scales point to which side, and how strongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrast {
    differences: Vec<i64>,
    total: i64,
}

/// Two keys that can't be compared. If they aren't matched, a full-profile index could name a side for liking everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedKeys {
    /// They cover different numbers of scales.
    Lengths([usize; 2]),
    /// They cover more scales than [`MAX_SCALES`]: this many.
    Scales(usize),
    /// A demand that isn't 0 to [`MAX_DEMAND`].
    Demand(i64),
    /// They are equal, so nothing distinguishes the fields.
    Same,
    /// Their sums or their sums of squares differ.
    Sums { sums: [i64; 2], squares: [i64; 2] },
}

impl fmt::Display for UnmatchedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differ = |what: &str, [a, b]: [i64; 2]| {
            (a != b).then(|| format!("{what} {a} and {b} differ by {}", (a - b).abs()))
        };
        match *self {
            Self::Lengths([a, b]) => write!(f, "the keys are not matched: they cover {a} and {b} scales"),
            Self::Scales(count) => write!(f, "the keys cover {count} scales; the maximum is {MAX_SCALES}"),
            Self::Demand(demand) => write!(f, "a key has the demand {demand}; it must be 0 to {MAX_DEMAND}"),
            Self::Same => f.write_str("the keys are equal, so nothing distinguishes the two fields"),
            Self::Sums { sums, squares } => {
                let parts = [differ("the sums", sums), differ("the sums of squares", squares)];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                write!(f, "the keys are not matched: {}", parts.join(", "))
            }
        }
    }
}

impl std::error::Error for UnmatchedKeys {}

impl Contrast {
    /// The contrast of two keys over the same scales.
    ///
    /// # Errors
    /// If their sums or sums of squares differ, they are equal, cover more than [`MAX_SCALES`], or have a demand outside 0
    /// to [`MAX_DEMAND`].
    pub fn new(first: &[i64], second: &[i64]) -> Result<Self, UnmatchedKeys> {
        if first.len() != second.len() {
            return Err(UnmatchedKeys::Lengths([first.len(), second.len()]));
        }
        if first.len() > MAX_SCALES {
            return Err(UnmatchedKeys::Scales(first.len()));
        }
        if let Some(&demand) = first.iter().chain(second).find(|demand| !(0..=MAX_DEMAND).contains(*demand)) {
            return Err(UnmatchedKeys::Demand(demand));
        }
        let keys = [first, second];
        let sums = keys.map(|key| key.iter().sum::<i64>());
        let squares = keys.map(|key| key.iter().map(|x| x * x).sum::<i64>());
        if sums[0] != sums[1] || squares[0] != squares[1] {
            return Err(UnmatchedKeys::Sums { sums, squares });
        }
        let differences: Vec<i64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let total = differences.iter().filter(|&&d| d > 0).sum();
        if total > 0 { Ok(Self { differences, total }) } else { Err(UnmatchedKeys::Same) }
    }

    /// The difference of the keys on a scale: positive points to the first side; 0 if there is no such scale.
    pub fn difference(&self, scale: usize) -> i64 {
        self.differences.get(scale).copied().unwrap_or(0)
    }

    /// The sum of the positive differences, and of the negative ones without their sign.
    pub fn total(&self) -> i64 {
        self.total
    }

    /// The side that a scale points to; `None` if the keys agree on it.
    pub fn side(&self, scale: usize) -> Option<Side> {
        match self.difference(scale).signum() {
            1 => Some(Side::First),
            -1 => Some(Side::Second),
            _ => None,
        }
    }
}

/// Count, sum and sum of squares of answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) count: i64,
    pub(super) sum: i64,
    pub(super) squares: i64,
}

impl Sums {
    fn add(&mut self, response: Response) {
        let value = i64::from(response.value());
        self.count += 1;
        self.sum += value;
        self.squares += value * value;
    }

    /// The mean, 1 to 5; `None` without an answer.
    pub(super) fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| ratio(self.sum, self.count))
    }

    /// The sum of squares around the mean, times the count.
    pub(super) fn spread(self) -> i64 {
        self.count * self.squares - self.sum * self.sum
    }

    /// The sum of squares around the mean, in parts of [`DENOMINATOR`].
    pub(super) fn within(self) -> i64 {
        self.spread() * self.share()
    }

    /// The sums after answers were changed, by what that adds to the sum and to the sum of squares.
    pub(super) fn changed(self, sum: i64, squares: i64) -> Self {
        Self { sum: self.sum + sum, squares: self.squares + squares, ..self }
    }

    /// The weight of one answer of a scale in the scale's mean, in parts of [`DENOMINATOR`]. Exact, as no scale has more
    /// than [`MAX_ITEMS`]; 0 without an answer.
    pub(super) fn share(self) -> i64 {
        if self.count == 0 { 0 } else { DENOMINATOR / self.count }
    }
}

/// One person's answers, counted and summed per scale.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) scales: Vec<Sums>,
    /// Answered core items.
    pub(super) core_answered: usize,
}

impl Tally {
    pub(super) fn new(instrument: &Instrument, responses: &ResponseSet) -> Self {
        let mut tally = Self { scales: vec![Sums::default(); instrument.scales.len()], core_answered: 0 };
        for (item, response) in instrument.items.iter().zip(responses.iter()) {
            if let Some(response) = response {
                tally.scales[item.scale.place].add(response);
                tally.core_answered += usize::from(!item.tie_breaker);
            }
        }
        tally
    }

    /// All answers together.
    pub(super) fn total(&self) -> Sums {
        self.scales.iter().fold(Sums::default(), |all, scale| Sums {
            count: all.count + scale.count,
            sum: all.sum + scale.sum,
            squares: all.squares + scale.squares,
        })
    }
}

/// The gap as an exact fraction, with the weights rebalanced over the answered scales.
#[derive(Debug, Clone)]
pub(super) struct Gap<'a> {
    contrast: &'a Contrast,
    /// Weighted sums of the scale means of each side, in parts of [`DENOMINATOR`] times the side's base.
    sums: [i64; 2],
    /// The sums of the differences of each side's answered scales.
    bases: [i64; 2],
    numerator: i64,
    denominator: i64,
}

impl<'a> Gap<'a> {
    /// The gap of these answers; `None` if a side has no answer.
    pub(super) fn new(contrast: &'a Contrast, tally: &Tally, norm_gap: i32) -> Option<Self> {
        let mut sums = [0; 2];
        let mut bases = [0; 2];
        for (index, scale) in tally.scales.iter().enumerate() {
            if let Some(side) = contrast.side(index)
                && scale.count > 0
            {
                let weight = contrast.difference(index).abs();
                sums[side.index()] += weight * scale.sum * scale.share();
                bases[side.index()] += weight;
            }
        }
        let [a, b] = sums;
        let [s, t] = bases;
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

    /// The gap in exact units: positive to the first side.
    pub(super) fn units(&self) -> i64 {
        self.numerator
    }

    /// How many units one step of the gap has.
    pub(super) fn units_per_step(&self) -> i64 {
        self.denominator
    }

    /// How far one step on one answer to this scale moves the gap, in exact units; 0 if the scale points to neither side.
    pub(super) fn step_units(&self, scale: usize, sums: Sums) -> i64 {
        let opposite = self.contrast.side(scale).map_or(0, |side| *side.other().of(&self.bases));
        self.contrast.difference(scale).abs() * sums.share() * opposite * NORM_PARTS
    }

    /// The variance of the gap, in squared steps.
    pub(super) fn variance(&self, tally: &Tally, within: WithinSquares, constants: &Constants) -> f64 {
        // The variance within scales, shrunken toward the prior: (df0 * v0 + SS) / (df0 + df).
        let prior = constants.prior_df * constants.prior_variance;
        let variance_within =
            (prior + ratio(within.parts, DENOMINATOR)) / (constants.prior_df + ratio(within.df, 1));
        let mut variance = 0.0;
        for (index, scale) in tally.scales.iter().enumerate().filter(|(_, scale)| scale.count > 0) {
            let (part, whole) = self.weight(index);
            let weight = ratio(part, whole);
            variance += weight * weight * (variance_within * ratio(1, scale.count) + constants.day_to_day);
        }
        variance
    }

    /// Liking of each side, 1 to 5.
    pub(super) fn like(&self) -> [f64; 2] {
        [0, 1].map(|side| ratio(self.sums[side], DENOMINATOR * self.bases[side]))
    }

    /// Whether the liking of a side is below the middle of the answers, exactly.
    pub(super) fn is_below_middle(&self, side: Side) -> bool {
        *side.of(&self.sums) < MIDDLE * DENOMINATOR * *side.of(&self.bases)
    }

    /// Whether the mean of a scale of a side is at least 3.5, exactly.
    pub(super) fn has_liked_scale(&self, side: Side, tally: &Tally) -> bool {
        let of_side = tally.scales.iter().enumerate().filter(|(index, _)| self.side_of(*index) == Some(side));
        of_side.map(|(_, scale)| scale).any(|scale| scale.count > 0 && 2 * scale.sum >= 7 * scale.count)
    }

    /// The side that a scale points to.
    pub(super) fn side_of(&self, scale: usize) -> Option<Side> {
        self.contrast.side(scale)
    }

    /// The rebalanced weight of an answered scale as a fraction: positive points to the first side.
    fn weight(&self, scale: usize) -> (i64, i64) {
        let base = self.contrast.side(scale).map_or(1, |side| *side.of(&self.bases));
        (self.contrast.difference(scale), base)
    }
}

/// The reading of each scale. Without a gap, weights and contributions are 0.
pub(super) fn scale_readings(tally: &Tally, gap: Option<&Gap<'_>>) -> Vec<ScaleReading> {
    let all = tally.total();
    let reading = |(index, scale): (usize, &Sums)| {
        let (part, whole) = match gap {
            Some(gap) if scale.count > 0 => gap.weight(index),
            _ => (0, 1),
        };
        ScaleReading {
            mean: scale.mean(),
            answered: scale.count as usize,
            weight: ratio(part, whole),
            contribution: contribution(part, whole, scale.sum, scale.count, all),
        }
    };
    tally.scales.iter().enumerate().map(reading).collect()
}

/// What each item adds to the gap, in steps, in the order asked; 0 if it wasn't answered.
pub fn contributions(instrument: &Instrument, contrast: &Contrast, responses: &ResponseSet) -> Vec<f64> {
    let tally = Tally::new(instrument, responses);
    let gap = Gap::new(contrast, &tally, instrument.constants.norm_gap);
    let all = tally.total();
    let one = |(item, response): (&Item, Option<Response>)| {
        let (Some(gap), Some(response)) = (&gap, response) else { return 0.0 };
        let (part, whole) = gap.weight(item.scale.place);
        let count = tally.scales[item.scale.place].count;
        contribution(part, whole * count, i64::from(response.value()), 1, all)
    };
    instrument.items.iter().zip(responses.iter()).map(one).collect()
}

/// `part / whole * (sum / count - own mean)`, with one rounding at the end.
fn contribution(part: i64, whole: i64, sum: i64, count: i64, all: Sums) -> f64 {
    if count == 0 || all.count == 0 {
        return 0.0;
    }
    ratio(part * (sum * all.count - all.sum * count), whole * count * all.count)
}

/// A norm in ten-thousandths as steps.
pub(crate) fn norm(parts: i32) -> f64 {
    ratio(i64::from(parts), NORM_PARTS)
}

/// The quotient of two integers as the nearest float. With a norm of at most 4 steps both are far below 2^53.
fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}

/// What the skipped core items could still do to the gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skipped {
    /// Skipped core items.
    pub count: usize,
    /// The gap, in steps, if all were answered in the worst way for the first side.
    pub lo: f64,
    /// The gap, in steps, if all were answered in the best way for the first side.
    pub hi: f64,
    /// Whether those answers could change the side.
    pub could_change: bool,
}

/// Fills in the skipped core items both ways and compares.
pub fn skipped(instrument: &Instrument, contrast: &Contrast, responses: &ResponseSet) -> Skipped {
    let is_open = |(item, response): &(&Item, Option<Response>)| !item.tie_breaker && response.is_none();
    let count = instrument.items.iter().zip(responses.iter()).filter(is_open).count();
    let filled = |[first, second]: [Response; 2]| {
        let fill = |(item, response): (&Item, Option<Response>)| match contrast.side(item.scale.place) {
            _ if item.tie_breaker => response,
            Some(Side::First) => response.or(Some(first)),
            Some(Side::Second) => response.or(Some(second)),
            None => response,
        };
        let all: ResponseSet = instrument.items.iter().zip(responses.iter()).map(fill).collect();
        let tally = Tally::new(instrument, &all);
        Gap::new(contrast, &tally, instrument.constants.norm_gap)
            .map_or((0.0, None), |gap| (gap.value(), gap.side()))
    };
    let (lo, lo_side) = filled([Response::LOWEST, Response::HIGHEST]);
    let (hi, hi_side) = filled([Response::HIGHEST, Response::LOWEST]);
    Skipped { count, lo, hi, could_change: lo_side != hi_side }
}

/// The normal quantile of a 90% interval.
const QUANTILE_90: f64 = 1.645;

/// How certain a gap is.
///
/// This is confidence in the reading of these answers, never in a career.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// The standard error of the gap, in steps.
    pub se: f64,
    /// The probability (0.5 to 1) that the true gap, over all questions of this kind, is on the leading side.
    pub p: f64,
    /// The 90% interval of the gap, in steps, lower end first.
    pub interval: [f64; 2],
}

impl Confidence {
    pub(super) fn new(gap: &Gap<'_>, tally: &Tally, within: WithinSquares, constants: &Constants) -> Self {
        let variance = gap.variance(tally, within, constants);
        let se = variance.sqrt();
        let value = gap.value();
        let reliability = constants.spread / (constants.spread + variance);
        let p = if gap.side().is_none() { 0.5 } else { phi(value.abs() / se * reliability.sqrt()) };
        Self { se, p, interval: [value - QUANTILE_90 * se, value + QUANTILE_90 * se] }
    }
}

/// The sum of squares around the scales' means, and its degrees of freedom.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WithinSquares {
    /// In parts of [`DENOMINATOR`], exact.
    pub(super) parts: i64,
    pub(super) df: i64,
}

impl WithinSquares {
    pub(super) fn new(tally: &Tally) -> Self {
        let mut all = Self::default();
        for scale in tally.scales.iter().filter(|scale| scale.count > 0) {
            all.parts += scale.within();
            all.df += scale.count - 1;
        }
        all
    }
}

/// The standard normal distribution function.
fn phi(z: f64) -> f64 {
    libm::erfc(-z / std::f64::consts::SQRT_2) / 2.0
}

/// The smallest z for which [`phi`] reaches a confidence `p` of 0.5 to 1.
pub fn quantile(p: f64) -> f64 {
    let mut low = 0.0_f64;
    let mut high = 40.0_f64;
    if phi(low) >= p {
        return low;
    }
    while low.next_up() < high {
        let middle = low.midpoint(high);
        if phi(middle) < p { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_is_the_smallest_that_suffices() {
        for (p, expected) in [(0.95, 1.644_853_626_951_472), (0.8, 0.841_621_233_572_914), (0.5, 0.0)] {
            let found = quantile(p);
            assert!((found - expected).abs() < 1e-12, "{p}: {found}");
            assert!(phi(found) >= p && (found <= 0.0 || phi(found.next_down()) < p), "{p}: {found}");
        }
        assert!(phi(quantile(1.0)) >= 1.0);
    }
}
