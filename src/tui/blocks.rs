//! The parts of a document as lines of a given width: text wrapped, charts drawn.
//!
//! ratatui's `Paragraph` has no hanging indents, so text is wrapped here, by the same function as in reports.

use std::cell::OnceCell;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::layout::BETWEEN;
use super::theme::Theme;
use crate::report::document::{
    Axis, Bar, BarChart, BarScale, Block, Cells, Column, Definition, DefinitionLine, Job, List, ListItem,
    Part, Range, RangeChart, Table, TableRow, rating_share,
};
use crate::text::{cut, wrap};

/// From this width on, charts have their labels on the same line as the bars, and the cells of a table are side by
/// side.
const WIDE: usize = 64;
/// Under this width, the essential lines of all definitions come before the others.
const NARROW_DEFINITIONS: usize = 50;
/// No line is wrapped shorter than this.
const MIN_WIDTH: usize = 20;
/// The columns of every bar of a rating, in a window of any width: 7 for each step from 1 to 5.
pub(super) const TRACK: usize = 28;
/// The indent below the short name of a field.
const INDENT: &str = "     ";
/// The columns of a table's labels, with the space after them.
const TABLE_LABEL: usize = 14;

/// A chapter broken into lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Flowed {
    /// The lines shown while all entries are collapsed.
    pub(super) lines: Vec<Line<'static>>,
    /// The collapsed parts, from top to bottom.
    pub(super) entries: Vec<Entry>,
}

/// A collapsed part, which can be opened.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its first line among those of the chapter, and the number of its lines.
    pub(super) row: usize,
    pub(super) height: usize,
    /// The columns and lines to highlight while the cursor is on it.
    pub(super) mark: (usize, usize),
    part: Part,
    /// The lines of the opened part, once they were needed.
    lines: OnceCell<Vec<Line<'static>>>,
}

impl Entry {
    /// The lines of the opened part. The width must be the same in all calls.
    pub(super) fn lines(&self, width: usize, theme: &Theme) -> &[Line<'static>] {
        self.lines.get_or_init(|| {
            let mut flow = Flow::new(width, theme);
            flow.part(&self.part, true);
            flow.lines
        })
    }
}

/// Breaks the parts of a chapter into lines of at most `width` columns.
pub(super) fn flow(parts: &[Part], width: usize, theme: &Theme) -> Flowed {
    let mut flow = Flow::new(width, theme);
    let collapsed = parts.iter().filter(|part| part.collapsed.is_some());
    let longest = collapsed.filter_map(|part| Some(part.heading.as_ref()?.width())).max().unwrap_or(0);
    let previews = parts.iter().filter_map(|part| part.collapsed.as_ref());
    let preview = previews.map(|preview| preview.width()).max().unwrap_or(0);
    // Previews are whole if half of the width is left for the headings.
    let longest = longest.min(width.saturating_sub(preview + 2).max(width / 2));
    let mut entries = Vec::new();
    let mut is_in_list = false;
    for part in parts {
        let Some(preview) = &part.collapsed else {
            flow.part(part, false);
            is_in_list = false;
            continue;
        };
        let heading = part.heading.as_deref().unwrap_or_default();
        let table_row = flow.table_rows.iter().find(|(label, _)| label == heading);
        let (row, height, mark) = match table_row {
            Some((_, place)) => *place,
            None => {
                if !is_in_list {
                    flow.gap();
                }
                is_in_list = true;
                flow.entry(heading, preview, longest)
            }
        };
        entries.push(Entry { row, height, mark, part: part.clone(), lines: OnceCell::new() });
    }
    entries.sort_by_key(|entry| entry.row);
    Flowed { lines: flow.lines, entries }
}

