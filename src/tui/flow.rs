//! Blocks of a report as lines of a given width: text wrapped, bars and plots drawn.

mod charts;
mod table;

use std::cell::OnceCell;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::layout::BETWEEN;
use super::theme::Theme;
use crate::report::{Block, Bullet, Part, Row};
use crate::text::{cut, wrap};

/// Under this width a chart puts its labels on lines of their own.
const NARROW: usize = 64;
/// Under this width the first lines of all rows come before the rest.
const NARROW_ROWS: usize = 50;
/// No line is broken shorter than this.
const NARROWEST: usize = 20;

/// A tab broken into lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Flowed {
    /// What is shown before anything is opened.
    pub(super) lines: Vec<Line<'static>>,
    /// What can be opened, from top to bottom.
    pub(super) entries: Vec<Entry>,
}

/// Something that can be opened.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The line that stands for it, and how many belong to that.
    pub(super) row: usize,
    pub(super) height: usize,
    /// The columns and lines of it that are marked where the cursor is on it.
    pub(super) mark: (usize, usize),
    /// What it says once it is opened.
    part: Part,
    /// The same broken into lines, once it was looked at.
    lines: OnceCell<Vec<Line<'static>>>,
}

impl Entry {
    /// What it says, broken into lines that are at most `width` columns wide: one width for each [`Flowed`].
    pub(super) fn lines(&self, width: usize, theme: &Theme) -> &[Line<'static>] {
        self.lines.get_or_init(|| {
            let mut flow = Flow::new(width, theme);
            flow.opened(&self.part);
            flow.lines
        })
    }
}

/// Breaks the parts of a chapter into lines that are at most `width` columns wide.
pub(super) fn flow(parts: &[Part], width: usize, theme: &Theme) -> Flowed {
    let mut flow = Flow::new(width, theme);
    let is_listed = |flow: &Flow<'_>, part: &Part| part.closed.is_some() && flow.row_of(part).is_none();
    let longest = parts.iter().filter(|part| part.closed.is_some()).filter_map(|part| part.heading.as_ref());
    let longest = longest.map(|heading| heading.chars().count()).max().unwrap_or(0);
    let mut entries = Vec::new();
    let mut was_listed = false;
    for part in parts {
        if !is_listed(&flow, part) && part.closed.is_none() {
            flow.part(part);
            was_listed = false;
            continue;
        }
        let (row, height, mark) = flow.row_of(part).unwrap_or_else(|| flow.listed(part, longest, was_listed));
        was_listed |= is_listed(&flow, part);
        entries.push(Entry { row, height, mark, part: part.clone(), lines: OnceCell::new() });
    }
    entries.sort_by_key(|entry| entry.row);
    Flowed { lines: flow.lines, entries }
}

/// Breaks the parts of a chapter into two columns beside each other, together `width` columns wide.
pub(super) fn spread(parts: &[Part], width: usize, theme: &Theme) -> Flowed {
    let column = width.saturating_sub(usize::from(BETWEEN)) / 2;
    let broken = |part: &Part| {
        let mut flow = Flow::new(column, theme);
        flow.part(part);
        flow.lines
    };
    let pieces: Vec<(Option<bool>, Vec<Line<'static>>)> =
        parts.iter().flat_map(halves).map(|(is_right, part)| (is_right, broken(&part))).collect();
    let half = pieces.iter().map(|(_, lines)| lines.len() + 1).sum::<usize>() / 2;
    let mut columns: [Vec<Line<'static>>; 2] = Default::default();
    let [left, right] = &mut columns;
    for (is_right, lines) in pieces {
        let goes_right = is_right.unwrap_or(!right.is_empty() || left.len() + lines.len() / 2 > half);
        let column = if goes_right { &mut *right } else { &mut *left };
        if !column.is_empty() {
            column.push(Line::default());
        }
        column.extend(lines);
    }
    let [left, right] = columns;
    let count = left.len().max(right.len());
    let at = |lines: &[Line<'static>], index: usize| lines.get(index).cloned().unwrap_or_default();
    let joined = |index: usize| {
        let (mut line, other) = (at(&left, index), at(&right, index));
        let pad = (column + usize::from(BETWEEN)).saturating_sub(line.width());
        if other.width() > 0 {
            let style = line.style;
            line.spans.iter_mut().for_each(|span| span.style = style.patch(span.style));
            line.style = Style::new();
            line.spans.push(Span::raw(" ".repeat(pad)));
            line.spans.extend(other.spans.into_iter().map(|span| span.patch_style(other.style)));
        }
        line
    };
    Flowed { lines: (0..count).map(joined).collect(), entries: Vec::new() }
}

/// A part with the column that it asks for; rows that stand beside others are a part of their own.
fn halves(part: &Part) -> Vec<(Option<bool>, Part)> {
    let [Block::Rows(rows)] = part.blocks.as_slice() else { return vec![(None, part.clone())] };
    let of = |beside: bool| {
        let rows: Vec<Row> = rows.iter().filter(|row| row.beside == beside).cloned().collect();
        (Some(beside), Part { blocks: vec![Block::Rows(rows)], ..part.clone() })
    };
    vec![of(false), of(true)]
}

/// The lines that stand for something: the first, how many, and the columns and lines of them to mark.
type Place = (usize, usize, (usize, usize));

/// Lines being made.
struct Flow<'a> {
    width: usize,
    theme: &'a Theme,
    lines: Vec<Line<'static>>,
    /// The rows of a table, by their labels.
    table: Vec<(String, Place)>,
}

fn strong() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

impl<'a> Flow<'a> {
    fn new(width: usize, theme: &'a Theme) -> Self {
        Self { width: width.max(NARROWEST), theme, lines: Vec::new(), table: Vec::new() }
    }

    /// The row of a table that opens a part: its first line, and how many it has.
    fn row_of(&self, part: &Part) -> Option<Place> {
        let heading = part.heading.as_ref()?;
        self.table.iter().find(|(label, _)| label == heading).map(|(_, place)| *place)
    }

    /// A part that is closed, as one line; its heading is as wide as the longest.
    fn listed(&mut self, part: &Part, longest: usize, follows: bool) -> Place {
        if !follows {
            self.gap();
        }
        let heading = part.heading.as_deref().unwrap_or_default();
        let line = part.closed.as_deref().filter(|_| self.width >= NARROW).unwrap_or_default();
        let head = longest.min(self.width * 3 / 5);
        let text = if line.is_empty() {
            heading.to_owned()
        } else {
            format!("{:<head$}  {line}", cut(heading, head))
        };
        self.lines.push(Line::raw(cut(&text, self.width)));
        (self.lines.len() - 1, 1, (self.width, 1))
    }

    /// A part that is opened.
    fn opened(&mut self, part: &Part) {
        if let Some(heading) = &part.heading {
            self.wrapped(heading, "", "", strong());
        }
        for block in &part.blocks {
            self.gap();
            self.block(block);
        }
    }
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
            Block::Shares(shares) => self.wrapped(&shares.told(), "", "", Style::new()),
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
            self.wrapped(text, indent, indent, self.theme.quiet());
        }
    }

    /// Labels beside their lines. On a narrow window the first of each come before the rest.
    fn rows(&mut self, rows: &[Row]) {
        let is_narrow = self.width < NARROW_ROWS;
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
