//! The wage table: annual wages by occupation and state.

mod read;

pub(super) use read::read;

use std::sync::{Arc, OnceLock};

use super::diagnostics::Problems;
use super::{SourceFile, WAGES};

/// BLS states no annual wage above this; higher figures in its tables mean "this or more". Its footnote to the
/// Occupational Employment and Wage Statistics, May 2025.
pub const TOP_CODE: i64 = 239_200;

/// The row of the whole country.
pub const NATION: &str = "United States";

/// The code that stands for all occupations together.
pub const ALL_JOBS: &str = "00-0000";

/// A relative standard error above this, in percent, makes a figure a rough one.
pub const ROUGH: f64 = 10.0;

/// Annual wages in US dollars for one occupation in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Wage {
    /// SOC code.
    pub soc: String,
    /// State, district or territory, or [`NATION`].
    pub place: String,
    /// People employed; `None` where the table says that it was not released.
    pub employment: Option<i64>,
    /// One in ten earns less, half earn less, nine in ten earn less; `None` where the table says that they were
    /// not released.
    pub pay: Option<[i64; 3]>,
    /// The relative standard error of the mean wage, in percent; `None` where there is none. BLS gives none for the
    /// figures of [`Self::pay`], so this one has to tell how far they can be trusted.
    pub error: Option<f64>,
}

impl Wage {
    /// Whether the figures rest on so few answers that they are only rough.
    pub fn is_rough(&self) -> bool {
        self.error.is_some_and(|error| error > ROUGH)
    }
}

/// The whole wage table. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Wages {
    source: Arc<str>,
    rows: Arc<[Wage]>,
    place: &'static str,
}

impl Wages {
    /// The table that is compiled in, parsed once.
    pub fn built_in() -> Self {
        static BUILT_IN: OnceLock<Wages> = OnceLock::new();
        let load =
            || Self::load(SourceFile::built_in("wages.csv", WAGES)).expect("a test loads the built-in table");
        BUILT_IN.get_or_init(load).clone()
    }

    /// Reads and checks a table.
    ///
    /// # Errors
    /// All its problems at once.
    pub fn load(file: SourceFile) -> Result<Self, Problems> {
        let log = super::diagnostics::Log::default();
        let wages = read(&file, &log.of(0));
        let problems = log.into_problems();
        if problems.is_empty() { Ok(wages) } else { Err(Problems::new(vec![file], problems)) }
    }

    /// The same table, looked at for a place; a name of [`super::states`].
    #[must_use]
    pub fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    /// The place that is looked at.
    pub fn place(&self) -> &'static str {
        self.place
    }

    /// Who counted, what it is called, and when: the first line of the table.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The wages of an occupation in a place; `None` where the table has no row for it, which says nothing of why.
    pub fn get(&self, soc: &str, place: &str) -> Option<&Wage> {
        self.rows.iter().find(|row| row.soc == soc && row.place == place)
    }

    /// Every place in the table, in its order, each once.
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = Vec::new();
        for row in self.rows.iter() {
            if !places.contains(&row.place.as_str()) {
                places.push(&row.place);
            }
        }
        places
    }
}
