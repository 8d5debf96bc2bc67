//! The loop's world outside: frames to the terminal, reports to files.

use std::io;

use super::Outside;
use super::terminal::FrameBuffer;
use super::update::Refusal;
use crate::store;

/// What is behind the screen while the quiz runs.
pub(super) struct World {
    pub(super) frame: FrameBuffer,
}

impl Outside for World {
    fn send(&mut self) -> io::Result<()> {
        self.frame.send()
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        store::write_report(name, bytes, replace).map_err(|error| match error {
            store::WriteError::Exists => Refusal::Exists,
            store::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
