//! The chapters about the respondent's answers: the headline, at a glance, why and what if; and the summary that stays
//! in the terminal.

use super::document::{
    Bar, BarChart, BarGroup, BarScale, Block, Definition, DefinitionLine, FieldRating, Headline, Job,
    ListItem, Part,
};
use super::facts::{Facts, Reason};
use super::{CODE, EXAMPLE, format, ladder};
use crate::content::Wages;
use crate::scoring::{Comparison, Side, Verdict, VerdictChange, norm, quantile};
use crate::text::wrap;

/// The maximum number of reasons for a recommended field, and of job titles.
const TOP: usize = 3;
/// The maximum number of reasons if no field is recommended: one for each.
const TOP_OF_BOTH: usize = 2;
/// The maximum number of jobs of each field if no field is recommended.
const RUNGS_OF_BOTH: usize = 2;
/// The maximum number of answers in the chapter on why.
const REASONS: usize = 6;
/// The highest rating, and the one from which on work is liked.
const MAX_RATING: f64 = 5.0;
const LIKED: f64 = 3.5;

impl Headline {
    pub fn new(facts: &Facts<'_>) -> Self {
        let ratings = facts.comparison().map_or_else(Vec::new, |comparison| {
            let rating = |side: Side| FieldRating {
                side,
                short: facts.short(side).to_owned(),
                name: facts.name(side).to_owned(),
                rating: *side.of(&comparison.like),
                finish: finish(facts, comparison).filter(|(other, _)| *other == side).map(|(_, at)| at),
                text: format::of_five(*side.of(&comparison.like)),
            };
            Side::BOTH.map(rating).to_vec()
        });
        let has_finish = ratings.iter().any(|rating| rating.finish.is_some());
        let lead = if has_finish { ". The line marks a clear lead." } else { "." };
        let caption = format!("How much you like each field's work, 1 to 5{lead}");
        Self {
            notice: facts.answers.made_up.then(|| EXAMPLE.to_owned()),
            verdict: verdict(facts),
            brief: brief(facts, |side| facts.name(side)),
            briefest: brief(facts, |side| facts.short(side)),
            meaning: meaning(facts),
            ratings,
            caption,
        }
    }
}

/// The side that is liked less, and the rating of the other from which on the result is clear, if it is on the scale.
fn finish(facts: &Facts<'_>, comparison: &Comparison) -> Option<(Side, f64)> {
    let constants = &facts.content.instrument.constants;
    let se = comparison.confidence.se;
    let needed =
        quantile(constants.clear) * (se * se + constants.spread).sqrt() * se / constants.spread.sqrt();
    let leader = comparison.side.unwrap_or(Side::First);
    let norm = match leader {
        Side::First => norm(constants.norm_gap),
        Side::Second => -norm(constants.norm_gap),
    };
    let at = leader.other().of(&comparison.like) + norm + needed;
    (at <= MAX_RATING).then_some((leader.other(), at))
}

/// What the named field is pointed to for, if only a kind of its work is liked: "medical coding (4.5 of 5)".
fn carried_by(facts: &Facts<'_>) -> Option<String> {
    facts.mainly_for().map(|(scale, mean)| format!("{} ({})", scale.label, format::of_five(mean)))
}

/// The best-liked kind of work of a field, with its mean.
fn best_scale<'a>(facts: &Facts<'a>, side: Side) -> Option<(&'a str, f64)> {
    let of_side = facts
        .scales_by_liking()
        .into_iter()
        .filter(|(scale, _)| facts.content.contrast.side(scale.place) == Some(side));
    of_side.map(|(scale, mean)| (scale.label.as_str(), mean)).next()
}

