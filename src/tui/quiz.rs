//! The quiz on the full screen: what it shows at a moment, and what each action does to that.
//!
//! ```text
//! Action -> Model::update -> Quiz, and what the screen is about
//!           Model::draw   -> the screen
//! ```
//!
//! Updating needs no screen, no clock and, except to hand in, no file: it gets the size of the window and the time.

pub mod keys;
pub mod pages;
mod result;
mod screens;
mod what_if;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::dialogs::{Answer, CodeView, Dialog, KINDS, Scroll, StatePicker, WriteDialog};
use super::keymap::{self, Binding, Input};
use super::terminal::Guard;
use super::theme::Theme;
use super::widgets::{self, Canvas};
use super::{App, Drawn, Effect, Exit, Refusal, Settings, layout};
use crate::hand_in::DropBox;
use crate::instrument::{Response, Session, Step};
use crate::quiz::{Ending, Quiz, Trial};
use crate::report::{Extras, Format, Tab};
use crate::storage::{SaveStatus, Storage};
use crate::wording::{self, OFFER_CHOICES};
pub use keys::Action;
use pages::Pages;

/// What is printed after the terminal was restored.
#[derive(Debug)]
pub struct Ended {
    /// How the quiz ended.
    pub ending: Ending,
    /// What is to stay in the terminal, if a result was seen.
    pub summary: Option<String>,
    /// If not: what became of the answers, and how to go on.
    pub kept: Option<String>,
}

/// Runs the quiz, or shows a finished one, on the full screen until the user leaves.
pub fn run(quiz: Quiz, mut storage: Storage, drop_box: Option<DropBox>, settings: Settings) -> Result<Ended> {
    let theme = settings.theme();
    let guard = Guard::open(settings.mouse)?;
    let mut model = Model::new(quiz, theme, guard.window());
    model.mouse = settings.mouse;
    model.save_status = storage.status().clone();
    model.drop_box = drop_box;
    let exit = super::run(guard, &mut model, |model| storage.save(&model.quiz.to_json()).clone())?;
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { model.quiz.ending() };
    let summary = model.quiz.summary(usize::from(model.area.width));
    let is_midway = summary.is_none() && model.quiz.session().settled() > 0;
    let kept = is_midway.then(|| theme.plain(&wording::what_was_saved(&model.quiz, &model.save_status)));
    Ok(Ended { ending, summary: summary.map(|summary| theme.plain(&summary)), kept })
}

/// The state of the full screen.
#[derive(Debug, Clone)]
pub struct Model {
    pub quiz: Quiz,
    pub save_status: SaveStatus,
    /// The folder for handed-in answers.
    pub drop_box: Option<DropBox>,
    /// Whether this is a shared machine, on which nothing may be left for the next person.
    pub is_shared: bool,
    /// The option, row or choice under the cursor, from 0; `None` on a question where nothing was chosen yet.
    pub cursor: Option<usize>,
    /// What is open above the screen.
    pub dialog: Option<Dialog>,
    /// The part of the window that screens are drawn on: all of it, but below the banner of a made-up person.
    pub area: Rect,
    /// The tabs of the result, once it was reached.
    pub pages: Pages,
    /// Other answers, while they are tried on the result.
    pub trial: Option<Trial>,
    pub theme: Theme,
    /// A word for the footer, until the next key.
    pub note: Option<String>,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// When the current question was first shown; `None` before the frame that shows it.
    shown_at: Option<Duration>,
    /// The question that was answered or skipped just before this one.
    just_answered: Option<usize>,
    /// The digit that was pressed last, and when: a key that is held down repeats at once.
    last_digit: Option<(u8, Duration)>,
    /// When the last question was answered, until another key than a digit is pressed on the result.
    finished_at: Option<Duration>,
    /// Whether leaving is waiting for the decision to hand in.
    is_leaving: bool,
}

/// The screens of the quiz, each with keys of its own. A dialog may be open above any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    Welcome,
    /// The welcome if an earlier quiz can be resumed.
    Resume,
    Question,
    /// The offer of the tie-breakers.
    Offer,
    /// All answers.
    Review,
    /// A tab of the result that is read from top to bottom.
    Result,
    /// A tab with a list, of which entries can be opened.
    List,
    /// An entry of such a list, opened.
    Entry,
    /// The tab from which other answers can be tried.
    WhatIf,
    /// Other answers being tried.
    Trying,
    /// Any screen while a made-up person takes the quiz by itself.
    Playing,
}

