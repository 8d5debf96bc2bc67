//! Line mode on a terminal that many use: lines that stop coming end a turn, and all is cleared for the next.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// How long somebody has to say that they are still there.
const COUNTDOWN: Duration = Duration::from_secs(15);
/// No line is longer, in bytes; what is beyond is another one.
const LONGEST: u64 = 4096;
/// So many ends of the input in a row are an end for good: a terminal that is still there gives one for each Ctrl-D.
const ENDS: usize = 3;

/// Lines as they are typed, with an end for each turn.
#[derive(Debug)]
pub(super) struct Lines {
    lines: Receiver<Vec<u8>>,
    line: Vec<u8>,
    at: usize,
    idle: Duration,
    /// Whether the present turn is over.
    is_over: bool,
    /// Whether nobody will type any more.
    pub(super) is_closed: bool,
}

impl Lines {
    /// The lines of standard input. A thread waits for them, since a read can't be left after a while.
    pub(super) fn new(idle: Duration) -> io::Result<Self> {
        let (sender, lines) = sync_channel(0);
        thread::Builder::new().name("lines".to_owned()).spawn(move || {
            let (input, mut ends) = (io::stdin(), 0);
            while ends < ENDS {
                let mut line = Vec::new();
                let read = input.lock().take(LONGEST).read_until(b'\n', &mut line);
                ends = if line.is_empty() { ends + 1 } else { 0 };
                if read.is_err() || sender.send(line).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { lines, line: Vec::new(), at: 0, idle, is_over: false, is_closed: false })
    }

    /// For the next person: nothing that was typed before counts any more.
    pub(super) fn turn(&mut self) {
        #[cfg(unix)]
        let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
        self.lines.try_iter().for_each(drop);
        (self.line, self.at, self.is_over) = (Vec::new(), 0, false);
    }

    /// The next line; none where nobody is there.
    fn next(&mut self) -> Vec<u8> {
        let mut line = self.lines.recv_timeout(self.idle);
        if line == Err(RecvTimeoutError::Timeout) {
            let seconds = COUNTDOWN.as_secs();
            let asked =
                format!("\nStill there? Press Enter to go on. In {seconds} seconds all answers are cleared.");
            let _ = writeln!(io::stderr(), "{asked}");
            line = self.lines.recv_timeout(COUNTDOWN);
            // That line says that somebody is there, and nothing else.
            if line.as_ref().is_ok_and(|line| !line.is_empty()) {
                let _ = write!(io::stderr(), "Go on: ");
                return self.next();
            }
        }
        self.is_closed |= line == Err(RecvTimeoutError::Disconnected);
        line.unwrap_or_default()
    }
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut line = self.fill_buf()?;
        let count = line.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Lines {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.line.len() && !self.is_over {
            (self.line, self.at) = (self.next(), 0);
            self.is_over = self.line.is_empty();
        }
        Ok(self.line.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

/// What clears the screen and all that was scrolled off it; where a terminal knows no such thing, it is pushed away.
pub(super) fn clearing() -> String {
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return "\n".repeat(200);
    }
    "\x1b[2J\x1b[3J\x1b[H".to_owned()
}
