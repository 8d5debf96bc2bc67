//! Setting up the terminal, and restoring it: on return, on an error, on a panic of any thread, on a signal. If the
//! program is suspended, the terminal is restored first, and set up again when the program is resumed.

use std::fmt;
#[cfg(unix)]
use std::io::Read;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::fd::{AsFd, OwnedFd};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{MoveTo, Show};
#[cfg(windows)]
use crossterm::event;
#[cfg(unix)]
use crossterm::event::Event;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::fs::OFlags;
#[cfg(unix)]
use rustix::io::Errno;

#[cfg(unix)]
use super::input::{Decoder, SILENCE};
use super::kiosk::Watchdog;
use super::{Events, Host, Next, Refusal};
use crate::files;
use crate::signals::{self, SignalListener};

/// The state of the terminal. Its lock is held while anything is written, so that no frame is written to a terminal
/// that a signal or a panic has just restored.
static STATE: Mutex<State> = Mutex::new(State { mode: Mode::Released, has_mouse: false, is_shared: false });

struct State {
    mode: Mode,
    /// Whether mouse clicks are reported while the terminal is active.
    has_mouse: bool,
    /// Whether many people use it: nothing may be left on it, and it is never suspended.
    is_shared: bool,
}

#[derive(PartialEq, Eq)]
enum Mode {
    /// As it was before, or as it was restored.
    Released,
    /// Raw and on its alternate screen.
    Active,
    /// Restored for as long as the program is stopped.
    Suspended,
}

/// Whether everything has to be drawn again: the terminal was restored in between, or the window changed its size, which
/// cuts or moves what it showed even if it has the old size again by now.
static MUST_REDRAW: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn activate(&mut self) -> io::Result<()> {
        // The shell may have changed the terminal while the program was stopped, so what the library remembers of it
        // counts no more.
        let _ = disable_raw_mode();
        enable_raw_mode()?;
        self.mode = Mode::Active;
        let mut output = io::stdout();
        // Some terminals have one screen only, such as GNU screen by default: it is cleared here and at the end, or our
        // frames would mix with what was there.
        execute!(output, EnterAlternateScreen, Clear(ClearType::All), Reports::On)?;
        if self.has_mouse { execute!(output, Mouse::On) } else { Ok(()) }
    }

    /// Restores the terminal, once: doing it again would move the cursor over what was printed since. Errors have
    /// nowhere to go.
    fn deactivate(&mut self, mode: Mode) {
        if std::mem::replace(&mut self.mode, mode) != Mode::Active {
            return;
        }
        let mut output = io::stdout();
        if self.has_mouse {
            let _ = execute!(output, Mouse::Off);
        }
        let _ =
            execute!(output, Reports::Off, Clear(ClearType::All), MoveTo(0, 0), LeaveAlternateScreen, Show);
        if self.is_shared {
            let _ = execute!(output, Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0));
        }
        let _ = disable_raw_mode();
    }
}

fn restore() {
    state().deactivate(Mode::Released);
}

/// Restores the terminal and stops the program, if a shell can resume it.
fn suspend() {
    let mut state = state();
    if signals::can_suspend() && !state.is_shared {
        state.deactivate(Mode::Suspended);
        signals::suspend();
    }
}

/// Sets the terminal up again after a stop, even one that left no time to restore it.
fn resume() {
    let mut state = state();
    if state.mode != Mode::Released {
        let _ = state.activate();
        MUST_REDRAW.store(true, Ordering::SeqCst);
    }
}

/// Runs the program anew in place of this one, from any thread. Its first frame clears what is on the screen; what
/// wasn't sent yet is another person's and never is. Waits for no lock, since the thread that is stuck may hold it.
pub fn start_again() {
    let _ = disable_raw_mode();
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::OFlush);
        if let Ok(program) = std::env::current_exe() {
            let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).exec();
        }
    }
    std::process::exit(1);
}

/// The terminal while it is set up; dropping it restores it.
#[derive(Debug)]
pub struct Guard {
    pub terminal: Terminal<CrosstermBackend<Output>>,
}

impl Guard {
    /// Sets the terminal up. With the mouse text can't be selected as usual, so it is only asked for if wanted.
    pub fn open(has_mouse: bool) -> io::Result<Self> {
        Self::set_up(has_mouse, false)
    }