impl Screen {
    pub const ALL: [Self; 11] = [
        Self::Welcome,
        Self::Resume,
        Self::Question,
        Self::Offer,
        Self::Review,
        Self::Result,
        Self::List,
        Self::Entry,
        Self::WhatIf,
        Self::Trying,
        Self::Playing,
    ];
}

/// The choice on the resume screen that takes the quiz again.
const TAKE_AGAIN: usize = 1;
/// How many choices the resume screen has.
const RESUME_CHOICES: usize = 2;
/// A digit that comes again this soon, or this soon after a new question, is a key held down, or a hand that trembles: it
/// must not answer many questions.
const HELD: Duration = Duration::from_millis(150);
/// A digit that comes this soon after the last question was meant as an answer: it must not open a tab.
const EXTRA: Duration = Duration::from_secs(1);
/// What is said if one wants to go on without an answer.
const NO_ANSWER: &str = "Press 1 to 5 to answer, or s to skip.";

impl Model {
    /// The quiz at its present step, on a window of this size.
    pub fn new(mut quiz: Quiz, theme: Theme, window: Rect) -> Self {
        let note = quiz.take_note();
        let mut model = Self {
            quiz,
            save_status: SaveStatus::Off,
            drop_box: None,
            is_shared: false,
            cursor: Some(0),
            dialog: None,
            area: window,
            pages: Pages::default(),
            trial: None,
            theme,
            note,
            mouse: false,
            shown_at: None,
            just_answered: None,
            last_digit: None,
            finished_at: None,
            is_leaving: false,
        };
        [_, model.area] = model.split(window);
        model.open_result();
        model
    }

    /// The screen, whether or not a dialog is open above it.
    pub fn screen(&self) -> Screen {
        match self.quiz.session().step() {
            Step::Welcome if self.quiz.earlier().is_some() => Screen::Resume,
            Step::Welcome => Screen::Welcome,
            Step::Question => Screen::Question,
            Step::Offer => Screen::Offer,
            Step::Review => Screen::Review,
            Step::Result => match self.pages.open {
                _ if self.trial.is_some() => Screen::Trying,
                Tab::WhatIf => Screen::WhatIf,
                _ if self.pages.page().opened.is_some() => Screen::Entry,
                tab if tab.has_list() => Screen::List,
                _ => Screen::Result,
            },
        }
    }