/// Breaks the parts of a chapter into two columns, together `width` columns wide: the definitions that come next to the
/// others are in the second.
pub(super) fn spread(parts: &[Part], width: usize, theme: &Theme) -> Flowed {
    let between = usize::from(BETWEEN);
    let left_width = width.saturating_sub(between) * 3 / 5;
    let mut left = Flow::new(left_width, theme);
    let mut right = Flow::new(width.saturating_sub(between + left_width), theme);
    for part in parts {
        left.part(part, false);
        for block in &part.blocks {
            if let Block::Definitions(all) = block {
                right.definitions(all.iter().filter(|one| one.is_aside));
            }
        }
    }
    let count = left.lines.len().max(right.lines.len());
    left.lines.resize(count, Line::default());
    right.lines.resize(count, Line::default());
    let lines = left.lines.into_iter().zip(right.lines).map(|(mut line, other)| {
        if other.width() > 0 {
            let pad = (left_width + between).saturating_sub(line.width());
            let style = std::mem::take(&mut line.style);
            line.spans.iter_mut().for_each(|span| span.style = style.patch(span.style));
            line.spans.push(Span::raw(" ".repeat(pad)));
            line.spans.extend(other.spans.into_iter().map(|span| span.patch_style(other.style)));
        }
        line
    });
    Flowed { lines: lines.collect(), entries: Vec::new() }
}

/// Whether there is something to show next to the other definitions.
pub(super) fn has_aside(parts: &[Part]) -> bool {
    parts
        .iter()
        .flat_map(|part| &part.blocks)
        .any(|block| matches!(block, Block::Definitions(all) if all.iter().any(|one| one.is_aside)))
}

/// The place of an entry: its first line, the number of its lines, and the columns and lines to highlight.
type Place = (usize, usize, (usize, usize));

/// Collects lines.
struct Flow<'a> {
    width: usize,
    theme: &'a Theme,
    lines: Vec<Line<'static>>,
    /// The rows of tables by their labels.
    table_rows: Vec<(String, Place)>,
}

fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

impl<'a> Flow<'a> {
    fn new(width: usize, theme: &'a Theme) -> Self {
        Self { width: width.max(MIN_WIDTH), theme, lines: Vec::new(), table_rows: Vec::new() }
    }

