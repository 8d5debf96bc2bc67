//! The chapters about the respondent's answers: the headline, at a glance, why and what if; and the summary that stays
//! in the terminal.

use super::document::{
    Bar, BarChart, BarGroup, BarScale, Block, Definition, FieldRating, Headline, ListItem, Part,
};
use super::facts::{Facts, Reason};
use super::{CODE, EXAMPLE, format, pay};
use crate::content::{Rung, Wages};
use crate::instrument::TieBreakers;
use crate::scoring::{Comparison, Side, Verdict, VerdictChange, norm};
use crate::text::wrap;

/// The maximum number of reasons for a recommended field, and of job titles.
const TOP: usize = 3;
/// The maximum number of reasons if no field is recommended: one for each.
const TOP_OF_BOTH: usize = 2;
/// The maximum number of likes, and of dislikes, in the chapter on why.
const REASONS: usize = 4;
/// The highest rating.
const MAX_RATING: f64 = 5.0;

impl Headline {
    pub fn new(facts: &Facts<'_>) -> Self {
        let ratings = facts.comparison().map_or_else(Vec::new, |comparison| {
            let rating = |side: Side| FieldRating {
                side,
                short: facts.short(side).to_owned(),
                name: facts.name(side).to_owned(),
                rating: *side.of(&comparison.like),
                text: format::of_five(*side.of(&comparison.like)),
            };
            Side::BOTH.map(rating).to_vec()
        });
        Self {
            notice: facts.answers.made_up.then(|| EXAMPLE.to_owned()),
            verdict: verdict(facts),
            brief: brief(facts, |side| facts.name(side)),
            briefest: brief(facts, |side| facts.short(side)),
            meaning: meaning(facts),
            ratings,
        }
    }
}

fn verdict(facts: &Facts<'_>) -> String {
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => {
            format!("Neither appeals to you much; of the two, {} more", facts.name(side))
        }
        Verdict::Clear(side) => format!("Your answers point clearly to {}", facts.name(side)),
        Verdict::Lean(side) => format!("Your answers lean to {}", facts.name(side)),
        Verdict::Both => "Your answers fit both fields".to_owned(),
        Verdict::Neither => "Neither field appeals to you much".to_owned(),
        Verdict::Close => "Too close to call".to_owned(),
        Verdict::Incomplete => "Not enough answers yet".to_owned(),
    }
}

/// The verdict in a few words, with `name` for the names of fields.
fn brief<'a>(facts: &Facts<'a>, name: impl Fn(Side) -> &'a str) -> String {
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => format!("{}, of the two", name(side)),
        Verdict::Clear(side) => format!("{}, clearly", name(side)),
        Verdict::Lean(side) => format!("{}, a little", name(side)),
        Verdict::Both => "Both fields fit".to_owned(),
        Verdict::Neither => "Neither, so far".to_owned(),
        Verdict::Close => "Too close".to_owned(),
        Verdict::Incomplete => verdict(facts),
    }
}

fn meaning(facts: &Facts<'_>) -> String {
    let [first, second] = facts.shorts();
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => format!(
            "You like the work of {} more than that of {}, but neither much. Look at other fields too.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Clear(side) => format!(
            "You like the work of {} clearly more than the work of {}.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Lean(side) => format!(
            "You like the work of {} somewhat more than the work of {}. A few other answers could change that.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Both => format!(
            "You like the work of {first} and of {second}, and about as much. So let the degree, the pay and a typical day decide."
        ),
        Verdict::Neither => format!(
            "You didn't much like the work of {first} or of {second}. That is good to know before you spend years on one."
        ),
        Verdict::Close => format!(
            "You like the work of {first} and of {second} about as much. Neither leads by enough for us to name it."
        ),
        Verdict::Incomplete => {
            let (answered, core) = (facts.assessment.answered, facts.assessment.core);
            let needed = (2 * core).div_ceil(3);
            if answered >= needed {
                return "You skipped every question about one of the two paths, so there is nothing to compare."
                    .to_owned();
            }
            format!("You answered {answered} of {core} questions. A fair comparison needs at least {needed}.")
        }
    }
}

