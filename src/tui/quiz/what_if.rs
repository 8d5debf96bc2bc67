//! Other answers tried on a result.
//!
//! ```text
//! Your answers point clearly to Health Informatics
//!
//! HI   Health Informatics             ████████████████████████──────  4.2 of 5
//! HIM  Health Information Management  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒───────────────  2.6 of 5
//! Gap 1.60 to HI, was 3.14 to HI. 1 answer changed.
//!
//! > Link two clinics' systems so that doctors see the      Strongly dislike
//!   whole record                                           was Strongly like
//!   Find out what is missing from a record before it …     Dislike
//! ```

use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::Model;
use super::keys::Action;
use super::result::{draw_bar, draw_verdict, verdict};
use super::screens::beside;
use crate::instrument::Response;
use crate::quiz::Trial;
use crate::report::{Headline, Tab, format};
use crate::tui::layout::{self, LOW};
use crate::tui::widgets::Canvas;
use crate::wording;

/// What comes before the answer that was given.
const WAS: &str = "was ";

struct Areas {
    verdict: Rect,
    bars: Rect,
    /// The gap, and how it was.
    gap: Rect,
    list: Rect,
}

impl Areas {
    fn new(area: Rect, headline: &Headline) -> Self {
        let page = layout::wide_page(area);
        let space = u16::from(page.height >= LOW);
        let lines = layout::rows(verdict(area, Tab::Glance, headline).len());
        // Below the list is noted how much of it is left, and below that is the footer.
        let rows = [lines, space, layout::rows(headline.ratings.len()), 1, space].map(Constraint::Length);
        let rows = rows.into_iter().chain([Constraint::Fill(1), Constraint::Length(2)]);
        let [verdict, _, bars, gap, _, list, _] = page.layout(&Layout::vertical(rows));
        Self { verdict, bars, gap, list }
    }
}

impl Model {
    /// Begins to try other answers.
    pub fn begin_trial(&mut self) {
        self.trial = self.quiz.trial();
        self.cursor = Some(0);
    }

    pub fn update_trial(&mut self, action: Action) {
        let (row, last) = (self.cursor.unwrap_or(0), self.rows().saturating_sub(1));
        match action {
            Action::Up => self.cursor = Some(row.saturating_sub(1)),
            Action::Down => self.cursor = Some((row + 1).min(last)),
            Action::Scroll(scroll) => self.move_by_page(scroll, self.trial_page()),
            // A click on an answer only moves there.
            Action::Take(row) => self.cursor = Some(row.min(last)),
            Action::Pick(digit) => self.try_answer(|_| digit),
            Action::Less => self.try_answer(|given| given.saturating_sub(1).max(1)),
            Action::More => self.try_answer(|given| given + 1),
            Action::Choose => {
                let Some(trial) = self.trial.take() else { return };
                let count = self.quiz.changes(&trial).len();
                self.quiz.take_over(&trial);
                self.open_result();
                self.note = Some(wording::taken_over(count, &self.save_status));
            }
            Action::Escape => {
                self.trial = None;
                self.note = Some("Your answers are as they were.".to_owned());
            }
            _ => {}
        }
    }

    /// How many answers are a screenful; each takes two lines.
    fn trial_page(&self) -> usize {
        let headline = self.trial.as_ref().map(|trial| self.quiz.headline_of(&trial.outcome));
        let height = headline.map_or(2, |headline| Areas::new(self.area, headline).list.height);
        usize::from(height / 2).max(1)
    }

    /// Changes the answer under the cursor.
    fn try_answer(&mut self, to: impl FnOnce(u8) -> u8) {
        let Some(trial) = &mut self.trial else { return };
        let Some(&item) = trial.items.get(self.cursor.unwrap_or(0)) else { return };
        let given = trial.response(item).map_or(0, Response::value);
        if let Some(response) = Response::new(to(given)) {
            self.quiz.try_answer(trial, item, response);
        }
    }

    pub fn draw_trial(&self, area: Rect, canvas: &mut Canvas<'_>) -> Position {
        let Some(trial) = &self.trial else { return area.as_position() };
        let headline = self.quiz.headline_of(&trial.outcome);
        let areas = Areas::new(area, headline);
        draw_verdict(canvas, areas.verdict, &verdict(area, Tab::Glance, headline));
        for (row, bar) in areas.bars.rows().zip(&headline.ratings) {
            draw_bar(canvas, row, bar);
        }
        let gap = self.quiz.tried(trial).unwrap_or_default();
        // How many answers are changed is left out if there is no room.
        let is_whole = gap.width() <= usize::from(areas.gap.width);
        let brief = gap.find(". ").map(|end| &gap[..=end]).filter(|_| !is_whole);
        canvas.text(areas.gap, brief.unwrap_or(&gap), Style::new());
        let width = usize::from(areas.list.width).saturating_sub(3);
        let longest = Response::all().map(|response| self.answer_in(width, Some(response)).width()).max();
        let widest = longest.unwrap_or(0) + WAS.len();
        let rows: Vec<Vec<String>> =
            trial.items.iter().map(|item| self.trial_row(trial, *item, width, widest)).collect();
        let cursor = canvas.list(areas.list, &rows, self.cursor);
        self.draw_footer(layout::wide_page(area), None, canvas);
        cursor
    }

    /// An activity in `width` columns, with its answer as it is tried, and under it the one that was given if that is
    /// another. Answers are at most `widest` columns wide.
    fn trial_row(&self, trial: &Trial, item: usize, width: usize, widest: usize) -> Vec<String> {
        let text = self.quiz.content().instrument.item(item).map(|item| format::capitalize(&item.text));
        let (given, now) = (self.quiz.session().responses().get(item), trial.response(item));
        let was = if given == now { String::new() } else { format!("{WAS}{}", self.answer_in(width, given)) };
        beside(&text.unwrap_or_default(), &[self.answer_in(width, now), was], widest, width)
    }

    /// A response in words, or its number alone if there is little room.
    fn answer_in(&self, width: usize, response: Option<Response>) -> String {
        match response {
            Some(response) if width < usize::from(layout::NARROW) => response.value().to_string(),
            Some(response) => {
                format!("{} {}", response.value(), self.quiz.content().instrument.option(response))
            }
            None => String::new(),
        }
    }
}
