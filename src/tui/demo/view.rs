//! ```text
//! EXAMPLES, made-up people
//!
//! > Ana
//!   Marcus
//!
//! Ana likes to find out …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Demo;
use crate::tui::app::Drawn;
use crate::tui::keymap::{Action, Screen};
use crate::tui::{banner, canvas, layout};

/// The rows for who somebody is: as many as the longest sentence takes on the narrowest window.
const ABOUT: u16 = 4;

/// The list of people, with a word on the one under the cursor.
pub(super) fn list(demo: &Demo, area: Rect, buffer: &mut Buffer) -> Drawn {
    canvas::draw(&demo.theme, demo.mouse, area, buffer, |canvas| {
        let page = layout::page((area.width, area.height));
        let gap = u16::from(page.height >= layout::LOW);
        canvas.text(page.x, page.y, "EXAMPLES, made-up people", demo.theme.strong());
        let people = &demo.content.people;
        let room = page.height.saturating_sub(2 + ABOUT + 3 * gap);
        let height = usize::from(room).clamp(1, people.len().max(1));
        let first = demo.at.saturating_sub(height / 2).min(people.len().saturating_sub(height));
        let (mut y, mut cursor) = (page.y + 1 + gap, page.as_position());
        for (index, person) in people.iter().enumerate().skip(first).take(height) {
            let at = canvas.choice(page, y, &person.name, index == demo.at, Action::Take(index));
            if index == demo.at {
                cursor = at;
            }
            y += 1;
        }
        y += gap;
        if let Some(person) = people.get(demo.at) {
            let rows = Rect { y, height: ABOUT, ..page };
            canvas.paragraph(rows, &person.about, Style::new());
        }
        canvas.footer(page, Screen::People, None);
        cursor
    })
}

/// Who is about to answer.
pub(super) fn person(demo: &Demo, area: Rect, buffer: &mut Buffer) -> Drawn {
    let quiz = &demo.model.quiz;
    let example = quiz.example().unwrap_or_default();
    banner::above(&example, &demo.theme, area, buffer, |area, buffer| {
        canvas::draw_below(banner::ROWS, &demo.theme, false, area, buffer, |canvas| {
            let page = layout::page((area.width, area.height));
            let gap = u16::from(page.height >= layout::LOW);
            let mut rows = Rect { height: page.height.saturating_sub(1), ..page };
            let mut say = |text: &str, style: Style| {
                let used = canvas.paragraph(rows, text, style) + 1 + gap;
                rows.y += used.min(rows.height);
                rows.height = rows.height.saturating_sub(used);
            };
            if let Some(person) = quiz.person() {
                say(&person.name, demo.theme.strong());
                say(&person.about, Style::new());
                let count = quiz.session().len();
                say(&format!("{} takes the quiz: {count} questions.", person.name), Style::new());
            }
            canvas.footer(page, Screen::Demo, demo.model.note.as_deref());
            Position { x: page.x, y: page.y }
        })
    })
}
