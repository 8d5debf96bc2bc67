//! What all screens are drawn with: ratatui's widgets, and around them what those can't do.
//!
//! * A screen knows what a click on each of its parts stands for ([`Canvas::target`]).
//! * The terminal's cursor is on what has the focus, where screen readers look: every function that draws something
//!   with a focus returns where that is.
//! * Lines are wrapped by [`wrap`], since a report may indent the lines after the first, and layouts depend on how many
//!   there are.
//! * On a terminal without Unicode the finished screen is folded to ASCII.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{HighlightSpacing, List, ListState, Paragraph, StatefulWidget, Widget};
use tui_input::Input as TextInput;
use unicode_width::UnicodeWidthStr;

use super::blocks::portion;
use super::keymap::{Binding, Input, Key};
use super::layout;
use super::theme::Theme;
use super::{Drawn, Target};
use crate::text::{cut, wrap};

/// The sign before what is under the cursor. It says without any style what is selected.
const POINTER: &str = ">";

/// A buffer being drawn on, and what clicks on it stand for.
pub struct Canvas<'a> {
    pub buffer: &'a mut Buffer,
    pub theme: &'a Theme,
    targets: Vec<Target>,
}

/// Draws a screen on a window, or how large the window must be. `screen` returns where the cursor goes.
pub fn draw(
    theme: &Theme,
    window: Rect,
    buffer: &mut Buffer,
    screen: impl FnOnce(&mut Canvas<'_>) -> Position,
) -> Drawn {
    let mut canvas = Canvas { buffer, theme, targets: Vec::new() };
    let cursor = if layout::is_too_small(window) {
        let (columns, rows) = layout::SMALLEST;
        let text = format!("Too small: {}x{}. It needs {columns}x{rows}.", window.width, window.height);
        canvas.paragraph(window, &text, Style::new(), 0);
        window.as_position()
    } else {
        screen(&mut canvas)
    };
    let targets = canvas.targets;
    theme.finish(buffer);
    let (right, bottom) = (window.right().saturating_sub(1), window.bottom().saturating_sub(1));
    Drawn { cursor: Position { x: cursor.x.min(right), y: cursor.y.min(bottom) }, targets }
}

/// The columns that a text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A text with spaces behind it up to a number of columns.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

impl Canvas<'_> {
    pub fn render(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area.intersection(self.buffer.area), self.buffer);
    }

    /// Notes what a click on an area stands for.
    pub fn target(&mut self, area: Rect, input: Input) {
        let area = area.intersection(self.buffer.area);
        if !area.is_empty() {
            self.targets.push((area, input));
        }
    }

    /// A text on the first row of an area, cut at its edge. Returns what is left of the row.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        let used = width(text).min(area.width);
        self.render(Span::styled(text, style), Rect { height: area.height.min(1), ..area });
        Rect { x: area.x + used, width: area.width - used, ..area }
    }

    /// A text at the end of the first row of an area; nothing if there is no room.
    pub fn text_right(&mut self, area: Rect, text: &str, style: Style) {
        if width(text) <= area.width {
            self.text(Rect { x: area.right() - width(text), ..area }, text, style);
        }
    }

    /// Wrapped text at the top of an area. Returns what is left of the area below it and below `gap` empty rows.
    pub fn paragraph(&mut self, area: Rect, text: &str, style: Style, gap: u16) -> Rect {
        self.lines(area, &wrap(text, usize::from(area.width), "", ""), style, gap)
    }

    /// The same for lines that are wrapped already.
    pub fn lines(&mut self, area: Rect, lines: &[String], style: Style, gap: u16) -> Rect {
        let text: Text<'_> = lines.iter().map(|line| Line::raw(line.as_str())).collect();
        let used = layout::rows(lines.len()).min(area.height);
        self.render(Paragraph::new(text.style(style)), Rect { height: used, ..area });
        let taken = (used + gap).min(area.height);
        Rect { y: area.y + taken, height: area.height - taken, ..area }
    }

    /// The program's name above a screen that asks something; nothing on a low window. Returns what is left.
    pub fn name(&mut self, area: Rect) -> Rect {
        let gap = if area.height >= layout::LOW { 2 } else { return area };
        self.paragraph(area, "career-fit", Style::new(), gap)
    }

    /// A choice outside a list: marked by a sign and by the style if it is under the cursor. Returns where the
    /// cursor goes then.
    pub fn choice(&mut self, area: Rect, text: &str, selected: bool, click: Input) -> Position {
        let pointer = if selected { POINTER } else { " " };
        let line = cut(&format!("{pointer} {text}"), usize::from(area.width.saturating_sub(1)));
        self.target(Rect { width: width(&line) + u16::from(selected), height: 1, ..area }, click);
        if selected {
            self.text(area, &format!("{line} "), self.theme.selected());
            self.buffer.set_style(
                Rect { width: 1, height: 1, ..area }.intersection(self.buffer.area),
                self.theme.accent(),
            );
        } else {
            self.text(area, &line, Style::new());
        }
        area.as_position()
    }

    /// A list, each of whose items has one or more lines, scrolled so that the cursor is in the middle. What is left
    /// out is noted at the right edge, above and below the area. Returns where the cursor goes.
    pub fn list(&mut self, area: Rect, items: &[Vec<String>], cursor: Option<usize>) -> Position {
        let height = usize::from(area.height);
        let room = usize::from(area.width).saturating_sub(3);
        let widest = items.iter().flatten().map(|line| line.width()).max().unwrap_or(0).min(room);
        // ratatui shows nothing of an item that is higher than the list.
        let rows = items.iter().map(|lines| lines.len().min(height.max(1)));
        let rows: Vec<usize> = rows.collect();
        let texts = items.iter().zip(&rows).map(|(lines, rows)| {
            lines.iter().take(*rows).map(|line| Line::raw(cut(line, room))).collect::<Text<'_>>()
        });
        let list = List::new(texts)
            .highlight_symbol(Line::from(vec![Span::styled(POINTER, self.theme.accent()), Span::raw(" ")]))
            .highlight_spacing(HighlightSpacing::Always)
            .highlight_style(self.theme.selected())
            .scroll_padding(height);
        let mut state = ListState::default().with_selected(cursor);
        // The pointer, a space, and a space behind the longest.
        let column = Rect { width: layout::rows(widest + 3).min(area.width), ..area };
        StatefulWidget::render(list, column.intersection(self.buffer.area), self.buffer, &mut state);
        let first = state.offset();
        let (mut y, mut at, mut next) = (area.y, area.as_position(), first);
        for (index, rows) in rows.iter().enumerate().skip(first) {
            let rows = layout::rows(*rows);
            if y + rows > area.bottom() {
                break;
            }
            if cursor == Some(index) {
                at.y = y;
            }
            self.target(Rect { y, height: rows, ..column }, Input::Row(index));
            y += rows;
            next = index + 1;
        }
        if first > 0 {
            let above = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
            self.text_right(above, &format!("{first} more ↑"), self.theme.quiet());
        }
        if next < items.len() {
            let below = Rect { y: area.bottom(), height: 1, ..area };
            self.text_right(below, &format!("{} more ↓", items.len() - next), self.theme.quiet());
        }
        at
    }

    /// A list of choices of one line each.
    pub fn choices<T: AsRef<str>>(&mut self, area: Rect, choices: &[T], cursor: Option<usize>) -> Position {
        let items: Vec<Vec<String>> = choices.iter().map(|choice| vec![choice.as_ref().to_owned()]).collect();
        let rows = layout::rows(items.len());
        self.list(Rect { height: area.height.min(rows), ..area }, &items, cursor)
    }

    /// Lines from one of them on, as many as fit.
    pub fn scrolled(&mut self, area: Rect, lines: &[Line<'_>], first: usize) {
        for (row, line) in area.rows().zip(lines.iter().skip(first)) {
            self.render(line, row);
        }
    }

    /// Marks an area that is under the cursor: with a sign before it and with the style. Returns where the cursor goes.
    pub fn mark(&mut self, area: Rect) -> Position {
        self.buffer.set_style(area.intersection(self.buffer.area), self.theme.selected());
        let x = area.x.saturating_sub(layout::margin(self.buffer.area.width));
        self.text(Rect { x, ..area }, POINTER, self.theme.accent());
        Position { x, y: area.y }
    }

    /// A line that shows how far one is.
    pub fn progress(&mut self, area: Rect, done: usize, all: usize) {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen questions")]
        let filled = portion(done as f64 / all.max(1) as f64, usize::from(area.width));
        let rest = self.text(area, &"═".repeat(filled), self.theme.accent());
        self.text(rest, &"─".repeat(usize::from(rest.width)), Style::new());
    }

    /// The title of a dialog. Returns the area below it.
    pub fn title(&mut self, page: Rect, title: &str) -> Rect {
        let gap = u16::from(page.height >= layout::LOW);
        self.text(page, title, self.theme.strong());
        let [_, below] = page.layout(&Layout::vertical([Constraint::Length(1 + gap), Constraint::Fill(1)]));
        below
    }

    /// A text being typed, behind its label. Returns where the cursor goes.
    pub fn text_input(&mut self, area: Rect, label: &str, input: &TextInput, style: Style) -> Position {
        let area = self.text(area, label, Style::new());
        let start = input.visual_scroll(usize::from(area.width.max(1)) - 1);
        // Scrolled in columns, and so is what is left out.
        let mut skipped = 0;
        let shown = input.value().chars().skip_while(|c| {
            let is_left_out = skipped < start;
            skipped += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
            is_left_out
        });
        let shown: String = shown.collect();
        self.text(area, &shown, style);
        let offset = u16::try_from(input.visual_cursor().saturating_sub(start)).unwrap_or(0);
        Position { x: area.x + offset, y: area.y }
    }

    /// The footer on the last row of a page: the main keys of a screen, as many as fit; or a note, with the key that
    /// leads to all others. A click on a key does what the key does.
    pub fn footer<'b, A: Copy + 'static>(
        &mut self,
        page: Rect,
        bindings: impl IntoIterator<Item = &'b Binding<A>>,
        note: Option<&str>,
    ) {
        let Some(mut row) = page.rows().next_back() else { return };
        let is_short = note.is_some() || page.width < layout::NARROW;
        let entries = bindings.into_iter().filter_map(|binding| Entry::new(binding, is_short));
        let entries: Vec<Entry> = entries.collect();
        if let Some(note) = note {
            row = self.text(
                row,
                &format!("{}  ", cut(note, usize::from(row.width.saturating_sub(8)))),
                Style::new(),
            );
            if let Some(help) = entries.iter().find(|entry| entry.is_help()) {
                self.footer_entry(row, help);
            }
            return;
        }
        let gap = if page.width < layout::NARROW { 2 } else { 3 };
        for entry in fitting(&entries, page.width, gap) {
            row = self.footer_entry(row, entry);
            row = self.text(row, &" ".repeat(usize::from(gap)), Style::new());
        }
    }

    /// An entry of the footer. If it names two arrows, the first is the first's target and the rest is the second's.
    /// Returns what is left of the row.
    fn footer_entry(&mut self, row: Rect, entry: &Entry) -> Rect {
        let rest = self.text(row, &entry.text, self.theme.quiet());
        let area = Rect { width: row.width - rest.width, ..row };
        match entry.keys[..] {
            [key] => self.target(area, Input::Key(key)),
            [first, second] => {
                self.target(Rect { width: area.width.min(1), ..area }, Input::Key(first));
                let rest = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
                self.target(rest, Input::Key(second));
            }
            _ => {}
        }
        rest
    }
}

/// An entry of the footer.
struct Entry {
    text: String,
    keys: Vec<Key>,
}

impl Entry {
    fn new<A: Copy>(binding: &Binding<A>, is_short: bool) -> Option<Self> {
        let (keys, word) = binding.footer?;
        let word = if is_short && word == "all keys" { "keys" } else { word };
        Some(Self { text: format!("{keys} {word}"), keys: binding.footer_keys() })
    }

    fn is_help(&self) -> bool {
        self.keys == [Key::Char('?')]
    }
}

/// The entries that fit, in the order of the table. "All keys" is fitted first, since it leads to the others.
fn fitting(entries: &[Entry], columns: u16, gap: u16) -> Vec<&Entry> {
    let mut left = columns + gap;
    let mut is_fitted = vec![false; entries.len()];
    let help = entries.iter().position(Entry::is_help);
    for index in help.into_iter().chain((0..entries.len()).filter(|index| Some(*index) != help)) {
        let needed = width(&entries[index].text) + gap;
        if needed <= left {
            left -= needed;
            is_fitted[index] = true;
        }
    }
    entries.iter().zip(is_fitted).filter(|(_, is_fitted)| *is_fitted).map(|(entry, _)| entry).collect()
}
