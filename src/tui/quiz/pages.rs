//! The tabs of a result as they are read: broken into lines, which is open, and how far each is scrolled.

use ratatui::text::Line;

use crate::report::Tab;

/// The tabs of a result as they are read.
#[derive(Debug, Clone)]
pub struct Pages {
    pub(super) open: Tab,
    pub(super) pages: [Page; Tab::ALL.len()],
}

/// A tab as it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Its lines for the present window, once it is prepared.
    pub(super) lines: Option<Vec<Line<'static>>>,
    /// How far it is scrolled down, in lines.
    pub(super) scroll: usize,
    /// Where it stood when the window changed.
    pub(super) mark: Mark,
}

/// A place in a tab's text that another width keeps.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
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
    pub(super) fn take(&mut self, lines: Vec<Line<'static>>) {
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
        self.lines = Some(lines);
    }

    /// Keeps the scroll within the lines of a window with this many rows for them.
    pub(super) fn settle(&mut self, height: usize) {
        let last = self.lines.as_ref().map_or(0, Vec::len).saturating_sub(height);
        let to = self.scroll.min(last);
        if self.mark.line == self.scroll {
            self.mark.line = to;
        }
        self.scroll = to;
    }

    /// Drops the lines of another window, and notes the text that stands at the top.
    pub(super) fn leave(&mut self) {
        if let Some(lines) = self.lines.take().filter(|_| self.mark.line != self.scroll) {
            let letters = lines.iter().take(self.scroll).map(letters).sum();
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
        self.page().and_then(|page| page.lines.as_deref()).unwrap_or_default()
    }

    /// How far the open tab is scrolled down, in lines.
    pub fn scrolled(&self) -> usize {
        self.page().map_or(0, |page| page.scroll)
    }

    /// Scrolls the open tab.
    pub(super) fn scroll_to(&mut self, line: usize) {
        if let Some(page) = self.pages.get_mut(self.open.index()) {
            page.scroll = line;
        }
    }

    fn page(&self) -> Option<&Page> {
        self.pages.get(self.open.index())
    }

    /// The first tab that is not prepared.
    pub(super) fn missing(&self) -> Option<Tab> {
        Tab::ALL.into_iter().zip(&self.pages).find(|(_, page)| page.lines.is_none()).map(|(tab, _)| tab)
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self { open: Tab::Glance, pages: Default::default() }
    }
}
