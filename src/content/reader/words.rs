//! Wording for messages about content files.

use toml::de::DeValue;

/// Names longer than this are cut in messages.
const SHORT: usize = 60;
/// So many names are listed at the most.
const LISTED: usize = 20;
/// A word is held against so many names at the most.
const COMPARED: usize = 200;

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

/// What somebody may have meant by a word.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // Comparing long ones would take long, and they are no typing mistakes.
    let brief = |name: &str| name.len() <= SHORT;
    let near = known
        .iter()
        .take(COMPARED)
        .filter(|other| brief(word) && brief(other))
        .map(|other| (strsim::damerau_levenshtein(word, other), *other));
    let (distance, other) = near.min()?;
    (distance <= 1 + word.chars().count() / 3).then_some(other)
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
