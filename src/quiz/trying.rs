//! What if: other answers tried on a result. Nothing changes until they are taken over.

use super::{Outcome, Quiz, is_too_close};
use crate::code::Codec;
use crate::instrument::Response;
use crate::report::{self, Headline};
use crate::scoring::{Change, Side};
use crate::store::Keeping;

/// Other answers that are tried on a result.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The answers that can be changed, by place in the order asked, those that matter most first.
    pub items: Vec<usize>,
    /// What comes of the answers as they are tried now.
    pub outcome: Outcome,
    /// Made once, so that a change is there at the next frame.
    codec: Codec,
}

impl Trial {
    /// The answer to an item as it is tried now.
    pub fn response(&self, item: usize) -> Option<Response> {
        self.outcome.answers.responses.get(item)
    }
}

impl Quiz {
    /// Begins to try other answers; `None` before there is a result, and where nothing was answered.
    pub fn trial(&self) -> Option<Trial> {
        let outcome = self.outcome()?.clone();
        let items = self.most_first(&outcome);
        let codec = Codec::new(&self.content);
        (!items.is_empty()).then_some(Trial { items, outcome, codec })
    }

    /// Tries another answer to an item that has one.
    pub fn try_answer(&self, trial: &mut Trial, item: usize, response: Response) {
        if trial.response(item).is_none_or(|given| given == response) {
            return;
        }
        let mut answers = trial.outcome.answers.clone();
        answers.responses.set(item, Some(response));
        trial.outcome = Outcome::with_codec(&self.content, &trial.codec, answers, self.session.times());
    }

    /// The answers that are tried otherwise than they were given, in the order asked.
    pub fn changes(&self, trial: &Trial) -> Vec<Change> {
        let given = self.session.responses();
        let change = |item: usize| {
            let (from, to) = (given.get(item)?, trial.response(item)?);
            (from != to).then_some(Change { item, from, to })
        };
        (0..self.content.instrument.items.len()).filter_map(change).collect()
    }

    /// What the answers that are tried do to the gap, in words; `None` before there is a result.
    pub fn tried(&self, trial: &Trial) -> Option<String> {
        let (before, now) = (self.outcome()?.facts(&self.content), trial.outcome.facts(&self.content));
        Some(report::gap_change(&before, &now, self.changes(trial).len()))
    }

    /// The first thing on the answers that are tried, or on any others.
    pub fn headline_of<'a>(&self, outcome: &'a Outcome) -> &'a Headline {
        outcome.headline(&self.content)
    }

    /// What was just taken over, and what becomes of it, truthfully.
    pub fn what_was_taken_over(&self, changed: usize) -> String {
        let changed = report::format::count(changed, "answer");
        match self.keeping() {
            Keeping::On => format!("{changed} changed. This result has a code of its own."),
            Keeping::Off | Keeping::Failed(_) => {
                format!("{changed} changed. Nothing is saved, so note the new code.")
            }
        }
    }

    /// Makes the answers that were tried one's own: the result is made anew of them, and kept like any other.
    pub fn take_over(&mut self, trial: &Trial) {
        let responses = trial.outcome.answers.responses.clone();
        self.step(|session, content| session.replace(&responses, is_too_close(content)));
    }

    /// All answered items: first the fewest that would change the side, then what else moves the gap most.
    fn most_first(&self, outcome: &Outcome) -> Vec<usize> {
        let assessment = &outcome.assessment;
        let leader = assessment.comparison.and_then(|comparison| comparison.side);
        let effect = |index: usize| {
            let item = self.content.instrument.item(index)?;
            let value = f64::from(outcome.answers.responses.get(index)?.value());
            let reading = assessment.scales.get(item.scale.place)?;
            let (less, more) = (value - 1.0, 5.0 - value);
            let room = match (leader, self.content.contrast.side(item.scale.place)) {
                (Some(leader), Some(side)) if side == leader => less,
                (Some(_), Some(Side::First | Side::Second)) => more,
                _ => less.max(more),
            };
            #[expect(clippy::cast_precision_loss, reason = "a few items")]
            let answered = reading.answered.max(1) as f64;
            Some((index, reading.weight.abs() / answered * room))
        };
        let mut effects: Vec<_> = (0..self.content.instrument.items.len()).filter_map(effect).collect();
        effects.sort_by(|a, b| b.1.total_cmp(&a.1));
        let fewest = assessment.flip.iter().flat_map(|flip| &flip.answers).map(|change| change.item);
        let mut items: Vec<usize> = fewest.collect();
        let rest = effects.into_iter().map(|(index, _)| index).filter(|index| !items.contains(index));
        items.extend(rest.collect::<Vec<_>>());
        items
    }
}
