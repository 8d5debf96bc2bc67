//! Text from elsewhere, made safe to show.

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
}