    /// The same for a terminal that many people use: it can't be suspended, and what was on the screen is cleared at the
    /// end, with the scrollback.
    pub fn open_for_many(has_mouse: bool) -> io::Result<Self> {
        Self::set_up(has_mouse, true)
    }

    fn set_up(has_mouse: bool, is_shared: bool) -> io::Result<Self> {
        restore_on_panic();
        // From here on signals wait for the thread that restores the terminal first.
        let signals = SignalListener::new()?;
        signals::flag_resize(Arc::clone(&MUST_REDRAW))?;
        let activated = {
            let mut state = state();
            (state.has_mouse, state.is_shared) = (has_mouse, is_shared);
            state.activate()
        };
        activated
            .and_then(|()| signals.spawn(restore, suspend, resume))
            .and_then(|()| {
                let backend = CrosstermBackend::new(Output::default());
                // The size is set by us: ratatui would believe a terminal that says 0.
                let viewport = Viewport::Fixed(window(backend.size()?));
                Terminal::with_options(backend, TerminalOptions { viewport })
            })
            .map(|terminal| Self { terminal })
            .inspect_err(|_| restore())
    }

    /// The area of the window.
    pub fn window(&self) -> Rect {
        self.terminal.size().map_or(USUAL, window)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// The window of a terminal that doesn't report its size, such as a serial line.
const USUAL: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// The largest part of a window that is drawn on, in columns and rows: more than any screen shows, and little memory.
const LARGEST: Size = Size { width: 1_000, height: 400 };

/// The window of a terminal that reports this size.
pub fn window(size: Size) -> Rect {
    if size.width == 0 || size.height == 0 {
        return USUAL;
    }
    Rect::new(0, 0, size.width.min(LARGEST.width), size.height.min(LARGEST.height))
}

/// Restores the terminal before the message of a panic on any thread, so that it can be read.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            before(info);
        }));
    });
}

/// Buffered output that writes only while the terminal is active.
#[derive(Debug, Default)]
pub struct Output(Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.0);
        if state().mode == Mode::Active {
            let mut output = io::stdout().lock();
            output.write_all(&bytes)?;
            output.flush()?;
        }
        Ok(())
    }
}

/// Turns off what a terminal would send unasked, which another program may have left on: mouse movements, focus,
/// changes of the color scheme and of the size. Has pastes marked, so that they aren't taken for keys.
#[derive(Debug, Clone, Copy)]
enum Reports {
    On,
    Off,
}

impl Command for Reports {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(match self {
            Self::On => "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?2031l\x1b[?2048l\x1b[?2004h",
            Self::Off => "\x1b[?2004l",
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Asks the terminal to report presses of the mouse's buttons and turns of its wheel, or no longer. The library's own
/// command asks for every movement too, and each would wake us.
#[derive(Debug, Clone, Copy)]
enum Mouse {
    On,
    Off,
}

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(match self {
            Self::On => "\x1b[?1000h\x1b[?1006h",
            Self::Off => "\x1b[?1006l\x1b[?1000l",
        })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        match self {
            Self::On => EnableMouseCapture.execute_winapi(),
            Self::Off => DisableMouseCapture.execute_winapi(),
        }
    }

    // On Windows the mouse is a matter of the console and not of what is written to it.
    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// The terminal's events, and the time since they began.
#[cfg(unix)]
#[derive(Debug)]
pub struct TerminalEvents {
    start: Instant,
    terminal: OwnedFd,
    decoder: Decoder,
    /// When the last byte was read.
    read_at: Duration,
    /// Readable when the window was resized.
    resized: UnixStream,
}

/// The terminal of standard input, opened again so that reading never waits, whoever else reads from it: what the shell
/// shares with us stays as it is.
#[cfg(unix)]
fn open_again() -> io::Result<OwnedFd> {
    let terminal = io::stdin();
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::termios::ttyname(&terminal, Vec::new())
        .and_then(|name| rustix::fs::open(name, flags, rustix::fs::Mode::empty()));
    // Another account's terminal can't be opened. Reading waits then if another program was faster, which is rare.
    opened.or_else(|_| terminal.as_fd().try_clone_to_owned())
}

/// What there is to read.
#[cfg(unix)]
enum Ready {
    Bytes,
    Resize,
    /// The terminal is gone.
    HangUp,
    Nothing,
}

#[cfg(unix)]
impl TerminalEvents {
    /// The events from now on. What is there already was typed for the shell or is a reply to another program: only an
    /// Enter counts, from someone who can't wait to start.
    pub fn new() -> io::Result<Self> {
        let mut events = Self {
            start: Instant::now(),
            terminal: open_again()?,
            decoder: Decoder::default(),
            read_at: Duration::ZERO,
            resized: signals::resize_pipe()?,
        };
        while let Ready::Bytes = events.wait(Some(Duration::ZERO))?
            && events.read()? > 0
        {}
        events.decoder.keep_enter();
        Ok(events)
    }

    /// Waits at most this long for something to read.
    fn wait(&self, at_most: Option<Duration>) -> io::Result<Ready> {
        let mut watched =
            [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.resized, PollFlags::IN)];
        let time = at_most.and_then(|time| Timespec::try_from(time).ok());
        match poll(&mut watched, time.as_ref()) {
            // By a signal: only a resize matters here.
            Err(Errno::INTR) => return Ok(Ready::Resize),
            result => result?,
        };
        let [terminal, resized] = watched.map(|watched| watched.revents());
        Ok(if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            Ready::HangUp
        } else if terminal.contains(PollFlags::IN) {
            Ready::Bytes
        } else if !resized.is_empty() {
            Ready::Resize
        } else {
            Ready::Nothing
        })
    }

