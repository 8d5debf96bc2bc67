//! A made-up person's quiz: what the person does next, and that everything says so.

use super::Quiz;
use crate::content::{Content, Person};
use crate::instrument::{Answers, Response, Session, Step, TieBreakers};
use crate::report::EXAMPLE;

/// What a made-up person does at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Goes on: there is nothing to choose.
    GoOn,
    /// Answers the question.
    Answer(Response),
    /// Takes the tie-breakers, or declines them.
    Offer(bool),
}

impl Quiz {
    /// A quiz at its welcome that a made-up person is to take. Nothing is kept on disk.
    pub fn of_person(content: Content, place: &'static str, person: Person) -> Self {
        let mut quiz = Self::new(content, place);
        let answers = Answers::empty(&quiz.content.instrument).made_up();
        quiz.session = Session::of(&quiz.content.instrument, answers);
        quiz.person = Some(person);
        quiz
    }

    /// The made-up person whose quiz this is.
    pub fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// What the person does next, until the result was reached; after that, whoever watches has the quiz.
    pub fn next_deed(&self) -> Option<Deed> {
        let person = self.person.as_ref().filter(|_| !self.session.seen_result())?;
        match self.session.step() {
            Step::Welcome | Step::Review => Some(Deed::GoOn),
            Step::Question => person.answers.responses.get(self.session.at()).map(Deed::Answer),
            Step::Offer => Some(Deed::Offer(person.answers.tie_breakers == TieBreakers::Accepted)),
            Step::Result => None,
        }
    }

    /// What every screen of a made-up person's quiz says, and of a code of one; `None` for anybody else's.
    pub fn example(&self) -> Option<String> {
        let name = self.person.as_ref().map(|person| format!(": {}", person.name));
        self.session.answers().made_up.then(|| EXAMPLE.to_owned() + &name.unwrap_or_default())
    }
}
