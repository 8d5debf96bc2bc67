//! The arguments of the command line.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Error, Result};
use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use jiff::ZonedDateTime;

use super::check::Check;
use super::export::Export;
use super::files::{self, STANDARD};
use super::group::Group;
use super::score::Score;
use super::{UsageError, help, today};
use crate::content::wages::NATION;
use crate::content::{Content, states};
use crate::hand_in::DropBox;
use crate::quiz::Quiz;
use crate::report::Format;
use crate::room::{Form, MOST, Room};
use crate::storage::{self, Storage};

/// A career-fit quiz for the terminal: Health Informatics (HI) or Health Information Management (HIM)?
///
/// It tells you which of the two fields your answers point to, why, how certain that is, and what would change it.
/// Without a command, the quiz starts: 24 questions, about 2 minutes. Each answer is saved as you give it, so you can
/// close the window and continue later. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(
    version,
    // Not the file's name, which has an extension on Windows.
    bin_name = "career-fit",
    max_term_width = 80,
    after_help = "For more about a command: career-fit COMMAND --help",
    after_long_help = help::QUIZ,
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) files: ContentFiles,
    #[command(flatten)]
    pub(super) quiz: QuizArgs,
}

impl Cli {
    /// Parses the arguments, of which the first is the program's own name.
    ///
    /// # Errors
    /// Help and version requests, and usage errors.
    pub(super) fn read(arguments: Vec<OsString>) -> Result<Self, clap::Error> {
        // clap lists all commands under one heading. The template has its own list, so these are hidden, but only here:
        // completions and the manual page still find them.
        let mut command = Self::command().help_template(help::TEMPLATE).override_usage(help::USAGE);
        command.build();
        let mut command = command.mut_subcommands(|command| command.hide(true));
        let matches = command.try_get_matches_from_mut(arguments)?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }
}

/// Custom content files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Content")]
pub(super) struct ContentFiles {
    /// Use your own questions
    ///
    /// Start from the output of `career-fit export questions`. Every problem in the file is reported with its line and
    /// how to fix it. Also set by CAREER_FIT_QUESTIONS.
    #[arg(long, value_name = "FILE", global = true)]
    questions: Option<PathBuf>,
    /// Use your own two fields
    ///
    /// Start from the output of `career-fit export profiles`: what the fields are, which questions point to which, and
    /// the sources. Also set by CAREER_FIT_PROFILES.
    #[arg(long, value_name = "FILE", global = true)]
    profiles: Option<PathBuf>,
    /// Use your own wage table
    ///
    /// For occupations that the built-in table doesn't have. Start from the output of `career-fit export wages`. Also
    /// set by CAREER_FIT_WAGES.
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
    wages: Option<PathBuf>,
}

impl ContentFiles {
    /// Reads and validates the content: for each file the flag, then the environment, then the built-in one.
    pub(super) fn load(&self) -> Result<Content> {
        let file = |flag: &Option<PathBuf>, variable| flag.clone().or_else(|| path_variable(variable));
        files::load(
            file(&self.questions, "CAREER_FIT_QUESTIONS").as_deref(),
            file(&self.profiles, "CAREER_FIT_PROFILES").as_deref(),
            file(&self.wages, "CAREER_FIT_WAGES").as_deref(),
        )
    }
}

const SAVED: &str = "Saved data";
const SHARED: &str = "Shared machines";

