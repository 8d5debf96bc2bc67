//! Sums of whole numbers, of their squares and of their products: all that means, variances and correlations need.

/// Figures with a fraction are summed in parts of this.
pub(super) const PARTS: f64 = 1e6;

/// A figure in whole parts.
#[expect(clippy::cast_possible_truncation, reason = "likings and gaps are small")]
pub(super) fn parts(figure: f64) -> i64 {
    (figure * PARTS).round() as i64
}

/// Sums over pairs of whole numbers; of single ones where both are the same.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) count: u64,
    x: i128,
    y: i128,
    xx: i128,
    yy: i128,
    xy: i128,
}

#[expect(clippy::cast_precision_loss, reason = "at most a rounding of the last step")]
impl Sums {
    /// Adds a single number.
    pub(super) fn add(&mut self, number: i64) {
        self.add_pair(number, number);
    }

    /// Adds a pair.
    pub(super) fn add_pair(&mut self, x: i64, y: i64) {
        self.add_pairs(x, y, 1);
    }

    /// Adds a single number that comes so often.
    pub(super) fn add_many(&mut self, number: i64, times: u64) {
        self.add_pairs(number, number, times);
    }

    fn add_pairs(&mut self, x: i64, y: i64, times: u64) {
        let (x, y, many) = (i128::from(x), i128::from(y), i128::from(times));
        self.count += times;
        self.x += x * many;
        self.y += y * many;
        self.xx += x * x * many;
        self.yy += y * y * many;
        self.xy += x * y * many;
    }

    /// The mean of the first numbers; 0 without any.
    pub(super) fn mean(&self) -> f64 {
        self.x as f64 / self.count.max(1) as f64
    }

    /// The covariance, with one degree of freedom taken off; `None` of fewer than two pairs.
    pub(super) fn covariance(&self) -> Option<f64> {
        self.over_freedom(self.xy, self.x * self.y)
    }

    /// The standard deviation of the first numbers, with one degree of freedom taken off; `None` of fewer than two.
    pub(super) fn spread(&self) -> Option<f64> {
        self.over_freedom(self.xx, self.x * self.x).map(f64::sqrt)
    }

    /// The correlation; `None` where either number is always the same.
    pub(super) fn correlation(&self) -> Option<f64> {
        let count = i128::from(self.count);
        let squares = |sum: i128, squares: i128| (squares * count - sum * sum) as f64;
        let spread = (squares(self.x, self.xx) * squares(self.y, self.yy)).sqrt();
        (spread > 0.0).then(|| (self.xy * count - self.x * self.y) as f64 / spread)
    }

    /// `(sum - product of sums / count) / (count - 1)`.
    fn over_freedom(&self, sum: i128, product: i128) -> Option<f64> {
        let count = i128::from(self.count);
        let freedom = self.count.checked_sub(1).filter(|freedom| *freedom > 0)?;
        Some((sum * count - product) as f64 / self.count as f64 / freedom as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_figures() {
        let mut sums = Sums::default();
        [(1, 2), (2, 4), (4, 3), (5, 5)].into_iter().for_each(|(x, y)| sums.add_pair(x, y));
        assert!((sums.mean() - 3.0).abs() < 1e-12);
        assert!((sums.covariance().unwrap() - 5.0 / 3.0).abs() < 1e-12);
        assert!((sums.spread().unwrap() - (10.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((sums.correlation().unwrap() - 5.0 / 50.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn nothing_follows_from_one_and_no_correlation_from_equals() {
        let mut sums = Sums::default();
        sums.add_pair(3, 1);
        assert_eq!((sums.covariance(), sums.spread(), sums.correlation()), (None, None, None));
        sums.add_pair(3, 2);
        assert_eq!((sums.spread(), sums.correlation()), (Some(0.0), None));
    }
}
