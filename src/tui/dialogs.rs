//! What opens above a screen, in every program: all keys, the terms on the screen, whether to leave, whether to hand
//! in, the code of a result, where to write a file, and the state that pay is shown for.

use qrcode::{EcLevel, QrCode};
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use tui_input::{Input as TextInput, InputRequest};

use super::Refusal;
use super::keymap::Key::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp,
};
use super::keymap::Key::{Right, Up, WheelDown, WheelUp};
use super::keymap::{self, Binding, FORWARD, Input};
use super::keymap::{bind, digits, down, interrupt, leave, suspend, up};
use super::layout;
use super::theme::Theme;
use super::widgets::{Canvas, pad};
use crate::content::Wages;
use crate::instrument::Term;
use crate::report::{Format, extension_of, has_extension, with_extension};
use crate::text::wrap;
use crate::wording::{CODE_MEANS, HAND_IN, NO_TERMS};

/// A dialog that is open.
#[derive(Debug, Clone)]
pub enum Dialog {
    Help(Reading),
    Terms(Reading),
    Leave(Question),
    HandIn(Question),
    /// The code of the result.
    Code(CodeView),
    Write(WriteDialog),
    State(StatePicker),
}

/// What keys do in dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Up,
    Down,
    Scroll(Scroll),
    Choose,
    Close,
    Yes,
    No,
    /// Moves to a choice by its number, from 1.
    Pick(u8),
    /// A click on a row, from 0.
    Take(usize),
    /// Copies the code.
    Copy,
    /// Types or moves in a text.
    Edit(InputRequest),
    /// Swaps light and dark in the QR code.
    Swap,
    // What programs do themselves, whether or not a dialog is open.
    Leave,
    Stop,
    Interrupt,
}

/// How text is scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scroll {
    Up,
    Down,
    WheelUp,
    WheelDown,
    PageUp,
    PageDown,
    First,
    Last,
}

impl Scroll {
    /// The first line shown after scrolling, when `page` lines are shown of `lines`. A page keeps one line in view.
    pub fn from(self, first: usize, page: usize, lines: usize) -> usize {
        /// How many lines a notch of the wheel scrolls.
        const NOTCH: usize = 3;
        let last = lines.saturating_sub(page);
        let step = page.saturating_sub(1).max(1);
        let to = match self {
            Self::Up => first.saturating_sub(1),
            Self::Down => first + 1,
            Self::WheelUp => first.saturating_sub(NOTCH),
            Self::WheelDown => first + NOTCH,
            Self::PageUp => first.saturating_sub(step),
            Self::PageDown => first + step,
            Self::First => 0,
            Self::Last => last,
        };
        to.min(last)
    }
}

