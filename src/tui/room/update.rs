//! What each action does to a room's screen. Pure: no screen, no clock, no file.

use super::keys::{self, Action};
use super::model::Screen;
use super::model::{Entry, Model, NAME, Overlay};
use super::view;
use crate::room::report;
use crate::room::report::FORMATS;
use crate::room::{self, MOST, Question, Room};
use crate::tui::dialogs::{Answer, Dialog, WriteDialog};
use crate::tui::{Effect, Exit, Refusal};
use ratatui::layout::Rect;

/// What to do where hands are asked for. All such words fit on the narrowest window.
const ASK: &str = "Type a number, then Enter.";

/// Applies an action.
pub(super) fn update(model: &mut Model, action: Action) -> Option<Effect> {
    match action {
        Action::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
        Action::Stop => return Some(Effect::Stop),
        // Any key comes back, and does nothing else.
        _ if model.is_blank => {
            model.is_blank = false;
            return None;
        }
        Action::Blank => model.is_blank = true,
        Action::Leave => {
            let dialog = Dialog::leave("Leave the room?", [model.room.what_was_kept()]);
            model.overlay = Some(Overlay::Dialog(dialog));
        }
        Action::Help => {
            let dialog = Dialog::help(keys::bindings(model.screen()), model.mouse);
            model.overlay = Some(Overlay::Dialog(dialog));
        }
        Action::Terms => model.overlay = Some(Overlay::Dialog(Dialog::terms(view::terms(model)))),
        Action::Dialog(action) => return dialog(model, action),
        other => {
            model.note = None;
            on_screen(model, other);
        }
    }
    None
}

fn on_screen(model: &mut Model, action: Action) {
    match model.screen() {
        Screen::Resume => resume(model, action),
        Screen::People => people(model, action),
        Screen::Question => question(model, action),
        Screen::Over => over(model, action),
        Screen::Result => result(model, action),
        Screen::Blank => {}
    }
}

fn dialog(model: &mut Model, action: crate::tui::dialogs::Action) -> Option<Effect> {
    model.note = None;
    let Some(Overlay::Dialog(dialog)) = &mut model.overlay else { return None };
    match dialog.update(action, model.area) {
        Answer::None => {}
        Answer::Yes => return Some(Effect::Quit(Exit::Left)),
        Answer::Close | Answer::No | Answer::State(_) => model.overlay = None,
        Answer::Write { name, format, replace } => match report::render(&model.room, format) {
            Ok(bytes) => return Some(Effect::Write { name, bytes, replace }),
            Err(error) => dialog.refused(Refusal::Failed(format!("{error:#}"))),
        },
    }
    None
}

/// Takes in the result of writing a file.
pub(super) fn written(model: &mut Model, path: Result<String, Refusal>) {
    match (path, &mut model.overlay) {
        (Ok(path), _) => {
            model.overlay = None;
            model.note = Some(format!("Written to {path}"));
        }
        (Err(refusal), Some(Overlay::Dialog(dialog))) => dialog.refused(refusal),
        (Err(_), _) => {}
    }
}

/// The first choice goes on with the earlier room, the second starts a new one.
fn resume(model: &mut Model, action: Action) {
    match action {
        Action::Up => model.choice = 0,
        Action::Down => model.choice = 1,
        Action::Digit(number @ 1..=2) => model.choice = usize::from(number) - 1,
        Action::StartOver => {
            model.room.start_over();
            model.enter();
        }
        Action::Choose | Action::Take(_) => {
            if let Action::Take(choice) = action {
                model.choice = choice;
            }
            if model.choice == 0 {
                model.room.resume();
            } else {
                model.room.start_over();
            }
            model.enter();
        }
        _ => {}
    }
}

/// How many people there are: asked first, or changed later.
fn people(model: &mut Model, action: Action) {
    let is_open = model.overlay.is_some();
    let (entry, proposed) = match &mut model.overlay {
        Some(Overlay::People(entry, proposed)) => (entry, *proposed),
        _ => (&mut model.entry, None),
    };
    match action {
        Action::Digit(digit) => entry.push(digit),
        Action::Erase => drop(entry.erase()),
        Action::Escape => model.overlay = None,
        Action::Choose => {
            let typed = if entry.text().is_empty() { proposed } else { entry.number() };
            match typed.filter(|people| *people > 0) {
                Some(people) => {
                    model.room.set_people(people);
                    model.overlay = None;
                    if is_open { say_people(model) } else { model.enter() }
                }
                None => {
                    *entry = Entry::default();
                    model.note = Some(format!("Type 1 to {MOST}, then Enter."));
                }
            }
        }
        Action::Type => model.note = Some("Only digits here, then Enter.".to_owned()),
        _ => {}
    }
}

/// After another number of people: it may be too small for the hands that are in.
fn say_people(model: &mut Model) {
    if model.room.question().is_some_and(Question::is_over) {
        model.overlay = Some(Overlay::Over(0));
    } else {
        let people = room::people(model.room.people());
        model.note = Some(format!("From here on: {people}."));
    }
}

