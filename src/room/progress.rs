//! The state of a room that is saved: the counts, and the current question.

use serde::{Deserialize, Serialize};

use super::{Form, MOST, Question};
use crate::instrument::Instrument;

/// The state of a room that is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub(super) form: Form,
    /// The current number of people; `None` until it is entered.
    pub(super) people: Option<u32>,
    /// The index of the current question; after the last one, their number.
    pub(super) at: usize,
    pub(super) questions: Vec<Question>,
}

impl Progress {
    /// Nothing counted yet.
    pub(super) fn new(instrument: &Instrument, form: Form, people: Option<u32>) -> Self {
        let answers = form.answers().len();
        let items = form.items(instrument).into_iter();
        let questions = items.map(|item| Question::new(item, answers)).collect();
        let people = people.filter(|people| (1..=MOST).contains(people));
        Self { form, people, at: 0, questions }
    }

    /// Reads the JSON of a saved room; `None` if it isn't one about this instrument.
    pub fn from_json(text: &str, instrument: &Instrument) -> Option<Self> {
        let progress: Self = serde_json::from_str(text).ok()?;
        let new = Self::new(instrument, progress.form, progress.people);
        let is_sound = new.people.is_some()
            && progress.at <= new.questions.len()
            && progress.questions.len() == new.questions.len()
            && progress.questions.iter().zip(&new.questions).all(|(one, new)| one.is_valid_state_of(new));
        is_sound.then_some(progress)
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("lists of numbers always become JSON")
    }

    /// Whether any hand was counted.
    pub(super) fn has_counts(&self) -> bool {
        self.questions.iter().any(Question::has_counts)
    }

    /// Sets the number of people from the current question on. If later ones were counted already, this only
    /// corrects the current one.
    pub(super) fn set_people(&mut self, people: u32) {
        let later = self.questions.get(self.at + 1..).unwrap_or_default();
        if !later.iter().any(Question::has_counts) {
            self.people = Some(people);
        }
        match self.questions.get_mut(self.at) {
            Some(question) => question.set_people(people),
            None => self.people = Some(people),
        }
    }

    /// Whether it came to its result.
    pub(super) fn is_finished(&self) -> bool {
        self.at >= self.questions.len()
    }

    /// The choice that continues it, such as "Continue with question 9 (30 people)".
    pub(super) fn go_on(&self) -> String {
        format!("Continue with question {} ({})", self.at + 1, self.about())
    }

    /// The choice that shows it if it is finished, such as "Last room, Monday 9:10: 30 people".
    pub(super) fn last_room(&self, when: &str) -> String {
        let when = if when.is_empty() { String::new() } else { format!(", {when}") };
        format!("Last room{when}: {}", self.about())
    }

    fn about(&self) -> String {
        let people = super::people(self.people.unwrap_or(0));
        if self.form == Form::Full { format!("{people}, all questions") } else { people }
    }
}
