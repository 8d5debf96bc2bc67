//! Why a code can't be read, in words that say what to do.

use std::fmt;

/// Why a code can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeError {
    /// There is nothing but hyphens and spaces.
    Empty,
    /// It has too few characters.
    TooShort {
        /// How many there are, without hyphens and spaces.
        found: usize,
        /// How many there should be without and with the tie-breakers.
        lengths: [usize; 2],
    },
    /// It has too many characters.
    TooLong {
        /// How many there are, without hyphens and spaces.
        found: usize,
        /// How it starts, safe to show.
        start: String,
        /// How many there should be without and with the tie-breakers.
        lengths: [usize; 2],
    },
    /// It has a character that is in no code.
    BadCharacter {
        /// The first such character.
        character: char,
        /// Its place from 1, without hyphens and spaces.
        position: usize,
    },
    /// Its check fails: a character is wrong, or two are swapped.
    Mistyped,
    /// It is sound, and its answers are to other questions.
    OtherQuestions(Difference),
}

/// Why a code's answers are not to these questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// They are to another quiz: another id.
    Quiz,
    /// They are to this major version of the questions.
    Version(u64),
    /// They are to this major version or a later one.
    LaterVersion(u64),
    /// They are to major version 0, or to a version that is no number.
    NoNumber,
    /// They are to other items: ids, scales, tie-breaker flags or order.
    Items,
    /// Something of these differs, but it is not known which.
    Unknown,
}

impl CodeError {
    /// Too many characters; of what was typed only the start is kept.
    pub(super) fn too_long(found: usize, typed: impl Iterator<Item = char>, lengths: [usize; 2]) -> Self {
        let shown = |character: char| if character.is_ascii_graphic() { character } else { '?' };
        Self::TooLong { found, start: typed.take(12).map(shown).collect(), lengths }
    }
}

impl std::error::Error for CodeError {}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there is no code: give the letters and digits that came with a result"),
            Self::TooShort { found, lengths } => {
                let characters = if *found == 1 { "character" } else { "characters" };
                write!(
                    f,
                    "the code has {found} {characters} and should have {}: compare it with the original",
                    should(*lengths)
                )
            }
            Self::TooLong { found, start, lengths } => write!(
                f,
                "the code \"{start}...\" has {found} characters and should have {}: give one code and nothing else",
                should(*lengths)
            ),
            Self::BadCharacter { character, position } => {
                write!(f, "character {position} of the code is {}: {}", Shown(*character), hint(*character))
            }
            Self::Mistyped => write!(
                f,
                "the code is mistyped: a character is wrong or two are swapped: compare it with the original"
            ),
            Self::OtherQuestions(difference) => write!(
                f,
                "the code was made with {difference}: open it with the version or the files it was made with"
            ),
        }
    }
}

fn should([core, all]: [usize; 2]) -> String {
    if core == all { core.to_string() } else { format!("{core}, or {all} with the extra questions") }
}

/// What a character that is in no code may be.
fn hint(character: char) -> &'static str {
    match character.to_ascii_uppercase() {
        '0' | 'O' => "codes have no 0 and no O; it may be a D or a Q",
        '1' | 'I' | 'L' => "codes have no 1, I and L; it may be a 7, a J or a T",
        _ => "codes have only letters and the digits 2 to 9",
    }
}

/// A character for a message: itself where that is harmless, and its number unless everybody can type it.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(character) = *self;
        let number = u32::from(character);
        if character.is_ascii_graphic() {
            write!(f, "\"{character}\"")
        } else if character.is_alphanumeric() {
            write!(f, "\"{character}\" (U+{number:04X})")
        } else {
            write!(f, "U+{number:04X}")
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quiz => write!(f, "another quiz"),
            Self::Version(number) => write!(f, "version {number} of the questions"),
            Self::LaterVersion(number) => write!(f, "version {number} or later of the questions"),
            Self::NoNumber => write!(f, "a trial version of the questions"),
            Self::Items => write!(f, "other questions, or in another order"),
            Self::Unknown => write!(f, "another quiz or other questions"),
        }
    }
}
