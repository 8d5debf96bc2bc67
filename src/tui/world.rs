//! The world around the loop: events from the terminal, frames to it, reports to files.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event;

use super::app::{Events, Next, Outside, Refusal};
use super::terminal::{self, FrameBuffer};
use crate::files;

/// The terminal's events.
#[derive(Debug)]
pub(super) struct TerminalEvents {
    start: Instant,
}

impl TerminalEvents {
    /// Events from now on.
    pub(super) fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Events for TerminalEvents {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        match at_most {
            Some(time) if !event::poll(time)? => Ok(Next::Nothing),
            _ => event::read().map(Next::Event),
        }
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        // Where no time at all is given the library doesn't look; this is too short to be felt.
        event::poll(Duration::from_micros(20))
    }
}

/// What is behind the screen while a program runs.
pub(super) struct World {
    pub(super) frame: FrameBuffer,
}

impl Outside for World {
    fn send(&mut self) -> io::Result<()> {
        self.frame.send()
    }

    fn stop(&mut self) {
        terminal::stop();
    }

    fn clear(&mut self) -> io::Result<()> {
        self.frame.forget();
        terminal::clear()
    }

    fn must_redraw(&mut self) -> bool {
        terminal::must_redraw()
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        files::write_report(name, bytes, replace).map_err(|error| match error {
            files::WriteError::Exists => Refusal::Exists,
            files::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
