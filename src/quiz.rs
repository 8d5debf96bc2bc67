//! One quiz, the same under every front end: content and session, what comes of the answers, and what is kept of them.
//!
//! It advances by itself: whether the tie-breakers are offered, when the result is made, and what there is to keep is
//! decided here. A front end shows where it stands, and says what somebody chose.
//!
//! ```text
//! choice -> Quiz::answer, skip, advance, back, … -> Session, and the Outcome once the result is reached
//!        -> Quiz::keep                           -> the session on disk, and the code of its result
//! ```

mod demo;
mod keeping;
mod outcome;
mod result;
mod sharing;
mod terms;
mod trying;

use std::time::Duration;

pub use demo::Deed;
pub use outcome::Outcome;
pub use trying::Trial;

use crate::content::{Content, Person};
use crate::files::Desk;
use crate::instrument::{Answers, Response, Session, Step};
use crate::report::Date;
use crate::store::{Earlier, Keeper};

/// One quiz.
#[derive(Debug, Clone)]
pub struct Quiz {
    content: Content,
    session: Session,
    /// What comes of the answers as they are, from the result on until one of them changes.
    outcome: Option<Outcome>,
    /// The place that pay is looked at for.
    place: &'static str,
    /// Says what day it is, for what is written: there is no clock in here.
    today: Option<fn() -> Date>,
    /// Who takes it, where that is a made-up person.
    person: Option<Person>,
    earlier: Earlier,
    keeper: Keeper,
    /// Whether something changed since it was last kept.
    is_unsaved: bool,
    /// Whether many use this machine.
    is_shared: bool,
    /// Where the answers can be handed in.
    desk: Option<Desk>,
    /// The code of the result that is not to be handed in.
    kept_back: Option<String>,
}

/// How a quiz ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// After its result was seen.
    Finished,
    /// Before that.
    Early,
    /// By Ctrl-C.
    Interrupted,
}

impl Quiz {
    /// A quiz at its welcome. `place` is what pay is looked at for, a name of [`crate::content::states`]. Nothing is
    /// kept on disk.
    pub fn new(content: Content, place: &'static str) -> Self {
        Self {
            session: Session::new(&content.instrument),
            content,
            outcome: None,
            place,
            today: None,
            person: None,
            earlier: Earlier::default(),
            keeper: Keeper::off(),
            is_unsaved: false,
            is_shared: false,
            desk: None,
            kept_back: None,
        }
    }

    /// The same kept on disk, after what earlier quizzes left there.
    #[must_use]
    pub fn kept_by(self, keeper: Keeper, earlier: Earlier) -> Self {
        Self { keeper, earlier, ..self }
    }

    /// The same that can ask what day it is, and says so in what is written.
    #[must_use]
    pub fn dated(self, today: fn() -> Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// A quiz at the result of answers that were given elsewhere. Nothing is kept on disk.
    pub fn finished(content: Content, place: &'static str, answers: Answers) -> Self {
        let mut quiz = Self::new(content, place);
        quiz.session = Session::finished(&quiz.content.instrument, answers);
        quiz.outcome = Some(quiz.outcome_now().into_owned());
        quiz
    }

    /// The same with a word to be said once.
    #[must_use]
    pub fn noting(mut self, note: Option<String>) -> Self {
        self.earlier.note = note;
        self
    }

    /// What is asked, and what the paths are.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The answers, and the place in the quiz.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// An earlier quiz that can go on: by [`Quiz::resume`], or not at all after [`Quiz::start`].
    pub fn earlier(&self) -> Option<&Session> {
        self.earlier.session.as_ref()
    }

    /// A word to be said once: on a file of an earlier quiz that could not be used, or on what changed since.
    pub fn take_note(&mut self) -> Option<String> {
        self.earlier.note.take()
    }

    /// The place that pay is looked at for.
    pub fn place(&self) -> &'static str {
        self.place
    }

    /// Looks at pay for another place, a name of [`crate::content::states`].
    pub fn set_place(&mut self, place: &'static str) {
        self.place = place;
    }

