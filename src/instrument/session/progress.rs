//! What is kept of a session: enough to go on later, or to show its result again.

use std::time::Duration;

use super::{Session, Stand};
use crate::instrument::{Answers, Instrument};

/// What is kept of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The answers.
    pub answers: Answers,
    /// What was skipped, by place in the order asked.
    pub skipped: Vec<bool>,
    /// How long each first answer took, where that is known.
    pub times: Vec<Option<Duration>>,
    /// Whether the result has been shown.
    pub finished: bool,
}

impl Session {
    /// What is to be kept.
    pub fn progress(&self) -> Progress {
        Progress {
            answers: self.answers.clone(),
            skipped: self.skipped.clone(),
            times: self.times.clone(),
            finished: self.seen_result,
        }
    }

    /// A session at the welcome, with everything that was kept.
    pub fn restore(instrument: &Instrument, progress: Progress) -> Self {
        let mut session = Self::new(instrument);
        session.answers = progress.answers;
        session.skipped = progress.skipped;
        session.times = progress.times;
        session.before_review = session.len().saturating_sub(1);
        session.seen_result = progress.finished && session.first_open().is_none();
        session
    }

    /// From the welcome back to where somebody left off: the first open question, the offer of the tie-breakers, or
    /// the result.
    pub fn resume(&mut self, too_close: impl FnOnce(&Self) -> bool) {
        if self.stand != Stand::Welcome {
            return;
        }
        match self.first_open() {
            Some(open) => {
                self.at = open;
                self.stand = Stand::Question;
            }
            None if self.seen_result => self.stand = Stand::Result,
            None => {
                self.at = self.len().saturating_sub(1);
                self.end_of_questions(too_close);
            }
        }
    }

    /// The same answers at the welcome, from where they can go on.
    #[must_use]
    pub fn from_the_start(&self, instrument: &Instrument) -> Self {
        Self::restore(instrument, self.progress())
    }

    /// The session of somebody who answered elsewhere: every item without an answer counts as skipped.
    pub fn finished(instrument: &Instrument, answers: Answers) -> Self {
        let count = instrument.items.len();
        let mut session = Self::restore(
            instrument,
            Progress {
                skipped: answers.responses.iter().map(|response| response.is_none()).collect(),
                answers,
                times: vec![None; count],
                finished: true,
            },
        );
        session.show_result();
        session
    }
}
