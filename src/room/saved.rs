//! How far a room is, and how that stands in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Form, MOST, Question};
use crate::instrument::Instrument;

/// The version of the file's format.
const FORMAT: u32 = 1;

/// How far a room is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) form: Form,
    /// How many people there are now; `None` while nobody has said it.
    pub(super) people: Option<u32>,
    /// The place of the present question; after the last one their number.
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

    /// Whether any hand was counted.
    pub(super) fn has_counts(&self) -> bool {
        self.questions.iter().any(Question::has_counts)
    }

    /// From the present question on. Where later ones were counted already, it only mends the present one.
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

    /// What going on with it is called: "Go on with question 9 (30 people)".
    pub(super) fn go_on(&self) -> String {
        let people = super::people(self.people.unwrap_or(0));
        let form = if self.form == Form::Full { ", all questions" } else { "" };
        match self.questions.get(self.at) {
            Some(_) => format!("Go on with question {} ({people}{form})", self.at + 1),
            None => format!("See the result again ({people}{form})"),
        }
    }

    /// The text of the file.
    pub(super) fn write(&self, instrument: &Instrument) -> String {
        let counts = |question: &Question| {
            let counts = SavedCounts {
                people: question.people,
                hands: question.hands.clone(),
                rest: question.rest,
                shown: question.is_shown,
            };
            let item = instrument.item(question.item)?;
            question.has_counts().then(|| (item.id.clone(), counts))
        };
        let saved = Saved {
            format: FORMAT,
            full: self.form == Form::Full,
            people: self.people,
            at: self.at,
            counts: self.questions.iter().filter_map(counts).collect(),
        };
        // It is made of numbers and texts alone, so that nothing in it can fail.
        serde_json::to_string_pretty(&saved).unwrap_or_default()
    }

    /// The room that a file holds; where it holds none, what is said of it.
    pub(super) fn read(text: &str, instrument: &Instrument) -> Result<Self, &'static str> {
        match serde_json::from_str::<Version>(text) {
            Ok(version) if version.format > FORMAT => return Err("is of a newer career-fit"),
            _ => {}
        }
        let saved = serde_json::from_str::<Saved>(text).ok();
        saved.and_then(|saved| saved.progress(instrument)).ok_or("is damaged")
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    format: u32,
    full: bool,
    people: Option<u32>,
    at: usize,
    counts: BTreeMap<String, SavedCounts>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedCounts {
    people: Option<u32>,
    hands: Vec<Option<u32>>,
    rest: Option<usize>,
    shown: bool,
}

/// The version alone, to be read before the rest of a file that may have changed its shape.
#[derive(Debug, Deserialize)]
struct Version {
    format: u32,
}

impl Saved {
    fn progress(mut self, instrument: &Instrument) -> Option<Progress> {
        let form = if self.full { Form::Full } else { Form::Short };
        let mut progress = Progress::new(instrument, form, self.people);
        for question in &mut progress.questions {
            let id = &instrument.item(question.item)?.id;
            let Some(counts) = self.counts.remove(id) else { continue };
            let SavedCounts { people, hands, rest, shown } = counts;
            if hands.len() != form.answers().len() {
                return None;
            }
            *question = Question::restored(question.item, people, hands, rest, shown)?;
        }
        progress.at = self.at.min(progress.questions.len());
        (self.counts.is_empty() && progress.people.is_some()).then_some(progress)
    }
}
