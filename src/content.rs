//! The content: `questions.toml`, `profiles.toml` and the wage table, read, checked as a whole, and turned into plain
//! data.
//!
//! All three are compiled in; files of your own replace them without a rebuild and go through the same checks. All
//! problems are reported at once, each with its place and how to fix it.

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
pub use profiles::{Claim, Occupation, OutlookClaim, PayClaim, Profile, Profiles, Source, Title, Topic};
pub use questions::Person;
pub use wages::{Wage, Wages};

use crate::instrument::Instrument;
use crate::scoring::Contrast;
use crate::text::printable;
use diagnostics::{Log, PROFILES as PROFILES_FILE, QUESTIONS as QUESTIONS_FILE, WAGES as WAGES_FILE};
use table::Text;

/// The questions that are compiled in.
pub const QUESTIONS: &str = include_str!("../questions.toml");
/// The profiles that are compiled in.
pub const PROFILES: &str = include_str!("../profiles.toml");
/// The wage table that is compiled in: BLS, Occupational Employment and Wage Statistics, May 2025.
pub const WAGES: &str = include_str!("../data/wages.csv");

/// The smallest questions that pass every check, on another pair of fields, to start from.
pub const STARTER_QUESTIONS: &str = include_str!("../starter/questions.toml");
/// The profiles that belong to them.
pub const STARTER_PROFILES: &str = include_str!("../starter/profiles.toml");

/// Checked content: everything that the quiz needs to ask and to answer.
#[derive(Debug, Clone)]
pub struct Content {
    /// What is asked.
    pub instrument: Instrument,
    /// What the two paths are.
    pub profiles: Profiles,
    /// Which scales pull to which path.
    pub contrast: Contrast,
    /// Made-up people who take the quiz before an audience; none where nobody wrote any.
    pub people: Vec<Person>,
    /// Pay by occupation and state.
    wages: Wages,
}

impl Content {
    /// Reads and checks both files, with the wage table that is compiled in.
    ///
    /// # Errors
    /// All problems of both files at once.
    pub fn load(questions: SourceFile, profiles: SourceFile) -> Result<Self, Problems> {
        Self::load_all(questions, profiles, None)
    }

    /// Reads and checks both files, and a wage table if there is one.
    ///
    /// # Errors
    /// All problems of all files at once.
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

    /// The content that is compiled in.
    ///
    /// # Errors
    /// Where it is unsound, which a test rules out.
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

/// The most that a content file may hold, in bytes.
pub const LIMIT: u64 = 1024 * 1024;

/// The name and text of a content file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: Cow<'static, str>,
}

impl SourceFile {
    /// Text that is compiled in.
    pub fn built_in(name: &str, text: &'static str) -> Self {
        Self { name: name.to_owned(), text: Cow::Borrowed(text) }
    }

    /// Text from elsewhere.
    pub fn from_text(name: &str, text: impl Into<String>) -> Self {
        Self { name: printable(name), text: Cow::Owned(text.into()) }
    }

    /// Reads up to [`LIMIT`] bytes of UTF-8 text. A byte order mark at the start is dropped.
    ///
    /// # Errors
    /// Where it cannot be read, is empty, larger, or not UTF-8; each says what to do.
    pub fn read(name: &str, input: impl Read) -> Result<Self> {
        let name = &printable(name);
        let mut bytes = Vec::new();
        input.take(LIMIT + 1).read_to_end(&mut bytes).with_context(|| format!("can't read {name}"))?;
        if bytes.len() as u64 > LIMIT {
            bail!(
                "{name} is larger than 1 MiB, so it can't be a quiz file: check that you named the right file"
            );
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
            bail!("{name} is empty: start from the file that comes with career-fit");
        }
        Ok(Self::from_text(name, text.strip_prefix('\u{feff}').map_or(text.as_str(), |rest| rest)))
    }

    /// What the file is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is compiled in: nobody here can mend it.
    pub(super) fn is_built_in(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}