    /// An empty line, unless there are no lines yet.
    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str, style: Style) {
        let lines = wrap(text, self.width, first, rest).into_iter();
        self.lines.extend(lines.map(|line| Line::styled(line, style)));
    }

    /// A collapsed part as one line: its heading, padded to the longest one, and its preview if there is room.
    fn entry(&mut self, heading: &str, preview: &str, longest: usize) -> Place {
        let text = if preview.is_empty() || self.width < WIDE {
            heading.to_owned()
        } else {
            format!("{}  {preview}", fitted(heading, longest))
        };
        self.lines.push(Line::raw(cut(&text, self.width)));
        (self.lines.len() - 1, 1, (self.width, 1))
    }

    /// A part in full. The heading of an opened part has an empty line below it.
    fn part(&mut self, part: &Part, is_opened: bool) {
        self.gap();
        if let Some(heading) = &part.heading {
            self.wrapped(heading, "", "", bold());
        }
        for (index, block) in part.blocks.iter().enumerate() {
            if index > 0 || is_opened {
                self.gap();
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.wrapped(text, "", "", Style::new()),
            Block::List(list) => self.list(list),
            Block::Definitions(all) => self.definitions(all.iter().filter(|one| !one.is_aside)),
            Block::BarChart(chart) => self.bar_chart(chart),
            Block::RangeChart(chart) => self.range_chart(chart),
            Block::Table(table) => self.table(table),
        }
    }

    fn list(&mut self, list: &List) {
        let has_notes = list.items.iter().any(|one| one.note.is_some());
        for (number, item) in (1..).zip(&list.items) {
            if list.is_ordered {
                self.item(&format!("{number}."), "   ", item);
            } else {
                if number > 1 && has_notes {
                    self.lines.push(Line::default());
                }
                self.item("•", "  ", item);
            }
        }
    }

    /// An item: the mark in the color of its field, the lead in bold, the text, then note and link.
    fn item(&mut self, mark: &str, indent: &str, item: &ListItem) {
        let lead = item.lead.as_deref().unwrap_or_default();
        let text = if lead.is_empty() { item.text.clone() } else { format!("{lead}  {}", item.text) };
        let first = format!("{mark:<width$}", width = indent.len());
        for (index, line) in wrap(&text, self.width, indent, indent).into_iter().enumerate() {
            let body = line.strip_prefix(indent).unwrap_or_default();
            let is_lead = index == 0 && body.starts_with(lead);
            let (strong, plain) = body.split_at(if is_lead { lead.len() } else { 0 });
            self.lines.push(Line::from(vec![
                Span::styled(
                    if index == 0 { first.clone() } else { indent.to_owned() },
                    self.theme.side(item.side),
                ),
                Span::styled(strong.to_owned(), bold()),
                Span::raw(plain.to_owned()),
            ]));
        }
        for text in item.note.iter().chain(&item.link) {
            self.wrapped(text, indent, indent, self.theme.quiet());
        }
    }

    /// Labels with their lines next to them. In a narrow window, the essential lines of all come first.
    fn definitions<'d>(&mut self, all: impl Iterator<Item = &'d Definition> + Clone) {
        let is_narrow = self.width < NARROW_DEFINITIONS;
        let longest = all.clone().map(|one| one.label.width()).max().unwrap_or(0);
        let indent = longest + if is_narrow { 1 } else { 2 };
        let split = |one: &Definition| {
            if is_narrow { one.essential.min(one.lines.len()) } else { one.lines.len() }
        };
        for one in all.clone() {
            self.definition(&one.label, &one.lines[..split(one)], indent);
        }
        for one in all {
            self.definition(&one.label, &one.lines[split(one)..], indent);
        }
    }

    fn definition(&mut self, label: &str, lines: &[DefinitionLine], indent: usize) {
        let width = self.width - indent;
        let columns = JobColumns::new(lines, width);
        let mut label = label;
        for line in lines {
            for body in definition_line(line, width, columns.as_ref(), self.theme) {
                let head = Span::styled(fitted(std::mem::take(&mut label), indent), bold());
                let mut spans = vec![head];
                spans.extend(body);
                self.lines.push(Line::from(spans));
            }
        }
    }

    fn bar_chart(&mut self, chart: &BarChart) {
        for (index, group) in chart.groups.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            if let Some(heading) = &group.heading {
                self.wrapped(heading, "", "", Style::new());
            }
            let largest = group.bars.iter().filter_map(|bar| bar.value).fold(1.0, f64::max);
            let longest = group.bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0);
            for bar in &group.bars {
                match chart.scale {
                    BarScale::Rating => self.bar_on_track(bar, rating_share),
                    BarScale::OutOf(max) => self.bar_on_track(bar, |value| value / max),
                    BarScale::Relative { .. } => self.relative_bar(bar, largest, longest),
                }
            }
        }
    }

    /// A label, a bar on a track, and the value; in a narrow window the label has a line of its own.
    fn bar_on_track(&mut self, bar: &Bar, share: impl Fn(f64) -> f64) {
        let is_narrow = self.width < WIDE;
        let label_width = if is_narrow { 2 } else { 36 };
        let room = TRACK.min(self.width.saturating_sub(label_width + 5));
        let mut label = " ".repeat(label_width);
        if is_narrow {
            self.lines.push(Line::raw(format!("  {}", cut(&bar.label, self.width - 2))));
        } else {
            label = fitted(&format!("  {}", cut(&bar.label, label_width - 3)), label_width);
        }
        let filled = bar.value.map_or(0, |value| portion(share(value), room));
        self.lines.push(Line::from(vec![
            Span::raw(label),
            Span::styled(Theme::fill(bar.side).repeat(filled), self.theme.side(bar.side)),
            Span::raw(format!("{}  {}", "─".repeat(room - filled), bar.text)),
        ]));
    }

    /// A label, a bar and the value, on one line if there is room; negative values have no bar, because their words say it.
    fn relative_bar(&mut self, bar: &Bar, largest: f64, longest: usize) {
        /// The columns of the longest bar.
        const LONGEST: usize = 10;
        let length = portion(bar.value.unwrap_or_default() / largest, LONGEST);
        let label = longest.min(self.width / 2 - INDENT.len());
        if self.width < WIDE || INDENT.len() + label + LONGEST + 3 + bar.text.width() > self.width {
            self.wrapped(&bar.label, &tag(bar.tag.as_deref()), INDENT, Style::new());
            self.wrapped(&bar.text, INDENT, INDENT, Style::new());
            return;
        }
        let fill = Span::styled(Theme::fill(bar.side).repeat(length), self.theme.side(bar.side));
        for (index, text) in wrap(&bar.label, label, "", "").into_iter().enumerate() {
            self.lines.push(if index > 0 {
                Line::raw(format!("{INDENT}{text}"))
            } else {
                Line::from(vec![
                    Span::raw(tag(bar.tag.as_deref())),
                    Span::raw(fitted(&text, label + 2)),
                    fill.clone(),
                    Span::raw(format!("{} {}", " ".repeat(LONGEST - length), bar.text)),
                ])
            });
        }
    }

    /// The axis, then each row on one line if there is room: its label, its detail, the marked figure, and a bar with the
    /// marked point.
    fn range_chart(&mut self, chart: &RangeChart) {
        /// The columns of the plot next to the figures.
        const PLOT: usize = 20;
        let [left, _, right] = &chart.axis.marks;
        let axis = |plot: usize| {
            let space = " ".repeat(plot.saturating_sub(left.width() + right.width()));
            format!("{left}{space}{right}")
        };
        let detail = chart.rows.iter().map(|row| row.detail.width()).max().unwrap_or(0) + 2;
        let figures = chart.rows.iter().filter_map(|row| row.values.first());
        let figure = figures.map(|value| value.width()).max().unwrap_or(0);
        let room = self.width.saturating_sub(INDENT.len() + detail + figure + 2 + PLOT);
        let longest = chart.rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
        if self.width < WIDE || room < PLOT {
            self.stacked_ranges(chart);
            return;
        }
        let label = room.min(longest + 2);
        let before = " ".repeat(INDENT.len() + label + detail + figure + 2);
        self.lines.push(Line::styled(before + &axis(PLOT), self.theme.quiet()));
        for row in &chart.rows {
            for (index, text) in wrap(&row.label, label - 1, "", "").into_iter().enumerate() {
                if index > 0 {
                    self.lines.push(Line::raw(format!("{INDENT}{text}")));
                    continue;
                }
                let mut spans = vec![
                    Span::raw(tag(row.tag.as_deref())),
                    Span::raw(fitted(&text, label)),
                    Span::raw(fitted(&row.detail, detail)),
                ];
                match (row.points, row.values.first()) {
                    (Some(points), Some(value)) => {
                        let pad = " ".repeat(figure.saturating_sub(value.width()));
                        spans.push(Span::styled(format!("{pad}{value}  "), bold()));
                        spans.push(Span::styled(
                            range_bar(row, points, &chart.axis, PLOT),
                            self.theme.side(row.side),
                        ));
                        spans.extend(row.remark.as_ref().map(|remark| Span::raw(format!(" {remark}"))));
                    }
                    _ => spans.push(Span::raw(row.text.clone())),
                }
                let line = Line::from(spans);
                if line.width() <= self.width {
                    self.lines.push(line);
                } else {
                    // A remark that doesn't fit has a line of its own.
                    let mut line = line;
                    let last = line.spans.pop();
                    self.lines.push(line);
                    self.lines.extend(last.map(|last| Line::raw(format!("{INDENT}{}", last.content.trim()))));
                }
            }
        }
    }

    /// The rows of a narrow window: the label, the figures and the bar of each below each other.
    fn stacked_ranges(&mut self, chart: &RangeChart) {
        let plot = self.width - INDENT.len();
        for row in &chart.rows {
            self.wrapped(&row.heading(), &tag(row.tag.as_deref()), INDENT, Style::new());
            self.wrapped(&row.text, INDENT, INDENT, Style::new());
            if let Some(points) = row.points {
                let bar = range_bar(row, points, &chart.axis, plot);
                self.lines
                    .push(Line::from(vec![Span::raw(INDENT), Span::styled(bar, self.theme.side(row.side))]));
            }
        }
    }

    /// Text cells side by side if there is room, else below each other; each row of figures on one line.
    fn table(&mut self, table: &Table) {
        if table.cells == Cells::Figures {
            if self.figures(table) {
                return;
            }
            for row in &table.rows {
                self.item("•", "  ", &ListItem::new(table.in_words(row)));
            }
            return;
        }
        let is_wide = self.width >= WIDE;
        let cell =
            self.width.saturating_sub(TABLE_LABEL + 2 * (table.columns.len() - 1)) / table.columns.len();
        if is_wide {
            let is_short = table.columns.iter().all(|column| column.head.width() <= cell);
            let head = |column: &Column| vec![if is_short { &column.head } else { &column.short }.clone()];
            let heads: Vec<Vec<String>> = table.columns.iter().map(head).collect();
            self.cells("", &heads, cell, bold());
        }
        for row in &table.rows {
            let from = self.lines.len();
            if is_wide {
                self.cells(&row.label, &row.cells, cell, Style::new());
            } else {
                self.stacked_cells(row, &table.columns);
            }
            let height = self.lines.len() - from;
            let mark = if is_wide { (TABLE_LABEL - 1, height) } else { (self.width, 1) };
            self.table_rows.push((row.label.clone(), (from, height, mark)));
        }
    }

    /// Labels with their figures in columns; returns whether there is room for that.
    fn figures(&mut self, table: &Table) -> bool {
        const MIN_LABEL: usize = 20;
        let widest = |index: usize| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
            let cells = cells.map(|cell| cell.join(" ").width());
            cells.chain([table.columns[index].short.width()]).max().unwrap_or(0) + 2
        };
        let columns: Vec<usize> = (0..table.columns.len()).map(widest).collect();
        let Some(label) = self.width.checked_sub(columns.iter().sum()).filter(|room| *room >= MIN_LABEL)
        else {
            return false;
        };
        let longest = table.rows.iter().map(|row| row.label.width()).max().unwrap_or(0);
        let label = label.min(longest + 1);
        let right =
            |text: &str, width: usize| format!("{}{text}", " ".repeat(width.saturating_sub(text.width())));
        let heads = table.columns.iter().zip(&columns).map(|(column, width)| right(&column.short, *width));
        self.lines.push(Line::styled(" ".repeat(label) + &heads.collect::<String>(), bold()));
        for row in &table.rows {
            for (index, text) in wrap(&row.label, label - 1, "", "  ").into_iter().enumerate() {
                let cells =
                    row.cells.iter().zip(&columns).map(|(cell, width)| right(&cell.join(" "), *width));
                let cells: String = if index == 0 { cells.collect() } else { String::new() };
                self.lines.push(Line::raw(format!("{}{cells}", fitted(&text, label)).trim_end().to_owned()));
            }
        }
        true
    }

    /// A label and cells of this width side by side.
    fn cells(&mut self, label: &str, cells: &[Vec<String>], width: usize, style: Style) {
        let label = wrap(label, TABLE_LABEL - 1, "", "");
        let wrapped = |cell: &Vec<String>| cell.iter().flat_map(|text| wrap(text, width, "", "")).collect();
        let cells: Vec<Vec<String>> = cells.iter().map(wrapped).collect();
        let height = cells.iter().map(Vec::len).chain([label.len()]).max().unwrap_or(0);
        let line_of = |lines: &[String], index: usize| lines.get(index).cloned().unwrap_or_default();
        for index in 0..height {
            let mut line = vec![Span::styled(fitted(&line_of(&label, index), TABLE_LABEL), bold())];
            for (place, cell) in cells.iter().enumerate() {
                let text = line_of(cell, index);
                let is_last = place + 1 == cells.len();
                line.push(Span::styled(if is_last { text } else { fitted(&text, width + 2) }, style));
            }
            self.lines.push(Line::from(line));
        }
    }

    /// A label, and below it each cell after the head of its column.
    fn stacked_cells(&mut self, row: &TableRow, columns: &[Column]) {
        self.wrapped(&row.label, "", "", bold());
        for (column, cell) in columns.iter().zip(&row.cells) {
            self.wrapped(&format!("{}: {}", column.head, cell.join(" ")), "  ", "    ", Style::new());
        }
    }
}

