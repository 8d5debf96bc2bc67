//! What opens above a screen: all its keys, the terms on it, and whether to leave.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::wrap;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{self, Action, Screen};
use crate::tui::layout;
use crate::tui::quiz::model::{LEAVE_CHOICES, Model, Overlay};
use crate::wording::NO_TERMS;

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
        Some(Overlay::Help(_)) => help(model.below(), model.mouse, width),
        Some(Overlay::Terms(_)) => terms(model, width),
        _ => Vec::new(),
    }
}

/// All keys of a screen, a line or more each; and the mouse where it is on.
fn help(screen: Screen, mouse: bool, width: usize) -> Vec<Line<'static>> {
    let keys =
        |binding: &keymap::Binding| binding.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ");
    let column = if width < usize::from(layout::NARROW) { 14 } else { 32 };
    let mut lines = Vec::new();
    let bindings = keymap::of(screen).map(|binding| (keys(binding), binding.help));
    let clicks = keymap::MOUSE.iter().filter(|_| mouse).map(|(what, does)| ((*what).to_owned(), *does));
    for (keys, does) in bindings.chain(clicks) {
        let left = wrap(&keys, column - 2, "", "");
        let right = wrap(does, width.saturating_sub(column), "", "");
        for row in 0..left.len().max(right.len()) {
            let part = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
            lines.push(Line::raw(format!("{:<column$}{}", part(&left), part(&right))));
        }
    }
    lines
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
