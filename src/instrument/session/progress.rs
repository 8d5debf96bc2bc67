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

    /// From the welcome back to where somebody left off: the first open question, the result, or the review.
    pub fn resume(&mut self) {
        if self.stand != Stand::Welcome {
            return;
        }
        self.stand = match self.first_open() {
            Some(open) => {
                self.at = open;
                Stand::Question
            }
            None if self.seen_result => Stand::Result,
            None => Stand::Review,
        };
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
