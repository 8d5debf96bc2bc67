//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures.

use super::document::{
    Axis, Bar, BarChart, BarGroup, BarScale, Block, Cells, Column, ListItem, Part, Range, RangeChart, Table,
    TableRow,
};
use super::facts::{Facts, cite, common, sources_line, with_remarks};
use super::format;
use crate::content::wages::{ALL_JOBS, Employer, NATION};
use crate::content::{Occupation, Source, Wage, Wages};
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
    let mut parts = vec![today(facts, wages), jobs_to_come(facts)];
    parts.extend(by_employer(facts, wages));
    parts.extend([
        occupations(facts, wages).collapsed("what they stand for, and how many work in health care"),
        Part::headed("claims", "Older figures from the articles", vec![Block::list(claims)])
            .collapsed(claim_count),
        Part::headed("outlook", "What the articles say about job growth", vec![Block::list(outlook)])
            .collapsed(outlook_count),
    ]);
    parts
}

/// Current pay in the place of the wage table.
pub fn today(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let mut blocks = Vec::new();
    if wages.is_none() {
        blocks.push(Block::paragraph("The wage table can't be read, so pay is missing here."));
    }
    let table = wages.map_or("", Wages::source);
    // The table names its own source.
    let others = facts.occupations().filter(|(_, one)| !table.starts_with(&one.wages_by.publisher));
    let others = others.map(|(_, one)| cite(&one.wages_by));
    let sources = sources_line(wages.map(|_| table.to_owned()).into_iter().chain(others));
    blocks.extend([
        Block::RangeChart(pay_chart(facts, wages)),
        Block::Paragraph(format!(
            "The median: half earn more, half less. The bar leaves out the lowest and the highest tenth. {sources}"
        )),
    ]);
    let place = wages.map_or_else(|| NATION.to_owned(), basis);
    Part::headed(TODAY, format::detailed(&format!("A year's pay, {place}"), wage_year(facts, wages)), blocks)
}

/// The place and the employers of the figures shown: "US health care", "Ohio, all employers".
pub fn basis(wages: &Wages) -> String {
    if is_health_care(wages) {
        "US health care".to_owned()
    } else {
        format!("{}, all employers", wages.place())
    }
}

/// Whether the figures shown are those of health care.
pub fn is_health_care(wages: &Wages) -> bool {
    wages.here(ALL_JOBS).is_some_and(|wage| wage.employer == Employer::HealthCare)
}

fn pay_chart(facts: &Facts<'_>, wages: Option<&Wages>) -> RangeChart {
    let mut rows: Vec<Range> = facts
        .occupations()
        .map(|(side, one)| {
            pay_row(
                Some((side, facts.short(side))),
                one.name.clone(),
                wages,
                &one.soc,
                short_entry(&one.entry),
            )
        })
        .collect();
    // A custom wage table may lack this row.
    if here(wages, ALL_JOBS).is_some() {
        rows.push(pay_row(None, "All jobs".to_owned(), wages, ALL_JOBS, String::new()));
    }
    RangeChart {
        caption: "Yearly pay by group of jobs, in US dollars".to_owned(),
        labels: "Group of jobs".to_owned(),
        axis: Axis {
            title: "Axis in thousands of dollars per year".to_owned(),
            ends: [0.0, f64::from(AXIS_END)],
            marks: ["$0".to_owned(), format!("${}k", AXIS_END / 2 / 1000), format!("${}k", AXIS_END / 1000)],
            point: "median",
        },
        values: ["Median", "Low", "High"].map(str::to_owned).to_vec(),
        rows,
    }
}

/// The education that most start with, in few words: "bachelor's", "certificate".
fn short_entry(entry: &str) -> String {
    let schooling =
        entry.split(" degree").next().and_then(|entry| entry.split(" after").next()).unwrap_or(entry);
    if entry.contains("years") { format!("{schooling}, years") } else { schooling.to_owned() }
}

fn pay_row(
    side: Option<(Side, &str)>,
    label: String,
    wages: Option<&Wages>,
    soc: &str,
    detail: String,
) -> Range {
    let pay = here(wages, soc).and_then(|wage| wage.pay);
    let remark = remark(wages, soc);
    #[expect(clippy::cast_precision_loss, reason = "dollars a year")]
    let points = pay.map(|pay| pay.map(|amount| amount as f64));
    Range {
        side: side.map(|(side, _)| side),
        tag: side.map(|(_, short)| short.to_owned()),
        label,
        detail,
        points,
        values: pay.map_or_else(Vec::new, |[low, median, high]| [median, low, high].map(format::wage).into()),
        text: format::median_first(pay, remark.as_deref()),
        remark,
    }
}

