//! Text from elsewhere, made safe to show, and cells for spreadsheets.

use std::borrow::Cow;

/// At most this many characters of a text are quoted.
const QUOTED: usize = 40;

/// A text with nothing in it that a terminal would act on but the ends of its lines.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '?' } else { c }).collect()
}

/// What was typed or read, for a message: in quotes, short, and printable.
pub(crate) fn quoted(text: &str) -> String {
    let safe = printable(&text.chars().take(QUOTED).collect::<String>()).replace('\n', "?");
    let more = if text.chars().nth(QUOTED).is_some() { "..." } else { "" };
    format!("\"{safe}{more}\"")
}

/// A cell as it is, or with an apostrophe before it where a spreadsheet would run it as a formula: some leave out
/// what can't be seen before it, and take the wide signs of Chinese and Japanese for their own.
pub(crate) fn inert(cell: &[u8]) -> Cow<'_, [u8]> {
    let text = String::from_utf8_lossy(cell);
    let visible = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    });
    let is_formula = visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let runs = is_formula && text.trim().parse::<f64>().is_err() || text.starts_with(['\t', '\r', '\n']);
    if runs { Cow::Owned([b"'", cell].concat()) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_on_is_left() {
        assert_eq!(printable("a\u{1b}[2J\u{7}\tb\nc"), "a?[2J??b\nc");
        assert_eq!(quoted("a\nb"), "\"a?b\"");
        assert_eq!(quoted(&"x".repeat(40)), format!("\"{}\"", "x".repeat(40)));
        assert_eq!(quoted(&"x".repeat(41)), format!("\"{}...\"", "x".repeat(40)));
    }

    #[test]
    fn formulas_are_made_inert_and_numbers_left_alone() {
        for cell in
            ["=1+1", "@sum", "-x", "\n=1+1", " =1+1", "\u{a0}+cmd", "\u{feff}@x", "＝1+1", "　－x", "\tx"]
        {
            assert_eq!(inert(cell.as_bytes()), [b"'", cell.as_bytes()].concat(), "{cell:?}");
        }
        for cell in ["-5", "+1.5", " -5 ", "anna", "", " ", "a=b", "é"] {
            assert_eq!(inert(cell.as_bytes()), cell.as_bytes(), "{cell:?}");
        }
    }
}
