//! The picture as a document: everybody, the groups side by side, a chapter for each group, and what is not shown.

mod groups;
mod words;

use super::counts::Count;
use super::picture::{Figure, Group, Picture};
use crate::code::Changes;
use crate::instrument::Item;
use crate::report::format::{capitalize, percent};
use crate::report::{
    Axis, Bar, BarChart, BarGroup, BarScale, Block, Chapter, Document, ListItem, Part, Range, RangeChart,
};
use crate::scoring::Side;
use words::Words;

/// At most so many items are named as liked most, and as liked least.
const NAMED: usize = 5;

/// The whole of it. `changes` says what has changed in the content since the codes were made.
pub(super) fn document(picture: &Picture<'_>, changes: Changes) -> Document {
    let words = Words(picture);
    let mut chapters = Vec::new();
    if let Some(everybody) = picture.everybody() {
        let parts = [counted(picture, everybody, changes), results(words), of_all(words, everybody)].concat();
        chapters.push(chapter("everybody", "Everybody", &words.people(everybody.people), parts));
    }
    if !picture.parts().is_empty() {
        chapters.push(chapter("side-by-side", "Side by side", "group by group", groups::parts(words)));
    }
    for (number, group) in (1..).zip(picture.parts()) {
        let about = words.people(group.people);
        chapters.push(chapter(&format!("group-{number}"), &words.name(group), &about, of_one(words, group)));
    }
    chapters.push(chapter("hidden", "What is not shown", "so that no person can be made out", hidden(words)));
    Document {
        quiz: picture.content.instrument.title.clone(),
        title: "The picture of a group".to_owned(),
        chapters,
        ..Document::default()
    }
}

fn chapter(id: &str, title: &str, about: &str, parts: Vec<Part>) -> Chapter {
    let parts: Vec<Part> = parts.into_iter().filter(|part| !part.blocks.is_empty()).collect();
    let has_charts = parts
        .iter()
        .flat_map(|part| &part.blocks)
        .any(|block| matches!(block, Block::BarChart(_) | Block::RangeChart(_) | Block::Table(_)));
    Chapter { starts_page: has_charts, ..Chapter::new(id, title, about, parts) }
}

/// How many there are, and how many are not counted.
fn counted(picture: &Picture<'_>, everybody: &Group, changes: Changes) -> Vec<Part> {
    let mut lines = vec![format!(
        "{} answered enough questions to get a result. All figures are about them.",
        Words(picture).people(everybody.people)
    )];
    let more = [
        (
            picture.flagged,
            "of them gave many equal answers in a row, or answers that don't go together. They are counted.",
        ),
        (picture.incomplete, "more answered too few questions. They are left out."),
        (picture.unreadable, "more could not be read. They are left out."),
    ];
    let told = more.iter().filter(|(count, _)| *count != Count::Exact(0));
    lines.extend(told.map(|(count, what)| capitalize(&format!("{count} {what}"))));
    if !changes.is_empty() {
        lines.push(format!("Changed since these codes were made: {}.", changes.names()));
    }
    vec![Part::headed(
        "counted",
        "Who is in it",
        vec![Block::list(lines.into_iter().map(ListItem::new).collect())],
    )]
}

/// The results of everybody, in as much detail as may be shown.
fn results(words: Words<'_>) -> Vec<Part> {
    let picture = words.0;
    let [first, second] = Side::BOTH.map(|side| words.short(side));
    let none = |label: &str| (None, label.to_owned());
    let sides = Side::BOTH.map(Some);
    let counts: Vec<((Option<Side>, String), Count)> = match &picture.results {
        Some(results) => {
            let [one, other] = sides;
            let labels = [
                (one, format!("Clearly {first}")),
                (one, format!("Leaning to {first}")),
                (other, format!("Leaning to {second}")),
                (other, format!("Clearly {second}")),
                none("Both fit"),
                none("Neither appeals"),
                none("Too close to call"),
            ];
            labels.into_iter().zip(results.iter().copied()).collect()
        }
        None => {
            let sides = picture.everybody().and_then(|group| group.sides.clone()).unwrap_or_default();
            let labels = [
                (Some(Side::First), format!("To {first}")),
                (Some(Side::Second), format!("To {second}")),
                none("No side named"),
            ];
            labels.into_iter().zip(sides).collect()
        }
    };
    let blocks = if counts.is_empty() {
        vec![Block::paragraph("Not shown: nearly all results are alike.")]
    } else {
        let bars = counts.into_iter();
        let bars =
            bars.map(|((side, label), count)| count_bar(side, label, count.exact(), count.to_string()));
        vec![Block::BarChart(count_chart("Results", bars.collect()))]
    };
    vec![Part::headed("results", "What the results say", blocks)]
}

