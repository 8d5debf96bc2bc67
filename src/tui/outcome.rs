//! The result on the full screen: scored, told, and its tabs broken into lines.
//!
//! A tab is prepared when it is opened. The others are prepared one by one while nobody presses a key, so that
//! opening them takes no longer than any other frame.

use ratatui::text::Line;

use super::layout;
use super::model::Model;
use crate::code;
use crate::instrument::TieBreakers;
use crate::report::{self, Block, Headline, Tab};
use crate::scoring::Assessment;
use crate::wording;

/// A result and what is looked at in it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What follows from the answers.
    pub assessment: Assessment,
    /// The first thing on it.
    pub headline: Headline,
    /// Its code.
    pub code: String,
    /// The open tab.
    pub tab: Tab,
    /// How far each tab is scrolled down, in lines.
    pub scroll: [usize; Tab::ALL.len()],
    /// Each tab as lines for the present window, once it is prepared.
    pages: [Option<Vec<Line<'static>>>; Tab::ALL.len()],
    /// Where each tab stood when the window changed.
    marks: [Mark; Tab::ALL.len()],
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

impl Outcome {
    /// The lines of the open tab.
    pub fn lines(&self) -> &[Line<'static>] {
        self.pages.get(self.tab.index()).and_then(Option::as_deref).unwrap_or_default()
    }

    /// How far the open tab is scrolled down, in lines.
    pub fn scrolled(&self) -> usize {
        self.scroll.get(self.tab.index()).copied().unwrap_or(0)
    }

    /// Takes a tab's lines, scrolled to the text that stood at the top before.
    fn take_page(&mut self, tab: Tab, lines: Vec<Line<'static>>) {
        let (Some(page), Some(mark), Some(scroll)) = (
            self.pages.get_mut(tab.index()),
            self.marks.get_mut(tab.index()),
            self.scroll.get_mut(tab.index()),
        ) else {
            return;
        };
        if *scroll == mark.line {
            let mut above = 0;
            let is_above = |line: &&Line<'_>| {
                above += letters(line);
                above <= mark.letters
            };
            mark.line = if mark.letters == 0 { 0 } else { lines.iter().take_while(is_above).count() };
            *scroll = mark.line;
        }
        *page = Some(lines);
    }

    /// Scrolls the open tab.
    pub(super) fn scroll_to(&mut self, line: usize) {
        if let Some(scroll) = self.scroll.get_mut(self.tab.index()) {
            *scroll = line;
        }
    }
}

impl Model {
    /// Makes the result from the answers as they are, and opens the tab that was open before.
    pub(super) fn open_result(&mut self) {
        let assessment = self.assess();
        let headline = Headline::new(&self.input(&assessment));
        let code = code::encode(&self.content, self.session.responses(), self.session.tie_breakers());
        let (tab, scroll) =
            self.result.take().map_or((Tab::Fit, Default::default()), |before| (before.tab, before.scroll));
        self.result = Some(Outcome {
            assessment,
            headline,
            code,
            tab,
            scroll,
            pages: Default::default(),
            marks: Default::default(),
        });
        self.open_tab(tab);
    }

    /// Opens a tab of the result, and keeps its scroll within its lines.
    pub(super) fn open_tab(&mut self, tab: Tab) {
        self.prepare(tab);
        let size = self.size;
        let Some(result) = &mut self.result else { return };
        result.tab = tab;
        let height = usize::from(layout::result(size, tab, &result.headline).body.height);
        let last = result.lines().len().saturating_sub(height);
        let (scroll, to) = (result.scrolled(), result.scrolled().min(last));
        if let Some(mark) = result.marks.get_mut(tab.index()).filter(|mark| mark.line == scroll) {
            mark.line = to;
        }
        result.scroll_to(to);
    }

    /// Breaks the tabs into lines anew: the window or the place of pay is another.
    pub(super) fn lay_out(&mut self) {
        let Some(result) = &mut self.result else { return };
        for ((page, mark), scroll) in result.pages.iter().zip(&mut result.marks).zip(result.scroll) {
            if let Some(page) = page.as_ref().filter(|_| mark.line != scroll) {
                *mark = Mark { letters: page.iter().take(scroll).map(letters).sum(), line: scroll };
            }
        }
        result.pages = Default::default();
        let tab = result.tab;
        self.open_tab(tab);
    }

    /// Prepares one more tab; `false` where all are.
    pub(super) fn prepare_one(&mut self) -> bool {
        let Some(result) = &self.result else { return false };
        let missing = Tab::ALL.into_iter().zip(&result.pages).find(|(_, page)| page.is_none());
        let Some((tab, _)) = missing else { return false };
        self.prepare(tab);
        true
    }

    /// Tells a tab and breaks it into lines, unless that was done. The wage table is read for pay alone.
    fn prepare(&mut self, tab: Tab) {
        let Some(result) = &self.result else { return };
        if result.pages.get(tab.index()).is_none_or(Option::is_some) {
            return;
        }
        let wages = if tab == Tab::Pay { self.content.wages(self.place) } else { None };
        let mut section = report::section(tab, &self.input(&result.assessment), wages.as_ref());
        if tab == Tab::Fit {
            section.blocks.extend(self.afterword(result));
        }
        let width = layout::result(self.size, tab, &result.headline).body.width;
        let lines = super::flow::lines(&section, usize::from(width), &self.theme);
        if let Some(result) = &mut self.result {
            result.take_page(tab, lines);
        }
    }

    /// What the first tab says on the screen beside the report: what moved, what can still be done, the code.
    fn afterword(&self, result: &Outcome) -> Vec<Block> {
        let now = self.input(&result.assessment);
        let mut blocks = self.last.as_ref().map_or_else(Vec::new, |last| report::moved::since(last, &now));
        if result.assessment.verdict.is_too_close() && self.session.tie_breakers() == TieBreakers::Declined {
            let left_out = wording::left_out(&self.content.instrument);
            blocks.push(Block::Text(format!("{left_out} To answer them now, press t.")));
        }
        blocks.push(Block::Text(format!("Code of this result: {}", result.code)));
        blocks
    }

    /// The result written in a format; nothing without a result.
    pub(super) fn written(&self, format: report::Format) -> Vec<u8> {
        let Some(result) = &self.result else { return Vec::new() };
        let wages = self.content.wages(self.place);
        report::render(format, &self.input(&result.assessment), wages.as_ref(), Some(&result.code))
    }

    /// What stays in the terminal after leaving, of the answers as they are then; `None` where no result was seen.
    pub fn summary(&self) -> Option<String> {
        self.result.as_ref()?;
        let code = code::encode(&self.content, self.session.responses(), self.session.tie_breakers());
        Some(report::headline::summary(&self.input(&self.assess()), &code, usize::from(self.size.0)))
    }
}
