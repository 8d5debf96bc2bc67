//! Reading TOML tables field by field, so that every problem is found in one go.
//!
//! Deriving a reader would stop at the first missing or unknown field. This one notes the problem, gives back
//! something harmless in place of the value, and goes on; whatever was noted, nothing of it is ever used.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::FileLog;

/// The widest line and the most lines that a text may take, so that it fits the smallest screen.
pub(super) const COLUMNS: usize = 40;
/// See [`COLUMNS`].
pub(super) const LINES: usize = 6;

/// A text with its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    /// The text; empty where it was missing.
    pub(super) value: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

/// A table being read.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    map: &'a DeTable<'a>,
    /// Where the table stands.
    pub(super) span: Range<usize>,
    what: &'static str,
    log: FileLog<'a>,
    known: RefCell<Vec<&'static str>>,
}

/// Parses a document. Syntax errors are noted; what could be read comes back all the same.
pub(super) fn parse<'a>(text: &'a str, log: &FileLog<'_>) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        log.add(
            &span,
            error.message(),
            "here",
            "mend the TOML here; quotes, brackets and = must be in pairs",
        );
    }
    table
}

impl<'a> Fields<'a> {
    /// The fields of the whole document.
    pub(super) fn document(table: &'a Spanned<DeTable<'a>>, what: &'static str, log: FileLog<'a>) -> Self {
        Self { map: table.get_ref(), span: 0..0, what, log, known: RefCell::default() }
    }

    fn find(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().push(name);
        self.map.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    fn require(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.find(name);
        if found.is_none() {
            let title = format!("missing field `{name}` in {}", self.what);
            self.log.add(&self.span, title, "this one", format!("add a line `{name} = …`"));
        }
        found
    }

    fn wrong_type(&self, name: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let title = format!("`{name}` in {} must be {wanted}", self.what);
        let label = format!("this is {}", article(value.get_ref().type_str()));
        self.log.add(&value.span(), title, label, format!("write {wanted} here"));
    }

    /// A required text that fits the smallest screen.
    pub(super) fn text(&self, name: &'static str) -> Text {
        self.require(name).map(|value| self.check_text(name, value)).unwrap_or_default()
    }

    /// A text that may be missing.
    pub(super) fn optional_text(&self, name: &'static str) -> Option<String> {
        self.find(name).map(|value| self.check_text(name, value).value)
    }

    /// A required name for other places to refer to: small letters, digits and `_ - .`
    pub(super) fn id(&self, name: &'static str) -> Text {
        let id = self.text(name);
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c);
        if !id.value.chars().all(fine) {
            let help = "use small letters, digits, _ and - only";
            self.log.add(&id.span, format!("`{}` can't be an id", id.value), "this id", help);
        }
        id
    }