/// Display and storage options of the quiz.
#[derive(Debug, Args)]
#[command(next_help_heading = "Display")]
pub(super) struct QuizArgs {
    /// Use line mode: plain text, one question at a time
    ///
    /// For screen readers, simple terminals and pipes. It is the default if ACCESSIBLE is set and not 0, if TERM is
    /// dumb, and if input or output isn't a terminal.
    #[arg(long, global = true)]
    plain: bool,
    /// Use ASCII characters only
    ///
    /// For terminals and fonts that garble lines and bars. It is the default if the locale isn't UTF-8.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// When to use colors
    ///
    /// Overrides the environment. With auto, NO_COLOR and CLICOLOR=0 turn colors off, CLICOLOR_FORCE=1 turns them on,
    /// and otherwise they are on in a terminal.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t = ColorChoice::Auto, hide_short_help = true)]
    pub(super) color: ColorChoice,
    /// Show pay for a US state (name or two-letter code)
    ///
    /// Without it, pay is for the whole country. On a result, press s to choose another place.
    #[arg(long, value_name = "STATE", global = true, value_parser = states::find)]
    state: Option<&'static str>,
    /// Accept mouse clicks; this changes how you select text
    #[arg(long, global = true, hide_short_help = true)]
    pub(super) mouse: bool,
    /// Store nothing on disk
    ///
    /// Also set by CAREER_FIT_NO_SAVE=1.
    #[arg(long, help_heading = SAVED)]
    no_save: bool,
    /// Don't offer to resume an earlier quiz
    #[arg(long, help_heading = SAVED)]
    fresh: bool,
    /// Let students hand in their answers anonymously
    ///
    /// The quiz asks after the result. Everyone who agrees adds one file that contains only the code of the result,
    /// under a random name. Create the folder with: mkdir -m 1733 FOLDER. Everyone can add to it then, but only you can
    /// list it. Also set by CAREER_FIT_HAND_IN.
    #[arg(long, value_name = "FOLDER", hide_short_help = true, help_heading = SHARED)]
    hand_in: Option<PathBuf>,
    /// Run on a machine that many people use
    ///
    /// Nothing is saved and no files are written. q ends one person's turn and clears everything for the next. The
    /// program itself ends only if Ctrl-C is pressed twice within 2 seconds. Requires the full screen.
    #[arg(long, hide_short_help = true, help_heading = SHARED)]
    pub(super) kiosk: bool,
    /// Seconds without a keypress before it asks "Still there?"
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

impl QuizArgs {
    /// The place whose pay is shown.
    pub(super) fn place(&self) -> &'static str {
        self.state.unwrap_or(NATION)
    }

    /// Whether line mode was requested, or the terminal can't do more.
    pub(super) fn is_plain(&self) -> bool {
        self.plain || is_set("ACCESSIBLE") || env::var("TERM").is_ok_and(|name| name == "dumb")
    }

    fn stores_nothing(&self) -> bool {
        self.no_save || self.kiosk || is_set("CAREER_FIT_NO_SAVE")
    }

    /// A quiz about this content, and where it is saved.
    pub(super) fn quiz(&self, content: Content) -> (Quiz, Storage) {
        let quiz = Quiz::new(content, self.place()).dated(today());
        if self.stores_nothing() {
            return (quiz, Storage::off());
        }
        let (storage, earlier) = Storage::for_quiz(storage::folder(), quiz.content(), self.fresh);
        (quiz.with_earlier(earlier), storage)
    }

    /// The folder for handed-in answers.
    ///
    /// # Errors
    /// If no files can be added to that folder.
    pub(super) fn drop_box(&self) -> Result<Option<DropBox>> {
        let folder = self.hand_in.clone().or_else(|| path_variable("CAREER_FIT_HAND_IN"));
        folder.map(DropBox::open).transpose().map_err(Error::msg)
    }

    /// A room about this content, and where it is saved.
    pub(super) fn room(&self, args: &RoomArgs, content: Content) -> (Room, Storage) {
        let form = if args.full { Form::Full } else { Form::Short };
        let room = Room::new(content, form, args.people).dated(today());
        if self.stores_nothing() || args.no_save {
            return (room, Storage::off());
        }
        let (storage, earlier, age, note) = Storage::for_room(storage::folder(), room.content());
        let earlier = earlier.filter(|_| !self.fresh && !args.fresh);
        let room = room.with_earlier(earlier, &age.map(moment).unwrap_or_default());
        (room.noting(note), storage)
    }
}

/// The moment this long ago: "Monday 9:10" within a week, else "November 24".
fn moment(age: Duration) -> String {
    const WEEK: Duration = Duration::from_secs(6 * 24 * 60 * 60);
    let format = if age < WEEK { "%A %-H:%M" } else { "%B %-d" };
    let then = ZonedDateTime::now().checked_sub(age);
    then.map_or_else(|_| String::new(), |then| then.strftime(format).to_string())
}

