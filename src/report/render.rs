//! The one way to a written report: a format and a result in, bytes out.

use super::{Headline, Input, Wages, headline, json};

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// One JSON object on one line.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// Writes a result as a report. `wages` is needed for pay alone; `code` is the code of this result.
pub fn render(format: Format, input: &Input<'_>, _wages: Option<&Wages>, code: Option<&str>) -> Vec<u8> {
    let written = match format {
        Format::Text => headline::summary(input, &Headline::new(input), code.unwrap_or_default()),
        // Checked content always becomes JSON: it has no maps with odd keys, and serde writes any float.
        Format::Json => json::line(input, None).unwrap_or_default() + "\n",
    };
    written.into_bytes()
}
