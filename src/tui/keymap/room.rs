//! The part of the table for a room. Clickers send PageDown, PageUp, a full stop, F5 and Esc: the first three do what
//! their buttons say, the others do no harm.

use super::Action as A;
use super::Binding;
use super::Key;
use super::Key::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up,
};
use super::Screen as S;
use super::table::binding;

/// All digits.
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

/// The part of a room, in the order of the footer and the help.
pub(super) const BINDINGS: &[Binding] = &[
    binding(&[S::Room], DIGITS, A::Pick(0), None, "type how many hands are up"),
    binding(&[S::RoomPeople], DIGITS, A::Pick(0), None, "type how many people there are"),
    binding(
        &[S::Room],
        &[Enter, Tab],
        A::Choose,
        Some(("Enter", "count")),
        "count them, and on to the next answer",
    ),
    binding(
        &[S::Room],
        &[Char(' ')],
        A::Show,
        Some(("Space", "show")),
        "show the counts, or hide them again",
    ),
    binding(
        &[S::Room],
        &[PageDown, Right],
        A::Next,
        Some(("PageDown", "next")),
        "next question, whatever is counted",
    ),
    binding(
        &[S::Room],
        &[PageUp, Left, BackTab, Char('b')],
        A::Back,
        Some(("PageUp", "back")),
        "question before, counts are kept",
    ),
    binding(&[S::Room], &[Up, Char('k')], A::Up, None, "to the answer above"),
    binding(&[S::Room], &[Down, Char('j')], A::Down, None, "to the answer below"),
    binding(&[S::Room, S::RoomPeople], &[Backspace], A::Erase, None, "take a digit away"),
    binding(&[S::Room], &[Delete], A::Delete, None, "take this count away"),
    binding(
        &[S::Room],
        &[Char('n'), F(6)],
        A::People,
        Some(("n", "people")),
        "how many people, from here on",
    ),
    binding(&[S::Room], &[Char('r'), F(2)], A::Review, Some(("r", "result")), "the result so far"),
    binding(
        &[S::RoomPeople],
        &[Enter, Tab, Right, PageDown],
        A::Choose,
        Some(("Enter", "go on")),
        "take that number and go on",
    ),
    binding(&[S::RoomOver], &[Up, Char('k')], A::Up, Some(("↑↓", "choose")), "move up"),
    binding(&[S::RoomOver], &[Down, Char('j')], A::Down, None, "move down"),
    binding(&[S::RoomOver], &[Char('1'), Char('2'), Char('3')], A::Pick(0), None, "do that"),
    binding(
        &[S::RoomOver],
        &[Enter, Tab, Right, Char(' ')],
        A::Choose,
        Some(("Enter", "go on")),
        "do what is under the cursor",
    ),
    binding(
        &[S::RoomOver],
        &[PageDown],
        A::Next,
        Some(("PageDown", "leave it so")),
        "leave it as it is and go on",
    ),
    binding(
        &[S::RoomOver],
        &[Esc, F(5), PageUp, Left, BackTab, Backspace],
        A::Escape,
        None,
        "back to the counts",
    ),
    binding(
        &[S::RoomResult],
        &[PageDown, Right, Down, Enter, Tab, Char(' ')],
        A::Next,
        Some(("PageDown", "next")),
        "next page",
    ),
    binding(
        &[S::RoomResult],
        &[PageUp, Left, Up, BackTab, Backspace, Char('b')],
        A::Back,
        Some(("PageUp", "back")),
        "page before, or the last question",
    ),
    binding(&[S::RoomResult], &[Home], A::First, None, "to the first page"),
    binding(&[S::RoomResult], &[End], A::Last, None, "to the last page"),
    binding(&[S::RoomResult], &[Char('w'), F(4)], A::Write, Some(("w", "write")), "write it to a file"),
    binding(
        &[S::Room, S::RoomPeople, S::RoomOver, S::RoomResult],
        &[Char('.')],
        A::Blank,
        Some((".", "blank")),
        "blank screen; any key comes back",
    ),
    binding(
        &[S::Room, S::RoomResult],
        &[Char('i'), F(3)],
        A::Terms,
        None,
        "what the terms on the screen mean",
    ),
    binding(
        &[S::Room, S::RoomPeople, S::RoomOver, S::RoomResult],
        &[Char('?'), F(1)],
        A::Help,
        Some(("?", "all keys")),
        "all keys of this screen",
    ),
    binding(
        &[S::Room, S::RoomPeople, S::RoomOver, S::RoomResult],
        &[Char('q'), F(10)],
        A::Leave,
        Some(("q", "leave")),
        "leave; it asks first",
    ),
    binding(&[S::Room, S::RoomResult], &[Esc, F(5)], A::Escape, None, "nothing; clickers send them"),
    binding(&[S::RoomPeople], &[Esc, F(5), PageUp, Left, BackTab], A::Escape, None, "back; it never quits"),
    binding(&[S::Blank], &[Char('.'), Esc, Enter, Char(' '), PageDown, PageUp], A::Escape, None, "come back"),
];
