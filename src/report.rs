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
    Bar, Block, Bullet, Chapter, Columns, Document, GrowthBar, Handout, Headline, Liking, Likings, Link,
    Part, Range, Ranges, Row, Share, Shares,
};
pub use facts::Facts;
/// A day of the calendar. What day it is comes in from outside: there is no clock here.
pub use jiff::civil::Date;
pub use summary::summary;
pub use tell::{Tab, chapter, since, tried};
pub use write::{Format, ending_of, has_ending, json, text, with_ending};

use crate::content::Wages;

/// What stands above everything that comes of a made-up person's answers.
pub const EXAMPLE: &str = "EXAMPLE, a made-up person";

/// What a report says beside the result itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extras {
    /// The day that it is written on.
    pub date: Option<Date>,
    /// Whether it holds every answer.
    pub answers: bool,
}

/// Writes a result as a report. `wages` is needed for what is told of pay.
///
/// # Errors
/// Where the facts can't become JSON.
pub fn render(
    format: Format,
    facts: &Facts<'_>,
    wages: Option<&Wages>,
    extras: Extras,
) -> serde_json::Result<Vec<u8>> {
    write::write(format, || tell::result(facts, wages, extras), || json::line(facts, None))
}

/// Writes what moved from one result to another of the same content; `date` is the day that it is written on.
///
/// # Errors
/// Where the facts can't become JSON.
pub fn render_comparison(
    format: Format,
    before: &Facts<'_>,
    after: &Facts<'_>,
    date: Option<Date>,
) -> serde_json::Result<Vec<u8>> {
    write::write(format, || tell::comparison(before, after, date), || json::comparison(before, after))
}
