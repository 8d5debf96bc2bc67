//! Actions on the way to the result: welcome, questions, tie-breakers, review.

use std::time::Duration;

use super::{common, go, move_cursor, pick};
use crate::instrument::{Response, Step};
use crate::quiz::Quiz;
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::quiz::model::{Model, RESUME_CHOICES, TAKE_AGAIN};
use crate::wording::OFFER_CHOICES;

/// What is said where somebody goes on without an answer.
const NO_ANSWER: &str = "Press 1 to 5 to answer, or s to skip.";

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
        Action::StartOver => go(model, now, Quiz::start_over),
        Action::Choose => {
            let goes_on = model.cursor != Some(TAKE_AGAIN);
            go(model, now, if goes_on { Quiz::resume } else { Quiz::start });
        }
        other => move_cursor(model, other, now),
    }
}

pub(super) fn question(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => settle(model, Response::new(number), now),
        Action::Choose => settle(model, model.cursor.and_then(|row| Response::all().nth(row)), now),
        Action::Skip => onward(model, now, Quiz::skip),
        other => move_cursor(model, other, now),
    }
}

/// Gives an answer and goes on. Without one, only a question that was skipped is left: it stays so.
fn settle(model: &mut Model, response: Option<Response>, now: Duration) {
    if let Some(response) = response {
        model.quiz.answer(response, Some(now.saturating_sub(model.shown_at)));
    } else if !model.quiz.session().is_settled(model.quiz.session().at()) {
        model.note = Some(NO_ANSWER.to_owned());
        return;
    }
    onward(model, now, |quiz| {
        quiz.advance();
    });
}

/// On from a question; the next one says what became of it.
fn onward(model: &mut Model, now: Duration, step: impl FnOnce(&mut Quiz)) {
    let (from, opened) = (model.quiz.session().at(), model.quiz.session().from_review());
    go(model, now, step);
    if model.quiz.session().step() == Step::Question && !opened {
        model.just_answered = Some(from);
    }
}

pub(super) fn offer(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, OFFER_CHOICES.len()),
        Action::Choose => {
            let accept = model.cursor == Some(0);
            go(model, now, |quiz| quiz.take_offer(accept));
        }
        other => move_cursor(model, other, now),
    }
}

pub(super) fn review(model: &mut Model, action: Action, now: Duration) {
    // An answer may take two lines.
    let page = usize::from(layout::review(model.size).height / 2).max(1);
    let (row, last) = (model.cursor.unwrap_or(0), model.rows() - 1);
    match action {
        Action::Choose => match row.checked_sub(1) {
            None => go(model, now, Quiz::finish),
            Some(item) => go(model, now, |quiz| quiz.open(item)),
        },
        Action::PageUp => model.cursor = Some(row.saturating_sub(page)),
        Action::PageDown => model.cursor = Some((row + page).min(last)),
        Action::First => model.cursor = Some(0),
        Action::Last => model.cursor = Some(last),
        other => move_cursor(model, other, now),
    }
}
