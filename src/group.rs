//! Group reports: what a class likes, without revealing anyone's answers.
//!
//! ```text
//! files -> People (scored and tallied per group) -> GroupReport (the disclosure rule) -> text, Markdown, HTML, JSON, CSV
//! ```
//!
//! [`GroupReport`] contains only what may be published, and all formats are rendered from it alone. The disclosure rule,
//! explained in `docs/group.md`:
//!
//! 1. No group of fewer than `min` people is shown. Small groups are combined as "Others"; if these are still too few,
//!    the next smallest group joins them. So the groups add up to everybody, and no difference is a small group.
//! 2. Means have one decimal and are top and bottom coded. There are no standard deviations; intervals depend on the
//!    number of people only.
//! 3. Counts are shown if each is 0 or at least [`MIN_COUNT`] and at least two aren't 0.
//! 4. What can't be shown for one group is shown for no group, and counts then aren't shown for everybody either. So no
//!    suppressed figure follows from the others and the total.
//! 5. Items are ranked, without figures.

mod document;
mod export;
mod names;
mod people;
mod tally;

use clap::ValueEnum;

pub(crate) use names::Source;
pub use people::Excluded;
pub(crate) use people::People;
pub use tally::Tally;

use anyhow::Result;

use crate::code::Changes;
use crate::content::Content;
use crate::instrument::Constants;
use crate::report::{Date, Format, render_document};
use tally::Mean;

/// The smallest `--min`, in people.
pub const MIN_GROUP: u64 = 5;

/// Counts from 1 up to, but not including, this are never shown.
const MIN_COUNT: u64 = 5;

/// Mean liking, 1 to 5, is shown between these.
const LIKING_LIMITS: [i64; 2] = [15, 45];

/// The mean gap, in steps, is shown between these.
const GAP_LIMITS: [i64; 2] = [-25, 25];

/// The number of items listed as liked most, and as liked least.
const RANKED: usize = 5;

/// The number of items listed as those that people differ on most.
const SPLIT: usize = 3;

/// The name of the combined small groups.
const OTHERS: &str = "Others";

/// Output format of a group report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupFormat {
    /// To read, or to paste into an email
    Text,
    /// For notes and wikis
    Markdown,
    /// A web page to show or print
    Html,
    /// One JSON object, for other programs
    Json,
    /// One figure per row, for a spreadsheet
    Csv,
}

/// What a group report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub title: Option<String>,
    pub date: Date,
    /// The columns that groups are made by.
    pub by: Vec<String>,
    /// The size of the smallest group shown, at least [`MIN_GROUP`].
    pub min: u64,
}

/// What may be published about a class.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupReport {
    settings: Settings,
    /// What has changed in the content since the codes were made.
    changes: Changes,
    /// Responses that weren't included, by reason; `None` if suppressed.
    incomplete: Option<u64>,
    unreadable: Option<u64>,
    everybody: Group,
    /// Two or more groups that add up to everybody, in order; or none.
    groups: Vec<Group>,
}

/// What may be published about one group.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    /// The value of each column; empty for everybody.
    names: Vec<String>,
    people: u64,
    /// Responses with quality flags; `None` if suppressed.
    flagged: Option<u64>,
    /// Verdicts that name the first field, the second, and none; `None` if suppressed.
    verdicts: Option<[u64; 3]>,
    /// Mean liking of the first field minus mean liking of the second, in steps.
    gap: Coded,
    /// The 90% interval of the mean gap; `None` if the mean is coded.
    interval: Option<[f64; 2]>,
    /// Mean liking of each field's work.
    like: [Coded; 2],
    /// Mean liking of each scale; `None` if suppressed.
    scales: Vec<Option<Coded>>,
    /// Indices of the items liked most and least, strongest first.
    most: Vec<usize>,
    least: Vec<usize>,
    /// Indices of the items that people differ on most.
    split: Vec<usize>,
}

/// A mean with one decimal, top and bottom coded.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Coded {
    Exact(f64),
    AtMost(f64),
    AtLeast(f64),
}

impl Coded {
    /// Limits are in tenths.
    fn new(mean: Mean, [low, high]: [i64; 2]) -> Self {
        match mean.tenths() {
            tenths if tenths <= low => Self::AtMost(low as f64 / 10.0),
            tenths if tenths >= high => Self::AtLeast(high as f64 / 10.0),
            tenths => Self::Exact(tenths as f64 / 10.0),
        }
    }

    /// The mean, or the limit that it is beyond.
    fn value(self) -> f64 {
        match self {
            Self::Exact(value) | Self::AtMost(value) | Self::AtLeast(value) => value,
        }
    }
}

impl GroupReport {
    /// The report on these groups; `None` if there are fewer than the minimum of people in total.
    pub fn new(
        content: &Content,
        settings: Settings,
        groups: Vec<(Vec<String>, Tally)>,
        excluded: Excluded,
        changes: Changes,
    ) -> Option<Self> {
        let mut total = Tally::new(content);
        for (_, tally) in &groups {
            total.add_all(tally);
        }
        let min = settings.min.max(MIN_GROUP);
        if total.people < min {
            return None;
        }
        let mut groups = combine_small(content, groups, settings.by.len(), min);
        names::sort(&mut groups, |(names, _)| names);
        let mut shown: Vec<Group> =
            groups.iter().map(|(names, tally)| Group::new(content, names.clone(), tally, min)).collect();
        let mut everybody = Group::new(content, Vec::new(), &total, min);
        suppress(&mut everybody, &mut shown);
        Some(Self {
            settings,
            changes,
            incomplete: Some(excluded.incomplete).filter(|count| *count >= MIN_COUNT),
            unreadable: Some(excluded.unreadable).filter(|count| *count >= MIN_COUNT),
            everybody,
            groups: shown,
        })
    }

