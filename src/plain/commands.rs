//! The one table of words that can be typed in line mode: prompts, help and handling come from it.

use crate::instrument::Step;
use crate::text::nearest;

/// What a typed word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// What comes next, or what stands already.
    Enter,
    /// Back, everything kept.
    Back,
    /// Skip this question.
    Skip,
    /// All answers.
    Review,
    /// What the terms mean.
    Terms,
    /// Say it again.
    Again,
    /// Every part of the result at once.
    All,
    /// The code of the result.
    Code,
    /// Pay for another place.
    State,
    /// The result to a file.
    Write,
    /// One entry of the part that was read.
    Open,
    /// Another answer, to see what would come of it.
    Try,
    /// Take over what was tried.
    Keep,
    /// Let go what was tried.
    Drop,
    /// Hand the answers in.
    HandIn,
    /// Answer the tie-breakers after all.
    More,
    /// What can be typed.
    Help,
    /// Leave.
    Quit,
}

/// A word and what it does.
pub(super) struct Word {
    pub(super) command: Command,
    /// The word, and the shorter ones for it: the same letters as on the full screen.
    pub(super) names: &'static [&'static str],
    steps: &'static [Step],
    /// What the help says.
    pub(super) help: &'static str,
}

const fn word(
    command: Command,
    names: &'static [&'static str],
    steps: &'static [Step],
    help: &'static str,
) -> Word {
    Word { command, names, steps, help }
}

const ALL: &[Step] = &[Step::Welcome, Step::Question, Step::Offer, Step::Review, Step::Result];
const AFTER_START: &[Step] = &[Step::Question, Step::Offer, Step::Review, Step::Result];

/// The table, in the order of the help. Enter alone is an empty line.
const WORDS: &[Word] = &[
    word(Command::Enter, &["next", "n", ""], ALL, "go on with what stands; Enter alone does the same"),
    word(Command::Back, &["back", "b"], AFTER_START, "one step back; every answer is kept"),
    word(Command::Skip, &["skip", "s", "0"], &[Step::Question], "skip this question"),
    word(
        Command::Review,
        &["review", "r"],
        &[Step::Question, Step::Offer, Step::Result],
        "all your answers, and change any",
    ),
    word(Command::All, &["all", "a"], &[Step::Result], "read every part at once"),
    word(
        Command::Open,
        &["open", "o"],
        &[Step::Result],
        "read one of what the part has listed; add its number: open 2",
    ),
    word(
        Command::Try,
        &["try"],
        &[Step::Result],
        "what if; add a question's number and another answer: try 7 4",
    ),
    word(Command::Keep, &["keep"], &[Step::Result], "make what you tried your result"),
    word(Command::Drop, &["drop"], &[Step::Result], "let go what you tried"),
    word(Command::Code, &["code", "c"], &[Step::Result], "the code of this result, letter by letter"),
    word(
        Command::State,
        &["state", "s"],
        &[Step::Result],
        "pay for your state; you can add its name: state Ohio",
    ),
    word(
        Command::Write,
        &["write", "w"],
        &[Step::Result],
        "write this result to a file; you can add its name: write result.txt",
    ),
    word(Command::HandIn, &["hand", "handin"], &[Step::Result], "hand in your answers, without your name"),
    word(Command::More, &["more", "t"], &[Step::Result], "the extra questions, where it was too close"),
    word(Command::Terms, &["terms", "i"], ALL, "what the special terms mean"),
    word(Command::Again, &["again"], AFTER_START, "say this once more"),
    word(Command::Help, &["help", "h", "?"], ALL, "this list"),
    word(Command::Quit, &["quit", "q", "exit", "leave"], ALL, "leave; it asks first"),
];

/// The words that can be typed at a step.
pub(super) fn of(step: Step) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |word| word.steps.contains(&step))
}

/// A line as a word of the table and what was typed behind it; or the word that may have been meant.
pub(super) fn read(step: Step, line: &str) -> Result<(Command, &str), Option<&'static str>> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let typed = first.to_lowercase();
    let takes_more = |command| {
        matches!(command, Command::State | Command::Write | Command::Open | Command::Try | Command::HandIn)
    };
    match of(step).find(|word| word.names.contains(&typed.as_str())) {
        Some(word) if rest.is_empty() || takes_more(word.command) => Ok((word.command, rest.trim())),
        Some(word) => Err(word.names.first().copied()),
        None => {
            let names: Vec<&'static str> = of(step).filter_map(|word| word.names.first().copied()).collect();
            // A letter or two is near to everything, and a sentence to nothing.
            let is_word = typed.chars().count() > 2 && rest.is_empty();
            Err(nearest(&typed, &names).filter(|_| is_word))
        }
    }
}
