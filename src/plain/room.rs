//! A room in lines: for screen readers, simple terminals and pipes.
//!
//! ```text
//! Question 3 of 12. 30 people.
//! How much would you like to... write a program that finds mistakes in health data
//! Hands up for Dislike. How many?
//! ```
//!
//! What is typed can be seen as it is typed; the counts are not said again until somebody asks for them.

mod result;
mod telling;
mod words;

use std::io::{self, BufRead, Write};

use super::console::Console;
use super::{ReportWriter, Settings};
use crate::room::{MOST, Question, Room, Step, words as said};
use words::{Place, Word};

/// Runs a room over lines until somebody leaves or the lines end, and gives it back.
///
/// # Errors
/// Where a line can't be read or written.
pub fn run(
    room: Room,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    Settings { ascii, width, is_typed, write }: Settings,
) -> io::Result<Room> {
    let console = Console { input, output, width, ascii, echoes: !is_typed };
    let mut talk = Talk { room, console, write, told: None, answer: 0 };
    if let Some(note) = talk.room.take_note() {
        talk.console.say(&note)?;
    }
    talk.say_not_saved()?;
    if !is_typed && talk.room.step() == Step::Resume {
        // Nobody is there to choose.
        talk.room.start_over();
    }
    while talk.step()? {
        if talk.room.keep() {
            talk.say_not_saved()?;
        }
    }
    talk.room.keep();
    talk.console.say(&talk.room.what_was_kept())?;
    talk.console.output.flush()?;
    Ok(talk.room)
}

/// A conversation about a room.
struct Talk<'a> {
    room: Room,
    console: Console<'a>,
    write: ReportWriter,
    /// The question that was read last; after the last one, the result.
    told: Option<usize>,
    /// The answer that hands are asked for.
    answer: usize,
}

/// What was typed: a line that is no word of the table, a word, or nothing more.
enum Typed {
    Line(String),
    Word(Word, String),
    End,
}

