//! The result on the full screen: it is opened, broken into lines for the window, and read tab by tab.
//!
//! A tab is prepared when it is opened. The others are prepared one by one while nobody presses a key, so that
//! opening them takes no longer than any other frame.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::model::Model;
use super::pages::Page;
use crate::report::{Block, Chapter, Row, Tab};
use crate::tui::layout::ResultAreas;
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
        if self.pages.open != tab {
            self.pages.close();
        }
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
        if self.pages.pages.get(tab.index()).is_none_or(|page| page.flowed.is_some()) {
            return;
        }
        let Some((mut chapter, areas)) = self.quiz.chapter(tab).zip(self.areas(tab)) else { return };
        if tab == Tab::Glance {
            self.say_what_is_left_out(&mut chapter);
        }
        let width = usize::from(areas.body.width);
        let flowed = if layout::has_two_columns(self.size) && !tab.has_list() {
            flow::spread(&chapter.parts, width, &self.theme)
        } else {
            flow::flow(&chapter.parts, width, &self.theme)
        };
        if let Some(page) = self.pages.pages.get_mut(tab.index()) {
            page.take(flowed);
        }
    }

    /// The lines of the entry under the cursor, for the present window.
    pub fn entry(&self) -> &[Line<'static>] {
        let entry = self.pages.entry().zip(self.areas(self.pages.open()));
        entry.map_or(&[], |(entry, areas)| entry.lines(usize::from(areas.entry.width), &self.theme))
    }

    /// Where the lines of a tab go; `None` without a result.
    pub(super) fn body(&self, tab: Tab) -> Option<Rect> {
        self.areas(tab).map(|areas| areas.body)
    }

    /// Whether the open tab has more lines than the window shows.
    pub(super) fn has_more(&self) -> bool {
        let height = self.body(self.pages.open()).map_or(0, |body| usize::from(body.height));
        self.pages.lines().len() > height
    }

    /// The parts of the screen with a tab; `None` without a result.
    pub(super) fn areas(&self, tab: Tab) -> Option<ResultAreas> {
        Some(layout::result(self.size, tab, self.quiz.headline()?))
    }

    /// On the first tab: what can still be done.
    fn say_what_is_left_out(&self, chapter: &mut Chapter) {
        let Some(left_out) = self.quiz.left_out() else { return };
        let line = format!("{left_out} To answer them: t.");
        let blocks = chapter.parts.iter_mut().flat_map(|part| &mut part.blocks);
        let rows = blocks.filter_map(|block| if let Block::Rows(rows) = block { Some(rows) } else { None });
        for rows in rows.take(1) {
            rows.push(Row { label: "More".to_owned(), lines: vec![line.clone()], first: 0, beside: false });
        }
    }
}
