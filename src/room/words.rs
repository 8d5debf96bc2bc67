//! What a room says in the same words on the full screen, in lines and in files.

use super::picture::{Kind, Picture, Statement, Tally};
use super::{Form, Question, Room};
use crate::instrument::{Instrument, Response};
use crate::report::words::count;

/// What is asked first.
pub const HOW_MANY: &str = "How many people are in the room?";
/// What is asked later.
pub const HOW_MANY_NOW: &str = "How many people are here now?";
/// The choices where more hands are in than there are people.
pub const OVER_CHOICES: [&str; 3] = ["Edit the counts", "Change the number of people", "Leave it as it is"];
/// What is said where there is nothing to tell yet.
pub const NOTHING: &str = "No statement has all its hands in yet.";
/// What is said where nobody disagrees.
pub const NO_SPLIT: &str = "You did not split: on no statement some are for it and some against.";
/// What the kinds of work show.
pub const KINDS_TITLE: &str = "What this room likes";
/// The statements liked most.
pub const LIKED_TITLE: &str = "Liked most";
/// Where the room splits.
pub const SPLIT_TITLE: &str = "You split most on";
/// What two who disagree can do with it.
pub const ARGUE: &str = "Two who disagree: tell the others why.";
/// What the result is not.
pub const LIMITS_TITLE: &str = "What this can't say";

/// "1 person", "30 people".
pub fn people(number: u32) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

/// "30 people", or "30 to 31 people" where somebody came later.
pub fn people_of(picture: &Picture) -> String {
    match picture.people {
        (fewest, most) if fewest == most => people(most),
        (fewest, most) => format!("{fewest} to {}", people(most)),
    }
}

/// "1 hand", "31 hands".
pub fn hands(number: u32) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "hand")
}

/// "Question 3 of 12".
pub fn number(room: &Room) -> String {
    format!("Question {} of {}", room.at() + 1, room.questions().len())
}

/// Which hands are asked for now.
pub fn hands_up(label: &str) -> String {
    format!("Hands up for {label}")
}

/// How many hands are in. The sum of some answers would give a count away, so it waits until all are in or the counts
/// are shown.
pub fn status(room: &Room, question: &Question) -> String {
    let (sum, people) = (question.sum(), room.people_at(question));
    match question.first_open() {
        _ if question.is_over() => over(room, question),
        None => format!("{sum} of {people} hands are in"),
        Some(_) if !question.has_counts() => "No hands are in yet".to_owned(),
        Some(_) if question.is_shown() => format!("{sum} of {people} hands are in"),
        Some(_) => {
            format!("Hands are in for {} of {} answers", question.counted(), question.hands().len())
        }
    }
}

/// "31 hands, 30 people".
pub fn over(room: &Room, question: &Question) -> String {
    format!("{}, {}", hands(question.sum()), people(room.people_at(question)))
}

/// A tally in the words of the answers: "14 like, 13 dislike, 3 unsure".
pub fn tally(instrument: &Instrument, tally: Tally) -> String {
    let part = |count: u32, answer| format!("{count} {}", small(instrument.option(answer)));
    let parts = [
        part(tally.like, Response::Four),
        part(tally.dislike, Response::Two),
        part(tally.unsure, Response::Three),
    ];
    parts.join(", ")
}

/// A label as it stands within a sentence.
fn small(label: &str) -> String {
    crate::wording::within_a_sentence(label)
}

/// "58 %", in whole percent of the hands.
pub fn percent(tally: Tally) -> String {
    let (like, hands) = (u64::from(tally.like), u64::from(tally.hands()).max(1));
    format!("{} %", (like * 200 + hands) / (2 * hands))
}

/// The answers that count as liking: "Like", or "Like or Strongly like".
pub fn liking(room: &Room) -> String {
    let liking = room.form().answers().iter().filter(|answer| **answer >= Response::Four);
    liking.map(|answer| room.content().instrument.option(*answer)).collect::<Vec<_>>().join(" or ")
}

/// How much a kind of work is liked: "58 % like (21 of 36 hands)".
pub fn kind(instrument: &Instrument, kind: &Kind) -> String {
    let (like, hands) = (kind.tally.like, kind.tally.hands());
    let label = small(instrument.option(Response::Four));
    format!("{} {label} ({like} of {hands} hands)", percent(kind.tally))
}

/// How much a statement is liked: "24 of 30 like".
pub fn liked(instrument: &Instrument, statement: &Statement) -> String {
    let label = small(instrument.option(Response::Four));
    format!("{} of {} {label}", statement.tally.like, statement.tally.hands())
}

/// The measure of a split, with its figure.
pub fn measure(statement: &Statement) -> Option<String> {
    let figure = statement.agreement?.value();
    Some(format!(
        "Agreement A (van der Eijk, 2001) is {figure:.2}: 1 is all alike, 0 evenly spread, -1 two camps."
    ))
}

/// Where the measure comes from.
pub const MEASURE_SOURCE: &str = "Source: Measuring agreement in ordered rating scales, Quality and Quantity 35 (2001), 325-341, doi 10.1023/A:1010374114305. Of the statements that some like and some dislike, the one with the lowest A is named.";

/// What the counts can't say, the most important first.
pub fn limits(room: &Room, picture: &Picture) -> Vec<String> {
    let instrument = &room.content().instrument;
    let core = instrument.core_count();
    let mut limits = vec![
        "It counts hands, not people. So it can't say which field fits anyone here, or this room.".to_owned(),
    ];
    if room.form() == Form::Short {
        limits.push(format!(
            "It asked {} of {core} questions, with three answers for five: a first look.",
            picture.asked
        ));
    }
    let missing = picture.asked.saturating_sub(picture.statements.len());
    if missing > 0 && !picture.statements.is_empty() {
        limits.push(format!("{} not counted to the end and left out.", counted(missing, "question")));
    }
    if picture.over() > 0 {
        limits.push(format!(
            "On {} more hands went up than people were there.",
            count(picture.over(), "question")
        ));
    }
    limits.push("People look around before they raise a hand.".to_owned());
    limits.push(format!(
        "For your own result, run career-fit: {core} questions, about {}.",
        count(usize::try_from(instrument.minutes).unwrap_or(0), "minute")
    ));
    limits
}

/// "1 question was", "2 questions were".
fn counted(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "was" } else { "were" })
}
