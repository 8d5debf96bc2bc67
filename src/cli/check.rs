//! `career-fit check`: whether the content in use does what it is for; or what each column of a file is taken for.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::files::{self, STANDARD};
use super::score::ColumnOptions;
use super::{columns, help, today};
use crate::check::{self, Age, Level};
use crate::content::{Content, Problems};
use crate::report::text::WIDTH;

/// Check content or answers
///
/// Without a file: whether every result can come out, whether neither path has it easier, whether it can be read, and
/// whether it is out of date, a line each. A problem is to be mended before anybody takes the quiz; a note is
/// something to think about. With a file of answers: a line for each column, the question it was found to be about,
/// or that it is left out; nothing is scored. Exit code 1 where there is a problem, or not all questions are there.
#[derive(Debug, Args)]
#[command(after_long_help = help::CHECK)]
pub(super) struct Check {
    /// The answers, as a CSV or a workbook (.xlsx); - is standard input
    file: Option<PathBuf>,
    #[command(flatten)]
    columns: ColumnOptions,
    /// Call figures old that are of more years ago
    #[arg(long, value_name = "YEARS", default_value_t = 5, conflicts_with = "file")]
    older_than: u16,
    /// What the findings are written as
    #[arg(long, value_enum, default_value_t = Form::Text, conflicts_with = "file")]
    format: Form,
}

/// What the findings are written as.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A line each, to read
    Text,
    /// One JSON object, for other programs
    Json,
}

/// Checks what was asked for.
pub(super) fn run(check: &Check, loaded: Result<Content>) -> Result<ExitCode> {
    match &check.file {
        Some(file) => columns::tell(file, &check.columns.options(), &loaded?),
        None => content(check, loaded),
    }
}

/// Checks the content in use. The exit code is 1 where there is a problem; notes are none.
fn content(check: &Check, loaded: Result<Content>) -> Result<ExitCode> {
    let content = match (loaded, check.format) {
        (Ok(content), _) => content,
        (Err(error), Form::Json) if error.is::<Problems>() => {
            let problems = error.downcast::<Problems>()?;
            tell(&check::write_unread(&problems))?;
            return Ok(ExitCode::from(1));
        }
        (Err(error), _) => return Err(error),
    };
    let checked =
        check::content(&content, Age { this_year: today().year().unsigned_abs(), most: check.older_than });
    tell(&match check.format {
        Form::Text => check::write_text(&checked, WIDTH),
        Form::Json => check::write_json(&checked, &content),
    })?;
    Ok(ExitCode::from(u8::from(checked.count(Level::Problem) > 0)))
}

fn tell(text: &str) -> Result<()> {
    files::write(Some(Path::new(STANDARD)), text.as_bytes())
}
