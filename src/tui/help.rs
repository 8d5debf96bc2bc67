//! What is read above a screen: all its keys, and what the terms on it mean.

use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::keymap::{self, Action, Screen};
use super::layout;
use super::theme::Theme;
use crate::instrument::Term;
use crate::text::wrap;
use crate::wording::NO_TERMS;

/// The title above all keys.
pub(super) const KEYS: &str = "All keys of this screen";
/// The title above the terms.
pub(super) const TERMS: &str = "What these words mean";

/// How many lines a notch of the wheel scrolls.
const NOTCH: usize = 3;

/// All keys of a screen but those of what is not done here, a line or more each; and the mouse where it is on.
pub(super) fn keys(screen: Screen, without: &[Action], mouse: bool, width: usize) -> Vec<Line<'static>> {
    let names =
        |binding: &keymap::Binding| binding.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ");
    let column = if width < usize::from(layout::NARROW) { 14 } else { 32 };
    let mut lines = Vec::new();
    let bindings = keymap::of(screen).filter(|binding| !without.contains(&binding.action));
    let bindings = bindings.map(|binding| (names(binding), binding.help));
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

/// What terms mean, each below its name; or that there are none.
pub(super) fn terms(terms: &[&Term], theme: &Theme, width: usize) -> Vec<Line<'static>> {
    if terms.is_empty() {
        return wrap(NO_TERMS, width, "", "").into_iter().map(Line::raw).collect();
    }
    let mut lines = Vec::new();
    for term in terms {
        lines.push(Line::from(Span::styled(term.name.clone(), theme.strong())));
        lines.extend(wrap(&term.means, width, "  ", "  ").into_iter().map(Line::raw));
        lines.push(Line::default());
    }
    lines.pop();
    lines
}

/// Draws lines under a title, scrolled down so far, on a window of this size.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    size: (u16, u16),
    title: &str,
    lines: &[Line<'_>],
    scroll: usize,
) {
    let (page, area) = (layout::page(size), layout::overlay(size, lines.len()));
    canvas.text(page.x, page.y, title, canvas.theme.strong());
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(scroll)) {
        canvas.line(area.x, y, line, area.width);
    }
    let below = lines.len().saturating_sub(scroll + usize::from(area.height));
    if below > 0 {
        canvas.text_right(area, area.bottom(), &format!("{below} more lines ↓"), canvas.theme.quiet());
    }
}

/// The same after an action: how far it is scrolled down then.
pub(super) fn scroll(size: (u16, u16), lines: usize, scroll: usize, action: Action) -> usize {
    let page = usize::from(layout::overlay(size, lines).height);
    scrolled(scroll, action, page, lines.saturating_sub(page))
}

/// A scroll position after an action: within `0..=last`, a screenful less one line at a time.
pub(super) fn scrolled(scroll: usize, action: Action, page: usize, last: usize) -> usize {
    let step = page.saturating_sub(1).max(1);
    let to = match action {
        Action::Up => scroll.saturating_sub(1),
        Action::Down => scroll + 1,
        Action::ScrollUp => scroll.saturating_sub(NOTCH),
        Action::ScrollDown => scroll + NOTCH,
        Action::PageUp => scroll.saturating_sub(step),
        Action::PageDown => scroll + step,
        Action::First => 0,
        Action::Last => last,
        _ => scroll,
    };
    to.min(last)
}
