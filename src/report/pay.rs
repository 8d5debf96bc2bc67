//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures.

use super::document::{Axis, Bar, BarChart, BarGroup, BarScale, Block, ListItem, Part, Range, RangeChart};
use super::facts::{Facts, cite, common, sources_line, with_remarks};
use super::format;
use crate::content::profiles::HealthCare;
use crate::content::wages::{ALL_JOBS, NATION};
use crate::content::{Occupation, Profile, Source, Wage, Wages};
use crate::scoring::Side;

/// The end of the axis in US dollars a year; higher pay is drawn up to it.
const AXIS_END: i32 = 240_000;

/// The id of the part with current pay in one place.
pub const TODAY: &str = "today";

pub fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    let claims = claims(facts);
    let outlook = outlook(facts);
    let [claim_count, outlook_count] =
        [(&claims, "figure"), (&outlook, "line")].map(|(list, noun)| format::count(list.len(), noun));
    vec![
        today(facts, wages),
        jobs_to_come(facts).collapsed(growth_preview(facts)),
        occupations(facts, wages).collapsed("What they stand for, and how many work in health care"),
        Part::headed("claims", "Older figures of the articles", vec![Block::list(claims)])
            .collapsed(claim_count),
        Part::headed("outlook", "The articles on the outlook", vec![Block::list(outlook)])
            .collapsed(outlook_count),
    ]
}

/// Current pay in the place of the wage table.
pub fn today(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let mut blocks = Vec::new();
    if wages.is_none() {
        blocks.push(Block::paragraph("The wage table can't be read, so pay is missing here."));
    }
    let cites = facts.occupations().flat_map(|(_, one)| [cite(&one.wages_by), cite(&one.outlook_by)]);
    blocks.extend([
        Block::paragraph(
            "First the median: half earn more. Then low (1 in 10 earns less) and high (1 in 10 earns more).",
        ),
        Block::RangeChart(pay_chart(facts, wages)),
        Block::Paragraph(sources_line(wages.map(|wages| wages.source().to_owned()).into_iter().chain(cites))),
    ]);
    let place = wages.map_or(NATION, Wages::place);
    Part::headed(TODAY, format::detailed(&format!("A year's pay, {place}"), wage_year(facts, wages)), blocks)
}

fn pay_chart(facts: &Facts<'_>, wages: Option<&Wages>) -> RangeChart {
    let mut rows: Vec<Range> = facts
        .occupations()
        .map(|(side, one)| {
            let note = Some(occupation_note(one, wages));
            pay_row(Some((side, facts.short(side))), one.name.clone(), wages, &one.soc, note)
        })
        .collect();
    // A custom wage table may lack this row.
    if let Some(wage) = here(wages, ALL_JOBS) {
        let nation = wages.and_then(|wages| national_pay(wages, ALL_JOBS));
        rows.push(pay_row(None, format!("All jobs, {}", wage.place), wages, ALL_JOBS, nation));
    }
    RangeChart {
        caption: "Pay a year by occupation, in US dollars".to_owned(),
        labels: "Occupation".to_owned(),
        axis: Axis {
            title: "Axis in thousands of dollars a year".to_owned(),
            ends: [0.0, f64::from(AXIS_END)],
            marks: ["$0".to_owned(), format!("${}k", AXIS_END / 2 / 1000), format!("${}k", AXIS_END / 1000)],
            point: "median",
        },
        values: ["Median", "Low", "High"].map(str::to_owned).to_vec(),
        rows,
    }
}

fn pay_row(
    side: Option<(Side, &str)>,
    label: String,
    wages: Option<&Wages>,
    soc: &str,
    note: Option<String>,
) -> Range {
    let pay = here(wages, soc).and_then(|wage| wage.pay);
    let remark = remark(wages, soc);
    #[expect(clippy::cast_precision_loss, reason = "dollars a year")]
    let points = pay.map(|pay| pay.map(|amount| amount as f64));
    Range {
        side: side.map(|(side, _)| side),
        tag: side.map(|(_, short)| short.to_owned()),
        label,
        points,
        values: pay.map_or_else(Vec::new, |[low, median, high]| [median, low, high].map(format::wage).into()),
        text: format::median_first(pay, remark.as_deref()),
        remark,
        note,
    }
}

