//! A progress bar on standard error, where that is a terminal: how much is done, how fast, and how long it takes yet.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How many columns the bar has.
const WIDTH: u64 = 20;

/// A bar. Where standard error is no terminal, nothing is shown.
pub(super) struct Progress {
    what: &'static str,
    /// What is counted beside: rows, or lines.
    unit: &'static str,
    /// How much there is of the whole.
    total: u64,
    done: u64,
    count: u64,
    start: Instant,
    /// Work that takes no longer than this shows no bar.
    from: Duration,
    /// How much of the bar was drawn last, and its length; `None` where it isn't on the screen.
    drawn: Option<(u64, usize)>,
}

impl Progress {
    /// Whether anybody would see one.
    pub(super) fn is_seen() -> bool {
        io::stderr().is_terminal()
    }

    /// A bar for this much of something, drawn from some time on.
    pub(super) fn new(what: &'static str, unit: &'static str, total: u64, from: Duration) -> Self {
        Self { what, unit, total, done: 0, count: 0, start: Instant::now(), from, drawn: None }
    }

    /// So many more rows or lines are done, and so much of the whole.
    pub(super) fn step(&mut self, count: u64, done: u64, screen: &mut impl Write) {
        (self.count, self.done) = (self.count + count, self.done + done);
        let (part, elapsed) = (self.done * 100 / self.total.max(1), self.start.elapsed());
        let before = self.drawn.map(|(part, _)| part);
        if before != Some(part) && elapsed >= self.from {
            let line = self.line(elapsed);
            let width = self.drawn.map_or(0, |(_, width)| width);
            self.drawn = Some((part, line.len()));
            let _ = write!(screen, "\r{line:width$}").and_then(|()| screen.flush());
        }
    }

    /// Takes the bar off the screen, so that a line can be written.
    pub(super) fn clear(&mut self, screen: &mut impl Write) {
        if let Some((_, width)) = self.drawn.take() {
            let _ = write!(screen, "\r{}\r", " ".repeat(width));
        }
    }

    /// Only ASCII, for any terminal.
    fn line(&self, elapsed: Duration) -> String {
        let (done, total) = (self.done.min(self.total), self.total.max(1));
        let full = (done * WIDTH / total).min(WIDTH);
        let part = |c: &str, count: u64| c.repeat(usize::try_from(count).unwrap_or(0));
        let rate = self.count as f64 / elapsed.as_secs_f64().max(1e-3);
        let left = elapsed.as_secs_f64() * (total - done) as f64 / done.max(1) as f64;
        let left = if left < 100.0 { format!("{left:.0} s") } else { format!("{:.0} min", left / 60.0) };
        let bar = part("#", full) + &part("-", WIDTH - full);
        format!("{} [{bar}] {} {}, {rate:.0} a second, {left} left", self.what, self.count, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_drawn_on_one_line_and_taken_off_again() {
        let (mut progress, mut screen) = (Progress::new("Handouts", "rows", 200, Duration::ZERO), Vec::new());
        (0..200).for_each(|_| progress.step(1, 1, &mut screen));
        let text = String::from_utf8(std::mem::take(&mut screen)).unwrap();
        assert_eq!(text.matches('\r').count(), 101);
        assert!(text.contains("\rHandouts [##########----------] 100 rows, "), "{text}");
        assert!(text.contains("\rHandouts [####################] 200 rows, "), "{text}");
        progress.clear(&mut screen);
        progress.clear(&mut screen);
        assert_eq!(screen.iter().filter(|byte| **byte == b'\r').count(), 2);
    }

    #[test]
    fn it_says_how_fast_and_how_long_yet() {
        let mut progress = Progress::new("Scoring", "rows", 4_000, Duration::from_secs(3_600));
        let mut screen = Vec::new();
        progress.step(500, 1_000, &mut screen);
        assert_eq!(screen, b"");
        let line = |seconds| progress.line(Duration::from_secs(seconds));
        assert_eq!(line(2), "Scoring [#####---------------] 500 rows, 250 a second, 6 s left");
        assert_eq!(line(100), "Scoring [#####---------------] 500 rows, 5 a second, 5 min left");
    }
}
