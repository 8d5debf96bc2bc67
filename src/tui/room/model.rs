//! What the full screen of a room is about at a moment: the room, what is being typed, what is open.

use crate::room::report::Summary;
use crate::room::{MOST, Room, Step};
use crate::tui::dialog::WriteDialog;
use crate::tui::keymap::Screen;
use crate::tui::theme::Theme;

/// More digits than any number that counts here: what is too large is said, not cut.
const DIGITS: usize = 12;

/// The choices when leaving.
pub(super) const LEAVE_CHOICES: [&str; 2] = ["Leave", "Stay"];

/// What a file is called at first, without its ending.
pub(super) const NAME: &str = "career-fit-room";

/// Everything that the full screen of a room shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// Statements, counts and what is kept of them.
    pub room: Room,
    /// The answer that hands are counted for, from 0.
    pub answer: usize,
    /// The count being typed.
    pub entry: Entry,
    /// The choice under the cursor, where an earlier room can go on.
    pub choice: usize,
    /// The page of the result, from 0.
    pub page: usize,
    /// What came of the counts, while the result is looked at.
    pub summary: Option<Summary>,
    /// What is open above the screen.
    pub overlay: Option<Overlay>,
    /// Nothing is shown.
    pub is_blank: bool,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The look.
    pub theme: Theme,
    /// A word for the footer, until the next key.
    pub note: Option<String>,
    /// Whether the mouse does anything.
    pub mouse: bool,
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
    /// How many people there are now; with nothing typed, Enter takes the number beside it.
    People(Entry, Option<u32>),
    /// More hands than people; the choice under the cursor.
    Over(usize),
    /// Where to write the result to.
    Write(WriteDialog),
}

/// A number being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry(String);

impl Entry {
    /// Types a digit.
    pub fn push(&mut self, digit: u8) {
        if self.0.len() < DIGITS && digit < 10 {
            self.0.push(char::from(b'0' + digit));
        }
    }

    /// Takes the last digit away; says whether there was one.
    pub fn erase(&mut self) -> bool {
        self.0.pop().is_some()
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The number, where it is one that counts here.
    pub fn number(&self) -> Option<u32> {
        self.0.parse().ok().filter(|number| *number <= MOST)
    }
}

impl Model {
    /// A room where it stands, in a window of this many columns and rows.
    pub fn new(mut room: Room, theme: Theme, size: (u16, u16)) -> Self {
        let note = room.take_note();
        let mut model = Self {
            room,
            answer: 0,
            entry: Entry::default(),
            choice: 0,
            page: 0,
            summary: None,
            overlay: None,
            is_blank: false,
            size,
            theme,
            note,
            mouse: false,
        };
        model.enter();
        model
    }

    /// Where keys go.
    pub fn screen(&self) -> Screen {
        match &self.overlay {
            _ if self.is_blank => Screen::Blank,
            Some(Overlay::Help(_)) => Screen::Help,
            Some(Overlay::Terms(_)) => Screen::Terms,
            Some(Overlay::Leave(_)) => Screen::Leave,
            Some(Overlay::People(..)) => Screen::RoomPeople,
            Some(Overlay::Over(_)) => Screen::RoomOver,
            Some(Overlay::Write(_)) => Screen::Write,
            None => self.below(),
        }
    }

    /// The screen, whatever is open above it.
    pub fn below(&self) -> Screen {
        match self.room.step() {
            Step::Resume => Screen::Resume,
            Step::People => Screen::RoomPeople,
            Step::Question => Screen::Room,
            Step::Result => Screen::RoomResult,
        }
    }

    /// Sets what belongs to the screen that was come to.
    pub(super) fn enter(&mut self) {
        self.entry = Entry::default();
        self.answer = self
            .room
            .question()
            .map_or(0, |question| question.first_open().unwrap_or(question.hands().len().saturating_sub(1)));
        self.summary = (self.room.step() == Step::Result).then(|| Summary::new(&self.room));
        self.page = 0;
    }

    /// What the footer has to say instead of the keys.
    pub(super) fn footnote(&self) -> Option<String> {
        self.note.clone().or_else(|| self.room.not_saved())
    }
}
