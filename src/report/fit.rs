//! Fit: what the verdict means, the six scales, how sure, and notes on the answers.

use super::{Block, Bullet, Diverging, Input, words};
use crate::scoring::{Comparison, Side, Verdict};

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let headline = super::Headline::new(input);
    let mut blocks = vec![Block::Text(headline.meaning), Block::Text(headline.next)];
    if let Some(comparison) = &input.assessment.comparison {
        blocks.push(Block::Heading("What pulls you where".to_owned()));
        blocks.push(Block::Diverging(diverging(input)));
        blocks.push(Block::Text(
            "Each bar compares your liking for one kind of work with your average answer.".to_owned(),
        ));
        blocks.push(Block::Heading("How sure".to_owned()));
        blocks.extend(sure(input, comparison).into_iter().map(Block::Text));
    }
    let notes = notes(input);
    if !notes.is_empty() {
        blocks.push(Block::Heading("About your answers".to_owned()));
        blocks.push(Block::Bullets(notes));
    }
    blocks
}

/// The six scales on one axis: the second path to the left, the first to the right.
fn diverging(input: &Input<'_>) -> Diverging {
    let scales = &input.content.instrument.scales;
    let rows: Vec<(String, f64)> = scales
        .iter()
        .zip(&input.assessment.scales)
        .map(|(scale, reading)| (scale.label.clone(), reading.contribution))
        .collect();
    let largest = rows.iter().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    Diverging {
        ends: [input.short(Side::Second).to_owned(), input.short(Side::First).to_owned()],
        rows,
        limit: largest.max(0.5),
    }
}

fn sure(input: &Input<'_>, comparison: &Comparison) -> Vec<String> {
    let p = words::percent(comparison.confidence.p);
    let explain = match (input.assessment.verdict, comparison.side) {
        (Verdict::NoComparison | Verdict::Incomplete, _) => {
            return vec!["We don't put a number on it: these answers can't carry one.".to_owned()];
        }
        (_, None) => "It is an exact tie: 50 % each way.".to_owned(),
        (Verdict::Clear(_) | Verdict::Lean(_), Some(side)) => format!(
            "{p} sure: if you answered all questions of this kind, the chance that you would still come out on the side of {} is {p}.",
            input.short(side)
        ),
        (_, Some(side)) => format!(
            "If we had to name a side, it would be {} at {p}. Below {}, we don't.",
            input.short(side),
            words::percent(input.content.instrument.constants.lean)
        ),
    };
    let [low, high] = comparison.confidence.interval;
    vec![
        explain,
        format!(
            "The gap between your two bars is {} on a scale from -4 to +4; with 90 % certainty the true one is between {} and {}.",
            words::signed(comparison.gap),
            words::signed(low),
            words::signed(high)
        ),
        "That is how well we read your answers. It can't say how well you will do in a job.".to_owned(),
    ]
}

fn notes(input: &Input<'_>) -> Vec<Bullet> {
    let mut notes = Vec::new();
    let skipped = &input.assessment.skipped;
    if skipped.count > 0 {
        let count = words::count(skipped.count, "question");
        notes.push(Bullet::new(if skipped.could_change {
            format!("You skipped {count}. Answering could change the side.")
        } else {
            format!("You skipped {count}. Whatever you had answered, the side would be the same.")
        }));
    }
    let flags = input.assessment.flags;
    if flags.straight_line {
        notes.push(Bullet::new(
            "Many answers in a row are the same. If you were in a hurry, have another look at them (review).",
        ));
    }
    if flags.inconsistent {
        notes.push(Bullet::new("You rated work of the same kind quite differently. That happens; it makes the result less sure than it looks."));
    }
    if flags.rushed {
        notes.push(Bullet::new(
            "At least half of your answers took under two seconds. A second, slower try may read you better.",
        ));
    }
    notes
}
