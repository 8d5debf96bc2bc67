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

use super::console::{Command, Console, Place, commands_at, parse};
use super::{ReportWriter, Settings};
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
    let console = Console { input, output, width, ascii, is_interactive };
    let mut conversation =
        Conversation { saved: room.revision(), room, storage, console, write, last_read: None };
    conversation.run()?;
    Ok(conversation.room)
}

struct Conversation<'a> {
    room: Room,
    storage: Storage,
    /// The revision of the room that was saved last.
    saved: u64,
    console: Console<'a>,
    write: ReportWriter,
    /// The index of the question that was read last; after the last one, the result.
    last_read: Option<usize>,
}

/// What was typed at a prompt.
enum Typed {
    /// A line that isn't a command.
    Line(String),
    /// A command and its argument.
    Command(Command, String),
    /// The input ended, or someone quit.
    End,
}

impl Conversation<'_> {
    fn run(&mut self) -> io::Result<()> {
        if let Some(note) = self.room.take_note() {
            self.console.say(&note)?;
        }
        self.say_not_saved()?;
        if !self.console.is_interactive && self.room.step() == Step::Resume {
            // There is nobody to choose.
            self.room.start_over();
        }
        while self.step()? {
            self.save()?;
        }
        self.save()?;
        let ending = wording::what_was_saved_of_room(&self.room, self.storage.status());
        self.console.say(&ending)?;
        self.console.output.flush()
    }

    /// Reads and asks one thing. Returns `false` at the end, as all such functions here do.
    fn step(&mut self) -> io::Result<bool> {
        match self.room.step() {
            Step::Resume => self.resume(),
            Step::People => self.ask_people(room::HOW_MANY, None),
            Step::Question => self.question(),
            Step::Result => self.result(),
        }
    }

    /// Asks until something is typed that the step must handle. Help and quitting are handled here.
    fn listen(&mut self, place: Place, prompt: &str) -> io::Result<Typed> {
        loop {
            let Some(line) = self.console.ask(prompt)? else { return Ok(Typed::End) };
            match parse(place, &line) {
                Ok((Command::Help, _)) => self.help(place)?,
                Ok((Command::Quit, _)) => {
                    let consequence = wording::what_was_saved_of_room(&self.room, self.storage.status());
                    self.console.say(&format!("Leave the room? {consequence}"))?;
                    if self.console.confirm("Type yes to leave, or Enter to stay:")?.unwrap_or(true) {
                        return Ok(Typed::End);
                    }
                }
                Ok((command, argument)) => return Ok(Typed::Command(command, argument.to_owned())),
                Err(_) => return Ok(Typed::Line(line)),
            }
        }
    }

    fn help(&mut self, place: Place) -> io::Result<()> {
        self.console.say("You can type:")?;
        if place == Place::RoomQuestion {
            let example = self.room.labels()[0].to_lowercase();
            self.console.entry(&format!(
                "A number: how many hands are up. An answer and a number changes that one: {example} 4"
            ))?;
        }
        for entry in commands_at(place) {
            self.console.entry(&format!("{}: {}", entry.names.join(" or "), entry.help))?;
        }
        Ok(())
    }

    /// Saves what changed. If that starts to fail, says so once.
    fn save(&mut self) -> io::Result<()> {
        if self.saved != self.room.revision() {
            self.saved = self.room.revision();
            let before = self.storage.status().clone();
            if *self.storage.save(&self.room.to_json()) != before {
                self.say_not_saved()?;
            }
        }
        Ok(())
    }

    fn say_not_saved(&mut self) -> io::Result<()> {
        match self.storage.status().failure() {
            Some(why) => self.console.say(&format!("{why}. The room goes on.")),
            None => Ok(()),
        }
    }

    fn resume(&mut self) -> io::Result<bool> {
        self.console.choices(self.room.resume_choices())?;
        match self.listen(Place::RoomPrompt, "Type 1 or 2, or Enter for 1:")? {
            Typed::Line(line) if line.is_empty() || line == "1" => self.room.resume(),
            Typed::Line(line) if line == "2" => self.room.start_over(),
            Typed::Line(line) => self.console.not_understood(&line, None)?,
            Typed::Command(..) => {}
            Typed::End => return Ok(false),
        }
        Ok(true)
    }

    /// Asks how many people there are. Enter accepts the number `proposed`, if any.
    fn ask_people(&mut self, question: &str, proposed: Option<u32>) -> io::Result<bool> {
        let enter = proposed.map_or_else(String::new, |number| format!(" Press Enter for {number}."));
        match self.listen(Place::RoomPrompt, &format!("{question}{enter}"))? {
            Typed::Line(line) => {
                let number = if line.is_empty() { proposed } else { line.parse().ok() };
                match number.filter(|number| (1..=MOST).contains(number)) {
                    Some(people) => self.room.set_people(people),
                    None => self.console.say(&format!("Type a number from 1 to {MOST}."))?,
                }
                Ok(true)
            }
            Typed::Command(..) => Ok(true),
            Typed::End => Ok(false),
        }
    }

    fn question(&mut self) -> io::Result<bool> {
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
        let (command, argument) = match self.listen(Place::RoomQuestion, &prompt)? {
            Typed::Line(line) => return self.count(&line, open),
            Typed::Command(command, argument) => (command, argument),
            Typed::End => return Ok(false),
        };
        match command {
            Command::Next => self.room.next(),
            Command::Back if self.room.at() == 0 => self.console.say("This is the first question.")?,
            Command::Back => self.room.back(),
            Command::Result => self.room.finish(),
            Command::Again => self.last_read = None,
            Command::Show => self.read_counts()?,
            Command::Terms => self.terms()?,
            Command::People => {
                match argument.parse::<u32>() {
                    Ok(people) if (1..=MOST).contains(&people) => self.room.set_people(people),
                    _ => {
                        if !self.ask_people(room::HOW_MANY_NOW, None)? {
                            return Ok(false);
                        }
                    }
                }
                return self.read_status();
            }
            _ => {}
        }
        Ok(true)
    }

    fn read_question(&mut self) -> io::Result<()> {
        let Some(question) = self.room.question() else { return Ok(()) };
        self.console.blank_line()?;
        self.console.say(&format!(
            "{}. {}.",
            self.room.question_number(),
            room::people(self.room.people())
        ))?;
        let item = self.room.item(question);
        self.console.say(&format!("{} {}", self.room.content().instrument.stem, item.text))?;
        if question.has_counts() {
            self.console.say(&format!("{}.", self.room.status()))?;
        }
        Ok(())
    }

    fn read_counts(&mut self) -> io::Result<()> {
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
    fn terms(&mut self) -> io::Result<()> {
        let Some(question) = self.room.question() else { return Ok(()) };
        let instrument = &self.room.content().instrument;
        let terms = instrument.terms_in(&[&self.room.item(question).text, &instrument.stem]);
        if terms.is_empty() {
            self.console.say(wording::NO_TERMS)?;
        }
        for term in terms {
            self.console.entry(&format!("{}: {}", term.name, term.means))?;
        }
        Ok(())
    }

    /// Counts a line as the hands for the open answer or, after its label, for any answer.
    fn count(&mut self, line: &str, open: Option<usize>) -> io::Result<bool> {
        if line.is_empty() && open.is_none() {
            self.room.next();
            return Ok(true);
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

    /// Reads how many hands are in. If there are more than people, offers what can be done about it.
    fn read_status(&mut self) -> io::Result<bool> {
        loop {
            let Some(question) = self.room.question() else { return Ok(true) };
            let rest = question.rest.map(|rest| format!(" {} has the rest.", self.room.labels()[rest]));
            let is_over = question.is_over();
            let sum = question.sum();
            let status = self.room.status();
            if !is_over {
                self.console.say(&format!("{status}.{}", rest.unwrap_or_default()))?;
                return Ok(true);
            }
            self.console.say(&format!("{status}."))?;
            self.console.choices(room::OVER_CHOICES)?;
            loop {
                match self.listen(Place::RoomPrompt, "Type 1, 2 or 3, or Enter for 3:")? {
                    Typed::Line(line) if line == "1" => return self.explain_counting(),
                    Typed::Line(line) if line == "2" => {
                        if !self.ask_people(room::HOW_MANY_NOW, Some(sum))? {
                            return Ok(false);
                        }
                        break;
                    }
                    Typed::Line(line) if line.is_empty() || line == "3" => return Ok(true),
                    Typed::Line(line) => self.console.not_understood(&line, None)?,
                    Typed::Command(..) => {}
                    Typed::End => return Ok(false),
                }
            }
        }
    }

    fn explain_counting(&mut self) -> io::Result<bool> {
        let example = self.room.labels()[0].to_lowercase();
        self.console.say(&format!(
            "Type a number from 0 to {MOST}, or an answer and its number, such as {example} 4."
        ))?;
        Ok(true)
    }

    fn result(&mut self) -> io::Result<bool> {
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
            Typed::End => return Ok(false),
        }
        Ok(true)
    }

    /// Writes the result to a file; asks for its name if it is empty.
    fn write_report(&mut self, mut name: String) -> io::Result<()> {
        let extensions = report::FORMATS.map(|(_, format)| format!(".{}", extension_of(format))).join(", ");
        let prompt = format!("Name of the file, with its extension ({extensions}), or Enter for none:");
        loop {
            if name.is_empty() {
                name = self.console.ask(&prompt)?.unwrap_or_default();
            }
            if name.is_empty() {
                return self.console.say("Nothing was written.");
            }
            let lower = name.to_lowercase();
            let format = report::FORMATS
                .iter()
                .find(|(_, format)| lower.ends_with(&format!(".{}", extension_of(*format))));
            if let Some((_, format)) = format {
                return match report::render(&self.room, *format) {
                    Ok(bytes) => self.console.save_report(self.write, &name, &bytes),
                    Err(error) => self.console.say(&format!("Nothing was written: {error:#}")),
                };
            }
            self.console.say(&format!("The name must end in one of {extensions}."))?;
            name.clear();
        }
    }
}
