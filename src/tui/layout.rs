//! Where things go on a window of any size. Pure geometry: decoration goes first when room is short.

use ratatui::layout::Rect;

use crate::report::{Headline, Tab};

/// The smallest window that the quiz is drawn in.
pub(super) const SMALLEST: (u16, u16) = (40, 12);

/// Under this many columns words are left out and margins are small.
pub(super) const NARROW: u16 = 60;
/// Under this many rows there is no room for empty ones.
pub(super) const LOW: u16 = 18;
/// From this many columns on the paths' names fit beside their bars.
pub(super) const NAMED_BARS: u16 = 64;

/// The widest column of text that reads well.
const MEASURE: u16 = 76;
/// The widest column for charts and tables, where one stands alone.
const WIDE: u16 = 88;
/// From this many columns on two columns stand beside each other.
const TWO_COLUMNS: u16 = 120;
/// The widest that both are together.
const WIDEST: u16 = 160;
/// The columns between the two.
pub(super) const BETWEEN: u16 = 4;

/// The number of rows from which there is room for larger charts and looser lists; no screen but the result takes more.
pub(super) const TALL: u16 = 30;

/// Whether the window is too small to draw anything but one line.
pub(super) fn is_too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// The columns left free at both edges. All screens have the same left edge.
pub(super) fn margin(width: u16) -> u16 {
    if width < NARROW { 1 } else { 2 }
}

/// A column with margins; tall windows get air above.
fn column(size: (u16, u16), measure: u16) -> Rect {
    let (width, height) = size;
    let margin = margin(width);
    let inner = width.saturating_sub(2 * margin).min(measure);
    let air = if height >= 34 { 2 } else { u16::from(height >= 20) };
    Rect {
        x: margin.min(width),
        y: air,
        width: inner,
        height: height.saturating_sub(air + u16::from(height >= 34)),
    }
}

/// The column of every screen but the result. On a tall window it stands in the middle, so that the keys stay near.
pub(super) fn page(size: (u16, u16)) -> Rect {
    let area = column(size, MEASURE);
    let height = area.height.min(TALL);
    Rect { y: area.y.max((size.1 - height) / 2), height, ..area }
}

/// The column of the review: wide enough for an activity and its answer on one line.
pub(super) fn wide_page(size: (u16, u16)) -> Rect {
    column(size, WIDE)
}

/// The area of the result: two columns where the window has room for them.
fn result_page(size: (u16, u16)) -> Rect {
    column(size, if has_two_columns(size) { WIDEST } else { WIDE })
}

/// The rows of the review between its head and its footer.
pub(super) fn review(size: (u16, u16)) -> Rect {
    let page = wide_page(size);
    let head = if page.height < LOW { 2 } else { 4 };
    Rect { y: page.y + head, height: page.height.saturating_sub(head + 2), ..page }
}

/// So many lines of what is open above a screen, between its head and its footer. The empty rows of the head go where
/// nobody has to scroll then.
pub(super) fn overlay(size: (u16, u16), lines: usize) -> Rect {
    let page = page(size);
    let below = |head: u16| page.height.saturating_sub(head + 2);
    let fits = |head: u16| lines <= usize::from(below(head));
    let head = if page.height < LOW || !fits(3) && fits(1) { 1 } else { 3 };
    Rect { y: page.y + head, height: below(head), ..page }
}

/// How many rows high a bar is where there is room: it can be read from the back of a room.
pub(super) const TALL_BAR: u16 = 2;

/// The parts of the result.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResultAreas {
    /// The verdict in words; above all tabs but the first also both figures.
    pub(super) verdict: Rect,
    /// The two bars; without height where there is no room or nothing to show.
    pub(super) bars: Rect,
    /// The names of the tabs, and the mark under the open one where there is room.
    pub(super) tabs: Rect,
    /// The open tab.
    pub(super) body: Rect,
    /// What is opened of it: beside it where there is room for two columns, else in its place.
    pub(super) entry: Rect,
    /// The keys.
    pub(super) footer: Rect,
}

