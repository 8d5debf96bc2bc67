//! Reading and writing lines, and the table of commands that can be typed.

use std::io::{self, BufRead, Read, Write};

use super::ReportWriter;
use crate::files::WriteError;
use crate::instrument::Step;
use crate::text::{nearest, printable, quoted, to_ascii, wrap};

/// How many bytes of a line are read; the rest is discarded. No answer is longer.
const MAX_LINE: usize = 4096;

/// The input and output of a conversation. It never moves the cursor and draws nothing.
pub struct Console<'a> {
    pub input: &'a mut dyn BufRead,
    pub output: &'a mut dyn Write,
    /// Where lines are broken, in columns.
    pub width: usize,
    /// Only ASCII characters.
    pub ascii: bool,
    /// Whether someone types at a terminal. Otherwise each line is echoed, since no terminal shows it.
    pub is_interactive: bool,
}

impl Console<'_> {
    /// Prints a paragraph.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        self.wrapped(text, "")
    }

    /// Prints a paragraph with a hanging indent, as in a list.
    pub fn entry(&mut self, text: &str) -> io::Result<()> {
        self.wrapped(text, "   ")
    }

    /// Prints choices, numbered from 1.
    pub fn choices(&mut self, choices: impl IntoIterator<Item = impl AsRef<str>>) -> io::Result<()> {
        for (number, choice) in (1..).zip(choices) {
            self.entry(&format!("{number}. {}", choice.as_ref()))?;
        }
        Ok(())
    }

    pub fn blank_line(&mut self) -> io::Result<()> {
        writeln!(self.output)
    }

    /// Prints text that is already broken into lines.
    pub fn lines(&mut self, text: &str) -> io::Result<()> {
        self.write(text)
    }

    /// Asks, and waits for a line; `None` at the end of the input.
    pub fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.write(&wrap(prompt, self.width, "", "").join("\n"))?;
        self.write(" ")?;
        self.output.flush()?;
        let line = self.read()?;
        if !self.is_interactive || line.is_none() {
            self.write(line.as_deref().unwrap_or_default())?;
            self.blank_line()?;
        }
        Ok(line)
    }

    /// Asks for yes or no. An empty line is no; `None` at the end of the input.
    pub fn confirm(&mut self, prompt: &str) -> io::Result<Option<bool>> {
        loop {
            let Some(line) = self.ask(prompt)? else { return Ok(None) };
            match line.to_lowercase().as_str() {
                "yes" | "y" => return Ok(Some(true)),
                "no" | "n" | "" => return Ok(Some(false)),
                _ => self.not_understood(&line, None)?,
            }
        }
    }

    /// Says that a line was not understood, with the command that was probably meant.
    pub fn not_understood(&mut self, line: &str, meant: Option<&str>) -> io::Result<()> {
        let message = match meant {
            _ if line.is_empty() => "Nothing was typed.".to_owned(),
            // Arrow keys and the like.
            _ if line.contains(char::is_control) => "That key can't be used here.".to_owned(),
            Some(meant) => format!("{} can't be used here. Did you mean {meant}?", quoted(line)),
            None => format!("{} can't be used here.", quoted(line)),
        };
        self.say(&message)
    }

    /// Writes a report to a file, and asks before it replaces one.
    pub fn save_report(&mut self, writer: ReportWriter, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut written = writer(name, bytes, false);
        if matches!(written, Err(WriteError::Exists)) {
            let prompt = "This file already exists. Type yes to replace it, or Enter to keep it:";
            if self.confirm(prompt)? != Some(true) {
                return self.say("Nothing was written.");
            }
            written = writer(name, bytes, true);
        }
        match written {
            Ok(path) => self.say(&format!("Written to {path}")),
            Err(WriteError::Failed(why)) => self.say(&why),
            Err(WriteError::Exists) => self.say("Nothing was written: the file already exists."),
        }
    }

    fn wrapped(&mut self, text: &str, indent: &str) -> io::Result<()> {
        for line in wrap(text, self.width, "", indent) {
            self.write(&line)?;
            self.blank_line()?;
        }
        Ok(())
    }

    /// Nothing that a terminal would act on gets through, even if it was typed and is printed again.
    fn write(&mut self, text: &str) -> io::Result<()> {
        let text = printable(text);
        let text = if self.ascii { to_ascii(&text) } else { text };
        self.output.write_all(text.as_bytes())
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if Read::take(&mut *self.input, MAX_LINE as u64).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if !bytes.ends_with(b"\n") && bytes.len() == MAX_LINE {
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}

/// What can be typed besides numbers and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Next,
    Back,
    Skip,
    Review,
    /// Every part of the result at once.
    All,
    /// One closed entry of the part that was read.
    Open,
    /// What if: another answer.
    Try,
    /// Accept the answers that were tried.
    Keep,
    /// Discard the answers that were tried.
    Drop,
    Code,
    State,
    Write,
    HandIn,
    /// Answer the tie-breakers after all.
    More,
    /// Show the counts of a room's question.
    Show,
    /// How many people are in the room.
    People,
    /// The room's result so far.
    Result,
    Terms,
    Again,
    Help,
    Quit,
}

/// Where a command can be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Welcome,
    Question,
    Offer,
    Review,
    Result,
    /// Before the first question of a room, and its other prompts for a choice or a number.
    RoomPrompt,
    RoomQuestion,
    RoomResult,
}