/// What a program has to do after a dialog's action.
#[derive(Debug)]
pub enum Answer {
    /// Nothing; the dialog stays open.
    None,
    /// Close the dialog.
    Close,
    /// Copy this text to the clipboard.
    Copy(String),
    /// The question was answered.
    Yes,
    No,
    /// Write a file.
    Write {
        name: String,
        /// `None` for a table of counts.
        format: Option<Format>,
        /// Whether an existing file of this name is overwritten.
        replace: bool,
    },
    /// Show pay for this place.
    State(&'static str),
}

type Row = Binding<Action>;
use Action as A;

const TEXT: &[Row] = &[
    bind(&[Up, Char('k')], A::Scroll(Scroll::Up), "scroll up").footer("↑↓", "scroll"),
    bind(&[Down, Char('j')], A::Scroll(Scroll::Down), "scroll down"),
    bind(&[WheelUp], A::Scroll(Scroll::WheelUp), ""),
    bind(&[WheelDown], A::Scroll(Scroll::WheelDown), ""),
    bind(&[Home], A::Scroll(Scroll::First), "go to the top"),
    bind(&[End], A::Scroll(Scroll::Last), "go to the end"),
    bind(&[PageDown, Char(' ')], A::Scroll(Scroll::PageDown), "down a screenful"),
    bind(&[PageUp], A::Scroll(Scroll::PageUp), "up a screenful"),
    bind(
        &[Esc, Enter, Left, Backspace, Char('b'), Char('i'), F(3), Char('?'), F(1), Char('/')],
        A::Close,
        "close",
    )
    .footer("Esc", "close"),
    leave(A::Leave),
];
const LEAVE: &[Row] = &[
    up(A::Up),
    down(A::Down),
    digits(&[Char('1'), Char('2')], A::Pick, "move to that choice"),
    bind(FORWARD, A::Choose, "do what is under the cursor").footer("Enter", "choose"),
    bind(&[Char('y'), F(10), Char('!')], A::Yes, "leave"),
    bind(&[Esc, Char('n'), Left, BackTab, Backspace, PageUp, Char('b')], A::No, "stay").footer("Esc", "stay"),
];
const HAND_IN_KEYS: &[Row] = &[
    bind(&[Char('y'), Char('1'), F(10)], A::Yes, "hand them in").footer("y", "yes"),
    bind(&[Char('n'), Char('2'), Delete], A::No, "don't").footer("n", "no"),
    up(A::Up),
    down(A::Down),
    bind(FORWARD, A::Choose, "do what is under the cursor").footer("Enter", "do it"),
    bind(&[Esc, Left, BackTab, Backspace, PageUp, Char('b')], A::Close, "go back and decide later")
        .footer("Esc", "back"),
];
const CODE: &[Row] = &[
    bind(&[Char('y'), F(2)], A::Copy, "copy the code").footer("y", "copy"),
    bind(&[Esc, Enter, Left, Backspace, Char('b'), Char('c'), F(4)], A::Close, "close")
        .footer("Esc", "close"),
];
const SWAP: &[Row] = &[bind(&[Char(' ')], A::Swap, "swap light and dark, if a phone can't read the square")
    .footer("Space", "swap light and dark")];
const WRITE: &[Row] = &[
    bind(&[Up], A::Up, "move up").footer("↑↓", "choose"),
    bind(&[Down], A::Down, "move down"),
    bind(&[Enter], A::Choose, "write the file").footer("Enter", "write"),
];
const STATE: &[Row] = &[
    bind(&[Up, WheelUp], A::Up, "move up").footer("↑↓", "choose"),
    bind(&[Down, WheelDown], A::Down, "move down"),
    bind(&[Enter], A::Choose, "choose that place").footer("Enter", "choose"),
];
const TYPING: &[Row] = &[
    bind(&[Backspace], A::Edit(InputRequest::DeletePrevChar), "erase the character before the cursor"),
    bind(&[Delete], A::Edit(InputRequest::DeleteNextChar), "erase the character under the cursor"),
    bind(&[Left], A::Edit(InputRequest::GoToPrevChar), "move left"),
    bind(&[Right], A::Edit(InputRequest::GoToNextChar), "move right"),
    bind(&[Home], A::Edit(InputRequest::GoToStart), "go to the start of the text"),
    bind(&[End], A::Edit(InputRequest::GoToEnd), "go to the end of the text"),
    bind(&[Esc], A::Close, "close").footer("Esc", "close"),
];
const ALWAYS: &[Row] = &[suspend(A::Stop), interrupt(A::Interrupt)];

impl Dialog {
    /// All keys of a screen, each with what it does; and the mouse, if it is on.
    pub fn help<'b, A: Copy + 'static>(
        bindings: impl IntoIterator<Item = &'b Binding<A>>,
        has_mouse: bool,
    ) -> Self {
        const MOUSE: [(&str, &str); 2] =
            [("Click", "an answer, a choice, a tab or a key below"), ("Wheel", "scroll")];
        let bindings = bindings.into_iter().map(|binding| (binding.key_names(), binding.help));
        let keys = bindings.filter(|(keys, _)| !keys.is_empty());
        let mouse = MOUSE.into_iter().filter(|_| has_mouse).map(|(what, does)| (what.to_owned(), does));
        Self::Help(Reading { text: ReadingText::Keys(keys.chain(mouse).collect()), scroll: 0 })
    }

