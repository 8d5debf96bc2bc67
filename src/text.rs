//! Plain text for display: wrapping, truncation, ASCII, sanitizing, and suggestions for mistyped words.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};

mod letters;

pub(crate) use letters::Letters;

/// Wraps a text at a width in columns. Words stay whole, as do codes and "97 %"; only a word wider than a line is broken.
/// The first line starts with `first`, the others with `rest`.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width.max(1))
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(first)
        .subsequent_indent(rest);
    let text = text.replace(" %", "\u{a0}%");
    textwrap::wrap(&text, options).iter().map(|line| line.replace("\u{a0}%", " %")).collect()
}

/// A text cut to a width in columns, with dots if something is missing.
#[cfg(feature = "tui")]
pub(crate) fn cut(text: &str, width: usize) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if text.width() <= width {
        return text.to_owned();
    }
    let dots = ".".repeat(width.min(3));
    let mut out = String::new();
    let mut used = dots.len();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + &dots
}

/// Whether the locale is set to something other than UTF-8. If none is set, we assume UTF-8, which nearly every terminal
/// uses today.
pub(crate) fn is_ascii_locale(variable: impl Fn(&str) -> String) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// A text in ASCII, with the same number of characters.
pub(crate) fn to_ascii(text: &str) -> String {
    text.chars().map(ascii_char).collect()
}

/// The closest ASCII character.
pub(crate) fn ascii_char(symbol: char) -> char {
    match symbol {
        c if c.is_ascii() => c,
        '█' => '#',
        '▒' | '═' => '=',
        '─' | '–' | '—' => '-',
        '│' | '┼' | '·' => '|',
        '←' => '<',
        '→' => '>',
        '↑' => '^',
        '↓' => 'v',
        '•' | '■' => '*',
        '…' => '.',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{a0}' => ' ',
        _ => '?',
    }
}

/// A text that is safe to show: control characters other than line breaks, and characters that reorder or hide text, are
/// replaced by question marks.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) && c != '\n' { '?' } else { c }).collect()
}

/// Whether a character controls a terminal, or reorders or hides text.
pub(crate) fn is_unsafe(c: char) -> bool {
    let reorders_or_hides = matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
    c.is_control() || reorders_or_hides
}

/// User input for a message: in quotes, printable, and cut to 40 characters.
pub(crate) fn quoted(text: &str) -> String {
    const MAX: usize = 40;
    let start: String = text.chars().take(MAX).collect();
    let safe = printable(&start).replace('\n', "?");
    let more = if text.chars().nth(MAX).is_some() { "..." } else { "" };
    format!("\"{safe}{more}\"")
}

/// Neutralizes what a spreadsheet might evaluate as a formula by an apostrophe (CSV injection): at the start of a cell,
/// and wherever a spreadsheet with other settings starts a new one. Some ignore invisible characters before the formula,
/// and accept full-width operators.
pub(crate) fn inert(cell: &str) -> Cow<'_, str> {
    let is_separator = |c: char| matches!(c, ';' | '\t' | '\r' | '\n');
    let is_ignored = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let is_formula = |piece: &str| {
        let visible = piece.trim_start_matches(is_ignored);
        visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
            && piece.trim().parse::<f64>().is_err()
    };
    if !cell.split(is_separator).any(is_formula) {
        return Cow::Borrowed(cell);
    }
    let pieces = cell.split_inclusive(is_separator);
    Cow::Owned(
        pieces.map(|piece| if is_formula(piece) { format!("'{piece}") } else { piece.to_owned() }).collect(),
    )
}

/// The known name that is closest to a mistyped word, if any is close.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // Longer texts aren't typing mistakes, and comparing many of them would take long.
    const MAX_BYTES: usize = 60;
    const MAX_NAMES: usize = 200;
    if word.len() > MAX_BYTES {
        return None;
    }
    let names = known.iter().take(MAX_NAMES).filter(|name| name.len() <= MAX_BYTES);
    let (distance, name) = names.map(|name| (strsim::damerau_levenshtein(word, name), *name)).min()?;
    (distance <= 1 + word.chars().count() / 3).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_codes_whole_and_percent_signs_with_their_numbers() {
        assert_eq!(wrap("it grows by 7.1 % a year", 16, "", ""), ["it grows by", "7.1 % a year"]);
        assert_eq!(wrap("run career-fit show", 12, "- ", "  "), ["- run", "  career-fit", "  show"]);
    }

    #[cfg(feature = "tui")]
    #[test]
    fn cut_counts_wide_characters_as_two_columns() {
        assert_eq!(cut("as it is", 8), "as it is");
        assert_eq!(cut("a longer text", 9), "a long...");
        assert_eq!(cut("a longer text", 10), "a longe...");
        assert_eq!(cut("表表表表", 6), "表...");
        assert_eq!(cut("abc", 2), "..");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn first_variable_that_is_set_decides_the_locale() {
        let is_ascii = |pairs: &[(&str, &str)]| {
            let value =
                |name: &str| pairs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            is_ascii_locale(|name| value(name).to_owned())
        };
        assert!(!is_ascii(&[]));
        assert!(!is_ascii(&[("LANG", "C.UTF-8")]));
        assert!(is_ascii(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "C")]));
        assert!(is_ascii(&[("LANG", "de_DE.ISO-8859-1")]));
    }

    #[test]
    fn control_and_bidirectional_characters_are_replaced() {
        assert_eq!(printable("a\u{1b}[2J\u{7}\tb\nc"), "a?[2J??b\nc");
        assert_eq!(printable("a\u{202e}b\u{2066}c\u{61c}d\u{e0041}"), "a?b?c?d?");
        assert_eq!(quoted("a\nb"), "\"a?b\"");
        assert_eq!(quoted(&"x".repeat(40)), format!("\"{}\"", "x".repeat(40)));
        assert_eq!(quoted(&"x".repeat(41)), format!("\"{}...\"", "x".repeat(40)));
    }

    #[test]
    fn formulas_are_neutralized_and_numbers_are_not() {
        for cell in ["=1+1", "@sum", "-x", " =1+1", "\u{a0}+cmd", "\u{feff}@x", "＝1+1", "　－x"] {
            assert_eq!(inert(cell), format!("'{cell}"), "{cell:?}");
            for before in [";", "\t", "\n", "\r\n", "a;1;"] {
                assert_eq!(inert(&format!("{before}{cell};b")), format!("{before}'{cell};b"), "{cell:?}");
            }
        }
        for cell in ["-5", "+1.5", " -5 ", "anna", "", " ", "a=b", "é", "a; b\tc\n", "1;-5;+2"] {
            assert_eq!(inert(cell), cell, "{cell:?}");
        }
    }
}
