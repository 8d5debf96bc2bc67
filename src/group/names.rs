//! What groups are called: by the cells of columns, or by the file that people come from.

use anyhow::{Result, bail};

use super::order::NONE;
use crate::text::{nearest, printable, quoted};

/// The name that stands for where somebody comes from.
const FILE: &str = "file";
/// A name is shown up to so many characters.
const NAME: usize = 60;

/// Where people come from: how it is called in messages, and as a group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// Its path.
    pub path: &'a str,
    /// The name of the file or folder, without its ending.
    pub name: &'a str,
}

/// The places of the columns that groups are made by among those that are there; `None` for the file itself.
pub(super) fn columns(by: &[String], source: Source<'_>, names: &[String]) -> Result<Vec<Option<usize>>> {
    let place = |by: &String| {
        let same = |name: &String| name == by;
        let alike = |name: &String| name.to_lowercase() == by.to_lowercase();
        let found = names.iter().position(same).or_else(|| names.iter().position(alike));
        match found {
            None if by == FILE => Ok(None),
            None => {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
                let hint = match nearest(by, &known) {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None if known.is_empty() => "it has no other columns".to_owned(),
                    None => format!(
                        "it has {}",
                        known.iter().take(10).map(|one| quoted(one)).collect::<Vec<_>>().join(", ")
                    ),
                };
                bail!("{}: there is no column {} to group by: {hint}", source.path, quoted(by))
            }
            found => Ok(found),
        }
    };
    by.iter().map(place).collect()
}

/// The group of all whose codes come without columns.
pub(super) fn key_of_text(by: &[String], source: Source<'_>) -> Result<Vec<String>> {
    if let Some(column) = by.iter().find(|by| *by != FILE) {
        bail!(
            "{}: it holds codes alone, and no column {} to group by: give a CSV with that column and one named code",
            source.path,
            quoted(column)
        );
    }
    Ok(by.iter().map(|_| source.name.to_owned()).collect())
}

/// A name as it is shown: on one line, not too long, and with a word where there is none.
pub(crate) fn tidy(name: &str) -> String {
    let words = printable(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = words.chars().take(NAME).collect();
    if name.is_empty() { NONE.to_owned() } else { name }
}
