//! What can be asked for on the command line.

use std::env;
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

use super::check::Check;
use super::demo::Demo;
use super::export::Export;
use super::group::Group;
use super::items::Items;
use super::room::RoomArgs;
use super::score::Score;
use super::{clock, files, help};
use crate::content::wages::NATION;
use crate::content::{Content, states};
use crate::files::Desk;
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
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
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
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = ColorChoice::Auto, hide_short_help = true)]
    pub(super) color: ColorChoice,
    /// Pay for a US state, by name or two letters
    ///
    /// Without it, pay is for the whole nation. In a result, s picks another state.
    #[arg(long, value_name = "STATE", global = true, value_parser = states::find)]
    pub(super) state: Option<&'static str>,
    /// Take mouse clicks; text can't be copied as usual then
    #[arg(long, global = true, hide_short_help = true)]
    pub(super) mouse: bool,
    /// Keep nothing on disk
    ///
    /// CAREER_FIT_NO_SAVE=1 in the environment does the same.
    #[arg(long, help_heading = KEPT)]
    pub(super) no_save: bool,
    /// Don't offer to go on with an earlier quiz
    #[arg(long, help_heading = KEPT)]
    pub(super) fresh: bool,
    /// Offer to hand the answers in here, without a name
    ///
    /// It asks after the result. Each who says yes adds one file with the code of the result and nothing else, under a
    /// random name. Make the folder with: mkdir -m 1733 FOLDER. All can add to it then, and only you can see what is in
    /// it.
    #[arg(long, value_name = "FOLDER", env = "CAREER_FIT_HAND_IN", hide_env_values = true, hide_short_help = true, help_heading = SHARED)]
    pub(super) hand_in: Option<PathBuf>,
    /// For a machine or an account that many use
    ///
    /// Nothing is saved and no files are written. q ends one person's turn, and all is cleared for the next; over SSH
    /// it ends the program. Else only Ctrl-C twice within 2 seconds does.
    #[arg(long, hide_short_help = true, help_heading = SHARED)]
    pub(super) kiosk: bool,
    /// Seconds without a key before it asks "Still there?"
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 90,
        value_parser = clap::value_parser!(u64).range(5..=86_400),
        requires = "kiosk",
        hide_short_help = true,
        help_heading = SHARED
    )]
    pub(super) idle: u64,
}

const KEPT: &str = "What is kept";
const SHARED: &str = "For many people";

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
        self.no_save || self.kiosk || is_set("CAREER_FIT_NO_SAVE")
    }

    /// Whether each person has a program of their own, at the other end of a line.
    pub(super) fn is_remote(&self) -> bool {
        env::var_os("SSH_CONNECTION").is_some()
    }

    /// The quiz on this content, kept on disk unless nothing is to be.
    pub(super) fn quiz(&self, content: Content) -> Quiz {
        let quiz = |content| Quiz::new(content, self.place()).dated(clock::today).handing_in(self.desk());
        if self.is_unkept() {
            return quiz(content);
        }
        let (keeper, earlier) = Keeper::open(&content, self.fresh);
        quiz(content).kept_by(keeper, earlier)
    }

    /// Where answers are handed in, if anywhere.
    fn desk(&self) -> Option<Desk> {
        self.hand_in.clone().filter(|folder| !folder.as_os_str().is_empty()).map(Desk::new)
    }
}

/// Whether a variable says yes: set, and neither empty nor 0.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
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
    /// How the questions did with your people, and your norm
    ///
    /// For each question and each kind of work: mean, spread, and how well it goes with the others. Then whether one
    /// side's questions are liked more, how steady the gap is, which questions work otherwise in a group, and the gap
    /// of your average student. Nothing is told of any one person.
    #[command(after_long_help = help::ITEMS)]
    Items(Items),
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
    /// Write content to start from, a form, a codebook, SQL and more
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
