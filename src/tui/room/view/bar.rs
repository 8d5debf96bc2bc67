//! A thick bar that can be read from the back of a room.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::flow::portion;
use crate::tui::widgets::Canvas;

/// What a bar is made of. It belongs to no path, so it has no path's colour.
const FULL: &str = "█";
/// Its lower edge where it has a row and a half.
const EDGE: &str = "▀";

/// The columns of the longest figure with the space before it. Bars with shorter ones end no later, so that all can
/// be compared.
const FIGURE: usize = 6;

/// A bar on an area as high as the bar and the gap below it, with its figure behind it.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, share: f64, figure: &str) {
    let figure_width = usize::from(area.width).min(FIGURE);
    let length = portion(share, usize::from(area.width) - figure_width);
    let x = canvas.text_at(area.x, area.y, &FULL.repeat(length), Style::new());
    canvas.text_at(
        x,
        area.y,
        &format!("{}{figure}", if length > 0 { " " } else { "" }),
        canvas.theme.strong(),
    );
    let has_edges = canvas.theme.half_blocks;
    let below = match area.height {
        0 | 1 => None,
        2 => has_edges.then_some(EDGE),
        _ => Some(FULL),
    };
    if let Some(sign) = below {
        canvas.text_at(area.x, area.y + 1, &sign.repeat(length), Style::new());
    }
}
