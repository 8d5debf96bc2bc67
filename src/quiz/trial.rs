//! What if: trying other answers on a result. Nothing changes until they are applied.

use super::{Outcome, Quiz, is_too_close};
use crate::code::Codec;
use crate::instrument::Response;
use crate::report::{self, Headline};
use crate::scoring::{Change, Side};

/// Other answers tried on a result.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The answered items by place in the order asked, the most influential first.
    pub items: Vec<usize>,
    /// The outcome of the tried answers.
    pub outcome: Outcome,
    /// Building it takes longer than a frame, so it is built once.
    codec: Codec,
}

impl Trial {
    /// The tried answer to an item.
    pub fn response(&self, item: usize) -> Option<Response> {
        self.outcome.answers.responses.get(item)
    }
}

impl Quiz {
    /// Starts trying other answers; `None` if there is no result or nothing was answered.
    pub fn trial(&self) -> Option<Trial> {
        let outcome = self.outcome()?.clone();
        let items = self.by_influence(&outcome);
        (!items.is_empty()).then(|| Trial { items, outcome, codec: Codec::new(&self.content) })
    }

    /// Tries another answer to an answered item.
    pub fn try_answer(&self, trial: &mut Trial, item: usize, response: Response) {
        if trial.response(item).is_none_or(|given| given == response) {
            return;
        }
        let mut answers = trial.outcome.answers.clone();
        answers.responses.set(item, Some(response));
        trial.outcome = Outcome::with_codec(&self.content, &trial.codec, answers, self.session.times());
    }

    /// The tried answers that differ from those given, in the order asked.
    pub fn changes(&self, trial: &Trial) -> Vec<Change> {
        let given = self.session.responses();
        (0..self.content.instrument.items.len())
            .filter_map(|item| Some(Change { item, from: given.get(item)?, to: trial.response(item)? }))
            .filter(|change| change.from != change.to)
            .collect()
    }

    /// What the tried answers do to the gap, in words; `None` before there is a result.
    pub fn tried(&self, trial: &Trial) -> Option<String> {
        let before = self.outcome()?.facts(&self.content);
        let now = trial.outcome.facts(&self.content);
        Some(report::gap_change(&before, &now, self.changes(trial).len()))
    }

    /// The top of the result for any outcome.
    pub fn headline_of<'a>(&self, outcome: &'a Outcome) -> &'a Headline {
        outcome.headline(&self.content)
    }

    /// Replaces the answers with the tried ones.
    pub fn take_over(&mut self, trial: &Trial) {
        let responses = &trial.outcome.answers.responses;
        self.step(|session, content| session.replace(responses, is_too_close(content)));
    }

    /// All answered items, by how much each could move the gap.
    fn by_influence(&self, outcome: &Outcome) -> Vec<usize> {
        let assessment = &outcome.assessment;
        let leader = assessment.comparison.and_then(|comparison| comparison.side);
        let influence = |index: usize| {
            let item = self.content.instrument.item(index)?;
            let value = f64::from(outcome.answers.responses.get(index)?.value());
            let scale = assessment.scales.get(item.scale.place)?;
            let (down, up) = (value - 1.0, 5.0 - value);
            let room = match (leader, self.content.contrast.side(item.scale.place)) {
                (Some(leader), Some(side)) if side == leader => down,
                (Some(_), Some(Side::First | Side::Second)) => up,
                _ => down.max(up),
            };
            #[expect(clippy::cast_precision_loss, reason = "a few items")]
            let answered = scale.answered.max(1) as f64;
            Some((index, scale.weight.abs() / answered * room))
        };
        let mut items: Vec<_> = (0..self.content.instrument.items.len()).filter_map(influence).collect();
        items.sort_by(|a, b| b.1.total_cmp(&a.1));
        items.into_iter().map(|(index, _)| index).collect()
    }
}
