//! The quiz on the full screen.
//!
//! ```text
//! Action -> update(&mut Model) -> Quiz, and what the screen is about
//!           view(&Model)       -> the screen
//! ```

pub mod model;
pub mod pages;
mod result;
mod update;
pub mod view;

use std::time::Duration;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Settings;
use super::app::{App, Drawn, Effect, Exit, Refusal};
use super::banner;
use super::keymap::{Action, Screen};
use super::terminal::Guard;
use super::theme::Theme;
use crate::quiz::{Ending, Quiz};
use model::Model;

/// What is left when the terminal was given back.
#[derive(Debug)]
pub struct Ended {
    /// How the quiz ended.
    pub ending: Ending,
    /// What is to stay in the terminal, where a result was seen.
    pub summary: Option<String>,
    /// Where it was not: what became of the answers, and how to go on.
    pub kept: Option<String>,
}

/// Runs the quiz, or shows a finished one, on the full screen until the user leaves.
///
/// # Errors
/// Returns an error if the terminal can't be read or written.
pub fn run(quiz: Quiz, settings: Settings) -> Result<Ended> {
    let theme = settings.theme();
    finish(Guard::open(settings.mouse)?, quiz, theme, settings.mouse)
}

fn finish(guard: Guard, quiz: Quiz, theme: Theme, mouse: bool) -> Result<Ended> {
    let mut model = Model::new(quiz, theme, guard.size());
    model.mouse = mouse;
    let exit = super::run(guard, &mut model)?;
    let ending = if exit == Exit::Interrupted { Ending::Interrupted } else { model.quiz.ending() };
    let summary = model.quiz.summary(usize::from(model.size.0));
    let is_midway = summary.is_none() && model.quiz.session().settled() > 0;
    let kept = is_midway.then(|| theme.plain(&model.quiz.what_was_kept()));
    Ok(Ended { ending, summary: summary.map(|summary| theme.plain(&summary)), kept })
}

impl App for Model {
    fn screen(&self) -> Screen {
        self.screen()
    }

    fn resize(&mut self, (width, height): (u16, u16)) {
        let size = (width, height - self.banner_rows().min(height));
        if self.size != size {
            self.size = size;
            self.lay_out();
        }
    }

    fn update(&mut self, action: Action, now: Duration) -> Option<Effect> {
        update::update(self, action, now)
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn {
        match self.quiz.example() {
            None => view::draw(self, area, buffer),
            Some(example) => banner::above(&example, &self.theme, area, buffer, |area, buffer| {
                view::draw(self, area, buffer)
            }),
        }
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        update::written(self, path);
    }

    fn hand_in(&mut self) {
        update::hand_in(self);
    }

    fn takes_mouse(&self) -> bool {
        self.mouse
    }

    fn is_unsaved(&self) -> bool {
        self.quiz.is_unsaved()
    }

    fn save(&mut self) -> bool {
        self.quiz.keep()
    }

    fn prepare(&mut self) -> bool {
        self.prepare_one()
    }
}