fn question(model: &mut Model, action: Action) {
    match action {
        Action::Digit(digit) => model.entry.push(digit),
        Action::Erase if model.entry.erase() => {}
        Action::Erase | Action::Up => to_answer(model, model.answer.saturating_sub(1)),
        Action::Down => to_answer(model, model.answer + 1),
        Action::Take(answer) => to_answer(model, answer),
        Action::Delete => {
            model.entry = Entry::default();
            model.room.uncount(model.answer);
        }
        Action::Choose => choose(model),
        Action::Show => {
            model.room.show();
            if !model.room.question().is_some_and(Question::has_counts) {
                model.note = Some(ASK.to_owned());
            }
        }
        Action::People => model.overlay = Some(Overlay::People(Entry::default(), None)),
        Action::Next => onward(model, Room::next),
        Action::Back => onward(model, Room::back),
        Action::Result => onward(model, Room::finish),
        Action::Type => model.note = Some(ASK.to_owned()),
        _ => {}
    }
}

/// Counts what was typed, and takes a step unless that has to be looked at first.
fn onward(model: &mut Model, step: impl FnOnce(&mut Room)) {
    if take(model) {
        go(model, step);
    }
}

fn go(model: &mut Model, step: impl FnOnce(&mut Room)) {
    step(&mut model.room);
    model.enter();
}

fn to_answer(model: &mut Model, answer: usize) {
    model.entry = Entry::default();
    model.answer = answer.min(model.room.labels().len().saturating_sub(1));
}

/// Counts what was typed, or goes on to what is still open; where nothing is, to the next question once the counts
/// were shown.
fn choose(model: &mut Model) {
    if !model.entry.text().is_empty() {
        if take(model) {
            to_open(model);
        }
        return;
    }
    let Some(question) = model.room.question() else { return };
    let (open, is_shown) = (question.first_open(), question.is_shown());
    let is_here = question.hands().get(model.answer).is_some_and(Option::is_none);
    match open {
        Some(_) if is_here => model.note = Some(ASK.to_owned()),
        Some(_) => to_open(model),
        None if is_shown => go(model, Room::next),
        None => model.note = Some("Space shows, PageDown goes on.".to_owned()),
    }
}

/// Takes what was typed as the hands for the present answer; says whether all is well, so that it can go on.
fn take(model: &mut Model) -> bool {
    if model.entry.text().is_empty() {
        return true;
    }
    let number = std::mem::take(&mut model.entry).number();
    let Some(hands) = number else {
        model.note = Some(format!("0 to {MOST}. Type it again."));
        return false;
    };
    model.room.count(model.answer, hands);
    let is_over = model.room.question().is_some_and(Question::is_over);
    if is_over {
        model.overlay = Some(Overlay::Over(0));
    }
    !is_over
}

/// To the first answer that is open; where none is, to the one that has the rest.
fn to_open(model: &mut Model) {
    let Some(question) = model.room.question() else { return };
    model.answer = question.first_open().or(question.rest()).unwrap_or(model.answer);
}

/// More hands than people.
fn over(model: &mut Model, action: Action) {
    let Some(Overlay::Over(choice)) = &mut model.overlay else { return };
    let last = room::OVER_CHOICES.len() - 1;
    match action {
        Action::Up => *choice = choice.saturating_sub(1),
        Action::Down => *choice = (*choice + 1).min(last),
        Action::Digit(number) => decide(model, usize::from(number).saturating_sub(1)),
        Action::Take(choice) => decide(model, choice),
        Action::Choose => {
            let choice = *choice;
            decide(model, choice);
        }
        Action::Next => {
            model.overlay = None;
            go(model, Room::next);
        }
        Action::Escape => decide(model, 0),
        _ => {}
    }
}

fn decide(model: &mut Model, choice: usize) {
    model.overlay = None;
    match choice {
        0 => model.note = Some("Type it again. ↑↓ choose.".to_owned()),
        1 => {
            let sum = model.room.question().map(Question::sum);
            model.overlay = Some(Overlay::People(Entry::default(), sum));
        }
        _ => to_open(model),
    }
}

/// Takes in that the window has another size: the pages of the result are others then.
pub(super) fn resize(model: &mut Model, area: Rect) {
    model.area = area;
    model.page = model.page.min(last_page(model));
}

/// The last page of the result.
fn last_page(model: &Model) -> usize {
    view::pages(model).len().saturating_sub(1)
}

fn result(model: &mut Model, action: Action) {
    let last = last_page(model);
    match action {
        Action::Next if model.page == last => model.note = Some("This is the last page.".to_owned()),
        Action::Next => model.page += 1,
        Action::Back if model.page == 0 => go(model, Room::back),
        Action::Back => model.page -= 1,
        Action::FirstPage => model.page = 0,
        Action::LastPage => model.page = last,
        Action::Write => {
            model.overlay = Some(Overlay::Dialog(Dialog::Write(WriteDialog::new(&FORMATS, NAME))))
        }
        _ => {}
    }
}
