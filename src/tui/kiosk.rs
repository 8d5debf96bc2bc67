//! The quiz on a shared machine: one person after the other, and nothing of one left for the next.
//!
//! ```text
//! a new turn -> a quiz -> q, or no key for a while -> the screen is cleared -> a new turn
//! ```

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::keymap::{Binding, Input, Key, bind};
use super::quiz::{self, Model};
use super::terminal::{Guard, TerminalEvents, TerminalHost};
use super::theme::Theme;
use super::{App, Drawn, Effect, Exit, Settings, layout, run_loop, terminal, widgets};
use crate::hand_in::DropBox;
use crate::quiz::{Ending, Quiz};
use crate::storage::SaveStatus;

/// How many seconds one has to say that one is still there.
pub const COUNTDOWN: u32 = 15;
/// How long a result may be looked at without a key.
const RESULT_IDLE: Duration = Duration::from_secs(20 * 60);
/// Ctrl-C twice within this time ends the program.
const TWICE: Duration = Duration::from_secs(2);

/// What keys and clicks do on a shared machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Quiz(quiz::Action),
    /// Says that one is still there.
    Stay,
}

const STILL_THERE: &[Binding<Action>] =
    &[bind(&[Key::Enter], Action::Stay, "go on; any key does").footer("Enter", "go on")];

/// One person's quiz after the other.
#[derive(Debug, Clone)]
pub struct Kiosk {
    /// The quiz as everyone starts it.
    start: Quiz,
    /// Where everyone can hand in their answers.
    drop_box: Option<DropBox>,
    /// After this long without a key it asks whether anyone is still there, or after [`RESULT_IDLE`] once there is a
    /// result.
    idle: Duration,
    theme: Theme,
    mouse: bool,
    window: Rect,
    turn: Turn,
}

/// One person's turn. The next person's is a new value, so that nothing is left in it.
#[derive(Debug, Clone)]
struct Turn {
    model: Model,
    /// When it asks whether anyone is still there, or the next second of the countdown; `None` until a key has done
    /// anything, so that there is something to clear.
    wakes_at: Option<Duration>,
    /// The seconds left to say that one is still there.
    countdown: Option<u32>,
    /// When Ctrl-C was pressed last.
    interrupted: Option<Duration>,
}

/// Runs one quiz after the other on the terminal. `start` is the quiz as everyone starts it.
pub fn run(start: Quiz, drop_box: Option<DropBox>, idle: Duration, settings: Settings) -> Result<Ending> {
    let theme = settings.theme();
    let mut guard = Guard::open_for_many(settings.mouse)?;
    let mut kiosk = Kiosk::new(start, drop_box, idle, theme, settings.mouse, guard.window());
    let mut host = TerminalHost { watchdog: Some(Watchdog::spawn()?) };
    let mut events = TerminalEvents::new()?;
    let exit = run_loop(&mut guard.terminal, &mut kiosk, &mut events, &mut host, |_| SaveStatus::Off)?;
    Ok(if exit == Exit::Interrupted { Ending::Interrupted } else { Ending::Finished })
}

impl Kiosk {
    /// Before the first person.
    pub fn new(
        start: Quiz,
        drop_box: Option<DropBox>,
        idle: Duration,
        theme: Theme,
        mouse: bool,
        window: Rect,
    ) -> Self {
        let turn = Turn::new(&start, drop_box.as_ref(), theme, mouse, window);
        Self { start, drop_box, idle, theme, mouse, window, turn }
    }

    /// The quiz of the current turn.
    pub fn model(&self) -> &Model {
        &self.turn.model
    }

    /// How long it waits for a key now.
    fn patience(&self) -> Duration {
        let has_result = self.turn.model.quiz.outcome().is_some();
        if has_result { self.idle.max(RESULT_IDLE) } else { self.idle }
    }

    fn next_person(&mut self) -> Effect {
        self.turn = Turn::new(&self.start, self.drop_box.as_ref(), self.theme, self.mouse, self.window);
        Effect::Clear
    }

    /// Ctrl-C: once is a student's slip, twice is the person who looks after the machine.
    fn interrupt(&mut self, now: Duration) -> Option<Effect> {
        let before = self.turn.interrupted.replace(now);
        if before.is_some_and(|before| now.saturating_sub(before) < TWICE) {
            return Some(Effect::Quit(Exit::Interrupted));
        }
        self.turn.model.note = Some("Ctrl-C once more ends the program.".to_owned());
        None
    }
}

impl Turn {
    fn new(start: &Quiz, drop_box: Option<&DropBox>, theme: Theme, mouse: bool, window: Rect) -> Self {
        let mut model = Model::new(start.clone(), theme, window);
        model.mouse = mouse;
        model.is_shared = true;
        model.drop_box = drop_box.cloned();
        Self { model, wakes_at: None, countdown: None, interrupted: None }
    }
}

