//! What a report says, independent of how it looks: chapters, parts, and six kinds of blocks.
//!
//! Documents are built from results in [`crate::report`], from rooms and from groups; [`super::text`],
//! [`super::markdown`], [`super::html`] and the full screen render them. Nothing here knows about answers or scores.

use jiff::civil::Date;

use crate::scoring::Side;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The title of the quiz.
    pub quiz: String,
    /// The verdict of a result, or what the document is about.
    pub title: String,
    /// Whose result it is, if that is known.
    pub name: Option<String>,
    /// The verdict in detail, for a single result.
    pub headline: Option<Headline>,
    /// The code of that result.
    pub code: Option<String>,
    pub date: Option<Date>,
    /// The two printed pages that come before the chapters.
    pub handout: Option<Handout>,
    pub chapters: Vec<Chapter>,
    /// Phrases that link to a web address wherever they occur.
    pub links: Vec<Link>,
}

/// Two printed pages with the most important points. The first begins with the document's title, the second ends with
/// space for notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Handout {
    /// The id of the chapter that the first page contains in full.
    pub chapter: String,
    /// Whether the other chapters follow the two pages.
    pub has_appendix: bool,
    /// The parts of each page. They must fit: nothing is cut off, so too much text would need a third page.
    pub pages: [Vec<Part>; 2],
}

/// A phrase that links to a web address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub text: String,
    /// An `http` or `https` address.
    pub address: String,
}

/// The verdict of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// A warning to show first: that the answers are a made-up person's.
    pub notice: Option<String>,
    /// The verdict as a sentence.
    pub verdict: String,
    /// The verdict in a few words, for one line above a tab.
    pub brief: String,
    /// `brief` with the short name of the field, for a narrow window.
    pub briefest: String,
    /// What people in the named field do, or what the verdict means if none is named.
    pub meaning: String,
    /// How much the work of each field is liked; empty if there is no comparison.
    pub ratings: Vec<FieldRating>,
    /// What the ratings are, and what the finish is.
    pub caption: String,
}

/// How much the work that sets one field apart is liked.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldRating {
    pub side: Side,
    /// The short name of the field.
    pub short: String,
    pub name: String,
    /// The mean rating, 1 to 5.
    pub rating: f64,
    /// On the field that is liked less: the rating of the other field from which on the result is clear.
    pub finish: Option<f64>,
    /// The rating in words: "4.2 of 5".
    pub text: String,
}

impl FieldRating {
    /// The rating in words, with what a clear lead takes: "2.7 of 5; the other field needs 3.6 for a clear lead".
    pub fn in_words(&self) -> String {
        match self.finish {
            Some(finish) => format!("{}; the other field needs {finish:.1} for a clear lead", self.text),
            None => self.text.clone(),
        }
    }
}

/// One tab of the full screen, one chapter of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// The anchor of links to it, unique in the document: lower-case letters, digits and hyphens.
    pub id: String,
    pub title: String,
    /// What it is about, shown after the title.
    pub about: String,
    /// Whether it starts on a new page in print.
    pub starts_page: bool,
    pub parts: Vec<Part>,
}

impl Chapter {
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        about: impl Into<String>,
        parts: Vec<Part>,
    ) -> Self {
        Self { id: id.into(), title: title.into(), about: about.into(), starts_page: false, parts }
    }

    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }
}

/// Blocks under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Unique in its chapter.
    pub id: String,
    pub heading: Option<String>,
    /// On a screen the part is collapsed at first: what is shown next to its heading then, possibly nothing. Reports
    /// show all parts in full.
    pub collapsed: Option<String>,
    pub blocks: Vec<Block>,
}

impl Part {
    pub fn new(id: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { id: id.into(), heading: None, collapsed: None, blocks }
    }

    pub fn headed(id: impl Into<String>, heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { heading: Some(heading.into()), ..Self::new(id, blocks) }
    }

    /// Collapses the part on screens, with a few words as its preview. If a row of a table above it has the part's
    /// heading as its label, that row opens the part.
    #[must_use]
    pub fn collapsed(self, preview: impl Into<String>) -> Self {
        Self { collapsed: Some(preview.into()), ..self }
    }

