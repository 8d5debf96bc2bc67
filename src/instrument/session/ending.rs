//! The way from the last question to the result: what is missing, the offer of the tie-breakers, the result.

use super::{OfferedFrom, Session, Stand};
use crate::instrument::{ResponseSet, TieBreakers};

impl Session {
    /// How many more answers of the core a result needs: two thirds of it have to be answered.
    pub fn missing(&self) -> usize {
        let answered = self.answers.responses.iter().take(self.core).flatten().count();
        (2 * self.core).div_ceil(3).saturating_sub(answered)
    }

    /// The first question of the core from this place on that has no answer.
    pub(super) fn unanswered_after(&self, from: usize) -> Option<usize> {
        (from..self.core).find(|&index| self.answers.responses.get(index).is_none())
    }

    /// After the last question: to the offer of the tie-breakers or the result; to the review where something is open.
    pub(super) fn end_of_questions(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        self.before_review = self.at;
        if self.first_open().is_some() {
            self.stand = Stand::Review;
        } else if self.must_offer(too_close) {
            self.stand = Stand::Offer(OfferedFrom::LastQuestion);
        } else {
            self.show_result();
        }
    }

    /// On from the review: to the first open question; where too few are answered for a result, from one skipped
    /// question to the next; else to the offer of the tie-breakers, or the result.
    pub fn finish(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.stand != Stand::Review {
            return;
        }
        let missing = if self.missing() > 0 { self.unanswered_after(0) } else { None };
        if let Some(open) = self.first_open() {
            self.at = open;
            self.stand = Stand::Question;
        } else if let Some(skipped) = missing {
            self.at = skipped;
            self.stand = Stand::Filling;
        } else if self.must_offer(too_close) {
            self.stand = Stand::Offer(OfferedFrom::Review);
        } else {
            self.show_result();
        }
    }

    /// To the result of all that was answered or skipped, whatever is still offered; nothing where something is open.
    pub fn end(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.first_open().is_none() {
            if self.must_offer(too_close) {
                self.answers.tie_breakers = TieBreakers::Declined;
            }
            self.show_result();
        }
    }

    /// At a result: other responses instead of those given. Where it is too close to call with them, the tie-breakers
    /// count as left out, so that they can still be asked for.
    pub fn replace(&mut self, responses: &ResponseSet, too_close: impl FnOnce(&Self) -> bool) {
        if self.stand == Stand::Result {
            self.answers.responses = responses.clone();
            self.end(too_close);
        }
    }

    pub(super) fn show_result(&mut self) {
        self.seen_result = true;
        self.stand = Stand::Result;
    }

    fn must_offer(&self, too_close: impl FnOnce(&Self) -> bool) -> bool {
        let available =
            self.answers.tie_breakers == TieBreakers::NotOffered && self.core < self.skipped.len();
        available && self.first_open().is_none() && too_close(self)
    }
}
