//! What the full screen is about at a moment: the session, the screen, the cursor, what is open.

use std::time::Duration;

use ratatui::text::Line;

use super::keymap::Place;
use super::layout;
use super::theme::Theme;
use crate::content::{Content, Wages};
use crate::instrument::{Response, Session, Step};
use crate::report::{self, Headline, Input, Section, Tab};
use crate::scoring::{Assessment, score};

/// Everything that the full screen shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// What is asked, and what the paths are.
    pub content: Content,
    /// Answers and place in the quiz.
    pub session: Session,
    /// The option, row or choice under the cursor, from 0.
    pub cursor: usize,
    /// What is open above the screen.
    pub overlay: Option<Overlay>,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The result, once it has been asked for.
    pub result: Option<Outcome>,
    /// The look.
    pub theme: Theme,
    /// When the current question was first shown.
    pub(super) shown_at: Duration,
}

/// What is open above the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// All keys of the screen; scrolled down by so many lines.
    Help(usize),
    /// The terms on the screen; scrolled down by so many lines.
    Terms(usize),
    /// Whether to leave; the choice under the cursor.
    Leave(usize),
}

/// A result and what is looked at in it.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What follows from the answers.
    pub assessment: Assessment,
    /// The first thing on it.
    pub headline: Headline,
    /// The open tab.
    pub tab: Tab,
    /// How far each tab is scrolled down, in lines.
    pub scroll: [usize; Tab::ALL.len()],
    /// The open tab as lines for the present window.
    pub lines: Vec<Line<'static>>,
    section: Section,
    wages: Option<Wages>,
}

/// The choices when leaving.
pub const LEAVE_CHOICES: [&str; 2] = ["Leave", "Stay"];
/// The choices at the offer of the tie-breakers.
pub const OFFER_CHOICES: [&str; 2] = ["Answer them", "No, go on without them"];

impl Model {
    /// A quiz at its welcome, in a window of this many columns and rows.
    pub fn new(content: Content, theme: Theme, size: (u16, u16)) -> Self {
        let session = Session::new(&content.instrument);
        Self {
            content,
            session,
            cursor: 0,
            overlay: None,
            size,
            result: None,
            theme,
            shown_at: Duration::ZERO,
        }
    }

    /// Where keys go.
    pub fn place(&self) -> Place {
        match (self.overlay, self.session.step()) {
            (Some(Overlay::Help(_)), _) => Place::Help,
            (Some(Overlay::Terms(_)), _) => Place::Terms,
            (Some(Overlay::Leave(_)), _) => Place::Leave,
            (None, _) => self.screen(),
        }
    }

    /// The screen, whatever is open above it.
    pub fn screen(&self) -> Place {
        match self.session.step() {
            Step::Welcome => Place::Welcome,
            Step::Question => Place::Question,
            Step::Offer => Place::Offer,
            Step::Review => Place::Review,
            Step::Result => Place::Result,
        }
    }

    /// How many rows the cursor can stand on, on the present screen.
    pub(super) fn rows(&self) -> usize {
        match self.session.step() {
            Step::Question => Response::COUNT,
            Step::Offer => OFFER_CHOICES.len(),
            Step::Review => 1 + self.session.len(),
            Step::Welcome | Step::Result => 1,
        }
    }

    /// Scores the answers as they are.
    pub fn assess(&self) -> Assessment {
        assess(&self.content, &self.session)
    }

    /// What a report is told from.
    pub fn input<'a>(&'a self, assessment: &'a Assessment) -> Input<'a> {
        Input {
            content: &self.content,
            responses: self.session.responses(),
            assessment,
            tie_breakers: self.session.tie_breakers(),
        }
    }

    /// Makes the result from the answers as they are, and opens the tab that was open before.
    pub(super) fn open_result(&mut self) {
        let assessment = self.assess();
        let headline = Headline::new(&self.input(&assessment));
        let before = self.result.take();
        let (tab, scroll, wages) =
            before.map_or((Tab::Fit, Default::default(), None), |old| (old.tab, old.scroll, old.wages));
        let section = Section { tab, blocks: Vec::new() };
        self.result = Some(Outcome { assessment, headline, tab, scroll, lines: Vec::new(), section, wages });
        self.open_tab(tab);
    }

    /// Opens a tab of the result. The wage table is read when pay is first looked at.
    pub(super) fn open_tab(&mut self, tab: Tab) {
        let Some(mut result) = self.result.take() else { return };
        if tab == Tab::Pay && result.wages.is_none() {
            result.wages = Wages::built_in().ok();
        }
        result.section = report::section(tab, &self.input(&result.assessment), result.wages.as_ref());
        result.tab = tab;
        self.result = Some(result);
        self.lay_out();
    }

    /// Breaks the open tab into lines for the present window, and keeps the scroll within them.
    pub(super) fn lay_out(&mut self) {
        let Some(result) = &mut self.result else { return };
        let area = layout::result(self.size, result.tab, &result.headline).body;
        result.lines = super::flow::lines(&result.section, usize::from(area.width), &self.theme);
        let last = result.lines.len().saturating_sub(usize::from(area.height));
        if let Some(scroll) = result.scroll.get_mut(result.tab.index()) {
            *scroll = (*scroll).min(last);
        }
    }

    /// What stays in the terminal after leaving; `None` without a result.
    pub fn summary(&self) -> Option<String> {
        let result = self.result.as_ref()?;
        Some(report::headline::summary(&self.input(&result.assessment), &result.headline))
    }
}

/// Scores the answers of a session.
pub(super) fn assess(content: &Content, session: &Session) -> Assessment {
    score(&content.instrument, &content.contrast, session.responses(), session.times())
}
