//! One person's way through the quiz: which question, what was answered, what was skipped.
//!
//! Every front end drives this one type, so that back, skip, review and the tie-breakers mean the same
//! everywhere. It decides nothing about scores: whether it is too close is told to it.

mod ending;
mod progress;
mod step;

use std::time::Duration;

pub use progress::Progress;
pub use step::Step;
use step::{OfferedFrom, Stand};

use super::{Answers, Instrument, Response, ResponseSet, TieBreakers};

/// Answers, skips and the place in the quiz.
#[derive(Debug, Clone)]
pub struct Session {
    core: usize,
    answers: Answers,
    skipped: Vec<bool>,
    times: Vec<Option<Duration>>,
    at: usize,
    /// The question that the review leads back to, as long as there was no result.
    before_review: usize,
    stand: Stand,
    seen_result: bool,
}

impl Session {
    /// A session at the welcome, with nothing answered.
    pub fn new(instrument: &Instrument) -> Self {
        Self::of(instrument, Answers::empty(instrument))
    }

    /// A session at the welcome with answers that nobody was asked for yet.
    pub(crate) fn of(instrument: &Instrument, answers: Answers) -> Self {
        let total = instrument.items.len();
        Self {
            core: instrument.core_count(),
            answers,
            skipped: vec![false; total],
            times: vec![None; total],
            at: 0,
            before_review: 0,
            stand: Stand::Welcome,
            seen_result: false,
        }
    }

    /// Where somebody stands.
    pub fn step(&self) -> Step {
        self.stand.step()
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

    /// Whether the current question was opened from the review, so that the way back leads there.
    pub fn from_review(&self) -> bool {
        matches!(self.stand, Stand::Opened | Stand::Filling)
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
        if self.stand == Stand::Welcome {
            self.at = self.first_open().unwrap_or(0);
            self.stand = Stand::Question;
        }
    }

    /// Answers the current question and stays there. `took` is the time since it was first shown.
    pub fn answer(&mut self, response: Response, took: Option<Duration>) {
        if self.step() != Step::Question {
            return;
        }
        let first = !self.is_settled(self.at);
        self.answers.responses.set(self.at, Some(response));
        self.mark_skipped(self.at, false);
        if let (true, Some(slot)) = (first, self.times.get_mut(self.at)) {
            // How fast a demo is played says nothing of a made-up person.
            *slot = took.filter(|_| !self.answers.made_up);
        }
    }

    /// Skips the current question, and with it an answer it had, and goes on.
    pub fn skip(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.step() != Step::Question {
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
        if self.step() != Step::Question || !self.is_settled(self.at) {
            return false;
        }
        let next = match self.stand {
            Stand::Opened => {
                self.stand = Stand::Review;
                return true;
            }
            Stand::Filling => self.unanswered_after(self.at + 1),
            _ => Some(self.at + 1).filter(|&next| next < self.len()),
        };
        match next {
            Some(next) => self.at = next,
            None => self.end_of_questions(too_close),
        }
        true
    }

    /// One step back, every answer kept; says whether there was somewhere to go. Behind a result there is nothing: the
    /// review is opened from it, and leads back to it.
    pub fn back(&mut self) -> bool {
        self.stand = match self.stand {
            Stand::Welcome | Stand::Result => return false,
            Stand::Question if self.at == 0 => Stand::Welcome,
            Stand::Question => {
                self.at -= 1;
                Stand::Question
            }
            Stand::Review if self.seen_result => Stand::Result,
            Stand::Review => {
                self.at = self.before_review;
                Stand::Question
            }
            Stand::Offer(OfferedFrom::LastQuestion) => Stand::Question,
            Stand::Offer(OfferedFrom::Result) => Stand::Result,
            Stand::Offer(OfferedFrom::Review) | Stand::Opened | Stand::Filling => Stand::Review,
        };
        true
    }

    /// Opens the review of all answers.
    pub fn review(&mut self) {
        match self.stand {
            Stand::Welcome | Stand::Review => return,
            Stand::Opened | Stand::Filling => {}
            Stand::Question | Stand::Offer(_) | Stand::Result => self.before_review = self.at,
        }
        self.stand = Stand::Review;
    }

    /// From the review to the question at `index`, which then leads back to the review.
    pub fn open(&mut self, index: usize) {
        if self.stand == Stand::Review && index < self.len() {
            self.at = index;
            self.stand = Stand::Opened;
        }
    }

    /// Answers the offer of the tie-breakers. Declined, it leads to the result.
    pub fn take_offer(&mut self, accept: bool) {
        if self.step() != Step::Offer {
            return;
        }
        if accept {
            self.answers.tie_breakers = TieBreakers::Accepted;
            self.at = self.core;
            self.stand = Stand::Question;
        } else {
            self.answers.tie_breakers = TieBreakers::Declined;
            self.show_result();
        }
    }

    /// Offers tie-breakers that were declined before, from the result.
    pub fn offer_again(&mut self) {
        if self.stand == Stand::Result && self.answers.tie_breakers == TieBreakers::Declined {
            self.stand = Stand::Offer(OfferedFrom::Result);
        }
    }

    fn mark_skipped(&mut self, index: usize, skipped: bool) {
        if let Some(slot) = self.skipped.get_mut(index) {
            *slot = skipped;
        }
    }
}
