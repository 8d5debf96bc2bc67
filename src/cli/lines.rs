//! Line mode on standard input and output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use terminal_size::{Width, terminal_size_of};

use super::exit_code;
use super::look::Look;
use crate::files::write_report;
use crate::plain::{self, Settings};
use crate::quiz::Quiz;
use crate::report::text::WIDTH;
use crate::room::Room;
use crate::signals;
use crate::text::ascii;

/// Lines are not broken shorter than this, however narrow the window.
const NARROWEST: usize = 20;

/// Runs the quiz in lines.
pub(super) fn quiz(quiz: Quiz, look: &Look) -> Result<ExitCode> {
    // Every answer is kept as it is given; all that is left to do is to say so, below the line with the prompt.
    let cut_off = quiz.when_cut_off();
    signals::before_the_end(move || {
        let _ = writeln!(io::stderr(), "\n{cut_off}");
    })?;
    show(quiz, look)
}

/// Runs it from where it is: the result of a finished one, and all that can be asked of it.
pub(super) fn show(quiz: Quiz, look: &Look) -> Result<ExitCode> {
    let (input, output, start) = (io::stdin(), io::stdout(), Instant::now());
    let output = &mut BufWriter::new(output.lock());
    let ended = plain::run(quiz, &mut input.lock(), output, &|| start.elapsed(), settings(look));
    Ok(exit_code(ended.context("can't go on")?))
}

/// Runs a room in lines.
pub(super) fn room(room: Room, look: &Look) -> Result<ExitCode> {
    let cut_off = room.when_cut_off();
    signals::before_the_end(move || {
        let _ = writeln!(io::stderr(), "\n{cut_off}");
    })?;
    let (input, output) = (io::stdin(), io::stdout());
    let output = &mut BufWriter::new(output.lock());
    let ended = plain::room(room, &mut input.lock(), output, settings(look));
    Ok(exit_code(super::ending_of(&ended.context("can't go on")?)))
}

fn settings(look: &Look) -> Settings {
    let window = terminal_size_of(io::stdout()).map_or(WIDTH, |(Width(columns), _)| usize::from(columns));
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    Settings {
        ascii: look.ascii || ascii::is_ascii_locale(variable),
        width: window.clamp(NARROWEST, WIDTH),
        is_typed: io::stdin().is_terminal(),
        write: write_report,
    }
}
