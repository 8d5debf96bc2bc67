//! `career-fit check FILE`: what each column of a file of answers is taken for.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::score::ColumnOptions;
use super::{columns, help};
use crate::content::Content;

/// See what each column of a CSV is taken for
///
/// A line for each column: the question it was found to be about, or that it is left out. Nothing is scored. Exit code
/// 1 where the questions are not all there.
#[derive(Debug, Args)]
#[command(after_long_help = help::CHECK)]
pub(super) struct Check {
    /// The answers, as a CSV or a workbook (.xlsx); - is standard input
    file: PathBuf,
    #[command(flatten)]
    columns: ColumnOptions,
}

/// Checks it.
pub(super) fn run(check: &Check, content: &Content) -> Result<ExitCode> {
    columns::tell(&check.file, &check.columns.options(), content)
}
