//! Writing: a document as text, Markdown or a web page.
//!
//! A writer decides how things look and nothing else: it knows no answers, no scores and no tabs. Only [`json`] is
//! made from facts, for programs that want to know them.

mod html;
pub mod json;
mod links;
mod markdown;
pub mod text;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::report::document::Document;

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
    /// All of them.
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

    /// How names of its files end, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The format that a file's name tells by its ending, whatever its case.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = parted(name)?;
        Self::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    /// A file's name with the ending of this format, in the place of another's: "a", "a.md" and "a.html" all become
    /// "a.html". `None` where nothing would stand before the ending.
    pub fn named(self, name: &str) -> Option<String> {
        with_ending(name, self.ending())
    }
}

/// How the name of a table of counts ends, without the dot.
const TABLE: &str = "csv";

/// How the name of a file ends; without a format it is a table of counts.
pub fn ending_of(format: Option<Format>) -> &'static str {
    format.map_or(TABLE, Format::ending)
}

/// A file's name with this ending, in the place of another one of ours; `None` where nothing would stand before it.
pub fn with_ending(name: &str, ending: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.');
    match parted(name) {
        _ if name.is_empty() || name.ends_with(SEPARATORS) => None,
        Some((_, theirs)) if theirs.eq_ignore_ascii_case(ending) => Some(name.to_owned()),
        Some((stem, _)) => Some(format!("{stem}.{ending}")),
        None => Some(format!("{name}.{ending}")),
    }
}

/// Whether a file's name has an ending of ours.
pub fn has_ending(name: &str) -> bool {
    parted(name).is_some()
}

/// What stands before an ending of ours, whatever its case, and the ending.
fn parted(name: &str) -> Option<(&str, &str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let has_stem = !stem.is_empty() && !stem.ends_with(SEPARATORS);
    let mut ours = Format::ALL.map(Format::ending).into_iter().chain([TABLE]);
    (has_stem && ours.any(|one| one.eq_ignore_ascii_case(ending))).then_some((stem, ending))
}

/// What stands between folders.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// What stands before the code of a result.
const CODE: &str = "Code of this result";

/// When it was written: "Written on November 24, 2026".
fn written_on(date: Date) -> String {
    format!("Written on {}", date.strftime("%B %-d, %Y"))
}

/// The one way to a written report: of the document and the JSON only what the format needs is made.
///
/// # Errors
/// Where the JSON can't be made.
pub fn write(
    format: Format,
    document: impl FnOnce() -> Document,
    json: impl FnOnce() -> serde_json::Result<String>,
) -> serde_json::Result<Vec<u8>> {
    let written = match format {
        Format::Text => text::document(&document()),
        Format::Markdown => markdown::document(&document()),
        Format::Html => html::document(&document()),
        Format::Json => json()? + "\n",
    };
    Ok(written.into_bytes())
}

/// A text without line breaks and control characters of its own.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_name_takes_the_ending_of_its_format() {
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
    fn the_ending_of_a_name_tells_its_format() {
        assert_eq!(Format::of_name("a.b.Md"), Some(Format::Markdown));
        for name in ["html", ".html", "a/.html", "a.pdf", "a.html/b"] {
            assert_eq!(Format::of_name(name), None);
        }
    }
}
