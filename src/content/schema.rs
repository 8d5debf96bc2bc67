//! The JSON Schemas of the content files, derived from what they are deserialized into, for editors that complete and
//! check.
//!
//! A schema knows less than the program: not which ids there are, not that keys match, not how wide a text is.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::profiles::ProfilesFile;
use super::questions::QuestionsFile;
use super::table::LONGEST;

/// Ids: lowercase letters, digits, and `_ . -`.
pub(super) const ID: &str = "^[a-z0-9_.-]+$";
/// Web addresses.
pub(super) const ADDRESS: &str = "^https?://[^\\s/]+\\.[^\\s]+$";

/// The schema of `questions.toml`.
pub fn questions() -> String {
    format!("{:#}\n", of::<QuestionsFile>())
}

/// The schema of `profiles.toml`.
pub fn profiles() -> String {
    format!("{:#}\n", of::<ProfilesFile>())
}

/// The schema of a type. Draft 7: TOML editors support no later one.
pub(super) fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let settings = settings.with_transform(RecursiveTransform(tidy));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// TOML has no null and no default worth showing; every text has some characters, and not too many.
fn tidy(schema: &mut Schema) {
    if let Some(Value::Array(choices)) = schema.remove("anyOf")
        && let Some(Value::Object(some)) = choices.into_iter().next()
    {
        for (name, value) in some {
            // The description of the field says more than that of its type.
            if schema.get(&name).is_none() {
                schema.insert(name, value);
            }
        }
    }
    if let Some(Value::Array(types)) = schema.get("type") {
        let some = types[0].clone();
        schema.insert("type".to_owned(), some);
    }
    // Doc comments are wrapped at the width of the code.
    if let Some(Value::String(text)) = schema.get("description") {
        let text = text.replace('\n', " ");
        schema.insert("description".to_owned(), text.into());
    }
    schema.remove("default");
    schema.remove("format");
    if schema.get("type").is_some_and(|kind| kind == "string")
        && schema.get("const").is_none()
        && schema.get("enum").is_none()
    {
        for (name, value) in [("pattern", json!("\\S")), ("maxLength", json!(LONGEST))] {
            if schema.get(name).is_none() {
                schema.insert(name.to_owned(), value);
            }
        }
    }
}
