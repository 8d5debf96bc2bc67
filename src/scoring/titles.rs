//! Job titles in the order of their match with a person: O*NET's correlation method.

/// The Pearson correlation of a person's scale means with a title's key, over the scales that have an answer.
///
/// `None` where there is no spread to correlate: fewer than two answered scales, or all of them equal.
pub fn fit(means: &[Option<f64>], key: &[i64]) -> Option<f64> {
    let pairs = || {
        means.iter().zip(key).filter_map(|(mean, &demand)| Some(((*mean)?, super::tally::ratio(demand, 1))))
    };
    let count = super::tally::ratio(i64::try_from(pairs().count()).ok()?, 1);
    let (mean_x, mean_y) = pairs().fold((0.0, 0.0), |(x, y), (a, b)| (x + a / count, y + b / count));
    let (xx, yy, xy) = pairs().fold((0.0, 0.0, 0.0), |(xx, yy, xy), (x, y)| {
        let (dx, dy) = (x - mean_x, y - mean_y);
        (xx + dx * dx, yy + dy * dy, xy + dx * dy)
    });
    let spread: f64 = (xx * yy).sqrt();
    (spread > 1e-9).then(|| xy / spread)
}
