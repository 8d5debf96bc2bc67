//! What came of a room, a thing a page: the kinds of work, the statements liked most, where it splits, and what all
//! that can't say.
//!
//! ```text
//! What this room likes                                                   1 of 4
//! 30 people. Share of the hands that like it
//!
//! programming                     ██████████████████████████ 72 %
//!                                 ██████████████████████████
//!
//! health IT systems               ██████████████████ 58 %
//!                                 ██████████████████
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::bar;
use crate::instrument::Response;
use crate::room;
use crate::room::report::{self, Statement, Summary};
use crate::text::{cut, wrap};
use crate::tui::layout;
use crate::tui::room::model::Model;
use crate::tui::widgets::Canvas;

/// The rows that a bar takes at most and at least.
const STEPS: [u16; 3] = [3, 2, 1];

/// A page of the result.
pub(in crate::tui::room) struct Page {
    title: &'static str,
    about: String,
    pieces: Vec<Piece>,
    /// The rows from one bar to the next.
    step: u16,
    /// The columns for the labels beside the bars; 0 where they stand above them.
    beside: u16,
}

/// What stands below each other on a page.
enum Piece {
    Text { lines: Vec<String>, look: Look },
    Bar { label: String, share: f64, figure: String },
}

/// How a text looks.
enum Look {
    Plain,
    Strong,
    Quiet,
}

impl Page {
    /// A section, before it is known how much of it fits on a page.
    fn new(title: &'static str, about: String, pieces: Vec<Piece>, width: usize) -> Self {
        let label = |piece: &Piece| match piece {
            Piece::Bar { label, .. } => label.chars().count() + 2,
            Piece::Text { .. } => 0,
        };
        let longest = pieces.iter().map(label).max().unwrap_or(0);
        let beside = if longest <= width * 9 / 20 { u16::try_from(longest).unwrap_or(0) } else { 0 };
        Self { title, about, pieces, step: 1, beside }
    }

    /// The rows that a piece takes.
    fn height(&self, piece: &Piece) -> u16 {
        match piece {
            Piece::Text { lines, .. } => u16::try_from(lines.len()).unwrap_or(u16::MAX),
            Piece::Bar { .. } => self.step + u16::from(self.beside == 0),
        }
    }

    /// The rows that its pieces take, without gaps.
    fn needed(&self) -> u16 {
        self.pieces.iter().map(|piece| self.height(piece)).sum()
    }

    /// All that it says, to look for terms in.
    pub(super) fn texts(&self) -> Vec<String> {
        let text = |piece: &Piece| match piece {
            Piece::Text { lines, .. } => lines.join(" "),
            Piece::Bar { label, .. } => label.clone(),
        };
        self.pieces.iter().map(text).collect()
    }
}

/// The pages for the present window; none while there is no result.
pub(in crate::tui::room) fn pages(model: &Model) -> Vec<Page> {
    let Some(summary) = &model.summary else { return Vec::new() };
    let width = usize::from(layout::page(model.area).width);
    let limits = summary.limits(&model.room).into_iter();
    let limits = limits.map(|text| Piece::text(wrap(&text, width, "• ", "  ")));
    let limits = Page::new(report::LIMITS_TITLE, String::new(), limits.collect(), width);
    let sections = if summary.statements.is_empty() {
        let nothing = vec![Piece::text(wrap(report::NOTHING, width, "", ""))];
        vec![Page::new(report::SCALES_TITLE, String::new(), nothing, width), limits]
    } else {
        vec![kinds(model, summary, width), liked(model, summary, width), split(model, summary, width), limits]
    };
    sections.into_iter().flat_map(|section| paged(section, model.area)).collect()
}

impl Piece {
    fn text(lines: Vec<String>) -> Self {
        Self::Text { lines, look: Look::Plain }
    }
}

fn kinds(model: &Model, summary: &Summary, width: usize) -> Page {
    let bars = summary.scales.iter().map(|kind| Piece::Bar {
        label: kind.label.clone(),
        share: kind.tally.share(),
        figure: kind.tally.percent(),
    });
    let about = format!("{}. {}, in %", summary.people_text(), room::hands_up(&report::liking(&model.room)));
    Page::new(report::SCALES_TITLE, about, bars.collect(), width)
}

fn liked(model: &Model, summary: &Summary, width: usize) -> Page {
    let instrument = &model.room.content().instrument;
    let piece = |(number, one): (usize, &Statement)| {
        let statement = wrap(&one.text, width, &format!("{number}. "), "   ");
        let figure = Piece::text(vec![format!("   {}", one.liked_text(instrument))]);
        [Piece::Text { lines: statement, look: Look::Strong }, figure]
    };
    let pieces = (1..).zip(summary.liked()).flat_map(piece).collect();
    Page::new(report::LIKED_TITLE, String::new(), pieces, width)
}

