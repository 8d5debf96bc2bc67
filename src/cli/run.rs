//! The interactive commands, full screen or in line mode.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use terminal_size::{Width, terminal_size_of};

use super::args::{ContentFiles, DemoArgs, QuizArgs, RoomArgs};
use super::{UsageError, files};
use crate::content::Content;
use crate::files::write_report;
use crate::hand_in::DropBox;
use crate::plain::{self, Settings};
use crate::quiz::{Ending, Quiz};
use crate::report::text::WIDTH;
use crate::room::{Room, Step};
use crate::signals;
use crate::storage::{SaveStatus, Storage};
use crate::text::{is_ascii_locale, nearest, printable, wrap};

/// Lines are never wrapped to fewer columns than this, however narrow the window.
const MIN_WIDTH: usize = 20;

/// Takes the quiz.
pub(super) fn quiz(files: &ContentFiles, args: &QuizArgs) -> Result<ExitCode> {
    if args.kiosk && !is_full_screen(args) {
        bail!(UsageError("--kiosk needs the full screen: run it in a terminal, without --plain".to_owned()));
    }
    let drop_box = args.drop_box()?;
    let (quiz, storage) = args.quiz(files.load()?);
    #[cfg(feature = "tui")]
    if args.kiosk {
        return full_screen::kiosk(quiz, drop_box, args);
    } else if is_full_screen(args) {
        return full_screen::quiz(quiz, storage, drop_box, args);
    }
    print_before_exit(storage.status(), "What you answered is saved.")?;
    lines(quiz, storage, drop_box, args)
}

/// Shows a finished quiz.
pub(super) fn show(quiz: Quiz, args: &QuizArgs) -> Result<ExitCode> {
    #[cfg(feature = "tui")]
    if is_full_screen(args) {
        return full_screen::quiz(quiz, Storage::off(), None, args);
    }
    lines(quiz, Storage::off(), None, args)
}

/// Asks a room.
pub(super) fn room(args: &RoomArgs, files: &ContentFiles, quiz: &QuizArgs) -> Result<ExitCode> {
    let (room, storage) = quiz.room(args, files.load()?);
    #[cfg(feature = "tui")]
    if is_full_screen(quiz) {
        return full_screen::room(room, storage, quiz);
    }
    print_before_exit(storage.status(), "What was counted is saved.")?;
    let output = &mut line_output();
    let ended = plain::room(room, storage, &mut io::stdin().lock(), output, settings(quiz));
    Ok(exit_code(ending_of(&ended.context("can't continue")?)))
}

/// Lets an example person take the quiz, or lists the example people.
pub(super) fn demo(demo: &DemoArgs, content: Content, args: &QuizArgs) -> Result<ExitCode> {
    if content.people.is_empty() {
        bail!("this content has no example people: add some as [[person]], as in questions.toml");
    }
    let person = demo.person.as_deref().map(|name| find_person(&content, name)).transpose()?;
    #[cfg(feature = "tui")]
    if is_full_screen(args) {
        return full_screen::demo(content, person, demo.speed, args);
    }
    match person {
        Some(index) => {
            let person = content.people[index].clone();
            lines(Quiz::of_person(content, args.place(), person), Storage::off(), None, args)
        }
        None => list_people(&content),
    }
}

/// The index of an example person, by id or name.
fn find_person(content: &Content, name: &str) -> Result<usize> {
    let people = &content.people;
    let found = people
        .iter()
        .position(|person| person.id.eq_ignore_ascii_case(name) || person.name.eq_ignore_ascii_case(name));
    if let Some(index) = found {
        return Ok(index);
    }
    let known: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let hint = match nearest(name, &known) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("use {}", known.join(", ")),
    };
    bail!(UsageError(format!("there is no example person \"{name}\": {hint}")))
}

fn list_people(content: &Content) -> Result<ExitCode> {
    let mut out = "Example people, all made up. To watch one: career-fit demo NAME\n\n".to_owned();
    let widest = content.people.iter().map(|person| person.id.len()).max().unwrap_or(0);
    for person in &content.people {
        let first = format!("{:<widest$}  ", person.id);
        for line in wrap(&person.about, WIDTH, &first, &" ".repeat(widest + 2)) {
            out += &printable(&line);
            out.push('\n');
        }
    }
    files::write(None, out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Whether both standard input and output are a terminal.
pub(super) fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn is_full_screen(args: &QuizArgs) -> bool {
    cfg!(feature = "tui") && !args.is_plain() && has_terminal()
}

/// If a signal ends the program, prints whether anything is saved, on a line below the prompt.
fn print_before_exit(status: &SaveStatus, saved: &'static str) -> io::Result<()> {
    let message = if *status == SaveStatus::On { saved } else { "Nothing is saved." };
    signals::before_exit(move || {
        let _ = writeln!(io::stderr(), "\n{message}");
    })
}

/// Where line mode writes. If that is a file while a person types, they see it on standard error too.
fn line_output() -> Box<dyn Write> {
    let output = BufWriter::new(io::stdout().lock());
    let is_unseen = io::stdin().is_terminal() && !io::stdout().is_terminal() && io::stderr().is_terminal();
    if is_unseen { Box::new(Tee { output, screen: io::stderr() }) } else { Box::new(output) }
}

/// Writes everything twice.
struct Tee<O, S> {
    output: O,
    screen: S,
}

impl<O: Write, S: Write> Write for Tee<O, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write_all(bytes)?;
        self.screen.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()?;
        self.screen.flush()
    }
}

