//! A made-up person takes the quiz on the full screen, one key at a time, and whoever watches can pause and step.
//!
//! ```text
//! Welcome -> who that is -> the screens of the quiz, played -> the result, which is read like any other
//! ```

mod view;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keymap::{self, Binding, FORWARD, Input, Key, bind};
use super::quiz::{Action, Ended, Model, Screen};
use super::terminal::Guard;
use super::theme::Theme;
use super::{App, Drawn, Effect, Exit, Refusal, Settings};
use crate::content::{Content, Person};
use crate::instrument::{Response, Step};
use crate::quiz::{Deed, Ending, Quiz};
use crate::wording;

/// From a statement's appearance to the first key: a breath, and the time to read each of its words aloud.
const BREATH: Duration = Duration::from_millis(1200);
/// See [`BREATH`].
const WORD: Duration = Duration::from_millis(300);
/// From one arrow to the next.
const ARROW: Duration = Duration::from_millis(350);
/// With the cursor on the answer, before it is given.
const ABOUT_TO_ANSWER: Duration = Duration::from_millis(1000);

/// The keys of the list of people.
const PEOPLE: &[Binding<Action>] = &[
    bind(keymap::UP, Action::Up, "move up").footer("↑↓", "choose"),
    bind(keymap::DOWN, Action::Down, "move down"),
    bind(FORWARD, Action::Choose, "watch that person take the quiz").footer("Enter", "watch"),
    bind(&[Key::Char('q'), Key::F(10)], Action::Leave, "leave").footer("q", "leave"),
    bind(&[Key::Ctrl('z')], Action::Stop, "stop for now; fg in the shell comes back"),
    bind(&[Key::Ctrl('c')], Action::Interrupt, "leave at once"),
];

/// What the footer says while nothing moves.
const PAUSED: &str = "Paused: → step, Space goes on";

/// Made-up people who take the quiz, one after the other.
#[derive(Debug)]
pub struct Demo {
    content: Content,
    place: &'static str,
    theme: Theme,
    window: Rect,
    mouse: bool,
    /// How many times as fast as a class can follow.
    speed: f64,
    /// Whose quiz it is, a place among the people of the content.
    at: usize,
    /// Whether the list of people is open.
    is_listed: bool,
    is_paused: bool,
    /// When the next key is pressed.
    next: Duration,
    model: Model,
}

/// What is to be shown.
#[derive(Debug)]
pub struct Show {
    /// What is asked, and who answers.
    pub content: Content,
    /// The place that pay is looked at for.
    pub place: &'static str,
    /// Who begins, a place among the people of the content; `None` to choose from a list.
    pub person: Option<usize>,
    /// How many times as fast as a class can follow.
    pub speed: f64,
}

/// Lets made-up people take the quiz on the terminal until somebody leaves.
///
/// # Errors
/// Where the terminal can't be read or written, or the content has no people.
pub fn run(show: Show, settings: Settings) -> Result<Ended> {
    let theme = settings.theme();
    let mut demo = Demo::new(show, theme, settings.mouse);
    let exit = super::run(Guard::open(settings.mouse)?, &mut demo)?;
    let summary = demo.model.quiz.summary(usize::from(demo.window.width));
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { Ending::Finished };
    Ok(Ended { ending, summary: summary.map(|summary| theme.plain(&summary)), kept: None })
}

impl Demo {
    /// Gets ready to show it.
    pub fn new(Show { content, place, person, speed }: Show, theme: Theme, mouse: bool) -> Self {
        let (window, at) = (Rect::new(0, 0, 80, 24), person.unwrap_or(0));
        let model = Model::new(quiz(&content, place, at), theme, window);
        let mut demo = Self {
            content,
            place,
            theme,
            window,
            mouse,
            speed,
            at,
            is_listed: person.is_none(),
            is_paused: false,
            next: Duration::ZERO,
            model,
        };
        demo.next = demo.pace();
        demo
    }

    /// Whether the person still answers.
    fn is_playing(&self) -> bool {
        !self.is_listed && self.model.quiz.next_deed().is_some()
    }

    /// Starts with a person, anew.
    fn meet(&mut self, at: usize, now: Duration) {
        (self.at, self.is_listed) = (at, false);
        self.model = Model::new(quiz(&self.content, self.place, at), self.theme, self.window);
        self.model.mouse = self.mouse;
        self.model.resize(self.window);
        self.next = now + self.pace();
    }

    /// The person a number of places further down the list, which is a ring.
    fn neighbour(&self, by: usize) -> usize {
        (self.at + by) % self.content.people.len().max(1)
    }

    /// Presses the key that the person presses next.
    fn press(&mut self, now: Duration) {
        if let Some(key) = self.next_key() {
            App::update(&mut self.model, key, now);
            self.next = now + self.pace();
        }
    }

