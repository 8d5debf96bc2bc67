//! Pay: official wages as ranges on one axis, growth and openings, and the articles' figures beside them.

use super::sources;
use crate::content::profiles::HealthCare;
use crate::content::wages::{ALL_JOBS, NATION};
use crate::content::{Occupation, OutlookClaim, PayClaim, Profile, Source, Wage, Wages};
use crate::report::document::{Block, Bullet, GrowthBar, Part, Range, Ranges};
use crate::report::facts::{Facts, cite, common};
use crate::report::words;
use crate::scoring::Side;

/// The end of the axis, in US dollars a year; higher pay is drawn up to it.
const AXIS_END: i64 = 240_000;

/// The id of the part with today's pay at one place.
pub const TODAY: &str = "today";

pub(super) fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    vec![
        today(facts, wages),
        to_come(facts).closed(growth_in_short(facts)),
        about(facts, wages).closed("What they stand for, and how many work in health care"),
        Part::headed("claims", "Older figures of the articles", vec![Block::Bullets(claims(facts))])
            .closed(words::count(claims(facts).len(), "figure")),
        Part::headed("outlook", "The articles on the outlook", vec![Block::Bullets(outlook(facts))])
            .closed(words::count(outlook(facts).len(), "line")),
    ]
}

pub(super) fn today(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let place = wages.map_or(NATION, Wages::place);
    let mut blocks = vec![
        Block::text(
            "First the median: half earn more. Then low (1 in 10 earns less) and high (1 in 10 earns more).",
        ),
        Block::Ranges(Ranges { rows: ranges(facts, wages), limit: AXIS_END }),
        Block::Text(wage_sources(facts, wages)),
    ];
    if wages.is_none() {
        blocks.insert(0, Block::text("The wage table can't be read, so pay is missing here."));
    }
    Part::headed(TODAY, words::detailed(&format!("A year's pay, {place}"), wage_year(facts, wages)), blocks)
}

/// The table of the wages, and who says what stands beside them.
fn wage_sources(facts: &Facts<'_>, wages: Option<&Wages>) -> String {
    let said = facts.occupations().flat_map(|(_, one)| [cite(&one.wages_by), cite(&one.outlook_by)]);
    sources(wages.map(|wages| wages.source().to_owned()).into_iter().chain(said))
}

fn to_come(facts: &Facts<'_>) -> Part {
    let all = facts.content.profiles.all_jobs.iter().map(|all| cite(&all.by));
    let sources = sources(facts.occupations().map(|(_, one)| cite(&one.outlook_by)).chain(all));
    let source = format!("{sources} Growth is for the whole country and for every kind of employer.");
    let blocks = vec![Block::Bars(growth(facts)), Block::Text(source)];
    Part::headed("to-come", words::detailed("Jobs to come", facts.period()), blocks)
}

/// Growth of both paths in a few words.
fn growth_in_short(facts: &Facts<'_>) -> String {
    let of = |side: Side| {
        let occupations = facts.content.profiles.on(side).occupations.iter();
        Some(format!("{} {}", facts.short(side), words::growths(occupations.map(|one| one.growth))?))
    };
    facts.sides().into_iter().filter_map(of).collect::<Vec<_>>().join("; ").replace(" more jobs", "")
}

/// What each occupation means for its path, and how many of it work in health care.
fn about(facts: &Facts<'_>, wages: Option<&Wages>) -> Part {
    let bullet = |(side, one): (Side, &Occupation)| {
        let care = one.health_care();
        let cites = [&one.wages_by, &one.outlook_by].map(|source| Some(cite(source)));
        let cites = cites.into_iter().chain([care.map(|care| cite(care.by))]);
        let said = [Some(one.about.clone()), care.map(|care| in_health_care(care, wages))];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Bullet::new(format!("{}: {} to start. {said}", one.name, one.entry))
            .lead(facts.short(side))
            .side(Some(side))
            .note(sources(cites.flatten()))
    };
    let bullets = facts.occupations().map(bullet).collect();
    Part::headed("about", "These groups of jobs", vec![Block::Bullets(bullets)])
}

fn ranges(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Range> {
    let mut rows: Vec<Range> = facts
        .occupations()
        .map(|(side, one)| Range {
            side: Some(side),
            short: facts.short(side).to_owned(),
            label: one.name.clone(),
            pay: here(wages, &one.soc).and_then(|wage| wage.pay),
            remark: remark(wages, &one.soc),
            note: Some(note(one, wages)),
        })
        .collect();
    // A table of somebody's own may do without this line.
    if let Some(wage) = here(wages, ALL_JOBS) {
        let nation = wages.and_then(|wages| in_the_nation(wages, ALL_JOBS));
        rows.push(Range {
            side: None,
            short: String::new(),
            label: format!("All jobs, {}", wage.place),
            pay: wage.pay,
            remark: remark(wages, ALL_JOBS),
            note: nation,
        });
    }
    rows
}

/// What the table says of an occupation in the place that is looked at.
fn here<'a>(wages: Option<&'a Wages>, soc: &str) -> Option<&'a Wage> {
    wages.and_then(|wages| wages.get(soc, wages.place()))
}

/// The median of an occupation in the place that is looked at, in US dollars a year; `None` where there is none.
pub(super) fn median(wages: Option<&Wages>, soc: &str) -> Option<i64> {
    let [_, median, _] = here(wages, soc)?.pay?;
    Some(median)
}

