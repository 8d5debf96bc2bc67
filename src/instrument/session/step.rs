//! Where somebody stands in a session.

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Before the first question.
    Welcome,
    /// At the question [`Session::at`](super::Session::at).
    Question,
    /// Asked whether to take the tie-breakers.
    Offer,
    /// Looking over all answers.
    Review,
    /// Reading the result.
    Result,
}

/// Where somebody stands, with the way back from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Welcome,
    Question,
    /// At a question that was opened from the review and leads back there.
    Opened,
    /// At one of the questions without an answer, of which a result needs some; on leads to the next of them.
    Filling,
    Offer(OfferedFrom),
    Review,
    Result,
}

/// Where the tie-breakers were offered from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfferedFrom {
    LastQuestion,
    Review,
    Result,
}

impl Stand {
    pub(super) fn step(self) -> Step {
        match self {
            Self::Welcome => Step::Welcome,
            Self::Question | Self::Opened | Self::Filling => Step::Question,
            Self::Offer(_) => Step::Offer,
            Self::Review => Step::Review,
            Self::Result => Step::Result,
        }
    }
}
