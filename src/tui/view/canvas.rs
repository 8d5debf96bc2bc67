//! A buffer with the few strokes that all screens are drawn with.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::tui::flow::{cut, wrap};
use crate::tui::keymap::{self, Place};
use crate::tui::theme::Theme;

/// What stands before the option under the cursor.
const POINTER: &str = ">";

/// A buffer being drawn on.
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) area: Rect,
    pub(super) theme: &'a Theme,
}

impl Canvas<'_> {
    /// A text from a place on, cut at the window's edge. Gives back the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if y >= self.area.bottom() || x >= self.area.right() {
            return x;
        }
        let room = usize::from(self.area.right() - x);
        self.buffer.set_stringn(x, y, text, room, style).0
    }

    /// A line of styled spans.
    pub(super) fn line(&mut self, x: u16, y: u16, line: &Line<'_>, width: u16) {
        if y < self.area.bottom() && x < self.area.right() {
            self.buffer.set_line(x, y, line, width.min(self.area.right() - x));
        }
    }

    /// A text that ends at the right edge of an area; nothing where there is no room.
    pub(super) fn text_right(&mut self, area: Rect, y: u16, text: &str, style: Style) {
        let width = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        if width <= area.width {
            self.text(area.right() - width, y, text, style);
        }
    }

    /// Wrapped text from the top of an area; gives back how many rows it took.
    pub(super) fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        self.rows(area, &wrap(text, usize::from(area.width), "", ""), style)
    }

    /// Lines from the top of an area; gives back how many rows they took.
    pub(super) fn rows(&mut self, area: Rect, lines: &[String], style: Style) -> u16 {
        let mut used = 0;
        for (row, line) in (0..area.height).zip(lines) {
            self.text(area.x, area.y + row, line, style);
            used = row + 1;
        }
        used
    }

    /// A choice: marked where the cursor is, with a sign and with the style. Gives back where the cursor goes.
    pub(super) fn choice(&mut self, area: Rect, y: u16, text: &str, selected: bool) -> Position {
        let width = usize::from(area.width);
        let pointer = if selected { POINTER } else { " " };
        let text = cut(&format!("{pointer} {text}"), width.saturating_sub(1));
        if selected {
            let bar = format!("{text} ");
            self.text(area.x, y, &bar, self.theme.selected());
        } else {
            self.text(area.x, y, &text, Style::new());
        }
        Position { x: area.x, y }
    }

    /// The main keys of a place, as many as fit, on the last row of an area; or a note, with the key that leads to
    /// all others.
    pub(super) fn footer(&mut self, area: Rect, place: Place, note: Option<&str>) {
        if area.height == 0 {
            return;
        }
        let width = usize::from(area.width);
        let text = match note {
            Some(note) => format!("{}  ? keys", cut(note, width.saturating_sub(8))),
            None => footer(place, width),
        };
        self.text(area.x, area.bottom() - 1, &text, Style::new());
    }
}

/// The main keys of a place, as many as fit. "All keys" comes first to be fitted, since it leads to the others.
pub(super) fn footer(place: Place, width: usize) -> String {
    let word = |word: &'static str| if width < 60 && word == "all keys" { "keys" } else { word };
    let entries: Vec<(String, bool)> = keymap::of(place)
        .filter_map(|binding| {
            binding.footer.map(|(keys, name)| (format!("{keys} {}", word(name)), keys == "?"))
        })
        .collect();
    let gap = if width < 60 { 2 } else { 3 };
    let mut room = width;
    let mut fits = vec![false; entries.len()];
    let order = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.1)
        .chain(entries.iter().enumerate().filter(|(_, entry)| !entry.1));
    for (index, (text, _)) in order {
        let needed = text.chars().count() + if room == width { 0 } else { gap };
        if needed <= room {
            room -= needed;
            if let Some(slot) = fits.get_mut(index) {
                *slot = true;
            }
        }
    }
    let shown: Vec<&str> =
        entries.iter().zip(fits).filter(|(_, fits)| *fits).map(|(entry, _)| entry.0.as_str()).collect();
    shown.join(&" ".repeat(gap))
}
