//! The wage table: annual wages by occupation and state. Read only when pay is looked at.

use anyhow::{Context, Result};

/// BLS states no annual wage above this; higher figures in its tables mean "this or more". Its footnote to the
/// Occupational Employment and Wage Statistics, May 2025.
pub const TOP_CODE: i64 = 239_200;

/// The row of the whole country.
pub const NATION: &str = "United States";

/// Annual wages in US dollars for one occupation in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wage {
    /// SOC code.
    pub soc: String,
    /// State, district or territory, or [`NATION`].
    pub place: String,
    /// People employed.
    pub employment: i64,
    /// One in ten earns less.
    pub p10: i64,
    /// Half earn less.
    pub median: i64,
    /// Nine in ten earn less.
    pub p90: i64,
}

/// The whole wage table.
#[derive(Debug, Clone)]
pub struct Wages {
    rows: Vec<Wage>,
}

impl Wages {
    /// The table that is compiled in.
    ///
    /// # Errors
    /// Where it is unsound, which a test rules out.
    pub fn built_in() -> Result<Self> {
        Self::parse(super::WAGES)
    }

    fn parse(text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let rows: Result<Vec<Wage>> = reader.records().map(|record| row(&record?)).collect();
        Ok(Self { rows: rows? })
    }

    /// The wages of an occupation in a place; `None` means that they were not released.
    pub fn get(&self, soc: &str, place: &str) -> Option<&Wage> {
        self.rows.iter().find(|row| row.soc == soc && row.place == place)
    }

    /// Every place in the table, in its order, each once.
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !places.contains(&row.place.as_str()) {
                places.push(&row.place);
            }
        }
        places
    }
}

fn row(record: &csv::StringRecord) -> Result<Wage> {
    let cell = |index: usize| record.get(index).with_context(|| format!("a wage row has no column {index}"));
    let number = |index| cell(index)?.parse::<i64>().with_context(|| format!("in the wage row {record:?}"));
    Ok(Wage {
        soc: cell(0)?.to_owned(),
        place: cell(2)?.to_owned(),
        employment: number(3)?,
        p10: number(4)?,
        median: number(6)?,
        p90: number(8)?,
    })
}
