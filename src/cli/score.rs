//! `career-fit score FILE...`: one line of results for each row.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::args::output_format;
use super::files::{STANDARD, new_file};
use super::help;
use super::input::{InputArgs, Progress, name_in_messages, open};
use super::reports::Reports;
use crate::batch::{Batch, ScoreFormat, Settings};
use crate::code::Codec;
use crate::content::Content;
use crate::import::{FileName, Keep, Options};
use crate::text::printable;

/// Score answer files
///
/// Reads the exports of Google Forms, Microsoft Forms, Qualtrics, LimeSurvey, SurveyMonkey and other survey tools as
/// they are: CSV, TSV, workbooks (.xlsx) or a zip with one of these. Each question needs one column, named by its text
/// or its id (it_systems_1 and so on), in any order; or there is a column `code` instead. A cell is 1 to 5, an answer
/// label, or empty for a skip. A row with an error is reported and gets the verdict error; the rest continue. The last
/// line tells what was read and what was excluded.
#[derive(Debug, Args)]
#[command(after_long_help = help::SCORE)]
pub(super) struct Score {
    /// Files with answers, or folders of handed-in answers; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write to a new file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Output format [default: from the extension of --output, or csv]
    #[arg(long, value_enum)]
    format: Option<ScoreFormat>,
    /// Copy these input columns to the output (comma-separated, as in the header)
    ///
    /// In JSON they are in `kept`.
    #[arg(long, value_name = "COLUMN,...")]
    keep: Vec<String>,
    /// Write a handout for each row into this folder, and a page that lists them
    ///
    /// Each is a web page to print or to send with the report of one row. No existing file is replaced.
    #[arg(long, value_name = "FOLDER")]
    reports: Option<PathBuf>,
    #[command(flatten)]
    input: InputArgs,
}

/// Scores the files. `place` is where handouts show pay for.
pub(super) fn run(score: &Score, content: &Content, place: &'static str) -> Result<ExitCode> {
    let output = score.output.as_deref().filter(|path| *path != Path::new(STANDARD));
    let format = output_format(score.format, score.output.as_deref(), ScoreFormat::Csv)?;
    let to_terminal = output.is_none() && io::stdout().is_terminal();
    let mut file = output.map(new_file).transpose()?;
    let reports = score.reports.as_deref().map(|folder| Reports::new(folder, content, place)).transpose()?;
    let codec = Codec::new(content);
    let options = score.input.options(Keep::Named(score.keep.clone()));
    let settings = Settings {
        content,
        codec: &codec,
        format,
        duplicates: score.input.duplicates,
        to_terminal,
        with_outcomes: reports.is_some(),
    };
    let mut batch = Batch::new(settings);
    for path in &score.files {
        let name = name_in_messages(path, &score.files);
        add(&mut batch, path, content, &codec, &options, name)?;
    }
    let results = batch.finish();
    if let Some(reports) = reports {
        reports.write(&results.rows, &results.kept)?;
    }
    match &mut file {
        Some(file) => results.write(file).context("can't write the results")?,
        None => results.write(io::stdout().lock()).context("can't write the results")?,
    }
    if let Some(file) = file {
        file.finish()?;
    }
    // A closed standard error changes neither the results nor the exit code.
    let mut lines = results.errors.report();
    lines.extend(results.summary.older_codes());
    lines.extend(output.map(|path| format!("Wrote {}", path.display())));
    lines.push(results.summary.line(&content.instrument));
    let _ = writeln!(io::stderr(), "{}", printable(&lines.join("\n")));
    Ok(ExitCode::from(u8::from(results.summary.errors > 0)))
}

/// Scores one file. `name` is used in messages.
fn add(
    batch: &mut Batch<'_>,
    path: &Path,
    content: &Content,
    codec: &Codec,
    options: &Options,
    name: Option<FileName>,
) -> Result<()> {
    let table = open(path, content, codec, options, name)?;
    let progress = Progress::new("Scoring", table.size);
    batch.add(table, &|done| progress.set(done))
}
