//! The loop under every full-screen program, and what it asks of one.
//!
//! ```text
//! key, click, wheel -> keymap -> Action -> App::update -> Effect
//! the time it asked for          -> App::wake   -> Effect
//!                                   App::draw   -> one frame
//! ```
//!
//! The loop sleeps until something happens and draws only then. All pending keys are handled before a frame.

use std::io;
use std::time::Duration;

use anyhow::Result;
use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keymap::{self, Action, Press, Screen};
use super::terminal;

/// A full-screen program. Times are since any one moment before.
pub trait App {
    /// Where keys go now: the part of the table of keys that holds.
    fn screen(&self) -> Screen;

    /// Takes in that the window has this many columns and rows; asked before each frame.
    fn resize(&mut self, size: (u16, u16));

    /// Takes in that something was pressed, whether or not it does anything here.
    fn pressed(&mut self, _now: Duration) {}

    /// Does what a key or a click asks for.
    fn update(&mut self, action: Action, now: Duration) -> Option<Effect>;

    /// Draws the whole window.
    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn;

    /// Takes in what came of writing a file: the full path it has, or why it was refused.
    fn written(&mut self, _path: Result<String, Refusal>) {}

    /// Hands in what it is about, as [`Effect::HandIn`] asks for.
    fn hand_in(&mut self) {}

    /// Whether the mouse does anything.
    fn takes_mouse(&self) -> bool {
        false
    }

    /// Whether something changed that is not kept yet.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// Whether it is kept before the frame that shows it, where that may take as long as a slow disk does.
    fn keeps_first(&self) -> bool {
        false
    }

    /// Tries to keep it, once: nothing is unsaved afterwards. Says whether the screen is another for it.
    fn save(&mut self) -> bool {
        false
    }

    /// Does a piece of work that waits until nobody presses a key; `false` where there is none.
    fn prepare(&mut self) -> bool {
        false
    }

    /// When [`App::wake`] is to be called though nobody presses a key.
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
    /// Where the cursor goes.
    pub cursor: Position,
    /// What clicks do; nothing where the mouse is off.
    pub targets: Vec<Target>,
}

/// A part of the window, and what a click on it does.
pub type Target = (Rect, Action);

/// What the loop has to do for a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End.
    Quit(Exit),
    /// Stop until the shell brings it back.
    Stop,
    /// Clear the screen and all that was scrolled off it: somebody else comes.
    Clear,
    /// Hand in the answers, by [`App::hand_in`].
    HandIn,
    /// Write a file; what came of it is told by [`App::written`].
    Write {
        /// The name as it was typed.
        name: String,
        /// What it is to hold.
        bytes: Vec<u8>,
        /// Whether a file of this name may be written over.
        replace: bool,
    },
}

/// Which way somebody left.
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
    /// This is why.
    Failed(String),
}

/// Where events and the time come from: the terminal and a clock, or a script in a test.
pub trait Events {
    /// The time.
    fn now(&self) -> Duration;

    /// Waits for the next event; no longer than `at_most`, where that is given.
    ///
    /// # Errors
    /// Where the terminal can't be read.
    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next>;

    /// Whether another event is there already, so that a frame can wait.
    ///
    /// # Errors
    /// Where the terminal can't be read.
    fn is_pending(&mut self) -> io::Result<bool>;
}

/// What came of waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This happened.
    Event(Event),
    /// The time has passed.
    Nothing,
    /// There will be no more events.
    End,
}

/// What the loop asks of the world around it.
pub trait Outside {
    /// Sends the frame that was just drawn.
    ///
    /// # Errors
    /// Where the terminal can't be written.
    fn send(&mut self) -> io::Result<()>;

    /// Writes a file and says its full path.
    ///
    /// # Errors
    /// Where there is one of that name that may not be replaced, or it can't be written.
    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal>;

    /// Stops the program until it is brought back, where there is somebody who could.
    fn stop(&mut self) {}

    /// Clears the screen and all that was scrolled off it; nothing of it may be left.
    ///
    /// # Errors
    /// Where the terminal can't be written.
    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Whether nothing stands on the screen any more of what was drawn.
    fn must_redraw(&mut self) -> bool {
        false
    }
}

/// Runs a program until it ends, or its events do.
///
/// A frame goes out before anything is kept, so that the disk is never felt; but it is kept before the next key is
/// looked at, so that no more than that key can be lost. Where a program wants it, it is kept before the frame too.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run_loop<B>(
    terminal: &mut Terminal<B>,
    app: &mut impl App,
    events: &mut impl Events,
    outside: &mut impl Outside,
) -> Result<Exit>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let mut changed = true;
    let mut targets = Vec::new();
    loop {
        if app.keeps_first() && app.is_unsaved() {
            changed |= app.save();
        }
        if changed && !events.is_pending()? {
            targets = frame(terminal, app, outside.must_redraw())?;
            outside.send()?;
            changed = false;
        }
        if app.is_unsaved() {
            changed |= app.save();
            if changed {
                continue;
            }
        }
        let now = events.now();
        let effect = if app.wakes_at().is_some_and(|at| at <= now) {
            app.wake(now)
        } else {
            if !events.is_pending()? && app.prepare() {
                continue;
            }
            let event = match events.next(app.wakes_at().map(|at| at.saturating_sub(now)))? {
                Next::Event(event) => event,
                Next::Nothing => continue,
                Next::End => return Ok(Exit::Left),
            };
            changed |= matches!(event, Event::Resize(..));
            let Some(press) = keymap::read(&event) else { continue };
            app.pressed(events.now());
            // What a click means depends on where things stand after the keys before it.
            if changed && app.takes_mouse() && matches!(press, Press::Click(..)) {
                targets = frame(terminal, app, outside.must_redraw())?;
            }
            let Some(action) = meaning(press, app, &targets) else { continue };
            app.update(action, events.now())
        };
        changed = true;
        match effect {
            Some(Effect::Quit(exit)) => return Ok(exit),
            Some(Effect::Stop) => outside.stop(),
            Some(Effect::Clear) => outside.clear()?,
            Some(Effect::HandIn) => app.hand_in(),
            Some(Effect::Write { name, bytes, replace }) => {
                app.written(outside.write(&name, &bytes, replace));
            }
            None => {}
        }
    }
}

/// What a press asks for: of a key what the table says, of a click what was drawn under it.
fn meaning(press: Press, app: &impl App, targets: &[Target]) -> Option<Action> {
    match press {
        Press::Key(key) => keymap::lookup(app.screen(), key),
        Press::Click(x, y) => {
            let hit = targets.iter().find(|(area, _)| area.contains(Position { x, y }));
            hit.map(|(_, action)| *action)
        }
        Press::WheelUp | Press::WheelDown if !app.takes_mouse() => None,
        Press::WheelUp | Press::WheelDown => keymap::wheel(app.screen(), press == Press::WheelUp),
    }
}

/// Draws the program, all of it where that is asked for, and gives back what clicks on it do. The event of a resize is
/// lost where a key comes at the same moment, so the size is asked for.
fn frame<B>(terminal: &mut Terminal<B>, app: &mut impl App, anew: bool) -> Result<Vec<Target>>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let window = terminal::window(terminal.size()?);
    if anew || terminal.get_frame().area() != window {
        terminal.resize(window)?;
    }
    app.resize((window.width, window.height));
    let mut targets = Vec::new();
    terminal.draw(|frame| {
        let area = frame.area();
        let drawn = app.draw(area, frame.buffer_mut());
        frame.set_cursor_position(drawn.cursor);
        targets = drawn.targets;
    })?;
    Ok(targets)
}
