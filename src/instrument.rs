//! The instrument: items, scales, areas, response options and scoring constants; the answers to it; and a
//! [`Session`], one person's way through it.
//!
//! Everything here is plain data that [`crate::content`] has checked. Items are identified by id, never by text.

mod session;

pub use session::{Session, Step};

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A questionnaire: the items in the order asked, what they measure, and how answers are scored.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Stable name of the questionnaire, such as `career-fit`.
    pub id: String,
    /// Version of the questions; it changes when a question or a key changes.
    pub version: String,
    /// Shown on the first screen.
    pub title: String,
    /// One or two sentences on what the quiz is for.
    pub intro: String,
    /// Precedes every activity, such as "How much would you like to…".
    pub stem: String,
    /// About how long the core items take, in minutes.
    pub minutes: u32,
    /// The labels of the five responses, from strongly dislike (1) to strongly like (5).
    pub options: [String; Response::COUNT],
    /// In the order of the content file.
    pub scales: Vec<Arc<Scale>>,
    /// Core items in the order asked, then the tie-breakers in the order asked.
    pub items: Items,
    pub terms: Vec<Term>,
    pub constants: Constants,
    /// What is known about these questions; `None` if they are untested.
    pub evidence: Option<Evidence>,
}

/// How well a questionnaire worked when it was tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// How it was tested, such as "trials with made-up people whose leaning was known".
    pub what: String,
    /// Of 100 people, the number for whom it named a field.
    pub named: i64,
    /// Of 100 of those, the number for whom it named the right one.
    pub right: i64,
    /// What was not tested.
    pub note: Option<String>,
    /// How the wording was kept neutral between the fields.
    pub wording: Option<String>,
}

/// A word that a student may not know, with its explanation.
#[derive(Debug, Clone)]
pub struct Term {
    /// Such as "EHR".
    pub name: String,
    /// All spellings that occur in texts, including the name.
    pub words: Vec<String>,
    pub means: String,
}

/// Scoring constants, from the `[scoring]` table of the questions.
///
/// The shipped values come from a simulation of the method with these questions; other questions need others.
#[derive(Debug, Clone, PartialEq)]
pub struct Constants {
    /// Prior variance within a scale, in squared response steps.
    pub prior_variance: f64,
    /// Degrees of freedom that the prior counts for.
    pub prior_df: f64,
    /// Day-to-day variance of a scale's mean, in squared steps.
    pub day_to_day: f64,
    /// Variance of true gaps between people, in squared steps.
    pub spread: f64,
    /// The average student's gap, in ten-thousandths of a step; 0 without norms.
    pub norm_gap: i32,
    /// Least confidence (0.5 to 1) at which a field fits clearly.
    pub clear: f64,
    /// Least confidence (0.5 to 1) at which a field leads; below it the tie-breakers are offered.
    pub lean: f64,
    /// If it's too close, both fields fit if both are liked at least this much (1 to 5).
    pub both: f64,
    /// If it's too close, neither stands out if both are liked at most this much (1 to 5).
    pub neither: f64,
}

impl Instrument {
    /// Number of items that everyone is asked.
    pub fn core_count(&self) -> usize {
        self.items.core()
    }

    /// Number of items asked only if the core leaves it too close to call.
    pub fn tie_breaker_count(&self) -> usize {
        self.items.len() - self.core_count()
    }

    /// The item at this place in the order asked.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// The place in the order asked of the item with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// The label of the area that an item is shown under.
    pub fn area_label<'a>(&self, item: &'a Item) -> &'a str {
        &item.scale.area.label
    }

    /// The label of a response.
    pub fn option(&self, response: Response) -> &str {
        &self.options[response.index()]
    }

    /// The terms that occur as whole words in any of these texts, in the order of the content.
    pub fn terms_in<'a>(&'a self, texts: &[&str]) -> Vec<&'a Term> {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let found = |word: &String| texts.iter().any(|text| contains_word(text, &word.to_lowercase()));
        self.terms.iter().filter(|term| term.words.iter().any(found)).collect()
    }
}