impl From<Step> for Place {
    fn from(step: Step) -> Self {
        match step {
            Step::Welcome => Self::Welcome,
            Step::Question => Self::Question,
            Step::Offer => Self::Offer,
            Step::Review => Self::Review,
            Step::Result => Self::Result,
        }
    }
}

/// A command, its names, where it can be typed, and what the help says about it.
pub struct Entry {
    pub command: Command,
    /// The full name first, then the same letters as on the full screen. An empty name is Enter alone.
    pub names: &'static [&'static str],
    places: &'static [Place],
    pub help: &'static str,
}

const fn entry(
    command: Command,
    names: &'static [&'static str],
    places: &'static [Place],
    help: &'static str,
) -> Entry {
    Entry { command, names, places, help }
}

use Place::{Offer, Question, Result as QuizResult, Review, RoomPrompt, RoomQuestion, RoomResult, Welcome};

const QUIZ: &[Place] = &[Welcome, Question, Offer, Review, QuizResult];
const EVERYWHERE: &[Place] =
    &[Welcome, Question, Offer, Review, QuizResult, RoomPrompt, RoomQuestion, RoomResult];

/// The table, in the order of the help.
const COMMANDS: &[Entry] = &[
    entry(Command::Show, &["show", "space"], &[RoomQuestion], "read the counts"),
    entry(Command::Next, &["next", "n", ""], QUIZ, "continue with the current answer; Enter does the same"),
    entry(Command::Next, &["next"], &[RoomQuestion], "next question, even if the count isn't done"),
    entry(
        Command::Back,
        &["back", "b"],
        &[Question, Offer, Review, QuizResult],
        "one step back; every answer is kept",
    ),
    entry(Command::Back, &["back", "b"], &[RoomQuestion, RoomResult], "previous question; counts are kept"),
    entry(Command::Skip, &["skip", "s", "0"], &[Question], "skip this question"),
    entry(
        Command::Review,
        &["review", "r"],
        &[Question, Offer, QuizResult],
        "read all your answers and change any of them",
    ),
    entry(Command::All, &["all", "a"], &[QuizResult], "read every part at once"),
    entry(
        Command::Open,
        &["open", "o"],
        &[QuizResult],
        "read one item in this part's list; add its number: open 2",
    ),
    entry(
        Command::Try,
        &["try"],
        &[QuizResult],
        "what if; add a question's number and another answer: try 7 4",
    ),
    entry(Command::Keep, &["keep"], &[QuizResult], "make what you tried your result"),
    entry(Command::Drop, &["drop"], &[QuizResult], "discard what you tried"),
    entry(Command::Code, &["code", "c"], &[QuizResult], "the code of this result, letter by letter"),
    entry(
        Command::State,
        &["state", "s"],
        &[QuizResult],
        "pay for your state; you can add its name: state Ohio",
    ),
    entry(
        Command::People,
        &["people", "n"],
        &[RoomQuestion],
        "how many people, from this question on; you can add the number: people 31",
    ),
    entry(Command::Result, &["result", "r"], &[RoomQuestion], "the result so far"),
    entry(
        Command::Write,
        &["write", "w"],
        &[QuizResult],
        "write this result to a file; you can add its name: write result.txt",
    ),
    entry(
        Command::Write,
        &["write", "w"],
        &[RoomResult],
        "write the result to a file; you can add its name: write room.html",
    ),
    entry(Command::HandIn, &["hand", "handin"], &[QuizResult], "hand in your answers, without your name"),
    entry(Command::More, &["more", "t"], &[QuizResult], "the extra questions, if it was too close"),
    entry(
        Command::Terms,
        &["terms", "i"],
        &[Welcome, Question, Offer, Review, QuizResult, RoomQuestion],
        "explain the special terms",
    ),
    entry(
        Command::Again,
        &["again"],
        &[Question, Offer, Review, QuizResult, RoomQuestion, RoomResult],
        "repeat this",
    ),
    entry(Command::Help, &["help", "h", "?"], EVERYWHERE, "this list"),
    entry(Command::Quit, &["quit", "q", "exit", "leave"], EVERYWHERE, "quit, after asking"),
];

/// The commands that can be typed at a place.
pub fn commands_at(place: Place) -> impl Iterator<Item = &'static Entry> {
    COMMANDS.iter().filter(move |entry| entry.places.contains(&place))
}

/// Parses a line as a command and its argument.
///
/// # Errors
/// If it isn't one, the name of the command that was probably meant, if any.
pub fn parse(place: Place, line: &str) -> Result<(Command, &str), Option<&'static str>> {
    let (first, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let typed = first.to_lowercase();
    let Some(entry) = commands_at(place).find(|entry| entry.names.contains(&typed.as_str())) else {
        let names: Vec<&str> = commands_at(place).map(|entry| entry.names[0]).collect();
        // A letter or two is near to everything, and a sentence to nothing.
        let is_word = typed.chars().count() > 2 && argument.is_empty();
        return Err(nearest(&typed, &names).filter(|_| is_word));
    };
    let takes_argument = matches!(
        entry.command,
        Command::State | Command::Write | Command::Open | Command::Try | Command::HandIn | Command::People
    );
    if argument.is_empty() || takes_argument {
        Ok((entry.command, argument.trim()))
    } else {
        Err(Some(entry.names[0]))
    }
}
