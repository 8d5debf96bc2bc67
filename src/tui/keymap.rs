//! The one table of keys: what each does where, what the footer says, what the help says.
//!
//! This is the only module that reads the terminal library's events. Everything behind it sees [`Action`]s.

mod key;
mod room;
mod table;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

pub use key::Key;
use table::BINDINGS;

/// What somebody pressed or turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A key was pressed.
    Key(Key),
    /// The left button of the mouse was pressed on this column and row, from 0.
    Click(u16, u16),
    /// The wheel was turned up by a notch.
    WheelUp,
    /// The wheel was turned down by a notch.
    WheelDown,
}

/// Where the keys go: a screen, or what is open above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The first screen.
    Welcome,
    /// The first screen, where an earlier quiz can go on.
    Resume,
    /// A question.
    Question,
    /// The offer of the tie-breakers.
    Offer,
    /// All answers.
    Review,
    /// A tab of the result that is read from top to bottom.
    Result,
    /// A tab of the result with a list, of which one entry can be opened.
    List,
    /// An entry of such a list, opened.
    Entry,
    /// The tab of the result from which other answers can be tried.
    WhatIf,
    /// Other answers being tried.
    Trying,
    /// All keys of the screen below.
    Help,
    /// The terms on the screen below.
    Terms,
    /// Whether to leave.
    Leave,
    /// The code of the result.
    Code,
    /// Where to write the result to.
    Write,
    /// The place that pay is looked at for.
    State,
    /// A statement before a room.
    Room,
    /// How many people are in the room.
    RoomPeople,
    /// More hands than people.
    RoomOver,
    /// What came of a room.
    RoomResult,
    /// Nothing is shown; any key comes back.
    Blank,
    /// Whether to hand the answers in.
    HandIn,
    /// Whether somebody is still there.
    StillThere,
    /// The list of made-up people.
    People,
    /// A made-up person's quiz while it is played.
    Demo,
    /// The result of a made-up person: its keys are those of every result, and more.
    Example,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 26] = [
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
        Self::Help,
        Self::Terms,
        Self::Leave,
        Self::Code,
        Self::Write,
        Self::State,
        Self::Room,
        Self::RoomPeople,
        Self::RoomOver,
        Self::RoomResult,
        Self::Blank,
        Self::HandIn,
        Self::StillThere,
        Self::People,
        Self::Demo,
        Self::Example,
    ];

    /// Whether letters and digits are typed here.
    fn takes_text(self) -> bool {
        matches!(self, Self::Write | Self::State | Self::Room | Self::RoomPeople)
    }
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Up one.
    Up,
    /// Down one.
    Down,
    /// Up a few lines.
    ScrollUp,
    /// Down a few lines.
    ScrollDown,
    /// Up a screenful.
    PageUp,
    /// Down a screenful.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Choose by number, from 1; 0 stands for the digit pressed in the table.
    Pick(u8),
    /// Move to a row of a list, from 0, and choose it.
    Take(usize),
    /// Choose what is under the cursor and go on.
    Choose,
    /// On to the next.
    Next,
    /// An answer that likes it less.
    Less,
    /// An answer that likes it more.
    Like,
    /// Back, everything kept.
    Back,
    /// Close what is open, else back.
    Escape,
    /// Skip this question.
    Skip,
    /// All answers.
    Review,
    /// What the terms on the screen mean.
    Terms,
    /// All keys.
    Help,
    /// Ask whether to leave.
    Leave,
    /// Yes.
    Yes,
    /// No.
    No,
    /// The code of the result.
    Code,
    /// Write the result to a file.
    Write,
    /// Pay for another place.
    State,
    /// Answer the tie-breakers after all.
    More,
    /// Hand the answers in.
    HandIn,
    /// Somebody is still there.
    Stay,
    /// Start over: the earlier quiz is somebody else's.
    StartOver,
    /// Take the quiz again.
    Again,
    /// A character is typed.
    Type(char),
    /// The character before the cursor is removed.
    Erase,
    /// The character under the cursor is removed.
    Delete,
    /// The cursor of the text goes left.
    TextLeft,
    /// The cursor of the text goes right.
    TextRight,
    /// Show the counts, or hide them again.
    Show,
    /// Change how many people there are.
    People,
    /// Show nothing.
    Blank,
    /// The cursor of the text goes to its start.
    TextStart,
    /// The cursor of the text goes to its end.
    TextEnd,
    /// Let a demo pause, or go on.
    Pause,
    /// The next made-up person.
    NextPerson,
    /// The previous made-up person.
    PreviousPerson,
    /// Stop for now; the shell brings it back.
    Stop,
    /// Leave at once.
    Interrupt,
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it holds.
    pub screens: &'static [Screen],
    /// The keys that do the same.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// What the footer says, if it says anything: the keys and one word.
    pub footer: Option<(&'static str, &'static str)>,
    /// What the help says.
    pub help: &'static str,
}