    /// What these terms mean.
    pub fn terms<'t>(terms: impl IntoIterator<Item = &'t Term>) -> Self {
        let terms = terms.into_iter().map(|term| (term.name.clone(), term.means.clone())).collect();
        Self::Terms(Reading { text: ReadingText::Terms(terms), scroll: 0 })
    }

    /// Whether to leave; the texts say what becomes of the answers.
    pub fn leave(title: &str, texts: impl IntoIterator<Item = String>) -> Self {
        Self::Leave(Question {
            title: title.to_owned(),
            texts: texts.into_iter().collect(),
            choices: ["Leave", "Stay"],
            cursor: Some(0),
            failed: None,
        })
    }

    /// Whether to hand the answers in: no is as easy as yes, so neither is under the cursor.
    pub fn hand_in() -> Self {
        Self::HandIn(Question {
            title: HAND_IN.to_owned(),
            texts: Vec::new(),
            choices: ["Yes, hand them in", "No, don't"],
            cursor: None,
            failed: None,
        })
    }

    /// The table of keys.
    pub fn bindings(&self) -> impl Iterator<Item = &'static Row> + use<> {
        let own: &[&[Row]] = match self {
            Self::Help(_) | Self::Terms(_) => &[TEXT],
            Self::Leave(_) => &[LEAVE],
            Self::HandIn(_) => &[HAND_IN_KEYS],
            Self::Code(view) if view.can_swap => &[SWAP, CODE],
            Self::Code(_) => &[CODE],
            Self::Write(_) => &[WRITE, TYPING],
            Self::State(_) => &[STATE, TYPING],
        };
        own.iter().copied().chain([ALWAYS]).flatten()
    }

    /// What a key or a click does.
    pub fn action(&self, input: Input) -> Option<Action> {
        match input {
            Input::Row(row) => Some(Action::Take(row)),
            Input::Key(key) => keymap::lookup(self.bindings(), key).or(match (self, key) {
                (Self::Write(_) | Self::State(_), Char(c)) => Some(Action::Edit(InputRequest::InsertChar(c))),
                _ => None,
            }),
        }
    }

    /// Types what was pasted, up to the end of its first line; returns whether there is a field to type in.
    pub fn paste(&mut self, text: &str) -> bool {
        let is_field = matches!(self, Self::Write(_) | Self::State(_));
        if is_field {
            for c in text.trim_start().chars().take_while(|c| !c.is_control()) {
                self.update(Action::Edit(InputRequest::InsertChar(c)), Rect::ZERO);
            }
        }
        is_field
    }

    /// Applies an action, in a window's area of this size.
    pub fn update(&mut self, action: Action, area: Rect) -> Answer {
        match self {
            Self::Help(reading) | Self::Terms(reading) => reading.update(action, area),
            Self::Leave(question) | Self::HandIn(question) => question.update(action),
            Self::Code(view) if action == Action::Copy => Answer::Copy(view.code.clone()),
            Self::Code(view) if action == Action::Swap => {
                view.is_light = !view.is_light;
                Answer::None
            }
            Self::Code(_) => Answer::Close,
            Self::Write(dialog) => dialog.update(action),
            Self::State(picker) => picker.update(action),
        }
    }

    /// Takes in why something failed that was asked for.
    pub fn refused(&mut self, refusal: Refusal) {
        match (self, refusal) {
            (Self::Write(dialog), Refusal::Exists) => dialog.state = WriteState::Exists,
            (Self::Write(dialog), Refusal::Failed(why)) => dialog.state = WriteState::Failed(why),
            (Self::HandIn(question), Refusal::Failed(why)) => question.failed = Some(why),
            _ => {}
        }
    }

    /// Draws it on an area of the window; returns where the cursor goes.
    pub fn draw(&self, area: Rect, note: Option<&str>, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(area);
        canvas.footer(page, self.bindings(), note);
        match self {
            Self::Help(reading) => reading.draw(area, "All keys of this screen", canvas),
            Self::Terms(reading) => reading.draw(area, "What these words mean", canvas),
            Self::Leave(question) | Self::HandIn(question) => question.draw(page, canvas),
            Self::Code(view) => view.draw(page, canvas),
            Self::Write(dialog) => dialog.draw(page, canvas),
            Self::State(picker) => picker.draw(page, canvas),
        }
    }
}

