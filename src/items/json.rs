//! The findings as one JSON object, for other programs; `schema/items.schema.json` says what it holds.

use serde::Serialize;

use super::differences::{Found, Group, Size};
use super::figures::Share;
use super::findings::{FLAGS, Findings, Item, Mean, Scale};
use super::scales::Alpha;
use crate::code::Codec;
use crate::group::{Count, result_names, rounded};
use crate::report::json::{Instrument, Object, instrument};
use crate::scoring::Side;

#[derive(Serialize)]
struct Whole<'a> {
    instrument: Instrument<'a>,
    by: Option<&'a str>,
    min: u64,
    people: u64,
    incomplete: Count,
    verdicts: Option<Object<String, OneShare>>,
    flags: Object<&'a str, OneShare>,
    careless: OneShare,
    items: Vec<OneItem<'a>>,
    scales: Vec<OneScale<'a>>,
    correlations: Vec<Correlation<'a>>,
    appeal: Option<Object<&'a str, OneMean>>,
    halves: Option<Halves>,
    norm: Option<Norm>,
    differences: Option<Differences<'a>>,
}

#[derive(Serialize)]
struct OneShare {
    count: Count,
    share: Option<f64>,
    interval: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct OneItem<'a> {
    id: &'a str,
    scale: &'a str,
    answered: Count,
    skipped: Count,
    mean: Option<f64>,
    spread: Option<f64>,
    rest: Option<f64>,
}

#[derive(Serialize)]
struct OneScale<'a> {
    id: &'a str,
    alpha: Option<f64>,
    se: Option<f64>,
    interval: Option<[f64; 2]>,
    floor: Option<OneShare>,
    ceiling: Option<OneShare>,
}

#[derive(Serialize)]
struct Correlation<'a> {
    scales: [&'a str; 2],
    r: f64,
}

#[derive(Serialize)]
struct OneMean {
    mean: f64,
    se: f64,
    interval: [f64; 2],
}

#[derive(Serialize)]
struct Halves {
    r: f64,
    reliability: f64,
}

#[derive(Serialize)]
struct Norm {
    norm_gap: f64,
    se: f64,
}

#[derive(Serialize)]
struct Differences<'a> {
    reference: Option<&'a str>,
    groups: Vec<OneGroup<'a>>,
    items: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct OneGroup<'a> {
    name: &'a str,
    merged: &'a [String],
    people: u64,
}

#[derive(Serialize)]
struct Difference<'a> {
    item: &'a str,
    group: &'a str,
    steps: f64,
    effect: f64,
    chi_square: f64,
    p: f64,
    q: f64,
    size: &'a str,
}

/// A figure as it is written: to four decimals.
pub(super) fn short(figure: f64) -> f64 {
    rounded(figure, 1e4)
}

/// A probability as it is written: to four digits, so that a tiny one is not 0.
pub(super) fn probability(p: f64) -> f64 {
    format!("{p:.3e}").parse().unwrap_or(p)
}

impl Size {
    /// The word for it in files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Moderate => "moderate",
            Self::Large => "large",
        }
    }
}

/// One JSON object on one line, without the line's end.
pub(super) fn line(findings: &Findings<'_>) -> serde_json::Result<String> {
    let content = findings.content;
    let scales = &content.instrument.scales;
    let id = |place: usize| scales.get(place).map_or("", |scale| scale.id.as_str());
    let [first, second] = Side::BOTH.map(|side| content.profiles.on(side).id.as_str());
    serde_json::to_string(&Whole {
        instrument: instrument(content, &Codec::new(content)),
        by: findings.by,
        min: findings.least,
        people: findings.people,
        incomplete: findings.incomplete,
        verdicts: findings.verdicts.as_ref().map(|shares| {
            Object(result_names(content).into_iter().zip(shares.iter().map(|one| share(*one))).collect())
        }),
        flags: Object(FLAGS.into_iter().zip(findings.flags.iter().map(|one| share(*one))).collect()),
        careless: share(findings.careless),
        items: content.instrument.items.iter().zip(&findings.items).map(item).collect(),
        scales: scales.iter().map(|scale| scale.id.as_str()).zip(&findings.scales).map(scale).collect(),
        correlations: findings
            .correlations
            .iter()
            .map(|(one, other, r)| Correlation { scales: [id(*one), id(*other)], r: short(*r) })
            .collect(),
        appeal: findings
            .appeal
            .map(|means| Object([first, second, "difference"].into_iter().zip(means.map(mean)).collect())),
        halves: findings
            .halves
            .map(|halves| Halves { r: short(halves.correlation), reliability: short(halves.reliability) }),
        norm: findings.norm.map(|norm| Norm { norm_gap: short(norm.mean), se: short(norm.se) }),
        differences: differences(findings),
    })
}

fn share(share: Share) -> OneShare {
    OneShare {
        count: share.count,
        share: share.figures.map(|(share, _)| short(share)),
        interval: share.figures.map(|(_, interval)| interval.map(short)),
    }
}

fn item<'a>((item, found): (&'a crate::instrument::Item, &Item)) -> OneItem<'a> {
    OneItem {
        id: &item.id,
        scale: &item.scale.id,
        answered: found.answered,
        skipped: found.skipped,
        mean: found.mean.map(|[mean, _]| short(mean)),
        spread: found.mean.map(|[_, spread]| short(spread)),
        rest: found.rest.map(short),
    }
}

fn scale<'a>((id, found): (&'a str, &Scale)) -> OneScale<'a> {
    let of = |figure: fn(Alpha) -> f64| found.alpha.map(|alpha| short(figure(alpha)));
    OneScale {
        id,
        alpha: of(|alpha| alpha.alpha),
        se: of(|alpha| alpha.se),
        interval: found.alpha.map(|alpha| alpha.interval.map(short)),
        floor: found.floor.map(share),
        ceiling: found.ceiling.map(share),
    }
}

fn mean(mean: Mean) -> OneMean {
    OneMean { mean: short(mean.mean), se: short(mean.se), interval: mean.interval.map(short) }
}

fn differences<'a>(findings: &'a Findings<'_>) -> Option<Differences<'a>> {
    let all = findings.differences.as_ref()?;
    let items = &findings.content.instrument.items;
    let name = |place: usize| all.groups.get(place).map_or("", |group| group.name.as_str());
    let difference = |one: &Found| Difference {
        item: items.get(one.item).map_or("", |item| item.id.as_str()),
        group: name(one.group),
        steps: short(one.difference.steps),
        effect: short(one.difference.effect),
        chi_square: short(one.difference.chi_square),
        p: probability(one.difference.p),
        q: probability(one.q),
        size: one.size().name(),
    };
    let group =
        |group: &'a Group| OneGroup { name: &group.name, merged: &group.merged, people: group.people };
    Some(Differences {
        reference: all.groups.get(all.reference).map(|group| group.name.as_str()),
        groups: all.groups.iter().map(group).collect(),
        items: all.found.iter().map(difference).collect(),
    })
}
