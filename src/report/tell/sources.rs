//! Sources: where everything comes from, and what the result can and can't say.

use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::Facts;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let can = [
        "It compares how much you like the work of two fields. It doesn't know your skills, your grades or your life.",
        "How sure it is means how well it read your answers. In trials with made-up people whose leaning was known, it named the right side for 83 in 100; where it was at least 80 % sure, for 94 in 100.",
        "No trial has followed real students into jobs with it. For what interest tests can do in general, see the study of hit rates below.",
        "The wording was balanced by hand. If one side's questions merely read nicer to you, the result leans there and can't tell.",
    ];
    let sources = facts.content.profiles.sources.iter().map(|source| {
        let note = source.note.as_ref().map_or_else(String::new, |note| format!(" {note}"));
        Bullet::new(source.title.as_str())
            .lead(source.publisher.as_str())
            .note(format!("{}, {}. Used for: {}{note}", source.year, source.place, source.used_for))
    });
    let can = vec![Block::Bullets(can.into_iter().map(Bullet::new).collect())];
    let sources = vec![Block::Bullets(sources.collect())];
    vec![
        Part::headed("limits", "What this result can and can't say", can).reference(),
        Part::headed("sources", "Where it all comes from", sources).reference(),
    ]
}
