//! Reading and writing lines, and the table of commands that can be typed.

use std::io::{self, BufRead, Read, Write};

use super::ReportWriter;
use crate::files::WriteError;
use crate::instrument::{Step, Term};
use crate::text::{nearest, printable, quoted, to_ascii, wrap};
use crate::wording::NO_TERMS;

/// How many bytes of a line are read; the rest is discarded. No answer is longer.
const MAX_LINE: usize = 4096;

/// Why a conversation stops.
#[derive(Debug)]
pub enum Stop {
    /// Someone quit.
    Quit,
    EndOfInput,
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

pub type Result<T = ()> = std::result::Result<T, Stop>;

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
    pub write_report: ReportWriter,
}

impl Console<'_> {
    /// Prints a paragraph.
    pub fn say(&mut self, text: &str) -> Result {
        self.wrapped(text, "")
    }

    /// Prints a paragraph with a hanging indent, as in a list.
    pub fn entry(&mut self, text: &str) -> Result {
        self.wrapped(text, "   ")
    }

    /// Prints choices, numbered from 1.
    pub fn choices(&mut self, choices: impl IntoIterator<Item = impl AsRef<str>>) -> Result {
        for (number, choice) in (1..).zip(choices) {
            self.entry(&format!("{number}. {}", choice.as_ref()))?;
        }
        Ok(())
    }

    pub fn blank_line(&mut self) -> Result {
        Ok(writeln!(self.output)?)
    }

    /// Prints text that is already broken into lines, after a blank line.
    pub fn lines(&mut self, text: &str) -> Result {
        self.blank_line()?;
        Ok(self.write(text)?)
    }

    /// Prints the commands that can be typed at a place, but those in `without`. `number` says what a number does.
    pub fn help(&mut self, place: Place, number: Option<String>, without: &[Command]) -> Result {
        self.blank_line()?;
        self.say("You can type:")?;
        if let Some(number) = number {
            self.entry(&number)?;
        }
        for (command, names, _, help) in commands_at(place) {
            if !without.contains(command) {
                let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
                self.entry(&format!("{}: {help}", names.join(" or ")))?;
            }
        }
        self.blank_line()
    }

    /// Explains terms.
    pub fn terms(&mut self, terms: &[&Term]) -> Result {
        self.blank_line()?;
        if terms.is_empty() {
            self.say(NO_TERMS)?;
        }
        for term in terms {
            self.entry(&format!("{}: {}", term.name, term.means))?;
        }
        self.blank_line()
    }

    /// Asks, and returns the next line.
    pub fn ask(&mut self, prompt: &str) -> Result<String> {
        self.write(&wrap(prompt, self.width, "", "").join("\n"))?;
        self.write(" ")?;
        self.output.flush()?;
        let line = self.read()?;
        if !self.is_interactive || line.is_none() {
            self.write(line.as_deref().unwrap_or_default())?;
            self.blank_line()?;
        }
        line.ok_or(Stop::EndOfInput)
    }

    /// Asks for yes or no; an empty line is no.
    pub fn confirm(&mut self, prompt: &str) -> Result<bool> {
        loop {
            let line = self.ask(prompt)?;
            match line.to_lowercase().as_str() {
                "yes" | "y" => return Ok(true),
                "no" | "n" | "" => return Ok(false),
                _ => self.not_understood(&line, None)?,
            }
        }
    }

    /// Asks whether to quit, which stops the conversation.
    pub fn confirm_quitting(&mut self, question: &str) -> Result {
        self.say(question)?;
        match self.confirm("Type yes to leave, or Enter to stay:") {
            Ok(false) => Ok(()),
            Ok(true) | Err(Stop::EndOfInput) => Err(Stop::Quit),
            Err(stop) => Err(stop),
        }
    }

    /// Says that a line was not understood, with the command that was probably meant.
    pub fn not_understood(&mut self, line: &str, meant: Option<&str>) -> Result {
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
    pub fn save_report(&mut self, name: &str, report: anyhow::Result<Vec<u8>>) -> Result {
        let bytes = match report {
            Ok(bytes) => bytes,
            Err(error) => return self.say(&format!("Nothing was written: {error:#}")),
        };
        let mut written = (self.write_report)(name, &bytes, false);
        if matches!(written, Err(WriteError::Exists)) {
            if !self.confirm("This file already exists. Type yes to replace it, or Enter to keep it:")? {
                return self.say("Nothing was written.");
            }
            written = (self.write_report)(name, &bytes, true);
        }
        match written {
            Ok(path) => self.say(&format!("Written to {path}")),
            Err(WriteError::Failed(why)) => self.say(&why),
            Err(WriteError::Exists) => self.say("Nothing was written: the file already exists."),
        }
    }

    fn wrapped(&mut self, text: &str, indent: &str) -> Result {
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
    All,
    Open,
    Try,
    Keep,
    Drop,
    Code,
    State,
    Write,
    HandIn,
    More,
    Show,
    People,
    Result,
    Terms,
    Again,
    Help,
    Quit,
}

/// The prompts that accept a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Welcome,
    Question,
    Offer,
    Review,
    QuizResult,
    /// A room's prompts for a choice or a number.
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
            Step::Result => Self::QuizResult,
        }
    }
}

