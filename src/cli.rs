//! The command line: arguments, once checked, become one command; its end becomes an exit code.
//!
//! This is the only place, with the terminal's, that touches standard input, output and error.

mod arguments;
mod check;
mod colour;
mod export;
mod files;
mod help;
mod lines;
#[cfg(feature = "tui")]
mod screen;

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Error, Result};
use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory, Parser};

use crate::batch::ScoreFormat;
use crate::code::{self, Changes, Codec, Opened};
use crate::content::{Content, Problems, Wages};
use crate::instrument::Instrument;
use crate::quiz::{Ending, Outcome, Quiz};
use crate::report::Format;
use crate::text::printable;
use crate::{batch, report};
use arguments::{Cli, Command, ContentFiles, Look};
use files::{STANDARD, new_file, open, write};

/// Runs the program: arguments in, exit code out.
pub fn main() -> ExitCode {
    let (colour, ended) = match Cli::try_parse() {
        Ok(cli) => (cli.look.color, run(cli)),
        Err(error) => (ColorChoice::Auto, explain(&error)),
    };
    match ended {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, colour);
            ExitCode::from(1)
        }
    }
}

fn run(mut cli: Cli) -> Result<ExitCode> {
    cli.files = cli.files.or_of_environment();
    match cli.command {
        Some(Command::Score { file, output, format, keep }) => {
            score(&cli.files.load()?, &file, output.as_deref(), format, keep)
        }
        Some(Command::Show { code, format, output }) => {
            show(cli.files.load()?, &code.concat(), format, output.as_deref(), &cli.look)
        }
        Some(Command::Compare { before, after, format, output }) => {
            compare(&cli.files.load()?, [&before, &after], format, output.as_deref())
        }
        Some(Command::Check(what)) => check::content(&what, cli.files.load()),
        Some(Command::Export(what)) => export::export(&what, Cli::command()),
        None => quiz(&cli.files, &cli.look),
    }
}

/// The quiz: on the full screen where there is one, else in lines.
fn quiz(files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    #[cfg(feature = "tui")]
    if !look.is_plain() && has_terminal() {
        return screen::quiz(files, look);
    }
    lines::quiz(look.quiz(files.load()?), look)
}

/// The exit code that a quiz ends with.
fn exit_code(ending: Ending) -> ExitCode {
    ExitCode::from(match ending {
        Ending::Finished => 0,
        Ending::Early => 1,
        Ending::Interrupted => 130,
    })
}

fn score(
    content: &Content,
    file: &Path,
    output: Option<&Path>,
    format: ScoreFormat,
    keep: bool,
) -> Result<ExitCode> {
    let input = open(file)?;
    let output = output.filter(|path| *path != Path::new(STANDARD));
    let is_shown = output.is_none() && io::stdout().is_terminal();
    let job = batch::Job { content, format, keep, is_shown };
    let mut errors = BufWriter::new(io::stderr().lock());
    // If nobody reads them any more, the results go on.
    let mut complain = |line: fmt::Arguments<'_>| drop(writeln!(errors, "{line}"));
    let scored = match output {
        None => batch::run(job, input, io::stdout().lock(), &mut complain)?,
        Some(path) => {
            // Nobody ever finds half an output under the name: it gets the name when it is whole.
            let mut whole = new_file(path)?;
            let scored = batch::run(job, input, &mut whole, &mut complain)?;
            whole.finish()?;
            scored
        }
    };
    if scored.bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!("{} of {} rows could not be scored", scored.bad, scored.rows));
    Ok(ExitCode::from(1))
}

/// A result again: as the quiz shows it where no format is asked and there is a terminal, else as a report.
fn show(
    content: Content,
    code: &str,
    format: Option<Format>,
    output: Option<&Path>,
    look: &Look,
) -> Result<ExitCode> {
    let Opened { answers, changes } = code::decode(&content, code)?;
    let quiz = Quiz::finished(content, look.place(), answers);
    if format.is_none() && output.is_none() && has_terminal() {
        let quiz = quiz.noting((!changes.is_empty()).then(|| changes.to_string()));
        #[cfg(feature = "tui")]
        if !look.is_plain() {
            return screen::show(quiz, look);
        }
        return lines::show(quiz, look);
    }
    tell("", changes);
    write(output, &quiz.report(format.unwrap_or(Format::Text))?)?;
    Ok(ExitCode::SUCCESS)
}

/// A line on standard error where something has changed since a code was made. If nobody reads it, the result goes on.
fn tell(whose: &str, changes: Changes) {
    if !changes.is_empty() {
        let _ = writeln!(io::stderr(), "{whose}{changes}");
    }
}

fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn compare(
    content: &Content,
    [before, after]: [&str; 2],
    format: Format,
    output: Option<&Path>,
) -> Result<ExitCode> {
    let codec = Codec::new(content);
    let outcome = |code: &str, whose: &str| -> Result<Outcome> {
        let Opened { answers, changes } = codec.decode(code).with_context(|| whose.to_owned())?;
        tell(&format!("{whose}: "), changes);
        Ok(Outcome::with_codec(content, &codec, answers, &[]))
    };
    let (before, after) = (outcome(before, "the first code")?, outcome(after, "the second code")?);
    write(output, &report::render_comparison(format, &before.facts(content), &after.facts(content))?)?;
    Ok(ExitCode::SUCCESS)
}

/// What Windows says of a pipe that nobody reads any more.
const NOT_CONNECTED: i32 = 233;

/// Whether the reader of our output has stopped reading, which is no failure.
fn is_broken_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        let of_io = |error: &io::Error| {
            error.kind() == io::ErrorKind::BrokenPipe
                || cfg!(windows) && error.raw_os_error() == Some(NOT_CONNECTED)
        };
        cause.downcast_ref::<io::Error>().is_some_and(of_io)
            || cause
                .downcast_ref::<csv::Error>()
                .is_some_and(|error| matches!(error.kind(), csv::ErrorKind::Io(error) if of_io(error)))
    })
}

/// Help, or what is wrong with the arguments.
fn explain(error: &clap::Error) -> Result<ExitCode> {
    let is_terminal =
        if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    colour::settle_for_parser(is_terminal);
    let mut written = error.print();
    if error.kind() == ErrorKind::DisplayVersion {
        written = written.and_then(|()| tell_content());
    }
    let written = written.and_then(|()| io::stdout().flush());
    if !error.use_stderr() {
        written.context("can't write the help")?;
    }
    Ok(u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Which questions and which wage table are compiled in: a result rests on them as much as on the program.
fn tell_content() -> io::Result<()> {
    let (Ok(content), Ok(wages)) = (Content::built_in(), Wages::built_in()) else { return Ok(()) };
    let Instrument { id, version, .. } = &content.instrument;
    writeln!(io::stdout(), "Questions: {id} {version}\nPay: {}", wages.source())
}

/// One line on standard error, or all problems of the content with their places.
fn complain(error: &Error, colour: ColorChoice) {
    let mut stderr = io::stderr();
    let text = match error.downcast_ref::<Problems>() {
        Some(problems) => problems.render(colour::is_on(colour, stderr.is_terminal())),
        None => printable(&format!("career-fit: {error:#}")),
    };
    let _ = writeln!(stderr, "{text}");
}