fn verdict(facts: &Facts<'_>) -> String {
    let [first, second] = facts.shorts();
    let named = |side: Side, how: &str| {
        let mainly = carried_by(facts).map_or_else(String::new, |kind| format!(", mainly for {kind}"));
        format!("Your answers {how} {}{mainly}", facts.full_name(side))
    };
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if facts.assessment.flags.low_interest => {
            format!("Neither field appeals to you much, but {} comes out ahead", facts.short(side))
        }
        Verdict::Clear(side) if facts.assessment.flags.rushed => named(side, "point to"),
        Verdict::Clear(side) if carried_by(facts).is_some() => named(side, "point to"),
        Verdict::Clear(side) => named(side, "point clearly to"),
        Verdict::Lean(side) => named(side, "lean toward"),
        Verdict::Both => format!("Your answers point to both fields, {first} and {second}"),
        Verdict::Neither => "Neither field appeals to you much".to_owned(),
        Verdict::Close => format!("Too close to call between {first} and {second}"),
        Verdict::Incomplete => "Not enough answers yet".to_owned(),
    }
}

/// The verdict in a few words, with `name` for the names of fields.
fn brief<'a>(facts: &Facts<'a>, name: impl Fn(Side) -> &'a str) -> String {
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if facts.assessment.flags.low_interest => {
            format!("Neither stands out; {} is ahead", facts.short(side))
        }
        Verdict::Clear(side) if facts.assessment.flags.rushed || carried_by(facts).is_some() => {
            format!("Pointing to {}", name(side))
        }
        Verdict::Clear(side) => format!("Clearly {}", name(side)),
        Verdict::Lean(side) => format!("Leaning toward {}", name(side)),
        Verdict::Both => "Both fields".to_owned(),
        Verdict::Neither => "Neither field".to_owned(),
        Verdict::Close => "Too close to call".to_owned(),
        Verdict::Incomplete => verdict(facts),
    }
}

fn meaning(facts: &Facts<'_>) -> String {
    let [first, second] = facts.shorts();
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if facts.assessment.flags.low_interest => format!(
            "You like {} work more than {} work, but neither very much. Look at other fields too.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Clear(side) | Verdict::Lean(side) => core(facts, side),
        Verdict::Both => {
            format!("You like {first} and {second} work about equally. Compare degrees and pay.")
        }
        Verdict::Neither => {
            format!("You didn't like {first} or {second} work much. That's good to know early.")
        }
        Verdict::Close => {
            format!("You like {first} and {second} work about equally, so neither is clearly ahead.")
        }
        Verdict::Incomplete => {
            let (answered, core) = (facts.assessment.answered, facts.assessment.core);
            let needed = (2 * core).div_ceil(3);
            if answered >= needed {
                return "You skipped every question about one of the two fields, so there is nothing to compare."
                    .to_owned();
            }
            format!("You answered {answered} of {core} questions. A fair comparison needs at least {needed}.")
        }
    }
}

/// What people in a field do.
fn core(facts: &Facts<'_>, side: Side) -> String {
    let profile = facts.content.profiles.on(side);
    profile.brief.core.as_ref().map_or_else(|| profile.summary.clone(), |core| core.text.clone())
}

// At a glance.

/// The reasons, the jobs with their pay, the next step, what else was liked, and notes on the answers. In a wide
/// window the other field comes next to them.
pub fn glance(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let mut reasons = top_reasons(facts);
    if reasons.is_empty() && facts.comparison().is_some() {
        reasons.push("You didn't like or dislike any activity.".to_owned().into());
    }
    let mut all = vec![
        Definition { essential: 1, ..Definition::new("Why", reasons) },
        Definition { essential: 1, ..Definition::new("Jobs", jobs(facts, wages)) },
        Definition::new("Tip", tips(facts).into_iter().map(Into::into).collect()),
        Definition::new("Next", vec![next_step(facts, wages).into()]),
        Definition::new("Also", also(facts).into_iter().map(Into::into).collect()),
        Definition::new("Note", notes(facts).into_iter().map(Into::into).collect()),
    ];
    if facts.assessment.verdict == Verdict::Neither {
        // What was liked best and where else to look come first.
        all[3..5].reverse();
        all[..5].rotate_left(3);
        all[0].label = "Best".to_owned();
    }
    all.extend(other_field(facts, wages));
    all.retain(|one| !one.lines.is_empty());
    vec![Part::new("glance", vec![Block::Definitions(all)])]
}

