//! Which means of a group may be told: those with enough people behind them who are not all of one mind, and that are
//! not near an end of the answers.

use super::tally::{Moments, Tally};

/// Between these a mean of answers is told.
pub(super) const ENDS: [f64; 2] = [1.5, 4.5];
/// A mean gap is told up to this size, in steps; 4 is the most there can be.
const LARGEST_GAP: f64 = 3.0;
/// Which figures of a group may be told.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) sides: bool,
    pub(super) gap: bool,
    pub(super) scales: Vec<bool>,
    pub(super) items: Vec<bool>,
}

impl Told {
    /// What of a group by itself may be told.
    pub(super) fn of(tally: &Tally, least: u64) -> Self {
        let gap = tally.gap;
        Self {
            sides: true,
            gap: gap.count >= least && !gap.all_same() && gap.mean().abs() <= LARGEST_GAP,
            scales: tally.scales.iter().map(|one| is_told(*one, least)).collect(),
            items: tally.items.iter().map(|one| is_told(moments(one), least)).collect(),
        }
    }

    /// Keeps only what may be told of another one too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.gap &= other.gap;
        self.scales.iter_mut().zip(&other.scales).for_each(|(mine, other)| *mine &= other);
        self.items.iter_mut().zip(&other.items).for_each(|(mine, other)| *mine &= other);
    }
}

fn is_told(one: Moments, least: u64) -> bool {
    let [low, high] = ENDS;
    one.count >= least && !one.all_same() && (low..=high).contains(&one.mean())
}

/// The answers to an item as figures.
pub(super) fn moments(answers: &[u64]) -> Moments {
    (1..).zip(answers).fold(Moments::default(), |sums, (value, count)| sums.with(value, *count))
}
