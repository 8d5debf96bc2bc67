//! Line mode: the whole quiz as a conversation in lines, for screen readers, simple terminals and pipes.
//!
//! ```text
//! Question 7 of 24. Area: patient records.
//! How much would you like to... check that a patient's record is complete and correct
//! 1. Strongly dislike
//! …
//! Your answer, 1 to 5 (or skip, back, review, help):
//! ```
//!
//! It drives the same session as the full screen and says the same parts of a result. Nothing is drawn: no borders,
//! no colour, no cursor that moves. Whoever only listens can do all that others can.

mod asking;
mod commands;
mod console;
mod quiz;
mod result;

use std::io::{self, BufRead, Write};
use std::time::Duration;

use crate::content::Content;
use crate::instrument::{Answers, Session, Step};
use crate::scoring::{Assessment, score};
use crate::store::{Earlier, Keeper, Keeping};
use crate::wording;
use commands::Command;
use console::Console;
use result::Told;

/// How line mode starts.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Only ASCII characters.
    pub ascii: bool,
    /// The place that pay is looked at for.
    pub place: &'static str,
    /// Where lines are broken, in columns.
    pub width: usize,
    /// Somebody types at a terminal. Otherwise lines come from a file or a pipe: they are written out as they are
    /// read, there is nobody to ask about an earlier quiz, and no time to be taken.
    pub is_typed: bool,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The result was told.
    Told,
    /// Before the result.
    Early,
}

/// Runs the quiz over lines until somebody leaves or the lines end. `now` is the time since any moment before.
///
/// # Errors
/// Where a line can't be read or written.
pub fn run(
    content: &Content,
    (keeper, earlier): (Keeper, Earlier),
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    now: &dyn Fn() -> Duration,
    options: Options,
) -> io::Result<Ending> {
    let mut talk = Talk::new(content, keeper, earlier.last, input, output, now, options);
    if let Keeping::Failed(why) = talk.keeper.keeping() {
        talk.console.say(&not_saved(why))?;
        talk.console.gap()?;
    }
    let flow = talk.resume(earlier.session, earlier.note)?;
    talk.run(flow)
}

/// Tells the result of a session that was finished elsewhere, and all that can be asked of it. Nothing is kept.
///
/// # Errors
/// Where a line can't be read or written.
pub fn show(
    content: &Content,
    session: Session,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    options: Options,
) -> io::Result<()> {
    let mut talk = Talk::new(content, Keeper::off(), None, input, output, &|| Duration::ZERO, options);
    talk.session = session;
    talk.run(Flow::On).map(|_| ())
}

/// A conversation: who is asked what, where it stands, and how it is kept.
struct Talk<'a> {
    content: &'a Content,
    session: Session,
    console: Console<'a>,
    keeper: Keeper,
    /// The answers of the last finished quiz, to compare with.
    last: Option<Answers>,
    place: &'static str,
    is_typed: bool,
    now: &'a dyn Fn() -> Duration,
    /// Whether the list of all answers was said since the review was opened.
    is_listed: bool,
    /// The result, once it was told.
    result: Option<Told>,
    /// Whether it was told since somebody came to it.
    is_told: bool,
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

impl<'a> Talk<'a> {
    fn new(
        content: &'a Content,
        keeper: Keeper,
        last: Option<Answers>,
        input: &'a mut dyn BufRead,
        output: &'a mut dyn Write,
        now: &'a dyn Fn() -> Duration,
        options: Options,
    ) -> Self {
        let Options { ascii, place, width, is_typed } = options;
        Self {
            content,
            session: Session::new(&content.instrument),
            console: Console { input, output, width, ascii, echoes: !is_typed },
            keeper,
            last,
            place,
            is_typed,
            now,
            is_listed: false,
            result: None,
            is_told: false,
        }
    }

    fn run(&mut self, mut flow: Flow) -> io::Result<Ending> {
        while flow == Flow::On || flow == Flow::End && self.ends_in_result()? {
            flow = match self.session.step() {
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
        Ok(if self.session.seen_result() { Ending::Told } else { Ending::Early })
    }

    /// What happens where the lines end. Piped answers that are all there lead to their result and to every part of
    /// it, since nobody can ask for them any more; says whether there is more to tell.
    fn ends_in_result(&mut self) -> io::Result<bool> {
        let at_result = self.session.step() == Step::Result;
        if at_result && self.is_typed {
            self.summary()?;
        } else if at_result {
            self.unread_parts()?;
        } else if !self.is_typed && self.session.first_open().is_none() {
            self.console.gap()?;
            self.console.say("The input ended here, so this is your result.")?;
            self.session.review();
            self.session.finish(is_too_close(self.content));
            self.session.take_offer(false);
            return Ok(true);
        } else {
            let (settled, all) = (self.session.settled(), self.session.len());
            let kept = wording::kept(self.keeper.keeping(), &self.session);
            self.console.gap()?;
            self.console.say(&format!("The input ended after {settled} of {all} questions. {kept}"))?;
        }
        Ok(false)
    }

    /// Keeps the session; where that stops working, this is said once.
    fn keep(&mut self) -> io::Result<()> {
        let before = self.keeper.keeping().clone();
        let code = self.result.as_ref().map(|told| told.code.as_str());
        self.keeper.keep(self.content, &self.session, code);
        match self.keeper.keeping() {
            Keeping::Failed(why) if *self.keeper.keeping() != before => self.console.say(&not_saved(why)),
            _ => Ok(()),
        }
    }
}

fn not_saved(why: &str) -> String {
    format!("Not saved: {why}. The quiz goes on.")
}

/// Whether a session's answers are too close to call.
fn is_too_close(content: &Content) -> impl Fn(&Session) -> bool + '_ {
    |session| assess(content, session).verdict.is_too_close()
}

/// Scores the answers of a session.
fn assess(content: &Content, session: &Session) -> Assessment {
    score(&content.instrument, &content.contrast, session.responses(), session.times())
}
