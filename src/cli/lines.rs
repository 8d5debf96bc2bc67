//! Line mode on standard input and output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use terminal_size::{Width, terminal_size_of};

use super::arguments::Look;
use crate::content::Content;
use crate::plain::{self, Ending, Options};
use crate::report::text::WIDTH;
use crate::store::{Earlier, Keeper};
use crate::{ascii, signals};

/// Lines are not broken shorter than this, however narrow the window.
const NARROWEST: usize = 20;

/// Runs the quiz in lines.
pub(super) fn quiz(content: &Content, look: &Look) -> Result<ExitCode> {
    let (input, output) = (io::stdin(), io::stdout());
    let window = terminal_size_of(&output).map_or(WIDTH, |(Width(columns), _)| usize::from(columns));
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let options = Options {
        ascii: look.ascii || ascii::is_ascii_locale(variable),
        place: look.place(),
        width: window.clamp(NARROWEST, WIDTH),
        is_typed: input.is_terminal(),
    };
    let kept =
        if look.no_save { (Keeper::off(), Earlier::default()) } else { Keeper::open(content, look.fresh) };
    // Every answer is kept as it is given; all that is left to do is to end the line with the prompt.
    signals::before_the_end(|| {
        let _ = writeln!(io::stderr());
    })?;
    let start = Instant::now();
    let ended = plain::run(
        content,
        kept,
        &mut input.lock(),
        &mut BufWriter::new(output.lock()),
        &|| start.elapsed(),
        options,
    );
    Ok(match ended.context("can't go on")? {
        Ending::Told => ExitCode::SUCCESS,
        Ending::Early => ExitCode::from(1),
    })
}
