//! A whole room answers by show of hands: what is asked, how many people there are, how many hands went up for what.
//!
//! It holds counts and no persons, so it can never say which field fits anyone. [`report`] summarizes the counts.

mod progress;
pub mod report;

pub use progress::Progress;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::instrument::{Instrument, Item, Response};
use crate::report::Date;
use crate::report::format::count;

/// The most people, and hands for one answer, that can be counted.
pub const MOST: u32 = 9_999;

/// Asked first.
pub const HOW_MANY: &str = "How many people are in the room?";
/// Asked later.
pub const HOW_MANY_NOW: &str = "How many people are here now?";
/// The choices if more hands are in than there are people.
pub const OVER_CHOICES: [&str; 3] = ["Count again", "Change the number of people", "Accept it as it is"];

/// "1 person", "30 people".
pub fn people(number: u32) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

pub fn hands_up(label: &str) -> String {
    format!("Hands up for {label}")
}

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Two statements for each kind of work, three answers.
    Short,
    /// Every core statement of the quiz, five answers.
    Full,
}

/// How many statements of each kind of work the short form asks.
const SHORT_PER_SCALE: usize = 2;

impl Form {
    /// The answers that hands are counted for, lowest first.
    pub fn answers(self) -> &'static [Response] {
        match self {
            Self::Short => &[Response::Two, Response::Three, Response::Four],
            Self::Full => &[Response::One, Response::Two, Response::Three, Response::Four, Response::Five],
        }
    }

    /// The indices of the items that are asked, in the order of the quiz.
    pub fn items(self, instrument: &Instrument) -> Vec<usize> {
        let most = if self == Self::Short { SHORT_PER_SCALE } else { usize::MAX };
        let mut taken = vec![0; instrument.scales.len()];
        let mut items = Vec::new();
        for (index, item) in instrument.items.iter().enumerate().take(instrument.core_count()) {
            if taken[item.scale.place] < most {
                taken[item.scale.place] += 1;
                items.push(index);
            }
        }
        items
    }
}

/// What a room does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Choose between an earlier room and a new one.
    Resume,
    /// Ask how many people there are.
    People,
    Question,
    Result,
}

#[derive(Debug, Clone)]
pub struct Room {
    content: Arc<Content>,
    progress: Progress,
    /// An earlier room, which can be resumed, and when it was saved, such as "Monday 9:10".
    earlier: Option<(Progress, String)>,
    /// Whether it ever had a count, so that it may replace an earlier room on disk.
    is_begun: bool,
    revision: u64,
    /// A message to show once.
    note: Option<String>,
    /// The day, for reports.
    today: Option<Date>,
}

impl Room {
    /// A room. Without a number of people it asks for it first.
    pub fn new(content: impl Into<Arc<Content>>, form: Form, people: Option<u32>) -> Self {
        let content = content.into();
        let progress = Progress::new(&content.instrument, form, people);
        Self { content, progress, earlier: None, is_begun: false, revision: 0, note: None, today: None }
    }

    /// Offers to resume an earlier room if it has counts, or to see it if it is finished. `when` says when it was saved,
    /// such as "Monday 9:10".
    #[must_use]
    pub fn with_earlier(self, earlier: Option<Progress>, when: &str) -> Self {
        let earlier = earlier.filter(Progress::has_counts).map(|earlier| (earlier, when.to_owned()));
        Self { earlier, ..self }
    }

