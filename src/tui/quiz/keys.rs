//! The keys of the quiz: a table for each screen, in the order of its footer and its help.

use super::Screen;
use crate::report::Tab;
use crate::tui::dialogs::{self, Scroll};
use crate::tui::keymap::Key::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right,
    Tab as TabKey, Up, WheelDown, WheelUp,
};
use crate::tui::keymap::{
    BACKWARD, Binding, FORWARD, Key, bind, digits, down, help, interrupt, leave, suspend, terms, up,
};

/// What keys and clicks do in the quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Up,
    Down,
    Scroll(Scroll),
    /// Answers, moves to a choice, or opens a tab, by number from 1.
    Pick(u8),
    /// A click on a row of a list, from 0.
    Take(usize),
    /// Chooses what is under the cursor and goes on.
    Choose,
    NextTab,
    /// Goes back, everything kept.
    Back,
    /// Closes what is open, or goes back.
    Escape,
    Skip,
    Review,
    /// While other answers are tried: one place toward dislike.
    Less,
    /// One place toward like.
    More,
    /// Starts over: the earlier quiz is another person's.
    StartOver,
    /// Takes the quiz again.
    Again,
    /// Tries other answers, from any tab.
    Try,
    /// Answers the tie-breakers after all.
    TieBreakers,
    State,
    Write,
    Code,
    HandIn,
    Terms,
    Help,
    Leave,
    // While a made-up person's quiz is watched.
    Pause,
    NextPerson,
    PreviousPerson,
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

const DIGITS: &[Key] =
    &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9')];
const TWO: &[Key] = DIGITS.split_at(2).0;
const FIVE: &[Key] = DIGITS.split_at(5).0;
const TAB_DIGITS: &[Key] = DIGITS.split_at(Tab::ALL.len()).0;

const WELCOME: &[Row] = &[bind(FORWARD, A::Choose, "start").footer("Enter", "start")];
const RESUME: &[Row] = &[
    up(A::Up),
    down(A::Down),
    GO_ON,
    bind(&[Char('o'), Delete], A::StartOver, "start over (this quiz isn't yours)").footer("o", "start over"),
    digits(TWO, A::Pick, "move to that choice"),
];
const GO_ON: Row =
    bind(FORWARD, A::Choose, "choose what is under the cursor and go on").footer("Enter", "go on");
const QUESTION: &[Row] = &[
    digits(FIVE, A::Pick, "give that answer and go on").footer("1-5", "answer"),
    bind(&[Up, Char('k')], A::Up, "move up (starts in the middle)").footer("↑↓", "move"),
    down(A::Down),
    bind(FORWARD, A::Choose, "give the answer under the cursor and go on").footer("Enter", "next"),
    BACK,
    bind(&[Char('s'), Char('0'), Delete], A::Skip, "skip this question").footer("s", "skip"),
    REVIEW_KEY,
];
const BACK: Row = bind(BACKWARD, A::Back, "go back; your answer is kept").footer("←", "back");
const REVIEW_KEY: Row =
    bind(&[Char('r'), F(2)], A::Review, "review or change your answers").footer("r", "review");
const OFFER: &[Row] =
    &[up(A::Up), down(A::Down), GO_ON, digits(TWO, A::Pick, "move to that choice"), BACK, REVIEW_KEY];
const REVIEW: &[Row] = &[
    up(A::Up),
    down(A::Down),
    bind(&[WheelUp], A::Up, ""),
    bind(&[WheelDown], A::Down, ""),
    bind(&[Enter, Char(' '), Right, TabKey], A::Choose, "open what is under the cursor")
        .footer("Enter", "open"),
    bind(&[PageUp], A::Scroll(Scroll::PageUp), "up a screenful"),
    bind(&[PageDown], A::Scroll(Scroll::PageDown), "down a screenful"),
    TO_TOP,
    TO_END,
    bind(&[Left, BackTab, Backspace, Char('b')], A::Back, "go back").footer("←", "back"),
];
const TO_TOP: Row = bind(&[Home], A::Scroll(Scroll::First), "go to the top");
const TO_END: Row = bind(&[End], A::Scroll(Scroll::Last), "go to the end");

// The result.
const SCROLLED: &[Row] = &[
    bind(&[Up, Char('k')], A::Scroll(Scroll::Up), "scroll up").footer("↑↓", "scroll"),
    bind(&[Down, Char('j')], A::Scroll(Scroll::Down), "scroll down"),
];
const WHAT_IF: &[Row] =
    &[bind(&[Enter], A::Choose, "try other answers").footer("Enter", "try other answers")];
