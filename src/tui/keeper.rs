//! The loop's world outside: frames to the terminal, the session to disk, reports to files.

use std::io;

use super::Outside;
use super::model::{Keeping, Model};
use super::terminal::FrameBuffer;
use super::update::Refusal;
use crate::code;
use crate::store::{self, Store};

/// What is behind the screen while the quiz runs.
pub(super) struct World {
    pub(super) frame: FrameBuffer,
    pub(super) keeper: Option<Keeper>,
}

/// Keeps the session in its slot.
#[derive(Debug)]
pub(super) struct Keeper {
    store: Store,
}

impl Keeper {
    /// Opens a slot and hands the model what an earlier quiz left. Where nothing can be kept, the model says so and
    /// the quiz goes on.
    pub(super) fn open(model: &mut Model, fresh: bool) -> Option<Self> {
        let fingerprint = code::Fingerprint::new(&model.content).to_string();
        let opened =
            store::folder().and_then(|folder| Store::open(folder, &model.content.instrument, &fingerprint));
        match opened {
            Ok((store, found)) => {
                model.keeping = Keeping::On;
                model.note = found.note;
                model.last = found.last_code.and_then(|text| code::decode(&model.content, &text).ok());
                model.earlier = found.session.filter(|session| !fresh && session.settled() > 0);
                Some(Self { store })
            }
            Err(error) => {
                model.keeping = Keeping::Failed(format!("Not saved: {error:#}"));
                None
            }
        }
    }
}

impl Outside for World {
    fn send(&mut self) -> io::Result<()> {
        self.frame.send()
    }

    fn keep(&mut self, model: &Model) -> Result<(), String> {
        let Some(keeper) = &self.keeper else {
            // Where no slot could be had, the reason stays in the footer.
            return match &model.keeping {
                Keeping::Failed(why) => Err(why.clone()),
                Keeping::Off | Keeping::On => Ok(()),
            };
        };
        let saved = keeper.store.save(&model.content.instrument, &model.session);
        let saved = saved.and_then(|()| match &model.result {
            Some(result) if model.session.seen_result() => keeper.store.save_last_code(&result.code),
            _ => Ok(()),
        });
        saved.map_err(|error| format!("Not saved: {error:#}"))
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        store::write_report(name, bytes, replace).map_err(|error| match error {
            store::WriteError::Exists => Refusal::Exists,
            store::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
