//! What opens above a room's screen: all its keys, the terms on it, and where to write the result to.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::result::pages;
use crate::room::report::KINDS;
use crate::tui::canvas::Canvas;
use crate::tui::dialog::WriteState;
use crate::tui::help;
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::room::model::{Model, Overlay};

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let (title, scroll) = match &model.overlay {
        Some(Overlay::Terms(scroll)) => (help::TERMS, *scroll),
        Some(Overlay::Help(scroll)) => (help::KEYS, *scroll),
        _ => ("", 0),
    };
    help::draw(canvas, model.size, title, &lines(model), scroll);
    let page = layout::page(model.size);
    canvas.footer(page, model.screen(), None);
    page.as_position()
}

/// The lines of what is open, for the present window.
pub(in crate::tui::room) fn lines(model: &Model) -> Vec<Line<'static>> {
    let width = usize::from(layout::page(model.size).width);
    match model.overlay {
        Some(Overlay::Help(_)) => help::keys(model.below(), &[], model.mouse, width),
        Some(Overlay::Terms(_)) => terms(model, width),
        _ => Vec::new(),
    }
}

/// The terms that stand on the screen, each with what it means.
fn terms(model: &Model, width: usize) -> Vec<Line<'static>> {
    let instrument = &model.room.content().instrument;
    let texts = match model.room.question().and_then(|question| model.room.item(question)) {
        Some(item) => vec![instrument.stem.clone(), item.text.clone()],
        None => pages(model).get(model.page).map_or_else(Vec::new, super::result::Page::texts),
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    help::terms(&instrument.terms_in(&texts), &model.theme, width)
}

/// Where to write the result to.
pub(super) fn write(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let Some(Overlay::Write(dialog)) = &model.overlay else { return page.as_position() };
    canvas.text(page.x, page.y, "Write this result to a file", canvas.theme.strong());
    let gap = if page.height < layout::LOW { 1 } else { 2 };
    let mut rows = Rect { y: page.y + gap, ..page };
    for (kind, (name, ..)) in KINDS.iter().enumerate() {
        canvas.choice(rows, rows.y, name, kind == dialog.kind, Action::Take(kind));
        rows.y += 1;
    }
    rows.y += 1;
    let x = canvas.text(rows.x, rows.y, "File: ", Style::new());
    let ending = format!(".{}", dialog.ending());
    let room = usize::from(rows.right().saturating_sub(x)).saturating_sub(ending.len() + 1).max(1);
    let start = dialog.name.visual_scroll(room);
    let shown: String = dialog.name.value().chars().skip(start).take(room + 1).collect();
    let end = canvas.text(x, rows.y, &shown, canvas.theme.strong());
    canvas.text(end, rows.y, &ending, Style::new());
    let offset = u16::try_from(dialog.name.visual_cursor().saturating_sub(start)).unwrap_or(0);
    let cursor = Position { x: x + offset, y: rows.y };
    rows.y += 1 + u16::from(model.size.1 >= layout::LOW);
    let said = match &dialog.state {
        WriteState::Asking => String::new(),
        WriteState::Exists => {
            "This file is already there. Enter writes over it; Esc, or another name, keeps it.".to_owned()
        }
        WriteState::Failed(why) => why.clone(),
    };
    canvas.paragraph(Rect { height: 3, ..rows }, &said, Style::new());
    canvas.footer(page, Screen::Write, None);
    cursor
}
