//! Fit: what each kind of work pulls, how sure, and notes on the answers.

use crate::report::document::{Block, Bullet, Diverging, Part, ScalePull};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Comparison, Side, Verdict};

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(comparison) = facts.comparison() {
        let [first, second] = facts.shorts();
        let chart = Block::Diverging(diverging(facts));
        let explained = Block::Text(format!(
            "Liking one kind of work more than your average answer pulls to its path; liking it less pulls to the other. The first three are what sets {first} apart, the other three {second}."
        ));
        parts.push(Part::headed("pulls", "What pulls you where", vec![chart, explained]));
        let sure = sure(facts, comparison).into_iter().map(Block::Text).collect();
        parts.push(Part::headed("sure", "How sure", sure));
    }
    let notes = notes(facts);
    if !notes.is_empty() {
        parts.push(Part::headed("answers", "About your answers", vec![Block::Bullets(notes)]));
    }
    parts
}

/// The scales on one axis, the second path to the left and the first to the right; those that set the first
/// path apart come first.
fn diverging(facts: &Facts<'_>) -> Diverging {
    let readings = facts.content.instrument.scales.iter().zip(&facts.assessment.scales).enumerate();
    let mut rows: Vec<(bool, ScalePull)> = readings
        .map(|(index, (scale, reading))| {
            let text = words::pull(reading.contribution, facts.shorts());
            let row = ScalePull { label: words::sentence(&scale.label), pull: reading.contribution, text };
            (facts.content.contrast.side(index) != Some(Side::First), row)
        })
        .collect();
    rows.sort_by_key(|(is_second, _)| *is_second);
    let largest = rows.iter().map(|(_, row)| row.pull.abs()).fold(0.0, f64::max);
    let [first, second] = facts.shorts();
    Diverging {
        ends: [second.to_owned(), first.to_owned()],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        limit: largest.max(0.5),
    }
}

fn sure(facts: &Facts<'_>, comparison: &Comparison) -> Vec<String> {
    let p = words::percent(comparison.confidence.p);
    let explain = match (facts.assessment.verdict, comparison.side) {
        (_, None) => "It is an exact tie: 50 % each way.".to_owned(),
        (Verdict::Clear(_) | Verdict::Lean(_), Some(side)) => format!(
            "{p}: that is the chance that you would still come out on the side of {} if you answered every question of this kind.",
            facts.short(side)
        ),
        (_, Some(side)) => format!(
            "If we had to name a side, it would be {} at {p}. Under {} we name none.",
            facts.short(side),
            words::percent(facts.content.instrument.constants.lean)
        ),
    };
    let [low, high] = comparison.confidence.interval;
    let shorts = facts.shorts();
    vec![
        explain,
        format!(
            "The gap between the two is {}. Allow for chance, and it is somewhere between {} (9 times in 10). The most it can be is 4.",
            words::pull(comparison.gap, shorts),
            words::between([low, high], shorts)
        ),
        "This is how well we read your answers. It can't say how well you will do in a job.".to_owned(),
    ]
}

fn notes(facts: &Facts<'_>) -> Vec<Bullet> {
    let mut notes = Vec::new();
    let skipped = &facts.assessment.skipped;
    if skipped.count > 0 {
        let count = words::count(skipped.count, "question");
        notes.push(Bullet::new(if skipped.could_change {
            format!("You skipped {count}. Answering could change the side.")
        } else {
            format!("You skipped {count}. Whatever you had answered, the side would be the same.")
        }));
    }
    let flags = facts.assessment.flags;
    if flags.straight_line {
        notes.push(Bullet::new(
            "Many of your answers are the same. If you were in a hurry, have another look at them (review).",
        ));
    }
    if flags.inconsistent {
        notes.push(Bullet::new(
            "Your answers about one kind of work differ as much as those about different kinds. That happens; it makes the result less sure than it looks.",
        ));
    }
    if flags.rushed {
        notes.push(Bullet::new(
            "At least half of your answers took under two seconds. A second, slower try may read you better.",
        ));
    }
    notes
}
