//! Actions on the result: its tabs, and what opens from it.

use std::time::Duration;

use super::{common, go, scrolled};
use crate::quiz::Quiz;
use crate::report::Tab;
use crate::tui::dialog::{Picker, WriteDialog};
use crate::tui::keymap::Action;
use crate::tui::quiz::model::{HandIn, Model, Overlay, TAKE_AGAIN};

pub(super) fn result(model: &mut Model, action: Action, now: Duration) {
    let tab = model.pages.open();
    match action {
        Action::Pick(number) => open(model, usize::from(number).checked_sub(1)),
        Action::Choose => open(model, Some(tab.index() + 1)),
        Action::Back if tab.index() > 0 => open(model, tab.index().checked_sub(1)),
        Action::Up
        | Action::Down
        | Action::ScrollUp
        | Action::ScrollDown
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last => scroll(model, action),
        Action::Code => model.overlay = Some(Overlay::Code),
        Action::Write => model.overlay = Some(Overlay::Write(WriteDialog::new())),
        Action::HandIn if model.quiz.can_hand_in() => {
            model.overlay = Some(Overlay::HandIn(HandIn::default()));
        }
        Action::State => {
            model.open_tab(Tab::Pay);
            model.overlay = Some(Overlay::State(Picker::default()));
        }
        Action::More => go(model, now, Quiz::offer_again),
        Action::Again => {
            go(model, now, Quiz::again);
            model.cursor = Some(TAKE_AGAIN);
        }
        // Behind a result there is nothing; the review is not a way out of it.
        Action::Back | Action::Escape => open(model, Some(0)),
        other => common(model, other, now),
    }
}

fn open(model: &mut Model, index: Option<usize>) {
    if let Some(tab) = index.and_then(Tab::at) {
        model.open_tab(tab);
    }
}

fn scroll(model: &mut Model, action: Action) {
    let Some(body) = model.body(model.pages.open()) else { return };
    let page = usize::from(body.height);
    let last = model.pages.lines().len().saturating_sub(page);
    model.pages.scroll_to(scrolled(model.pages.scrolled(), action, page, last));
}
