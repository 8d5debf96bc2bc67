//! What a report says, before anybody decides how it looks: a document of chapters, parts and blocks.
//!
//! It is told from facts in [`crate::report::tell`] and written in [`crate::report::write`]. Nothing here knows of
//! answers or scores, so a document can hold one result as well as what moved between two.

mod charts;
mod figures;

pub use charts::{Columns, GrowthBar, Liking, Likings, Range, Ranges, Share, Shares};
pub use figures::{Counted, Counts, Figures, Span, Spans, Table};

use jiff::civil::Date;

use crate::scoring::Side;

/// Something that is told from beginning to end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// What the quiz is called.
    pub quiz: String,
    /// What is said first: the verdict on one result, or what the document tells.
    pub title: String,
    /// The verdict on one result with what belongs to it.
    pub headline: Option<Headline>,
    /// The code of that result.
    pub code: Option<String>,
    /// The day that it is written on.
    pub date: Option<Date>,
    /// What is handed out on paper, before everything else.
    pub handout: Option<Handout>,
    /// What follows, in the order told.
    pub chapters: Vec<Chapter>,
    /// Words in it that lead somewhere on the web.
    pub links: Vec<Link>,
}

/// Two printed pages that say the most important. The first begins with the title and what belongs to it, the second
/// ends with room for notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Handout {
    /// The id of the chapter that the first page says whole.
    pub chapter: String,
    /// What stands on each page. It has to fit: nothing is cut off, so what is too long would need a third page.
    pub pages: [Vec<Part>; 2],
}

/// Words that lead somewhere, wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: String,
    /// A web address; `http` or `https`.
    pub address: String,
}

/// The first thing on a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// What must be known before anything else: that the answers are a made-up person's.
    pub notice: Option<String>,
    /// The verdict in words.
    pub verdict: String,
    /// The same in a few words, for one line above a tab.
    pub brief: String,
    /// The same with the path's short name, for a narrow window.
    pub briefest: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// Both paths; empty where a side has no answer.
    pub bars: Vec<Bar>,
}

/// How much somebody likes what sets one path apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The path.
    pub side: Side,
    /// Its short name.
    pub short: String,
    /// Its name.
    pub name: String,
    /// Liking, 1 to 5.
    pub liking: f64,
    /// The liking in words: "4.2 of 5".
    pub text: String,
}

/// What one tab of the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// Its name in links: small letters, digits and hyphens. No other chapter of the document has it.
    pub id: String,
    /// Its title, in a word or two.
    pub title: String,
    /// What it is about, in a few words behind its title.
    pub about: String,
    /// What it says.
    pub parts: Vec<Part>,
}

impl Chapter {
    /// The part with this id.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is found by. No other part of the chapter has it.
    pub id: String,
    /// Its heading; `None` where the chapter's title says enough.
    pub heading: Option<String>,
    /// On a screen it is closed at first: what stands in for it beside its heading, in a few words or none. A report
    /// has all of it.
    pub closed: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Part {
    /// A part without a heading.
    pub fn new(id: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { id: id.into(), heading: None, closed: None, blocks }
    }

    /// A part under a heading.
    pub fn headed(id: impl Into<String>, heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { heading: Some(heading.into()), ..Self::new(id, blocks) }
    }

    /// The same, closed at first on a screen, with a few words that stand in for it. Where a row of a table above has
    /// the same heading, it is opened from there.
    #[must_use]
    pub fn closed(self, line: impl Into<String>) -> Self {
        Self { closed: Some(line.into()), ..self }
    }
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list of statements.
    Bullets(Vec<Bullet>),
    /// A numbered list of statements.
    Steps(Vec<Bullet>),
    /// Labels, each with the lines that belong to it.
    Rows(Vec<Row>),
    /// How much each kind of work is liked, in groups.
    Likings(Vec<Likings>),
    /// Pay from low to high on one axis.
    Ranges(Ranges),
    /// Plain bars.
    Bars(Vec<GrowthBar>),
    /// Shares of a whole.
    Shares(Shares),
    /// The two paths side by side.
    Columns(Columns),
    /// Figures of many people.
    Figures(Figures),
}

impl Block {
    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A label with the lines that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the lines are about, in a word.
    pub label: String,
    /// What is said, the most important first.
    pub lines: Vec<String>,
    /// How many of the lines come before all others where there is little room.
    pub first: usize,
    /// Whether it stands in the second column where there are two.
    pub beside: bool,
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
    /// A web address where more of it stands; `http` or `https`.
    pub link: Option<String>,
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

    /// The same with an address where more of it stands.
    #[must_use]
    pub fn link(mut self, link: Option<String>) -> Self {
        self.link = link;
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
