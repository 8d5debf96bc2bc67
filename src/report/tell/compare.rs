//! Compare: the two paths side by side in short lines, then all that the sources say on each line.

use super::{claim, pay};
use crate::content::{Claim, Occupation, Profile, Source, Topic, Wages};
use crate::report::document::{Block, Bullet, Columns, Part};
use crate::report::facts::{Facts, cite};
use crate::report::words;
use crate::scoring::Side;

/// What the rows with figures are called.
const PAY: &str = "Median pay";
const GROWTH: &str = "Growth";

/// A line of the table: what is compared, and what each path has there.
type Row = (String, [Vec<String>; 2]);

pub(super) fn parts(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Part> {
    // Where neither appeals, the one that is ahead fits no better for it.
    let better = if facts.assessment.flags.low_interest { "liked a bit more" } else { "fits you better" };
    let mark = facts.assessment.verdict.side().map(|side| (side, better.to_owned()));
    let heads = Side::BOTH.map(|side| facts.full_name(side));
    let columns =
        Columns { heads, shorts: facts.shorts().map(str::to_owned), mark, rows: rows(facts, wages) };
    let mut parts =
        vec![Part::new("columns", vec![Block::Columns(columns), Block::Text(figures(facts, wages))])];
    parts.extend(SAID.map(|(id, heading, of)| said(facts, id, heading, of)));
    parts.push(of_occupations(facts, "median", PAY, |one| {
        let figure = pay::median(wages, &one.soc).map(words::wage);
        let text = [figure, pay::remark(wages, &one.soc)].into_iter().flatten().collect::<Vec<_>>();
        (text.join(", "), wages.map_or_else(|| cite(&one.wages_by), |wages| wages.source().to_owned()))
    }));
    parts.push(of_occupations(facts, "growth", GROWTH, |one| (facts.growth(one), cite(&one.outlook_by))));
    parts.push(titles(facts));
    let shared = [
        ("shared", "What both share", Topic::Overlap),
        ("switch", "From one to the other", Topic::Switch),
        ("ai", "What AI changes", Topic::Ai),
        ("remote", "Work from home", Topic::Remote),
    ];
    parts.extend(shared.map(|(id, heading, topic)| {
        let told = facts.content.profiles.on_topic(topic).map(claim).collect();
        Part::headed(id, heading, vec![Block::Bullets(told)])
    }));
    parts.retain(|part| {
        part.blocks.iter().all(|block| !matches!(block, Block::Bullets(all) if all.is_empty()))
    });
    parts.into_iter().map(closed).collect()
}

/// Everything but the table is closed at first on a screen.
fn closed(part: Part) -> Part {
    match part.blocks.as_slice() {
        [Block::Bullets(all)] => {
            let count = words::count(all.len(), "line");
            part.closed(count)
        }
        _ => part,
    }
}

/// The short lines; those that neither path has anything for are left out.
fn rows(facts: &Facts<'_>, wages: Option<&Wages>) -> Vec<Row> {
    let row = |label: String, cell: &dyn Fn(&Profile) -> Vec<String>| {
        (label, Side::BOTH.map(|side| cell(facts.content.profiles.on(side))))
    };
    let line = |claim: Option<&Claim>| claim.map(|claim| claim.text.clone()).into_iter().collect::<Vec<_>>();
    let rows = [
        row("What it is".to_owned(), &|one| {
            one.brief.core.as_ref().map_or_else(|| vec![one.summary.clone()], |core| vec![core.text.clone()])
        }),
        row("A typical day".to_owned(), &|one| line(one.day.first())),
        row("Degree and years".to_owned(), &|one| line(one.brief.education.as_ref())),
        row("Typical start".to_owned(), &|one| line(one.brief.start.as_ref())),
        row(PAY.to_owned(), &|one| median_pay(one, wages).into_iter().collect()),
        row(GROWTH.to_owned(), &|one| growth(facts, one)),
        row("Certification".to_owned(), &|one| line(one.brief.certification.as_ref())),
    ];
    rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// The places and years of the figures in the table, and how all jobs together grow.
fn figures(facts: &Facts<'_>, wages: Option<&Wages>) -> String {
    let place = words::detailed(PAY, wages.map(Wages::place));
    let place = words::detailed(&place, pay::wage_year(facts, wages));
    let growth = words::detailed(GROWTH, facts.period());
    let all = facts.content.profiles.all_jobs.as_ref();
    let all =
        all.map_or_else(String::new, |all| format!(" All jobs together: {}.", facts.growth_of_all(all)));
    format!("{place}. {growth}.{all}")
}

/// The medians of a path's occupations, from the lowest to the highest.
fn median_pay(profile: &Profile, wages: Option<&Wages>) -> Option<String> {
    let count = profile.occupations.iter().filter_map(|one| pay::median(wages, &one.soc)).count();
    Some(format!("{}, in {}", pay::medians(profile, wages)?, groups(count)))
}

/// "1 group of jobs", "3 groups of jobs".
fn groups(number: usize) -> String {
    format!("{} of jobs", words::count(number, "group"))
}

/// How a path's occupations grow.
fn growth(facts: &Facts<'_>, profile: &Profile) -> Vec<String> {
    match facts.period() {
        Some(_) => words::growths(profile.occupations.iter().map(|one| one.growth)).into_iter().collect(),
        // Figures of different years are not put together.
        None => {
            profile.occupations.iter().map(|one| format!("{}: {}", one.name, facts.growth(one))).collect()
        }
    }
}

/// What is said of a path under a heading.
type Of = fn(&Profile) -> Vec<&Claim>;

/// Everything that the sources say of the paths, in the order of the table.
const SAID: [(&str, &str, Of); 9] = [
    ("core", "What it is", |one| with(one.brief.core.as_ref(), &one.core)),
    ("day", "A typical day", |one| with(None, &one.day)),
    ("suits", "You may like it if you", |one| with(None, &one.suits)),
    ("duties", "What people do", |one| with(None, &one.duties)),
    ("skills", "Skills", |one| with(None, &one.skills)),
    ("workplaces", "Workplaces", |one| with(None, &one.workplaces)),
    ("education", "Degree and years", |one| with(one.brief.education.as_ref(), &one.study)),
    ("start", "Typical start", |one| with(one.brief.start.as_ref(), &[])),
    ("certification", "Certification", |one| with(one.brief.certification.as_ref(), &one.credentials)),
];

fn with<'a>(first: Option<&'a Claim>, all: &'a [Claim]) -> Vec<&'a Claim> {
    first.into_iter().chain(all).collect()
}

fn said(facts: &Facts<'_>, id: &str, heading: &str, of: Of) -> Part {
    let bullets = Side::BOTH.into_iter().flat_map(|side| {
        let all = of(facts.content.profiles.on(side)).into_iter();
        all.map(move |one| claim(one).lead(facts.short(side)).side(Some(side)))
    });
    Part::headed(id, heading, vec![Block::Bullets(bullets.collect())])
}

/// A figure of every occupation, with its source.
fn of_occupations(
    facts: &Facts<'_>,
    id: &str,
    heading: &str,
    figure: impl Fn(&Occupation) -> (String, String),
) -> Part {
    let of = |side: Side| facts.content.profiles.on(side).occupations.iter().map(move |one| (side, one));
    let bullets = Side::BOTH.into_iter().flat_map(of).map(|(side, one)| {
        let (text, source) = figure(one);
        Bullet::new(format!("{}: {text}", one.name)).lead(facts.short(side)).side(Some(side)).note(source)
    });
    Part::headed(id, heading, vec![Block::Bullets(bullets.collect())])
}

/// All job titles, also those that don't fit the answers, by who names them.
fn titles(facts: &Facts<'_>) -> Part {
    let mut bullets: Vec<Bullet> = Vec::new();
    for side in Side::BOTH {
        let mut named: Vec<(&Source, Vec<&str>)> = Vec::new();
        for title in &facts.content.profiles.on(side).titles {
            match named.iter_mut().find(|(source, _)| source.id == title.by.id) {
                Some((_, names)) => names.push(&title.name),
                None => named.push((&title.by, vec![&title.name])),
            }
        }
        let bullet = |(by, names): (&Source, Vec<&str>)| {
            Bullet::new(names.join("; ")).lead(facts.short(side)).side(Some(side)).note(cite(by))
        };
        bullets.extend(named.into_iter().map(bullet));
    }
    Part::headed("titles", "Job titles", vec![Block::Bullets(bullets)])
}
