//! A room in lines: for screen readers, simple terminals and pipes.
//!
//! ```text
//! Question 3 of 12. 30 people.
//! How much would you like to... write a program that finds mistakes in health data
//! Hands up for Dislike. How many?
//! ```
//!
//! What is typed can be seen as it is typed; the counts are not read out until someone asks for them.

use std::io::{self, BufRead, Write};

use super::Settings;
use super::console::{Command, Console, Place, Result, Stop, parse};
use crate::report::{extension_of, text};
use crate::room::{self, MOST, Question, Room, Step, report};
use crate::storage::Storage;
use crate::wording;

/// Runs a room over lines until someone quits or the input ends, and returns it.
///
/// # Errors
/// If a line can't be read or written.
pub fn run(
    room: Room,
    storage: Storage,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    Settings { ascii, width, is_interactive, write }: Settings,
) -> io::Result<Room> {
    let console = Console { input, output, width, ascii, is_interactive, write_report: write };
    let mut conversation = Conversation { saved: room.revision(), room, storage, console, last_read: None };
    match conversation.run() {
        Err(Stop::Failed(error)) => Err(error),
        Ok(()) | Err(Stop::Quit | Stop::EndOfInput) => Ok(conversation.room),
    }
}

struct Conversation<'a> {
    room: Room,
    storage: Storage,
    /// The revision of the room that was saved last.
    saved: u64,
    console: Console<'a>,
    /// The index of the question that was read last; after the last one, the result.
    last_read: Option<usize>,
}

/// What was typed at a prompt.
enum Typed {
    /// A line that isn't a command.
    Line(String),
    /// A command and its argument.
    Command(Command, String),
}

