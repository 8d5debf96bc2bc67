//! The table itself, in the order of the footer and the help.

use super::Action as A;
use super::Key::{
    BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    Tab, Up,
};
use super::Screen as S;
use super::{Action, Binding, Key, Screen};

pub(super) const fn binding(
    screens: &'static [Screen],
    keys: &'static [Key],
    action: Action,
    footer: Option<(&'static str, &'static str)>,
    help: &'static str,
) -> Binding {
    Binding { screens, keys, action, footer, help }
}

/// The tabs of the result.
const TABS: &[Screen] = &[S::Result, S::List, S::Entry, S::WhatIf];
/// What is read from top to bottom.
const READ: &[Screen] = &[S::Result, S::Entry, S::WhatIf, S::Help, S::Terms];
/// What is read or chosen from by the screenful.
const PAGED: &[Screen] = &[S::Result, S::List, S::Entry, S::WhatIf, S::Help, S::Terms];
/// The same with what has a beginning and an end beside.
const ENDS: &[Screen] = &[S::Review, S::Result, S::List, S::Entry, S::WhatIf, S::Trying, S::Help, S::Terms];
/// All that something can open above.
const BELOW: &[Screen] = &[
    S::Welcome,
    S::Resume,
    S::Question,
    S::Offer,
    S::Review,
    S::Result,
    S::List,
    S::Entry,
    S::WhatIf,
    S::Trying,
];

