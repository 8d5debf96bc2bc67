//! What opens above a screen: all its keys, the terms on it, and whether to leave.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::wrap;
use crate::tui::canvas::Canvas;
use crate::tui::help;
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::{HAND_IN_CHOICES, LEAVE_CHOICES, Model, Overlay};
use crate::wording::{HAND_IN, NO_TERMS};

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let page = layout::page(model.size);
    let lines = lines(model);
    let area = layout::overlay(model.size, lines.len());
    let (title, scroll) = match &model.overlay {
        Some(Overlay::Terms(scroll)) => ("What these words mean", *scroll),
        Some(Overlay::Help(scroll)) => ("All keys of this screen", *scroll),
        _ => ("", 0),
    };
    canvas.text(page.x, page.y, title, model.theme.strong());
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(scroll)) {
        canvas.line(area.x, y, line, area.width);
    }
    let shown = scroll + usize::from(area.height);
    if shown < lines.len() {
        canvas.text_right(
            area,
            area.bottom(),
            &format!("{} more lines ↓", lines.len() - shown),
            canvas.theme.quiet(),
        );
    }
    canvas.footer(page, model.screen(), None);
    page.as_position()
}

/// The lines of what is open, for the present window.
pub(in crate::tui::quiz) fn lines(model: &Model) -> Vec<Line<'static>> {
    let width = usize::from(layout::page(model.size).width);
    match model.overlay {
        Some(Overlay::Help(_)) => help::lines(model.keys(), model.without(), model.mouse, width),
        Some(Overlay::Terms(_)) => terms(model, width),
        _ => Vec::new(),
    }
}

/// The terms that stand on the screen, each with what it means.
fn terms(model: &Model, width: usize) -> Vec<Line<'static>> {
    let terms = model.quiz.terms_in_view(|| texts_of_the_result(model));
    if terms.is_empty() {
        return wrap(NO_TERMS, width, "", "").into_iter().map(Line::raw).collect();
    }
    let mut lines = Vec::new();
    for term in terms {
        lines.push(Line::from(Span::styled(term.name.clone(), model.theme.strong())));
        lines.extend(wrap(&term.means, width, "  ", "  ").into_iter().map(Line::raw));
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

/// All that the result shows, with what is scrolled away.
fn texts_of_the_result(model: &Model) -> Vec<String> {
    let Some(headline) = model.quiz.headline() else { return Vec::new() };
    let bars = headline.bars.iter().map(|bar| format!("{} {}", bar.short, bar.name));
    let lines = model.pages.lines().iter().map(ToString::to_string);
    let is_shown = model.pages.opened().is_some() || layout::has_two_columns(model.size);
    let entry = model.entry().into_iter().filter(|_| is_shown).map(|line| line.to_string());
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
