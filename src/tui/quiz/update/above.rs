//! Actions on what is open above a screen.

use crate::report::Tab;
use crate::tui::app::{Effect, Exit, Refusal};
use crate::tui::dialog::Asked;
use crate::tui::help;
use crate::tui::keymap::Action;
use crate::tui::quiz::model::{LEAVE_CHOICES, Model, Overlay};
use crate::tui::quiz::view;

/// Help and terms.
pub(super) fn text(model: &mut Model, action: Action) {
    if action == Action::Escape {
        model.overlay = None;
        return;
    }
    let (size, lines) = (model.size, view::overlay_lines(model).len());
    if let Some(Overlay::Help(scroll) | Overlay::Terms(scroll)) = &mut model.overlay {
        *scroll = help::scroll(size, lines, *scroll, action);
    }
}

/// The place that pay is looked at for.
pub(super) fn state(model: &mut Model, action: Action) {
    let Some(Overlay::State(picker)) = &mut model.overlay else { return };
    match action {
        Action::Escape => model.overlay = None,
        Action::Up => picker.cursor = picker.cursor.saturating_sub(1),
        Action::Down => picker.cursor = (picker.cursor + 1).min(picker.places().len().saturating_sub(1)),
        Action::Choose => {
            if let Some(place) = picker.chosen() {
                model.quiz.set_place(place);
                model.overlay = None;
                model.lay_out();
                model.open_tab(Tab::Pay);
            }
        }
        other => picker.edit(other),
    }
}

/// Where to write the result to.
pub(super) fn write(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::Write(dialog)) = &mut model.overlay else { return None };
    match dialog.update(action) {
        Asked::Nothing => {}
        Asked::Close => model.overlay = None,
        Asked::Write { name, format, replace } => match model.quiz.report(format?, true) {
            Ok(bytes) => return Some(Effect::Write { name, bytes, replace }),
            Err(error) => dialog.refused(Refusal::Failed(format!("{error:#}"))),
        },
    }
    None
}

/// Whether to leave.
pub(super) fn leave(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::Leave(choice)) = &mut model.overlay else { return None };
    let last = LEAVE_CHOICES.len() - 1;
    match action {
        Action::Up => *choice = choice.saturating_sub(1),
        Action::Down => *choice = (*choice + 1).min(last),
        Action::Pick(number) if (1..=LEAVE_CHOICES.len()).contains(&usize::from(number)) => {
            *choice = usize::from(number) - 1;
        }
        Action::Choose if *choice == 0 => return Some(Effect::Quit(Exit::Left)),
        Action::Yes => return Some(Effect::Quit(Exit::Left)),
        Action::Choose | Action::No | Action::Escape => model.overlay = None,
        _ => {}
    }
    None
}

/// Whether to hand the answers in.
pub(super) fn hand_in(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::HandIn(dialog)) = &mut model.overlay else { return None };
    let choice = match action {
        Action::Yes => Some(0),
        Action::No => Some(1),
        Action::Choose => dialog.cursor,
        Action::Up => {
            dialog.cursor = Some(0);
            None
        }
        Action::Down => {
            dialog.cursor = Some(1);
            None
        }
        Action::Escape => {
            model.overlay = None;
            return None;
        }
        _ => None,
    };
    match choice {
        Some(0) => return Some(Effect::HandIn),
        Some(_) => {
            let leaves = dialog.leaves;
            model.quiz.keep_back();
            model.overlay = leaves.then_some(Overlay::Leave(0));
        }
        None => {}
    }
    None
}