/// What is told of everybody, beside how many they are.
fn of_all(words: Words<'_>, everybody: &Group) -> Vec<Part> {
    let mut parts = vec![spread_of_gap(words, everybody)];
    parts.extend(likings(words, everybody));
    parts.push(sure(words, everybody));
    parts
}

fn spread_of_gap(words: Words<'_>, everybody: &Group) -> Part {
    let picture = words.0;
    let mut blocks = vec![Block::Paragraph(words.gap_sentence(everybody))];
    if !picture.ranges.is_empty() {
        let bars = picture.ranges.iter().rev().map(|range| {
            let count = range.people;
            count_bar(words.side_of(*range), words.range(*range), Some(count), count.to_string())
        });
        let chart = count_chart("How far each person leans, in steps", bars.collect());
        blocks.push(Block::BarChart(chart));
    }
    Part::headed("gap", "How far people lean", blocks)
}

/// A chart of how many people there are of each kind.
fn count_chart(what: &str, bars: Vec<Bar>) -> BarChart {
    BarChart {
        caption: what.to_owned(),
        labels: what.to_owned(),
        values: "How many".to_owned(),
        scale: BarScale::Relative { axis: None },
        groups: vec![BarGroup { heading: None, is_continued: false, side: None, bars }],
    }
}

fn count_bar(side: Option<Side>, label: String, count: Option<u64>, text: String) -> Bar {
    #[expect(clippy::cast_precision_loss, reason = "a count of people")]
    let value = count.map(|count| count as f64);
    Bar { side, tag: None, label, value, text }
}

fn sure(words: Words<'_>, everybody: &Group) -> Part {
    let mut texts = Vec::new();
    if let Some(p) = words.0.sure {
        texts.push(format!("A single result is {} sure on average.", percent(p)));
    }
    if let Some(gap) = everybody.gap {
        let [low, high] = gap.interval;
        texts.push(match low > 0.0 || high < 0.0 {
            true => {
                "The group as a whole leans to one side: its likely range lies on that side alone.".to_owned()
            }
            false => "The group as a whole leans to no side: its likely range reaches to both.".to_owned(),
        });
    }
    texts.push(
        "This says how well the answers were read. It can't say how well somebody will do in a job."
            .to_owned(),
    );
    Part::headed("sure", "How sure", texts.into_iter().map(Block::Paragraph).collect())
}

/// A chapter about one group.
fn of_one(words: Words<'_>, group: &Group) -> Vec<Part> {
    let mut bullets = Vec::new();
    if !group.merged.is_empty() {
        bullets.push(ListItem::new(words.merged(group)));
    }
    bullets.push(ListItem::new(words.sides(group)));
    bullets.push(ListItem::new(words.gap_sentence(group)));
    [vec![Part::new("counted", vec![Block::list(bullets)])], likings(words, group)].concat()
}

/// How much is liked, and on what people differ.
fn likings(words: Words<'_>, group: &Group) -> Vec<Part> {
    let [most, least] = ranked(words, group);
    vec![
        Part::headed("kinds", "How much each kind of work is liked, 1 to 5", kinds(words, group)),
        Part::headed("most", "Liked most", most),
        Part::headed("least", "Liked least", least),
        Part::headed("splits", "Where people differ most", splits(words, group)),
    ]
}

