//! A buffer with the few strokes that all screens are drawn with.

mod footer;
mod typing;

use std::cell::OnceCell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::app::{Drawn, Target};
use super::keymap::Action;
use super::layout;
use super::theme::Theme;
use crate::text::{cut, wrap};

/// What stands before the option under the cursor.
const POINTER: &str = ">";

/// A buffer being drawn on.
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) area: Rect,
    pub(super) theme: &'a Theme,
    /// What clicks do; `None` where the mouse is off.
    pub(super) targets: Option<Vec<Target>>,
    /// What is not done here, though the table of keys has it: the footer leaves it out.
    pub(super) without: Vec<Action>,
}

/// Choices of one or more lines each, one of which is under the cursor. Those that don't come near the window are never
/// broken into lines.
pub(super) struct Rows<'a> {
    /// The lines of a choice, each as wide as all others.
    row: &'a dyn Fn(usize) -> Vec<String>,
    /// Those asked for so far.
    rows: Vec<OnceCell<Vec<String>>>,
    /// The one under the cursor.
    cursor: Option<usize>,
}

impl<'a> Rows<'a> {
    /// This many, of which `row` gives the lines of each.
    pub(super) fn new(count: usize, cursor: Option<usize>, row: &'a dyn Fn(usize) -> Vec<String>) -> Self {
        Self { row, rows: vec![OnceCell::new(); count], cursor }
    }

    fn lines(&self, index: usize) -> &[String] {
        self.rows.get(index).map_or(&[], |row| row.get_or_init(|| (self.row)(index)))
    }

    /// Whether these have at most `height` lines.
    fn fit(&self, mut rows: Range<usize>, height: usize) -> bool {
        rows.try_fold(height, |left, index| left.checked_sub(self.lines(index).len())).is_some()
    }

    /// The first that is shown where there are `height` lines: the cursor stays in the middle where there is more
    /// above and below.
    fn first(&self, height: usize) -> usize {
        let (cursor, count) = (self.cursor.unwrap_or(0), self.rows.len());
        let mut first = cursor;
        let fits = |from: usize| self.fit(from..cursor, height / 2) || self.fit(from..count, height);
        while first > 0 && fits(first - 1) && self.fit(first - 1..cursor + 1, height) {
            first -= 1;
        }
        first
    }
}

