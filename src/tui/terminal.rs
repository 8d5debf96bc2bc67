//! Taking the terminal and giving it back: on return, on an error, on a panic of any thread, on a signal. Where the
//! program is stopped it is given back first, and taken again when it goes on.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use crossterm::Command;
use crossterm::cursor::{MoveTo, Show};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{event, execute};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::{Events, Next, Outside, Refusal};
use crate::files;
use crate::signals::full_screen::{self, Ears};

/// A frame as bytes: the drawing library flushes several times a frame, the terminal gets one write.
#[derive(Debug, Clone, Default)]
pub struct FrameBuffer {
    bytes: Rc<RefCell<Vec<u8>>>,
}

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FrameBuffer {
    /// Forgets the last frame: its bytes are given back to the system.
    pub(super) fn forget(&self) {
        *self.bytes.borrow_mut() = Vec::new();
    }

    /// Sends everything gathered to the terminal in one write.
    ///
    /// # Errors
    /// Where the terminal can't be written.
    pub fn send(&self) -> io::Result<()> {
        let mut bytes = self.bytes.borrow_mut();
        let _screen = hold_still();
        // A terminal that was given back is drawn on as a whole when it is ours again.
        if bytes.is_empty() || !TAKEN.load(Ordering::SeqCst) {
            bytes.clear();
            return Ok(());
        }
        let mut output = output()?;
        output.write_all(&bytes)?;
        output.flush()?;
        bytes.clear();
        Ok(())
    }
}

/// The window of a terminal that doesn't tell its size, such as a serial line.
const USUAL: Rect = Rect { x: 0, y: 0, width: 80, height: 24 };

/// The most of a window that is drawn on, in columns and rows: more than any screen shows, and little memory.
const LARGEST: Size = Size { width: 1_000, height: 400 };

/// The window of a terminal that says that it has this size.
pub fn window(size: Size) -> Rect {
    if size.width == 0 || size.height == 0 {
        return USUAL;
    }
    Rect::new(0, 0, size.width.min(LARGEST.width), size.height.min(LARGEST.height))
}

