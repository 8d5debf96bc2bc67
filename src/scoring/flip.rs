//! What would change the sign of the gap: the fewest answers, and the fewest steps. A turned sign is no other verdict, so
//! people are shown [`super::verdict_changes`] instead.
//!
//! The effects of single answers on the gap add up, so a greedy choice, largest first, is optimal for both.

use super::gap::{Contrast, Gap, Tally};
use crate::instrument::{Instrument, Item, Response, ResponseSet};

/// What would change the sign of the gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The fewest answers whose change suffices, strongest first; the last moves only as far as it must.
    pub answers: Vec<Change>,
    /// The fewest single steps that suffice, over any answers.
    pub steps: usize,
}

/// A changed answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The item's index in the order asked.
    pub item: usize,
    pub from: Response,
    pub to: Response,
}

impl Change {
    /// How far it moves, in steps.
    pub fn steps(&self) -> u8 {
        self.from.value().abs_diff(self.to.value())
    }

    /// The answers that would move less, the nearest to the one given first, and that one before them.
    pub(super) fn smaller(&self) -> impl Iterator<Item = Response> + use<> {
        let Self { from, to, .. } = *self;
        let between: Vec<Response> =
            Response::all().filter(|one| *one > from.min(to) && *one < from.max(to)).collect();
        let (up, down) = if to > from { (between, Vec::new()) } else { (Vec::new(), between) };
        [from].into_iter().chain(up).chain(down.into_iter().rev())
    }
}

/// An answer that could move against the leading side.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    item: usize,
    from: Response,
    rising: bool,
    /// How far one step moves the gap, in the gap's units; never 0.
    step: i64,
    /// The steps it could move.
    room: i64,
}

/// What would change the sign of the gap; `None` on a tie, or if no answers could.
pub fn flip(instrument: &Instrument, contrast: &Contrast, responses: &ResponseSet) -> Option<Flip> {
    let tally = Tally::new(instrument, responses);
    let gap = Gap::new(contrast, &tally, instrument.constants.norm_gap)?;
    let leader = gap.side()?;
    let candidate = |(index, (item, response)): (usize, (&Item, Option<Response>))| {
        let from = response?;
        let rising = gap.side_of(item.scale.place)? != leader;
        let value = i64::from(from.value());
        let room = if rising { 5 - value } else { value - 1 };
        let step = gap.step_units(item.scale.place, tally.scales[item.scale.place]);
        (room > 0 && step > 0).then_some(Candidate { item: index, from, rising, step, room })
    };
    let mut candidates: Vec<Candidate> =
        instrument.items.iter().zip(responses.iter()).enumerate().filter_map(candidate).collect();
    candidates.sort_unstable_by_key(|candidate| (-candidate.step * candidate.room, candidate.item));
    let answers = fewest_answers(&candidates, gap.units().abs())?;
    candidates.sort_unstable_by_key(|candidate| (-candidate.step, candidate.item));
    let steps = fewest_steps(&candidates, gap.units().abs())?;
    Some(Flip { answers, steps })
}

/// Moves whole answers, the last one only as far as it must; `None` if all of them aren't enough.
fn fewest_answers(candidates: &[Candidate], distance: i64) -> Option<Vec<Change>> {
    let mut left = distance;
    let mut changes = Vec::with_capacity(4);
    for candidate in candidates {
        let needed = left / candidate.step + 1;
        let steps = needed.min(candidate.room);
        changes.push(candidate.moved(steps)?);
        left -= steps * candidate.step;
        if left < 0 {
            return Some(changes);
        }
    }
    None
}

/// Counts single steps; `None` if all of them aren't enough.
fn fewest_steps(candidates: &[Candidate], distance: i64) -> Option<usize> {
    let mut left = distance;
    let mut count = 0;
    for candidate in candidates {
        let steps = (left / candidate.step + 1).min(candidate.room);
        count += steps;
        left -= steps * candidate.step;
        if left < 0 {
            return usize::try_from(count).ok();
        }
    }
    None
}

impl Candidate {
    fn moved(&self, steps: i64) -> Option<Change> {
        let from = i64::from(self.from.value());
        let to = if self.rising { from + steps } else { from - steps };
        let to = Response::new(u8::try_from(to).ok()?)?;
        Some(Change { item: self.item, from: self.from, to })
    }
}