/// The part of the quiz, and of what opens above any screen.
pub(super) const BINDINGS: &[Binding] = &[
    binding(
        &[S::Welcome],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "start")),
        "start",
    ),
    binding(
        &[S::Question],
        &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5')],
        A::Pick(0),
        Some(("1-5", "answer")),
        "give that answer and go on",
    ),
    binding(&[S::Question], &[Up, Char('k')], A::Up, Some(("↑↓", "move")), "move up; first to the middle"),
    binding(
        &[S::Resume, S::Offer, S::Review, S::Leave],
        &[Up, Char('k')],
        A::Up,
        Some(("↑↓", "choose")),
        "move up",
    ),
    binding(
        &[S::Resume, S::Question, S::Offer, S::Review, S::Leave],
        &[Down, Char('j')],
        A::Down,
        None,
        "move down",
    ),
    binding(READ, &[Up, Char('k')], A::Up, Some(("↑↓", "scroll")), "scroll up"),
    binding(READ, &[Down, Char('j')], A::Down, None, "scroll down"),
    binding(&[S::Trying], &[Enter], A::Choose, Some(("Enter", "keep")), "make these your answers"),
    binding(
        &[S::Trying],
        &[Esc, Backspace],
        A::Escape,
        Some(("Esc", "drop")),
        "let them go; your answers stay as they were",
    ),
    binding(
        &[S::Trying],
        &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5')],
        A::Pick(0),
        Some(("1-5", "set")),
        "change the answer under the cursor",
    ),
    binding(&[S::List, S::Trying], &[Up, Char('k')], A::Up, Some(("↑↓", "choose")), "move up, or scroll"),
    binding(&[S::List, S::Trying], &[Down, Char('j')], A::Down, None, "move down, or scroll"),
    binding(&[S::List], &[Enter], A::Choose, Some(("Enter", "open")), "open what is under the cursor"),
    binding(&[S::WhatIf], &[Enter], A::Choose, Some(("Enter", "try other answers")), "try other answers"),
    binding(&[S::Trying], &[Left], A::Less, Some(("←→", "less, more")), "one place toward dislike"),
    binding(&[S::Trying], &[Right], A::Like, None, "one place toward like"),
    binding(
        &[S::Question],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "next")),
        "give the answer under the cursor and go on",
    ),
    binding(
        &[S::Resume, S::Offer],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "go on")),
        "choose what is under the cursor and go on",
    ),
    binding(
        &[S::Resume, S::Offer, S::Leave],
        &[Char('1'), Char('2')],
        A::Pick(0),
        None,
        "move to that choice",
    ),
    binding(
        &[S::Review],
        &[Enter, Char(' '), Right, Tab],
        A::Choose,
        Some(("Enter", "open")),
        "open what is under the cursor",
    ),
    binding(&[S::Review, S::Trying], &[PageUp], A::PageUp, None, "up a screenful"),
    binding(&[S::Review, S::Trying], &[PageDown], A::PageDown, None, "down a screenful"),
    binding(ENDS, &[Home], A::First, None, "to the top"),
    binding(ENDS, &[End], A::Last, None, "to the end"),
    binding(&[S::Result], &[Right, Tab, Enter], A::Next, Some(("←→", "tabs")), "next tab"),
    binding(&[S::List, S::WhatIf], &[Right, Tab], A::Next, Some(("←→", "tabs")), "next tab"),
    binding(&[S::Entry], &[Right, Tab], A::Next, None, "next tab"),
    binding(
        TABS,
        &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8')],
        A::Pick(0),
        None,
        "that tab",
    ),
    binding(PAGED, &[PageDown, Char(' ')], A::PageDown, None, "down a screenful"),
    binding(PAGED, &[PageUp], A::PageUp, None, "up a screenful"),
    binding(
        &[S::Result, S::List, S::WhatIf],
        &[Left, BackTab, Backspace, Char('b')],
        A::Back,
        None,
        "previous tab",
    ),
    binding(
        &[S::Entry],
        &[Esc, Enter, Left, BackTab, Backspace, Char('b')],
        A::Escape,
        Some(("Esc", "close")),
        "close it",
    ),
    binding(
        &[S::Question, S::Offer],
        &[Left, BackTab, Backspace, PageUp, Char('b')],
        A::Back,
        Some(("←", "back")),
        "back, your answer is kept",
    ),
    binding(&[S::Review], &[Left, BackTab, Backspace, Char('b')], A::Back, Some(("←", "back")), "back"),
    binding(
        &[S::Question],
        &[Char('s'), Char('0'), Delete],
        A::Skip,
        Some(("s", "skip")),
        "skip this question",
    ),
    binding(TABS, &[Char('s'), F(6)], A::State, Some(("s", "pay for a state")), "pay for your state"),
    binding(
        &[S::Question, S::Offer, S::Result, S::List, S::Entry, S::WhatIf],
        &[Char('r'), F(2)],
        A::Review,
        Some(("r", "review")),
        "all your answers, and change any",
    ),
    binding(TABS, &[Char('w'), F(5)], A::Write, Some(("w", "write")), "write this result to a file"),
    binding(TABS, &[Char('c'), F(4)], A::Code, Some(("c", "code")), "the code of this result"),
    binding(TABS, &[Char('a'), F(8)], A::Again, Some(("a", "again")), "take the quiz again; it asks first"),
    binding(TABS, &[Char('t'), F(7)], A::More, None, "the extra questions, where it was too close"),
    binding(BELOW, &[Char('i'), F(3)], A::Terms, Some(("i", "terms")), "what the terms on the screen mean"),
    binding(BELOW, &[Char('?'), F(1)], A::Help, Some(("?", "all keys")), "all keys of this screen"),
    binding(
        &[S::Welcome, S::Resume, S::Question, S::Offer, S::Review, S::Result, S::List, S::WhatIf],
        &[Esc],
        A::Escape,
        None,
        "back; it never quits",
    ),
    binding(
        &[S::Help, S::Terms],
        &[Esc, Enter, Left, Backspace, Char('b'), Char('i'), F(3), Char('?'), F(1)],
        A::Escape,
        Some(("Esc", "close")),
        "close",
    ),
    binding(
        &[
            S::Welcome,
            S::Resume,
            S::Question,
            S::Offer,
            S::Review,
            S::Result,
            S::List,
            S::Entry,
            S::WhatIf,
            S::Trying,
            S::Help,
            S::Terms,
        ],
        &[Char('q'), F(10)],
        A::Leave,
        Some(("q", "leave")),
        "leave; it asks first",
    ),
    binding(
        &[S::Code],
        &[Esc, Enter, Left, Backspace, Char('b'), Char('c'), F(4)],
        A::Escape,
        Some(("Esc", "close")),
        "close",
    ),
    binding(&[S::Write, S::State], &[Up], A::Up, Some(("↑↓", "choose")), "move up"),
    binding(&[S::Write, S::State], &[Down], A::Down, None, "move down"),
    binding(&[S::Write], &[Enter], A::Choose, Some(("Enter", "write")), "write the file"),
    binding(&[S::State], &[Enter], A::Choose, Some(("Enter", "choose")), "choose that place"),
    binding(&[S::Write, S::State], &[Backspace], A::Erase, None, "erase"),
    binding(&[S::Write, S::State], &[Delete], A::Delete, None, "erase under the cursor"),
    binding(&[S::Write, S::State], &[Left], A::TextLeft, None, "left in the text"),
    binding(&[S::Write, S::State], &[Right], A::TextRight, None, "right in the text"),
    binding(&[S::Write, S::State], &[Home], A::TextStart, None, "to the start of the text"),
    binding(&[S::Write, S::State], &[End], A::TextEnd, None, "to the end of the text"),
    binding(&[S::Write, S::State], &[Esc], A::Escape, Some(("Esc", "close")), "close"),
    binding(
        &[S::Leave],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "choose")),
        "do what is under the cursor",
    ),
    binding(&[S::Leave], &[Char('y'), F(10)], A::Yes, None, "leave"),
    binding(
        &[S::Leave],
        &[Esc, Char('n'), Left, BackTab, Backspace, PageUp, Char('b')],
        A::No,
        Some(("Esc", "stay")),
        "stay",
    ),
    binding(&Screen::ALL, &[Ctrl('z')], A::Stop, None, "stop for now; fg in the shell comes back"),
    binding(&Screen::ALL, &[Ctrl('c')], A::Interrupt, None, "leave at once"),
];
