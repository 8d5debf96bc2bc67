//! Scales: how well the items of one go together. From the covariances of the items alone, so that people who skip
//! some count where they answered.

use super::figures::feldt;
use super::sums::Sums;

/// For each pair of a scale's items, the people who answered both.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    items: usize,
    /// A row an item; the pair with itself is the item alone.
    sums: Vec<Sums>,
}

/// How well the items of a scale go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alpha {
    /// Cronbach's alpha: 1 where people differ in all items alike, 0 where the items have nothing in common.
    pub(super) alpha: f64,
    /// Its standard error.
    pub(super) se: f64,
    /// Its 90 % interval.
    pub(super) interval: [f64; 2],
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
impl Pairs {
    pub(super) fn new(items: usize) -> Self {
        Self { items, sums: vec![Sums::default(); items * items] }
    }

    /// Adds somebody's answers, an item each; `None` is a skip.
    pub(super) fn add(&mut self, answers: &[Option<i64>]) {
        let pairs = answers.iter().flat_map(|x| answers.iter().map(move |y| (*x, *y)));
        for (sums, pair) in self.sums.iter_mut().zip(pairs) {
            if let (Some(x), Some(y)) = pair {
                sums.add_pair(x, y);
            }
        }
    }

    /// How many answered every pair of items, at the least.
    pub(super) fn people(&self) -> u64 {
        self.sums.iter().map(|sums| sums.count).min().unwrap_or(0)
    }

    fn covariances(&self) -> Option<Vec<Vec<f64>>> {
        let all: Option<Vec<f64>> = self.sums.iter().map(Sums::covariance).collect();
        Some(all?.chunks(self.items.max(1)).map(<[f64]>::to_vec).collect())
    }

    /// Alpha; `None` of a single item, or where nobody differs from anybody.
    pub(super) fn alpha(&self) -> Option<Alpha> {
        let rows = self.covariances().filter(|_| self.items > 1)?;
        let (k, people) = (self.items as f64, self.people());
        let of_rows: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
        let all: f64 = of_rows.iter().sum();
        let trace = diagonal(&rows).sum::<f64>();
        if all <= 0.0 {
            return None;
        }
        let alpha = k / (k - 1.0) * (1.0 - trace / all);
        // Duhachek and Iacobucci 2004, Journal of Applied Psychology 89, formula 3.
        let trace_of_square: f64 = rows.iter().flatten().map(|one| one * one).sum();
        let square_of_all: f64 = of_rows.iter().map(|sum| sum * sum).sum();
        let inner = all * (trace_of_square + trace * trace) - 2.0 * trace * square_of_all;
        let q = 2.0 * k * k / ((k - 1.0) * (k - 1.0) * all.powi(3)) * inner;
        let se = (q.max(0.0) / people as f64).sqrt();
        Some(Alpha { alpha, se, interval: feldt(alpha, people, self.items) })
    }

    /// For each item its correlation with the sum of the others; `None` where either is always the same.
    pub(super) fn rests(&self) -> Vec<Option<f64>> {
        let Some(rows) = self.covariances() else { return vec![None; self.items] };
        let all: f64 = rows.iter().flatten().sum();
        let rest = |(row, own): (&Vec<f64>, f64)| {
            let with_rest = row.iter().sum::<f64>() - own;
            let of_rest = all - own - 2.0 * with_rest;
            let spread = (own * of_rest).max(0.0).sqrt();
            (spread > 1e-12).then(|| with_rest / spread)
        };
        rows.iter().zip(diagonal(&rows)).map(rest).collect()
    }
}

fn diagonal(rows: &[Vec<f64>]) -> impl Iterator<Item = f64> + '_ {
    rows.iter().enumerate().filter_map(|(at, row)| row.get(at).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(rows: &[[i64; 3]]) -> Pairs {
        let mut pairs = Pairs::new(3);
        rows.iter().for_each(|row| pairs.add(&row.map(|answer| (answer > 0).then_some(answer))));
        pairs
    }

    #[test]
    fn items_that_say_the_same_have_an_alpha_of_1() {
        let alpha = pairs(&[[1, 1, 1], [3, 3, 3], [5, 5, 5], [4, 4, 4]]).alpha().unwrap();
        assert!((alpha.alpha - 1.0).abs() < 1e-12 && alpha.se < 1e-6, "{alpha:?}");
    }

    #[test]
    fn nothing_is_said_where_nobody_differs() {
        assert_eq!(pairs(&[[3, 3, 3], [3, 3, 3]]).alpha(), None);
        assert_eq!(pairs(&[[3, 3, 3], [3, 3, 3]]).rests(), [None; 3]);
        assert_eq!(Pairs::new(1).alpha(), None);
    }

    #[test]
    fn a_skip_takes_no_other_answer_along() {
        let with = pairs(&[[1, 2, 1], [3, 4, 5], [5, 5, 4], [0, 2, 2]]);
        assert_eq!(with.sums[0].count, 3);
        assert_eq!(with.sums[4].count, 4);
        assert!(with.alpha().is_some());
    }
}
