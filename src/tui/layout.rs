//! The columns that screens are drawn in, on a window of any size.

use ratatui::layout::Rect;

/// The smallest window that screens are drawn on, in columns and rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Below this many columns words are left out and margins are small.
pub const NARROW: u16 = 60;
/// Below this many rows there are no empty ones.
pub const LOW: u16 = 18;
/// From this many rows on there is room for larger charts and looser lists. No screen but the result is taller.
pub const TALL: u16 = 30;

/// From this many columns on the fields' names fit next to their bars.
pub const NAMED_BARS: u16 = 64;

/// The widest column of text that reads well.
const MEASURE: u16 = 76;
/// The widest column for charts and tables, if there is one column.
const WIDE: u16 = 88;
/// From this many columns on the result has two columns next to each other: on the first tab, and on the others.
const TWO_COLUMNS_AT_A_GLANCE: u16 = 100;
const TWO_COLUMNS: u16 = 120;
/// The widest that both are together.
const WIDEST: u16 = 160;
/// The columns between the two.
pub const BETWEEN: u16 = 4;

/// Whether the window is too small to draw more than one line.
pub fn is_too_small(window: Rect) -> bool {
    window.width < SMALLEST.0 || window.height < SMALLEST.1
}

/// The columns left free at both edges. All screens have the same left edge.
pub fn margin(width: u16) -> u16 {
    if width < NARROW { 1 } else { 2 }
}

/// A column with margins; tall windows get air above.
fn column(area: Rect, measure: u16) -> Rect {
    let margin = margin(area.width).min(area.width);
    let above = match area.height {
        34.. => 2,
        20.. => 1,
        _ => 0,
    };
    let below = u16::from(area.height >= 34);
    Rect {
        x: area.x + margin,
        y: area.y + above,
        width: area.width.saturating_sub(2 * margin).min(measure),
        height: area.height - above - below,
    }
}

/// The column of every screen but the result. On a tall window it is in the middle, so that the keys stay near.
pub fn page(area: Rect) -> Rect {
    let column = column(area, MEASURE);
    let height = column.height.min(TALL);
    Rect { y: column.y.max(area.y + (area.height - height) / 2), height, ..column }
}

/// The column of the review: wide enough for an activity and its answer on one line.
pub fn wide_page(area: Rect) -> Rect {
    column(area, WIDE)
}

/// The column of the result: wide enough for two columns where the window has room for them.
pub fn result_page(area: Rect) -> Rect {
    let page = column(area, if area.width >= TWO_COLUMNS_AT_A_GLANCE { WIDEST } else { WIDE });
    // The first tab is to need no scrolling.
    if area.height < TALL { Rect { y: area.y, height: area.height, ..page } } else { page }
}

/// Whether the first tab has room for the other field next to the named one.
pub fn is_wide(area: Rect) -> bool {
    area.width >= TWO_COLUMNS_AT_A_GLANCE
}

/// Whether the result has two columns next to each other.
pub fn has_two_columns(area: Rect) -> bool {
    area.width >= TWO_COLUMNS
}

/// The rows that wrapped lines take.
pub fn rows(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}
