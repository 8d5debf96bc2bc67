//! What is typed into, and the code of a result.

use qrcode::{EcLevel, QrCode};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use crate::tui::canvas::Canvas;
use crate::tui::dialog::Picker;
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::{Model, Overlay};
use crate::wording::CODE_MEANS;

/// Light modules around a QR code that readers need.
const QUIET: usize = 2;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    match &model.overlay {
        Some(Overlay::Write(dialog)) => canvas.write_dialog(model.size, dialog),
        Some(Overlay::State(picker)) => state(model, picker, canvas),
        _ => code(model, canvas),
    }
}

fn state(model: &Model, picker: &Picker, canvas: &mut Canvas<'_>) -> Position {
    let rows = canvas.title(model.size, "Pay for which state?");
    let cursor = canvas.field(rows, "Type its name: ", &picker.typed, canvas.theme.strong());
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
    let mut rows = canvas.title(model.size, "The code of this result");
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
