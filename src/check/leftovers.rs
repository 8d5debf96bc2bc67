//! What still stands as it did in the starter, which is about two other fields.

use std::collections::HashSet;

use super::Finding;
use crate::content::{Content, STARTER_PROFILES, STARTER_QUESTIONS, SourceFile};

/// Texts of a quiz that began as the starter and is no longer about its fields.
pub(super) fn findings(content: &Content) -> Vec<Finding> {
    let file = SourceFile::built_in;
    let starter =
        Content::load(file("questions.toml", STARTER_QUESTIONS), file("profiles.toml", STARTER_PROFILES));
    let Ok(starter) = starter else { return Vec::new() };
    if content.instrument.title == starter.instrument.title {
        return Vec::new();
    }
    let known = texts(&starter);
    let known: HashSet<&str> = known.iter().map(|(_, text)| *text).collect();
    let left = texts(content).into_iter().filter(|(_, text)| known.contains(text));
    let note = |(place, text): (&str, &str)| {
        let text = format!("this still stands as in the starter: \"{text}\"");
        Finding::note("starter", text, "write your own, or remove it").at(place)
    };
    left.map(note).collect()
}

/// Texts that are about two fields, each with the heading that it stands under.
fn texts(content: &Content) -> Vec<(&'static str, &str)> {
    let (instrument, profiles) = (&content.instrument, &content.profiles);
    let mut texts =
        vec![("[instrument] id", instrument.id.as_str()), ("[instrument] intro", &instrument.intro)];
    for scale in &instrument.scales {
        texts.extend([("[[scale]] label", scale.label.as_str()), ("[[scale]] ask", &scale.ask)]);
        texts.push(("[[area]] label", &scale.area.label));
    }
    texts.extend(instrument.items.iter().map(|item| ("[[item]] text", item.text.as_str())));
    texts.extend(instrument.terms.iter().map(|term| ("[[term]] name", term.name.as_str())));
    texts.extend(profiles.sources.iter().map(|source| ("[[source]] publisher", source.publisher.as_str())));
    texts.extend(profiles.pair.iter().map(|profile| ("[[profile]] summary", profile.summary.as_str())));
    texts.extend(profiles.claims().map(|said| ("[[profile]] text", said.text)));
    texts
}
