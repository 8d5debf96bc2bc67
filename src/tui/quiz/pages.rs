//! The tabs of a result as they are read: broken into lines, which is open, how far each is scrolled, and what is chosen
//! and opened of its list.

use ratatui::text::Line;

use crate::report::Tab;
use crate::tui::blocks::{Entry, Flowed};

/// The tabs of a result as they are read.
#[derive(Debug, Clone)]
pub struct Pages {
    pub open: Tab,
    pub(crate) pages: [Page; Tab::ALL.len()],
}

/// A tab as it is read.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its lines for the present window and what can be opened of them, once it is prepared.
    pub(super) flowed: Option<Flowed>,
    /// How far it is scrolled down, in lines.
    pub scroll: usize,
    /// Where it stood when the window changed.
    pub mark: Mark,
    /// The entry that was chosen last.
    pub chosen: usize,
    /// The entry under the cursor: that, or where it is not on the screen, the first that is; `None` where none is.
    pub cursor: Option<usize>,
    /// How far the entry under the cursor is scrolled down, in lines, where it is opened.
    pub opened: Option<usize>,
}

/// How many lines off the screen an entry may be to be stepped on at once.
const NEAR: usize = 4;

/// A place in a tab's text that another width keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    /// How many letters and digits stand above.
    letters: usize,
    /// The line that this was scrolled to; somebody who scrolled on since has left the place.
    line: usize,
}

/// How many letters and digits a line has: another width keeps them, but for spaces and charts.
fn letters(line: &Line<'_>) -> usize {
    line.iter().flat_map(|span| span.content.chars()).filter(|c| c.is_alphanumeric()).count()
}

impl Page {
    /// Takes lines, scrolled to the text that stood at the top before.
    pub(super) fn take(&mut self, flowed: Flowed) {
        let lines = &flowed.lines;
        if self.scroll == self.mark.line {
            let mut above = 0;
            let is_above = |line: &&Line<'_>| {
                above += letters(line);
                above <= self.mark.letters
            };
            self.mark.line =
                if self.mark.letters == 0 { 0 } else { lines.iter().take_while(is_above).count() };
            self.scroll = self.mark.line;
        }
        self.flowed = Some(flowed);
    }

    /// Keeps the scroll within the lines of a window with this many rows for them.
    pub fn settle(&mut self, height: usize) {
        let last = self.lines().len().saturating_sub(height);
        let to = self.scroll.min(last);
        if self.mark.line == self.scroll {
            self.mark.line = to;
        }
        self.scroll = to;
        self.settle_cursor(height);
    }

    /// Keeps the cursor on an entry that is on the screen, where there is one.
    fn settle_cursor(&mut self, height: usize) {
        let window = self.scroll..self.scroll + height;
        let is_shown = |entry: &Entry| window.contains(&entry.row);
        let entries = self.entries();
        let chosen = Some(self.chosen).filter(|chosen| entries.get(*chosen).is_some_and(is_shown));
        self.cursor = chosen.or_else(|| entries.iter().position(is_shown));
    }

    /// Puts the cursor on an entry and scrolls it into view.
    pub fn choose(&mut self, index: usize, height: usize) {
        let Some((row, rows)) = self.entries().get(index).map(|entry| (entry.row, entry.height)) else {
            return;
        };
        (self.chosen, self.cursor) = (index, Some(index));
        self.scroll = self.scroll.max((row + rows).saturating_sub(height)).min(row);
    }

    /// The cursor one entry up or down; where that is far off, or there is none, the tab is scrolled a line.
    pub fn step(&mut self, is_down: bool, height: usize) {
        let to = match self.cursor {
            Some(cursor) if is_down => Some(cursor + 1),
            Some(cursor) => cursor.checked_sub(1),
            None => is_down.then(|| self.below()),
        };
        let row = to.and_then(|to| self.entries().get(to)).map(|entry| entry.row);
        let window = self.scroll.saturating_sub(NEAR)..self.scroll + height + NEAR;
        match to.zip(row) {
            Some((to, row)) if window.contains(&row) => self.choose(to, height),
            _ if is_down => self.scroll += 1,
            _ => self.scroll = self.scroll.saturating_sub(1),
        }
        self.settle(height);
    }

    /// The first entry that is not above the screen.
    fn below(&self) -> usize {
        self.entries().iter().take_while(|entry| entry.row < self.scroll).count()
    }

    /// Opens the entry under the cursor; if there is none on the screen, goes down to the next.
    pub fn open_entry(&mut self, height: usize) {
        if self.cursor.is_some() {
            self.opened = Some(0);
        } else {
            self.choose(self.below(), height);
        }
    }

    pub fn lines(&self) -> &[Line<'static>] {
        self.flowed.as_ref().map_or(&[], |flowed| &flowed.lines)
    }

    fn entries(&self) -> &[Entry] {
        self.flowed.as_ref().map_or(&[], |flowed| &flowed.entries)
    }

    /// Drops the lines of another window, and notes the text that stands at the top.
    pub fn leave(&mut self) {
        if let Some(flowed) = self.flowed.take().filter(|_| self.mark.line != self.scroll) {
            let letters = flowed.lines.iter().take(self.scroll).map(letters).sum();
            self.mark = Mark { letters, line: self.scroll };
        }
    }
}

impl Pages {
    /// The open tab.
    pub fn open(&self) -> Tab {
        self.open
    }

    /// The lines of the open tab.
    pub fn lines(&self) -> &[Line<'static>] {
        self.page().lines()
    }

    /// What can be opened of the open tab, from top to bottom.
    pub(super) fn entries(&self) -> &[Entry] {
        self.page().entries()
    }

    /// The entry under the cursor; where the cursor is on none, the first.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.entries().get(self.cursor().unwrap_or(0))
    }

    /// The entry under the cursor.
    pub fn cursor(&self) -> Option<usize> {
        self.page().cursor
    }

    /// How far the entry under the cursor is scrolled down, in lines; `None` where it is not opened.
    pub fn opened(&self) -> Option<usize> {
        self.page().opened
    }

    /// How far the open tab is scrolled down, in lines.
    pub fn scrolled(&self) -> usize {
        self.page().scroll
    }

    /// The open tab, to be changed.
    pub fn page_mut(&mut self) -> &mut Page {
        &mut self.pages[self.open.index()]
    }

    fn page(&self) -> &Page {
        &self.pages[self.open.index()]
    }

    /// The first tab that is not prepared.
    pub fn missing(&self) -> Option<Tab> {
        Tab::ALL.into_iter().zip(&self.pages).find(|(_, page)| page.flowed.is_none()).map(|(tab, _)| tab)
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self { open: Tab::Glance, pages: Default::default() }
    }
}
