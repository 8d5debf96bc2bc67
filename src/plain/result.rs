//! The result in lines: the headline, its parts one by one, other answers tried, the code, pay for a state, a file.

use super::console::{Command, Result};
use super::{Conversation, Typed};
use crate::content::wages::NATION;
use crate::instrument::Response;
use crate::quiz::Trial;
use crate::report::{Extras, Format, Part, Tab, format, pay, text};
use crate::text::wrap;
use crate::wording;

/// What a prompt at the result names besides the parts.
const HINTS: &str = "all, open, try, code, state, write, review, terms, help, quit";
const TRY_HINT: &str = "To try another answer, type try, the number of its question, and an answer from 1 to 5, such as try 7 4. The word try alone lists your answers.";
const WRITE_HELP: &str = "Type a name for the file, such as result.html for a web page, result.txt for plain text, result.md for notes, or result.json for other programs. Type back to write nothing.";
/// The format of a file whose name has no known extension.
const DEFAULT_FORMAT: Format = Format::Html;

impl Conversation<'_> {
    pub fn result(&mut self) -> Result {
        if !self.result_read {
            self.read_headline()?;
        }
        let named = |line: &str| Tab::ALL.into_iter().position(|tab| tab.name().eq_ignore_ascii_case(line));
        loop {
            let (command, argument) = match self.listen(&self.prompt(), Tab::ALL.len(), &named)? {
                Typed::Choice(index) => {
                    self.read_part(Tab::ALL[index], false)?;
                    continue;
                }
                Typed::Command(command, argument) => (command, argument),
            };
            match (command, self.part.map(Tab::index)) {
                (Command::Next, part) => match Tab::at(part.map_or(0, |index| index + 1)) {
                    Some(next) => self.read_part(next, false)?,
                    None => self.console.say("That was the last part.")?,
                },
                (Command::Back, None | Some(0)) | (Command::Review, _) => break self.quiz.review(),
                (Command::Again, None | Some(0)) => break,
                (Command::Back, Some(index)) => self.read_part(Tab::ALL[index - 1], false)?,
                (Command::Again, Some(index)) => self.read_part(Tab::ALL[index], false)?,
                (Command::All, _) => {
                    for tab in Tab::ALL {
                        self.read_part(tab, true)?;
                    }
                }
                (Command::Open, _) => self.open(&argument)?,
                (Command::Try, _) => self.try_answer(&argument)?,
                (Command::Keep, _) => {
                    if let Some(trial) = self.trial.take() {
                        let count = self.quiz.changes(&trial).len();
                        self.quiz.take_over(&trial);
                        let message = wording::taken_over(count, self.storage.status());
                        self.console.say(&message)?;
                        break;
                    }
                    self.console.say("You haven't tried anything yet.")?;
                }
                (Command::Drop, _) => {
                    self.trial = None;
                    self.console.say("Your answers are as they were.")?;
                }
                (Command::Code, _) => self.read_code()?,
                (Command::State, _) => self.change_state(argument)?,
                (Command::Write, _) => self.write_report(argument)?,
                (Command::HandIn, _) if self.drop_box.is_some() => self.hand_in()?,
                (Command::HandIn, _) => {
                    self.console.say("There's nowhere to hand it in. Your code will open it again.")?;
                }
                (Command::More, _) if self.quiz.left_out().is_some() => break self.quiz.offer_again(),
                (Command::More, _) => self.console.say("There are no more questions for this result.")?,
                _ => {}
            }
        }
        self.result_read = false;
        self.trial = None;
        Ok(())
    }

    fn prompt(&self) -> String {
        match Tab::at(self.part.map_or(0, |tab| tab.index() + 1)) {
            Some(next) => {
                let (number, name) = (next.index() + 1, next.name());
                format!("Enter for part {number}, {name}, or a part's number (or {HINTS}):")
            }
            None => format!("Type a part's number (or {HINTS}):"),
        }
    }

    /// Reads the result at a glance, lists the parts, and says the code last.
    fn read_headline(&mut self) -> Result {
        self.result_read = true;
        self.part = None;
        self.parts_read.clear();
        self.console.lines(&self.headline_text())?;
        if let Some(chapter) = self.quiz.chapter(Tab::Glance) {
            self.console.blank_line()?;
            self.console.lines(&text::parts_spoken(&chapter.parts, self.console.width))?;
        }
        if let Some(left_out) = self.quiz.left_out() {
            self.console.blank_line()?;
            self.console.say(&format!("{left_out} To answer them now, type more."))?;
        }
        self.console.blank_line()?;
        self.console.say("The parts of your result:")?;
        self.console.choices(Tab::ALL.map(|tab| format!("{}: {}", tab.name(), tab.about())))?;
        if let Some(outcome) = self.quiz.outcome() {
            let line = format!("Code of this result: {}", outcome.code);
            self.console.blank_line()?;
            self.console.say(&line)?;
        }
        self.part = Some(Tab::Glance);
        self.parts_read.push(Tab::Glance);
        Ok(())
    }

    fn headline_text(&self) -> String {
        self.quiz
            .headline()
            .map_or_else(String::new, |headline| text::headline_text(headline, self.console.width))
    }

    /// A part as the report has it, with or without its closed entries.
    fn part_text(&self, tab: Tab, whole: bool) -> String {
        let Some(mut chapter) = self.quiz.chapter(tab) else { return String::new() };
        let title = text::chapter_title(tab.index() + 1, &chapter);
        let title = wrap(&title, self.console.width, "", "").join("\n");
        chapter.parts.retain(|part| whole || part.collapsed.is_none());
        format!("{title}\n\n{}", text::parts_spoken(&chapter.parts, self.console.width))
    }

    /// What was read last, to find terms in.
    pub fn last_read(&self) -> String {
        let headline = self.headline_text();
        match self.part {
            None => headline,
            Some(Tab::Glance) => headline + &self.part_text(Tab::Glance, true),
            Some(tab) => self.part_text(tab, true),
        }
    }

    /// Reads a part, either whole or with its closed entries listed.
    fn read_part(&mut self, tab: Tab, whole: bool) -> Result {
        self.part = Some(tab);
        let closed = self.closed_entries(tab);
        if whole || closed.is_empty() {
            self.parts_read.push(tab);
        }
        if tab == Tab::Pay && self.quiz.place() == NATION {
            self.console.blank_line()?;
            self.console.say("To see pay for your state or metro area, type state and its name, such as state Ohio or state Akron.")?;
        }
        self.console.lines(&self.part_text(tab, whole))?;
        self.console.blank_line()?;
        if !whole && !closed.is_empty() {
            self.console.say("You can open these for more:")?;
            self.console.choices(closed.iter().map(|part| {
                // On the screen these words are in columns.
                let line: Vec<&str> =
                    part.collapsed.iter().flat_map(|line| line.split_whitespace()).collect();
                let colon = if line.is_empty() { "" } else { ": " };
                format!("{}{colon}{}", part.heading.as_deref().unwrap_or_default(), line.join(" "))
            }))?;
            self.console.say("To read one, type open and its number, such as open 1.")?;
            self.console.blank_line()?;
        }
        if tab == Tab::WhatIf {
            self.console.say(TRY_HINT)?;
            self.console.blank_line()?;
        }
        Ok(())
    }

    pub fn read_remaining_parts(&mut self) -> Result {
        for tab in Tab::ALL {
            if !self.parts_read.contains(&tab) {
                self.read_part(tab, true)?;
            }
        }
        Ok(())
    }

    fn closed_entries(&self, tab: Tab) -> Vec<Part> {
        let parts = self.quiz.chapter(tab).map(|chapter| chapter.parts).unwrap_or_default();
        parts.into_iter().filter(|part| part.collapsed.is_some()).collect()
    }

    /// Reads one closed entry of the part that was read last.
    fn open(&mut self, number: &str) -> Result {
        let closed = self.part.map(|tab| self.closed_entries(tab)).unwrap_or_default();
        if closed.is_empty() {
            return self.console.say("There is nothing to open in this part.");
        }
        match number.parse::<usize>() {
            Ok(number) if (1..=closed.len()).contains(&number) => {
                let part = &closed[number - 1..number];
                self.console.lines(&text::parts_spoken(part, self.console.width))?;
                self.console.blank_line()
            }
            _ => self.console.say(&format!("Type open and a number from 1 to {}.", closed.len())),
        }
    }

    /// Tries another answer; `typed` is the number of its question and the answer.
    fn try_answer(&mut self, typed: &str) -> Result {
        let Some(mut trial) = self.trial.take().or_else(|| self.quiz.trial()) else {
            return self.console.say("There are no answers to change yet.");
        };
        let words: Vec<&str> = typed.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let change = match words[..] {
            [question, answer] => {
                let item = question.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let item = item.filter(|item| trial.items.contains(item));
                item.zip(answer.parse().ok().and_then(Response::new))
            }
            _ => None,
        };
        if let Some((item, response)) = change {
            self.quiz.try_answer(&mut trial, item, response);
            self.read_trial(&trial, item)?;
        } else {
            if words.is_empty() {
                self.console.say("Your answers, most important first:")?;
                for &item in &trial.items {
                    self.console.entry(&self.trial_answer(&trial, item))?;
                }
            }
            self.console.say(TRY_HINT)?;
        }
        self.trial = Some(trial);
        Ok(())
    }

    /// What the result would be with the answers as they are tried now.
    fn read_trial(&mut self, trial: &Trial, item: usize) -> Result {
        self.console.say(&self.trial_answer(trial, item))?;
        let headline = self.quiz.headline_of(&trial.outcome);
        let bars: Vec<String> =
            headline.ratings.iter().map(|rating| format!("{}: {}", rating.short, rating.text)).collect();
        self.console.say(&format!("{}. {}.", headline.verdict, bars.join(", ")))?;
        self.console.say(&self.quiz.tried(trial).unwrap_or_default())?;
        self.console.say("Type keep to make this your result, drop to undo it, or try another.")
    }

    fn trial_answer(&self, trial: &Trial, item: usize) -> String {
        let instrument = &self.quiz.content().instrument;
        let label = |response: Option<Response>| response.map_or("", |response| instrument.option(response));
        let text = instrument.item(item).map_or_else(String::new, |item| format::capitalize(&item.text));
        let (given, now) = (self.quiz.session().responses().get(item), trial.response(item));
        let was = if given == now { String::new() } else { format!(", was {}", label(given)) };
        format!("Question {}: {text}: {}{was}.", item + 1, label(now))
    }

    /// Reads the code, also letter by letter for those who write it down by ear.
    fn read_code(&mut self) -> Result {
        let Some(outcome) = self.quiz.outcome() else { return Ok(()) };
        let code = &outcome.code;
        let letters: Vec<String> = code
            .split('-')
            .map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" "))
            .collect();
        self.console.blank_line()?;
        self.console.say(&format!("Code of this result: {code}"))?;
        self.console.say(&format!("Letter by letter: {}", letters.join(", ")))?;
        self.console.say(wording::CODE_MEANS)?;
        self.console.say(&format!("career-fit show {code}"))?;
        self.console.blank_line()
    }

    /// Reads pay for another place; asks for its name if it is empty.
    fn change_state(&mut self, mut name: String) -> Result {
        let prompt = format!(
            "Pay for which state or metro area? Type its name, or two letters for a state, or Enter to keep {} (or back):",
            self.quiz.place()
        );
        loop {
            if name.is_empty() {
                name = self.console.ask(&prompt)?;
                if name.is_empty() || is_back(&name) {
                    return Ok(());
                }
            }
            match self.quiz.wages().find(&name) {
                Ok(place) => {
                    self.quiz.set_place(place);
                    return self.read_current_pay();
                }
                Err(message) => self.console.say(&format::capitalize(&message.replace('`', "\"")))?,
            }
            name.clear();
        }
    }

    /// Reads the current pay alone: the rest of the part is the same for every place.
    fn read_current_pay(&mut self) -> Result {
        let Some(chapter) = self.quiz.chapter(Tab::Pay) else { return Ok(()) };
        let today = chapter.part(pay::TODAY).map(std::slice::from_ref).unwrap_or_default();
        self.part = Some(Tab::Pay);
        self.console.lines(&text::parts_spoken(today, self.console.width))?;
        self.console.blank_line()?;
        self.console.say(&format!("Part {} has more about pay.", Tab::Pay.index() + 1))
    }

    /// Writes the result to a file; asks for its name if it is empty.
    fn write_report(&mut self, mut name: String) -> Result {
        let extensions = Format::ALL.map(|format| format!(".{}", format.extension())).join(", ");
        let default = self.quiz.file_name(DEFAULT_FORMAT);
        let prompt = format!(
            "Name of the file, or Enter for {default}. The extension ({extensions}) sets the format (or back):"
        );
        loop {
            if name.is_empty() {
                name = self.console.ask(&prompt)?;
            }
            if name.is_empty() {
                name.clone_from(&default);
            }
            if is_back(&name) {
                return self.console.say("Nothing was written.");
            }
            if matches!(name.to_lowercase().as_str(), "help" | "?") {
                self.console.say(WRITE_HELP)?;
                name.clear();
                continue;
            }
            let format = Format::of_name(&name).unwrap_or(DEFAULT_FORMAT);
            if let Some(name) = format.named(&name) {
                let extras = Extras { answers: true, ..Extras::default() };
                return self.console.save_report(&name, self.quiz.report(format, extras));
            }
            self.console.say("That isn't a valid file name.")?;
            name.clear();
        }
    }

    /// What remains at the end of the conversation, if there is a result.
    pub fn summary(&mut self) -> Result {
        match self.quiz.summary(self.console.width) {
            Some(summary) => self.console.lines(&summary),
            None => Ok(()),
        }
    }
}

fn is_back(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "b" | "back" | "cancel" | "q" | "quit")
}
