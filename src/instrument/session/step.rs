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

/// What has become of the tie-breakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieBreakers {
    /// They were not needed so far.
    NotOffered,
    /// They were offered and not wanted.
    Declined,
    /// They are part of the quiz now.
    Accepted,
}
