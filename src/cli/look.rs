//! How the quiz looks, and what of it is kept: by flag, or by the environment.

use std::env;
use std::path::PathBuf;

use clap::{Args, ColorChoice};

use super::clock;
use crate::content::wages::NATION;
use crate::content::{Content, states};
use crate::files::Desk;
use crate::quiz::Quiz;
use crate::store::Keeper;

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
    /// it. CAREER_FIT_HAND_IN in the environment does the same.
    #[arg(long, value_name = "FOLDER", hide_short_help = true, help_heading = SHARED)]
    pub(super) hand_in: Option<PathBuf>,
    /// For a machine that many use
    ///
    /// Nothing is saved and no files are written. q ends one person's turn, and all is cleared for the next. The
    /// program itself ends only by Ctrl-C twice within 2 seconds. It needs the full screen.
    #[arg(long, hide_short_help = true, help_heading = SHARED)]
    pub(super) kiosk: bool,
    /// Seconds without a key before it asks "Still there?"
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = IDLE,
        value_parser = clap::value_parser!(u64).range(5..=86_400),
        requires = "kiosk",
        hide_short_help = true,
        help_heading = SHARED
    )]
    pub(super) idle: u64,
}

/// In seconds.
const IDLE: u64 = 90;
const KEPT: &str = "What is kept";
const SHARED: &str = "For many people";

/// As the parser makes it of no arguments.
impl Default for Look {
    fn default() -> Self {
        Self {
            plain: false,
            ascii: false,
            color: ColorChoice::Auto,
            state: None,
            mouse: false,
            no_save: false,
            fresh: false,
            hand_in: None,
            kiosk: false,
            idle: IDLE,
        }
    }
}

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
        self.hand_in.clone().or_else(|| of_environment("CAREER_FIT_HAND_IN")).map(Desk::new)
    }
}

/// The path that a variable names. An empty one is none.
pub(super) fn of_environment(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Whether a variable says yes: set, and neither empty nor 0.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}
