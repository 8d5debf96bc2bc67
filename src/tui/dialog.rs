//! What is typed into: where to write a result to, and the place that pay is looked at for.

use tui_input::{Input, InputRequest};

use super::keymap::Action;
use crate::content::states;
use crate::report::Format;

/// The kinds of file a result can be written as: what it is called, its format.
pub const KINDS: [(&str, Format); 4] = [
    ("Web page, prints well", Format::Html),
    ("Plain text", Format::Text),
    ("Markdown", Format::Markdown),
    ("Data for programs (JSON)", Format::Json),
];

/// Where to write a result to.
#[derive(Debug, Clone)]
pub struct WriteDialog {
    /// The kind under the cursor, a place in [`KINDS`].
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

impl WriteDialog {
    /// The dialog with a name to start from, of the first kind.
    pub fn new(name: impl FnOnce(Format) -> String) -> Self {
        let mut dialog = Self { kind: 0, name: Input::default(), is_marked: true, state: WriteState::Asking };
        dialog.name = Input::new(name(dialog.format()));
        dialog
    }

    /// The format of the kind under the cursor.
    pub fn format(&self) -> Format {
        KINDS.get(self.kind).map_or(Format::Text, |(_, format)| *format)
    }

    /// The name that the file gets, with the ending of its format; `None` where nothing was typed.
    pub fn file(&self) -> Option<String> {
        self.format().named(self.name.value())
    }

    /// Moves to another kind; an ending in the name becomes that of the kind.
    pub fn choose(&mut self, kind: usize) {
        self.kind = kind.min(KINDS.len() - 1);
        if let Some(name) = Format::of_name(self.name.value()).and_then(|_| self.file()) {
            self.name = Input::new(name);
        }
        self.state = WriteState::Asking;
    }

    /// Types or moves in the name; where it is marked, what is typed takes its place, and a move keeps it.
    pub fn edit(&mut self, action: Action) {
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
pub(super) fn edit(text: &mut Input, action: Action) -> bool {
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
