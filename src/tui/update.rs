//! What each action does to the model. Pure: no screen, no clock, no file; size and time come in from outside.

use std::time::Duration;

use super::keymap::{Action, Place};
use super::layout;
use super::model::{LEAVE_CHOICES, Model, OFFER_CHOICES, Overlay, assess};
use crate::content::Content;
use crate::instrument::{Response, Session, Step};
use crate::report::Tab;

/// What the loop has to do after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// End.
    Quit(Ending),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody chose to leave.
    Left,
    /// Ctrl-C.
    Interrupted,
}

/// Applies an action. `now` is the time since the quiz was started.
pub fn update(model: &mut Model, action: Action, now: Duration) -> Option<Effect> {
    match action {
        Action::Interrupt => return Some(Effect::Quit(Ending::Interrupted)),
        Action::Resize(width, height) => {
            model.size = (width, height);
            model.lay_out();
            return None;
        }
        Action::Leave => {
            model.overlay = Some(Overlay::Leave(0));
            return None;
        }
        _ => {}
    }
    match model.place() {
        Place::Welcome => welcome(model, action, now),
        Place::Question => question(model, action, now),
        Place::Offer => offer(model, action, now),
        Place::Review => review(model, action, now),
        Place::Result => result(model, action, now),
        Place::Help | Place::Terms => overlay(model, action),
        Place::Leave => return leave(model, action),
    }
    None
}

/// What holds on every screen.
fn common(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Help => model.overlay = Some(Overlay::Help(0)),
        Action::Terms => model.overlay = Some(Overlay::Terms(0)),
        Action::Review => go(model, now, |session, _| session.review()),
        Action::Back | Action::Escape => go(model, now, |session, _| {
            session.back();
        }),
        _ => {}
    }
}

/// Lets the session take a step, and sets the cursor where the new screen wants it.
fn go(model: &mut Model, now: Duration, step: impl FnOnce(&mut Session, &Content)) {
    let before = (model.session.step(), model.session.at());
    let opened_from_review = model.session.from_review();
    step(&mut model.session, &model.content);
    if before != (model.session.step(), model.session.at()) {
        enter(model, opened_from_review, now);
    }
}

fn enter(model: &mut Model, opened_from_review: bool, now: Duration) {
    let at = model.session.at();
    model.cursor = match model.session.step() {
        Step::Question => {
            model.shown_at = now;
            model.session.responses().get(at).unwrap_or(Response::MIDDLE).index()
        }
        // Back from a question that was opened from here: the cursor is on it again.
        Step::Review if opened_from_review => at + 1,
        Step::Welcome | Step::Offer | Step::Review | Step::Result => 0,
    };
    if model.session.step() == Step::Result {
        model.open_result();
    }
}

fn is_too_close(content: &Content) -> impl Fn(&Session) -> bool + '_ {
    |session| assess(content, session).verdict.is_too_close()
}

fn welcome(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Choose => go(model, now, |session, _| session.start()),
        other => common(model, other, now),
    }
}

fn question(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => answer(model, Response::new(number), now),
        Action::Mark => answer(model, under_cursor(model), now),
        Action::Choose => {
            answer(model, under_cursor(model), now);
            onward(model, now);
        }
        Action::Onward => onward(model, now),
        Action::Skip => go(model, now, |session, content| session.skip(is_too_close(content))),
        other => move_cursor(model, other, now),
    }
}

fn under_cursor(model: &Model) -> Option<Response> {
    Response::all().nth(model.cursor)
}

fn answer(model: &mut Model, response: Option<Response>, now: Duration) {
    let Some(response) = response else { return };
    model.cursor = response.index();
    model.session.answer(response, Some(now.saturating_sub(model.shown_at)));
}

fn onward(model: &mut Model, now: Duration) {
    go(model, now, |session, content| {
        session.advance(is_too_close(content));
    });
}

fn offer(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Pick(number) => pick(model, number, OFFER_CHOICES.len()),
        Action::Choose => {
            let accept = model.cursor == 0;
            go(model, now, |session, _| session.take_offer(accept));
        }
        other => move_cursor(model, other, now),
    }
}

fn review(model: &mut Model, action: Action, now: Duration) {
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

fn move_cursor(model: &mut Model, action: Action, now: Duration) {
    match action {
        Action::Up => model.cursor = model.cursor.saturating_sub(1),
        Action::Down => model.cursor = (model.cursor + 1).min(model.rows() - 1),
        other => common(model, other, now),
    }
}

fn pick(model: &mut Model, number: u8, count: usize) {
    if (1..=count).contains(&usize::from(number)) {
        model.cursor = usize::from(number) - 1;
    }
}

fn result(model: &mut Model, action: Action, now: Duration) {
    let Some(tab) = model.result.as_ref().map(|result| result.tab) else { return };
    match action {
        Action::Pick(number) => open(model, usize::from(number).checked_sub(1)),
        Action::Choose => open(model, Some(tab.index() + 1)),
        Action::Back if tab.index() > 0 => open(model, tab.index().checked_sub(1)),
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            scroll_result(model, action);
        }
        other => common(model, other, now),
    }
}

fn open(model: &mut Model, index: Option<usize>) {
    if let Some(tab) = index.and_then(Tab::at) {
        model.open_tab(tab);
    }
}

fn scroll_result(model: &mut Model, action: Action) {
    let size = model.size;
    let Some(result) = &mut model.result else { return };
    let page = usize::from(layout::result(size, result.tab, &result.headline).body.height);
    let last = result.lines.len().saturating_sub(page);
    if let Some(scroll) = result.scroll.get_mut(result.tab.index()) {
        *scroll = scrolled(*scroll, action, page, last);
    }
}

/// A scroll position after an action: within `0..=last`, a screenful less one line at a time.
fn scrolled(scroll: usize, action: Action, page: usize, last: usize) -> usize {
    let step = page.saturating_sub(1).max(1);
    let to = match action {
        Action::Up => scroll.saturating_sub(1),
        Action::Down => scroll + 1,
        Action::PageUp => scroll.saturating_sub(step),
        Action::PageDown => scroll + step,
        Action::First => 0,
        Action::Last => last,
        _ => scroll,
    };
    to.min(last)
}

fn overlay(model: &mut Model, action: Action) {
    if action == Action::Escape {
        model.overlay = None;
        return;
    }
    let page = usize::from(layout::overlay(model.size).height);
    let last = super::view::overlay_lines(model).len().saturating_sub(page);
    if let Some(Overlay::Help(scroll) | Overlay::Terms(scroll)) = &mut model.overlay {
        *scroll = scrolled(*scroll, action, page, last);
    }
}

fn leave(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::Leave(choice)) = model.overlay else { return None };
    let last = LEAVE_CHOICES.len() - 1;
    match action {
        Action::Up => model.overlay = Some(Overlay::Leave(choice.saturating_sub(1))),
        Action::Down => model.overlay = Some(Overlay::Leave((choice + 1).min(last))),
        Action::Pick(number) if (1..=LEAVE_CHOICES.len()).contains(&usize::from(number)) => {
            model.overlay = Some(Overlay::Leave(usize::from(number) - 1));
        }
        Action::Choose if choice == 0 => return Some(Effect::Quit(Ending::Left)),
        Action::Yes => return Some(Effect::Quit(Ending::Left)),
        Action::Choose | Action::No | Action::Escape => model.overlay = None,
        _ => {}
    }
    None
}
