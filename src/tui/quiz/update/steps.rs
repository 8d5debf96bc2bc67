//! Actions on the way to the result: welcome, questions, tie-breakers, review.

use std::time::Duration;

use super::{common, go, move_cursor, pick};
use crate::instrument::Response;
use crate::quiz::Quiz;
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::quiz::model::{Model, RESUME_CHOICES};
use crate::wording::OFFER_CHOICES;

pub(super) fn welcome(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Choose => go(model, now, Quiz::start),
        other => common(model, other, now),
    }
}

/// The first choice goes on with the earlier quiz, the second starts a new one.
pub(super) fn resume(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, RESUME_CHOICES),
        Action::Choose => {
            let goes_on = model.cursor == 0;
            go(model, now, if goes_on { Quiz::resume } else { Quiz::start });
        }
        other => move_cursor(model, other, now),
    }
}

pub(super) fn question(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => answer(model, Response::new(number), now),
        Action::Mark => answer(model, under_cursor(model), now),
        Action::Choose => {
            answer(model, under_cursor(model), now);
            onward(model, now);
        }
        Action::Onward => onward(model, now),
        Action::Skip => go(model, now, Quiz::skip),
        other => move_cursor(model, other, now),
    }
}

fn under_cursor(model: &Model) -> Option<Response> {
    Response::all().nth(model.cursor)
}

fn answer(model: &mut Model, response: Option<Response>, now: Duration) {
    let Some(response) = response else { return };
    model.cursor = response.index();
    model.quiz.answer(response, Some(now.saturating_sub(model.shown_at)));
}

fn onward(model: &mut Model, now: Duration) {
    go(model, now, |quiz| {
        quiz.advance();
    });
}

pub(super) fn offer(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, OFFER_CHOICES.len()),
        Action::Choose => {
            let accept = model.cursor == 0;
            go(model, now, |quiz| quiz.take_offer(accept));
        }
        other => move_cursor(model, other, now),
    }
}

pub(super) fn review(model: &mut Model, action: Action, now: Duration) {
    let page = usize::from(layout::review(model.size).height).max(1);
    let last = model.rows() - 1;
    match action {
        Action::Choose => match model.cursor.checked_sub(1) {
            None => go(model, now, Quiz::finish),
            Some(item) => go(model, now, |quiz| quiz.open(item)),
        },
        Action::PageUp => model.cursor = model.cursor.saturating_sub(page),
        Action::PageDown => model.cursor = (model.cursor + page).min(last),
        Action::First => model.cursor = 0,
        Action::Last => model.cursor = last,
        other => move_cursor(model, other, now),
    }
}
