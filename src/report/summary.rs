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
    let mut lines = vec![headline.line()];
    lines.extend(headline.bars.iter().map(|bar| {
        if is_narrow {
            format!("  {:<5}{}", bar.short, bar.text)
        } else {
            format!("  {:<5}{:<32}{}", bar.short, bar.name, bar.text)
        }
    }));
    let reasons = tell::reasons(facts, if is_narrow { 2 } else { 3 });
    if !reasons.is_empty() {
        lines.push("The answers that pulled most:".to_owned());
        lines.extend(reasons.into_iter().map(|reason| format!("  {reason}")));
    }
    lines.push(headline.next.clone());
    lines.push(format!("Code of this result: {code}"));
    lines.push(format!("See it again: career-fit show {code}"));
    lines.iter().flat_map(|line| wrap(line, width, "", "    ")).map(|line| format!("{line}\n")).collect()
}
