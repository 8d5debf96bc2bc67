//! How much a group agrees on a statement: van der Eijk's agreement A for ordered answers.
//!
//! C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and Quantity 35(3), 2001, pages 325-341,
//! doi 10.1023/A:1010374114305. The counts are divided into layers of equal height, in which each of the `K` answers is
//! either full or empty. A layer with `S` full answers has the agreement `U (1 - (S-1)/(K-1))`, where
//! `U = ((K-2) TU - (K-1) TDU) / ((K-2) (TU + TDU))`: of its triples of answers with two full and one empty, `TU` have
//! the empty one at an end and `TDU` in the middle. `A` is the mean of the layers, weighted by their counts. It is
//! computed exactly: no float decides which of two statements divides a group more.

use std::cmp::Ordering;

/// Agreement A as an exact fraction, from -1 (two camps at the ends) over 0 (spread evenly) to 1 (all in one place).
#[derive(Debug, Clone, Copy)]
pub struct Agreement {
    numerator: i128,
    denominator: i128,
}

/// Divisible by every number from 1 to 9, so that layers of up to ten answers are whole numbers.
const COMMON: i128 = 2520;

impl Agreement {
    /// The agreement of the counts of each answer, lowest first; `None` if all are 0, or for fewer than three or more
    /// than ten answers.
    pub fn of<T: Copy + Into<i128>>(counts: &[T]) -> Option<Self> {
        let mut left: Vec<i128> = counts.iter().map(|&count| count.into()).collect();
        let total: i128 = left.iter().sum();
        if !(3..=10).contains(&counts.len()) || total == 0 {
            return None;
        }
        let mut numerator = 0;
        while let Some(height) = left.iter().copied().filter(|&count| count > 0).min() {
            let full: Vec<bool> = left.iter().map(|&count| count > 0).collect();
            numerator += height * layer(&full);
            for count in left.iter_mut().filter(|count| **count > 0) {
                *count -= height;
            }
        }
        let answers = int(counts.len());
        Some(Self { numerator, denominator: total * COMMON * (answers - 2) * (answers - 1) })
    }

    /// The figure as a float, for display.
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    pub fn value(self) -> f64 {
        // Never -0.
        self.numerator as f64 / self.denominator as f64 + 0.0
    }
}

/// The agreement of a layer of height 1 times its count, in units of `1 / (COMMON (K-2) (K-1))`. With
/// `TU + TDU = S (S-1) / 2 (K-S)`, the formula above becomes `2 ((K-2) TU - (K-1) TDU) / ((K-2) (K-1) (S-1))`.
fn layer(full: &[bool]) -> i128 {
    let answers = int(full.len());
    let size = full_in(full);
    if size == 1 {
        return COMMON * (answers - 2) * (answers - 1);
    }
    let mut at_end = 0;
    let mut in_middle = 0;
    for place in (0..full.len()).filter(|&place| !full[place]) {
        let before = full_in(&full[..place]);
        let after = full_in(&full[place..]);
        in_middle += before * after;
        at_end += (before * (before - 1) + after * (after - 1)) / 2;
    }
    2 * ((answers - 2) * at_end - (answers - 1) * in_middle) * COMMON / (size - 1)
}

fn full_in(answers: &[bool]) -> i128 {
    int(answers.iter().filter(|&&is_full| is_full).count())
}

fn int(count: usize) -> i128 {
    i128::try_from(count).expect("at most ten answers")
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
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agreement(counts: &[u32]) -> f64 {
        Agreement::of(counts).expect("there are counts").value()
    }

    /// The formula as it is printed, in floats, over every triple.
    fn printed_formula(counts: &[u32]) -> f64 {
        let answers = counts.len();
        let total = f64::from(counts.iter().sum::<u32>());
        let mut left = counts.to_vec();
        let mut sum = 0.0;
        while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
            let full: Vec<bool> = left.iter().map(|count| *count > 0).collect();
            let size = full.iter().filter(|full| **full).count();
            let (mut tu, mut tdu) = (0.0, 0.0);
            for first in 0..answers {
                for second in first + 1..answers {
                    for third in second + 1..answers {
                        match (full[first], full[second], full[third]) {
                            (true, true, false) | (false, true, true) => tu += 1.0,
                            (true, false, true) => tdu += 1.0,
                            _ => {}
                        }
                    }
                }
            }
            let (k, s) = (answers as f64, size as f64);
            let layer = if size == 1 {
                1.0
            } else if size == answers {
                0.0
            } else {
                ((k - 2.0) * tu - (k - 1.0) * tdu) / ((k - 2.0) * (tu + tdu)) * (1.0 - (s - 1.0) / (k - 1.0))
            };
            sum += layer * s * f64::from(height) / total;
            left.iter_mut().for_each(|count| *count = count.saturating_sub(height));
        }
        sum
    }

    #[test]
    fn known_values() {
        // The R package agrmt, for its own example.
        assert!((agreement(&[30, 40, 210, 130, 530, 50, 10]) - 0.611_333_3).abs() < 1e-6);
        // Computed with fractions in another language.
        for (counts, expected) in [
            (&[13, 3, 14][..], -19.0 / 30.0),
            (&[10, 10, 10], 0.0),
            (&[15, 0, 15], -1.0),
            (&[30, 0, 0], 1.0),
            (&[1, 2, 27], 13.0 / 15.0),
            (&[5, 9, 3, 6, 7], 7.0 / 540.0),
            (&[15, 0, 0, 0, 15], -1.0),
            (&[0, 9, 9, 0, 0], 0.75),
            (&[5, 3, 3, 3, 5], -4.0 / 19.0),
            (&[10, 0, 10, 0, 10], -5.0 / 18.0),
            (&[0, 12, 6, 12, 0], 11.0 / 30.0),
            (&[8, 4, 2, 4, 12], -23.0 / 135.0),
        ] {
            assert!((agreement(counts) - expected).abs() < 1e-12, "{counts:?}");
        }
        assert!(Agreement::of(&[0_u32, 0, 0]).is_none() && Agreement::of(&[1_u32, 2]).is_none());
    }

    proptest! {
        #[test]
        fn matches_the_printed_formula(counts in prop::collection::vec(0..600u32, 3..=7)) {
            prop_assume!(counts.iter().sum::<u32>() > 0);
            let value = agreement(&counts);
            prop_assert!((value - printed_formula(&counts)).abs() < 1e-9, "{counts:?}: {value}");
            prop_assert!((-1.0..=1.0).contains(&value));
            let mirrored: Vec<u32> = counts.iter().rev().copied().collect();
            prop_assert_eq!(Agreement::of(&counts), Agreement::of(&mirrored));
            let doubled: Vec<u32> = counts.iter().map(|count| 2 * count).collect();
            prop_assert_eq!(Agreement::of(&counts), Agreement::of(&doubled));
        }
    }
}