    /// The keys of the screen, without those of what can't be done here.
    pub fn bindings(&self) -> impl Iterator<Item = &'static Binding<Action>> + use<> {
        let screen = if self.quiz.next_deed().is_some() { Screen::Playing } else { self.screen() };
        let is_watched = self.quiz.person().is_some();
        let (can_hand_in, is_shared) =
            (self.drop_box.is_some() && self.quiz.outcome().is_some(), self.is_shared);
        screen.bindings().filter(move |binding| {
            !(!can_hand_in && binding.does(Action::HandIn)
                || is_shared && (binding.does(Action::Write) || binding.does(Action::Stop))
                || !is_watched
                    && [Action::NextPerson, Action::PreviousPerson, Action::Try]
                        .into_iter()
                        .any(|action| binding.does(action)))
        })
    }

    /// Draws the footer of the screen, or a note: a word on what just happened, or that nothing can be saved.
    fn draw_footer(&self, page: Rect, note: Option<String>, canvas: &mut Canvas<'_>) {
        let note = self.note.clone().or_else(|| self.save_status.failure()).or(note);
        let can_scroll = self.screen() != Screen::Result || self.has_more();
        let is_scroll = |binding: &&Binding<Action>| binding.does(Action::Scroll(Scroll::Up));
        let bindings = self.bindings().filter(|binding| can_scroll || !is_scroll(binding));
        canvas.footer(page, bindings, note.as_deref());
    }

    /// The row of the banner above every screen of a made-up person, and the rest of the window.
    fn split(&self, window: Rect) -> [Rect; 2] {
        let banner = u16::from(self.quiz.session().answers().made_up);
        window.layout(&Layout::vertical([Constraint::Length(banner), Constraint::Fill(1)]))
    }

    /// How many rows the cursor can be on.
    fn rows(&self) -> usize {
        match self.screen() {
            Screen::Question => Response::COUNT,
            Screen::Offer => OFFER_CHOICES.len(),
            Screen::Resume => RESUME_CHOICES,
            Screen::Review => 1 + self.quiz.session().len(),
            Screen::Trying => self.trial.as_ref().map_or(1, |trial| trial.items.len()),
            _ => 1,
        }
    }

    /// Whether this is the digit that was pressed just before, held down since.
    fn is_held(&mut self, action: Action, now: Duration) -> bool {
        let Action::Pick(digit) = action else {
            self.last_digit = None;
            return false;
        };
        let is_soon = |at: Duration| now.saturating_sub(at) < HELD;
        let is_new = self.screen() == Screen::Question && self.shown_at.is_none_or(is_soon);
        let before = self.last_digit.replace((digit, now));
        before.is_some_and(|(last, at)| last == digit && (is_new || is_soon(at)))
    }

    /// Whether this digit was typed as one more answer after the last question, so that it is to open no tab.
    fn is_extra(&mut self, action: Action, now: Duration) -> bool {
        let is_extra = matches!(action, Action::Pick(_))
            && self.finished_at.is_some_and(|at| now.saturating_sub(at) < EXTRA);
        if !is_extra {
            self.finished_at = None;
        }
        is_extra
    }

    fn open_leave(&mut self) {
        self.is_leaving = true;
        let asks_to_hand_in = match (&self.drop_box, self.quiz.outcome()) {
            (Some(drop_box), Some(outcome)) => drop_box.is_undecided(&outcome.code),
            _ => false,
        };
        self.dialog = Some(if asks_to_hand_in { Dialog::hand_in() } else { self.leave_dialog(None) });
    }

    fn leave_dialog(&self, note: Option<String>) -> Dialog {
        let consequence = match self.is_shared {
            true => wording::ON_LEAVING_SHARED.to_owned(),
            false => wording::on_leaving(&self.quiz, &self.save_status),
        };
        Dialog::leave("Leave the quiz?", note.into_iter().chain([consequence]))
    }

    fn update_dialog(&mut self, action: super::dialogs::Action) -> Option<Effect> {
        let dialog = self.dialog.as_mut()?;
        match dialog.update(action, self.area) {
            Answer::None => {}
            Answer::Yes if matches!(dialog, Dialog::HandIn(_)) => self.hand_in(),
            Answer::Yes => return Some(Effect::Quit(Exit::Left)),
            Answer::No if matches!(dialog, Dialog::HandIn(_)) => {
                if let (Some(drop_box), Some(outcome)) = (&mut self.drop_box, self.quiz.outcome()) {
                    drop_box.decline(&outcome.code);
                }
                self.dialog = self.is_leaving.then(|| self.leave_dialog(None));
            }
            Answer::Copy(code) => {
                self.dialog = None;
                self.note = Some("Sent to your terminal's clipboard.".to_owned());
                return Some(Effect::Copy(code));
            }
            Answer::No | Answer::Close => self.dialog = None,
            Answer::Write { name, format, replace } => {
                match self.quiz.report(format?, Extras { answers: true, ..Extras::default() }) {
                    Ok(bytes) => return Some(Effect::Write { name, bytes, replace }),
                    Err(error) => dialog.refused(Refusal::Failed(format!("{error:#}"))),
                }
            }
            Answer::State(state) => {
                self.quiz.set_place(state);
                self.dialog = None;
                self.lay_out();
                self.open_tab(Tab::Pay);
            }
        }
        None
    }

    /// Hands the answers in, and shows how that went: on the screen below, or in the dialog about leaving.
    fn hand_in(&mut self) {
        let (Some(drop_box), Some(outcome)) = (&mut self.drop_box, self.quiz.outcome()) else { return };
        match (drop_box.hand_in(&outcome.code), &mut self.dialog) {
            (Ok(said), _) if self.is_leaving => self.dialog = Some(self.leave_dialog(Some(said.to_owned()))),
            (Ok(said), _) => {
                self.note = Some(said.to_owned());
                self.dialog = None;
            }
            (Err(why), Some(dialog)) => dialog.refused(Refusal::Failed(why)),
            (Err(_), None) => {}
        }
    }

    /// Actions on the way to the result: welcome, questions, tie-breakers, review.
    fn update_step(&mut self, action: Action, now: Duration) {
        match (self.screen(), action) {
            (Screen::Welcome, Action::Choose) => self.go(Quiz::start),
            (Screen::Resume, Action::StartOver) => {
                if let Some(drop_box) = &mut self.drop_box {
                    drop_box.forget();
                }
                self.go(Quiz::start_over);
            }
            (Screen::Resume, Action::Choose) => {
                let takes_again = self.cursor == Some(TAKE_AGAIN);
                self.go(if takes_again { Quiz::start } else { Quiz::resume });
            }
            (Screen::Question, Action::Pick(number)) => self.settle(Response::new(number), now),
            (Screen::Question, Action::Choose) => {
                self.settle(self.cursor.and_then(|row| Response::all().nth(row)), now);
            }
            (Screen::Question, Action::Skip) => self.onward(Quiz::skip),
            (Screen::Offer, Action::Choose) => {
                let accept = self.cursor == Some(0);
                self.go(|quiz| quiz.take_offer(accept));
            }
            (Screen::Review, Action::Choose) => match self.cursor.unwrap_or(0).checked_sub(1) {
                None => self.go(Quiz::finish),
                Some(item) => self.go(|quiz| quiz.open(item)),
            },
            (Screen::Review, Action::Scroll(scroll)) => {
                // An answer may take two lines.
                let page = usize::from(screens::review_list(self.area).height / 2).max(1);
                self.move_by_page(scroll, page);
            }
            (Screen::Resume | Screen::Offer, Action::Pick(number @ 1..=2)) => {
                self.cursor = Some(usize::from(number) - 1);
            }
            (_, Action::Take(row)) => {
                self.cursor = Some(row.min(self.rows() - 1));
                self.update_step(Action::Choose, now);
            }
            // If nothing was chosen yet, the first press lands on the middle.
            (_, Action::Up | Action::Down) if self.cursor.is_none() => {
                self.cursor = Some(Response::MIDDLE.index());
            }
            (_, Action::Up) => self.cursor = self.cursor.map(|row| row.saturating_sub(1)),
            (_, Action::Down) => self.cursor = self.cursor.map(|row| (row + 1).min(self.rows() - 1)),
            (_, Action::Back | Action::Escape) => self.go(|quiz| {
                quiz.back();
            }),
            _ => {}
        }
    }

    /// Moves the cursor by `page` rows, or to the first or the last.
    fn move_by_page(&mut self, scroll: Scroll, page: usize) {
        let (row, last) = (self.cursor.unwrap_or(0), self.rows().saturating_sub(1));
        self.cursor = Some(match scroll {
            Scroll::PageUp => row.saturating_sub(page),
            Scroll::PageDown => (row + page).min(last),
            Scroll::First => 0,
            Scroll::Last => last,
            Scroll::Up | Scroll::Down | Scroll::WheelUp | Scroll::WheelDown => row,
        });
    }

    /// Gives an answer and goes on. Without one, only a skipped question can be left: it stays skipped.
    fn settle(&mut self, response: Option<Response>, now: Duration) {
        if let Some(response) = response {
            let took = self.shown_at.map_or(Duration::ZERO, |shown| now.saturating_sub(shown));
            self.quiz.answer(response, Some(took));
        } else if !self.quiz.session().is_settled(self.quiz.session().at()) {
            self.note = Some(NO_ANSWER.to_owned());
            return;
        }
        self.onward(|quiz| {
            quiz.advance();
        });
        if self.quiz.session().step() == Step::Result {
            self.finished_at = Some(now);
        }
    }

    /// Goes on from a question; the next one says what became of it.
    fn onward(&mut self, step: impl FnOnce(&mut Quiz)) {
        let (from, opened) = (self.quiz.session().at(), self.quiz.session().from_review());
        self.go(step);
        if self.quiz.session().step() == Step::Question && !opened {
            self.just_answered = Some(from);
        }
    }

    /// Lets the quiz take a step, and sets the cursor where the new screen wants it.
    fn go(&mut self, step: impl FnOnce(&mut Quiz)) {
        let place = |session: &Session| (session.step(), session.at());
        let (before, opened_from_review) = (place(self.quiz.session()), self.quiz.session().from_review());
        step(&mut self.quiz);
        let session = self.quiz.session();
        if before == place(session) {
            return;
        }
        let at = session.at();
        self.just_answered = None;
        self.cursor = match session.step() {
            Step::Question => {
                self.shown_at = None;
                session.responses().get(at).map(Response::index)
            }
            // Back from a question that was opened from here: the cursor is on it again.
            Step::Review if opened_from_review => Some(at + 1),
            Step::Welcome | Step::Offer | Step::Review | Step::Result => Some(0),
        };
        if session.step() == Step::Result {
            self.open_result();
        }
    }
}

