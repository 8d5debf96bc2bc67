//! A single response and the set of responses that one person has given.

/// How much somebody would like an activity: 1 (strongly dislike) to 5 (strongly like).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Response(u8);

impl Response {
    /// How many responses there are to choose from.
    pub const COUNT: usize = 5;
    /// The lowest response.
    pub const LOWEST: Self = Self(1);
    /// The middle one, where the cursor starts.
    pub const MIDDLE: Self = Self(3);
    /// The highest response.
    pub const HIGHEST: Self = Self(5);

    /// A response from its number; `None` outside 1 to 5.
    pub fn new(value: u8) -> Option<Self> {
        (1..=5).contains(&value).then_some(Self(value))
    }

    /// All five, lowest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        [1, 2, 3, 4, 5].into_iter().map(Self)
    }

    /// The number of the response, 1 to 5.
    pub fn value(self) -> u8 {
        self.0
    }

    /// The place among the options, 0 to 4.
    pub fn index(self) -> usize {
        usize::from(self.0.saturating_sub(1))
    }

    /// One step lower, or the lowest.
    pub fn lower(self) -> Self {
        Self::new(self.0 - 1).unwrap_or(self)
    }

    /// One step higher, or the highest.
    pub fn higher(self) -> Self {
        Self::new(self.0 + 1).unwrap_or(self)
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

    /// Every place in the order asked, answered or not.
    pub fn iter(&self) -> impl Iterator<Item = Option<Response>> + '_ {
        self.responses.iter().copied()
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
