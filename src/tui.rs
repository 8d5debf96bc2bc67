//! The full screen: a loop that reads keys, updates a model, and draws it.
//!
//! ```text
//! key -> keymap -> Action -> update(&mut Model, Action) -> Option<Effect> -> view -> frame
//! ```
//!
//! The loop blocks until something happens and draws only then. All pending keys are handled before a frame.

mod flow;
pub mod keymap;
mod layout;
pub mod model;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;

use std::io;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::content::Content;
use crate::instrument::Instrument;
use keymap::Input;
use model::Model;
use theme::Theme;
use update::{Effect, Ending, update};

/// Where events come from: the terminal, or a script in a test.
pub trait Events {
    /// Waits for the next event; `None` when there will be no more.
    ///
    /// # Errors
    /// Where the terminal can't be read.
    fn next(&mut self) -> io::Result<Option<Event>>;

    /// Whether another event is there already, so that a frame can wait.
    ///
    /// # Errors
    /// Where the terminal can't be read.
    fn is_pending(&mut self) -> io::Result<bool>;
}

/// The terminal's events.
#[derive(Debug)]
struct TerminalEvents;

impl Events for TerminalEvents {
    fn next(&mut self) -> io::Result<Option<Event>> {
        event::read().map(Some)
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        event::poll(std::time::Duration::ZERO)
    }
}

/// Runs the quiz on the terminal until somebody leaves; the exit code says how it ended.
///
/// The first screen is drawn from the instrument alone; `complete` then reads what the others need.
///
/// # Errors
/// Where the terminal can't be read or written, or the content can't be completed.
pub fn run(
    instrument: Instrument,
    complete: impl FnOnce(Instrument) -> Result<Content>,
    ascii: bool,
) -> Result<ExitCode> {
    let theme = Theme::from_env(ascii);
    let mut screen = terminal::Screen::open()?;
    let size = screen.size();
    let (terminal, frame) = screen.parts();
    terminal.draw(|frame| {
        let cursor = view::draw_first(&instrument, &theme, frame.area(), frame.buffer_mut());
        frame.set_cursor_position(cursor);
    })?;
    frame.send()?;
    let model = Model::new(complete(instrument)?, theme, size);
    let ended = run_loop(terminal, model, &mut TerminalEvents, || frame.send());
    drop(screen);
    let (model, ending) = ended?;
    if let Some(summary) = model.summary() {
        let _ = io::Write::write_all(&mut io::stdout(), theme.plain(&summary).as_bytes());
    }
    Ok(match ending {
        Ending::Interrupted => ExitCode::from(130),
        Ending::Left if model.session.seen_result() => ExitCode::SUCCESS,
        Ending::Left => ExitCode::from(1),
    })
}

/// The loop: draws, waits for events, updates; gives the model back at the end. `send` is called after each frame.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run_loop<B>(
    terminal: &mut Terminal<B>,
    mut model: Model,
    events: &mut impl Events,
    send: impl Fn() -> io::Result<()>,
) -> Result<(Model, Ending)>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let start = Instant::now();
    let mut changed = true;
    loop {
        if changed && !events.is_pending()? {
            // The event of a resize is lost where a key comes at the same moment, so the size is asked for.
            let size = terminal.size()?;
            if model.size != (size.width, size.height) {
                update(&mut model, keymap::Action::Resize(size.width, size.height), start.elapsed());
            }
            terminal.draw(|frame| {
                let area = frame.area();
                let cursor = view::draw(&model, area, frame.buffer_mut());
                frame.set_cursor_position(cursor);
            })?;
            send()?;
            changed = false;
        }
        let Some(event) = events.next()? else { return Ok((model, Ending::Left)) };
        let action = match keymap::read(&event) {
            Some(Input::Key(key)) => keymap::lookup(model.place(), key),
            Some(Input::Resize(width, height)) => Some(keymap::Action::Resize(width, height)),
            None => None,
        };
        let Some(action) = action else { continue };
        changed = true;
        if let Some(Effect::Quit(ending)) = update(&mut model, action, start.elapsed()) {
            return Ok((model, ending));
        }
    }
}
