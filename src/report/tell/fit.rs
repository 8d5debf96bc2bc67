//! Fit: what each kind of work pulls, how sure, and notes on the answers.

use crate::report::document::{Block, Bullet, Diverging, Part, ScalePull};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Comparison, Side, Verdict};

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(comparison) = facts.comparison() {
        let chart = Block::Diverging(diverging(facts));
        let explained = Block::Text(format!(
            "Liking one kind of work more than your average answer pulls to its path; liking it less pulls to the other. {}",
            whose(counts(facts), facts.shorts())
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

/// How many scales set the first path apart, how many the second, and how many neither.
fn counts(facts: &Facts<'_>) -> [usize; 3] {
    let sides = (0..facts.content.instrument.scales.len()).map(|scale| facts.content.contrast.side(scale));
    sides.fold([0; 3], |[first, second, neither], side| match side {
        Some(Side::First) => [first + 1, second, neither],
        Some(Side::Second) => [first, second + 1, neither],
        None => [first, second, neither + 1],
    })
}

/// Which rows of the chart belong to which path. Matched keys leave something to both.
fn whose([first, second, neither]: [usize; 3], [one, other]: [&str; 2]) -> String {
    let number = words::number;
    let first = match first {
        1 => format!("The first is what sets {one} apart"),
        _ => format!("The first {} are what sets {one} apart", number(first)),
    };
    let second = match (second, neither) {
        (1, 0) => "the last one".to_owned(),
        (_, 0) => format!("the other {}", number(second)),
        _ => format!("the next {}", number(second)),
    };
    let neither = match neither {
        0 => String::new(),
        1 => " The last one pulls to neither.".to_owned(),
        _ => format!(" The last {} pull to neither.", number(neither)),
    };
    format!("{first}, {second} {other}.{neither}")
}

/// The scales on one axis, the second path to the left and the first to the right. Those that set the first path
/// apart come first, those that set neither apart last.
fn diverging(facts: &Facts<'_>) -> Diverging {
    let readings = facts.content.instrument.scales.iter().zip(&facts.assessment.scales).enumerate();
    let mut rows: Vec<(usize, ScalePull)> = readings
        .map(|(index, (scale, reading))| {
            let text = words::pull(reading.contribution, facts.shorts());
            let row = ScalePull { label: words::sentence(&scale.label), pull: reading.contribution, text };
            (facts.content.contrast.side(index).map_or(Side::BOTH.len(), Side::index), row)
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
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

#[cfg(test)]
mod tests {
    use super::whose;

    #[test]
    fn rows_are_counted_out_to_both_paths_and_to_neither() {
        for (counts, wanted) in [
            ([3, 3, 0], "The first three are what sets A apart, the other three B."),
            ([1, 1, 0], "The first is what sets A apart, the last one B."),
            ([1, 4, 0], "The first is what sets A apart, the other four B."),
            ([2, 1, 0], "The first two are what sets A apart, the last one B."),
            (
                [2, 1, 1],
                "The first two are what sets A apart, the next one B. The last one pulls to neither.",
            ),
            ([1, 12, 2], "The first is what sets A apart, the next 12 B. The last two pull to neither."),
        ] {
            assert_eq!(whose(counts, ["A", "B"]), wanted);
        }
    }
}
