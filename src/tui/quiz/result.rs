//! The result on the full screen: it is opened, broken into lines for the window, and read tab by tab.
//!
//! ```text
//! Your answers point clearly to Health Informatics (HI)
//! Design and run the systems that store and share health data.
//! HI   Health Informatics             4.2  ■■■■■■■■■■■■■■■■■■■■■■
//! HIM  Health Information Management  2.6  ▒▒▒▒▒▒▒▒▒▒▒─────│
//! How much you like each field's work, from 1 to 5. The line shows a clear lead.
//! 1 At a glance  2 Why  3 What if  4 Pay  5 Jobs  6 Study  7 Compare  8 Sources
//! ═════════════
//! Why    You'd love to …                                                toward HI
//! ```
//!
//! Above the other tabs the heading is one line: `Clearly Health Informatics   HI 4.2  HIM 2.6 of 5`.

use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::Model;
use super::keys::Action;
use super::pages::Page;
use crate::report::document::rating_share;
use crate::report::{Block, Chapter, Definition, FieldRating, Headline, Tab};
use crate::text::{cut, wrap};
use crate::tui::blocks::{self, TRACK, portion};
use crate::tui::keymap::{Input, Key};
use crate::tui::layout::{self, BETWEEN, LOW, NAMED_BARS, TALL};
use crate::tui::theme::Theme;
use crate::tui::widgets::{Canvas, pad, width};

/// The columns of a field's name with the space after it.
const NAME: usize = 31;
/// What comes after both figures.
const OF_FIVE: &str = " of 5";

/// The parts of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The verdict in words; above all tabs but the first also both figures.
    verdict: Rect,
    /// What people in the field do.
    meaning: Rect,
    /// The two bars and what they are; empty if there is nothing to show.
    bars: Rect,
    /// The names of the tabs, and the mark under the open one if there is room.
    tabs: Rect,
    /// The open tab.
    body: Rect,
    /// What is opened of it: next to it if there is room for two columns, else in its place.
    entry: Rect,
    footer: Rect,
}

impl Areas {
    /// Only the first tab has the bars: above the others the heading is one line.
    fn new(area: Rect, tab: Tab, headline: &Headline) -> Self {
        let page = layout::result_page(area);
        let is_tall = page.height >= TALL;
        let is_low = page.height < LOW;
        let gap = u16::from(!is_low);
        let is_glance = tab == Tab::Glance;
        let has_bars = !headline.ratings.is_empty() && is_glance;
        let bars = match has_bars {
            true if is_low => 2,
            true => 3,
            false => 0,
        };
        // The first tab is to need no scrolling, so it takes the rows between and the one above the keys too.
        let air = if is_glance && !is_tall { 0 } else { gap };
        let lines = layout::rows(verdict(area, tab, headline).len());
        let meaning = layout::rows(meaning(area, tab, headline).len());
        let rows = [lines, meaning, if has_bars { air } else { 0 }, bars, air, 1 + gap, u16::from(is_tall)];
        let rows = rows.map(Constraint::Length).into_iter();
        let rows = rows.chain([Constraint::Fill(1), Constraint::Length(air), Constraint::Length(1)]);
        let [verdict, meaning, _, bars, _, tabs, _, body, _, footer] = page.layout(&Layout::vertical(rows));
        let [body, entry] = if layout::has_two_columns(area) && tab.has_list() {
            let columns = [Constraint::Fill(4), Constraint::Fill(3)];
            body.layout(&Layout::horizontal(columns).spacing(BETWEEN))
        } else {
            [body, body]
        };
        Self { verdict, meaning, bars, tabs, body, entry, footer }
    }
}

/// What the verdict means in lines, on the first tab of a window with room.
fn meaning(area: Rect, tab: Tab, headline: &Headline) -> Vec<String> {
    let page = layout::result_page(area);
    if tab != Tab::Glance || page.height < LOW {
        return Vec::new();
    }
    wrap(&headline.meaning, usize::from(page.width), "", "")
}

