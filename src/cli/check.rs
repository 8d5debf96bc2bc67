//! `career-fit check`: whether the content does what it is for, or how each column of an answer file is interpreted.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::input::InputArgs;
use super::{files, help, interpretation, today};
use crate::check::{self, Age, Level};
use crate::content::{Content, Problems};
use crate::import::Keep;
use crate::report::text::WIDTH;

/// Check content or answers
///
/// Without a file: whether every result is possible, neither field has an advantage, the texts are easy to read, and the
/// figures are recent. Fix a problem before anyone takes the quiz; a note is something to think about. With answer files:
/// the question that each column was matched to, what each answer means and how often it occurs, the first rows as
/// understood, and what to check; nothing is scored. The exit code is 1 if there is a problem, or if anything can't be
/// read.
#[derive(Debug, Args)]
#[command(after_long_help = help::CHECK)]
pub(super) struct Check {
    /// Answer files; - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Mark these columns as copied to the output, as in `score`
    #[arg(long, value_name = "COLUMN,...")]
    keep: Vec<String>,
    /// Flag figures older than this many years
    #[arg(long, value_name = "YEARS", default_value_t = 5, conflicts_with = "files")]
    older_than: u16,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "files")]
    format: Format,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One finding after the other, to read
    Text,
    /// One JSON object, for other programs
    Json,
}

pub(super) fn run(check: &Check, loaded: Result<Content>) -> Result<ExitCode> {
    if !check.files.is_empty() {
        let options = check.input.options(Keep::Named(check.keep.clone()));
        return interpretation::show(&check.files, &options, check.input.duplicates, &loaded?);
    }
    let content = match loaded {
        Ok(content) => content,
        Err(error) if check.format == Format::Json && error.is::<Problems>() => {
            files::write(None, check::write_unreadable(&error.downcast()?).as_bytes())?;
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error),
    };
    let age = Age { this_year: today().year().unsigned_abs(), most: check.older_than };
    let checked = check::content(&content, age);
    let text = match check.format {
        Format::Text => check::write_text(&checked, WIDTH),
        Format::Json => check::write_json(&checked, &content),
    };
    files::write(None, text.as_bytes())?;
    Ok(ExitCode::from(u8::from(checked.count(Level::Problem) > 0)))
}