    /// Renders the report, which depends on nothing else but the content.
    pub fn render(&self, content: &Content, format: GroupFormat) -> Result<Vec<u8>> {
        let format = match format {
            GroupFormat::Csv => return export::csv(self, content),
            GroupFormat::Text => Format::Text,
            GroupFormat::Markdown => Format::Markdown,
            GroupFormat::Html => Format::Html,
            GroupFormat::Json => Format::Json,
        };
        Ok(render_document(format, || document::document(self, content), || export::json(self, content))?)
    }
}

/// Combines groups that are too small (rule 1); empty if no two groups can be shown.
fn combine_small(
    content: &Content,
    mut groups: Vec<(Vec<String>, Tally)>,
    columns: usize,
    min: u64,
) -> Vec<(Vec<String>, Tally)> {
    groups.sort_by(|(names, tally), (other_names, other)| {
        tally.people.cmp(&other.people).then_with(|| names.cmp(other_names))
    });
    let mut others = Tally::new(content);
    let mut combined = Vec::new();
    for (names, tally) in groups {
        if tally.people < min || (1..min).contains(&others.people) {
            others.add_all(&tally);
        } else {
            combined.push((names, tally));
        }
    }
    if others.people > 0 {
        combined.push((vec![OTHERS.to_owned(); columns], others));
    }
    if combined.len() < 2 { Vec::new() } else { combined }
}

/// Suppresses what one of the groups suppresses for all groups, and counts for everybody too (rule 4).
fn suppress(everybody: &mut Group, groups: &mut [Group]) {
    if groups.iter().any(|group| group.verdicts.is_none()) {
        groups.iter_mut().for_each(|group| group.verdicts = None);
        everybody.verdicts = None;
    }
    if groups.iter().any(|group| group.flagged.is_none()) {
        groups.iter_mut().for_each(|group| group.flagged = None);
        everybody.flagged = None;
    }
    let scales = groups.first().map_or(0, |group| group.scales.len());
    for scale in 0..scales {
        if groups.iter().any(|group| group.scales[scale].is_none()) {
            groups.iter_mut().for_each(|group| group.scales[scale] = None);
        }
    }
}

impl Group {
    fn new(content: &Content, names: Vec<String>, tally: &Tally, min: u64) -> Self {
        let gap = Coded::new(tally.gap, GAP_LIMITS);
        let half = half_interval(content, tally.people);
        let interval = match gap {
            Coded::Exact(gap) => Some([gap - half, gap + half].map(|end| (end * 10.0).round() / 10.0 + 0.0)),
            Coded::AtMost(_) | Coded::AtLeast(_) => None,
        };
        let scale = |mean: &Mean| (mean.count >= min).then(|| Coded::new(*mean, LIKING_LIMITS));
        let (most, least) = tally.ranked(min);
        Self {
            names,
            people: tally.people,
            flagged: Some(tally.flagged)
                .filter(|flagged| is_publishable(&[*flagged, tally.people - flagged])),
            verdicts: Some(tally.verdicts).filter(|counts| is_publishable(counts)),
            gap,
            interval,
            like: tally.like.map(|like| Coded::new(like, LIKING_LIMITS)),
            scales: tally.scales.iter().map(scale).collect(),
            most,
            least,
            split: tally.most_split(min),
        }
    }
}

/// Whether counts that make up a group may be shown: none is small, and they aren't unanimous.
fn is_publishable(counts: &[u64]) -> bool {
    counts.iter().all(|&count| count == 0 || count >= MIN_COUNT)
        && counts.iter().filter(|&&count| count > 0).count() >= 2
}

/// Half the width of the 90% interval of a mean gap, in steps.
///
/// The standard deviation between people is the one that the scoring assumes, not the group's own, which would reveal how
/// alike they are: the variance of true gaps, and the error variance of someone who answered all core items.
fn half_interval(content: &Content, people: u64) -> f64 {
    let Constants { prior_variance, day_to_day, spread, .. } = content.instrument.constants;
    let mut variance = spread;
    for (index, scale) in content.instrument.scales.iter().enumerate() {
        let items =
            content.instrument.items.iter().filter(|item| !item.tie_breaker && item.scale.id == scale.id);
        let weight = content.contrast.difference(index) as f64 / content.contrast.total() as f64;
        variance += weight * weight * (prior_variance / items.count().max(1) as f64 + day_to_day);
    }
    1.645 * (variance / people as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_and_unanimous_results_are_not_publishable() {
        for (counts, expected) in [
            ([12, 0, 8], true),
            ([5, 5, 5], true),
            ([12, 4, 8], false),
            ([1, 5, 5], false),
            ([20, 0, 0], false),
            ([0, 0, 0], false),
        ] {
            assert_eq!(is_publishable(&counts), expected, "{counts:?}");
        }
    }
}
