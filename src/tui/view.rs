//! Draws the model: one file a screen. Nothing here changes anything or decides who gets a key.

mod canvas;
mod offer;
mod overlay;
mod question;
mod result;
mod review;
mod welcome;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keymap::Place;
use super::layout;
use super::model::Model;
use canvas::Canvas;
pub(super) use overlay::lines as overlay_lines;

/// Draws the whole window and says where the cursor goes: onto the focused option.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Position {
    let mut canvas = Canvas { buffer, area, theme: &model.theme };
    let size = (area.width, area.height);
    let cursor = if layout::is_too_small(size) {
        too_small(&mut canvas, size)
    } else {
        match model.place() {
            Place::Welcome => welcome::draw(model, &mut canvas),
            Place::Question => question::draw(model, &mut canvas),
            Place::Offer => offer::draw(model, &mut canvas),
            Place::Review => review::draw(model, &mut canvas),
            Place::Result => result::draw(model, &mut canvas),
            Place::Help | Place::Terms => overlay::draw(model, &mut canvas),
            Place::Leave => overlay::draw_leave(model, &mut canvas),
        }
    };
    model.theme.finish(buffer);
    cursor.clamp_to(area)
}

/// One plain line, wrapped: how large the window must be.
fn too_small(canvas: &mut Canvas<'_>, (width, height): (u16, u16)) -> Position {
    let (columns, rows) = layout::SMALLEST;
    let text =
        format!("This window is {width}x{height}. The quiz needs {columns}x{rows}: please make it larger.");
    let lines = super::flow::wrap(&text, usize::from(width), "", "");
    for (row, line) in (0..height).zip(lines) {
        canvas.text(0, row, &line, ratatui::style::Style::new());
    }
    Position::ORIGIN
}

/// A position kept on the window.
trait ClampTo {
    fn clamp_to(self, area: Rect) -> Position;
}

impl ClampTo for Position {
    fn clamp_to(self, area: Rect) -> Position {
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
        Position { x: self.x.min(right), y: self.y.min(bottom) }
    }
}
