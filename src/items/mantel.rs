//! Whether people of two groups who like the rest of a scale equally answer one of its questions alike.

use super::figures::beyond;
use super::sums::Sums;
use crate::instrument::Response;

/// How often each answer was given by people who like the rest of the scale equally.
pub(super) type Answers = [u64; Response::COUNT];

/// How two groups differ in a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Difference {
    /// How much more the group likes it than the reference does, at the same liking of the rest, in steps of the
    /// answers: the standardized mean difference (Dorans and Schmitt 1991), weighted by the group's people.
    pub(super) steps: f64,
    /// The same in standard deviations of the question.
    pub(super) effect: f64,
    /// Mantel's chi-square, with one degree of freedom.
    pub(super) chi_square: f64,
    /// How likely one as large is where the groups don't differ.
    pub(super) p: f64,
}

/// Mantel's test for ordered answers (Mantel 1963, Journal of the American Statistical Association 58) over strata of
/// equal liking, each with the answers of the reference and of the group; `None` where the strata tell nothing.
pub(super) fn difference<'a>(strata: impl Iterator<Item = (&'a Answers, &'a Answers)>) -> Option<Difference> {
    let (mut over, mut variance) = (0.0, 0.0);
    let (mut steps, mut people) = (0.0, 0.0);
    let mut all = Sums::default();
    for (reference, group) in strata {
        let [(n, sum, squares), (m, other, more)] = [group, reference].map(moments);
        if n == 0.0 || m == 0.0 {
            continue;
        }
        let (total, sums) = (n + m, sum + other);
        over += sum - n / total * sums;
        variance += n * m / (total * total * (total - 1.0)) * (total * (squares + more) - sums * sums);
        steps += sum - n * other / m;
        people += n;
        for (value, count) in (1..).zip(group.iter().zip(reference).map(|(one, other)| one + other)) {
            all.add_many(value, count);
        }
    }
    let spread = all.spread().filter(|spread| *spread > 0.0)?;
    let chi_square = if variance > 0.0 { over * over / variance } else { return None };
    let steps = steps / people;
    Some(Difference { steps, effect: steps / spread, chi_square, p: beyond(chi_square) })
}

/// How many answers, their sum, and that of their squares.
#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn moments(answers: &Answers) -> (f64, f64, f64) {
    (1..).zip(answers).fold((0.0, 0.0, 0.0), |(count, sum, squares), (value, people)| {
        let (value, people) = (f64::from(value), *people as f64);
        (count + people, sum + value * people, squares + value * value * people)
    })
}

/// The probabilities of many tests, each raised so that of those under a limit no larger share is a false alarm
/// (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57).
#[expect(clippy::cast_precision_loss, reason = "a count of tests")]
pub(super) fn for_many(all: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let p = |at: usize| all.get(at).copied().unwrap_or(1.0);
    order.sort_by(|a, b| p(*b).total_cmp(&p(*a)));
    let mut raised = vec![1.0; all.len()];
    let mut lowest = 1.0_f64;
    for (before, at) in order.into_iter().enumerate() {
        lowest = lowest.min(p(at) * all.len() as f64 / (all.len() - before) as f64);
        raised.iter_mut().skip(at).take(1).for_each(|one| *one = lowest);
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_answer_alike_do_not_differ() {
        let strata = [([3, 4, 5, 6, 7], [6, 8, 10, 12, 14]), ([0, 2, 2, 2, 0], [0, 1, 1, 1, 0])];
        let found = difference(strata.iter().map(|(a, b)| (a, b))).unwrap();
        assert!(found.chi_square < 1e-20 && found.steps.abs() < 1e-12 && found.p > 0.999, "{found:?}");
    }

    /// With one stratum it is (n - 1) r squared.
    #[test]
    fn one_stratum_is_a_correlation() {
        let (reference, group) = ([4, 3, 2, 1, 0], [0, 1, 2, 3, 4]);
        let found = difference(std::iter::once((&reference, &group))).unwrap();
        let mut pairs = Sums::default();
        for (who, answers) in [(0, reference), (1, group)] {
            for (value, count) in (1..).zip(answers) {
                (0..count).for_each(|_| pairs.add_pair(who, value));
            }
        }
        let r = pairs.correlation().unwrap();
        assert!((found.chi_square - 19.0 * r * r).abs() < 1e-9, "{found:?}");
        assert!((found.steps - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_group_alone_in_a_stratum_tells_nothing() {
        assert_eq!(difference(std::iter::once((&[0; 5], &[1, 2, 3, 4, 5]))), None);
        assert_eq!(difference(std::iter::once((&[0, 0, 9, 0, 0], &[0, 0, 9, 0, 0]))), None);
    }

    #[test]
    fn many_tests_are_held_to_more() {
        let raised = for_many(&[0.01, 0.04, 0.03, 0.5]);
        for (found, wanted) in raised.iter().zip([0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5]) {
            assert!((found - wanted).abs() < 1e-12, "{raised:?}");
        }
    }
}