    /// Notes the day, for reports.
    #[must_use]
    pub fn dated(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// Adds a message to show once.
    #[must_use]
    pub fn noting(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    /// Takes the message to show once.
    pub fn take_note(&mut self) -> Option<String> {
        self.note.take()
    }

    /// Grows whenever there is something new to save.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The room as it is saved; see [`Progress::from_json`].
    pub fn to_json(&self) -> String {
        self.progress.to_json()
    }

    /// Whether any hand was counted.
    pub fn has_counts(&self) -> bool {
        self.progress.has_counts()
    }

    /// Notes a change. Until the first count, there is nothing to save.
    fn changed(&mut self) {
        self.is_begun |= self.has_counts();
        self.revision += u64::from(self.is_begun);
    }

    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    pub fn form(&self) -> Form {
        self.progress.form
    }

    pub fn step(&self) -> Step {
        if self.earlier.is_some() {
            Step::Resume
        } else if self.progress.people.is_none() {
            Step::People
        } else if self.progress.at < self.progress.questions.len() {
            Step::Question
        } else {
            Step::Result
        }
    }

    /// All questions, in the order asked.
    pub fn questions(&self) -> &[Question] {
        &self.progress.questions
    }

    /// The index of the current question; after the last one, their number.
    pub fn at(&self) -> usize {
        self.progress.at
    }

    /// The current question; `None` after the last one.
    pub fn question(&self) -> Option<&Question> {
        self.progress.questions.get(self.progress.at)
    }

    pub fn item(&self, question: &Question) -> &Item {
        &self.content.instrument.items[question.item]
    }

    /// How many people there are at the current question; 0 if that isn't known yet.
    pub fn people(&self) -> u32 {
        self.question().map_or(0, |question| self.people_at(question))
    }

    /// How many people there were, or are, at a question.
    pub fn people_at(&self, question: &Question) -> u32 {
        question.people.or(self.progress.people).unwrap_or(0)
    }

    /// The labels of the answers, lowest first.
    pub fn labels(&self) -> Vec<&str> {
        self.form().answers().iter().map(|&answer| self.content.instrument.option(answer)).collect()
    }

    /// "Question 3 of 12".
    pub fn question_number(&self) -> String {
        format!("Question {} of {}", self.at() + 1, self.questions().len())
    }

    /// How many hands are in for the current question. Before all answers are in, the sum would give a count away, so
    /// it waits until the counts are shown.
    pub fn status(&self) -> String {
        let Some(question) = self.question() else { return String::new() };
        if question.is_over() {
            self.over_status()
        } else if !question.has_counts() {
            "No hands are in yet".to_owned()
        } else if question.first_open().is_none() || question.is_shown {
            format!("{} of {} hands are in", question.sum(), self.people())
        } else {
            format!("Hands are in for {} of {} answers", question.counted(), question.hands.len())
        }
    }

    /// "31 hands, 30 people" at the current question.
    pub fn over_status(&self) -> String {
        let sum = self.question().map_or(0, Question::sum);
        format!("{}, {}", count(sum as usize, "hand"), people(self.people()))
    }

    /// Sets the number of people from the current question on; questions that were counted later keep theirs. A number
    /// out of range changes nothing.
    pub fn set_people(&mut self, people: u32) {
        if (1..=MOST).contains(&people) {
            self.progress.set_people(people);
            self.changed();
        }
    }

    /// Counts the hands for an answer of the current question. The last answer that is open gets the rest.
    pub fn count(&mut self, answer: usize, hands: u32) {
        let people = self.people();
        self.change(|question| question.count(answer, hands.min(MOST), people));
    }

    /// Removes the count of an answer of the current question.
    pub fn uncount(&mut self, answer: usize) {
        self.change(|question| question.uncount(answer));
    }

    /// Shows the counts of the current question, or hides them again. Without counts, it does nothing.
    pub fn show(&mut self) {
        self.change(|question| question.is_shown = !question.is_shown && question.has_counts());
    }

    fn change(&mut self, change: impl FnOnce(&mut Question)) {
        if let Some(question) = self.progress.questions.get_mut(self.progress.at) {
            change(question);
            self.changed();
        }
    }

    /// To the next question, or from the last one to the result.
    pub fn next(&mut self) {
        self.go(self.progress.at + 1);
    }

    /// To the previous question, if any.
    pub fn back(&mut self) {
        self.go(self.progress.at.saturating_sub(1));
    }

    /// To the result so far.
    pub fn finish(&mut self) {
        self.go(self.progress.questions.len());
    }

    fn go(&mut self, at: usize) {
        let at = at.min(self.progress.questions.len());
        if self.progress.people.is_some() && at != self.progress.at {
            self.progress.at = at;
            self.changed();
        }
    }

    /// Whether the earlier room is finished, so that the next one is likely to be new.
    pub fn has_finished_earlier(&self) -> bool {
        self.earlier.as_ref().is_some_and(|(earlier, _)| earlier.is_finished())
    }

    /// The choices about an earlier room: go on with it, or start a new one. A new one comes first if the earlier one is
    /// finished.
    pub fn resume_choices(&self) -> [String; 2] {
        let new = "Start a new room".to_owned();
        let Some((earlier, when)) = &self.earlier else { return [String::new(), new] };
        if earlier.is_finished() { [new, earlier.last_room(when)] } else { [earlier.go_on(), new] }
    }

    /// Starts a new room.
    pub fn ignore_earlier(&mut self) {
        self.earlier = None;
    }

    /// Does one of [`Room::resume_choices`]. On disk the earlier room stays until the first count of a new one.
    pub fn choose_earlier(&mut self, choice: usize) {
        let is_new = (choice == 0) == self.has_finished_earlier();
        if let Some((earlier, _)) = self.earlier.take().filter(|_| !is_new) {
            self.progress = earlier;
            self.is_begun = true;
        }
    }
}

/// A statement and the hands that went up for each answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The index of its item in the instrument.
    pub item: usize,
    /// How many people there were when it was counted.
    pub people: Option<u32>,
    /// The hands for each answer, lowest first; `None` until they are counted.
    pub hands: Vec<Option<u32>>,
    /// The answer that has the rest of the people, because its hands weren't counted.
    pub rest: Option<usize>,
    /// Whether the counts may be seen.
    pub is_shown: bool,
}

impl Question {
    fn new(item: usize, answers: usize) -> Self {
        Self { item, people: None, hands: vec![None; answers], rest: None, is_shown: false }
    }

