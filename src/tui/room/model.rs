//! What the full screen of a room is about at a moment: the room, what is being typed, what is open.

use ratatui::layout::Rect;

use crate::room::report::Summary;
use crate::room::{MOST, Room, Step};
use crate::tui::dialogs::Dialog;
use crate::tui::theme::Theme;

/// More digits than any number that counts here: what is too large is said, not cut.
const DIGITS: usize = 12;

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
    /// The area of the window.
    pub area: Rect,
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
    Dialog(Dialog),
    /// How many people there are now; with nothing typed, Enter takes the number beside it.
    People(Entry, Option<u32>),
    /// More hands than people; the choice under the cursor.
    Over(usize),
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
    /// A room where it stands, on a window of this size.
    pub fn new(mut room: Room, theme: Theme, area: Rect) -> Self {
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
        match (&self.overlay, self.room.step()) {
            _ if self.is_blank => Screen::Blank,
            (Some(Overlay::People(..)), _) => Screen::People,
            (Some(Overlay::Over(_)), _) => Screen::Over,
            (_, Step::Resume) => Screen::Resume,
            (_, Step::People) => Screen::People,
            (_, Step::Question) => Screen::Question,
            (_, Step::Result) => Screen::Result,
        }
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        if let Some(Overlay::Dialog(dialog)) = &self.overlay { Some(dialog) } else { None }
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

/// The screens of a room, each with keys of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// An earlier room can be resumed.
    Resume,
    /// How many people there are.
    People,
    Question,
    /// More hands than people.
    Over,
    Result,
    /// Nothing is shown; any key comes back.
    Blank,
}

impl Screen {
    pub const ALL: [Self; 6] =
        [Self::Resume, Self::People, Self::Question, Self::Over, Self::Result, Self::Blank];
}