/// Draws a screen, or how large the window must be for it.
pub(super) fn draw(
    theme: &Theme,
    mouse: bool,
    area: Rect,
    buffer: &mut Buffer,
    screen: impl FnOnce(&mut Canvas<'_>) -> Position,
) -> Drawn {
    draw_below(0, theme, mouse, area, buffer, screen)
}

/// The same below some rows of the window that are taken already.
pub(super) fn draw_below(
    taken: u16,
    theme: &Theme,
    mouse: bool,
    area: Rect,
    buffer: &mut Buffer,
    screen: impl FnOnce(&mut Canvas<'_>) -> Position,
) -> Drawn {
    let mut canvas = Canvas { buffer, area, theme, targets: mouse.then(Vec::new), without: Vec::new() };
    let size = (area.width, area.height + taken);
    let cursor = if layout::is_too_small(size) { too_small(&mut canvas, size) } else { screen(&mut canvas) };
    let targets = canvas.targets.unwrap_or_default();
    theme.finish(buffer);
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    let cursor = Position { x: cursor.x.min(right), y: cursor.y.min(bottom) };
    Drawn { cursor, targets }
}

/// One plain line, wrapped: how large the window must be.
fn too_small(canvas: &mut Canvas<'_>, (width, height): (u16, u16)) -> Position {
    let (columns, rows) = layout::SMALLEST;
    let text = format!("Too small: {width}x{height}. It needs {columns}x{rows}.");
    let lines = wrap(&text, usize::from(width), "", "");
    for (row, line) in (0..height).zip(lines) {
        canvas.text(0, row, &line, Style::new());
    }
    Position::ORIGIN
}

impl Canvas<'_> {
    /// Notes what a click on a part of the window does.
    pub(super) fn target(&mut self, area: Rect, action: Action) {
        let area = area.intersection(self.area);
        if let Some(targets) = &mut self.targets
            && !area.is_empty()
        {
            targets.push((area, action));
        }
    }

    /// A text from a cell on, cut at the window's edge. Gives back the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if y >= self.area.bottom() || x >= self.area.right() {
            return x;
        }
        let room = usize::from(self.area.right() - x);
        // Nearly all text, and where a character is a cell nobody needs to look for its end.
        if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            let mut end = x;
            for (at, byte) in (x..).zip(text.bytes().take(room)) {
                if let Some(cell) = self.buffer.cell_mut((at, y)) {
                    cell.set_char(char::from(byte)).set_style(style);
                }
                end = at + 1;
            }
            return end;
        }
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

    /// A choice: marked where the cursor is, with a sign and with the style; a click on its text does `action`.
    /// Gives back where the cursor goes.
    pub(super) fn choice(
        &mut self,
        area: Rect,
        y: u16,
        text: &str,
        selected: bool,
        action: Action,
    ) -> Position {
        let pointer = if selected { POINTER } else { " " };
        self.pointed(area, y, text, (pointer, selected), action)
    }

    /// A line of a choice behind what points to it.
    fn pointed(
        &mut self,
        area: Rect,
        y: u16,
        text: &str,
        (pointer, selected): (&str, bool),
        action: Action,
    ) -> Position {
        let width = usize::from(area.width);
        let text = cut(&format!("{pointer} {text}"), width.saturating_sub(1));
        let end = if selected {
            let bar = format!("{text} ");
            let end = self.text(area.x, y, &bar, self.theme.selected());
            if pointer == POINTER {
                let mark = Rect { y, width: 1, height: 1, ..area }.intersection(self.area);
                self.buffer.set_style(mark, self.theme.accent());
            }
            end
        } else {
            self.text(area.x, y, &text, Style::new())
        };
        self.target(Rect { y, width: end - area.x, height: 1, ..area }, action);
        Position { x: area.x, y }
    }

    /// Choices below each other, as many as fit around the cursor; what is left out is said at the right edge. Gives back
    /// where the cursor goes.
    pub(super) fn list(&mut self, area: Rect, rows: &Rows<'_>) -> Position {
        let first = rows.first(usize::from(area.height));
        let (mut y, mut cursor, mut shown) = (area.y, area.as_position(), first);
        for index in first..rows.rows.len() {
            let lines = rows.lines(index);
            let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
            if y + height > area.bottom() && shown > first {
                break;
            }
            let selected = rows.cursor == Some(index);
            for (line, number) in lines.iter().zip(0..).take(usize::from(area.bottom() - y)) {
                let pointer = if selected && number == 0 { POINTER } else { " " };
                let at = self.pointed(area, y, line, (pointer, selected), Action::Take(index));
                if selected && number == 0 {
                    cursor = at;
                }
                y += 1;
            }
            shown = index + 1;
        }
        if first > 0 {
            let above = area.y.saturating_sub(1);
            self.text_right(area, above, &format!("{first} more ↑"), self.theme.quiet());
        }
        if shown < rows.rows.len() {
            let left = rows.rows.len() - shown;
            self.text_right(area, area.bottom(), &format!("{left} more ↓"), self.theme.quiet());
        }
        cursor
    }

    /// Marks what is under the cursor of a text: with a sign before it and with the style. Gives back where the cursor
    /// goes.
    pub(super) fn mark(&mut self, area: Rect) -> Position {
        self.buffer.set_style(area.intersection(self.area), self.theme.selected());
        let x = area.x.saturating_sub(layout::margin(self.area.width));
        self.text(x, area.y, POINTER, self.theme.accent());
        Position { x, y: area.y }
    }
}
