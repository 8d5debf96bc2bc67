//! Asking and listening: what is the same at every step, such as help, terms and leaving.

use std::io;

use super::commands::{self, Command};
use super::{Flow, Talk, Typed};
use crate::content::states;
use crate::instrument::Step;
use crate::quiz::Deed;
use crate::wording::{self, HAND_IN};

impl Talk<'_> {
    /// Asks until something was typed that the present step has to deal with: one of `count` numbered choices, also
    /// by the name that `named` knows, or a word. What is the same everywhere is done here.
    pub(super) fn listen(
        &mut self,
        prompt: &str,
        count: usize,
        named: &dyn Fn(&str) -> Option<usize>,
    ) -> io::Result<Typed> {
        let step = self.quiz.session().step();
        loop {
            let Some(line) = self.next_line(prompt)? else { return Ok(Typed::Stop(Flow::End)) };
            let number = line.trim_end_matches('.').parse::<usize>().ok();
            let chosen = number.and_then(|number| number.checked_sub(1)).filter(|index| *index < count);
            if let Some(index) = chosen.or_else(|| named(&line)) {
                return Ok(Typed::Choice(index));
            }
            if step == Step::Result && is_state(&line) {
                return Ok(Typed::Word(Command::State, line));
            }
            match commands::read(step, &line) {
                Err(_) if number.is_some() && count > 0 => {
                    self.console
                        .say(&format!("{line} is no choice here: the numbers go from 1 to {count}."))?;
                }
                Err(near) => self.console.wrong(&line, near)?,
                Ok((Command::Help, _)) => self.help(count)?,
                Ok((Command::Terms, _)) => self.terms()?,
                Ok((Command::Quit, _)) if self.wants_to_leave()? => return Ok(Typed::Stop(Flow::Leave)),
                Ok((Command::Quit, _)) => {}
                Ok((command, rest)) => return Ok(Typed::Word(command, rest.to_owned())),
            }
        }
    }

    /// A line that was typed. While a made-up person takes the quiz it is what the person types; where somebody
    /// listens, they ask for it with Enter, and may type something else.
    fn next_line(&mut self, prompt: &str) -> io::Result<Option<String>> {
        let (Some(person), Some(deed)) = (self.quiz.person(), self.quiz.next_deed()) else {
            return self.console.ask(prompt);
        };
        let name = person.name.clone();
        let line = match deed {
            Deed::GoOn => String::new(),
            Deed::Answer(response) => response.value().to_string(),
            Deed::Offer(accept) => if accept { "1" } else { "2" }.to_owned(),
        };
        if self.is_typed {
            let prompt = format!("Enter for what {name} types (or back, review, terms, help, quit):");
            let typed = self.console.ask(&prompt)?;
            if typed.as_ref().is_none_or(|typed| !typed.is_empty()) {
                return Ok(typed);
            }
        }
        self.console.say(&format!("{name} types: {line}"))?;
        Ok(Some(line))
    }

    /// What can be typed here.
    fn help(&mut self, count: usize) -> io::Result<()> {
        self.console.gap()?;
        self.console.say("You can type:")?;
        if count > 0 {
            let what = match self.quiz.session().step() {
                Step::Question => "choose that answer and go on; its words do the same",
                Step::Result => "read that part; its name does the same",
                Step::Review => "open that question",
                Step::Welcome | Step::Offer => "choose that",
            };
            self.console.entry(&format!("1 to {count}: {what}"))?;
        }
        let is_done = |command: Command| match command {
            Command::Write => !self.quiz.is_shared(),
            Command::HandIn => self.quiz.can_hand_in(),
            _ => true,
        };
        for word in commands::of(self.quiz.session().step()).filter(|word| is_done(word.command)) {
            let names: Vec<&str> = word.names.iter().copied().filter(|name| !name.is_empty()).collect();
            self.console.entry(&format!("{}: {}", names.join(" or "), word.help))?;
        }
        self.console.gap()
    }

    /// What the terms mean that were said at the present step.
    fn terms(&mut self) -> io::Result<()> {
        let terms = self.quiz.terms_in_view(|| vec![self.told_text()]);
        self.console.gap()?;
        if terms.is_empty() {
            self.console.say(wording::NO_TERMS)?;
        }
        for term in terms {
            self.console.entry(&format!("{}: {}", term.name, term.means))?;
        }
        self.console.gap()
    }

    /// Asks whether to leave. Lines that end here mean yes.
    fn wants_to_leave(&mut self) -> io::Result<bool> {
        if self.is_typed && self.quiz.asks_to_hand_in() {
            self.hand_in()?;
        }
        self.console.say(&format!("Leave the quiz? {}", self.quiz.stays()))?;
        Ok(self.confirms("Type yes to leave, or Enter to stay:")?.unwrap_or(true))
    }

    /// Asks whether to hand the answers in, until it is a yes or a no: neither is easier than the other.
    pub(super) fn hand_in(&mut self) -> io::Result<()> {
        self.console.say(HAND_IN)?;
        loop {
            let Some(line) = self.console.ask("Type yes or no:")? else { return Ok(()) };
            match line.to_lowercase().as_str() {
                "yes" | "y" => {
                    let said = self.quiz.hand_in().map_or_else(|why| why, str::to_owned);
                    return self.console.say(&said);
                }
                "no" | "n" => {
                    self.quiz.keep_back();
                    return self.console.say("Nothing was handed in.");
                }
                _ => self.console.wrong(&line, None)?,
            }
        }
    }

    /// Asks for yes or no; an empty line is no, and `None` is no line at all.
    pub(super) fn confirms(&mut self, prompt: &str) -> io::Result<Option<bool>> {
        loop {
            let Some(line) = self.console.ask(prompt)? else { return Ok(None) };
            match line.to_lowercase().as_str() {
                "yes" | "y" => return Ok(Some(true)),
                "no" | "n" | "" => return Ok(Some(false)),
                _ => self.console.wrong(&line, None)?,
            }
        }
    }
}

/// Whether this is a state's whole name: two letters may be anything.
fn is_state(line: &str) -> bool {
    line.len() > 2 && states::find(line).is_ok()
}