    /// Whether this can be a saved state of the same question as `new`.
    fn is_valid_state_of(&self, new: &Self) -> bool {
        self.item == new.item
            && self.hands.len() == new.hands.len()
            && self.hands.iter().flatten().all(|&count| count <= MOST)
            && self.people.is_none_or(|people| (1..=MOST).contains(&people))
            && self.people.is_some() == self.has_counts()
            && self.rest.is_none_or(|rest| self.hands.get(rest).is_some_and(Option::is_some))
    }

    /// All hands that are in.
    pub fn sum(&self) -> u32 {
        self.hands.iter().flatten().sum()
    }

    pub fn has_counts(&self) -> bool {
        self.hands.iter().any(Option::is_some)
    }

    /// The first answer that isn't counted yet.
    pub fn first_open(&self) -> Option<usize> {
        self.hands.iter().position(Option::is_none)
    }

    /// How many answers are counted.
    pub fn counted(&self) -> usize {
        self.hands.iter().flatten().count()
    }

    /// The hands for each answer if all are in and there is at least one.
    pub fn complete(&self) -> Option<Vec<u32>> {
        self.hands.iter().copied().collect::<Option<Vec<u32>>>().filter(|hands| hands.iter().sum::<u32>() > 0)
    }

    /// Whether more hands are in than there are people.
    pub fn is_over(&self) -> bool {
        self.people.is_some_and(|people| self.sum() > people)
    }

    fn count(&mut self, answer: usize, hands: u32, people: u32) {
        self.hands[answer] = Some(hands);
        self.people.get_or_insert(people);
        if self.rest == Some(answer) {
            self.rest = None;
        }
        self.fill();
    }

    fn uncount(&mut self, answer: usize) {
        self.hands[answer] = None;
        // What was only the rest of the others isn't a count without them.
        if let Some(rest) = self.rest.take() {
            self.hands[rest] = None;
        }
        if !self.has_counts() {
            self.people = None;
            self.is_shown = false;
        }
    }

    fn set_people(&mut self, people: u32) {
        if self.people.is_some() {
            self.people = Some(people);
            self.fill();
        }
    }

    /// Gives the rest of the people to the only answer that wasn't counted.
    fn fill(&mut self) {
        let only_open = self.first_open().filter(|_| self.counted() + 1 == self.hands.len());
        if let Some(answer) = self.rest.or(only_open) {
            self.hands[answer] = None;
            self.hands[answer] = Some(self.people.unwrap_or(0).saturating_sub(self.sum()));
            self.rest = Some(answer);
        }
    }
}
