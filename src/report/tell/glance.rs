//! At a glance: the reasons, what it pays, which jobs, where to start and what to do next; notes on the answers last.

use super::pay;
use crate::content::Wages;
use crate::instrument::TieBreakers;
use crate::report::document::{Block, Part, Row};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Side, Verdict};

/// The label of the reasons: with the next step they have a column of their own where there are two.
const WHY: &str = "Why";
/// The label of what is to be said of the answers, in small words and last.
const NOTE: &str = "Note";
/// How many reasons are named for a path, and how many titles.
const NAMED: usize = 3;
/// How many reasons are named where no path is: one for each.
const NAMED_OF_BOTH: usize = 2;

pub(super) fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let note = row(NOTE, notes(facts), 0);
    let rows = [why(facts), pay(facts, wages), jobs(facts), start(facts), Some(next_row(facts)), note];
    vec![Part::new("glance", vec![Block::Rows(rows.into_iter().flatten().collect())])]
}

fn row(label: &str, lines: Vec<String>, first: usize) -> Option<Row> {
    let beside = ![WHY, NOTE].contains(&label);
    (!lines.is_empty()).then(|| Row { label: label.to_owned(), lines, first, beside })
}

/// The strongest reasons, a sentence each.
pub(in crate::report) fn reasons(facts: &Facts<'_>) -> Vec<String> {
    let stem = &facts.content.instrument.stem;
    let count = if facts.assessment.verdict.side().is_some() { NAMED } else { NAMED_OF_BOTH };
    facts.reasons(count).iter().map(|one| one.sentence(stem)).collect()
}

fn why(facts: &Facts<'_>) -> Option<Row> {
    let reasons = reasons(facts);
    let none =
        facts.comparison().is_some().then(|| "None of your answers is a like or a dislike.".to_owned());
    row(WHY, if reasons.is_empty() { none.into_iter().collect() } else { reasons }, 1)
}

/// What half of the people earn more than, from the lowest to the highest median of a path's occupations.
fn pay(facts: &Facts<'_>, wages: Option<&Wages>) -> Option<Row> {
    let wages = wages?;
    let medians = |side: Side| pay::medians(facts.content.profiles.on(side), Some(wages));
    let line = |side: Side| {
        let none = || "no figures for this place".to_owned();
        let amount = medians(side).map_or_else(none, |medians| format!("{medians} a year"));
        format!("{:<5}{amount}", facts.short(side))
    };
    if Side::BOTH.into_iter().all(|side| medians(side).is_none()) {
        return None;
    }
    let mut lines: Vec<String> = facts.sides().map(line).to_vec();
    let means = "In each group of jobs half earn more.";
    lines.push(format!("{means} {}", pay::place_and_source(facts, wages.place())));
    row("Pay", lines, 2)
}

/// The titles that fit best, of the path that is named.
fn jobs(facts: &Facts<'_>) -> Option<Row> {
    let verdict = facts.assessment.verdict;
    let is_ranked = facts.is_ranked();
    if verdict == Verdict::Incomplete || verdict == Verdict::Neither && !is_ranked {
        return None;
    }
    // First those that one can start with: a title with a note asks for years, or for being a doctor or a nurse.
    let (mut titles, later): (Vec<_>, Vec<_>) =
        facts.fitting().into_iter().partition(|one| one.title.note.is_none());
    titles.extend(later);
    let of_named = |side: Side| verdict.side().is_none_or(|named| named == side);
    let names = titles.iter().filter(|one| of_named(one.side)).map(|one| one.title.name.as_str());
    let mut names: Vec<&str> = names.take(NAMED).collect();
    if verdict.side().is_none() && !is_ranked {
        // Without an order both paths have a say.
        let of = |side: Side| titles.iter().filter(move |one| one.side == side);
        let in_turn = of(Side::First).zip(of(Side::Second)).flat_map(|(one, other)| [one, other]);
        names = in_turn.take(NAMED).map(|one| one.title.name.as_str()).collect();
    }
    row("Jobs", (!names.is_empty()).then(|| names.join(", ")).into_iter().collect(), 1)
}

/// The education that most start with.
fn start(facts: &Facts<'_>) -> Option<Row> {
    let of = |side: Side| {
        let profile = facts.content.profiles.on(side);
        let entry = || profile.occupations.first().map(|one| one.entry.clone());
        profile.brief.education.as_ref().map(|claim| claim.text.clone()).or_else(entry)
    };
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) => row("Start", of(side).into_iter().collect(), 0),
        Verdict::Neither => None,
        _ => {
            let line = |side: Side| Some(format!("{}: {}", facts.short(side), of(side)?));
            row("Start", Side::BOTH.into_iter().filter_map(line).collect(), 0)
        }
    }
}

fn next_row(facts: &Facts<'_>) -> Row {
    Row { label: "Next".to_owned(), lines: vec![next(facts)], first: 0, beside: false }
}

/// The one thing to do next.
pub(in crate::report) fn next(facts: &Facts<'_>) -> String {
    let elsewhere = || {
        let first = facts.content.profiles.elsewhere.first();
        first.map_or_else(|| "Ask an advisor about fields nearby.".to_owned(), |claim| claim.text.clone())
    };
    match facts.assessment.verdict {
        Verdict::Clear(_) | Verdict::Lean(_) if facts.assessment.flags.low_interest => elsewhere(),
        Verdict::Clear(side) | Verdict::Lean(side) => {
            let first = facts.content.profiles.on(side).first_steps.first();
            first.map_or_else(
                || format!("Talk with somebody who works in {}.", facts.short(side)),
                |claim| claim.text.clone(),
            )
        }
        Verdict::Both => {
            "See how degree, pay and day differ (Compare), and talk with somebody from each field.".to_owned()
        }
        Verdict::Neither => elsewhere(),
        Verdict::Close if facts.answers.tie_breakers == TieBreakers::Accepted => {
            "The extra questions didn't settle it. Read Compare, and try a free first lesson in each (Study)."
                .to_owned()
        }
        Verdict::Close => {
            "Read how the two differ (Compare), and try a free first lesson in each (Study).".to_owned()
        }
        Verdict::Incomplete => "Go back to the questions that you skipped (review).".to_owned(),
    }
}

fn notes(facts: &Facts<'_>) -> Vec<String> {
    let (skipped, flags) = (&facts.assessment.skipped, facts.assessment.flags);
    let count = words::count(skipped.count, "question");
    let all = [
        (
            skipped.count > 0 && skipped.could_change,
            format!("You skipped {count}. Answering could change the side."),
        ),
        (
            skipped.count > 0 && !skipped.could_change,
            format!("You skipped {count}. Whatever the answers, the side stays."),
        ),
        (flags.straight_line, "Many of your answers are the same. In a hurry? See the review.".to_owned()),
        (flags.inconsistent, "You rated one kind of work high and low, so hold this lightly.".to_owned()),
        (flags.rushed, "Half of your answers took under 2 seconds. A guess? See the review.".to_owned()),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note).collect()
}
