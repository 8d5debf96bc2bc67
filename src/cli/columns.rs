//! What each column of a file of answers is taken for.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::answers::Source;
use super::files;
use crate::batch::Closing;
use crate::code::Codec;
use crate::content::Content;
use crate::rows::{Column, Options, Rows, Taken};
use crate::text::printable;

/// Tells it, a line a column, and stops there. A header that does not fit is an error.
pub(super) fn tell(file: &Path, options: &Options, content: &Content) -> Result<ExitCode> {
    let source = Source::new(file, content, options)?;
    let codec = Codec::new(content);
    let rows = Rows::new(&content.instrument, &codec, source.open()?, options)?;
    let uses: Vec<String> = rows.columns().iter().map(|column| used(column, content)).collect();
    let width = uses.iter().map(|used| used.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for ((number, column), used) in (1..).zip(rows.columns()).zip(&uses) {
        let _ = writeln!(text, "{number:>4}  {used:width$}  {}", name(column));
    }
    let _ = writeln!(text, "{}", Closing::new(&rows).columns());
    files::write(None, text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What a column is used for, in a word.
fn used(column: &Column, content: &Content) -> String {
    let word = match column.taken {
        Taken::Question(item, _) => content.instrument.item(item).map_or("", |item| item.id.as_str()),
        Taken::Code => "code",
        Taken::Id => "id",
        Taken::Nothing if column.is_kept => "kept",
        Taken::Nothing => "left out",
    };
    printable(word)
}

/// The names over a column, on one line.
fn name(column: &Column) -> String {
    let names = [Some(column.name.as_str()), column.below.as_deref()].into_iter().flatten();
    let names: Vec<String> =
        names.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    printable(&names.join(": "))
}
