//! A result in words and figures: one view model that every front end and every format draws.
//!
//! A [`Headline`] comes first; a [`Section`] is one tab of it as a list of [`Block`]s. What a block looks like
//! is the front end's business, what it says is decided here once.

mod compare;
mod fit;
mod flip;
pub mod headline;
mod html;
mod input;
mod jobs;
pub mod json;
mod labels;
mod markdown;
pub mod moved;
mod pay;
mod render;
mod sources;
mod study;
pub mod text;
mod why;
pub mod words;

pub use headline::{Bar, Headline};
pub use labels::{about, without_headline};
pub use render::{Format, render};

use crate::content::{Content, Wages};
use crate::instrument::Answers;
use crate::scoring::{Assessment, Side};

/// Everything that a result is told from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The content that was answered.
    pub content: &'a Content,
    /// The answers.
    pub answers: &'a Answers,
    /// What follows from them.
    pub assessment: &'a Assessment,
}

/// The parts of a result, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// Both paths, the scales, and how sure.
    Fit,
    /// The answers that decided.
    Why,
    /// What would change it.
    Flip,
    /// What people earn.
    Pay,
    /// Job titles, best-matching first.
    Jobs,
    /// Degrees, certificates and first steps.
    Study,
    /// The two paths side by side.
    Compare,
    /// Where everything comes from.
    Sources,
}

impl Tab {
    /// All of them, in the order shown.
    pub const ALL: [Self; 8] =
        [Self::Fit, Self::Why, Self::Flip, Self::Pay, Self::Jobs, Self::Study, Self::Compare, Self::Sources];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "Fit",
            Self::Why => "Why",
            Self::Flip => "Flip",
            Self::Pay => "Pay",
            Self::Jobs => "Jobs",
            Self::Study => "Study",
            Self::Compare => "Compare",
            Self::Sources => "Sources",
        }
    }

    /// The place among [`Tab::ALL`], from 0.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The tab at a place, counted from 0.
    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list of statements.
    Bullets(Vec<Bullet>),
    /// A numbered list of statements.
    Steps(Vec<Bullet>),
    /// Scales pulling to two sides on one axis.
    Diverging(Diverging),
    /// Pay from low to high on one axis.
    Ranges(Ranges),
    /// Plain bars.
    Bars(Vec<GrowthBar>),
    /// The two paths side by side.
    Columns(Columns),
}

/// A statement with what stands behind it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bullet {
    /// The path it is about or pulls to.
    pub side: Option<Side>,
    /// A short figure or name that stands first.
    pub lead: Option<String>,
    /// The statement.
    pub text: String,
    /// Source, year, or what else is to be known, in smaller print.
    pub note: Option<String>,
}

impl Bullet {
    /// A statement and nothing else.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with a note behind it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same with something short before it.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// The same, marked as belonging to a path.
    #[must_use]
    pub fn side(mut self, side: Option<Side>) -> Self {
        self.side = side;
        self
    }
}

/// Scales pulling to two sides on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Diverging {
    /// The short names of the left (second) and right (first) path.
    pub ends: [String; 2],
    /// A scale each.
    pub rows: Vec<ScalePull>,
    /// The end of the axis on both sides, in steps.
    pub limit: f64,
}

/// What one scale pulls.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalePull {
    /// The scale.
    pub label: String,
    /// Its pull in steps, positive to the right.
    pub pull: f64,
    /// The pull in words.
    pub text: String,
}

/// Pay from low to high on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranges {
    /// An occupation each.
    pub rows: Vec<Range>,
    /// The right end of the axis, in US dollars a year; the left end is 0.
    pub limit: i64,
}

/// What people in one occupation earn.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The path that the occupation stands for; `None` for a benchmark.
    pub side: Option<Side>,
    /// The short name of that path; empty for a benchmark.
    pub short: String,
    /// Its name.
    pub label: String,
    /// One in ten earns less, half earn less, nine in ten earn less, in US dollars a year; `None` where not
    /// released.
    pub pay: Option<[i64; 3]>,
    /// What the figures mean for this path.
    pub note: Option<String>,
}

/// One bar of growth.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthBar {
    /// The path that the occupation stands for.
    pub side: Option<Side>,
    /// The short name of that path.
    pub short: String,
    /// Its name.
    pub label: String,
    /// Growth in percent over the period.
    pub percent: f64,
    /// The figures in words.
    pub text: String,
}

/// The two paths side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The names of the two paths.
    pub heads: [String; 2],
    /// A row each: what is compared, and what each path has there.
    pub rows: Vec<(String, [Vec<String>; 2])>,
}

/// One tab of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Which one.
    pub tab: Tab,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Tells one tab of a result. `wages` is needed for pay alone; without it pay says that it has no table.
pub fn section(tab: Tab, input: &Input<'_>, wages: Option<&Wages>) -> Section {
    let blocks = match tab {
        Tab::Fit => fit::blocks(input),
        Tab::Why => why::blocks(input),
        Tab::Flip => flip::blocks(input),
        Tab::Pay => pay::blocks(input, wages),
        Tab::Jobs => jobs::blocks(input),
        Tab::Study => study::blocks(input),
        Tab::Compare => compare::blocks(input),
        Tab::Sources => sources::blocks(input),
    };
    Section { tab, blocks }
}
