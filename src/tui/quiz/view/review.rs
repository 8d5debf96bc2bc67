//! ```text
//! Your answers                                              24 of 24 answered
//!
//! > See your result
//!
//!    1  link two clinics' systems so that doctors see the whole record     Like
//!    2  find out what is missing from a record before it delays care  Unsure
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::instrument::Response;
use crate::text::cut;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
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
    let height = usize::from(list.height).max(1);
    let rows = model.quiz.session().len() + 1;
    // The cursor stays in the middle where there is more above and below.
    let first = model.cursor.unwrap_or(0).saturating_sub(height / 2).min(rows.saturating_sub(height));
    let mut cursor = list.as_position();
    for (y, row) in (list.y..list.bottom()).zip(first..rows) {
        let text = match row.checked_sub(1) {
            None => Some(go_on(model.quiz.session())),
            Some(index) => entry(model, index, usize::from(list.width)),
        };
        let Some(text) = text else { break };
        let at = canvas.choice(list, y, &text, Some(row) == model.cursor, Action::Take(row));
        if Some(row) == model.cursor {
            cursor = at;
        }
    }
    more(canvas, list, first, rows);
    canvas.footer(page, model.keys(), model.footnote().as_deref());
    cursor
}

/// Marks at the right edge where the list goes on.
fn more(canvas: &mut Canvas<'_>, list: Rect, first: usize, rows: usize) {
    let y = list.bottom();
    let shown = first + usize::from(list.height);
    if shown < rows {
        canvas.text_right(list, y, &format!("{} more ↓", rows - shown), canvas.theme.quiet());
    }
    if first > 0 {
        canvas.text_right(list, list.y.saturating_sub(1), &format!("{first} more ↑"), canvas.theme.quiet());
    }
}

/// Number, activity and answer of an item on one line of `width` columns. Where room is short the answer is its
/// number alone.
fn entry(model: &Model, index: usize, width: usize) -> Option<String> {
    let instrument = &model.quiz.content().instrument;
    let item = instrument.item(index)?;
    let (answer, widest) = if width < usize::from(layout::NARROW) {
        (short_answer(model, index), "skip".len())
    } else {
        let widest = Response::all().map(|response| instrument.option(response).chars().count()).max();
        (answer(instrument, model.quiz.session(), index).to_owned(), widest.unwrap_or(0))
    };
    let head = format!("{:>2}  ", index + 1);
    // Two columns for the cursor's mark, one at the end for the bar under it.
    let room = width.saturating_sub(3 + head.len() + 2 + widest);
    Some(format!("{head}{:<room$}  {answer:<widest$}", cut(&item.text, room)))
}

fn short_answer(model: &Model, index: usize) -> String {
    match model.quiz.session().responses().get(index) {
        Some(response) => response.value().to_string(),
        None if model.quiz.session().is_skipped(index) => "skip".to_owned(),
        None => "-".to_owned(),
    }
}
