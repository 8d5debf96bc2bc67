//! What a code holds, and what it was made with.

use super::stamp::Stamp;
use super::{Changes, Difference};
use crate::instrument::Answers;

/// What a code holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The answers.
    pub answers: Answers,
    /// What has changed in the content since.
    pub changes: Changes,
    /// The content that it was made with; `None` for answers that come without a code.
    pub origin: Option<Origin>,
}

impl From<Answers> for Opened {
    /// Answers that come without a code.
    fn from(answers: Answers) -> Self {
        Self { answers, changes: Changes::default(), origin: None }
    }
}

/// The content that a code was made with, as far as a code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin(pub(super) Stamp);

impl Origin {
    /// What differs from content that asks the same questions.
    ///
    /// # Errors
    /// Where the questions differ.
    pub fn since(self, other: Self) -> Result<Changes, Difference> {
        self.0.since(other.0)
    }
}
