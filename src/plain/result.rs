//! The result in lines: the headline, then part by part; its code, pay for a state, a file.

use std::io;

use super::commands::Command;
use super::{Flow, Talk, Typed, assess};
use crate::code;
use crate::content::wages::NATION;
use crate::content::{Wages, states};
use crate::instrument::TieBreakers;
use crate::report::{self, Block, Format, Headline, Input, Tab, text};
use crate::scoring::Assessment;
use crate::store::{WriteError, write_report};
use crate::wording;
use crate::wrap::wrap;

/// What a prompt at the result names beside the parts.
const WORDS: &str = "all, code, state, write, review, terms, help, quit";
/// What a file may be called.
const NAME: &str = "career-fit-result.txt";

/// A result that is being told.
pub(super) struct Told {
    assessment: Assessment,
    headline: Headline,
    pub(super) code: String,
    /// The part that was read last.
    part: Option<Tab>,
    /// The parts that were read.
    read: Vec<Tab>,
}

impl Talk<'_> {
    pub(super) fn result(&mut self) -> io::Result<Flow> {
        if !self.is_told {
            self.tell()?;
        }
        let named = |line: &str| Tab::ALL.into_iter().position(|tab| tab.name().eq_ignore_ascii_case(line));
        loop {
            let part = self.result.as_ref().and_then(|told| told.part);
            match self.listen(&prompt(part), Tab::ALL.len(), &named)? {
                Typed::Choice(index) => self.part(Tab::at(index))?,
                Typed::Word(Command::Enter, _) => match part.map_or(0, |tab| tab.index() + 1) {
                    next if next < Tab::ALL.len() => self.part(Tab::at(next))?,
                    _ => self.console.say("That was the last part.")?,
                },
                Typed::Word(Command::Back, _) => match part.map(Tab::index) {
                    None => break self.session.review(),
                    Some(0) => break,
                    Some(index) => self.part(Tab::at(index - 1))?,
                },
                Typed::Word(Command::Review, _) => break self.session.review(),
                Typed::Word(Command::Again, _) if part.is_some() => self.part(part)?,
                Typed::Word(Command::Again, _) => break,
                Typed::Word(Command::All, _) => {
                    for tab in Tab::ALL {
                        self.part(Some(tab))?;
                    }
                }
                Typed::Word(Command::Code, _) => self.code()?,
                Typed::Word(Command::State, typed) => self.state(typed)?,
                Typed::Word(Command::Write, typed) => self.write(typed)?,
                Typed::Word(Command::More, _) if self.left_out().is_some() => {
                    break self.session.offer_again();
                }
                Typed::Word(Command::More, _) => {
                    self.console.say("There are no more questions for this result.")?;
                }
                Typed::Word(..) => {}
                Typed::Stop(flow) => return Ok(flow),
            }
        }
        self.is_told = false;
        Ok(Flow::On)
    }

    /// Scores the answers, and says the first things of the result.
    fn tell(&mut self) -> io::Result<()> {
        let content = self.content;
        let assessment = assess(content, &self.session);
        let headline = Headline::new(&self.input(&assessment));
        let code = code::encode(content, self.session.responses(), self.session.tie_breakers());
        let said = text::headline_text(&headline, Some(&code), self.console.width);
        self.result = Some(Told { assessment, headline, code, part: None, read: Vec::new() });
        self.is_told = true;
        self.keep()?;
        self.console.gap()?;
        self.console.lines(&said)?;
        if let Some(text) = self.left_out() {
            self.console.gap()?;
            self.console.say(&text)?;
        }
        self.console.gap()?;
        self.console.say("The parts of your result:")?;
        let parts = Tab::ALL.map(|tab| format!("{}: {}", tab.name(), report::about(tab)));
        self.console.choices(parts.iter().map(String::as_str))
    }

    /// What can still be answered, where it was declined and is too close.
    fn left_out(&self) -> Option<String> {
        let is_too_close = self.result.as_ref()?.assessment.verdict.is_too_close();
        let declined = self.session.tie_breakers() == TieBreakers::Declined;
        let text = wording::left_out(&self.content.instrument);
        (is_too_close && declined).then(|| format!("{text} To answer them now, type more."))
    }

    fn input<'t>(&'t self, assessment: &'t Assessment) -> Input<'t> {
        Input {
            content: self.content,
            responses: self.session.responses(),
            assessment,
            tie_breakers: self.session.tie_breakers(),
        }
    }

    /// A part as a report has it, for ears; the first also says what moved since the last time.
    fn part_text(&self, told: &Told, tab: Tab) -> String {
        let input = self.input(&told.assessment);
        let wages = (tab == Tab::Pay).then(|| self.wages()).flatten();
        let mut section =
            report::without_headline(report::section(tab, &input, wages.as_ref()), &told.headline);
        if let (Tab::Fit, Some(last)) = (tab, &self.last) {
            section.blocks.extend(report::moved::since(last, &input));
        }
        let title = wrap(&text::section_title(&section), self.console.width, "", "").join("\n");
        format!("{title}\n\n{}", text::section_spoken(&section, self.console.width))
    }

    fn wages(&self) -> Option<Wages> {
        self.content.wages(self.place)
    }

    /// Reads a part.
    fn part(&mut self, tab: Option<Tab>) -> io::Result<()> {
        let (Some(tab), Some(told)) = (tab, &self.result) else { return Ok(()) };
        let text = self.part_text(told, tab);
        if let Some(told) = &mut self.result {
            told.part = Some(tab);
            told.read.push(tab);
        }
        self.console.gap()?;
        if tab == Tab::Pay && self.place == NATION {
            self.console.say("To hear pay for your state, type state and its name, such as state Ohio.")?;
            self.console.gap()?;
        }
        self.console.lines(&text)?;
        self.console.gap()
    }

    /// Reads the parts that were not read.
    pub(super) fn unread_parts(&mut self) -> io::Result<()> {
        for tab in Tab::ALL {
            if self.result.as_ref().is_some_and(|told| !told.read.contains(&tab)) {
                self.part(Some(tab))?;
            }
        }
        Ok(())
    }

    /// What terms are looked for in: what was said last.
    pub(super) fn told_texts(&self) -> Vec<String> {
        self.result.as_ref().map_or_else(Vec::new, |told| match told.part {
            Some(tab) => vec![self.part_text(told, tab)],
            None => vec![text::headline_text(&told.headline, None, self.console.width)],
        })
    }

    /// The code, also letter by letter for those who write it down by ear.
    fn code(&mut self) -> io::Result<()> {
        let Some(code) = self.result.as_ref().map(|told| told.code.clone()) else { return Ok(()) };
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
            self.place
        );
        let mut typed = Some(typed).filter(|typed| !typed.is_empty());
        loop {
            let Some(name) = typed.take().map_or_else(|| self.asked(&prompt), |name| Ok(Some(name)))? else {
                return Ok(());
            };
            match states::find(&name) {
                Ok(place) => return self.pay_for(place),
                Err(message) => {
                    self.console.say(&report::words::sentence(&message.replace('`', "\"")))?;
                }
            }
        }
    }

    /// Reads the first list of the part on pay alone: the rest is the same everywhere.
    fn pay_for(&mut self, place: &'static str) -> io::Result<()> {
        self.place = place;
        let Some(told) = &self.result else { return Ok(()) };
        let mut section = report::section(Tab::Pay, &self.input(&told.assessment), self.wages().as_ref());
        let is_heading = |block: &Block| matches!(block, Block::Heading(_));
        let second =
            section.blocks.iter().skip(1).position(is_heading).map_or(section.blocks.len(), |at| at + 1);
        section.blocks.truncate(second);
        let text = text::section_spoken(&section, self.console.width);
        if let Some(told) = &mut self.result {
            told.part = Some(Tab::Pay);
        }
        self.console.gap()?;
        self.console.lines(&text)?;
        self.console.gap()?;
        self.console.say("Part 4 has more about pay.")
    }

    /// A line at a prompt of its own; `None` for nothing, for back, and where the lines end.
    fn asked(&mut self, prompt: &str) -> io::Result<Option<String>> {
        let line = self.console.ask(prompt)?;
        Ok(line.filter(|line| {
            !matches!(line.to_lowercase().as_str(), "" | "b" | "back" | "cancel" | "q" | "quit")
        }))
    }

    /// Writes the result to a file, whose name may have been typed already.
    fn write(&mut self, name: String) -> io::Result<()> {
        let endings = Format::ALL.map(|format| format!(".{}", format.ending())).join(", ");
        let prompt = format!("Name of the file, with its ending ({endings}), such as {NAME} (or back):");
        let mut name = Some(name).filter(|name| !name.is_empty());
        loop {
            let Some(name) = name.take().map_or_else(|| self.asked(&prompt), |name| Ok(Some(name)))? else {
                return self.console.say("Nothing was written.");
            };
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            match Format::ALL.into_iter().find(|format| format.ending() == ending) {
                Some(format) => return self.write_as(&name, format),
                None => self.console.say(&format!("The name must end in one of {endings}."))?,
            }
        }
    }

    fn write_as(&mut self, name: &str, format: Format) -> io::Result<()> {
        let Some(told) = &self.result else { return Ok(()) };
        let bytes =
            report::render(format, &self.input(&told.assessment), self.wages().as_ref(), Some(&told.code));
        let mut written = write_report(name, &bytes, false);
        if matches!(written, Err(WriteError::Exists)) {
            let prompt = "This file is already there. Type yes to write over it, or Enter to keep it:";
            if self.confirms(prompt)? != Some(true) {
                return self.console.say("Nothing was written.");
            }
            written = write_report(name, &bytes, true);
        }
        match written {
            Ok(path) => self.console.say(&format!("Written to {path}")),
            Err(WriteError::Failed(why)) => self.console.say(&why),
            Err(WriteError::Exists) => Ok(()),
        }
    }

    /// What stays at the end of the conversation, where there is a result.
    pub(super) fn summary(&mut self) -> io::Result<()> {
        if self.result.is_none() {
            return Ok(());
        }
        let assessment = assess(self.content, &self.session);
        let code = code::encode(self.content, self.session.responses(), self.session.tie_breakers());
        let summary = report::headline::summary(&self.input(&assessment), &code, self.console.width);
        self.console.gap()?;
        self.console.lines(&summary)
    }
}

fn prompt(part: Option<Tab>) -> String {
    let next = part.map_or(Some(Tab::Fit), |tab| Tab::at(tab.index() + 1));
    match next {
        Some(next) => {
            format!("Enter for part {}, {}, or a part's number (or {WORDS}):", next.index() + 1, next.name())
        }
        None => format!("Type a part's number (or {WORDS}):"),
    }
}
