//! What moved between two results of the same content: the verdict, both bars, and each answer that changed.

use jiff::civil::Date;

use crate::instrument::Item;
use crate::report::document::{Block, Bullet, Chapter, Document, Headline, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::Side;

/// What moved from one result to another. Both must be of the same content.
/// `date` is the day that it is told on.
pub fn comparison(before: &Facts<'_>, after: &Facts<'_>, date: Option<Date>) -> Document {
    let changes = changes(before, after);
    let [old, new] = [before, after].map(Headline::new);
    let mut parts = if changes.is_empty() {
        let same = Block::text("Nothing moved: both codes hold the same answers.");
        vec![Part::new("same", vec![same, Block::Text(format!("Result: {}", new.verdict))])]
    } else {
        let heading = format!("{} changed", words::count(changes.len(), "answer"));
        let verdicts = [("Before", &old), ("After", &new)];
        let verdicts = verdicts.map(|(when, one)| Bullet::new(one.verdict.clone()).lead(when));
        let bars = Side::BOTH.map(|side| moved_bar(before, side, [&old, &new]));
        vec![
            Part::new("results", vec![Block::Bullets([verdicts, bars].concat())]),
            Part::headed("answers", heading, vec![Block::Bullets(changes)]),
        ]
    };
    if let Some(notice) = old.notice.or(new.notice) {
        parts.insert(0, Part::new("notice", vec![Block::Text(notice)]));
    }
    Document {
        quiz: after.content.instrument.title.clone(),
        title: "What moved between two results".to_owned(),
        date,
        chapters: vec![Chapter {
            id: "changes".to_owned(),
            title: "Changes".to_owned(),
            about: "before and after".to_owned(),
            parts,
        }],
        ..Document::default()
    }
}

/// How the bar of a path moved from the first result to the second.
fn moved_bar(facts: &Facts<'_>, side: Side, [old, new]: [&Headline; 2]) -> Bullet {
    let [old, new] = [bar(old, side), bar(new, side)];
    let moved = if old == new { format!("{old}, as before") } else { format!("from {old} to {new}") };
    Bullet::new(moved).lead(facts.full_name(side)).side(Some(side))
}

/// What moved since an earlier result of the same content; `None` where the answers are the same.
pub fn since(before: &Facts<'_>, now: &Facts<'_>) -> Option<Part> {
    if before.answers.responses == now.answers.responses {
        return None;
    }
    let changes = changes(before, now);
    let last = Headline::new(before).verdict;
    let moved = format!("Last time: {last}. {} changed since:", words::count(changes.len(), "answer"));
    Some(Part::headed("since", "Since last time", vec![Block::Text(moved), Block::Bullets(changes)]))
}

fn bar(headline: &Headline, side: Side) -> &str {
    let bar = headline.bars.iter().find(|bar| bar.side == side);
    bar.map_or("no comparison", |bar| bar.text.as_str())
}

/// Each item whose answer changed, in the order asked.
fn changes(before: &Facts<'_>, after: &Facts<'_>) -> Vec<Bullet> {
    let change = |(index, item): (usize, &Item)| {
        let (from, to) = (before.answer(index), after.answer(index));
        (from != to).then(|| Bullet::new(format!("{}: from {from} to {to}", words::sentence(&item.text))))
    };
    before.content.instrument.items.iter().enumerate().filter_map(change).collect()
}
