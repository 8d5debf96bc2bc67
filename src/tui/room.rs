//! A room on the full screen: one machine, one projector, a clicker.
//!
//! ```text
//! Action -> Model::update -> Room, and what the screen is about
//!           view::draw    -> the screen
//! ```
//!
//! Clickers send PageDown, PageUp, a full stop, F5 and Esc: the first three do what their buttons say, the others do
//! no harm.

mod view;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dialogs::{self, Answer, Dialog, WriteDialog};
use super::keymap::Key::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up,
};
use super::keymap::{self, Binding, Input, Key, bind, digits, down, help, interrupt, leave, suspend, up};
use super::terminal::Guard;
use super::theme::Theme;
use super::{App, Drawn, Effect, Exit, Refusal, Settings};
use crate::room::report::{self, FORMATS, Summary};
use crate::room::{self, MOST, Question, Room, Step};
use crate::storage::{SaveStatus, Storage};
use crate::wording;

/// What keys and clicks do in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Digit(u8),
    /// A character that can't be typed here.
    OtherChar,
    Erase,
    /// Removes the count of the answer under the cursor.
    Delete,
    Up,
    Down,
    /// A click on a row, from 0.
    Take(usize),
    /// Counts what was typed, or does what is under the cursor.
    Choose,
    Show,
    Next,
    Back,
    First,
    Last,
    /// Asks how many people there are now.
    People,
    Result,
    Write,
    /// Closes what is open. Otherwise it does nothing, since clickers send Esc and F5.
    Escape,
    Blank,
    Unblank,
    Terms,
    Help,
    /// In the dialog that is open.
    Dialog(dialogs::Action),
    Leave,
    Stop,
    Interrupt,
}

impl From<dialogs::Action> for Action {
    fn from(action: dialogs::Action) -> Self {
        match action {
            dialogs::Action::Leave => Self::Leave,
            dialogs::Action::Stop => Self::Stop,
            dialogs::Action::Interrupt => Self::Interrupt,
            other => Self::Dialog(other),
        }
    }
}

/// The screens of a room, each with keys of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// An earlier room can be resumed.
    Resume,
    /// How many people there are: asked first, or changed later.
    People,
    Question,
    /// More hands than people.
    Over,
    Result,
}

type Row = Binding<Action>;
use Action as A;

const DIGITS: &[Key] = &[
    Char('0'),
    Char('1'),
    Char('2'),
    Char('3'),
    Char('4'),
    Char('5'),
    Char('6'),
    Char('7'),
    Char('8'),
    Char('9'),
];

const RESUME: &[Row] = &[
    up(A::Up),
    down(A::Down),
    bind(&[Enter, Char(' '), Right, Tab, PageDown], A::Choose, "do what is under the cursor")
        .footer("Enter", "go on"),
    digits(&[Char('1'), Char('2')], A::Digit, "move to that choice"),
];
const PEOPLE: &[Row] = &[
    digits(DIGITS, A::Digit, "type how many people there are"),
    bind(&[Backspace], A::Erase, "erase a digit"),
    bind(&[Enter, Tab, Right, PageDown], A::Choose, "accept that number").footer("Enter", "go on"),
];
const QUESTION: &[Row] = &[
    digits(DIGITS, A::Digit, "type how many hands are up"),
    bind(&[Enter, Tab], A::Choose, "count them, and on to the next answer").footer("Enter", "count"),
    bind(&[Char(' ')], A::Show, "show the counts, or hide them again").footer("Space", "see"),
    bind(&[Right, PageDown], A::Next, "next question, even if the count isn't done").footer("→", "next"),
    bind(&[Left, PageUp, BackTab, Char('b')], A::Back, "previous question, counts are kept")
        .footer("←", "back"),
    bind(&[Up, Char('k')], A::Up, "to the answer above"),
    bind(&[Down, Char('j')], A::Down, "to the answer below"),
    bind(&[Backspace], A::Erase, "erase a digit"),
    bind(&[Delete], A::Delete, "remove this count"),
    bind(&[Char('n'), F(6)], A::People, "how many people, from this question on").footer("n", "people"),
    bind(&[Char('r'), F(2)], A::Result, "the result so far").footer("r", "result"),
];
const OVER: &[Row] = &[
    up(A::Up),
    down(A::Down),
    bind(&[Enter, Tab, Char(' ')], A::Choose, "do what is under the cursor").footer("Enter", "go on"),
    bind(&[Right, PageDown], A::Next, "accept it as it is and go on").footer("→", "accept"),
    bind(&[Esc, F(5), PageUp, Left, BackTab, Backspace], A::Escape, "back to the counts"),
];
const RESULT: &[Row] = &[
    bind(&[Right, PageDown, Down, Enter, Tab, Char(' ')], A::Next, "next page").footer("→", "next"),
    bind(&[Left, PageUp, Up, BackTab, Backspace, Char('b')], A::Back, "previous page, or the last question")
        .footer("←", "back"),
    bind(&[Home], A::First, "to the first page"),
    bind(&[End], A::Last, "to the last page"),
    bind(&[Char('w'), F(4)], A::Write, "write it to a file").footer("w", "write"),
];
const BLANK: &[Row] =
    &[bind(&[Char('.')], A::Blank, "blank screen; any key comes back").footer(".", "blank")];
