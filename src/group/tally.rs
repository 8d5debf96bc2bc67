//! What is kept of the people of a group: counts and sums.

use crate::agreement::Agreement;
use crate::content::Content;
use crate::instrument::{Answers, Response};
use crate::scoring::{Assessment, Side, Verdict};

use super::{RANKED, SPLIT};

/// A sum of figures, in millionths, so that it is the same in whatever order they come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mean {
    pub(super) count: u64,
    sum: i64,
}

impl Mean {
    const PARTS: i64 = 1_000_000;

    fn add(&mut self, figure: f64) {
        self.count += 1;
        self.sum += (figure * Self::PARTS as f64).round() as i64;
    }

    fn add_all(&mut self, other: Self) {
        self.count += other.count;
        self.sum += other.sum;
    }

    /// The mean in tenths, rounded; 0 of no figures.
    pub(super) fn tenths(self) -> i64 {
        let count = self.count.max(1) as i64 * Self::PARTS;
        (2 * 10 * self.sum + count).div_euclid(2 * count)
    }
}

/// Counts and sums over the people of a group who answered enough for a result.
#[derive(Debug, Clone)]
pub struct Tally {
    pub(super) people: u64,
    /// Responses with quality flags.
    pub(super) flagged: u64,
    /// Verdicts that name the first field, the second, and none.
    pub(super) verdicts: [u64; 3],
    pub(super) gap: Mean,
    pub(super) like: [Mean; 2],
    pub(super) scales: Vec<Mean>,
    /// How often each core item got each answer.
    items: Vec<[u64; Response::COUNT]>,
}

impl Tally {
    pub fn new(content: &Content) -> Self {
        Self {
            people: 0,
            flagged: 0,
            verdicts: [0; 3],
            gap: Mean::default(),
            like: [Mean::default(); 2],
            scales: vec![Mean::default(); content.instrument.scales.len()],
            items: vec![[0; Response::COUNT]; content.instrument.core_count()],
        }
    }

    /// Adds a person; returns `false` if too little was answered for a result.
    pub fn add(&mut self, answers: &Answers, assessment: &Assessment) -> bool {
        let Some(comparison) = &assessment.comparison else { return false };
        if assessment.verdict == Verdict::Incomplete {
            return false;
        }
        let flags = assessment.flags;
        self.people += 1;
        self.flagged += u64::from(flags.straight_line || flags.inconsistent || flags.rushed);
        self.verdicts[match assessment.verdict.side() {
            Some(Side::First) => 0,
            Some(Side::Second) => 1,
            None => 2,
        }] += 1;
        self.gap.add(comparison.gap);
        for (mean, like) in self.like.iter_mut().zip(comparison.like) {
            mean.add(like);
        }
        for (scale, reading) in self.scales.iter_mut().zip(&assessment.scales) {
            if let Some(mean) = reading.mean {
                scale.add(mean);
            }
        }
        for (item, response) in self.items.iter_mut().zip(answers.responses.iter()) {
            if let Some(response) = response {
                item[response.index()] += 1;
            }
        }
        true
    }

    /// Adds the people of another group.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.people += other.people;
        self.flagged += other.flagged;
        for (count, more) in self.verdicts.iter_mut().zip(other.verdicts) {
            *count += more;
        }
        self.gap.add_all(other.gap);
        for (mean, more) in self.like.iter_mut().zip(other.like) {
            mean.add_all(more);
        }
        for (mean, more) in self.scales.iter_mut().zip(&other.scales) {
            mean.add_all(*more);
        }
        for (item, more) in self.items.iter_mut().zip(&other.items) {
            for (count, more) in item.iter_mut().zip(more) {
                *count += more;
            }
        }
    }

    /// The items that at least `min` people answered.
    fn answered(&self, min: u64) -> Vec<(usize, &[u64; Response::COUNT])> {
        self.items.iter().enumerate().filter(|(_, counts)| counts.iter().sum::<u64>() >= min).collect()
    }

    /// The items liked most and least, strongest first; never the same item in both.
    pub(super) fn ranked(&self, min: u64) -> (Vec<usize>, Vec<usize>) {
        let mut items = self.answered(min);
        let ranked = RANKED.min(items.len() / 2);
        // The mean as a fraction, compared by cross-multiplication.
        let mean = |counts: &[u64]| {
            let sum: u64 = (1..).zip(counts).map(|(value, count)| value * count).sum();
            (u128::from(sum), u128::from(counts.iter().sum::<u64>()))
        };
        items.sort_by(|(_, a), (_, b)| {
            let ((sum_a, count_a), (sum_b, count_b)) = (mean(*a), mean(*b));
            (sum_b * count_a).cmp(&(sum_a * count_b))
        });
        let index = |(index, _): &(usize, &[u64; Response::COUNT])| *index;
        (items.iter().take(ranked).map(index).collect(), items.iter().rev().take(ranked).map(index).collect())
    }

    /// The items with the least agreement, in the order asked: their ranks would say too much about small groups.
    pub(super) fn most_split(&self, min: u64) -> Vec<usize> {
        let mut items = self.answered(min);
        items.sort_by_cached_key(|(_, counts)| Agreement::of(&counts[..]));
        let mut split: Vec<usize> = items.iter().take(SPLIT).map(|(index, _)| *index).collect();
        split.sort_unstable();
        split
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_rounded_to_tenths() {
        let tenths = |figures: &[f64]| {
            let mut mean = Mean::default();
            figures.iter().for_each(|figure| mean.add(*figure));
            mean.tenths()
        };
        assert_eq!(tenths(&[2.0, 4.0, 4.0]), 33);
        assert_eq!(tenths(&[2.25, 2.25]), 23);
        assert_eq!(tenths(&[-0.04]), 0);
        assert_eq!(tenths(&[-1.0, -1.6]), -13);
    }
}