impl Conversation<'_> {
    fn run(&mut self) -> Result {
        if let Some(note) = self.room.take_note() {
            self.console.say(&note)?;
        }
        self.say_not_saved()?;
        if !self.console.is_interactive && self.room.step() == Step::Resume {
            // The input isn't a terminal, so there is no one to ask.
            self.room.ignore_earlier();
        }
        loop {
            let step = match self.room.step() {
                Step::Resume => self.resume(),
                Step::People => self.ask_people(room::HOW_MANY, None),
                Step::Question => self.question(),
                Step::Result => self.result(),
            };
            self.save()?;
            match step {
                Ok(()) => {}
                Err(Stop::Quit | Stop::EndOfInput) => break,
                Err(stop) => return Err(stop),
            }
        }
        self.console.say(&wording::what_was_saved_of_room(&self.room, self.storage.status()))?;
        Ok(self.console.output.flush()?)
    }

    /// Saves what changed. If that starts to fail, says so once.
    fn save(&mut self) -> Result {
        if self.saved != self.room.revision() {
            self.saved = self.room.revision();
            let before = self.storage.status().clone();
            if *self.storage.save(&self.room.to_json()) != before {
                self.say_not_saved()?;
            }
        }
        Ok(())
    }

    fn say_not_saved(&mut self) -> Result {
        match self.storage.status().failure() {
            Some(why) => self.console.say(&format!("{why}. The room goes on.")),
            None => Ok(()),
        }
    }

    /// Asks until something is typed that the step must handle. Help and quitting are handled here.
    fn listen(&mut self, place: Place, prompt: &str) -> Result<Typed> {
        loop {
            let line = self.console.ask(prompt)?;
            match parse(place, &line) {
                Ok((Command::Help, _)) => {
                    let example = self.room.labels()[0].to_lowercase();
                    let number = format!(
                        "A number: how many hands are up. An answer and a number changes that one: {example} 4"
                    );
                    let number = (place == Place::RoomQuestion).then_some(number);
                    self.console.help(place, number, &[])?;
                }
                Ok((Command::Quit, _)) => {
                    let consequence = wording::what_was_saved_of_room(&self.room, self.storage.status());
                    self.console.confirm_quitting(&format!("Leave the room? {consequence}"))?;
                }
                Ok((command, argument)) => return Ok(Typed::Command(command, argument.to_owned())),
                Err(_) => return Ok(Typed::Line(line)),
            }
        }
    }

    /// Reads choices and asks for one, by its number from 1; Enter alone is `default`.
    fn choose(&mut self, choices: &[impl AsRef<str>], default: usize) -> Result<usize> {
        self.console.choices(choices)?;
        loop {
            let prompt = format!("Type 1 to {}, or Enter for {default}:", choices.len());
            if let Typed::Line(line) = self.listen(Place::RoomPrompt, &prompt)? {
                match line.parse() {
                    Ok(number) if (1..=choices.len()).contains(&number) => return Ok(number),
                    Err(_) if line.is_empty() => return Ok(default),
                    _ => self.console.not_understood(&line, None)?,
                }
            }
        }
    }

    fn resume(&mut self) -> Result {
        let choice = self.choose(&self.room.resume_choices(), 1)?;
        self.room.choose_earlier(choice - 1);
        Ok(())
    }

    /// Asks how many people there are. Enter accepts the number `proposed`, if any.
    fn ask_people(&mut self, question: &str, proposed: Option<u32>) -> Result {
        let enter = proposed.map_or_else(String::new, |number| format!(" Press Enter for {number}."));
        if let Typed::Line(line) = self.listen(Place::RoomPrompt, &format!("{question}{enter}"))? {
            let number = if line.is_empty() { proposed } else { line.parse().ok() };
            match number.filter(|number| (1..=MOST).contains(number)) {
                Some(people) => self.room.set_people(people),
                None => self.console.say(&format!("Type a number from 1 to {MOST}."))?,
            }
        }
        Ok(())
    }

    fn question(&mut self) -> Result {
        if self.last_read.replace(self.room.at()) != Some(self.room.at()) {
            self.read_question()?;
        }
        let open = self.room.question().and_then(Question::first_open);
        let prompt = match open {
            Some(open) => {
                format!("{}. How many (or show, next, help)?", room::hands_up(self.room.labels()[open]))
            }
            None => "Show, or Enter for the next question (or back, help):".to_owned(),
        };
        match self.listen(Place::RoomQuestion, &prompt)? {
            Typed::Line(line) => self.count(&line, open)?,
            Typed::Command(Command::Next, _) => self.room.next(),
            Typed::Command(Command::Back, _) if self.room.at() == 0 => {
                self.console.say("This is the first question.")?;
            }
            Typed::Command(Command::Back, _) => self.room.back(),
            Typed::Command(Command::Result, _) => self.room.finish(),
            Typed::Command(Command::Again, _) => self.last_read = None,
            Typed::Command(Command::Show, _) => self.read_counts()?,
            Typed::Command(Command::Terms, _) => self.terms()?,
            Typed::Command(Command::People, argument) => {
                match argument.parse::<u32>() {
                    Ok(people) if (1..=MOST).contains(&people) => self.room.set_people(people),
                    _ => self.ask_people(room::HOW_MANY_NOW, None)?,
                }
                self.read_status()?;
            }
            Typed::Command(..) => {}
        }
        Ok(())
    }

    fn read_question(&mut self) -> Result {
        let Some(question) = self.room.question() else { return Ok(()) };
        let number = self.room.question_number();
        let item = self.room.item(question);
        self.console.blank_line()?;
        self.console.say(&format!("{number}. {}.", room::people(self.room.people())))?;
        self.console.say(&format!("{} {}", self.room.content().instrument.stem, item.text))?;
        if question.has_counts() {
            self.console.say(&format!("{}.", self.room.status()))?;
        }
        Ok(())
    }

    fn read_counts(&mut self) -> Result {
        let Some(question) = self.room.question() else { return Ok(()) };
        if !question.has_counts() {
            return self.console.say("No hands are in yet.");
        }
        for (label, hands) in self.room.labels().iter().zip(&question.hands) {
            let hands = hands.map_or_else(|| "not counted".to_owned(), |hands| hands.to_string());
            self.console.entry(&format!("{label}: {hands}"))?;
        }
        if !question.is_shown {
            self.room.show();
        }
        Ok(())
    }

    /// Explains the terms in the current question.
    fn terms(&mut self) -> Result {
        let Some(question) = self.room.question() else { return Ok(()) };
        let instrument = &self.room.content().instrument;
        self.console.terms(&instrument.terms_in(&[&self.room.item(question).text, &instrument.stem]))
    }

    /// Counts a line as the hands for the open answer or, after its label, for any answer.
    fn count(&mut self, line: &str, open: Option<usize>) -> Result {
        if line.is_empty() && open.is_none() {
            self.room.next();
            return Ok(());
        }
        let (label, number) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
        let labels = self.room.labels();
        let named = labels.iter().position(|one| one.eq_ignore_ascii_case(label.trim()));
        let answer = if label.is_empty() { open } else { named };
        match (answer, number.parse::<u32>()) {
            (Some(answer), Ok(hands)) if hands <= MOST => {
                self.room.count(answer, hands);
                self.save()?;
                self.read_status()
            }
            _ => self.explain_counting(),
        }
    }

    /// Reads how many hands are in. If there are more than people, asks what to do about it.
    fn read_status(&mut self) -> Result {
        let Some(question) = self.room.question() else { return Ok(()) };
        let sum = question.sum();
        let status = self.room.status();
        if !question.is_over() {
            let rest = question.rest.map(|rest| format!(" {} has the rest.", self.room.labels()[rest]));
            return self.console.say(&format!("{status}.{}", rest.unwrap_or_default()));
        }
        self.console.say(&format!("{status}."))?;
        match self.choose(&room::OVER_CHOICES, 3)? {
            1 => self.explain_counting(),
            2 => {
                self.ask_people(room::HOW_MANY_NOW, Some(sum))?;
                self.read_status()
            }
            _ => Ok(()),
        }
    }

    fn explain_counting(&mut self) -> Result {
        let example = self.room.labels()[0].to_lowercase();
        self.console.say(&format!(
            "Type a number from 0 to {MOST}, or an answer and its number, such as {example} 4."
        ))
    }

    fn result(&mut self) -> Result {
        if self.last_read.replace(self.room.at()) != Some(self.room.at()) {
            let document = report::document(&self.room);
            self.console.blank_line()?;
            self.console.say(&document.title)?;
            for (number, chapter) in (1..).zip(&document.chapters) {
                self.console.blank_line()?;
                self.console.say(&text::chapter_title(number, chapter))?;
                self.console.lines(&text::parts_spoken(&chapter.parts, self.console.width))?;
            }
            self.console.blank_line()?;
        }
        match self.listen(Place::RoomResult, "Write, back, again, quit or help:")? {
            Typed::Command(Command::Back, _) => self.room.back(),
            Typed::Command(Command::Again, _) => self.last_read = None,
            Typed::Command(Command::Write, name) => self.write_report(name)?,
            Typed::Command(..) => {}
            Typed::Line(line) => self.console.not_understood(&line, None)?,
        }
        Ok(())
    }

    /// Writes the result to a file; asks for its name if it is empty.
    fn write_report(&mut self, mut name: String) -> Result {
        let extensions = report::FORMATS.map(|(_, format)| format!(".{}", extension_of(format))).join(", ");
        let prompt = format!("Name of the file, with its extension ({extensions}), or Enter for none:");
        loop {
            if name.is_empty() {
                name = self.console.ask(&prompt)?;
            }
            if name.is_empty() {
                return self.console.say("Nothing was written.");
            }
            let lower = name.to_lowercase();
            let format = report::FORMATS.map(|(_, format)| format);
            let format =
                format.into_iter().find(|format| lower.ends_with(&format!(".{}", extension_of(*format))));
            if let Some(format) = format {
                return self.console.save_report(&name, report::render(&self.room, format));
            }
            self.console.say(&format!("The name must end in one of {extensions}."))?;
            name.clear();
        }
    }
}
