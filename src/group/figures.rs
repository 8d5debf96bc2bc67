//! Formulas for groups: the interval of a mean, and how much a group agrees.

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

/// How much people agree who gave these numbers of ordered answers: 1 where all are at one place, 0 where they are
/// spread evenly, -1 where they are two camps at the ends (agreement A of C. van der Eijk, Quality and Quantity 35,
/// 2001, pages 325 to 341).
///
/// The answers are taken apart into layers that are each full or empty at every place; A is their mean, each weighted
/// by how many answers it holds.
#[expect(clippy::cast_precision_loss, reason = "a count of people")]
pub(super) fn agreement(answers: &[u64]) -> f64 {
    let mut left = answers.to_vec();
    let all: u64 = answers.iter().sum();
    let mut sum = 0.0;
    while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
        let layer: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let places = layer.iter().filter(|is_full| **is_full).count();
        sum += of_layer(&layer) * height as f64 * places as f64;
        left.iter_mut().for_each(|count| *count = count.saturating_sub(height));
    }
    sum / all.max(1) as f64
}

/// A of one layer: how far its places are from all, times how far it is from having a gap in it.
#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn of_layer(layer: &[bool]) -> f64 {
    let (mut one_peak, mut two_peaks) = (0.0, 0.0);
    for (at, first) in layer.iter().enumerate() {
        for (between, middle) in layer.iter().enumerate().skip(at + 1) {
            for last in layer.iter().skip(between + 1) {
                match (first, middle, last) {
                    (true, false, true) => two_peaks += 1.0,
                    (true, true, false) | (false, true, true) => one_peak += 1.0,
                    _ => {}
                }
            }
        }
    }
    let places = layer.iter().filter(|is_full| **is_full).count() as f64;
    let all = layer.len() as f64;
    let unimodality = if one_peak + two_peaks > 0.0 {
        ((all - 2.0) * one_peak - (all - 1.0) * two_peaks) / ((all - 2.0) * (one_peak + two_peaks))
    } else {
        1.0
    };
    unimodality * (1.0 - (places - 1.0) / (all - 1.0))
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
    fn agreement_is_1_at_one_place_0_spread_evenly_and_minus_1_in_two_camps() {
        near(agreement(&[0, 0, 12, 0, 0]), 1.0);
        near(agreement(&[7, 7, 7, 7, 7]), 0.0);
        near(agreement(&[9, 0, 0, 0, 9]), -1.0);
        near(agreement(&[0, 9, 9, 0, 0]), 0.75);
        // By hand: a layer of five places (0), then one of places 1 and 5 (-1), 4 of 13 answers.
        near(agreement(&[5, 3, 3, 3, 5]) * 19.0, -4.0);
        near(agreement(&[]), 0.0);
    }

    #[test]
    fn nothing_is_rounded_to_minus_0() {
        assert!(rounded(-0.001, 10.0).is_sign_positive());
        near(rounded(2.46, 10.0), 2.5);
    }
}
