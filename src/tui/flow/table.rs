//! The two paths side by side, a row for each thing that is compared.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Flow, strong};
use crate::report::Columns;
use crate::text::wrap;

/// The two paths stand side by side from this width on, with the labels before them.
const SIDE_BY_SIDE: usize = 64;
/// The columns of the labels, with the space behind them.
const LABEL: usize = 14;

impl Flow<'_> {
    /// Side by side where there is room, one below the other where there isn't.
    pub(super) fn columns(&mut self, columns: &Columns) {
        let side_by_side = self.width >= SIDE_BY_SIDE;
        let heads = columns.marked();
        if side_by_side {
            let room = self.cell();
            let is_short = heads.iter().all(|head| head.width() <= room);
            let heads = if is_short { heads.clone() } else { columns.marked_shorts() };
            self.beside("", heads.each_ref().map(std::slice::from_ref), true);
        }
        for (label, cells) in &columns.rows {
            let from = self.lines.len();
            if side_by_side {
                self.beside(label, cells.each_ref().map(Vec::as_slice), false);
            } else {
                self.below(label, &heads, cells);
            }
            let height = self.lines.len() - from;
            let mark = if side_by_side { (LABEL - 1, height) } else { (self.width, 1) };
            self.table.push((label.clone(), (from, height, mark)));
        }
    }

    /// The columns of a cell beside another.
    fn cell(&self) -> usize {
        self.width.saturating_sub(LABEL + 2) / 2
    }

    /// A label and two cells beside it.
    fn beside(&mut self, label: &str, cells: [&[String]; 2], is_head: bool) {
        let width = self.cell();
        let broken = |texts: &[String]| -> Vec<String> {
            texts.iter().flat_map(|text| wrap(text, width, "", "")).collect()
        };
        let (label, [left, right]) = (wrap(label, LABEL - 1, "", ""), cells.map(broken));
        let style = if is_head { strong() } else { ratatui::style::Style::new() };
        for index in 0..label.len().max(left.len()).max(right.len()) {
            let part = |lines: &[String]| lines.get(index).cloned().unwrap_or_default();
            let (label, left, right) = (part(&label), part(&left), part(&right));
            let pad = " ".repeat(width.saturating_sub(left.width()) + 2);
            self.lines.push(Line::from(vec![
                Span::styled(format!("{label:<LABEL$}"), strong()),
                Span::styled(left, style),
                Span::styled(format!("{pad}{right}"), style),
            ]));
        }
    }

    /// A label and under it both cells, each with its path.
    fn below(&mut self, label: &str, heads: &[String; 2], cells: &[Vec<String>; 2]) {
        self.wrapped(label, "", "", strong());
        for (head, cell) in heads.iter().zip(cells) {
            self.wrapped(&format!("{head}: {}", cell.join(" ")), "  ", "    ", ratatui::style::Style::new());
        }
    }
}
