//! ```text
//! EXAMPLES, made-up people
//!
//! > Ana
//!   Marcus
//!
//! Ana likes to find out …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::{Demo, PEOPLE};
use crate::tui::Drawn;
use crate::tui::{layout, widgets};

/// The rows for a description of a person: as many as the longest sentence takes on the narrowest window.
const ABOUT: u16 = 4;

/// The list of people, with a word on the one under the cursor.
pub(super) fn list(demo: &Demo, area: Rect, buffer: &mut Buffer) -> Drawn {
    widgets::draw(&demo.theme, area, buffer, |canvas| {
        let page = layout::page(area);
        let gap = u16::from(page.height >= layout::LOW);
        let people = &demo.content.people;
        let count = layout::rows(people.len()).min(page.height.saturating_sub(2 + ABOUT + 3 * gap));
        let rows = [1, gap, count.max(1), gap, ABOUT].map(Constraint::Length).into_iter();
        let rows = rows.chain([Constraint::Fill(1)]);
        let [title, _, list, _, about, _] = page.layout(&Layout::vertical(rows));
        canvas.text(title, "EXAMPLES, made-up people", demo.theme.strong());
        let names: Vec<Vec<String>> = people.iter().map(|person| vec![person.name.clone()]).collect();
        let cursor = canvas.list(list, &names, Some(demo.at));
        if let Some(person) = people.get(demo.at) {
            canvas.paragraph(about, &person.about, Style::new(), 0);
        }
        canvas.footer(page, PEOPLE, None);
        cursor
    })
}

/// The person who is about to answer.
pub(super) fn person(demo: &Demo, window: Rect, buffer: &mut Buffer) -> Drawn {
    let quiz = &demo.model.quiz;
    widgets::draw(&demo.theme, window, buffer, |canvas| {
        let area = demo.model.draw_banner(window, canvas);
        let page = layout::page(area);
        let gap = 1 + u16::from(page.height >= layout::LOW);
        if let Some(person) = quiz.person() {
            let rest = canvas.paragraph(page, &person.name, demo.theme.strong(), gap);
            let rest = canvas.paragraph(rest, &person.about, Style::new(), gap);
            let count = quiz.session().len();
            let text = format!("{} takes the quiz: {count} questions.", person.name);
            canvas.paragraph(rest, &text, Style::new(), 0);
        }
        canvas.footer(page, demo.model.bindings(), demo.model.note.as_deref());
        page.as_position()
    })
}