/// Lays out the result. Only the first tab has the bars: above the others the heading is one line.
pub(super) fn result(size: (u16, u16), tab: Tab, headline: &Headline) -> ResultAreas {
    let page = result_page(size);
    let roomy = page.height >= LOW;
    let has_bars = !headline.bars.is_empty() && tab == Tab::Glance;
    let bars = match has_bars {
        true if page.height >= TALL => 2 * TALL_BAR + 1,
        true => 2,
        false => 0,
    };
    let gap = u16::from(roomy);
    let mut rows = Rows { area: page, next: 0 };
    let lines = verdict(size, tab, headline).len();
    let verdict = rows.take(u16::try_from(lines).unwrap_or(1));
    rows.take(if has_bars { gap } else { 0 });
    let bars = rows.take(bars);
    rows.take(gap);
    let tabs = rows.take(1 + gap);
    rows.take(u16::from(page.height >= TALL));
    let left = page.height.saturating_sub(rows.next);
    // The first tab is to need no scrolling, so it takes the row above the keys too.
    let below = if tab == Tab::Glance && page.height < TALL { 0 } else { gap };
    let body = rows.take(left.saturating_sub(1 + below));
    rows.take(below);
    let (body, entry) = beside(size, tab, body);
    ResultAreas { verdict, bars, tabs, body, entry, footer: rows.take(1) }
}

/// Whether two columns stand beside each other on the result.
pub(super) fn has_two_columns(size: (u16, u16)) -> bool {
    size.0 >= TWO_COLUMNS
}

/// A tab with a list, and what is opened of it.
fn beside(size: (u16, u16), tab: Tab, body: Rect) -> (Rect, Rect) {
    if !has_two_columns(size) || !tab.has_list() {
        return (body, body);
    }
    let left = body.width.saturating_sub(BETWEEN) * 4 / 7;
    let from = left + BETWEEN;
    (Rect { width: left, ..body }, Rect { x: body.x + from, width: body.width.saturating_sub(from), ..body })
}

/// The parts of the screen on which other answers are tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct TryingAreas {
    /// The verdict on them.
    pub(super) verdict: Rect,
    /// The two bars; without height where there is nothing to show.
    pub(super) bars: Rect,
    /// The gap, and how it was.
    pub(super) gap: Rect,
    /// The answers.
    pub(super) list: Rect,
    /// The keys.
    pub(super) footer: Rect,
}

/// Lays out the screen on which other answers are tried.
pub(super) fn trying(size: (u16, u16), headline: &Headline) -> TryingAreas {
    let page = wide_page(size);
    let space = u16::from(page.height >= LOW);
    let mut rows = Rows { area: page, next: 0 };
    let lines = verdict(size, Tab::Glance, headline).len();
    let verdict = rows.take(u16::try_from(lines).unwrap_or(1));
    rows.take(space);
    let bars = rows.take(if headline.bars.is_empty() { 0 } else { 2 });
    let gap = rows.take(1);
    rows.take(space);
    // Below the list is said how much of it is left.
    let list = rows.take(page.height.saturating_sub(rows.next + 2));
    rows.take(1);
    TryingAreas { verdict, bars, gap, list, footer: rows.take(1) }
}

/// The verdict in lines that fit: whole on the first tab of a window with room, else in a few words on one line.
pub(super) fn verdict(size: (u16, u16), tab: Tab, headline: &Headline) -> Vec<String> {
    let page = result_page(size);
    let width = usize::from(page.width);
    if tab == Tab::Glance && page.height >= LOW {
        return crate::text::wrap(&headline.verdict, width, "", "");
    }
    let beside = if tab == Tab::Glance { 0 } else { figures_width(headline) };
    let whole = (tab == Tab::Glance).then_some(&headline.verdict);
    let mut texts = whole.into_iter().chain([&headline.brief]);
    vec![texts.find(|text| text.chars().count() + beside <= width).unwrap_or(&headline.briefest).clone()]
}

/// The columns of both figures behind the verdict, with the space before them.
fn figures_width(headline: &Headline) -> usize {
    let figures = headline.bars.iter().map(|bar| bar.short.chars().count() + FIGURE);
    if headline.bars.is_empty() { 0 } else { figures.sum::<usize>() + OF_FIVE.len() + 1 }
}

/// The columns of a figure such as "4.6" with a space before it and two before its path.
const FIGURE: usize = 6;
/// What stands behind both figures.
pub(super) const OF_FIVE: &str = " of 5";

/// Cuts an area into rows from the top.
#[derive(Debug)]
struct Rows {
    area: Rect,
    next: u16,
}

impl Rows {
    fn take(&mut self, height: u16) -> Rect {
        let height = height.min(self.area.height.saturating_sub(self.next));
        let rows = Rect { y: self.area.y + self.next, height, ..self.area };
        self.next += height;
        rows
    }
}