    /// Whether one of its lists has no items.
    pub fn has_empty_list(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::List(list) if list.items.is_empty()))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(String),
    List(List),
    Definitions(Vec<Definition>),
    BarChart(BarChart),
    RangeChart(RangeChart),
    Table(Table),
}

impl Block {
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A bulleted list.
    pub fn list(items: Vec<ListItem>) -> Self {
        Self::List(List { is_ordered: false, items })
    }

    /// A numbered list.
    pub fn steps(items: Vec<ListItem>) -> Self {
        Self::List(List { is_ordered: true, items })
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether the items are numbered.
    pub is_ordered: bool,
    pub items: Vec<ListItem>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListItem {
    /// The field that the item is about or speaks for.
    pub side: Option<Side>,
    /// A short figure or label before the text.
    pub lead: Option<String>,
    pub text: String,
    /// Source, year or other details, in smaller print.
    pub note: Option<String>,
    /// An `http` or `https` address with more about it.
    pub link: Option<String>,
}

impl ListItem {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    #[must_use]
    pub fn link(self, link: Option<String>) -> Self {
        Self { link, ..self }
    }

    #[must_use]
    pub fn lead(self, lead: impl Into<String>) -> Self {
        Self { lead: Some(lead.into()), ..self }
    }

    #[must_use]
    pub fn side(self, side: Option<Side>) -> Self {
        Self { side, ..self }
    }
}

/// A label and the lines about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    pub label: String,
    /// The most important line first.
    pub lines: Vec<DefinitionLine>,
    /// How many of the lines a narrow window shows before the other lines of all definitions.
    pub essential: usize,
    /// Whether it is shown only in the second column of a wide window.
    pub is_aside: bool,
}

impl Definition {
    pub fn new(label: impl Into<String>, lines: Vec<DefinitionLine>) -> Self {
        Self { label: label.into(), lines, essential: 0, is_aside: false }
    }
}

/// A line of a definition.
#[derive(Debug, Clone, PartialEq)]
pub enum DefinitionLine {
    Text(String),
    /// A source or another remark, in smaller print.
    Note(String),
    /// An answer and which way it pushes the result: "toward HIM".
    Reason {
        text: String,
        effect: String,
    },
    /// A job title; its columns are aligned with those of the other jobs if there is room.
    Job(Job),
}

impl DefinitionLine {
    /// All of it in words.
    pub fn in_words(&self) -> String {
        match self {
            Self::Text(text) | Self::Note(text) => text.clone(),
            Self::Reason { text, effect } => format!("{text} ({effect})"),
            Self::Job(job) => job.in_words(),
        }
    }
}

impl From<String> for DefinitionLine {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A job title with how one gets there and what it pays.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// When it can be reached: "To start".
    pub rung: String,
    pub title: String,
    /// What it takes: "2-year degree".
    pub education: String,
    /// The pay, or why there is none: "$50,150", "no BLS group".
    pub pay: String,
}

impl Job {
    /// All of it in words: "To start: Medical Coder (certificate), $50,150 a year".
    pub fn in_words(&self) -> String {
        let Self { rung, title, education, pay } = self;
        let education = if education.is_empty() { String::new() } else { format!(" ({education})") };
        let pay = match pay.rsplit_once(',') {
            _ if !pay.starts_with('$') => pay.clone(),
            Some((amount, rough)) if rough.starts_with(' ') => format!("{amount} a year,{rough}"),
            _ => format!("{pay} a year"),
        };
        format!("{rung}: {title}{education}, {pay}")
    }
}

/// Labeled bars, each with its value in words.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// What the chart shows, for readers who can't see it.
    pub caption: String,
    /// What the labels are, such as "Occupation".
    pub labels: String,
    /// What the values are, such as "1 to 5".
    pub values: String,
    pub scale: BarScale,
    pub groups: Vec<BarGroup>,
}

/// What the length of a bar means.
#[derive(Debug, Clone, PartialEq)]
pub enum BarScale {
    /// A rating from 1 to 5, drawn on a track that begins at 1.
    Rating,
    /// A part of this maximum, which is drawn as a track behind the bar.
    OutOf(f64),
    /// Bars are compared with each other, and those of negative values point to the left. `axis` names what is
    /// measured, if the chart's heads don't.
    Relative { axis: Option<String> },
}

