//! What is said of a question: what it asks, its counts, its terms.

use std::io;

use super::Talk;
use crate::room::words as said;

impl Talk<'_> {
    /// Reads the question where it is another than the last time.
    pub(super) fn tell_question(&mut self) -> io::Result<()> {
        if self.told.replace(self.room.at()) == Some(self.room.at()) {
            return Ok(());
        }
        let Some(question) = self.room.question() else { return Ok(()) };
        let text = self.room.item(question).map_or("", |item| item.text.as_str());
        let asked = format!("{} {text}", self.room.content().instrument.stem);
        let number = said::number(&self.room);
        let (people, status) = (said::people(self.room.people()), said::status(&self.room, question));
        let has_counts = question.has_counts();
        self.console.gap()?;
        self.console.say(&format!("{number}. {people}."))?;
        self.console.say(&asked)?;
        if has_counts { self.console.say(&format!("{status}.")) } else { Ok(()) }
    }

    /// Says the counts of the present question.
    pub(super) fn show(&mut self) -> io::Result<()> {
        if let Some(question) = self.room.question().filter(|question| !question.is_shown()) {
            if !question.has_counts() {
                return self.console.say("No hands are in yet.");
            }
            self.room.show();
        }
        let Some(question) = self.room.question() else { return Ok(()) };
        let hands = question.hands().to_vec();
        for (answer, hands) in hands.iter().enumerate() {
            let hands = hands.map_or_else(|| "not counted".to_owned(), |hands| hands.to_string());
            let label = self.label(answer);
            self.console.entry(&format!("{label}: {hands}"))?;
        }
        Ok(())
    }

    /// What the terms of the present question mean.
    pub(super) fn terms(&mut self) -> io::Result<()> {
        let instrument = &self.room.content().instrument;
        let item = self.room.question().and_then(|question| self.room.item(question));
        let text = item.map_or("", |item| item.text.as_str());
        let terms = instrument.terms_in(&[text, instrument.stem.as_str()]);
        let said: Vec<String> = terms.iter().map(|term| format!("{}: {}", term.name, term.means)).collect();
        if said.is_empty() {
            self.console.say(crate::wording::NO_TERMS)?;
        }
        said.iter().try_for_each(|term| self.console.entry(term))
    }
}
