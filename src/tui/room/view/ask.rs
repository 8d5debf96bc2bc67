//! What is asked beside the statements: how many people there are, what becomes of an earlier room, of too many
//! hands, and whether to leave.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::room::{self, Form};
use crate::tui::keymap::Input;
use crate::tui::layout;
use crate::tui::room::model::{Model, Overlay};
use crate::tui::widgets::Canvas;

/// What helps those at the back, before the first statement.
const LARGER: &str = "Make the letters large first: Ctrl and + in most terminals. 40 columns are enough.";

/// A question with a line below it; gives back the area under both.
fn head(model: &Model, canvas: &mut Canvas<'_>, title: &str, below: &str) -> Rect {
    let page = layout::page(model.area);
    let mut rows = Rect { height: page.height.saturating_sub(1), ..page };
    let gap = if page.height >= layout::LOW { 2 } else { 1 };
    for (text, style) in [(title, canvas.theme.strong()), (below, Style::new())] {
        if !text.is_empty() {
            let used = canvas.paragraph_at(rows, text, style) + gap;
            let used = used.min(rows.height);
            rows.y += used;
            rows.height -= used;
        }
    }
    rows
}

/// Choices below each other; gives back where the cursor goes.
fn choices<'t>(
    canvas: &mut Canvas<'_>,
    rows: Rect,
    choices: impl IntoIterator<Item = &'t str>,
    chosen: usize,
) -> Position {
    let mut cursor = rows.as_position();
    for (y, (index, text)) in (rows.y..).zip(choices.into_iter().enumerate()) {
        let at = canvas.choice_at(rows, y, text, index == chosen, Input::Row(index));
        if index == chosen {
            cursor = at;
        }
    }
    cursor
}

/// An earlier room can go on.
pub(super) fn resume(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let rows = head(
        model,
        canvas,
        "An earlier room is here",
        "Its counts stay until a new room has its first count.",
    );
    let texts = model.room.resume_choices();
    let cursor = choices(canvas, rows, texts.iter().map(String::as_str), model.choice);
    super::footer(model, canvas);
    cursor
}

/// How many people there are.
pub(super) fn people(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let (entry, proposed) = match &model.overlay {
        Some(Overlay::People(entry, proposed)) => (entry, *proposed),
        _ => (&model.entry, None),
    };
    let (title, below) = match (&model.overlay, proposed) {
        (None, _) => (room::HOW_MANY, opening(model)),
        (Some(_), Some(sum)) => {
            (room::HOW_MANY_NOW, format!("Press Enter for {sum}, the number of hands counted."))
        }
        (Some(_), None) => (
            room::HOW_MANY_NOW,
            format!("{} so far. The new number holds from this question on.", model.room.people()),
        ),
    };
    let rows = head(model, canvas, title, &below);
    let x = canvas.text_at(rows.x, rows.y, "People: ", Style::new());
    let x = canvas.text_at(x, rows.y, entry.text(), canvas.theme.strong());
    if model.overlay.is_none() && rows.height > 4 {
        canvas.paragraph_at(
            Rect { y: rows.y + 3, height: rows.height - 3, ..rows },
            LARGER,
            canvas.theme.quiet(),
        );
    }
    super::footer(model, canvas);
    Position { x, y: rows.y }
}

/// What the room is about to do.
fn opening(model: &Model) -> String {
    let questions = model.room.questions().len();
    let answers = model.room.labels().len();
    let more = if model.room.form() == Form::Short { "" } else { " That is the full form." };
    format!("{questions} statements. For each, hands go up {answers} times; you type how many.{more}")
}

/// More hands than people.
pub(super) fn over(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let title = model.room.over_status();
    let rows = head(model, canvas, &title, "Somebody raised a hand twice, or came later.");
    let chosen = if let Some(Overlay::Over(choice)) = &model.overlay { *choice } else { 0 };
    let cursor = choices(canvas, rows, room::OVER_CHOICES, chosen);
    super::footer(model, canvas);
    cursor
}
