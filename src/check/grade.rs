//! The reading level of a text.
//!
//! Flesch-Kincaid grade = 0.39 words per sentence + 11.8 syllables per word - 15.59. Figures count as a word of one
//! syllable.

/// Syllables of an English word, counted as readability formulas do: groups of vowels; a final silent e does not
/// count, nor does -ed but after t or d, nor -es but after a hissing sound; at least one.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let consonant_before = |ending: &str| {
        word.strip_suffix(ending).and_then(|stem| stem.chars().next_back()).filter(|&c| !is_vowel(c))
    };
    let silent = match (consonant_before("e"), consonant_before("ed"), consonant_before("es")) {
        // -le after a consonant is spoken: table, people.
        (Some(c), _, _) => c != 'l' || word.strip_suffix("le").is_some_and(|stem| stem.ends_with(is_vowel)),
        (_, Some(c), _) => !"td".contains(c),
        (_, _, Some(c)) => !"szxcgh".contains(c),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

/// Sentences and their words.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let ends = |word: &&str| word.ends_with(['.', '!', '?']) || word.ends_with(".)");
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .split_inclusive(ends)
        .map(|sentence| sentence.iter().copied().filter(is_word).collect::<Vec<_>>())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// The school grade that some paragraphs read at, and how many words they have; 0 for none.
pub fn grade(paragraphs: &[String]) -> (f64, usize) {
    let sentences: Vec<Vec<&str>> = paragraphs.iter().flat_map(|text| sentences(text)).collect();
    let words: Vec<&str> = sentences.iter().flatten().copied().collect();
    let parts = words
        .iter()
        .flat_map(|word| word.split('-'))
        .map(|part| part.trim_matches(|c: char| !c.is_alphabetic()));
    let spoken: usize = parts.map(|part| if part.is_empty() { 1 } else { syllables(part) }).sum();
    if words.is_empty() {
        return (0.0, 0);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
    let [said, all, spoken] = [sentences.len(), words.len(), spoken].map(|count| count as f64);
    (0.39 * all / said + 11.8 * spoken / all - 15.59, words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (count, word) in [
            (1, "the"),
            (1, "you"),
            (1, "HIM"),
            (1, "care"),
            (1, "use"),
            (1, "codes"),
            (1, "charts"),
            (1, "moved"),
            (1, "a"),
            (2, "data"),
            (2, "table"),
            (2, "people"),
            (2, "wanted"),
            (2, "nurses"),
            (2, "program"),
            (3, "average"),
            (3, "hospital"),
            (3, "medical"),
            (3, "computer"),
            (4, "information"),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