fn jobs_to_come(facts: &Facts<'_>) -> Part {
    let all = facts.content.profiles.all_jobs.as_ref();
    let cites = facts.occupations().map(|(_, one)| cite(&one.outlook_by));
    let sources = sources_line(cites.chain(all.map(|all| cite(&all.by))));
    let blocks = vec![
        Block::BarChart(growth_chart(facts)),
        Block::Paragraph(format!(
            "{sources} Growth is for the whole country and for every kind of employer."
        )),
    ];
    Part::headed("to-come", format::detailed("Jobs to come", facts.period()), blocks)
}

fn growth_chart(facts: &Facts<'_>) -> BarChart {
    let mut bars: Vec<Bar> = facts
        .occupations()
        .map(|(side, one)| Bar {
            side: Some(side),
            tag: Some(facts.short(side).to_owned()),
            label: one.name.clone(),
            value: Some(one.growth),
            text: format!("{}, {} openings a year", facts.growth(one), format::thousands(one.openings)),
        })
        .collect();
    bars.extend(facts.content.profiles.all_jobs.as_ref().map(|all| Bar {
        side: None,
        tag: None,
        label: "All jobs together".to_owned(),
        value: Some(all.growth),
        text: facts.growth_of_all(all),
    }));
    BarChart {
        caption: "Growth and openings by occupation".to_owned(),
        labels: "Occupation".to_owned(),
        values: "Growth and openings".to_owned(),
        scale: BarScale::Relative { axis: Some("Growth".to_owned()) },
        groups: vec![BarGroup::new(bars)],
    }
}

/// The growth of both fields in a few words.
fn growth_preview(facts: &Facts<'_>) -> String {
    let fields = facts.sides().into_iter().filter_map(|side| {
        let occupations = facts.content.profiles.on(side).occupations.iter();
        Some(format!("{} {}", facts.short(side), format::growth_range(occupations.map(|one| one.growth))?))
    });
    fields.collect::<Vec<_>>().join("; ").replace(" more jobs", "")
}

/// What each occupation means for its field, and how many of its people work in health care.
fn occupations(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let items = facts.occupations().map(|(side, one)| {
        let care = one.health_care();
        let cites = [&one.wages_by, &one.outlook_by]
            .into_iter()
            .chain(care.map(|care| care.by))
            .map(|source| cite(source));
        let care = care.map_or_else(String::new, |care| format!(" {}", health_care_share(care, wages)));
        ListItem::new(format!("{}: {} to start. {}{care}", one.name, one.entry, one.about))
            .lead(facts.short(side))
            .side(Some(side))
            .note(sources_line(cites))
    });
    Part::headed("about", "These groups of jobs", vec![Block::list(items.collect())])
}

/// How many people of an occupation work in health care and what they earn, with the place if the wage table is of
/// another one.
fn health_care_share(care: HealthCare<'_>, wages: Option<&Wages>) -> String {
    let is_elsewhere = wages.is_some_and(|wages| wages.place() != care.by.place);
    let place = if is_elsewhere { format!("{}: ", care.by.place) } else { String::new() };
    let earn = care.median.map(|median| format!("; half of those earn more than {}", format::wage(median)));
    format!("{place}{:.1} % of them work in health care{}.", care.share, earn.unwrap_or_default())
}

/// The wages of an occupation in the place of the table.
fn here<'a>(wages: Option<&'a Wages>, soc: &str) -> Option<&'a Wage> {
    wages.and_then(|wages| wages.get(soc, wages.place()))
}

/// The median of an occupation in US health care, in US dollars a year, if the wage table has it.
pub fn in_health_care(_wages: &Wages, _soc: &str) -> Option<i64> {
    None
}

/// The median of an occupation in the place of the table, in US dollars a year.
pub fn median(wages: Option<&Wages>, soc: &str) -> Option<i64> {
    let [_, median, _] = here(wages, soc)?.pay?;
    Some(median)
}

/// Whether the figures of an occupation in the place of the table are rough.
pub fn is_rough(wages: Option<&Wages>, soc: &str) -> bool {
    here(wages, soc).is_some_and(Wage::is_rough)
}

/// The range of the medians of a field's occupations, with a remark if the lowest or the highest is rough:
/// "$89,380 to $120,230 (partly rough)"; `None` if there are none.
pub fn medians(profile: &Profile, wages: Option<&Wages>) -> Option<String> {
    let mut medians: Vec<(i64, bool)> = Vec::new();
    for occupation in &profile.occupations {
        let wage = here(wages, &occupation.soc);
        medians.extend(wage.and_then(|wage| Some((wage.pay?[1], wage.is_rough()))));
    }
    medians.sort_by_key(|(median, _)| *median);
    let range = format::wage_range(medians.iter().map(|(median, _)| *median))?;
    let is_rough = [medians.first(), medians.last()].into_iter().flatten().any(|(_, is_rough)| *is_rough);
    Some(if is_rough { format!("{range} (partly rough)") } else { range })
}

