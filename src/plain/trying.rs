//! What if in lines: other answers tried on a result, and taken over or let go.

use std::io;

use super::Talk;
use crate::instrument::Response;
use crate::quiz::Trial;
use crate::report::words;

/// How another answer is tried.
pub(super) const HOW: &str = "To try another answer, type try, the number of its question, and an answer from 1 to 5, such as try 7 4. The word try alone lists your answers.";

impl Talk<'_> {
    /// Tries another answer, which was typed behind the word: the question's number and the answer's.
    pub(super) fn try_answer(&mut self, typed: &str) -> io::Result<()> {
        let Some(mut trial) = self.trial.take().or_else(|| self.quiz.trial()) else {
            return self.console.say("There are no answers to change yet.");
        };
        let numbers: Vec<Option<u8>> =
            typed.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [] => self.list_answers(&trial)?,
            [Some(question), Some(answer)] => {
                let item = usize::from(*question).checked_sub(1).filter(|item| trial.items.contains(item));
                match item.zip(Response::new(*answer)) {
                    Some((item, response)) => {
                        self.quiz.try_answer(&mut trial, item, response);
                        self.say_tried(&trial, item)?;
                    }
                    None => self.console.say(HOW)?,
                }
            }
            _ => self.console.say(HOW)?,
        }
        self.trial = Some(trial);
        Ok(())
    }

    /// What comes of the answers as they are tried now.
    fn say_tried(&mut self, trial: &Trial, item: usize) -> io::Result<()> {
        let headline = self.quiz.headline_of(&trial.outcome);
        let bars: Vec<String> =
            headline.bars.iter().map(|bar| format!("{}: {}", bar.short, bar.text)).collect();
        let said = format!("{}. {}.", headline.verdict, bars.join(", "));
        let answer = self.answer_line(trial, item);
        self.console.say(&answer)?;
        self.console.say(&said)?;
        self.console.say(&self.quiz.tried(trial).unwrap_or_default())?;
        self.console.say("Type keep to make this your result, drop to let it go, or try another.")
    }

    /// All that can be changed, what matters most first.
    fn list_answers(&mut self, trial: &Trial) -> io::Result<()> {
        self.console.say("Your answers, those that matter most first:")?;
        for item in &trial.items {
            let line = self.answer_line(trial, *item);
            self.console.entry(&line)?;
        }
        self.console.say(HOW)
    }

    fn answer_line(&self, trial: &Trial, item: usize) -> String {
        let instrument = &self.quiz.content().instrument;
        let said = |response: Option<Response>| {
            response.map_or("", |response| instrument.option(response)).to_owned()
        };
        let text = instrument.item(item).map_or_else(String::new, |item| words::sentence(&item.text));
        let (given, now) = (self.quiz.session().responses().get(item), trial.response(item));
        let was = if given == now { String::new() } else { format!(", was {}", said(given)) };
        format!("Question {}: {text}: {}{was}.", item + 1, said(now))
    }

    /// Makes the answers that were tried one's own; says whether there were any.
    pub(super) fn keep_tried(&mut self) -> io::Result<bool> {
        let Some(trial) = self.trial.take() else {
            self.console.say("Nothing is tried yet.")?;
            return Ok(false);
        };
        let count = self.quiz.changes(&trial).len();
        self.quiz.take_over(&trial);
        self.console.say(&self.quiz.what_was_taken_over(count))?;
        Ok(true)
    }

    /// Lets the answers go that were tried.
    pub(super) fn drop_tried(&mut self) -> io::Result<()> {
        self.trial = None;
        self.console.say("Your answers are as they were.")
    }
}
