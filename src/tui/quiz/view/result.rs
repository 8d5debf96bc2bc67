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

use crate::report::{Bar, Tab};
use crate::tui::canvas::Canvas;
use crate::tui::flow::portion;
use crate::tui::keymap::Action;
use crate::tui::layout::{self, ResultAreas};
use crate::tui::quiz::model::Model;
use crate::tui::quiz::pages::Pages;
use crate::tui::theme::Theme;

pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>) -> Position {
    let Some(headline) = model.quiz.headline() else { return Position::ORIGIN };
    let (pages, tab) = (&model.pages, model.pages.open());
    let areas = layout::result(model.size, tab, headline);
    let end = verdict(canvas, areas.verdict, &layout::verdict(model.size, tab, headline));
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
    let cursor = tabs(canvas, areas.tabs, tab);
    body(canvas, &areas, pages);
    canvas.footer(areas.footer, model.keys(), model.footnote().as_deref());
    cursor
}

fn verdict(canvas: &mut Canvas<'_>, area: Rect, lines: &[String]) -> u16 {
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
fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, bar: &Bar) {
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

/// The open tab from its scroll on. What is left below is said under it, or beside the tabs where there is no row for it.
fn body(canvas: &mut Canvas<'_>, areas: &ResultAreas, pages: &Pages) {
    let area = areas.body;
    let scroll = pages.scrolled();
    for (y, line) in (area.y..area.bottom()).zip(pages.lines().iter().skip(scroll)) {
        canvas.line(area.x, y, line, area.width);
    }
    let shown = scroll + usize::from(area.height);
    let below = pages.lines().len().saturating_sub(shown);
    if below > 0 && area.bottom() < areas.footer.y {
        canvas.text_right(area, area.bottom(), &format!("{below} more lines ↓"), canvas.theme.quiet());
    } else if below > 0 {
        canvas.text_right(
            areas.tabs,
            areas.tabs.bottom().saturating_sub(1),
            &format!("{below} ↓"),
            canvas.theme.quiet(),
        );
    }
}
