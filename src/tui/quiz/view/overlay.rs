//! What opens above a screen: all its keys, the terms on it, and whether to leave.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::tui::canvas::Canvas;
use crate::tui::help;
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::{HAND_IN_CHOICES, LEAVE_CHOICES, Model, Overlay};
use crate::wording::HAND_IN;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let (title, scroll) = match &model.overlay {
        Some(Overlay::Terms(scroll)) => (help::TERMS, *scroll),
        Some(Overlay::Help(scroll)) => (help::KEYS, *scroll),
        _ => ("", 0),
    };
    help::draw(canvas, model.size, title, &lines(model), scroll);
    let page = layout::page(model.size);
    canvas.footer(page, model.screen(), None);
    page.as_position()
}

/// The lines of what is open, for the present window.
pub(in crate::tui::quiz) fn lines(model: &Model) -> Vec<Line<'static>> {
    let width = usize::from(layout::page(model.size).width);
    match model.overlay {
        Some(Overlay::Help(_)) => help::keys(model.keys(), &model.without(model.keys()), model.mouse, width),
        Some(Overlay::Terms(_)) => {
            let terms = model.quiz.terms_in_view(|| texts_of_the_result(model));
            help::terms(&terms, &model.theme, width)
        }
        _ => Vec::new(),
    }
}

/// All that the result shows, with what is scrolled away.
fn texts_of_the_result(model: &Model) -> Vec<String> {
    let Some(headline) = model.quiz.headline() else { return Vec::new() };
    let bars = headline.bars.iter().map(|bar| format!("{} {}", bar.short, bar.name));
    let lines = model.pages.lines().iter().map(ToString::to_string);
    let is_shown = model.pages.opened().is_some() || layout::has_two_columns(model.size);
    let entry = model.entry().iter().filter(|_| is_shown).map(ToString::to_string);
    bars.chain([headline.verdict.clone()]).chain(lines).chain(entry).collect()
}

/// Whether to leave, and what becomes of the answers.
pub(super) fn draw_leave(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let choice = if let Some(Overlay::Leave(choice)) = &model.overlay { *choice } else { 0 };
    let mut rows = page;
    if page.height >= layout::LOW {
        canvas.text(rows.x, rows.y, "career-fit", Style::new());
        rows.y += 3;
        rows.height -= 3;
    }
    canvas.text(rows.x, rows.y, "Leave the quiz?", model.theme.strong());
    rows.y += 2;
    rows.height = rows.height.saturating_sub(2);
    if let Some(note) = &model.note {
        rows.y += canvas.paragraph(rows, note, Style::new()) + 1;
    }
    rows.y += canvas.paragraph(rows, &model.quiz.stays(), Style::new()) + 1;
    let mut cursor = rows.as_position();
    for (y, (index, text)) in (rows.y..).zip(LEAVE_CHOICES.iter().enumerate()) {
        let at = canvas.choice(Rect { y, ..rows }, y, text, index == choice, Action::Take(index));
        if index == choice {
            cursor = at;
        }
    }
    canvas.footer(page, Screen::Leave, None);
    cursor
}

/// Whether to hand the answers in; or why that did not work.
pub(super) fn draw_hand_in(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let Some(Overlay::HandIn(dialog)) = &model.overlay else { return page.as_position() };
    let roomy = page.height >= layout::LOW;
    let mut rows = Rect { height: page.height.saturating_sub(1), ..page };
    if roomy {
        canvas.text(rows.x, rows.y, "career-fit", Style::new());
        rows.y += 3;
        rows.height -= 3;
    }
    rows.y += canvas.paragraph(rows, HAND_IN, model.theme.strong()) + u16::from(roomy);
    let mut cursor = rows.as_position();
    for (y, (index, text)) in (rows.y..).zip(HAND_IN_CHOICES.iter().enumerate()) {
        let is_at = dialog.cursor == Some(index);
        let at = canvas.choice(Rect { y, ..rows }, y, text, is_at, Action::Take(index));
        if is_at {
            cursor = at;
        }
    }
    rows.y += 2 + u16::from(roomy);
    rows.height = page.bottom().saturating_sub(rows.y + 1);
    if let Some(why) = &dialog.failed {
        canvas.paragraph(rows, why, Style::new());
    }
    canvas.footer(page, Screen::HandIn, None);
    cursor
}
