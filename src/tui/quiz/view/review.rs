//! ```text
//! Your answers                                              24 of 24 answered
//!
//! > See your result
//!
//!    1  find out why some lab results don't show up in a record     Like
//!    2  find out what is missing from a record before it delays care  Unsure
//! ```

use ratatui::layout::Position;
use ratatui::style::Style;

use crate::instrument::Response;
use crate::tui::canvas::{Canvas, Rows};
use crate::tui::layout;
use crate::tui::quiz::model::Model;
use crate::wording::{answer, counted, go_on};

const TITLE: &str = "Your answers";

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::wide_page(model.size);
    let list = layout::review(model.size);
    let counted = counted(model.quiz.session());
    // Where there is no room for both, how many there are says more.
    if counted.chars().count() + TITLE.len() < usize::from(page.width) {
        canvas.text(page.x, page.y, TITLE, model.theme.strong());
    }
    canvas.text_right(page, page.y, &counted, Style::new());
    let width = usize::from(list.width).saturating_sub(3);
    let row = |index: usize| match index.checked_sub(1) {
        None => vec![go_on(model.quiz.session())],
        Some(index) => entry(model, index, width).unwrap_or_default(),
    };
    let cursor = canvas.list(list, &Rows::new(1 + model.quiz.session().len(), model.cursor, &row));
    canvas.footer(page, model.keys(), model.footnote().as_deref());
    cursor
}

/// Number, activity and answer of an item. Where room is short the answer is its number alone.
fn entry(model: &Model, index: usize, width: usize) -> Option<Vec<String>> {
    let instrument = &model.quiz.content().instrument;
    let item = instrument.item(index)?;
    let (answer, widest) = if width < usize::from(layout::NARROW) {
        (short_answer(model, index), "skip".len())
    } else {
        let widest = Response::all().map(|response| instrument.option(response).chars().count()).max();
        (answer(instrument, model.quiz.session(), index).to_owned(), widest.unwrap_or(0))
    };
    let number = format!("{:>2}  ", index + 1);
    let lines = super::beside(&item.text, &[answer], widest, width.saturating_sub(number.len()));
    let head = |line: usize| if line == 0 { number.clone() } else { " ".repeat(number.len()) };
    Some(lines.into_iter().enumerate().map(|(line, text)| head(line) + &text).collect())
}

fn short_answer(model: &Model, index: usize) -> String {
    match model.quiz.session().responses().get(index) {
        Some(response) => response.value().to_string(),
        None if model.quiz.session().is_skipped(index) => "skip".to_owned(),
        None => "-".to_owned(),
    }
}
