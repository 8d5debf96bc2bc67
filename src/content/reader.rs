//! Reading TOML tables field by field, so that every problem is found in one go.
//!
//! Deriving a reader would stop at the first missing or unknown field. This one notes the problem, gives back nothing
//! in place of the value, and goes on. Where anything was noted, nothing that was read is ever used.

mod ids;
mod keys;
mod optional;
mod syntax;
mod words;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use ids::{Ids, Named, refer};
pub(super) use syntax::parse;
use words::{is_hidden, plain_type};
pub(super) use words::{list, short, suggest};

use super::problem::FileLog;
use super::shape::Kind;

/// The widest line and the most lines that a text may take, so that it fits the smallest screen.
pub(super) const COLUMNS: usize = 40;
/// See [`COLUMNS`].
pub(super) const LINES: usize = 6;
/// The most bytes that such a text needs: accents that stand above one another take none of the columns.
const BYTES: usize = 8 * COLUMNS * LINES;

/// A value whose parts may each be missing; `None` where one is. All are read before, so that every problem is found.
macro_rules! whole {
    (@ $field:ident) => { $field };
    (@ $field:ident $value:expr) => { $value };
    ($name:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        match ($(whole!(@ $field $($value)?),)*) {
            ($(Some($field),)*) => Some($name { $($field),* }),
            _ => None,
        }
    };
}
pub(super) use whole;

/// A text with its place.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// The text.
    pub(super) value: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

