//! Actions while other answers are tried on a result.

use super::common_above;
use crate::instrument::Response;
use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::quiz::model::Model;

/// Begins to try other answers.
pub(super) fn begin(model: &mut Model) {
    model.trial = model.quiz.trial();
    model.cursor = Some(0);
}

pub(super) fn trying(model: &mut Model, action: Action) {
    let (row, last) = (model.cursor.unwrap_or(0), model.rows().saturating_sub(1));
    let page = page(model);
    match action {
        Action::Up => model.cursor = Some(row.saturating_sub(1)),
        Action::Down => model.cursor = Some((row + 1).min(last)),
        Action::PageUp => model.cursor = Some(row.saturating_sub(page)),
        Action::PageDown => model.cursor = Some((row + page).min(last)),
        Action::First => model.cursor = Some(0),
        Action::Last => model.cursor = Some(last),
        Action::Pick(digit) => answer(model, |_| digit),
        Action::Less => answer(model, |given| given.saturating_sub(1).max(1)),
        Action::Like => answer(model, |given| given + 1),
        Action::Choose => keep(model),
        Action::Escape => {
            model.trial = None;
            model.note = Some("Your answers are as they were.".to_owned());
        }
        other => common_above(model, other),
    }
}

/// How many answers are a screenful; each takes two lines.
fn page(model: &Model) -> usize {
    let headline = model.trial.as_ref().map(|trial| model.quiz.headline_of(&trial.outcome));
    let height = headline.map_or(2, |headline| layout::trying(model.size, headline).list.height);
    usize::from(height / 2).max(1)
}

/// Changes the answer under the cursor.
fn answer(model: &mut Model, to: impl FnOnce(u8) -> u8) {
    let Some(trial) = &mut model.trial else { return };
    let Some(&item) = trial.items.get(model.cursor.unwrap_or(0)) else { return };
    let given = trial.response(item).map_or(0, Response::value);
    if let Some(response) = Response::new(to(given)) {
        model.quiz.try_answer(trial, item, response);
    }
}

/// Makes the answers that were tried one's own.
fn keep(model: &mut Model) {
    let Some(trial) = model.trial.take() else { return };
    let count = model.quiz.changes(&trial).len();
    model.quiz.take_over(&trial);
    model.open_result();
    model.note = Some(model.quiz.what_was_taken_over(count));
}
