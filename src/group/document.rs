//! The report as a document: everybody, the groups side by side, a chapter for each group, and what is not shown.

use super::{Coded, Group, GroupReport, MIN_COUNT, OTHERS};
use crate::content::Content;
use crate::report::format::capitalize;
use crate::report::{
    Bar, BarChart, BarGroup, BarScale, Block, Cells, Chapter, Column, Document, List, ListItem, Part, Table,
    TableRow,
};
use crate::scoring::Side;

/// What stands for a suppressed figure.
const NOT_SHOWN: &str = "not shown";

pub(super) fn document(report: &GroupReport, content: &Content) -> Document {
    let writer = Writer { report, content };
    let people = |group: &Group| format!("{} people", group.people);
    let everybody = &report.everybody;
    let parts = [vec![writer.who()], writer.about(everybody)].concat();
    let mut chapters = vec![page(Chapter::new("everybody", "Everybody", people(everybody), parts))];
    if !report.groups.is_empty() {
        let about = format!("by {}", report.settings.by.join(" and "));
        chapters.push(page(Chapter::new("side-by-side", "Side by side", about, writer.side_by_side())));
    }
    for (number, group) in (1..).zip(&report.groups) {
        let id = format!("group-{number}");
        chapters.push(page(Chapter::new(id, name(group), people(group), writer.about(group))));
    }
    let about = "so that no one's answers can be worked out";
    chapters.push(Chapter::new("suppressed", "What is not shown", about, vec![writer.suppressed()]));
    Document {
        quiz: content.instrument.title.clone(),
        title: report.settings.title.clone().unwrap_or_else(|| "Group report".to_owned()),
        date: Some(report.settings.date),
        chapters,
        ..Document::default()
    }
}

fn page(chapter: Chapter) -> Chapter {
    Chapter { starts_page: true, ..chapter }
}

/// The name of a group: "Fall 2025, A".
pub(super) fn name(group: &Group) -> String {
    if group.names.iter().all(|name| name == OTHERS) { OTHERS.to_owned() } else { group.names.join(", ") }
}

/// A coded mean in words: "3.4", "4.5 or more".
pub(super) fn mean(mean: Coded) -> String {
    match mean {
        Coded::Exact(value) => format!("{value:.1}"),
        Coded::AtMost(limit) => format!("{limit:.1} or less"),
        Coded::AtLeast(limit) => format!("{limit:.1} or more"),
    }
}

struct Writer<'a> {
    report: &'a GroupReport,
    content: &'a Content,
}

