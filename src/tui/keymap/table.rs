//! The table itself, in the order of the footer and the help.

use super::Action as A;
use super::Key::{
    BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    Tab, Up,
};
use super::Place as P;
use super::{Action, Binding, Key, Place};

const fn binding(
    places: &'static [Place],
    keys: &'static [Key],
    action: Action,
    footer: Option<(&'static str, &'static str)>,
    help: &'static str,
) -> Binding {
    Binding { places, keys, action, footer, help }
}

/// The table, in the order of the footer and the help. The footer shows as many as fit, from the left.
pub const BINDINGS: &[Binding] = &[
    binding(
        &[P::Welcome],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "start")),
        "start",
    ),
    binding(
        &[P::Question, P::Offer, P::Review, P::Leave],
        &[Up, Char('k')],
        A::Up,
        Some(("↑↓", "choose")),
        "move up",
    ),
    binding(&[P::Question, P::Offer, P::Review, P::Leave], &[Down, Char('j')], A::Down, None, "move down"),
    binding(&[P::Result, P::Help, P::Terms], &[Up, Char('k')], A::Up, Some(("↑↓", "scroll")), "scroll up"),
    binding(&[P::Result, P::Help, P::Terms], &[Down, Char('j')], A::Down, None, "scroll down"),
    binding(
        &[P::Question],
        &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5')],
        A::Pick(0),
        None,
        "choose that answer",
    ),
    binding(&[P::Question], &[Char(' ')], A::Mark, None, "choose the answer under the cursor"),
    binding(
        &[P::Question],
        &[Enter],
        A::Choose,
        Some(("Enter", "next")),
        "choose the answer under the cursor and go on",
    ),
    binding(
        &[P::Question],
        &[Right, Tab, PageDown],
        A::Onward,
        None,
        "go on, once it is answered or skipped",
    ),
    binding(
        &[P::Offer],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "go on")),
        "choose what is under the cursor and go on",
    ),
    binding(&[P::Offer, P::Leave], &[Char('1'), Char('2')], A::Pick(0), None, "move to that choice"),
    binding(
        &[P::Review],
        &[Enter, Char(' '), Right, Tab],
        A::Choose,
        Some(("Enter", "open")),
        "open what is under the cursor",
    ),
    binding(&[P::Review], &[PageUp], A::PageUp, None, "up a screenful"),
    binding(&[P::Review], &[PageDown], A::PageDown, None, "down a screenful"),
    binding(&[P::Review, P::Result, P::Help, P::Terms], &[Home], A::First, None, "to the top"),
    binding(&[P::Review, P::Result, P::Help, P::Terms], &[End], A::Last, None, "to the end"),
    binding(&[P::Result], &[Right, Tab, Enter], A::Choose, Some(("←→", "tabs")), "next tab"),
    binding(
        &[P::Result],
        &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8')],
        A::Pick(0),
        None,
        "that tab",
    ),
    binding(&[P::Result, P::Help, P::Terms], &[PageDown, Char(' ')], A::PageDown, None, "down a screenful"),
    binding(&[P::Result, P::Help, P::Terms], &[PageUp], A::PageUp, None, "up a screenful"),
    binding(
        &[P::Result],
        &[Left, BackTab, Backspace, Char('b')],
        A::Back,
        None,
        "previous tab, then your answers",
    ),
    binding(
        &[P::Question, P::Offer],
        &[Left, BackTab, Backspace, PageUp, Char('b')],
        A::Back,
        Some(("←", "back")),
        "back, your answer is kept",
    ),
    binding(&[P::Review], &[Left, BackTab, Backspace, Char('b')], A::Back, Some(("←", "back")), "back"),
    binding(
        &[P::Question],
        &[Char('s'), Char('0'), Delete],
        A::Skip,
        Some(("s", "skip")),
        "skip this question",
    ),
    binding(
        &[P::Question, P::Offer, P::Result],
        &[Char('r'), F(2)],
        A::Review,
        Some(("r", "review")),
        "all your answers, and change any",
    ),
    binding(
        &[P::Welcome, P::Question, P::Offer, P::Review, P::Result],
        &[Char('i'), F(3)],
        A::Terms,
        Some(("i", "terms")),
        "what the terms on the screen mean",
    ),
    binding(
        &[P::Welcome, P::Question, P::Offer, P::Review, P::Result],
        &[Char('?'), F(1)],
        A::Help,
        Some(("?", "all keys")),
        "all keys of this screen",
    ),
    binding(
        &[P::Welcome, P::Question, P::Offer, P::Review, P::Result],
        &[Esc],
        A::Escape,
        None,
        "back; it never quits",
    ),
    binding(
        &[P::Help, P::Terms],
        &[Esc, Enter, Left, Backspace, Char('b'), Char('i'), F(3), Char('?'), F(1)],
        A::Escape,
        Some(("Esc", "close")),
        "close",
    ),
    binding(
        &[P::Welcome, P::Question, P::Offer, P::Review, P::Result, P::Help, P::Terms],
        &[Char('q'), F(10)],
        A::Leave,
        Some(("q", "leave")),
        "leave; it asks first",
    ),
    binding(
        &[P::Leave],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "choose")),
        "do what is under the cursor",
    ),
    binding(&[P::Leave], &[Char('y'), F(10)], A::Yes, None, "leave"),
    binding(
        &[P::Leave],
        &[Esc, Char('n'), Left, BackTab, Backspace, PageUp, Char('b')],
        A::No,
        Some(("Esc", "stay")),
        "stay",
    ),
    binding(
        &[P::Welcome, P::Question, P::Offer, P::Review, P::Result, P::Help, P::Terms, P::Leave],
        &[Ctrl('c')],
        A::Interrupt,
        None,
        "leave at once",
    ),
];
