//! The picture of a group: everything that may be shown, and nothing else. Whatever is written is written from it, so
//! that no format says more than another.
//!
//! Counts keep to [`super::counts`], groups to [`super::tree`]. A mean is told where at least the
//! minimum of people stand behind it, they are not all of one mind, and it is not near an end of the answers, where it
//! would say what nearly everybody answered. Groups that a larger one is cut up into are told such a figure all or
//! none: that of one would follow from those of the others and of the whole.

use serde::Serialize;

use super::counts::{self, Count};
use super::figures::{mean_interval, rounded};
use super::people::LeftOut;
use super::tally::{BINS, Moments, Tally, bin_start};
use super::told::{ENDS, Told, moments};
use super::tree::Node;
use crate::agreement::Agreement;
use crate::content::Content;

/// A question splits a group where the agreement on it is below this.
const SPLIT: f64 = 0.5;
/// At most so many questions that split a group are named.
const SPLITS: usize = 3;

/// Everything that may be shown.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// What was answered.
    pub content: &'a Content,
    /// The columns that groups are made by.
    pub by: &'a [String],
    /// How many people a group has at least.
    pub least: u64,
    /// How many answered too little to say anything.
    pub incomplete: Count,
    /// How many codes or rows could not be read.
    pub unreadable: Count,
    /// How many of everybody answered in a way that looks careless.
    pub flagged: Count,
    /// How sure the results are on average, 0.5 to 1.
    pub sure: Option<f64>,
    /// The spread of the gap, in ranges with at least five people each; empty where there would be one.
    pub ranges: Vec<Range>,
    /// All results: clearly and leaning to the first path, leaning and clearly to the second, both, neither, too close.
    pub results: Option<Vec<Count>>,
    /// Everybody first, then each group before those that it is cut up into.
    pub groups: Vec<Group>,
}

/// How many people have a gap in a range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Range {
    /// Where it begins, in steps; `None` where it has no such end.
    pub from: Option<f64>,
    /// Where it ends.
    pub to: Option<f64>,
    /// How many.
    pub people: u64,
}

/// What may be shown of a group.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its names, one a column; none for everybody.
    pub path: Vec<String>,
    /// The groups that were put together to make it; their names are those of the last column.
    pub merged: Vec<String>,
    /// How many people.
    pub people: u64,
    /// How many results name the first path, the second, and neither of them alone.
    pub sides: Option<Vec<Count>>,
    /// The gap.
    pub gap: Option<Gap>,
    /// How much each scale is liked, in the order of the instrument.
    pub scales: Vec<Figure>,
    /// How much each core item is liked, in the order asked.
    pub items: Vec<Figure>,
    /// The places of the items that split it, the most first.
    pub splits: Vec<Split>,
}

/// The gap of a group: liking for the first path minus liking for the second, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Gap {
    /// The mean.
    pub mean: f64,
    /// The standard deviation between people.
    pub spread: f64,
    /// The 90 % interval of the mean.
    pub interval: [f64; 2],
}

/// A mean of answers, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Figure {
    /// The mean and the standard deviation between people, to one decimal.
    Exact {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        spread: f64,
    },
    /// At most 1.5, and no more than that is told.
    Low,
    /// At least 4.5, and no more than that is told.
    High,
    /// Not told.
    Withheld,
}

/// A question on which a group is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    /// The item's place in the order asked.
    pub item: usize,
    /// How many like it, and how many dislike it; only of everybody, and where no small count follows from it.
    pub counts: Option<[u64; 2]>,
}

impl<'a> Picture<'a> {
    /// What may be shown of everybody and of the groups that they are cut up into.
    pub(super) fn new(
        content: &'a Content,
        by: &'a [String],
        least: u64,
        everybody: &Node,
        left_out: LeftOut,
    ) -> Self {
        let tally = &everybody.tally;
        let sides = counts::line_of_group(&tally.sides());
        let told = Told { sides: is_exact(sides.as_deref()), ..Told::of(tally, least) };
        let mut picture = Self {
            content,
            by,
            least,
            incomplete: Count::alone(left_out.incomplete),
            unreadable: Count::alone(left_out.unreadable),
            flagged: Count::part(tally.flagged, tally.people),
            sure: (!tally.sure.all_same()).then(|| rounded(tally.sure.mean(), 100.0)),
            ranges: ranges(&tally.bins),
            results: told.sides.then(|| results(tally)),
            groups: Vec::new(),
        };
        picture.push(everybody, &[], sides, &told);
        picture
    }

    /// Adds a group, and those that it is cut up into.
    fn push(&mut self, node: &Node, path: &[String], sides: Option<Vec<Count>>, told: &Told) {
        self.groups.push(group(node, path.to_vec(), sides, told, self.least));
        let mut inner = told.clone();
        node.children.iter().for_each(|child| inner.keep(&Told::of(&child.tally, self.least)));
        let lines: Vec<[u64; 3]> = node.children.iter().map(|child| child.tally.sides()).collect();
        for (child, is_shown) in node.children.iter().zip(counts::block(&lines)) {
            let told = Told { sides: told.sides && is_shown, ..inner.clone() };
            let shown = child.tally.sides().map(Count::Exact).to_vec();
            let path: Vec<String> = path.iter().chain([&child.name]).cloned().collect();
            self.push(child, &path, told.sides.then_some(shown), &told);
        }
    }

