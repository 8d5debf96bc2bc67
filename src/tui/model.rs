//! What the full screen is about at a moment: the quiz, the screen, the cursor, what is open.

use std::time::Duration;

use super::dialog::{Picker, WriteDialog};
use super::keymap::Place;
use super::pages::Pages;
use super::theme::Theme;
use crate::instrument::{Response, Step};
use crate::quiz::Quiz;
use crate::wording::OFFER_CHOICES;

/// Everything that the full screen shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// Content, answers and result.
    pub quiz: Quiz,
    /// The option, row or choice under the cursor, from 0.
    pub cursor: usize,
    /// What is open above the screen.
    pub overlay: Option<Overlay>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The tabs of the result, once it was reached.
    pub pages: Pages,
    /// The look.
    pub theme: Theme,
    /// A word for the footer, until the next key.
    pub note: Option<String>,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// When the current question was first shown.
    pub(super) shown_at: Duration,
}

/// What is open above the screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// All keys of the screen; scrolled down by so many lines.
    Help(usize),
    /// The terms on the screen; scrolled down by so many lines.
    Terms(usize),
    /// Whether to leave; the choice under the cursor.
    Leave(usize),
    /// The code of the result.
    Code,
    /// Where to write the result to.
    Write(WriteDialog),
    /// The place that pay is looked at for.
    State(Picker),
}

/// The choices when leaving.
pub const LEAVE_CHOICES: [&str; 2] = ["Leave", "Stay"];
/// How many choices there are where an earlier quiz can go on.
pub const RESUME_CHOICES: usize = 2;

impl Model {
    /// A quiz where it stands, in a window of this many columns and rows.
    pub fn new(mut quiz: Quiz, theme: Theme, size: (u16, u16)) -> Self {
        let note = quiz.take_note();
        let mut model = Self {
            quiz,
            cursor: 0,
            overlay: None,
            size,
            pages: Pages::default(),
            theme,
            note,
            mouse: false,
            shown_at: Duration::ZERO,
        };
        model.open_result();
        model
    }

    /// Where keys go.
    pub fn place(&self) -> Place {
        match &self.overlay {
            Some(Overlay::Help(_)) => Place::Help,
            Some(Overlay::Terms(_)) => Place::Terms,
            Some(Overlay::Leave(_)) => Place::Leave,
            Some(Overlay::Code) => Place::Code,
            Some(Overlay::Write(_)) => Place::Write,
            Some(Overlay::State(_)) => Place::State,
            None => self.screen(),
        }
    }

    /// The screen, whatever is open above it.
    pub fn screen(&self) -> Place {
        match self.quiz.session().step() {
            Step::Welcome if self.quiz.earlier().is_some() => Place::Resume,
            Step::Welcome => Place::Welcome,
            Step::Question => Place::Question,
            Step::Offer => Place::Offer,
            Step::Review => Place::Review,
            Step::Result => Place::Result,
        }
    }

    /// How many rows the cursor can stand on, on the present screen.
    pub(super) fn rows(&self) -> usize {
        match self.screen() {
            Place::Question => Response::COUNT,
            Place::Offer => OFFER_CHOICES.len(),
            Place::Resume => RESUME_CHOICES,
            Place::Review => 1 + self.quiz.session().len(),
            _ => 1,
        }
    }

    /// What the footer has to say instead of the keys: a word on what just happened, or that nothing can be saved.
    pub(super) fn footnote(&self) -> Option<String> {
        self.note.clone().or_else(|| self.quiz.not_saved())
    }
}
