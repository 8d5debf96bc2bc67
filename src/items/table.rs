//! The findings as a CSV, a figure a row: the group where it is about one, what is measured, of what, and the value.

use anyhow::{Context, Result};
use csv::Writer;

use super::figures::Share;
use super::findings::{FLAGS, Findings, Mean};
use super::json::{probability, short};
use crate::group::result_names;
use crate::scoring::Side;
use crate::text::inert;

/// The whole of it; what is hidden or can't be told has an empty value.
pub(super) fn csv(findings: &Findings<'_>) -> Result<Vec<u8>> {
    let mut table = Table(Writer::from_writer(Vec::new()));
    table.row("group", "measure", "of", "value")?;
    table.everybody(findings)?;
    table.questions(findings)?;
    table.sides(findings)?;
    table.differences(findings)?;
    table.0.into_inner().context("can't write the figures")
}

struct Table(Writer<Vec<u8>>);

impl Table {
    fn row(&mut self, group: &str, measure: &str, of: &str, value: &str) -> Result<()> {
        let cells = [group, measure, of, value].map(|cell| inert(cell.as_bytes()).into_owned());
        self.0.write_record(cells).context("can't write the figures")
    }

    fn figure(&mut self, measure: &str, of: &str, value: Option<f64>) -> Result<()> {
        self.row("", measure, of, &value.map(|value| short(value).to_string()).unwrap_or_default())
    }

    fn share(&mut self, measure: &str, of: &str, share: Option<Share>) -> Result<()> {
        self.row("", measure, of, &share.map(|share| share.count.to_string()).unwrap_or_default())?;
        let figures = share.and_then(|share| share.figures);
        self.figure(&format!("{measure}_share"), of, figures.map(|(share, _)| share))?;
        self.figure(&format!("{measure}_low"), of, figures.map(|(_, [low, _])| low))?;
        self.figure(&format!("{measure}_high"), of, figures.map(|(_, [_, high])| high))
    }

    fn mean(&mut self, measure: &str, of: &str, mean: Mean) -> Result<()> {
        let [low, high] = mean.interval;
        self.figure(measure, of, Some(mean.mean))?;
        self.figure(&format!("{measure}_se"), of, Some(mean.se))?;
        self.figure(&format!("{measure}_low"), of, Some(low))?;
        self.figure(&format!("{measure}_high"), of, Some(high))
    }

    fn everybody(&mut self, findings: &Findings<'_>) -> Result<()> {
        self.row("", "people", "", &findings.people.to_string())?;
        self.row("", "incomplete", "", &findings.incomplete.to_string())?;
        for (name, share) in result_names(findings.content).iter().zip(findings.verdicts.iter().flatten()) {
            self.share("verdict", name, Some(*share))?;
        }
        for (name, share) in FLAGS.into_iter().zip(&findings.flags) {
            self.share("flag", name, Some(*share))?;
        }
        self.share("careless", "", Some(findings.careless))
    }

    fn questions(&mut self, findings: &Findings<'_>) -> Result<()> {
        let instrument = &findings.content.instrument;
        for (item, found) in instrument.items.iter().zip(&findings.items) {
            self.row("", "answered", &item.id, &found.answered.to_string())?;
            self.row("", "skipped", &item.id, &found.skipped.to_string())?;
            self.figure("mean", &item.id, found.mean.map(|[mean, _]| mean))?;
            self.figure("spread", &item.id, found.mean.map(|[_, spread]| spread))?;
            self.figure("rest", &item.id, found.rest)?;
        }
        for (scale, found) in instrument.scales.iter().zip(&findings.scales) {
            self.figure("alpha", &scale.id, found.alpha.map(|alpha| alpha.alpha))?;
            self.figure("alpha_se", &scale.id, found.alpha.map(|alpha| alpha.se))?;
            self.figure("alpha_low", &scale.id, found.alpha.map(|alpha| alpha.interval[0]))?;
            self.figure("alpha_high", &scale.id, found.alpha.map(|alpha| alpha.interval[1]))?;
            self.share("floor", &scale.id, found.floor)?;
            self.share("ceiling", &scale.id, found.ceiling)?;
        }
        let id = |place: usize| instrument.scales.get(place).map_or("", |scale| scale.id.as_str());
        findings.correlations.iter().try_for_each(|(one, other, r)| {
            self.figure("correlation", &format!("{} {}", id(*one), id(*other)), Some(*r))
        })
    }

    fn sides(&mut self, findings: &Findings<'_>) -> Result<()> {
        let [first, second] = Side::BOTH.map(|side| findings.content.profiles.on(side).id.as_str());
        for (name, mean) in [first, second, "difference"].iter().zip(findings.appeal.iter().flatten()) {
            self.mean("appeal", name, *mean)?;
        }
        self.figure("halves", "", findings.halves.map(|halves| halves.correlation))?;
        self.figure("reliability", "", findings.halves.map(|halves| halves.reliability))?;
        self.figure("norm_gap", "", findings.norm.map(|norm| norm.mean))?;
        self.figure("norm_gap_se", "", findings.norm.map(|norm| norm.se))
    }

    fn differences(&mut self, findings: &Findings<'_>) -> Result<()> {
        let Some(all) = &findings.differences else { return Ok(()) };
        for (place, group) in all.groups.iter().enumerate() {
            self.row(&group.name, "people", "", &group.people.to_string())?;
            for merged in &group.merged {
                self.row(&group.name, "put_together", merged, "")?;
            }
            if place == all.reference {
                self.row(&group.name, "reference", "", "")?;
            }
        }
        for one in &all.found {
            let item = findings.content.instrument.item(one.item).map_or("", |item| item.id.as_str());
            let group = all.groups.get(one.group).map_or("", |group| group.name.as_str());
            let figures = [
                ("steps", short(one.difference.steps)),
                ("effect", short(one.difference.effect)),
                ("chi_square", short(one.difference.chi_square)),
                ("p", probability(one.difference.p)),
                ("q", probability(one.q)),
            ];
            for (measure, value) in figures {
                self.row(group, measure, item, &value.to_string())?;
            }
            self.row(group, "size", item, one.size().name())?;
        }
        Ok(())
    }
}
