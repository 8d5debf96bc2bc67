//! Draws a room: one file a screen. Few words, much space, thick bars: it is read from the back of the room.

mod ask;
mod bar;
mod overlay;
mod question;
mod result;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::model::Model;
use crate::tui::app::Drawn;
use crate::tui::canvas;
use crate::tui::keymap::Screen;
pub(super) use overlay::lines as overlay_lines;
pub(super) use result::pages;

/// Draws the whole window.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Drawn {
    canvas::draw(&model.theme, model.mouse, area, buffer, |canvas| match model.screen() {
        Screen::Resume => ask::resume(model, canvas),
        Screen::RoomPeople => ask::people(model, canvas),
        Screen::Room => question::draw(model, canvas),
        Screen::RoomOver => ask::over(model, canvas),
        Screen::RoomResult => result::draw(model, canvas),
        Screen::Help | Screen::Terms => overlay::draw(model, canvas),
        Screen::Leave => ask::leave(model, canvas),
        Screen::Write => overlay::write(model, canvas),
        _ => Position::ORIGIN,
    })
}
