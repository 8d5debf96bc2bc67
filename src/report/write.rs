//! Writing: a document as text, Markdown or a web page.
//!
//! A writer decides how things look and nothing else: it knows no answers, no scores and no tabs. Only [`json`] is
//! made from facts, for programs that want to know them.

mod html;
pub mod json;
mod markdown;
pub mod text;

use crate::report::document::Document;

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text of 76 columns.
    Text,
    /// CommonMark with tables.
    Markdown,
    /// One page that needs nothing else, for the screen and for print.
    Html,
    /// One JSON object on one line.
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
}

/// What stands before the code of a result.
const CODE: &str = "Code of this result";

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
