//! Draws a room: one file a screen. Few words, much space, thick bars: it is read from the back of the room.

mod ask;
mod bar;
mod question;
mod result;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keys;
use super::model::{Model, Screen};
use crate::instrument::Term;
use crate::tui::widgets::{self, Canvas};
use crate::tui::{Drawn, layout};
pub(super) use result::pages;

/// Draws the whole window.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Drawn {
    widgets::draw(&model.theme, area, buffer, |canvas| match (model.dialog(), model.screen()) {
        (Some(dialog), _) if !model.is_blank => dialog.draw(area, canvas),
        (_, Screen::Resume) => ask::resume(model, canvas),
        (_, Screen::People) => ask::people(model, canvas),
        (_, Screen::Question) => question::draw(model, canvas),
        (_, Screen::Over) => ask::over(model, canvas),
        (_, Screen::Result) => result::draw(model, canvas),
        (_, Screen::Blank) => Position::ORIGIN,
    })
}

/// The footer of the screen.
fn footer(model: &Model, canvas: &mut Canvas<'_>) {
    let note = model.footnote();
    canvas.footer(layout::page(model.area), keys::bindings(model.screen()), note.as_deref());
}

/// The terms on the screen.
pub(super) fn terms(model: &Model) -> Vec<&Term> {
    let instrument = &model.room.content().instrument;
    let texts = match model.room.question().map(|question| model.room.item(question)) {
        Some(item) => vec![instrument.stem.clone(), item.text.clone()],
        None => pages(model).get(model.page).map_or_else(Vec::new, result::Page::texts),
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    instrument.terms_in(&texts)
}