/// The columns of job titles next to each other: all but the title are as wide as their longest text.
struct JobColumns {
    rung: usize,
    title: usize,
    education: usize,
    pay: usize,
}

impl JobColumns {
    /// `None` if there is no room for them next to each other.
    fn new(lines: &[DefinitionLine], width: usize) -> Option<Self> {
        /// The least width of titles, and the space between columns.
        const MIN_TITLE: usize = 20;
        const GAP: usize = 2;
        let jobs = lines.iter().filter_map(|line| match line {
            DefinitionLine::Job(job) => Some(job),
            _ => None,
        });
        let widest = |text: fn(&Job) -> &str| jobs.clone().map(|job| text(job).width()).max().unwrap_or(0);
        let [rung, education, pay] =
            [widest(|job| &job.rung) + GAP, widest(|job| &job.education) + GAP, widest(|job| &job.pay)];
        let room = width.checked_sub(rung + education + pay)?;
        (room >= MIN_TITLE).then(|| {
            let title = room.min(widest(|job| &job.title) + GAP).max(2);
            Self { rung, title, education, pay }
        })
    }
}

/// A line of a definition as lines of at most `width` columns.
fn definition_line(
    line: &DefinitionLine,
    width: usize,
    columns: Option<&JobColumns>,
    theme: &Theme,
) -> Vec<Vec<Span<'static>>> {
    let wrapped = |text: &str, style: Style| -> Vec<Vec<Span<'static>>> {
        wrap(text, width, "", "  ").into_iter().map(|line| vec![Span::styled(line, style)]).collect()
    };
    match (line, columns) {
        (DefinitionLine::Text(text), _) => wrapped(text, Style::new()),
        (DefinitionLine::Note(text), _) => wrapped(text, theme.quiet()),
        (DefinitionLine::Reason { text, effect }, _) if width >= WIDE - 12 => {
            let room = width - effect.width() - 2;
            let lines = wrap(text, room, "", "  ").into_iter().enumerate();
            lines
                .map(|(index, line)| {
                    if index > 0 {
                        return vec![Span::raw(line)];
                    }
                    vec![Span::raw(fitted(&line, room + 2)), Span::raw(effect.clone())]
                })
                .collect()
        }
        (DefinitionLine::Job(job), Some(columns)) => {
            let title = wrap(&job.title, columns.title - 1, "", "").into_iter().enumerate();
            title
                .map(|(index, title)| {
                    if index > 0 {
                        return vec![Span::raw(" ".repeat(columns.rung) + &title)];
                    }
                    let pad = " ".repeat(columns.pay - job.pay.width());
                    vec![
                        Span::raw(fitted(&job.rung, columns.rung)),
                        Span::raw(fitted(&title, columns.title)),
                        Span::raw(fitted(&job.education, columns.education)),
                        Span::raw(format!("{pad}{}", job.pay)),
                    ]
                })
                .collect()
        }
        (DefinitionLine::Reason { .. } | DefinitionLine::Job(_), _) => {
            wrapped(&line.in_words(), Style::new())
        }
    }
}

