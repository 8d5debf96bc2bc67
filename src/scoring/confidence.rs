//! How sure the gap is: its standard error, its interval, and the chance that the true gap is on this side.

use super::gap::Gap;
use super::tally::{DENOMINATOR, ScaleTally, Tally, ratio};
use crate::instrument::Constants;

/// The normal quantile of a 90 % interval.
const QUANTILE_90: f64 = 1.645;

/// How sure a gap is.
///
/// This is confidence in the reading of these answers, never in a career.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// The standard error of the gap, in steps.
    pub se: f64,
    /// The chance (0.5 to 1) that the true leaning, over all questions of this kind, is to the leading side.
    pub p: f64,
    /// The 90 % interval of the gap, in steps, lower end first.
    pub interval: [f64; 2],
}

impl Confidence {
    /// The confidence in this gap.
    pub(super) fn new(gap: &Gap<'_>, tally: &Tally, within: WithinSquares, constants: &Constants) -> Self {
        let variance_within = shrunken_variance(within, constants);
        let part = |(index, scale): (usize, ScaleTally)| {
            let (weight, count) = (gap.weight(index), scale.sums().count);
            if count == 0 {
                return 0.0;
            }
            weight * weight * (variance_within * ratio(1, count) + constants.day_to_day)
        };
        let variance: f64 = tally.scales().enumerate().map(part).sum();
        let se = variance.sqrt();
        let value = gap.value();
        let reliability = constants.spread / (constants.spread + variance);
        let p = if gap.side().is_none() { 0.5 } else { phi(value.abs() / se * reliability.sqrt()) };
        Self { se, p, interval: [value - QUANTILE_90 * se, value + QUANTILE_90 * se] }
    }
}

/// The variance within scales, drawn towards the prior: `(df0 * v0 + SS) / (df0 + df)`.
fn shrunken_variance(within: WithinSquares, constants: &Constants) -> f64 {
    let prior = constants.prior_df * constants.prior_variance;
    (prior + ratio(within.parts, DENOMINATOR)) / (constants.prior_df + ratio(within.df, 1))
}

/// The sum of squares around the scales' means, and its degrees of freedom.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WithinSquares {
    /// The sum of squares in parts of the common denominator of the means.
    pub(super) parts: i64,
    /// Degrees of freedom.
    pub(super) df: i64,
}

/// Sums the squares around each scale's mean, exactly.
pub(super) fn within_squares(tally: &Tally) -> WithinSquares {
    tally.scales().filter(|scale| scale.sums().count > 0).fold(WithinSquares::default(), |all, scale| {
        WithinSquares {
            parts: all.parts + scale.sums().spread() * scale.share(),
            df: all.df + scale.sums().count - 1,
        }
    })
}

/// The standard normal distribution function.
fn phi(z: f64) -> f64 {
    libm::erfc(-z / std::f64::consts::SQRT_2) / 2.0
}

/// How many errors a gap has to be from 0, shrunken, for this confidence (0.5 to 1): the least that is enough.
pub fn quantile(p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 40.0_f64);
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
    fn a_quantile_is_the_least_that_is_enough() {
        for (p, wanted) in [(0.95, 1.644_853_626_951_472), (0.8, 0.841_621_233_572_914), (0.5, 0.0)] {
            let found = quantile(p);
            assert!((found - wanted).abs() < 1e-12, "{p}: {found}");
            assert!(phi(found) >= p && (found <= 0.0 || phi(found.next_down()) < p), "{p}: {found}");
        }
        assert!(phi(quantile(1.0)) >= 1.0);
    }
}
