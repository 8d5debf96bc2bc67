//! A single response and the set of responses that one person has given.

use std::ops::Range;

/// How much somebody would like an activity: 1 (strongly dislike) to 5 (strongly like).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// 1, the lowest.
    One = 1,
    /// 2.
    Two,
    /// 3, the middle.
    Three,
    /// 4.
    Four,
    /// 5, the highest.
    Five,
}

impl Response {
    /// How many responses there are to choose from.
    pub const COUNT: usize = 5;
    /// The lowest response.
    pub const LOWEST: Self = Self::One;
    /// The middle one, where the first arrow lands.
    pub const MIDDLE: Self = Self::Three;
    /// The highest response.
    pub const HIGHEST: Self = Self::Five;

    /// A response from its number; `None` outside 1 to 5.
    pub fn new(value: u8) -> Option<Self> {
        match value {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            5 => Some(Self::Five),
            _ => None,
        }
    }

    /// All five, lowest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        [Self::One, Self::Two, Self::Three, Self::Four, Self::Five].into_iter()
    }

    /// The number of the response, 1 to 5.
    pub fn value(self) -> u8 {
        self as u8
    }

    /// The place among the options, 0 to 4.
    pub fn index(self) -> usize {
        usize::from(self.value()) - 1
    }

    /// Picks what belongs to this response from one for each, lowest first.
    pub fn of<T>(self, each: &[T; Self::COUNT]) -> &T {
        let [one, two, three, four, five] = each;
        match self {
            Self::One => one,
            Self::Two => two,
            Self::Three => three,
            Self::Four => four,
            Self::Five => five,
        }
    }

    /// One step lower, or the lowest.
    pub fn lower(self) -> Self {
        Self::new(self.value() - 1).unwrap_or(self)
    }

    /// One step higher, or the highest.
    pub fn higher(self) -> Self {
        Self::new(self.value() + 1).unwrap_or(self)
    }
}

/// The responses to the items of an instrument, by their place in the order asked.
///
/// A missing response is `None`: never 0, 1 or 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseSet {
    responses: Vec<Option<Response>>,
}

impl ResponseSet {
    /// No responses yet to `count` items.
    pub fn empty(count: usize) -> Self {
        Self { responses: vec![None; count] }
    }

    /// The response to the item at this place.
    pub fn get(&self, index: usize) -> Option<Response> {
        self.responses.get(index).copied().flatten()
    }

    /// Sets or removes the response at this place; a place that does not exist is ignored.
    pub fn set(&mut self, index: usize, response: Option<Response>) {
        if let Some(slot) = self.responses.get_mut(index) {
            *slot = response;
        }
    }

    /// These places; none where one of them does not exist.
    pub fn places(&mut self, range: Range<usize>) -> &mut [Option<Response>] {
        self.responses.get_mut(range).unwrap_or_default()
    }

    /// Every place in the order asked, answered or not.
    pub fn iter(&self) -> impl Iterator<Item = Option<Response>> + '_ {
        self.responses.iter().copied()
    }

    /// So many of the places, from the first on; fewer where there are no more.
    pub fn first(&self, count: usize) -> &[Option<Response>] {
        self.responses.get(..count).unwrap_or(&self.responses)
    }

    /// The responses given, in the order asked.
    pub fn given(&self) -> impl Iterator<Item = Response> + '_ {
        self.responses.iter().copied().flatten()
    }
}

impl FromIterator<Option<Response>> for ResponseSet {
    fn from_iter<I: IntoIterator<Item = Option<Response>>>(responses: I) -> Self {
        Self { responses: responses.into_iter().collect() }
    }
}
