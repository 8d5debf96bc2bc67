//! A line above everything else on the window: what must be known of whatever is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::Drawn;
use super::layout;
use super::theme::Theme;

/// The rows that it takes from the window.
pub(super) const ROWS: u16 = 1;

/// Draws a screen with a line above it. The screen draws as on a window that has that row less.
pub(super) fn above(
    text: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    screen: impl FnOnce(Rect, &mut Buffer) -> Drawn,
) -> Drawn {
    let rest = Rect { height: area.height.saturating_sub(ROWS), ..area };
    let mut below = Buffer::empty(rest);
    let mut drawn = screen(rest, &mut below);
    if rest.height == area.height {
        return drawn;
    }
    for position in rest.positions() {
        let to = (position.x, position.y + ROWS);
        if let (Some(cell), Some(place)) = (below.cell(position), buffer.cell_mut(to)) {
            *place = cell.clone();
        }
    }
    let page = layout::page((area.width, rest.height));
    let text = if theme.ascii { crate::text::to_ascii(text) } else { text.to_owned() };
    buffer.set_stringn(page.x, area.y, format!(" {text} "), usize::from(page.width), theme.selected());
    drawn.cursor.y += ROWS;
    drawn.targets.iter_mut().for_each(|(target, _)| target.y += ROWS);
    drawn
}
