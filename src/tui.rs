//! The full screen: a loop that reads keys, updates a model, and draws it.
//!
//! ```text
//! key -> keymap -> Action -> update(&mut Model, Action) -> Option<Effect> -> view -> frame
//! ```
//!
//! The loop blocks until something happens and draws only then. All pending keys are handled before a frame.

pub mod dialog;
mod flow;
pub mod keymap;
mod layout;
pub mod model;
pub mod outcome;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
mod world;

use std::io;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::content::Content;
use crate::instrument::{Opening, Session};
use crate::store::Keeper;
use keymap::Input;
use model::Model;
use theme::Theme;
use update::{Effect, Ending, Refusal, kept, update, written};

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

/// What the loop asks of the world around it.
pub trait Outside {
    /// Sends the frame that was just drawn.
    ///
    /// # Errors
    /// Where the terminal can't be written.
    fn send(&mut self) -> io::Result<()>;

    /// Keeps the session as it is.
    ///
    /// # Errors
    /// Why it did not work, for the footer.
    fn keep(&mut self, model: &Model) -> Result<(), String>;

    /// Writes a file and says its full path.
    ///
    /// # Errors
    /// Where there is one of that name that may not be replaced, or it can't be written.
    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal>;
}

/// How the full screen starts.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Send colours.
    pub coloured: bool,
    /// Keep answers on disk.
    pub save: bool,
    /// Don't offer to go on with an earlier quiz.
    pub fresh: bool,
    /// The place that pay is looked at for.
    pub place: &'static str,
}

/// Runs the quiz on the terminal until somebody leaves; the exit code says how it ended.
///
/// The first screen is drawn from the opening alone; `content` then reads what the others need.
///
/// # Errors
/// Where the terminal can't be read or written, or the content can't be read.
pub fn run(
    opening: &Opening,
    content: impl FnOnce() -> Result<Content>,
    options: Options,
) -> Result<ExitCode> {
    let theme = theme(options);
    let mut screen = terminal::Screen::open()?;
    let size = screen.size();
    let (terminal, frame) = screen.parts();
    terminal.draw(|frame| {
        let cursor = view::draw_first(opening, &theme, frame.area(), frame.buffer_mut());
        frame.set_cursor_position(cursor);
    })?;
    frame.send()?;
    let mut model = Model::new(content()?, theme, size);
    model.place = options.place;
    let mut keeper = Keeper::off();
    if options.save {
        let earlier;
        (keeper, earlier) = Keeper::open(&model.content, options.fresh);
        model = model.after(earlier, keeper.keeping().clone());
    }
    finish(screen, model, keeper)
}

/// Shows a finished session's result on the full screen. Nothing is kept.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn show(content: Content, session: Session, options: Options) -> Result<ExitCode> {
    let screen = terminal::Screen::open()?;
    let mut model = Model::new(content, theme(options), screen.size());
    model.place = options.place;
    finish(screen, model.showing(session), Keeper::off())
}

/// The look that was asked for. The terminal library reads `NO_COLOR` too; here it is told what was decided.
fn theme(options: Options) -> Theme {
    crossterm::style::force_color_output(options.coloured);
    Theme::from_env(options.coloured, options.ascii)
}

/// Runs the loop on the screen, gives the terminal back, and leaves the summary in it.
fn finish(mut screen: terminal::Screen, model: Model, keeper: Keeper) -> Result<ExitCode> {
    let (terminal, frame) = screen.parts();
    let mut outside = world::World { frame: frame.clone(), keeper };
    let ended = run_loop(terminal, model, &mut TerminalEvents, &mut outside);
    drop(screen);
    let (model, ending) = ended?;
    if let Some(summary) = model.summary() {
        let _ = io::Write::write_all(&mut io::stdout(), model.theme.plain(&summary).as_bytes());
    }
    Ok(match ending {
        Ending::Interrupted => ExitCode::from(130),
        Ending::Left if model.session.seen_result() => ExitCode::SUCCESS,
        Ending::Left => ExitCode::from(1),
    })
}

/// The loop: draws, waits for events, updates; gives the model back at the end.
///
/// A frame goes out before the session is kept, so that the disk is never felt; but it is kept before the next key
/// is looked at, so that no more than that key can be lost.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run_loop<B>(
    terminal: &mut Terminal<B>,
    mut model: Model,
    events: &mut impl Events,
    outside: &mut impl Outside,
) -> Result<(Model, Ending)>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let start = Instant::now();
    let mut changed = true;
    loop {
        if changed && !events.is_pending()? {
            frame(terminal, &mut model, start)?;
            outside.send()?;
            changed = false;
        }
        if model.is_unsaved {
            let before = model.keeping.clone();
            let outcome = outside.keep(&model);
            kept(&mut model, outcome);
            changed |= model.keeping != before;
            if changed {
                continue;
            }
        }
        // While nobody presses a key, the tabs of a result get ready one by one.
        if !events.is_pending()? && model.prepare_one() {
            continue;
        }
        let Some(event) = events.next()? else { return Ok((model, Ending::Left)) };
        let action = match keymap::read(&event) {
            Some(Input::Key(key)) => keymap::lookup(model.place(), key),
            Some(Input::Resize(width, height)) => Some(keymap::Action::Resize(width, height)),
            None => None,
        };
        let Some(action) = action else { continue };
        changed = true;
        match update(&mut model, action, start.elapsed()) {
            Some(Effect::Quit(ending)) => return Ok((model, ending)),
            Some(Effect::Write { name, bytes, replace }) => {
                let outcome = outside.write(&name, &bytes, replace);
                written(&mut model, outcome);
            }
            None => {}
        }
    }
}

/// Draws the model. The event of a resize is lost where a key comes at the same moment, so the size is asked for.
fn frame<B>(terminal: &mut Terminal<B>, model: &mut Model, start: Instant) -> Result<()>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let size = terminal.size()?;
    if model.size != (size.width, size.height) {
        update(model, keymap::Action::Resize(size.width, size.height), start.elapsed());
    }
    terminal.draw(|frame| {
        let area = frame.area();
        let cursor = view::draw(model, area, frame.buffer_mut());
        frame.set_cursor_position(cursor);
    })?;
    Ok(())
}