const LIST: &[Row] = &[
    bind(&[Up, Char('k')], A::Up, "move up, or scroll").footer("↑↓", "choose"),
    bind(&[Down, Char('j')], A::Down, "move down, or scroll"),
    bind(&[Enter], A::Choose, "open what is under the cursor").footer("Enter", "open"),
];
const ENDS: &[Row] = &[TO_TOP, TO_END];
const TABS: &[Row] = &[
    bind(&[Right, TabKey], A::NextTab, "next tab").footer("←→", "tabs"),
    bind(&[Left, BackTab, Backspace, Char('b')], A::Back, "previous tab"),
];
const TABS_BY_ENTER: &[Row] = &[
    bind(&[Right, TabKey, Enter], A::NextTab, "next tab").footer("←→", "tabs"),
    bind(&[Left, BackTab, Backspace, Char('b')], A::Back, "previous tab"),
];
const ENTRY: &[Row] = &[
    bind(&[Right, TabKey], A::NextTab, "next tab"),
    bind(&[Esc, Enter, Left, BackTab, Backspace, Char('b')], A::Escape, "close it").footer("Esc", "close"),
];
const RESULT: &[Row] = &[
    bind(&[Char('h'), F(12)], A::HandIn, "hand in without your name; asks first").footer("h", "hand in"),
    digits(TAB_DIGITS, A::Pick, "go to that tab"),
    bind(&[PageDown, Char(' ')], A::Scroll(Scroll::PageDown), "down a screenful"),
    bind(&[PageUp], A::Scroll(Scroll::PageUp), "up a screenful"),
    bind(&[WheelUp], A::Scroll(Scroll::WheelUp), ""),
    bind(&[WheelDown], A::Scroll(Scroll::WheelDown), ""),
    bind(&[Char('s'), F(6)], A::State, "pay for your state").footer("s", "pay for a state"),
    REVIEW_KEY,
    bind(&[Char('w'), F(5)], A::Write, "write this result to a file").footer("w", "write"),
    bind(&[Char('c'), F(4)], A::Code, "the code of this result").footer("c", "code"),
    bind(&[Char('a'), F(8)], A::Again, "take the quiz again; asks first").footer("a", "again"),
    bind(&[Char('t'), F(7)], A::TieBreakers, "extra questions, if it was too close"),
];
const TRYING: &[Row] = &[
    bind(&[Enter], A::Choose, "make these your answers").footer("Enter", "keep"),
    bind(&[Esc, Backspace], A::Escape, "discard them; your answers stay as they were").footer("Esc", "drop"),
    digits(FIVE, A::Pick, "change the answer under the cursor").footer("1-5", "set"),
    up(A::Up),
    down(A::Down),
    bind(&[WheelUp], A::Up, ""),
    bind(&[WheelDown], A::Down, ""),
    bind(&[Left], A::Less, "one place toward dislike").footer("←→", "less, more"),
    bind(&[Right], A::More, "one place toward like"),
    bind(&[PageUp], A::Scroll(Scroll::PageUp), "up a screenful"),
    bind(&[PageDown], A::Scroll(Scroll::PageDown), "down a screenful"),
    TO_TOP,
    TO_END,
];

// While a made-up person's quiz is watched: while the person answers, and after that on every tab of the result.
const PLAYING: &[Row] = &[
    bind(&[Char(' '), Char('.')], A::Pause, "pause or continue").footer("Space", "pause"),
    bind(&[Right, Enter, TabKey, PageDown], A::Choose, "do one step").footer("→", "step"),
    bind(&[Esc], A::Escape, "skip to the result").footer("Esc", "result"),
];
const PEOPLE: &[Row] = &[
    bind(&[Char('n'), F(9), Char('+'), Char('=')], A::NextPerson, "the next made-up person")
        .footer("n", "next person"),
    bind(&[Char('p'), F(11), Char('-')], A::PreviousPerson, "the previous made-up person")
        .footer("p", "previous"),
];

const TRY: &[Row] =
    &[bind(&[Char('x'), Char('*')], A::Try, "try other answers").footer("x", "try other answers")];

const COMMON: &[Row] = &[terms(A::Terms), help(A::Help)];
const ESCAPE: &[Row] = &[bind(&[Esc], A::Escape, "go back; never quits")];
const LEAVE: &[Row] = &[leave(A::Leave), suspend(A::Stop), interrupt(A::Interrupt)];

impl Screen {
    /// The table of its keys.
    pub fn bindings(self) -> impl Iterator<Item = &'static Row> {
        let parts: &[&[Row]] = match self {
            Self::Welcome => &[WELCOME, COMMON, ESCAPE, LEAVE],
            Self::Resume => &[RESUME, COMMON, ESCAPE, LEAVE],
            Self::Question => &[QUESTION, COMMON, ESCAPE, LEAVE],
            Self::Offer => &[OFFER, COMMON, ESCAPE, LEAVE],
            Self::Review => &[REVIEW, COMMON, ESCAPE, LEAVE],
            Self::Result => &[PEOPLE, TRY, SCROLLED, ENDS, TABS_BY_ENTER, RESULT, COMMON, ESCAPE, LEAVE],
            Self::List => &[PEOPLE, TRY, LIST, ENDS, TABS, RESULT, COMMON, ESCAPE, LEAVE],
            Self::WhatIf => &[PEOPLE, SCROLLED, WHAT_IF, ENDS, TABS, RESULT, COMMON, ESCAPE, LEAVE],
            Self::Entry => &[PEOPLE, SCROLLED, ENDS, ENTRY, RESULT, COMMON, LEAVE],
            Self::Trying => &[TRYING, COMMON, LEAVE],
            Self::Playing => &[PLAYING, PEOPLE, COMMON, LEAVE],
        };
        parts.iter().copied().flatten()
    }
}
