//! Jobs: titles of both paths, best-matching first.

use super::pay;
use crate::content::Wages;
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
    let mut parts = vec![Part::new("order", vec![Block::text(order)]).reference()];
    for side in facts.sides() {
        let of_side = matches.iter().filter(|one| one.side == side);
        let bullets: Vec<Bullet> = of_side.map(|one| bullet(facts, one, wages)).collect();
        if bullets.is_empty() {
            continue;
        }
        let id = format!("titles-{}", facts.content.profiles.on(side).id);
        parts.push(Part::headed(id, facts.full_name(side), vec![Block::Bullets(bullets)]).reference());
    }
    parts
}

fn bullet(facts: &Facts<'_>, one: &Match<'_>, wages: Option<&Wages>) -> Bullet {
    let title = one.title;
    let said = [
        title.note.clone(),
        Some(format!("{}.", title.workplace)),
        tie(facts, one).map(|scale| format!("It fits your liking for {scale}.")),
        occupation(facts, one, wages),
        Some(format!("Named by: {}", cite(&title.by))),
    ];
    Bullet::new(title.summary.as_str())
        .lead(title.name.as_str())
        .side(Some(one.side))
        .note(said.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The education and the pay of the occupation that stands for a title.
fn occupation(facts: &Facts<'_>, one: &Match<'_>, wages: Option<&Wages>) -> Option<String> {
    let (_, occupation) = facts.content.profiles.occupation_of(one.title)?;
    let remark = pay::remark(wages, &occupation.soc);
    let pay = wages.map(Wages::place).map(|place| match pay::median(wages, &occupation.soc) {
        Some(median) => {
            let remark = remark.map_or_else(String::new, |remark| format!(", {remark}"));
            format!("; median pay {} ({place}{remark})", words::wage(median))
        }
        None => format!("; pay in {place}: {}", remark.unwrap_or_default()),
    });
    let pay = pay.unwrap_or_default();
    Some(format!("Counted under {}; usual start: {}{pay}.", occupation.name, occupation.entry))
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
