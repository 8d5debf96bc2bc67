//! Soft notes on the answers: straight lines, contradictions, hurry, little liking. They withhold nothing, and all are
//! decided in integers.

use std::time::Duration;

use super::confidence::WithinSquares;
use super::tally::{DENOMINATOR, Sums, Tally};
use crate::instrument::ResponseSet;

/// Nothing is said with fewer answers than this.
const FEWEST: i64 = 12;
/// This many equal answers in a row are a straight line.
const LONGEST_RUN: usize = 8;
/// An answer under this time was hardly read.
const HURRY: Duration = Duration::from_secs(2);

/// Notes on the answers. None withholds a comparison.
#[expect(clippy::struct_excessive_bools, reason = "each note stands alone")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// A long run of equal answers, or hardly any spread.
    pub straight_line: bool,
    /// Answers to activities of one kind differ as much as answers to different kinds.
    pub inconsistent: bool,
    /// The path that is named is liked less than the middle of the answers.
    pub low_interest: bool,
    /// At least half of the answers took under two seconds.
    pub rushed: bool,
}

impl Flags {
    /// The words for these flags in files, in a fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [
            (self.straight_line, "straight_line"),
            (self.inconsistent, "inconsistent"),
            (self.low_interest, "low_interest"),
            (self.rushed, "rushed"),
        ]
        .into_iter()
        .filter_map(|(set, name)| set.then_some(name))
    }
}

/// Looks at the answers in the order asked; whether the path that is named is liked is not seen in them alone. A skip is missing: it neither counts nor breaks a run.
pub(super) fn flags(
    responses: &ResponseSet,
    tally: &Tally,
    within: WithinSquares,
    times: &[Option<Duration>],
) -> Flags {
    let all = tally.total();
    if all.count < FEWEST {
        return Flags::default();
    }
    Flags {
        straight_line: longest_run(responses) >= LONGEST_RUN || has_little_spread(all),
        inconsistent: is_inconsistent(all, within),
        low_interest: false,
        rushed: is_rushed(responses, times),
    }
}

fn longest_run(responses: &ResponseSet) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for response in responses.iter().filter(Option::is_some) {
        run = if last == response { run + 1 } else { 1 };
        last = response;
        longest = longest.max(run);
    }
    longest
}

/// Whether the sample SD of all answers is under one half: `4 (n Q - S^2) < n (n - 1)`.
fn has_little_spread(all: Sums) -> bool {
    4 * all.spread() < all.count * (all.count - 1)
}

/// Whether the variance within scales is at least 2.1, or at least 1.15 times that of all answers.
fn is_inconsistent(all: Sums, within: WithinSquares) -> bool {
    if within.df == 0 {
        return false;
    }
    let total = all.spread();
    let wide = 10 * within.parts >= 21 * within.df * DENOMINATOR;
    let crossed = 100 * within.parts * all.count * (all.count - 1) >= 115 * total * within.df * DENOMINATOR;
    wide || (total > 0 && crossed)
}

fn is_rushed(responses: &ResponseSet, times: &[Option<Duration>]) -> bool {
    let timed = responses.iter().zip(times).filter(|(response, _)| response.is_some());
    let quick = timed.filter(|(_, time)| time.is_some_and(|time| time < HURRY)).count();
    quick > 0 && 2 * quick >= responses.given().count()
}