    fn check_text(&self, name: &'static str, value: &Spanned<DeValue<'_>>) -> Text {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "a text in quotes");
            return Text { value: String::new(), span: value.span() };
        };
        let span = value.span();
        if text.trim().is_empty() {
            self.log.add(&span, format!("`{name}` in {} is empty", self.what), "empty", "write a text here");
        } else if let Some(control) = text.chars().find(|c| c.is_control()) {
            let title =
                format!("`{name}` in {} holds a control character (U+{:04X})", self.what, u32::from(control));
            self.log.add(
                &span,
                title,
                "in this text",
                "remove it; line breaks aren't needed, texts wrap by themselves",
            );
        } else if textwrap::wrap(text, COLUMNS).len() > LINES {
            let title =
                format!("`{name}` in {} is too long for {LINES} lines of {COLUMNS} columns", self.what);
            self.log.add(
                &span,
                title,
                "this text",
                format!("shorten it to about {} characters", COLUMNS * LINES - 20),
            );
        }
        Text { value: text.to_owned(), span }
    }

    /// A flag that is false where it is missing.
    pub(super) fn flag(&self, name: &'static str) -> bool {
        let Some(value) = self.find(name) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(name, value, "true or false");
        }
        flag.unwrap_or(false)
    }

    /// A required number between two bounds.
    pub(super) fn number(&self, name: &'static str, low: f64, high: f64) -> f64 {
        let Some(value) = self.require(name) else { return low };
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().replace('_', "").parse().ok(),
            DeValue::Integer(integer) => integer.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if (low..=high).contains(&number) => number,
            Some(_) => {
                let title = format!("`{name}` in {} must be between {low} and {high}", self.what);
                self.log.add(
                    &value.span(),
                    title,
                    "out of range",
                    format!("use a number from {low} to {high}"),
                );
                low
            }
            None => {
                self.wrong_type(name, value, "a number");
                low
            }
        }
    }

    /// A required whole number between two bounds.
    pub(super) fn integer(&self, name: &'static str, low: i64, high: i64) -> i64 {
        self.require(name).map_or(low, |value| self.check_integer(name, value, low, high))
    }

    fn check_integer(&self, name: &str, value: &Spanned<DeValue<'_>>, low: i64, high: i64) -> i64 {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(name, value, "a whole number");
            return low;
        };
        let digits = integer.as_str().replace('_', "");
        match i64::from_str_radix(&digits, integer.radix()) {
            Ok(number) if (low..=high).contains(&number) => number,
            _ => {
                let title = format!("`{name}` in {} must be between {low} and {high}", self.what);
                let help = format!("use a whole number from {low} to {high}");
                self.log.add(&value.span(), title, "out of range", help);
                low
            }
        }
    }

    /// A required list of texts.
    pub(super) fn texts(&self, name: &'static str) -> Vec<Text> {
        let Some(value) = self.require(name) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(list) => list.iter().map(|text| self.check_text(name, text)).collect(),
            None => {
                self.wrong_type(name, value, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A required table.
    pub(super) fn table(&self, name: &'static str) -> Option<Fields<'a>> {
        let value = self.require(name)?;
        let table = self.as_table(name, value);
        if table.is_none() {
            self.wrong_type(name, value, "a table");
        }
        table
    }

    /// An array of tables, `[[name]]`; a problem where it is missing or has none.
    pub(super) fn tables(&self, name: &'static str) -> Vec<Fields<'a>> {
        let Some(value) = self.find(name) else {
            let title = format!("there is no [[{name}]] in {}", self.what);
            self.log.add(&self.span, title, "here", format!("add at least one [[{name}]]"));
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(name, value, &format!("a list of tables, [[{name}]]"));
            return Vec::new();
        };
        let tables: Vec<_> = list.iter().filter_map(|entry| self.as_table(name, entry)).collect();
        if tables.len() < list.len() || list.is_empty() {
            self.wrong_type(name, value, &format!("a list of tables, [[{name}]]"));
        }
        tables
    }

    fn as_table(&self, name: &'static str, value: &'a Spanned<DeValue<'a>>) -> Option<Fields<'a>> {
        let map = value.get_ref().as_table()?;
        Some(Fields { map, span: value.span(), what: name, log: self.log, known: RefCell::default() })
    }

    /// A required key: a whole number, 0 to 10, for each scale and for nothing else.
    pub(super) fn key(&self, name: &'static str, scales: &[&str]) -> (Vec<i64>, Range<usize>) {
        self.table(name)
            .map_or_else(|| (Vec::new(), self.span.clone()), |table| (table.scale_values(scales), table.span))
    }

    /// A key that may be missing.
    pub(super) fn optional_key(&self, name: &'static str, scales: &[&str]) -> Option<Vec<i64>> {
        let present = self.map.iter().any(|(key, _)| key.get_ref() == name);
        self.known.borrow_mut().push(name);
        present.then(|| self.key(name, scales).0)
    }

    fn scale_values(&self, scales: &[&str]) -> Vec<i64> {
        for (key, _) in self.map.iter().filter(|(key, _)| !scales.contains(&key.get_ref().as_ref())) {
            let title = format!("the key names a scale `{}` that the questions don't have", key.get_ref());
            self.log.add(&key.span(), title, "no such scale", suggest(key.get_ref(), scales));
        }
        let value = |scale: &&str| {
            let found = self.map.iter().find(|(key, _)| key.get_ref() == scale);
            if found.is_none() {
                let title = format!("the key has no value for the scale `{scale}`");
                self.log.add(
                    &self.span,
                    title,
                    "this key",
                    format!("add `{scale} = …`, a number from 0 to 4"),
                );
            }
            found.map_or(0, |(_, value)| self.check_integer(scale, value, 0, 10))
        };
        scales.iter().map(value).collect()
    }

    /// Notes every field that nobody asked for. To be called when all others were read.
    pub(super) fn finish(self) {
        let known = self.known.into_inner();
        for (key, _) in self.map.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let title = format!("unknown field `{}` in {}", key.get_ref(), self.what);
            self.log.add(&key.span(), title, "not known here", suggest(key.get_ref(), &known));
        }
    }
}

/// "did you mean" where something is near, else what there is.
pub(super) fn suggest(word: &str, known: &[&str]) -> String {
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(word, other), other));
    match near.min() {
        Some((distance, other)) if distance <= 1 + word.chars().count() / 3 => {
            format!("did you mean `{other}`?")
        }
        _ => format!("there is: {}", known.join(", ")),
    }
}

fn article(noun: &str) -> String {
    let an = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if an { "an" } else { "a" })
}
