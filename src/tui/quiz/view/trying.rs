//! ```text
//! Your answers point clearly to Health Informatics
//!
//! HI   Health Informatics             ████████████████████████──────  4.2 of 5
//! HIM  Health Information Management  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒───────────────  2.6 of 5
//! Gap 1.60 to HI, was 3.14 to HI. 1 answer changed.
//!
//! > Link two clinics' systems so that doctors see the      Strongly dislike
//!   whole record                                           was Strongly like
//!   Find out what is missing from a record before it …     Dislike
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::result::{draw_bar, draw_verdict};
use crate::instrument::Response;
use crate::quiz::Trial;
use crate::report::{Tab, words};
use crate::tui::canvas::{Canvas, Rows};
use crate::tui::keymap::Screen;
use crate::tui::layout;
use crate::tui::quiz::model::Model;

/// What stands before an answer that was given.
const WAS: &str = "was ";

pub(super) fn draw(model: &Model, trial: &Trial, canvas: &mut Canvas<'_>) -> Position {
    let headline = model.quiz.headline_of(&trial.outcome);
    let areas = layout::trying(model.size, headline);
    draw_verdict(canvas, areas.verdict, &layout::verdict(model.size, Tab::Glance, headline));
    for (y, bar) in (areas.bars.y..areas.bars.bottom()).zip(&headline.bars) {
        draw_bar(canvas, Rect { y, height: 1, ..areas.bars }, bar);
    }
    let gap = model.quiz.tried(trial).unwrap_or_default();
    // How many answers are changed is left out where there is no room.
    let fits = gap.chars().count() <= usize::from(areas.gap.width);
    let brief = gap.find(". ").and_then(|end| gap.get(..=end)).filter(|_| !fits);
    canvas.text(areas.gap.x, areas.gap.y, brief.unwrap_or(&gap), Style::new());
    let width = usize::from(areas.list.width).saturating_sub(3);
    // The same for all rows, and a frame asks for all of them.
    let longest = Response::all().map(|response| said(model, width, Some(response)).chars().count()).max();
    let widest = longest.unwrap_or(0) + WAS.len();
    let row = |index: usize| {
        trial.items.get(index).map_or_else(Vec::new, |item| row(model, trial, *item, (width, widest)))
    };
    let cursor = canvas.list(areas.list, &Rows::new(trial.items.len(), model.cursor, &row));
    canvas.footer(areas.footer, Screen::Trying, model.footnote().as_deref());
    cursor
}

/// An activity with its answer as it is tried, and under it how it was given, where that is another; in a width, with
/// answers of at most so many columns in it.
fn row(model: &Model, trial: &Trial, item: usize, (width, widest): (usize, usize)) -> Vec<String> {
    let text = model
        .quiz
        .content()
        .instrument
        .item(item)
        .map_or_else(String::new, |item| words::sentence(&item.text));
    let (given, now) = (model.quiz.session().responses().get(item), trial.response(item));
    let was = if given == now { String::new() } else { format!("{WAS}{}", said(model, width, given)) };
    super::beside(&text, &[said(model, width, now), was], widest, width)
}

/// A response in words, or as its number alone where there is little room.
fn said(model: &Model, width: usize, response: Option<Response>) -> String {
    match response {
        Some(response) if width < usize::from(layout::NARROW) => response.value().to_string(),
        Some(response) => {
            format!("{} {}", response.value(), model.quiz.content().instrument.option(response))
        }
        None => String::new(),
    }
}
