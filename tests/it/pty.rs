//! A program on a pseudo-terminal, and the screen it draws.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::harness::PERSONAS;

/// Longer than anything takes; only a failing test waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// An answer by arrows and Enter. A machine is so fast that equal digits would count as one that is held down.
pub(crate) fn by_arrows(value: u8) -> String {
    // The first arrow lands on the middle.
    let arrow = if value < 3 { "\x1b[A" } else { "\x1b[B" };
    arrow.repeat(1 + usize::from(value.abs_diff(3))) + "\r"
}

/// A program on a pseudo-terminal, and the screen it draws.
pub(crate) struct Session {
    master: Box<dyn MasterPty + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    pub(crate) raw: Vec<u8>,
    /// Where it keeps its state: a folder of its own, unless the environment names one.
    _state: tempfile::TempDir,
}

impl Session {
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_career-fit"));
        command.args(arguments);
        Self::spawn(command, environment, size)
    }

    pub(crate) fn spawn(
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
        (columns, rows): (u16, u16),
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        for name in
            ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE", "LC_ALL", "LC_CTYPE", "RUST_BACKTRACE"]
        {
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
        let screen = vt100::Parser::new(seen(rows, 24), seen(columns, 80), 0);
        Self { master: pair.master, child, keys, output, screen, raw: Vec::new(), _state: state }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until the text is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |session| session.text().contains(text));
    }

    /// Reads until the cursor stands on this sign. It is put there when a frame is whole, so that nothing of the
    /// frame is missing any more.
    pub(crate) fn wait_for_cursor_on(&mut self, sign: &str) {
        self.wait_until(sign, |session| {
            let (row, column) = session.screen.screen().cursor_position();
            session.screen.screen().cell(row, column).is_some_and(|cell| cell.contents() == sign)
        });
    }

    /// Reads until something holds.
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{what:?} did not come ({error}); the screen:\n{}", self.text()),
            }
        }
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(seen(rows, 24), seen(columns, 80));
    }

    /// Waits for the end: the exit code, and everything that was still sent.
    pub(crate) fn end(&mut self) -> u32 {
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

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Whether the terminal was given back: its first screen, its cursor.
    pub(crate) fn assert_given_back(&self) {
        assert!(!self.screen.screen().alternate_screen(), "the first screen is back");
        assert!(!self.screen.screen().hide_cursor(), "the cursor is back");
    }

    /// Answers the 24 as a persona does.
    pub(crate) fn answer(&mut self, name: &str) {
        let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
        self.wait_for("Start");
        self.send("\r");
        let content = crate::harness::content();
        let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
        for (number, item) in (1..).zip(core) {
            self.wait_for(&format!("Question {number} of 24"));
            self.send(&persona.answer(&item.id).map_or_else(|| "s".to_owned(), by_arrows));
        }
    }
}

/// How much of a window is kept to look at: a parser of all of the largest would take the machine's memory.
fn seen(size: u16, untold: u16) -> NonZero<u16> {
    NonZero::new(size.min(1_000)).or(NonZero::new(untold)).unwrap()
}
