//! The one table of keys: what each does where, what the footer says, what the help says.
//!
//! This is the only module that reads the terminal library's events. Everything behind it sees [`Action`]s.

mod action;
mod demo;
mod key;
mod room;
mod screen;
mod table;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

pub use action::Action;
pub use key::Key;
pub use screen::Screen;
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

/// The whole table: the parts of the room, of made-up people, and of the quiz.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    room::BINDINGS.iter().chain(demo::BINDINGS).chain(BINDINGS)
}

/// The lines of the table that hold on a screen.
pub fn of(screen: Screen) -> impl Iterator<Item = &'static Binding> {
    bindings().filter(move |binding| binding.screens.contains(&screen))
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
        Screen::Result | Screen::List | Screen::Entry | Screen::WhatIf | Screen::Help | Screen::Terms => {
            Some(if up { Action::ScrollUp } else { Action::ScrollDown })
        }
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
