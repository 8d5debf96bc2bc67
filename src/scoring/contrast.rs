//! The contrast of two matched keys: which scales pull to which side, and how strongly.

use std::fmt;

use crate::instrument::MAX_SCALES;

/// The most that a key can ask of a scale; the least is 0.
pub const MAX_DEMAND: i64 = 4;

/// One of the two paths, in the order of the profiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The first profile: a positive gap leads here.
    First,
    /// The second profile: a negative gap leads here.
    Second,
}

impl Side {
    /// Both, first one first.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// The place among the two: 0 or 1.
    pub fn index(self) -> usize {
        match self {
            Self::First => 0,
            Self::Second => 1,
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// Picks this side's value from a pair.
    pub fn of<T>(self, pair: &[T; 2]) -> &T {
        let [first, second] = pair;
        match self {
            Self::First => first,
            Self::Second => second,
        }
    }
}

/// Differences of the two keys, a scale each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrast {
    differences: Vec<i64>,
    total: i64,
}

/// Two keys that can't be compared. Where they do not match, a full-profile index could name a side for liking
/// everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnmatchedKeys {
    /// They cover different numbers of scales.
    Lengths([usize; 2]),
    /// They cover more scales than [`MAX_SCALES`]: this many.
    Scales(usize),
    /// One asks this of a scale, which is not 0 to [`MAX_DEMAND`].
    Demand(i64),
    /// They are the same, so that nothing tells the paths apart.
    Same,
    /// Their sums or their sums of squares differ.
    Sums {
        /// The sums of the two keys.
        sums: [i64; 2],
        /// The sums of their squares.
        squares: [i64; 2],
    },
}

impl fmt::Display for UnmatchedKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differ = |what: &str, [a, b]: [i64; 2]| {
            (a != b).then(|| format!("{what} {a} and {b} differ by {}", (a - b).abs()))
        };
        match *self {
            Self::Lengths([a, b]) => write!(f, "the keys are not matched: they cover {a} and {b} scales"),
            Self::Scales(count) => write!(f, "the keys cover {count} scales; {MAX_SCALES} is the most"),
            Self::Demand(demand) => write!(f, "a key asks {demand} of a scale; it must be 0 to {MAX_DEMAND}"),
            Self::Same => f.write_str("the keys are the same, so nothing tells the two paths apart"),
            Self::Sums { sums, squares } => {
                let parts = [differ("the sums", sums), differ("the sums of squares", squares)];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                write!(f, "the keys are not matched: {}", parts.join(", "))
            }
        }
    }
}

impl std::error::Error for UnmatchedKeys {}

impl Contrast {
    /// The contrast of two keys over the same scales.
    ///
    /// # Errors
    /// Where sums or sums of squares differ, or the keys are the same so that nothing tells them apart; where they
    /// cover more than [`MAX_SCALES`] or ask for other than 0 to [`MAX_DEMAND`].
    pub fn new(first: &[i64], second: &[i64]) -> Result<Self, UnmatchedKeys> {
        if first.len() != second.len() {
            return Err(UnmatchedKeys::Lengths([first.len(), second.len()]));
        }
        if first.len() > MAX_SCALES {
            return Err(UnmatchedKeys::Scales(first.len()));
        }
        if let Some(&demand) = first.iter().chain(second).find(|demand| !(0..=MAX_DEMAND).contains(*demand)) {
            return Err(UnmatchedKeys::Demand(demand));
        }
        let keys = [first, second];
        let sums = keys.map(|key| key.iter().sum::<i64>());
        let squares = keys.map(|key| key.iter().map(|x| x * x).sum::<i64>());
        if sums[0] != sums[1] || squares[0] != squares[1] {
            return Err(UnmatchedKeys::Sums { sums, squares });
        }
        let differences: Vec<i64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let total = differences.iter().filter(|&&d| d > 0).sum();
        if total > 0 { Ok(Self { differences, total }) } else { Err(UnmatchedKeys::Same) }
    }

    /// The difference of the keys on a scale: positive pulls to the first side; 0 for no such scale.
    pub fn difference(&self, scale: usize) -> i64 {
        self.differences.get(scale).copied().unwrap_or(0)
    }

    /// The sum of the positive differences, which is that of the negative ones too.
    pub fn total(&self) -> i64 {
        self.total
    }

    /// The side that a scale pulls to; `None` where the keys agree on it.
    pub fn side(&self, scale: usize) -> Option<Side> {
        match self.difference(scale).signum() {
            1 => Some(Side::First),
            -1 => Some(Side::Second),
            _ => None,
        }
    }
}
