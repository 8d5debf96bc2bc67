//! Blocks of a report as lines of a given width: text wrapped, bars and plots drawn.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::theme::Theme;
use crate::report::{Block, Bullet, Columns, GrowthBar, Liking, Likings, Part, Range, Ranges, Row, words};
use crate::scoring::Side;
use crate::text::{cut, wrap};

/// Under this width a chart puts its labels on lines of their own.
const NARROW: usize = 64;
/// What stands under the short name of a path.
const INDENT: &str = "     ";
/// The two columns of a comparison stand side by side from this width on.
const TWO_COLUMNS: usize = 64;

/// Breaks the parts of a chapter into lines that are at most `width` columns wide.
pub(super) fn lines(parts: &[Part], width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut flow = Flow { width: width.max(20), theme, lines: Vec::new() };
    for part in parts {
        flow.part(part);
    }
    flow.lines
}

/// Lines being made.
struct Flow<'a> {
    width: usize,
    theme: &'a Theme,
    lines: Vec<Line<'static>>,
}

fn strong() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

impl Flow<'_> {
    /// A heading keeps what it heads close; all else has an empty line before it.
    fn part(&mut self, part: &Part) {
        self.gap();
        if let Some(heading) = &part.heading {
            self.wrapped(heading, "", "", strong());
        }
        for (index, block) in part.blocks.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.block(block);
        }
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(text) => self.wrapped(text, "", "", Style::new()),
            Block::Bullets(bullets) => self.bullets(bullets),
            Block::Steps(steps) => self.steps(steps),
            Block::Rows(rows) => self.rows(rows),
            Block::Likings(groups) => self.likings(groups),
            Block::Ranges(chart) => self.ranges(chart),
            Block::Bars(bars) => self.bars(bars),
            Block::Columns(columns) => self.columns(columns),
            Block::Figures(figures) => self.block(&figures.in_words()),
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str, style: Style) {
        let lines = wrap(text, self.width, first, rest).into_iter();
        self.lines.extend(lines.map(|line| Line::styled(line, style)));
    }

    /// Statements: what stands first in bold, the statement, then its note, indented.
    fn bullets(&mut self, bullets: &[Bullet]) {
        for (index, bullet) in bullets.iter().enumerate() {
            if index > 0 && bullets.iter().any(|one| one.note.is_some()) {
                self.lines.push(Line::default());
            }
            self.bullet("•", "  ", bullet);
        }
    }

    fn steps(&mut self, steps: &[Bullet]) {
        for (number, step) in (1..).zip(steps) {
            self.bullet(&format!("{number}."), "   ", step);
        }
    }

    fn bullet(&mut self, mark: &str, indent: &str, bullet: &Bullet) {
        let (lead, text) = match &bullet.lead {
            Some(lead) => (lead.as_str(), format!("{lead}  {}", bullet.text)),
            None => ("", bullet.text.clone()),
        };
        let style = self.theme.path(bullet.side);
        let mark = format!("{mark:<width$}", width = indent.len());
        for (index, line) in wrap(&text, self.width, indent, indent).into_iter().enumerate() {
            let body = line.get(indent.len()..).unwrap_or_default();
            let first = if index == 0 { mark.clone() } else { indent.to_owned() };
            let is_lead = index == 0 && !lead.is_empty() && body.starts_with(lead);
            let (bold, plain) = body.split_at(if is_lead { lead.len() } else { 0 });
            self.lines.push(Line::from(vec![
                Span::styled(first, style),
                Span::styled(bold.to_owned(), strong()),
                Span::raw(plain.to_owned()),
            ]));
        }
        for text in bullet.note.iter().chain(&bullet.link) {
            self.wrapped(text, indent, indent, Style::new());
        }
    }

    /// Labels beside their lines. On a narrow window the first of each come before the rest.
    fn rows(&mut self, rows: &[Row]) {
        let is_narrow = self.width < NARROW;
        let longest = rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
        let indent = longest + if is_narrow { 1 } else { 2 };
        let parts = rows.iter().map(|row| {
            let at = if is_narrow { row.first } else { row.lines.len() };
            (row.label.as_str(), row.lines.split_at_checked(at).unwrap_or((&row.lines, &[])))
        });
        let (first, rest): (Vec<_>, Vec<_>) =
            parts.map(|(label, (first, rest))| ((label, first), (label, rest))).unzip();
        for (label, lines) in first.into_iter().chain(rest) {
            self.row(label, lines, indent);
        }
    }

    fn row(&mut self, label: &str, lines: &[String], indent: usize) {
        let lines = lines.iter().flat_map(|line| wrap(line, self.width - indent, "", "  "));
        for (index, line) in lines.enumerate() {
            let head = format!("{:<indent$}", if index == 0 { label } else { "" });
            self.lines.push(Line::from(vec![Span::styled(head, strong()), Span::raw(line)]));
        }
    }

    /// How much each kind of work is liked, as bars from 0 to 5.
    fn likings(&mut self, groups: &[Likings]) {
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.wrapped(&group.heading, "", "", Style::new());
            for row in &group.rows {
                self.liking(row, group.side);
            }
        }
    }

    fn liking(&mut self, row: &Liking, side: Option<Side>) {
        let is_narrow = self.width < NARROW;
        let label = if is_narrow { 2 } else { 36 };
        let room = self.width.saturating_sub(label + 13).min(40);
        if is_narrow {
            self.lines.push(Line::raw(format!("  {}", cut(&row.label, self.width - 2))));
        }
        let head = if is_narrow { String::new() } else { format!("  {}", cut(&row.label, label - 3)) };
        let filled = row.mean.map_or(0, |mean| portion(mean / 5.0, room));
        let fill = Span::styled(Theme::fill(side).repeat(filled), self.theme.path(side));
        let rest = format!("{}  {}", "─".repeat(room - filled), row.text);
        self.lines.push(Line::from(vec![Span::raw(format!("{head:<label$}")), fill, Span::raw(rest)]));
    }

    /// Pay on one dollar axis: a bar from low to high with the median marked on it.
    fn ranges(&mut self, chart: &Ranges) {
        let width = self.width.min(90);
        let plot = width - INDENT.len();
        let end = words::thousands(chart.limit / 1000);
        let axis = format!("{INDENT}$0{}${end}k", " ".repeat(plot.saturating_sub(4 + end.len())));
        self.lines.push(Line::raw(axis));
        for row in &chart.rows {
            self.range(row, chart.limit, width);
        }
    }

    fn range(&mut self, row: &Range, limit: i64, width: usize) {
        let mark = format!("{:<5}", cut(&row.short, 4));
        self.lines.extend(wrap(&row.label, width, &mark, INDENT).into_iter().map(Line::raw));
        self.figures(row, width);
        if let Some(pay) = row.pay {
            let bar = plot(pay, limit, width - INDENT.len(), row.side);
            let bar = Span::styled(bar, self.theme.path(row.side));
            self.lines.push(Line::from(vec![Span::raw(INDENT), bar]));
        }
        if let Some(note) = &row.note {
            self.wrapped(note, INDENT, INDENT, Style::new());
        }
        self.lines.push(Line::default());
    }

    /// Pay in words under a name, so that all medians stand under each other; the median is what meets the eye.
    fn figures(&mut self, row: &Range, width: usize) {
        let figures = words::median_first(row.pay, row.remark.as_deref());
        let mut bold = row.pay.and(figures.find(';')).map_or(0, |end| INDENT.len() + end);
        for line in wrap(&figures, width, INDENT, INDENT) {
            let (head, rest) = line.split_at_checked(std::mem::take(&mut bold)).unwrap_or((&line, ""));
            let (head, rest) = (Span::styled(head.to_owned(), strong()), Span::raw(rest.to_owned()));
            self.lines.push(Line::from(vec![head, rest]));
        }
    }

    /// Growth to the right, decline without a bar; the figures say both.
    fn bars(&mut self, bars: &[GrowthBar]) {
        let largest = bars.iter().map(|bar| bar.percent).fold(1.0, f64::max);
        let room = (self.width / 3).min(28);
        for bar in bars {
            let length = portion(bar.percent / largest, room);
            let style = self.theme.path(bar.side);
            self.lines.push(Line::from(vec![
                Span::raw(format!("{:<5}", cut(&bar.short, 4))),
                Span::raw(cut(&bar.label, self.width - 5)),
            ]));
            let mut line = vec![Span::raw(INDENT), Span::styled(Theme::fill(bar.side).repeat(length), style)];
            let gap = if length > 0 { " " } else { "" };
            let beside = INDENT.len() + length + gap.len() + bar.text.chars().count() <= self.width;
            if beside {
                line.extend([Span::raw(gap), Span::raw(bar.text.clone())]);
            }
            if beside || length > 0 {
                self.lines.push(Line::from(line));
            }
            if !beside {
                self.wrapped(&bar.text, INDENT, INDENT, Style::new());
            }
        }
    }

    /// Two columns where there is room, one below the other where there isn't.
    fn columns(&mut self, columns: &Columns) {
        let half = self.width.saturating_sub(3) / 2;
        let heads_fit = columns.heads.iter().all(|head| head.chars().count() <= half);
        let side_by_side = self.width >= TWO_COLUMNS && heads_fit;
        let width = if side_by_side { half } else { self.width };
        if side_by_side {
            let [first, second] = &columns.heads;
            self.lines.push(Line::styled(format!("{first:<width$}   {second}"), strong()));
            if let Some((side, mark)) = &columns.mark {
                let indent = if *side == Side::First { 0 } else { width + 3 };
                self.lines.push(Line::styled(format!("{}{mark}", " ".repeat(indent)), strong()));
            }
        }
        for (label, cells) in &columns.rows {
            self.lines.push(Line::default());
            self.wrapped(label, "", "", strong());
            if side_by_side {
                let [first, second] = cells.clone().map(|cell| column(&cell, width));
                for index in 0..first.len().max(second.len()) {
                    let part = |lines: &[String]| lines.get(index).cloned().unwrap_or_default();
                    let (left, right) = (part(&first), part(&second));
                    let pad = width.saturating_sub(unicode_width::UnicodeWidthStr::width(left.as_str()));
                    self.lines.push(Line::raw(format!("{left}{}   {right}", " ".repeat(pad))));
                }
            } else {
                for (head, cell) in columns.marked().iter().zip(cells) {
                    self.wrapped(head, "  ", "  ", Style::new());
                    self.lines.extend(
                        column(cell, width.saturating_sub(2))
                            .into_iter()
                            .map(|line| Line::raw(format!("  {line}"))),
                    );
                }
            }
        }
    }
}

/// The texts of a cell, each as a bullet.
fn column(texts: &[String], width: usize) -> Vec<String> {
    texts.iter().flat_map(|text| wrap(text, width, "• ", "  ")).collect()
}

/// How many of `room` columns a share from 0 to 1 fills; something where it is more than nothing.
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

/// A range from low to high with its median, on an axis from 0 to `limit`.
fn plot([low, median, high]: [i64; 3], limit: i64, width: usize, side: Option<Side>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "dollars a year")]
    let column = |amount: i64| portion(amount as f64 / limit as f64, width.saturating_sub(1));
    let (low, median, high) = (column(low), column(median), column(high));
    (0..=high)
        .map(|column| match column {
            _ if column == median => "│",
            _ if column < low => " ",
            _ => Theme::fill(side),
        })
        .collect()
}
