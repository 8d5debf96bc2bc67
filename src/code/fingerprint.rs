//! The full mark of a content: it changes with everything that decides what answers mean.

use std::fmt;

use super::hash::Hash;
use crate::content::Content;
use crate::instrument::{Constants, Instrument};

/// A mark of the content that answers were given to.
///
/// It changes with whatever decides what an answer means or how it is scored: the questions (id, version,
/// opening words, options, and each item's id, scale, text and tie-breaker flag), the paths (ids and keys) and the
/// scoring (its constants). It does not change with pay, job titles, explained words and the like, so that a
/// code outlives a new edition of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    questions: u32,
    paths: u32,
    scoring: u32,
}

impl Fingerprint {
    /// Takes the mark of a content.
    pub fn new(content: &Content) -> Self {
        Self {
            questions: questions(&content.instrument),
            paths: paths(content),
            scoring: scoring(&content.instrument.constants),
        }
    }

    /// The mark of the paths alone: their ids and keys.
    pub(super) fn paths(self) -> u32 {
        self.paths
    }

    /// The mark of the scoring alone: its constants.
    pub(super) fn scoring(self) -> u32 {
        self.scoring
    }
}

impl fmt::Display for Fingerprint {
    /// 24 hexadecimal digits: 8 each for the questions, the paths and the scoring.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}{:08x}{:08x}", self.questions, self.paths, self.scoring)
    }
}

fn questions(instrument: &Instrument) -> u32 {
    let mut hash = Hash::new();
    for text in [&instrument.id, &instrument.version, &instrument.stem] {
        hash.text(text);
    }
    for option in &instrument.options {
        hash.text(option);
    }
    for item in &instrument.items {
        hash.text(&item.id);
        hash.text(&item.scale.id);
        hash.text(&item.text);
        hash.bytes(&[u8::from(item.tie_breaker)]);
    }
    hash.folded()
}

fn paths(content: &Content) -> u32 {
    let mut hash = Hash::new();
    for profile in &content.profiles.pair {
        hash.text(&profile.id);
        for (scale, demand) in content.instrument.scales.iter().zip(&profile.key) {
            hash.text(&scale.id);
            hash.bytes(&demand.to_le_bytes());
        }
    }
    hash.folded()
}

fn scoring(constants: &Constants) -> u32 {
    // Taken apart, so that a new constant can't be forgotten here.
    let Constants { prior_variance, prior_df, day_to_day, spread, norm_gap, clear, lean, both, neither } =
        constants;
    let mut hash = Hash::new();
    for number in [prior_variance, prior_df, day_to_day, spread, clear, lean, both, neither] {
        // Adding 0 makes a negative zero positive.
        hash.bytes(&(number + 0.0).to_bits().to_le_bytes());
    }
    hash.bytes(&i64::from(*norm_gap).to_le_bytes());
    hash.folded()
}
