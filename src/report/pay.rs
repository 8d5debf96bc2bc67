//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures beside them.

use super::{Block, Bullet, GrowthBar, Input, Range, Ranges, words};
use crate::content::wages::NATION;
use crate::content::{Occupation, PayClaim, Wages};
use crate::scoring::Side;

/// The benchmark row of the wage table: all occupations.
const ALL_OCCUPATIONS: &str = "00-0000";
/// The axis ends here; higher pay is drawn to its end.
const AXIS_END: i64 = 240_000;

pub(super) fn blocks(input: &Input<'_>, wages: Option<&Wages>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(format!("A year's pay, {}, {}", wages.map_or(NATION, Wages::place), years(input).0)),
        Block::Text(
            "From low (1 in 10 earns less) over the median (half earn less) to high (1 in 10 earns more)."
                .to_owned(),
        ),
        Block::Ranges(Ranges { rows: ranges(input, wages), limit: AXIS_END }),
        Block::Text(pay_source(input)),
        Block::Heading(format!("Jobs to come, {}", years(input).1)),
        Block::Bars(growth(input)),
        Block::Text(outlook_source(input)),
        Block::Heading("What the articles say about pay".to_owned()),
        Block::Bullets(claims(input)),
        Block::Heading("What they say about the outlook".to_owned()),
        Block::Bullets(outlook(input)),
    ];
    if wages.is_none() {
        blocks.insert(0, Block::Text("The wage table can't be read, so pay is missing here.".to_owned()));
    }
    blocks
}

/// The occupations of both paths, the named path first.
fn occupations<'a>(input: &Input<'a>) -> impl Iterator<Item = (Side, &'a Occupation)> {
    let profiles = &input.content.profiles;
    input
        .sides()
        .into_iter()
        .flat_map(move |side| profiles.on(side).occupations.iter().map(move |occupation| (side, occupation)))
}

fn ranges(input: &Input<'_>, wages: Option<&Wages>) -> Vec<Range> {
    let place = wages.map_or(NATION, Wages::place);
    let pay = |soc: &str, place: &str| wages?.get(soc, place)?.pay;
    // Beside a state's figures stand the nation's, for the about and the articles speak of the nation.
    let note = |occupation: &Occupation| match pay(&occupation.soc, NATION).filter(|_| place != NATION) {
        Some(nation) => format!("{NATION}: {}. {}", words::pay(Some(nation)), occupation.about),
        None => occupation.about.clone(),
    };
    let mut rows: Vec<Range> = occupations(input)
        .map(|(side, occupation)| Range {
            side: Some(side),
            short: input.short(side).to_owned(),
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

fn growth(input: &Input<'_>) -> Vec<GrowthBar> {
    occupations(input)
        .map(|(side, occupation)| GrowthBar {
            side: Some(side),
            short: input.short(side).to_owned(),
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
fn years<'a>(input: &Input<'a>) -> (&'a str, &'a str) {
    occupations(input).next().map_or(("", ""), |(_, first)| {
        let source = input.content.profiles.source(first.wage_source);
        (source.map_or("", |source| source.year.as_str()), first.period.as_str())
    })
}

fn pay_source(input: &Input<'_>) -> String {
    let source =
        occupations(input).next().map_or_else(String::new, |(_, first)| input.cite(first.wage_source));
    format!("Source: {source}.")
}

fn outlook_source(input: &Input<'_>) -> String {
    let source =
        occupations(input).next().map_or_else(String::new, |(_, first)| input.cite(first.outlook_source));
    format!("Source: {source}. Growth is for the whole country and for every kind of employer.")
}

fn claims(input: &Input<'_>) -> Vec<Bullet> {
    let of = |side: Side| input.content.profiles.on(side).pay.iter().map(move |claim| (side, claim));
    input.sides().into_iter().flat_map(of).map(|(side, claim)| claim_bullet(input, side, claim)).collect()
}

fn claim_bullet(input: &Input<'_>, side: Side, claim: &PayClaim) -> Bullet {
    let amount = if claim.low == claim.high {
        words::dollars(claim.low)
    } else {
        format!("{} to {}", words::dollars(claim.low), words::dollars(claim.high))
    };
    let publisher =
        input.content.profiles.source(claim.source).map_or("", |source| source.publisher.as_str());
    let cite = format!("{publisher}; {}, {}", claim.place, claim.year);
    let note = match &claim.disagrees {
        Some(other) => format!("{cite}. Sources disagree: {other}"),
        None => cite,
    };
    Bullet::new(format!("{amount}: {}", claim.what)).lead(input.short(side)).side(Some(side)).note(note)
}

fn outlook(input: &Input<'_>) -> Vec<Bullet> {
    let of = |side: Side| input.content.profiles.on(side).outlook.iter().map(move |claim| (side, claim));
    let bullet = |(side, claim): (Side, &crate::content::OutlookClaim)| {
        let publisher =
            input.content.profiles.source(claim.source).map_or("", |source| source.publisher.as_str());
        let note = format!("{publisher}; {}, {}", claim.place, claim.year);
        Bullet::new(claim.text.as_str()).lead(input.short(side)).side(Some(side)).note(note)
    };
    input.sides().into_iter().flat_map(of).map(bullet).collect()
}
