//! One person's way through the quiz: the current question, the answers, the skips.
//!
//! Every front end drives this type, so that back, skip, review and the tie-breakers mean the same everywhere. It
//! knows nothing about scores: the caller tells it whether the answers are too close to call.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Answers, Instrument, Response, ResponseSet, TieBreakers};

/// Answers, skips and the place in the quiz. Its JSON holds all but the place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Session {
    answers: Answers,
    /// By place in the order asked, as are the times.
    skipped: Vec<bool>,
    /// How long each first answer took; `None` if unknown.
    times: Vec<Option<Duration>>,
    seen_result: bool,
    #[serde(skip)]
    core: usize,
    #[serde(skip)]
    at: usize,
    /// The question that the review leads back to until there is a result.
    #[serde(skip)]
    before_review: usize,
    #[serde(skip)]
    state: State,
    /// Counts the changes to what is saved.
    #[serde(skip)]
    revision: u64,
}

/// The current step of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Before the first question.
    Welcome,
    /// At the question [`Session::at`].
    Question,
    /// Asked whether to answer the tie-breakers.
    Offer,
    /// Looking over all answers.
    Review,
    /// Reading the result.
    Result,
}

/// The current step, and where back leads from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Welcome,
    Question,
    /// At a question opened from the review, which leads back there.
    Opened,
    /// Going through the unanswered questions, of which a result needs some.
    Filling,
    Offer(OfferedFrom),
    Review,
    Result,
}

/// The step that the tie-breakers were offered from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfferedFrom {
    LastQuestion,
    Review,
    Result,
}

impl Session {
    /// A session at the welcome, with nothing answered.
    pub fn new(instrument: &Instrument) -> Self {
        Self::with_answers(instrument, Answers::empty(instrument))
    }

    /// A session at the welcome for an example person.
    pub fn made_up(instrument: &Instrument) -> Self {
        Self::with_answers(instrument, Answers::empty(instrument).made_up())
    }

    fn with_answers(instrument: &Instrument, answers: Answers) -> Self {
        let total = instrument.items.len();
        Self {
            answers,
            skipped: vec![false; total],
            times: vec![None; total],
            seen_result: false,
            core: instrument.core_count(),
            at: 0,
            before_review: 0,
            state: State::Welcome,
            revision: 0,
        }
    }

    /// A session at the result of answers given elsewhere. Every unanswered item counts as skipped.
    pub fn finished(instrument: &Instrument, answers: Answers) -> Self {
        let mut session = Self::with_answers(instrument, answers);
        session.skipped = session.answers.responses.iter().map(|response| response.is_none()).collect();
        session.before_review = session.len().saturating_sub(1);
        session.show_result();
        session
    }

    /// A session read from JSON, at the welcome; `None` if it doesn't fit this instrument.
    pub fn restored(mut self, instrument: &Instrument) -> Option<Self> {
        let total = instrument.items.len();
        self.core = instrument.core_count();
        let lengths = [self.responses().len(), self.skipped.len(), self.times.len()];
        if lengths != [total; 3] || self.answers.made_up {
            return None;
        }
        let is_contradictory = |index| self.responses().get(index).is_some() && self.is_skipped(index);
        if (0..total).any(is_contradictory) || (self.len()..total).any(|index| self.is_settled(index)) {
            return None;
        }
        Some(self.at_welcome())
    }

    /// The same answers, back at the welcome.
    #[must_use]
    pub fn at_welcome(mut self) -> Self {
        self.at = 0;
        self.before_review = self.len().saturating_sub(1);
        self.state = State::Welcome;
        self.seen_result &= self.first_open().is_none();
        self
    }