// At a glance.

/// The reasons, what the fields pay, jobs, where to start, the next step, and notes on the answers.
pub fn glance(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let mut reasons = top_reasons(facts);
    if reasons.is_empty() && facts.comparison().is_some() {
        reasons.push("None of your answers is a like or a dislike.".to_owned());
    }
    // Label, lines, how many of them are essential, and whether it is about the fields: in two columns, these go into
    // the second.
    let all = [
        ("Why", reasons, 1, false),
        ("Pay", pay_lines(facts, wages), 2, true),
        ("Jobs", job_titles(facts).into_iter().collect(), 1, true),
        ("Start", education(facts), 0, true),
        ("Next", vec![next_step(facts)], 0, false),
        ("Note", notes(facts), 0, false),
    ];
    let definitions = all.into_iter().filter(|(_, lines, ..)| !lines.is_empty());
    let definitions = definitions.map(|(label, lines, essential, in_second_column)| Definition {
        label: label.to_owned(),
        lines,
        essential,
        in_second_column,
    });
    let definitions = definitions.collect();
    vec![Part::new("glance", vec![Block::Definitions(definitions)])]
}

/// The most important reasons, a sentence each.
fn top_reasons(facts: &Facts<'_>) -> Vec<String> {
    let stem = &facts.content.instrument.stem;
    let count = if facts.assessment.verdict.side().is_some() { TOP } else { TOP_OF_BOTH };
    facts.top_reasons(count).iter().map(|one| one.sentence(stem)).collect()
}

