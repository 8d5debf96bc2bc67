//! Jobs: titles of both paths, best-matching first.

use super::{pay, sources};
use crate::content::{Occupation, Wages};
use crate::report::document::{Block, Bullet, Part};
use crate::report::facts::{Facts, cite};
use crate::report::matches::Match;
use crate::report::words;
use crate::scoring::Verdict;

/// The answer that is neither liking nor disliking.
const MIDDLE: f64 = 3.0;

pub(super) fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let matches = facts.fitting();
    let order = if facts.matches().iter().all(|one| one.title.key.is_none()) {
        "Nobody has said how much of each kind of work these titles ask for, so they stand in no special order."
    } else if !facts.is_ranked() {
        "Your answers don't differ enough to rank these titles for you, so they stand in no special order."
    } else if facts.assessment.verdict == Verdict::Neither {
        "You liked little of this work. These titles ask most for what you liked more than the rest; best match first."
    } else {
        "Best match first: titles that ask most for the kinds of work you rated highest. It is about interest, not about skill."
    };
    let order = Part::new("order", vec![Block::text(order)]);
    let in_order =
        facts.sides().into_iter().flat_map(|side| matches.iter().filter(move |one| one.side == side));
    let titles = in_order.enumerate().map(|(place, one)| title(facts, one, wages, place));
    std::iter::once(order).chain(titles).collect()
}

/// A title: what one does, where, with what education and pay, and who names it.
fn title(facts: &Facts<'_>, one: &Match<'_>, wages: Option<&Wages>, place: usize) -> Part {
    let title = one.title;
    let led = |lead: &str, text: String| Bullet::new(text).lead(lead).side(Some(one.side));
    let occupation = facts.content.profiles.occupation_of(title).map(|(_, occupation)| occupation);
    let pay = occupation.and_then(|occupation| pay_of(occupation, wages));
    let facts_of_it = [
        Some(led("Path", facts.full_name(one.side))),
        Some(led("Where", title.workplace.clone())),
        tie(facts, one).map(|scale| led("Fits", format!("your liking for {scale}"))),
        occupation.map(|occupation| led("Start", words::sentence(&occupation.entry))),
        pay.clone().map(|pay| led("Pay", pay)),
        occupation.map(|occupation| led("Group", format!("counted with {}", occupation.name))),
    ];
    let mut blocks = vec![Block::text(title.summary.as_str())];
    blocks.extend(title.note.as_deref().map(Block::text));
    blocks.push(Block::Bullets(facts_of_it.into_iter().flatten().collect()));
    blocks.push(Block::Text(sources([cite(&title.by)].into_iter())));
    let median = occupation.and_then(|occupation| pay::median(wages, &occupation.soc)).map(words::wage);
    let line = format!("{:<4} {}", facts.short(one.side), median.unwrap_or_default());
    Part::headed(format!("title-{place}"), title.name.as_str(), blocks).closed(line.trim_end())
}

/// The median of the occupation that stands for a title, with its place.
fn pay_of(occupation: &Occupation, wages: Option<&Wages>) -> Option<String> {
    let place = wages.map(Wages::place)?;
    let remark = pay::remark(wages, &occupation.soc);
    Some(match pay::median(wages, &occupation.soc) {
        Some(median) => {
            let remark = remark.map_or_else(String::new, |remark| format!(", {remark}"));
            let source = pay::in_brief(&cite(&occupation.wages_by));
            format!("half earn more than {} a year ({place}; {source}{remark})", words::wage(median))
        }
        None => format!("{} ({place})", remark.unwrap_or_default()),
    })
}

/// The scale that ties a title to the answers: asked for most where the person likes it, and more than the
/// rest.
fn tie<'a>(facts: &Facts<'a>, one: &Match<'_>) -> Option<&'a str> {
    let own = facts.assessment.own?;
    one.fit.filter(|fit| *fit > 0.0)?;
    let key = one.title.key.as_deref()?;
    let scales = &facts.content.instrument.scales;
    let liked = scales.iter().zip(&facts.assessment.scales).zip(key);
    liked
        .filter_map(|((scale, reading), &demand)| {
            let above = reading.mean? - own;
            (above > 0.0 && reading.mean? > MIDDLE && demand > 0)
                .then_some((above * f64::from(i32::try_from(demand).ok()?), scale))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, scale)| scale.label.as_str())
}
