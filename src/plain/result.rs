//! The result in lines: the headline, then part by part; its code, pay for a state, a file.

use std::io;

use super::commands::Command;
use super::trying::HOW;
use super::{Flow, Talk, Typed};
use crate::content::states;
use crate::content::wages::NATION;
use crate::files::WriteError;
use crate::report::tell::pay;
use crate::report::{Format, Part, Tab, text, words};
use crate::text::wrap;
use crate::wording;

/// What a prompt at the result names beside the parts.
const WORDS: &str = "all, open, try, code, state, write, review, terms, help, quit";
/// The same where nothing may be written.
const SHARED_WORDS: &str = "all, open, try, code, state, review, terms, help, quit";
/// What a file is written as where its name doesn't say.
const FORMAT: Format = Format::Html;

impl Talk<'_> {
    pub(super) fn result(&mut self) -> io::Result<Flow> {
        if !self.is_told {
            self.tell()?;
        }
        let named = |line: &str| Tab::ALL.into_iter().position(|tab| tab.name().eq_ignore_ascii_case(line));
        loop {
            let part = self.part;
            let words = if self.quiz.is_shared() { SHARED_WORDS } else { WORDS };
            match self.listen(&prompt(part, words), Tab::ALL.len(), &named)? {
                Typed::Choice(index) => self.part(Tab::at(index))?,
                Typed::Word(Command::Enter, _) => match part.map_or(0, |tab| tab.index() + 1) {
                    next if next < Tab::ALL.len() => self.part(Tab::at(next))?,
                    _ => self.console.say("That was the last part.")?,
                },
                Typed::Word(Command::Back, _) => match part.map(Tab::index) {
                    None => break self.quiz.review(),
                    Some(0) => break,
                    Some(index) => self.part(Tab::at(index - 1))?,
                },
                Typed::Word(Command::Review, _) => break self.quiz.review(),
                Typed::Word(Command::Again, _) if part.is_some() => self.part(part)?,
                Typed::Word(Command::Again, _) => break,
                Typed::Word(Command::All, _) => {
                    for tab in Tab::ALL {
                        self.read_part(tab, true)?;
                    }
                }
                Typed::Word(Command::Open, typed) => self.open(&typed)?,
                Typed::Word(Command::Try, typed) => self.try_answer(&typed)?,
                Typed::Word(Command::Keep, _) => {
                    if self.keep_tried()? {
                        break;
                    }
                }
                Typed::Word(Command::Drop, _) => self.drop_tried()?,
                Typed::Word(Command::Code, _) => self.code()?,
                Typed::Word(Command::State, typed) => self.state(typed)?,
                Typed::Word(Command::Write, _) if self.quiz.is_shared() => {
                    self.console.say("Nothing is written here: many use this machine.")?;
                }
                Typed::Word(Command::Write, typed) => self.write(typed)?,
                Typed::Word(Command::HandIn, _) if self.quiz.can_hand_in() => self.hand_in()?,
                Typed::Word(Command::HandIn, _) => {
                    self.console.say("There is nowhere to hand it in. Your code opens it again.")?;
                }
                Typed::Word(Command::More, _) if self.quiz.left_out().is_some() => {
                    break self.quiz.offer_again();
                }
                Typed::Word(Command::More, _) => {
                    self.console.say("There are no more questions for this result.")?;
                }
                Typed::Word(..) => {}
                Typed::Stop(flow) => return Ok(flow),
            }
        }
        (self.is_told, self.trial) = (false, None);
        Ok(Flow::On)
    }

    /// Says the first things of the result.
    fn tell(&mut self) -> io::Result<()> {
        (self.is_told, self.part) = (true, None);
        self.read.clear();
        self.keep()?;
        self.console.gap()?;
        let code = self.quiz.outcome().map(|outcome| outcome.code.as_str());
        let said = self.headline_text(code);
        self.console.lines(&said)?;
        if let Some(left_out) = self.quiz.left_out() {
            self.console.gap()?;
            self.console.say(&format!("{left_out} To answer them now, type more."))?;
        }
        self.console.gap()?;
        self.console.say("The parts of your result:")?;
        let parts = Tab::ALL.map(|tab| format!("{}: {}", tab.name(), tab.about()));
        self.console.choices(parts.iter().map(String::as_str))
    }

    /// The first things of the result as a report has them.
    fn headline_text(&self, code: Option<&str>) -> String {
        let write = |headline| text::headline_text(headline, code, self.console.width);
        self.quiz.headline().map_or_else(String::new, write)
    }

    /// A part as a report has it, for ears.
    fn part_text(&self, tab: Tab, whole: bool) -> String {
        let Some(chapter) = self.quiz.chapter(tab) else { return String::new() };
        let title = text::chapter_title(tab.index() + 1, &chapter);
        let parts: Vec<Part> =
            chapter.parts.into_iter().filter(|part| whole || part.closed.is_none()).collect();
        let title = wrap(&title, self.console.width, "", "").join("\n");
        format!("{title}\n\n{}", text::parts_spoken(&parts, self.console.width))
    }

    /// Reads a part; what is closed in it is listed.
    fn part(&mut self, tab: Option<Tab>) -> io::Result<()> {
        tab.map_or(Ok(()), |tab| self.read_part(tab, false))
    }

    /// Reads a part, whole or with what is closed in it listed.
    fn read_part(&mut self, tab: Tab, whole: bool) -> io::Result<()> {
        let text = self.part_text(tab, whole);
        self.part = Some(tab);
        // A part whose entries were not heard is still to be read where nobody can ask any more.
        if whole || self.closed(tab).is_empty() {
            self.read.push(tab);
        }
        self.console.gap()?;
        if tab == Tab::Pay && self.quiz.place() == NATION {
            self.console.say("To hear pay for your state, type state and its name, such as state Ohio.")?;
            self.console.gap()?;
        }
        self.console.lines(&text)?;
        self.console.gap()?;
        if !whole {
            self.list_closed(tab)?;
        }
        if tab == Tab::Flip {
            self.console.say(HOW)?;
            self.console.gap()?;
        }
        Ok(())
    }

    /// Reads the parts that were not read.
    pub(super) fn unread_parts(&mut self) -> io::Result<()> {
        for tab in Tab::ALL {
            if !self.read.contains(&tab) {
                self.read_part(tab, true)?;
            }
        }
        Ok(())
    }

    /// What terms are looked for in: what was said last.
    pub(super) fn told_text(&self) -> String {
        self.part.map_or_else(|| self.headline_text(None), |tab| self.part_text(tab, true))
    }

    /// The code, also letter by letter for those who write it down by ear.
    fn code(&mut self) -> io::Result<()> {
        let Some(code) = self.quiz.outcome().map(|outcome| &outcome.code) else { return Ok(()) };
        let spelled = code.split('-').map(|group| {
            let letters: Vec<String> = group.chars().map(String::from).collect();
            letters.join(" ")
        });
        let spelled = spelled.collect::<Vec<_>>().join(", ");
        self.console.gap()?;
        self.console.say(&format!("Code of this result: {code}"))?;
        self.console.say(&format!("Letter by letter: {spelled}"))?;
        self.console.say(wording::CODE_MEANS)?;
        self.console.say(&format!("career-fit show {code}"))?;
        self.console.gap()
    }

    /// Pay for another place, which may have been typed already.
    fn state(&mut self, typed: String) -> io::Result<()> {
        let prompt = format!(
            "Pay for which state? Type its name or two letters, or Enter to keep {} (or back):",
            self.quiz.place()
        );
        let mut typed = Some(typed).filter(|typed| !typed.is_empty());
        loop {
            let Some(name) = typed.take().map_or_else(|| self.asked(&prompt), |name| Ok(Some(name)))? else {
                return Ok(());
            };
            match states::find(&name) {
                Ok(place) => return self.pay_for(place),
                Err(message) => {
                    self.console.say(&words::sentence(&message.replace('`', "\"")))?;
                }
            }
        }
    }

    /// Reads today's pay alone: the rest of the chapter is the same everywhere.
    fn pay_for(&mut self, place: &'static str) -> io::Result<()> {
        self.quiz.set_place(place);
        let Some(chapter) = self.quiz.chapter(Tab::Pay) else { return Ok(()) };
        let today = chapter.part(pay::TODAY).map(std::slice::from_ref).unwrap_or_default();
        let text = text::parts_spoken(today, self.console.width);
        self.part = Some(Tab::Pay);
        self.console.gap()?;
        self.console.lines(&text)?;
        self.console.gap()?;
        self.console.say(&format!("Part {} has more about pay.", Tab::Pay.index() + 1))
    }

    /// A line at a prompt of its own; `None` for nothing, for back, and where the lines end.
    fn asked(&mut self, prompt: &str) -> io::Result<Option<String>> {
        let line = self.console.ask(prompt)?;
        Ok(line.filter(|line| !line.is_empty() && !is_back(line)))
    }

    /// Writes the result to a file, whose name may have been typed already.
    fn write(&mut self, name: String) -> io::Result<()> {
        let endings = Format::ALL.map(|format| format!(".{}", format.ending())).join(", ");
        let usual = self.quiz.file_name(FORMAT);
        let prompt = format!(
            "Name of the file, or Enter for {usual}. Its ending, one of {endings}, says what it is (or back):"
        );
        let mut typed = Some(name).filter(|name| !name.is_empty());
        loop {
            let Some(name) = typed.take().map_or_else(|| self.console.ask(&prompt), |name| Ok(Some(name)))?
            else {
                return self.console.say("Nothing was written.");
            };
            if is_back(&name) {
                return self.console.say("Nothing was written.");
            }
            let name = if name.is_empty() { usual.clone() } else { name };
            let format = Format::of_name(&name).unwrap_or(FORMAT);
            match format.named(&name) {
                Some(name) => return self.write_as(&name, format),
                None => self.console.say("That is no name for a file.")?,
            }
        }
    }

    fn write_as(&mut self, name: &str, format: Format) -> io::Result<()> {
        let bytes = match self.quiz.report(format, true) {
            Ok(bytes) => bytes,
            Err(error) => return self.console.say(&format!("Nothing was written: {error:#}")),
        };
        let mut written = (self.write)(name, &bytes, false);
        if matches!(written, Err(WriteError::Exists)) {
            let prompt = "This file is already there. Type yes to write over it, or Enter to keep it:";
            if self.confirms(prompt)? != Some(true) {
                return self.console.say("Nothing was written.");
            }
            written = (self.write)(name, &bytes, true);
        }
        match written {
            Ok(path) => self.console.say(&format!("Written to {path}")),
            Err(WriteError::Failed(why)) => self.console.say(&why),
            Err(WriteError::Exists) => Ok(()),
        }
    }

    /// What stays at the end of the conversation, where there is a result.
    pub(super) fn summary(&mut self) -> io::Result<()> {
        let Some(summary) = self.quiz.summary(self.console.width) else { return Ok(()) };
        self.console.gap()?;
        self.console.lines(&summary)
    }
}

/// Whether somebody wants nothing of what was asked.
fn is_back(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "b" | "back" | "cancel" | "q" | "quit")
}

fn prompt(part: Option<Tab>, words: &str) -> String {
    let next = part.map_or(Some(Tab::Glance), |tab| Tab::at(tab.index() + 1));
    match next {
        Some(next) => {
            format!("Enter for part {}, {}, or a part's number (or {words}):", next.index() + 1, next.name())
        }
        None => format!("Type a part's number (or {words}):"),
    }
}
