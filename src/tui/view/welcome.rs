//! ```text
//! career-fit
//!
//! Health Informatics or Health Information Management?
//!
//! Two fields with nearly the same name, and different days at work. …
//!
//! • 24 questions, about 3 minutes
//! • No right or wrong answers; skip what you like
//! • Private: nothing leaves this computer
//!
//! > Start
//!
//! Enter start   ? all keys   q leave
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use crate::instrument::{Opening, Session};
use crate::tui::keymap::Place;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::wording::{promises, resume_choices};

/// Everything above the choices; gives back the area that is left for them.
fn head(opening: &Opening, canvas: &mut Canvas<'_>) -> Rect {
    let page = layout::page((canvas.area.width, canvas.area.height));
    let roomy = page.height >= 18;
    let gap = u16::from(roomy);
    let mut rows = page;
    let down = |rows: &mut Rect, by: u16| {
        let by = by.min(rows.height);
        rows.y += by;
        rows.height -= by;
    };
    if roomy {
        canvas.text(rows.x, rows.y, "career-fit", Style::new());
        down(&mut rows, 3);
    }
    let used = canvas.paragraph(rows, &opening.title, canvas.theme.strong());
    down(&mut rows, used + gap);
    if page.height >= 16 || page.width >= 60 {
        let used = canvas.paragraph(rows, &opening.intro, Style::new());
        down(&mut rows, used);
    }
    down(&mut rows, 1 + gap);
    for text in promises(opening, page.width < 60) {
        let used = canvas.bullet(rows, &text);
        down(&mut rows, used);
    }
    down(&mut rows, 1 + gap);
    rows
}

/// The first screen of a new quiz.
pub(super) fn draw(opening: &Opening, note: Option<&str>, canvas: &mut Canvas<'_>) -> Position {
    let rows = head(opening, canvas);
    let cursor = canvas.choice(rows, rows.y, "Start", true);
    canvas.footer(layout::page((canvas.area.width, canvas.area.height)), Place::Welcome, note);
    cursor
}

/// The first screen where an earlier quiz can go on.
pub(super) fn draw_resume(model: &Model, earlier: &Session, canvas: &mut Canvas<'_>) -> Position {
    let rows = head(&model.content.instrument.opening(), canvas);
    let mut cursor = rows.as_position();
    for (y, (index, text)) in (rows.y..).zip(resume_choices(earlier).iter().enumerate()) {
        let place = canvas.choice(rows, y, text, index == model.cursor);
        if index == model.cursor {
            cursor = place;
        }
    }
    canvas.footer(layout::page(model.size), Place::Resume, model.footnote().as_deref());
    cursor
}
