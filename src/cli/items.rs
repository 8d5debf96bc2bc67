//! `career-fit items FILE...`: how the questions did.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::answers::Source;
use super::score::{Reading, Which};
use super::telling::{Screen, Telling, watched};
use crate::content::Content;
use crate::items::{self, People};
use crate::rows::Keep;

/// What is read, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Items {
    /// The answers, as CSVs or workbooks (.xlsx); - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare groups by the values of this column: which questions work otherwise in one of them
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    reading: Reading,
    /// Which row counts where an id comes twice in a file
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = Which::Error)]
    duplicates: Which,
}

/// Reads everybody, then writes how the questions did.
pub(super) fn run(content: &Content, asked: &Items) -> Result<ExitCode> {
    let options = asked.reading.options(asked.by.clone().map_or_else(Keep::default, Keep::By));
    let mut people = People::new(content, asked.by.as_deref());
    let screen = Screen::new();
    let mut complain = |line: fmt::Arguments<'_>| screen.borrow_mut().complain(line);
    let (mut closings, mut bad) = (Vec::new(), 0);
    for path in &asked.files {
        let source = Source::new(path, content, &options)?;
        let (source, duplicates) = asked.duplicates.of(source, content, &options)?;
        let closing = people.read(watched(&source, &screen)?, &options, &duplicates, &mut complain)?;
        bad += closing.bad;
        closings.push(match asked.files.as_slice() {
            [_] => closing.to_string(),
            _ => format!("{}: {closing}", path.display()),
        });
    }
    asked.telling.write(&items::written(&people, asked.telling.min, asked.telling.format)?)?;
    closings.iter().for_each(|closing| complain(format_args!("{closing}")));
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
