//! What would change the side: the fewest answers, and the fewest steps.
//!
//! Effects of single answers on the gap add, so taking the largest first is optimal for both counts.

use super::gap::Gap;
use super::tally::Tally;
use crate::instrument::{Instrument, Item, Response, ResponseSet};

/// What would change the side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The fewest answers that would do it, strongest first; the last goes only as far as it must.
    pub answers: Vec<Change>,
    /// The fewest single steps that would do it, spread over any answers.
    pub steps: usize,
}

/// One answer moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The item's place in the order asked.
    pub item: usize,
    /// The answer given.
    pub from: Response,
    /// The answer that it would take.
    pub to: Response,
}

/// An answer that can still move against the leading side.
#[derive(Debug, Clone, Copy)]
struct Lever {
    item: usize,
    from: Response,
    rising: bool,
    /// What one step moves the gap, in the gap's units; never 0.
    step: i64,
    room: i64,
}

/// What would change the side; `None` on a tie, or where no answers could.
pub(super) fn flip(
    instrument: &Instrument,
    responses: &ResponseSet,
    tally: &Tally,
    gap: &Gap<'_>,
) -> Option<Flip> {
    let leader = gap.side()?;
    let lever = |(index, (item, response)): (usize, (&Item, Option<Response>))| {
        let from = response?;
        let rising = gap.side_of(item.scale.place)? != leader;
        let value = i64::from(from.value());
        let room = if rising { 5 - value } else { value - 1 };
        let step = gap.step_units(item.scale.place, tally.scale_of(item)?);
        (room > 0 && step > 0).then_some(Lever { item: index, from, rising, step, room })
    };
    let mut levers: Vec<Lever> =
        instrument.items.iter().zip(responses.iter()).enumerate().filter_map(lever).collect();
    levers.sort_unstable_by_key(|lever| (-lever.step * lever.room, lever.item));
    let answers = fewest_answers(&levers, gap.units())?;
    levers.sort_unstable_by_key(|lever| (-lever.step, lever.item));
    let steps = fewest_steps(&levers, gap.units())?;
    Some(Flip { answers, steps })
}

/// Moves whole answers, the last one only as far as it must; `None` where all of them are not enough.
fn fewest_answers(levers: &[Lever], distance: i64) -> Option<Vec<Change>> {
    let mut left = distance;
    let mut changes = Vec::with_capacity(4);
    for lever in levers {
        let needed = left / lever.step + 1;
        let steps = needed.min(lever.room);
        changes.push(lever.moved(steps)?);
        left -= steps * lever.step;
        if left < 0 {
            return Some(changes);
        }
    }
    None
}

/// Counts single steps; `None` where all of them are not enough.
fn fewest_steps(levers: &[Lever], distance: i64) -> Option<usize> {
    let mut left = distance;
    let mut count = 0;
    for lever in levers {
        let steps = (left / lever.step + 1).min(lever.room);
        count += steps;
        left -= steps * lever.step;
        if left < 0 {
            return usize::try_from(count).ok();
        }
    }
    None
}

impl Lever {
    fn moved(&self, steps: i64) -> Option<Change> {
        let from = i64::from(self.from.value());
        let to = if self.rising { from + steps } else { from - steps };
        let to = Response::new(u8::try_from(to).ok()?)?;
        Some(Change { item: self.item, from: self.from, to })
    }
}
