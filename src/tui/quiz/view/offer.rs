//! ```text
//! Too close to call so far
//!
//! Your answers point to both paths about equally. Six more questions …
//!
//! > Answer them
//!   No, go on without them
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::quiz::model::Model;
use crate::wording::{OFFER_CHOICES, OFFER_TITLE, offer};

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let roomy = page.height >= layout::LOW;
    let mut rows = page;
    if roomy {
        canvas.text(rows.x, rows.y, "career-fit", Style::new());
        rows.y += 3;
        rows.height -= 3;
    }
    canvas.text(rows.x, rows.y, OFFER_TITLE, model.theme.strong());
    rows.y += 2;
    rows.height -= 2;
    rows.y += canvas.paragraph(rows, &offer(&model.quiz.content().instrument), Style::new()) + 1;
    let mut cursor = rows.as_position();
    for (index, choice) in OFFER_CHOICES.iter().enumerate() {
        let row = Rect { y: rows.y + u16::try_from(index).unwrap_or(0), ..rows };
        let at = canvas.choice(rows, row.y, choice, Some(index) == model.cursor, Action::Take(index));
        if Some(index) == model.cursor {
            cursor = at;
        }
    }
    canvas.footer(page, model.keys(), model.footnote().as_deref());
    cursor
}
