//! What is typed into: where to write to, and the place that pay is looked at for.

use tui_input::{Input, InputRequest};

use super::app::Refusal;
use super::keymap::Action;
use crate::content::states;
use crate::report::{Format, ending_of, has_ending, with_ending};

/// A kind of file: what it is called, and its format; without one it is a table of counts.
pub type Kind = (&'static str, Option<Format>);

/// The kinds of file a result can be written as.
pub const KINDS: [Kind; 4] = [
    ("Web page, prints well", Some(Format::Html)),
    ("Plain text", Some(Format::Text)),
    ("Markdown", Some(Format::Markdown)),
    ("Data for programs (JSON)", Some(Format::Json)),
];

/// Where to write to, and as what.
#[derive(Debug, Clone)]
pub struct WriteDialog {
    /// The kinds to choose from.
    pub kinds: &'static [Kind],
    /// The one under the cursor.
    pub kind: usize,
    /// The file's name as typed so far.
    pub name: Input,
    /// Whether the name is still the one proposed: it is marked as a whole, and what is typed takes its place.
    pub is_marked: bool,
    /// What came of the last try.
    pub state: WriteState,
}

/// What came of a try to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteState {
    /// Nothing was tried with this name.
    Asking,
    /// There is such a file; Enter writes over it.
    Exists,
    /// It did not work; this is why.
    Failed(String),
}

/// What is to be done after an action.
#[derive(Debug)]
pub enum Asked {
    /// Nothing.
    Nothing,
    /// The dialog is to be closed.
    Close,
    /// The file is to be written, over another where that was asked for.
    Write {
        /// What the file is called.
        name: String,
        /// What it is written as; `None` is a table of counts.
        format: Option<Format>,
        /// Whether another of this name is written over.
        replace: bool,
    },
}

impl WriteDialog {
    /// The dialog with the first kind and a name to start from.
    pub fn new(kinds: &'static [Kind], name: &str) -> Self {
        let mut dialog =
            Self { kinds, kind: 0, name: Input::default(), is_marked: true, state: WriteState::Asking };
        dialog.name = Input::new(with_ending(name, dialog.ending()).unwrap_or_default());
        dialog
    }

    /// What an action does to it, and what is to be done then.
    pub fn update(&mut self, action: Action) -> Asked {
        match action {
            Action::Escape if self.state == WriteState::Exists => self.state = WriteState::Asking,
            Action::Escape => return Asked::Close,
            Action::Up => self.choose(self.kind.saturating_sub(1)),
            Action::Down => self.choose(self.kind + 1),
            Action::Take(kind) => self.choose(kind),
            Action::Choose => match self.file() {
                Some(name) => {
                    return Asked::Write {
                        name,
                        format: self.format(),
                        replace: self.state == WriteState::Exists,
                    };
                }
                None => self.state = WriteState::Failed("Type a name for the file first.".to_owned()),
            },
            other => self.edit(other),
        }
        Asked::Nothing
    }

    /// Takes in why a file was not written.
    pub fn refused(&mut self, refusal: Refusal) {
        self.state = match refusal {
            Refusal::Exists => WriteState::Exists,
            Refusal::Failed(why) => WriteState::Failed(why),
        };
    }

    /// The name that the file gets, with the ending of its kind; `None` where nothing was typed.
    pub fn file(&self) -> Option<String> {
        with_ending(self.name.value(), self.ending())
    }

    fn format(&self) -> Option<Format> {
        self.kinds.get(self.kind).and_then(|(_, format)| *format)
    }

    fn ending(&self) -> &'static str {
        ending_of(self.format())
    }

    /// Moves to another kind; an ending in the name becomes that of the kind.
    fn choose(&mut self, kind: usize) {
        self.kind = kind.min(self.kinds.len().saturating_sub(1));
        if let Some(name) = self.file().filter(|_| has_ending(self.name.value())) {
            self.name = Input::new(name);
        }
        self.state = WriteState::Asking;
    }

    /// Types or moves in the name; where it is marked, what is typed takes its place, and a move keeps it.
    fn edit(&mut self, action: Action) {
        let is_marked = std::mem::take(&mut self.is_marked);
        if is_marked && matches!(action, Action::Type(_) | Action::Erase | Action::Delete) {
            self.name.reset();
            self.state = WriteState::Asking;
        }
        if edit(&mut self.name, action) {
            self.state = WriteState::Asking;
        }
    }
}

/// A list of places that typing narrows.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What was typed.
    pub typed: Input,
    /// The place under the cursor, counted in [`Picker::places`].
    pub cursor: usize,
}

impl Picker {
    /// The places that fit what was typed.
    pub fn places(&self) -> Vec<&'static str> {
        states::matching(self.typed.value())
    }

    /// The place under the cursor; `None` where nothing fits.
    pub fn chosen(&self) -> Option<&'static str> {
        self.places().get(self.cursor).copied()
    }

    /// Types or moves in the text; the cursor of the list goes to its top where the list changes.
    pub fn edit(&mut self, action: Action) {
        if edit(&mut self.typed, action) {
            self.cursor = 0;
        }
    }
}

/// Applies an action to a text; says whether the text changed.
fn edit(text: &mut Input, action: Action) -> bool {
    let request = match action {
        Action::Type(c) => InputRequest::InsertChar(c),
        Action::Erase => InputRequest::DeletePrevChar,
        Action::Delete => InputRequest::DeleteNextChar,
        Action::TextLeft => InputRequest::GoToPrevChar,
        Action::TextRight => InputRequest::GoToNextChar,
        Action::TextStart => InputRequest::GoToStart,
        Action::TextEnd => InputRequest::GoToEnd,
        _ => return false,
    };
    text.handle(request).is_some_and(|change| change.value)
}
