//! The session's keeper: what a front end asks to keep answers on disk while the quiz runs.

use std::path::PathBuf;
use std::rc::Rc;

use anyhow::Result;

use super::{Store, folder};
use crate::code;
use crate::content::Content;
use crate::instrument::{Answers, Session};

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
    store: Option<Rc<Store>>,
    keeping: Keeping,
}

/// What earlier quizzes left.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// One that can go on.
    pub session: Option<Session>,
    /// The answers of the last finished one, to compare with.
    pub last: Option<Answers>,
    /// A clear word about a file that could not be used.
    pub note: Option<String>,
}

impl Keeper {
    /// A keeper that keeps nothing, as was asked.
    pub fn off() -> Self {
        Self { store: None, keeping: Keeping::Off }
    }

    /// Opens a slot, and finds what earlier quizzes left; `fresh` leaves out the one that could go on. Where nothing
    /// can be kept, the keeper says so and the quiz goes on.
    pub fn open(content: &Content, fresh: bool) -> (Self, Earlier) {
        Self::open_in(folder(), content, fresh)
    }

    /// The same in any folder; where none could be found, the keeper says that.
    pub fn open_in(folder: Result<PathBuf>, content: &Content, fresh: bool) -> (Self, Earlier) {
        let fingerprint = code::Fingerprint::new(content).to_string();
        match folder.and_then(|folder| Store::open(folder, &content.instrument, &fingerprint)) {
            Ok((store, found)) => {
                let earlier = Earlier {
                    session: found.session.filter(|session| !fresh && session.settled() > 0),
                    last: found.last_code.and_then(|text| code::decode(content, &text).ok()),
                    note: found.note,
                };
                (Self { store: Some(Rc::new(store)), keeping: Keeping::On }, earlier)
            }
            Err(error) => {
                (Self { store: None, keeping: Keeping::Failed(format!("{error:#}")) }, Earlier::default())
            }
        }
    }

    /// Whether the last try worked.
    pub fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// Keeps a session, and the code of its result where it has one.
    pub fn keep(&mut self, content: &Content, session: &Session, code: Option<&str>) {
        // Where no slot could be had, the reason stays.
        let Some(store) = &self.store else { return };
        let saved = store
            .save(&content.instrument, session)
            .and_then(|()| code.map_or(Ok(()), |code| store.save_last_code(code)));
        self.keeping = saved.map_or_else(|error| Keeping::Failed(format!("{error:#}")), |()| Keeping::On);
    }
}