impl Talk<'_> {
    /// Says and asks one thing; `false` at the end.
    fn step(&mut self) -> io::Result<bool> {
        match self.room.step() {
            Step::Resume => self.resume(),
            Step::People => self.people(said::HOW_MANY, None),
            Step::Question => self.question(),
            Step::Result => self.result(),
        }
    }

    /// Asks until something was typed that the place has to deal with. Help and leaving are the same everywhere.
    fn listen(&mut self, place: Place, prompt: &str) -> io::Result<Typed> {
        loop {
            let Some(line) = self.console.ask(prompt)? else { return Ok(Typed::End) };
            match words::read(place, &line) {
                Some((Word::Help, _)) => self.help(place)?,
                Some((Word::Quit, _)) => {
                    self.console.say(&format!("Leave the room? {}", self.room.what_was_kept()))?;
                    if self.confirms("Type yes to leave, or Enter to stay:")? {
                        return Ok(Typed::End);
                    }
                }
                Some((word, rest)) => return Ok(Typed::Word(word, rest.to_owned())),
                None => return Ok(Typed::Line(line)),
            }
        }
    }

    fn help(&mut self, place: Place) -> io::Result<()> {
        self.console.say("You can type:")?;
        if place == Place::Question {
            let example = self.label(0).to_lowercase();
            self.console.entry(&format!(
                "A number: so many hands are up. An answer and a number changes that one: {example} 4"
            ))?;
        }
        for (names, help) in words::of(place) {
            self.console.entry(&format!("{}: {help}", names.join(" or ")))?;
        }
        Ok(())
    }

    /// Asks for yes or no; an empty line is no, and no line at all is yes.
    fn confirms(&mut self, prompt: &str) -> io::Result<bool> {
        let line = self.console.ask(prompt)?;
        Ok(line.is_none_or(|line| matches!(line.to_lowercase().as_str(), "yes" | "y")))
    }

    fn say_not_saved(&mut self) -> io::Result<()> {
        match self.room.not_saved() {
            Some(why) => self.console.say(&format!("{why}. The room goes on.")),
            None => Ok(()),
        }
    }

    fn resume(&mut self) -> io::Result<bool> {
        let choices = self.room.resume_choices();
        self.console.choices(choices.iter().map(String::as_str))?;
        match self.listen(Place::Start, "Type 1 or 2, or Enter for 1:")? {
            Typed::Line(line) if line.is_empty() || line == "1" => self.room.resume(),
            Typed::Line(line) if line == "2" => self.room.start_over(),
            Typed::Line(line) => self.console.wrong(&line, None)?,
            Typed::Word(..) => {}
            Typed::End => return Ok(false),
        }
        Ok(true)
    }

    /// Asks how many people there are. With a number `proposed`, Enter takes it.
    fn people(&mut self, title: &str, proposed: Option<u32>) -> io::Result<bool> {
        let enter = proposed.map_or_else(String::new, |sum| format!(" Enter takes {sum}."));
        match self.listen(Place::Start, &format!("{title}{enter}"))? {
            Typed::Line(line) => {
                let number = if line.is_empty() { proposed } else { line.parse().ok() };
                match number.filter(|number| (1..=MOST).contains(number)) {
                    Some(people) => self.room.set_people(people),
                    None => self.console.say(&format!("Type a number from 1 to {MOST}."))?,
                }
                Ok(true)
            }
            Typed::Word(..) => Ok(true),
            Typed::End => Ok(false),
        }
    }

    fn question(&mut self) -> io::Result<bool> {
        self.tell_question()?;
        let prompt = match self.room.question().and_then(Question::first_open) {
            Some(open) => {
                self.answer = open;
                format!("{}. How many (or show, next, help)?", said::hands_up(&self.label(open)))
            }
            None => "Show, or Enter for the next question (or back, help):".to_owned(),
        };
        match self.listen(Place::Question, &prompt)? {
            Typed::Line(line) => return self.count(&line),
            Typed::Word(word, rest) => return self.command(word, &rest),
            Typed::End => {}
        }
        Ok(false)
    }

    fn label(&self, answer: usize) -> String {
        self.room.labels().get(answer).map_or_else(String::new, |label| (*label).to_owned())
    }

    fn command(&mut self, word: Word, rest: &str) -> io::Result<bool> {
        match word {
            Word::Next => self.room.next(),
            Word::Back if self.room.at() == 0 => self.console.say("This is the first question.")?,
            Word::Back => self.room.back(),
            Word::Result => self.room.finish(),
            Word::Again => self.told = None,
            Word::Show => self.show()?,
            Word::Terms => self.terms()?,
            Word::People => match rest.parse::<u32>() {
                Ok(people) if (1..=MOST).contains(&people) => {
                    self.room.set_people(people);
                    return self.mind_over();
                }
                _ => return Ok(self.people(said::HOW_MANY_NOW, None)? && self.mind_over()?),
            },
            Word::Help | Word::Quit | Word::Write => {}
        }
        Ok(true)
    }

    /// Takes a line as the hands for the answer that is open, or, after its label, for any answer.
    fn count(&mut self, line: &str) -> io::Result<bool> {
        let question = self.room.question();
        let is_in = question.is_some_and(|question| question.first_open().is_none());
        if line.is_empty() && is_in {
            self.room.next();
            return Ok(true);
        }
        let (label, number) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
        let labels = self.room.labels();
        let named = labels.iter().position(|one| one.eq_ignore_ascii_case(label.trim()));
        let answer = if label.is_empty() && !is_in { Some(self.answer) } else { named };
        match (answer, number.parse::<u32>()) {
            (Some(answer), Ok(hands)) if hands <= MOST => {
                self.room.count(answer, hands);
                self.room.keep();
                self.mind_over()
            }
            _ => self.say_how(),
        }
    }

    /// Where more hands are in than there are people, says so and offers a way on. Then says how many are in.
    fn mind_over(&mut self) -> io::Result<bool> {
        let Some(question) = self.room.question() else { return Ok(true) };
        if !question.is_over() {
            let status = said::status(&self.room, question);
            let rest = question.rest().map(|rest| format!(" {} has the rest.", self.label(rest)));
            self.console.say(&format!("{status}.{}", rest.unwrap_or_default()))?;
            return Ok(true);
        }
        let sum = question.sum();
        let over = said::over(&self.room, question);
        self.console.say(&format!("{over}."))?;
        self.console.choices(said::OVER_CHOICES)?;
        loop {
            match self.listen(Place::Start, "Type 1, 2 or 3, or Enter for 3:")? {
                Typed::Line(line) if line == "1" => return self.say_how(),
                Typed::Line(line) if line == "2" => {
                    return Ok(self.people(said::HOW_MANY_NOW, Some(sum))? && self.mind_over()?);
                }
                Typed::Line(line) if line.is_empty() || line == "3" => return Ok(true),
                Typed::Line(line) => self.console.wrong(&line, None)?,
                Typed::Word(..) => {}
                Typed::End => return Ok(false),
            }
        }
    }

    /// How a count is typed.
    fn say_how(&mut self) -> io::Result<bool> {
        let example = self.label(0).to_lowercase();
        self.console.say(&format!(
            "Type a number from 0 to {MOST}, or an answer and its number, such as {example} 4."
        ))?;
        Ok(true)
    }
}
