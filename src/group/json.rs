//! The picture as one JSON object, for other programs; `schema/group.schema.json` says what it holds.

use serde::{Serialize, Serializer};

use super::counts::Count;
use super::picture::{Figure, Gap, Group, Picture, Range};
use crate::code::Codec;
use crate::content::Content;
use crate::report::json::{Instrument, Object};
use crate::scoring::Side;

#[derive(Serialize)]
struct Whole<'a> {
    instrument: Instrument<'a>,
    by: &'a [String],
    min: u64,
    incomplete: Count,
    unreadable: Count,
    flagged: Count,
    sure: Option<f64>,
    results: Option<Object<String, Count>>,
    ranges: &'a [Range],
    groups: Vec<OneGroup<'a>>,
}

#[derive(Serialize)]
struct OneGroup<'a> {
    names: Object<&'a str, &'a str>,
    merged: &'a [String],
    people: u64,
    sides: Option<Object<&'a str, Count>>,
    gap: Option<Gap>,
    scales: Vec<Scale<'a>>,
    items: Vec<Item<'a>>,
    splits: Vec<SplitItem<'a>>,
}

#[derive(Serialize)]
struct Scale<'a> {
    id: &'a str,
    mean: Figure,
    spread: Option<f64>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    mean: Figure,
}

#[derive(Serialize)]
struct SplitItem<'a> {
    item: &'a str,
    likes: Option<u64>,
    dislikes: Option<u64>,
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(count) => serializer.serialize_u64(*count),
            hidden => serializer.serialize_str(hidden.words()),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact { mean, .. } => serializer.serialize_f64(*mean),
            Self::Withheld => serializer.serialize_none(),
            near_end => serializer.serialize_str(near_end.words()),
        }
    }
}

/// One JSON object on one line, without the line's end.
pub(super) fn line(picture: &Picture<'_>) -> serde_json::Result<String> {
    let content = picture.content;
    let results = picture.results.as_ref();
    serde_json::to_string(&Whole {
        instrument: Instrument::new(content, &Codec::new(content)),
        by: picture.by,
        min: picture.least,
        incomplete: picture.incomplete,
        unreadable: picture.unreadable,
        flagged: picture.flagged,
        sure: picture.sure,
        results: results
            .map(|counts| Object(result_names(content).into_iter().zip(counts.iter().copied()).collect())),
        ranges: &picture.ranges,
        groups: picture.groups.iter().map(|group| one_group(picture, group)).collect(),
    })
}

fn one_group<'a>(picture: &'a Picture<'_>, group: &'a Group) -> OneGroup<'a> {
    let instrument = &picture.content.instrument;
    let names = picture.by.iter().zip(&group.path).map(|(by, name)| (by.as_str(), name.as_str()));
    let item = |place: usize| instrument.item(place).map_or("", |item| item.id.as_str());
    let scale = |(scale, figure): (&'a std::sync::Arc<crate::instrument::Scale>, &Figure)| Scale {
        id: &scale.id,
        mean: *figure,
        spread: figure.spread(),
    };
    OneGroup {
        names: Object(names.collect()),
        merged: &group.merged,
        people: group.people,
        sides: group.sides.as_ref().map(|counts| {
            Object(side_names(picture.content).into_iter().zip(counts.iter().copied()).collect())
        }),
        gap: group.gap,
        scales: instrument.scales.iter().zip(&group.scales).map(scale).collect(),
        items: group
            .items
            .iter()
            .enumerate()
            .map(|(place, mean)| Item { id: item(place), mean: *mean })
            .collect(),
        splits: group
            .splits
            .iter()
            .map(|split| SplitItem {
                item: item(split.item),
                likes: split.counts.map(|[likes, _]| likes),
                dislikes: split.counts.map(|[_, dislikes]| dislikes),
            })
            .collect(),
    }
}

/// What the results are called, in the order of [`Picture::results`].
pub(crate) fn result_names(content: &Content) -> Vec<String> {
    let [first, second] = Side::BOTH.map(|side| content.profiles.on(side).id.as_str());
    let named = [
        format!("clear_{first}"),
        format!("lean_{first}"),
        format!("lean_{second}"),
        format!("clear_{second}"),
    ];
    named.into_iter().chain(["both", "neither", "close"].map(str::to_owned)).collect()
}

/// What the sides are called, in the order of [`Group::sides`].
pub(super) fn side_names(content: &Content) -> [&str; 3] {
    let [first, second] = Side::BOTH.map(|side| content.profiles.on(side).id.as_str());
    [first, second, "none"]
}
