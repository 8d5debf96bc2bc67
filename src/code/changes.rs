//! What has changed since a code was made: nothing that stops its answers from being read.

use std::fmt;
use std::ops::BitOr;

/// What has changed in the content since a code was made. As text, one sentence; empty where nothing has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Changes {
    /// The wording of questions and options.
    pub wording: bool,
    /// The paths: ids and keys.
    pub keys: bool,
    /// The constants of the scoring, with the norm.
    pub scoring: bool,
}

impl Changes {
    /// Whether nothing has changed.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl BitOr for Changes {
    type Output = Self;

    /// What has changed since one of two codes was made.
    fn bitor(self, other: Self) -> Self {
        Self {
            wording: self.wording || other.wording,
            keys: self.keys || other.keys,
            scoring: self.scoring || other.scoring,
        }
    }
}

impl Changes {
    /// What has changed, in words: "the wording of the questions or options and how answers are scored"; empty where
    /// nothing has.
    pub fn names(self) -> String {
        let named = [
            (self.wording, "the wording of the questions or options"),
            (self.keys, "what counts for each field"),
            (self.scoring, "how answers are scored"),
        ];
        let names: Vec<&str> = named.iter().filter(|(changed, _)| *changed).map(|(_, name)| *name).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => rest.join(", ") + " and " + last,
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        write!(
            f,
            "Changed since the code was made: {}. The result may differ from the one you saw at that time.",
            self.names()
        )
    }
}
