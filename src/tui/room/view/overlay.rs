//! What opens above a room's screen: all its keys, the terms on it, and where to write the result to.

use ratatui::layout::Position;
use ratatui::text::Line;

use super::result::pages;
use crate::tui::canvas::Canvas;
use crate::tui::help;
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
    let texts = match model.room.question().map(|question| model.room.item(question)) {
        Some(item) => vec![instrument.stem.clone(), item.text.clone()],
        None => pages(model).get(model.page).map_or_else(Vec::new, super::result::Page::texts),
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    help::terms(&instrument.terms_in(&texts), &model.theme, width)
}

/// Where to write the result to.
pub(super) fn write(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    match &model.overlay {
        Some(Overlay::Write(dialog)) => canvas.write_dialog(model.size, dialog),
        _ => layout::page(model.size).as_position(),
    }
}
