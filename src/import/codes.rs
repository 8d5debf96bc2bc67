//! Result codes in the text of an email, one on a line or among other words.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

use super::error::{FileName, Location};
use super::records::Record;
use crate::code::{CodeError, Codec};

/// A longer line is read in pieces of this many bytes; no code is as long.
const MAX_LINE: u64 = 16 * 1024;
/// A code has at least this many groups of letters and digits.
const MIN_GROUPS: usize = 3;
/// The number of letters and digits in such a group.
const GROUP: std::ops::RangeInclusive<usize> = 3..=6;
/// Letters and digits without hyphens are a code from this many on.
const MIN_UNGROUPED: usize = 15;

/// The codes of a text, each as a record with one cell, and the number of lines that have words and no code.
pub(super) fn read(
    input: impl Read,
    codec: &Codec,
    file: Option<&FileName>,
) -> io::Result<(VecDeque<Record>, u64)> {
    let mut input = BufReader::new(input);
    let mut records = VecDeque::new();
    let mut words = 0;
    let mut text = Vec::new();
    for number in 1.. {
        text.clear();
        if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut text)? == 0 {
            break;
        }
        match line(codec, &String::from_utf8_lossy(&text)) {
            Line::Blank => {}
            Line::Words => words += 1,
            Line::Codes(codes) => records.extend(codes.into_iter().map(|code| Record {
                cells: [code].into_iter().collect(),
                location: Location { file: file.cloned(), row: 0, line: Some(number) },
                ..Record::default()
            })),
        }
    }
    Ok((records, words))
}

#[derive(Debug, PartialEq)]
enum Line {
    Blank,
    /// Words without a code.
    Words,
    Codes(Vec<String>),
}

fn line(codec: &Codec, text: &str) -> Line {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '>' | '\u{feff}');
    let text = text.trim_matches(is_around);
    if text.is_empty() {
        return Line::Blank;
    }
    let pieces = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|piece| is_code(piece));
    let pieces: Vec<String> = pieces.map(str::to_owned).collect();
    if !pieces.is_empty() {
        return Line::Codes(pieces);
    }
    // A code with spaces or other characters inside, as it was typed or as a word processor changed it.
    let alone = text.trim_matches(|c: char| !c.is_alphanumeric());
    match codec.decode(alone) {
        Err(
            CodeError::Empty
            | CodeError::TooShort { .. }
            | CodeError::TooLong { .. }
            | CodeError::BadCharacter { .. },
        ) => Line::Words,
        _ => Line::Codes(vec![alone.to_owned()]),
    }
}

/// Whether letters, digits and hyphens look like a code: in groups, or long and without hyphens.
fn is_code(piece: &str) -> bool {
    let piece = piece.trim_matches('-');
    let mut groups = piece.split('-');
    let is_mixed =
        piece.chars().any(|c| c.is_ascii_digit()) && piece.chars().any(|c| c.is_ascii_alphabetic());
    match groups.clone().count() {
        1 => piece.len() >= MIN_UNGROUPED && is_mixed,
        2 => false,
        count => {
            let fit = groups.all(|group| GROUP.contains(&group.len()));
            count >= MIN_GROUPS && fit && (is_mixed || piece.chars().all(|c| !c.is_ascii_lowercase()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::instrument::Answers;

    #[test]
    fn text_around_a_code_is_ignored() {
        let content = Content::built_in().unwrap();
        let codec = Codec::new(&content);
        let code = codec.encode(&Answers::empty(&content.instrument));
        let wanted = codec.decode(&code);
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
            format!("Code: {bare}."),
            format!("Code: {spaced}."),
            spaced,
            bare,
        ] {
            let Line::Codes(codes) = line(&codec, &text) else { panic!("{text}") };
            assert_eq!(
                codes.iter().map(|code| codec.decode(code)).collect::<Vec<_>>(),
                std::slice::from_ref(&wanted),
                "{text}"
            );
        }
        assert_eq!(line(&codec, &format!("{code}, {code}")), Line::Codes(vec![code.clone(), code]));
    }

    #[test]
    fn words_are_not_codes_but_mistyped_codes_are() {
        let codec = Codec::new(&Content::built_in().unwrap());
        for text in ["", "  ", ">", "> > \r"] {
            assert_eq!(line(&codec, text), Line::Blank, "{text:?}");
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
            assert_eq!(line(&codec, text), Line::Words, "{text:?}");
        }
        for text in ["FHUMB-X3H2-X7RK-CRJD-F9CT", "EHUMB-O3H2-X7RK-CRJD-F9CT", "EHUMB-X3H2-X7RK-CRJ"] {
            assert!(
                matches!(line(&codec, text), Line::Codes(codes) if codec.decode(&codes[0]).is_err()),
                "{text}"
            );
        }
    }
}
