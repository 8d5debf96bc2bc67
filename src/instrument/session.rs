//! One person's way through the quiz: which question, what was answered, what was skipped.
//!
//! Every front end drives this one type, so that back, skip, review and the tie-breakers mean the same
//! everywhere. It decides nothing about scores: whether it is too close is told to it.

mod progress;
mod step;

use std::time::Duration;

pub use progress::Progress;
pub use step::{Step, TieBreakers};

use super::{Answers, Instrument, Response, ResponseSet};

/// Answers, skips and the place in the quiz.
#[derive(Debug, Clone)]
pub struct Session {
    core: usize,
    answers: Answers,
    skipped: Vec<bool>,
    times: Vec<Option<Duration>>,
    at: usize,
    before_review: usize,
    step: Step,
    /// Where the tie-breakers were offered from.
    offered_from: Step,
    from_review: bool,
    seen_result: bool,
}

impl Session {
    /// A session at the welcome, with nothing answered.
    pub fn new(instrument: &Instrument) -> Self {
        let total = instrument.items.len();
        Self {
            core: instrument.core_count(),
            answers: Answers::empty(instrument),
            skipped: vec![false; total],
            times: vec![None; total],
            at: 0,
            before_review: 0,
            step: Step::Welcome,
            offered_from: Step::Welcome,
            from_review: false,
            seen_result: false,
        }
    }

    /// Where somebody stands.
    pub fn step(&self) -> Step {
        self.step
    }

    /// The place of the current question in the order asked, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The responses so far.
    pub fn responses(&self) -> &ResponseSet {
        &self.answers.responses
    }

    /// How long each first answer took, where that is known.
    pub fn times(&self) -> &[Option<Duration>] {
        &self.times
    }

    /// What has become of the tie-breakers.
    pub fn tie_breakers(&self) -> TieBreakers {
        self.answers.tie_breakers
    }

    /// Whether the current question was opened from the review and leads back there.
    pub fn from_review(&self) -> bool {
        self.from_review
    }

    /// Whether the result has been shown before.
    pub fn seen_result(&self) -> bool {
        self.seen_result
    }

    /// How many questions this quiz has now: the core, and the tie-breakers once accepted.
    pub fn len(&self) -> usize {
        if self.answers.tie_breakers == TieBreakers::Accepted { self.skipped.len() } else { self.core }
    }

    /// Whether there is nothing to ask.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the item at this place was skipped.
    pub fn is_skipped(&self, index: usize) -> bool {
        self.skipped.get(index).copied().unwrap_or(false)
    }

    /// Whether the item at this place was answered or skipped.
    pub fn is_settled(&self, index: usize) -> bool {
        self.answers.responses.get(index).is_some() || self.is_skipped(index)
    }

    /// The first question that was neither answered nor skipped.
    pub fn first_open(&self) -> Option<usize> {
        (0..self.len()).find(|&index| !self.is_settled(index))
    }

    /// How many questions were answered.
    pub fn answered(&self) -> usize {
        self.answers.responses.given().count()
    }

    /// How many of this quiz's questions were answered or skipped.
    pub fn settled(&self) -> usize {
        (0..self.len()).filter(|&index| self.is_settled(index)).count()
    }

    /// From the welcome to the first open question.
    pub fn start(&mut self) {
        if self.step != Step::Welcome {
            return;
        }
        self.at = self.first_open().unwrap_or(0);
        self.step = Step::Question;
    }

    /// Answers the current question and stays there. `took` is the time since it was first shown.
    pub fn answer(&mut self, response: Response, took: Option<Duration>) {
        if self.step != Step::Question {
            return;
        }
        let first = !self.is_settled(self.at);
        self.answers.responses.set(self.at, Some(response));
        self.mark_skipped(self.at, false);
        if let (true, Some(slot)) = (first, self.times.get_mut(self.at)) {
            *slot = took;
        }
    }

