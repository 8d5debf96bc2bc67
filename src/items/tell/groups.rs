//! The groups, and the questions that work otherwise in one of them, the largest difference first.

use super::{ROUGH, Words, bullets, table, two};
use crate::items::differences::{Differences, Found, Group};
use crate::report::document::{Block, Part};
use crate::report::words::sentence;

/// A chance is told to four decimals, and a smaller one as being under the last of them.
const LEAST_CHANCE: f64 = 1e-4;

pub(super) fn parts(words: Words<'_>) -> Vec<Part> {
    let Some(all) = &words.0.differences else { return Vec::new() };
    let Some(reference) = all.groups.get(all.reference) else {
        return vec![Part::new("none", vec![Block::text("No two groups are large enough to be compared.")])];
    };
    let intro = format!(
        "Each group is compared with {}, the largest, among people who like the rest of a kind of work equally. Only who answered all questions of a kind of work is compared.",
        reference.name
    );
    let mut lines: Vec<String> = all.groups.iter().map(group).collect();
    let told = all.told();
    lines.push(format!(
        "{} of {} comparisons show a difference that is neither small nor likely chance. All of them are in --format csv.",
        told.len(),
        all.found.len()
    ));
    let mut parts = vec![Part::new("groups", vec![Block::Text(intro), bullets(lines)])];
    if !told.is_empty() {
        let explain = format!(
            "The largest comes first. Steps are those of the answers: how much more or less than in {}. Spreads are the same, measured by how much people differ in that question. \"By chance\" is how likely such a difference is where there is none.",
            reference.name
        );
        let rows = told.into_iter().map(|one| row(words, all, one)).collect();
        let heads = ["steps", "spreads", "by chance", "size"];
        let table = table("Differences", "Group and question", &heads, rows);
        let title = "Questions that work otherwise in a group";
        parts.push(Part::headed("items", title, vec![Block::Text(explain), table]));
    }
    parts
}

fn group(group: &Group) -> String {
    let merged = match group.merged.as_slice() {
        [] => String::new(),
        names => format!(", put together from {}", names.join(", ")),
    };
    let rough = if group.people < ROUGH { format!("; under {ROUGH}, so rough") } else { String::new() };
    format!("{}: {} people{merged}{rough}", group.name, group.people)
}

fn row(words: Words<'_>, all: &Differences, one: &Found) -> (String, Vec<String>) {
    let name = all.groups.get(one.group).map_or("", |group| group.name.as_str());
    let chance = match one.q {
        q if q < LEAST_CHANCE => format!("under {LEAST_CHANCE}"),
        q => format!("{q:.4}"),
    };
    let echo = if one.echo_of.is_some() { ", likely an echo" } else { "" };
    let figures = [
        format!("{} {}", two(one.difference.steps.abs()), more_or_less(one)),
        two(one.difference.effect.abs()),
        chance,
        format!("{}{echo}", one.size().name()),
    ];
    (format!("{name}, {}", text(words, one.item)), figures.into())
}

/// What stands out, for the chapter before.
pub(super) fn look(words: Words<'_>) -> Vec<String> {
    let Some(all) = &words.0.differences else { return Vec::new() };
    let told = all.told().into_iter();
    told.filter_map(|one| {
        let (group, reference) = (all.groups.get(one.group)?, all.groups.get(all.reference)?);
        let ask = match one.echo_of {
            Some(other) => format!(
                "Likely an echo of \"{}\", which works the other way there: mend that one first, then look again.",
                sentence(text(words, other))
            ),
            None => "Does it mean the same to both?".to_owned(),
        };
        Some(format!(
            "{}: in {} it is liked {} steps {} than in {} by people who like the rest equally, a {} difference. {ask}",
            sentence(text(words, one.item)),
            group.name,
            two(one.difference.steps.abs()),
            more_or_less(one),
            reference.name,
            one.size().name(),
        ))
    })
    .collect()
}

fn more_or_less(one: &Found) -> &'static str {
    if one.difference.steps > 0.0 { "more" } else { "less" }
}

fn text(words: Words<'_>, item: usize) -> &str {
    words.0.content.instrument.item(item).map_or("", |item| item.text.as_str())
}