    fn next_key(&self) -> Option<Action> {
        let row = match self.model.quiz.next_deed()? {
            Deed::GoOn => 0,
            Deed::Answer(response) => response.index(),
            Deed::Offer(accept) => usize::from(!accept),
        };
        Some(match self.model.cursor {
            Some(at) if at == row => Action::Choose,
            Some(at) if at > row => Action::Up,
            None if row < Response::MIDDLE.index() => Action::Up,
            _ => Action::Down,
        })
    }

    /// How long the present screen stands before the next key: what is new on it must be read first.
    fn pace(&self) -> Duration {
        let (quiz, content) = (&self.model.quiz, &self.content);
        let read = |text: &str| BREATH + WORD * u32::try_from(text.split_whitespace().count()).unwrap_or(0);
        let pace = match quiz.session().step() {
            Step::Welcome => read(quiz.person().map_or("", |person| &person.about)) + BREATH,
            Step::Question if self.model.cursor.is_none() => {
                read(content.instrument.item(quiz.session().at()).map_or("", |item| &item.text))
            }
            Step::Offer if self.model.cursor == Some(0) => read(&wording::offer(&content.instrument)),
            Step::Review => BREATH * 2,
            _ if self.next_key() == Some(Action::Choose) => ABOUT_TO_ANSWER,
            _ => ARROW,
        };
        pace.div_f64(self.speed)
    }

    /// What a key on the list of people does.
    fn choose(&mut self, action: Action, now: Duration) -> Option<Effect> {
        let last = self.content.people.len().saturating_sub(1);
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::Pick(number) if (1..=last + 1).contains(&usize::from(number)) => {
                self.at = usize::from(number) - 1;
            }
            Action::Take(row) => self.meet(row.min(last), now),
            Action::Choose => self.meet(self.at, now),
            Action::Leave => return Some(Effect::Quit(Exit::Left)),
            Action::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
            Action::Stop => return Some(Effect::Stop),
            _ => {}
        }
        None
    }

    /// What a key does while the person answers.
    fn direct(&mut self, action: Action, now: Duration) -> Option<Effect> {
        match action {
            Action::Pause => self.is_paused = !self.is_paused,
            Action::Choose => self.press(now),
            Action::Escape => {
                while self.is_playing() {
                    self.press(now);
                }
            }
            Action::Help | Action::Terms | Action::Leave | Action::Interrupt | Action::Stop => {
                return self.model.update(action, now);
            }
            _ => {}
        }
        None
    }
}

fn quiz(content: &Content, place: &'static str, at: usize) -> Quiz {
    let person: Option<&Person> = content.people.get(at);
    match person {
        Some(person) => Quiz::of_person(content.clone(), place, person.clone()),
        None => Quiz::new(content.clone(), place),
    }
}

impl App for Demo {
    type Action = Action;

    fn resize(&mut self, window: Rect) {
        self.window = window;
        self.model.resize(window);
    }

    fn action(&self, input: Input) -> Option<Action> {
        match input {
            Input::Key(key) if self.is_listed => keymap::lookup(PEOPLE, key),
            Input::Row(row) if self.is_listed => Some(Action::Take(row)),
            input => self.model.action(input),
        }
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        if self.is_listed {
            return self.choose(action, now);
        }
        let is_above = self.model.dialog.is_some();
        let effect = match action {
            Action::NextPerson => {
                self.meet(self.neighbour(1), now);
                None
            }
            Action::PreviousPerson => {
                self.meet(self.neighbour(self.content.people.len().saturating_sub(1)), now);
                None
            }
            _ if self.is_playing() && !is_above => self.direct(action, now),
            // The one who takes the quiz again is the one who took it.
            Action::Again => {
                self.meet(self.at, now);
                None
            }
            other => self.model.update(other, now),
        };
        if self.is_playing() {
            if is_above {
                self.next = now + self.pace();
            }
            self.model.note = self.is_paused.then(|| PAUSED.to_owned());
        }
        effect
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn {
        if self.is_listed {
            view::list(self, area, buffer)
        } else if self.model.dialog.is_none() && self.model.screen() == Screen::Welcome {
            view::person(self, area, buffer)
        } else {
            self.model.draw(area, buffer)
        }
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        App::written(&mut self.model, path);
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn prepare(&mut self) -> bool {
        App::prepare(&mut self.model)
    }

    fn wakes_at(&self) -> Option<Duration> {
        let is_moving = self.is_playing() && !self.is_paused && self.model.dialog.is_none();
        is_moving.then_some(self.next)
    }

    fn wake(&mut self, now: Duration) -> Option<Effect> {
        self.press(now);
        None
    }
}
