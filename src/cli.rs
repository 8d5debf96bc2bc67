//! The command line: arguments, once checked, become one command; its end becomes an exit code.
//!
//! This is the only place, with the terminal's, that touches standard input, output and error.

mod arguments;
mod colour;
mod export;
mod files;
mod help;
mod lines;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Error, Result};
use clap::{ColorChoice, Parser};

use crate::code::Codec;
use crate::content::{Content, Problems};
use crate::report::{Format, Input};
use crate::wording::printable;
use crate::{batch, report, scoring};
use arguments::{Cli, Command, ContentFiles, Look, ScoreFormat};
use files::{STANDARD, load, new_file, open, write};

/// Runs the program: arguments in, exit code out.
pub fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| explain(&error));
    let colour = cli.look.color;
    match run(cli) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, colour);
            ExitCode::from(1)
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Some(Command::Score { file, output, format, keep }) => {
            let format = match format {
                ScoreFormat::Csv => batch::Format::Csv,
                ScoreFormat::Json => batch::Format::Json,
            };
            score(&load(&cli.files)?, &file, output.as_deref(), format, keep)
        }
        Some(Command::Show { code, format, output }) => {
            show(&load(&cli.files)?, &code.concat(), format, output.as_deref(), &cli.look)
        }
        Some(Command::Compare { before, after }) => compare(&load(&cli.files)?, &before, &after),
        Some(Command::Export(what)) => export::export(&what),
        None => quiz(&cli.files, &cli.look),
    }
}

/// The quiz: on the full screen where there is one, else in lines.
fn quiz(files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    #[cfg(feature = "tui")]
    if !look.is_plain() && has_terminal() {
        if files.are_built_in() {
            // The first screen waits for nothing but what it says.
            let opening = Content::built_in_opening();
            return crate::tui::run(&opening, || Ok(Content::built_in()?), look.options());
        }
        // Content of your own is checked as a whole before the screen is taken.
        let content = load(files)?;
        return crate::tui::run(&content.instrument.opening(), || Ok(content), look.options());
    }
    lines::quiz(&load(files)?, look)
}

fn score(
    content: &Content,
    file: &Path,
    output: Option<&Path>,
    format: batch::Format,
    keep: bool,
) -> Result<ExitCode> {
    let input = open(file)?;
    let mut complaints = BufWriter::new(io::stderr().lock());
    let outcome = match output.filter(|path| *path != Path::new(STANDARD)) {
        None => batch::run(content, input, io::stdout().lock(), &mut complaints, format, keep)?,
        Some(path) => {
            // Nobody ever finds half an output under the name: it gets the name when it is whole.
            let mut whole = new_file(path)?;
            let outcome = batch::run(content, input, whole.as_file_mut(), &mut complaints, format, keep)?;
            whole.persist_noclobber(path).with_context(|| format!("can't write {}", path.display()))?;
            outcome
        }
    };
    if outcome.bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let _ = writeln!(complaints, "{} of {} rows could not be scored", outcome.bad, outcome.rows);
    Ok(ExitCode::from(1))
}

/// A result again: on the full screen where no format is asked and there is a terminal, else as a report.
fn show(
    content: &Content,
    code: &str,
    format: Option<Format>,
    output: Option<&Path>,
    look: &Look,
) -> Result<ExitCode> {
    let codec = Codec::new(content);
    let (responses, tie_breakers) = codec.decode(code)?;
    #[cfg(feature = "tui")]
    if format.is_none() && output.is_none() && has_terminal() {
        let session = crate::instrument::Session::finished(&content.instrument, responses, tie_breakers);
        if look.is_plain() {
            return lines::show(content, session, look);
        }
        return crate::tui::show(content.clone(), session, look.options());
    }
    let assessment = scoring::score(&content.instrument, &content.contrast, &responses, &[]);
    let input = Input { content, responses: &responses, assessment: &assessment, tie_breakers };
    let wages = content.wages(look.place());
    // The code as it is written, however it was typed.
    let code = codec.encode(&responses, tie_breakers);
    write(output, &report::render(format.unwrap_or(Format::Text), &input, wages.as_ref(), Some(&code)))?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "tui")]
fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn compare(content: &Content, before: &str, after: &str) -> Result<ExitCode> {
    let codec = Codec::new(content);
    let (first, first_tie) = codec.decode(before).context("the first code")?;
    let (second, second_tie) = codec.decode(after).context("the second code")?;
    let [old, new] = [&first, &second]
        .map(|responses| scoring::score(&content.instrument, &content.contrast, responses, &[]));
    let before = Input { content, responses: &first, assessment: &old, tie_breakers: first_tie };
    let after = Input { content, responses: &second, assessment: &new, tie_breakers: second_tie };
    write(None, (report::moved::lines(&before, &after).join("\n") + "\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Whether whoever read our output has had enough, which is no failure.
fn is_broken_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        let of_io = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        cause.downcast_ref::<io::Error>().is_some_and(of_io)
            || cause
                .downcast_ref::<csv::Error>()
                .is_some_and(|error| matches!(error.kind(), csv::ErrorKind::Io(error) if of_io(error)))
    })
}

/// Help, or what is wrong with the arguments; then the end.
fn explain(error: &clap::Error) -> ! {
    let is_terminal =
        if error.use_stderr() { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    colour::settle_for_parser(is_terminal);
    error.exit()
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
