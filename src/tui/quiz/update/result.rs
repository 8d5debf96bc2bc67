//! Actions on the result: its tabs, their lists, and what opens from it.

use std::time::Duration;

use super::{common, go, trying};
use crate::quiz::Quiz;
use crate::report::{Format, Tab};
use crate::tui::dialog::{KINDS, Picker, WriteDialog};
use crate::tui::help;
use crate::tui::keymap::{Action, Screen};
use crate::tui::quiz::model::{HandIn, Model, Overlay, TAKE_AGAIN};

pub(super) fn result(model: &mut Model, action: Action, now: Duration) {
    let tab = model.pages.open();
    match action {
        Action::Pick(number) => open(model, usize::from(number).checked_sub(1)),
        Action::Next => open(model, Some(tab.index() + 1)),
        Action::Back if tab.index() > 0 => open(model, tab.index().checked_sub(1)),
        Action::Up | Action::Down if model.screen() == Screen::List => {
            step(model, action == Action::Down);
        }
        Action::Up
        | Action::Down
        | Action::ScrollUp
        | Action::ScrollDown
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last => scroll(model, action),
        Action::Choose if tab == Tab::Flip => trying::begin(model),
        Action::Choose => open_entry(model),
        Action::Escape if model.pages.opened().is_some() => model.pages.close(),
        Action::Code => model.overlay = Some(Overlay::Code),
        Action::Write => {
            model.overlay =
                Some(Overlay::Write(WriteDialog::new(&KINDS, &model.quiz.file_name(Format::Html))));
        }
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

/// The rows of the open tab.
fn height(model: &Model) -> usize {
    model.body(model.pages.open()).map_or(0, |body| usize::from(body.height))
}

fn step(model: &mut Model, is_down: bool) {
    let height = height(model);
    if let Some(page) = model.pages.page_mut() {
        page.step(is_down, height);
    }
}

/// Puts the cursor on an entry of the list.
pub(super) fn choose(model: &mut Model, index: usize) {
    let height = height(model);
    if let Some(page) = model.pages.page_mut() {
        page.choose(index, height);
    }
}

/// Opens the entry under the cursor; where there is none on the screen, goes down to the next.
fn open_entry(model: &mut Model) {
    let height = height(model);
    let Some(page) = model.pages.page_mut() else { return };
    if page.cursor.is_some() {
        page.opened = Some(0);
    } else {
        page.choose(page.below(), height);
    }
}

/// Scrolls what is opened, else the tab.
fn scroll(model: &mut Model, action: Action) {
    let Some(areas) = model.areas(model.pages.open()) else { return };
    let (shown, opened) = (usize::from(areas.body.height), usize::from(areas.entry.height));
    let entry = if model.pages.opened().is_some() { model.entry().len() } else { 0 };
    let Some(page) = model.pages.page_mut() else { return };
    if let Some(line) = page.opened {
        let last = entry.saturating_sub(opened);
        page.opened = Some(help::scrolled(line, action, opened, last));
    } else {
        let last = page.lines().len().saturating_sub(shown);
        page.scroll = help::scrolled(page.scroll, action, shown, last);
        page.settle(shown);
    }
}
