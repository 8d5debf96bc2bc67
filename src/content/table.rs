//! The tables of a content file. Each is deserialized by itself, so that every broken one is reported at once, with
//! its place in the file.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Unexpected};
use serde_json::Value as Schema;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::SourceFile;
use super::diagnostics::{FileLog, short, suggest, syntax_help};
use super::schema;

/// The widest line and the most lines that a text may take, so that it fits the smallest screen.
const COLUMNS: usize = 40;
const LINES: usize = 6;
/// The most characters that such a text has.
pub(super) const LONGEST: usize = COLUMNS * LINES;
/// The most bytes that such a text needs: combining characters take none of the columns.
const MOST_BYTES: usize = 8 * LONGEST;

/// A text with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) span: Range<usize>,
}

impl Text {
    pub(super) fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }
}

/// A table of a content file.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    fields: DeTable<'a>,
    /// The place of its header.
    pub(super) span: Range<usize>,
    /// Its header, such as `[[profile.day]]`, or what the whole file is called.
    pub(super) header: String,
    /// What the headers of the tables in it start with, such as `profile.`
    path: String,
    pub(super) log: FileLog<'a>,
}

impl<'a> Table<'a> {
    /// Parses a file. Of a file with syntax errors, which are reported, it has the parts that can be read.
    pub(super) fn parse(file: &'a SourceFile, what: &str, log: FileLog<'a>) -> Self {
        let (table, mut errors) = DeTable::parse_recoverable(file.text());
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let mut last_end = None;
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            if !last_end.is_some_and(|last| is_echo(file.text(), last, span.start)) {
                log.add_syntax(
                    &span,
                    error.message(),
                    &syntax_help(error.message(), file.text(), span.start),
                );
            }
            last_end = last_end.max(Some(span.end));
        }
        let (header, path) = (what.to_owned(), String::new());
        Self { fields: table.into_inner(), span: 0..0, header, path, log }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Spanned<DeValue<'a>>> {
        self.fields.get(name)
    }

    /// Replaces the value of a field that is there.
    pub(super) fn replace(&mut self, name: &str, value: DeValue<'a>) {
        if let Some(field) = self.fields.get_mut(name) {
            *field = Spanned::new(field.span(), value);
        }
    }

    pub(super) fn into_value(self) -> DeValue<'a> {
        DeValue::Table(self.fields)
    }

    /// The place of a field's value, or else of the table.
    pub(super) fn span_of(&self, name: &str) -> Range<usize> {
        self.get(name).map_or(self.span.clone(), Spanned::span)
    }

    /// The place of a field's name, or else of the table.
    pub(super) fn span_of_name(&self, name: &str) -> Range<usize> {
        self.fields.get_key_value(name).map_or(self.span.clone(), |(name, _)| name.span())
    }

    /// The text that a field holds.
    pub(super) fn text(&self, name: &str) -> Option<Text> {
        let value = self.get(name)?;
        Some(Text { value: value.get_ref().as_str()?.to_owned(), span: value.span() })
    }

    /// The text of a field that other tables refer to, which has to be an id.
    pub(super) fn id(&self, name: &str) -> Option<Text> {
        let id = self.text(name)?;
        let is_fine =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c) || is_hidden(c);
        if !id.is_blank() && !id.value.chars().all(is_fine) {
            let title = format!("`{}` can't be an id", short(&id.value));
            self.log.add(&id.span, title, "this id", "use lowercase letters, digits, _ and - only");
        }
        Some(id)
    }

    /// Reports a field that is not a web address.
    pub(super) fn check_address(&self, name: &str) {
        let address = self.text(name).filter(|text| !text.is_blank() && !is_address(&text.value));
        if let Some(Text { span, .. }) = address {
            let title = format!("`{name}` in {} is not a web address", self.header);
            let help = "write it in full, as the browser shows it: https://www.bls.gov/oes/";
            self.log.add(&span, title, "this address", help);
        }
    }

    /// Reports a text that is longer than one line of a table.
    pub(super) fn check_length(&self, name: &str, most: usize) {
        let Some(text) = self.text(name) else { return };
        let count = text.value.chars().count();
        if count > most {
            let title = format!("`{name}` in {} is too long for one line", self.header);
            let help = format!("shorten it to at most {most} characters");
            self.log.add(&text.span, title, format!("{count} characters"), help);
        }
    }

    /// Takes a table out of this one; `None` if it is missing.
    pub(super) fn take(&mut self, name: &str) -> Option<Self> {
        let value = self.fields.remove(name)?;
        self.inner(value, format!("[{}{name}]", self.path), name)
    }

    /// Takes a table out of this one, and reports a missing one.
    pub(super) fn take_required(&mut self, name: &str) -> Option<Self> {
        if !self.has(name) {
            self.report_missing(&format!("[{}{name}]", self.path));
        }
        self.take(name)
    }

    /// Takes the tables with a header, `[[name]]`, out of this one.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<Self> {
        let header = format!("[[{}{name}]]", self.path);
        let Some(value) = self.fields.remove(name) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(list) => {
                list.into_iter().filter_map(|entry| self.inner(entry, header.clone(), name)).collect()
            }
            other => {
                self.report_no_table(&header, &other, &span);
                Vec::new()
            }
        }
    }

    /// Takes the tables with a header out of this one, and reports it if there are none.
    pub(super) fn take_all_required(&mut self, name: &str) -> Vec<Self> {
        let header = format!("[[{}{name}]]", self.path);
        match self.get(name) {
            None => self.report_missing(&header),
            Some(value) if value.get_ref().as_array().is_some_and(|list| list.is_empty()) => {
                self.report_no_table(&header, value.get_ref(), &value.span());
            }
            Some(_) => {}
        }
        self.take_all(name)
    }

    fn inner(&self, value: Spanned<DeValue<'a>>, header: String, name: &str) -> Option<Self> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(fields) => {
                let path = format!("{}{name}.", self.path);
                Some(Self { fields, span, header, path, log: self.log })
            }
            other => {
                self.report_no_table(&header, &other, &span);
                None
            }
        }
    }

    fn report_missing(&self, header: &str) {
        let title = format!("there is no {header} in {}", self.header);
        let label = if self.path.is_empty() { "in this file" } else { "in this one" };
        let help = format!("add {header} on a line of its own, with its fields below it");
        self.log.add(&self.span, title, label, help);
    }

    fn report_no_table(&self, header: &str, value: &DeValue<'_>, span: &Range<usize>) {
        let title = format!("this must start with {header}");
        let help = format!("write {header} on a line of its own, with its fields below it");
        self.log.add(span, title, format!("this is {}", plain_type(value)), help);
    }

    /// Deserializes what is left of the table. Returns `None` after a report of the first field that is unknown,
    /// missing or of another type. Texts that can't be shown are reported too, all of them.
    pub(super) fn read<T: DeserializeOwned + JsonSchema>(&self) -> Option<T> {
        self.check_texts();
        let table = Spanned::new(self.span.clone(), DeValue::Table(self.fields.clone()));
        match T::deserialize(ValueDeserializer::from(table)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(&error, &schema::of::<T>());
                None
            }
        }
    }

    /// Reports every field that is left as unknown; `T` has those that are known.
    pub(super) fn finish<T: JsonSchema>(&self) {
        if self.fields.is_empty() {
            return;
        }
        let schema = schema::of::<T>();
        let known = schema["properties"].as_object().expect("a schema of a struct has properties");
        let known: Vec<&str> = known.keys().map(String::as_str).collect();
        for name in self.fields.keys() {
            self.report_unknown(&name.span(), name.get_ref(), &known);
        }
    }

    fn report(&self, error: &toml::de::Error, schema: &Schema) {
        let span = error.span().unwrap_or(self.span.clone());
        let message = error.message();
        let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let known = message.rsplit_once(", expected ").map(|(_, known)| quoted(known)).unwrap_or_default();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        // Of unknown and of missing fields the error has only the first.
        if message.starts_with("unknown field") {
            let names = self.fields.keys().filter(|name| !known.contains(&name.get_ref().as_ref()));
            names.for_each(|name| self.report_unknown(&name.span(), name.get_ref(), &known));
        } else if message.starts_with("missing field") {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str);
            for name in required.filter(|name| !self.has(name)) {
                let title = format!("missing field `{name}` in {}", self.header);
                let (wanted, _) = wanted(name, &schema["properties"][name]);
                self.log.add(&self.span, title, "this one", format!("add a line `{name} = …` with {wanted}"));
            }
        } else if let Some(Field { table, name, value, schema }) = self.field_at(&span, schema) {
            if message.starts_with("unknown variant") {
                let word = value.get_ref().as_str().unwrap_or_default();
                let title = format!("`{}` is not a valid `{name}`", short(word));
                self.log.add(&span, title, "this one", suggest(word, &known));
            } else {
                report_value(&self.log, &table, name, value, schema);
            }
        } else {
            self.log.add(&span, message, "here", "compare it with the same place in the built-in file");
        }
    }

    fn report_unknown(&self, span: &Range<usize>, name: &str, known: &[&str]) {
        let title = format!("unknown field `{}` in {}", short(name), self.header);
        self.log.add(span, title, "not known here", suggest(name, known));
    }

    /// The field with the value at a place: the innermost one that has a name.
    fn field_at<'t>(&'t self, span: &Range<usize>, schema: &'t Schema) -> Option<Field<'t, 'a>> {
        self.fields.iter().find_map(|(name, value)| {
            let name = name.get_ref().as_ref();
            Field { table: self.header.clone(), name, value, schema: &schema["properties"][name] }
                .within(span)
        })
    }

    /// Reports every text that is empty, too long, or has characters that move the text around it.
    pub(super) fn check_texts(&self) {
        for (name, value) in &self.fields {
            self.check_texts_in(name.get_ref(), value);
        }
    }

    fn check_texts_in(&self, name: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => self.check_text(name, text, &value.span()),
            DeValue::Array(list) => list.iter().for_each(|value| self.check_texts_in(name, value)),
            _ => {}
        }
    }

    fn check_text(&self, name: &str, text: &str, span: &Range<usize>) {
        let header = &self.header;
        if text.trim().is_empty() {
            self.log.add(span, format!("`{name}` in {header} is empty"), "empty", "write a text here");
        } else if let Some(hidden) = text.chars().find(|&c| is_hidden(c)) {
            let title = format!("`{name}` in {header} has a control character (U+{:04X})", u32::from(hidden));
            let help = "remove it; line breaks aren't needed, texts wrap by themselves";
            self.log.add(span, title, "in this text", help);
        } else if is_too_long(text) {
            let title = format!("`{name}` in {header} is too long for {LINES} lines of {COLUMNS} columns");
            let help = format!("shorten it to about {} characters", LONGEST - 20);
            self.log.add(span, title, format!("{} characters", text.chars().count()), help);
        }
    }
}

