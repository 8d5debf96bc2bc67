//! A room on the full screen: one machine, one projector, a clicker.
//!
//! ```text
//! Action -> update(&mut Model) -> Room, and what the screen is about
//!           view(&Model)       -> the screen
//! ```

pub mod keys;
pub mod model;
mod update;
mod view;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Settings;
use super::keymap::{self, Input, Key};
use super::terminal::Guard;
use super::{App, Drawn, Effect, Exit, Refusal};
use crate::room::Room;
pub use keys::Action;
use model::{Model, Screen};

/// Runs a room on the terminal until somebody leaves: which way, and the room as it is then.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run(room: Room, settings: Settings) -> Result<(Exit, Room)> {
    let theme = settings.theme();
    let guard = Guard::open(settings.mouse)?;
    let mut model = Model::new(room, theme, guard.window());
    model.mouse = settings.mouse;
    let exit = super::run(guard, &mut model)?;
    Ok((exit, model.room))
}

impl App for Model {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        if self.area != window {
            update::resize(self, window);
        }
    }

    fn action(&self, input: Input) -> Option<Action> {
        let screen = self.screen();
        match (self.dialog(), input) {
            (Some(dialog), input) => dialog.action(input).map(Action::from),
            (None, Input::Row(row)) => Some(Action::Take(row)),
            (None, Input::Key(key)) => keymap::lookup(keys::bindings(screen), key).or(match key {
                _ if screen == Screen::Blank => Some(Action::Escape),
                Key::Char(_) if matches!(screen, Screen::Question | Screen::People) => Some(Action::Type),
                _ => None,
            }),
        }
    }

    fn update(&mut self, action: Action, _now: Duration) -> Option<Effect> {
        update::update(self, action)
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn {
        view::draw(self, area, buffer)
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        update::written(self, path);
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn is_unsaved(&self) -> bool {
        self.room.is_unsaved()
    }

    /// What the screen says is counted is on the disk.
    fn keeps_first(&self) -> bool {
        true
    }

    fn save(&mut self) -> bool {
        self.room.keep()
    }
}
