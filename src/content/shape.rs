//! What the readers ask for, noted down while they ask: the one source of the schemas.
//!
//! Where a shape is being noted, every table seems to be there and empty, so that nothing stays unasked.

use std::cell::RefCell;

use toml::de::DeTable;

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// The name of something.
    Id,
    /// A web address.
    Address,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// True or false.
    Flag,
    /// A number between two bounds.
    Number(f64, f64),
    /// A whole number between two bounds.
    Integer(i64, i64),
    /// A list of texts.
    Texts,
    /// A whole number for each scale.
    Key,
    /// A list of whole numbers between two bounds for each scale.
    Lists(i64, i64),
    /// A table.
    Table,
    /// One table or more, or as many as [`Field::count`] says.
    Tables,
}

/// A field of some table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// What the headers below its table start with, such as `profile.`; empty for the file itself.
    pub(super) path: String,
    /// Its name.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) kind: Kind,
    /// Whether it has to be there.
    pub(super) required: bool,
    /// How many entries a list has, where that is fixed.
    pub(super) count: Option<usize>,
    /// The most characters of a text, where that is less than of others.
    pub(super) most: Option<usize>,
}

/// Every field that was asked for, in the order asked.
#[derive(Debug, Default)]
pub(super) struct Shape {
    fields: RefCell<Vec<Field>>,
    /// Fields that were looked for before they were read: they may be missing.
    optional: RefCell<Vec<(String, &'static str)>>,
    /// Stands for every table that is not there.
    pub(super) empty: DeTable<'static>,
}

impl Shape {
    /// Notes a field, or more of what is known of it.
    pub(super) fn note(&self, path: &str, name: &'static str, kind: Kind, required: bool) {
        let mut fields = self.fields.borrow_mut();
        match fields.iter_mut().find(|field| field.path == path && field.name == name) {
            Some(field) => {
                field.required |= required;
                field.kind = kind;
            }
            None => {
                let path = path.to_owned();
                fields.push(Field { path, name, kind, required, count: None, most: None });
            }
        }
    }

    /// Notes that a field may be missing, whatever is asked of it where it is there.
    pub(super) fn note_optional(&self, path: &str, name: &'static str) {
        self.optional.borrow_mut().push((path.to_owned(), name));
    }

    /// Adds to a field that was noted.
    pub(super) fn adjust(&self, path: &str, name: &str, adjust: impl FnOnce(&mut Field)) {
        let mut fields = self.fields.borrow_mut();
        if let Some(field) = fields.iter_mut().find(|field| field.path == path && field.name == name) {
            adjust(field);
        }
    }

    /// All fields.
    pub(super) fn into_fields(self) -> Vec<Field> {
        let optional = self.optional.into_inner();
        let is_optional =
            |field: &Field| optional.iter().any(|(path, name)| *path == field.path && *name == field.name);
        let mut fields = self.fields.into_inner();
        for field in &mut fields {
            field.required &= !is_optional(field);
        }
        fields
    }
}