/// Each kind of work with mean and spread, those of the first path first.
fn kinds(words: Words<'_>, group: &Group) -> Vec<Block> {
    let content = words.0.content;
    let all = || content.instrument.scales.iter().zip(&group.scales);
    if all().all(|(_, figure)| *figure == Figure::Withheld) {
        return vec![Block::paragraph("Not shown for this group.")];
    }
    let row = |side: Option<Side>, label: &str, figure: &Figure| Range {
        side,
        tag: None,
        label: match side {
            Some(side) => format!("{}, {label}", words.short(side)),
            None => capitalize(label),
        },
        points: match figure {
            Figure::Exact { mean, spread } => {
                Some([(mean - spread).max(1.0), *mean, (mean + spread).min(5.0)])
            }
            _ => None,
        },
        values: vec![words.figure(*figure)],
        remark: None,
        text: words.figure(*figure),
        note: None,
    };
    let rows = [Some(Side::First), Some(Side::Second), None].into_iter().flat_map(|side| {
        let of_side = all().filter(move |(scale, _)| content.contrast.side(scale.place) == side);
        of_side.map(move |(scale, figure)| row(side, &scale.label, figure))
    });
    let caption = "Mean, and spread between people";
    vec![Block::RangeChart(RangeChart {
        caption: caption.to_owned(),
        labels: "Kind of work".to_owned(),
        axis: Axis {
            title: "Axis of the answers".to_owned(),
            ends: [1.0, 5.0],
            marks: ["1", "3", "5"].map(str::to_owned),
            point: "mean",
        },
        values: vec![caption.to_owned()],
        rows: rows.collect(),
    })]
}

/// The items liked most and those liked least.
fn ranked(words: Words<'_>, group: &Group) -> [Vec<Block>; 2] {
    let items = &words.0.content.instrument.items;
    let mut told: Vec<(&Item, Figure)> = items.iter().zip(group.items.iter().copied()).collect();
    told.retain(|(_, figure)| *figure != Figure::Withheld);
    told.sort_by(|(_, a), (_, b)| b.height().total_cmp(&a.height()));
    let named = NAMED.min(told.len() / 2);
    let bullet =
        |(item, figure): &(&Item, Figure)| ListItem::new(capitalize(&item.text)).lead(figure.to_string());
    let list =
        |bullets: Vec<ListItem>| if bullets.is_empty() { Vec::new() } else { vec![Block::list(bullets)] };
    [
        list(told.iter().take(named).map(bullet).collect()),
        list(told.iter().rev().take(named).map(bullet).collect()),
    ]
}

fn splits(words: Words<'_>, group: &Group) -> Vec<Block> {
    let items = &words.0.content.instrument.items;
    let bullets: Vec<ListItem> = group
        .splits
        .iter()
        .filter_map(|split| {
            let bullet = ListItem::new(capitalize(&items.get(split.item)?.text));
            Some(match split.counts {
                Some([likes, dislikes]) => bullet.note(format!("{likes} like it, {dislikes} don't")),
                None => bullet,
            })
        })
        .collect();
    if bullets.is_empty() { Vec::new() } else { vec![Block::list(bullets)] }
}

/// What was hidden, and why.
fn hidden(words: Words<'_>) -> Vec<Part> {
    let picture = words.0;
    let least = picture.least;
    let mut lines = vec![
        format!("No group under {least} people is shown. Small ones are put together."),
        "No count from 1 to 4 is shown, nor any that would give one away by adding and subtracting."
            .to_owned(),
        format!(
            "A mean is shown only where at least {least} people answered, not all alike, and it lies between 1.5 and 4.5. Groups beside each other show it all or none."
        ),
        "No codes and no names are shown.".to_owned(),
    ];
    lines.extend(
        picture.parts().iter().filter(|group| !group.merged.is_empty()).map(|group| words.merged(group)),
    );
    let is_hidden = picture.parts().iter().filter(|group| group.sides.is_none()).count();
    if is_hidden > 0 {
        lines.push(format!("Results are hidden for {} of {} groups.", is_hidden, picture.parts().len()));
    }
    if picture.parts().is_empty() && !picture.by.is_empty() {
        lines.push(format!(
            "By {}, no two groups are large enough to be shown apart.",
            picture.by.join(" and ")
        ));
    }
    if !picture.by.is_empty() {
        let other = "Don't give out a second picture of the same people by other columns: two that cut across each other can tell more than each alone.";
        lines.push(other.to_owned());
    }
    let bullets = lines.into_iter().map(ListItem::new).collect();
    vec![Part::new("hidden", vec![Block::list(bullets)])]
}
