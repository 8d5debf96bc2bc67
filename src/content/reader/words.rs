//! Wording for messages about content files.

use toml::de::DeValue;

use crate::text::nearest;

/// Names longer than this are cut in messages.
const SHORT: usize = 60;
/// At most this many names are listed.
const LISTED: usize = 20;

/// Whether a character moves, hides or reorders what stands around it.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// "did you mean" where something is near, else what there is.
pub(crate) fn suggest(word: &str, known: &[&str]) -> String {
    if let Some(near) = nearest(word, known) {
        return format!("did you mean `{near}`?");
    }
    let mut known = known.to_vec();
    known.dedup();
    format!("there is: {}", list(&known, ", "))
}

/// The first names, cut where they are long.
pub(crate) fn list(names: &[&str], between: &str) -> String {
    let mut listed: Vec<String> = names.iter().take(LISTED).map(|name| short(name)).collect();
    if names.len() > LISTED {
        listed.push("…".to_owned());
    }
    listed.join(between)
}

/// A name for a message, cut where it is long.
pub(crate) fn short(name: &str) -> String {
    let mut chars = name.chars();
    let start: String = chars.by_ref().take(SHORT).collect();
    if chars.next().is_some() { start + "…" } else { start }
}

/// What a value is, in words that need no knowledge of TOML.
pub(crate) fn plain_type(value: &DeValue<'_>) -> &'static str {
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