/// Runs a quiz in line mode, from wherever it is.
fn lines(quiz: Quiz, storage: Storage, drop_box: Option<DropBox>, args: &QuizArgs) -> Result<ExitCode> {
    let start = Instant::now();
    let input = &mut io::stdin().lock();
    let output = &mut line_output();
    let ended = plain::run(quiz, storage, drop_box, input, output, &|| start.elapsed(), settings(args));
    Ok(exit_code(ended.context("can't continue")?))
}

fn settings(args: &QuizArgs) -> Settings {
    let window = terminal_size_of(io::stdout()).map_or(WIDTH, |(Width(columns), _)| usize::from(columns));
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    Settings {
        ascii: args.ascii || is_ascii_locale(variable),
        width: window.clamp(MIN_WIDTH, WIDTH),
        is_interactive: io::stdin().is_terminal(),
        write: write_report,
    }
}

/// How a room that is left now has ended.
fn ending_of(room: &Room) -> Ending {
    if room.step() == Step::Result { Ending::Finished } else { Ending::Early }
}

fn exit_code(ending: Ending) -> ExitCode {
    ExitCode::from(match ending {
        Ending::Finished => 0,
        Ending::Early => 1,
        Ending::Interrupted => 130,
    })
}

#[cfg(feature = "tui")]
mod full_screen {
    use std::io::{self, Write};
    use std::process::ExitCode;
    use std::time::Duration;

    use anyhow::Result;

    use super::{ending_of, exit_code};
    use crate::cli::args::QuizArgs;
    use crate::cli::color;
    use crate::content::Content;
    use crate::hand_in::DropBox;
    use crate::quiz::{Ending, Quiz};
    use crate::room::Room;
    use crate::storage::Storage;
    use crate::text::printable;
    use crate::tui::Exit;
    use crate::tui::demo::{self, Show};
    use crate::tui::kiosk;
    use crate::tui::quiz::{self, Ended};
    use crate::tui::{Settings, room};
    use crate::wording;

    /// Runs the quiz, or shows a finished one.
    pub(super) fn quiz(
        quiz: Quiz,
        storage: Storage,
        drop_box: Option<DropBox>,
        args: &QuizArgs,
    ) -> Result<ExitCode> {
        Ok(leave(&quiz::run(quiz, storage, drop_box, settings(args))?))
    }

    /// Runs one quiz after another. Nothing is left in the terminal.
    pub(super) fn kiosk(quiz: Quiz, drop_box: Option<DropBox>, args: &QuizArgs) -> Result<ExitCode> {
        let idle = Duration::from_secs(args.idle);
        Ok(exit_code(kiosk::run(quiz, drop_box, idle, settings(args))?))
    }

    pub(super) fn room(room: Room, mut storage: Storage, args: &QuizArgs) -> Result<ExitCode> {
        let (exit, room) = room::run(room, &mut storage, settings(args))?;
        // If the terminal was closed, there is no reader.
        let _ = writeln!(
            io::stderr(),
            "{}",
            printable(&wording::what_was_saved_of_room(&room, storage.status()))
        );
        Ok(exit_code(if exit == Exit::Interrupted { Ending::Interrupted } else { ending_of(&room) }))
    }

    pub(super) fn demo(
        content: Content,
        person: Option<usize>,
        speed: f64,
        args: &QuizArgs,
    ) -> Result<ExitCode> {
        let show = Show { content: content.into(), place: args.place(), person, speed };
        Ok(leave(&demo::run(show, settings(args))?))
    }

    /// Leaves the summary in the terminal's scrollback, or how to continue a quiz that was left midway.
    fn leave(ended: &Ended) -> ExitCode {
        // If the terminal was closed, there is no reader.
        if let Some(summary) = &ended.summary {
            let _ = io::stdout().write_all(summary.as_bytes());
        }
        if let Some(kept) = &ended.kept {
            let _ = writeln!(io::stderr(), "{}", printable(kept));
        }
        exit_code(ended.ending)
    }

    fn settings(args: &QuizArgs) -> Settings {
        Settings { ascii: args.ascii, colored: color::is_on(args.color, true), mouse: args.mouse }
    }
}
