//! One line of what was found.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Fine,
    /// Something to think about; the quiz works as it is.
    Note,
    /// The quiz misleads, or says what can't be: to be mended before anybody takes it.
    Problem,
}

impl Level {
    /// The word for it in text and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Note => "note",
            Self::Problem => "problem",
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What it is about, in a word.
    pub topic: &'static str,
    /// What was found, in a sentence or two.
    pub text: String,
    /// Where to look: the heading or the id to search the file for.
    pub place: Option<String>,
    /// How to mend it.
    pub mend: Option<String>,
}

impl Finding {
    /// Something as it should be.
    pub(super) fn fine(topic: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Fine, topic, text: text.into(), place: None, mend: None }
    }

    /// Something to think about.
    pub(super) fn note(topic: &'static str, text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Note, mend: Some(mend.into()), ..Self::fine(topic, text) }
    }

    /// Something to mend.
    pub(super) fn problem(topic: &'static str, text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Problem, ..Self::note(topic, text, mend) }
    }

    /// The same with its place.
    pub(super) fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }
}