    /// Skips the current question, and with it an answer it had, and goes on.
    pub fn skip(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.step != Step::Question {
            return;
        }
        self.answers.responses.set(self.at, None);
        self.mark_skipped(self.at, true);
        self.advance(too_close);
    }

    /// Goes on from the current question where it is settled; says whether it did.
    ///
    /// `too_close` is asked only at the end of the core, to know whether to offer the tie-breakers.
    pub fn advance(&mut self, too_close: impl FnOnce(&Self) -> bool) -> bool {
        if self.step != Step::Question || !self.is_settled(self.at) {
            return false;
        }
        if std::mem::take(&mut self.from_review) {
            self.step = Step::Review;
        } else if self.at + 1 < self.len() {
            self.at += 1;
        } else {
            self.before_review = self.at;
            if self.must_offer(too_close) {
                self.offer();
            } else {
                self.step = Step::Review;
            }
        }
        true
    }

    /// One step back, every answer kept; says whether there was somewhere to go.
    pub fn back(&mut self) -> bool {
        match self.step {
            Step::Welcome => return false,
            Step::Question if self.from_review => {
                self.from_review = false;
                self.step = Step::Review;
            }
            Step::Question if self.at == 0 => self.step = Step::Welcome,
            Step::Question => self.at -= 1,
            Step::Offer => self.step = self.offered_from,
            Step::Review if self.seen_result => self.step = Step::Result,
            Step::Review => {
                self.at = self.before_review;
                self.step = Step::Question;
            }
            Step::Result => self.step = Step::Review,
        }
        true
    }

    /// Opens the review of all answers.
    pub fn review(&mut self) {
        if !matches!(self.step, Step::Question | Step::Result | Step::Offer) {
            return;
        }
        if !std::mem::take(&mut self.from_review) {
            self.before_review = self.at;
        }
        self.step = Step::Review;
    }

    /// From the review to the question at `index`, which then leads back to the review.
    pub fn open(&mut self, index: usize) {
        if self.step == Step::Review && index < self.len() {
            self.at = index;
            self.from_review = true;
            self.step = Step::Question;
        }
    }

    /// On from the review: to the first open question, the offer of the tie-breakers, or the result.
    pub fn finish(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.step != Step::Review {
            return;
        }
        if let Some(open) = self.first_open() {
            self.at = open;
            self.step = Step::Question;
        } else if self.must_offer(too_close) {
            self.offer();
        } else {
            self.show_result();
        }
    }

    /// Answers the offer of the tie-breakers. Declined, it leads on to where somebody was going: to the review from
    /// the last question, else to the result.
    pub fn take_offer(&mut self, accept: bool) {
        if self.step != Step::Offer {
            return;
        }
        if accept {
            self.answers.tie_breakers = TieBreakers::Accepted;
            self.at = self.core;
            self.step = Step::Question;
        } else {
            self.answers.tie_breakers = TieBreakers::Declined;
            match self.offered_from {
                Step::Review | Step::Result => self.show_result(),
                Step::Welcome | Step::Question | Step::Offer => self.step = Step::Review,
            }
        }
    }

    /// Offers tie-breakers that were declined before, from the result.
    pub fn offer_again(&mut self) {
        if self.step == Step::Result && self.answers.tie_breakers == TieBreakers::Declined {
            self.offer();
        }
    }

    fn offer(&mut self) {
        self.offered_from = self.step;
        self.step = Step::Offer;
    }

    fn show_result(&mut self) {
        self.seen_result = true;
        self.step = Step::Result;
    }

    fn must_offer(&self, too_close: impl FnOnce(&Self) -> bool) -> bool {
        let available =
            self.answers.tie_breakers == TieBreakers::NotOffered && self.core < self.skipped.len();
        available && self.first_open().is_none() && too_close(self)
    }

    fn mark_skipped(&mut self, index: usize, skipped: bool) {
        if let Some(slot) = self.skipped.get_mut(index) {
            *slot = skipped;
        }
    }
}
