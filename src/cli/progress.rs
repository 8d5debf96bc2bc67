//! A progress bar on standard error, where that is a terminal.

use std::io::{self, IsTerminal, Write};

/// How many columns the bar has.
const WIDTH: u64 = 30;

/// A bar for work of a known size. Where standard error is no terminal, nothing is shown.
pub(super) struct Progress {
    what: &'static str,
    total: u64,
    done: u64,
    /// How much of the bar was drawn last, with its number; `None` where it isn't on the screen.
    drawn: Option<u64>,
}

impl Progress {
    /// Whether anybody would see one.
    pub(super) fn is_seen() -> bool {
        io::stderr().is_terminal()
    }

    /// A bar for this many of something.
    pub(super) fn new(what: &'static str, total: u64) -> Self {
        Self { what, total, done: 0, drawn: None }
    }

    /// One more is done.
    pub(super) fn step(&mut self, screen: &mut impl Write) {
        self.done += 1;
        let part = self.done * 100 / self.total.max(1);
        if self.drawn != Some(part) {
            self.drawn = Some(part);
            let _ = write!(screen, "\r{}", self.line()).and_then(|()| screen.flush());
        }
    }

    /// Takes the bar off the screen, so that a line can be written.
    pub(super) fn clear(&mut self, screen: &mut impl Write) {
        if self.drawn.take().is_some() {
            let _ = write!(screen, "\r{}\r", " ".repeat(self.line().len()));
        }
    }

    /// Only ASCII, for any terminal.
    fn line(&self) -> String {
        let full = (self.done.min(self.total) * WIDTH / self.total.max(1)).min(WIDTH);
        let part = |c: &str, count: u64| c.repeat(usize::try_from(count).unwrap_or(0));
        format!(
            "{} [{}{}] {} of {}",
            self.what,
            part("#", full),
            part("-", WIDTH - full),
            self.done,
            self.total
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_drawn_on_one_line_and_taken_off_again() {
        let (mut progress, mut screen) = (Progress::new("Handouts", 200), Vec::new());
        (0..200).for_each(|_| progress.step(&mut screen));
        let text = String::from_utf8(std::mem::take(&mut screen)).unwrap();
        assert_eq!(text.matches('\r').count(), 101);
        assert!(text.contains("\rHandouts [###############---------------] 100 of 200\r"), "{text}");
        assert!(text.ends_with("[##############################] 200 of 200"), "{text}");
        progress.clear(&mut screen);
        progress.clear(&mut screen);
        assert_eq!(screen.iter().filter(|byte| **byte == b'\r').count(), 2);
    }
}
