//! The quiz on a machine that many use: one person after the other, and nothing of one left for the next.
//!
//! ```text
//! start -> a quiz -> q, or nobody there for a while -> all cleared -> start
//! ```

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::keymap::{Binding, Input, Key, bind};
use super::quiz::{Action as QuizAction, Model};
use super::terminal::Guard;
use super::theme::Theme;
use super::{App, Drawn, Effect, Exit, Refusal, Settings, layout, widgets};
use crate::instrument::Step;
use crate::quiz::{Ending, Quiz};

/// How long somebody has to say that they are still there.
pub const COUNTDOWN: Duration = Duration::from_secs(15);
/// Ctrl-C twice within this time ends the program.
const TWICE: Duration = Duration::from_secs(2);
const SECOND: Duration = Duration::from_secs(1);

/// What keys and clicks do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Quiz(QuizAction),
    /// The answer to whether one is still there.
    Stay,
}

/// The keys while that is asked; any other key does the same.
const STILL_THERE: &[Binding<Action>] =
    &[bind(&[Key::Enter], Action::Stay, "go on; any key does").footer("Enter", "go on")];

/// How a shared machine is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turns {
    /// After this long without a key it asks whether somebody is still there.
    pub idle: Duration,
}

/// One person's quiz after the other.
#[derive(Debug)]
pub struct Kiosk {
    /// The quiz as everybody starts it.
    start: Quiz,
    theme: Theme,
    mouse: bool,
    turns: Turns,
    window: Rect,
    model: Model,
    last_key: Duration,
    /// Since when it asks whether somebody is still there.
    asks_since: Option<Duration>,
    /// The whole seconds that are left of the countdown.
    left: u64,
    interrupted: Option<Duration>,
}

/// Runs one quiz after the other on the terminal. `start` is the quiz as everybody starts it.
///
/// # Errors
/// Where the terminal can't be read or written.
pub fn run(start: Quiz, turns: Turns, settings: Settings) -> Result<Ending> {
    let theme = settings.theme();
    let guard = Guard::open_for_many(settings.mouse)?;
    let mut kiosk = Kiosk::new(start, turns, theme, settings.mouse);
    let exit = super::run(guard, &mut kiosk)?;
    Ok(if exit == Exit::Interrupted { Ending::Interrupted } else { Ending::Finished })
}

impl Kiosk {
    /// Before the first person.
    pub fn new(start: Quiz, turns: Turns, theme: Theme, mouse: bool) -> Self {
        let start = start.shared();
        let window = Rect::new(0, 0, 80, 24);
        let model = Model::new(start.clone(), theme, window);
        let (last_key, asks_since, left, interrupted) = (Duration::ZERO, None, 0, None);
        let mut kiosk =
            Self { start, theme, mouse, turns, window, model, last_key, asks_since, left, interrupted };
        kiosk.model.mouse = mouse;
        kiosk
    }

    /// Whether nobody has done anything yet, so that there is nothing to clear.
    fn is_fresh(&self) -> bool {
        let session = self.model.quiz.session();
        session.step() == Step::Welcome && session.settled() == 0 && self.model.dialog.is_none()
    }

    /// The end of one person's turn: the next starts anew.
    fn next_person(&mut self) -> Effect {
        self.model = Model::new(self.start.clone(), self.theme, self.window);
        self.model.mouse = self.mouse;
        (self.asks_since, self.interrupted) = (None, None);
        Effect::Clear
    }

    /// Ctrl-C: a student's is a slip, twice is whoever looks after the machine.
    fn interrupt(&mut self, now: Duration) -> Option<Effect> {
        if self.interrupted.is_some_and(|before| now.saturating_sub(before) < TWICE) {
            return Some(Effect::Quit(Exit::Interrupted));
        }
        self.interrupted = Some(now);
        self.model.note = Some("Ctrl-C once more ends the program.".to_owned());
        None
    }
}

impl App for Kiosk {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        self.window = window;
        self.model.resize(window);
    }

    fn action(&self, input: Input) -> Option<Action> {
        match self.model.action(input) {
            Some(QuizAction::Interrupt) => Some(Action::Quiz(QuizAction::Interrupt)),
            _ if self.asks_since.is_some() => Some(Action::Stay),
            action => action.map(Action::Quiz),
        }
    }

    fn pressed(&mut self, now: Duration) {
        self.last_key = now;
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        let Action::Quiz(action) = action else {
            self.asks_since = None;
            return None;
        };
        if action == QuizAction::Interrupt {
            return self.interrupt(now);
        }
        match self.model.update(action, now) {
            Some(Effect::Quit(_)) => Some(self.next_person()),
            other => other,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn {
        if self.asks_since.is_none() {
            return App::draw(&self.model, area, buffer);
        }
        widgets::draw(&self.theme, area, buffer, |canvas| {
            let page = layout::page(area);
            let rest = canvas.paragraph(page, "Still there?", self.theme.strong(), 1);
            let seconds = if self.left == 1 { "second" } else { "seconds" };
            let text = format!("Press any key to go on. In {} {seconds} all answers are cleared.", self.left);
            canvas.paragraph(rest, &text, Style::new(), 0);
            canvas.footer(page, STILL_THERE, self.model.note.as_deref());
            page.as_position()
        })
    }

    fn written(&mut self, _path: Result<String, Refusal>) {}

    fn hand_in(&mut self) {
        App::hand_in(&mut self.model);
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn prepare(&mut self) -> bool {
        App::prepare(&mut self.model)
    }

    fn wakes_at(&self) -> Option<Duration> {
        match self.asks_since {
            Some(since) => Some(
                (since + COUNTDOWN).saturating_sub(SECOND * u32::try_from(self.left.saturating_sub(1)).ok()?),
            ),
            None if self.is_fresh() => None,
            None => Some(self.last_key + self.turns.idle),
        }
    }

    fn wake(&mut self, now: Duration) -> Option<Effect> {
        let since = *self.asks_since.get_or_insert(now);
        let left = (since + COUNTDOWN).saturating_sub(now);
        self.left = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        (left == Duration::ZERO).then(|| self.next_person())
    }
}
