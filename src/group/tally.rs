//! What is kept of the people of a group: counts and sums, and nothing of any one of them.

use crate::content::Content;
use crate::instrument::{Answers, Response};
use crate::scoring::{Assessment, Side, Verdict};

/// How many kinds of result there are; see [`slot`].
pub(crate) const VERDICTS: usize = 7;
/// How many ranges the gap is counted in, each half a step wide; the middle one is around 0.
pub(super) const BINS: usize = 17;
/// Figures are summed in millionths, so that sums are the same in whatever order people come.
const PARTS: f64 = 1e6;

/// The place of a verdict: clearly and leaning to the first path, leaning and clearly to the second, both, neither,
/// too close; `None` for one that names nothing.
pub(crate) fn slot(verdict: Verdict) -> Option<usize> {
    Some(match verdict {
        Verdict::Clear(Side::First) => 0,
        Verdict::Lean(Side::First) => 1,
        Verdict::Lean(Side::Second) => 2,
        Verdict::Clear(Side::Second) => 3,
        Verdict::Both => 4,
        Verdict::Neither => 5,
        Verdict::Close => 6,
        Verdict::Incomplete => return None,
    })
}

/// The sum of figures and of their squares.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    pub(super) count: u64,
    sum: i64,
    squares: i128,
}

#[expect(clippy::cast_precision_loss, reason = "sums of millionths stay far below what matters")]
impl Moments {
    #[expect(clippy::cast_possible_truncation, reason = "gaps, means and shares are small")]
    fn add(&mut self, figure: f64) {
        let parts = (figure * PARTS).round() as i64;
        self.count += 1;
        self.sum += parts;
        self.squares += i128::from(parts) * i128::from(parts);
    }

    /// The same with a whole number that comes so often.
    #[must_use]
    pub(super) fn with(self, figure: i64, times: u64) -> Self {
        let (parts, many) = (figure * 1_000_000, i64::try_from(times).unwrap_or(i64::MAX));
        Self {
            count: self.count + times,
            sum: self.sum + parts * many,
            squares: self.squares + i128::from(parts) * i128::from(parts) * i128::from(many),
        }
    }

    fn join(&mut self, other: Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// The mean; 0 without a figure.
    pub(super) fn mean(self) -> f64 {
        self.sum as f64 / PARTS / self.count.max(1) as f64
    }

    fn squares_around_mean(self) -> i128 {
        self.squares * i128::from(self.count) - i128::from(self.sum) * i128::from(self.sum)
    }

    /// The standard deviation of the figures, with one degree of freedom taken off.
    pub(super) fn spread(self) -> f64 {
        let freedom = self.count.saturating_sub(1).max(1) as f64;
        (self.squares_around_mean() as f64 / self.count.max(1) as f64 / freedom).sqrt() / PARTS
    }

    /// Whether all figures are the same.
    pub(super) fn all_same(self) -> bool {
        self.squares_around_mean() == 0
    }
}

/// Counts and sums over the people of a group whose results name something.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) people: u64,
    /// Whose answers have a note on their quality.
    pub(super) flagged: u64,
    /// By [`slot`].
    pub(super) verdicts: [u64; VERDICTS],
    /// First liking minus second, in steps.
    pub(super) gap: Moments,
    /// The gap, half a step a place.
    pub(super) bins: [u64; BINS],
    /// How sure the results are, 0.5 to 1.
    pub(super) sure: Moments,
    /// The means of each scale.
    pub(super) scales: Vec<Moments>,
    /// How often each answer was given to each core item.
    pub(super) items: Vec<[u64; Response::COUNT]>,
}

impl Tally {
    pub(super) fn new(content: &Content) -> Self {
        Self {
            people: 0,
            flagged: 0,
            verdicts: [0; VERDICTS],
            gap: Moments::default(),
            bins: [0; BINS],
            sure: Moments::default(),
            scales: vec![Moments::default(); content.instrument.scales.len()],
            items: vec![[0; Response::COUNT]; content.instrument.core_count()],
        }
    }

    /// Counts a person; `false` where too little was answered to say anything.
    pub(super) fn add(&mut self, answers: &Answers, assessment: &Assessment) -> bool {
        let (Some(slot), Some(comparison)) = (slot(assessment.verdict), &assessment.comparison) else {
            return false;
        };
        self.people += 1;
        let flags = assessment.flags;
        self.flagged += u64::from(flags.straight_line || flags.inconsistent || flags.rushed);
        self.verdicts.iter_mut().skip(slot).take(1).for_each(|count| *count += 1);
        self.bins.iter_mut().skip(bin(comparison.gap)).take(1).for_each(|count| *count += 1);
        self.gap.add(comparison.gap);
        self.sure.add(comparison.confidence.p);
        for (scale, reading) in self.scales.iter_mut().zip(&assessment.scales) {
            reading.mean.into_iter().for_each(|mean| scale.add(mean));
        }
        for (item, response) in self.items.iter_mut().zip(answers.responses.iter()) {
            let Some(response) = response else { continue };
            item.iter_mut().skip(response.index()).take(1).for_each(|count| *count += 1);
        }
        true
    }

    /// Adds the people of another group.
    pub(super) fn join(&mut self, other: &Self) {
        self.people += other.people;
        self.flagged += other.flagged;
        self.gap.join(other.gap);
        self.sure.join(other.sure);
        add_all(&mut self.verdicts, &other.verdicts);
        add_all(&mut self.bins, &other.bins);
        self.scales.iter_mut().zip(&other.scales).for_each(|(mine, other)| mine.join(*other));
        self.items.iter_mut().zip(&other.items).for_each(|(mine, other)| add_all(mine, other));
    }

    /// How many results name the first path, the second, and neither of them alone.
    pub(super) fn sides(&self) -> [u64; 3] {
        let [clear, lean, other_lean, other_clear, both, neither, close] = self.verdicts;
        [clear + lean, other_lean + other_clear, both + neither + close]
    }
}

fn add_all(mine: &mut [u64], other: &[u64]) {
    mine.iter_mut().zip(other).for_each(|(mine, other)| *mine += other);
}

/// The place of a gap among the ranges, which begin below -4.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 16")]
fn bin(gap: f64) -> usize {
    ((gap * 2.0).round() + 8.0).clamp(0.0, 16.0) as usize
}

/// Where a range of the gap begins, in steps; it ends where the next one begins.
#[expect(clippy::cast_precision_loss, reason = "0 to 17")]
pub(super) fn bin_start(place: usize) -> f64 {
    (place as f64 - 8.5) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_lies_in_its_range() {
        for gap in [-4.0, -0.3, -0.25, -0.2, 0.0, 0.24, 0.26, 1.3, 4.0] {
            let place = bin(gap);
            assert!(bin_start(place) <= gap && gap <= bin_start(place + 1), "{gap}");
        }
        assert_eq!(bin(0.0), 8);
    }

    #[test]
    fn mean_and_spread_are_those_of_the_figures() {
        let mut sums = Moments::default();
        [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0].into_iter().for_each(|figure| sums.add(figure));
        assert!((sums.mean() - 5.0).abs() < 1e-12);
        assert!((sums.spread() - (32.0_f64 / 7.0).sqrt()).abs() < 1e-6);
        assert!(!sums.all_same());
    }
}
