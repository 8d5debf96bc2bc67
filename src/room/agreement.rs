//! How much a room agrees on a statement: agreement A for ordered answers.
//!
//! C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and Quantity 35(3), 2001, pages 325-341,
//! doi 10.1023/A:1010374114305. The counts are taken apart into layers of equal height. A layer over `S` of `K`
//! answers agrees by `U (1 - (S-1)/(K-1))`, where `U = ((K-2) TU - (K-1) TDU) / ((K-2) (TU + TDU))`: among its triples
//! of answers with two that are held and one that is not, `TU` have the empty one at an end and `TDU` in the middle.
//! `A` is the mean of the layers by their hands. The sum is exact: no float decides which of two statements splits a
//! room more.

use std::cmp::Ordering;

/// Agreement A, from -1 (two camps at the ends) over 0 (evenly spread) to 1 (all in one place), as a fraction.
#[derive(Debug, Clone, Copy)]
pub struct Agreement {
    over: i128,
    under: i128,
}

impl Agreement {
    /// The agreement of the hands for each answer, lowest first; `None` for fewer than three answers or no hands.
    /// Exact for up to ten answers.
    pub fn of(hands: &[u32]) -> Option<Self> {
        let answers = hands.len();
        let total: i128 = hands.iter().copied().map(i128::from).sum();
        if !(3..=10).contains(&answers) || total == 0 {
            return None;
        }
        let mut left: Vec<i128> = hands.iter().copied().map(i128::from).collect();
        let mut over = 0;
        while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
            let held: Vec<bool> = left.iter().map(|count| *count > 0).collect();
            over += height * layer(&held);
            left.iter_mut().filter(|count| **count > 0).for_each(|count| *count -= height);
        }
        Some(Self { over, under: total * unit(answers) })
    }

    /// The figure as a float, to show.
    pub fn value(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "to show two digits of it")]
        let (over, under) = (self.over as f64, self.under as f64);
        over / under
    }
}

/// What the numbers 1 to 9 all divide.
const COMMON: i128 = 2520;

/// What a layer that agrees wholly counts for, a hand.
fn unit(answers: usize) -> i128 {
    let answers = wide(answers);
    COMMON * (answers - 2) * (answers - 1)
}

/// The agreement of a layer one hand high times its hands, in units. With `TU + TDU = S (S-1) / 2 (K-S)`, the
/// formula above comes to `2 ((K-2) TU - (K-1) TDU) / ((K-2) (K-1) (S-1))`.
fn layer(held: &[bool]) -> i128 {
    let (answers, size) = (wide(held.len()), wide(held.iter().filter(|held| **held).count()));
    if size == 1 {
        return unit(held.len());
    }
    let (ends, middles) = triples(held);
    2 * ((answers - 2) * ends - (answers - 1) * middles) * COMMON / (size - 1).max(1)
}

/// Among the triples with two answers that are held and one that is not: how many have that one at an end, and how
/// many in the middle.
fn triples(held: &[bool]) -> (i128, i128) {
    let (mut ends, mut middles) = (0, 0);
    for (place, _) in held.iter().enumerate().filter(|(_, held)| !**held) {
        let (before, after) = held.split_at(place);
        let count = |side: &[bool]| wide(side.iter().filter(|held| **held).count());
        let (before, after) = (count(before), count(after));
        middles += before * after;
        ends += (before * (before - 1) + after * (after - 1)) / 2;
    }
    (ends, middles)
}

fn wide(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}

impl PartialEq for Agreement {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Agreement {}

impl PartialOrd for Agreement {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Agreement {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}