/// What draws on the whole window. Its size is set by us and not by the drawing library, which would believe a
/// terminal that says 0.
fn full<B: Backend>(backend: B) -> Result<Terminal<B>, B::Error> {
    let viewport = Viewport::Fixed(window(backend.size()?));
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// The terminal while it is ours: raw, on its other screen. Dropping it gives it back.
#[derive(Debug)]
pub struct Guard {
    terminal: Terminal<CrosstermBackend<FrameBuffer>>,
    buffer: FrameBuffer,
    ears: Option<Ears>,
}

impl Guard {
    /// Takes the terminal; with its mouse where that is asked for, since text can't be copied as usual then. Signals wait
    /// until [`Guard::listen`] is called.
    ///
    /// # Errors
    /// Where there is none, or it can't be set up; it is given back then.
    pub fn open(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // Before the terminal is ours: a signal at any moment waits for somebody who gives it back.
        let ears = Some(Ears::new()?);
        full_screen::at_each_resize(Arc::clone(&MUST_REDRAW))?;
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        WANTED.store(true, Ordering::SeqCst);
        MOUSE_WANTED.store(mouse, Ordering::SeqCst);
        let buffer = FrameBuffer::default();
        // Some terminals have one screen only, GNU screen as it comes among them: it is cleared here and at the end,
        // or our frames would mix with what stood there.
        let opened = execute!(buffer.clone(), EnterAlternateScreen, Clear(ClearType::All))
            .and_then(|()| if mouse { take_mouse(buffer.clone()) } else { Ok(()) })
            .and_then(|()| full(CrosstermBackend::new(buffer.clone())));
        match opened {
            Ok(terminal) => Ok(Self { terminal, buffer, ears }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// The same for a terminal that many use: whatever stops the program, only Ctrl-C and the end of the terminal end
    /// it, and what was on the screen is cleared at the end, with what was scrolled off it.
    ///
    /// # Errors
    /// As [`Guard::open`].
    pub fn open_for_many(mouse: bool) -> io::Result<Self> {
        CLEARED.store(true, Ordering::SeqCst);
        Self::open(mouse)
    }

    /// Listens for what ends or stops the program, which has waited so far: a thread takes as long to start as the
    /// first frame to draw. Called again, it does nothing.
    ///
    /// # Errors
    /// Where the system has no thread left.
    pub fn listen(&mut self) -> io::Result<()> {
        self.ears.take().map_or(Ok(()), |ears| ears.listen(io::stdin(), restore, stop, take_again))
    }

    /// The area of the window.
    pub fn window(&self) -> Rect {
        self.terminal.size().map_or(USUAL, window)
    }

    /// What draws, and what its frames are gathered in.
    pub fn parts(&mut self) -> (&mut Terminal<CrosstermBackend<FrameBuffer>>, &FrameBuffer) {
        (&mut self.terminal, &self.buffer)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _screen = hold_still();
        WANTED.store(false, Ordering::SeqCst);
        restore();
    }
}

/// Standard output without its line buffer, which would cut a frame in two, and without its lock, which a
/// signal could find held.
#[cfg(unix)]
fn output() -> io::Result<impl Write> {
    use std::os::fd::AsFd;
    io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from)
}

#[cfg(not(unix))]
fn output() -> io::Result<impl Write> {
    Ok(io::stdout())
}

/// Whether the terminal is ours.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether its mouse is ours too.
static MOUSE_TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is to be ours: while the program is stopped too, though it isn't then.
static WANTED: AtomicBool = AtomicBool::new(false);
/// Whether its mouse is to be ours too.
static MOUSE_WANTED: AtomicBool = AtomicBool::new(false);
/// Whether nothing may be left on the terminal at the end.
static CLEARED: AtomicBool = AtomicBool::new(false);
/// Whether nothing of what was drawn still stands: the terminal was given back, or the window changed its size, which
/// cuts or moves what it showed even where it is as large as before.
static MUST_REDRAW: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// Held while something is sent, or the terminal given back for a stop and taken again: one at a time.
static SCREEN: Mutex<()> = Mutex::new(());

fn hold_still() -> MutexGuard<'static, ()> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether all has to be drawn anew since this was asked last.
pub(super) fn must_redraw() -> bool {
    MUST_REDRAW.swap(false, Ordering::SeqCst)
}

/// Clears the screen and what was scrolled off it; all is drawn anew then.
pub(super) fn clear() -> io::Result<()> {
    let _screen = hold_still();
    MUST_REDRAW.store(true, Ordering::SeqCst);
    let mut output = output()?;
    execute!(output, Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0))
}

/// Gives the terminal back and stops the program; it is taken again when the program goes on. Nothing where no shell
/// could bring it back.
pub(super) fn stop() {
    if full_screen::can_stop() && !CLEARED.load(Ordering::SeqCst) {
        let _screen = hold_still();
        restore();
        full_screen::stop();
    }
}

/// Takes the terminal again after a stop, even one that left no time to give it back. Errors have nowhere to go.
fn take_again() {
    let _screen = hold_still();
    if !WANTED.load(Ordering::SeqCst) {
        return;
    }
    // Whoever had the terminal in between may have set it otherwise: what the library remembers counts no more.
    let _ = disable_raw_mode();
    let _ = enable_raw_mode();
    TAKEN.store(true, Ordering::SeqCst);
    if let Ok(mut output) = output() {
        let _ = execute!(output, EnterAlternateScreen, Clear(ClearType::All));
        if MOUSE_WANTED.load(Ordering::SeqCst) {
            let _ = take_mouse(output);
        }
    }
    MUST_REDRAW.store(true, Ordering::SeqCst);
}

fn take_mouse(mut output: impl Write) -> io::Result<()> {
    MOUSE_TAKEN.store(true, Ordering::SeqCst);
    execute!(output, Mouse::On)
}

/// Gives the terminal back, once: doing it again would move the cursor over what was printed since. Errors have
/// nowhere to go.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    if let Ok(mut output) = output() {
        if MOUSE_TAKEN.swap(false, Ordering::SeqCst) {
            let _ = execute!(output, Mouse::Off);
        }
        let _ = execute!(output, Clear(ClearType::All), MoveTo(0, 0), LeaveAlternateScreen, Show);
        if CLEARED.load(Ordering::SeqCst) {
            let _ = execute!(output, Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0));
        }
    }
    let _ = disable_raw_mode();
}

/// A panic on any thread gives the terminal back first, so that its message can be read.
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

/// Asks for presses of the mouse's buttons and turns of its wheel, or no longer. The library's own command asks for
/// every movement too, and each would wake us.
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
    fn execute_winapi(&self) -> std::io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        match self {
            Self::On => EnableMouseCapture.execute_winapi(),
            Self::Off => DisableMouseCapture.execute_winapi(),
        }
    }

    // There, the mouse is a matter of the console and not of what is written to it.
    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// The terminal's events.
#[derive(Debug)]
pub(super) struct TerminalEvents {
    start: Instant,
}

impl TerminalEvents {
    /// Events from now on.
    pub(super) fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Events for TerminalEvents {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        match at_most {
            Some(time) if !event::poll(time)? => Ok(Next::Nothing),
            _ => event::read().map(Next::Event),
        }
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        // Where no time at all is given the library doesn't look; this is too short to be felt.
        event::poll(Duration::from_micros(20))
    }
}

/// What is behind the screen while a program runs.
pub(super) struct World {
    pub frame: FrameBuffer,
}

impl Outside for World {
    fn send(&mut self) -> io::Result<()> {
        self.frame.send()
    }

    fn stop(&mut self) {
        stop();
    }

    fn clear(&mut self) -> io::Result<()> {
        self.frame.forget();
        clear()
    }

    fn must_redraw(&mut self) -> bool {
        must_redraw()
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        files::write_report(name, bytes, replace).map_err(|error| match error {
            files::WriteError::Exists => Refusal::Exists,
            files::WriteError::Failed(why) => Refusal::Failed(why),
        })
    }
}