impl App for Kiosk {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        self.window = window;
        self.turn.model.resize(window);
    }

    /// A key without a meaning says that someone is there, but has done nothing that needs clearing.
    fn pressed(&mut self, now: Duration) {
        if self.turn.wakes_at.is_some() && self.turn.countdown.is_none() {
            self.turn.wakes_at = Some(now + self.patience());
        }
    }

    fn action(&self, input: Input) -> Option<Action> {
        match input {
            Input::Key(Key::Ctrl('c')) => Some(Action::Quiz(quiz::Action::Interrupt)),
            _ if self.turn.countdown.is_some() => Some(Action::Stay),
            input => self.turn.model.action(input).map(Action::Quiz),
        }
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        self.turn.countdown = None;
        let effect = match action {
            // Nothing stops the program, and nothing is written.
            Action::Stay | Action::Quiz(quiz::Action::Stop | quiz::Action::Write) => None,
            Action::Quiz(quiz::Action::Interrupt) => self.interrupt(now),
            Action::Quiz(quiz::Action::StartOver) => return Some(self.next_person()),
            // To take the quiz again is to end this turn, which asks first.
            Action::Quiz(quiz::Action::Again) => self.turn.model.update(quiz::Action::Leave, now),
            Action::Quiz(action) => self.turn.model.update(action, now),
        };
        self.turn.wakes_at = Some(now + self.patience());
        match effect {
            Some(Effect::Quit(Exit::Left)) => Some(self.next_person()),
            Some(Effect::Stop | Effect::Copy(_) | Effect::Write { .. }) => None,
            other => other,
        }
    }

    fn shown(&mut self, now: Duration) {
        self.turn.model.shown(now);
    }

    fn paste(&mut self, text: &str) {
        if self.turn.countdown.is_none() {
            self.turn.model.paste(text);
        }
    }

    /// ```text
    /// Still there?
    ///
    /// Press any key to continue. In 15 seconds all answers are cleared.
    /// ```
    fn draw(&self, window: Rect, buffer: &mut Buffer) -> Drawn {
        let Some(seconds) = self.turn.countdown else { return self.turn.model.draw(window, buffer) };
        widgets::draw(&self.theme, window, buffer, |canvas| {
            let page = layout::page(window);
            let rest = canvas.paragraph(page, "Still there?", self.theme.strong(), 1);
            let unit = if seconds == 1 { "second" } else { "seconds" };
            let text = format!("Press any key to continue. In {seconds} {unit} all answers are cleared.");
            canvas.paragraph(rest, &text, Style::new(), 0);
            canvas.footer(page, STILL_THERE, self.turn.model.note.as_deref());
            page.as_position()
        })
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn wakes_at(&self) -> Option<Duration> {
        self.turn.wakes_at
    }

    fn wake(&mut self, now: Duration) -> Option<Effect> {
        self.turn.countdown = match self.turn.countdown {
            None => Some(COUNTDOWN),
            Some(1) => return Some(self.next_person()),
            Some(seconds) => Some(seconds - 1),
        };
        self.turn.wakes_at = Some(now + Duration::from_secs(1));
        None
    }
}

/// Starts the program again if its loop doesn't come round in time, whatever the reason: a terminal that accepts no
/// output, or a bug. Otherwise one person's answers would stay on the screen for the next.
#[derive(Debug)]
pub struct Watchdog(Arc<Mutex<Option<Instant>>>);

impl Watchdog {
    /// The watchdog, on a thread of its own.
    pub fn spawn() -> io::Result<Self> {
        let deadline = Arc::default();
        let watched = Arc::clone(&deadline);
        thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
            while !is_over(&watched, Instant::now()) {
                thread::sleep(Duration::from_secs(1));
            }
            terminal::start_again();
        })?;
        Ok(Self(deadline))
    }

    /// Expects to be called again after at most `wait` and the time of a countdown; `None` if the loop may wait forever.
    pub fn expect_within(&self, wait: Option<Duration>) {
        let grace = Duration::from_secs(COUNTDOWN.into());
        let deadline = wait.map(|wait| Instant::now() + wait + grace);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
    }
}

fn is_over(deadline: &Mutex<Option<Instant>>, now: Instant) -> bool {
    deadline.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|deadline| deadline < now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watchdog_waits_for_the_countdown_and_forever_before_the_first_key() {
        let watchdog = Watchdog(Arc::default());
        let later = |seconds| is_over(&watchdog.0, Instant::now() + Duration::from_secs(seconds));
        assert!(!later(1_000_000));
        watchdog.expect_within(Some(Duration::from_secs(90)));
        assert!(!later(100));
        assert!(later(106));
        watchdog.expect_within(None);
        assert!(!later(1_000_000));
    }
}
