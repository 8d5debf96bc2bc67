//! The one way to a written report: a format and a result in, bytes out.

use super::{Input, Wages, html, json, markdown, text};

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

/// Writes a result as a report. `wages` is needed for pay alone; `code` is the code of this result, which
/// stands in the headline.
pub fn render(format: Format, input: &Input<'_>, wages: Option<&Wages>, code: Option<&str>) -> Vec<u8> {
    let written = match format {
        Format::Text => text::report(input, wages, code),
        Format::Markdown => markdown::report(input, wages, code),
        Format::Html => html::report(input, wages, code),
        // Checked content always becomes JSON: it has no maps with odd keys, and serde writes any float.
        Format::Json => json::line(input, None).unwrap_or_default() + "\n",
    };
    written.into_bytes()
}
