//! What changed between two results of the same content: the verdict, both ratings, and each answer.

use std::collections::HashMap;

use jiff::civil::Date;

use super::document::{Block, Chapter, Definition, Document, Headline, ListItem, Part};
use super::facts::Facts;
use super::format;
use super::overview::{rating_chart, rating_groups};
use crate::scoring::Side;

/// Builds the comparison of two results of the same content.
pub fn document(before: &Facts<'_>, after: &Facts<'_>, date: Option<Date>) -> Document {
    let changes = changed_answers(before, after);
    let [old, new] = [before, after].map(Headline::new);
    let mut parts = Vec::new();
    parts.extend(
        old.notice
            .as_ref()
            .or(new.notice.as_ref())
            .map(|notice| Part::new("notice", vec![Block::paragraph(notice.as_str())])),
    );
    if changes.is_empty() {
        let blocks = [
            Block::paragraph("Nothing moved: both codes hold the same answers."),
            Block::Paragraph(format!("Result: {}", new.verdict)),
        ];
        parts.push(Part::new("same", blocks.to_vec()));
    } else {
        let mut results = vec![
            ListItem::new(old.verdict.as_str()).lead("Before"),
            ListItem::new(new.verdict.as_str()).lead("After"),
        ];
        for side in Side::BOTH {
            let [from, to] = [&old, &new].map(|headline| rating(headline, side));
            let text = if from == to { format!("{from}, as before") } else { format!("from {from} to {to}") };
            results.push(ListItem::new(text).lead(before.full_name(side)).side(Some(side)));
        }
        parts.push(Part::headed(
            "kinds",
            "How much you like each kind of work, 1 to 5",
            vec![kinds(before, after)],
        ));
        let heading = format!("{} changed", format::count(changes.len(), "answer"));
        parts.push(Part::new("results", vec![Block::list(results)]));
        parts.push(Part::headed("answers", heading, vec![Block::list(changes)]));
    }
    Document {
        quiz: after.content.instrument.title.clone(),
        title: "What moved between two results".to_owned(),
        date,
        chapters: vec![Chapter::new("changes", "Changes", "before and after", parts)],
        ..Document::default()
    }
}

/// The ratings of each kind of work now, and in words what they were before.
fn kinds(before: &Facts<'_>, after: &Facts<'_>) -> Block {
    let old: HashMap<String, String> = rating_groups(before)
        .into_iter()
        .flat_map(|group| group.bars)
        .map(|bar| (bar.label, bar.text))
        .collect();
    let mut groups = rating_groups(after);
    for bar in groups.iter_mut().flat_map(|group| &mut group.bars) {
        bar.text = match old.get(&bar.label) {
            Some(old) if *old == bar.text => format!("{old}, as before"),
            Some(old) => format!("{}, was {old}", bar.text),
            None => continue,
        };
    }
    Block::BarChart(rating_chart(groups))
}

/// What changed since an earlier result of the same content, by kind of work; `None` if the answers are the same.
pub fn since(before: &Facts<'_>, now: &Facts<'_>) -> Option<Definition> {
    /// The maximum number of kinds of work, and the least change of one that can be seen in its figures.
    const KINDS: usize = 2;
    const VISIBLE: f64 = 0.05;
    if before.answers.responses == now.answers.responses {
        return None;
    }
    let scales = now.content.instrument.scales.iter();
    let readings = before.assessment.scales.iter().zip(&now.assessment.scales);
    let mut kinds: Vec<(f64, String)> = scales
        .zip(readings)
        .filter_map(|(scale, (old, new))| {
            let (old, new) = (old.mean?, new.mean?);
            let text = format!("{} {new:.1} (was {old:.1})", scale.label);
            Some(((new - old).abs(), text))
        })
        .filter(|(change, _)| *change >= VISIBLE)
        .collect();
    kinds.sort_by(|a, b| b.0.total_cmp(&a.0));
    let kinds: Vec<String> = kinds.into_iter().take(KINDS).map(|(_, text)| text).collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" Now: {}.", kinds.join(", ")) };
    let line = format!("Last time: {}.{kinds}", Headline::new(before).briefest);
    Some(Definition::new("Since", vec![line.into()]))
}

fn rating(headline: &Headline, side: Side) -> &str {
    let rating = headline.ratings.iter().find(|rating| rating.side == side);
    rating.map_or("no comparison", |rating| rating.text.as_str())
}

/// The items whose answer changed, in the order asked.
fn changed_answers(before: &Facts<'_>, after: &Facts<'_>) -> Vec<ListItem> {
    let mut changes = Vec::new();
    for (index, item) in before.content.instrument.items.iter().enumerate() {
        let (from, to) = (before.answer(index), after.answer(index));
        if from != to {
            let text = format::capitalize(&item.text);
            changes.push(ListItem::new(format!("{text}: from {from} to {to}")));
        }
    }
    changes
}
