//! ```text
//! career-fit                                                  Question 7 of 24
//! ═══════════════════════─────────────────────────────────────────────────────
//!
//! Patient records
//!
//! How much would you like to...
//! find out what is missing from a record before it delays care
//!
//!
//!   1  Strongly dislike
//!   2  Dislike
//!   3  Unsure
//! > 4  Like             your answer
//!   5  Strongly like
//!
//! Question 6: Dislike. ← changes it
//!
//! ↑↓ choose   1-5 answer   Enter next   ← back   s skip   ? all keys
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::instrument::{Item, Response};
use crate::text::wrap;
use crate::tui::canvas::Canvas;
use crate::tui::flow::portion;
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::quiz::model::Model;
use crate::wording::{answer, question_number};

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let Some(item) = model.quiz.content().instrument.item(model.quiz.session().at()) else {
        return page.as_position();
    };
    let plan = Plan::new(model, item, page);
    canvas.text(page.x, page.y, "career-fit", Style::new());
    canvas.text_right(page, page.y, &question_number(model.quiz.session()), Style::new());
    let mut y = page.y + 1;
    if plan.bar {
        progress(model, canvas, page, y);
        y += 1;
    }
    y += plan.gaps[0];
    if plan.area {
        canvas.text(page.x, y, model.quiz.content().instrument.area_label(item), Style::new());
        y += 1;
    }
    y += plan.gaps[1];
    canvas.text(page.x, y, &model.quiz.content().instrument.stem, Style::new());
    y += 1;
    let asked = Position { x: page.x, y };
    for line in &plan.text {
        canvas.text(page.x, y, line, model.theme.strong());
        y += 1;
    }
    y += plan.gaps[2];
    // Where nothing was chosen yet, the cursor is at what is asked.
    let cursor = options(model, canvas, Rect { y, ..page }, plan.step).unwrap_or(asked);
    let mut note = model.footnote();
    match remark(model, page.width < layout::NARROW || plan.gaps[3] == 0) {
        Some(remark) if plan.gaps[3] > 0 => {
            canvas.text(page.x, y + 5 * plan.step + 1, &remark, model.theme.quiet());
        }
        remark => note = note.or(remark),
    }
    canvas.footer(page, model.keys(), note.as_deref());
    cursor
}

/// What became of the question before, or that this one was skipped; in fewer words where there is little room.
fn remark(model: &Model, is_narrow: bool) -> Option<String> {
    let (session, instrument) = (model.quiz.session(), &model.quiz.content().instrument);
    if let Some(before) = model.just_answered {
        let (number, answer) = (before + 1, answer(instrument, session, before));
        // Whoever watches a made-up person changes nothing.
        let is_watched = model.quiz.next_deed().is_some();
        return Some(match (is_narrow, is_watched) {
            (true, false) => format!("← changes {number}: {answer}"),
            (false, false) => format!("Question {number}: {answer}. ← changes it"),
            (_, true) => format!("Question {number}: {answer}."),
        });
    }
    let words =
        if is_narrow { "Skipped. Enter leaves it so." } else { "You skipped this one. Enter leaves it so." };
    session.is_skipped(session.at()).then(|| words.to_owned())
}

/// What there is room for. Decoration goes first: gaps, then the bar, then the area.
struct Plan {
    text: Vec<String>,
    bar: bool,
    area: bool,
    /// Empty rows above the area, above the question, above the options, and below them.
    gaps: [u16; 4],
    /// Rows from one option to the next.
    step: u16,
}

impl Plan {
    fn new(model: &Model, item: &Item, page: Rect) -> Self {
        let mut text = wrap(&item.text, usize::from(page.width), "", "");
        // Head, stem, options and footer always stand; the activity gives way only in tiny windows.
        let fixed = 2 + u16::try_from(Response::COUNT).unwrap_or(0) + 1;
        text.truncate(usize::from(page.height.saturating_sub(fixed)));
        let mut left = page.height.saturating_sub(fixed + u16::try_from(text.len()).unwrap_or(0));
        let mut take = |wanted: u16| {
            let got = wanted.min(left);
            left -= got;
            got
        };
        let area = take(u16::from(!model.quiz.content().instrument.area_label(item).is_empty())) > 0;
        let options_gap = take(1);
        let below = take(1);
        let bar = take(1) > 0;
        let area_gap = take(1);
        let text_gap = take(1);
        let more = take(1);
        let step = if page.height >= layout::TALL { 2 } else { 1 };
        Self { text, bar, area, gaps: [area_gap, text_gap, options_gap + more, below], step }
    }
}

fn progress(model: &Model, canvas: &mut Canvas<'_>, page: Rect, y: u16) {
    let (done, all) = (model.quiz.session().settled(), model.quiz.session().len().max(1));
    #[expect(clippy::cast_precision_loss, reason = "a few dozen questions")]
    let filled = portion(done as f64 / all as f64, usize::from(page.width));
    let rest = usize::from(page.width) - filled;
    let x = canvas.text(page.x, y, &"═".repeat(filled), model.theme.accent());
    canvas.text(x, y, &"─".repeat(rest), Style::new());
}

/// The five options; gives back where the chosen one stands.
fn options(model: &Model, canvas: &mut Canvas<'_>, area: Rect, step: u16) -> Option<Position> {
    let given = model.quiz.session().responses().get(model.quiz.session().at());
    let mut cursor = None;
    let options = model.quiz.content().instrument.options.iter();
    let width = options.map(|option| option.chars().count()).max().unwrap_or(0);
    for (row, response) in (0..).zip(Response::all()) {
        let selected = Some(response.index()) == model.cursor;
        let label = model.quiz.content().instrument.option(response);
        let mark = if given == Some(response) { "  your answer" } else { "" };
        let text = format!("{}  {label:<width$}{mark}", response.value());
        let at = canvas.choice(area, area.y + row * step, &text, selected, Action::Pick(response.value()));
        if selected {
            cursor = Some(at);
        }
    }
    cursor
}
