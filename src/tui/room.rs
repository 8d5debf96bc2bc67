//! A room on the full screen: one machine, one projector, a clicker.
//!
//! ```text
//! Action -> update(&mut Model) -> Room, and what the screen is about
//!           view(&Model)       -> the screen
//! ```

pub mod model;
mod update;
mod view;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Settings;
use super::app::{App, Drawn, Effect, Exit, Refusal};
use super::keymap::{Action, Screen};
use super::terminal::Guard;
use crate::room::Room;
use model::Model;

/// Runs a room on the terminal until somebody leaves: which way, and the room as it is then.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run(room: Room, settings: Settings) -> Result<(Exit, Room)> {
    let theme = settings.theme();
    let guard = Guard::open(settings.mouse)?;
    let mut model = Model::new(room, theme, guard.size());
    model.mouse = settings.mouse;
    let exit = super::run(guard, &mut model)?;
    Ok((exit, model.room))
}

impl App for Model {
    fn screen(&self) -> Screen {
        self.screen()
    }

    fn resize(&mut self, size: (u16, u16)) {
        if self.size != size {
            update::resize(self, size);
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