impl App for Model {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        let [_, area] = self.split(window);
        if self.area != area {
            self.area = area;
            self.lay_out();
        }
    }

    fn action(&self, input: Input) -> Option<Action> {
        match (&self.dialog, input) {
            (Some(dialog), input) => dialog.action(input).map(Action::from),
            (None, Input::Key(key)) => keymap::lookup(self.bindings(), key),
            (None, Input::Row(row)) => Some(Action::Take(row)),
        }
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        match action {
            Action::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
            Action::Stop => return Some(Effect::Stop),
            _ => self.note = None,
        }
        if self.is_held(action, now) || self.is_extra(action, now) {
            return None;
        }
        match (action, self.screen()) {
            (Action::Leave, _) => self.open_leave(),
            (Action::Dialog(action), _) => return self.update_dialog(action),
            (Action::Help, _) => self.dialog = Some(Dialog::help(self.bindings(), self.mouse)),
            (Action::Terms, _) => {
                self.dialog = Some(Dialog::terms(self.quiz.terms_in_view(|| self.texts_of_the_result())));
            }
            (Action::Review, _) => self.go(Quiz::review),
            (Action::Write, _) => {
                let name = self.quiz.file_name(Format::Html);
                self.dialog = Some(Dialog::Write(WriteDialog::new(&KINDS, &name)));
            }
            (Action::Code, _) => {
                let code = self.quiz.outcome().map(|outcome| outcome.code.clone());
                self.dialog = code.map(|code| Dialog::Code(CodeView::new(code, &self.theme)));
            }
            (Action::HandIn, _) => {
                self.is_leaving = false;
                self.dialog = Some(Dialog::hand_in());
            }
            (Action::State, _) => {
                self.open_tab(Tab::Pay);
                self.dialog = Some(Dialog::State(StatePicker::new(self.quiz.wages())));
            }
            (Action::Try, _) => {
                self.open_tab(Tab::WhatIf);
                self.update_result(Action::Choose);
            }
            (Action::TieBreakers, _) => self.go(Quiz::offer_again),
            (Action::Again, _) => {
                self.go(Quiz::again);
                self.cursor = Some(TAKE_AGAIN);
            }
            (_, Screen::Trying) => self.update_trial(action),
            (_, Screen::Result | Screen::List | Screen::Entry | Screen::WhatIf) => self.update_result(action),
            _ => self.update_step(action, now),
        }
        None
    }

    fn shown(&mut self, now: Duration) {
        self.shown_at.get_or_insert(now);
    }

    fn paste(&mut self, text: &str) {
        let is_taken = self.dialog.as_mut().is_some_and(|dialog| dialog.paste(text));
        self.note = (!is_taken).then(|| wording::NO_PASTE.to_owned());
    }

    fn draw(&self, window: Rect, buffer: &mut Buffer) -> Drawn {
        widgets::draw(&self.theme, window, buffer, |canvas| {
            let area = self.draw_banner(window, canvas);
            match &self.dialog {
                Some(dialog) => dialog.draw(area, self.note.as_deref(), canvas),
                None => self.draw_screen(area, canvas),
            }
        })
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        match (path, &mut self.dialog) {
            (Ok(path), _) => {
                self.dialog = None;
                self.note = Some(format!("Written to {path}"));
            }
            (Err(refusal), Some(dialog)) => dialog.refused(refusal),
            (Err(_), None) => {}
        }
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn revision(&self) -> u64 {
        self.quiz.revision()
    }

    fn saved(&mut self, status: &SaveStatus) {
        self.save_status = status.clone();
    }
}

impl Model {
    /// Draws the banner of a made-up person; returns what is left of the window.
    pub fn draw_banner(&self, window: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let [banner, area] = self.split(window);
        if let Some(example) = self.quiz.example() {
            let banner = Rect { y: banner.y, height: banner.height, ..layout::page(area) };
            canvas.text(banner, &format!(" {example} "), self.theme.selected());
        }
        area
    }

    fn draw_screen(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        match self.screen() {
            Screen::Welcome => self.draw_welcome(area, canvas),
            Screen::Resume => self.draw_resume(area, canvas),
            Screen::Question => self.draw_question(area, canvas),
            Screen::Offer => self.draw_offer(area, canvas),
            Screen::Review => self.draw_review(area, canvas),
            Screen::Trying => self.draw_trial(area, canvas),
            _ => self.draw_result(area, canvas),
        }
    }
}
