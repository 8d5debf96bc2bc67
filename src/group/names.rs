//! The names of groups, from the cells of columns or from file names, and their order.

use std::cmp::Ordering;

use anyhow::{Result, bail};

use super::OTHERS;
use crate::text::{nearest, printable, quoted};

/// The name of a missing value.
const NONE: &str = "(none given)";

/// The column name that means the name of the file.
const FILE: &str = "file";
/// Names are cut to this many characters.
const MAX_NAME: usize = 60;

/// The seasons of a year in the order of its terms, each with its spellings.
const SEASONS: [&[&str]; 4] =
    [&["winter", "wi"], &["spring", "sp"], &["summer", "su"], &["fall", "autumn", "fa"]];

/// A file that people are read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// For messages.
    pub path: &'a str,
    /// The name of the file or folder, without its extension.
    pub name: &'a str,
}

/// The indices of the columns that groups are made by; `None` means the name of the file.
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
                    None if known.is_empty() => "there are no other columns".to_owned(),
                    None => format!(
                        "the columns are {}",
                        known.iter().take(10).map(|one| quoted(one)).collect::<Vec<_>>().join(", ")
                    ),
                };
                bail!("{}: no column {} to group by: {hint}", source.path, quoted(by))
            }
            found => Ok(found),
        }
    };
    by.iter().map(place).collect()
}

/// A name for display: on one line, not too long, and never empty.
pub(crate) fn tidy(name: &str) -> String {
    let words = printable(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = words.chars().take(MAX_NAME).collect();
    if name.is_empty() { NONE.to_owned() } else { name }
}

/// Sorts groups by their names, column by column: by year and season if all names of a column are terms, otherwise in
/// natural order. Missing values and the combined small groups come last.
pub(super) fn sort<T>(groups: &mut [T], names: impl Fn(&T) -> &[String]) {
    let columns = groups.iter().map(|group| names(group).len()).max().unwrap_or(0);
    let is_last = |name: &str| name == NONE || name == OTHERS;
    let are_terms: Vec<bool> = (0..columns)
        .map(|column| {
            let mut given =
                groups.iter().map(|group| names(group)[column].as_str()).filter(|name| !is_last(name));
            given.all(|name| term(name).is_some())
        })
        .collect();
    groups.sort_by(|a, b| {
        let columns = names(a).iter().zip(names(b)).zip(&are_terms);
        columns.fold(Ordering::Equal, |order, ((a, b), are_terms)| {
            order
                .then((a == OTHERS).cmp(&(b == OTHERS)))
                .then((a == NONE).cmp(&(b == NONE)))
                .then_with(|| if *are_terms { term(a).cmp(&term(b)) } else { Ordering::Equal })
                .then_with(|| natural(a, b))
        })
    });
}

/// Year and season of a term: "Fall 2025", "2025 Fall", "FA25", "Spring '26".
fn term(name: &str) -> Option<(u64, usize)> {
    let lower = name.to_lowercase();
    let pieces = || pieces(&lower).filter(|piece| piece.chars().all(char::is_alphanumeric));
    let words: Vec<&str> = pieces().filter(|piece| !is_number(piece)).collect();
    let numbers: Vec<&str> = pieces().filter(|piece| is_number(piece)).collect();
    let ([word], [year]) = (words.as_slice(), numbers.as_slice()) else { return None };
    let season = SEASONS.iter().position(|names| names.contains(word))?;
    match year.len() {
        2 => Some((2000 + year.parse::<u64>().ok()?, season)),
        4 => Some((year.parse().ok()?, season)),
        _ => None,
    }
}

fn is_number(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_ascii_digit())
}

/// Runs of digits, runs of letters, and single characters that are neither, without spaces.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| if c.is_ascii_digit() { 0 } else { usize::from(!c.is_alphanumeric()) + 1 };
    let mut rest = text;
    let next = move || {
        rest = rest.trim_start();
        let first = kind(rest.chars().next()?);
        let end = match first {
            2 => rest.chars().next().map_or(0, char::len_utf8),
            _ => rest.find(|c| kind(c) != first).unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    };
    std::iter::from_fn(next)
}

/// Natural order: numbers by their value, letters ignoring case.
fn natural(a: &str, b: &str) -> Ordering {
    let low_a = a.to_lowercase();
    let low_b = b.to_lowercase();
    let mut left = pieces(&low_a);
    let mut right = pieces(&low_b);
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return a.cmp(b),
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(a), Some(b)) if is_number(a) && is_number(b) => {
                let [a, b] = [a, b].map(|number| number.trim_start_matches('0'));
                a.len().cmp(&b.len()).then_with(|| a.cmp(b))
            }
            (Some(a), Some(b)) => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let mut names: Vec<Vec<String>> = names.iter().map(|name| vec![(*name).to_owned()]).collect();
        sort(&mut names, |names| names);
        names.concat()
    }

    #[test]
    fn terms_are_in_calendar_order() {
        let wanted = [
            "Fall 2024",
            "Winter 2025",
            "Spring 2025",
            "Summer 2025",
            "Fall 2025",
            "Spring 2026",
            NONE,
            OTHERS,
        ];
        let mut mixed = wanted;
        mixed.reverse();
        assert_eq!(sorted(&mixed), wanted);
        assert_eq!(sorted(&["SP26", "FA25", "fa24"]), ["fa24", "FA25", "SP26"]);
        assert_eq!(
            sorted(&["2026-Spring", "2025 Fall", "Spring '27"]),
            ["2025 Fall", "2026-Spring", "Spring '27"]
        );
    }

    #[test]
    fn other_names_are_in_natural_order() {
        assert_eq!(
            sorted(&["Section 10", "section 2", NONE, "Section 1"]),
            ["Section 1", "section 2", "Section 10", NONE]
        );
        // One name that is not a term makes all of them plain names.
        assert_eq!(sorted(&["Spring 2026", "Fall 2026", "Evening"]), ["Evening", "Fall 2026", "Spring 2026"]);
        assert_eq!(sorted(&["b", "A", "a2", "a02", "a-1"]), ["A", "a-1", "a02", "a2", "b"]);
    }
}
