//! A session as it stands in a file.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::instrument::{Answers, Instrument, Item, Progress, Response, ResponseSet, Session, TieBreakers};

/// The version of the file's format.
const FORMAT: u32 = 1;

/// Why a file gives no session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Its format is newer than this program.
    Newer,
    /// The answers are to other questions.
    OtherQuestions,
    /// It is none, or was cut, or says what can't be.
    Damaged,
}

impl Unusable {
    /// What is said of the file.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Self::Newer => "is of a newer career-fit",
            Self::OtherQuestions => "is about other questions",
            Self::Damaged => "is damaged",
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    format: u32,
    instrument: String,
    version: String,
    fingerprint: String,
    tie_breakers: SavedTieBreakers,
    finished: bool,
    answers: BTreeMap<String, SavedAnswer>,
}

#[derive(Debug, Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum SavedTieBreakers {
    NotOffered,
    Declined,
    Accepted,
}

/// An answer, or a skip where there is no value.
#[derive(Debug, Serialize, Deserialize)]
struct SavedAnswer {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    /// How long the first answer took.
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<u64>,
}

/// The version alone, to be read before the rest of a file that may have changed its shape.
#[derive(Debug, Deserialize)]
struct Version {
    format: u32,
}

/// The content alone that the answers were given to.
#[derive(Debug, Deserialize)]
struct Mark {
    fingerprint: String,
}

/// The text of the file.
///
/// # Errors
/// Never for a session; the type is that of the JSON library.
pub(super) fn write(
    instrument: &Instrument,
    fingerprint: &str,
    session: &Session,
) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Saved::new(instrument, fingerprint, session))
}

/// The session that a file holds.
pub(super) fn read(text: &str, instrument: &Instrument, fingerprint: &str) -> Result<Session, Unusable> {
    match serde_json::from_str::<Version>(text) {
        Ok(version) if version.format > FORMAT => return Err(Unusable::Newer),
        _ => {}
    }
    let saved: Saved = serde_json::from_str(text).map_err(|_| Unusable::Damaged)?;
    if saved.fingerprint != fingerprint {
        return Err(Unusable::OtherQuestions);
    }
    saved.session(instrument).ok_or(Unusable::Damaged)
}

/// Whether a file says that it is about other questions.
pub(super) fn is_of_others(text: &str, fingerprint: &str) -> bool {
    serde_json::from_str::<Mark>(text).is_ok_and(|mark| mark.fingerprint != fingerprint)
}

impl Saved {
    fn new(instrument: &Instrument, fingerprint: &str, session: &Session) -> Self {
        let answer = |(index, item): (usize, &Item)| {
            let value = session.responses().get(index).map(Response::value);
            let took = session.times().get(index).copied().flatten();
            let milliseconds = took.and_then(|took| u64::try_from(took.as_millis()).ok());
            session.is_settled(index).then(|| (item.id.clone(), SavedAnswer { value, milliseconds }))
        };
        Self {
            format: FORMAT,
            instrument: instrument.id.clone(),
            version: instrument.version.clone(),
            fingerprint: fingerprint.to_owned(),
            tie_breakers: match session.tie_breakers() {
                TieBreakers::NotOffered => SavedTieBreakers::NotOffered,
                TieBreakers::Declined => SavedTieBreakers::Declined,
                TieBreakers::Accepted => SavedTieBreakers::Accepted,
            },
            finished: session.seen_result(),
            answers: instrument.items.iter().enumerate().filter_map(answer).collect(),
        }
    }

    /// The session again; `None` where an answer or an item is none.
    fn session(&self, instrument: &Instrument) -> Option<Session> {
        let count = instrument.items.len();
        let mut responses = ResponseSet::empty(count);
        let mut skipped = vec![false; count];
        let mut times = vec![None; count];
        for (id, answer) in &self.answers {
            let index = instrument.position(id)?;
            match answer.value {
                Some(value) => responses.set(index, Some(Response::new(value)?)),
                None => *skipped.get_mut(index)? = true,
            }
            *times.get_mut(index)? = answer.milliseconds.map(Duration::from_millis);
        }
        let tie_breakers = match self.tie_breakers {
            SavedTieBreakers::NotOffered => TieBreakers::NotOffered,
            SavedTieBreakers::Declined => TieBreakers::Declined,
            SavedTieBreakers::Accepted => TieBreakers::Accepted,
        };
        let answers = Answers { responses, tie_breakers, made_up: false };
        let progress = Progress { answers, skipped, times, finished: self.finished };
        Some(Session::restore(instrument, progress))
    }
}