const TERMS: &[Row] = &[bind(&[Char('i'), F(3)], A::Terms, "what the terms on the screen mean")];
const COMMON: &[Row] = &[help(A::Help), leave(A::Leave)];
const CLICKER: &[Row] = &[bind(&[Esc, F(5)], A::Escape, "nothing; clickers send them")];
const BACK: &[Row] = &[bind(&[Esc, F(5), PageUp, Left, BackTab], A::Escape, "go back; never quits")];
const ALWAYS: &[Row] = &[suspend(A::Stop), interrupt(A::Interrupt)];

impl Screen {
    pub const ALL: [Self; 5] = [Self::Resume, Self::People, Self::Question, Self::Over, Self::Result];

    /// The keys, in the order of the footer and the help.
    pub fn bindings(self) -> impl Iterator<Item = &'static Row> {
        let tables: &[&[Row]] = match self {
            Self::Resume => &[RESUME, COMMON, BACK, ALWAYS],
            Self::People => &[PEOPLE, BLANK, COMMON, BACK, ALWAYS],
            Self::Question => &[QUESTION, BLANK, TERMS, COMMON, CLICKER, ALWAYS],
            Self::Over => &[OVER, BLANK, COMMON, ALWAYS],
            Self::Result => &[RESULT, BLANK, TERMS, COMMON, CLICKER, ALWAYS],
        };
        tables.iter().copied().flatten()
    }
}

/// The name of a file at first, without extension.
const FILE_NAME: &str = "career-fit-room";
/// What to do if hands are asked for. All such notes fit on the smallest window.
const ASK: &str = "Type a number, then Enter.";

/// Runs a room on the terminal until it is left; returns the room as it is then.
pub fn run(room: Room, storage: &mut Storage, settings: Settings) -> Result<(Exit, Room)> {
    let theme = settings.theme();
    let guard = Guard::open(settings.mouse)?;
    let mut model = Model::new(room, theme, guard.window());
    model.mouse = settings.mouse;
    model.save_status = storage.status().clone();
    let exit = super::run(guard, &mut model, |model| storage.save(&model.room.to_json()).clone())?;
    Ok((exit, model.room))
}

/// The state of a room's screen.
#[derive(Debug, Clone)]
pub struct Model {
    pub room: Room,
    pub save_status: SaveStatus,
    /// The answer that hands are counted for, from 0.
    pub answer: usize,
    /// The count being typed.
    pub entry: Entry,
    /// The choice under the cursor, if there are choices.
    choice: usize,
    /// The page of the result, from 0.
    page: usize,
    /// What the counts show, on the result.
    summary: Option<Summary>,
    /// What is asked instead of the current question.
    prompt: Option<Prompt>,
    pub dialog: Option<Dialog>,
    pub is_blank: bool,
    pub area: Rect,
    pub theme: Theme,
    /// A message in the footer, until the next key.
    pub note: Option<String>,
    pub mouse: bool,
}

