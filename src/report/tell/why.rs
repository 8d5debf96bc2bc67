//! Why: the answers that pulled most to each side, and how everything adds up to the gap.

use std::sync::Arc;

use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Comparison, Side, gap};

/// How many answers are named for each side at most.
const NAMED: usize = 4;

/// The smallest pull that doesn't read "0.00".
const LEAST: f64 = 0.005;

/// An answer that pulled to a side.
#[derive(Debug, Clone, Copy)]
struct Pull<'a> {
    side: Side,
    /// What was asked.
    text: &'a str,
    /// The answer, in words.
    answer: &'a str,
    /// What it adds to the gap, in steps; positive to the first side.
    steps: f64,
}

/// The answers that pulled to this side, strongest first, in the order asked where they are equal.
fn pulls<'a>(facts: &Facts<'a>, side: Side) -> Vec<Pull<'a>> {
    let instrument = &facts.content.instrument;
    let sign = if side == Side::First { 1.0 } else { -1.0 };
    let answers =
        instrument.items.iter().zip(facts.answers.responses.iter()).zip(&facts.assessment.contributions);
    let mut pulls: Vec<Pull<'a>> = answers
        // What rounds to 0.00 decided nothing, and naming it would only puzzle.
        .filter(|(_, steps)| **steps * sign >= LEAST)
        .filter_map(|((item, response), &steps)| {
            Some(Pull { side, text: &item.text, answer: instrument.option(response?), steps })
        })
        .collect();
    pulls.sort_by(|a, b| b.steps.abs().total_cmp(&a.steps.abs()));
    pulls
}

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let (Some(comparison), Some(own)) = (facts.comparison(), facts.assessment.own) else {
        let none = "There is no comparison yet, so there are no reasons to show.";
        return vec![Part::new("measure", vec![Block::text(none)])];
    };
    let measure = format!(
        "Each answer is compared with your own average ({}). Liking an activity more than that pulls to its path; liking it less pulls to the other.",
        words::of_five(own)
    );
    let mut parts = vec![Part::new("measure", vec![Block::Text(measure)])];
    for side in facts.sides() {
        let pulls = pulls(facts, side);
        let named = pulls.iter().take(NAMED).map(bullet).collect();
        let block =
            if pulls.is_empty() { Block::text("None of your answers.") } else { Block::Bullets(named) };
        let id = format!("pulls-{}", facts.content.profiles.on(side).id);
        let heading = format!("What pulled you most to {}", facts.short(side));
        parts.push(Part::headed(id, heading, vec![block]));
    }
    let sum = vec![Block::Bullets(scales(facts)), Block::Text(sum(facts, comparison))];
    parts.push(Part::headed("sum", "How it adds up", sum));
    parts
}

fn bullet(pull: &Pull<'_>) -> Bullet {
    Bullet::new(words::sentence(pull.text))
        .lead(words::steps(pull.steps))
        .note(format!("you said: {}", pull.answer))
        .side(Some(pull.side))
}

fn scales(facts: &Facts<'_>) -> Vec<Bullet> {
    let scales = &facts.content.instrument.scales;
    let row = |(scale, reading): (&Arc<crate::instrument::Scale>, &crate::scoring::ScaleReading)| {
        let mean =
            reading.mean.map_or_else(|| "all skipped".to_owned(), |mean| format!("your average {mean:.2}"));
        Bullet::new(words::sentence(&scale.label))
            .lead(words::pull(reading.contribution, facts.shorts()))
            .note(mean)
    };
    scales.iter().zip(&facts.assessment.scales).map(row).collect()
}

/// How the pulls add up to the gap, and the gap to the bars.
fn sum(facts: &Facts<'_>, comparison: &Comparison) -> String {
    let shorts = facts.shorts();
    let [first, second] = shorts;
    let total = |sign: f64| {
        let pulls = facts.assessment.scales.iter().map(|scale| scale.contribution * sign);
        words::steps(pulls.filter(|pull| *pull > 0.0).sum())
    };
    let norm_gap = facts.content.instrument.constants.norm_gap;
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
pub(in crate::report) fn reasons(facts: &Facts<'_>, count: usize) -> Vec<String> {
    if facts.comparison().is_none() {
        return Vec::new();
    }
    let mut all: Vec<Pull<'_>> = match facts.assessment.verdict.side() {
        Some(side) => pulls(facts, side),
        None => Side::BOTH.into_iter().flat_map(|side| pulls(facts, side)).collect(),
    };
    all.sort_by(|a, b| b.steps.abs().total_cmp(&a.steps.abs()));
    let line = |pull: &Pull<'_>| {
        format!("{} {}: {} ({})", facts.short(pull.side), words::steps(pull.steps), pull.text, pull.answer)
    };
    all.iter().take(count).map(line).collect()
}
