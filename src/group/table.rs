//! The picture as a CSV, a figure a row: the names of the group, what is measured, of what, and the value.

use anyhow::{Context, Result};
use csv::Writer;

use super::json::{result_names, side_names};
use super::picture::{Group, Picture};
use crate::text::inert;

/// The whole of it. The names of a group are empty for everybody, and where it is not cut up any further.
pub(super) fn csv(picture: &Picture<'_>) -> Result<Vec<u8>> {
    let mut table = Table { picture, writer: Writer::from_writer(Vec::new()) };
    let heads = picture.by.iter().map(String::as_str).chain(["measure", "of", "value"]);
    table.row(&heads.map(str::to_owned).collect::<Vec<_>>())?;
    table.everybody()?;
    picture.groups.iter().try_for_each(|group| table.group(group))?;
    table.writer.into_inner().context("can't write the picture")
}

struct Table<'a> {
    picture: &'a Picture<'a>,
    writer: Writer<Vec<u8>>,
}

impl Table<'_> {
    fn row(&mut self, cells: &[String]) -> Result<()> {
        let cells = cells.iter().map(|cell| inert(cell.as_bytes()));
        self.writer.write_record(cells).context("can't write the picture")
    }

    fn figure(&mut self, names: &[String], measure: &str, of: &str, value: String) -> Result<()> {
        let names = (0..self.picture.by.len()).map(|place| names.get(place).cloned().unwrap_or_default());
        self.row(&names.chain([measure.to_owned(), of.to_owned(), value]).collect::<Vec<_>>())
    }

    /// What is told of everybody alone.
    fn everybody(&mut self) -> Result<()> {
        let picture = self.picture;
        let counts = [
            ("incomplete", picture.incomplete),
            ("unreadable", picture.unreadable),
            ("flagged", picture.flagged),
        ];
        for (measure, count) in counts {
            self.figure(&[], measure, "", count.to_string())?;
        }
        self.figure(&[], "sure", "", picture.sure.map(|p| p.to_string()).unwrap_or_default())?;
        for (name, count) in result_names(picture.content).iter().zip(picture.results.iter().flatten()) {
            self.figure(&[], "result", name, count.to_string())?;
        }
        for range in &picture.ranges {
            let of = match (range.from, range.to) {
                (Some(from), Some(to)) => format!("from {from} to {to}"),
                (Some(from), None) => format!("from {from}"),
                (None, Some(to)) => format!("up to {to}"),
                (None, None) => String::new(),
            };
            self.figure(&[], "range", &of, range.people.to_string())?;
        }
        Ok(())
    }

    fn group(&mut self, group: &Group) -> Result<()> {
        let (instrument, names) = (&self.picture.content.instrument, &group.path);
        self.figure(names, "people", "", group.people.to_string())?;
        for merged in &group.merged {
            self.figure(names, "put_together", merged, String::new())?;
        }
        for (name, count) in side_names(self.picture.content).iter().zip(group.sides.iter().flatten()) {
            self.figure(names, "side", name, count.to_string())?;
        }
        if let Some(gap) = group.gap {
            let [low, high] = gap.interval;
            for (of, value) in [("mean", gap.mean), ("spread", gap.spread), ("low", low), ("high", high)] {
                self.figure(names, "gap", of, value.to_string())?;
            }
        }
        for (scale, figure) in instrument.scales.iter().zip(&group.scales) {
            self.figure(names, "liking", &scale.id, figure.to_string())?;
            let spread = figure.spread().map(|spread| spread.to_string());
            self.figure(names, "spread", &scale.id, spread.unwrap_or_default())?;
        }
        for (item, figure) in instrument.items.iter().zip(&group.items) {
            self.figure(names, "item", &item.id, figure.to_string())?;
        }
        for split in &group.splits {
            let id = instrument.item(split.item).map_or("", |item| item.id.as_str());
            let counts = split.counts.map(|[likes, dislikes]| format!("{likes} like it, {dislikes} don't"));
            self.figure(names, "split", id, counts.unwrap_or_default())?;
        }
        Ok(())
    }
}
