//! ```text
//! Question 3 of 12                                                    30 people
//! ═══════════════──────────────────────────────────────────────────────────────
//!
//! How much would you like to...
//!
//! write a program that finds mistakes in health data
//!
//!
//!   Dislike   in
//!
//! > Unsure    hands up now  ••
//!
//!   Like
//!
//!
//! Hands are in for 1 of 3 answers
//!
//! Enter count   Space show   PageDown next   ? all keys
//! ```
//!
//! Once the counts are shown, each answer has a bar.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::bar;
use crate::room::{self, Question};
use crate::text::wrap;
use crate::tui::flow::portion;
use crate::tui::keymap::Input;
use crate::tui::layout;
use crate::tui::room::model::Model;
use crate::tui::widgets::Canvas;

/// What stands behind a count that nobody counted.
const REST: &str = "the rest";

/// The most rows that an answer takes: a bar of two and a gap.
const STEP: u16 = 3;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.area);
    let Some((question, item)) = model.room.question().map(|question| (question, model.room.item(question)))
    else {
        return page.as_position();
    };
    let text = wrap(&item.text, usize::from(page.width), "", "");
    let plan = Plan::new(page.height, text.len(), question.hands().len());
    canvas.text_at(page.x, page.y, &model.room.question_number(), Style::new());
    canvas.text_right_at(page, page.y, &room::people(model.room.people()), Style::new());
    let mut y = page.y + 1;
    if plan.bar {
        progress(model, canvas, page, y);
        y += 1;
    }
    y += plan.below_head;
    if plan.stem {
        canvas.text_at(page.x, y, &model.room.content().instrument.stem, Style::new());
        y += 1 + plan.below_stem;
    }
    let text = text.get(..plan.text).unwrap_or(&text);
    y += canvas.rows_at(
        Rect { y, height: page.bottom().saturating_sub(y), ..page },
        text,
        canvas.theme.strong(),
    );
    y += plan.below_text;
    let area = Rect { y, height: plan.step, ..page };
    let cursor = answers(model, question, canvas, area);
    y += plan.step * u16::try_from(question.hands().len()).unwrap_or(0) + plan.below_answers;
    let status = model.room.status();
    canvas.text_at(page.x, y.min(page.bottom().saturating_sub(2)), &status, Style::new());
    super::footer(model, canvas);
    cursor
}

/// What there is room for. The statement, the answers, how many hands are in and the keys always stand.
struct Plan {
    /// How many lines of the statement.
    text: usize,
    stem: bool,
    bar: bool,
    below_head: u16,
    below_stem: u16,
    below_text: u16,
    below_answers: u16,
    /// Rows from one answer to the next.
    step: u16,
}

impl Plan {
    fn new(height: u16, text: usize, answers: usize) -> Self {
        let answers = u16::try_from(answers).unwrap_or(u16::MAX);
        let fixed = answers.saturating_add(3);
        let text = text.min(usize::from(height.saturating_sub(fixed)));
        let mut left = height.saturating_sub(fixed + u16::try_from(text).unwrap_or(0));
        let mut take = |wanted: u16| {
            let fits = wanted <= left;
            left -= if fits { wanted } else { 0 };
            fits
        };
        let stem = take(1);
        let (text_gap, status_gap) = (take(1), take(1));
        let two = take(answers.saturating_sub(1));
        let (bar, head_gap, stem_gap) = (take(1), take(1), take(1));
        let three = two && take(answers);
        let more = [take(1), take(1), take(1)].map(u16::from);
        Self {
            text,
            stem,
            bar,
            below_head: u16::from(head_gap) + more[2],
            below_stem: u16::from(stem_gap),
            below_text: u16::from(text_gap) + more[0],
            below_answers: u16::from(status_gap) + more[1],
            step: if three { STEP } else { 1 + u16::from(two) },
        }
    }
}

fn progress(model: &Model, canvas: &mut Canvas<'_>, page: Rect, y: u16) {
    let (done, all) = (model.room.at(), model.room.questions().len().max(1));
    #[expect(clippy::cast_precision_loss, reason = "a few dozen questions")]
    let filled = portion(done as f64 / all as f64, usize::from(page.width));
    let x = canvas.text_at(page.x, y, &"═".repeat(filled), model.theme.accent());
    canvas.text_at(x, y, &"─".repeat(usize::from(page.width) - filled), Style::new());
}

/// The answers, from an area of the first one on; gives back where the cursor goes.
fn answers(model: &Model, question: &Question, canvas: &mut Canvas<'_>, first: Rect) -> Position {
    let labels = model.room.labels();
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let mut cursor = first.as_position();
    for (index, (label, hands)) in labels.iter().zip(question.hands()).enumerate() {
        let y = first.y + first.height * u16::try_from(index).unwrap_or(0);
        let area = Rect { y, ..first };
        let is_here = index == model.answer;
        let text = format!("{label:<width$}");
        canvas.choice_at(area, y, &text, is_here, Input::Row(index));
        // The pointer, a space, the label, and the end of what is marked.
        let beside = area.x + u16::try_from(width + 5).unwrap_or(u16::MAX).min(area.width);
        let area = Rect { x: beside, width: area.right() - beside, ..area };
        let end = state(model, question, canvas, area, index, *hands);
        if is_here {
            cursor = Position { x: end, y };
        }
    }
    cursor
}

/// What stands beside an answer: what is being typed, its bar, or that its hands are in. Gives back the column after
/// what is typed.
fn state(
    model: &Model,
    question: &Question,
    canvas: &mut Canvas<'_>,
    area: Rect,
    answer: usize,
    hands: Option<u32>,
) -> u16 {
    let is_here = answer == model.answer;
    let typed = model.entry.text();
    if is_here && (!typed.is_empty() || hands.is_none()) {
        let typed = if question.is_shown() { typed.to_owned() } else { "•".repeat(typed.chars().count()) };
        let x = canvas.text_at(area.x, area.y, "hands up now  ", Style::new());
        return canvas.text_at(x, area.y, &typed, canvas.theme.strong());
    }
    match hands {
        None => {}
        Some(hands) if question.is_shown() => {
            let most = model.room.people_at(question).max(question.sum()).max(1);
            let share = f64::from(hands) / f64::from(most);
            // Every bar ends where the longest could, whatever stands behind it.
            let beside = if model.area.width < layout::NARROW { 0 } else { REST.len() + 1 };
            let width = area.width.saturating_sub(u16::try_from(beside).unwrap_or(0));
            bar::draw(canvas, Rect { width, ..area }, share, &hands.to_string());
            if beside > 0 && question.rest() == Some(answer) {
                canvas.text_right_at(area, area.y, REST, canvas.theme.quiet());
            }
        }
        Some(_) if question.rest() == Some(answer) => {
            canvas.text_at(area.x, area.y, "in: the rest", Style::new());
        }
        Some(_) => {
            canvas.text_at(area.x, area.y, "in", Style::new());
        }
    }
    area.x
}
