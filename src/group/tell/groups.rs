//! The groups side by side: how far each leans, its results, and how much it likes each kind of work.

use super::Words;
use crate::group::picture::{Figure, Group};
use crate::report::document::{Block, Figures, Part, Span, Spans, Table};
use crate::report::words::{pull, sentence};

/// All groups in rows.
pub(super) fn parts(words: Words<'_>) -> Vec<Part> {
    let groups = words.0.parts();
    let row = |group: &Group| Span {
        side: group.gap.and_then(|gap| words.leads(gap.mean)),
        label: words.name(group),
        reach: group.gap.map(|gap| [gap.interval[0], gap.mean, gap.interval[1]]),
        text: group.gap.map_or_else(|| "not shown".to_owned(), |gap| pull(gap.mean, words.shorts())),
    };
    let reach = groups.iter().filter_map(|group| group.gap).flat_map(|gap| gap.interval.map(f64::abs));
    let end = reach.fold(1.0, f64::max).ceil();
    let [first, second] = words.shorts();
    let gaps = Spans {
        caption: "Gap between the two fields, with its likely range".to_owned(),
        head: "Group".to_owned(),
        axis: [end, -end],
        marks: [format!("{end} to {first}"), "level".to_owned(), format!("{end} to {second}")],
        rows: groups.iter().map(row).collect(),
    };
    let explain = format!(
        "The figure is how much more the work of one field is liked than that of the other, in steps of the answers. Drawn: to the left {first}, to the right {second}; 9 times in 10 the whole group's leaning lies within the bar."
    );
    vec![
        Part::headed(
            "gaps",
            "How far each group leans",
            vec![Block::Figures(Figures::Spans(gaps)), Block::Text(explain)],
        ),
        Part::headed("sides", "What the results say", vec![Block::Figures(Figures::Table(sides(words)))]),
        Part::headed(
            "kinds",
            "How much each kind of work is liked, 1 to 5",
            vec![Block::Figures(Figures::Table(kinds_of_groups(words)))],
        ),
    ]
}

fn sides(words: Words<'_>) -> Table {
    let [first, second] = words.shorts();
    let heads = ["People".to_owned(), format!("To {first}"), format!("To {second}"), "No side".to_owned()];
    let row = |group: &Group| {
        let counts = (0..3).map(|place| words.side_count(group, place));
        (words.name(group), std::iter::once(group.people.to_string()).chain(counts).collect())
    };
    Table {
        caption: "People and results of each group".to_owned(),
        heads: ("Group".to_owned(), heads.to_vec()),
        rows: words.0.groups.iter().map(row).collect(),
    }
}

fn kinds_of_groups(words: Words<'_>) -> Table {
    let scales = &words.0.content.instrument.scales;
    let row = |group: &Group| (words.name(group), group.scales.iter().map(Figure::to_string).collect());
    Table {
        caption: "Mean liking of each kind of work".to_owned(),
        heads: ("Group".to_owned(), scales.iter().map(|scale| sentence(&scale.label)).collect()),
        rows: words.0.groups.iter().map(row).collect(),
    }
}