/// A field of a table, with the schema of its value.
struct Field<'t, 'a> {
    table: String,
    name: &'t str,
    value: &'t Spanned<DeValue<'a>>,
    schema: &'t Schema,
}

impl Field<'_, '_> {
    /// The innermost field whose value, or a part of it, is at this place.
    fn within(self, span: &Range<usize>) -> Option<Self> {
        if self.value.span() == *span {
            return Some(self);
        }
        let Self { table, name, value, schema } = self;
        match value.get_ref() {
            DeValue::Array(list) => list.iter().find_map(|value| {
                Field { table: table.clone(), name, value, schema: &schema["items"] }.within(span)
            }),
            DeValue::Table(fields) => fields.iter().find_map(|(key, value)| {
                let (table, schema) = (format!("`{name}`"), &schema["additionalProperties"]);
                Field { table, name: key.get_ref(), value, schema }.within(span)
            }),
            _ => None,
        }
    }
}

/// Reports a value that doesn't fit its field.
pub(super) fn report_value(
    log: &FileLog<'_>,
    table: &str,
    name: &str,
    value: &Spanned<DeValue<'_>>,
    schema: &Schema,
) {
    let (wanted, example) = wanted(name, schema);
    let is_number = match value.get_ref() {
        DeValue::Integer(_) => schema["type"] == "integer" || schema["type"] == "number",
        DeValue::Float(_) => schema["type"] == "number",
        _ => false,
    };
    if is_number {
        let title = format!("`{name}` in {table} is out of range");
        log.add(&value.span(), title, "too low or too high", format!("write {wanted}"));
    } else {
        let kind = wanted.split([',']).next().unwrap_or_default();
        let kind = kind.split(" from ").next().unwrap_or_default();
        let title = format!("`{name}` in {table} must be {kind}");
        let label = format!("this is {}", plain_type(value.get_ref()));
        log.add(&value.span(), title, label, format!("write it like this: {name} = {example}"));
    }
}