/// The most important reasons, each with what it does to the result.
fn top_reasons(facts: &Facts<'_>) -> Vec<DefinitionLine> {
    let stem = &facts.content.instrument.stem;
    let count = if facts.assessment.verdict.side().is_some() { TOP } else { TOP_OF_BOTH };
    let line =
        |one: &Reason<'_>| DefinitionLine::Reason { text: one.sentence(stem), effect: effect(facts, one) };
    facts.top_reasons(count).iter().map(line).collect()
}

/// Which way a reason pushes: "toward HIM", or "away from HI" for a dislike of HI's work.
fn effect(facts: &Facts<'_>, reason: &Reason<'_>) -> String {
    let way = if reason.is_toward() { "toward" } else { "away from" };
    format!("{way} {}", facts.short(reason.of))
}

/// The jobs of the named field by rung and the first job of the other; both fields' jobs if none is named.
fn jobs(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<DefinitionLine> {
    let mut lines: Vec<DefinitionLine> = match facts.assessment.verdict.side() {
        Some(side) => {
            let own = ladder::jobs(facts, side, wages).into_iter();
            own.chain(ladder::first_job(facts, side.other(), wages)).map(DefinitionLine::Job).collect()
        }
        None => {
            let of = |side: Side| {
                let jobs = ladder::jobs(facts, side, wages).into_iter().take(RUNGS_OF_BOTH);
                jobs.map(move |job| {
                    let rung = format!(
                        "{} {}",
                        facts.short(side),
                        job.rung.trim_start_matches("To ").to_lowercase()
                    );
                    DefinitionLine::Job(Job { rung: rung.replace(" with ", " "), ..job })
                })
            };
            Side::BOTH.into_iter().flat_map(of).collect()
        }
    };
    if !lines.is_empty() {
        lines.extend(entry(facts).into_iter().map(DefinitionLine::Text));
        lines.extend(ladder::basis_line(facts, wages));
    }
    lines
}

/// What employers ask of people who start, if a field has jobs that often need a license.
fn entry(facts: &Facts<'_>) -> Vec<String> {
    let side = facts.assessment.verdict.side();
    let sides = side.map_or_else(|| Side::BOTH.to_vec(), |side| vec![side]);
    let mut lines = Vec::new();
    for one in sides {
        let profile = facts.content.profiles.on(one);
        if profile.titles.iter().any(|title| title.license.is_some() && !title.later) {
            let brief = &profile.brief;
            let education = brief.education.as_ref().filter(|_| side.is_some());
            let claims = education.into_iter().chain(&brief.start);
            lines.extend(claims.map(|claim| format!("{}: {}", profile.short, claim.text)));
        }
    }
    lines
}

/// The other field, for a second column: what it is, its jobs, and what they take.
fn other_field(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Definition> {
    let Some(side) = facts.assessment.verdict.side().map(Side::other) else { return Vec::new() };
    let brief = &facts.content.profiles.on(side).brief;
    let takes = [&brief.education, &brief.start].into_iter().flatten();
    let jobs = ladder::jobs(facts, side, wages).into_iter().map(DefinitionLine::Job).collect();
    let all = [
        Definition::new(
            facts.short(side),
            vec![format!("{}. {}", facts.name(side), core(facts, side)).into()],
        ),
        Definition::new("Jobs", jobs),
        Definition::new("Takes", takes.map(|claim| claim.text.clone().into()).collect()),
        Definition::new("If", closer(facts).into_iter().map(Into::into).collect()),
    ];
    all.map(|one| Definition { is_aside: true, ..one })
        .into_iter()
        .filter(|one| !one.lines.is_empty())
        .collect()
}

/// If no field is named, how many changed answers would tip the result each way.
fn tips(facts: &Facts<'_>) -> Option<String> {
    let verdict = facts.assessment.verdict;
    let changes = if verdict.side().is_none() { facts.changes() } else { Vec::new() };
    let tips: Vec<String> = changes
        .iter()
        .filter_map(|change| {
            let short = facts.short(change.verdict.side()?);
            Some(format!("{} to {short}", format::count(change.answers.len(), "answer")))
        })
        .collect();
    (!tips.is_empty()).then(|| format!("Changes that would tip it: {} (What if).", tips.join(", ")))
}

/// How many changed answers would leave no field named.
fn closer(facts: &Facts<'_>) -> Option<String> {
    let changes = facts.changes();
    let change = changes.iter().find(|change| change.verdict.side().is_none())?;
    let count = format::count(change.answers.len(), "changed answer");
    Some(format!("{count} would make it too close to call (What if)."))
}

/// The one thing to do next, for the first job.
fn next_step(facts: &Facts<'_>, wages: Option<&Wages>) -> String {
    let title = |side: Side| {
        let first = ladder::jobs(facts, side, wages).into_iter().next();
        first.map_or_else(|| facts.name(side).to_owned(), |job| job.title)
    };
    match facts.assessment.verdict {
        Verdict::Incomplete => "Go back to the questions you skipped (review).".to_owned(),
        Verdict::Neither => elsewhere(facts),
        Verdict::Clear(_) | Verdict::Lean(_) if facts.assessment.flags.low_interest => elsewhere(facts),
        Verdict::Clear(side) | Verdict::Lean(side) => {
            format!("Read three {} job ads. Note what they ask for.", title(side))
        }
        Verdict::Both | Verdict::Close => {
            "Read one ad for a starting job in each field. Which would you apply for?".to_owned()
        }
    }
}

/// Where to look if neither field appeals.
fn elsewhere(facts: &Facts<'_>) -> String {
    let step = facts.content.profiles.elsewhere.first().map(|claim| claim.text.clone());
    step.unwrap_or_else(|| "Ask an advisor about similar fields.".to_owned())
}

/// The other field's best-liked kind of work; if neither field appeals, what was liked best.
fn also(facts: &Facts<'_>) -> Option<String> {
    if let Some(side) = facts.assessment.verdict.side() {
        let (label, mean) = best_scale(facts, side.other())?;
        return (mean >= LIKED)
            .then(|| format!("You liked {label} too, which is {} work.", facts.short(side.other())));
    }
    if facts.assessment.verdict != Verdict::Neither {
        return None;
    }
    let own = facts.assessment.own?;
    let best: Vec<&str> = facts
        .scales_by_liking()
        .into_iter()
        .filter(|(_, mean)| *mean > own)
        .take(TOP_OF_BOTH)
        .map(|(scale, _)| scale.label.as_str())
        .collect();
    (!best.is_empty()).then(|| format!("Of this work, you liked {} best.", best.join(" and ")))
}

/// Reasons to read the result with care.
fn notes(facts: &Facts<'_>) -> Vec<String> {
    let (skipped, flags) = (facts.skipped(), facts.assessment.flags);
    let mut notes = Vec::new();
    if skipped.count > 0 {
        let effect = if skipped.could_change { "could" } else { "couldn't" };
        notes.push(format!(
            "You skipped {}. Answering {effect} change which field is ahead.",
            format::count(skipped.count, "question")
        ));
    }
    let flagged = [
        (flags.straight_line, "Many of your answers are the same. In a hurry? Check them in the review."),
        (flags.inconsistent, "You rated work of one kind both high and low, so treat this as a hint."),
        (flags.rushed, "Half of your answers took under 2 seconds. Guessing? Check them in the review."),
    ];
    notes.extend(flagged.into_iter().filter(|(is_set, _)| *is_set).map(|(_, note)| note.to_owned()));
    notes
}

/// The result in at most 20 lines of at most `width` columns, for the terminal after the program exits.
pub fn summary(facts: &Facts<'_>, wages: Option<&Wages>, code: &str, width: usize) -> String {
    const MAX_LINES: usize = 20;
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
    let reasons = top_reasons(facts).into_iter().take(if is_narrow { 2 } else { TOP });
    let jobs = jobs(facts, wages);
    let jobs = jobs.iter().filter(|line| !is_narrow || matches!(line, DefinitionLine::Job(_)));
    lines.extend(reasons.map(|line| line.in_words()));
    lines.extend(jobs.map(DefinitionLine::in_words));
    if !is_narrow {
        lines.push(format!("Next: {}", next_step(facts, wages)));
    }
    let wrapped = |lines: &[String]| -> Vec<String> {
        lines.iter().flat_map(|line| wrap(line, width, "", "    ")).collect()
    };
    let end = wrapped(&[format!("{CODE}: {code}"), format!("See it again: career-fit show {code}")]);
    let mut all = wrapped(&lines);
    all.truncate(MAX_LINES - end.len());
    all.extend(end);
    all.into_iter().map(|line| line + "\n").collect()
}

// Why.

/// The rating of each kind of work, the answers that decided, the confidence, and how the gap is calculated.
pub fn why(facts: &Facts<'_>) -> Vec<Part> {
    let ratings = vec![Block::BarChart(rating_chart(rating_groups(facts)))];
    let mut parts = vec![Part::headed("likings", "How much you like each kind of work, 1 to 5", ratings)];
    let Some(comparison) = facts.comparison() else { return parts };
    let reasons = facts.all_reasons();
    let items: Vec<ListItem> = reasons.iter().take(REASONS).map(|one| reason_item(facts, one)).collect();
    if !items.is_empty() {
        parts.push(Part::headed(
            "decided",
            "The answers that decided, strongest first",
            vec![Block::list(items)],
        ));
    }
    let sure = [
        confidence(facts, comparison),
        "This is how sure we are about your answers. It can't say how well you will do in a job.".to_owned(),
    ];
    parts.push(Part::headed("sure", "How sure", sure.map(Block::Paragraph).to_vec()));
    let sum = Part::headed("sum", "How it adds up", calculation(facts, comparison));
    parts.push(sum.collapsed("each kind of work, what it pulls and how much it counts"));
    parts
}

fn reason_item(facts: &Facts<'_>, reason: &Reason<'_>) -> ListItem {
    let note = format!("{}: {}", effect(facts, reason), reason.scale.label);
    ListItem::new(reason.sentence(&facts.content.instrument.stem)).note(note).side(Some(reason.side))
}

pub fn rating_chart(groups: Vec<BarGroup>) -> BarChart {
    BarChart {
        caption: "How much you like each kind of work".to_owned(),
        labels: "Kind of work".to_owned(),
        values: "1 to 5".to_owned(),
        scale: BarScale::Rating,
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
    let Some(side) = comparison.side else { return "It is an exact tie: 50% each way.".to_owned() };
    let short = facts.short(side);
    let again = format!(
        "With more questions of this kind, you would come out on the side of {short} again: the chance of that is {p}."
    );
    match facts.assessment.verdict {
        Verdict::Clear(_) => format!("Quite sure. {again}"),
        Verdict::Lean(_) => format!("Fairly sure. {again}"),
        _ => format!(
            "Not sure. If we had to name a side, it would be {short} at {p}. Below {} we don't name a field.",
            format::percent(facts.content.instrument.constants.lean)
        ),
    }
}

/// How the pulls and their weights add up to the gap.
fn calculation(facts: &Facts<'_>, comparison: &Comparison) -> Vec<Block> {
    let own = format::of_five(facts.assessment.own.unwrap_or_default());
    vec![
        Block::Paragraph(format!(
            "Each kind of work is compared with your own average ({own}). Liking it more pulls to the field that it sets apart; liking it less pulls to the other. Some kinds count more than others."
        )),
        Block::list(pulls(facts)),
        Block::Paragraph(total(facts, comparison)),
        Block::Paragraph(format!(
            "With other questions like these, the gap would lie between {}, 9 times in 10. The largest possible gap is 4.",
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
        "The pulls to {first} add up to {}, those to {second} to {}.{norm} The difference is the gap: {}.",
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
            let id = change
                .verdict
                .side()
                .map_or_else(|| "none".to_owned(), |side| facts.short(side).to_lowercase());
            let count = format::count(change.answers.len(), "answer");
            let heading = format!("{} if you changed {count}", outcome_of(facts, change));
            Part::headed(format!("change-{id}"), heading, vec![Block::steps(changed_answers(facts, change))])
        })
        .collect()
}

/// What changed answers lead to: "Your answers would lean toward HI".
fn outcome_of(facts: &Facts<'_>, change: &VerdictChange) -> String {
    match change.verdict {
        Verdict::Clear(side) => format!("Your answers would point clearly to {}", facts.short(side)),
        Verdict::Lean(side) => format!("Your answers would lean toward {}", facts.short(side)),
        _ => "No field would be named".to_owned(),
    }
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
