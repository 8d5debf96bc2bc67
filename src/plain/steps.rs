//! The way to the result in lines: welcome, questions, tie-breakers, review.

use std::io;

use super::commands::Command;
use super::{Flow, Talk, Typed};
use crate::instrument::Response;
use crate::wording::{self, OFFER_CHOICES, OFFER_TITLE};

/// What a prompt names beside its numbers at the first questions, and later when it was heard often enough.
const WORDS: [&str; 2] = ["skip, back, review, terms, help, quit", "skip, back, help"];
/// What stands for starting over, behind the choices about an earlier quiz.
const OVER: usize = 2;
/// How many questions have the long prompt.
const NEW: usize = 2;

impl Talk<'_> {
    /// What the quiz is. There is nothing to answer here, so the first question follows at once.
    pub(super) fn welcome(&mut self) -> io::Result<Flow> {
        let instrument = self.quiz.content().instrument.clone();
        self.console.say(&instrument.title)?;
        self.console.gap()?;
        if let Some((example, person)) = self.quiz.example().zip(self.quiz.person()) {
            self.console.say(&format!("{example}."))?;
            self.console.say(&person.about)?;
            self.quiz.start();
            return Ok(Flow::On);
        }
        self.console.say(&instrument.intro)?;
        for promise in wording::promises(&instrument, false, self.quiz.is_shared()) {
            self.console.say(&format!("{promise}."))?;
        }
        self.console.say("Type help at any question to hear what you can type.")?;
        self.quiz.start();
        Ok(Flow::On)
    }

    /// An earlier quiz goes on, or is left. Where nobody can be asked, one that was not finished goes on.
    pub(super) fn resume(&mut self) -> io::Result<Flow> {
        if let Some(note) = self.quiz.take_note() {
            self.console.say(&note)?;
            self.console.gap()?;
        }
        let Some(earlier) = self.quiz.earlier() else { return Ok(Flow::On) };
        let choices = wording::resume_choices(earlier);
        if self.is_typed {
            return self.ask_to_resume(&choices);
        }
        if let Some(code) = self.quiz.earlier_code() {
            self.console.say(&format!("To see your last result again: career-fit show {code}"))?;
            self.console.gap()?;
            return Ok(Flow::On);
        }
        let [go_on, _] = choices;
        self.console.say(&format!("{go_on}, where you left off. To start over, add --fresh."))?;
        self.quiz.resume();
        Ok(Flow::On)
    }

    fn ask_to_resume(&mut self, choices: &[String; 2]) -> io::Result<Flow> {
        self.console.say(&self.quiz.content().instrument.title)?;
        self.console.gap()?;
        let age = self.quiz.earlier_age().map(|age| format!(", {}", wording::age(age)));
        let age = age.unwrap_or_default();
        self.console.say(&format!("There is an earlier quiz on this computer{age}."))?;
        if let Some(last) = self.quiz.last_time() {
            self.console.say(&last)?;
        }
        self.console.choices(choices.iter().map(String::as_str))?;
        self.console.say("Somebody else's? Type over to start over.")?;
        let named = |line: &str| (line.eq_ignore_ascii_case("over")).then_some(OVER);
        match self.listen("Type 1 or 2, or Enter for 1 (or over, help, quit):", choices.len(), &named)? {
            Typed::Choice(0) | Typed::Word(..) => self.quiz.resume(),
            Typed::Choice(OVER) => {
                self.console.gap()?;
                self.quiz.start_over();
            }
            Typed::Choice(_) => self.console.gap()?,
            Typed::Stop(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    pub(super) fn question(&mut self) -> io::Result<Flow> {
        self.say_question()?;
        let shown_at = (self.now)();
        let (at, options) = (self.quiz.session().at(), self.quiz.content().instrument.options.clone());
        let label = |response: Response| response.of::<String>(&options);
        let given = self.quiz.session().responses().get(at);
        let named = |line: &str| options.iter().position(|option| option.eq_ignore_ascii_case(line));
        let words = if at < NEW { WORDS[0] } else { WORDS[1] };
        loop {
            let prompt = match given {
                Some(given) => format!(
                    "Your answer, 1 to 5, or Enter to keep {}, {} (or {words}):",
                    given.value(),
                    label(given)
                ),
                None => format!("Your answer, 1 to 5 (or {words}):"),
            };
            match self.listen(&prompt, Response::COUNT, &named)? {
                Typed::Choice(index) => {
                    let Some(response) = Response::all().nth(index) else { continue };
                    let took = self.is_typed.then(|| (self.now)().saturating_sub(shown_at));
                    self.quiz.answer(response, took);
                    let who = self.quiz.person().map_or("You", |person| &person.name);
                    self.console.say(&format!("{who} chose {}, {}.", response.value(), label(response)))?;
                    self.quiz.advance();
                    self.keep()?;
                }
                Typed::Word(Command::Skip, _) => {
                    self.quiz.skip();
                    self.console.say(&match given {
                        Some(given) => format!("Skipped. Your answer {} is removed.", label(given)),
                        None => "Skipped.".to_owned(),
                    })?;
                    self.keep()?;
                }
                Typed::Word(Command::Enter, _) => {
                    if !self.quiz.advance() {
                        self.console.say("Nothing was typed. Type a number from 1 to 5, or skip.")?;
                        continue;
                    }
                }
                Typed::Word(Command::Back, _) if at == 0 && !self.quiz.session().from_review() => {
                    self.console.say("This is the first question.")?;
                }
                Typed::Word(Command::Back, _) => {
                    self.quiz.back();
                }
                Typed::Word(Command::Review, _) => self.quiz.review(),
                Typed::Word(..) => {}
                Typed::Stop(flow) => return Ok(flow),
            }
            return Ok(Flow::On);
        }
    }

    fn say_question(&mut self) -> io::Result<()> {
        let (instrument, session) = (&self.quiz.content().instrument, self.quiz.session());
        let Some(item) = instrument.item(session.at()) else { return Ok(()) };
        let number = wording::question_number(session);
        let number = if self.quiz.person().is_some() { format!("EXAMPLE. {number}") } else { number };
        let area = wording::within_a_sentence(instrument.area_label(item));
        self.console.gap()?;
        self.console.say(&match area.is_empty() {
            true => format!("{number}."),
            false => format!("{number}. Area: {area}."),
        })?;
        self.console.say(&format!("{} {}", instrument.stem, item.text))?;
        self.console.choices(instrument.options.iter().map(String::as_str))?;
        if session.is_skipped(session.at()) {
            self.console.say("You skipped this one. Enter leaves it so.")?;
        }
        Ok(())
    }

    pub(super) fn offer(&mut self) -> io::Result<Flow> {
        self.console.gap()?;
        self.console.say(&format!("{OFFER_TITLE}."))?;
        self.console.say(&wording::offer(&self.quiz.content().instrument))?;
        self.console.choices(OFFER_CHOICES)?;
        let named = |line: &str| match line.to_lowercase().as_str() {
            "yes" | "y" => Some(0),
            "no" | "n" => Some(1),
            _ => None,
        };
        let prompt = "Type 1 or 2, or Enter for 1 (or back, review, help, quit):";
        match self.listen(prompt, OFFER_CHOICES.len(), &named)? {
            Typed::Choice(index) => {
                self.quiz.take_offer(index == 0);
                self.keep()?;
            }
            Typed::Word(Command::Enter, _) => {
                self.quiz.take_offer(true);
                self.keep()?;
            }
            Typed::Word(Command::Back, _) => {
                self.quiz.back();
            }
            Typed::Word(Command::Review, _) => self.quiz.review(),
            Typed::Word(..) => {}
            Typed::Stop(flow) => return Ok(flow),
        }
        Ok(Flow::On)
    }

    pub(super) fn review(&mut self) -> io::Result<Flow> {
        self.say_answers()?;
        let go_on = wording::within_a_sentence(&wording::go_on(self.quiz.session()));
        let prompt = format!(
            "Type a question's number to change it, or Enter to {go_on} (or back, again, help, quit):"
        );
        let count = self.quiz.session().len();
        match self.listen(&prompt, count, &|_| None)? {
            Typed::Choice(index) => {
                self.quiz.open(index);
                return Ok(Flow::On);
            }
            Typed::Word(Command::Enter, _) => self.quiz.finish(),
            Typed::Word(Command::Back, _) => {
                self.quiz.back();
            }
            Typed::Word(..) => {}
            Typed::Stop(flow) => return Ok(flow),
        }
        self.is_listed = false;
        Ok(Flow::On)
    }

    /// All answers; after a question that was opened from there, that one alone.
    fn say_answers(&mut self) -> io::Result<()> {
        let (content, session) = (self.quiz.content(), self.quiz.session());
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
