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
use crate::instrument::Instrument;
use crate::tui::keymap::Place;
use crate::tui::layout;

pub(super) fn draw(instrument: &Instrument, canvas: &mut Canvas<'_>) -> Position {
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
    let used = canvas.paragraph(rows, &instrument.title, canvas.theme.strong());
    down(&mut rows, used + gap);
    if page.height >= 16 || page.width >= 60 {
        let used = canvas.paragraph(rows, &instrument.intro, Style::new());
        down(&mut rows, used);
    }
    down(&mut rows, 1 + gap);
    for text in promises(instrument, page.width) {
        let used = canvas.bullet(rows, &text);
        down(&mut rows, used);
    }
    down(&mut rows, 1 + gap);
    let cursor = canvas.choice(rows, rows.y, "Start", true);
    canvas.footer(page, Place::Welcome);
    cursor
}

fn promises(instrument: &Instrument, width: u16) -> [String; 3] {
    let (core, extra) = (instrument.core_count(), instrument.tie_breaker_count());
    let only =
        if extra > 0 && width >= 60 { format!("; {extra} more only if it is close") } else { String::new() };
    [
        format!("{core} questions, about {} minutes{only}", instrument.minutes),
        "No right answers: go back or skip".to_owned(),
        "Private: all stays on this computer".to_owned(),
    ]
}
