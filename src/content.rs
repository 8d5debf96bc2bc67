//! The content: `questions.toml`, `profiles.toml` and the wage table, checked as a whole.
//!
//! All three are built in; custom files replace them without a rebuild and go through the same checks. All problems are
//! reported at once, each with its place and how to fix it.

mod diagnostics;
pub mod profiles;
mod questions;
pub mod schema;
pub mod states;
mod table;
pub mod wages;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;

use anyhow::{Context, Result, bail};

pub use diagnostics::{Problem, Problems};
pub use profiles::{
    Claim, Occupation, OutlookClaim, PayClaim, Profile, Profiles, Rung, Schooling, Source, Title, Topic,
};
pub use questions::Person;
pub use wages::{Employer, Wage, Wages};

use crate::instrument::Instrument;
use crate::scoring::Contrast;
use crate::text::printable;
use diagnostics::{Log, PROFILES as PROFILES_FILE, QUESTIONS as QUESTIONS_FILE, WAGES as WAGES_FILE};
use table::Text;

/// The built-in questions.
pub const QUESTIONS: &str = include_str!("../questions.toml");
/// The built-in profiles.
pub const PROFILES: &str = include_str!("../profiles.toml");
/// The built-in wage table: BLS, Occupational Employment and Wage Statistics, May 2025.
pub const WAGES: &str = include_str!("../data/wages.csv");

/// The smallest questions that pass every check, about two other fields, to start from.
pub const STARTER_QUESTIONS: &str = include_str!("../starter/questions.toml");
/// The profiles for [`STARTER_QUESTIONS`].
pub const STARTER_PROFILES: &str = include_str!("../starter/profiles.toml");

/// Valid content: everything that the quiz needs to ask and to give a result.
#[derive(Debug, Clone)]
pub struct Content {
    pub instrument: Instrument,
    pub profiles: Profiles,
    /// Which scales pull to which side.
    pub contrast: Contrast,
    /// Example people for demonstrations; may be empty.
    pub people: Vec<Person>,
    wages: Wages,
}

impl Content {
    /// Reads and checks both files, with the built-in wage table.
    ///
    /// # Errors
    /// Returns all problems of both files.
    pub fn load(questions: SourceFile, profiles: SourceFile) -> Result<Self, Problems> {
        Self::load_all(questions, profiles, None)
    }

    /// Reads and checks both files, and a wage table if there is one.
    ///
    /// # Errors
    /// Returns all problems of all files.
    pub fn load_all(
        questions: SourceFile,
        profiles: SourceFile,
        wages: Option<SourceFile>,
    ) -> Result<Self, Problems> {
        let log = Log::default();
        let (questions_log, profiles_log) = (log.of(QUESTIONS_FILE), log.of(PROFILES_FILE));
        let asked = questions::read(&questions, questions_log);
        let scales: Vec<Text> = asked.scales.iter().filter_map(|table| table.text("id")).collect();
        let ids: Vec<&str> = scales.iter().map(|id| id.value.as_str()).collect();
        let are_known =
            are_distinct(&ids) && ids.len() == asked.scales.len() && !questions_log.has_syntax_errors();
        let read = profiles::read(&profiles, are_known.then_some(&ids[..]), profiles_log);
        let pair = read.as_ref().map(|(profiles, _)| &profiles.pair);
        let people = asked.people(pair, questions.is_built_in(), questions_log);
        // The user can't fix the built-in file: it just doesn't fit these questions.
        if profiles.is_built_in() && profiles_log.clear() {
            let span = scales.first().map_or(0..0, |id| id.span.clone());
            let help = "give your own profiles too, with --profiles: `career-fit export profiles` writes the built-in \
                        ones to start from, and `career-fit export starter` a smaller pair of files";
            let title = "these scales are not those of the built-in profiles";
            questions_log.add(&span, title, "the first scale", help);
        }
        let wage_table = wages.as_ref().map(|file| wages::read(file, &log.of(WAGES_FILE)));
        let instrument = asked.instrument;
        let problems = log.into_problems();
        match (instrument, read) {
            (Some(instrument), Some((profiles, contrast))) if problems.is_empty() => {
                let wages = wage_table.unwrap_or_else(Wages::built_in);
                Ok(Self { instrument, profiles, contrast, people, wages })
            }
            _ => Err(Problems::new([questions, profiles].into_iter().chain(wages).collect(), problems)),
        }
    }

    /// The wage table, with the place whose figures are shown.
    pub fn wages(&self, place: &'static str) -> Wages {
        self.wages.clone().at(place)
    }

    /// The built-in content.
    ///
    /// # Errors
    /// Returns the problems of the built-in files; a test checks that there are none.
    pub fn built_in() -> Result<Self, Problems> {
        let questions = SourceFile::built_in("questions.toml", QUESTIONS);
        Self::load(questions, SourceFile::built_in("profiles.toml", PROFILES))
    }
}

/// Whether keys can be checked against these ids of scales.
fn are_distinct(ids: &[&str]) -> bool {
    let distinct: HashSet<&str> = ids.iter().copied().filter(|id| !id.trim().is_empty()).collect();
    !ids.is_empty() && distinct.len() == ids.len()
}

/// The maximum size of a content file, in bytes.
pub const LIMIT: u64 = 1024 * 1024;

/// The name and text of a content file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: Cow<'static, str>,
}

impl SourceFile {
    /// A built-in file.
    pub fn built_in(name: &str, text: &'static str) -> Self {
        Self { name: name.to_owned(), text: Cow::Borrowed(text) }
    }

    /// A file with this text.
    pub fn from_text(name: &str, text: impl Into<String>) -> Self {
        Self { name: printable(name), text: Cow::Owned(text.into()) }
    }

    /// Reads up to [`LIMIT`] bytes of UTF-8 text. A byte order mark is dropped.
    ///
    /// # Errors
    /// Returns an error if it can't be read, is empty, too large or not UTF-8.
    pub fn read(name: &str, input: impl Read) -> Result<Self> {
        let name = &printable(name);
        let mut bytes = Vec::new();
        input.take(LIMIT + 1).read_to_end(&mut bytes).with_context(|| format!("can't read {name}"))?;
        if bytes.len() as u64 > LIMIT {
            bail!("{name} is larger than 1 MiB, so it can't be a content file: check the name");
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count();
                bail!("{name} is not UTF-8 text (line {line}, byte {valid}): save it as UTF-8 and try again");
            }
        };
        if text.trim().is_empty() {
            bail!("{name} is empty: start from a file that `career-fit export` writes");
        }
        Ok(Self::from_text(name, text.strip_prefix('\u{feff}').map_or(text.as_str(), |rest| rest)))
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is built in, so that the user can't fix it.
    pub(super) fn is_built_in(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}
