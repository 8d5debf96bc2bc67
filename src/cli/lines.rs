//! Line mode on standard input and output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use terminal_size::{Width, terminal_size_of};

use super::arguments::Look;
use crate::content::Content;
use crate::instrument::Session;
use crate::plain::{self, Ending, Options};
use crate::report::text::WIDTH;
use crate::signals;
use crate::store::{Earlier, Keeper, Keeping};
use crate::text::ascii;

/// Lines are not broken shorter than this, however narrow the window.
const NARROWEST: usize = 20;

/// Runs the quiz in lines.
pub(super) fn quiz(content: &Content, look: &Look) -> Result<ExitCode> {
    let (input, output) = (io::stdin(), io::stdout());
    let options = options(look);
    let (keeper, earlier) =
        if look.no_save { (Keeper::off(), Earlier::default()) } else { Keeper::open(content, look.fresh) };
    // Every answer is kept as it is given; all that is left to do is to say so, below the line with the prompt.
    let kept =
        if *keeper.keeping() == Keeping::On { "What you answered is saved." } else { "Nothing is saved." };
    signals::before_the_end(move || {
        let _ = writeln!(io::stderr(), "\n{kept}");
    })?;
    let start = Instant::now();
    let ended = plain::run(
        content,
        (keeper, earlier),
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

/// Tells the result of a session that was finished elsewhere.
pub(super) fn show(content: &Content, session: Session, look: &Look) -> Result<ExitCode> {
    let (input, output) = (io::stdin(), io::stdout());
    let output = &mut BufWriter::new(output.lock());
    plain::show(content, session, &mut input.lock(), output, options(look)).context("can't go on")?;
    Ok(ExitCode::SUCCESS)
}

fn options(look: &Look) -> Options {
    let window = terminal_size_of(io::stdout()).map_or(WIDTH, |(Width(columns), _)| usize::from(columns));
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    Options {
        ascii: look.ascii || ascii::is_ascii_locale(variable),
        place: look.place(),
        width: window.clamp(NARROWEST, WIDTH),
        is_typed: io::stdin().is_terminal(),
    }
}
