//! ```text
//! career-fit
//!
//! Health Informatics or Health Information Management?
//!
//! Two fields with nearly the same name, and different days at work. …
//!
//! • 24 questions, about 2 minutes
//! • No right or wrong answers; skip what you like
//! • Private: nothing leaves this computer
//!
//! > Start
//!
//! Enter start   ? all keys   q leave
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::instrument::Instrument;
use crate::text::wrap;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::Model;
use crate::wording::{self, promises, resume_choices};

/// Everything above a number of choices; gives back the area that is left for them. Choices and keys always stand;
/// decoration goes first, then the intro.
fn head(instrument: &Instrument, is_shared: bool, choices: u16, canvas: &mut Canvas<'_>) -> Rect {
    let page = layout::page((canvas.area.width, canvas.area.height));
    let mut rows = Rect { height: page.height.saturating_sub(choices + 1), ..page };
    let wrap = |text: &str, first: &str, rest: &str| wrap(text, usize::from(page.width), first, rest);
    let (title, intro) = (wrap(&instrument.title, "", ""), wrap(&instrument.intro, "", ""));
    let promises = promises(instrument, page.width < layout::NARROW, is_shared);
    let promises: Vec<String> = promises.iter().flat_map(|text| wrap(text, "• ", "  ")).collect();
    // Title and promises with a row below each; then the intro; then the name with two rows and three more gaps.
    let room = usize::from(rows.height).saturating_sub(title.len() + promises.len() + 2);
    let gap = u16::from(room >= intro.len() + 6);
    let down = |rows: &mut Rect, by: u16| {
        let by = by.min(rows.height);
        rows.y += by;
        rows.height -= by;
    };
    if gap > 0 {
        canvas.text(rows.x, rows.y, "career-fit", Style::new());
        down(&mut rows, 3);
    }
    let used = canvas.rows(rows, &title, canvas.theme.strong());
    down(&mut rows, used + gap);
    if room >= intro.len() {
        let used = canvas.rows(rows, &intro, Style::new());
        down(&mut rows, used);
    }
    down(&mut rows, 1 + gap);
    let used = canvas.rows(rows, &promises, Style::new());
    down(&mut rows, used + 1 + gap);
    rows
}

/// The first screen of a new quiz.
pub(super) fn draw(
    instrument: &Instrument,
    is_shared: bool,
    note: Option<&str>,
    canvas: &mut Canvas<'_>,
) -> Position {
    let rows = head(instrument, is_shared, 1, canvas);
    let cursor = canvas.choice(rows, rows.y, "Start", true, Action::Choose);
    canvas.footer(layout::page((canvas.area.width, canvas.area.height)), Screen::Welcome, note);
    cursor
}

/// The first screen where an earlier quiz can go on; it says what the last result was.
pub(super) fn draw_resume(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let whose = model.quiz.earlier_age().map(|age| {
        format!("An earlier quiz is here, {}. Somebody else's? Press o to start over.", wording::age(age))
    });
    let last = model.quiz.last_time().into_iter().chain(whose);
    let last: Vec<String> = last.flat_map(|text| wrap(&text, usize::from(page.width), "", "")).collect();
    let above = u16::try_from(last.len()).unwrap_or(0);
    let mut rows = head(&model.quiz.content().instrument, model.quiz.is_shared(), 2 + above, canvas);
    for line in &last {
        canvas.text(rows.x, rows.y, line, Style::new());
        rows.y += 1;
    }
    let choices = model.quiz.earlier().map(resume_choices);
    let mut cursor = rows.as_position();
    for (y, (index, text)) in (rows.y..).zip(choices.iter().flatten().enumerate()) {
        let at = canvas.choice(rows, y, text, Some(index) == model.cursor, Action::Take(index));
        if Some(index) == model.cursor {
            cursor = at;
        }
    }
    canvas.footer(page, Screen::Resume, model.footnote().as_deref());
    cursor
}