/// Text that is read, scrolled down by a number of lines.
#[derive(Debug, Clone)]
pub struct Reading {
    text: ReadingText,
    scroll: usize,
}

#[derive(Debug, Clone)]
enum ReadingText {
    /// The names of keys and what they do.
    Keys(Vec<(String, &'static str)>),
    /// Terms and what they mean.
    Terms(Vec<(String, String)>),
}

impl Reading {
    fn update(&mut self, action: Action, area: Rect) -> Answer {
        match action {
            Action::Close => return Answer::Close,
            Action::Scroll(scroll) => {
                let lines = self.lines(layout::page(area).width, Style::new()).len();
                let shown = usize::from(Self::areas(area, lines)[1].height);
                self.scroll = scroll.from(self.scroll, shown, lines);
            }
            _ => {}
        }
        Answer::None
    }

    /// The title's area, and that of a number of lines, above the footer. The empty rows below the title go if nothing
    /// has to be scrolled then.
    fn areas(area: Rect, lines: usize) -> [Rect; 2] {
        let page = layout::page(area);
        let fits = |head: u16| lines <= usize::from(page.height.saturating_sub(head + 2));
        let head = if page.height < layout::LOW || !fits(3) && fits(1) { 1 } else { 3 };
        let rows = [Constraint::Length(head), Constraint::Fill(1), Constraint::Length(2)];
        let [title, text, _] = page.layout(&Layout::vertical(rows));
        [title, text]
    }

    /// The lines that its text takes in a number of columns.
    fn lines(&self, columns: u16, strong: Style) -> Vec<Line<'static>> {
        let columns = usize::from(columns);
        let mut lines = Vec::new();
        match &self.text {
            ReadingText::Keys(keys) => {
                let column = if columns < usize::from(layout::NARROW) { 14 } else { 32 };
                for (keys, does) in keys {
                    let left = wrap(keys, column - 2, "", "");
                    let right = wrap(does, columns.saturating_sub(column), "", "");
                    for row in 0..left.len().max(right.len()) {
                        let [left, right] =
                            [&left, &right].map(|lines| lines.get(row).map_or("", String::as_str));
                        lines.push(Line::raw(pad(left, column) + right));
                    }
                }
            }
            ReadingText::Terms(terms) => {
                for (name, means) in terms {
                    if !lines.is_empty() {
                        lines.push(Line::default());
                    }
                    lines.push(Line::from(Span::styled(name.clone(), strong)));
                    lines.extend(wrap(means, columns, "  ", "  ").into_iter().map(Line::raw));
                }
                if terms.is_empty() {
                    lines.extend(wrap(NO_TERMS, columns, "", "").into_iter().map(Line::raw));
                }
            }
        }
        lines
    }

    fn draw(&self, area: Rect, title: &str, canvas: &mut Canvas<'_>) -> Position {
        let lines = self.lines(layout::page(area).width, canvas.theme.strong());
        let [head, text] = Self::areas(area, lines.len());
        canvas.text(head, title, canvas.theme.strong());
        canvas.scrolled(text, &lines, self.scroll);
        let below = lines.len().saturating_sub(self.scroll + usize::from(text.height));
        if below > 0 {
            let row = Rect { y: text.bottom(), height: 1, ..text };
            canvas.text_right(row, &format!("{below} more lines ↓"), canvas.theme.quiet());
        }
        layout::page(area).as_position()
    }
}

/// A question with two answers.
///
/// ```text
/// career-fit
///
///
/// Leave the quiz?
///
/// Your answers are saved. …
///
/// > Leave
///   Stay
///
/// ↑↓ choose   Enter choose   Esc stay
/// ```
#[derive(Debug, Clone)]
pub struct Question {
    title: String,
    texts: Vec<String>,
    choices: [&'static str; 2],
    cursor: Option<usize>,
    /// Why what was chosen did not work.
    failed: Option<String>,
}

impl Question {
    fn update(&mut self, action: Action) -> Answer {
        match action {
            Action::Up => self.cursor = Some(0),
            Action::Down => self.cursor = Some(1),
            Action::Pick(number @ 1..=2) => self.cursor = Some(usize::from(number) - 1),
            Action::Take(row) => {
                self.cursor = Some(row.min(1));
                return self.update(Action::Choose);
            }
            Action::Choose => match self.cursor {
                Some(0) => return Answer::Yes,
                Some(_) => return Answer::No,
                None => {}
            },
            Action::Yes => return Answer::Yes,
            Action::No => return Answer::No,
            Action::Close => return Answer::Close,
            _ => {}
        }
        Answer::None
    }

