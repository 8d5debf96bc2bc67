//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures beside them.

use crate::content::wages::NATION;
use crate::content::{Occupation, PayClaim, Wages};
use crate::report::document::{Block, Bullet, GrowthBar, Part, Range, Ranges};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Side;

/// The benchmark row of the wage table: all occupations.
const ALL_OCCUPATIONS: &str = "00-0000";
/// The end of the axis, in US dollars a year; higher pay is drawn up to it.
const AXIS_END: i64 = 240_000;

/// The id of the part with today's pay at one place.
pub const TODAY: &str = "today";

pub(super) fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    vec![
        today(facts, wages),
        Part::headed(
            "growth",
            format!("Jobs to come, {}", years(facts).1),
            vec![Block::Bars(growth(facts)), Block::Text(outlook_source(facts))],
        ),
        Part::headed("claims", "What the articles say about pay", vec![Block::Bullets(claims(facts))])
            .reference(),
        Part::headed("outlook", "What they say about the outlook", vec![Block::Bullets(outlook(facts))])
            .reference(),
    ]
}

fn today(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let place = wages.map_or(NATION, Wages::place);
    let mut blocks = vec![
        Block::text(
            "From low (1 in 10 earns less) over the median (half earn less) to high (1 in 10 earns more).",
        ),
        Block::Ranges(Ranges { rows: ranges(facts, wages), limit: AXIS_END }),
        Block::Text(pay_source(facts)),
    ];
    if wages.is_none() {
        blocks.insert(0, Block::text("The wage table can't be read, so pay is missing here."));
    }
    Part::headed(TODAY, format!("A year's pay, {place}, {}", years(facts).0), blocks)
}

/// The occupations of both paths, the named path first.
fn occupations<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (Side, &'a Occupation)> {
    let profiles = &facts.content.profiles;
    facts
        .sides()
        .into_iter()
        .flat_map(move |side| profiles.on(side).occupations.iter().map(move |occupation| (side, occupation)))
}

fn ranges(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Range> {
    let place = wages.map_or(NATION, Wages::place);
    let pay = |soc: &str, place: &str| wages?.get(soc, place)?.pay;
    // Beside a state's figures stand the nation's, for the about and the articles speak of the nation.
    let note = |occupation: &Occupation| match pay(&occupation.soc, NATION).filter(|_| place != NATION) {
        Some(nation) => format!("{NATION}: {}. {}", words::pay(Some(nation)), occupation.about),
        None => occupation.about.clone(),
    };
    let mut rows: Vec<Range> = occupations(facts)
        .map(|(side, occupation)| Range {
            side: Some(side),
            short: facts.short(side).to_owned(),
            label: occupation.name.clone(),
            pay: pay(&occupation.soc, place),
            note: Some(note(occupation)),
        })
        .collect();
    rows.push(Range {
        side: None,
        short: String::new(),
        label: format!("All jobs, {NATION}"),
        pay: pay(ALL_OCCUPATIONS, NATION),
        note: None,
    });
    rows
}

fn growth(facts: &Facts<'_>) -> Vec<GrowthBar> {
    occupations(facts)
        .map(|(side, occupation)| GrowthBar {
            side: Some(side),
            short: facts.short(side).to_owned(),
            label: occupation.name.clone(),
            percent: occupation.growth,
            text: format!(
                "{}, {} openings a year",
                words::growth(occupation.growth),
                words::thousands(occupation.openings)
            ),
        })
        .collect()
}

/// The year of the wages and the years of the projection.
fn years<'a>(facts: &Facts<'a>) -> (&'a str, &'a str) {
    occupations(facts).next().map_or(("", ""), |(_, first)| {
        let source = facts.content.profiles.source(first.wage_source);
        (source.map_or("", |source| source.year.as_str()), first.period.as_str())
    })
}

fn pay_source(facts: &Facts<'_>) -> String {
    let source =
        occupations(facts).next().map_or_else(String::new, |(_, first)| facts.cite(first.wage_source));
    format!("Source: {source}.")
}

fn outlook_source(facts: &Facts<'_>) -> String {
    let source =
        occupations(facts).next().map_or_else(String::new, |(_, first)| facts.cite(first.outlook_source));
    format!("Source: {source}. Growth is for the whole country and for every kind of employer.")
}

fn claims(facts: &Facts<'_>) -> Vec<Bullet> {
    let of = |side: Side| facts.content.profiles.on(side).pay.iter().map(move |claim| (side, claim));
    facts.sides().into_iter().flat_map(of).map(|(side, claim)| claim_bullet(facts, side, claim)).collect()
}

fn claim_bullet(facts: &Facts<'_>, side: Side, claim: &PayClaim) -> Bullet {
    let amount = if claim.low == claim.high {
        words::dollars(claim.low)
    } else {
        format!("{} to {}", words::dollars(claim.low), words::dollars(claim.high))
    };
    let publisher =
        facts.content.profiles.source(claim.source).map_or("", |source| source.publisher.as_str());
    let cite = format!("{publisher}; {}, {}", claim.place, claim.year);
    let note = match &claim.disagrees {
        Some(other) => format!("{cite}. Sources disagree: {other}"),
        None => cite,
    };
    Bullet::new(format!("{amount}: {}", claim.what)).lead(facts.short(side)).side(Some(side)).note(note)
}

fn outlook(facts: &Facts<'_>) -> Vec<Bullet> {
    let of = |side: Side| facts.content.profiles.on(side).outlook.iter().map(move |claim| (side, claim));
    let bullet = |(side, claim): (Side, &crate::content::OutlookClaim)| {
        let publisher =
            facts.content.profiles.source(claim.source).map_or("", |source| source.publisher.as_str());
        let note = format!("{publisher}; {}, {}", claim.place, claim.year);
        Bullet::new(claim.text.as_str()).lead(facts.short(side)).side(Some(side)).note(note)
    };
    facts.sides().into_iter().flat_map(of).map(bullet).collect()
}
