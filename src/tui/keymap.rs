//! Keys, and the tables that say what they do.
//!
//! Each program has its own actions and a table of [`Binding`]s for each of its screens. That one table drives
//! dispatch ([`lookup`]), the footer and the help. This is the only module that reads the terminal library's events.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::Position;

/// A key that does something on some screen. The wheel of the mouse counts as two keys, so that the tables say what
/// it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, digit or sign. Tables have letters in lower case and match both cases.
    Char(char),
    Ctrl(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    WheelUp,
    WheelDown,
}

/// The keys that go on, one of which clickers send.
pub const FORWARD: &[Key] = &[Key::Enter, Key::Char(' '), Key::Right, Key::Tab, Key::PageDown];
/// The keys that go back.
pub const BACKWARD: &[Key] = &[Key::Left, Key::BackTab, Key::Backspace, Key::PageUp, Key::Char('b')];
impl Key {
    /// The name of the key in the help.
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::F(number) => format!("F{number}"),
            Self::BackTab => "Shift-Tab".to_owned(),
            other => format!("{other:?}"),
        }
    }

    fn is_wheel(self) -> bool {
        matches!(self, Self::WheelUp | Self::WheelDown)
    }
}

/// One row of a table: keys that all do the same, and what the footer and the help say about them.
#[derive(Debug, Clone, Copy)]
pub struct Binding<A: 'static> {
    pub keys: &'static [Key],
    pub effect: KeyEffect<A>,
    /// The keys and a word for the footer. `↑↓` and `←→` name two keys, of which this is the first.
    pub footer: Option<(&'static str, &'static str)>,
    pub help: &'static str,
}

/// What the keys of a binding do.
#[derive(Debug, Clone, Copy)]
pub enum KeyEffect<A> {
    Action(A),
    /// The keys are digits, and the action depends on which of them was pressed.
    Digit(fn(u8) -> A),
}

/// A row without an entry in the footer.
pub const fn bind<A: Copy>(keys: &'static [Key], action: A, help: &'static str) -> Binding<A> {
    Binding { keys, effect: KeyEffect::Action(action), footer: None, help }
}

/// A row for digits.
pub const fn digits<A: Copy>(keys: &'static [Key], action: fn(u8) -> A, help: &'static str) -> Binding<A> {
    Binding { keys, effect: KeyEffect::Digit(action), footer: None, help }
}

impl<A: Copy> Binding<A> {
    /// The same row with an entry in the footer.
    pub const fn footer(self, keys: &'static str, word: &'static str) -> Self {
        Self { footer: Some((keys, word)), ..self }
    }

    /// Whether the keys do this, whichever of them is pressed.
    pub fn does(&self, action: A) -> bool
    where
        A: PartialEq,
    {
        matches!(self.effect, KeyEffect::Action(own) if own == action)
    }

    /// The names of the keys, as the help lists them.
    pub fn key_names(&self) -> String {
        let keys = self.keys.iter().filter(|key| !key.is_wheel());
        keys.map(|key| key.name()).collect::<Vec<_>>().join(", ")
    }

    /// The keys that the footer entry stands for, in the order in which it names them; none for digits, since a click
    /// can't say which.
    pub fn footer_keys(&self) -> Vec<Key> {
        match (self.footer, self.effect) {
            (None, _) | (_, KeyEffect::Digit(_)) => Vec::new(),
            (Some(("↑↓", _)), _) => vec![Key::Up, Key::Down],
            (Some(("←→", _)), _) => vec![Key::Left, Key::Right],
            (Some(_), _) => self.keys.iter().take(1).copied().collect(),
        }
    }
}

// Rows that are the same in every program.

pub const fn up<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Up, Key::Char('k')], action, "move up").footer("↑↓", "choose")
}

pub const fn down<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Down, Key::Char('j')], action, "move down")
}

pub const fn terms<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Char('i'), Key::F(3)], action, "what the terms on the screen mean").footer("i", "terms")
}

pub const fn help<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Char('?'), Key::F(1), Key::Char('/')], action, "all keys of this screen")
        .footer("?", "all keys")
}

pub const fn leave<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Char('q'), Key::F(10), Key::Char('!')], action, "leave; asks first").footer("q", "leave")
}

pub const fn suspend<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Ctrl('z')], action, "suspend; type fg in the shell to come back")
}

pub const fn interrupt<A: Copy>(action: A) -> Binding<A> {
    bind(&[Key::Ctrl('c')], action, "leave immediately")
}

/// What a key does according to a table.
pub fn lookup<'a, A: Copy + 'static>(
    bindings: impl IntoIterator<Item = &'a Binding<A>>,
    key: Key,
) -> Option<A> {
    let lower = if let Key::Char(c) = key { Key::Char(c.to_ascii_lowercase()) } else { key };
    let binding = bindings.into_iter().find(|binding| binding.keys.contains(&lower))?;
    match (binding.effect, key) {
        (KeyEffect::Action(action), _) => Some(action),
        (KeyEffect::Digit(action), Key::Char(c)) => Some(action(u8::try_from(c.to_digit(10)?).ok()?)),
        (KeyEffect::Digit(_), _) => None,
    }
}

/// What a program gets: a key, or a click on a row of a list, from 0. A click on anything else stands for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    Row(usize),
}

/// A key press, a turn of the wheel, or a click of the left button on a cell of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Key(Key),
    Click(Position),
}

/// Reads an event; `None` for noise: releases, focus, pastes, other buttons, and repeats of keys that decide.
pub fn read(event: &Event) -> Option<Press> {
    match event {
        Event::Key(key) => read_key(key).map(Press::Key),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Press::Click(Position { x: mouse.column, y: mouse.row }))
            }
            MouseEventKind::ScrollUp => Some(Press::Key(Key::WheelUp)),
            MouseEventKind::ScrollDown => Some(Press::Key(Key::WheelDown)),
            _ => None,
        },
        Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
}

fn read_key(event: &KeyEvent) -> Option<Key> {
    let key = match event.code {
        // An Enter typed before the terminal was in raw mode arrives as a line feed, which is Ctrl-J.
        KeyCode::Char('j' | 'J') if event.modifiers.contains(KeyModifiers::CONTROL) => Key::Enter,
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => {
            Key::Ctrl(c.to_ascii_lowercase())
        }
        KeyCode::Char(_) if event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER) => {
            return None;
        }
        KeyCode::Char(c) => Key::Char(ascii_digit(c)),
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

/// The ASCII digit for a digit of another script, as keyboards in Arabic, Persian, Hindi or Japanese type it.
fn ascii_digit(c: char) -> char {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    let value =
        zeros.into_iter().find_map(|zero| u32::from(c).checked_sub(zero.into()).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
