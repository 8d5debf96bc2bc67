//! What one person answered: the responses, and whether the tie-breakers were among what was asked.

use super::{Instrument, ResponseSet};

/// The answers of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The responses, by place in the order asked.
    pub responses: ResponseSet,
    /// What has become of the tie-breakers.
    pub tie_breakers: TieBreakers,
    /// Whether nobody gave them: they are a made-up person's, and say so wherever they go.
    pub made_up: bool,
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

impl Answers {
    /// No answers yet.
    pub fn empty(instrument: &Instrument) -> Self {
        let responses = ResponseSet::empty(instrument.items.len());
        Self { responses, tie_breakers: TieBreakers::NotOffered, made_up: false }
    }

    /// Responses that come without a word on the tie-breakers: they were asked where one of them has an answer.
    pub fn of(instrument: &Instrument, responses: ResponseSet) -> Self {
        let answered = responses.iter().skip(instrument.core_count()).any(|response| response.is_some());
        let tie_breakers = if answered { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        Self { responses, tie_breakers, made_up: false }
    }

    /// The same as a made-up person's.
    #[must_use]
    pub fn made_up(self) -> Self {
        Self { made_up: true, ..self }
    }
}
