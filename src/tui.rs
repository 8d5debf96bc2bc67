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
pub mod pages;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
mod world;

use std::io;
use std::time::{Duration, Instant};

use anyhow::Result;
use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Position;

use crate::instrument::Opening;
use crate::quiz::{Ending, Quiz};
use keymap::{Action, Input};
use model::Model;
use theme::Theme;
use update::{Effect, Exit, Refusal, update, written};
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

    /// Writes a file and says its full path.
    ///
    /// # Errors
    /// Where there is one of that name that may not be replaced, or it can't be written.
    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal>;
}

/// How the full screen is set up.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Only ASCII characters.
    pub ascii: bool,
    /// Send colours.
    pub coloured: bool,
    /// Take mouse clicks.
    pub mouse: bool,
}

/// What is left when the terminal was given back.
#[derive(Debug)]
pub struct Left {
    /// How the quiz ended.
    pub ending: Ending,
    /// What is to stay in the terminal, where a result was seen.
    pub summary: Option<String>,
}

/// Runs the quiz on the terminal until somebody leaves.
///
/// The first screen is drawn from the opening alone; `quiz` then reads what the others need.
///
/// # Errors
/// Where the terminal can't be read or written, or the quiz can't be read.
pub fn run(opening: &Opening, quiz: impl FnOnce() -> Result<Quiz>, settings: Settings) -> Result<Left> {
    let theme = theme(settings);
    let mut screen = terminal::Guard::open(settings.mouse)?;
    let (terminal, frame) = screen.parts();
    terminal.draw(|frame| {
        let drawn = view::draw_first(opening, &theme, frame.area(), frame.buffer_mut());
        frame.set_cursor_position(drawn.cursor);
    })?;
    frame.send()?;
    finish(screen, quiz()?, theme, settings.mouse)
}

/// Shows a finished quiz on the terminal until somebody leaves.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn show(quiz: Quiz, settings: Settings) -> Result<Left> {
    let theme = theme(settings);
    finish(terminal::Guard::open(settings.mouse)?, quiz, theme, settings.mouse)
}

/// The look that was asked for. The terminal library reads `NO_COLOR` too; here it is told what was decided.
fn theme(settings: Settings) -> Theme {
    crossterm::style::force_color_output(settings.coloured);
    Theme::from_env(settings.coloured, settings.ascii)
}

/// Runs the loop on the screen, and gives the terminal back.
fn finish(mut screen: terminal::Guard, quiz: Quiz, theme: Theme, mouse: bool) -> Result<Left> {
    let mut model = Model::new(quiz, theme, screen.size());
    model.mouse = mouse;
    let (terminal, frame) = screen.parts();
    let mut outside = world::World { frame: frame.clone() };
    let ended = run_loop(terminal, model, &mut TerminalEvents, &mut outside);
    drop(screen);
    let (model, exit) = ended?;
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { model.quiz.ending() };
    Ok(Left { ending, summary: model.summary().map(|summary| model.theme.plain(&summary)) })
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
) -> Result<(Model, Exit)>
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
        if model.quiz.is_unsaved() {
            changed |= model.quiz.keep();
            if changed {
                continue;
            }
        }
        // While nobody presses a key, the tabs of a result get ready one by one.
        if !events.is_pending()? && model.prepare_one() {
            continue;
        }
        let Some(event) = events.next()? else { return Ok((model, Exit::Left)) };
        let Some(input) = keymap::read(&event) else { continue };
        // What a click means depends on where things stand after the keys before it.
        if changed && model.mouse && matches!(input, Input::Click(..)) {
            targets = frame(terminal, &mut model, start)?;
        }
        let Some(action) = meaning(input, &model, &targets) else { continue };
        changed = true;
        match update(&mut model, action, start.elapsed()) {
            Some(Effect::Quit(exit)) => return Ok((model, exit)),
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
        Input::Key(key) => keymap::lookup(model.screen(), key),
        Input::Resize(width, height) => Some(Action::Resize(width, height)),
        Input::Click(x, y) => {
            let hit = targets.iter().find(|(area, _)| area.contains(Position { x, y }));
            hit.map(|(_, action)| *action)
        }
        Input::WheelUp | Input::WheelDown if !model.mouse => None,
        Input::WheelUp | Input::WheelDown => keymap::wheel(model.screen(), input == Input::WheelUp),
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
