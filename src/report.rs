//! The report of a result: built from [`Facts`] as a [`Document`], then rendered as text, Markdown or HTML.
//!
//! The chapters of the document are the tabs of the full screen and the parts of line mode, so every front end says
//! the same. JSON is for programs and is made from the facts.

mod diff;
pub mod document;
mod facts;
pub mod format;
mod handout;
pub(crate) mod html;
pub mod json;
mod ladder;
mod links;
mod markdown;
mod overview;
pub mod pay;
mod sections;
pub mod text;

pub use diff::since;
pub use document::{
    Axis, Bar, BarChart, BarGroup, BarScale, Block, Cells, Chapter, Column, Definition, DefinitionLine,
    Document, FieldRating, Handout, Headline, Job, Link, List, ListItem, Part, Range, RangeChart, Table,
    TableRow,
};
pub use facts::Facts;
/// A calendar date. The current date is passed in; the report has no clock.
pub use jiff::civil::Date;
pub use overview::{gap_change, summary};

use clap::ValueEnum;

use crate::content::Wages;

/// The notice on everything that shows a made-up person's answers.
pub const EXAMPLE: &str = "EXAMPLE, a made-up person";

/// The label of a result's code.
const CODE: &str = "Code of this result";

/// Output format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub enum Format {
    /// To read, or to paste into an email
    Text,
    /// For notes and wikis
    Markdown,
    /// A web page that prints well as a handout
    Html,
    /// One JSON object, for other programs
    Json,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Html, Self::Json];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The format of a file by its extension, ignoring case.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = split_extension(name)?;
        Self::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }

    /// A file name with the extension of this format, in place of any other extension that reports have: "a", "a.md"
    /// and "a.html" all become "a.html". `None` if there is no name before the extension.
    pub fn named(self, name: &str) -> Option<String> {
        with_extension(name, self.extension())
    }
}

/// The extension of a table of counts, without the dot.
const CSV: &str = "csv";

/// The extension of a format; without a format, that of a table of counts.
pub fn extension_of(format: Option<Format>) -> &'static str {
    format.map_or(CSV, Format::extension)
}

/// A file name with this extension, in place of any other extension that reports have; `None` if there is no name
/// before it.
pub fn with_extension(name: &str, extension: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() || name.ends_with(SEPARATORS) {
        return None;
    }
    Some(match split_extension(name) {
        Some((_, present)) if present.eq_ignore_ascii_case(extension) => name.to_owned(),
        Some((stem, _)) => format!("{stem}.{extension}"),
        None => format!("{name}.{extension}"),
    })
}

/// Whether a file name has an extension of a report or a table of counts.
pub fn has_extension(name: &str) -> bool {
    split_extension(name).is_some()
}

/// Splits off the extension of a report or a table of counts, ignoring case.
fn split_extension(name: &str) -> Option<(&str, &str)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let has_stem = !stem.is_empty() && !stem.ends_with(SEPARATORS);
    let mut known = Format::ALL.map(Format::extension).into_iter().chain([CSV]);
    (has_stem && known.any(|one| one.eq_ignore_ascii_case(extension))).then_some((stem, extension))
}

/// The separators of folders in a path.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// What a report contains besides the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extras {
    /// The date of the report.
    pub date: Option<Date>,
    /// Whether it lists every answer.
    pub answers: bool,
    /// Whether all chapters follow the two pages of the handout in HTML.
    pub appendix: bool,
}

/// The chapters of a result, in the order shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// Reasons, pay, jobs, where to start and the next step, on one screen.
    Glance,
    /// The rating of each kind of work, the answers that decided, and the confidence.
    Why,
    /// The smallest changes that would change the result.
    WhatIf,
    Pay,
    /// Job titles, the best match first.
    Jobs,
    /// Degrees, cost, certifications and first steps.
    Study,
    /// The two fields side by side.
    Compare,
    Sources,
}

impl Tab {
    pub const ALL: [Self; 8] = [
        Self::Glance,
        Self::Why,
        Self::WhatIf,
        Self::Pay,
        Self::Jobs,
        Self::Study,
        Self::Compare,
        Self::Sources,
    ];

    /// The title of the chapter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Glance => "At a glance",
            Self::Why => "Why",
            Self::WhatIf => "What if",
            Self::Pay => "Pay",
            Self::Jobs => "Jobs",
            Self::Study => "Study",
            Self::Compare => "Compare",
            Self::Sources => "Sources",
        }
    }

    /// What the chapter is about, in a few words after its title.
    pub fn about(self) -> &'static str {
        match self {
            Self::Glance => "your result in brief",
            Self::Why => "the answers that decided it",
            Self::WhatIf => "what would change the result",
            Self::Pay => "what people earn",
            Self::Jobs => "job titles in each field",
            Self::Study => "first steps and courses",
            Self::Compare => "the two fields side by side",
            Self::Sources => "where the facts come from",
        }
    }

    /// Whether some of its parts are collapsed at first on a screen.
    pub fn has_list(self) -> bool {
        !matches!(self, Self::Glance | Self::WhatIf)
    }

    /// The id of the chapter.
    fn id(self) -> String {
        self.name().to_lowercase().replace(' ', "-")
    }

    /// The index in [`Tab::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The tab at an index of [`Tab::ALL`].
    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}

