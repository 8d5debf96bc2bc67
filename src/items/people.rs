//! Taking people in: each is scored, added to the sums, and forgotten.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use anyhow::{Result, bail};

use super::differences::{Layout, Tables};
use super::scales::Pairs;
use super::sums::{Sums, parts};
use crate::batch::{Closing, Duplicates, Met, walk};
use crate::code::Codec;
use crate::content::Content;
use crate::group::{VERDICTS, slot, tidy};
use crate::instrument::{MAX_ITEMS, Response, ResponseSet};
use crate::rows::{Options, Rows};
use crate::scoring::{Assessment, Side, likings, score};

/// Takes a line about somebody who can't be counted.
pub(crate) type Complain<'a> = &'a mut dyn FnMut(fmt::Arguments<'_>);

/// There may be this many groups, so that memory doesn't grow with the people.
const GROUPS: usize = 200;
/// A scale's mean in whole parts: a multiple of all that its answers can be divided by.
const MEAN: i64 = 2520;
const _: () = assert!(MAX_ITEMS <= 10, "then a mean has no whole number of such parts");

/// What is kept of everybody: sums and counts, and nothing of any one of them.
pub(crate) struct People<'a> {
    pub(super) content: &'a Content,
    codec: Codec,
    /// The column that groups are made by.
    pub(super) by: Option<&'a str>,
    pub(super) layout: Layout,
    /// Whose answers are enough for a result.
    pub(super) people: u64,
    /// Whose answers are too few.
    pub(super) incomplete: u64,
    /// By [`slot`].
    pub(super) verdicts: [u64; VERDICTS],
    /// Straight lines, inconsistent answers, little interest.
    pub(super) flags: [u64; 3],
    /// Whose answers look careless.
    pub(super) careless: u64,
    /// How often each answer was given to each core item.
    pub(super) items: Vec<[u64; Response::COUNT]>,
    /// How a scale's items go together, a scale each.
    pub(super) pairs: Vec<Pairs>,
    /// How many gave a scale the lowest answers only, others, the highest only.
    pub(super) ends: Vec<[u64; 3]>,
    /// For each scale and each one behind it, their means.
    pub(super) scales: Vec<Sums>,
    /// The mean of each side's items, and their difference.
    pub(super) appeal: [Sums; 3],
    /// First liking minus second, without a norm, of those whose answers do not look careless.
    pub(super) norm: Sums,
    /// The same of all, from each half of the items.
    pub(super) halves: Sums,
    /// By the name in small letters: the name as it was first written, and the people there.
    pub(super) groups: HashMap<String, (String, Tables)>,
}

impl<'a> People<'a> {
    /// Nobody yet. `by` names the column that groups are made by.
    pub(crate) fn new(content: &'a Content, by: Option<&'a str>) -> Self {
        let layout = Layout::new(&content.instrument);
        let scales = content.instrument.scales.len();
        Self {
            content,
            codec: Codec::new(content),
            by,
            people: 0,
            incomplete: 0,
            verdicts: [0; VERDICTS],
            flags: [0; 3],
            careless: 0,
            items: vec![[0; Response::COUNT]; content.instrument.core_count()],
            pairs: layout.scales().iter().map(|items| Pairs::new(items.len())).collect(),
            ends: vec![[0; 3]; scales],
            scales: vec![Sums::default(); scales * scales],
            appeal: [Sums::default(); 3],
            norm: Sums::default(),
            halves: Sums::default(),
            groups: HashMap::new(),
            layout,
        }
    }

    /// How many answered enough.
    pub(crate) fn count(&self) -> u64 {
        self.people
    }

    /// Takes in a CSV of answers or codes; says what was taken for what.
    ///
    /// # Errors
    /// Where the header does not fit, reading fails, or there are too many groups.
    pub(crate) fn read(
        &mut self,
        input: impl Read,
        options: &Options,
        duplicates: &Duplicates,
        complain: Complain<'_>,
    ) -> Result<Closing> {
        let codec = self.codec.clone();
        let rows = Rows::new(&self.content.instrument, &codec, input, options)?;
        let closing = walk(rows, duplicates, |met| match met {
            Met::Wrong(error) => {
                complain(format_args!("{error}"));
                Ok(())
            }
            Met::Row(row, Some(opened)) => {
                let group = self.by.and_then(|_| row.kept().next());
                self.add(&opened.answers.responses, group)
            }
            Met::Row(_, None) => Ok(()),
        })?;
        if let Some(older) = closing.older() {
            complain(format_args!("{older}"));
        }
        Ok(closing)
    }

