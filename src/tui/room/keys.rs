//! The keys of a room: a table for each screen, in the order of its footer and its help. Clickers send PageDown, PageUp,
//! a full stop, F5 and Esc: the first three do what their buttons say, the others do no harm.

use super::model::Screen;
use crate::tui::dialogs;
use crate::tui::keymap::Key::{
    BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    Tab, Up,
};
use crate::tui::keymap::{Binding, DOWN_WITHOUT_WHEEL, FORWARD, Key, UP_WITHOUT_WHEEL, bind, digits};

/// What keys and clicks do in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Up,
    Down,
    /// Types a digit, or chooses by number from 1.
    Digit(u8),
    /// A click on a row, from 0.
    Take(usize),
    /// A character that isn't a digit.
    Type,
    Erase,
    /// Takes the count under the cursor away.
    Delete,
    /// Counts what was typed, or chooses what is under the cursor.
    Choose,
    Next,
    Back,
    Escape,
    /// Starts a new room instead of resuming the earlier one.
    StartOver,
    /// Shows the counts, or hides them again.
    Show,
    /// Changes how many people there are.
    People,
    Result,
    FirstPage,
    LastPage,
    Write,
    Blank,
    Terms,
    Help,
    Leave,
    /// In the dialog that is open.
    Dialog(dialogs::Action),
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
    bind(UP_WITHOUT_WHEEL, A::Up, "move up").footer("↑↓", "choose"),
    bind(DOWN_WITHOUT_WHEEL, A::Down, "move down"),
    bind(FORWARD, A::Choose, "choose what is under the cursor and go on").footer("Enter", "go on"),
    bind(&[Char('o'), Delete], A::StartOver, "start a new room").footer("o", "start over"),
    digits(&[Char('1'), Char('2')], A::Digit, "move to that choice"),
    bind(&[Char('i'), F(3)], A::Terms, "what the terms on the screen mean").footer("i", "terms"),
    HELP,
    bind(&[Esc], A::Escape, "back; it never quits"),
    LEAVE,
];
const QUESTION: &[Row] = &[
    digits(DIGITS, A::Digit, "type how many hands are up"),
    bind(&[Enter, Tab], A::Choose, "count them, and on to the next answer").footer("Enter", "count"),
    bind(&[Char(' ')], A::Show, "show the counts, or hide them again").footer("Space", "show"),
    bind(&[PageDown, Right], A::Next, "next question, whatever is counted").footer("PageDown", "next"),
    bind(&[PageUp, Left, BackTab, Char('b')], A::Back, "question before, counts are kept")
        .footer("PageUp", "back"),
    bind(UP_WITHOUT_WHEEL, A::Up, "to the answer above"),
    bind(DOWN_WITHOUT_WHEEL, A::Down, "to the answer below"),
    bind(&[Backspace], A::Erase, "take a digit away"),
    bind(&[Delete], A::Delete, "take this count away"),
    bind(&[Char('n'), F(6)], A::People, "how many people, from here on").footer("n", "people"),
    bind(&[Char('r'), F(2)], A::Result, "the result so far").footer("r", "result"),
    BLANK,
    TERMS,
    HELP,
    LEAVE,
    CLICKER,
];
const PEOPLE: &[Row] = &[
    digits(DIGITS, A::Digit, "type how many people there are"),
    bind(&[Backspace], A::Erase, "take a digit away"),
    bind(&[Enter, Tab, Right, PageDown], A::Choose, "take that number and go on").footer("Enter", "go on"),
    BLANK,
    HELP,
    LEAVE,
    bind(&[Esc, F(5), PageUp, Left, BackTab], A::Escape, "back; it never quits"),
];
const OVER: &[Row] = &[
    bind(UP_WITHOUT_WHEEL, A::Up, "move up").footer("↑↓", "choose"),
    bind(DOWN_WITHOUT_WHEEL, A::Down, "move down"),
    digits(&[Char('1'), Char('2'), Char('3')], A::Digit, "do that"),
    bind(&[Enter, Tab, Right, Char(' ')], A::Choose, "do what is under the cursor").footer("Enter", "go on"),
    bind(&[PageDown], A::Next, "leave it as it is and go on").footer("PageDown", "leave it so"),
    bind(&[Esc, F(5), PageUp, Left, BackTab, Backspace], A::Escape, "back to the counts"),
    BLANK,
    HELP,
    LEAVE,
];
const RESULT: &[Row] = &[
    bind(&[PageDown, Right, Down, Enter, Tab, Char(' ')], A::Next, "next page").footer("PageDown", "next"),
    bind(&[PageUp, Left, Up, BackTab, Backspace, Char('b')], A::Back, "page before, or the last question")
        .footer("PageUp", "back"),
    bind(&[Home], A::FirstPage, "to the first page"),
    bind(&[End], A::LastPage, "to the last page"),
    bind(&[Char('w'), F(4)], A::Write, "write it to a file").footer("w", "write"),
    BLANK,
    TERMS,
    HELP,
    LEAVE,
    CLICKER,
];
const ALWAYS: &[Row] = &[
    bind(&[Ctrl('z')], A::Stop, "stop for now; fg in the shell comes back"),
    bind(&[Ctrl('c')], A::Interrupt, "leave at once"),
];

const BLANK: Row = bind(&[Char('.')], A::Blank, "blank screen; any key comes back").footer(".", "blank");
const TERMS: Row = bind(&[Char('i'), F(3)], A::Terms, "what the terms on the screen mean");
const HELP: Row = bind(&[Char('?'), F(1)], A::Help, "all keys of this screen").footer("?", "all keys");
const LEAVE: Row = bind(&[Char('q'), F(10)], A::Leave, "leave; it asks first").footer("q", "leave");
const CLICKER: Row = bind(&[Esc, F(5)], A::Escape, "nothing; clickers send them");

/// The table of a screen.
pub fn bindings(screen: Screen) -> impl Iterator<Item = &'static Row> {
    let own = match screen {
        Screen::Resume => RESUME,
        Screen::People => PEOPLE,
        Screen::Question => QUESTION,
        Screen::Over => OVER,
        Screen::Result => RESULT,
        Screen::Blank => &[],
    };
    [own, ALWAYS].into_iter().flatten()
}
