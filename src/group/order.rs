//! The order of groups: terms in the order of the calendar, all else as a person would sort it.

use std::cmp::Ordering;

/// What a missing value is called; it comes last.
pub(super) const NONE: &str = "(none given)";

/// The seasons of a year in the order of its terms, each with how it may be written.
const SEASONS: [&[&str]; 4] =
    [&["winter", "wi"], &["spring", "sp"], &["summer", "su"], &["fall", "autumn", "fa"]];

/// Puts names in order: by year and season where all of them are terms, else by their letters and numbers.
pub(crate) fn sort<T>(all: &mut [T], name: impl Fn(&T) -> &str) {
    let given = || all.iter().map(&name).filter(|name| *name != NONE);
    let are_terms = given().all(|name| term(name).is_some());
    all.sort_by(|a, b| {
        let (a, b) = (name(a), name(b));
        let terms = if are_terms { term(a).cmp(&term(b)) } else { Ordering::Equal };
        (a == NONE).cmp(&(b == NONE)).then(terms).then_with(|| natural(a, b))
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

/// Runs of digits, runs of letters, and single characters that are neither; spaces are left out.
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

/// Compares as a person would: numbers by their size, letters whatever their case.
fn natural(a: &str, b: &str) -> Ordering {
    let (low_a, low_b) = (a.to_lowercase(), b.to_lowercase());
    let (mut left, mut right) = (pieces(&low_a), pieces(&low_b));
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

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        sort(&mut names, |name| name);
        names
    }

    #[test]
    fn terms_follow_the_calendar() {
        let wanted =
            ["Fall 2024", "Winter 2025", "Spring 2025", "Summer 2025", "Fall 2025", "Spring 2026", NONE];
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
    fn all_else_is_sorted_as_a_person_would() {
        assert_eq!(
            sorted(&["Section 10", "section 2", NONE, "Section 1"]),
            ["Section 1", "section 2", "Section 10", NONE]
        );
        // One that is no term, and none is taken for one.
        assert_eq!(sorted(&["Spring 2026", "Fall 2026", "Evening"]), ["Evening", "Fall 2026", "Spring 2026"]);
        assert_eq!(sorted(&["b", "A", "a2", "a02", "a-1"]), ["A", "a-1", "a02", "a2", "b"]);
    }
}