/// What a field has to hold, and an example of it.
fn wanted(name: &str, schema: &Schema) -> (String, String) {
    let number = |kind: &str| {
        (format!("{kind} from {} to {}", schema["minimum"], schema["maximum"]), schema["minimum"].to_string())
    };
    let words = |wanted: &str, example: &str| (wanted.to_owned(), example.to_owned());
    match schema["type"].as_str().unwrap_or_default() {
        "integer" => number("a whole number"),
        "number" => number("a number"),
        "boolean" => words("true or false", "true"),
        "array" if schema["items"]["type"] == "integer" => words("a list of whole numbers", "[1, 5]"),
        "array" => words("a list of texts", "[\"…\", \"…\"]"),
        "object" if schema["additionalProperties"]["type"] == "array" => {
            words("a list of numbers for each scale, in { }", "{ it_systems = [4, 5], … }")
        }
        "object" => words("a number for each scale, in { }", "{ it_systems = 4, … }"),
        _ => {
            let of = if name.ends_with("source") {
                Some("source")
            } else {
                ["scale", "area"].into_iter().find(|of| *of == name)
            };
            let wanted = of.map_or("a text in quotes".to_owned(), |of| format!("the id of one [[{of}]]"));
            (wanted, "\"…\"".to_owned())
        }
    }
}