/// Maximum number of items per scale: the mean of up to 10 answers is exact in integers.
pub const MAX_ITEMS: usize = 10;

/// Maximum number of scales: sums over up to 50 are exact in integers.
pub const MAX_SCALES: usize = 50;

/// A group of scales as the student sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Such as `patient_records`.
    pub id: String,
    /// Such as "Patient records".
    pub label: String,
}

/// One kind of activity, measured by several items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Index among the scales.
    pub place: usize,
    /// Such as `it_systems`.
    pub id: String,
    /// Such as "health IT systems".
    pub label: String,
    pub area: Area,
    /// A question for an advisor about this kind of activity.
    pub ask: String,
}

/// One work activity to be rated for liking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Such as `it_systems_1`.
    pub id: String,
    pub scale: Arc<Scale>,
    /// The activity, as a verb phrase that ends the stem's sentence.
    pub text: String,
    /// Asked only if the core items leave it too close to call.
    pub tie_breaker: bool,
}

/// Items in the order asked: the core, then the tie-breakers. Derefs to a slice of [`Item`]s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    items: Vec<Item>,
    /// The index of each item's scale.
    scales: Vec<usize>,
    core: usize,
}

/// Why items don't make an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemsError {
    /// More scales than [`MAX_SCALES`].
    Scales(usize),
    /// The scale with this id has more items than [`MAX_ITEMS`].
    Items(String),
    /// The item with this id measures a scale that isn't one of the instrument's.
    Stray(String),
}

impl fmt::Display for ItemsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scales(count) => write!(f, "there are {count} scales; the maximum is {MAX_SCALES}"),
            Self::Items(scale) => {
                write!(f, "the scale `{scale}` has too many items; the maximum is {MAX_ITEMS}")
            }
            Self::Stray(item) => write!(f, "the item `{item}` measures an unknown scale"),
        }
    }
}

impl std::error::Error for ItemsError {}

impl Items {
    /// Items that measure these scales, the core moved before the tie-breakers.
    pub fn new(scales: &[Arc<Scale>], items: Vec<Item>) -> Result<Self, ItemsError> {
        if scales.len() > MAX_SCALES {
            return Err(ItemsError::Scales(scales.len()));
        }
        let is_listed = |item: &&Item| scales.get(item.scale.place).is_some_and(|scale| *scale == item.scale);
        if let Some(stray) = items.iter().find(|item| !is_listed(item)) {
            return Err(ItemsError::Stray(stray.id.clone()));
        }
        let count = |scale: &&Arc<Scale>| items.iter().filter(|item| item.scale.place == scale.place).count();
        if let Some(scale) = scales.iter().find(|scale| count(scale) > MAX_ITEMS) {
            return Err(ItemsError::Items(scale.id.clone()));
        }
        let (extra, mut items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.tie_breaker);
        let core = items.len();
        items.extend(extra);
        let scales = items.iter().map(|item| item.scale.place).collect();
        Ok(Self { items, scales, core })
    }

    /// Number of core items.
    pub fn core(&self) -> usize {
        self.core
    }

    /// The index of each item's scale, in the order asked.
    pub fn scales(&self) -> &[usize] {
        &self.scales
    }
}

impl Deref for Items {
    type Target = [Item];

    fn deref(&self) -> &[Item] {
        &self.items
    }
}

impl<'a> IntoIterator for &'a Items {
    type Item = &'a Item;
    type IntoIter = std::slice::Iter<'a, Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// How much a respondent would like an activity: 1 (strongly dislike) to 5 (strongly like).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Response {
    One = 1,
    Two,
    Three,
    Four,
    Five,
}

impl Response {
    pub const COUNT: usize = 5;
    pub const LOWEST: Self = Self::One;
    /// The middle response, where the first arrow key lands.
    pub const MIDDLE: Self = Self::Three;
    pub const HIGHEST: Self = Self::Five;

