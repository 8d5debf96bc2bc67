//! An example person takes the quiz on the full screen, one key at a time; viewers can pause and step.
//!
//! ```text
//! who that is -> the screens of the quiz, played -> the result, which is read like any other
//! ```

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::keymap::Key::{Char, F};
use super::keymap::{Binding, FORWARD, Input, bind, down, interrupt, suspend, up};
use super::quiz::{Action, Ended, Model, Screen};
use super::terminal::Guard;
use super::theme::Theme;
use super::widgets::{self, Canvas};
use super::{App, Drawn, Effect, Exit, Refusal, Settings, keymap, layout};
use crate::content::Content;
use crate::instrument::{Response, Step};
use crate::quiz::{Deed, Ending, Quiz};
use crate::storage::SaveStatus;
use crate::wording;

/// From a statement's appearance to the first key: a breath, and the time to read each of its words aloud.
const BREATH: Duration = Duration::from_millis(1200);
const WORD: Duration = Duration::from_millis(300);
/// From one arrow to the next.
const ARROW: Duration = Duration::from_millis(350);
/// With the cursor on the answer, before it is given.
const ABOUT_TO_ANSWER: Duration = Duration::from_millis(1000);

const PAUSED: &str = "Paused: → step, Space goes on";

/// The keys of the list of people; while one of them answers, those of [`super::quiz`] apply.
const LIST: &[Binding<Action>] = &[
    up(Action::Up),
    down(Action::Down),
    bind(FORWARD, Action::Choose, "watch that person take the quiz").footer("Enter", "watch"),
    bind(&[Char('q'), F(10), Char('!')], Action::Leave, "leave").footer("q", "leave"),
    suspend(Action::Stop),
    interrupt(Action::Interrupt),
];

/// Example people who take the quiz, one after the other.
#[derive(Debug)]
pub struct Demo {
    show: Show,
    theme: Theme,
    window: Rect,
    mouse: bool,
    /// The index of the person who answers, or is under the cursor in the list.
    at: usize,
    is_listed: bool,
    is_paused: bool,
    /// When the next key is pressed.
    next: Duration,
    model: Model,
}

/// What is shown.
#[derive(Debug)]
pub struct Show {
    pub content: Arc<Content>,
    /// The place that pay is shown for.
    pub place: &'static str,
    /// The index of the person who begins; `None` to choose from a list.
    pub person: Option<usize>,
    /// How many times as fast as a class can follow.
    pub speed: f64,
}

impl Show {
    /// The quiz of a person at its start.
    fn quiz(&self, at: usize) -> Quiz {
        Quiz::of_person(Arc::clone(&self.content), self.place, self.content.people[at].clone())
    }
}

/// Lets example people take the quiz on the terminal until it is left. The content must have people.
pub fn run(show: Show, settings: Settings) -> Result<Ended> {
    let theme = settings.theme();
    let guard = Guard::open(settings.mouse)?;
    let mut demo = Demo::new(show, theme, settings.mouse, guard.window());
    let exit = super::run(guard, &mut demo, |_| SaveStatus::Off)?;
    let summary = demo.model.quiz.summary(usize::from(demo.window.width));
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { Ending::Finished };
    Ok(Ended { ending, summary: summary.map(|summary| theme.plain(&summary)), kept: None })
}

impl Demo {
    pub fn new(show: Show, theme: Theme, mouse: bool, window: Rect) -> Self {
        let at = show.person.unwrap_or(0);
        let mut demo = Self {
            model: Model::new(show.quiz(at), theme, window),
            is_listed: show.person.is_none(),
            show,
            theme,
            window,
            mouse,
            at,
            is_paused: false,
            next: Duration::ZERO,
        };
        demo.model.mouse = mouse;
        demo.next = demo.pace();
        demo
    }

    /// Whether the list of people is open.
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Whether the person still answers.
    fn is_playing(&self) -> bool {
        !self.is_listed && self.model.quiz.next_deed().is_some()
    }

    /// Starts over with a person.
    fn meet(&mut self, at: usize, now: Duration) {
        self.at = at;
        self.is_listed = false;
        self.model = Model::new(self.show.quiz(at), self.theme, self.window);
        self.model.mouse = self.mouse;
        self.next = now + self.pace();
    }