    /// The current step.
    pub fn step(&self) -> Step {
        match self.state {
            State::Welcome => Step::Welcome,
            State::Question | State::Opened | State::Filling => Step::Question,
            State::Offer(_) => Step::Offer,
            State::Review => Step::Review,
            State::Result => Step::Result,
        }
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

    /// How long each first answer took, by place in the order asked; `None` if unknown.
    pub fn times(&self) -> &[Option<Duration>] {
        &self.times
    }

    /// Whether the tie-breakers were offered, and taken.
    pub fn tie_breakers(&self) -> TieBreakers {
        self.answers.tie_breakers
    }

    /// Whether the current question was opened from the review, so that it leads back there.
    pub fn from_review(&self) -> bool {
        matches!(self.state, State::Opened | State::Filling)
    }

    /// Whether the result has been shown.
    pub fn seen_result(&self) -> bool {
        self.seen_result
    }

    /// Grows with each change to the answers, the skips, the tie-breakers, or whether the result was seen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The number of questions in this quiz: the core, and the tie-breakers once accepted.
    pub fn len(&self) -> usize {
        if self.answers.tie_breakers == TieBreakers::Accepted { self.skipped.len() } else { self.core }
    }

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

    /// The number of answered questions.
    pub fn answered(&self) -> usize {
        self.answers.responses.given().count()
    }

    /// The number of this quiz's questions that were answered or skipped.
    pub fn settled(&self) -> usize {
        (0..self.len()).filter(|&index| self.is_settled(index)).count()
    }

    /// How many more core answers a result needs: two thirds of the core have to be answered.
    pub fn missing(&self) -> usize {
        let answered = self.answers.responses.iter().take(self.core).flatten().count();
        (2 * self.core).div_ceil(3).saturating_sub(answered)
    }

    /// The first core question from this place on without an answer.
    fn unanswered_after(&self, from: usize) -> Option<usize> {
        (from..self.core).find(|&index| self.answers.responses.get(index).is_none())
    }

    /// From the welcome to the first open question.
    pub fn start(&mut self) {
        if self.state == State::Welcome {
            self.at = self.first_open().unwrap_or(0);
            self.state = State::Question;
        }
    }

    /// From the welcome back to where the quiz was left: the first open question, the offer of the tie-breakers, or
    /// the result.
    pub fn resume(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.state != State::Welcome {
            return;
        }
        match self.first_open() {
            Some(open) => {
                self.at = open;
                self.state = State::Question;
            }
            None if self.seen_result => self.state = State::Result,
            None => {
                self.at = self.len().saturating_sub(1);
                self.end_of_questions(too_close);
            }
        }
    }

    /// Answers the current question and stays there. `took` is the time since it was first shown.
    pub fn answer(&mut self, response: Response, took: Option<Duration>) {
        if self.step() != Step::Question {
            return;
        }
        if !self.is_settled(self.at) {
            // The pace of a demo says nothing about an example person.
            self.times[self.at] = took.filter(|_| !self.answers.made_up);
        }
        self.settle(Some(response));
    }

    /// Skips the current question, dropping its answer, and goes on.
    pub fn skip(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.step() == Step::Question {
            self.settle(None);
            self.advance(too_close);
        }
    }

    /// Answers the current question, or marks it as skipped.
    fn settle(&mut self, response: Option<Response>) {
        let is_skipped = response.is_none();
        if self.responses().get(self.at) != response || self.skipped[self.at] != is_skipped {
            self.answers.responses.set(self.at, response);
            self.skipped[self.at] = is_skipped;
            self.revision += 1;
        }
    }

    /// Goes on from the current question if it is settled; returns whether it did.
    ///
    /// `too_close` is called only at the end of the core, to know whether to offer the tie-breakers.
    pub fn advance(&mut self, too_close: impl FnOnce(&Self) -> bool) -> bool {
        if self.step() != Step::Question || !self.is_settled(self.at) {
            return false;
        }
        let next = match self.state {
            State::Opened => {
                self.state = State::Review;
                return true;
            }
            State::Filling => self.unanswered_after(self.at + 1),
            _ => Some(self.at + 1).filter(|&next| next < self.len()),
        };
        match next {
            Some(next) => self.at = next,
            None => self.end_of_questions(too_close),
        }
        true
    }

    /// After the last question: to the review if something is open, else to the offer of the tie-breakers or the
    /// result.
    fn end_of_questions(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        self.before_review = self.at;
        if self.first_open().is_some() {
            self.state = State::Review;
        } else if self.must_offer(too_close) {
            self.state = State::Offer(OfferedFrom::LastQuestion);
        } else {
            self.show_result();
        }
    }

    /// One step back, every answer kept; returns whether there was somewhere to go. Back from a result leads
    /// nowhere: the review is opened from it, and leads back to it.
    pub fn back(&mut self) -> bool {
        self.state = match self.state {
            State::Welcome | State::Result => return false,
            State::Question if self.at == 0 => State::Welcome,
            State::Question => {
                self.at -= 1;
                State::Question
            }
            State::Review if self.seen_result => State::Result,
            State::Review => {
                self.at = self.before_review;
                State::Question
            }
            State::Offer(OfferedFrom::LastQuestion) => State::Question,
            State::Offer(OfferedFrom::Result) => State::Result,
            State::Offer(OfferedFrom::Review) | State::Opened | State::Filling => State::Review,
        };
        true
    }

    /// Opens the review of all answers.
    pub fn review(&mut self) {
        match self.state {
            State::Welcome | State::Review => return,
            State::Opened | State::Filling => {}
            State::Question | State::Offer(_) | State::Result => self.before_review = self.at,
        }
        self.state = State::Review;
    }

    /// From the review to the question at `index`, which then leads back to the review.
    pub fn open(&mut self, index: usize) {
        if self.state == State::Review && index < self.len() {
            self.at = index;
            self.state = State::Opened;
        }
    }

    /// On from the review: to the first open question; if too few are answered for a result, from one skipped
    /// question to the next; else to the offer of the tie-breakers, or the result.
    pub fn finish(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.state != State::Review {
            return;
        }
        let unanswered = if self.missing() > 0 { self.unanswered_after(0) } else { None };
        if let Some(open) = self.first_open() {
            self.at = open;
            self.state = State::Question;
        } else if let Some(skipped) = unanswered {
            self.at = skipped;
            self.state = State::Filling;
        } else if self.must_offer(too_close) {
            self.state = State::Offer(OfferedFrom::Review);
        } else {
            self.show_result();
        }
    }

    /// Accepts or declines the tie-breakers. Declining leads to the result.
    pub fn take_offer(&mut self, accept: bool) {
        if self.step() != Step::Offer {
            return;
        }
        if accept {
            self.set_tie_breakers(TieBreakers::Accepted);
            self.at = self.core;
            self.state = State::Question;
        } else {
            self.set_tie_breakers(TieBreakers::Declined);
            self.show_result();
        }
    }

    /// Offers declined tie-breakers once more, from the result.
    pub fn offer_again(&mut self) {
        if self.state == State::Result && self.answers.tie_breakers == TieBreakers::Declined {
            self.state = State::Offer(OfferedFrom::Result);
        }
    }

    /// To the result if nothing is open, declining tie-breakers that are due.
    pub fn end(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.first_open().is_none() {
            if self.must_offer(too_close) {
                self.set_tie_breakers(TieBreakers::Declined);
            }
            self.show_result();
        }
    }

    /// Replaces the responses at a result. If they are too close to call, the tie-breakers count as declined, so
    /// that they can still be asked for.
    pub fn replace(&mut self, responses: &ResponseSet, too_close: impl FnOnce(&Self) -> bool) {
        if self.state == State::Result {
            if self.answers.responses != *responses {
                self.answers.responses = responses.clone();
                self.revision += 1;
            }
            self.end(too_close);
        }
    }

    fn must_offer(&self, too_close: impl FnOnce(&Self) -> bool) -> bool {
        self.answers.tie_breakers == TieBreakers::NotOffered
            && self.core < self.skipped.len()
            && self.first_open().is_none()
            && too_close(self)
    }

    fn set_tie_breakers(&mut self, tie_breakers: TieBreakers) {
        if self.answers.tie_breakers != tie_breakers {
            self.answers.tie_breakers = tie_breakers;
            self.revision += 1;
        }
    }

    fn show_result(&mut self) {
        if !self.seen_result {
            self.seen_result = true;
            self.revision += 1;
        }
        self.state = State::Result;
    }
}
