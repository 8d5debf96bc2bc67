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
use std::time::{Duration, Instant};

use anyhow::Result;
use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Position;

use crate::content::Content;
use crate::instrument::{Opening, Session};
use crate::store::Keeper;
use keymap::{Action, Input};
use model::Model;
use theme::Theme;
use update::{Effect, Ending, Refusal, kept, update, written};
use view::Target;

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
        // Where no time at all is given the library doesn't look; this is too short to be felt.
        event::poll(Duration::from_micros(20))
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
    /// Take mouse clicks.
    pub mouse: bool,
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
    let mut screen = terminal::Screen::open(options.mouse)?;
    let size = screen.size();
    let (terminal, frame) = screen.parts();
    terminal.draw(|frame| {
        let drawn = view::draw_first(opening, &theme, frame.area(), frame.buffer_mut());
        frame.set_cursor_position(drawn.cursor);
    })?;
    frame.send()?;
    let mut model = Model::new(content()?, theme, size);
    (model.place, model.mouse) = (options.place, options.mouse);
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
    let screen = terminal::Screen::open(options.mouse)?;
    let mut model = Model::new(content, theme(options), screen.size());
    (model.place, model.mouse) = (options.place, options.mouse);
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
        terminal::leave_behind(&model.theme.plain(&summary));
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
    let mut targets = Vec::new();
    loop {
        if changed && !events.is_pending()? {
            targets = frame(terminal, &mut model, start)?;
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
        let Some(input) = keymap::read(&event) else { continue };
        // What a click means depends on where things stand after the keys before it.
        if changed && model.mouse && matches!(input, Input::Click(..)) {
            targets = frame(terminal, &mut model, start)?;
        }
        let Some(action) = meaning(input, &model, &targets) else { continue };
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

/// What an input asks for: of a key the table knows, of a click what was drawn under it.
fn meaning(input: Input, model: &Model, targets: &[Target]) -> Option<Action> {
    match input {
        Input::Key(key) => keymap::lookup(model.place(), key),
        Input::Resize(width, height) => Some(Action::Resize(width, height)),
        Input::Click(x, y) => {
            let hit = targets.iter().find(|(area, _)| area.contains(Position { x, y }));
            hit.map(|(_, action)| *action)
        }
        Input::WheelUp | Input::WheelDown if !model.mouse => None,
        Input::WheelUp | Input::WheelDown => keymap::wheel(model.place(), input == Input::WheelUp),
    }
}

/// Draws the model, and gives back what clicks on it do. The event of a resize is lost where a key comes at the same
/// moment, so the size is asked for.
fn frame<B>(terminal: &mut Terminal<B>, model: &mut Model, start: Instant) -> Result<Vec<Target>>
where
    B: Backend,
    B::Error: Send + Sync + 'static,
{
    let window = terminal::window(terminal.size()?);
    if terminal.get_frame().area() != window {
        terminal.resize(window)?;
    }
    if model.size != (window.width, window.height) {
        update(model, Action::Resize(window.width, window.height), start.elapsed());
    }
    let mut targets = Vec::new();
    terminal.draw(|frame| {
        let area = frame.area();
        let drawn = view::draw(model, area, frame.buffer_mut());
        frame.set_cursor_position(drawn.cursor);
        targets = drawn.targets;
    })?;
    Ok(targets)
}
