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

use crate::report::{Format, write};
use picture::Picture;
use tally::Tally;

/// The least that can be asked of a group, in people.
pub(crate) const LEAST: u64 = 5;

/// What a picture can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupFormat {
    /// A report.
    Report(Format),
    /// A figure a row.
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
    match format {
        GroupFormat::Csv => table::csv(&picture),
        GroupFormat::Report(format) => {
            Ok(write::write(format, || tell::document(&picture, changes), || json::line(&picture))?)
        }
    }
}
