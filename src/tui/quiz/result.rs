//! The result on the full screen: it is opened, broken into lines for the window, and read tab by tab.
//!
//! A tab is prepared when it is opened. The others are prepared one by one while nobody presses a key, so that
//! opening them takes no longer than any other frame.

use ratatui::layout::Rect;

use super::model::Model;
use super::pages::Page;
use crate::report::{Block, Part, Tab};
use crate::tui::{flow, layout};

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

    /// Breaks the tabs into lines again: the window or the place of pay is another.
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
        if tab == Tab::Glance {
            chapter.parts.extend(self.afterword());
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

    /// What the first tab says on the screen beside the report: what can still be done.
    fn afterword(&self) -> Option<Part> {
        let left_out = self.quiz.left_out()?;
        let more = format!("{left_out} To answer them now, press t.");
        Some(Part::new("after", vec![Block::Text(more)]))
    }
}
