//! The one table of words that can be typed in a room's lines: help and handling come from it.

/// What a typed word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Next,
    Back,
    Show,
    People,
    Result,
    Write,
    Terms,
    Again,
    Help,
    Quit,
}

/// Where it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    Question,
    Result,
}

/// A word, its names, where it can be typed, and what the help says.
type Row = (Word, &'static [&'static str], &'static [Place], &'static str);

use Place::{Question, Result, Start};

const WORDS: &[Row] = &[
    (Word::Show, &["show", "space"], &[Question], "say the counts"),
    (Word::Next, &["next"], &[Question], "next question, whatever is counted"),
    (Word::Back, &["back", "b"], &[Question, Result], "question before; counts are kept"),
    (
        Word::People,
        &["people", "n"],
        &[Question],
        "how many people, from here on; you can add the number: people 31",
    ),
    (Word::Result, &["result", "r"], &[Question], "the result so far"),
    (Word::Write, &["write", "w"], &[Result], "write it to a file; you can add its name: write room.html"),
    (Word::Terms, &["terms", "i"], &[Question], "what the special terms mean"),
    (Word::Again, &["again"], &[Question, Result], "say this once more"),
    (Word::Help, &["help", "h", "?"], &[Start, Question, Result], "this list"),
    (Word::Quit, &["quit", "q", "exit", "leave"], &[Start, Question, Result], "leave; it asks first"),
];

/// The words that can be typed at a place, each with what it does.
pub(super) fn of(place: Place) -> impl Iterator<Item = (&'static [&'static str], &'static str)> {
    WORDS
        .iter()
        .filter(move |(_, _, places, _)| places.contains(&place))
        .map(|(_, names, _, help)| (*names, *help))
}

/// A line as a word of the table and what stands behind it.
pub(super) fn read(place: Place, line: &str) -> Option<(Word, &str)> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let typed = first.to_lowercase();
    let row = WORDS
        .iter()
        .find(|(_, names, places, _)| names.contains(&typed.as_str()) && places.contains(&place))?;
    let takes_more = matches!(row.0, Word::People | Word::Write);
    (rest.is_empty() || takes_more).then_some((row.0, rest.trim()))
}
