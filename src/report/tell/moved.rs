//! What moved between two results of the same content: the verdict, both bars, and each answer that changed.

use crate::instrument::TieBreakers;
use crate::report::document::{Block, Bullet, Headline, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Side;
use crate::wrap::wrap;

/// The width of a line, in columns.
const WIDTH: usize = 78;

/// What moved from one result to another, as lines of plain text. Both must be of the same content.
pub fn lines(before: &Facts<'_>, after: &Facts<'_>) -> Vec<String> {
    let changes = changes(before, after);
    let [old, new] = [before, after].map(Headline::new);
    if changes.is_empty() {
        let same = "Nothing moved: both codes hold the same answers.".to_owned();
        return wrapped(&[same, format!("Result: {}", new.line())]);
    }
    let mut lines = vec![format!("Before: {}", old.line()), format!("After:  {}", new.line()), String::new()];
    for side in Side::BOTH {
        let (old, new) = (bar(&old, side), bar(&new, side));
        let moved = if old == new { format!("{old}, as before") } else { format!("from {old} to {new}") };
        lines.push(format!("{} ({}): {moved}", before.name(side), before.short(side)));
    }
    lines.push(String::new());
    lines.push(format!("{} changed:", words::count(changes.len(), "answer")));
    lines.extend(changes);
    wrapped(&lines)
}

/// What moved since an earlier result of the same content; `None` where the answers are the same.
pub fn since(before: &Facts<'_>, now: &Facts<'_>) -> Option<Part> {
    if before.responses == now.responses {
        return None;
    }
    let changes = changes(before, now);
    let last = Headline::new(before).line();
    let moved = format!("Last time: {last}. {} changed since:", words::count(changes.len(), "answer"));
    let changes = changes.iter().map(|change| Bullet::new(change.trim())).collect();
    Some(Part::headed("since", "Since last time", vec![Block::Text(moved), Block::Bullets(changes)]))
}

fn bar(headline: &Headline, side: Side) -> &str {
    let bar = headline.bars.iter().find(|bar| bar.side == side);
    bar.map_or("no comparison", |bar| bar.text.as_str())
}

/// A line for each item whose answer changed, in the order asked.
fn changes(before: &Facts<'_>, after: &Facts<'_>) -> Vec<String> {
    let items = before.content.instrument.items.iter().enumerate();
    items
        .filter_map(|(index, item)| {
            let (from, to) = (answer(before, index), answer(after, index));
            (from != to).then(|| format!("  {}: from {from} to {to}", words::sentence(&item.text)))
        })
        .collect()
}

/// The answer to the item at a place in the order asked, in words.
fn answer<'a>(facts: &Facts<'a>, index: usize) -> &'a str {
    let instrument = &facts.content.instrument;
    let asked = index < instrument.core_count() || facts.tie_breakers == TieBreakers::Accepted;
    match facts.responses.get(index) {
        Some(response) => instrument.option(response),
        None if asked => "skipped",
        None => "not asked",
    }
}

fn wrapped(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|line| wrap(line, WIDTH, "", "    ")).collect()
}