    /// Presses the key that the person presses next.
    fn press(&mut self, now: Duration) {
        if let Some(key) = self.next_key() {
            self.model.update(key, now);
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

    /// How long the current screen is shown before the next key: what is new on it must be read first.
    fn pace(&self) -> Duration {
        let read = |text: &str| BREATH + WORD * u32::try_from(text.split_whitespace().count()).unwrap_or(0);
        let quiz = &self.model.quiz;
        let instrument = &quiz.content().instrument;
        let pace = match quiz.session().step() {
            Step::Welcome => read(quiz.person().map_or("", |person| &person.about)) + BREATH,
            Step::Question if self.model.cursor.is_none() => {
                read(instrument.item(quiz.session().at()).map_or("", |item| &item.text))
            }
            Step::Offer if self.model.cursor == Some(0) => read(&wording::offer(instrument)),
            Step::Review => BREATH * 2,
            _ if self.next_key() == Some(Action::Choose) => ABOUT_TO_ANSWER,
            _ => ARROW,
        };
        pace.div_f64(self.show.speed)
    }

    fn update_list(&mut self, action: Action, now: Duration) -> Option<Effect> {
        let last = self.show.content.people.len() - 1;
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
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
    fn update_playing(&mut self, action: Action, now: Duration) -> Option<Effect> {
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

    /// The list of people, with a word on the one under the cursor.
    ///
    /// ```text
    /// EXAMPLES, made-up people
    ///
    /// > Ana
    ///   Marcus
    ///
    /// Ana likes to find out …
    /// ```
    fn draw_list(&self, window: Rect, canvas: &mut Canvas<'_>) -> Position {
        /// As many rows as the longest description takes on the narrowest window.
        const ABOUT: u16 = 4;
        let page = layout::page(window);
        let people = &self.show.content.people;
        let gap = Constraint::Length(u16::from(page.height >= layout::LOW));
        let rows = [
            Constraint::Length(1),
            gap,
            Constraint::Max(layout::rows(people.len())),
            gap,
            Constraint::Length(ABOUT),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [title, _, list, _, about, _, _] = page.layout(&Layout::vertical(rows));
        canvas.text(title, "EXAMPLES, made-up people", self.theme.strong());
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        let cursor = canvas.choices(list, &names, Some(self.at));
        canvas.paragraph(about, &people[self.at].about, Style::new(), 0);
        canvas.footer(page, LIST, None);
        cursor
    }

    /// Who is about to answer.
    fn draw_person(&self, window: Rect, canvas: &mut Canvas<'_>) -> Position {
        let page = layout::page(self.model.draw_banner(window, canvas));
        let gap = 1 + u16::from(page.height >= layout::LOW);
        let person = &self.show.content.people[self.at];
        let count = self.model.quiz.session().len();
        let rest = canvas.paragraph(page, &person.name, self.theme.strong(), gap);
        let rest = canvas.paragraph(rest, &person.about, Style::new(), gap);
        let text = format!("{} takes the quiz: {count} questions.", person.name);
        canvas.paragraph(rest, &text, Style::new(), 0);
        canvas.footer(page, self.model.bindings(), self.model.note.as_deref());
        page.as_position()
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
            Input::Row(row) if self.is_listed => Some(Action::Take(row)),
            Input::Key(key) if self.is_listed => keymap::lookup(LIST, key),
            input => self.model.action(input),
        }
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        if self.is_listed {
            return self.update_list(action, now);
        }
        let had_dialog = self.model.dialog.is_some();
        let people = self.show.content.people.len();
        let effect = match action {
            Action::NextPerson => {
                self.meet((self.at + 1) % people, now);
                None
            }
            Action::PreviousPerson => {
                self.meet((self.at + people - 1) % people, now);
                None
            }
            _ if self.is_playing() && !had_dialog => self.update_playing(action, now),
            // The person who takes the quiz again is the one who took it.
            Action::Again => {
                self.meet(self.at, now);
                None
            }
            _ => self.model.update(action, now),
        };
        if self.is_playing() {
            if had_dialog {
                self.next = now + self.pace();
            }
            self.model.note = self.is_paused.then(|| PAUSED.to_owned());
        }
        effect
    }

    fn shown(&mut self, now: Duration) {
        self.model.shown(now);
    }

    fn paste(&mut self, text: &str) {
        if !self.is_listed {
            self.model.paste(text);
        }
    }

    fn draw(&self, window: Rect, buffer: &mut Buffer) -> Drawn {
        if self.is_listed {
            widgets::draw(&self.theme, window, buffer, |canvas| self.draw_list(window, canvas))
        } else if self.model.dialog.is_none() && self.model.screen() == Screen::Welcome {
            widgets::draw(&self.theme, window, buffer, |canvas| self.draw_person(window, canvas))
        } else {
            self.model.draw(window, buffer)
        }
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        self.model.written(path);
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
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
