//! All keys of a screen, as lines.

use ratatui::text::Line;

use super::keymap::{self, Action, Screen};
use super::layout;
use crate::text::wrap;

/// All keys of a screen but those of what is not done here, a line or more each; and the mouse where it is on.
pub(super) fn lines(screen: Screen, without: &[Action], mouse: bool, width: usize) -> Vec<Line<'static>> {
    let keys =
        |binding: &keymap::Binding| binding.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ");
    let column = if width < usize::from(layout::NARROW) { 14 } else { 32 };
    let mut lines = Vec::new();
    let bindings = keymap::of(screen).filter(|binding| !without.contains(&binding.action));
    let bindings = bindings.map(|binding| (keys(binding), binding.help));
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
