//! Codes in a text, one a line or among other words: what surrounds a code in a mail is forgiven.

use std::io::{self, BufRead};

use crate::code::{CodeError, Codec, Opened};

/// A longer line is read in pieces of this many bytes; no code is as long.
const LINE: u64 = 16 * 1024;
/// What is written like a code has at least this many groups of letters and digits.
const GROUPS: usize = 3;
/// The least and the most letters and digits of such a group.
const GROUP: std::ops::RangeInclusive<usize> = 3..=6;
/// Letters and digits in one piece are a code from this many on.
const IN_ONE: usize = 15;

/// The codes of a text, line by line.
pub(super) struct Lines<R> {
    input: R,
    text: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, text: Vec::new(), number: 0 }
    }

    /// The next line's number, from 1, and what it holds; `None` at the end.
    pub(super) fn next(&mut self, codec: &Codec) -> io::Result<Option<(u64, Line)>> {
        self.text.clear();
        let mut piece = io::Read::take(&mut self.input, LINE);
        if piece.read_until(b'\n', &mut self.text)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let text = String::from_utf8_lossy(&self.text);
        Ok(Some((self.number, line(codec, text.trim_start_matches('\u{feff}')))))
    }
}

/// What a line holds.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// Nothing at all.
    Blank,
    /// Words, and no code.
    Words,
    /// One code or more, each as it could be read.
    Codes(Vec<Result<Opened, CodeError>>),
}

fn line(codec: &Codec, text: &str) -> Line {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '>');
    if text.is_empty() {
        return Line::Blank;
    }
    let pieces: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|one| is_code(one)).collect();
    if !pieces.is_empty() {
        return Line::Codes(pieces.into_iter().map(|code| codec.decode(code)).collect());
    }
    // Spaces or other signs within it, as it was typed or as a word processor made it.
    let alone = text.trim_matches(|c: char| !c.is_alphanumeric());
    match codec.decode(alone) {
        Err(
            CodeError::Empty
            | CodeError::TooShort { .. }
            | CodeError::TooLong { .. }
            | CodeError::BadCharacter { .. },
        ) => Line::Words,
        read => Line::Codes(vec![read]),
    }
}

/// Whether a run of letters, digits and hyphens is written like a code: in groups, or long and in one piece.
fn is_code(piece: &str) -> bool {
    let piece = piece.trim_matches('-');
    let mut groups = piece.split('-');
    let is_mixed =
        piece.chars().any(|c| c.is_ascii_digit()) && piece.chars().any(|c| c.is_ascii_alphabetic());
    match groups.clone().count() {
        1 => piece.len() >= IN_ONE && is_mixed,
        2 => false,
        count => {
            let fit = groups.all(|group| GROUP.contains(&group.len()));
            count >= GROUPS && fit && (is_mixed || piece.chars().all(|c| !c.is_ascii_lowercase()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;

    /// A code of the shipped content.
    const CODE: &str = "EHUMB-X3H2-X7RK-CRJD-F9CT";

    fn found(text: &str) -> Line {
        line(&Codec::new(&Content::built_in().unwrap()), text)
    }

    #[test]
    fn what_surrounds_a_code_in_a_mail_is_forgiven() {
        let content = Content::built_in().unwrap();
        let codec = Codec::new(&content);
        let code = codec.encode(&crate::instrument::Answers::empty(&content.instrument));
        let wanted = Line::Codes(vec![codec.decode(&code)]);
        let bare = code.replace('-', "");
        let spaced = code.replace('-', " ");
        for text in [
            code.clone(),
            format!("Code: {code}"),
            format!("> > Code of this result: {code}."),
            format!("({code})"),
            format!("<{code}>,"),
            format!("\"{code}\""),
            format!("- {code}"),
            format!("1. {code}"),
            format!("\u{feff}{}\r", code.to_lowercase()),
            format!("Hi, here is my code: {code} Thanks, Ana"),
            format!("{{\"id\":\"7\",\"code\":\"{code}\"}}"),
            bare.clone(),
            format!("Code: {bare}."),
            spaced.clone(),
            format!("Code: {spaced}."),
        ] {
            assert_eq!(found(text.trim_start_matches('\u{feff}')), wanted, "{text}");
        }
        assert_eq!(
            found(&format!("{code}, {code}")),
            Line::Codes(vec![codec.decode(&code), codec.decode(&code)])
        );
    }

    #[test]
    fn words_are_no_code_and_a_mistyped_code_is_a_mistake() {
        for text in ["", "  ", ">", "> > \r"] {
            assert_eq!(found(text), Line::Blank, "{text:?}");
        }
        for text in [
            "Hi,",
            "state-of-the-art",
            "On Mon, 24 Nov 2026 at 10:12, Ana wrote:",
            "--",
            "2026-11-24",
            "well-known-facts-here",
            "ana.lopez@example.edu",
        ] {
            assert_eq!(found(text), Line::Words, "{text:?}");
        }
        for text in [CODE.replace('E', "F"), CODE.replace('X', "O"), CODE[..19].to_owned()] {
            assert!(matches!(found(&text), Line::Codes(all) if all[0].is_err()), "{text}");
        }
    }
}
