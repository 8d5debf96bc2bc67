//! Texts that the full screen and line mode share: the first screen, the offer of the tie-breakers, the review.

use std::time::Duration;

use crate::instrument::{Instrument, Session};
use crate::quiz::Quiz;
use crate::report::format::count;
use crate::room::Room;
use crate::storage::SaveStatus;

/// Above the offer of the tie-breakers.
pub(crate) const OFFER_TITLE: &str = "Too close to call so far";
pub(crate) const OFFER_CHOICES: [&str; 2] = ["Answer them", "No, go on without them"];
/// Before the command that opens a code.
pub(crate) const CODE_MEANS: &str =
    "It holds your answers and nothing else. Anyone with career-fit can open it:";
pub(crate) const HAND_IN: &str =
    "Hand in your answers, without your name? They help your advisor see what the group likes.";
/// After a paste where nothing is typed.
#[cfg(feature = "tui")]
pub(crate) const NO_PASTE: &str = "Pasting does nothing here.";
pub(crate) const NO_TERMS: &str = "There are no special terms here.";

/// What the first screen promises; in fewer words if it `is_narrow`. Nothing is saved on a shared machine.
pub(crate) fn promises(instrument: &Instrument, is_narrow: bool, is_shared: bool) -> [String; 3] {
    let extra = instrument.tie_breaker_count();
    let only =
        if extra > 0 && !is_narrow { format!("; {extra} more only if it is close") } else { String::new() };
    let private = if is_shared { "Private: nothing is saved" } else { "Private: all stays on this computer" };
    [
        format!("{} questions, about {} minutes{only}", instrument.core_count(), instrument.minutes),
        "No right answers: go back or skip".to_owned(),
        private.to_owned(),
    ]
}

/// The choices about an earlier quiz: resume it or start over.
pub(crate) fn resume_choices(earlier: &Session) -> [String; 2] {
    match earlier.first_open() {
        Some(open) => {
            [format!("Go on with question {} of {}", open + 1, earlier.len()), "Start over".to_owned()]
        }
        None if earlier.seen_result() => {
            ["See your last result".to_owned(), "Take the quiz again".to_owned()]
        }
        None => ["Go on to your result".to_owned(), "Start over".to_owned()],
    }
}

/// How long ago something was, in days: if several people use one account, the hour is private.
pub(crate) fn age(age: Duration) -> String {
    match age.as_secs() / (24 * 60 * 60) {
        0 => "from the last 24 hours".to_owned(),
        1 => "from yesterday".to_owned(),
        days => format!("from {days} days ago"),
    }
}

/// "Question 7 of 24"; the tie-breakers go on counting.
pub(crate) fn question_number(session: &Session) -> String {
    format!("Question {} of {}", session.at() + 1, session.len())
}

pub(crate) fn offer(instrument: &Instrument) -> String {
    let count = instrument.tie_breaker_count();
    format!(
        "Your answers point to both fields about equally. {count} more questions of the same kind often settle it. They take less than a minute."
    )
}

/// How many questions are answered, and how many more a result needs.
pub(crate) fn counted(session: &Session) -> String {
    let answered = (0..session.len()).filter(|&index| session.responses().get(index).is_some()).count();
    let counted = format!("{answered} of {} answered", session.len());
    match session.missing() {
        0 => counted,
        missing => format!("{counted}, {missing} more for a result"),
    }
}

/// What comes after the review.
pub(crate) fn go_on(session: &Session) -> String {
    match session.first_open() {
        Some(open) => format!("Go on with question {}", open + 1),
        None if session.missing() > 0 => "Go to the questions you skipped".to_owned(),
        None => "See your result".to_owned(),
    }
}

/// Instead of the answer to a question that was skipped.
pub(crate) const SKIPPED: &str = "skipped";
/// Instead of the answer to a question that was not reached.
pub(crate) const NOT_YET: &str = "not yet";

/// The answer to a question, by its index in the order asked.
pub(crate) fn answer<'a>(instrument: &'a Instrument, session: &Session, index: usize) -> &'a str {
    match session.responses().get(index) {
        Some(response) => instrument.option(response),
        None if session.is_skipped(index) => SKIPPED,
        None => NOT_YET,
    }
}

/// A label as it is written within a sentence: with a lowercase first letter, unless it is an abbreviation.
pub(crate) fn within_a_sentence(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}

/// What happens to the answers if the user quits now.
pub(crate) fn on_leaving(quiz: &Quiz, status: &SaveStatus) -> String {
    let text = match status {
        _ if quiz.person().is_some() => "This was a made-up person's quiz. Nothing is saved.",
        SaveStatus::On if quiz.session().seen_result() => {
            "Your result is saved on this computer. A short summary with its code stays in the terminal."
        }
        SaveStatus::Off if quiz.session().seen_result() => {
            "Nothing is saved. A short summary with the code of your result stays in the terminal."
        }
        SaveStatus::Off if quiz.session().settled() > 0 => {
            "Nothing is saved: if you leave now, you start over next time."
        }
        _ => return what_was_saved(quiz, status),
    };
    text.to_owned()
}

/// On a shared machine, what happens to the answers if the user quits now.
#[cfg(feature = "tui")]
pub(crate) const ON_LEAVING_SHARED: &str =
    "Nothing is saved. All your answers are cleared for the next person.";

/// What happened to the answers of a quiz that ended before its result.
pub(crate) fn what_was_saved(quiz: &Quiz, status: &SaveStatus) -> String {
    match status {
        _ if quiz.session().settled() == 0 => "You have not answered anything yet.".to_owned(),
        SaveStatus::On => {
            "Your answers are saved. Start career-fit again to go on where you were.".to_owned()
        }
        SaveStatus::Off => "Nothing is saved.".to_owned(),
        SaveStatus::Failed(why) => format!("Your answers could not be saved: {why}."),
    }
}

/// What happened to the counts of a room that was left.
pub(crate) fn what_was_saved_of_room(room: &Room, status: &SaveStatus) -> String {
    match status {
        _ if !room.has_counts() => "No hands were counted yet.".to_owned(),
        SaveStatus::On => "The counts are saved. Start career-fit room again to go on.".to_owned(),
        SaveStatus::Off => "Nothing is saved.".to_owned(),
        SaveStatus::Failed(why) => format!("The counts could not be saved: {why}."),
    }
}

/// Confirms that tried answers replaced the answers of a result.
pub(crate) fn taken_over(changed: usize, status: &SaveStatus) -> String {
    let changed = count(changed, "answer");
    match status {
        SaveStatus::On => format!("{changed} changed. This result has a code of its own."),
        SaveStatus::Off | SaveStatus::Failed(_) => {
            format!("{changed} changed. Nothing is saved, so note the new code.")
        }
    }
}
