//! The full screen: programs that have the whole terminal to themselves. [`app`] is the loop under each of them.

pub mod app;
mod banner;
mod canvas;
pub mod demo;
pub mod dialog;
mod flow;
mod help;
pub mod keymap;
pub mod kiosk;
mod layout;
pub mod quiz;
pub mod room;
pub mod terminal;
pub mod theme;
mod world;

use anyhow::Result;

use app::{App, Exit, run_loop};
use terminal::Guard;
use theme::Theme;
use world::{TerminalEvents, World};

/// How the full screen is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Send colours.
    pub coloured: bool,
    /// Take mouse clicks.
    pub mouse: bool,
}

impl Settings {
    /// The look that was asked for. The terminal library reads `NO_COLOR` too; here it is told what was decided.
    fn theme(self) -> Theme {
        crossterm::style::force_color_output(self.coloured);
        Theme::from_env(self.coloured, self.ascii)
    }
}

/// Runs a program on the terminal, and gives the terminal back.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run(mut guard: Guard, app: &mut impl App) -> Result<Exit> {
    guard.listen()?;
    let (terminal, frame) = guard.parts();
    let mut world = World { frame: frame.clone() };
    run_loop(terminal, app, &mut TerminalEvents::new(), &mut world)
}
