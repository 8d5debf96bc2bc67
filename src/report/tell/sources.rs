//! Sources: where everything comes from, and what the result can and can't say.

use crate::instrument::Evidence;
use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::Facts;
use crate::report::words;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let sources = facts.content.profiles.sources.iter().map(|source| {
        let note = source.note.as_ref().map_or_else(String::new, |note| format!(" {note}"));
        Bullet::new(source.title.as_str())
            .lead(source.publisher.as_str())
            .note(format!("{}, {}. Used for: {}{note}", source.year, source.place, source.used_for))
            .link(source.address.clone())
    });
    let limits = limits(facts.content.instrument.evidence.as_ref()).into_iter().map(Bullet::new);
    let limits = vec![Block::Bullets(limits.collect())];
    let sources = vec![Block::Bullets(sources.collect())];
    vec![
        Part::headed("limits", "What this result can and can't say", limits),
        Part::headed("sources", "Where it all comes from", sources).closed(format!(
            "{}, each with its year and address",
            words::count(facts.content.profiles.sources.len(), "source")
        )),
    ]
}

fn limits(evidence: Option<&Evidence>) -> Vec<String> {
    let tried = match evidence {
        Some(Evidence { what, named, right, .. }) => {
            format!(
                "In {what}, it named a path for {named} in 100. It was right for {right} in 100 of those."
            )
        }
        None => "Nobody has tried these questions yet.".to_owned(),
    };
    let note = evidence.and_then(|evidence| evidence.note.clone());
    let wording = evidence.and_then(|evidence| evidence.wording.clone());
    let nicer =
        "If one side's questions merely read nicer to you, the result leans there and can't tell.".to_owned();
    [
        Some("It compares how much you like the work of two fields. It doesn't know your skills, your grades or your life.".to_owned()),
        Some(format!("How sure it is means how well it read your answers. {tried}")),
        note,
        Some(wording.map_or_else(|| nicer.clone(), |wording| format!("{wording} {nicer}"))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