/// The median pay of each group of jobs by kind of employer; `None` if the table has no such figures.
fn by_employer(facts: &Facts<'_>, wages: Option<&Wages>) -> Option<Part> {
    const SHOWN: [(Employer, &str); 5] = [
        (Employer::Hospitals, "Hospitals"),
        (Employer::DoctorsOffices, "Doctors"),
        (Employer::Insurers, "Insurers"),
        (Employer::ItFirms, "IT firms"),
        (Employer::Government, "Government"),
    ];
    let wages = wages?;
    let row = |(side, one): (Side, &Occupation)| {
        let cell = |(employer, _): (Employer, &str)| {
            let pay = wages.of_employer(&one.soc, employer).and_then(|wage| wage.pay);
            vec![pay.map_or_else(|| "none".to_owned(), |[_, median, _]| format::wage(median))]
        };
        TableRow { label: format!("{}, {}", facts.short(side), one.name), cells: SHOWN.map(cell).to_vec() }
    };
    let rows: Vec<TableRow> = facts.occupations().map(row).collect();
    let has_figures = rows.iter().flat_map(|row| row.cells.concat()).any(|cell| cell.starts_with('$'));
    if !has_figures {
        return None;
    }
    let column = |(employer, short): (Employer, &str)| Column {
        head: format::capitalize(employer.name()),
        short: short.to_owned(),
    };
    let table = Table {
        caption: "Median yearly pay by kind of employer".to_owned(),
        labels: "Group of jobs".to_owned(),
        cells: Cells::Figures,
        columns: SHOWN.map(column).to_vec(),
        rows,
    };
    let note =
        format!("Medians for the whole country. None: no figure was published. Source: {}.", wages.source());
    let part = Part::headed(
        "employers",
        "Pay by kind of employer",
        vec![Block::Table(table), Block::Paragraph(note)],
    );
    Some(part.collapsed("hospitals, doctors' offices, insurers, IT firms, government"))
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
    Part::headed("to-come", format::detailed("Job growth", facts.period()), blocks)
}

fn growth_chart(facts: &Facts<'_>) -> BarChart {
    let mut bars: Vec<Bar> = facts
        .occupations()
        .map(|(side, one)| Bar {
            side: Some(side),
            tag: Some(facts.short(side).to_owned()),
            label: one.name.clone(),
            value: Some(one.growth),
            text: format!(
                "{}{}, {} openings a year",
                facts.growth(one),
                if one.growth < 0.0 { " (shrinking)" } else { "" },
                format::thousands(one.openings)
            ),
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

/// What each occupation means for its field, and how many of its people work in health care.
fn occupations(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let items = facts.occupations().map(|(side, one)| {
        let cites = [&one.wages_by, &one.outlook_by].map(|source| cite(source));
        let care = wages.and_then(|wages| health_care_share(one, wages)).unwrap_or_default();
        ListItem::new(format!("{}: {} to start. {}{care}", one.name, one.entry, one.about))
            .lead(facts.short(side))
            .side(Some(side))
            .note(sources_line(cites))
    });
    Part::headed("about", "About these groups of jobs", vec![Block::list(items.collect())])
}

/// How many people of an occupation work in health care and what they earn, after a space; with the place if the wages
/// are those of another one. `None` if the table doesn't say.
fn health_care_share(occupation: &Occupation, wages: &Wages) -> Option<String> {
    let care = wages.health_care(&occupation.soc)?;
    let place = if wages.place() == NATION { String::new() } else { format!("{NATION}: ") };
    let earn = care.median.map(|median| format!("; half of those earn more than {}", format::wage(median)));
    Some(format!(" {place}{:.1}% of them work in health care{}.", care.share, earn.unwrap_or_default()))
}

/// The wages of an occupation in the place of the table.
fn here<'a>(wages: Option<&'a Wages>, soc: &str) -> Option<&'a Wage> {
    wages.and_then(|wages| wages.here(soc))
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

/// Why an occupation has no figures, or that they are rough.
pub fn remark(wages: Option<&Wages>, soc: &str) -> Option<String> {
    match here(wages, soc) {
        _ if wages.is_none() => Some("no wage table".to_owned()),
        None => Some(format!("no figure for {}", wages.map_or(NATION, Wages::place))),
        Some(wage) if wage.pay.is_none() => Some(format!("no figure for {}", wage.place)),
        Some(wage) => wage.is_rough().then(|| "rough".to_owned()),
    }
}

/// The year of the wages; `None` if the occupations' sources differ in it, or the table is another one.
pub fn wage_year<'a>(facts: &Facts<'a>, wages: Option<&Wages>) -> Option<&'a str> {
    let year = common(facts.occupations().map(|(_, one)| one.wages_by.year.as_str()));
    year.filter(|year| wages.is_none_or(|wages| wages.source().contains(year)))
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
