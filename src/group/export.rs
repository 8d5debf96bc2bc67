//! The report for other programs: as JSON (`schema/group.schema.json`), and as CSV with one figure per row.

use anyhow::{Context, Result};
use csv::Writer;
use serde::{Serialize, Serializer};

use super::document::mean;
use super::{Coded, Group, GroupReport};
use crate::code::Codec;
use crate::content::Content;
use crate::report::json::{Instrument, Object};
use crate::scoring::Side;
use crate::text::inert;

#[derive(Serialize)]
struct JsonReport<'a> {
    instrument: Instrument<'a>,
    title: Option<&'a str>,
    date: String,
    by: &'a [String],
    min: u64,
    incomplete: Option<u64>,
    unreadable: Option<u64>,
    everybody: JsonGroup<'a>,
    groups: Vec<JsonGroup<'a>>,
}

#[derive(Serialize)]
struct JsonGroup<'a> {
    names: Object<&'a str, &'a str>,
    people: u64,
    flagged: Option<u64>,
    verdicts: Option<Object<&'a str, u64>>,
    gap: Coded,
    interval: Option<[f64; 2]>,
    like: Object<&'a str, Coded>,
    scales: Object<&'a str, Option<Coded>>,
    most: Vec<&'a str>,
    least: Vec<&'a str>,
    split: Vec<&'a str>,
}

impl Serialize for Coded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(value) => serializer.serialize_f64(*value),
            Self::AtMost(_) | Self::AtLeast(_) => serializer.serialize_str(&mean(*self)),
        }
    }
}

/// The report as one JSON object on one line.
pub(super) fn json(report: &GroupReport, content: &Content) -> serde_json::Result<String> {
    let settings = &report.settings;
    serde_json::to_string(&JsonReport {
        instrument: Instrument::new(content, &Codec::new(content)),
        title: settings.title.as_deref(),
        date: settings.date.to_string(),
        by: &settings.by,
        min: settings.min,
        incomplete: report.incomplete,
        unreadable: report.unreadable,
        everybody: json_group(&report.everybody, settings.by.as_slice(), content),
        groups: report.groups.iter().map(|group| json_group(group, &settings.by, content)).collect(),
    })
}

fn json_group<'a>(group: &'a Group, by: &'a [String], content: &'a Content) -> JsonGroup<'a> {
    let names = by.iter().map(String::as_str).zip(group.names.iter().map(String::as_str));
    let verdicts = |counts: [u64; 3]| Object(verdict_names(content).into_iter().zip(counts).collect());
    let scales = content.instrument.scales.iter().map(|scale| scale.id.as_str());
    let ids = |items: &[usize]| items.iter().map(|&index| item_id(content, index)).collect();
    JsonGroup {
        names: Object(names.collect()),
        people: group.people,
        flagged: group.flagged,
        verdicts: group.verdicts.map(verdicts),
        gap: group.gap,
        interval: group.interval,
        like: Object(profile_ids(content).into_iter().zip(group.like).collect()),
        scales: Object(scales.zip(group.scales.iter().copied()).collect()),
        most: ids(&group.most),
        least: ids(&group.least),
        split: ids(&group.split),
    }
}

/// The report as CSV: the names of the group (empty for everybody), the measure, what it is of, and the value, empty if it
/// is suppressed.
pub(super) fn csv(report: &GroupReport, content: &Content) -> Result<Vec<u8>> {
    let settings = &report.settings;
    let mut table = Table { columns: settings.by.len(), writer: Writer::from_writer(Vec::new()) };
    let heads = settings.by.iter().map(String::as_str).chain(["measure", "of", "value"]);
    table.record(&heads.collect::<Vec<_>>())?;
    table.figure(&[], "title", "", settings.title.clone().unwrap_or_default())?;
    table.figure(&[], "date", "", settings.date.to_string())?;
    let counts = [("incomplete", report.incomplete), ("unreadable", report.unreadable)];
    for (measure, count) in counts {
        table.figure(&[], measure, "", count.map(|count| count.to_string()).unwrap_or_default())?;
    }
    for group in std::iter::once(&report.everybody).chain(&report.groups) {
        table.group(group, content)?;
    }
    table.writer.into_inner().context("can't write the report")
}

struct Table {
    columns: usize,
    writer: Writer<Vec<u8>>,
}

impl Table {
    fn record(&mut self, cells: &[&str]) -> Result<()> {
        self.writer
            .write_record(cells.iter().map(|cell| inert(cell).into_owned()))
            .context("can't write the report")
    }

    #[expect(clippy::needless_pass_by_value, reason = "every caller formats a new string")]
    fn figure(&mut self, names: &[String], measure: &str, of: &str, value: String) -> Result<()> {
        let names = (0..self.columns).map(|column| names.get(column).map_or("", String::as_str));
        let cells: Vec<&str> = names.chain([measure, of, &value]).collect();
        self.record(&cells)
    }

    fn group(&mut self, group: &Group, content: &Content) -> Result<()> {
        let names = &group.names;
        self.figure(names, "people", "", group.people.to_string())?;
        self.figure(names, "flagged", "", group.flagged.map(|count| count.to_string()).unwrap_or_default())?;
        for (place, name) in verdict_names(content).into_iter().enumerate() {
            let count = group.verdicts.map(|counts| counts[place].to_string());
            self.figure(names, "verdicts", name, count.unwrap_or_default())?;
        }
        self.figure(names, "gap", "mean", mean(group.gap))?;
        for (place, end) in ["low", "high"].into_iter().enumerate() {
            let value = group.interval.map(|interval| format!("{:.1}", interval[place]));
            self.figure(names, "gap", end, value.unwrap_or_default())?;
        }
        for (profile, like) in profile_ids(content).into_iter().zip(group.like) {
            self.figure(names, "like", profile, mean(like))?;
        }
        for (scale, liking) in content.instrument.scales.iter().zip(&group.scales) {
            self.figure(names, "scale", &scale.id, liking.map(mean).unwrap_or_default())?;
        }
        for (measure, items) in [("most", &group.most), ("least", &group.least), ("split", &group.split)] {
            for (rank, &index) in (1..).zip(items) {
                self.figure(names, measure, item_id(content, index), rank.to_string())?;
            }
        }
        Ok(())
    }
}

/// The names of the counts in [`Group::verdicts`].
fn verdict_names(content: &Content) -> [&str; 3] {
    let [first, second] = profile_ids(content);
    [first, second, "none"]
}

fn profile_ids(content: &Content) -> [&str; 2] {
    Side::BOTH.map(|side| content.profiles.on(side).id.as_str())
}

fn item_id(content: &Content, index: usize) -> &str {
    &content.instrument.items[index].id
}