/// A value's type, in words that need no knowledge of TOML.
fn plain_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text in quotes",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(list) if list.is_empty() => "an empty list",
        DeValue::Array(list) if list.iter().all(|entry| entry.get_ref().is_table()) => "a list of tables",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "one table",
    }
}

/// Deserializes a whole number within bounds.
pub(super) fn whole<'de, D: Deserializer<'de>, const LOW: i64, const HIGH: i64>(
    deserializer: D,
) -> Result<i64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    if (LOW..=HIGH).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::invalid_value(Unexpected::Signed(number), &"a number within its bounds"))
}

/// Deserializes a number within bounds.
pub(super) fn number<'de, D: Deserializer<'de>, const LOW: i32, const HIGH: i32>(
    deserializer: D,
) -> Result<f64, D::Error> {
    let number = f64::deserialize(deserializer)?;
    if (f64::from(LOW)..=f64::from(HIGH)).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::invalid_value(Unexpected::Float(number), &"a number within its bounds"))
}

/// The ids of a kind of table, to find duplicates and references to none of them.
pub(super) struct Ids<'a> {
    what: &'static str,
    log: FileLog<'a>,
    names: Vec<String>,
    places: HashMap<String, Range<usize>>,
}

impl<'a> Ids<'a> {
    pub(super) fn new(what: &'static str, log: FileLog<'a>) -> Self {
        Self { what, log, names: Vec::new(), places: HashMap::new() }
    }

    /// The ids of these tables.
    pub(super) fn of(what: &'static str, tables: &[Table<'_>], log: FileLog<'a>) -> Self {
        let mut ids = Self::new(what, log);
        tables.iter().for_each(|table| ids.add(table.id("id")));
        ids
    }

    /// Adds an id, and reports one that is already used.
    pub(super) fn add(&mut self, id: Option<Text>) {
        let Some(id) = id.filter(|id| !id.is_blank()) else { return };
        match self.places.entry(id.value.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(id.span);
                self.names.push(id.value);
            }
            Entry::Occupied(first) => {
                let title = format!("two [[{}]] are called `{}`", self.what, short(&id.value));
                let also = (first.get(), "first here");
                self.log.add_with(&id.span, also, title, "and here again", "give each its own name");
            }
        }
    }

    /// Whether there is one with this id; reports it if not. If there are none at all, that was reported before.
    pub(super) fn check(&self, id: &Text) -> bool {
        let is_known = self.places.contains_key(&id.value);
        if !is_known && !id.is_blank() && !self.names.is_empty() {
            let title = format!("there is no {} `{}`", self.what, short(&id.value));
            self.log.add(
                &id.span,
                title,
                format!("no such {}", self.what),
                suggest(&id.value, &self.names()),
            );
        }
        is_known
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

/// Whether a syntax error only follows from an earlier one, as after a bracket that is never closed: no whole line of
/// content is between the two.
fn is_echo(text: &str, last: usize, next: usize) -> bool {
    let between = text.get(last.min(next)..next).unwrap_or_default();
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        let content = line.trim();
        if lines.peek().is_some() && !content.is_empty() && !content.starts_with('#') {
            return false;
        }
    }
    true
}

/// Whether a character moves, hides or reorders the text around it.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text takes more than [`LINES`] lines of [`COLUMNS`]. Two lines in a row always hold more than one line's
/// columns together, so a text of half of all columns fits; most texts are that short and need no wrapping.
fn is_too_long(text: &str) -> bool {
    text.len() > MOST_BYTES
        || text.len() > COLUMNS * (LINES - 1) / 2 && textwrap::wrap(text, COLUMNS).len() > LINES
}

/// Whether a text is an address on the web: a scheme, a host with a dot, and no blanks or quotes.
fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let is_fine = |c: char| c.is_ascii_graphic() && !"\"<>`\\".contains(c);
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && text.chars().all(is_fine)
}
