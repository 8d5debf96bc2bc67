//! `career-fit items FILE...`: how the questions did.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, value_parser};

use super::answers::Source;
use super::files::write;
use super::score::{Reading, Which};
use crate::content::Content;
use crate::group::{GroupFormat, LEAST};
use crate::items::{self, People};
use crate::report::Format;
use crate::rows::Keep;
use crate::text::printable;

/// What is read, and how it is written.
#[derive(Debug, Args)]
pub(super) struct Items {
    /// The answers, as CSVs or workbooks (.xlsx); - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare groups by the values of this column: which questions work otherwise in one of them
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Tell nothing of fewer people; 5 is the least
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = value_parser!(u64).range(LEAST..=1_000_000))]
    min: u64,
    /// What it is written as
    #[arg(long, value_enum, default_value_t = GroupFormat::Report(Format::Text))]
    format: GroupFormat,
    /// Write to a new file, not to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    let mut errors = BufWriter::new(io::stderr().lock());
    // If nobody reads the complaints any more, the figures go on.
    let mut complain = |line: fmt::Arguments<'_>| drop(writeln!(errors, "{line}"));
    let (mut closings, mut bad) = (Vec::new(), 0);
    for path in &asked.files {
        let source = Source::new(path, content, &options)?;
        let (source, duplicates) = asked.duplicates.of(source, content, &options)?;
        let closing = people.read(source.open()?, &options, &duplicates, &mut complain)?;
        bad += closing.bad;
        closings.push(match asked.files.as_slice() {
            [_] => closing.to_string(),
            _ => format!("{}: {closing}", printable(&path.display().to_string())),
        });
    }
    write(asked.output.as_deref(), &items::written(&people, asked.min, asked.format)?)?;
    closings.iter().for_each(|closing| complain(format_args!("{closing}")));
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
