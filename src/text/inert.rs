//! Cells of a CSV that no spreadsheet runs as a formula.

use std::borrow::Cow;

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