/// What the help says of the mouse, where it is on.
pub const MOUSE: [(&str, &str); 2] =
    [("Click", "an answer, a choice, a tab or a key below"), ("Wheel", "scroll, where there is more")];

/// The whole table: the part of the quiz, and the part of the room.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    room::BINDINGS.iter().chain(BINDINGS)
}

/// The lines of the table that hold on a screen.
pub fn of(screen: Screen) -> impl Iterator<Item = &'static Binding> {
    let too = if screen == Screen::Example { Screen::Result } else { screen };
    bindings().filter(move |binding| [screen, too].iter().any(|one| binding.screens.contains(one)))
}

/// What a key does on a screen.
pub fn lookup(screen: Screen, key: Key) -> Option<Action> {
    let plain = if let Key::Char(c) = key { Key::Char(c.to_ascii_lowercase()) } else { key };
    let binding = of(screen).find(|binding| binding.keys.contains(&plain));
    match (binding.map(|binding| binding.action), key) {
        (Some(Action::Pick(_)), Key::Char(digit)) => {
            Some(Action::Pick(u8::try_from(digit.to_digit(10)?).ok()?))
        }
        (Some(action), _) => Some(action),
        // Whatever is pressed: somebody is there.
        (None, _) if screen == Screen::StillThere => Some(Action::Stay),
        (None, Key::Char(c)) if screen.takes_text() => Some(Action::Type(c)),
        (None, _) if screen == Screen::Blank => Some(Action::Escape),
        (None, _) => None,
    }
}

/// What the wheel does on a screen: it scrolls and moves, but never where the cursor is about to answer.
pub fn wheel(screen: Screen, up: bool) -> Option<Action> {
    match screen {
        Screen::Result
        | Screen::Example
        | Screen::List
        | Screen::Entry
        | Screen::WhatIf
        | Screen::Help
        | Screen::Terms => Some(if up { Action::ScrollUp } else { Action::ScrollDown }),
        Screen::Review | Screen::State | Screen::Trying | Screen::People => {
            Some(if up { Action::Up } else { Action::Down })
        }
        _ => None,
    }
}

/// What the two arrows do that an entry of the footer names together; `None` for an entry of one key.
pub fn pair(screen: Screen, keys: &str) -> Option<(Action, Action)> {
    let (first, second) = match keys {
        "↑↓" => (Key::Up, Key::Down),
        "←→" => (Key::Left, Key::Right),
        _ => return None,
    };
    Some((lookup(screen, first)?, lookup(screen, second)?))
}

/// What was pressed; `None` for noise: releases, focus, pastes, other buttons, and repeats of keys that decide.
pub fn read(event: &Event) -> Option<Press> {
    match event {
        Event::Key(key) => read_key(key).map(Press::Key),
        Event::Mouse(mouse) => read_mouse(mouse),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
}

fn read_mouse(event: &MouseEvent) -> Option<Press> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Press::Click(event.column, event.row)),
        MouseEventKind::ScrollUp => Some(Press::WheelUp),
        MouseEventKind::ScrollDown => Some(Press::WheelDown),
        _ => None,
    }
}

fn read_key(event: &KeyEvent) -> Option<Key> {
    let key = match event.code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
            Key::Ctrl(c.to_ascii_lowercase())
        }
        KeyCode::Char(_) if event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER) => {
            return None;
        }
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    };
    let moves = matches!(key, Key::Up | Key::Down | Key::PageUp | Key::PageDown);
    match event.kind {
        KeyEventKind::Press => Some(key),
        KeyEventKind::Repeat if moves => Some(key),
        KeyEventKind::Repeat | KeyEventKind::Release => None,
    }
}
