//! A minimal full-screen program: one question, drawn by the same libraries. `benches/start` compares the quiz with it.

use std::io;

use crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, List, ListState, Paragraph};

fn main() -> io::Result<()> {
    let mut terminal = ratatui::init();
    let mut selected = ListState::default().with_selected(Some(0));
    loop {
        terminal.draw(|frame| {
            let [above, below] =
                Layout::vertical([Constraint::Length(2), Constraint::Min(7)]).areas(frame.area());
            frame.render_widget(Paragraph::new("How much would you like to repair a bicycle?"), above);
            let options = List::new(["Strongly dislike", "Dislike", "Unsure", "Like", "Strongly like"])
                .block(Block::bordered().title("Answer"))
                .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            frame.render_stateful_widget(options, below, &mut selected);
        })?;
        if let Event::Key(key) = event::read()? {
            match key.code {
                KeyCode::Up => selected.select_previous(),
                KeyCode::Down => selected.select_next(),
                _ => break,
            }
        }
    }
    ratatui::restore();
    Ok(())
}
