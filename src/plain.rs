//! Line mode: the whole quiz as a conversation in lines, for screen readers, simple terminals and pipes.
//!
//! ```text
//! Question 7 of 24. Area: patient records.
//! How much would you like to... find out what is missing from a record before it delays care
//! 1. Strongly dislike
//! …
//! Your answer, 1 to 5 (or skip, back, review, help):
//! ```
//!
//! It drives the same session as the full screen and says the same parts of a result. Nothing is drawn: no borders,
//! no colour, no cursor that moves. People who only listen can do all that others can.

mod asking;
mod commands;
mod console;
mod entries;
mod result;
mod room;
mod steps;
mod trying;

pub use room::run as room;

use std::io::{self, BufRead, Write};
use std::time::Duration;

use crate::files::WriteError;
use crate::instrument::Step;
use crate::quiz::{Ending, Quiz, Trial};
use crate::report::Tab;
use commands::Command;
use console::Console;

/// How line mode is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Where lines are broken, in columns.
    pub width: usize,
    /// Somebody types at a terminal. Otherwise lines come from a file or a pipe: they are written out as they are
    /// read, there is nobody to ask about an earlier quiz, and no time to be taken.
    pub is_typed: bool,
    /// What writes a report.
    pub write: ReportWriter,
}

/// Writes a report under a name as it was typed, in the place of another file or not, and says its full path.
pub type ReportWriter = fn(&str, &[u8], bool) -> Result<String, WriteError>;

/// Runs the quiz over lines until somebody leaves or the lines end; a finished one is told, with all that can be asked
/// of it. `now` is the time since any moment before.
///
/// # Errors
/// Where a line can't be read or written.
pub fn run(
    quiz: Quiz,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    now: &dyn Fn() -> Duration,
    Settings { ascii, width, is_typed, write }: Settings,
) -> io::Result<Ending> {
    let console = Console { input, output, width, ascii, echoes: !is_typed };
    let mut talk = Talk {
        quiz,
        console,
        is_typed,
        write,
        now,
        is_listed: false,
        part: None,
        read: Vec::new(),
        trial: None,
        is_told: false,
    };
    if talk.say_not_saved()? {
        talk.console.gap()?;
    }
    let flow = talk.resume()?;
    talk.run(flow)
}

/// A conversation: about which quiz, with whom, and what was said.
struct Talk<'a> {
    quiz: Quiz,
    console: Console<'a>,
    is_typed: bool,
    write: ReportWriter,
    now: &'a dyn Fn() -> Duration,
    /// Whether the list of all answers was said since the review was opened.
    is_listed: bool,
    /// Whether the result was told since somebody came to it.
    is_told: bool,
    /// The part of it that was read last.
    part: Option<Tab>,
    /// The parts that were read.
    read: Vec<Tab>,
    /// Other answers that are tried on it.
    trial: Option<Trial>,
}

/// What becomes of the conversation after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// It goes on where the session stands now.
    On,
    /// Somebody leaves.
    Leave,
    /// There are no more lines.
    End,
}

/// What somebody typed that a step has to deal with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Typed {
    /// A numbered choice, counted from 0.
    Choice(usize),
    /// A word of the table, and what stands behind it.
    Word(Command, String),
    /// Leave, or no more lines.
    Stop(Flow),
}

impl Talk<'_> {
    fn run(&mut self, mut flow: Flow) -> io::Result<Ending> {
        while flow == Flow::On || flow == Flow::End && self.ends_in_result()? {
            flow = match self.quiz.session().step() {
                Step::Welcome => self.welcome()?,
                Step::Question => self.question()?,
                Step::Offer => self.offer()?,
                Step::Review => self.review()?,
                Step::Result => self.result()?,
            };
        }
        if flow == Flow::Leave {
            self.summary()?;
        }
        self.console.output.flush()?;
        Ok(self.quiz.ending())
    }

    /// What happens where the lines end. Piped answers that are all there lead to their result and to every part of
    /// it, since nobody can ask for them any more; says whether there is more to tell.
    fn ends_in_result(&mut self) -> io::Result<bool> {
        let session = self.quiz.session();
        let at_result = session.step() == Step::Result;
        if at_result && self.is_typed {
            self.summary()?;
        } else if at_result {
            self.unread_parts()?;
        } else if !self.is_typed && session.first_open().is_none() {
            self.console.gap()?;
            self.console.say("The input ended here, so this is your result.")?;
            self.quiz.end();
            return Ok(true);
        } else {
            let (settled, all) = (session.settled(), session.len());
            let kept = self.quiz.what_was_kept();
            self.console.gap()?;
            self.console.say(&format!("The input ended after {settled} of {all} questions. {kept}"))?;
        }
        Ok(false)
    }

    /// Keeps the session; where that stops working, this is said once.
    fn keep(&mut self) -> io::Result<()> {
        if self.quiz.keep() {
            self.say_not_saved()?;
        }
        Ok(())
    }

    /// Says why nothing is saved, where that is so.
    fn say_not_saved(&mut self) -> io::Result<bool> {
        let Some(why) = self.quiz.not_saved() else { return Ok(false) };
        self.console.say(&format!("{why}. The quiz goes on."))?;
        Ok(true)
    }
}
