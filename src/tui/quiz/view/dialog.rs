//! What is typed into, and the code of a result.
//!
//! ```text
//! Write this result to a file
//!
//! > 1  Web page, prints well
//!   2  Plain text
//!
//! File: career-fit-2026-11-24-hi.html
//! ```

use qrcode::{EcLevel, QrCode};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use crate::tui::canvas::Canvas;
use crate::tui::dialog::{KINDS, Picker, WriteDialog, WriteState};
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::{Model, Overlay};
use crate::wording::CODE_MEANS;

/// Light modules around a QR code that readers need.
const QUIET: usize = 2;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    match &model.overlay {
        Some(Overlay::Write(dialog)) => write(model, dialog, canvas),
        Some(Overlay::State(picker)) => state(model, picker, canvas),
        _ => code(model, canvas),
    }
}

fn head(model: &Model, canvas: &mut Canvas<'_>, title: &str) -> Rect {
    let page = layout::page(model.size);
    canvas.text(page.x, page.y, title, canvas.theme.strong());
    let gap = if page.height < layout::LOW { 1 } else { 2 };
    Rect { y: page.y + gap, height: page.height.saturating_sub(gap), ..page }
}

/// A text being typed, after its label. Gives back where the cursor goes.
fn field(
    canvas: &mut Canvas<'_>,
    area: Rect,
    label: &str,
    text: &tui_input::Input,
    style: Style,
) -> Position {
    let x = canvas.text(area.x, area.y, label, Style::new());
    let room = usize::from(area.right().saturating_sub(x)).max(1);
    let start = text.visual_scroll(room.saturating_sub(1));
    let shown: String = text.value().chars().skip(start).collect();
    canvas.text(x, area.y, &shown, style);
    let offset = u16::try_from(text.visual_cursor().saturating_sub(start)).unwrap_or(0);
    Position { x: x + offset, y: area.y }
}

fn write(model: &Model, dialog: &WriteDialog, canvas: &mut Canvas<'_>) -> Position {
    let mut rows = head(model, canvas, "Write this result to a file");
    for (kind, (name, _)) in KINDS.iter().enumerate() {
        canvas.choice(rows, rows.y, name, kind == dialog.kind, Action::Take(kind));
        rows.y += 1;
    }
    rows.y += 1;
    let style = if dialog.is_marked { canvas.theme.selected() } else { canvas.theme.strong() };
    let cursor = field(canvas, rows, "File: ", &dialog.name, style);
    rows.y += 1 + u16::from(model.size.1 >= layout::LOW);
    rows.height = 3;
    let said = match &dialog.state {
        WriteState::Asking => hint(dialog),
        WriteState::Exists => {
            "This file is already there. Enter writes over it; Esc, or another name, keeps it.".to_owned()
        }
        WriteState::Failed(why) => why.clone(),
    };
    canvas.paragraph(rows, &said, Style::new());
    canvas.footer(layout::page(model.size), Screen::Write, None);
    cursor
}

/// What can be done with the name, or what becomes of it.
fn hint(dialog: &WriteDialog) -> String {
    match dialog.file() {
        _ if dialog.is_marked => "Type another name, or press ← to change this one.".to_owned(),
        Some(name) if name != dialog.name.value() => format!("It will be called {name}"),
        _ => String::new(),
    }
}

fn state(model: &Model, picker: &Picker, canvas: &mut Canvas<'_>) -> Position {
    let rows = head(model, canvas, "Pay for which state?");
    let cursor = field(canvas, rows, "Type its name: ", &picker.typed, canvas.theme.strong());
    let list = Rect { y: rows.y + 2, height: rows.height.saturating_sub(4), ..rows };
    let places = picker.places();
    if places.is_empty() {
        canvas.text(list.x, list.y, "No state fits. Erase a letter.", Style::new());
    }
    let height = usize::from(list.height).max(1);
    let first = picker.cursor.saturating_sub(height / 2).min(places.len().saturating_sub(height));
    for (y, (index, place)) in (list.y..list.bottom()).zip(places.iter().enumerate().skip(first)) {
        canvas.choice(list, y, place, index == picker.cursor, Action::Take(index));
    }
    let below = places.len().saturating_sub(first + height);
    if below > 0 {
        canvas.text_right(list, list.bottom(), &format!("{below} more ↓"), canvas.theme.quiet());
    }
    canvas.footer(layout::page(model.size), Screen::State, None);
    cursor
}

/// The code in words and, where there is room, as a QR code.
fn code(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let mut rows = head(model, canvas, "The code of this result");
    let Some(outcome) = model.quiz.outcome() else { return rows.as_position() };
    canvas.text(rows.x, rows.y, &outcome.code, canvas.theme.strong());
    let cursor = rows.as_position();
    rows.y += 2;
    rows.height = rows.height.saturating_sub(2);
    let command = format!("career-fit show {}", outcome.code);
    for text in [CODE_MEANS, command.as_str()] {
        let used = canvas.paragraph(rows, text, Style::new());
        rows.y += used;
        rows.height = rows.height.saturating_sub(used);
    }
    rows.y += 1;
    rows.height = rows.height.saturating_sub(2);
    if canvas.theme.half_blocks && !qr(canvas, rows, &outcome.code) {
        canvas.text(rows.x, rows.y, "A taller window shows a QR code here.", Style::new());
    }
    canvas.footer(layout::page(model.size), Screen::Code, None);
    cursor
}

/// Draws a QR code, two modules a cell; `false` where it doesn't fit.
fn qr(canvas: &mut Canvas<'_>, area: Rect, text: &str) -> bool {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return false };
    let (size, colours) = (code.width(), code.to_colors());
    let is_dark = |x: usize, y: usize| {
        let inside = (QUIET..QUIET + size).contains(&x) && (QUIET..QUIET + size).contains(&y);
        inside && colours.get((y - QUIET) * size + x - QUIET) == Some(&qrcode::Color::Dark)
    };
    let side = size + 2 * QUIET;
    let lines = side.div_ceil(2);
    if side > usize::from(area.width) || lines + 1 > usize::from(area.height) {
        return false;
    }
    let style = if canvas.theme.is_coloured() {
        Style::new().fg(Color::Black).bg(Color::White)
    } else {
        Style::new()
    };
    for (row, y) in (0..lines).zip(area.y..) {
        let line: String = (0..side)
            .map(|x| half(is_dark(x, 2 * row), is_dark(x, 2 * row + 1), canvas.theme.is_coloured()))
            .collect();
        canvas.text(area.x, y, &line, style);
    }
    true
}

/// Two modules, one above the other. Where no colour is sent, light modules are the inked ones: most terminals
/// are dark.
fn half(upper: bool, lower: bool, coloured: bool) -> char {
    match if coloured { (upper, lower) } else { (!upper, !lower) } {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}