    /// Adds somebody, of a group where there are some.
    fn add(&mut self, responses: &ResponseSet, group: Option<&[u8]>) -> Result<()> {
        let Content { instrument, contrast, .. } = self.content;
        let assessment = score(instrument, contrast, responses, &[]);
        let Some(slot) = slot(assessment.verdict) else {
            self.incomplete += 1;
            return Ok(());
        };
        self.people += 1;
        self.verdicts.iter_mut().skip(slot).take(1).for_each(|count| *count += 1);
        self.add_quality(&assessment, responses);
        for (item, response) in self.items.iter_mut().zip(responses.iter()) {
            let place = response.map_or(Response::COUNT, Response::index);
            item.iter_mut().skip(place).take(1).for_each(|count| *count += 1);
        }
        self.add_scales(responses);
        self.add_halves(responses);
        match group {
            Some(name) => self.add_to_group(responses, &tidy(&String::from_utf8_lossy(name))),
            None => Ok(()),
        }
    }

    /// Adds the notes on the answers, and the gap where there are none that make it doubtful.
    fn add_quality(&mut self, assessment: &Assessment, responses: &ResponseSet) {
        let flags = assessment.flags;
        let is_careless = flags.straight_line || flags.inconsistent || flags.rushed;
        for (count, is_set) in
            self.flags.iter_mut().zip([flags.straight_line, flags.inconsistent, flags.low_interest])
        {
            *count += u64::from(is_set);
        }
        self.careless += u64::from(is_careless);
        let Content { instrument, contrast, .. } = self.content;
        if let Some([first, second]) = likings(instrument, contrast, responses).filter(|_| !is_careless) {
            self.norm.add(parts(first - second));
        }
    }

    /// Adds how a scale's items, the scales, and the sides go together.
    fn add_scales(&mut self, responses: &ResponseSet) {
        let mut means = Vec::with_capacity(self.ends.len());
        let mut sides = [(0, 0); 2];
        for ((place, items), (pairs, ends)) in
            self.layout.scales().iter().enumerate().zip(self.pairs.iter_mut().zip(&mut self.ends))
        {
            let answers: Vec<Option<i64>> =
                items.iter().map(|item| responses.get(*item).map(|one| i64::from(one.value()))).collect();
            pairs.add(&answers);
            let (count, sum) = answers.iter().flatten().fold((0, 0), |(n, sum), one| (n + 1, sum + one));
            means.push((count > 0).then(|| sum * (MEAN / count)));
            if count > 0 {
                let end = if sum == count {
                    0
                } else if sum == 5 * count {
                    2
                } else {
                    1
                };
                ends.iter_mut().skip(end).take(1).for_each(|one| *one += 1);
            }
            if let Some(side) = self.content.contrast.side(place) {
                let [first, second] = &mut sides;
                let (n, all) = match side {
                    Side::First => first,
                    Side::Second => second,
                };
                *n += count;
                *all += sum;
            }
        }
        let pairs = means.iter().flat_map(|x| means.iter().map(move |y| (*x, *y)));
        for (sums, pair) in self.scales.iter_mut().zip(pairs) {
            if let (Some(x), Some(y)) = pair {
                sums.add_pair(x, y);
            }
        }
        self.add_appeal(sides);
    }

    /// Adds the plain means of both sides' answers, of somebody with answers on both.
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred answers")]
    fn add_appeal(&mut self, [(n, first), (m, second)]: [(i64, i64); 2]) {
        if n == 0 || m == 0 {
            return;
        }
        let [first, second] = [(first, n), (second, m)].map(|(sum, count)| sum as f64 / count as f64);
        for (sums, figure) in self.appeal.iter_mut().zip([first, second, first - second]) {
            sums.add(parts(figure));
        }
    }

    /// Adds the gap of each half of the core: of every scale the first, third … item, and the others.
    fn add_halves(&mut self, responses: &ResponseSet) {
        let Content { instrument, contrast, .. } = self.content;
        let half = |which: usize| {
            let mut part = ResponseSet::empty(instrument.items.len());
            for item in self.layout.scales().iter().flat_map(|items| items.iter().skip(which).step_by(2)) {
                part.set(*item, responses.get(*item));
            }
            likings(instrument, contrast, &part).map(|[first, second]| parts(first - second))
        };
        if let (Some(one), Some(other)) = (half(0), half(1)) {
            self.halves.add_pair(one, other);
        }
    }

    fn add_to_group(&mut self, responses: &ResponseSet, name: &str) -> Result<()> {
        let key = name.to_lowercase();
        if self.groups.len() >= GROUPS && !self.groups.contains_key(&key) {
            let by = self.by.unwrap_or_default();
            bail!("there are more than {GROUPS} groups by {by}: choose a column with fewer values");
        }
        let layout = &self.layout;
        let (_, tables) = self.groups.entry(key).or_insert_with(|| (name.to_owned(), Tables::new(layout)));
        tables.add(layout, responses);
        Ok(())
    }
}
