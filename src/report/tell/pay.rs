//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures beside them.

use crate::content::wages::NATION;
use crate::content::{Occupation, OutlookClaim, PayClaim, Source, Wages};
use crate::report::document::{Block, Bullet, GrowthBar, Part, Range, Ranges};
use crate::report::facts::{Facts, cite, common};
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
        to_come(facts),
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
        Block::Text(sources(facts, |one| &one.wages_by)),
    ];
    if wages.is_none() {
        blocks.insert(0, Block::text("The wage table can't be read, so pay is missing here."));
    }
    Part::headed(TODAY, words::detailed(&format!("A year's pay, {place}"), wage_year(facts)), blocks)
}

fn to_come(facts: &Facts<'_>) -> Part {
    let sources = sources(facts, |one| &one.outlook_by);
    let source = format!("{sources} Growth is for the whole country and for every kind of employer.");
    let blocks = vec![Block::Bars(growth(facts)), Block::Text(source)];
    Part::headed("to-come", words::detailed("Jobs to come", facts.period()), blocks)
}

fn ranges(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Range> {
    let place = wages.map_or(NATION, Wages::place);
    let pay = |soc: &str, place: &str| wages?.get(soc, place)?.pay;
    // Beside a state's figures stand the nation's, for the about and the articles speak of the nation.
    let note = |occupation: &Occupation| match pay(&occupation.soc, NATION).filter(|_| place != NATION) {
        Some(nation) => format!("{NATION}: {}. {}", words::pay(Some(nation)), occupation.about),
        None => occupation.about.clone(),
    };
    let mut rows: Vec<Range> = facts
        .occupations()
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
    facts
        .occupations()
        .map(|(side, occupation)| GrowthBar {
            side: Some(side),
            short: facts.short(side).to_owned(),
            label: occupation.name.clone(),
            percent: occupation.growth,
            text: format!(
                "{}, {} openings a year",
                facts.growth(occupation),
                words::thousands(occupation.openings)
            ),
        })
        .collect()
}

/// The year of the wages; `None` where their sources are of different years.
fn wage_year<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    common(facts.occupations().map(|(_, one)| one.wages_by.year.as_str()))
}

/// The place of today's pay and who states it, by its abbreviation where it has one: "United States; BLS, May 2025."
pub(super) fn place_and_source(facts: &Facts<'_>, place: &str) -> String {
    let brief = |cite: &String| {
        let inside = cite.split_once(" (").and_then(|(_, rest)| rest.split_once(')'));
        inside.map_or_else(|| cite.clone(), |(short, year)| format!("{short}{year}"))
    };
    let sources: Vec<String> = cites(facts, |one| &one.wages_by).iter().map(brief).collect();
    format!("{place}; {}.", sources.join("; "))
}

/// Who says what is told of the occupations: "Source: …", each source once.
fn sources(facts: &Facts<'_>, of: impl Fn(&Occupation) -> &Source) -> String {
    let cites = cites(facts, of);
    let label = if cites.len() > 1 { "Sources" } else { "Source" };
    format!("{label}: {}.", cites.join("; "))
}

/// Each source of what is told of the occupations, once.
fn cites(facts: &Facts<'_>, of: impl Fn(&Occupation) -> &Source) -> Vec<String> {
    let mut cites: Vec<String> = Vec::new();
    for (_, occupation) in facts.occupations() {
        let cite = cite(of(occupation));
        if !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    cites
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
    let cite = dated(&claim.by, &claim.place, &claim.year);
    let note = match &claim.disagrees {
        Some(other) => format!("{cite}. Sources disagree: {other}"),
        None => cite,
    };
    Bullet::new(format!("{amount}: {}", claim.what)).lead(facts.short(side)).side(Some(side)).note(note)
}

fn outlook(facts: &Facts<'_>) -> Vec<Bullet> {
    let of = |side: Side| facts.content.profiles.on(side).outlook.iter().map(move |claim| (side, claim));
    let bullet = |(side, claim): (Side, &OutlookClaim)| {
        let note = dated(&claim.by, &claim.place, &claim.year);
        Bullet::new(claim.text.as_str()).lead(facts.short(side)).side(Some(side)).note(note)
    };
    facts.sides().into_iter().flat_map(of).map(bullet).collect()
}

/// Who says something, of which place and year.
fn dated(source: &Source, place: &str, year: &str) -> String {
    format!("{}; {place}, {year}", source.publisher)
}
