//! The answers of one person counted and summed, a scale each, so that their means are exact.

use crate::instrument::{Instrument, Item, MAX_ITEMS, ResponseSet};

/// The common denominator of all scale means: the least common multiple of 1 to [`MAX_ITEMS`].
pub(super) const DENOMINATOR: i64 = common_multiple(MAX_ITEMS as i64);

/// What each of so many answers has of their mean, in parts of [`DENOMINATOR`].
const SHARES: [i64; MAX_ITEMS + 1] = shares();

/// The least common multiple of 1 to a number.
const fn common_multiple(most: i64) -> i64 {
    let (mut multiple, mut number) = (1, 2);
    while number <= most {
        let (mut divisor, mut rest) = (multiple, number);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        multiple *= number / divisor;
        number += 1;
    }
    multiple
}

/// [`DENOMINATOR`] divided by each count; 0 for none.
const fn shares() -> [i64; MAX_ITEMS + 1] {
    let mut shares = [0; MAX_ITEMS + 1];
    let (mut count, mut left) = (0, shares.as_mut_slice());
    while let Some((share, rest)) = left.split_first_mut() {
        if count > 0 {
            *share = DENOMINATOR / count;
        }
        (count, left) = (count + 1, rest);
    }
    shares
}

/// Count, sum and sum of squares of answers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// How many there are.
    pub(super) count: i64,
    /// Their sum.
    pub(super) sum: i64,
    /// The sum of their squares.
    pub(super) squares: i64,
}

impl Sums {
    fn add(&mut self, more: Self) {
        self.count += more.count;
        self.sum += more.sum;
        self.squares += more.squares;
    }

    /// The mean, 1 to 5; `None` without an answer.
    pub(super) fn mean(self) -> Option<f64> {
        mean(self.count, self.sum)
    }

    /// The sum of squares around the mean, times the count.
    pub(super) fn spread(self) -> i64 {
        self.count * self.squares - self.sum * self.sum
    }
}

/// The answers of one person to the items of one scale: at most [`MAX_ITEMS`], so that their mean is exact. Only a
/// [`Tally`] makes them, from [`Items`](crate::instrument::Items) that hold no more.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ScaleTally(Sums);

impl ScaleTally {
    /// Count, sum and sum of squares.
    pub(super) fn sums(self) -> Sums {
        self.0
    }

    /// What each answer has of the mean, in parts of [`DENOMINATOR`]; 0 without an answer.
    pub(super) fn share(self) -> i64 {
        usize::try_from(self.0.count).ok().and_then(|count| SHARES.get(count)).copied().unwrap_or(0)
    }
}

/// Counts and sums of one person's answers, a scale each.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    scales: Vec<ScaleTally>,
    core_answered: usize,
}

impl Tally {
    /// Counts the answers.
    pub(super) fn new(instrument: &Instrument, responses: &ResponseSet) -> Self {
        let mut tally = Self::empty(instrument);
        tally.count(instrument, responses);
        tally
    }

    /// No answers yet.
    pub(super) fn empty(instrument: &Instrument) -> Self {
        Self { scales: vec![ScaleTally::default(); instrument.scales.len()], core_answered: 0 }
    }

    /// Counts these answers in place of those before.
    pub(super) fn count(&mut self, instrument: &Instrument, responses: &ResponseSet) {
        self.scales.fill(ScaleTally::default());
        let scales = instrument.items.scales();
        for (scale, response) in scales.iter().zip(responses.first(scales.len())) {
            if let Some(response) = response
                && let Some(scale) = self.scales.get_mut(*scale)
            {
                let value = i64::from(response.value());
                scale.0.add(Sums { count: 1, sum: value, squares: value * value });
            }
        }
        let core = responses.first(instrument.core_count());
        self.core_answered = core.iter().filter(|response| response.is_some()).count();
    }

    /// The answers to the scale of an item.
    pub(super) fn scale_of(&self, item: &Item) -> Option<ScaleTally> {
        self.scales.get(item.scale.place).copied()
    }

    /// Every scale's answers.
    pub(super) fn scales(&self) -> impl Iterator<Item = ScaleTally> + '_ {
        self.scales.iter().copied()
    }

    /// How many core items were answered.
    pub(super) fn core_answered(&self) -> usize {
        self.core_answered
    }

    /// All answers together.
    pub(super) fn total(&self) -> Sums {
        self.scales().fold(Sums::default(), |mut all, scale| {
            all.add(scale.0);
            all
        })
    }
}

/// The mean of so many answers with this sum; `None` of none.
pub(crate) fn mean(count: i64, sum: i64) -> Option<f64> {
    (count > 0).then(|| ratio(sum, count))
}

/// The quotient of two integers as the nearest float. With a norm of at most 4 steps both stay far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "bounded by the types that they come from")]
pub(super) fn ratio(numerator: i64, denominator: i64) -> f64 {
    numerator as f64 / denominator as f64
}