/// Builds one chapter of a result. Without `wages`, the chapter on pay says that there is no wage table, and the others
/// leave out figures.
pub fn chapter(tab: Tab, facts: &Facts<'_>, wages: Option<&Wages>) -> Chapter {
    let parts = match tab {
        Tab::Glance => overview::glance(facts, wages),
        Tab::Why => overview::why(facts),
        Tab::WhatIf => overview::what_if(facts),
        Tab::Pay => pay::parts(facts, wages),
        Tab::Jobs => sections::jobs(facts, wages),
        Tab::Study => sections::study(facts),
        Tab::Compare => sections::compare(facts, wages),
        Tab::Sources => sections::sources(facts),
    };
    Chapter::new(tab.id(), tab.name(), tab.about(), parts)
}

/// Builds the report of a result: the handout, the tabs in order, then the answers if wanted.
pub fn document(facts: &Facts<'_>, wages: Option<&Wages>, extras: Extras) -> Document {
    let headline = Headline::new(facts);
    let mut chapters: Vec<Chapter> = Tab::ALL.map(|tab| chapter(tab, facts, wages)).into();
    chapters[Tab::Study.index()].parts.extend(handout::local(facts));
    if extras.answers {
        chapters.push(sections::answers(facts));
    }
    Document {
        quiz: facts.content.instrument.title.clone(),
        title: headline.verdict.clone(),
        headline: Some(headline),
        code: Some(facts.code.to_owned()),
        name: None,
        date: extras.date,
        handout: Some(handout::handout(facts, wages, extras)),
        chapters,
        links: links::of(facts),
    }
}

/// Renders the report of a result.
///
/// # Errors
/// Fails if the facts can't be serialized as JSON.
pub fn render(
    format: Format,
    facts: &Facts<'_>,
    wages: Option<&Wages>,
    extras: Extras,
) -> serde_json::Result<Vec<u8>> {
    render_document(format, || document(facts, wages, extras), || json::line(facts, None))
}

/// Renders what changed between two results of the same content.
///
/// # Errors
/// Fails if the facts can't be serialized as JSON.
pub fn render_comparison(
    format: Format,
    before: &Facts<'_>,
    after: &Facts<'_>,
    date: Option<Date>,
) -> serde_json::Result<Vec<u8>> {
    render_document(format, || diff::document(before, after, date), || json::comparison(before, after))
}

/// Renders a document, or the JSON line in its place: only what the format needs is built.
///
/// # Errors
/// Fails if `json` does.
pub fn render_document(
    format: Format,
    document: impl FnOnce() -> Document,
    json: impl FnOnce() -> serde_json::Result<String>,
) -> serde_json::Result<Vec<u8>> {
    let rendered = match format {
        Format::Text => text::document(&document()),
        Format::Markdown => markdown::document(&document()),
        Format::Html => html::document(&document()),
        Format::Json => json()? + "\n",
    };
    Ok(rendered.into_bytes())
}

/// "Written on November 24, 2026".
fn written_on(date: Date) -> String {
    format!("Written on {}", date.strftime("%B %-d, %Y"))
}

/// A text on one line, without control characters.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Format, Tab};

    #[test]
    fn tabs_are_at_their_index() {
        assert_eq!(Tab::ALL.map(|tab| Tab::at(tab.index())), Tab::ALL.map(Some));
    }

    #[test]
    fn named_replaces_known_extensions_only() {
        let named = |name| Format::Html.named(name).unwrap_or_else(|| "nothing".to_owned());
        for name in ["alice", " alice ", "alice.", "alice.html", "alice.md", "alice.JSON", "alice.csv"] {
            assert_eq!(named(name), "alice.html");
        }
        assert_eq!(named("alice.HTML"), "alice.HTML");
        assert_eq!(named("result.v2"), "result.v2.html");
        assert_eq!(named("a.md/b"), "a.md/b.html");
        assert_eq!(named(".html"), ".html.html");
        for name in ["", "  ", ".", "a/", "~/"] {
            assert_eq!(Format::Html.named(name), None);
        }
    }

    #[test]
    fn format_is_known_by_extension() {
        assert_eq!(Format::of_name("a.b.Md"), Some(Format::Markdown));
        for name in ["html", ".html", "a/.html", "a.pdf", "a.html/b"] {
            assert_eq!(Format::of_name(name), None);
        }
    }
}
