//! The groups side by side: how far each leans, its results, and how much it likes each kind of work.

use super::Words;
use crate::group::picture::Group;
use crate::report::format::{capitalize, pull};
use crate::report::{Axis, Block, Cells, Column, Part, Range, RangeChart, Table, TableRow};

/// All groups in rows.
pub(super) fn parts(words: Words<'_>) -> Vec<Part> {
    let groups = words.0.parts();
    let row = |group: &Group| {
        let text = group.gap.map_or_else(|| "not shown".to_owned(), |gap| pull(gap.mean, words.shorts()));
        Range {
            side: group.gap.and_then(|gap| words.leads(gap.mean)),
            tag: None,
            label: words.name(group),
            points: group.gap.map(|gap| [gap.interval[0], gap.mean, gap.interval[1]]),
            values: vec![text.clone()],
            remark: None,
            text,
            note: None,
        }
    };
    let reach = groups.iter().filter_map(|group| group.gap).flat_map(|gap| gap.interval.map(f64::abs));
    let end = reach.fold(1.0, f64::max).ceil();
    let [first, second] = words.shorts();
    let caption = "Gap between the two fields, with its likely range";
    let gaps = RangeChart {
        caption: caption.to_owned(),
        labels: "Group".to_owned(),
        axis: Axis {
            title: "Axis in steps of the answers".to_owned(),
            ends: [end, -end],
            marks: [format!("{end} to {first}"), "level".to_owned(), format!("{end} to {second}")],
            point: "mean",
        },
        values: vec![caption.to_owned()],
        rows: groups.iter().map(row).collect(),
    };
    let explain = format!(
        "The figure is how much more the work of one field is liked than that of the other, in steps of the answers. Drawn: to the left {first}, to the right {second}; 9 times in 10 the whole group's leaning lies within the bar."
    );
    vec![
        Part::headed(
            "gaps",
            "How far each group leans",
            vec![Block::RangeChart(gaps), Block::Paragraph(explain)],
        ),
        Part::headed("sides", "What the results say", vec![Block::Table(sides(words))]),
        Part::headed(
            "kinds",
            "How much each kind of work is liked, 1 to 5",
            vec![Block::Table(kinds_of_groups(words))],
        ),
    ]
}

fn sides(words: Words<'_>) -> Table {
    let [first, second] = words.shorts();
    let heads = ["People".to_owned(), format!("To {first}"), format!("To {second}"), "No side".to_owned()];
    let row = |group: &Group| {
        let counts = (0..3).map(|place| words.side_count(group, place));
        let cells = std::iter::once(group.people.to_string()).chain(counts).map(|cell| vec![cell]);
        TableRow { label: words.name(group), cells: cells.collect() }
    };
    figures_table(
        "People and results of each group",
        heads.to_vec(),
        words.0.groups.iter().map(row).collect(),
    )
}

fn kinds_of_groups(words: Words<'_>) -> Table {
    let scales = &words.0.content.instrument.scales;
    let row = |group: &Group| TableRow {
        label: words.name(group),
        cells: group.scales.iter().map(|figure| vec![figure.to_string()]).collect(),
    };
    let heads = scales.iter().map(|scale| capitalize(&scale.label)).collect();
    figures_table("Mean liking of each kind of work", heads, words.0.groups.iter().map(row).collect())
}

/// A table of figures with a row per group.
fn figures_table(caption: &str, heads: Vec<String>, rows: Vec<TableRow>) -> Table {
    let columns = heads.into_iter().map(|head| Column { short: head.clone(), head });
    Table {
        caption: caption.to_owned(),
        labels: "Group".to_owned(),
        cells: Cells::Figures,
        columns: columns.collect(),
        rows,
    }
}
