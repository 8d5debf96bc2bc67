//! Jobs: titles of both paths, best-matching first.

use super::{Block, Bullet, Input};
use crate::content::Title;
use crate::scoring::{Side, titles};

/// A title with its match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
    /// The title.
    pub(super) title: &'a Title,
    /// The path it belongs to.
    pub(super) side: Side,
    /// The correlation with the person's scale means, -1 to 1; `None` without one.
    pub(super) fit: Option<f64>,
}

/// All titles, best-matching first; those without a match keep the order of the file, after the others.
pub(super) fn matches<'a>(input: &Input<'a>) -> Vec<Match<'a>> {
    let scales = input.assessment.scales.iter();
    let means: Vec<Option<f64>> =
        scales.map(|scale| scale.mean.filter(|_| input.comparison().is_some())).collect();
    let profiles = &input.content.profiles;
    let of = |side: Side| profiles.on(side).titles.iter().map(move |title| (side, title));
    let mut matches: Vec<Match<'a>> = Side::BOTH
        .into_iter()
        .flat_map(of)
        .map(|(side, title)| Match {
            title,
            side,
            fit: title.key.as_deref().and_then(|key| titles::fit(&means, key)),
        })
        .collect();
    matches.sort_by(|a, b| b.fit.unwrap_or(-2.0).total_cmp(&a.fit.unwrap_or(-2.0)));
    matches
}

pub(super) fn blocks(input: &Input<'_>) -> Vec<Block> {
    let matches = matches(input);
    let mut blocks = Vec::new();
    if matches.iter().all(|one| one.fit.is_none()) {
        blocks.push(Block::Text(
            "Your answers don't differ enough to rank these titles for you, so they stand in no special order.".to_owned(),
        ));
    } else {
        blocks.push(Block::Text(
            "Best match first: titles that ask most for the kinds of work you rated highest. It is about interest, not about skill.".to_owned(),
        ));
    }
    for side in input.sides() {
        blocks.push(Block::Heading(format!("{} ({})", input.name(side), input.short(side))));
        let of_side = matches.iter().filter(|one| one.side == side);
        blocks.push(Block::Bullets(of_side.map(|one| bullet(input, one)).collect()));
    }
    blocks
}

fn bullet(input: &Input<'_>, one: &Match<'_>) -> Bullet {
    let tie = tie(input, one).map_or_else(String::new, |scale| format!(" It fits your liking for {scale}."));
    Bullet::new(one.title.summary.as_str()).lead(one.title.name.as_str()).side(Some(one.side)).note(format!(
        "{}.{tie} Named by: {}",
        one.title.workplace,
        input.cite(one.title.source)
    ))
}

/// The scale that ties a title to the answers: asked for most where the person's liking is above average.
fn tie<'a>(input: &Input<'a>, one: &Match<'_>) -> Option<&'a str> {
    let own = input.assessment.own?;
    one.fit.filter(|fit| *fit > 0.0)?;
    let key = one.title.key.as_deref()?;
    let scales = &input.content.instrument.scales;
    let liked = scales.iter().zip(&input.assessment.scales).zip(key);
    liked
        .filter_map(|((scale, reading), &demand)| {
            let above = reading.mean? - own;
            (above > 0.0 && demand > 0).then_some((above * f64::from(i32::try_from(demand).ok()?), scale))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, scale)| scale.label.as_str())
}
