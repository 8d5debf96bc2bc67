//! Draws the model: one file a screen. Nothing here changes anything or decides who gets a key.

mod dialog;
mod offer;
mod overlay;
mod question;
mod result;
mod review;
mod trying;
mod welcome;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::model::Model;
use crate::text::wrap;
use crate::tui::app::Drawn;
use crate::tui::canvas::{self, Canvas};
use crate::tui::keymap::Screen;
pub(super) use overlay::lines as overlay_lines;

/// Draws the whole window; the cursor goes onto the focused option.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Drawn {
    let taken = model.banner_rows();
    canvas::draw_below(taken, &model.theme, model.mouse, area, buffer, |canvas| {
        canvas.without = model.without(model.screen());
        draw_screen(model, canvas)
    })
}

fn draw_screen(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    match model.screen() {
        Screen::Welcome => welcome::draw(
            &model.quiz.content().instrument,
            model.quiz.is_shared(),
            model.footnote().as_deref(),
            canvas,
        ),
        Screen::Resume => welcome::draw_resume(model, canvas),
        Screen::Question => question::draw(model, canvas),
        Screen::Offer => offer::draw(model, canvas),
        Screen::Review => review::draw(model, canvas),
        Screen::Result | Screen::List | Screen::Entry | Screen::WhatIf => result::draw(model, canvas),
        Screen::Trying => match &model.trial {
            Some(trial) => trying::draw(model, trial, canvas),
            None => result::draw(model, canvas),
        },
        Screen::Help | Screen::Terms => overlay::draw(model, canvas),
        Screen::Leave => overlay::draw_leave(model, canvas),
        Screen::HandIn => overlay::draw_hand_in(model, canvas),
        Screen::Code | Screen::Write | Screen::State => dialog::draw(model, canvas),
        // Those of other programs.
        Screen::People
        | Screen::Demo
        | Screen::StillThere
        | Screen::Room
        | Screen::RoomPeople
        | Screen::RoomOver
        | Screen::RoomResult
        | Screen::Blank => Position::ORIGIN,
    }
}

/// A text broken into lines with short words, of at most `widest` columns, at their right edge.
fn beside(text: &str, words: &[String], widest: usize, width: usize) -> Vec<String> {
    let room = width.saturating_sub(widest + 2);
    let text = wrap(text, room, "", "");
    let words: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    let line = |index: usize| {
        let text = text.get(index).map_or("", String::as_str);
        let word = words.get(index).map_or("", |word| word.as_str());
        format!("{text:<room$}  {word:<widest$}")
    };
    (0..text.len().max(words.len())).map(line).collect()
}
