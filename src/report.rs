//! A result in words and figures, in two halves: telling, then writing.
//!
//! [`tell`] decides once what is said: [`Facts`] become a [`Document`] of chapters, parts and blocks. [`mod@write`] makes
//! bytes of a document, and the full screen draws its chapters; neither decides what is said. JSON is for programs,
//! and is made from the facts.

pub mod document;
mod facts;
mod matches;
mod reasons;
mod summary;
pub mod tell;
pub mod words;
pub mod write;

pub use document::{
    Bar, Block, Bullet, Chapter, Columns, Document, GrowthBar, Half, Headline, Liking, Likings, Part, Range,
    Ranges, Row,
};
pub use facts::Facts;
pub use summary::summary;
pub use tell::{Tab, chapter, since};
pub use write::{Format, json, text};

use crate::content::Wages;

/// What stands above everything that comes of a made-up person's answers.
pub const EXAMPLE: &str = "EXAMPLE, a made-up person";

/// Writes a result as a report. `wages` is needed for what is told of pay; `code` is the code of this result, which stands in
/// the headline.
///
/// # Errors
/// Where the facts can't become JSON.
pub fn render(
    format: Format,
    facts: &Facts<'_>,
    wages: Option<&Wages>,
    code: Option<&str>,
) -> serde_json::Result<Vec<u8>> {
    write::write(format, || tell::result(facts, wages, code), || json::line(facts, None))
}

/// Writes what moved from one result to another of the same content.
///
/// # Errors
/// Where the facts can't become JSON.
pub fn render_comparison(
    format: Format,
    before: &Facts<'_>,
    after: &Facts<'_>,
) -> serde_json::Result<Vec<u8>> {
    write::write(format, || tell::comparison(before, after), || json::comparison(before, after))
}
