//! The picture of a group: what many people like, and nothing of any one of them.
//!
//! ```text
//! files -> people: one by one, scored, counted, forgotten -> tree: small groups put together
//!       -> picture: what may be shown -> tell (text, Markdown, HTML), json, table (CSV)
//! ```
//!
//! `docs/group.md` says what is hidden, why, and what that can't do.

mod counts;
mod figures;
mod json;
mod lines;
mod names;
mod order;
mod people;
mod picture;
mod table;
mod tally;
mod tell;
mod told;
mod tree;

pub(crate) use names::Source;
pub(crate) use people::{Complain, People};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::report::{Format, render_document};
use picture::Picture;
use tally::Tally;

/// The least that can be asked of a group, in people.
pub(crate) const LEAST: u64 = 5;

/// Output format of a group report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupFormat {
    /// To read, or to paste into an email
    Text,
    /// For notes and wikis
    Markdown,
    /// A web page to show or print
    Html,
    /// One JSON object, for other programs
    Json,
    /// One figure per row, for a spreadsheet
    Csv,
}

/// The picture of everybody, written.
///
/// # Errors
/// Where fewer than `least` people can be shown.
pub(crate) fn written(people: People<'_>, least: u64, format: GroupFormat) -> Result<Vec<u8>> {
    let (content, by, left_out, changes) = (people.content(), people.by(), people.left_out, people.changes);
    let leaves = people.into_leaves();
    let all: u64 = leaves.iter().map(|leaf| leaf.tally.people).sum();
    if all < least {
        bail!(
            "there are fewer than {least} people whose answers say enough: too few to show a group and no person"
        );
    }
    let everybody = tree::grow("Everybody".to_owned(), 0, leaves, least, &Tally::new(content));
    let picture = Picture::new(content, by, least, &everybody, left_out);
    let format = match format {
        GroupFormat::Csv => return table::csv(&picture),
        GroupFormat::Text => Format::Text,
        GroupFormat::Markdown => Format::Markdown,
        GroupFormat::Html => Format::Html,
        GroupFormat::Json => Format::Json,
    };
    Ok(render_document(format, || tell::document(&picture, changes), || json::line(&picture))?)
}