    /// How the quiz ends where somebody leaves now.
    pub fn ending(&self) -> Ending {
        if self.session.seen_result() { Ending::Finished } else { Ending::Early }
    }

    /// From the welcome to the first question. An earlier quiz is left; on disk it stays until the first answer.
    pub fn start(&mut self) {
        self.earlier.session = None;
        self.step(|session, _| session.start());
    }

    /// The same for somebody else than whose quiz that was: nothing is compared with it either.
    pub fn start_over(&mut self) {
        self.earlier.last = None;
        self.start();
    }

    /// How long ago the earlier quiz was saved, where that is known.
    pub fn earlier_age(&self) -> Option<Duration> {
        self.earlier().and(self.earlier.age)
    }

    /// From the welcome to where an earlier quiz was left.
    pub fn resume(&mut self) {
        if let Some(earlier) = self.earlier.session.take() {
            self.session = earlier;
            self.step(|session, content| session.resume(is_too_close(content)));
        }
    }

    /// Answers the current question and stays there. `took` is the time since it was first shown.
    pub fn answer(&mut self, response: Response, took: Option<Duration>) {
        self.step(|session, _| session.answer(response, took));
    }

    /// Skips the current question, and with it an answer it had, and goes on.
    pub fn skip(&mut self) {
        self.step(|session, content| session.skip(is_too_close(content)));
    }

    /// Goes on from the current question where it is settled; says whether it did.
    pub fn advance(&mut self) -> bool {
        self.step(|session, content| session.advance(is_too_close(content)))
    }

    /// One step back, every answer kept; says whether there was somewhere to go.
    pub fn back(&mut self) -> bool {
        self.step(|session, _| session.back())
    }

    /// Opens the review of all answers.
    pub fn review(&mut self) {
        self.step(|session, _| session.review());
    }

    /// From the review to the question at a place in the order asked, which then leads back to the review.
    pub fn open(&mut self, index: usize) {
        self.step(|session, _| session.open(index));
    }

    /// On from the review: to what is missing for a result, the offer of the tie-breakers, or the result.
    pub fn finish(&mut self) {
        self.step(|session, content| session.finish(is_too_close(content)));
    }

    /// To the result where nothing is open, for somebody who can't be asked any more.
    pub fn end(&mut self) {
        self.step(|session, content| session.end(is_too_close(content)));
    }

    /// Answers the offer of the tie-breakers.
    pub fn take_offer(&mut self, accept: bool) {
        self.step(|session, _| session.take_offer(accept));
    }

    /// Offers the tie-breakers again, where [`Quiz::left_out`] says that they may still settle it.
    pub fn offer_again(&mut self) {
        if self.left_out().is_some() {
            self.step(|session, _| session.offer_again());
        }
    }

    /// From a result to the welcome, where the quiz can be taken again; the result can still be gone back to. On disk
    /// it stays until the first answer.
    pub fn again(&mut self) {
        if self.session.step() == Step::Result {
            // What is not kept yet would be lost with the session that holds it.
            self.keep();
            self.earlier.last = Some(self.session.answers().clone());
            self.earlier.age = None;
            self.earlier.session = Some(self.session.from_the_start(&self.content.instrument));
            (self.session, self.outcome) = (Session::new(&self.content.instrument), None);
        }
    }

    /// Lets the session take a step, and notes what that changes: what there is to keep, and the result.
    fn step<T>(&mut self, step: impl FnOnce(&mut Session, &Content) -> T) -> T {
        let before = self.session.progress();
        let told = step(&mut self.session, &self.content);
        if self.session.progress() != before {
            (self.is_unsaved, self.outcome) = (true, None);
        }
        if self.session.step() == Step::Result && self.outcome.is_none() {
            (self.is_unsaved, self.outcome) = (true, Some(self.outcome_now().into_owned()));
        }
        told
    }
}

/// Whether the answers of a session are too close to call.
fn is_too_close(content: &Content) -> impl FnOnce(&Session) -> bool + '_ {
    |session| outcome::assess(content, session.answers(), session.times()).verdict.is_too_close()
}