    /// The response with this number; `None` outside 1 to 5.
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

    /// One step higher, or the highest.
    pub fn higher(self) -> Self {
        Self::new(self.value() + 1).unwrap_or(self)
    }

    /// 1 to 5.
    pub fn value(self) -> u8 {
        self as u8
    }

    /// Index among the options, 0 to 4.
    pub fn index(self) -> usize {
        usize::from(self.value()) - 1
    }
}

impl TryFrom<u8> for Response {
    type Error = String;

    fn try_from(value: u8) -> Result<Self, String> {
        Self::new(value).ok_or_else(|| format!("{value} is not a response from 1 to 5"))
    }
}

impl From<Response> for u8 {
    fn from(response: Response) -> Self {
        response.value()
    }
}

/// The responses to the items of an instrument, by their place in the order asked.
///
/// A missing response is `None`, never 0, 1 or 3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResponseSet {
    responses: Vec<Option<Response>>,
}

impl ResponseSet {
    /// A set for `count` items without responses.
    pub fn empty(count: usize) -> Self {
        Self { responses: vec![None; count] }
    }

    /// The response to the item at this place.
    pub fn get(&self, index: usize) -> Option<Response> {
        self.responses.get(index).copied().flatten()
    }

    /// Sets or removes the response at this place; a place out of range is ignored.
    pub fn set(&mut self, index: usize, response: Option<Response>) {
        if let Some(slot) = self.responses.get_mut(index) {
            *slot = response;
        }
    }

    /// The responses at these places; empty if one is out of range.
    pub fn places(&mut self, range: Range<usize>) -> &mut [Option<Response>] {
        self.responses.get_mut(range).unwrap_or_default()
    }

    /// Number of items, answered or not.
    pub fn len(&self) -> usize {
        self.responses.len()
    }

    pub fn is_empty(&self) -> bool {
        self.responses.is_empty()
    }

    /// Every place in the order asked, answered or not.
    pub fn iter(&self) -> impl Iterator<Item = Option<Response>> + '_ {
        self.responses.iter().copied()
    }

    /// The first `count` responses, or all if there are fewer.
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

/// One person's answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub responses: ResponseSet,
    pub tie_breakers: TieBreakers,
    /// Whether they are an example person's; every screen and file says so.
    #[serde(skip)]
    pub made_up: bool,
}

/// Whether the tie-breakers were offered, and taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieBreakers {
    NotOffered,
    Declined,
    Accepted,
}

impl Answers {
    pub fn empty(instrument: &Instrument) -> Self {
        let responses = ResponseSet::empty(instrument.items.len());
        Self { responses, tie_breakers: TieBreakers::NotOffered, made_up: false }
    }

    /// Answers from responses alone: the tie-breakers count as accepted if any of them has a response.
    pub fn of(instrument: &Instrument, responses: ResponseSet) -> Self {
        let answered = responses.iter().skip(instrument.core_count()).any(|response| response.is_some());
        let tie_breakers = if answered { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        Self { responses, tie_breakers, made_up: false }
    }

    /// The same answers as an example person's.
    #[must_use]
    pub fn made_up(self) -> Self {
        Self { made_up: true, ..self }
    }
}

/// Whether `text` contains `word` with no letter or digit right before or after it.
fn contains_word(text: &str, word: &str) -> bool {
    let alone = |neighbor: Option<char>| !neighbor.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(start, found)| {
        let (before, rest) = text.split_at(start);
        alone(before.chars().next_back())
            && alone(rest.get(found.len()..).and_then(|after| after.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::contains_word;

    #[test]
    fn only_whole_words_are_found() {
        assert!(contains_word("test a new ehr today", "ehr"));
        assert!(contains_word("ehr", "ehr"));
        assert!(!contains_word("their three", "ehr"));
        assert!(!contains_word("databases", "database"));
    }
}
