//! Actions on what is open above a room's screen.

use crate::room::report;
use crate::tui::app::{Effect, Exit, Refusal};
use crate::tui::dialog::Asked;
use crate::tui::help;
use crate::tui::keymap::Action;
use crate::tui::room::model::{Model, Overlay};
use crate::tui::room::view;

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

/// Where to write the result to.
pub(super) fn write(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::Write(dialog)) = &mut model.overlay else { return None };
    match dialog.update(action) {
        Asked::Nothing => {}
        Asked::Close => model.overlay = None,
        Asked::Write { name, format, replace } => match report::render(&model.room, format) {
            Ok(bytes) => return Some(Effect::Write { name, bytes, replace }),
            Err(error) => dialog.refused(Refusal::Failed(format!("{error:#}"))),
        },
    }
    None
}

/// Takes in what came of writing a file.
pub(in crate::tui::room) fn written(model: &mut Model, path: Result<String, Refusal>) {
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

/// Whether to leave.
pub(super) fn leave(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Overlay::Leave(choice)) = &mut model.overlay else { return None };
    let left = Some(Effect::Quit(Exit::Left));
    match action {
        Action::Up => *choice = 0,
        Action::Down => *choice = 1,
        Action::Pick(number @ 1..=2) => *choice = usize::from(number) - 1,
        Action::Choose if *choice == 0 => return left,
        Action::Take(0) | Action::Yes => return left,
        Action::Choose | Action::Take(_) | Action::No | Action::Escape => model.overlay = None,
        _ => {}
    }
    None
}
