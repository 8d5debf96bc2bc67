//! Text broken into lines, the same way in every front end and report.

use textwrap::{Options, WordSplitter};

/// What stands for a space that no line may break at.
const HARD: &str = "\u{a0}";

/// Breaks a text at a width. Words stay whole, codes and "97 %" too; only a word wider than a line is cut. The first
/// line starts with `first`, the others with `rest`.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width.max(1))
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(first)
        .subsequent_indent(rest);
    if !text.contains(" %") {
        return textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect();
    }
    let text = text.replace(" %", &format!("{HARD}%"));
    textwrap::wrap(&text, options).iter().map(|line| line.replace(&format!("{HARD}%"), " %")).collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn a_figure_stays_with_its_percent_sign_and_a_code_in_one_piece() {
        assert_eq!(wrap("it grows by 7.1 % a year", 16, "", ""), ["it grows by", "7.1 % a year"]);
        assert_eq!(wrap("run career-fit show", 12, "- ", "  "), ["- run", "  career-fit", "  show"]);
    }
}
