//! Intervals, and what the distributions behind them say.

use crate::group::{Count, FEW};

/// Ends of intervals that hold 9 times in 10 lie here on the normal curve.
const Z: f64 = 1.644_853_626_951_472_2;
/// How much lies beyond each end.
const TAIL: f64 = 0.05;

/// A share of a whole, as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Share {
    /// How many.
    pub(super) count: Count,
    /// The share, 0 to 1, and its 90 % interval; `None` where the count is hidden.
    pub(super) figures: Option<(f64, [f64; 2])>,
}

impl Share {
    /// A count as it may be shown, of so many.
    #[expect(clippy::cast_precision_loss, reason = "a count of people")]
    pub(super) fn of(count: Count, whole: u64) -> Self {
        let figures = count
            .exact()
            .filter(|_| whole >= FEW)
            .map(|exact| (exact as f64 / whole as f64, wilson(exact as f64, whole as f64)));
        Self { count, figures }
    }
}

/// Wilson's 90 % interval of a share (Wilson 1927, Journal of the American Statistical Association 22).
fn wilson(count: f64, whole: f64) -> [f64; 2] {
    let (share, square) = (count / whole, Z * Z);
    let middle = share + square / (2.0 * whole);
    let half = Z * (share * (1.0 - share) / whole + square / (4.0 * whole * whole)).sqrt();
    [-half, half].map(|half| ((middle + half) / (1.0 + square / whole)).clamp(0.0, 1.0))
}

/// Feldt's 90 % interval of an alpha over so many people and items.
#[expect(clippy::cast_precision_loss, reason = "counts")]
pub(super) fn feldt(alpha: f64, people: u64, items: usize) -> [f64; 2] {
    let freedom = people.saturating_sub(1).max(1) as f64;
    let within = freedom * (items.max(2) - 1) as f64;
    [1.0 - TAIL, TAIL].map(|below| 1.0 - (1.0 - alpha) * f_quantile(below, freedom, within))
}

/// How likely a chi-square with one degree of freedom is to be at least this large.
pub(super) fn beyond(chi_square: f64) -> f64 {
    libm::erfc((chi_square / 2.0).sqrt())
}

/// Where so much of an F distribution lies below, found by halving.
fn f_quantile(below: f64, first: f64, second: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = low.midpoint(high);
        if beta(middle, first / 2.0, second / 2.0) < below { low = middle } else { high = middle }
    }
    let x = low.midpoint(high);
    second * x / (first * (1.0 - x))
}

/// The regularized incomplete beta function (Abramowitz and Stegun, 26.5).
fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta(1.0 - x, b, a);
    }
    // Not those of `f64`, which need the system's library of mathematics: every start would load it for these three.
    let logs =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    libm::exp(logs) * fraction(x, a, b) / a
}

/// Its continued fraction (26.5.8), by Lentz's method.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let safe = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / safe(1.0 - (a + b) * x / (a + 1.0)));
    let mut value = d;
    for step in 1..100_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = value;
        for part in [even, odd] {
            d = 1.0 / safe(1.0 + part * d);
            c = safe(1.0 + part / c);
            value *= c * d;
        }
        if (value / before - 1.0).abs() < 1e-14 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-6, "{found} and {wanted}");
    }

    /// By scipy.stats.f.ppf; `tests/it/fixtures/items/README.md` says with which version.
    #[test]
    fn quantiles_are_those_of_another_program() {
        for (below, first, second, wanted) in F_QUANTILES {
            let found = f_quantile(*below, *first, *second);
            assert!((found / wanted - 1.0).abs() < 1e-7, "{below} {first} {second}: {found} and {wanted}");
        }
    }

    const F_QUANTILES: &[(f64, f64, f64, f64)] = &[
        (0.95, 9.0, 27.0, 2.250_131_477_202_666_4),
        (0.05, 9.0, 27.0, 0.347_207_191_408_999_14),
        (0.95, 399.0, 1197.0, 1.141_078_450_367_370_5),
        (0.05, 399.0, 1197.0, 0.871_776_102_543_368_5),
        (0.95, 99_999.0, 299_997.0, 1.008_519_693_223_558_5),
        (0.05, 29.0, 29.0, 0.537_399_964_840_691_7),
        (0.95, 4.0, 4.0, 6.388_232_908_695_866_5),
    ];

    #[test]
    fn the_tail_of_chi_square_is_that_of_the_tables() {
        near(beyond(3.841_458_820_694_124), 0.05);
        near(beyond(0.0), 1.0);
    }

    /// By statsmodels.stats.proportion.proportion_confint(count, n, 0.1, method="wilson").
    #[test]
    fn shares_have_wilsons_interval() {
        let [low, high] = wilson(7.0, 50.0);
        near(low, WILSON[0]);
        near(high, WILSON[1]);
        near(wilson(0.0, 50.0)[0], 0.0);
        assert_eq!(Share::of(Count::UnderFive, 50).figures, None);
    }

    const WILSON: [f64; 2] = [0.077_720_897_820_629_95, 0.239_238_995_945_484_6];
}
