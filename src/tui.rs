//! The full screen: programs that have the whole terminal to themselves, and the loop that runs them.
//!
//! ```text
//! key, wheel, click  -> App::action (by the program's table of keys) -> App::update -> Effect
//! the time it set    -> App::wake                                                   -> Effect
//!                       App::draw                                                   -> one frame
//! ```
//!
//! The loop sleeps until something happens and draws only then. All pending keys are handled before a frame.

mod blocks;
pub mod demo;
pub mod dialogs;
#[cfg(unix)]
mod input;
pub mod keymap;
pub mod kiosk;
mod layout;
pub mod quiz;
pub mod room;
pub mod terminal;
pub mod theme;
mod widgets;

use std::io;
use std::time::Duration;

use anyhow::Result;
use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::storage::SaveStatus;
use keymap::{Input, Key, Press};
use terminal::{Guard, TerminalEvents, TerminalHost};
use theme::Theme;

/// How the full screen is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Send colors.
    pub colored: bool,
    /// Take mouse clicks.
    pub mouse: bool,
}

impl Settings {
    /// The theme for these settings. The terminal library reads `NO_COLOR` too; here it gets what was decided.
    fn theme(self) -> Theme {
        crossterm::style::force_color_output(self.colored);
        Theme::from_env(self.colored, self.ascii)
    }
}

/// A full-screen program. All times are measured from the same moment.
pub trait App {
    /// What keys and clicks can ask for.
    type Action: Copy;

    /// Takes in the area of the window; called before each frame.
    fn resize(&mut self, window: Rect);

    /// Takes in that something was pressed, whether or not it does anything here.
    fn pressed(&mut self, _now: Duration) {}

    /// What a key or a click asks for on the present screen.
    fn action(&self, input: Input) -> Option<Self::Action>;

    /// Does what was asked for.
    fn update(&mut self, action: Self::Action, now: Duration) -> Option<Effect>;

    /// Takes in what was pasted, which only fills text fields.
    fn paste(&mut self, _text: &str) {}

    /// Takes in that a frame is on the screen.
    fn shown(&mut self, _now: Duration) {}

    /// Draws the whole window.
    fn draw(&self, window: Rect, buffer: &mut Buffer) -> Drawn;

    /// Takes in the result of writing a file: its full path, or why it was refused.
    fn written(&mut self, _path: Result<String, Refusal>) {}

    /// Whether the mouse does anything.
    fn takes_mouse(&self) -> bool {
        false
    }

    /// Grows whenever there is something new to save.
    fn revision(&self) -> u64 {
        0
    }

    /// Takes in the result of saving.
    fn saved(&mut self, _status: &SaveStatus) {}

    /// When to call [`App::wake`] if no key is pressed until then.
    fn wakes_at(&self) -> Option<Duration> {
        None
    }

    /// Does what the time asks for. Afterwards [`App::wakes_at`] is later than `now`, or never.
    fn wake(&mut self, _now: Duration) -> Option<Effect> {
        None
    }
}

/// A screen as drawn.
#[derive(Debug)]
pub struct Drawn {
    /// The cursor's position.
    pub cursor: Position,
    pub targets: Vec<Target>,
}

/// A part of the window, and what a click on it stands for.
pub type Target = (Rect, Input);

/// What the loop has to do for a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Quit(Exit),
    /// Stop until the shell resumes the program.
    Stop,
    /// Clear the screen and the scrollback: another person comes.
    Clear,
    /// Copy a text to the clipboard of the terminal, if it has one.
    Copy(String),
    /// Write a file; [`App::written`] gets the result.
    Write {
        /// The name as it was typed.
        name: String,
        bytes: Vec<u8>,
        /// Whether an existing file may be overwritten.
        replace: bool,
    },
}

/// How a program was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// By choice.
    Left,
    /// By Ctrl-C.
    Interrupted,
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is one of this name.
    Exists,
    Failed(String),
}

/// The source of events and time: the terminal and a clock, or a script in a test.
pub trait Events {
    fn now(&self) -> Duration;

    /// Waits for the next event, at most this long.
    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next>;

    /// Whether another event is there already, so that a frame can wait.
    fn is_pending(&mut self) -> io::Result<bool>;
}

/// The result of waiting for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Event(Event),
    TimedOut,
    /// There will be no more events.
    End,
}