/// The verdict in lines that fit: whole on the first tab of a window with room, else in a few words on one line.
pub fn verdict(area: Rect, tab: Tab, headline: &Headline) -> Vec<String> {
    let page = layout::result_page(area);
    let columns = usize::from(page.width);
    if tab == Tab::Glance && page.height >= LOW {
        return wrap(&headline.verdict, columns, "", "");
    }
    // A space sets the figures apart.
    let figures = if tab == Tab::Glance { 0 } else { figures(headline).width() + 1 };
    let whole = (tab == Tab::Glance).then_some(&headline.verdict);
    let mut texts = whole.into_iter().chain([&headline.brief]);
    vec![texts.find(|text| text.width() + figures <= columns).unwrap_or(&headline.briefest).clone()]
}

/// Both figures behind the verdict, with the space before them: `  HI 4.2  HIM 2.6 of 5`.
fn figures(headline: &Headline) -> String {
    let figures = headline.ratings.iter().map(|bar| format!("  {} {:.1}", bar.short, bar.rating));
    let figures: String = figures.collect();
    if figures.is_empty() { figures } else { format!("{figures}{OF_FIVE}") }
}

// Its tabs are opened and prepared.
impl Model {
    /// Opens the result that the quiz has now, at the tab that was open before.
    pub fn open_result(&mut self) {
        self.pages.pages.iter_mut().for_each(Page::reset);
        self.open_tab(self.pages.open);
    }

    /// Opens a tab of the result, and keeps its scroll within its lines.
    pub fn open_tab(&mut self, tab: Tab) {
        self.prepare(tab);
        let Some(areas) = self.areas(tab) else { return };
        if self.pages.open != tab {
            self.pages.page_mut().opened = None;
        }
        self.pages.open = tab;
        self.pages.page_mut().settle(usize::from(areas.body.height));
    }

    /// Breaks the tabs into lines again: the window or the place of pay is another.
    pub fn lay_out(&mut self) {
        if self.quiz.outcome().is_some() {
            self.pages.pages.iter_mut().for_each(Page::forget_lines);
            self.open_tab(self.pages.open);
        }
    }

    /// Builds a tab and breaks it into lines, unless that was done.
    fn prepare(&mut self, tab: Tab) {
        if self.pages.pages[tab.index()].flowed.is_some() {
            return;
        }
        let Some((mut chapter, areas)) = self.quiz.chapter(tab).zip(self.areas(tab)) else { return };
        if tab == Tab::Glance {
            self.say_what_is_left_out(&mut chapter);
        }
        let columns = usize::from(areas.body.width);
        let flowed = if layout::is_wide(self.area) && blocks::has_aside(&chapter.parts) {
            blocks::spread(&chapter.parts, columns, &self.theme)
        } else {
            blocks::flow(&chapter.parts, columns, &self.theme)
        };
        self.pages.pages[tab.index()].show(flowed);
    }

    /// On the first tab: what can still be done.
    fn say_what_is_left_out(&self, chapter: &mut Chapter) {
        let Some(left_out) = self.quiz.left_out() else { return };
        let line = format!("{left_out} Press t to answer them.");
        let blocks = chapter.parts.iter_mut().flat_map(|part| &mut part.blocks);
        let mut definitions =
            blocks.filter_map(|block| if let Block::Definitions(all) = block { Some(all) } else { None });
        if let Some(definitions) = definitions.next() {
            definitions.push(Definition::new("More", vec![line.into()]));
        }
    }

    /// The lines of the entry under the cursor, for the present window.
    pub fn entry(&self) -> &[Line<'static>] {
        let entry = self.pages.entry().zip(self.areas(self.pages.open));
        entry.map_or(&[], |(entry, areas)| entry.lines(usize::from(areas.entry.width), &self.theme))
    }

    /// Whether the open tab has more lines than the window shows.
    pub fn has_more(&self) -> bool {
        self.pages.page().lines().len() > self.rows_of_tab()
    }

    /// The parts of the screen with a tab; `None` without a result.
    fn areas(&self, tab: Tab) -> Option<Areas> {
        Some(Areas::new(self.area, tab, self.quiz.headline()?))
    }

    /// The rows of the open tab.
    fn rows_of_tab(&self) -> usize {
        self.areas(self.pages.open).map_or(0, |areas| usize::from(areas.body.height))
    }

