//! What can be asked for on the command line.

use std::path::PathBuf;

use anyhow::{Error, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

use super::colour;
use crate::content::states;
use crate::content::wages::NATION;
use crate::report::Format;

/// A quiz for students torn between Health Informatics (HI) and Health Information Management (HIM): which fits
/// better, why, how sure, and what would change it.
#[derive(Debug, Parser)]
#[command(version, about, after_help = "Without a command, the quiz starts. It takes about 3 minutes.")]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) files: ContentFiles,
    #[command(flatten)]
    pub(super) look: Look,
}

/// Your own content.
#[derive(Debug, Args)]
pub(super) struct ContentFiles {
    /// Your own questions instead of the built-in ones
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) questions: Option<PathBuf>,
    /// Your own profiles of the two paths instead of the built-in ones
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) profiles: Option<PathBuf>,
}

/// How the quiz looks.
#[derive(Debug, Args)]
pub(super) struct Look {
    /// Only ASCII characters on the screen
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Pay for a US state, by name or two letters
    #[arg(long, value_name = "STATE", global = true)]
    pub(super) state: Option<String>,
    /// Keep nothing on disk
    #[arg(long)]
    pub(super) no_save: bool,
    /// Don't offer to go on with an earlier quiz
    #[arg(long)]
    pub(super) fresh: bool,
}

impl Look {
    /// The place that pay is looked at for.
    pub(super) fn place(&self) -> Result<&'static str> {
        let find = |state: &str| states::find(state).map_err(Error::msg);
        self.state.as_deref().map_or(Ok(NATION), find)
    }

    #[cfg(feature = "tui")]
    pub(super) fn options(&self) -> Result<crate::tui::Options> {
        let (ascii, place) = (self.ascii, self.place()?);
        // The full screen is never anything but a terminal.
        let coloured = colour::is_on(self.color, true);
        Ok(crate::tui::Options { ascii, coloured, place, save: !self.no_save, fresh: self.fresh })
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
pub(super) enum ScoreFormat {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Json,
}
