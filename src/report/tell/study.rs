//! Study: first steps, typical days, degrees, cost, certifications, and questions for an advisor.

use super::{claim, sources};
use crate::content::{Claim, Profile, Topic};
use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::{Facts, cite, common};
use crate::report::words;
use crate::scoring::Verdict;

/// How many questions for an advisor there are at most.
const QUESTIONS: usize = 3;

pub(super) fn parts(facts: &Facts<'_>) -> Vec<Part> {
    let drawn = Block::text("They are about the kinds of work where your answers lie nearest to the middle.");
    let questions = questions(facts);
    let count = words::sentence(&words::number(questions.len()));
    let heading = format!("{count} questions for an advisor");
    let mut parts = vec![Part::headed("questions", heading, vec![drawn, Block::Steps(questions)])];
    let is_neither = facts.assessment.verdict == Verdict::Neither;
    let profiles = &facts.content.profiles;
    let elsewhere = elsewhere(facts);
    let looks_elsewhere = is_neither || facts.assessment.flags.low_interest;
    if looks_elsewhere {
        parts.insert(0, elsewhere.clone());
    }
    for side in facts.sides() {
        // Whom neither path appeals to is not sent down either.
        let steps = steps(profiles.on(side), looks_elsewhere);
        let is_other = facts.assessment.verdict.side().is_some_and(|named| named != side);
        parts.push(if is_neither || is_other { closed(steps) } else { steps });
        parts.extend(of_path(profiles.on(side)));
    }
    let cost = Part::headed("cost", "What study costs", told(profiles.on_topic(Topic::Cost)));
    parts.push(closed(cost));
    if !looks_elsewhere {
        parts.push(closed(elsewhere));
    }
    // What is open comes first.
    parts.retain(|part| !part.blocks.iter().any(is_empty));
    let (mut parts, closed): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.closed.is_none());
    parts.extend(closed);
    parts
}

/// Where else to look.
pub(super) fn elsewhere(facts: &Facts<'_>) -> Part {
    Part::headed("elsewhere", "Where else to look", told(&facts.content.profiles.elsewhere))
}

/// Whether nobody has anything to say there.
pub(super) fn is_empty(block: &Block) -> bool {
    matches!(block, Block::Bullets(all) | Block::Steps(all) if all.is_empty())
}

/// Claims as a list, each with its source.
fn told<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Vec<Block> {
    vec![Block::Bullets(claims.into_iter().map(claim).collect())]
}

pub(super) fn steps(profile: &Profile, is_neither: bool) -> Part {
    let heading = if is_neither {
        format!("First steps in {}, should you still want it", profile.short)
    } else {
        format!("First steps toward {}", profile.short)
    };
    Part::headed(format!("steps-{}", profile.id), heading, in_turn(&profile.first_steps))
}

/// What to know of one path.
fn of_path(profile: &Profile) -> [Part; 4] {
    let (id, short) = (&profile.id, &profile.short);
    let exams = format!("Certifications (exams) in {short}");
    [
        Part::headed(format!("day-{id}"), format!("A typical day in {short}"), in_turn(&profile.day)),
        Part::headed(format!("study-{id}"), format!("Study for {short}"), told(&profile.study)),
        Part::headed(format!("cost-{id}"), format!("What {short} costs"), told(&profile.cost)),
        Part::headed(format!("certifications-{id}"), exams, told(&profile.credentials)),
    ]
    .map(closed)
}

/// A part that is closed at first on a screen, with its first words.
fn closed(part: Part) -> Part {
    let first = part.blocks.iter().find_map(|block| match block {
        Block::Bullets(all) | Block::Steps(all) => all.first().map(|one| one.text.clone()),
        _ => None,
    });
    part.closed(first.unwrap_or_default())
}

/// Claims that follow each other; one source of all is named once, below them.
fn in_turn(all: &[Claim]) -> Vec<Block> {
    let cites: Vec<String> = all.iter().map(|one| cite(&one.by)).collect();
    let disagree = all.iter().any(|one| one.disagrees.is_some());
    if disagree || common(cites.iter().map(String::as_str)).is_none() {
        return vec![Block::Steps(all.iter().map(claim).collect())];
    }
    let steps = all.iter().map(|one| Bullet::new(one.text.as_str()));
    vec![Block::Steps(steps.collect()), Block::Text(sources(cites.into_iter()))]
}

/// The questions of the scales whose mean lies nearest to the middle of the answers, in the file's order on
/// ties; a scale that was skipped whole counts as least sure.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Bullet> {
    let middle = 3.0;
    let mut scales: Vec<(f64, &str)> = facts
        .content
        .instrument
        .scales
        .iter()
        .zip(&facts.assessment.scales)
        .map(|(scale, reading)| (reading.mean.map_or(0.0, |mean| (mean - middle).abs()), scale.ask.as_str()))
        .collect();
    scales.sort_by(|a, b| a.0.total_cmp(&b.0));
    scales.iter().take(QUESTIONS).map(|(_, ask)| Bullet::new(*ask)).collect()
}