    /// All texts that the result shows, with what is scrolled away.
    pub fn texts_of_the_result(&self) -> Vec<String> {
        let Some(headline) = self.quiz.headline() else { return Vec::new() };
        let bars = headline.ratings.iter().map(|bar| format!("{} {}", bar.short, bar.name));
        let bars = bars.chain([headline.meaning.clone()]);
        let lines = self.pages.page().lines().iter().map(ToString::to_string);
        let is_shown = self.pages.page().opened.is_some() || layout::has_two_columns(self.area);
        let entry = self.entry().iter().filter(|_| is_shown).map(ToString::to_string);
        bars.chain([headline.verdict.clone()]).chain(lines).chain(entry).collect()
    }
}

// What keys do.
impl Model {
    pub fn update_result(&mut self, action: Action) {
        let tab = self.pages.open;
        let rows = self.rows_of_tab();
        match action {
            Action::Pick(number) => self.open_tab_at(usize::from(number).checked_sub(1)),
            Action::NextTab => self.open_tab_at(Some(tab.index() + 1)),
            Action::Back if tab.index() > 0 => self.open_tab_at(tab.index().checked_sub(1)),
            Action::Up | Action::Down => self.pages.page_mut().step(action == Action::Down, rows),
            Action::Scroll(scroll) => {
                let Some(areas) = self.areas(tab) else { return };
                let (opened_rows, opened_lines) = (usize::from(areas.entry.height), self.entry().len());
                let page = self.pages.page_mut();
                if let Some(line) = page.opened {
                    page.opened = Some(scroll.from(line, opened_rows, opened_lines));
                } else {
                    page.scroll = scroll.from(page.scroll, rows, page.lines().len());
                    page.settle(rows);
                }
            }
            Action::Choose if tab == Tab::WhatIf => self.begin_trial(),
            Action::Choose => self.pages.page_mut().open_entry(rows),
            Action::Take(row) => {
                self.pages.page_mut().select(row, rows);
                self.pages.page_mut().open_entry(rows);
            }
            Action::Escape if self.pages.page().opened.is_some() => self.pages.page_mut().opened = None,
            // Nothing comes before a result; the review doesn't lead out of it.
            Action::Back | Action::Escape => self.open_tab(Tab::Glance),
            _ => {}
        }
    }

    fn open_tab_at(&mut self, index: Option<usize>) {
        if let Some(tab) = index.and_then(Tab::at) {
            self.open_tab(tab);
        }
    }
}

// How it is drawn.
impl Model {
    pub fn draw_result(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let Some(headline) = self.quiz.headline() else { return area.as_position() };
        let tab = self.pages.open;
        let areas = Areas::new(area, tab, headline);
        let rest = draw_verdict(canvas, areas.verdict, &verdict(area, tab, headline));
        let figures = figures(headline);
        if tab != Tab::Glance && width(&figures) <= rest.width {
            let gap = u16::from(width(&figures) < rest.width);
            canvas.text(Rect { x: rest.x + gap, width: rest.width - gap, ..rest }, &figures, Style::new());
        }
        for (row, line) in areas.meaning.rows().zip(meaning(area, tab, headline)) {
            canvas.text(row, &line, Style::new());
        }
        let mut rows = areas.bars.rows();
        for (bar, row) in headline.ratings.iter().zip(&mut rows) {
            draw_bar(canvas, row, bar);
        }
        if let Some(row) = rows.next() {
            canvas.text(row, &headline.caption, canvas.theme.quiet());
        }
        let at_tab = draw_tabs(canvas, area, areas.tabs, tab);
        let at_entry = self.draw_body(&areas, canvas);
        self.draw_footer(areas.footer, None, canvas);
        at_entry.unwrap_or(at_tab)
    }

    /// The open tab, and what is opened of it: in its place, or next to it. Returns where the cursor is in its list.
    fn draw_body(&self, areas: &Areas, canvas: &mut Canvas<'_>) -> Option<Position> {
        let page = self.pages.page();
        let (is_beside, opened) = (areas.entry != areas.body, page.opened);
        if is_beside || opened.is_some() {
            draw_lines(canvas, areas, areas.entry, self.entry(), opened.unwrap_or(0));
        }
        if !is_beside && opened.is_some() {
            return None;
        }
        draw_lines(canvas, areas, areas.body, page.lines(), page.scroll);
        let mut cursor = None;
        for (index, entry) in page.entries().iter().enumerate() {
            let Some(row) = entry.row.checked_sub(page.scroll) else { continue };
            let row = Rect { y: areas.body.y.saturating_add(layout::rows(row)), ..areas.body };
            let part = Rect { height: layout::rows(entry.height), ..row }.intersection(areas.body);
            canvas.target(part, Input::Row(index));
            let (columns, rows) = entry.mark;
            let mark =
                Rect { width: layout::rows(columns).min(row.width), height: layout::rows(rows), ..row };
            let mark = mark.intersection(areas.body);
            if page.cursor == Some(index) && !mark.is_empty() {
                cursor = Some(canvas.mark(mark));
            }
        }
        cursor
    }
}

