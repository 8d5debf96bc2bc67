//! The footer: the main keys of a screen, as many as fit.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Canvas;
use crate::text::cut;
use crate::tui::keymap::{self, Action, Screen};
use crate::tui::layout;

impl Canvas<'_> {
    /// The main keys of a screen, as many as fit, on the last row of an area; or a note, with the key that leads to
    /// all others. A click on a key does what the key does.
    pub(in crate::tui) fn footer(&mut self, area: Rect, screen: Screen, note: Option<&str>) {
        if area.height == 0 {
            return;
        }
        let (width, y) = (area.width, area.bottom() - 1);
        if let Some(note) = note {
            let note = format!("{}  ", cut(note, usize::from(width.saturating_sub(8))));
            let x = self.text(area.x, y, &note, Style::new());
            if let Some(entry) = entries(screen, true).find(Entry::is_help) {
                self.entry(x, y, screen, &entry);
            }
            return;
        }
        let mut x = area.x;
        for entry in fitting(screen, width, &self.without) {
            x = self.entry(x, y, screen, &entry) + gap(width);
        }
    }

    /// An entry of the footer: a click on it does what its key does. Where it names two arrows, the first is on its
    /// own and the rest is the second. Gives back the column after it.
    fn entry(&mut self, x: u16, y: u16, screen: Screen, entry: &Entry) -> u16 {
        let end = self.text(x, y, &entry.text, self.theme.quiet());
        let area = Rect { x, y, width: end - x, height: 1 };
        match keymap::pair(screen, entry.keys) {
            Some((first, second)) => {
                self.target(Rect { width: area.width.min(1), ..area }, first);
                self.target(Rect { x: x + 1, width: area.width.saturating_sub(1), ..area }, second);
            }
            // Which of the numbers was meant, a click can't say.
            None if entry.action == Action::Pick(0) => {}
            None => self.target(area, entry.action),
        }
        end
    }
}

/// An entry of the footer.
struct Entry {
    keys: &'static str,
    text: String,
    action: Action,
}

impl Entry {
    fn is_help(&self) -> bool {
        self.action == Action::Help
    }

    fn width(&self) -> u16 {
        u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX)
    }
}

/// The columns between two entries of the footer.
fn gap(width: u16) -> u16 {
    if width < layout::NARROW { 2 } else { 3 }
}

/// All entries of a screen's footer, in the order of the table.
fn entries(screen: Screen, is_narrow: bool) -> impl Iterator<Item = Entry> {
    keymap::of(screen).filter_map(move |binding| {
        let (keys, word) = binding.footer?;
        let word = if is_narrow && word == "all keys" { "keys" } else { word };
        Some(Entry { keys, text: format!("{keys} {word}"), action: binding.action })
    })
}

/// The entries that fit, in the order of the table. "All keys" comes first to be fitted, since it leads to the
/// others.
fn fitting(screen: Screen, width: u16, without: &[Action]) -> Vec<Entry> {
    let all = entries(screen, width < layout::NARROW);
    let entries: Vec<Entry> = all.filter(|entry| !without.contains(&entry.action)).collect();
    let mut left = width + gap(width);
    let mut take = |entry: &Entry| {
        let needed = entry.width() + gap(width);
        let fits = needed <= left;
        left -= if fits { needed } else { 0 };
        fits
    };
    let help = entries.iter().find(|entry| entry.is_help()).is_some_and(&mut take);
    entries.into_iter().filter(|entry| if entry.is_help() { help } else { take(entry) }).collect()
}