/// The path in an environment variable; `None` if it is unset or empty.
fn path_variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Whether an environment variable is set and neither empty nor 0.
fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show a result from its code
    ///
    /// On a terminal it opens full screen. With --format or --output it is written as a report, the same that the quiz
    /// writes.
    #[command(after_long_help = help::SHOW)]
    Show {
        /// The code; case, hyphens and spaces don't matter
        #[arg(required = true, value_name = "CODE", value_hint = ValueHint::Other)]
        code: Vec<String>,
        #[command(flatten)]
        report: ReportArgs,
        /// Include all answers
        #[arg(long)]
        answers: bool,
        /// Include all chapters after the two pages of a web page
        #[arg(long)]
        appendix: bool,
    },
    /// Compare two results
    ///
    /// Shows which answers changed, and how that changed the result.
    #[command(after_long_help = help::COMPARE)]
    Compare {
        /// The code of the earlier result
        #[arg(value_name = "CODE", value_hint = ValueHint::Other)]
        before: String,
        /// The code of the later result
        #[arg(value_name = "CODE", value_hint = ValueHint::Other)]
        after: String,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Watch an example person
    ///
    /// A made-up person takes the quiz: for an advisor before a class, or to see the quiz first. Nothing is saved, and
    /// every screen says that it is an example. Space pauses, n and p switch to the next and previous person, Esc jumps
    /// to the result.
    #[command(after_long_help = help::DEMO)]
    Demo(DemoArgs),
    /// Ask a room by show of hands
    ///
    /// One machine and one projector, no devices. The screen shows a statement, people raise their hands, you type how
    /// many. The counts stay hidden until you press Space. Each count is saved when you press Enter.
    #[command(after_long_help = help::ROOM)]
    Room(RoomArgs),
    Score(Score),
    Group(Group),
    Check(Check),
    /// Export content and forms
    ///
    /// Writes to standard output, or to a new file with --output. Only `starter` writes a folder.
    #[command(after_long_help = help::EXPORT)]
    Export(Export),
}

/// How and where a report is written.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Output format [default: from the extension of --output, or text]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Write to a new file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

impl ReportArgs {
    /// The format of the report.
    pub(super) fn format(&self) -> Result<Format> {
        output_format(self.format, self.output.as_deref(), Format::Text)
    }
}

/// The requested format, the one of the output file's extension, or a default.
///
/// # Errors
/// A usage error if the extension isn't that of a supported format.
pub(super) fn output_format<F: ValueEnum>(format: Option<F>, output: Option<&Path>, default: F) -> Result<F> {
    let output = output.filter(|path| *path != Path::new(STANDARD));
    let (None, Some(extension)) = (&format, output.and_then(Path::extension)) else {
        return Ok(format.unwrap_or(default));
    };
    let extensions: Vec<(String, &F)> = F::value_variants()
        .iter()
        .filter_map(|format| Some((extension_of(format.to_possible_value()?.get_name()).to_owned(), format)))
        .collect();
    let found = extensions.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    found.map(|(_, format)| (*format).clone()).ok_or_else(|| {
        let known: Vec<String> = extensions.iter().map(|(known, _)| format!(".{known}")).collect();
        let extension = extension.to_string_lossy();
        UsageError(format!("unsupported file extension .{extension}: use {}, or --format", known.join(", ")))
            .into()
    })
}

/// The file extension of a format's name on the command line.
fn extension_of(format: &str) -> &str {
    match format {
        "text" => "txt",
        "markdown" => "md",
        other => other,
    }
}

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Who takes the quiz; if omitted, you choose from a list
    pub(super) person: Option<String>,
    /// Speed; 1 is for a class to follow, 2 is twice as fast
    #[arg(long, value_name = "N", default_value = "1", value_parser = speed)]
    pub(super) speed: f64,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok().filter(|speed| (0.1..=100.0).contains(speed));
    speed.ok_or_else(|| "expected a number from 0.1 to 100".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct RoomArgs {
    /// Number of people in the room; if omitted, you are asked
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST)))]
    people: Option<u32>,
    /// Ask all questions, with five answers each
    ///
    /// Without it, two questions are asked for each kind of work, with three answers: about 6 minutes.
    #[arg(long)]
    full: bool,
    /// Store nothing on disk
    #[arg(long)]
    no_save: bool,
    /// Don't offer to resume an earlier room
    #[arg(long)]
    fresh: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_definition_is_valid() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_template_lists_every_command() {
        let commands = Cli::command();
        for command in commands.get_subcommands() {
            let line = format!("  {:<9}{}\n", command.get_name(), command.get_about().unwrap());
            assert!(help::TEMPLATE.contains(&line), "{line}");
        }
    }

    #[test]
    fn extension_selects_the_format() {
        let format = |format, output: &str| output_format(format, Some(Path::new(output)), Format::Text);
        assert_eq!(format(None, "a.b.MD").unwrap(), Format::Markdown);
        assert_eq!(format(None, "result").unwrap(), Format::Text);
        assert_eq!(format(None, "-").unwrap(), Format::Text);
        assert_eq!(format(Some(Format::Json), "a.xyz").unwrap(), Format::Json);
        let error = format(None, "a.docx").unwrap_err();
        assert!(error.is::<UsageError>());
        assert_eq!(
            error.to_string(),
            "unsupported file extension .docx: use .txt, .md, .html, .json, or --format"
        );
    }
}
