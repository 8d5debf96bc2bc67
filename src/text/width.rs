//! Text cut to a number of columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text cut to a width in columns, with dots where something is missing.
pub(crate) fn cut(text: &str, width: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(cut("as it is", 8), "as it is");
        assert_eq!(cut("a longer text", 9), "a long...");
        assert_eq!(cut("a longer text", 10), "a longe...");
        assert_eq!(cut("表表表表", 6), "表...");
        assert_eq!(cut("abc", 2), "..");
        assert_eq!(cut("abc", 0), "");
    }
}
