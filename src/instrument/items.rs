//! The items of an instrument and what they measure. They hold no more than the exact arithmetic of the scoring can.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The most items that a scale may have: the mean of up to as many answers is exact.
pub const MAX_ITEMS: usize = 10;

/// The most scales that there may be: the sums over up to as many are exact.
pub const MAX_SCALES: usize = 50;

/// A group of scales as the student sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Stable name, such as `patient_records`.
    pub id: String,
    /// What the student reads, such as "Patient records".
    pub label: String,
}

/// One kind of activity, measured by several items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its place among the scales, from 0.
    pub place: usize,
    /// Stable name, such as `it_systems`.
    pub id: String,
    /// What the student reads, such as "health IT systems".
    pub label: String,
    /// The area it is shown under.
    pub area: Area,
    /// A question for an advisor about this kind of activity.
    pub ask: String,
}

/// One work activity to be rated for liking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Stable name, such as `it_systems_1`.
    pub id: String,
    /// The scale it measures.
    pub scale: Arc<Scale>,
    /// The activity, as a verb phrase that ends the stem's sentence.
    pub text: String,
    /// Asked only where the core items leave it too close to call.
    pub tie_breaker: bool,
}

/// Items in the order asked: the core, then the tie-breakers. A slice of [`Item`]s that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Items {
    items: Vec<Item>,
    /// The place of each item's scale among the scales: what the scoring of thousands asks of an item.
    scales: Vec<usize>,
    core: usize,
}

/// Why items can't be asked together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemsError {
    /// There are more scales than [`MAX_SCALES`]: this many.
    Scales(usize),
    /// The scale of this id has more items than [`MAX_ITEMS`].
    Items(String),
    /// The item of this id measures a scale that is not one of these.
    Stray(String),
}

impl fmt::Display for ItemsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scales(count) => write!(f, "there are {count} scales; {MAX_SCALES} is the most"),
            Self::Items(scale) => {
                write!(f, "the scale `{scale}` has too many items; {MAX_ITEMS} is the most")
            }
            Self::Stray(item) => write!(f, "the item `{item}` has a scale of its own"),
        }
    }
}

impl std::error::Error for ItemsError {}

impl Items {
    /// Items that measure these scales. The core comes first, wherever the tie-breakers stand among them.
    ///
    /// # Errors
    /// Where an item measures another scale, or there are more than [`MAX_SCALES`] or [`MAX_ITEMS`] a scale.
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

    /// How many items everybody is asked.
    pub fn core(&self) -> usize {
        self.core
    }

    /// The place of each item's scale among the scales, in the order asked.
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
