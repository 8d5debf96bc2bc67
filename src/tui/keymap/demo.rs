//! The part of the table for made-up people.

use super::Action as A;
use super::Binding;
use super::Key::{Char, Down, Enter, Esc, F, PageDown, Right, Tab, Up};
use super::Screen as S;
use super::Screen;
use super::table::binding;

/// While a person answers, and on every tab of the result; the quiz of nobody made up is without these keys.
const WATCHED: &[Screen] = &[S::Demo, S::Result, S::List, S::Entry, S::WhatIf];

/// Its lines, in the order of the footer and the help.
pub(super) const BINDINGS: &[Binding] = &[
    binding(&[S::People], &[Up, Char('k')], A::Up, Some(("↑↓", "choose")), "move up"),
    binding(&[S::People], &[Down, Char('j')], A::Down, None, "move down"),
    binding(
        &[S::People],
        &[Enter, Char(' '), Right, Tab, PageDown],
        A::Choose,
        Some(("Enter", "watch")),
        "watch that person take the quiz",
    ),
    binding(&[S::Demo], &[Char(' '), Char('.')], A::Pause, Some(("Space", "pause")), "pause, and go on"),
    binding(&[S::Demo], &[Right, Enter, Tab, PageDown], A::Choose, Some(("→", "step")), "one key at once"),
    binding(&[S::Demo], &[Esc], A::Escape, Some(("Esc", "result")), "at once to the result"),
    binding(
        WATCHED,
        &[Char('n'), F(9)],
        A::NextPerson,
        Some(("n", "next person")),
        "the next made-up person",
    ),
    binding(
        WATCHED,
        &[Char('p'), F(11)],
        A::PreviousPerson,
        Some(("p", "previous")),
        "the previous made-up person",
    ),
];
