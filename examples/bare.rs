//! The least that a program on the full screen can be: one question, drawn by the same libraries. What `benches/start`
//! holds the quiz against; it is built as the quiz is.

use std::io;

use crossterm::event::{self, Event};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, List, ListState, Paragraph};

fn main() -> io::Result<()> {
    let mut terminal = ratatui::init();
    let mut chosen = ListState::default().with_selected(Some(0));
    loop {
        terminal.draw(|frame| {
            let [above, below] =
                Layout::vertical([Constraint::Length(2), Constraint::Min(7)]).areas(frame.area());
            frame.render_widget(Paragraph::new("How much would you like to repair a bicycle?"), above);
            let options = List::new(["Strongly dislike", "Dislike", "Unsure", "Like", "Strongly like"])
                .block(Block::bordered().title("Answer"))
                .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            frame.render_stateful_widget(options, below, &mut chosen);
        })?;
        if let Event::Key(_) = event::read()? {
            break;
        }
    }
    ratatui::restore();
    Ok(())
}
