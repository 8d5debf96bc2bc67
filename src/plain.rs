//! Line mode: the whole quiz as a conversation in lines, for screen readers, simple terminals and pipes.
//!
//! ```text
//! Question 7 of 24. Area: patient records.
//! How much would you like to... find out what is missing from a record before it delays care
//! 1. Strongly dislike
//! …
//! Your answer, 1 to 5 (or skip, back, review, help):
//! ```
//!
//! It drives the same session as the full screen and reads out the same parts of a result, so that people who only
//! listen can do everything others can.

mod console;
mod result;
mod room;

pub use room::run as room;

use std::io::{self, BufRead, Write};
use std::time::Duration;

use crate::content::states;
use crate::files::WriteError;
use crate::hand_in::DropBox;
use crate::instrument::{Response, Step};
use crate::quiz::{Deed, Ending, Quiz, Trial};
use crate::report::Tab;
use crate::storage::Storage;
use crate::wording::{self, HAND_IN, OFFER_CHOICES, OFFER_TITLE};
use console::{Command, Console, Result, Stop, parse};

/// How line mode is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Where lines are broken, in columns.
    pub width: usize,
    /// Whether someone types at a terminal. Lines from a file or a pipe are echoed as they are read, an unfinished
    /// quiz is resumed without asking, and answers are not timed.
    pub is_interactive: bool,
    /// Writes a report to a file.
    pub write: ReportWriter,
}

/// Writes a report to a file with this name; the last argument is whether it may replace one. Returns the full path.
pub type ReportWriter = fn(&str, &[u8], bool) -> std::result::Result<String, WriteError>;

/// What prompts at the first questions name besides the numbers.
const FIRST_HINTS: &str = "skip, back, review, terms, help, quit";
/// The same at the later questions.
const HINTS: &str = "skip, back, help";
/// How many questions have the longer prompt.
const LONG_PROMPTS: usize = 2;

/// Runs the quiz over lines until someone quits or the input ends. `now` is the time since some fixed moment.
///
/// # Errors
/// If a line can't be read or written.
pub fn run(
    quiz: Quiz,
    storage: Storage,
    drop_box: Option<DropBox>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    now: &dyn Fn() -> Duration,
    Settings { ascii, width, is_interactive, write }: Settings,
) -> io::Result<Ending> {
    let mut conversation = Conversation {
        saved: quiz.revision(),
        quiz,
        storage,
        drop_box,
        console: Console { input, output, width, ascii, is_interactive, write_report: write },
        now,
        review_listed: false,
        result_read: false,
        part: None,
        parts_read: Vec::new(),
        trial: None,
    };
    match conversation.run() {
        Ok(ending) => Ok(ending),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Quit | Stop::EndOfInput) => Ok(conversation.quiz.ending()),
    }
}

struct Conversation<'a> {
    quiz: Quiz,
    storage: Storage,
    /// The revision of the quiz that was saved last.
    saved: u64,
    drop_box: Option<DropBox>,
    console: Console<'a>,
    now: &'a dyn Fn() -> Duration,
    /// Whether all answers were listed since the review was opened.
    review_listed: bool,
    /// Whether the headline was read since the result was reached.
    result_read: bool,
    /// The part of the result that was read last.
    part: Option<Tab>,
    /// The parts that were read whole.
    parts_read: Vec<Tab>,
    /// Other answers that are tried on the result.
    trial: Option<Trial>,
}

/// What was typed at a step.
enum Typed {
    /// A numbered choice, counted from 0.
    Choice(usize),
    /// A command and its argument.
    Command(Command, String),
}

