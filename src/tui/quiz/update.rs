//! What each action does to the model. Pure: no screen, no clock, no file; size and time come in from outside.

mod above;
mod result;
mod steps;
mod trying;

use std::time::Duration;

use super::model::{HAND_IN_CHOICES, HandIn, LEAVE_CHOICES, Model, Overlay};
use crate::instrument::{Response, Session, Step};
use crate::quiz::Quiz;
use crate::tui::app::{Effect, Exit, Refusal};
use crate::tui::keymap::{Action, Screen};

/// Applies an action. `now` is the time since the quiz was started.
pub(super) fn update(model: &mut Model, action: Action, now: Duration) -> Option<Effect> {
    match action {
        Action::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
        Action::Stop => return Some(Effect::Stop),
        Action::Leave => {
            model.note = None;
            model.overlay = Some(match model.quiz.asks_to_hand_in() {
                true => Overlay::HandIn(HandIn { leaves: true, ..HandIn::default() }),
                false => Overlay::Leave(0),
            });
            return None;
        }
        _ => {}
    }
    model.note = None;
    if is_held(model, action, now) {
        return None;
    }
    let action = if let Action::Take(row) = action { take(model, row) } else { action };
    match model.screen() {
        Screen::Welcome => steps::welcome(model, action, now),
        Screen::Resume => steps::resume(model, action, now),
        Screen::Question => steps::question(model, action, now),
        Screen::Offer => steps::offer(model, action, now),
        Screen::Review => steps::review(model, action, now),
        Screen::Result | Screen::List | Screen::Entry | Screen::WhatIf => {
            result::result(model, action, now);
        }
        Screen::Trying => trying::trying(model, action),
        Screen::Help | Screen::Terms => above::text(model, action),
        Screen::Code => model.overlay = None,
        Screen::State => above::state(model, action),
        Screen::Write => return above::write(model, action),
        Screen::Leave => return above::leave(model, action),
        Screen::HandIn => return above::hand_in(model, action),
        // Those of other programs.
        Screen::People
        | Screen::Demo
        | Screen::StillThere
        | Screen::Room
        | Screen::RoomPeople
        | Screen::RoomOver
        | Screen::RoomResult
        | Screen::Blank => {}
    }
    None
}

/// A digit that comes again this soon is held down, or a hand that trembles: it must not answer a row of questions.
const HELD: Duration = Duration::from_millis(150);

/// Whether this is the digit that was pressed just before, held down since.
fn is_held(model: &mut Model, action: Action, now: Duration) -> bool {
    let Action::Pick(digit) = action else {
        model.last_digit = None;
        return false;
    };
    let before = model.last_digit.replace((digit, now));
    before.is_some_and(|(last, at)| last == digit && now.saturating_sub(at) < HELD)
}

/// Takes in what came of writing a file: the full path it has, or why it was refused.
pub(super) fn written(model: &mut Model, path: Result<String, Refusal>) {
    match path {
        Ok(path) => {
            model.overlay = None;
            model.note = Some(format!("Written to {path}"));
        }
        Err(refusal) => {
            if let Some(Overlay::Write(dialog)) = &mut model.overlay {
                dialog.refused(refusal);
            }
        }
    }
}

/// Hands the answers in, and says what came of it: on the screen below, or where somebody is about to leave.
pub(super) fn hand_in(model: &mut Model) {
    let Some(Overlay::HandIn(dialog)) = &mut model.overlay else { return };
    match model.quiz.hand_in() {
        Ok(said) => {
            model.note = Some(said.to_owned());
            model.overlay = dialog.leaves.then_some(Overlay::Leave(0));
        }
        Err(why) => dialog.failed = Some(why),
    }
}

/// What opens above every screen.
fn common_above(model: &mut Model, action: Action) {
    match action {
        Action::Help => model.overlay = Some(Overlay::Help(0)),
        Action::Terms => model.overlay = Some(Overlay::Terms(0)),
        _ => {}
    }
}

/// What holds on every screen.
fn common(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Review => go(model, now, Quiz::review),
        Action::Back | Action::Escape => go(model, now, |quiz| {
            quiz.back();
        }),
        other => common_above(model, other),
    }
}

/// Lets the quiz take a step, and sets the cursor where the new screen wants it.
fn go(model: &mut Model, now: Duration, step: impl FnOnce(&mut Quiz)) {
    let stand = |session: &Session| (session.step(), session.at());
    let (before, opened_from_review) = (stand(model.quiz.session()), model.quiz.session().from_review());
    step(&mut model.quiz);
    if before != stand(model.quiz.session()) {
        enter(model, opened_from_review, now);
    }
}

fn enter(model: &mut Model, opened_from_review: bool, now: Duration) {
    let session = model.quiz.session();
    let at = session.at();
    model.just_answered = None;
    model.cursor = match session.step() {
        Step::Question => {
            model.shown_at = now;
            session.responses().get(at).map(Response::index)
        }
        // Back from a question that was opened from here: the cursor is on it again.
        Step::Review if opened_from_review => Some(at + 1),
        Step::Welcome | Step::Offer | Step::Review | Step::Result => Some(0),
    };
    if session.step() == Step::Result {
        model.open_result();
    }
}

fn move_cursor(model: &mut Model, action: Action, now: Duration) {
    match action {
        // Where nothing was chosen yet, the first press lands on the middle.
        Action::Up | Action::Down if model.cursor.is_none() => model.cursor = Some(Response::MIDDLE.index()),
        Action::Up => model.cursor = model.cursor.map(|row| row.saturating_sub(1)),
        Action::Down => model.cursor = model.cursor.map(|row| (row + 1).min(model.rows() - 1)),
        other => common(model, other, now),
    }
}

/// Puts the cursor on a row; choosing it is then what is left to do. A kind of file is only chosen: writing it needs
/// a look at the name first.
fn take(model: &mut Model, row: usize) -> Action {
    let last = model.rows().saturating_sub(1);
    let screen = model.screen();
    match &mut model.overlay {
        // A click on an answer that is tried only moves there, and one on a list opens what it is on.
        None if screen == Screen::Trying => {
            model.cursor = Some(row.min(last));
            return Action::Take(row);
        }
        None if matches!(screen, Screen::List | Screen::Entry) => result::choose(model, row),
        None => model.cursor = Some(row.min(last)),
        Some(Overlay::HandIn(dialog)) => dialog.cursor = Some(row.min(HAND_IN_CHOICES.len() - 1)),
        Some(Overlay::Leave(choice)) => *choice = row.min(LEAVE_CHOICES.len() - 1),
        Some(Overlay::State(picker)) => picker.cursor = row.min(picker.places().len().saturating_sub(1)),
        Some(Overlay::Write(_) | Overlay::Help(_) | Overlay::Terms(_) | Overlay::Code) => {
            return Action::Take(row);
        }
    }
    Action::Choose
}

fn pick(model: &mut Model, number: u8, count: usize) {
    if (1..=count).contains(&usize::from(number)) {
        model.cursor = Some(usize::from(number) - 1);
    }
}