#[derive(Debug, Clone)]
enum Prompt {
    /// How many people there are now. If nothing is typed, Enter accepts the number `proposed`.
    People { entry: Entry, proposed: Option<u32> },
    /// What to do about more hands than people.
    Over,
}

/// A number being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry(String);

impl Entry {
    /// More digits than in any valid number, so that one that is too large is reported and not cut.
    const DIGITS: usize = 12;

    fn push(&mut self, digit: u8) {
        if self.0.len() < Self::DIGITS {
            self.0.push(char::from(b'0' + digit));
        }
    }

    /// Erases the last digit; returns whether there was one.
    fn erase(&mut self) -> bool {
        self.0.pop().is_some()
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// The number; `None` if it is out of range.
    fn number(&self) -> Option<u32> {
        self.0.parse().ok().filter(|number| *number <= MOST)
    }
}

impl Model {
    pub fn new(mut room: Room, theme: Theme, area: Rect) -> Self {
        let note = room.take_note();
        let mut model = Self {
            room,
            save_status: SaveStatus::Off,
            answer: 0,
            entry: Entry::default(),
            choice: 0,
            page: 0,
            summary: None,
            prompt: None,
            dialog: None,
            is_blank: false,
            area,
            theme,
            note,
            mouse: false,
        };
        model.enter();
        model
    }

    /// The screen, whether or not a dialog is open above it.
    pub fn screen(&self) -> Screen {
        match (&self.prompt, self.room.step()) {
            (Some(Prompt::People { .. }), _) | (None, Step::People) => Screen::People,
            (Some(Prompt::Over), _) => Screen::Over,
            (None, Step::Resume) => Screen::Resume,
            (None, Step::Question) => Screen::Question,
            (None, Step::Result) => Screen::Result,
        }
    }

    /// Sets up what belongs to the screen that was reached.
    fn enter(&mut self) {
        self.entry = Entry::default();
        // Returning to a counted statement restarts its count at the first answer.
        self.answer = self.room.question().and_then(Question::first_open).unwrap_or(0);
        self.summary = (self.room.step() == Step::Result).then(|| Summary::new(&self.room));
        self.page = 0;
    }

    /// Takes a step of the room.
    fn go(&mut self, step: impl FnOnce(&mut Room)) {
        step(&mut self.room);
        self.enter();
    }

    /// What the footer shows instead of the keys.
    fn footnote(&self) -> Option<String> {
        self.note.clone().or_else(|| self.save_status.failure())
    }

    /// Moves the cursor among a number of choices.
    fn move_choice(&mut self, action: Action, count: usize) {
        match action {
            Action::Up => self.choice = self.choice.saturating_sub(1),
            Action::Down => self.choice = (self.choice + 1).min(count - 1),
            Action::Digit(digit) => self.choice = usize::from(digit).clamp(1, count) - 1,
            Action::Take(row) => self.choice = row.min(count - 1),
            _ => {}
        }
    }

    fn update_resume(&mut self, action: Action) {
        self.move_choice(action, 2);
        if matches!(action, Action::Choose | Action::Take(_)) {
            let choice = self.choice;
            self.go(|room| room.choose_earlier(choice));
        }
    }

    fn update_people(&mut self, action: Action) {
        let (entry, proposed) = match &mut self.prompt {
            Some(Prompt::People { entry, proposed }) => (entry, *proposed),
            _ => (&mut self.entry, None),
        };
        match action {
            Action::Digit(digit) => entry.push(digit),
            Action::Erase => {
                entry.erase();
            }
            Action::Escape => self.prompt = None,
            Action::Choose => {
                let number = if entry.text().is_empty() { proposed } else { entry.number() };
                match number.filter(|people| *people > 0) {
                    Some(people) => {
                        self.room.set_people(people);
                        if self.prompt.take().is_none() {
                            self.enter();
                        } else if !self.warn_if_over() {
                            self.note = Some(format!("From here on: {}.", room::people(self.room.people())));
                        }
                    }
                    None => {
                        *entry = Entry::default();
                        self.note = Some(format!("Type 1 to {MOST}, then Enter."));
                    }
                }
            }
            Action::OtherChar => self.note = Some("Only digits here, then Enter.".to_owned()),
            _ => {}
        }
    }