/// Bars that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarGroup {
    /// What they have in common, such as "What sets HI apart".
    pub heading: Option<String>,
    /// Whether the group continues another chart, whose column heads hold for it too.
    pub is_continued: bool,
    /// The field that all bars belong to, if they do.
    pub side: Option<Side>,
    pub bars: Vec<Bar>,
}

impl BarGroup {
    pub fn new(bars: Vec<Bar>) -> Self {
        Self { bars, ..Self::default() }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub side: Option<Side>,
    /// The short name of the field, if it is shown before the label.
    pub tag: Option<String>,
    pub label: String,
    /// `None` draws no bar.
    pub value: Option<f64>,
    /// The value in words.
    pub text: String,
}

impl Bar {
    /// All of it on one line: "HI, Data Scientists: 33.5 % more jobs".
    pub fn in_words(&self) -> String {
        format!("{}: {}", tagged(self.tag.as_deref(), &self.label), self.text)
    }
}

/// Ranges with a marked point on a shared axis.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeChart {
    /// What the chart shows, for readers who can't see it.
    pub caption: String,
    /// What the labels are, such as "Occupation".
    pub labels: String,
    pub axis: Axis,
    /// What the values of each row are; the first is that of the marked point.
    pub values: Vec<String>,
    pub rows: Vec<Range>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it measures, for readers who can't see it.
    pub title: String,
    /// The values at its left and right end.
    pub ends: [f64; 2],
    /// The text above its left end, its middle and its right end.
    pub marks: [String; 3],
    /// What the marked point of each range is, such as "median".
    pub point: &'static str,
}

impl Axis {
    /// The place of a value, from 0 at the left end to 1 at the right end.
    pub fn place(&self, value: f64) -> f64 {
        let [left, right] = self.ends;
        (value - left) / (right - left)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub side: Option<Side>,
    /// The short name of the field, if it is shown before the label.
    pub tag: Option<String>,
    pub label: String,
    /// A few words next to the label, such as the education; possibly none.
    pub detail: String,
    /// The start, the marked point and the end; `None` if there are no figures.
    pub points: Option<[f64; 3]>,
    /// The values in words; empty if there are no figures.
    pub values: Vec<String>,
    /// A qualification of the first value, such as "rough".
    pub remark: Option<String>,
    /// All of it in words; without figures, why there are none.
    pub text: String,
}

impl Range {
    /// The label with its detail: "Medical Records Specialists (certificate)".
    pub fn heading(&self) -> String {
        if self.detail.is_empty() { self.label.clone() } else { format!("{} ({})", self.label, self.detail) }
    }

    /// All of it on one line.
    pub fn in_words(&self) -> String {
        format!("{}: {}", tagged(self.tag.as_deref(), &self.heading()), self.text)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the table shows, for readers who can't see it.
    pub caption: String,
    /// What the row labels are.
    pub labels: String,
    pub cells: Cells,
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
}

/// What the cells of a table contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Sentences to be read side by side.
    Text,
    /// One short figure each.
    Figures,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub head: String,
    /// The head for a narrow column.
    pub short: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub label: String,
    /// The lines of each cell.
    pub cells: Vec<Vec<String>>,
}

impl Table {
    /// A row on one line: "Fall 2025: People 35; To HI 8".
    pub fn in_words(&self, row: &TableRow) -> String {
        let cells = self.columns.iter().zip(&row.cells);
        let cells: Vec<String> =
            cells.map(|(column, cell)| format!("{} {}", column.head, cell.join(" "))).collect();
        format!("{}: {}", row.label, cells.join("; "))
    }
}

/// The place of a rating on the scale from 1 to 5, from 0 to 1.
pub fn rating_share(rating: f64) -> f64 {
    // As long as the figure says, so that two equal figures have equal bars.
    ((rating * 10.0).round() / 10.0 - 1.0) / 4.0
}

/// A label with the short name of its field before it: "HI, Data Scientists".
fn tagged(tag: Option<&str>, label: &str) -> String {
    tag.map_or_else(|| label.to_owned(), |tag| format!("{tag}, {label}"))
}
