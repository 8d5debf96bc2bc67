//! `career-fit check`: whether the content in use does what it is for.

use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::files::{self, STANDARD};
use crate::check::{self, Age, Level};
use crate::content::{Content, Problems};
use crate::report::text::WIDTH;

/// What is checked, and how it is told.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Call figures old that are of more years ago
    #[arg(long, value_name = "YEARS", default_value_t = 5)]
    older_than: u16,
    /// What it is written as
    #[arg(long, value_enum, default_value_t = Form::Text)]
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

/// Checks the content in use. The exit code is 1 where there is a problem; notes are none.
pub(super) fn content(check: &Check, loaded: Result<Content>) -> Result<ExitCode> {
    let content = match (loaded, check.format) {
        (Ok(content), _) => content,
        (Err(error), Form::Json) if error.is::<Problems>() => {
            let problems = error.downcast::<Problems>()?;
            tell(&check::write_unread(&problems))?;
            return Ok(ExitCode::from(1));
        }
        (Err(error), _) => return Err(error),
    };
    let checked = check::content(&content, Age { this_year: this_year(), most: check.older_than });
    tell(&match check.format {
        Form::Text => check::write_text(&checked, WIDTH),
        Form::Json => check::write_json(&checked, &content),
    })?;
    Ok(ExitCode::from(u8::from(checked.count(Level::Problem) > 0)))
}

fn tell(text: &str) -> Result<()> {
    files::write(Some(Path::new(STANDARD)), text.as_bytes())
}

/// The year, right but for hours around New Year: a mean year has 31,556,952 seconds.
fn this_year() -> u16 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    u16::try_from(1970 + seconds / 31_556_952).unwrap_or(u16::MAX)
}