    fn draw(&self, page: Rect, canvas: &mut Canvas<'_>) -> Position {
        let mut rest = canvas.name(page);
        let gap = u16::from(page.height >= layout::LOW || !self.texts.is_empty());
        rest = canvas.paragraph(rest, &self.title, canvas.theme.strong(), gap);
        for text in &self.texts {
            rest = canvas.paragraph(rest, text, Style::new(), 1);
        }
        let cursor = canvas.choices(rest, &self.choices, self.cursor);
        if let Some(why) = &self.failed {
            let rows = [Constraint::Length(2 + gap), Constraint::Fill(1), Constraint::Length(1)];
            let [_, below, _] = rest.layout(&Layout::vertical(rows));
            canvas.paragraph(below, why, Style::new(), 0);
        }
        cursor
    }
}

/// A kind of file: what it is called, and its format; `None` for a table of counts.
pub type Kind = (&'static str, Option<Format>);

/// The kinds of file a result can be written as.
pub const KINDS: [Kind; 4] = [
    ("Web page, prints well", Some(Format::Html)),
    ("Plain text", Some(Format::Text)),
    ("Markdown", Some(Format::Markdown)),
    ("Data for programs (JSON)", Some(Format::Json)),
];

/// The file to write, and its kind.
///
/// ```text
/// Write this result to a file
///
/// > Web page, prints well
///   Plain text
///
/// File: career-fit-2026-11-24-hi.html
/// ```
#[derive(Debug, Clone)]
pub struct WriteDialog {
    kinds: &'static [Kind],
    /// The kind under the cursor.
    kind: usize,
    /// The file's name as typed so far.
    name: TextInput,
    /// Whether the name is still the one proposed: it is marked as a whole, and typing replaces it.
    is_proposed: bool,
    /// Whether the kinds have the focus, and not the name.
    is_in_list: bool,
    state: WriteState,
}

/// The result of the last attempt to write.
#[derive(Debug, Clone, PartialEq, Eq)]
enum WriteState {
    /// Nothing was tried with this name.
    Asking,
    /// There is such a file; Enter overwrites it.
    Exists,
    Failed(String),
}

impl WriteDialog {
    /// The dialog with the first kind, and a name without extension to start from.
    pub fn new(kinds: &'static [Kind], name: &str) -> Self {
        let name = with_extension(name, extension_of(kinds[0].1)).unwrap_or_default();
        Self {
            kinds,
            kind: 0,
            name: TextInput::new(name),
            is_proposed: true,
            is_in_list: true,
            state: WriteState::Asking,
        }
    }

    fn update(&mut self, action: Action) -> Answer {
        self.is_in_list = matches!(action, Action::Up | Action::Down | Action::Take(_));
        match action {
            Action::Close if self.state == WriteState::Exists => self.state = WriteState::Asking,
            Action::Close => return Answer::Close,
            Action::Up => self.choose(self.kind.saturating_sub(1)),
            Action::Down => self.choose(self.kind + 1),
            // A click only chooses the kind: writing needs a look at the name first.
            Action::Take(kind) => self.choose(kind),
            Action::Choose => match self.file() {
                Some(name) => {
                    let (format, replace) = (self.kinds[self.kind].1, self.state == WriteState::Exists);
                    return Answer::Write { name, format, replace };
                }
                None => self.state = WriteState::Failed("Type a file name first.".to_owned()),
            },
            Action::Edit(request) => self.edit(request),
            _ => {}
        }
        Answer::None
    }

    /// The name of the file, with the extension of its kind; `None` if nothing was typed.
    fn file(&self) -> Option<String> {
        with_extension(self.name.value(), extension_of(self.kinds[self.kind].1))
    }

    /// Moves to another kind; an extension in the name becomes that of the kind.
    fn choose(&mut self, kind: usize) {
        self.kind = kind.min(self.kinds.len() - 1);
        if let Some(name) = self.file().filter(|_| has_extension(self.name.value())) {
            self.name = TextInput::new(name);
        }
        self.state = WriteState::Asking;
    }

    /// Types or moves in the name. Typing replaces a proposed name, and moving keeps it.
    fn edit(&mut self, request: InputRequest) {
        use InputRequest::{DeleteNextChar, DeletePrevChar, InsertChar};
        let is_proposed = std::mem::take(&mut self.is_proposed);
        if is_proposed && matches!(request, InsertChar(_) | DeletePrevChar | DeleteNextChar) {
            self.name.reset();
            self.state = WriteState::Asking;
        }
        if self.name.handle(request).is_some_and(|change| change.value) {
            self.state = WriteState::Asking;
        }
    }

    fn draw(&self, page: Rect, canvas: &mut Canvas<'_>) -> Position {
        let is_low = page.height < layout::LOW;
        let rest = canvas.title(page, "Write this result to a file");
        let kinds = Constraint::Length(layout::rows(self.kinds.len()));
        let gap = Constraint::Length(u16::from(!is_low));
        let rows = [
            kinds,
            Constraint::Length(1),
            Constraint::Length(1),
            gap,
            Constraint::Length(3),
            Constraint::Fill(1),
        ];
        let [kinds, _, name, _, hint, _] = rest.layout(&Layout::vertical(rows));
        let names: Vec<&str> = self.kinds.iter().map(|(name, _)| *name).collect();
        let in_list = canvas.choices(kinds, &names, Some(self.kind));
        let style = if self.is_proposed { canvas.theme.selected() } else { canvas.theme.strong() };
        let in_name = canvas.text_input(name, "File: ", &self.name, style);
        canvas.paragraph(hint, &self.hint(), Style::new(), 0);
        if self.is_in_list { in_list } else { in_name }
    }

    /// What can be done with the name, or what will become of it.
    fn hint(&self) -> String {
        match (&self.state, self.file()) {
            (WriteState::Exists, _) => {
                "This file already exists. Press Enter to overwrite it, or Esc to choose another name."
                    .to_owned()
            }
            (WriteState::Failed(why), _) => why.clone(),
            _ if self.is_proposed => "Type another name, or press ← to change this one.".to_owned(),
            (_, Some(name)) if name != self.name.value() => format!("The file will be called {name}"),
            _ => String::new(),
        }
    }
}

/// A list of states that typing narrows, and extends by metropolitan areas.
#[derive(Debug, Clone)]
pub struct StatePicker {
    wages: Wages,
    typed: TextInput,
    /// The place under the cursor, among those that match.
    cursor: usize,
    /// Whether the list has the focus, and not what is typed.
    is_in_list: bool,
}

impl StatePicker {
    /// All states, and what typing finds in the wage table.
    pub fn new(wages: Wages) -> Self {
        Self { wages, typed: TextInput::default(), cursor: 0, is_in_list: false }
    }

    fn places(&self) -> Vec<&'static str> {
        self.wages.matching(self.typed.value())
    }

    fn update(&mut self, action: Action) -> Answer {
        let places = self.places();
        self.is_in_list = matches!(action, Action::Up | Action::Down);
        match action {
            Action::Close => return Answer::Close,
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(places.len().saturating_sub(1)),
            Action::Take(row) => return places.get(row).map_or(Answer::None, |place| Answer::State(place)),
            Action::Choose => {
                return places.get(self.cursor).map_or(Answer::None, |place| Answer::State(place));
            }
            Action::Edit(request) => {
                let changed = self.typed.handle(request).is_some_and(|change| change.value);
                self.cursor = if changed { 0 } else { self.cursor };
            }
            _ => {}
        }
        Answer::None
    }

    fn draw(&self, page: Rect, canvas: &mut Canvas<'_>) -> Position {
        let rest = canvas.title(page, "Pay for which state or metro area?");
        let rows = [Constraint::Length(2), Constraint::Fill(1), Constraint::Length(2)];
        let [typed, list, _] = rest.layout(&Layout::vertical(rows));
        let in_text = canvas.text_input(typed, "Type to search: ", &self.typed, canvas.theme.strong());
        let places = self.places();
        if places.is_empty() {
            canvas.text(list, "No place matches. Press Backspace.", Style::new());
        }
        let places: Vec<Vec<String>> = places.into_iter().map(|place| vec![place.to_owned()]).collect();
        let in_list = canvas.list(list, &places, Some(self.cursor));
        if self.is_in_list { in_list } else { in_text }
    }
}

/// The code in words and, if there is room, as a QR code.
#[derive(Debug, Clone)]
pub struct CodeView {
    code: String,
    /// Whether the background of the terminal counts as light.
    is_light: bool,
    /// Without color, the background isn't known for sure.
    can_swap: bool,
}

impl CodeView {
    pub fn new(code: String, theme: &Theme) -> Self {
        let can_swap = theme.half_blocks && !theme.is_colored();
        Self { code, is_light: theme.is_light, can_swap }
    }

