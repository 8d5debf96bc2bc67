//! `career-fit score FILE`: a result a row.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::answers::Source;
use super::files::{STANDARD, new_file};
use super::help;
use super::progress::Progress;
use super::reports::Reports;
use crate::batch::{self, Closing, Duplicates, Job, Listener, ScoreFormat};
use crate::content::Content;
use crate::quiz::Outcome;
use crate::rows::{Keep, Options, Row};
use crate::text::printable;

/// What is done sooner needs no bar.
const SOON: Duration = Duration::from_millis(500);

/// Score answer files
///
/// The export of a form tool is read as it is: Google Forms, Microsoft Forms, Qualtrics, LimeSurvey. Each question
/// needs one column, named by its text or its id (it_systems_1 and so on), in any order; or there is a column
/// `code` instead. A cell is 1 to 5, the answer in words, or empty for a skip. A row with a mistake is named with
/// its place and gets the verdict error; the others go on. The last line says what was taken for what.
#[derive(Debug, Args)]
#[command(after_long_help = help::SCORE)]
pub(super) struct Score {
    /// The answers, as a CSV, a workbook (.xlsx) or a folder of answers handed in; - is standard input
    pub(super) file: PathBuf,
    /// Write to a new file, not to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What the results are written as
    #[arg(long, value_enum, default_value_t = ScoreFormat::Csv)]
    format: ScoreFormat,
    #[command(flatten)]
    columns: ColumnOptions,
    /// Which row counts where an id comes twice
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = Which::Error)]
    duplicates: Which,
    /// How many threads score at once; all cores without it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Write a handout for each row into this folder, and a page that lists them
    ///
    /// Web pages to print or to send, each the report of one row. Nothing that is there is replaced.
    #[arg(long, value_name = "FOLDER")]
    reports: Option<PathBuf>,
}

/// What is said of a file's columns.
#[derive(Debug, Args)]
pub(super) struct ColumnOptions {
    /// Carry these columns through
    ///
    /// Name them as the first line does, with commas between. In JSON they are in `kept`.
    #[arg(long, value_name = "COLUMN,...")]
    keep: Vec<String>,
    #[command(flatten)]
    reading: Reading,
}

/// How a file of answers is read.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// The column that tells people apart
    ///
    /// Without it, that is a column called id or ResponseId, or else the row's number.
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// What else stands for a skip, such as "N/A,-"
    #[arg(long, value_name = "TEXT,...", allow_hyphen_values = true)]
    skip: Vec<String>,
}

impl ColumnOptions {
    pub(super) fn options(&self) -> Options {
        self.reading.options(Keep::Named(self.keep.clone()))
    }
}

impl Reading {
    /// The same, with columns to carry through.
    pub(super) fn options(&self, keep: Keep) -> Options {
        Options { id: self.id.clone(), keep, skip: self.skip.clone() }
    }
}

/// Which rows count where an id comes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Error,
    First,
    Last,
    All,
}

impl Which {
    /// The same for a file, which is opened an extra time to find the last rows.
    pub(super) fn of(
        self,
        source: Source,
        content: &Content,
        options: &Options,
    ) -> Result<(Source, Duplicates)> {
        Ok(match self {
            Self::Error => (source, Duplicates::Error),
            Self::First => (source, Duplicates::First),
            Self::All => (source, Duplicates::All),
            Self::Last => {
                let source = source.kept()?;
                let last = batch::last_rows(content, source.open()?, options)?;
                (source, Duplicates::Last(last))
            }
        })
    }
}

/// What hears of rows: complaints go to standard error, under which a bar may stand, and handouts are written. If
/// nobody reads the complaints any more, the results go on.
struct Desk<'a> {
    errors: &'a mut dyn Write,
    reports: Option<Reports<'a>>,
    progress: Option<Progress>,
}

