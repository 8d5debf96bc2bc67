//! Why: how much each kind of work is liked, the answers that decided, how sure, and how everything adds up.

use std::sync::Arc;

use crate::instrument::Scale;
use crate::report::document::{Block, Bullet, Liking, Likings, Part};
use crate::report::facts::Facts;
use crate::report::reasons::Reason;
use crate::report::words;
use crate::scoring::{Comparison, ScaleReading, Side, Verdict, norm};

/// How many likes and how many dislikes are named at most.
const NAMED: usize = 4;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let likings = vec![Block::Likings(likings(facts))];
    let mut parts = vec![Part::headed("likings", "How much you like each kind of work, 1 to 5", likings)];
    let Some(comparison) = facts.comparison() else { return parts };
    let reasons = named(facts);
    for (id, heading, is_like) in
        [("likes", "What you like", true), ("dislikes", "What you like less", false)]
    {
        let bullets: Vec<Bullet> =
            reasons.iter().filter(|one| one.is_like() == is_like).take(NAMED).map(bullet).collect();
        if !bullets.is_empty() {
            parts.push(Part::headed(id, heading, vec![Block::Bullets(bullets)]));
        }
    }
    let sure = sure(facts, comparison).into_iter().map(Block::Text).collect();
    parts.push(Part::headed("sure", "How sure", sure));
    let adds_up = Part::headed("sum", "How it adds up", sum(facts, comparison));
    parts.push(adds_up.closed("each kind of work, what it pulls and how much it counts"));
    parts
}

/// The answers that speak for the path that is named, or for both in turn.
fn named<'a>(facts: &Facts<'a>) -> Vec<Reason<'a>> {
    let Some(side) = facts.assessment.verdict.side() else {
        let [first, second] = Side::BOTH.map(|side| facts.reasons_for(side));
        let longest = first.len().max(second.len());
        let in_turn = (0..longest).flat_map(|place| [first.get(place), second.get(place)]);
        return in_turn.flatten().cloned().collect();
    };
    facts.reasons_for(side)
}

fn bullet(reason: &Reason<'_>) -> Bullet {
    let note = format!("you said: {}; {}", reason.answer, reason.scale.label);
    Bullet::new(words::sentence(reason.text)).note(note).side(Some(reason.side))
}

type Reading<'a> = (&'a Arc<Scale>, &'a ScaleReading);

/// The scales with their readings that set this path apart, or neither.
fn of_side<'a>(facts: &Facts<'a>, side: Option<Side>) -> impl Iterator<Item = Reading<'a>> {
    let (content, assessment) = (facts.content, facts.assessment);
    let all = content.instrument.scales.iter().zip(&assessment.scales);
    all.filter(move |(scale, _)| content.contrast.side(scale.place) == side)
}

/// The ratings, grouped by the field that each kind of work belongs to.
pub(super) fn likings(facts: &Facts<'_>) -> Vec<Likings> {
    let row = |(scale, reading): Reading<'_>| Liking {
        label: words::sentence(&scale.label),
        mean: reading.mean,
        text: reading.mean.map_or_else(|| "all skipped".to_owned(), |mean| format!("{mean:.1}")),
    };
    let group = |side: Option<Side>| Likings {
        heading: side
            .map_or_else(|| "In both".to_owned(), |side| format!("What sets {} apart", facts.short(side))),
        side,
        rows: of_side(facts, side).map(row).collect(),
    };
    let [first, second] = facts.sides();
    let groups = [Some(first), Some(second), None].map(group);
    groups.into_iter().filter(|group| !group.rows.is_empty()).collect()
}

pub(super) fn sure(facts: &Facts<'_>, comparison: &Comparison) -> Vec<String> {
    let p = words::percent(comparison.confidence.p);
    let explain = match (facts.assessment.verdict, comparison.side) {
        (_, None) => "It is an exact tie: 50 % each way.".to_owned(),
        (Verdict::Clear(_), Some(side)) => format!(
            "Quite sure. With more questions of this kind, you would come out on the side of {} again: the chance of that is {p}.",
            facts.short(side)
        ),
        (Verdict::Lean(_), Some(side)) => format!(
            "Fairly sure. With more questions of this kind, you would come out on the side of {} again: the chance of that is {p}.",
            facts.short(side)
        ),
        (_, Some(side)) => format!(
            "Not sure. If we had to name a side, it would be {} at {p}. Under {} we name none.",
            facts.short(side),
            words::percent(facts.content.instrument.constants.lean)
        ),
    };
    vec![
        explain,
        "This is how well we read your answers. It can't say how well you will do in a job.".to_owned(),
    ]
}

/// How the pulls and their weights add up to the gap.
fn sum(facts: &Facts<'_>, comparison: &Comparison) -> Vec<Block> {
    let own = words::of_five(facts.assessment.own.unwrap_or_default());
    let shorts = facts.shorts();
    let [low, high] = comparison.confidence.interval;
    vec![
        Block::Text(format!(
            "Each kind of work is held against your own average ({own}). Liking it more pulls to the field that it sets apart; liking it less pulls to the other. Some kinds count more than others."
        )),
        Block::Bullets(pulls(facts)),
        Block::Text(total(facts, comparison)),
        Block::Text(format!(
            "With other questions of this kind the gap would lie between {}, 9 times in 10. The most it can be is 4.",
            words::between([low, high], shorts)
        )),
    ]
}

/// What each kind of work pulls, and how much it counts beside the one that counts least.
fn pulls(facts: &Facts<'_>) -> Vec<Bullet> {
    let scales = &facts.assessment.scales;
    let sizes = scales.iter().map(|one| one.weight.abs()).filter(|weight| *weight > 0.0);
    let least = sizes.fold(f64::INFINITY, f64::min);
    let bullet = |(scale, reading): Reading<'_>| {
        let mean = reading.mean.map_or_else(
            || "all skipped".to_owned(),
            |mean| format!("your average {mean:.2}, {}", counts(reading.weight.abs() / least)),
        );
        Bullet::new(words::sentence(&scale.label))
            .lead(words::pull(reading.contribution, facts.shorts()))
            .note(mean)
    };
    facts.content.instrument.scales.iter().zip(scales).map(bullet).collect()
}

/// How often something counts: "counts once", "counts 1.5 times".
fn counts(times: f64) -> String {
    match format!("{times:.1}").trim_end_matches(".0") {
        "0" => "doesn't count".to_owned(),
        "1" => "counts once".to_owned(),
        times => format!("counts {times} times"),
    }
}

/// How the pulls add up to the gap.
fn total(facts: &Facts<'_>, comparison: &Comparison) -> String {
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
        let norm = words::pull(norm(norm_gap), shorts);
        format!(" Your school's average student comes out at {norm}; that is taken off.")
    };
    format!(
        "The pulls to {first} add up to {}, those to {second} to {}.{norm} What is left is the gap between the two: {}.",
        total(1.0),
        total(-1.0),
        words::pull(comparison.gap, shorts)
    )
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn weights_are_said_in_words() {
        assert_eq!(
            [0.0, 1.0, 1.5, 2.0].map(counts),
            ["doesn't count", "counts once", "counts 1.5 times", "counts 2 times"]
        );
    }
}
