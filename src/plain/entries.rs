//! What is closed at first in a part of the result: listed, and read one by one.

use std::io;

use super::Talk;
use crate::report::{Part, Tab, text};

impl Talk<'_> {
    /// What is closed in a part.
    pub(super) fn closed(&self, tab: Tab) -> Vec<Part> {
        let parts = self.quiz.chapter(tab).map(|chapter| chapter.parts).unwrap_or_default();
        parts.into_iter().filter(|part| part.closed.is_some()).collect()
    }

    /// Lists what is closed in a part.
    pub(super) fn list_closed(&mut self, tab: Tab) -> io::Result<()> {
        let closed = self.closed(tab);
        if closed.is_empty() {
            return Ok(());
        }
        self.console.say("There is more to open here:")?;
        let lines = closed.iter().map(|part| {
            // On a screen these words stand in columns.
            let words: Vec<&str> = part.closed.iter().flat_map(|line| line.split_whitespace()).collect();
            let colon = if words.is_empty() { "" } else { ": " };
            format!("{}{colon}{}", part.heading.as_deref().unwrap_or_default(), words.join(" "))
        });
        let lines: Vec<String> = lines.collect();
        self.console.choices(lines.iter().map(String::as_str))?;
        self.console.say("To hear one, type open and its number, such as open 1.")?;
        self.console.gap()
    }

    /// Reads one of what is closed in the part that was read last.
    pub(super) fn open(&mut self, typed: &str) -> io::Result<()> {
        let closed = self.part.map(|tab| self.closed(tab)).unwrap_or_default();
        let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match number.and_then(|index| closed.get(index)) {
            Some(part) => {
                let text = text::parts_spoken(std::slice::from_ref(part), self.console.width);
                self.console.gap()?;
                self.console.lines(&text)?;
                self.console.gap()
            }
            None if closed.is_empty() => self.console.say("There is nothing to open in this part."),
            None => self.console.say(&format!("The numbers to open go from 1 to {}.", closed.len())),
        }
    }
}
