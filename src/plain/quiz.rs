//! The way to the result in lines: welcome, questions, tie-breakers, review.

use std::io;

use super::commands::Command;
use super::{Flow, Talk, Typed, is_too_close};
use crate::code;
use crate::instrument::{Item, Response, Session};
use crate::wording::{self, OFFER_CHOICES, OFFER_TITLE};

/// What a prompt names beside its numbers at the first questions, and later when it was heard often enough.
const WORDS: [&str; 2] = ["skip, back, review, terms, help, quit", "skip, back, help"];
/// So many questions have the long prompt.
const NEW: usize = 2;

impl Talk<'_> {
    /// What the quiz is. There is nothing to answer here, so the first question follows at once.
    pub(super) fn welcome(&mut self) -> io::Result<Flow> {
        let opening = self.content.instrument.opening();
        self.console.say(&opening.title)?;
        self.console.gap()?;
        self.console.say(&opening.intro)?;
        for promise in wording::promises(&opening, false) {
            self.console.say(&format!("{promise}."))?;
        }
        self.console.say("Type help at any question to hear what you can type.")?;
        self.session.start();
        Ok(Flow::On)
    }

    /// An earlier quiz goes on, or is left. Where nobody can be asked, one that was not finished goes on.
    pub(super) fn resume(&mut self, earlier: Option<Session>, note: Option<String>) -> io::Result<Flow> {
        if let Some(note) = note {
            self.console.say(&note)?;
            self.console.gap()?;
        }
        let Some(earlier) = earlier else { return Ok(Flow::On) };
        if self.is_typed {
            return self.ask_to_resume(earlier);
        }
        if earlier.seen_result() {
            let code = code::encode(self.content, earlier.answers());
            self.console.say(&format!("To see your last result again: career-fit show {code}"))?;
            self.console.gap()?;
            return Ok(Flow::On);
        }
        let [go_on, _] = wording::resume_choices(&earlier);
        self.console.say(&format!("{go_on}, where you left off. To start over, add --fresh."))?;
        self.session = earlier;
        self.session.resume();
        Ok(Flow::On)
    }

    fn ask_to_resume(&mut self, earlier: Session) -> io::Result<Flow> {
        let choices = wording::resume_choices(&earlier);
        self.console.say(&self.content.instrument.title)?;
        self.console.gap()?;
        self.console.say("There is an earlier quiz on this computer.")?;
        self.console.choices(choices.iter().map(String::as_str))?;
        match self.listen("Type 1 or 2, or Enter for 1 (or help, quit):", choices.len(), &|_| None)? {
            Typed::Choice(0) | Typed::Word(..) => {
                self.session = earlier;
                self.session.resume();
            }
            Typed::Choice(_) => self.console.gap()?,
            Typed::Stop(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    pub(super) fn question(&mut self) -> io::Result<Flow> {
        let (content, at) = (self.content, self.session.at());
        let instrument = &content.instrument;
        let Some(item) = instrument.item(at) else { return Ok(Flow::End) };
        self.say_question(item)?;
        let shown_at = (self.now)();
        let given = self.session.responses().get(at);
        let named = |line: &str| {
            let is_it = |option: &String| option.eq_ignore_ascii_case(line);
            instrument.options.iter().position(is_it)
        };
        let words = if at < NEW { WORDS[0] } else { WORDS[1] };
        loop {
            let prompt = match given {
                Some(given) => {
                    let label = instrument.option(given);
                    format!("Your answer, 1 to 5, or Enter to keep {}, {label} (or {words}):", given.value())
                }
                None => format!("Your answer, 1 to 5 (or {words}):"),
            };
            match self.listen(&prompt, Response::COUNT, &named)? {
                Typed::Choice(index) => {
                    let Some(response) = Response::all().nth(index) else { continue };
                    let took = self.is_typed.then(|| (self.now)().saturating_sub(shown_at));
                    self.session.answer(response, took);
                    let label = instrument.option(response);
                    self.console.say(&format!("You chose {}, {label}.", response.value()))?;
                    self.session.advance(is_too_close(content));
                    self.keep()?;
                }
                Typed::Word(Command::Skip, _) => {
                    self.session.skip(is_too_close(content));
                    self.console.say(&match given {
                        Some(given) => {
                            format!("Skipped. Your answer {} is removed.", instrument.option(given))
                        }
                        None => "Skipped.".to_owned(),
                    })?;
                    self.keep()?;
                }
                Typed::Word(Command::Enter, _) => {
                    if !self.session.advance(is_too_close(content)) {
                        self.console.say("Nothing was typed. Type a number from 1 to 5, or skip.")?;
                        continue;
                    }
                }
                Typed::Word(Command::Back, _) if at == 0 && !self.session.from_review() => {
                    self.console.say("This is the first question.")?;
                }
                Typed::Word(Command::Back, _) => {
                    self.session.back();
                }
                Typed::Word(Command::Review, _) => self.session.review(),
                Typed::Word(..) => {}
                Typed::Stop(flow) => return Ok(flow),
            }
            return Ok(Flow::On);
        }
    }

    fn say_question(&mut self, item: &Item) -> io::Result<()> {
        let instrument = &self.content.instrument;
        let at = self.session.at();
        let place = wording::place_in_quiz(&self.session);
        let area = wording::within_a_sentence(instrument.area_label(item));
        self.console.gap()?;
        self.console.say(&match area.is_empty() {
            true => format!("{place}."),
            false => format!("{place}. Area: {area}."),
        })?;
        self.console.say(&format!("{} {}", instrument.stem, item.text))?;
        self.console.choices(instrument.options.iter().map(String::as_str))?;
        if self.session.is_skipped(at) {
            self.console.say("You skipped this one. Enter leaves it so.")?;
        }
        Ok(())
    }

    pub(super) fn offer(&mut self) -> io::Result<Flow> {
        self.console.gap()?;
        self.console.say(&format!("{OFFER_TITLE}."))?;
        self.console.say(&wording::offer(&self.content.instrument))?;
        self.console.choices(OFFER_CHOICES)?;
        let named = |line: &str| match line.to_lowercase().as_str() {
            "yes" | "y" => Some(0),
            "no" | "n" => Some(1),
            _ => None,
        };
        let prompt = "Type 1 or 2, or Enter for 1 (or back, review, help, quit):";
        match self.listen(prompt, OFFER_CHOICES.len(), &named)? {
            Typed::Choice(index) => {
                self.session.take_offer(index == 0);
                self.keep()?;
            }
            Typed::Word(Command::Enter, _) => {
                self.session.take_offer(true);
                self.keep()?;
            }
            Typed::Word(Command::Back, _) => {
                self.session.back();
            }
            Typed::Word(Command::Review, _) => self.session.review(),
            Typed::Word(..) => {}
            Typed::Stop(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    pub(super) fn review(&mut self) -> io::Result<Flow> {
        self.say_answers()?;
        let go_on = wording::within_a_sentence(&wording::go_on(&self.session));
        let prompt = format!(
            "Type a question's number to change it, or Enter to {go_on} (or back, again, help, quit):"
        );
        let count = self.session.len();
        match self.listen(&prompt, count, &|_| None)? {
            Typed::Choice(index) => {
                self.session.open(index);
                return Ok(Flow::On);
            }
            Typed::Word(Command::Enter, _) => self.session.finish(is_too_close(self.content)),
            Typed::Word(Command::Back, _) => {
                self.session.back();
            }
            Typed::Word(..) => {}
            Typed::Stop(flow) => return Ok(flow),
        }
        self.is_listed = false;
        Ok(Flow::On)
    }

    /// All answers; after a question that was opened from there, that one alone.
    fn say_answers(&mut self) -> io::Result<()> {
        let (content, session) = (self.content, &self.session);
        let answer = |index| wording::answer(&content.instrument, session, index);
        self.console.gap()?;
        if std::mem::replace(&mut self.is_listed, true) {
            let at = session.at();
            return self.console.say(&format!("Question {} in your answers: {}.", at + 1, answer(at)));
        }
        self.console.say(&format!("Your answers, {}.", wording::counted(session)))?;
        // Where all that is open comes last, it is not worth hearing one by one.
        let all = session.len();
        let open = session.first_open().filter(|&open| (open..all).all(|index| !session.is_settled(index)));
        for (index, item) in content.instrument.items.iter().take(open.unwrap_or(all)).enumerate() {
            self.console.entry(&format!("{}. {}: {}", index + 1, item.text, answer(index)))?;
        }
        match open {
            Some(open) if open + 1 == all => self.console.say(&format!("Question {all} is still open.")),
            Some(open) => self.console.say(&format!("Questions {} to {all} are still open.", open + 1)),
            None => Ok(()),
        }
    }
}