impl Writer<'_> {
    fn short(&self, side: Side) -> &str {
        &self.content.profiles.on(side).short
    }

    fn who(&self) -> Part {
        let report = self.report;
        let mut lines = vec![format!(
            "{} people answered enough questions for a result. All figures are about them.",
            report.everybody.people
        )];
        if let Some(count) = report.everybody.flagged {
            lines.push(format!(
                "{count} of them gave the same answer many times in a row, or contradictory answers. They are included."
            ));
        }
        if let Some(count) = report.incomplete {
            lines.push(format!("{count} more answered too few questions. They are not included."));
        }
        if let Some(count) = report.unreadable {
            lines.push(format!("{count} more responses could not be read. They are not included."));
        }
        if !report.changes.is_empty() {
            lines.push(format!("Changed since these codes were made: {}.", report.changes.names()));
        }
        Part::headed("who", "Who answered", vec![bullets(lines)])
    }

    /// The figures of one group.
    fn about(&self, group: &Group) -> Vec<Part> {
        vec![
            Part::headed("verdicts", "Where they lean", self.verdicts(group)),
            Part::headed("kinds", "How much each kind of work is liked, 1 to 5", vec![self.kinds(group)]),
            Part::headed("most", "Liked most", vec![self.items(&group.most, true)]),
            Part::headed("least", "Liked least", vec![self.items(&group.least, true)]),
            Part::headed("split", "Where people differ most", vec![self.items(&group.split, false)]),
        ]
        .into_iter()
        .filter(|part| !part.has_empty_list())
        .collect()
    }

    fn verdicts(&self, group: &Group) -> Vec<Block> {
        let chart = match group.verdicts {
            Some(counts) => {
                let sides = [Some(Side::First), Some(Side::Second), None];
                let bar = |(side, count): (Option<Side>, u64)| Bar {
                    side,
                    tag: None,
                    label: side.map_or_else(
                        || "No field named".to_owned(),
                        |side| format!("Toward {}", self.short(side)),
                    ),
                    value: Some(count as f64),
                    text: count.to_string(),
                };
                Block::BarChart(BarChart {
                    caption: "Results by the field they name".to_owned(),
                    labels: "Result".to_owned(),
                    values: "People".to_owned(),
                    scale: BarScale::Relative { axis: None },
                    groups: vec![BarGroup {
                        heading: None,
                        is_continued: false,
                        side: None,
                        bars: sides.into_iter().zip(counts).map(bar).collect(),
                    }],
                })
            }
            None => Block::paragraph("The number of results for each field is not shown."),
        };
        vec![chart, Block::paragraph(self.gap_sentence(group))]
    }

    /// The mean liking of each field's work, the mean gap and its interval, in words.
    fn gap_sentence(&self, group: &Group) -> String {
        let [first, second] = Side::BOTH.map(|side| self.short(side));
        let [like_first, like_second] = group.like.map(mean);
        let mut text = format!(
            "On average, {first} work is liked {like_first} and {second} work {like_second} (1 to 5)."
        );
        text += &format!(" The mean gap is {}", self.gap(group.gap));
        if let Some([low, high]) = group.interval {
            let [low, high] = [low, high].map(|end| self.gap(Coded::Exact(end)));
            text += &format!(
                "; for more people like these it would be between {low} and {high}, 9 times in 10, if people differ as much as this quiz assumes"
            );
        }
        text + "."
    }

    /// A gap in words: "0.4 toward HI".
    fn gap(&self, gap: Coded) -> String {
        let toward = match gap.value() {
            value if value > 0.0 => self.short(Side::First),
            value if value < 0.0 => self.short(Side::Second),
            _ => return "0".to_owned(),
        };
        let size = gap.value().abs();
        match gap {
            Coded::Exact(_) => format!("{size:.1} toward {toward}"),
            Coded::AtMost(_) | Coded::AtLeast(_) => format!("{size:.1} or more toward {toward}"),
        }
    }

    /// Each kind of work with its mean, those of the first field first.
    fn kinds(&self, group: &Group) -> Block {
        let scales = &self.content.instrument.scales;
        let mut groups = Vec::new();
        for side in [Some(Side::First), Some(Side::Second), None] {
            let bars: Vec<Bar> = scales
                .iter()
                .zip(&group.scales)
                .filter(|(scale, _)| self.content.contrast.side(scale.place) == side)
                .map(|(scale, liking)| Bar {
                    side,
                    tag: side.map(|side| self.short(side).to_owned()),
                    label: if side.is_some() { scale.label.clone() } else { capitalize(&scale.label) },
                    value: liking.map(Coded::value),
                    text: liking.map_or_else(|| NOT_SHOWN.to_owned(), mean),
                })
                .collect();
            if !bars.is_empty() {
                groups.push(BarGroup { heading: None, is_continued: false, side, bars });
            }
        }
        Block::BarChart(BarChart {
            caption: "Mean liking of each kind of work, 1 to 5".to_owned(),
            labels: "Kind of work".to_owned(),
            values: "Mean".to_owned(),
            scale: BarScale::Rating,
            groups,
        })
    }

    fn items(&self, items: &[usize], is_ranked: bool) -> Block {
        let text = |&index: &usize| ListItem::new(capitalize(&self.content.instrument.items[index].text));
        Block::List(List { is_ordered: is_ranked, items: items.iter().map(text).collect() })
    }

    fn side_by_side(&self) -> Vec<Part> {
        let groups = &self.report.groups;
        let [first, second] = Side::BOTH.map(|side| self.short(side));
        let leaning = |group: &Group| {
            let counts = group.verdicts.iter().flatten().map(u64::to_string);
            std::iter::once(group.people.to_string())
                .chain(counts)
                .chain([self.gap(group.gap)])
                .collect::<Vec<String>>()
        };
        let kinds = |group: &Group| {
            let scales = group.scales.iter().map(|liking| liking.map_or_else(|| NOT_SHOWN.to_owned(), mean));
            group.like.into_iter().map(mean).chain(scales).collect::<Vec<String>>()
        };
        let mut heads = vec!["People".to_owned()];
        if self.report.everybody.verdicts.is_some() {
            heads.extend([first, second].map(|short| format!("Toward {short}")));
            heads.push("No field".to_owned());
        }
        heads.push("Mean gap".to_owned());
        let scales = self.content.instrument.scales.iter().map(|scale| capitalize(&scale.label));
        let all = [first, second].map(|short| format!("All {short}")).into_iter().chain(scales).collect();
        vec![
            Part::headed(
                "leaning",
                "Where they lean",
                vec![table("People, results and mean gap of each group", heads, groups, leaning)],
            ),
            Part::headed(
                "kinds",
                "How much each kind of work is liked, 1 to 5",
                vec![table("Mean liking of each kind of work", all, groups, kinds)],
            ),
        ]
    }

    /// The disclosure rule, which is the same whatever the answers are.
    fn suppressed(&self) -> Part {
        let min = self.report.settings.min;
        let mut lines = vec![
            format!("No group of fewer than {min} people is shown."),
            format!(
                "Results are counted only if each count is 0 or at least {MIN_COUNT}, and not all are the same."
            ),
            "Means have one decimal, and are not shown beyond 1.5 and 4.5. There are no codes, no names, and no measures of how much people differ.".to_owned(),
        ];
        if !self.report.settings.by.is_empty() {
            lines.push(format!(
                "Smaller groups are combined as \"{OTHERS}\". What can't be shown for one group is shown for none, and results are then not counted at all."
            ));
        }
        lines.push(
            "Two reports on nearly the same people can reveal what each of them hides, such as the answers of someone who came late. Publish one report, by one set of columns.".to_owned(),
        );
        Part::new("suppressed", vec![bullets(lines)])
    }
}

fn bullets(lines: Vec<String>) -> Block {
    Block::list(lines.into_iter().map(ListItem::new).collect())
}

fn table(
    caption: &str,
    heads: Vec<String>,
    groups: &[Group],
    cells: impl Fn(&Group) -> Vec<String>,
) -> Block {
    Block::Table(Table {
        caption: caption.to_owned(),
        labels: "Group".to_owned(),
        cells: Cells::Figures,
        columns: heads.into_iter().map(|head| Column { short: head.clone(), head }).collect(),
        rows: groups
            .iter()
            .map(|group| TableRow {
                label: name(group),
                cells: cells(group).into_iter().map(|cell| vec![cell]).collect(),
            })
            .collect(),
    })
}