/// Why an occupation has no figures, or that they are rough.
pub fn remark(wages: Option<&Wages>, soc: &str) -> Option<String> {
    match here(wages, soc) {
        _ if wages.is_none() => Some("no wage table".to_owned()),
        None => Some(format!("no figure in the table for {soc}")),
        Some(wage) if wage.pay.is_none() => Some("not released".to_owned()),
        Some(wage) => wage.is_rough().then(|| "rough".to_owned()),
    }
}

/// The national figures, to compare a state's with; `None` if the table is the national one.
fn national_pay(wages: &Wages, soc: &str) -> Option<String> {
    let pay = wages.get(soc, NATION)?.pay?;
    let is_state = wages.place() != NATION;
    is_state.then(|| format!("{NATION}: {}.", format::median_first(Some(pay), None)))
}

/// The note on an occupation's pay: the usual education, how rough the figures are, and the national ones.
fn occupation_note(occupation: &Occupation, wages: Option<&Wages>) -> String {
    let error = here(wages, &occupation.soc).filter(|wage| wage.is_rough()).and_then(|wage| wage.error);
    let rough = error.map(|error| format!("Rough figures: the error of the mean pay is {error:.1} %."));
    let nation = wages.and_then(|wages| national_pay(wages, &occupation.soc));
    let start = Some(format!("Usual start: {}.", occupation.entry));
    [start, rough, nation].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The year of the wages; `None` if the occupations' sources differ in it, or the table is another one.
pub fn wage_year<'a>(facts: &Facts<'a>, wages: Option<&Wages>) -> Option<&'a str> {
    let year = common(facts.occupations().map(|(_, one)| one.wages_by.year.as_str()));
    year.filter(|year| wages.is_none_or(|wages| wages.source().contains(year)))
}

/// A place with the sources of the wages: "United States; BLS, May 2025."
pub fn place_and_sources(facts: &Facts<'_>, place: &str) -> String {
    let mut sources: Vec<String> = Vec::new();
    for (_, occupation) in facts.occupations() {
        let source = abbreviated(&cite(&occupation.wages_by));
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    format!("{place}; {}.", sources.join("; "))
}

/// A citation with the publisher's abbreviation in place of the name, if it has one: "BLS, May 2025".
pub fn abbreviated(cite: &str) -> String {
    let in_parentheses = cite.split_once(" (").and_then(|(_, rest)| rest.split_once(')'));
    in_parentheses.map_or_else(|| cite.to_owned(), |(short, year)| format!("{short}{year}"))
}

/// What the articles say about pay.
fn claims(facts: &Facts<'_>) -> Vec<ListItem> {
    let mut items = Vec::new();
    for side in facts.sides() {
        for claim in &facts.content.profiles.on(side).pay {
            let range = if claim.low == claim.high {
                format::dollars(claim.low)
            } else {
                format!("{} to {}", format::dollars(claim.low), format::dollars(claim.high))
            };
            let note = with_remarks(
                dated(&claim.by, &claim.place, &claim.year),
                claim.disagrees.as_deref(),
                claim.note.as_deref(),
            );
            let item = ListItem::new(format!("{range}: {}", claim.what)).lead(facts.short(side));
            items.push(item.side(Some(side)).note(note));
        }
    }
    items
}

/// What the articles say about the outlook.
fn outlook(facts: &Facts<'_>) -> Vec<ListItem> {
    let mut items = Vec::new();
    for side in facts.sides() {
        for claim in &facts.content.profiles.on(side).outlook {
            let note = with_remarks(
                dated(&claim.by, &claim.place, &claim.year),
                claim.disagrees.as_deref(),
                claim.note.as_deref(),
            );
            let item = ListItem::new(claim.text.as_str()).lead(facts.short(side));
            items.push(item.side(Some(side)).note(note));
        }
    }
    items
}

/// A publisher with the place and the year of a figure.
fn dated(source: &Source, place: &str, year: &str) -> String {
    format!("{}; {place}, {year}", source.publisher)
}
