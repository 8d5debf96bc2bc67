//! What two writings of one text have in common: its letters and digits.

/// The letters and digits of a text in lower case and nothing else, and where its words begin. Case, blanks, line
/// breaks and punctuation leave no trace in it, so that a text is known again in whatever way a program wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    text: String,
    /// Where words begin, in bytes.
    starts: Vec<usize>,
    /// Byte offsets at which a line, the text, or the part before punctuation ends.
    ends: Vec<usize>,
}

impl Letters {
    pub(crate) fn new(text: &str) -> Self {
        let mut letters = Self::default();
        let mut is_start = true;
        for c in text.chars() {
            if c.is_alphanumeric() {
                if is_start {
                    letters.starts.push(letters.text.len());
                }
                letters.text.extend(c.to_lowercase());
                is_start = false;
            } else if !is_within_words(c) {
                is_start = true;
                if !c.is_whitespace() || c == '\n' {
                    letters.ends.push(letters.text.len());
                }
            }
        }
        letters.ends.push(letters.text.len());
        letters
    }

    /// The letters and digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it ends with all words of another text, which has some.
    pub(crate) fn end_with(&self, other: &Self) -> bool {
        let start = self.text.len().checked_sub(other.text.len());
        !other.text.is_empty()
            && self.text.ends_with(&other.text)
            && start.is_some_and(|start| self.starts.binary_search(&start).is_ok())
    }

    /// Where another text is in it as whole words that end a line, the text, or what is before punctuation.
    pub(crate) fn find(&self, other: &Self) -> Option<usize> {
        let is_whole = |start: usize| {
            self.starts.binary_search(&start).is_ok()
                && self.ends.binary_search(&(start + other.text.len())).is_ok()
        };
        let mut found = self.text.match_indices(&other.text).map(|(start, _)| start);
        found.find(|start| !other.text.is_empty() && is_whole(*start))
    }

    /// The last of it, as many letters and digits as another text has.
    pub(crate) fn tail(&self, of: &Self) -> String {
        let count = self.text.chars().count();
        self.text.chars().skip(count.saturating_sub(of.text.chars().count())).collect()
    }
}

/// Apostrophes, and what can't be seen: they part no words.
fn is_within_words(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_again_however_it_is_written() {
        let text = Letters::new("link two clinics' systems so that doctors see it");
        for written in [
            "How much? [Link two clinics\u{2019} systems so that doctors see it]",
            "LINK  TWO\nclinics systems,\u{a0}so that doc\u{ad}tors see it?",
            "Q3 - link two clinics' systems - so that doctors see it.",
        ] {
            assert!(Letters::new(written).end_with(&text), "{written}");
        }
        for other in ["relink two clinics' systems so that doctors see it", "link two clinics' systems", ""] {
            assert!(!Letters::new(other).end_with(&text), "{other}");
            assert!(!text.end_with(&Letters::new("")));
        }
        assert_eq!(Letters::new("a bé").tail(&Letters::new("12")), "bé");
    }
}
