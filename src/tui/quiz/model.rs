//! What the full screen is about at a moment: the quiz, the screen, the cursor, what is open.

use std::time::Duration;

use super::pages::Pages;
use crate::instrument::{Response, Step};
use crate::quiz::{Quiz, Trial};
use crate::report::Tab;
use crate::tui::banner;
use crate::tui::dialog::{Picker, WriteDialog};
use crate::tui::keymap::{Action, Screen};
use crate::tui::theme::Theme;
use crate::wording::OFFER_CHOICES;

/// Everything that the full screen shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// Content, answers and result.
    pub quiz: Quiz,
    /// The option, row or choice under the cursor, from 0; `None` on a question where nothing was chosen yet.
    pub cursor: Option<usize>,
    /// What is open above the screen.
    pub overlay: Option<Overlay>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The tabs of the result, once it was reached.
    pub pages: Pages,
    /// Other answers, while they are tried on the result.
    pub trial: Option<Trial>,
    /// The look.
    pub theme: Theme,
    /// A word for the footer, until the next key.
    pub note: Option<String>,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// When the current question was first shown.
    pub(super) shown_at: Duration,
    /// The question that was answered or skipped just before this one.
    pub(super) just_answered: Option<usize>,
    /// The digit that was pressed last, and when: where it is held, it comes again at once.
    pub(super) last_digit: Option<(u8, Duration)>,
}

/// What is open above the screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// All keys of the screen, and by how many lines they are scrolled down.
    Help(usize),
    /// The terms on the screen, and by how many lines they are scrolled down.
    Terms(usize),
    /// Whether to leave; the choice under the cursor.
    Leave(usize),
    /// The code of the result.
    Code,
    /// Whether to hand the answers in.
    HandIn(HandIn),
    /// Where to write the result to.
    Write(WriteDialog),
    /// The place that pay is looked at for.
    State(Picker),
}

/// Whether to hand the answers in.
#[derive(Debug, Clone, Default)]
pub struct HandIn {
    /// The choice under the cursor; none at first, so that neither is easier.
    pub cursor: Option<usize>,
    /// Whether somebody is about to leave.
    pub leaves: bool,
    /// Why it did not work.
    pub failed: Option<String>,
}

/// The choices when answers can be handed in: no is as easy as yes.
pub const HAND_IN_CHOICES: [&str; 2] = ["Yes, hand them in", "No, don't"];
/// The choices when leaving.
pub const LEAVE_CHOICES: [&str; 2] = ["Leave", "Stay"];
/// The choice that takes the quiz again, where an earlier one can go on.
pub const TAKE_AGAIN: usize = 1;
/// How many choices there are where an earlier quiz can go on.
pub const RESUME_CHOICES: usize = 2;

impl Model {
    /// A quiz where it stands, in a window of this many columns and rows.
    pub fn new(mut quiz: Quiz, theme: Theme, size: (u16, u16)) -> Self {
        let note = quiz.take_note();
        let mut model = Self {
            quiz,
            cursor: Some(0),
            overlay: None,
            size,
            pages: Pages::default(),
            trial: None,
            theme,
            note,
            mouse: false,
            shown_at: Duration::ZERO,
            just_answered: None,
            last_digit: None,
        };
        model.open_result();
        model
    }

    /// Where keys go.
    pub fn screen(&self) -> Screen {
        match &self.overlay {
            Some(Overlay::Help(_)) => Screen::Help,
            Some(Overlay::Terms(_)) => Screen::Terms,
            Some(Overlay::Leave(_)) => Screen::Leave,
            Some(Overlay::Code) => Screen::Code,
            Some(Overlay::HandIn(_)) => Screen::HandIn,
            Some(Overlay::Write(_)) => Screen::Write,
            Some(Overlay::State(_)) => Screen::State,
            None => self.below(),
        }
    }

    /// The screen, whatever is open above it.
    pub fn below(&self) -> Screen {
        match self.quiz.session().step() {
            Step::Welcome if self.quiz.earlier().is_some() => Screen::Resume,
            Step::Welcome => Screen::Welcome,
            Step::Question => Screen::Question,
            Step::Offer => Screen::Offer,
            Step::Review => Screen::Review,
            Step::Result => self.of_the_result(),
        }
    }

    fn of_the_result(&self) -> Screen {
        match self.pages.open() {
            _ if self.trial.is_some() => Screen::Trying,
            Tab::Flip => Screen::WhatIf,
            _ if self.pages.opened().is_some() => Screen::Entry,
            tab if tab.has_list() => Screen::List,
            _ => Screen::Result,
        }
    }

    /// Whose keys hold where nothing is open above: those of the screen, or of a demo while it is played.
    pub fn keys(&self) -> Screen {
        if self.quiz.next_deed().is_some() { Screen::Demo } else { self.below() }
    }

    /// What is not done on a screen of this quiz, though the table of keys has it.
    pub(super) fn without(&self, screen: Screen) -> Vec<Action> {
        let (quiz, watched) = (&self.quiz, self.quiz.person().is_some());
        let scrolls = screen != Screen::Result || self.has_more();
        let done = [
            (Action::HandIn, quiz.can_hand_in()),
            (Action::Write, !quiz.is_shared()),
            (Action::Stop, !quiz.is_shared()),
            (Action::NextPerson, watched),
            (Action::PreviousPerson, watched),
            (Action::Up, scrolls),
            (Action::Down, scrolls),
        ];
        done.into_iter().filter(|(_, is_done)| !is_done).map(|(action, _)| action).collect()
    }

    /// How many rows of the window are taken by what stands above every screen of a made-up person.
    pub(super) fn banner_rows(&self) -> u16 {
        if self.quiz.session().answers().made_up { banner::ROWS } else { 0 }
    }

    /// How many rows the cursor can stand on, on the present screen.
    pub(super) fn rows(&self) -> usize {
        match self.below() {
            Screen::Question => Response::COUNT,
            Screen::Offer => OFFER_CHOICES.len(),
            Screen::Resume => RESUME_CHOICES,
            Screen::Review => 1 + self.quiz.session().len(),
            Screen::Trying => self.trial.as_ref().map_or(1, |trial| trial.items.len()),
            _ => 1,
        }
    }

    /// What the footer has to say instead of the keys: a word on what just happened, or that nothing can be saved.
    pub(super) fn footnote(&self) -> Option<String> {
        self.note.clone().or_else(|| self.quiz.not_saved())
    }
}
