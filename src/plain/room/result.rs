//! What came of a room, in lines, and its file.

use std::io;

use super::words::{Place, Word};
use super::{Talk, Typed};
use crate::files::WriteError;
use crate::report::{Format, ending_of, text};
use crate::room::report;

impl Talk<'_> {
    pub(super) fn result(&mut self) -> io::Result<bool> {
        if self.told.replace(self.room.at()) != Some(self.room.at()) {
            let document = report::document(&self.room);
            self.console.gap()?;
            self.console.say(&document.title)?;
            for (number, chapter) in (1..).zip(&document.chapters) {
                self.console.gap()?;
                self.console.say(&text::chapter_title(number, chapter))?;
                let parts = text::parts_spoken(&chapter.parts, self.console.width);
                self.console.lines(&parts)?;
            }
            self.console.gap()?;
        }
        match self.listen(Place::Result, "Write, back, again, quit or help:")? {
            Typed::Word(Word::Back, _) => self.room.back(),
            Typed::Word(Word::Again, _) => self.told = None,
            Typed::Word(Word::Write, name) => self.write(name)?,
            Typed::Word(..) => {}
            Typed::Line(line) => self.console.wrong(&line, None)?,
            Typed::End => return Ok(false),
        }
        Ok(true)
    }

    /// Writes the result to a file, whose name may have been typed already. Its ending says what it becomes.
    fn write(&mut self, typed: String) -> io::Result<()> {
        let endings = report::KINDS.map(|(_, format)| format!(".{}", ending_of(format))).join(", ");
        let prompt = format!("Name of the file, with its ending ({endings}), or Enter for none:");
        let mut name = typed;
        loop {
            if name.is_empty() {
                name = self.console.ask(&prompt)?.unwrap_or_default();
            }
            if name.is_empty() {
                return self.console.say("Nothing was written.");
            }
            let of_it = |(_, format): &&(&str, Option<Format>)| {
                name.to_lowercase().ends_with(&format!(".{}", ending_of(*format)))
            };
            match report::KINDS.iter().find(of_it) {
                Some((_, format)) => return self.write_as(&name, *format),
                None => self.console.say(&format!("The name must end in one of {endings}."))?,
            }
            name.clear();
        }
    }

    fn write_as(&mut self, name: &str, format: Option<Format>) -> io::Result<()> {
        let bytes = match report::written(&self.room, format) {
            Ok(bytes) => bytes,
            Err(error) => return self.console.say(&format!("Nothing was written: {error:#}")),
        };
        let mut written = (self.write)(name, &bytes, false);
        if matches!(written, Err(WriteError::Exists)) {
            let prompt = "This file is already there. Type yes to write over it, or Enter to keep it:";
            let line = self.console.ask(prompt)?.unwrap_or_default();
            if !matches!(line.to_lowercase().as_str(), "yes" | "y") {
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
}