    /// If more hands are in than people, asks what to do; returns whether it does.
    fn warn_if_over(&mut self) -> bool {
        let is_over = self.room.question().is_some_and(Question::is_over);
        if is_over {
            self.prompt = Some(Prompt::Over);
            self.choice = 0;
        }
        is_over
    }

    fn update_question(&mut self, action: Action) {
        match action {
            Action::Digit(digit) => self.entry.push(digit),
            Action::Erase if self.entry.erase() => {}
            Action::Erase | Action::Up => self.count_and_move(self.answer.saturating_sub(1)),
            Action::Down => self.count_and_move(self.answer + 1),
            Action::Take(answer) => self.count_and_move(answer),
            Action::OtherChar => self.note = Some(ASK.to_owned()),
            Action::Delete => {
                self.entry = Entry::default();
                self.room.uncount(self.answer);
            }
            Action::Choose => self.choose(),
            Action::Show => {
                self.room.show();
                if !self.room.question().is_some_and(Question::has_counts) {
                    self.note = Some(ASK.to_owned());
                }
            }
            Action::People => {
                self.prompt = Some(Prompt::People { entry: Entry::default(), proposed: None });
            }
            Action::Next => self.count_and_go(Room::next),
            Action::Back => self.count_and_go(Room::back),
            Action::Result => self.count_and_go(Room::finish),
            _ => {}
        }
    }

    fn move_to_answer(&mut self, answer: usize) {
        self.entry = Entry::default();
        self.answer = answer.min(self.room.labels().len() - 1);
    }

    fn count_and_move(&mut self, answer: usize) {
        if self.count_entry() {
            self.move_to_answer(answer);
        }
    }

    fn count_and_go(&mut self, step: impl FnOnce(&mut Room)) {
        if self.count_entry() && !self.warn_if_over() {
            self.go(step);
        }
    }

    /// Counts what was typed, or moves to what is still open. If nothing is, goes to the next question once the counts
    /// were shown.
    fn choose(&mut self) {
        if !self.entry.text().is_empty() {
            let is_recount = self.room.question().is_some_and(|question| question.first_open().is_none());
            let next = self.answer + 1;
            let is_counted = self.count_entry();
            if is_counted && is_recount && next < self.room.labels().len() {
                // The other counts may be old, so only the last one tells whether there are too many hands.
                self.move_to_answer(next);
            } else if is_counted && !self.warn_if_over() {
                self.move_to_open();
            }
            return;
        }
        let Some(question) = self.room.question() else { return };
        if question.hands[self.answer].is_none() {
            self.note = Some(ASK.to_owned());
        } else if question.first_open().is_some() {
            self.move_to_open();
        } else if question.is_shown {
            self.go(Room::next);
        } else {
            self.note = Some("Space shows it, → goes on.".to_owned());
        }
    }

    /// Counts what was typed, if anything, as the hands for the current answer; returns whether it was a number.
    fn count_entry(&mut self) -> bool {
        if self.entry.text().is_empty() {
            return true;
        }
        let Some(hands) = std::mem::take(&mut self.entry).number() else {
            self.note = Some(format!("0 to {MOST}. Type it again."));
            return false;
        };
        self.room.count(self.answer, hands);
        true
    }

    /// Moves to the first answer that is open, or else to the one that has the rest.
    fn move_to_open(&mut self) {
        if let Some(question) = self.room.question() {
            self.answer = question.first_open().or(question.rest).unwrap_or(self.answer);
        }
    }

    fn update_over(&mut self, action: Action) {
        self.move_choice(action, room::OVER_CHOICES.len());
        match action {
            Action::Next => {
                self.prompt = None;
                self.go(Room::next);
                return;
            }
            Action::Escape => self.choice = 0,
            Action::Choose | Action::Take(_) => {}
            // Someone who looks at the class types the next count: it must not choose.
            Action::OtherChar => {
                self.note = Some("↑↓ choose, then Enter.".to_owned());
                return;
            }
            _ => return,
        }
        self.prompt = None;
        match self.choice {
            0 => {
                self.answer = 0;
                self.note = Some("Count again, from the top.".to_owned());
            }
            1 => {
                let proposed = self.room.question().map(Question::sum);
                self.prompt = Some(Prompt::People { entry: Entry::default(), proposed });
            }
            _ => self.move_to_open(),
        }
    }

