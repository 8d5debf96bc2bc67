//! What somebody may have meant by a mistyped word.

/// Names longer than this, in bytes, are compared with nothing: that would take long, and they are no typing mistakes.
const LONGEST: usize = 60;
/// A word is compared with at most this many names.
const COMPARED: usize = 200;

/// The known name that is nearest to a word; `None` where none is near.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let brief = |name: &str| name.len() <= LONGEST;
    let near = known
        .iter()
        .take(COMPARED)
        .filter(|other| brief(word) && brief(other))
        .map(|other| (strsim::damerau_levenshtein(word, other), *other));
    let (distance, other) = near.min()?;
    (distance <= 1 + word.chars().count() / 3).then_some(other)
}