/// A text cut or padded with spaces to a width in columns.
fn fitted(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let pad = " ".repeat(width.saturating_sub(text.width()));
    text + &pad
}

/// The short name of a field in the columns of [`INDENT`].
fn tag(tag: Option<&str>) -> String {
    fitted(&cut(tag.unwrap_or_default(), INDENT.len() - 1), INDENT.len())
}

/// A bar on an axis of `width` columns, with its marked point.
fn range_bar(row: &Range, points: [f64; 3], axis: &Axis, width: usize) -> String {
    let [start, point, end] = points.map(|value| portion(axis.place(value), width.saturating_sub(1)));
    (0..=end)
        .map(|column| match column {
            _ if column == point => "│",
            _ if column < start => " ",
            _ => Theme::fill(row.side),
        })
        .collect()
}

/// The columns of `room` that a share from 0 to 1 fills; at least one if it is more than nothing.
pub(super) fn portion(share: f64, room: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a few columns"
    )]
    let columns = (share.clamp(0.0, 1.0) * room as f64).round() as usize;
    columns.max(usize::from(share > 0.005 && room > 0)).min(room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::BarGroup;
    use crate::tui::theme::Depth;

    /// The column at which a text starts in the first line that contains it.
    fn column(lines: &[Line<'_>], text: &str) -> usize {
        let lines = lines.iter().map(Line::to_string);
        lines.filter_map(|line| Some(line[..line.find(text)?].width())).next().expect("the text is there")
    }

    #[test]
    fn wide_characters_do_not_shift_bars_and_definitions() {
        let theme = Theme::new(Depth::None, false);
        let bars = ["one", "好好好"].map(|label| Bar {
            side: None,
            tag: None,
            label: label.to_owned(),
            value: Some(0.0),
            text: format!("value of {label}"),
        });
        let chart = BarChart {
            caption: String::new(),
            labels: String::new(),
            values: String::new(),
            scale: BarScale::OutOf(5.0),
            groups: vec![BarGroup::new(bars.into())],
        };
        let lines = flow(&[Part::new("chart", vec![Block::BarChart(chart)])], 80, &theme).lines;
        assert_eq!(column(&lines, "value of one"), column(&lines, "value of 好好好"));

        let definitions =
            ["one", "好好好"].map(|label| Definition::new(label, vec![format!("about {label}").into()]));
        let lines =
            flow(&[Part::new("list", vec![Block::Definitions(definitions.into())])], 80, &theme).lines;
        assert_eq!(column(&lines, "about one"), column(&lines, "about 好好好"));
    }
}
