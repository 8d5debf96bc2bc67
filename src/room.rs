//! A whole room answers by show of hands: what is asked, how many people there are, how many hands went up for what.
//!
//! ```text
//! Form -> the statements of the content -> hands per answer (Question) -> Picture -> report
//! ```
//!
//! It holds counts and no persons, so it can never say which path fits anybody.

pub mod agreement;
mod keeping;
pub mod picture;
mod question;
pub mod report;
mod saved;
pub mod words;

pub use picture::Picture;
pub use question::Question;

use std::path::PathBuf;

use anyhow::Result;

use crate::code::Fingerprint;
use crate::content::Content;
use crate::instrument::{Instrument, Item, Response};
use crate::store::{self, RoomKeeper};
use saved::Progress;

/// The most people, and hands for one answer, that can be counted.
pub const MOST: u32 = 9_999;

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Two statements a kind of work, three answers.
    Short,
    /// Every statement that the quiz asks everybody, five answers.
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

    /// The places of the items that are asked, in the order of the quiz.
    pub fn items(self, instrument: &Instrument) -> Vec<usize> {
        let mut taken = vec![0; instrument.scales.len()];
        let most = if self == Self::Short { SHORT_PER_SCALE } else { usize::MAX };
        let mut takes = |item: &Item| {
            taken.get_mut(item.scale.place).is_some_and(|count| {
                *count += 1;
                *count <= most
            })
        };
        let core = instrument.items.iter().enumerate().take(instrument.core_count());
        core.filter(|(_, item)| takes(item)).map(|(place, _)| place).collect()
    }
}

/// Where a room stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An earlier room can go on, or a new one start.
    Resume,
    /// How many people there are is not known yet.
    People,
    /// A statement.
    Question,
    /// The result.
    Result,
}

/// A room.
#[derive(Debug, Clone)]
pub struct Room {
    content: Content,
    progress: Progress,
    /// An earlier room that can go on.
    earlier: Option<Progress>,
    keeper: RoomKeeper,
    is_unsaved: bool,
    /// Whether it ever had a count, and so has the place on disk.
    is_begun: bool,
    /// A word about what was found on disk.
    note: Option<String>,
}

impl Room {
    /// A room that is kept nowhere; without a number of people it asks for it first.
    pub fn new(content: Content, form: Form, people: Option<u32>) -> Self {
        let progress = Progress::new(&content.instrument, form, people);
        Self {
            content,
            progress,
            earlier: None,
            keeper: RoomKeeper::off(),
            is_unsaved: false,
            is_begun: false,
            note: None,
        }
    }

    /// The same, kept on disk; an earlier room about the same content can go on unless a `fresh` one was asked for.
    #[must_use]
    pub fn kept(self, fresh: bool) -> Self {
        self.kept_in(store::folder(), fresh)
    }

    /// The same in any folder; where none could be found, it says that.
    #[must_use]
    pub fn kept_in(self, folder: Result<PathBuf>, fresh: bool) -> Self {
        let fingerprint = Fingerprint::new(&self.content).to_string();
        let read = |text: &str| Progress::read(text, &self.content.instrument);
        let (keeper, found, note) = RoomKeeper::open_in(folder, &fingerprint, read);
        let earlier = found.filter(|earlier| !fresh && earlier.has_counts());
        Self { earlier, keeper, note, ..self }
    }

    /// The content that it is about.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// How much is asked.
    pub fn form(&self) -> Form {
        self.progress.form
    }

    /// Where it stands.
    pub fn step(&self) -> Step {
        match self.progress.people {
            _ if self.earlier.is_some() => Step::Resume,
            None => Step::People,
            Some(_) if self.progress.at < self.progress.questions.len() => Step::Question,
            Some(_) => Step::Result,
        }
    }

    /// All questions, in the order asked.
    pub fn questions(&self) -> &[Question] {
        &self.progress.questions
    }

    /// The place of the present question, from 0; after the last one their number.
    pub fn at(&self) -> usize {
        self.progress.at
    }

    /// The present question; `None` before the first and after the last.
    pub fn question(&self) -> Option<&Question> {
        self.progress.questions.get(self.progress.at)
    }

    /// What a question asks; `None` for one of other content.
    pub fn item(&self, question: &Question) -> Option<&Item> {
        self.content.instrument.item(question.item())
    }

    /// How many people there are at the present question; 0 while nobody has said it.
    pub fn people(&self) -> u32 {
        self.question().map_or(0, |question| self.people_at(question))
    }

    /// How many people there were, or are, at a question.
    pub fn people_at(&self, question: &Question) -> u32 {
        question.people().or(self.progress.people).unwrap_or(0)
    }

    /// The labels of the answers, lowest first.
    pub fn labels(&self) -> Vec<&str> {
        self.form().answers().iter().map(|answer| self.content.instrument.option(*answer)).collect()
    }

    /// What came of the counts so far.
    pub fn picture(&self) -> Picture {
        Picture::new(self)
    }

    /// Says how many people there are: from the present question on. Those that were counted later keep their number.
    /// Where it is no number of people, nothing changes.
    pub fn set_people(&mut self, people: u32) {
        if (1..=MOST).contains(&people) {
            self.progress.set_people(people);
            self.is_unsaved = true;
        }
    }

    /// Takes in how many hands are up for an answer of the present question, counted from 0. The last answer that is
    /// open gets the rest.
    pub fn count(&mut self, answer: usize, hands: u32) {
        self.change(|question, people| question.count(answer, hands.min(MOST), people));
    }

    /// Takes away what was counted for an answer of the present question.
    pub fn uncount(&mut self, answer: usize) {
        self.change(|question, _| question.uncount(answer));
    }

    /// Shows the counts of the present question, or hides them again; nothing where there are none.
    pub fn show(&mut self) {
        self.change(|question, _| question.show());
    }

    fn change(&mut self, change: impl FnOnce(&mut Question, u32)) {
        let people = self.people();
        if let Some(question) = self.progress.questions.get_mut(self.progress.at) {
            change(question, people);
            self.is_unsaved = true;
        }
    }

    /// To the next question, or from the last one to the result.
    pub fn next(&mut self) {
        self.go(self.progress.at + 1);
    }

    /// To the question before, where there is one.
    pub fn back(&mut self) {
        self.go(self.progress.at.saturating_sub(1));
    }

    /// To the result of what was counted so far.
    pub fn finish(&mut self) {
        self.go(self.progress.questions.len());
    }

    fn go(&mut self, at: usize) {
        let at = at.min(self.progress.questions.len());
        if self.progress.people.is_some() && at != self.progress.at {
            self.progress.at = at;
            self.is_unsaved = true;
        }
    }

    /// An earlier room goes on.
    pub fn resume(&mut self) {
        if let Some(earlier) = self.earlier.take() {
            (self.progress, self.is_begun) = (earlier, true);
        }
    }

    /// An earlier room is left; on disk it stays until the first count.
    pub fn start_over(&mut self) {
        self.earlier = None;
    }

    /// What can be done with an earlier room: go on with it, or start a new one.
    pub fn resume_choices(&self) -> [String; 2] {
        let go_on = self.earlier.as_ref().map_or_else(String::new, Progress::go_on);
        [go_on, "Start a new room".to_owned()]
    }
}