    /// Everybody.
    pub(crate) fn everybody(&self) -> Option<&Group> {
        self.groups.first()
    }

    /// The groups that everybody is cut up into.
    pub(crate) fn parts(&self) -> &[Group] {
        self.groups.get(1..).unwrap_or_default()
    }
}

fn is_exact(counts: Option<&[Count]>) -> bool {
    counts.is_some_and(|counts| counts.iter().all(|count| count.exact().is_some()))
}

fn group(node: &Node, path: Vec<String>, sides: Option<Vec<Count>>, told: &Told, least: u64) -> Group {
    let is_everybody = path.is_empty();
    let tally = &node.tally;
    let figure = |one: Moments, told: bool| figure(one, told, is_everybody && one.count >= least);
    Group {
        path,
        merged: node.merged.clone(),
        people: tally.people,
        sides,
        gap: told.gap.then(|| gap(tally.gap)),
        scales: tally.scales.iter().zip(&told.scales).map(|(one, told)| figure(*one, *told)).collect(),
        items: tally.items.iter().zip(&told.items).map(|(one, told)| figure(moments(one), *told)).collect(),
        splits: splits(tally, &told.items, is_everybody),
    }
}

/// A mean; of one that is not told at most that it is near an end, and that only of everybody.
fn figure(one: Moments, told: bool, may_be_near_end: bool) -> Figure {
    let [low, high] = ENDS;
    match one.mean() {
        mean if told => Figure::Exact { mean: rounded(mean, 10.0), spread: rounded(one.spread(), 10.0) },
        _ if !may_be_near_end || one.all_same() => Figure::Withheld,
        mean if mean > high => Figure::High,
        mean if mean < low => Figure::Low,
        _ => Figure::Withheld,
    }
}

fn gap(sums: Moments) -> Gap {
    let (mean, spread) = (sums.mean(), sums.spread());
    let interval = mean_interval(mean, spread, sums.count).map(|end| rounded(end.clamp(-4.0, 4.0), 100.0));
    Gap { mean: rounded(mean, 100.0), spread: rounded(spread, 100.0), interval }
}

/// The results of everybody. Those of a side add up to a count that is shown, and so do those that name none.
fn results(tally: &Tally) -> Vec<Count> {
    let [clear, lean, other_lean, other_clear, both, neither, close] = tally.verdicts;
    let families = [&[clear, lean][..], &[other_lean, other_clear], &[both, neither, close]];
    let shown = |family: &[u64]| counts::line(family).unwrap_or_else(|| vec![Count::Hidden; family.len()]);
    families.into_iter().flat_map(shown).collect()
}

/// Ranges of the gap, joined from the left until each has five people.
fn ranges(bins: &[u64; BINS]) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    let mut open: Option<Range> = None;
    for (place, people) in bins.iter().enumerate() {
        let (from, to) = (Some(bin_start(place)), Some(bin_start(place + 1)));
        let mut range = open.take().unwrap_or(Range { from, to, people: 0 });
        range.to = to;
        range.people += people;
        if range.people >= counts::FEW { ranges.push(range) } else { open = Some(range) }
    }
    if let (Some(rest), Some(last)) = (open, ranges.last_mut()) {
        last.people += rest.people;
    }
    if let Some(first) = ranges.first_mut() {
        first.from = None;
    }
    if let Some(last) = ranges.last_mut() {
        last.to = None;
    }
    if ranges.len() < 2 { Vec::new() } else { ranges }
}

/// The questions that a group is split on most.
fn splits(tally: &Tally, told: &[bool], is_everybody: bool) -> Vec<Split> {
    let mut found: Vec<(f64, usize)> = Vec::new();
    for (item, (answers, told)) in tally.items.iter().zip(told).enumerate() {
        let agreement = Agreement::of(answers).map_or(0.0, Agreement::value);
        if *told && agreement < SPLIT {
            found.push((agreement, item));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let split = |(_, item): &(f64, usize)| {
        let answers = tally.items.get(*item).filter(|_| is_everybody);
        Split { item: *item, counts: answers.and_then(|answers| likes_and_dislikes(answers, tally.people)) }
    };
    found.iter().take(SPLITS).map(split).collect()
}

/// How many like something and how many dislike it, where neither these nor those who are left are few.
fn likes_and_dislikes(answers: &[u64], people: u64) -> Option<[u64; 2]> {
    let [a, b, unsure, d, e] = answers else { return None };
    let (dislikes, likes) = (a + b, d + e);
    let skips = people.saturating_sub(dislikes + unsure + likes);
    let is_shown = |count: u64| Count::alone(count).exact().is_some();
    [likes, dislikes, *unsure, skips].into_iter().all(is_shown).then_some([likes, dislikes])
}
