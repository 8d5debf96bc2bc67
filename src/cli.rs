//! The command line: arguments, once checked, become one command; its end becomes an exit code.
//!
//! This is the only place, with the terminal's, that touches standard input, output and error.

mod answers;
mod arguments;
mod check;
mod clock;
mod colour;
mod columns;
mod demo;
mod export;
mod files;
mod folder;
mod group;
mod help;
mod lines;
mod look;
mod progress;
mod reports;
mod room;
mod score;
#[cfg(feature = "tui")]
mod screen;
mod telling;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Error, Result, bail};
use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory};

use crate::code::{self, Changes, Codec, Opened};
use crate::content::{Content, Problems, Wages};
use crate::instrument::Instrument;
use crate::quiz::{Ending, Outcome, Quiz};
use crate::report;
use crate::report::Format;
use crate::room::{Room, Step};
use crate::text::printable;
#[cfg(feature = "tui")]
use crate::tui::demo::Show;
use arguments::{Cli, Command, ContentFiles};
use demo::Demo;
use files::write;
use look::Look;
use room::RoomArgs;

/// Runs the program: arguments in, exit code out.
pub fn main() -> ExitCode {
    let (colour, ended) = match Cli::read(env::args_os().collect()) {
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
        Some(command) => execute(command, &cli.files, &cli.look),
        None => quiz(&cli.files, &cli.look),
    }
}

/// Does what a command asks for. Not inlined: the quiz would hold the stack that all of them need together.
#[inline(never)]
fn execute(command: Command, files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    match command {
        Command::Score(score) => score::run(&score, &files.load()?, look.place()),
        Command::Check(check) => check::run(&check, files.load()),
        Command::Show { code, format, output, answers } => {
            let report = Report { format, output: output.as_deref(), answers };
            show(files.load()?, &code.concat(), &report, look)
        }
        Command::Compare { before, after, format, output } => {
            let report = Report { format, output: output.as_deref(), answers: false };
            compare(&files.load()?, [&before, &after], &report)
        }
        Command::Group(asked) => group::run(&files.load()?, &asked),
        Command::Room(args) => room(&args, files, look),
        Command::Demo(demo) => watch(&demo, files.load()?, look),
        Command::Export(what) => export::export(&what, || files.load(), Cli::command()),
    }
}

/// The quiz: on the full screen where there is one, else in lines.
fn quiz(files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    #[cfg(feature = "tui")]
    if !look.is_plain() && has_terminal() {
        if look.kiosk {
            return screen::kiosk(look.quiz(files.load()?), look);
        }
        return screen::quiz(look.quiz(files.load()?), look);
    }
    if look.kiosk {
        complain(
            &Error::msg("--kiosk needs the full screen: run it in a terminal, without --plain"),
            look.color,
        );
        return Ok(ExitCode::from(BAD_USAGE));
    }
    lines::quiz(look.quiz(files.load()?), look)
}

/// A room: on the full screen where there is one, else in lines.
fn room(args: &RoomArgs, files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    let room = args.room(files.load()?, look.is_unkept(), look.fresh);
    #[cfg(feature = "tui")]
    if !look.is_plain() && has_terminal() {
        return screen::room(room, look);
    }
    lines::room(room, look)
}

/// How a room ends that is left now.
fn ending_of(room: &Room) -> Ending {
    if room.step() == Step::Result { Ending::Finished } else { Ending::Early }
}

/// A made-up person takes the quiz: on the full screen where there is one, else in lines.
fn watch(demo: &Demo, content: Content, look: &Look) -> Result<ExitCode> {
    if content.people.is_empty() {
        bail!("these questions come without made-up people: add some as [[person]], as in questions.toml");
    }
    let person = match demo.person(&content) {
        Ok(person) => person,
        Err(message) => {
            complain(&Error::msg(message), look.color);
            return Ok(ExitCode::from(BAD_USAGE));
        }
    };
    #[cfg(feature = "tui")]
    if !look.is_plain() && has_terminal() {
        return screen::demo(Show { content, place: look.place(), person, speed: demo.speed }, look);
    }
    match person.and_then(|place| content.people.get(place)).cloned() {
        Some(person) => lines::show(Quiz::of_person(content, look.place(), person), look),
        None => demo::list(&content),
    }
}

/// The exit code of bad usage, as the parser of arguments has it.
const BAD_USAGE: u8 = 2;

/// The exit code that a quiz ends with.
fn exit_code(ending: Ending) -> ExitCode {
    ExitCode::from(match ending {
        Ending::Finished => 0,
        Ending::Early => 1,
        Ending::Interrupted => 130,
    })
}

/// A result again: as the quiz shows it where no format is asked and there is a terminal, else as a report.
fn show(content: Content, code: &str, report: &Report<'_>, look: &Look) -> Result<ExitCode> {
    let Opened { answers, changes, .. } = code::decode(&content, code)?;
    let quiz = Quiz::finished(content, look.place(), answers).dated(clock::today);
    if report.is_unasked() && has_terminal() {
        let quiz = quiz.noting((!changes.is_empty()).then(|| changes.to_string()));
        #[cfg(feature = "tui")]
        if !look.is_plain() {
            return screen::quiz(quiz, look);
        }
        return lines::show(quiz, look);
    }
    tell("", changes);
    write(report.output, &quiz.report(report.format(), report.answers)?)?;
    Ok(ExitCode::SUCCESS)
}

/// What report is asked for.
struct Report<'a> {
    format: Option<Format>,
    output: Option<&'a Path>,
    answers: bool,
}

impl Report<'_> {
    /// Whether none is.
    fn is_unasked(&self) -> bool {
        self.format.is_none() && self.output.is_none() && !self.answers
    }

    /// The format that was asked for, else the one that the file's name tells.
    fn format(&self) -> Format {
        let by_name = || Format::of_name(self.output?.to_str()?);
        self.format.or_else(by_name).unwrap_or(Format::Text)
    }
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

fn compare(content: &Content, [before, after]: [&str; 2], report: &Report<'_>) -> Result<ExitCode> {
    let codec = Codec::new(content);
    let outcome = |code: &str, whose: &str| -> Result<Outcome> {
        let Opened { answers, changes, .. } = codec.decode(code).with_context(|| whose.to_owned())?;
        tell(&format!("{whose}: "), changes);
        Ok(Outcome::with_codec(content, &codec, answers, &[]))
    };
    let (before, after) = (outcome(before, "the first code")?, outcome(after, "the second code")?);
    let [old, new] = [&before, &after].map(|outcome| outcome.facts(content));
    let bytes = report::render_comparison(report.format(), &old, &new, Some(clock::today()))?;
    write(report.output, &bytes)?;
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
    // What was typed is said again, with all that a terminal would act on.
    let is_safe = |argument: OsString| !argument.to_string_lossy().contains(char::is_control);
    let mut written = if env::args_os().all(is_safe) {
        error.print()
    } else {
        write!(io::stderr(), "{}", printable(&error.render().to_string()))
    };
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
    let Ok(content) = Content::built_in() else { return Ok(()) };
    let Instrument { id, version, .. } = &content.instrument;
    writeln!(io::stdout(), "Questions: {id} {version}\nPay: {}", Wages::built_in().source())
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
