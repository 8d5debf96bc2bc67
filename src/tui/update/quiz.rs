//! Actions on the way to the result: welcome, questions, tie-breakers, review.

use std::time::Duration;

use super::{common, go, is_too_close, move_cursor, pick};
use crate::instrument::{Response, Session};
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::model::{Model, RESUME_CHOICES};
use crate::wording::OFFER_CHOICES;

pub(super) fn welcome(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Choose => go(model, now, |session, _| session.start()),
        other => common(model, other, now),
    }
}

/// The first choice goes on with the earlier quiz, the second starts a new one. The earlier one stays on disk
/// until the first answer of the new one.
pub(super) fn resume(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, RESUME_CHOICES),
        Action::Choose => {
            let earlier = model.earlier.take().filter(|_| model.cursor == 0);
            go(model, now, |session, content| match earlier {
                Some(earlier) => {
                    *session = earlier;
                    session.resume();
                }
                None => {
                    *session = Session::new(&content.instrument);
                    session.start();
                }
            });
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
        Action::Skip => {
            model.is_unsaved = true;
            go(model, now, |session, content| session.skip(is_too_close(content)));
        }
        other => move_cursor(model, other, now),
    }
}

fn under_cursor(model: &Model) -> Option<Response> {
    Response::all().nth(model.cursor)
}

fn answer(model: &mut Model, response: Option<Response>, now: Duration) {
    let Some(response) = response else { return };
    model.cursor = response.index();
    if model.session.responses().get(model.session.at()) != Some(response) {
        model.is_unsaved = true;
    }
    model.session.answer(response, Some(now.saturating_sub(model.shown_at)));
}

fn onward(model: &mut Model, now: Duration) {
    go(model, now, |session, content| {
        session.advance(is_too_close(content));
    });
}

pub(super) fn offer(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, OFFER_CHOICES.len()),
        Action::Choose => {
            let accept = model.cursor == 0;
            model.is_unsaved = true;
            go(model, now, |session, _| session.take_offer(accept));
        }
        other => move_cursor(model, other, now),
    }
}

pub(super) fn review(model: &mut Model, action: Action, now: Duration) {
    let page = usize::from(layout::review(model.size).height).max(1);
    let last = model.rows() - 1;
    match action {
        Action::Choose => match model.cursor.checked_sub(1) {
            None => go(model, now, |session, content| session.finish(is_too_close(content))),
            Some(item) => go(model, now, |session, _| session.open(item)),
        },
        Action::PageUp => model.cursor = model.cursor.saturating_sub(page),
        Action::PageDown => model.cursor = (model.cursor + page).min(last),
        Action::First => model.cursor = 0,
        Action::Last => model.cursor = last,
        other => move_cursor(model, other, now),
    }
}
