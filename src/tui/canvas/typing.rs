//! What is typed into.
//!
//! ```text
//! Write this result to a file
//!
//! > 1  Web page, prints well
//!   2  Plain text
//!
//! File: career-fit-2026-11-24-hi.html
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::Input;

use super::Canvas;
use crate::tui::dialog::{WriteDialog, WriteState};
use crate::tui::keymap::{Action, Screen};
use crate::tui::layout;

impl Canvas<'_> {
    /// The title of a dialog in a window of this size; gives back the room below it.
    pub(in crate::tui) fn title(&mut self, size: (u16, u16), title: &str) -> Rect {
        let page = layout::page(size);
        self.text(page.x, page.y, title, self.theme.strong());
        let gap = if page.height < layout::LOW { 1 } else { 2 };
        Rect { y: page.y + gap, height: page.height.saturating_sub(gap), ..page }
    }

    /// A text being typed, after its label. Gives back where the cursor goes.
    pub(in crate::tui) fn field(&mut self, area: Rect, label: &str, text: &Input, style: Style) -> Position {
        let x = self.text(area.x, area.y, label, Style::new());
        let room = usize::from(area.right().saturating_sub(x)).max(1);
        let start = text.visual_scroll(room.saturating_sub(1));
        let shown: String = text.value().chars().skip(start).collect();
        self.text(x, area.y, &shown, style);
        let offset = u16::try_from(text.visual_cursor().saturating_sub(start)).unwrap_or(0);
        Position { x: x + offset, y: area.y }
    }

    /// Where to write to, and as what, in a window of this size. Gives back where the cursor goes.
    pub(in crate::tui) fn write_dialog(&mut self, size: (u16, u16), dialog: &WriteDialog) -> Position {
        let mut rows = self.title(size, "Write this result to a file");
        for (kind, (name, _)) in dialog.kinds.iter().enumerate() {
            self.choice(rows, rows.y, name, kind == dialog.kind, Action::Take(kind));
            rows.y += 1;
        }
        rows.y += 1;
        let style = if dialog.is_marked { self.theme.selected() } else { self.theme.strong() };
        let cursor = self.field(rows, "File: ", &dialog.name, style);
        rows.y += 1 + u16::from(size.1 >= layout::LOW);
        rows.height = 3;
        let said = match &dialog.state {
            WriteState::Asking => hint(dialog),
            WriteState::Exists => {
                "This file is already there. Enter writes over it; Esc, or another name, keeps it.".to_owned()
            }
            WriteState::Failed(why) => why.clone(),
        };
        self.paragraph(rows, &said, Style::new());
        self.footer(layout::page(size), Screen::Write, None);
        cursor
    }
}

/// What can be done with the name, or what becomes of it.
fn hint(dialog: &WriteDialog) -> String {
    match dialog.file() {
        _ if dialog.is_marked => "Type another name, or press ← to change this one.".to_owned(),
        Some(name) if name != dialog.name.value() => format!("It will be called {name}"),
        _ => String::new(),
    }
}
