//! What moved between two results of the same content: the verdict, both bars, and each answer that changed.

use super::{Block, Bullet, Headline, Input, words};
use crate::instrument::TieBreakers;
use crate::scoring::Side;
use crate::wrap::wrap;

/// So wide is a line.
const WIDTH: usize = 78;

/// What moved from one result to another, as lines of plain text. Both must be of the same content.
pub fn lines(before: &Input<'_>, after: &Input<'_>) -> Vec<String> {
    let changes = changes(before, after);
    let [old, new] = [before, after].map(Headline::new);
    if changes.is_empty() {
        let same = "Nothing moved: both codes hold the same answers.".to_owned();
        return wrapped(&[same, format!("Result: {}", verdict(&new))]);
    }
    let mut lines =
        vec![format!("Before: {}", verdict(&old)), format!("After:  {}", verdict(&new)), String::new()];
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

/// What moved since an earlier quiz, as blocks of a section; nothing where the answers are the same.
pub fn since(before: &Input<'_>, now: &Input<'_>) -> Vec<Block> {
    if before.answers.responses == now.answers.responses {
        return Vec::new();
    }
    let changes = changes(before, now);
    let old = Headline::new(before);
    let moved =
        format!("Last time: {}. {} changed since:", verdict(&old), words::count(changes.len(), "answer"));
    vec![
        Block::Heading("Since last time".to_owned()),
        Block::Text(moved),
        Block::Bullets(changes.iter().map(|change| Bullet::new(change.trim())).collect()),
    ]
}

fn verdict(headline: &Headline) -> String {
    match &headline.sure {
        Some(sure) => format!("{} ({sure})", headline.verdict),
        None => headline.verdict.clone(),
    }
}

fn bar(headline: &Headline, side: Side) -> &str {
    let bar = headline.bars.iter().find(|bar| bar.side == side);
    bar.map_or("no comparison", |bar| bar.text.as_str())
}

/// A line for each item whose answer changed, in the order asked.
fn changes(before: &Input<'_>, after: &Input<'_>) -> Vec<String> {
    let items = before.content.instrument.items.iter().enumerate();
    items
        .filter_map(|(index, item)| {
            let (from, to) = (answer(before, index), answer(after, index));
            (from != to).then(|| format!("  {}: from {from} to {to}", words::sentence(&item.text)))
        })
        .collect()
}

/// The answer to the item at a place in the order asked, in words.
fn answer<'a>(input: &Input<'a>, index: usize) -> &'a str {
    let instrument = &input.content.instrument;
    let asked = index < instrument.core_count() || input.answers.tie_breakers == TieBreakers::Accepted;
    match input.answers.responses.get(index) {
        Some(response) => instrument.option(response),
        None if asked => "skipped",
        None => "not asked",
    }
}

fn wrapped(lines: &[String]) -> Vec<String> {
    lines.iter().flat_map(|line| wrap(line, WIDTH, "", "    ")).collect()
}
