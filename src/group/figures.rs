//! Formulas for groups: the interval of a mean.

/// A figure to some places after the point: 10 for one, 100 for two. It is never -0.
pub(crate) fn rounded(figure: f64, parts: f64) -> f64 {
    (figure * parts).round() / parts + 0.0
}

/// The 90 % interval of a mean over so many figures with this standard deviation, by Student's t.
#[expect(clippy::cast_precision_loss, reason = "a count of people")]
pub(crate) fn mean_interval(mean: f64, spread: f64, count: u64) -> [f64; 2] {
    let half = quantile(count.saturating_sub(1).max(1) as f64) * spread / (count.max(1) as f64).sqrt();
    [mean - half, mean + half]
}

/// The 95 % quantile of Student's t, from that of the normal distribution (Cornish and Fisher's expansion as in
/// Abramowitz and Stegun, 26.7.5). From 4 degrees of freedom on it is right to two decimals.
fn quantile(freedom: f64) -> f64 {
    const Z: f64 = 1.644_853_6;
    let power = |exponent: i32| Z.powi(exponent);
    Z + (power(3) + Z) / (4.0 * freedom)
        + (5.0 * power(5) + 16.0 * power(3) + 3.0 * Z) / (96.0 * freedom.powi(2))
        + (3.0 * power(7) + 19.0 * power(5) + 17.0 * power(3) - 15.0 * Z) / (384.0 * freedom.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 0.005, "{found} and {wanted}");
    }

    #[test]
    fn the_quantile_is_that_of_the_tables() {
        for (freedom, wanted) in [(4.0, 2.132), (5.0, 2.015), (9.0, 1.833), (30.0, 1.697), (120.0, 1.658)] {
            near(quantile(freedom), wanted);
        }
        let [low, high] = mean_interval(1.0, 2.0, 10);
        near(high - 1.0, 1.833 * 2.0 / 10.0_f64.sqrt());
        near(1.0 - low, high - 1.0);
    }

    #[test]
    fn nothing_is_rounded_to_minus_0() {
        assert!(rounded(-0.001, 10.0).is_sign_positive());
        near(rounded(2.46, 10.0), 2.5);
    }
}
