//! The session's keeper: what a front end asks to keep answers on disk while the quiz runs.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Result;

use super::saver::{A_MOMENT, Saver};
use super::{Store, folder, saved};
use crate::content::Content;
use crate::instrument::{Answers, Session};
use crate::{code, signals};

/// Whether answers are kept on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// They are not, as was asked.
    Off,
    /// Each is, as it is given.
    On,
    /// It did not work; this is why.
    Failed(String),
}

/// Keeps a session in its slot, where it has one. Copies share the slot.
#[derive(Debug, Clone)]
pub struct Keeper {
    saver: Option<Rc<Saver<Kept>>>,
    fingerprint: String,
    /// How long an answer waits for the disk, at most.
    patience: Duration,
    keeping: Keeping,
}

/// What is to be written: a session as it stands in its file, and the code of its result where it has one.
#[derive(Debug)]
struct Kept {
    session: String,
    code: Option<String>,
}

/// What earlier quizzes left.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// One that can go on.
    pub session: Option<Session>,
    /// How long ago that one was saved, where that is known.
    pub age: Option<Duration>,
    /// The answers of the last finished one, to compare with.
    pub last: Option<Answers>,
    /// A clear word about a file that could not be used.
    pub note: Option<String>,
}

impl Keeper {
    /// A keeper that keeps nothing, as was asked.
    pub fn off() -> Self {
        Self { saver: None, fingerprint: String::new(), patience: A_MOMENT, keeping: Keeping::Off }
    }

    /// Opens a slot, and finds what earlier quizzes left; `fresh` leaves out the one that could go on. Where nothing
    /// can be kept, the keeper says so and the quiz goes on.
    pub fn open(content: &Content, fresh: bool) -> (Self, Earlier) {
        Self::open_in(folder(), content, fresh)
    }

    /// The same in any folder; where none could be found, the keeper says that.
    pub fn open_in(folder: Result<PathBuf>, content: &Content, fresh: bool) -> (Self, Earlier) {
        let fingerprint = code::Fingerprint::new(content).to_string();
        let opened = folder
            .and_then(|folder| Store::open(folder, &content.instrument, &fingerprint))
            .and_then(|(store, found)| Ok((start(store)?, found)));
        match opened {
            Ok((saver, found)) => {
                let earlier = Earlier {
                    session: found.session.filter(|session| !fresh && session.settled() > 0),
                    age: found.age,
                    last: found
                        .last_code
                        .and_then(|text| code::decode(content, &text).ok())
                        .map(|opened| opened.answers),
                    note: found.note,
                };
                (
                    Self {
                        saver: Some(Rc::new(saver)),
                        fingerprint,
                        patience: A_MOMENT,
                        keeping: Keeping::On,
                    },
                    earlier,
                )
            }
            Err(error) => {
                let keeping = Keeping::Failed(format!("{error:#}"));
                (Self { saver: None, fingerprint, patience: A_MOMENT, keeping }, Earlier::default())
            }
        }
    }

    /// The same, waiting longer for a slow disk at each answer.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Whether the last try worked.
    pub fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// Keeps a session, and the code of its result where it has one.
    ///
    /// Where the disk is slow this comes back before it is written; it is written before the program ends.
    pub fn keep(&mut self, content: &Content, session: &Session, code: Option<&str>) {
        // Where no slot could be had, the reason stays.
        let Some(saver) = &self.saver else { return };
        let saved = saved::write(&content.instrument, &self.fingerprint, session)
            .map_err(|error| error.to_string())
            .and_then(|session| {
                saver.save(self.patience, |unwritten| Kept {
                    session,
                    code: code.map(str::to_owned).or(unwritten.and_then(|kept| kept.code)),
                })
            });
        self.keeping = saved.map_or_else(Keeping::Failed, |()| Keeping::On);
    }
}

/// Saves in a store from now on, and whatever ends the program.
fn start(store: Store) -> Result<Saver<Kept>> {
    let saver = Saver::new(move |kept: Kept| {
        let code = || kept.code.map_or(Ok(()), |code| store.save_last_code(&code));
        store.put(&kept.session).and_then(|()| code()).map_err(|error| format!("{error:#}"))
    })?;
    signals::finish_first(saver.finisher());
    Ok(saver)
}
