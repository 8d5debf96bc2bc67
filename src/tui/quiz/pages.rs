//! The tabs of a result as they are read: their lines for the present window, how far each is scrolled, and what is
//! selected and opened of its list.

use ratatui::text::Line;

use crate::report::Tab;
use crate::tui::blocks::{Entry, Flowed};

#[derive(Debug, Clone)]
pub struct Pages {
    /// The open tab.
    pub open: Tab,
    pub pages: [Page; Tab::ALL.len()],
}

/// A tab.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its lines for the present window and what can be opened of them; `None` until it was opened.
    pub(super) flowed: Option<Flowed>,
    /// The first line shown.
    pub scroll: usize,
    place: Place,
    /// The entry that was selected last.
    selected: usize,
    /// The entry under the cursor: the one selected last or, if that isn't on the screen, the first that is.
    pub cursor: Option<usize>,
    /// The first line shown of the entry under the cursor, if that is opened.
    pub opened: Option<usize>,
}

/// A place in a tab's text that is kept when the width changes.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// How many letters and digits are above it: another width changes only spaces and charts.
    letters: usize,
    /// The first line shown then. If another one is shown, the reader has scrolled away since.
    line: usize,
}

fn letters(line: &Line<'_>) -> usize {
    line.iter().flat_map(|span| span.content.chars()).filter(|c| c.is_alphanumeric()).count()
}

impl Page {
    /// Forgets everything but the scroll, for another result.
    pub fn reset(&mut self) {
        *self = Self { scroll: self.scroll, ..Self::default() };
    }

    /// Takes the lines for a window, scrolled to the text that was at the top before.
    pub(super) fn show(&mut self, flowed: Flowed) {
        if self.scroll == self.place.line {
            let mut above = 0;
            let is_above = |line: &&Line<'_>| {
                above += letters(line);
                above <= self.place.letters
            };
            let lines = flowed.lines.iter().take_while(is_above).count();
            self.place.line = if self.place.letters == 0 { 0 } else { lines };
            self.scroll = self.place.line;
        }
        self.flowed = Some(flowed);
    }

    /// Drops the lines for another window, and notes the text at the top.
    pub fn forget_lines(&mut self) {
        if let Some(flowed) = self.flowed.take().filter(|_| self.place.line != self.scroll) {
            let letters = flowed.lines.iter().take(self.scroll).map(letters).sum();
            self.place = Place { letters, line: self.scroll };
        }
    }

    /// Keeps the scroll within the lines, `height` of which are shown, and the cursor on an entry that is shown.
    pub fn settle(&mut self, height: usize) {
        let scroll = self.scroll.min(self.lines().len().saturating_sub(height));
        if self.place.line == self.scroll {
            self.place.line = scroll;
        }
        self.scroll = scroll;
        let shown = self.scroll..self.scroll + height;
        let is_shown = |entry: &Entry| shown.contains(&entry.row);
        let entries = self.entries();
        let selected = Some(self.selected).filter(|index| entries.get(*index).is_some_and(is_shown));
        self.cursor = selected.or_else(|| entries.iter().position(is_shown));
    }

    /// Puts the cursor on an entry and scrolls it into view.
    pub fn select(&mut self, index: usize, height: usize) {
        let Some(entry) = self.entries().get(index) else { return };
        let (first, end) = (entry.row, entry.row + entry.height);
        (self.selected, self.cursor) = (index, Some(index));
        self.scroll = self.scroll.max(end.saturating_sub(height)).min(first);
    }

    /// Moves the cursor one entry up or down. If that entry is far off, or there is none, scrolls by a line.
    pub fn step(&mut self, is_down: bool, height: usize) {
        /// How many lines off the screen an entry may be to be selected at once.
        const NEAR: usize = 4;
        let to = match self.cursor {
            Some(cursor) if is_down => Some(cursor + 1),
            Some(cursor) => cursor.checked_sub(1),
            None => is_down.then(|| self.first_below()),
        };
        let near = self.scroll.saturating_sub(NEAR)..self.scroll + height + NEAR;
        match to.filter(|to| self.entries().get(*to).is_some_and(|entry| near.contains(&entry.row))) {
            Some(to) => self.select(to, height),
            None if is_down => self.scroll += 1,
            None => self.scroll = self.scroll.saturating_sub(1),
        }
        self.settle(height);
    }

    /// Opens the entry under the cursor; if none is on the screen, goes down to the next.
    pub fn open_entry(&mut self, height: usize) {
        if self.cursor.is_some() {
            self.opened = Some(0);
        } else {
            self.select(self.first_below(), height);
        }
    }

    /// The first entry that is not above the screen.
    fn first_below(&self) -> usize {
        self.entries().iter().take_while(|entry| entry.row < self.scroll).count()
    }

    pub fn lines(&self) -> &[Line<'static>] {
        self.flowed.as_ref().map_or(&[], |flowed| &flowed.lines)
    }

    /// What can be opened, from top to bottom.
    pub(super) fn entries(&self) -> &[Entry] {
        self.flowed.as_ref().map_or(&[], |flowed| &flowed.entries)
    }
}

impl Pages {
    /// The open tab.
    pub fn page(&self) -> &Page {
        &self.pages[self.open.index()]
    }

    pub fn page_mut(&mut self) -> &mut Page {
        &mut self.pages[self.open.index()]
    }

    /// The entry under the cursor, or the first if there is none.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.page().entries().get(self.page().cursor.unwrap_or(0))
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self { open: Tab::Glance, pages: Default::default() }
    }
}