impl Listener for Desk<'_> {
    fn complain(&mut self, line: fmt::Arguments<'_>) {
        if let Some(progress) = &mut self.progress {
            progress.clear(&mut self.errors);
        }
        // Names of columns are told as well, and may hold anything.
        let _ = writeln!(self.errors, "{}", printable(&line.to_string()));
    }

    fn scored(&mut self, row: &Row<'_>, outcome: Option<&Outcome>) -> Result<()> {
        match (&mut self.reports, outcome) {
            (Some(reports), Some(outcome)) => reports.add(row, outcome)?,
            (Some(reports), None) => reports.add_unread(row)?,
            (None, _) => return Ok(()),
        }
        if let Some(progress) = &mut self.progress {
            progress.step(1, 1, &mut self.errors);
        }
        Ok(())
    }

    fn advanced(&mut self, rows: u64, bytes: u64) {
        if let Some(progress) = &mut self.progress {
            progress.step(rows, bytes, &mut self.errors);
        }
    }
}

/// Scores the file. `place` is where pay is looked at for, in handouts.
pub(super) fn run(score: &Score, content: &Content, place: &'static str) -> Result<ExitCode> {
    let options = score.columns.options();
    let source = Source::new(&score.file, content, &options)?;
    let (mut source, duplicates) = score.duplicates.of(source, content, &options)?;
    let output = score.output.as_deref().filter(|path| *path != Path::new(STANDARD));
    let is_shown = output.is_none() && io::stdout().is_terminal();
    let job = Job { content, format: score.format, options: &options, duplicates: &duplicates, is_shown };
    let mut progress = None;
    if !is_shown && Progress::is_seen() {
        progress = match score.reports {
            Some(_) => {
                source = source.kept()?;
                let count = batch::count(content, source.open()?, &options)?;
                Some(Progress::new("Handouts", "rows", count, Duration::ZERO))
            }
            None => source.size().map(|bytes| Progress::new("Scoring", "rows", bytes, SOON)),
        };
    }
    let reports = score.reports.as_deref().map(|folder| Reports::new(folder, content, place)).transpose()?;
    // Where nobody knows how many there are, one is enough.
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = score.threads.map_or_else(cores, usize::from);
    let mut errors = BufWriter::new(io::stderr().lock());
    let mut desk = Desk { errors: &mut errors, reports, progress };
    let closing = match written(job, threads, &source, output, &mut desk) {
        Ok(closing) => closing,
        Err(error) => {
            if let Some(reports) = desk.reports {
                reports.give_up();
            }
            return Err(error);
        }
    };
    if let Some(reports) = desk.reports.take() {
        reports.finish()?;
    }
    desk.complain(format_args!("{closing}"));
    Ok(if closing.bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Scores to standard output, or to a file. Nobody ever finds half an output under its name: it gets the name when
/// it is whole.
fn written(
    job: Job<'_>,
    threads: usize,
    source: &Source,
    output: Option<&Path>,
    desk: &mut Desk<'_>,
) -> Result<Closing> {
    let Some(path) = output else {
        return scored(job, threads, source, io::stdout().lock(), desk);
    };
    let mut whole = new_file(path)?;
    let closing = scored(job, threads, source, &mut whole, desk)?;
    whole.finish()?;
    Ok(closing)
}

/// Scores row by row where each gets a handout, else as fast as can be.
fn scored(
    job: Job<'_>,
    threads: usize,
    source: &Source,
    output: impl Write,
    desk: &mut Desk<'_>,
) -> Result<Closing> {
    match desk.reports {
        Some(_) => batch::one_by_one(job, source.open()?, output, desk),
        None => batch::run(job, threads, source.open()?, output, desk),
    }
}

impl ValueEnum for Which {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Error, Self::First, Self::Last, Self::All]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Error => ("error", "None but the first: the others are mistakes"),
            Self::First => ("first", "The first"),
            Self::Last => ("last", "The last"),
            Self::All => ("all", "All of them"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

impl ValueEnum for ScoreFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Csv, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Csv => PossibleValue::new("csv").help("Comma-separated values"),
            Self::Json => PossibleValue::new("json").help("One JSON object a line"),
        })
    }
}
