//! The result on the full screen: its tabs broken into lines, which is open, and how far each is scrolled.
//!
//! A tab is prepared when it is opened. The others are prepared one by one while nobody presses a key, so that
//! opening them takes no longer than any other frame.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::model::Model;
use crate::report::{Block, Headline, Part, Tab};
use crate::tui::{flow, layout};

/// The tabs of a result as they are read.
#[derive(Debug, Clone)]
pub struct Pages {
    open: Tab,
    pages: [Page; Tab::ALL.len()],
}

/// A tab as it is read.
#[derive(Debug, Clone, Default)]
struct Page {
    /// Its lines for the present window, once it is prepared.
    lines: Option<Vec<Line<'static>>>,
    /// How far it is scrolled down, in lines.
    scroll: usize,
    /// Where it stood when the window changed.
    mark: Mark,
}

/// A place in a tab's text that another width keeps.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// So many letters and digits stand above.
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
    fn take(&mut self, lines: Vec<Line<'static>>) {
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

    /// Keeps the scroll within the lines of a window with so many rows for them.
    fn settle(&mut self, height: usize) {
        let last = self.lines.as_ref().map_or(0, Vec::len).saturating_sub(height);
        let to = self.scroll.min(last);
        if self.mark.line == self.scroll {
            self.mark.line = to;
        }
        self.scroll = to;
    }

    /// Drops the lines of another window, and notes the text that stands at the top.
    fn leave(&mut self) {
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
    fn missing(&self) -> Option<Tab> {
        Tab::ALL.into_iter().zip(&self.pages).find(|(_, page)| page.lines.is_none()).map(|(tab, _)| tab)
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self { open: Tab::Fit, pages: Default::default() }
    }
}

impl Model {
    /// Opens the result that the quiz has now, at the tab that was open before.
    pub(super) fn open_result(&mut self) {
        for page in &mut self.pages.pages {
            *page = Page { scroll: page.scroll, ..Page::default() };
        }
        self.open_tab(self.pages.open);
    }

    /// Opens a tab of the result, and keeps its scroll within its lines.
    pub(super) fn open_tab(&mut self, tab: Tab) {
        self.prepare(tab);
        let Some(body) = self.body(tab) else { return };
        self.pages.open = tab;
        if let Some(page) = self.pages.pages.get_mut(tab.index()) {
            page.settle(usize::from(body.height));
        }
    }

    /// Breaks the tabs into lines anew: the window or the place of pay is another.
    pub(super) fn lay_out(&mut self) {
        if self.quiz.outcome().is_some() {
            self.pages.pages.iter_mut().for_each(Page::leave);
            self.open_tab(self.pages.open);
        }
    }

    /// Prepares one more tab; `false` where all are.
    pub(super) fn prepare_one(&mut self) -> bool {
        let missing = self.pages.missing().filter(|_| self.quiz.outcome().is_some());
        if let Some(tab) = missing {
            self.prepare(tab);
        }
        missing.is_some()
    }

    /// Tells a tab and breaks it into lines, unless that was done.
    fn prepare(&mut self, tab: Tab) {
        if self.pages.pages.get(tab.index()).is_none_or(|page| page.lines.is_some()) {
            return;
        }
        let Some((mut chapter, body)) = self.quiz.chapter(tab).zip(self.body(tab)) else { return };
        if tab == Tab::Fit {
            chapter.parts.splice(0..0, self.quiz.headline().map(Headline::part));
            chapter.parts.push(self.afterword());
        }
        let lines = flow::lines(&chapter.parts, usize::from(body.width), &self.theme);
        if let Some(page) = self.pages.pages.get_mut(tab.index()) {
            page.take(lines);
        }
    }

    /// Where the lines of a tab go; `None` without a result.
    pub(super) fn body(&self, tab: Tab) -> Option<Rect> {
        Some(layout::result(self.size, tab, self.quiz.headline()?).body)
    }

    /// What the first tab says on the screen beside the report: what can still be done, and the code.
    fn afterword(&self) -> Part {
        let more = self.quiz.left_out().map(|left_out| format!("{left_out} To answer them now, press t."));
        let code = self.quiz.outcome().map(|outcome| format!("Code of this result: {}", outcome.code));
        Part::new("after", more.into_iter().chain(code).map(Block::Text).collect())
    }
}
