//! Flip: the fewest answers that would change the side.

use super::{Block, Bullet, Input, words};

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let instrument = &input.content.instrument;
    let Some(comparison) = input.comparison() else {
        return vec![Block::Text("There is no comparison yet, so there is nothing to change.".to_owned())];
    };
    let (Some(flip), Some(side)) = (&input.assessment.flip, comparison.side) else {
        return vec![Block::Text("It is an exact tie: any answer moved one place would tip it.".to_owned())];
    };
    let other = input.short(side.other());
    let count = flip.answers.len();
    let ease = match count {
        0..=2 => "That is not much, so hold this result lightly.",
        3..=5 => "That is a fair number.",
        _ => "That is a lot, so this result stands firm.",
    };
    let mut blocks = vec![Block::Text(format!(
        "Your answers now point to {}. The fewest changes that would point them to {other} instead: {}. {ease}",
        input.short(side),
        words::count(count, "answer")
    ))];
    let steps = flip.answers.iter().map(|change| {
        let text = instrument.item(change.item).map_or("", |item| item.text.as_str());
        let (from, to) = (instrument.option(change.from), instrument.option(change.to));
        Bullet::new(words::sentence(text)).note(format!("from {from} to {to}"))
    });
    blocks.push(Block::Steps(steps.collect()));
    blocks.push(Block::Text(format!(
        "Spread over many answers, {} of one place up or down would do it. Do some of these feel like a toss-up to you? Change them in the review and see.",
        words::count(usize::try_from(flip.steps).unwrap_or(usize::MAX), "step")
    )));
    blocks
}