/// A command; its names, of which the first is the full one and the empty one is Enter alone; where it can be typed; and
/// what the help says about it.
type Row = (Command, &'static [&'static str], &'static [Place], &'static str);

use Command as C;
use Place::{Offer, Question, QuizResult, Review, RoomPrompt, RoomQuestion, RoomResult, Welcome};

const QUIZ: &[Place] = &[Welcome, Question, Offer, Review, QuizResult];
const EVERYWHERE: &[Place] =
    &[Welcome, Question, Offer, Review, QuizResult, RoomPrompt, RoomQuestion, RoomResult];

/// The table, in the order of the help. Short names are the letters of the full screen.
const COMMANDS: &[Row] = &[
    (C::Show, &["show", "space"], &[RoomQuestion], "read the counts"),
    (C::Next, &["next", "n", ""], QUIZ, "continue with the current answer; Enter does the same"),
    (C::Next, &["next"], &[RoomQuestion], "next question, even if the count isn't done"),
    (C::Back, &["back", "b"], &[Question, Offer, Review, QuizResult], "one step back; every answer is kept"),
    (C::Back, &["back", "b"], &[RoomQuestion, RoomResult], "previous question; counts are kept"),
    (C::Skip, &["skip", "s", "0"], &[Question], "skip this question"),
    (C::Review, &["review", "r"], &[Question, Offer, QuizResult], "read all your answers and change any"),
    (C::All, &["all", "a"], &[QuizResult], "read every part at once"),
    (C::Open, &["open", "o"], &[QuizResult], "read one item in this part's list; add its number: open 2"),
    (C::Try, &["try"], &[QuizResult], "what if; add a question's number and another answer: try 7 4"),
    (C::Keep, &["keep"], &[QuizResult], "make what you tried your result"),
    (C::Drop, &["drop"], &[QuizResult], "discard what you tried"),
    (C::Code, &["code", "c"], &[QuizResult], "the code of this result, letter by letter"),
    (C::State, &["state", "s"], &[QuizResult], "pay for your state; you can add its name: state Ohio"),
    (C::People, &["people", "n"], &[RoomQuestion], "how many people from now on; you can add it: people 31"),
    (C::Result, &["result", "r"], &[RoomQuestion], "the result so far"),
    (C::Write, &["write", "w"], &[QuizResult], "write it to a file; you can add its name: write result.txt"),
    (C::Write, &["write", "w"], &[RoomResult], "write it to a file; you can add its name: write room.html"),
    (C::HandIn, &["hand", "handin"], &[QuizResult], "hand in your answers, without your name"),
    (C::More, &["more", "t"], &[QuizResult], "the extra questions, if it was too close"),
    (C::Terms, &["terms", "i"], QUIZ, "explain the special terms"),
    (C::Terms, &["terms", "i"], &[RoomQuestion], "explain the special terms"),
    (C::Again, &["again"], &[Question, Offer, Review, QuizResult, RoomQuestion, RoomResult], "repeat this"),
    (C::Help, &["help", "h", "?"], EVERYWHERE, "this list"),
    (C::Quit, &["quit", "q", "exit", "leave"], EVERYWHERE, "quit, after asking"),
];

fn commands_at(place: Place) -> impl Iterator<Item = &'static Row> {
    COMMANDS.iter().filter(move |(_, _, places, _)| places.contains(&place))
}

/// Parses a line as a command and its argument.
///
/// # Errors
/// If it isn't one, the name of the command that was probably meant, if any.
pub fn parse(place: Place, line: &str) -> std::result::Result<(Command, &str), Option<&'static str>> {
    let (first, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let typed = first.to_lowercase();
    let Some((command, names, ..)) =
        commands_at(place).find(|(_, names, ..)| names.contains(&typed.as_str()))
    else {
        let names: Vec<&str> = commands_at(place).map(|(_, names, ..)| names[0]).collect();
        // A letter or two is near to everything, and a sentence to nothing.
        let is_word = typed.chars().count() > 2 && argument.is_empty();
        return Err(nearest(&typed, &names).filter(|_| is_word));
    };
    let takes_argument = matches!(command, C::State | C::Write | C::Open | C::Try | C::HandIn | C::People);
    if argument.is_empty() || takes_argument { Ok((*command, argument.trim())) } else { Err(Some(names[0])) }
}
