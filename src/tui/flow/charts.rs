//! Charts as lines: ratings, pay on one axis, growth.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Flow, NARROW, portion, strong};
use crate::report::{GrowthBar, Liking, Likings, Range, Ranges, words};
use crate::scoring::Side;
use crate::text::{cut, wrap};
use crate::tui::theme::Theme;

/// What stands under the short name of a path.
const INDENT: &str = "     ";

impl Flow<'_> {
    /// How much each kind of work is liked, as bars from 0 to 5.
    pub(super) fn likings(&mut self, groups: &[Likings]) {
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
    pub(super) fn ranges(&mut self, chart: &Ranges) {
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
    pub(super) fn bars(&mut self, bars: &[GrowthBar]) {
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