/// The medians of a path's occupations, from the lowest to the highest, with a word where one of these two is rough:
/// "$89,380 to $120,230 (partly rough)"; `None` where there are none.
pub(super) fn medians(profile: &Profile, wages: Option<&Wages>) -> Option<String> {
    let all = profile.occupations.iter().filter_map(|one| {
        let wage = here(wages, &one.soc)?;
        wage.pay.map(|[_, median, _]| (median, wage.is_rough()))
    });
    let told = words::wages(all.clone().map(|(median, _)| median))?;
    let ends = [all.clone().min_by_key(|(median, _)| *median), all.max_by_key(|(median, _)| *median)];
    let is_rough = ends.into_iter().flatten().any(|(_, is_rough)| is_rough);
    Some(if is_rough { format!("{told} (partly rough)") } else { told })
}

/// Why there are no figures, or that they are rough; `None` where there is nothing to say.
pub(super) fn remark(wages: Option<&Wages>, soc: &str) -> Option<String> {
    let remark = match (wages, here(wages, soc)) {
        (None, _) => "no wage table".to_owned(),
        (_, None) => format!("no figure in the table for {soc}"),
        (_, Some(Wage { pay: None, .. })) => "not released".to_owned(),
        (_, Some(wage)) if wage.is_rough() => "rough".to_owned(),
        _ => return None,
    };
    Some(remark)
}

/// The nation's figures, to stand beside a state's; `None` where they are looked at themselves.
fn in_the_nation(wages: &Wages, soc: &str) -> Option<String> {
    let pay = wages.get(soc, NATION)?.pay?;
    let is_state = wages.place() != NATION;
    is_state.then(|| format!("{NATION}: {}.", words::median_first(Some(pay), None)))
}

/// Behind the figures: what most start with, how far to trust them, and the nation's.
fn note(occupation: &Occupation, wages: Option<&Wages>) -> String {
    let error = here(wages, &occupation.soc).filter(|wage| wage.is_rough()).and_then(|wage| wage.error);
    let rough = error.map(|error| format!("Rough figures: the error of the mean pay is {error:.1} %."));
    let nation = wages.and_then(|wages| in_the_nation(wages, &occupation.soc));
    let start = Some(format!("Usual start: {}.", occupation.entry));
    [start, rough, nation].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many of an occupation work in health care, and what those earn; with the place where it isn't the one looked at.
fn in_health_care(care: HealthCare<'_>, wages: Option<&Wages>) -> String {
    let elsewhere = wages.is_some_and(|wages| wages.place() != care.by.place);
    let place = if elsewhere { format!("{}: ", care.by.place) } else { String::new() };
    let earn = care.median.map(|median| format!("; half of those earn more than {}", words::wage(median)));
    format!("{place}{:.1} % of them work in health care{}.", care.share, earn.unwrap_or_default())
}

/// Growth by occupation, and that of all jobs together to hold it against.
fn growth(facts: &Facts<'_>) -> Vec<GrowthBar> {
    let bars = facts.occupations().map(|(side, occupation)| GrowthBar {
        side: Some(side),
        short: facts.short(side).to_owned(),
        label: occupation.name.clone(),
        percent: occupation.growth,
        text: format!(
            "{}, {} openings a year",
            facts.growth(occupation),
            words::thousands(occupation.openings)
        ),
    });
    let all = facts.content.profiles.all_jobs.as_ref().map(|all| GrowthBar {
        side: None,
        short: String::new(),
        label: "All jobs together".to_owned(),
        percent: all.growth,
        text: facts.growth_of_all(all),
    });
    bars.chain(all).collect()
}

/// The year of the wages; `None` where their sources are of different years, or the table is another one.
pub(super) fn wage_year<'a>(facts: &Facts<'a>, wages: Option<&Wages>) -> Option<&'a str> {
    let year = common(facts.occupations().map(|(_, one)| one.wages_by.year.as_str()));
    year.filter(|year| wages.is_none_or(|wages| wages.source().contains(year)))
}

/// The place of today's pay and who states it, by its abbreviation where it has one: "United States; BLS, May 2025."
pub(super) fn place_and_source(facts: &Facts<'_>, place: &str) -> String {
    let sources: Vec<String> = cites(facts, |one| &one.wages_by).iter().map(|cite| in_brief(cite)).collect();
    format!("{place}; {}.", sources.join("; "))
}

/// A source with its year, by its abbreviation where it has one: "BLS, May 2025".
pub(super) fn in_brief(cite: &str) -> String {
    let inside = cite.split_once(" (").and_then(|(_, rest)| rest.split_once(')'));
    inside.map_or_else(|| cite.to_owned(), |(short, year)| format!("{short}{year}"))
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
    let note = dated(&claim.by, [&claim.place, &claim.year], claim.disagrees.as_deref());
    Bullet::new(format!("{amount}: {}", claim.what)).lead(facts.short(side)).side(Some(side)).note(note)
}

fn outlook(facts: &Facts<'_>) -> Vec<Bullet> {
    let of = |side: Side| facts.content.profiles.on(side).outlook.iter().map(move |claim| (side, claim));
    let bullet = |(side, claim): (Side, &OutlookClaim)| {
        let note = dated(&claim.by, [&claim.place, &claim.year], claim.disagrees.as_deref());
        Bullet::new(claim.text.as_str()).lead(facts.short(side)).side(Some(side)).note(note)
    };
    facts.sides().into_iter().flat_map(of).map(bullet).collect()
}

/// Who says something, of which place and year, and what another source says instead.
fn dated(source: &Source, [place, year]: [&str; 2], disagrees: Option<&str>) -> String {
    let whose = format!("{}; {place}, {year}", source.publisher);
    disagrees.map_or_else(|| whose.clone(), |other| format!("{whose}. Sources disagree: {other}"))
}
