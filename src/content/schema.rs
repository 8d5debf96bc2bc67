//! The JSON Schemas of the content files, for editors that complete and check. They are made from what the readers ask
//! for, so they can't say anything else.
//!
//! A schema knows less than the reader: not which ids there are, not that keys match, not how wide a text is.

use serde_json::{Map, Value, json};

use super::SourceFile;
use super::problem::{Log, PROFILES, QUESTIONS};
use super::reader::{COLUMNS, LINES, parse};
use super::shape::{Field, Kind};
use crate::scoring::MAX_DEMAND;

/// The schema of the questions.
pub fn questions() -> String {
    let log = Log::noting_shape();
    super::questions::read(&SourceFile::from_text("", ""), &log.of(QUESTIONS));
    schema("The questions of career-fit", "What the quiz asks: `questions.toml`.", log)
}

/// The schema of the profiles.
pub fn profiles() -> String {
    let log = Log::noting_shape();
    super::profiles::read(&parse("", &log.of(PROFILES)), None, &log.of(PROFILES));
    schema("The profiles of career-fit", "The two paths that the quiz compares: `profiles.toml`.", log)
}

/// Draft 7: editors of TOML know no later one.
fn schema(title: &str, description: &str, log: Log) -> String {
    let mut schema = table(&log.into_fields(), "");
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        map.insert("title".to_owned(), json!(title));
        map.insert("description".to_owned(), json!(description));
    }
    format!("{schema:#}\n")
}

/// A table with its fields, and those of the tables in it.
fn table(fields: &[Field], path: &str) -> Value {
    let own = || fields.iter().filter(|field| field.path == path);
    let properties: Map<String, Value> =
        own().map(|field| (field.name.to_owned(), value(fields, field))).collect();
    let required: Vec<&str> = own().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    })
}

fn value(fields: &[Field], field: &Field) -> Value {
    let text = |most: usize| json!({ "type": "string", "pattern": "\\S", "maxLength": most });
    // No text of more characters fits, whatever they are.
    let most = field.most.unwrap_or(COLUMNS * LINES);
    let below = || table(fields, &format!("{}{}.", field.path, field.name));
    match &field.kind {
        Kind::Text => text(most),
        Kind::Id => json!({ "type": "string", "pattern": "^[a-z0-9_.-]+$", "maxLength": most }),
        Kind::Address => {
            json!({ "type": "string", "pattern": "^https?://[^\\s/]+\\.[^\\s]+$", "maxLength": most })
        }
        Kind::Choice(words) => json!({ "type": "string", "enum": words }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number(low, high) => json!({ "type": "number", "minimum": low, "maximum": high }),
        Kind::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Texts => list(&text(most), field.count),
        Kind::Key => json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "type": "integer", "minimum": 0, "maximum": MAX_DEMAND },
        }),
        Kind::Lists(low, high) => json!({
            "type": "object",
            "minProperties": 1,
            "additionalProperties": list(&json!({ "type": "integer", "minimum": low, "maximum": high }), None),
        }),
        Kind::Table => below(),
        Kind::Tables if field.required => list(&below(), field.count),
        Kind::Tables => json!({ "type": "array", "items": below() }),
    }
}

/// A list of at least one, or of just so many.
fn list(items: &Value, count: Option<usize>) -> Value {
    match count {
        Some(count) => json!({ "type": "array", "items": items, "minItems": count, "maxItems": count }),
        None => json!({ "type": "array", "items": items, "minItems": 1 }),
    }
}
