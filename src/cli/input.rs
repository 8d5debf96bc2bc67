//! Files of answers: the options of every command that reads them, and a progress bar while they are read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::code::Codec;
use crate::content::Content;
use crate::import::{Duplicates, FileName, Keep, Options, Table};

/// What takes less time needs no progress bar.
const SOON: Duration = Duration::from_millis(500);

/// How files of answers are read
#[derive(Debug, Args)]
#[command(next_help_heading = "Input options")]
pub(super) struct InputArgs {
    /// The column that identifies respondents
    ///
    /// By default, it is a column named id or what the survey tool calls it, or else the row number.
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Texts that mark a skipped question, such as "N/A,-"
    #[arg(long, value_name = "TEXT,...", allow_hyphen_values = true)]
    skip: Vec<String>,
    /// Which row to keep when an id occurs more than once
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = Duplicates::Error)]
    pub(super) duplicates: Duplicates,
    /// The sheet of a workbook to read
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

impl InputArgs {
    pub(super) fn options(&self, keep: Keep) -> Options {
        Options { id: self.id.clone(), keep, skip: self.skip.clone(), sheet: self.sheet.clone() }
    }
}

/// The name of a file in messages, needed only if there are several.
pub(super) fn name_in_messages(file: &Path, files: &[PathBuf]) -> Option<FileName> {
    (files.len() > 1).then(|| file.display().to_string().into())
}

/// Opens a file of answers. `name` is used in messages.
pub(super) fn open<'a>(
    path: &Path,
    content: &'a Content,
    codec: &'a Codec,
    options: &Options,
    name: Option<FileName>,
) -> Result<Table<'a>> {
    let table = Table::open(path, content, codec, options, name.clone());
    match name {
        Some(name) => table.with_context(|| name.to_string()),
        None => Ok(table?),
    }
}

/// A progress bar on standard error, if that is a terminal and the work takes long.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// `size` is the amount of work, if it is known.
    pub(super) fn new(what: &'static str, size: Option<u64>) -> Self {
        let style = ProgressStyle::with_template("{msg} [{bar:20}] {percent}%, {eta} left")
            .expect("a valid template");
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::hidden());
        bar.set_style(style.progress_chars("#-"));
        bar.set_message(what);
        Self(bar)
    }

    /// Shows that so much of the work is done.
    pub(super) fn set(&self, done: u64) {
        self.0.set_position(done);
        if self.0.is_hidden() && self.0.length().is_some() && self.0.elapsed() > SOON {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
