//! The full screen on the terminal.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;

use super::exit_code;
use super::look::Look;
use crate::quiz::{Ending, Quiz};
use crate::room::Room;
use crate::tui::app::Exit;
use crate::tui::demo::{self, Show};
use crate::tui::kiosk::{self, Turns};
use crate::tui::quiz::{self, Ended};
use crate::tui::{Settings, room};

/// Runs the quiz, or shows a finished one, on the full screen.
pub(super) fn quiz(quiz: Quiz, look: &Look) -> Result<ExitCode> {
    Ok(leave(&quiz::run(quiz, settings(look))?))
}

/// Runs one quiz after the other, for many people. Nothing is left in the terminal.
pub(super) fn kiosk(quiz: Quiz, look: &Look) -> Result<ExitCode> {
    let turns = Turns { idle: Duration::from_secs(look.idle) };
    Ok(exit_code(kiosk::run(quiz, turns, settings(look))?))
}

/// Runs a room.
pub(super) fn room(room: Room, look: &Look) -> Result<ExitCode> {
    let (exit, room) = room::run(room, settings(look))?;
    // If the terminal was closed, nobody is there to read it.
    let _ = writeln!(io::stderr(), "{}", room.what_was_kept());
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { super::ending_of(&room) };
    Ok(exit_code(ending))
}

/// Lets a made-up person take the quiz.
pub(super) fn demo(show: Show, look: &Look) -> Result<ExitCode> {
    Ok(leave(&demo::run(show, settings(look))?))
}

/// Leaves the summary in the terminal, which is given back by now; or, of a quiz that was left midway, how to go on.
fn leave(ended: &Ended) -> ExitCode {
    if let Some(summary) = &ended.summary {
        // If the terminal was closed, nobody is there to read it.
        let _ = io::stdout().write_all(summary.as_bytes());
    }
    if let Some(kept) = &ended.kept {
        let _ = writeln!(io::stderr(), "{kept}");
    }
    exit_code(ended.ending)
}

fn settings(look: &Look) -> Settings {
    // The full screen is never anything but a terminal.
    let coloured = super::colour::is_on(look.color, true);
    Settings { ascii: look.ascii, coloured, mouse: look.mouse }
}