/// The lines of the verdict; returns what is left of the row of the last.
pub fn draw_verdict(canvas: &mut Canvas<'_>, area: Rect, lines: &[String]) -> Rect {
    let mut rest = area;
    for (row, line) in area.rows().zip(lines) {
        rest = canvas.text(row, line, canvas.theme.strong());
    }
    rest
}

/// Name, figure and bar of a field, with the lead that a clear result needs; the name goes first if room is short. Every
/// bar is on the same scale in every window.
pub fn draw_bar(canvas: &mut Canvas<'_>, area: Rect, bar: &FieldRating) {
    let name = if area.width >= NAMED_BARS { pad(&cut(&bar.name, NAME - 2), NAME) } else { String::new() };
    let head = format!("{}{name}{:.1}  ", pad(&bar.short, 5), bar.rating);
    let rest = canvas.text(area, &head, Style::new());
    let filled = portion(rating_share(bar.rating), TRACK);
    let fill = Theme::fill(Some(bar.side)).repeat(filled);
    let rest = canvas.text(rest, &fill, canvas.theme.side(Some(bar.side)));
    if let Some(finish) = bar.finish {
        let lead = portion(rating_share(finish), TRACK).saturating_sub(filled + 1);
        canvas.text(rest, &("─".repeat(lead) + "│"), Style::new());
    }
}

/// The names of the tabs, up to the edge of the window; returns where the open one is. If they don't all fit, only the
/// open one keeps its name. ratatui's tabs can't say where each of them is, which clicks, cursor and mark need.
fn draw_tabs(canvas: &mut Canvas<'_>, window: Rect, area: Rect, open: Tab) -> Position {
    let all: usize = Tab::ALL.iter().map(|tab| tab.name().width() + 4).sum();
    let [names, mark] = area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]));
    let mut rest = Rect { width: window.right().saturating_sub(area.x), ..names };
    let is_roomy = all <= usize::from(rest.width) + 1;
    let mut cursor = area.as_position();
    for (tab, digit) in Tab::ALL.into_iter().zip('1'..) {
        let is_open = tab == open;
        let label = if is_roomy || is_open { format!("{digit} {}", tab.name()) } else { digit.to_string() };
        let style = if is_open { canvas.theme.accent().patch(canvas.theme.strong()) } else { Style::new() };
        let label_area = Rect { width: width(&label).min(rest.width), ..rest };
        rest = canvas.text(rest, &label, style);
        // The row of the mark belongs to the tab too.
        canvas.target(Rect { height: area.height, ..label_area }, Input::Key(Key::Char(digit)));
        if is_open {
            cursor = label_area.as_position();
            let mark = Rect { y: mark.y, height: mark.height, ..label_area };
            if !mark.is_empty() {
                canvas.text(mark, &"═".repeat(usize::from(mark.width)), canvas.theme.accent());
            }
        }
        rest = canvas.text(rest, if is_roomy { "  " } else { " " }, Style::new());
    }
    cursor
}

/// Lines from one of them on. What is left below is noted under them, or next to the tabs if there is no row for it.
fn draw_lines(canvas: &mut Canvas<'_>, areas: &Areas, area: Rect, lines: &[Line<'_>], first: usize) {
    canvas.scrolled(area, lines, first);
    let below = lines.len().saturating_sub(first + usize::from(area.height));
    if below > 0 && area.bottom() < areas.footer.y {
        let row = Rect { y: area.bottom(), height: 1, ..area };
        canvas.text_right(row, &format!("{below} more lines ↓"), canvas.theme.quiet());
    } else if below > 0 {
        let row = Rect { y: areas.tabs.bottom().saturating_sub(1), height: 1, ..areas.tabs };
        canvas.text_right(row, &format!("{below} ↓"), canvas.theme.quiet());
    }
}
