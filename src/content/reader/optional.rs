//! Fields that may be missing.

use super::{Fields, Text, short, suggest};
use crate::content::shape::Kind;

/// What an address may start with.
const SCHEMES: [&str; 2] = ["https://", "http://"];

impl<'a> Fields<'a> {
    /// A text that may be missing.
    pub(crate) fn optional_text(&self, name: &'static str) -> Option<String> {
        self.note(name, false, || Kind::Text);
        self.find(name).and_then(|value| self.check_text(name, value)).map(|text| text.value)
    }

    /// A flag that is false where it is missing.
    pub(crate) fn flag(&self, name: &'static str) -> Option<bool> {
        self.note(name, false, || Kind::Flag);
        let Some(value) = self.find(name) else { return Some(false) };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(name, value, "true or false", "true");
        }
        flag
    }

    /// A web address that may be missing.
    pub(crate) fn optional_address(&self, name: &'static str) -> Option<String> {
        self.note(name, false, || Kind::Address);
        let Text { value, span } = self.find(name).and_then(|value| self.check_text(name, value))?;
        if !value.trim().is_empty() && !is_address(&value) {
            let title = format!("`{name}` in {} is no web address", self.what);
            let help = "write it whole, as it stands in a browser: https://www.bls.gov/oes/";
            self.log.add(&span, title, "this address", help);
        }
        Some(value)
    }

    /// One of a few words, or what stands for it where it is missing.
    pub(crate) fn choice<T: Copy>(
        &self,
        name: &'static str,
        words: &[(&'static str, T)],
        missing: T,
    ) -> Option<T> {
        self.note(name, false, || Kind::Choice(words.iter().map(|(word, _)| *word).collect()));
        let Some(value) = self.find(name) else { return Some(missing) };
        let Text { value, span } = self.check_text(name, value)?;
        let chosen = words.iter().find(|(word, _)| *word == value);
        if chosen.is_none() && !value.trim().is_empty() {
            let title = format!("`{}` is no `{name}`", short(&value));
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.log.add(&span, title, "this one", suggest(&value, &known));
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// A table that may be missing, `[name]`.
    pub(crate) fn optional_table(&self, name: &'static str) -> Option<Fields<'a>> {
        if self.has(name) { self.table(name) } else { None }
    }

    /// An array of tables that may be missing or empty, `[[name]]`.
    pub(crate) fn optional_tables(&self, name: &'static str) -> Vec<Fields<'a>> {
        let header = format!("[[{}{name}]]", self.path);
        self.note(name, false, || Kind::Tables);
        let Some(value) = self.find(name) else { return self.unasked(name).into_iter().collect() };
        let Some(list) = value.get_ref().as_array() else {
            self.not_a_table(&header, value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list {
            match self.as_table(entry, header.clone(), format!("{}{name}.", self.path)) {
                Some(table) => tables.push(table),
                None => self.not_a_table(&header, entry),
            }
        }
        tables
    }

    /// Notes that a list has just so many entries, which whoever reads it checks.
    pub(crate) fn note_count(&self, name: &'static str, count: usize) {
        if let Some(shape) = self.log.shape() {
            shape.adjust(&self.path, name, |field| field.count = Some(count));
        }
    }

    /// Notes a text that is longer than one line of a table can be.
    pub(crate) fn keep_short(&self, name: &'static str, most: usize) {
        self.note(name, true, || Kind::Text);
        if let Some(shape) = self.log.shape() {
            shape.adjust(&self.path, name, |field| field.most = Some(most));
        }
        let text = self.map.get(name).and_then(|value| value.get_ref().as_str());
        let count = text.map_or(0, |text| text.chars().count());
        if count > most {
            let title = format!("`{name}` in {} is too long for one line", self.what);
            let help = format!("shorten it to at most {most} characters");
            self.log.add(&self.span_of(name), title, format!("{count} characters"), help);
        }
    }
}

/// Whether a text is an address on the web: a scheme, a host with a dot, and no blanks or quotes.
fn is_address(text: &str) -> bool {
    let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let fine = |c: char| c.is_ascii_graphic() && !"\"<>`\\".contains(c);
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && text.chars().all(fine)
}
