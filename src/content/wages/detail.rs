//! The built-in figures by kind of employer and by metropolitan area. They go with the built-in wage table, and with
//! copies of it. They are read on first use, since most results need none.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{Employer, NATION, Wage};
use crate::content::WAGES;

const BY_EMPLOYER: &str = include_str!("../../../data/wages_by_employer.csv");
const BY_METRO: &str = include_str!("../../../data/wages_metro.csv");

#[derive(Deserialize)]
struct Row {
    soc: String,
    /// The code of the industry, or the name of the area.
    #[serde(alias = "industry", alias = "area_name")]
    of: String,
    employment: Option<i64>,
    p10: Option<i64>,
    median: Option<i64>,
    p90: Option<i64>,
    wage_rse: Option<f64>,
}

impl Row {
    fn wage(&self, place: &str, employer: Employer) -> Wage {
        let pay = match (self.p10, self.median, self.p90) {
            (Some(p10), Some(median), Some(p90)) => Some([p10, median, p90]),
            _ => None,
        };
        Wage {
            soc: self.soc.clone(),
            place: place.to_owned(),
            employer,
            employment: self.employment,
            pay,
            error: self.wage_rse,
        }
    }
}

/// Whether the figures are of this source, the first line of a wage table.
pub(super) fn is_of(source: &str) -> bool {
    WAGES.lines().next().and_then(|line| line.strip_prefix('#')).is_some_and(|line| line.trim() == source)
}

/// The national figures by kind of employer.
pub(super) fn employers() -> &'static [Wage] {
    static EMPLOYERS: OnceLock<Vec<Wage>> = OnceLock::new();
    EMPLOYERS.get_or_init(|| rows(BY_EMPLOYER).map(|row| row.wage(NATION, employer(&row.of))).collect())
}

/// The figures of metropolitan areas, and of the areas outside them.
pub(super) fn metros() -> &'static [Wage] {
    static METROS: OnceLock<Vec<Wage>> = OnceLock::new();
    METROS.get_or_init(|| rows(BY_METRO).map(|row| row.wage(&row.of, Employer::All)).collect())
}

fn rows(text: &'static str) -> impl Iterator<Item = Row> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader.into_deserialize().map(|row| row.expect("a test reads all rows"))
}

/// The kind of employer by BLS's code for the industry.
fn employer(industry: &str) -> Employer {
    match industry {
        "000000" => Employer::All,
        "62-63" => Employer::HealthCare,
        "622000" => Employer::Hospitals,
        "621100" => Employer::DoctorsOffices,
        "524100" => Employer::Insurers,
        "541500" => Employer::ItFirms,
        "541600" => Employer::Consulting,
        "999000" => Employer::Government,
        "999100" => Employer::FederalGovernment,
        _ => panic!("no employer has the industry code {industry}"),
    }
}

/// Whether a word of a name, and what follows it, starts with a text in lower case.
pub(super) fn has_word(name: &str, typed: &str) -> bool {
    let name = name.to_lowercase();
    let mut starts = name
        .char_indices()
        .filter(|(at, _)| !name[..*at].chars().next_back().is_some_and(char::is_alphanumeric));
    starts.any(|(at, _)| name[at..].starts_with(typed))
}
