//! What can be asked for on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::check::Check;
use super::demo::Demo;
use super::export::Export;
use super::group::Group;
use super::look::{self, Look};
use super::room::RoomArgs;
use super::score::Score;
use super::{files, help};
use crate::content::Content;
use crate::report::Format;

/// A quiz in the terminal: Health Informatics (HI) or Health Information Management (HIM), which fits you better,
/// why, how sure that is, and what would change it
///
/// Without a command, the quiz starts: 24 questions, about 2 minutes. Each answer is saved as you give it, so you
/// can close the window and go on later. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(
    version,
    // Not as the file is called, which ends in .exe on Windows.
    bin_name = "career-fit",
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

/// What the quiz takes, where no command is given. It never has to help, which the parser of everything does.
#[derive(Debug, Default, Parser)]
#[command(disable_help_flag = true)]
struct Quiz {
    #[command(flatten)]
    files: ContentFiles,
    #[command(flatten)]
    look: Look,
}

impl Cli {
    /// What these arguments ask for; the first is the program's own name. This and the next are not inlined: the stack of
    /// both parsers would stay in use while the quiz runs.
    ///
    /// # Errors
    /// What the parser has to say: help, the version, or what is wrong with the arguments.
    #[inline(never)]
    pub(super) fn read(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        // Building the parser of all commands takes longer than all else before the first screen, and most people
        // start the quiz, without any argument. Whatever is not plainly the quiz goes to that parser, which also has
        // all complaints and help.
        let quiz = if arguments.len() < 2 { Ok(Quiz::default()) } else { Quiz::try_parse_from(&arguments) };
        match quiz {
            Ok(Quiz { files, look }) => Ok(Self { command: None, files, look }),
            Err(_) => Self::of_any(arguments),
        }
    }

    #[inline(never)]
    fn of_any(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(arguments)
    }
}

/// Your own content.
#[derive(Debug, Default, Args)]
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
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
    pub(super) wages: Option<PathBuf>,
}

impl ContentFiles {
    /// These files, and those that the environment names where no flag does. An empty name is none.
    pub(super) fn or_of_environment(self) -> Self {
        let of = look::of_environment;
        Self {
            questions: self.questions.or_else(|| of("CAREER_FIT_QUESTIONS")),
            profiles: self.profiles.or_else(|| of("CAREER_FIT_PROFILES")),
            wages: self.wages.or_else(|| of("CAREER_FIT_WAGES")),
        }
    }

    /// The content that these files make.
    pub(super) fn load(&self) -> Result<Content> {
        files::load(self.questions.as_deref(), self.profiles.as_deref(), self.wages.as_deref())
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Score(Score),
    Check(Check),
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
        ///
        /// Without it, the ending of FILE decides: .txt, .md, .html or .json. Else it is text.
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// Write to a new file, not to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// With every answer
        #[arg(long)]
        answers: bool,
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
        ///
        /// Without it, the ending of FILE decides: .txt, .md, .html or .json. Else it is text.
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// Write to a new file, not to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// The picture of a group
    ///
    /// What many people like, and nothing of any one of them. Reads codes, answers and results, as many files as you
    /// like, and tells how the results are spread, which work is liked most and least, and where people differ. Small
    /// groups and small counts are hidden, and whatever would give them away.
    #[command(after_long_help = help::GROUP)]
    Group(Group),
    /// Let a whole room answer by show of hands
    ///
    /// One machine and one projector, no devices. The screen shows a statement, hands go up, you type how many. The
    /// counts stay hidden until you press Space. Each count is saved as you press Enter.
    Room(RoomArgs),
    /// Watch a made-up person take the quiz
    ///
    /// For an advisor before a class, or to see the quiz first. Nothing is saved, and everything says that it is an
    /// example. Space pauses, n and p go to the next and previous person, Esc goes to the result.
    #[command(after_long_help = help::DEMO)]
    Demo(Demo),
    /// Write content to start from, a form, SQL and more
    ///
    /// It goes to standard output, or to a new file with --output. Only a starter goes to a folder.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is typed before, between and after the commands' names, well or badly.
    const TYPED: [&str; 27] = [
        "--plain",
        "--ascii",
        "--color",
        "never",
        "--color=always",
        "--state",
        "TX",
        "Ohio",
        "--state=CA",
        "--mouse",
        "--no-save",
        "--fresh",
        "--hand-in",
        "folder",
        "--kiosk",
        "--idle",
        "30",
        "--questions",
        "--profiles=p.toml",
        "score",
        "room",
        "help",
        "--help",
        "-h",
        "--version",
        "-V",
        "--",
    ];

    proptest! {
        /// The quiz starts by its own parser exactly where the parser of everything would start it, and alike.
        #[test]
        fn the_short_way_leads_where_the_long_one_does(typed in prop::collection::vec(prop::sample::select(&TYPED[..]), 0..6)) {
            let arguments: Vec<OsString> = ["career-fit"].into_iter().chain(typed).map(OsString::from).collect();
            let said = |read: Result<Cli, clap::Error>| read.map(|cli| format!("{cli:?}")).map_err(|error| error.to_string());
            let short = Quiz::try_parse_from(&arguments);
            let long = Cli::of_any(arguments.clone());
            let starts = long.as_ref().is_ok_and(|cli| cli.command.is_none());
            prop_assert_eq!(short.is_ok(), starts);
            prop_assert_eq!(said(Cli::read(arguments)), said(long));
        }
    }
}
