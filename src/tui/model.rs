//! What the full screen is about at a moment: the session, the screen, the cursor, what is open.

use std::time::Duration;

use super::dialog::{Picker, WriteDialog};
use super::keymap::Place;
use super::outcome::Outcome;
use super::theme::Theme;
use crate::content::Content;
use crate::content::wages::NATION;
use crate::instrument::{Answers, Response, Session, Step};
use crate::report::Input;
use crate::scoring::{Assessment, score};
use crate::store::{Earlier, Keeping};
use crate::wording::OFFER_CHOICES;

/// Everything that the full screen shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// What is asked, and what the paths are.
    pub content: Content,
    /// Answers and place in the quiz.
    pub session: Session,
    /// The option, row or choice under the cursor, from 0.
    pub cursor: usize,
    /// What is open above the screen.
    pub overlay: Option<Overlay>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The result, once it has been asked for.
    pub result: Option<Outcome>,
    /// The look.
    pub theme: Theme,
    /// An earlier quiz that can go on.
    pub earlier: Option<Session>,
    /// The answers of the last finished quiz, to compare with.
    pub last: Option<Answers>,
    /// Whether answers are kept on disk.
    pub keeping: Keeping,
    /// A word for the footer, until the next key.
    pub note: Option<String>,
    /// The place that pay is looked at for.
    pub place: &'static str,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Whether something changed since it was last kept.
    pub(super) is_unsaved: bool,
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
    /// A quiz at its welcome, in a window of this many columns and rows. Nothing is kept on disk.
    pub fn new(content: Content, theme: Theme, size: (u16, u16)) -> Self {
        let session = Session::new(&content.instrument);
        Self {
            content,
            session,
            cursor: 0,
            overlay: None,
            size,
            result: None,
            theme,
            earlier: None,
            last: None,
            keeping: Keeping::Off,
            note: None,
            place: NATION,
            mouse: false,
            is_unsaved: false,
            shown_at: Duration::ZERO,
        }
    }

    /// The same, showing the result of a session that was finished elsewhere.
    #[must_use]
    pub fn showing(mut self, session: Session) -> Self {
        self.session = session;
        self.open_result();
        self
    }

    /// The same, with what earlier quizzes left.
    #[must_use]
    pub(super) fn after(mut self, earlier: Earlier, keeping: Keeping) -> Self {
        (self.earlier, self.last, self.note) = (earlier.session, earlier.last, earlier.note);
        self.keeping = keeping;
        self
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
        match self.session.step() {
            Step::Welcome if self.earlier.is_some() => Place::Resume,
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
            Place::Review => 1 + self.session.len(),
            _ => 1,
        }
    }

    /// Scores the answers as they are.
    pub fn assess(&self) -> Assessment {
        assess(&self.content, &self.session)
    }

    /// What a report is told from.
    pub fn input<'a>(&'a self, assessment: &'a Assessment) -> Input<'a> {
        Input { content: &self.content, answers: self.session.answers(), assessment }
    }

    /// What the footer has to say instead of the keys: a word on what just happened, or that nothing can be saved.
    pub(super) fn footnote(&self) -> Option<String> {
        match (&self.note, &self.keeping) {
            (Some(note), _) => Some(note.clone()),
            (None, Keeping::Failed(why)) => Some(format!("Not saved: {why}")),
            (None, _) => None,
        }
    }
}

/// Scores the answers of a session.
pub(super) fn assess(content: &Content, session: &Session) -> Assessment {
    score(&content.instrument, &content.contrast, session.responses(), session.times())
}
