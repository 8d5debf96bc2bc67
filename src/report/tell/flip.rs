//! What if: the fewest answers that would change the side.

use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::Facts;
use crate::report::words;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    vec![Part::new("fewest", blocks(facts))]
}

/// What other answers, of which so many are new, do to the gap between the two paths.
pub fn tried(before: &Facts<'_>, now: &Facts<'_>, changed: usize) -> String {
    let gap = |facts: &Facts<'_>| match facts.comparison().map(|comparison| comparison.gap) {
        None => "none".to_owned(),
        Some(gap) => words::pull(gap, facts.shorts()),
    };
    match changed {
        0 => format!("Gap {}. Nothing is changed yet.", gap(now)),
        _ => format!("Gap {}, was {}. {} changed.", gap(now), gap(before), words::count(changed, "answer")),
    }
}

fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let instrument = &facts.content.instrument;
    if facts.comparison().is_none() {
        return vec![Block::text("There is no comparison yet, so there is nothing to change.")];
    }
    let (Some(flip), Some(side)) = (&facts.assessment.flip, facts.assessment.verdict.side()) else {
        return vec![Block::text("No path is named, so there is nothing to turn around.")];
    };
    let other = facts.short(side.other());
    let count = flip.answers.len();
    let ease = match count {
        0..=2 => "That is not much, so hold this result lightly.",
        3..=5 => "That is a fair number.",
        _ => "That is a lot, so this result stands firm.",
    };
    let mut blocks = vec![Block::Text(format!(
        "Your answers now point to {}. The fewest changes that would point them to {other} instead: {}. {ease}",
        facts.short(side),
        words::count(count, "answer")
    ))];
    let steps = flip.answers.iter().filter_map(|change| {
        let (from, to) = (instrument.option(change.from), instrument.option(change.to));
        let text = words::sentence(&instrument.item(change.item)?.text);
        Some(Bullet::new(text).note(format!("from {from} to {to}")))
    });
    blocks.push(Block::Steps(steps.collect()));
    blocks.push(Block::Text(format!(
        "Spread over many answers, {} of one place up or down would do it. Do some of these feel like a toss-up to you? Try other answers and see.",
        words::count(flip.steps, "step")
    )));
    blocks
}
