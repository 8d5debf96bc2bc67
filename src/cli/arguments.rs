//! What can be asked for on the command line.

use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

use super::check::Check;
use super::export::Export;
use super::{files, help};
use crate::batch::ScoreFormat;
use crate::content::wages::NATION;
use crate::content::{Content, states};
use crate::quiz::Quiz;
use crate::report::Format;
use crate::store::Keeper;

/// A quiz in the terminal: Health Informatics (HI) or Health Information Management (HIM), which fits you better,
/// why, how sure that is, and what would change it
///
/// Without a command, the quiz starts: 24 questions, about 2 minutes. Each answer is saved as you give it, so you
/// can close the window and go on later. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 80,
    after_help = "Without a command, the quiz starts. It takes about 2 minutes."
)]
#[command(after_long_help = help::QUIZ)]
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
#[command(next_help_heading = "Your own content")]
pub(super) struct ContentFiles {
    /// Your own questions instead of the built-in ones
    ///
    /// Start from what `career-fit export questions` writes. Every mistake in it is shown with its place and how to
    /// mend it. CAREER_FIT_QUESTIONS in the environment does the same.
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) questions: Option<PathBuf>,
    /// Your own two paths instead of the built-in ones
    ///
    /// Start from what `career-fit export profiles` writes: what the paths are, which questions pull to which, and the
    /// sources. CAREER_FIT_PROFILES in the environment does the same.
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) profiles: Option<PathBuf>,
    /// Your own wage table instead of the built-in one
    ///
    /// For occupations that the built-in table doesn't have. Start from what `career-fit export wages` writes: its
    /// first line says where the figures come from. CAREER_FIT_WAGES in the environment does the same.
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) wages: Option<PathBuf>,
}

impl ContentFiles {
    /// These files, and those that the environment names where no flag does. An empty name is none.
    pub(super) fn or_of_environment(self) -> Self {
        let of = |name| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
        Self {
            questions: self.questions.or_else(|| of("CAREER_FIT_QUESTIONS")),
            profiles: self.profiles.or_else(|| of("CAREER_FIT_PROFILES")),
            wages: self.wages.or_else(|| of("CAREER_FIT_WAGES")),
        }
    }

    /// Whether nothing of it is your own.
    #[cfg(feature = "tui")]
    pub(super) fn are_built_in(&self) -> bool {
        self.questions.is_none() && self.profiles.is_none() && self.wages.is_none()
    }
}

impl ContentFiles {
    /// The content that these files make.
    pub(super) fn load(&self) -> Result<Content> {
        files::load(self.questions.as_deref(), self.profiles.as_deref(), self.wages.as_deref())
    }
}

/// How the quiz looks, and what of it is kept.
#[derive(Debug, Args)]
#[command(next_help_heading = "How it looks")]
pub(super) struct Look {
    /// Line mode: plain text, question by question
    ///
    /// For screen readers, simple terminals and pipes. It starts by itself where ACCESSIBLE=1 is set, where TERM is
    /// dumb, and where input or output is no terminal.
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// Only ASCII characters
    ///
    /// For terminals and fonts that garble lines and bars. It is also done where the locale is not UTF-8.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// When to use colours
    ///
    /// It wins over the environment. With auto, NO_COLOR and CLICOLOR=0 turn colours off, CLICOLOR_FORCE=1 turns
    /// them on, and else they are on in a terminal.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Pay for a US state, by name or two letters
    ///
    /// Without it, pay is for the whole nation. In a result, s picks another state.
    #[arg(long, value_name = "STATE", global = true, value_parser = states::find)]
    pub(super) state: Option<&'static str>,
    /// Take mouse clicks; text can't be copied as usual then
    #[arg(long, global = true)]
    pub(super) mouse: bool,
    /// Keep nothing on disk
    ///
    /// CAREER_FIT_NO_SAVE=1 in the environment does the same.
    #[arg(long, help_heading = KEPT)]
    pub(super) no_save: bool,
    /// Don't offer to go on with an earlier quiz
    #[arg(long, help_heading = KEPT)]
    pub(super) fresh: bool,
}

const KEPT: &str = "What is kept";

impl Look {
    /// The place that pay is looked at for.
    pub(super) fn place(&self) -> &'static str {
        self.state.unwrap_or(NATION)
    }

    /// Whether line mode was asked for: by flag, by `ACCESSIBLE`, or by a terminal that can do no more.
    #[cfg(feature = "tui")]
    pub(super) fn is_plain(&self) -> bool {
        self.plain || is_set("ACCESSIBLE") || env::var("TERM").is_ok_and(|name| name == "dumb")
    }

    /// Whether nothing is to be kept: by flag or by the environment.
    pub(super) fn is_unkept(&self) -> bool {
        self.no_save || is_set("CAREER_FIT_NO_SAVE")
    }

    /// The quiz on this content, kept on disk unless nothing is to be.
    pub(super) fn quiz(&self, content: Content) -> Quiz {
        if self.is_unkept() {
            return Quiz::new(content, self.place());
        }
        let (keeper, earlier) = Keeper::open(&content, self.fresh);
        Quiz::new(content, self.place()).kept_by(keeper, earlier)
    }
}

/// Whether a variable says yes: set, and neither empty nor 0.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score a class: a result a row, from a CSV
    ///
    /// The first line of the file names the columns: id if you like, then the questions' ids (it_systems_1 and so
    /// on), or code instead of them. A cell is 1 to 5, the answer in words, or empty for a skip. A row with a
    /// mistake is named with its place and gets the verdict error; the others go on.
    #[command(after_long_help = help::SCORE)]
    Score {
        /// The answers, as a CSV; - is standard input
        file: PathBuf,
        /// Write to a new file, not to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// What the results are written as
        #[arg(long, value_enum, default_value_t = ScoreFormat::Csv)]
        format: ScoreFormat,
        /// Carry other columns through
        #[arg(long)]
        keep: bool,
    },
    /// Show a result again, from its code
    ///
    /// In a terminal it opens on the full screen. With --format or --output it is written as a report, the same
    /// that the quiz writes.
    #[command(after_long_help = help::SHOW)]
    Show {
        /// The code; case, hyphens and spaces don't matter
        #[arg(required = true, value_name = "CODE", value_hint = ValueHint::Other)]
        code: Vec<String>,
        /// What the report is written as
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// Write to a new file, not to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Tell what moved between two results
    ///
    /// Item by item: how the answers changed, and what that did to the result.
    #[command(after_long_help = help::COMPARE)]
    Compare {
        /// The code of the earlier result
        #[arg(value_name = "CODE", value_hint = ValueHint::Other)]
        before: String,
        /// The code of the later result
        #[arg(value_name = "CODE", value_hint = ValueHint::Other)]
        after: String,
        /// What it is written as
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Write to a new file, not to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check that the content does what it is for
    ///
    /// Whether every result can come out, whether neither path has it easier, whether it can be read, and whether it is
    /// out of date: a line each. A problem is to be mended before anybody takes the quiz, and the exit code is 1 then;
    /// a note is something to think about.
    #[command(after_long_help = help::CHECK)]
    Check(Check),
    /// Write content to start from, completions, or the manual page
    ///
    /// It goes to standard output, so that a shell or man can read it. Only a starter goes to a folder.
    #[command(after_long_help = help::EXPORT)]
    Export(Export),
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Text => "To read, or to paste into a mail",
            Self::Markdown => "For notes and wikis",
            Self::Html => "A web page that prints well as a handout",
            Self::Json => "One JSON object, for other programs",
        };
        Some(PossibleValue::new(self.name()).help(help))
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
