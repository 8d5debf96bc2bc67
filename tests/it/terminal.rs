//! The real program on a real pseudo-terminal: a whole quiz, every way out, and what is sent.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::harness::PERSONAS;

/// Longer than anything takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a pseudo-terminal, and the screen it draws.
struct Session {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    /// Where it keeps its state: a folder of its own, unless the environment names one.
    _state: tempfile::TempDir,
}

impl Session {
    fn start(arguments: &[&str], environment: &[(&str, &str)], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_career-fit"));
        command.args(arguments);
        Self::spawn(command, environment, size)
    }

    fn spawn(mut command: CommandBuilder, environment: &[(&str, &str)], (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        for name in ["NO_COLOR", "LC_ALL", "LC_CTYPE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap(), 0);
        Self { master: pair.master, child, keys, output, screen, raw: Vec::new(), _state: state }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until the text is on the screen.
    fn wait_for(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{text:?} did not come ({error}); the screen:\n{}", self.text()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap());
    }

    /// Waits for the end: the exit code, and everything that was still sent.
    fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it did not end; the screen:\n{}", self.text()),
            }
        }
        self.child.wait().unwrap().exit_code()
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Whether the terminal was given back: its first screen, its cursor.
    fn assert_given_back(&self) {
        assert!(!self.screen.screen().alternate_screen(), "the first screen is back");
        assert!(!self.screen.screen().hide_cursor(), "the cursor is back");
    }

    /// Answers the 24 as a persona does.
    fn answer(&mut self, name: &str) {
        let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
        self.wait_for("Start");
        self.send("\r");
        let content = crate::harness::content();
        let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
        for (number, item) in (1..).zip(core) {
            self.wait_for(&format!("Question {number} of 24"));
            let answer =
                persona.answer(&item.id).map_or_else(|| "s".to_owned(), |value| format!("{value}\r"));
            self.send(&answer);
        }
    }
}

#[test]
fn a_whole_quiz_with_going_back_and_resizing_ends_in_a_true_result() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.answer("hi");
    session.wait_for("See your result");
    session.resize(40, 12);
    session.wait_for("17 more");
    session.send("\x1b[B\r");
    session.wait_for("Question 1 of 24");
    session.resize(120, 40);
    session.send("\x1b[D");
    session.wait_for("24 of 24 answered");
    session.send("\x1b[H\r");
    session.wait_for("Health Informatics clearly fits you better");
    session.send("4");
    session.wait_for("$105,850");
    session.send("8");
    session.wait_for("Where it all comes from");
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
    assert!(
        session.text().contains("Health Informatics clearly fits you better (>99 % sure)"),
        "{}",
        session.text()
    );
    assert!(session.text().lines().count() <= 20, "{}", session.text());
}

#[test]
fn every_way_out_gives_the_terminal_back() {
    for (how, code) in [("quit", 1), ("Ctrl-C", 130), ("INT", 130)] {
        let mut session = Session::start(&[], &[], (80, 24));
        session.wait_for("Start");
        assert!(session.screen.screen().alternate_screen());
        match how {
            "quit" => session.send("q\r"),
            "Ctrl-C" => session.send("\x03"),
            signal => session.signal(signal),
        }
        assert_eq!(session.end(), code, "{how}");
        session.assert_given_back();
    }
    for signal in ["TERM", "HUP", "QUIT"] {
        let mut session = Session::start(&[], &[], (80, 24));
        session.wait_for("Start");
        session.signal(signal);
        assert_ne!(session.end(), 0, "{signal}");
        session.assert_given_back();
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_career-fit"));
    command.arg("--no-save");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // Read here and not in a thread: a thread's copy of the terminal would keep it open.
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("Start") {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "it ended early");
        seen.extend_from_slice(&bytes[..count]);
    }
    drop((reader, pair.master));
    let end = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            panic!("it went on without a terminal");
        }
        std::thread::yield_now();
    }
}

/// Not a test by itself: `a_panic_gives_the_terminal_back` runs it on a terminal of its own.
#[test]
#[ignore = "panics on purpose"]
fn panics_on_another_thread() {
    let mut screen = career_fit::tui::terminal::Screen::open().unwrap();
    screen.parts().1.send().unwrap();
    let joined = std::thread::spawn(|| panic!("on purpose")).join();
    drop(screen);
    assert!(joined.is_ok(), "the thread panicked");
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "terminal::panics_on_another_thread"]);
    let mut session = Session::spawn(command, &[], (80, 24));
    assert_ne!(session.end(), 0);
    session.assert_given_back();
    let text = session.text();
    assert!(text.contains("on purpose"), "the message can be read:\n{text}");
    let entered = session.raw.windows(8).position(|bytes| bytes == b"\x1b[?1049h");
    assert!(entered.is_some(), "it had taken the screen");
}

/// The escape sequences in an output, each as its final letter, private ones with their number.
fn sequences(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found: Vec<String> = text
        .split('\x1b')
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
            let sequence = &rest[..end];
            if sequence.starts_with("[?") {
                sequence.to_owned()
            } else {
                format!("[{}", &sequence[end - 1..])
            }
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn nothing_is_sent_that_an_old_terminal_would_garble() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.answer("torn");
    session.wait_for("Too close to call so far");
    session.send("\x1b[B\r");
    session.wait_for("See your result");
    session.send("\r");
    session.wait_for("1 Fit");
    for digit in '2'..='8' {
        session.send(&digit.to_string());
        session.wait_for(&format!("{digit} "));
    }
    session.send("?");
    session.wait_for("All keys");
    session.send("\x03");
    assert_eq!(session.end(), 130);
    let allowed = ["[?1049h", "[?1049l", "[?25h", "[?25l", "[H", "[J", "[K", "[m"];
    for sequence in sequences(&session.raw) {
        assert!(allowed.contains(&sequence.as_str()), "{sequence} was sent");
    }
}

#[test]
fn no_color_sends_no_colour_and_ascii_no_other_character() {
    let environment = [("NO_COLOR", "1"), ("LC_ALL", "C")];
    let mut session = Session::start(&[], &environment, (80, 24));
    session.answer("him");
    session.wait_for("See your result");
    session.send("\r");
    session.wait_for("Health Information Management clearly");
    session.send("4");
    session.wait_for("A year's pay");
    session.send("\x03");
    session.end();
    assert!(session.raw.is_ascii());
    let text = String::from_utf8_lossy(&session.raw).into_owned();
    for part in text.split("\x1b[").skip(1) {
        let Some((numbers, _)) = part.split_once('m') else { continue };
        if !numbers.chars().all(|c| c.is_ascii_digit() || c == ';') {
            continue;
        }
        for number in numbers.split(';').filter_map(|number| number.parse::<u32>().ok()) {
            assert!(number < 30, "colour {number} was sent");
        }
    }
}
