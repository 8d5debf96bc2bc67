//! The program on a pseudo-terminal, and the screen that it draws.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{ENVIRONMENT, PERSONAS, content};

/// Far longer than anything takes; only a failing test waits this long.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(20);

/// Keys that choose an answer. A test types so fast that two equal digits would count as one held down.
pub(crate) fn arrow_keys(value: u8) -> String {
    // The first arrow selects the middle option.
    let arrow = if value < 3 { "\x1b[A" } else { "\x1b[B" };
    arrow.repeat(1 + usize::from(value.abs_diff(3))) + "\r"
}

/// Sends a signal by its name without `SIG`.
pub(crate) fn send_signal(process: u32, name: &str) {
    let signal = match name {
        "CONT" => Signal::CONT,
        "HUP" => Signal::HUP,
        "INT" => Signal::INT,
        "KILL" => Signal::KILL,
        "QUIT" => Signal::QUIT,
        "STOP" => Signal::STOP,
        "TERM" => Signal::TERM,
        "TSTP" => Signal::TSTP,
        _ => panic!("no signal {name}"),
    };
    kill_process(Pid::from_raw(process.try_into().unwrap()).unwrap(), signal).unwrap();
}

/// A program on a pseudo-terminal of its own.
pub(crate) struct Session {
    master: Box<dyn MasterPty + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    /// All bytes that the program has written.
    pub(crate) raw: Vec<u8>,
    /// The state folder, unless the environment names another.
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
        for name in ENVIRONMENT {
            command.env_remove(name);
        }
        let state = tempfile::tempdir().unwrap();
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
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
        let screen = vt100::Parser::new(parsed_size(rows, 24), parsed_size(columns, 80), 0);
        Self { master: pair.master, child, keys, output, screen, raw: Vec::new(), _state: state }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until the text is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |session| session.text().contains(text));
    }

    /// Reads until the cursor is on this character. The cursor is placed last, so the frame is then complete.
    pub(crate) fn wait_for_cursor_on(&mut self, character: &str) {
        self.wait_until(character, |session| {
            let screen = session.screen.screen();
            let (row, column) = screen.cursor_position();
            screen.cell(row, column).is_some_and(|cell| cell.contents() == character)
        });
    }

    /// Reads until a condition holds; `what` describes it if it never does.
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + TIMEOUT;
        while !holds(self) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.process(&bytes),
                Err(error) => panic!("{what:?} never came ({error}); the screen:\n{}", self.text()),
            }
        }
    }

    fn process(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(parsed_size(rows, 24), parsed_size(columns, 80));
    }

    /// Reads all remaining output and returns the exit code.
    pub(crate) fn wait_for_exit(&mut self) -> u32 {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().exit_code(),
                Err(RecvTimeoutError::Timeout) => panic!("still running; the screen:\n{}", self.text()),
            }
        }
    }

    /// Stops the terminal's output, as Ctrl-S does: whatever writes to it waits.
    pub(crate) fn stop_output(&self) {
        use std::os::unix::fs::OpenOptionsExt;
        let noctty = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
        let name = self.master.tty_name().unwrap();
        let terminal = std::fs::File::options().read(true).custom_flags(noctty).open(name).unwrap();
        rustix::termios::tcflow(&terminal, rustix::termios::Action::OOff).unwrap();
    }

    pub(crate) fn signal(&self, name: &str) {
        send_signal(self.child.process_id().unwrap(), name);
    }

    pub(crate) fn assert_terminal_restored(&self) {
        assert!(!self.screen.screen().alternate_screen(), "the main screen is shown");
        assert!(!self.screen.screen().hide_cursor(), "the cursor is shown");
    }

    /// Starts the quiz and gives this persona's answers to the 24 questions.
    pub(crate) fn answer(&mut self, name: &str) {
        let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
        self.wait_for("Start");
        self.send("\r");
        let content = content();
        let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
        for (number, item) in (1..).zip(core) {
            self.wait_for(&format!("Question {number} of 24"));
            self.send(&persona.answer(&item.id).map_or_else(|| "s".to_owned(), arrow_keys));
        }
    }
}

/// The part of a window that is parsed: all of the largest window would take the machine's memory. A terminal that reports
/// no size has `default`.
fn parsed_size(size: u16, default: u16) -> NonZero<u16> {
    NonZero::new(size.min(1_000)).or(NonZero::new(default)).unwrap()
}
