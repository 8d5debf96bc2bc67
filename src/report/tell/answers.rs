//! The answers: every statement that was asked with what was answered, a part for each kind of work.

use std::sync::Arc;

use crate::instrument::Scale;
use crate::report::document::{Block, Bullet, Chapter, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Side;

pub(super) fn chapter(facts: &Facts<'_>) -> Chapter {
    let stem = Part::new("asked", vec![Block::text(facts.content.instrument.stem.as_str())]);
    let sides = facts.sides().into_iter().map(Some).chain([None]);
    let kinds = sides.flat_map(|side| of_side(facts, side)).map(|scale| {
        let blocks = vec![Block::Bullets(about(facts, scale))];
        Part::headed(scale.id.as_str(), words::sentence(&scale.label), blocks)
    });
    Chapter {
        id: "answers".to_owned(),
        title: "Your answers".to_owned(),
        about: "what you said".to_owned(),
        parts: std::iter::once(stem).chain(kinds).collect(),
    }
}

/// The kinds of work that set a path apart, or neither.
pub(super) fn of_side<'a>(facts: &Facts<'a>, side: Option<Side>) -> impl Iterator<Item = &'a Arc<Scale>> {
    let content = facts.content;
    content.instrument.scales.iter().filter(move |scale| content.contrast.side(scale.place) == side)
}

/// The answers about one kind of work, in the order asked.
pub(super) fn about(facts: &Facts<'_>, scale: &Scale) -> Vec<Bullet> {
    let of_kind = facts.asked().filter(|(_, item)| item.scale.place == scale.place);
    let said = |place| words::sentence(facts.answer(place));
    of_kind.map(|(place, item)| Bullet::new(words::sentence(&item.text)).lead(said(place))).collect()
}
