//! The answers that speak for a path, in the student's own words.

use std::sync::Arc;

use super::facts::Facts;
use crate::instrument::{Response, Scale};
use crate::scoring::Side;

/// An answer that speaks for a path: a like of its own work, or a dislike of the other's.
#[derive(Debug, Clone)]
pub(super) struct Reason<'a> {
    /// The path that it speaks for.
    pub(super) side: Side,
    /// The kind of work.
    pub(super) scale: &'a Arc<Scale>,
    /// What was asked.
    pub(super) text: &'a str,
    /// The answer, in words.
    pub(super) answer: &'a str,
    response: Response,
    /// What it adds to the gap, in steps, whichever the side.
    pull: f64,
}

impl Reason<'_> {
    /// Whether it is a like.
    pub(super) fn is_like(&self) -> bool {
        self.response > Response::MIDDLE
    }

    /// The reason as a sentence: "You strongly like to lead a team". Answers that aren't kinds of liking are quoted.
    pub(super) fn sentence(&self, stem: &str) -> String {
        let answer = self.answer.to_lowercase();
        let asks_to = stem.trim_end_matches(['.', ' ', '\u{2026}']).ends_with(" to");
        if asks_to && answer.ends_with("like") {
            let would = if self.is_like() { "" } else { "would " };
            format!("You {would}{answer} to {}", self.text)
        } else {
            format!("You said {} to: {}", self.answer, self.text)
        }
    }
}

impl<'a> Facts<'a> {
    /// The likes and dislikes that speak for a side, likes first, strongest first; in the order asked where they are
    /// equal.
    pub(super) fn reasons_for(&self, side: Side) -> Vec<Reason<'a>> {
        let instrument = &self.content.instrument;
        let answers = instrument.items.iter().zip(self.answers.responses.iter());
        let reason = |((item, response), pull): ((&'a crate::instrument::Item, Option<Response>), &f64)| {
            let response = response?;
            let of = self.content.contrast.side(item.scale.place)?;
            let speaks_for = if response > Response::MIDDLE { of } else { of.other() };
            (response != Response::MIDDLE && speaks_for == side).then(|| Reason {
                side,
                scale: &item.scale,
                text: &item.text,
                answer: instrument.option(response),
                response,
                pull: pull.abs(),
            })
        };
        let mut all: Vec<_> = answers.zip(&self.assessment.contributions).filter_map(reason).collect();
        let strength = |one: &Reason<'_>| one.response.value().abs_diff(Response::MIDDLE.value());
        let strongest = |a: &Reason<'_>, b: &Reason<'_>| {
            let by_strength = || strength(b).cmp(&strength(a));
            b.is_like().cmp(&a.is_like()).then_with(by_strength).then_with(|| b.pull.total_cmp(&a.pull))
        };
        all.sort_by(strongest);
        all
    }

    /// The reasons to name first: the strongest for the side that is named, or for both in turn, at most one a kind
    /// of work. Dislikes only where there are too few likes.
    pub(super) fn reasons(&self, count: usize) -> Vec<Reason<'a>> {
        if self.comparison().is_none() {
            return Vec::new();
        }
        let named = self.assessment.verdict.side();
        let lists: Vec<Vec<Reason<'a>>> = match named {
            Some(side) => vec![one_a_kind(self.reasons_for(side))],
            None => Side::BOTH.map(|side| one_a_kind(self.reasons_for(side))).to_vec(),
        };
        let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
        let in_turn = (0..longest).flat_map(|place| lists.iter().filter_map(move |list| list.get(place)));
        let reasons = one_a_kind(in_turn.cloned().collect());
        let (mut reasons, dislikes): (Vec<_>, Vec<_>) = reasons.into_iter().partition(Reason::is_like);
        reasons.extend(dislikes);
        reasons.truncate(count);
        reasons
    }
}

/// The first of each kind of work.
fn one_a_kind(reasons: Vec<Reason<'_>>) -> Vec<Reason<'_>> {
    let mut seen = Vec::new();
    reasons
        .into_iter()
        .filter(|one| {
            let is_new = !seen.contains(&one.scale.place);
            seen.push(one.scale.place);
            is_new
        })
        .collect()
}