/// The range of each field's median wages.
fn pay_lines(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<String> {
    let medians = facts.sides().map(|side| pay::medians(facts.content.profiles.on(side), wages));
    let Some(wages) = wages.filter(|_| medians.iter().any(Option::is_some)) else { return Vec::new() };
    let mut lines: Vec<String> = facts
        .sides()
        .into_iter()
        .zip(medians)
        .map(|(side, medians)| {
            let amount = medians.map_or_else(
                || "no figures for this place".to_owned(),
                |medians| format!("{medians} a year"),
            );
            format!("{:<5}{amount}", facts.short(side))
        })
        .collect();
    let place = pay::place_and_sources(facts, wages.place());
    lines.push(format!("In each group of jobs half earn more. {place}"));
    lines
}

/// The job titles that fit best, of the recommended field if there is one.
fn job_titles(facts: &Facts<'_>) -> Option<String> {
    let verdict = facts.assessment.verdict;
    let is_ranked = facts.is_ranked();
    if verdict == Verdict::Incomplete || verdict == Verdict::Neither && !is_ranked {
        return None;
    }
    let mut titles = facts.fitting();
    // The jobs that can be reached first.
    titles.sort_by_key(|one| one.title.rung().unwrap_or(Rung::Degree));
    if let Some(side) = verdict.side() {
        titles.retain(|one| one.side == side);
    } else if !is_ranked {
        // Without a ranking, the fields take turns.
        let (first, second): (Vec<_>, Vec<_>) = titles.into_iter().partition(|one| one.side == Side::First);
        titles = first.into_iter().zip(second).flat_map(|(one, other)| [one, other]).collect();
    }
    let names: Vec<&str> = titles.iter().take(TOP).map(|one| one.title.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The usual education, of the recommended field if there is one.
fn education(facts: &Facts<'_>) -> Vec<String> {
    let of = |side: Side| {
        let profile = facts.content.profiles.on(side);
        let brief = profile.brief.education.as_ref().map(|claim| claim.text.clone());
        brief.or_else(|| profile.occupations.first().map(|one| one.entry.clone()))
    };
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) => of(side).into_iter().collect(),
        Verdict::Neither => Vec::new(),
        Verdict::Both | Verdict::Close | Verdict::Incomplete => {
            let line = |side: Side| Some(format!("{}: {}", facts.short(side), of(side)?));
            Side::BOTH.into_iter().filter_map(line).collect()
        }
    }
}

/// The one thing to do next.
fn next_step(facts: &Facts<'_>) -> String {
    let first = |claims: &[crate::content::Claim]| claims.first().map(|claim| claim.text.clone());
    let elsewhere = || {
        let step = first(&facts.content.profiles.elsewhere);
        step.unwrap_or_else(|| "Ask an advisor about fields nearby.".to_owned())
    };
    match facts.assessment.verdict {
        Verdict::Clear(_) | Verdict::Lean(_) if facts.assessment.flags.low_interest => elsewhere(),
        Verdict::Clear(side) | Verdict::Lean(side) => {
            let step = first(&facts.content.profiles.on(side).first_steps);
            step.unwrap_or_else(|| format!("Talk with somebody who works in {}.", facts.short(side)))
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

/// Reasons to read the result with care.
fn notes(facts: &Facts<'_>) -> Vec<String> {
    let (skipped, flags) = (facts.skipped(), facts.assessment.flags);
    let mut notes = Vec::new();
    if skipped.count > 0 {
        let effect = if skipped.could_change {
            "Answering could change the side."
        } else {
            "Whatever the answers, the side stays."
        };
        notes.push(format!("You skipped {}. {effect}", format::count(skipped.count, "question")));
    }
    let flagged = [
        (flags.straight_line, "Many of your answers are the same. In a hurry? See the review."),
        (flags.inconsistent, "You rated one kind of work high and low, so hold this lightly."),
        (flags.rushed, "Half of your answers took under 2 seconds. A guess? See the review."),
    ];
    notes.extend(flagged.into_iter().filter(|(is_set, _)| *is_set).map(|(_, note)| note.to_owned()));
    notes
}

/// The result in at most 20 lines of at most `width` columns, for the terminal after the program exits.
pub fn summary(facts: &Facts<'_>, code: &str, width: usize) -> String {
    let width = width.min(78);
    let is_narrow = width < 60;
    let headline = Headline::new(facts);
    let mut lines: Vec<String> = headline.notice.into_iter().chain([headline.verdict]).collect();
    for FieldRating { short, name, text, .. } in &headline.ratings {
        lines.push(if is_narrow {
            format!("  {short:<5}{text}")
        } else {
            format!("  {short:<5}{name:<32}{text}")
        });
    }
    lines.extend(top_reasons(facts).into_iter().take(if is_narrow { 2 } else { TOP }));
    lines.push(format!("Next: {}", next_step(facts)));
    lines.push(format!("{CODE}: {code}"));
    lines.push(format!("See it again: career-fit show {code}"));
    lines.iter().flat_map(|line| wrap(line, width, "", "    ")).map(|line| line + "\n").collect()
}

// Why.

/// The rating of each kind of work, the answers that decided, the confidence, and how the gap is calculated.
pub fn why(facts: &Facts<'_>) -> Vec<Part> {
    let ratings = vec![Block::BarChart(rating_chart(rating_groups(facts)))];
    let mut parts = vec![Part::headed("likings", "How much you like each kind of work, 1 to 5", ratings)];
    let Some(comparison) = facts.comparison() else { return parts };
    let reasons = facts.all_reasons();
    for (id, heading, is_like) in
        [("likes", "What you like", true), ("dislikes", "What you like less", false)]
    {
        let matching = reasons.iter().filter(|one| one.is_like() == is_like).take(REASONS);
        let items: Vec<ListItem> = matching.map(reason_item).collect();
        if !items.is_empty() {
            parts.push(Part::headed(id, heading, vec![Block::list(items)]));
        }
    }
    let sure = [
        confidence(facts, comparison),
        "This is how well we read your answers. It can't say how well you will do in a job.".to_owned(),
    ];
    parts.push(Part::headed("sure", "How sure", sure.map(Block::Paragraph).to_vec()));
    let sum = Part::headed("sum", "How it adds up", calculation(facts, comparison));
    parts.push(sum.collapsed("each kind of work, what it pulls and how much it counts"));
    parts
}

fn reason_item(reason: &Reason<'_>) -> ListItem {
    let note = format!("you said: {}; {}", reason.answer, reason.scale.label);
    ListItem::new(format::capitalize(reason.text)).note(note).side(Some(reason.side))
}

pub fn rating_chart(groups: Vec<BarGroup>) -> BarChart {
    BarChart {
        caption: "How much you like each kind of work".to_owned(),
        labels: "Kind of work".to_owned(),
        values: "1 to 5".to_owned(),
        scale: BarScale::OutOf(MAX_RATING),
        groups,
    }
}

/// The ratings of the kinds of work, grouped by the field that they set apart.
pub fn rating_groups(facts: &Facts<'_>) -> Vec<BarGroup> {
    let [first, second] = facts.sides();
    let mut groups = Vec::new();
    for side in [Some(first), Some(second), None] {
        let scales = facts.content.instrument.scales.iter().zip(&facts.assessment.scales);
        let bars: Vec<Bar> = scales
            .filter(|(scale, _)| facts.content.contrast.side(scale.place) == side)
            .map(|(scale, reading)| Bar {
                side,
                tag: None,
                label: format::capitalize(&scale.label),
                value: reading.mean,
                text: reading.mean.map_or_else(|| "all skipped".to_owned(), |mean| format!("{mean:.1}")),
            })
            .collect();
        let heading = match side {
            Some(side) => format!("What sets {} apart", facts.short(side)),
            None => "In both".to_owned(),
        };
        if !bars.is_empty() {
            groups.push(BarGroup { heading: Some(heading), is_continued: false, side, bars });
        }
    }
    groups
}

/// How likely the same side would come out again.
pub fn confidence(facts: &Facts<'_>, comparison: &Comparison) -> String {
    let p = format::percent(comparison.confidence.p);
    let Some(side) = comparison.side else { return "It is an exact tie: 50 % each way.".to_owned() };
    let short = facts.short(side);
    let again = format!(
        "With more questions of this kind, you would come out on the side of {short} again: the chance of that is {p}."
    );
    match facts.assessment.verdict {
        Verdict::Clear(_) => format!("Quite sure. {again}"),
        Verdict::Lean(_) => format!("Fairly sure. {again}"),
        _ => format!(
            "Not sure. If we had to name a side, it would be {short} at {p}. Under {} we name none.",
            format::percent(facts.content.instrument.constants.lean)
        ),
    }
}

/// How the pulls and their weights add up to the gap.
fn calculation(facts: &Facts<'_>, comparison: &Comparison) -> Vec<Block> {
    let own = format::of_five(facts.assessment.own.unwrap_or_default());
    vec![
        Block::Paragraph(format!(
            "Each kind of work is held against your own average ({own}). Liking it more pulls to the field that it sets apart; liking it less pulls to the other. Some kinds count more than others."
        )),
        Block::list(pulls(facts)),
        Block::Paragraph(total(facts, comparison)),
        Block::Paragraph(format!(
            "With other questions of this kind the gap would lie between {}, 9 times in 10. The most it can be is 4.",
            format::between(comparison.confidence.interval, facts.shorts())
        )),
    ]
}

/// The pull of each kind of work, with its weight as a multiple of the smallest one.
fn pulls(facts: &Facts<'_>) -> Vec<ListItem> {
    let readings = &facts.assessment.scales;
    let weights = readings.iter().map(|one| one.weight.abs()).filter(|weight| *weight > 0.0);
    let smallest = weights.fold(f64::INFINITY, f64::min);
    let scales = facts.content.instrument.scales.iter().zip(readings);
    scales
        .map(|(scale, reading)| {
            let note = match reading.mean {
                Some(mean) => {
                    format!("your average {mean:.2}, {}", counts(reading.weight.abs() / smallest))
                }
                None => "all skipped".to_owned(),
            };
            ListItem::new(format::capitalize(&scale.label))
                .lead(format::pull(reading.contribution, facts.shorts()))
                .note(note)
        })
        .collect()
}

/// A weight in words: "counts once", "counts 1.5 times".
fn counts(times: f64) -> String {
    match format!("{times:.1}").trim_end_matches(".0") {
        "0" => "doesn't count".to_owned(),
        "1" => "counts once".to_owned(),
        times => format!("counts {times} times"),
    }
}

fn total(facts: &Facts<'_>, comparison: &Comparison) -> String {
    let shorts = facts.shorts();
    let [first, second] = shorts;
    let sum = |sign: f64| {
        let pulls = facts.assessment.scales.iter().map(|scale| scale.contribution * sign);
        format::steps(pulls.filter(|pull| *pull > 0.0).sum())
    };
    let norm_gap = facts.content.instrument.constants.norm_gap;
    let norm = if norm_gap == 0 {
        String::new()
    } else {
        let norm = format::pull(norm(norm_gap), shorts);
        format!(" Your school's average student comes out at {norm}; that is taken off.")
    };
    format!(
        "The pulls to {first} add up to {}, those to {second} to {}.{norm} What is left is the gap between the two: {}.",
        sum(1.0),
        sum(-1.0),
        format::pull(comparison.gap, shorts)
    )
}

// What if.

/// The fewest changed answers that lead to each other verdict.
pub fn what_if(facts: &Facts<'_>) -> Vec<Part> {
    let only = |text: &str| vec![Part::new("fewest", vec![Block::paragraph(text)])];
    if facts.comparison().is_none() {
        return only("There is no comparison yet, so there is nothing to change.");
    }
    let changes = facts.changes();
    if changes.is_empty() {
        return only("No other answers would change this result.");
    }
    changes
        .iter()
        .map(|change| {
            let (id, outcome) = match change.verdict.side() {
                Some(side) => (facts.short(side).to_lowercase(), format!("point to {}", facts.short(side))),
                None => ("none".to_owned(), "name no field".to_owned()),
            };
            let count = format::count(change.answers.len(), "answer");
            let heading = format!("Your result would {outcome} if you changed {count}");
            Part::headed(format!("change-{id}"), heading, vec![Block::steps(changed_answers(facts, change))])
        })
        .collect()
}

fn changed_answers(facts: &Facts<'_>, change: &VerdictChange) -> Vec<ListItem> {
    let instrument = &facts.content.instrument;
    let items = change.answers.iter().map(|change| {
        let item = instrument.item(change.item).expect("changes are of items that were answered");
        let note = format!("from {} to {}", instrument.option(change.from), instrument.option(change.to));
        ListItem::new(format::capitalize(&item.text)).note(note)
    });
    items.collect()
}

/// The gap after `changed` answers were changed, next to the gap before.
pub fn gap_change(before: &Facts<'_>, now: &Facts<'_>, changed: usize) -> String {
    let gap = |facts: &Facts<'_>| match facts.comparison() {
        Some(comparison) => format::pull(comparison.gap, facts.shorts()),
        None => "none".to_owned(),
    };
    match changed {
        0 => format!("Gap {}. Nothing is changed yet.", gap(now)),
        _ => format!("Gap {}, was {}. {} changed.", gap(now), gap(before), format::count(changed, "answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn weights_are_multiples_in_words() {
        assert_eq!(
            [0.0, 1.0, 1.5, 2.0].map(counts),
            ["doesn't count", "counts once", "counts 1.5 times", "counts 2 times"]
        );
    }
}