/// A table being read.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    map: &'a DeTable<'a>,
    /// Where the table stands: its header.
    pub(super) span: Range<usize>,
    /// What it is called in messages, such as `[[profile.core]]`.
    what: String,
    /// What its tables' headers start with, such as `profile.`
    path: String,
    log: FileLog<'a>,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The fields of the whole document.
    pub(super) fn document(table: &'a Spanned<DeTable<'a>>, what: &'static str, log: FileLog<'a>) -> Self {
        let (what, path) = (what.to_owned(), String::new());
        Self { map: table.get_ref(), span: 0..0, what, path, log, known: RefCell::default() }
    }

    fn find(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().push(name);
        self.map.get(name)
    }

    /// Whether there is such a field, of whatever type. So it may be missing.
    pub(super) fn has(&self, name: &'static str) -> bool {
        if let Some(shape) = self.log.shape() {
            shape.note_optional(&self.path, name);
            return true;
        }
        self.find(name).is_some()
    }

    /// Notes what a field holds, where that is wanted.
    pub(super) fn note(&self, name: &'static str, required: bool, kind: impl FnOnce() -> Kind) {
        if let Some(shape) = self.log.shape() {
            shape.note(&self.path, name, kind(), required);
        }
    }

    /// Where the value of a field stands, or else the table.
    pub(super) fn span_of(&self, name: &str) -> Range<usize> {
        self.map.get(name).map_or(self.span.clone(), Spanned::span)
    }

    fn require(&self, name: &'static str, wanted: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.find(name);
        if found.is_none() {
            let title = format!("missing field `{name}` in {}", self.what);
            self.log.add(&self.span, title, "this one", format!("add a line `{name} = …` with {wanted}"));
        }
        found
    }

    fn wrong_type(&self, name: &str, value: &Spanned<DeValue<'_>>, wanted: &str, example: &str) {
        let title = format!("`{name}` in {} must be {wanted}", self.what);
        let label = format!("this is {}", plain_type(value.get_ref()));
        self.log.add(&value.span(), title, label, format!("write it like this: {name} = {example}"));
    }

    /// A required text that fits the smallest screen.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        self.text_at(name).map(|text| text.value)
    }

    /// The same with its place.
    pub(super) fn text_at(&self, name: &'static str) -> Option<Text> {
        self.text_or(name, "a text in quotes")
    }

    /// A required text that is the id of something else.
    pub(super) fn reference(&self, name: &'static str, what: &str) -> Option<Text> {
        self.text_or(name, &format!("the id of one [[{what}]]"))
    }

    fn text_or(&self, name: &'static str, wanted: &str) -> Option<Text> {
        self.note(name, true, || Kind::Text);
        self.require(name, wanted).and_then(|value| self.check_text(name, value))
    }

    /// A required name for other places to refer to: small letters, digits and `_ - .`
    pub(super) fn id(&self, name: &'static str) -> Option<Text> {
        let id = self.text_at(name);
        self.note(name, true, || Kind::Id);
        let id = id?;
        let fine =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c) || is_hidden(c);
        if !id.value.trim().is_empty() && !id.value.chars().all(fine) {
            let title = format!("`{}` can't be an id", short(&id.value));
            self.log.add(&id.span, title, "this id", "use small letters, digits, _ and - only");
        }
        Some(id)
    }

    fn check_text(&self, name: &'static str, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        let span = value.span();
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "a text in quotes", "\"…\"");
            return None;
        };
        let what = &self.what;
        if text.trim().is_empty() {
            self.log.add(&span, format!("`{name}` in {what} is empty"), "empty", "write a text here");
        } else if let Some(hidden) = text.chars().find(|&c| is_hidden(c)) {
            let title = format!("`{name}` in {what} holds a control character (U+{:04X})", u32::from(hidden));
            let help = "remove it; line breaks aren't needed, texts wrap by themselves";
            self.log.add(&span, title, "in this text", help);
        } else if is_too_long(text) {
            let title = format!("`{name}` in {what} is too long for {LINES} lines of {COLUMNS} columns");
            let help = format!("shorten it to about {} characters", COLUMNS * LINES - 20);
            self.log.add(&span, title, format!("{} characters", text.chars().count()), help);
        }
        Some(Text { value: text.to_owned(), span })
    }

    /// A required number between two bounds.
    pub(super) fn number(&self, name: &'static str, low: f64, high: f64) -> Option<f64> {
        self.note(name, true, || Kind::Number(low, high));
        let wanted = format!("a number from {low} to {high}");
        let value = self.require(name, &wanted)?;
        let number: Option<f64> = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if (low..=high).contains(&number) => return Some(number),
            Some(_) => self.out_of_range(name, value, &wanted),
            None => self.wrong_type(name, value, "a number", &format!("{low}")),
        }
        None
    }

    /// A required whole number between two bounds.
    pub(super) fn integer(&self, name: &'static str, low: i64, high: i64) -> Option<i64> {
        self.note(name, true, || Kind::Integer(low, high));
        self.require(name, &format!("a whole number from {low} to {high}"))
            .and_then(|value| self.check_integer(name, value, low, high))
    }

    fn check_integer(&self, name: &str, value: &Spanned<DeValue<'_>>, low: i64, high: i64) -> Option<i64> {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(name, value, "a whole number", &format!("{low}"));
            return None;
        };
        match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if (low..=high).contains(&number) => Some(number),
            _ => {
                self.out_of_range(name, value, &format!("a whole number from {low} to {high}"));
                None
            }
        }
    }

    fn out_of_range(&self, name: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let title = format!("`{name}` in {} is out of range", self.what);
        self.log.add(&value.span(), title, "too low or too high", format!("write {wanted}"));
    }

    /// A required list of texts; `None` where it was not a list, or empty. What in it was no text is `None` too.
    pub(super) fn texts(&self, name: &'static str) -> Option<Vec<Option<Text>>> {
        self.note(name, true, || Kind::Texts);
        let value = self.require(name, "a list of texts, in [ ]")?;
        let list = value.get_ref().as_array().filter(|list| !list.is_empty());
        if list.is_none() {
            self.wrong_type(name, value, "a list of texts", "[\"…\", \"…\"]");
        }
        list.map(|list| list.iter().map(|text| self.check_text(name, text)).collect())
    }

    /// A required table, `[name]`.
    pub(super) fn table(&self, name: &'static str) -> Option<Fields<'a>> {
        let header = format!("[{}{name}]", self.path);
        self.note(name, true, || Kind::Table);
        let Some(value) = self.find(name) else {
            self.no_table(&header);
            return self.unasked(name);
        };
        let table = self.as_table(value, header.clone(), format!("{}{name}.", self.path));
        if table.is_none() {
            self.not_a_table(&header, value);
        }
        table
    }

    /// An array of tables, `[[name]]`; a problem where it is missing or has none.
    pub(super) fn tables(&self, name: &'static str) -> Vec<Fields<'a>> {
        let header = format!("[[{}{name}]]", self.path);
        self.note(name, true, || Kind::Tables);
        let Some(value) = self.find(name) else {
            self.no_table(&header);
            return self.unasked(name).into_iter().collect();
        };
        if value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
            self.not_a_table(&header, value);
        }
        self.optional_tables(name)
    }

    /// An empty table in place of one that is not there, where what is asked of it is noted.
    fn unasked(&self, name: &str) -> Option<Fields<'a>> {
        let map = &self.log.shape()?.empty;
        let path = format!("{}{name}.", self.path);
        Some(Fields { map, span: 0..0, what: String::new(), path, log: self.log, known: RefCell::default() })
    }

    fn as_table(&self, value: &'a Spanned<DeValue<'a>>, what: String, path: String) -> Option<Fields<'a>> {
        let map = value.get_ref().as_table()?;
        Some(Fields { map, span: value.span(), what, path, log: self.log, known: RefCell::default() })
    }

    fn no_table(&self, header: &str) {
        let title = format!("there is no {header} in {}", self.what);
        let label = if self.path.is_empty() { "in this file" } else { "in this one" };
        let help = format!("add {header} on a line of its own, with its fields under it");
        self.log.add(&self.span, title, label, help);
    }

    fn not_a_table(&self, header: &str, value: &Spanned<DeValue<'_>>) {
        let title = format!("this must be headed {header}");
        let label = format!("this is {}", plain_type(value.get_ref()));
        let help = format!("write {header} on a line of its own, with its fields under it");
        self.log.add(&value.span(), title, label, help);
    }

    /// Notes every field that nobody asked for. To be called when all others were read.
    pub(super) fn finish(self) {
        let known = self.known.into_inner();
        for (key, _) in self.map.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let title = format!("unknown field `{}` in {}", short(key.get_ref()), self.what);
            self.log.add(&key.span(), title, "not known here", suggest(key.get_ref(), &known));
        }
    }
}

/// Whether a text takes more than [`LINES`] of [`COLUMNS`], or hides more in them. Two lines in a row always hold more than one line's
/// columns together, so half of all columns fit surely; most texts are that short and need no wrapping.
fn is_too_long(text: &str) -> bool {
    text.len() > BYTES
        || text.len() > COLUMNS * (LINES - 1) / 2 && textwrap::wrap(text, COLUMNS).len() > LINES
}
