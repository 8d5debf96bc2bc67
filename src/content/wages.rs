//! The wage table: annual wages by occupation and state. Read only when pay is looked at.

use anyhow::{Context, Result};

/// BLS states no annual wage above this; higher figures in its tables mean "this or more". Its footnote to the
/// Occupational Employment and Wage Statistics, May 2025.
pub const TOP_CODE: i64 = 239_200;

/// What stands in the table for a figure that was not released.
const NOT_RELEASED: &str = "-";

/// The row of the whole country.
pub const NATION: &str = "United States";

/// Annual wages in US dollars for one occupation in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wage {
    /// SOC code.
    pub soc: String,
    /// State, district or territory, or [`NATION`].
    pub place: String,
    /// People employed; `None` where not released.
    pub employment: Option<i64>,
    /// One in ten earns less, half earn less, nine in ten earn less; `None` where not released.
    pub pay: Option<[i64; 3]>,
}

/// The whole wage table.
#[derive(Debug, Clone)]
pub struct Wages {
    rows: Vec<Wage>,
    place: &'static str,
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
        Ok(Self { rows: rows?, place: NATION })
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
    let number = |index| match cell(index)? {
        NOT_RELEASED => Ok(None),
        digits => digits.parse::<i64>().map(Some).with_context(|| format!("in the wage row {record:?}")),
    };
    let pay = [number(4)?, number(6)?, number(8)?];
    Ok(Wage {
        soc: cell(0)?.to_owned(),
        place: cell(2)?.to_owned(),
        employment: number(3)?,
        pay: if let [Some(p10), Some(median), Some(p90)] = pay { Some([p10, median, p90]) } else { None },
    })
}
