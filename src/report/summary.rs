//! What stays in the terminal after leaving: the result in at most 20 lines.

use crate::report::document::Headline;
use crate::report::facts::Facts;
use crate::report::tell;
use crate::text::wrap;

/// The result in at most 20 lines of plain text, for the terminal after leaving. No line is wider than `width`
/// columns, so that the terminal breaks no word.
pub fn summary(facts: &Facts<'_>, code: &str, width: usize) -> String {
    let (width, is_narrow) = (width.min(78), width < 60);
    let headline = Headline::new(facts);
    let mut lines: Vec<String> = headline.notice.iter().chain([&headline.verdict]).cloned().collect();
    lines.extend(headline.bars.iter().map(|bar| {
        if is_narrow {
            format!("  {:<5}{}", bar.short, bar.text)
        } else {
            format!("  {:<5}{:<32}{}", bar.short, bar.name, bar.text)
        }
    }));
    let count = if is_narrow { 2 } else { 3 };
    lines.extend(tell::reasons(facts).into_iter().take(count));
    lines.push(format!("Next: {}", tell::next(facts)));
    lines.push(format!("Code of this result: {code}"));
    lines.push(format!("See it again: career-fit show {code}"));
    lines.iter().flat_map(|line| wrap(line, width, "", "    ")).map(|line| format!("{line}\n")).collect()
}
