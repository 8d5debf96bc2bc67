//! Draws the model: one file a screen. Nothing here changes anything or decides who gets a key.

mod canvas;
mod dialog;
mod offer;
mod overlay;
mod question;
mod result;
mod review;
mod welcome;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keymap::Screen;
use super::layout;
use super::model::Model;
use super::theme::Theme;
use crate::instrument::Opening;
use canvas::Canvas;
pub use canvas::Target;
pub(super) use overlay::lines as overlay_lines;

/// A screen as drawn.
#[derive(Debug)]
pub struct Drawn {
    /// Where the cursor goes.
    pub cursor: Position,
    /// What clicks do; nothing where the mouse is off.
    pub targets: Vec<Target>,
}

/// Draws the whole window; the cursor goes onto the focused option.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Drawn {
    on_canvas(&model.theme, model.mouse, area, buffer, |canvas| match model.screen() {
        Screen::Welcome => {
            welcome::draw(&model.quiz.content().instrument.opening(), model.footnote().as_deref(), canvas)
        }
        Screen::Resume => match model.quiz.earlier() {
            Some(earlier) => welcome::draw_resume(model, earlier, canvas),
            None => {
                welcome::draw(&model.quiz.content().instrument.opening(), model.footnote().as_deref(), canvas)
            }
        },
        Screen::Question => question::draw(model, canvas),
        Screen::Offer => offer::draw(model, canvas),
        Screen::Review => review::draw(model, canvas),
        Screen::Result => result::draw(model, canvas),
        Screen::Help | Screen::Terms => overlay::draw(model, canvas),
        Screen::Leave => overlay::draw_leave(model, canvas),
        Screen::Code | Screen::Write | Screen::State => dialog::draw(model, canvas),
    })
}

/// Draws the first screen, for which no model is needed yet. Clicks wait until there is one.
pub fn draw_first(opening: &Opening, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    on_canvas(theme, false, area, buffer, |canvas| welcome::draw(opening, None, canvas))
}

/// Draws a screen, or how large the window must be for it.
fn on_canvas(
    theme: &Theme,
    mouse: bool,
    area: Rect,
    buffer: &mut Buffer,
    screen: impl FnOnce(&mut Canvas<'_>) -> Position,
) -> Drawn {
    let mut canvas = Canvas { buffer, area, theme, targets: mouse.then(Vec::new) };
    let size = (area.width, area.height);
    let cursor = if layout::is_too_small(size) { too_small(&mut canvas, size) } else { screen(&mut canvas) };
    let targets = canvas.targets.unwrap_or_default();
    theme.finish(buffer);
    Drawn { cursor: cursor.clamp_to(area), targets }
}

/// One plain line, wrapped: how large the window must be.
fn too_small(canvas: &mut Canvas<'_>, (width, height): (u16, u16)) -> Position {
    let (columns, rows) = layout::SMALLEST;
    let text = format!("Too small: {width}x{height}. It needs {columns}x{rows}.");
    let lines = crate::wrap::wrap(&text, usize::from(width), "", "");
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