    fn last_page(&self) -> usize {
        view::pages(self).len().saturating_sub(1)
    }

    fn update_result(&mut self, action: Action) {
        let last = self.last_page();
        match action {
            Action::Next if self.page == last => self.note = Some("This is the last page.".to_owned()),
            Action::Next => self.page += 1,
            Action::Back if self.page == 0 => self.go(Room::back),
            Action::Back => self.page -= 1,
            Action::First => self.page = 0,
            Action::Last => self.page = last,
            Action::Write => self.dialog = Some(Dialog::Write(WriteDialog::new(&FORMATS, FILE_NAME))),
            _ => {}
        }
    }

    fn update_dialog(&mut self, action: dialogs::Action) -> Option<Effect> {
        let dialog = self.dialog.as_mut()?;
        match dialog.update(action, self.area) {
            Answer::Yes => return Some(Effect::Quit(Exit::Left)),
            Answer::Write { name, format, replace } => match report::render(&self.room, format) {
                Ok(bytes) => return Some(Effect::Write { name, bytes, replace }),
                Err(error) => dialog.refused(Refusal::Failed(format!("{error:#}"))),
            },
            Answer::Close | Answer::No => self.dialog = None,
            Answer::None | Answer::Copy(_) | Answer::State(_) => {}
        }
        None
    }
}

impl App for Model {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        if self.area != window {
            self.area = window;
            self.page = self.page.min(self.last_page());
        }
    }

    fn action(&self, input: Input) -> Option<Action> {
        match (&self.dialog, input) {
            // Someone who types a count wants it counted; any other key only comes back.
            (_, Input::Key(key)) if self.is_blank && !DIGITS.contains(&key) => {
                keymap::lookup(ALWAYS, key).or(Some(Action::Unblank))
            }
            (_, Input::Row(_)) if self.is_blank => Some(Action::Unblank),
            (Some(dialog), input) => dialog.action(input).map(Action::from),
            (None, Input::Row(row)) => Some(Action::Take(row)),
            (None, Input::Key(key)) => {
                let screen = self.screen();
                let types = matches!(screen, Screen::Question | Screen::People | Screen::Over)
                    && matches!(key, Char(_));
                keymap::lookup(screen.bindings(), key).or(types.then_some(Action::OtherChar))
            }
        }
    }

    fn update(&mut self, action: Action, _now: Duration) -> Option<Effect> {
        match action {
            Action::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
            Action::Stop => return Some(Effect::Stop),
            Action::Unblank => {
                self.is_blank = false;
                return None;
            }
            _ => (self.note, self.is_blank) = (None, false),
        }
        match (action, self.screen()) {
            (Action::Blank, _) => self.is_blank = true,
            (Action::Leave, screen) => {
                if screen == Screen::Question {
                    self.count_entry();
                }
                let consequence = wording::what_was_saved_of_room(&self.room, &self.save_status);
                self.dialog = Some(Dialog::leave("Leave the room?", [consequence]));
            }
            (Action::Help, screen) => self.dialog = Some(Dialog::help(screen.bindings(), self.mouse)),
            (Action::Terms, _) => self.dialog = Some(Dialog::terms(view::terms(self))),
            (Action::Dialog(action), _) => return self.update_dialog(action),
            (_, Screen::Resume) => self.update_resume(action),
            (_, Screen::People) => self.update_people(action),
            (_, Screen::Question) => self.update_question(action),
            (_, Screen::Over) => self.update_over(action),
            (_, Screen::Result) => self.update_result(action),
        }
        None
    }

    fn paste(&mut self, text: &str) {
        let is_taken = self.dialog.as_mut().is_some_and(|dialog| dialog.paste(text));
        self.note = (!is_taken).then(|| wording::NO_PASTE.to_owned());
    }

    fn draw(&self, window: Rect, buffer: &mut Buffer) -> Drawn {
        view::draw(self, window, buffer)
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
        self.room.revision()
    }

    fn saved(&mut self, status: &SaveStatus) {
        self.save_status = status.clone();
    }
}
