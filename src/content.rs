//! The content: `questions.toml`, `profiles.toml` and the wage table, read, checked as a whole, and turned into plain
//! data.
//!
//! All three are compiled in; a file of your own replaces one without a rebuild and goes through the same
//! check. All problems are reported at once, each with its place and its mend.

pub mod file;
pub mod people;
pub mod problem;
pub mod profiles;
mod questions;
mod reader;
pub mod schema;
mod shape;
pub mod states;
pub mod wages;

pub use file::SourceFile;
pub use people::Person;
pub use problem::{Problem, Problems};
pub use profiles::{Claim, Occupation, OutlookClaim, PayClaim, Profile, Profiles, Source, Title, Topic};
pub use wages::{Wage, Wages};

use std::collections::HashSet;

use crate::instrument::Instrument;
use crate::scoring::Contrast;

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

    /// Reads and checks both files, and a wage table of your own where there is one.
    ///
    /// # Errors
    /// All problems of all files at once.
    pub fn load_all(
        questions: SourceFile,
        profiles: SourceFile,
        wages: Option<SourceFile>,
    ) -> Result<Self, Problems> {
        let log = problem::Log::default();
        // The larger file first, which needs most memory as it is taken apart: while there is nothing else yet.
        let described = reader::parse(profiles.text(), &log.of(problem::PROFILES));
        let asked = questions::read(&questions, &log.of(problem::QUESTIONS));
        let scales: Option<Vec<&str>> = asked.scales.iter().map(Option::as_deref).collect();
        let is_known = |scales: &Vec<&str>| are_known(scales) && !log.of(problem::QUESTIONS).is_unread();
        let scales = scales.filter(is_known);
        let read = profiles::read(&described, scales.as_deref(), &log.of(problem::PROFILES));
        let pair = read.as_ref().map(|(profiles, _)| &profiles.pair);
        let people = people::fitting(&questions, asked.people, asked.instrument.as_ref(), pair, &log);
        let own_wages = wages.as_ref().map(|file| wages::read(file, &log.of(problem::WAGES)));
        let problems = log.into_problems();
        match (asked.instrument, read) {
            (Some(instrument), Some((profiles, contrast))) if problems.is_empty() => Ok(Self {
                instrument,
                profiles,
                contrast,
                people,
                wages: own_wages.unwrap_or_else(Wages::built_in),
            }),
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

/// Whether the scales can be told apart, so that it makes sense to hold keys against them.
fn are_known(scales: &[&str]) -> bool {
    let distinct: HashSet<&str> = scales.iter().copied().filter(|scale| !scale.is_empty()).collect();
    !scales.is_empty() && distinct.len() == scales.len()
}