    /// Decodes what there is to read; returns how many bytes that was.
    fn read(&mut self) -> io::Result<usize> {
        let mut bytes = [0; 4096];
        let count = match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(count) => count,
            // Another program was faster, or the terminal is gone.
            Err(Errno::INTR | Errno::AGAIN | Errno::IO) => 0,
            Err(error) => return Err(error.into()),
        };
        self.read_at = self.now();
        self.decoder.feed(&bytes[..count]);
        Ok(count)
    }
}

#[cfg(unix)]
impl Events for TerminalEvents {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        let until = at_most.map(|time| self.now() + time);
        loop {
            if let Some(event) = self.decoder.next() {
                return Ok(Next::Event(event));
            }
            let gives_up_at = self.decoder.is_unfinished().then_some(self.read_at + SILENCE);
            let first = until.into_iter().chain(gives_up_at).min();
            match self.wait(first.map(|first| first.saturating_sub(self.now())))? {
                Ready::Bytes => {
                    self.read()?;
                }
                Ready::HangUp => return Ok(Next::End),
                Ready::Resize => {
                    let _ = (&self.resized).read(&mut [0; 64]);
                    let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
                    return Ok(Next::Event(Event::Resize(columns, rows)));
                }
                Ready::Nothing if gives_up_at == first => self.decoder.silence(),
                Ready::Nothing => return Ok(Next::TimedOut),
            }
        }
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        Ok(self.decoder.has_event() || matches!(self.wait(Some(Duration::ZERO))?, Ready::Bytes))
    }
}

/// The terminal's events, and the time since they began. Windows reports keys, not bytes.
#[cfg(windows)]
#[derive(Debug)]
pub struct TerminalEvents {
    start: Instant,
}

#[cfg(windows)]
impl TerminalEvents {
    pub fn new() -> io::Result<Self> {
        Ok(Self { start: Instant::now() })
    }
}

#[cfg(windows)]
impl Events for TerminalEvents {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        match at_most {
            Some(time) if !event::poll(time)? => Ok(Next::TimedOut),
            _ => event::read().map(Next::Event),
        }
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        // With no time at all the library doesn't look; this is too short to be felt.
        event::poll(Duration::from_micros(20))
    }
}

/// The terminal and the disk, as the loop uses them.
pub struct TerminalHost {
    pub watchdog: Option<Watchdog>,
}

impl Host for TerminalHost {
    fn waits(&mut self, at_most: Option<Duration>) {
        if let Some(watchdog) = &self.watchdog {
            watchdog.expect_within(at_most);
        }
    }

    fn stop(&mut self) {
        suspend();
    }

    fn clear(&mut self) -> io::Result<()> {
        let _state = state();
        MUST_REDRAW.store(true, Ordering::SeqCst);
        execute!(io::stdout(), Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let _state = state();
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn must_redraw(&mut self) -> bool {
        MUST_REDRAW.swap(false, Ordering::SeqCst)
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        files::write_report(name, bytes, replace).map_err(|error| match error {
            files::WriteError::Exists => Refusal::Exists,
            files::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
