//! ```text
//! Your answers point clearly to Health Informatics
//!
//! HI   Health Informatics             ████████████████████████──────  4.2 of 5
//! HIM  Health Information Management  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒───────────────  2.6 of 5
//!
//! 1 At a glance  2 Why  3 What if  4 Pay  5 Jobs  6 Study  7 Compare  8 Sources
//! ═════════════
//! Why    You strongly like to …
//! ```
//!
//! Above the other tabs the heading is one line: `Health Informatics, clearly   HI 4.2  HIM 2.6 of 5`.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::report::{Bar, Tab};
use crate::tui::canvas::Canvas;
use crate::tui::flow::portion;
use crate::tui::keymap::Action;
use crate::tui::layout::{self, ResultAreas};
use crate::tui::quiz::model::Model;
use crate::tui::theme::Theme;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let Some(headline) = model.quiz.headline() else { return Position::ORIGIN };
    let tab = model.pages.open();
    let areas = layout::result(model.size, tab, headline);
    let end = draw_verdict(canvas, areas.verdict, &layout::verdict(model.size, tab, headline));
    if tab != Tab::Glance {
        figures(canvas, areas.verdict, end, &headline.bars);
    }
    // An empty row stands between tall bars.
    let (height, step) =
        if areas.bars.height > 2 { (layout::TALL_BAR, layout::TALL_BAR + 1) } else { (1, 1) };
    let rows = (areas.bars.y..areas.bars.bottom()).step_by(usize::from(step));
    for (y, bar) in rows.zip(&headline.bars) {
        draw_bar(canvas, Rect { y, height, ..areas.bars }, bar);
    }
    let at_tabs = tabs(canvas, areas.tabs, tab);
    let at_entry = body(canvas, &areas, model);
    canvas.footer(areas.footer, model.keys(), model.footnote().as_deref());
    at_entry.unwrap_or(at_tabs)
}

pub(super) fn draw_verdict(canvas: &mut Canvas<'_>, area: Rect, lines: &[String]) -> u16 {
    let strong = canvas.theme.strong();
    let mut end = area.x;
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        end = canvas.text(area.x, y, line, strong);
    }
    end
}

/// Both figures on the line of the verdict, where there is room.
fn figures(canvas: &mut Canvas<'_>, area: Rect, from: u16, bars: &[Bar]) {
    let figure = |bar: &Bar| format!("{} {:.1}", bar.short, bar.liking);
    let width: usize = bars.iter().map(|bar| figure(bar).chars().count() + 2).sum();
    let width = u16::try_from(width + layout::OF_FIVE.len()).unwrap_or(u16::MAX);
    let left = area.right().saturating_sub(from);
    if bars.is_empty() || width > left {
        return;
    }
    let mut x = from + u16::from(width < left);
    for bar in bars {
        x = canvas.text(x + 2, area.y, &figure(bar), Style::new());
    }
    canvas.text(x, area.y, layout::OF_FIVE, Style::new());
}

/// Name, bar and figure of a path; the name goes first when room is short.
pub(super) fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, bar: &Bar) {
    let width = usize::from(area.width);
    let figure = format!("  {}", bar.text);
    let head = if width >= usize::from(layout::NAMED_BARS) {
        format!("{:<5}{:<31}", bar.short, bar.name)
    } else {
        format!("{:<5}", bar.short)
    };
    let room = width.saturating_sub(head.chars().count() + figure.len());
    // As long as the figure says, so that two equal figures have equal bars.
    let filled = portion((bar.liking * 10.0).round() / 50.0, room);
    let x = canvas.text(area.x, area.y, &head, Style::new());
    let style = canvas.theme.path(Some(bar.side));
    let fill = Theme::fill(Some(bar.side)).repeat(filled);
    let mut end = x;
    for y in area.y..area.bottom() {
        end = canvas.text(x, y, &fill, style);
    }
    let end = canvas.text(end, area.y, &"─".repeat(room - filled), Style::new());
    canvas.text(end, area.y, &figure, Style::new());
}

/// The names of the tabs, up to the edge of the window. Where they don't all fit, only the open one keeps its name.
fn tabs(canvas: &mut Canvas<'_>, area: Rect, open: Tab) -> Position {
    let all: usize = Tab::ALL.iter().map(|tab| tab.name().len() + 4).sum();
    let roomy = all <= usize::from(canvas.area.right().saturating_sub(area.x)) + 1;
    let mut x = area.x;
    let mut cursor = area.as_position();
    for (number, tab) in (1..).zip(Tab::ALL) {
        let is_open = tab == open;
        let label = if roomy || is_open { format!("{number} {}", tab.name()) } else { format!("{number}") };
        let style = if is_open { canvas.theme.accent().patch(canvas.theme.strong()) } else { Style::new() };
        let end = canvas.text(x, area.y, &label, style);
        canvas.target(Rect { x, width: end - x, ..area }, Action::Pick(number));
        if is_open {
            cursor = Position { x, y: area.y };
            if area.height > 1 {
                canvas.text(x, area.y + 1, &"═".repeat(usize::from(end - x)), canvas.theme.accent());
            }
        }
        x = end + if roomy { 2 } else { 1 };
    }
    cursor
}

/// The open tab, and what is opened of it: in its place, or beside it. Gives back where the cursor is in its list.
fn body(canvas: &mut Canvas<'_>, areas: &ResultAreas, model: &Model) -> Option<Position> {
    let pages = &model.pages;
    let (is_beside, opened) = (areas.entry != areas.body, pages.opened());
    if is_beside || opened.is_some() {
        lines(canvas, areas, areas.entry, model.entry(), opened.unwrap_or(0));
    }
    if !is_beside && opened.is_some() {
        return None;
    }
    lines(canvas, areas, areas.body, pages.lines(), pages.scrolled());
    let mut cursor = None;
    for (index, entry) in pages.entries().iter().enumerate() {
        let Some(row) = entry.row.checked_sub(pages.scrolled()).and_then(|row| u16::try_from(row).ok())
        else {
            continue;
        };
        let area = areas.body;
        let part = |width: usize, height: usize| {
            let [width, height] = [width, height].map(|size| u16::try_from(size).unwrap_or(u16::MAX));
            Rect { y: area.y.saturating_add(row), width: width.min(area.width), height, ..area }
                .intersection(area)
        };
        canvas.target(part(usize::MAX, entry.height), Action::Take(index));
        let (width, height) = entry.mark;
        let marked = part(width, height);
        if pages.cursor() == Some(index) && !marked.is_empty() {
            cursor = Some(canvas.mark(marked));
        }
    }
    cursor
}

/// Lines from one of them on. What is left below is said under them, or beside the tabs where there is no row for it.
fn lines(canvas: &mut Canvas<'_>, areas: &ResultAreas, area: Rect, lines: &[Line<'_>], from: usize) {
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(from)) {
        canvas.line(area.x, y, line, area.width);
    }
    let below = lines.len().saturating_sub(from + usize::from(area.height));
    if below > 0 && area.bottom() < areas.footer.y {
        canvas.text_right(area, area.bottom(), &format!("{below} more lines ↓"), canvas.theme.quiet());
    } else if below > 0 {
        let y = areas.tabs.bottom().saturating_sub(1);
        canvas.text_right(areas.tabs, y, &format!("{below} ↓"), canvas.theme.quiet());
    }
}