impl Conversation<'_> {
    fn run(&mut self) -> Result<Ending> {
        if self.say_not_saved()? {
            self.console.blank_line()?;
        }
        let mut step = self.resume();
        loop {
            match step {
                Ok(()) => {}
                Err(Stop::EndOfInput) if self.continues_at_end_of_input()? => {}
                Err(Stop::EndOfInput) => break,
                Err(Stop::Quit) => {
                    self.summary()?;
                    break;
                }
                Err(stop) => return Err(stop),
            }
            self.save()?;
            step = match self.quiz.session().step() {
                Step::Welcome => self.welcome(),
                Step::Question => self.question(),
                Step::Offer => self.offer(),
                Step::Review => self.review(),
                Step::Result => self.result(),
            };
        }
        self.console.output.flush()?;
        Ok(self.quiz.ending())
    }

    /// At the end of the input: if every question was answered, it leads to the result and to all of its parts, since
    /// nobody can ask for them anymore. Returns whether there is more to read.
    fn continues_at_end_of_input(&mut self) -> Result<bool> {
        let session = self.quiz.session();
        if session.step() == Step::Result {
            if self.console.is_interactive {
                self.summary()?;
            } else {
                self.read_remaining_parts()?;
            }
            return Ok(false);
        }
        self.console.blank_line()?;
        if !self.console.is_interactive && session.first_open().is_none() {
            self.console.say("The input ended here, so this is your result.")?;
            self.quiz.end();
            return Ok(true);
        }
        let (settled, all) = (session.settled(), session.len());
        let saved = wording::what_was_saved(&self.quiz, self.storage.status());
        self.console.say(&format!("The input ended after {settled} of {all} questions. {saved}"))?;
        Ok(false)
    }

    /// Saves what changed. If that starts to fail, says so once.
    fn save(&mut self) -> Result {
        if self.saved != self.quiz.revision() {
            self.saved = self.quiz.revision();
            let before = self.storage.status().clone();
            if *self.storage.save(&self.quiz.to_json()) != before {
                self.say_not_saved()?;
            }
        }
        Ok(())
    }

    /// If nothing can be saved, says why; returns whether it did.
    fn say_not_saved(&mut self) -> Result<bool> {
        let Some(why) = self.storage.status().failure() else { return Ok(false) };
        self.console.say(&format!("{why}. The quiz goes on."))?;
        Ok(true)
    }

    // What is the same at every step.

    /// Asks until something is typed that the step must handle: one of `count` choices, by its number or by a name that
    /// `named` knows, or a command. Help, terms and quitting are handled here.
    fn listen(&mut self, prompt: &str, count: usize, named: &dyn Fn(&str) -> Option<usize>) -> Result<Typed> {
        let step = self.quiz.session().step();
        loop {
            let line = self.next_line(prompt)?;
            let number = line.trim_end_matches('.').parse::<usize>().ok();
            let chosen = number.filter(|number| (1..=count).contains(number)).map(|number| number - 1);
            if let Some(index) = chosen.or_else(|| named(&line)) {
                return Ok(Typed::Choice(index));
            }
            // Only a state's whole name: two letters may be anything.
            if step == Step::Result && line.len() > 2 && states::find(&line).is_ok() {
                return Ok(Typed::Command(Command::State, line));
            }
            match parse(step.into(), &line) {
                Ok((Command::Help, _)) => self.help(count)?,
                Ok((Command::Terms, _)) => {
                    self.console.terms(&self.quiz.terms_in_view(|| vec![self.last_read()]))?;
                }
                Ok((Command::Quit, _)) => {
                    if let (Some(drop_box), Some(outcome)) = (&self.drop_box, self.quiz.outcome())
                        && self.console.is_interactive
                        && drop_box.is_undecided(&outcome.code)
                    {
                        self.hand_in()?;
                    }
                    let consequence = wording::on_leaving(&self.quiz, self.storage.status());
                    self.console.confirm_quitting(&format!("Leave the quiz? {consequence}"))?;
                }
                Ok((command, argument)) => return Ok(Typed::Command(command, argument.to_owned())),
                Err(_) if number.is_some() && count > 0 => {
                    self.console.say(&format!("{line} isn't a choice here. Type 1 to {count}."))?;
                }
                Err(meant) => self.console.not_understood(&line, meant)?,
            }
        }
    }

    /// The next line typed. While an example person takes the quiz, it is what the person types: on a terminal, Enter
    /// asks for it, and something else can be typed instead.
    fn next_line(&mut self, prompt: &str) -> Result<String> {
        let (Some(person), Some(deed)) = (self.quiz.person(), self.quiz.next_deed()) else {
            return self.console.ask(prompt);
        };
        let name = &person.name;
        let line = match deed {
            Deed::GoOn => String::new(),
            Deed::Answer(response) => response.value().to_string(),
            Deed::Offer(accept) => if accept { "1" } else { "2" }.to_owned(),
        };
        if self.console.is_interactive {
            let prompt = format!("Enter for what {name} types (or back, review, terms, help, quit):");
            let typed = self.console.ask(&prompt)?;
            if !typed.is_empty() {
                return Ok(typed);
            }
        }
        self.console.say(&format!("{name} types: {line}"))?;
        Ok(line)
    }

    fn help(&mut self, count: usize) -> Result {
        let step = self.quiz.session().step();
        let number = match step {
            Step::Question => "choose that answer and continue; its words do the same",
            Step::Result => "read that part; its name does the same",
            Step::Review => "open that question",
            Step::Welcome | Step::Offer => "choose that",
        };
        let number = (count > 0).then(|| format!("1 to {count}: {number}"));
        let without: &[Command] = if self.drop_box.is_some() { &[] } else { &[Command::HandIn] };
        self.console.help(step.into(), number, without)
    }

    /// Asks whether to hand in the answers, until it is a yes or a no: neither is easier than the other.
    fn hand_in(&mut self) -> Result {
        let (Some(drop_box), Some(outcome)) = (&mut self.drop_box, self.quiz.outcome()) else {
            return self.console.say("There's nowhere to hand it in. Your code will open it again.");
        };
        self.console.say(HAND_IN)?;
        loop {
            let line = self.console.ask("Type yes or no:")?;
            match line.to_lowercase().as_str() {
                "yes" | "y" => {
                    let message = drop_box.hand_in(&outcome.code).map_or_else(|why| why, str::to_owned);
                    return self.console.say(&message);
                }
                "no" | "n" => {
                    drop_box.decline(&outcome.code);
                    return self.console.say("Nothing was handed in.");
                }
                _ => self.console.not_understood(&line, None)?,
            }
        }
    }

    // The steps before the result.

    /// What the quiz is. There is nothing to answer here, so the first question follows at once.
    fn welcome(&mut self) -> Result {
        let instrument = &self.quiz.content().instrument;
        self.console.say(&instrument.title)?;
        self.console.blank_line()?;
        if let Some((example, person)) = self.quiz.example().zip(self.quiz.person()) {
            self.console.say(&format!("{example}."))?;
            self.console.say(&person.about)?;
        } else {
            self.console.say(&instrument.intro)?;
            for promise in wording::promises(instrument, false, false) {
                self.console.say(&format!("{promise}."))?;
            }
            self.console.say("Type help at any question to learn what you can type.")?;
        }
        self.quiz.start();
        Ok(())
    }

    /// Resumes an earlier quiz or leaves it. If input isn't a terminal, an unfinished one is resumed.
    fn resume(&mut self) -> Result {
        if let Some(note) = self.quiz.take_note() {
            self.console.say(&note)?;
            self.console.blank_line()?;
        }
        let Some(earlier) = self.quiz.earlier() else { return Ok(()) };
        let choices = wording::resume_choices(earlier);
        if self.console.is_interactive {
            return self.ask_to_resume(&choices);
        }
        if let Some(code) = self.quiz.earlier_code() {
            self.console.say(&format!("To see your last result again: career-fit show {code}"))?;
            self.console.blank_line()?;
        } else {
            self.console.say(&format!("{}, where you left off. To start over, add --fresh.", choices[0]))?;
            self.quiz.resume();
        }
        Ok(())
    }

    fn ask_to_resume(&mut self, choices: &[String; 2]) -> Result {
        const OVER: usize = 2;
        self.console.say(&self.quiz.content().instrument.title)?;
        self.console.blank_line()?;
        let age = self.quiz.earlier_age().map(|age| format!(", {}", wording::age(age))).unwrap_or_default();
        self.console.say(&format!("There is an earlier quiz on this computer{age}."))?;
        if let Some(last) = self.quiz.last_time() {
            self.console.say(&last)?;
        }
        self.console.choices(choices)?;
        self.console.say("Not yours? Type over to start over.")?;
        let named = |line: &str| line.eq_ignore_ascii_case("over").then_some(OVER);
        match self.listen("Type 1 or 2, or Enter for 1 (or over, help, quit):", choices.len(), &named)? {
            Typed::Choice(0) | Typed::Command(..) => self.quiz.resume(),
            Typed::Choice(choice) => {
                self.console.blank_line()?;
                if choice == OVER {
                    self.quiz.start_over();
                }
            }
        }
        Ok(())
    }

    fn question(&mut self) -> Result {
        self.read_question()?;
        let shown_at = (self.now)();
        let at = self.quiz.session().at();
        let options = self.quiz.content().instrument.options.clone();
        let label = |response: Response| &options[response.index()];
        let given = self.quiz.session().responses().get(at);
        let named = |line: &str| options.iter().position(|option| option.eq_ignore_ascii_case(line));
        let hints = if at < LONG_PROMPTS { FIRST_HINTS } else { HINTS };
        let prompt = match given {
            Some(given) => {
                let (value, label) = (given.value(), label(given));
                format!("Your answer, 1 to 5, or Enter to keep {value}, {label} (or {hints}):")
            }
            None => format!("Your answer, 1 to 5 (or {hints}):"),
        };
        loop {
            match self.listen(&prompt, Response::COUNT, &named)? {
                Typed::Choice(index) => {
                    let response =
                        Response::all().nth(index).expect("listen returns a choice below the count");
                    let took = self.console.is_interactive.then(|| (self.now)().saturating_sub(shown_at));
                    self.quiz.answer(response, took);
                    let who = self.quiz.person().map_or("You", |person| &person.name);
                    self.console.say(&format!("{who} chose {}, {}.", response.value(), label(response)))?;
                    self.quiz.advance();
                }
                Typed::Command(Command::Skip, _) => {
                    self.quiz.skip();
                    self.console.say(&match given {
                        Some(given) => format!("Skipped. Your answer {} is removed.", label(given)),
                        None => "Skipped.".to_owned(),
                    })?;
                }
                Typed::Command(Command::Next, _) => {
                    if !self.quiz.advance() {
                        self.console.say("Nothing was typed. Type a number from 1 to 5, or skip.")?;
                        continue;
                    }
                }
                Typed::Command(Command::Back, _) if at == 0 && !self.quiz.session().from_review() => {
                    self.console.say("This is the first question.")?;
                }
                Typed::Command(Command::Back, _) => {
                    self.quiz.back();
                }
                Typed::Command(Command::Review, _) => self.quiz.review(),
                Typed::Command(..) => {}
            }
            return Ok(());
        }
    }

    fn read_question(&mut self) -> Result {
        let (instrument, session) = (&self.quiz.content().instrument, self.quiz.session());
        let Some(item) = instrument.item(session.at()) else { return Ok(()) };
        let example = if self.quiz.person().is_some() { "EXAMPLE. " } else { "" };
        let number = wording::question_number(session);
        let area = wording::within_a_sentence(instrument.area_label(item));
        let area = if area.is_empty() { area } else { format!(" Area: {area}.") };
        self.console.blank_line()?;
        self.console.say(&format!("{example}{number}.{area}"))?;
        self.console.say(&format!("{} {}", instrument.stem, item.text))?;
        self.console.choices(&instrument.options)?;
        if session.is_skipped(session.at()) {
            self.console.say("You skipped this one. Press Enter to leave it skipped.")?;
        }
        Ok(())
    }

    fn offer(&mut self) -> Result {
        self.console.blank_line()?;
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
            Typed::Choice(index) => self.quiz.take_offer(index == 0),
            Typed::Command(Command::Next, _) => self.quiz.take_offer(true),
            Typed::Command(Command::Back, _) => {
                self.quiz.back();
            }
            Typed::Command(Command::Review, _) => self.quiz.review(),
            Typed::Command(..) => {}
        }
        Ok(())
    }

    fn review(&mut self) -> Result {
        self.read_answers()?;
        let proceed = wording::within_a_sentence(&wording::go_on(self.quiz.session()));
        let prompt = format!(
            "Type a question's number to change it, or Enter to {proceed} (or back, again, help, quit):"
        );
        match self.listen(&prompt, self.quiz.session().len(), &|_| None)? {
            Typed::Choice(index) => {
                self.quiz.open(index);
                return Ok(());
            }
            Typed::Command(Command::Next, _) => self.quiz.finish(),
            Typed::Command(Command::Back, _) => {
                self.quiz.back();
            }
            Typed::Command(..) => {}
        }
        self.review_listed = false;
        Ok(())
    }

    /// Reads all answers; after a question that was opened from the review, that one alone.
    fn read_answers(&mut self) -> Result {
        let (instrument, session) = (&self.quiz.content().instrument, self.quiz.session());
        self.console.blank_line()?;
        if std::mem::replace(&mut self.review_listed, true) {
            let at = session.at();
            let answer = wording::answer(instrument, session, at);
            return self.console.say(&format!("Question {} in your answers: {answer}.", at + 1));
        }
        self.console.say(&format!("Your answers, {}.", wording::counted(session)))?;
        // If only the end is still open, its questions are not worth hearing one by one.
        let all = session.len();
        let open = session.first_open().filter(|&open| (open..all).all(|index| !session.is_settled(index)));
        for (index, item) in instrument.items.iter().take(open.unwrap_or(all)).enumerate() {
            let answer = wording::answer(instrument, session, index);
            self.console.entry(&format!("{}. {}: {answer}", index + 1, item.text))?;
        }
        match open {
            Some(open) if open + 1 == all => self.console.say(&format!("Question {all} is still open.")),
            Some(open) => self.console.say(&format!("Questions {} to {all} are still open.", open + 1)),
            None => Ok(()),
        }
    }
}
