//! Response-quality flags: straight lines, inconsistent or rushed answers. They withhold nothing, and all are decided in
//! integers.

use std::time::Duration;

use super::gap::{DENOMINATOR, Sums, Tally, WithinSquares};
use crate::instrument::{Instrument, Response, ResponseSet};

/// Fewer answers than this are never flagged.
const MIN_ANSWERS: i64 = 12;
/// This many equal answers in a row are a straight line.
const STRAIGHT_LINE: usize = 8;
/// An item answered in less time was hardly read.
const RUSHED: Duration = Duration::from_secs(2);

/// Response-quality flags. None withholds a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// A long run of equal answers, or hardly any variance.
    pub straight_line: bool,
    /// Answers within scales differ as much as answers to different scales, and some scale is both liked and disliked.
    /// Never with a straight line.
    pub inconsistent: bool,
    /// The liking of the named side is below the middle of the answers, and no scale of it is liked.
    pub low_interest: bool,
    /// At least half of the answers took under two seconds.
    pub rushed: bool,
}

impl Flags {
    /// The names of the flags in files, in a fixed order.
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

/// The flags of these answers but `low_interest`, which depends on the verdict. A skip neither counts nor breaks a run.
pub(super) fn flags(
    instrument: &Instrument,
    responses: &ResponseSet,
    tally: &Tally,
    within: WithinSquares,
    times: &[Option<Duration>],
) -> Flags {
    let all = tally.total();
    if all.count < MIN_ANSWERS {
        return Flags::default();
    }
    let straight_line = longest_run(responses) >= STRAIGHT_LINE || has_little_variance(all);
    let inconsistent =
        !straight_line && is_inconsistent(all, within) && has_mixed_scale(instrument, responses);
    Flags { straight_line, inconsistent, low_interest: false, rushed: is_rushed(responses, times) }
}

fn longest_run(responses: &ResponseSet) -> usize {
    let mut longest = 0;
    let mut run = 0;
    let mut last = None;
    for response in responses.iter().filter(Option::is_some) {
        run = if last == response { run + 1 } else { 1 };
        last = response;
        longest = longest.max(run);
    }
    longest
}

/// Whether the sample SD of all answers is under one half: `4 (n Q - S^2) < n (n - 1)`.
fn has_little_variance(all: Sums) -> bool {
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

/// Whether some scale has both an answer that is a dislike and one that is a like.
fn has_mixed_scale(instrument: &Instrument, responses: &ResponseSet) -> bool {
    let has = |scale: usize, is_it: fn(Response) -> bool| {
        let items = instrument.items.iter().zip(responses.iter());
        items.filter(|(item, _)| item.scale.place == scale).any(|(_, response)| response.is_some_and(is_it))
    };
    (0..instrument.scales.len()).any(|scale| {
        has(scale, |response| response < Response::MIDDLE)
            && has(scale, |response| response > Response::MIDDLE)
    })
}

fn is_rushed(responses: &ResponseSet, times: &[Option<Duration>]) -> bool {
    let timed = responses.iter().zip(times).filter(|(response, _)| response.is_some());
    let quick = timed.filter(|(_, time)| time.is_some_and(|time| time < RUSHED)).count();
    quick > 0 && 2 * quick >= responses.given().count()
}
