//! Why: the answers that pulled most to each side, and how everything adds up to the gap.

use std::sync::Arc;

use super::{Block, Bullet, Input, words};
use crate::instrument::Scale;
use crate::scoring::{Comparison, ScaleReading, Side, gap};

/// So many answers are named for each side.
const NAMED: usize = 4;

/// The smallest pull that doesn't read "0.00".
const LEAST: f64 = 0.005;

/// An answer that pulled to a side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pull {
    /// The item's place in the order asked.
    pub(super) item: usize,
    /// What it adds to the gap, in steps.
    pub(super) steps: f64,
}

/// The answers that pulled to this side, strongest first.
pub(super) fn pulls(input: &Input<'_>, side: Side) -> Vec<Pull> {
    let sign = if side == Side::First { 1.0 } else { -1.0 };
    let mut pulls: Vec<Pull> = input
        .assessment
        .contributions
        .iter()
        .enumerate()
        // What rounds to 0.00 decided nothing, and naming it would only puzzle.
        .filter(|(_, steps)| **steps * sign >= LEAST)
        .map(|(item, &steps)| Pull { item, steps })
        .collect();
    pulls.sort_by(|a, b| b.steps.abs().total_cmp(&a.steps.abs()).then(a.item.cmp(&b.item)));
    pulls
}

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let Some(comparison) = input.comparison() else {
        return vec![Block::Text("There is no comparison yet, so there are no reasons to show.".to_owned())];
    };
    let own = input.assessment.own.map_or_else(String::new, words::of_five);
    let mut blocks = vec![Block::Text(format!(
        "Each answer is compared with your own average ({own}). Liking an activity more than that pulls to its path; liking it less pulls to the other."
    ))];
    for side in input.sides() {
        let pulls = pulls(input, side);
        blocks.push(Block::Heading(format!("What pulled you most to {}", input.short(side))));
        if pulls.is_empty() {
            blocks.push(Block::Text("None of your answers.".to_owned()));
        } else {
            blocks.push(Block::Bullets(
                pulls.iter().take(NAMED).map(|pull| bullet(input, side, *pull)).collect(),
            ));
        }
    }
    blocks.push(Block::Heading("How it adds up".to_owned()));
    blocks.push(Block::Bullets(scales(input)));
    blocks.push(Block::Text(sum(input, comparison)));
    blocks
}

fn bullet(input: &Input<'_>, side: Side, pull: Pull) -> Bullet {
    let instrument = &input.content.instrument;
    let text = instrument.item(pull.item).map_or("", |item| item.text.as_str());
    let answer = input.responses.get(pull.item).map_or("", |response| instrument.option(response));
    Bullet::new(words::sentence(text))
        .lead(words::steps(pull.steps))
        .note(format!("you said: {answer}"))
        .side(Some(side))
}

fn scales(input: &Input<'_>) -> Vec<Bullet> {
    let scales = &input.content.instrument.scales;
    let row = |(scale, reading): (&Arc<Scale>, &ScaleReading)| {
        let mean =
            reading.mean.map_or_else(|| "all skipped".to_owned(), |mean| format!("your average {mean:.2}"));
        Bullet::new(words::sentence(&scale.label))
            .lead(words::pull(reading.contribution, input.shorts()))
            .note(mean)
    };
    scales.iter().zip(&input.assessment.scales).map(row).collect()
}

/// How the pulls add up to the gap, and the gap to the bars.
fn sum(input: &Input<'_>, comparison: &Comparison) -> String {
    let shorts = input.shorts();
    let [first, second] = shorts;
    let total = |sign: f64| {
        let pulls = input.assessment.scales.iter().map(|scale| scale.contribution * sign);
        words::steps(pulls.filter(|pull| *pull > 0.0).sum())
    };
    let norm_gap = input.content.instrument.constants.norm_gap;
    let norm = if norm_gap == 0 {
        String::new()
    } else {
        let norm = words::pull(gap::norm(norm_gap), shorts);
        format!(" Your school's average student comes out at {norm}; that is taken off.")
    };
    format!(
        "The pulls to {first} add up to {}, those to {second} to {}.{norm} What is left is the gap between the two: {}.",
        total(1.0),
        total(-1.0),
        words::pull(comparison.gap, shorts)
    )
}

/// The answers that pulled most, a line each: the named side's first, or the strongest of both.
pub(super) fn reasons(input: &Input<'_>, count: usize) -> Vec<String> {
    if input.comparison().is_none() {
        return Vec::new();
    }
    let mut all: Vec<(Side, Pull)> = match input.assessment.verdict.side() {
        Some(side) => pulls(input, side).into_iter().map(|pull| (side, pull)).collect(),
        None => Side::BOTH
            .into_iter()
            .flat_map(|side| pulls(input, side).into_iter().map(move |pull| (side, pull)))
            .collect(),
    };
    all.sort_by(|a, b| b.1.steps.abs().total_cmp(&a.1.steps.abs()));
    let instrument = &input.content.instrument;
    let line = |(side, pull): &(Side, Pull)| {
        let text = instrument.item(pull.item).map_or("", |item| item.text.as_str());
        let answer = input.responses.get(pull.item).map_or("", |response| instrument.option(response));
        format!("{} {}: {text} ({answer})", input.short(*side), words::steps(pull.steps))
    };
    all.iter().take(count).map(line).collect()
}