fn split(model: &Model, summary: &Summary, width: usize) -> Page {
    let instrument = &model.room.content().instrument;
    let Some(one) = summary.split() else {
        let pieces = vec![Piece::text(wrap(report::NO_SPLIT, width, "", ""))];
        return Page::new(report::SPLIT_TITLE, String::new(), pieces, width);
    };
    let bar = |answer, hands: u32| Piece::Bar {
        label: instrument.option(answer).to_owned(),
        share: f64::from(hands) / f64::from(one.tally.hands().max(1)),
        figure: hands.to_string(),
    };
    let measure = one.agreement_text().unwrap_or_default();
    let pieces = vec![
        Piece::Text { lines: wrap(&one.text, width, "", ""), look: Look::Strong },
        bar(Response::Two, one.tally.dislike),
        bar(Response::Three, one.tally.unsure),
        bar(Response::Four, one.tally.like),
        Piece::text(wrap(report::DISCUSS, width, "", "")),
        Piece::Text { lines: wrap(&measure, width, "", ""), look: Look::Quiet },
    ];
    Page::new(report::SPLIT_TITLE, String::new(), pieces, width)
}

/// A section on as few pages as it fits on, with bars as thick as there is room for.
fn paged(mut section: Page, size: Rect) -> Vec<Page> {
    let room = body(size, &section).height;
    for step in STEPS {
        section.step = step;
        if section.needed() <= room {
            break;
        }
    }
    let count = section.pieces.len();
    let number = usize::from(section.needed().div_ceil(room.max(1)));
    // As many on each page as on the others, where they fit.
    let each = count.div_ceil(number.clamp(1, count.max(1)));
    let mut pieces = std::mem::take(&mut section.pieces).into_iter().peekable();
    let mut pages = Vec::new();
    while pieces.peek().is_some() {
        let mut page =
            Page { title: section.title, about: section.about.clone(), pieces: Vec::new(), ..section };
        while page.pieces.len() < each
            && let Some(next) =
                pieces.next_if(|next| page.pieces.is_empty() || page.needed() + page.height(next) <= room)
        {
            page.pieces.push(next);
        }
        pages.push(page);
    }
    pages
}

/// Where the pieces of a page go: below its title, above the keys.
fn body(size: Rect, page: &Page) -> Rect {
    let area = layout::page(size);
    let roomy = area.height >= layout::LOW;
    let head = 1 + u16::from(!page.about.is_empty()) + if roomy { 2 } else { 0 };
    Rect { y: area.y + head, height: area.height.saturating_sub(head + 1 + u16::from(roomy)), ..area }
}

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let area = layout::page(model.area);
    let pages = pages(model);
    let Some(page) = pages.get(model.page) else { return area.as_position() };
    canvas.text_at(area.x, area.y, page.title, canvas.theme.strong());
    canvas.text_right_at(
        area,
        area.y,
        &format!("{} of {}", model.page + 1, pages.len()),
        canvas.theme.quiet(),
    );
    canvas.text_at(area.x, area.y + 1, &cut(&page.about, usize::from(area.width)), Style::new());
    let body = body(model.area, page);
    let left = body.height.saturating_sub(page.needed());
    let gaps = u16::try_from(page.pieces.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let gap = u16::from(left >= gaps);
    let mut y = body.y;
    for piece in &page.pieces {
        let height = page.height(piece);
        let row = Rect { y, height: height.min(body.bottom().saturating_sub(y)), ..body };
        self::piece(piece, page, canvas, row);
        y += height + gap;
    }
    super::footer(model, canvas);
    area.as_position()
}

fn piece(piece: &Piece, page: &Page, canvas: &mut Canvas<'_>, row: Rect) {
    match piece {
        Piece::Text { lines, look } => {
            let style = match look {
                Look::Plain => Style::new(),
                Look::Strong => canvas.theme.strong(),
                Look::Quiet => canvas.theme.quiet(),
            };
            canvas.rows_at(row, lines, style);
        }
        Piece::Bar { label, share, figure } => {
            canvas.text_at(row.x, row.y, &cut(label, usize::from(row.width)), Style::new());
            let above = u16::from(page.beside == 0);
            let area = Rect {
                x: row.x + page.beside,
                y: row.y + above,
                width: row.width - page.beside,
                height: page.step.min(row.height.saturating_sub(above)),
            };
            if area.height > 0 {
                bar::draw(canvas, area, *share, figure);
            }
        }
    }
}
