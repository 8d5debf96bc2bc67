//! The command line: arguments, once checked, become one command; its end becomes an exit code.
//!
//! This is the only place, with the terminal's, that touches standard input, output and error.

mod files;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, Result, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::code::Codec;
use crate::content::wages::NATION;
use crate::content::{Content, Problems, Wages, states};
use crate::report::{Format, Input};
use crate::{batch, report, scoring};
use files::{STANDARD, load, new_file, open, write};

/// A quiz for students torn between Health Informatics (HI) and Health Information Management (HIM): which fits
/// better, why, how sure, and what would change it.
#[derive(Debug, Parser)]
#[command(version, about, after_help = "Without a command, the quiz starts. It takes about 3 minutes.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    files: ContentFiles,
    #[command(flatten)]
    look: Look,
}

/// Your own content.
#[derive(Debug, Args)]
struct ContentFiles {
    /// Your own questions instead of the built-in ones
    #[arg(long, value_name = "FILE", global = true)]
    questions: Option<PathBuf>,
    /// Your own profiles of the two paths instead of the built-in ones
    #[arg(long, value_name = "FILE", global = true)]
    profiles: Option<PathBuf>,
}

/// How the quiz looks.
#[derive(Debug, Args)]
pub(crate) struct Look {
    /// Only ASCII characters on the screen
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
    /// Pay for a US state, by name or two letters
    #[arg(long, value_name = "STATE", global = true)]
    pub(crate) state: Option<String>,
    /// Keep nothing on disk
    #[arg(long)]
    pub(crate) no_save: bool,
    /// Don't offer to go on with an earlier quiz
    #[arg(long)]
    pub(crate) fresh: bool,
}

impl Look {
    /// The place that pay is looked at for.
    fn place(&self) -> Result<&'static str> {
        let find = |state: &str| states::find(state).map_err(Error::msg);
        self.state.as_deref().map_or(Ok(NATION), find)
    }

    #[cfg(feature = "tui")]
    fn options(&self) -> Result<crate::tui::Options> {
        let (ascii, place) = (self.ascii, self.place()?);
        Ok(crate::tui::Options { ascii, place, save: !self.no_save, fresh: self.fresh })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A result a row, from a CSV of answers
    Score {
        /// The answers: a header of item ids (it_systems_1 and so on), then a row for each respondent; - is standard input
        file: PathBuf,
        /// Where the results go; it must not exist yet. Without it, or with -, standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// What the results are written as
        #[arg(long, value_enum, default_value_t = ScoreFormat::Csv)]
        format: ScoreFormat,
        /// Carry columns through that are not the quiz's own
        #[arg(long)]
        keep: bool,
    },
    /// A result again, from its code
    Show {
        /// The code; case, hyphens and spaces don't matter
        #[arg(required = true, value_name = "CODE")]
        code: Vec<String>,
        /// What the result is written as
        #[arg(long, value_parser = report_format())]
        format: Option<Format>,
        /// Where the result goes; it must not exist yet. Without it, or with -, standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// What moved between two results, item by item
    Compare {
        /// The code of the earlier result
        #[arg(value_name = "CODE")]
        before: String,
        /// The code of the later result
        #[arg(value_name = "CODE")]
        after: String,
    },
}

/// Reads the name of a report's format.
fn report_format() -> impl TypedValueParser<Value = Format> {
    let named = |name: String| Format::ALL.into_iter().find(|format| format.name() == name);
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .try_map(move |name| named(name).ok_or("there is no such format"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ScoreFormat {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Json,
}

/// Runs the program: arguments in, exit code out.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
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
        None => quiz(&cli.files, &cli.look),
    }
}

#[cfg(feature = "tui")]
fn quiz(files: &ContentFiles, look: &Look) -> Result<ExitCode> {
    if !has_terminal() {
        bail!("the quiz needs a terminal: run career-fit without redirecting its input or output");
    }
    if files.questions.is_none() && files.profiles.is_none() {
        // The first screen waits for nothing but what it says.
        let opening = Content::built_in_opening();
        return crate::tui::run(&opening, || Ok(Content::built_in()?), look.options()?);
    }
    // Content of your own is checked as a whole before the screen is taken.
    let content = load(files)?;
    crate::tui::run(&content.instrument.opening(), || Ok(content), look.options()?)
}

#[cfg(not(feature = "tui"))]
fn quiz(_files: &ContentFiles, _look: &Look) -> Result<ExitCode> {
    bail!("this build has no full screen: build it with the feature `tui`, or use `career-fit score`")
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
        return crate::tui::show(content.clone(), session, look.options()?);
    }
    let assessment = scoring::score(&content.instrument, &content.contrast, &responses, &[]);
    let input = Input { content, responses: &responses, assessment: &assessment, tie_breakers };
    let wages = Wages::built_in()?.at(look.place()?);
    // The code as it is written, however it was typed.
    let code = codec.encode(&responses, tie_breakers);
    write(output, &report::render(format.unwrap_or(Format::Text), &input, Some(&wages), Some(&code)))?;
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

/// One line on standard error, or all problems of the content with their places.
fn complain(error: &Error) {
    let mut stderr = io::stderr();
    let text = match error.downcast_ref::<Problems>() {
        Some(problems) => problems.render(
            stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        ),
        None => format!("career-fit: {error:#}"),
    };
    let _ = writeln!(stderr, "{text}");
}
