//! The loop's world outside: frames to the terminal, the session to disk, reports to files.

use std::io;

use super::Outside;
use super::model::Model;
use super::terminal::FrameBuffer;
use super::update::Refusal;
use crate::store::{self, Keeper, Keeping};

/// What is behind the screen while the quiz runs.
pub(super) struct World {
    pub(super) frame: FrameBuffer,
    pub(super) keeper: Keeper,
}

impl Outside for World {
    fn send(&mut self) -> io::Result<()> {
        self.frame.send()
    }

    fn keep(&mut self, model: &Model) -> Result<(), String> {
        let result = model.result.as_ref().filter(|_| model.session.seen_result());
        self.keeper.keep(&model.content, &model.session, result.map(|result| result.code.as_str()));
        match self.keeper.keeping() {
            Keeping::Failed(why) => Err(why.clone()),
            Keeping::Off | Keeping::On => Ok(()),
        }
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        store::write_report(name, bytes, replace).map_err(|error| match error {
            store::WriteError::Exists => Refusal::Exists,
            store::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
