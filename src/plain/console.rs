//! A conversation in lines: what is said, what is asked, what is answered. It never moves a cursor and draws nothing.

use std::io::{self, BufRead, Read, Write};

use crate::text::ascii;
use crate::text::wrap;
use crate::text::{printable, quoted};

/// How many bytes of a line are looked at, at most; no answer is longer.
const LONGEST: usize = 4096;

/// What is read from and written to.
pub(super) struct Console<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) output: &'a mut dyn Write,
    /// Where lines are broken, in columns.
    pub(super) width: usize,
    /// Only ASCII characters.
    pub(super) ascii: bool,
    /// What is read is written too, since no terminal shows it.
    pub(super) echoes: bool,
}

impl Console<'_> {
    /// Says a paragraph.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.indented(text, "")
    }

    /// Says a paragraph whose lines after the first are indented, as in a list.
    pub(super) fn entry(&mut self, text: &str) -> io::Result<()> {
        self.indented(text, "   ")
    }

    /// Says choices, numbered from 1.
    pub(super) fn choices<'t>(&mut self, choices: impl IntoIterator<Item = &'t str>) -> io::Result<()> {
        (1..).zip(choices).try_for_each(|(number, choice)| self.entry(&format!("{number}. {choice}")))
    }

    /// Leaves a line empty.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.output)
    }

    /// Says a text that is broken into lines already.
    pub(super) fn lines(&mut self, text: &str) -> io::Result<()> {
        self.write(text)
    }

    /// Asks, and waits for a line; `None` where there will be no more.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        let prompt = wrap(prompt, self.width, "", "").join("\n");
        self.write(&prompt)?;
        self.write(" ")?;
        self.output.flush()?;
        let line = self.read()?;
        if self.echoes || line.is_none() {
            self.write(line.as_deref().unwrap_or_default())?;
            self.gap()?;
        }
        Ok(line)
    }

    /// Says that a line was not understood, and what may have been meant.
    pub(super) fn wrong(&mut self, line: &str, near: Option<&str>) -> io::Result<()> {
        let said = match near {
            _ if line.is_empty() => "Nothing was typed.".to_owned(),
            // Arrow keys and the like.
            _ if line.contains(char::is_control) => "That key can't be used here.".to_owned(),
            Some(near) => format!("{} can't be used here. Did you mean {near}?", quoted(line)),
            None => format!("{} can't be used here.", quoted(line)),
        };
        self.say(&said)
    }

    fn indented(&mut self, text: &str, indent: &str) -> io::Result<()> {
        for line in wrap(text, self.width, "", indent) {
            self.write(&line)?;
            self.gap()?;
        }
        Ok(())
    }

    /// Whatever was typed and is said again, nothing gets through that a terminal would act on.
    fn write(&mut self, text: &str) -> io::Result<()> {
        let text = printable(text);
        let text = if self.ascii { ascii::text(&text) } else { text };
        self.output.write_all(text.as_bytes())
    }

    fn read(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if Read::take(&mut *self.input, LONGEST as u64).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if !bytes.ends_with(b"\n") && bytes.len() == LONGEST {
            // The rest of an endless line is none of the next answers.
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}
