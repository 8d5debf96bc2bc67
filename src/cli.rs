//! The command line: parses the arguments, runs one command, and turns its end into an exit code.
//!
//! Only this module and the terminal's use standard input, output and error.

mod args;
mod check;
mod color;
mod export;
mod files;
mod group;
mod help;
mod input;
mod interpretation;
mod reports;
mod run;
mod score;

use std::env;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Error, Result};
use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory};
use jiff::ZonedDateTime;

use crate::code::{self, Changes, Codec, Opened};
use crate::content::{Content, Problems, Wages};
use crate::instrument::Instrument;
use crate::quiz::{Outcome, Quiz};
use crate::report::{self, Date, Extras};
use crate::text::printable;
use args::{Cli, Command, QuizArgs, ReportArgs};
use files::write;

/// Runs the program.
pub fn main() -> ExitCode {
    let (color, result) = match Cli::read(env::args_os().collect()) {
        Ok(cli) => (cli.quiz.color, run(cli)),
        Err(error) => (ColorChoice::Auto, print_clap_error(&error)),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&error, color);
            ExitCode::from(if error.is::<UsageError>() { 2 } else { 1 })
        }
    }
}

fn run(Cli { command, files, quiz }: Cli) -> Result<ExitCode> {
    match command {
        None => run::quiz(&files, &quiz),
        Some(Command::Show { code, report, answers, appendix }) => {
            let extras = Extras { date: None, answers, appendix };
            show(files.load()?, &code.concat(), &report, extras, &quiz)
        }
        Some(Command::Compare { before, after, report }) => compare(&files.load()?, &before, &after, &report),
        Some(Command::Demo(demo)) => run::demo(&demo, files.load()?, &quiz),
        Some(Command::Room(room)) => run::room(&room, &files, &quiz),
        Some(Command::Score(score)) => score::run(&score, &files.load()?, quiz.place()),
        Some(Command::Group(group)) => group::run(&files.load()?, &group),
        Some(Command::Check(check)) => check::run(&check, files.load()),
        Some(Command::Export(what)) => export::export(&what, || files.load(), Cli::command()),
    }
}

/// Wrong usage that the argument parser can't see; exit code 2.
#[derive(Debug)]
struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Today's date in local time.
fn today() -> Date {
    ZonedDateTime::now().date()
}

/// Shows a result again: as the quiz does on a terminal if no report is requested, otherwise as a report.
fn show(
    content: Content,
    code: &str,
    report: &ReportArgs,
    extras: Extras,
    args: &QuizArgs,
) -> Result<ExitCode> {
    let format = report.format()?;
    let Opened { answers: opened, changes, .. } = code::decode(&content, code)?;
    let quiz = Quiz::finished(content, args.place(), opened).dated(today());
    let is_report = report.format.is_some() || report.output.is_some() || extras.answers || extras.appendix;
    if !is_report && run::has_terminal() {
        return run::show(quiz.noting((!changes.is_empty()).then(|| changes.to_string())), args);
    }
    print_changes("", changes);
    write(report.output.as_deref(), &quiz.report(format, extras)?)?;
    Ok(ExitCode::SUCCESS)
}

fn compare(content: &Content, before: &str, after: &str, report: &ReportArgs) -> Result<ExitCode> {
    let format = report.format()?;
    let codec = Codec::new(content);
    let outcome = |code: &str, which: &'static str| -> Result<Outcome> {
        let Opened { answers, changes, .. } = codec.decode(code).context(which)?;
        print_changes(&format!("{which}: "), changes);
        Ok(Outcome::with_codec(content, &codec, answers, &[]))
    };
    let before = outcome(before, "the first code")?;
    let after = outcome(after, "the second code")?;
    let bytes =
        report::render_comparison(format, &before.facts(content), &after.facts(content), Some(today()))?;
    write(report.output.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints to standard error what has changed since a code was made, if anything.
fn print_changes(prefix: &str, changes: Changes) {
    if !changes.is_empty() {
        let _ = writeln!(io::stderr(), "{prefix}{changes}");
    }
}

/// Whether the reader of our output has closed it, which isn't a failure.
fn is_broken_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        let io_error =
            cause.downcast_ref::<io::Error>().or_else(|| match cause.downcast_ref::<csv::Error>()?.kind() {
                csv::ErrorKind::Io(error) => Some(error),
                _ => None,
            });
        io_error.is_some_and(|error| {
            // Windows reports a pipe without a reader as ERROR_PIPE_NOT_CONNECTED.
            error.kind() == io::ErrorKind::BrokenPipe || cfg!(windows) && error.raw_os_error() == Some(233)
        })
    })
}

/// Prints help, the version, or a usage error.
fn print_clap_error(error: &clap::Error) -> Result<ExitCode> {
    let is_terminal =
        if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    color::set_for_clap(is_terminal);
    // clap repeats arguments as they were typed, including anything that a terminal would interpret.
    let is_safe = env::args_os().all(|argument| !argument.to_string_lossy().contains(char::is_control));
    let mut printed = if is_safe {
        error.print()
    } else {
        write!(io::stderr(), "{}", printable(&error.render().to_string()))
    };
    if error.kind() == ErrorKind::DisplayVersion {
        printed = printed.and_then(|()| print_content_version());
    }
    let printed = printed.and_then(|()| io::stdout().flush());
    if !error.use_stderr() {
        printed.context("can't write the help")?;
    }
    Ok(if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// Prints the versions of the built-in questions and wage table, on which a result depends as much as on the program.
fn print_content_version() -> io::Result<()> {
    let content = Content::built_in().expect("the built-in content is valid");
    let Instrument { id, version, .. } = &content.instrument;
    writeln!(io::stdout(), "Questions: {id} {version}\nPay: {}", Wages::built_in().source())
}

/// Prints an error on one line, or all problems of the content with their places.
fn print_error(error: &Error, color: ColorChoice) {
    let mut stderr = io::stderr();
    let text = match error.downcast_ref::<Problems>() {
        Some(problems) => problems.render(color::is_on(color, stderr.is_terminal())),
        None => printable(&format!("career-fit: {error:#}")),
    };
    let _ = writeln!(stderr, "{text}");
}
