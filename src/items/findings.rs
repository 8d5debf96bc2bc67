//! What may be told of the questions. Every format is written from it, so that none says more than another.
//!
//! Counts keep to [`crate::group`]'s rules: none from 1 to 4 is told, nor what would give one away. A question's mean is
//! told where at least five people gave another answer than most did; no figure rests on fewer people than the minimum.

use super::differences::Differences;
use super::figures::Share;
use super::people::People;
use super::scales::Alpha;
use super::sums::{PARTS, Sums};
use crate::content::Content;
use crate::group::{Count, FEW, line, mean_interval};

/// A norm rests on at least so many people.
pub(super) const FOR_NORM: u64 = 100;
/// What the flags are called, in the order of [`People::flags`].
pub(super) const FLAGS: [&str; 3] = ["straight_line", "inconsistent", "low_interest"];

/// Everything that may be told.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    pub(super) content: &'a Content,
    pub(super) by: Option<&'a str>,
    pub(super) least: u64,
    pub(super) people: u64,
    pub(super) incomplete: Count,
    /// The results, as [`crate::group::result_names`] calls them; `None` where they are hidden.
    pub(super) verdicts: Option<Vec<Share>>,
    /// As [`FLAGS`] calls them.
    pub(super) flags: Vec<Share>,
    /// Whose answers look careless: a straight line, or inconsistent.
    pub(super) careless: Share,
    /// In the order asked.
    pub(super) items: Vec<Item>,
    /// In the order of the instrument.
    pub(super) scales: Vec<Scale>,
    /// Two scales, and the correlation of their means.
    pub(super) correlations: Vec<(usize, usize, f64)>,
    /// The mean of the first side's items, of the second's, and the difference.
    pub(super) appeal: Option<[Mean; 3]>,
    pub(super) halves: Option<Halves>,
    /// `None` under [`FOR_NORM`] people.
    pub(super) norm: Option<Mean>,
    /// `None` where no groups were asked for.
    pub(super) differences: Option<Differences>,
}

/// How an item did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) answered: Count,
    pub(super) skipped: Count,
    /// Mean and standard deviation, where they may be told.
    pub(super) mean: Option<[f64; 2]>,
    /// The correlation with the sum of the other items of its scale.
    pub(super) rest: Option<f64>,
}

/// How a scale did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) alpha: Option<Alpha>,
    /// Who gave the lowest answer to all of it; `None` where that is hidden.
    pub(super) floor: Option<Share>,
    /// Who gave the highest.
    pub(super) ceiling: Option<Share>,
}

/// A mean over people, in steps of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mean {
    pub(super) mean: f64,
    /// Its standard error: the standard deviation over the root of the number of people.
    pub(super) se: f64,
    /// Its 90 % interval.
    pub(super) interval: [f64; 2],
}

/// How the gaps of two halves of the items go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Halves {
    /// Their correlation.
    pub(super) correlation: f64,
    /// Stepped up to all items, after Spearman and Brown.
    pub(super) reliability: f64,
}

impl<'a> Findings<'a> {
    pub(super) fn new(people: &People<'a>, least: u64) -> Self {
        let all = people.people;
        let part = |count: u64| Share::of(Count::part(count, all), all);
        let shares = |counts: Vec<Count>| counts.into_iter().map(|count| Share::of(count, all)).collect();
        let is_enough = |sums: &&Sums| sums.count >= least;
        let halves = Some(people.halves).filter(|sums| is_enough(&sums));
        Self {
            content: people.content,
            by: people.by,
            least,
            people: all,
            incomplete: Count::alone(people.incomplete),
            verdicts: line(&people.verdicts).map(shares),
            flags: people.flags.iter().map(|count| part(*count)).collect(),
            careless: part(people.careless),
            items: items(people, least),
            scales: scales(people, least),
            correlations: correlations(people, least),
            appeal: people.appeal.iter().all(|sums| is_enough(&sums)).then(|| people.appeal.map(mean)),
            halves: halves.and_then(|sums| sums.correlation()).map(|correlation| Halves {
                correlation,
                reliability: 2.0 * correlation / (1.0 + correlation),
            }),
            norm: (people.norm.count >= FOR_NORM.max(least)).then(|| mean(people.norm)),
            differences: people.by.map(|_| Differences::new(&people.layout, &people.groups, least)),
        }
    }
}

/// A mean of figures that were summed in parts.
#[expect(clippy::cast_precision_loss, reason = "a count of people")]
fn mean(sums: Sums) -> Mean {
    let (mean, spread) = (sums.mean() / PARTS, sums.spread().unwrap_or(0.0) / PARTS);
    let se = spread / (sums.count.max(1) as f64).sqrt();
    Mean { mean, se, interval: mean_interval(mean, spread, sums.count) }
}

fn items(people: &People<'_>, least: u64) -> Vec<Item> {
    let mut rests = vec![None; people.items.len()];
    for (items, pairs) in people.layout.scales().iter().zip(&people.pairs) {
        if pairs.people() < least {
            continue;
        }
        for (item, rest) in items.iter().zip(pairs.rests()) {
            rests.iter_mut().skip(*item).take(1).for_each(|one| *one = rest);
        }
    }
    let item = |(answers, rest): (&[u64; 5], Option<f64>)| {
        let answered: u64 = answers.iter().sum();
        let mut sums = Sums::default();
        (1..).zip(answers).for_each(|(value, count)| sums.add_many(value, *count));
        let others = answered - answers.iter().max().copied().unwrap_or(0);
        let spread = sums.spread().filter(|_| answered >= least && others >= FEW);
        Item {
            answered: Count::part(answered, people.people),
            skipped: Count::part(people.people - answered, people.people),
            mean: spread.map(|spread| [sums.mean(), spread]),
            rest,
        }
    };
    people.items.iter().zip(rests).map(item).collect()
}

fn scales(people: &People<'_>, least: u64) -> Vec<Scale> {
    let scale = |(pairs, ends): (&super::scales::Pairs, &[u64; 3])| {
        let all = ends.iter().sum();
        let told = line(ends).filter(|_| all >= least);
        let share = |place: usize| told.as_ref()?.get(place).map(|count| Share::of(*count, all));
        Scale { alpha: pairs.alpha().filter(|_| pairs.people() >= least), floor: share(0), ceiling: share(2) }
    };
    people.pairs.iter().zip(&people.ends).map(scale).collect()
}

fn correlations(people: &People<'_>, least: u64) -> Vec<(usize, usize, f64)> {
    let scales = people.ends.len();
    let all = people.scales.iter().enumerate();
    let places = all.map(|(at, sums)| (at / scales.max(1), at % scales.max(1), sums));
    let told = places.filter(|(one, other, sums)| one < other && sums.count >= least);
    told.filter_map(|(one, other, sums)| Some((one, other, sums.correlation()?))).collect()
}