/// What the loop does to the terminal and the disk.
pub trait Host {
    /// Writes a file and returns its full path.
    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal>;

    /// Stops the program until it is resumed, if there is a shell that could resume it.
    fn stop(&mut self) {}

    /// Clears the screen and the scrollback.
    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Copies a text to the clipboard of the terminal.
    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }

    /// Takes in that the loop is about to wait, at most this long; `None` is until the next event.
    fn waits(&mut self, _at_most: Option<Duration>) {}

    /// Whether nothing that was drawn is on the screen any more; asked before each frame.
    fn must_redraw(&mut self) -> bool {
        false
    }
}

/// Runs a program on the terminal, and restores the terminal. See [`run_loop`] for `save`.
pub fn run<A: App>(mut guard: Guard, app: &mut A, save: impl FnMut(&A) -> SaveStatus) -> Result<Exit> {
    let mut host = TerminalHost { watchdog: None };
    run_loop(&mut guard.terminal, app, &mut TerminalEvents::new()?, &mut host, save)
}

/// Runs a program until it ends, or its events do.
///
/// `save` is called whenever the revision has grown, before the frame: what the screen shows is saved.
pub fn run_loop<B, A>(
    terminal: &mut Terminal<B>,
    app: &mut A,
    events: &mut impl Events,
    host: &mut impl Host,
    mut save: impl FnMut(&A) -> SaveStatus,
) -> Result<Exit>
where
    A: App,
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let mut changed = true;
    let mut targets = Vec::new();
    let mut saved = app.revision();
    loop {
        if app.revision() != saved {
            saved = app.revision();
            let status = save(app);
            app.saved(&status);
        }
        if changed && !events.is_pending()? {
            targets = frame(terminal, app, host.must_redraw())?;
            app.shown(events.now());
            changed = false;
        }
        let now = events.now();
        let effect = if app.wakes_at().is_some_and(|at| at <= now) {
            app.wake(now)
        } else {
            let at_most = app.wakes_at().map(|at| at.saturating_sub(now));
            host.waits(at_most);
            let event = match events.next(at_most)? {
                Next::Event(event) => event,
                Next::TimedOut => continue,
                Next::End => return Ok(Exit::Left),
            };
            changed |= matches!(event, Event::Resize(..));
            if let Event::Paste(text) = &event {
                app.pressed(events.now());
                app.paste(text);
                changed = true;
            }
            let Some(press) = keymap::read(&event) else { continue };
            app.pressed(events.now());
            let input = match press {
                Press::Click(_) | Press::Key(Key::WheelUp | Key::WheelDown) if !app.takes_mouse() => continue,
                Press::Key(key) => Some(Input::Key(key)),
                Press::Click(position) => {
                    // What a click means depends on the screen after the keys before it.
                    if changed {
                        targets = frame(terminal, app, host.must_redraw())?;
                    }
                    let hit = targets.iter().find(|(area, _)| area.contains(position));
                    hit.map(|(_, input)| *input)
                }
            };
            let Some(action) = input.and_then(|input| app.action(input)) else { continue };
            app.update(action, events.now())
        };
        changed = true;
        match effect {
            Some(Effect::Quit(exit)) => return Ok(exit),
            Some(Effect::Stop) => host.stop(),
            Some(Effect::Clear) => host.clear()?,
            Some(Effect::Copy(text)) => host.copy(&text)?,
            Some(Effect::Write { name, bytes, replace }) => {
                app.written(host.write(&name, &bytes, replace));
            }
            None => {}
        }
    }
}

/// Draws the program, all of it if `anew`, and returns what clicks on it stand for. The event of a resize is lost if a
/// key comes at the same moment, so the terminal is asked for its size.
fn frame<B>(terminal: &mut Terminal<B>, app: &mut impl App, anew: bool) -> Result<Vec<Target>>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let window = terminal::window(terminal.size()?);
    if anew || terminal.get_frame().area() != window {
        terminal.resize(window)?;
    }
    app.resize(window);
    let mut targets = Vec::new();
    terminal.draw(|frame| {
        let area = frame.area();
        let drawn = app.draw(area, frame.buffer_mut());
        frame.set_cursor_position(drawn.cursor);
        targets = drawn.targets;
    })?;
    Ok(targets)
}