    fn draw(&self, page: Rect, canvas: &mut Canvas<'_>) -> Position {
        let Self { code, .. } = self;
        let rest = canvas.title(page, "The code of this result");
        let cursor = rest.as_position();
        let rest = canvas.paragraph(rest, code, canvas.theme.strong(), 1);
        let rest = canvas.paragraph(rest, CODE_MEANS, Style::new(), 0);
        let rest = canvas.paragraph(rest, &format!("career-fit show {code}"), Style::new(), 1);
        let [rest, _] = rest.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(2)]));
        if canvas.theme.half_blocks {
            match QrCode::with_error_correction_level(code, EcLevel::L) {
                Ok(qr) if draw_qr(&qr, self.is_light, rest, canvas) => {}
                _ => {
                    canvas.text(rest, "A taller window shows a QR code here.", Style::new());
                }
            }
        }
        cursor
    }
}

/// Draws a QR code, two modules a cell; returns whether it fits. Without color, the modules that the background doesn't
/// show are inked.
fn draw_qr(code: &QrCode, is_light: bool, area: Rect, canvas: &mut Canvas<'_>) -> bool {
    /// The light modules around a QR code that readers need.
    const QUIET_ZONE: usize = 2;
    let (size, colors) = (code.width(), code.to_colors());
    let is_dark = |x: usize, y: usize| {
        let inside = QUIET_ZONE..QUIET_ZONE + size;
        let is_inside = inside.contains(&x) && inside.contains(&y);
        is_inside && colors[(y - QUIET_ZONE) * size + x - QUIET_ZONE] == qrcode::Color::Dark
    };
    let side = size + 2 * QUIET_ZONE;
    if side > usize::from(area.width) || side.div_ceil(2) > usize::from(area.height) {
        return false;
    }
    let is_colored = canvas.theme.is_colored();
    let inks_dark = is_colored || is_light;
    let style = if is_colored { Style::new().fg(Color::Black).bg(Color::White) } else { Style::new() };
    for (row, area) in area.rows().enumerate().take(side.div_ceil(2)) {
        let cell = |x| match [2 * row, 2 * row + 1].map(|y| is_dark(x, y) == inks_dark) {
            [true, true] => '█',
            [true, false] => '▀',
            [false, true] => '▄',
            [false, false] => ' ',
        };
        canvas.text(area, &(0..side).map(cell).collect::<String>(), style);
    }
    true
}
