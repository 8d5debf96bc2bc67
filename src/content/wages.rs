//! The wage table: annual wages by occupation and place, and in the built-in one also by kind of employer.

mod detail;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::diagnostics::{FileLog, Log, Problems, list, short, suggest};
use super::{SourceFile, WAGES, states};
use crate::text::nearest;

/// BLS publishes no annual wage above this; the figure means "this or more" (footnote to the Occupational Employment and
/// Wage Statistics, May 2025).
pub const TOP_CODE: i64 = 239_200;

/// The place of the whole country.
pub const NATION: &str = "United States";

/// The SOC code of all occupations together.
pub const ALL_JOBS: &str = "00-0000";

/// A figure with a relative standard error above this, in percent, is rough.
pub const ROUGH: f64 = 10.0;

/// Who pays a wage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Employer {
    /// All industries, government included.
    All,
    /// Health care and social assistance.
    HealthCare,
    Hospitals,
    DoctorsOffices,
    Insurers,
    /// Computer systems design.
    ItFirms,
    /// Management and technical consulting.
    Consulting,
    /// Federal, state and local government, without schools and hospitals.
    Government,
    /// Part of [`Employer::Government`].
    FederalGovernment,
}

impl Employer {
    /// In the order shown.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::HealthCare,
        Self::Hospitals,
        Self::DoctorsOffices,
        Self::Insurers,
        Self::ItFirms,
        Self::Consulting,
        Self::Government,
        Self::FederalGovernment,
    ];

    /// In plain words, such as "doctors' offices".
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all employers",
            Self::HealthCare => "health care",
            Self::Hospitals => "hospitals",
            Self::DoctorsOffices => "doctors' offices",
            Self::Insurers => "insurance companies",
            Self::ItFirms => "IT firms",
            Self::Consulting => "consulting firms",
            Self::Government => "government, without schools and hospitals",
            Self::FederalGovernment => "federal government",
        }
    }
}

/// The part of an occupation that works in US health care.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealthCare {
    /// How many of 100 people in the occupation work there.
    pub share: f64,
    /// Their median pay in US dollars a year; `None` if not released.
    pub median: Option<i64>,
}

/// Annual wages in US dollars for one occupation in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Wage {
    pub soc: String,
    /// State, district, territory or metropolitan area, or [`NATION`].
    pub place: String,
    pub employer: Employer,
    /// People employed; `None` if not released.
    pub employment: Option<i64>,
    /// The 10th percentile, the median and the 90th percentile, in US dollars; `None` if not released.
    pub pay: Option<[i64; 3]>,
    /// The relative standard error of the mean wage, in percent. BLS publishes none for the figures of [`Self::pay`], so
    /// this one shows how reliable they are.
    pub error: Option<f64>,
}

impl Wage {
    /// Whether the sample is so small that the figures are only rough.
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
    /// Whether the built-in figures by employer and metropolitan area are of the same source, so that they go with it.
    is_detailed: bool,
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
        let log = Log::default();
        let wages = read(&file, &log.of(0));
        let problems = log.into_problems();
        if problems.is_empty() { Ok(wages) } else { Err(Problems::new(vec![file], problems)) }
    }

    /// The same table for a place, one of [`Wages::matching`].
    #[must_use]
    pub fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    /// The place whose figures are shown.
    pub fn place(&self) -> &'static str {
        self.place
    }

    /// Publisher, title and date: the first line of the table.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The wages of an occupation in a place, of all employers; `None` if there is no row for it.
    pub fn get(&self, soc: &str, place: &str) -> Option<&Wage> {
        let in_table = self.rows.iter().find(|row| row.soc == soc && row.place == place);
        in_table.or_else(|| self.metros().iter().find(|row| row.soc == soc && row.place == place))
    }

    /// The wages to show for an occupation: for the nation those in health care, or else of all employers; for any other
    /// place those of all employers there, since no others are published.
    pub fn here(&self, soc: &str) -> Option<&Wage> {
        let in_health_care = (self.place == NATION).then(|| self.of_employer(soc, Employer::HealthCare));
        in_health_care.flatten().or_else(|| self.get(soc, self.place))
    }

    /// The national wages of an occupation with a kind of employer.
    pub fn of_employer(&self, soc: &str, employer: Employer) -> Option<&Wage> {
        match employer {
            Employer::All => self.get(soc, NATION),
            _ => self.employers().iter().find(|row| row.soc == soc && row.employer == employer),
        }
    }

    /// The national wages of an occupation by kind of employer, in the order of [`Employer::ALL`].
    pub fn by_employer(&self, soc: &str) -> Vec<&Wage> {
        Employer::ALL.into_iter().filter_map(|employer| self.of_employer(soc, employer)).collect()
    }

    /// How much of an occupation is in health care, if that is known.
    pub fn health_care(&self, soc: &str) -> Option<HealthCare> {
        let [all, care] = [Employer::All, Employer::HealthCare].map(|one| self.of_employer(soc, one));
        let care = care?;
        #[expect(clippy::cast_precision_loss, reason = "the number of people in an occupation")]
        let share = 100.0 * care.employment? as f64 / all?.employment? as f64;
        Some(HealthCare { share, median: care.pay.map(|[_, median, _]| median) })
    }

    /// The figures by kind of employer, for the whole nation.
    fn employers(&self) -> &'static [Wage] {
        if self.is_detailed { detail::employers() } else { &[] }
    }

    /// The figures of metropolitan areas.
    fn metros(&self) -> &'static [Wage] {
        if self.is_detailed { detail::metros() } else { &[] }
    }

    /// The places whose name has a word that starts with this text, or whose code it is: states, then metropolitan areas;
    /// all states for an empty text.
    pub fn matching(&self, typed: &str) -> Vec<&'static str> {
        let mut places = states::matching(typed);
        let typed = typed.trim().to_lowercase();
        if !typed.is_empty() {
            places.extend(self.metro_names().filter(|name| detail::has_word(name, &typed)));
        }
        places
    }

    /// The place with this name: a state by its name or two letters, or the one metropolitan area that it fits.
    ///
    /// # Errors
    /// Returns a message that names the places that it could be, or suggests the nearest state.
    pub fn find(&self, text: &str) -> Result<&'static str, String> {
        const LISTED: usize = 5;
        let error = match states::find(text) {
            Ok(state) => return Ok(state),
            Err(error) => error,
        };
        let text = text.trim();
        if let Some(name) = self.metro_names().find(|name| name.eq_ignore_ascii_case(text)) {
            return Ok(name);
        }
        match &self.matching(text)[..] {
            [place] => Ok(place),
            [] => Err(error.replacen("no state", "no state or metro area", 1)),
            places => {
                let names = places.iter().take(LISTED).copied().collect::<Vec<_>>().join("; ");
                let more = if places.len() > LISTED { "; and more" } else { "" };
                Err(format!(
                    "there are {} places like `{text}`, so type more of the name: {names}{more}",
                    places.len()
                ))
            }
        }
    }

    /// The names of the metropolitan areas, in the order of the file.
    fn metro_names(&self) -> impl Iterator<Item = &'static str> {
        // Every area has a row for all jobs.
        self.metros().iter().filter(|row| row.soc == ALL_JOBS).map(|row| row.place.as_str())
    }

    /// The places of the table, in its order, without duplicates.
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

/// The cell of a figure that was not released.
const NOT_RELEASED: &str = "-";

/// The required columns.
const REQUIRED: [&str; 6] = ["soc", "state", "employment", "p10", "median", "p90"];
/// The optional columns.
const OPTIONAL: [&str; 4] = ["title", "p25", "p75", "wage_rse"];

/// The highest annual wage that is accepted, in US dollars.
const MOST: i64 = 10_000_000;

/// A cell with its place in the file.
struct Cell {
    text: String,
    span: Range<usize>,
}

/// A row's cells by the names of the columns, with the place of the row.
struct Row<'a> {
    columns: &'a [String],
    cells: Vec<Cell>,
    span: Range<usize>,
}

/// Reads a table. The result is valid only if no problem was reported.
pub(super) fn read(file: &SourceFile, log: &FileLog<'_>) -> Wages {
    let source = read_source(file.text(), log);
    let mut lines = lines(file.text()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let mut rows: Vec<Wage> = Vec::new();
    let columns = lines.next().map(|(at, line)| read_columns(at..at + line.len(), cells(at, line), log));
    // Without valid columns the rows can't be checked.
    let Some(columns) = columns.unwrap_or_else(|| Some(Vec::new())) else {
        return Wages { source: source.into(), rows: rows.into(), place: NATION, is_detailed: false };
    };
    let mut seen: HashMap<(String, String), Range<usize>> = HashMap::new();
    for (at, line) in lines {
        let row = Row { columns: &columns, cells: cells(at, line), span: at..at + line.len() };
        let Some(wage) = row.wage(log) else { continue };
        let key = (wage.soc.clone(), wage.place.clone());
        if let Some(first) = seen.get(&key) {
            let title = format!("two rows for `{}` in {}", short(&wage.soc), wage.place);
            log.add_with(&row.span, (first, "first here"), title, "and here again", "remove one of them");
        } else {
            seen.insert(key, row.span);
        }
        rows.push(wage);
    }
    if rows.is_empty() && !log.has_problems() {
        let help = "add a line for each occupation and place under the columns' names";
        log.add(&(0..0), "the wage table has no rows", "in this file", help);
    }
    let is_detailed = detail::is_of(&source);
    Wages { source: source.into(), rows: rows.into(), place: NATION, is_detailed }
}

/// The lines with their places, without line breaks.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// The first line names the source: no figure is shown without it.
fn read_source(text: &str, log: &FileLog<'_>) -> String {
    let first = text.lines().next().unwrap_or_default();
    let source = first.strip_prefix('#').unwrap_or_default().trim();
    if source.is_empty() {
        let help =
            "start it with a line like this: # BLS, Occupational Employment and Wage Statistics, May 2025";
        let title = "the wage table doesn't say where its figures come from";
        log.add(&(0..first.len()), title, "this must be a line that starts with #", help);
    }
    source.to_owned()
}

/// The cells of a line with their places.
fn cells(start: usize, line: &str) -> Vec<Cell> {
    let mut from = 0;
    let cell = |text: String| {
        let rest = line.get(from..).unwrap_or_default();
        // A cell with quotes inside is written differently from its text: then the rest of the line is marked.
        let at = rest.find(&text).map_or(from..line.len(), |at| from + at..from + at + text.len());
        let comma = line.get(at.end..).and_then(|rest| rest.find(','));
        from = comma.map_or(line.len(), |comma| at.end + comma + 1);
        Cell { text: text.trim().to_owned(), span: start + at.start..start + at.end }
    };
    split(line).into_iter().map(cell).collect()
}

/// A line's cells. Only a quote needs a CSV reader, which takes long to create.
fn split(line: &str) -> Vec<String> {
    if !line.contains('"') {
        return line.split(',').map(str::to_owned).collect();
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(str::to_owned).collect()
}

/// The names of the columns; `None` after a report if they are invalid.
fn read_columns(line: Range<usize>, cells: Vec<Cell>, log: &FileLog<'_>) -> Option<Vec<String>> {
    let known = [&REQUIRED[..], &OPTIONAL[..]].concat();
    if !cells.iter().any(|cell| known.contains(&cell.text.as_str())) {
        let help = format!("name them here, with commas between: {}", REQUIRED.join(","));
        log.add(&line, "the wage table doesn't name its columns", "in this line", help);
        return None;
    }
    let mut is_sound = true;
    let mut names: Vec<String> = Vec::new();
    let mut meant: Vec<String> = Vec::new();
    for Cell { text, span } in cells {
        if !known.contains(&text.as_str()) {
            is_sound = false;
            let title = format!("unknown column `{}` in the wage table", short(&text));
            log.add(&span, title, "not known here", suggest(&text, &known));
            meant.extend(nearest(&text, &known).map(str::to_owned));
        } else if names.contains(&text) {
            is_sound = false;
            let title = format!("two columns are called `{text}`");
            log.add(&span, title, "and here again", "remove one of them");
        }
        names.push(text);
    }
    // A misspelled column is one mistake, not two.
    let has = |name: &&str| names.iter().chain(&meant).any(|column| column == name);
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|name| !has(name)).collect();
    if !missing.is_empty() {
        let title = format!("the wage table has no column {}", list(&missing, ", "));
        let help = format!("the columns that it needs are {}", REQUIRED.join(","));
        log.add(&line, title, "in this line", help);
    }
    (is_sound && missing.is_empty()).then_some(names)
}

impl Row<'_> {
    fn cell(&self, name: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|column| column == name)?;
        self.cells.get(at)
    }

    /// The wages of this row; `None` after a report if it can't be read.
    fn wage(&self, log: &FileLog<'_>) -> Option<Wage> {
        let (count, wanted) = (self.cells.len(), self.columns.len());
        if count != wanted {
            let title = format!("this row has {count} cells; the header has {wanted} columns");
            let help = "one cell for each column, with commas between; write numbers without commas";
            log.add(&self.span, title, "this row", help);
            return None;
        }
        let (soc, state) = (self.cell("soc")?, self.cell("state")?);
        if soc.text.is_empty() {
            let help = "write the occupation's code, such as 29-2072";
            log.add(&self.span, "this row has no `soc`", "this row", help);
        }
        let place = states::find(&state.text).unwrap_or_else(|error| {
            log.add(&state.span, error, "this place", "name a state, or United States for the whole country");
            NATION
        });
        let employment = self.number("employment", i64::from(u32::MAX), log);
        let pay = ["p10", "median", "p90"].map(|name| self.number(name, MOST, log));
        let pay = self.pay(pay, log);
        let employer = Employer::All;
        Some(Wage {
            soc: soc.text.clone(),
            place: place.to_owned(),
            employer,
            employment,
            pay,
            error: self.error(log),
        })
    }

    /// A whole number; `None` if it was not released, or after a report.
    fn number(&self, name: &str, most: i64, log: &FileLog<'_>) -> Option<i64> {
        let cell = self.cell(name).filter(|cell| cell.text != NOT_RELEASED)?;
        let number = cell.text.parse::<i64>().ok().filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let title = format!("`{name}` must be a whole number from 1 to {most}");
            let help = "write digits only, or - if the figure was not released";
            log.add(&cell.span, title, "this is not", help);
        }
        number
    }

    /// The three figures, which must be ascending and released together.
    fn pay(&self, pay: [Option<i64>; 3], log: &FileLog<'_>) -> Option<[i64; 3]> {
        let is_dash = |name: &&str| self.cell(name).is_some_and(|cell| cell.text == NOT_RELEASED);
        let dashes = ["p10", "median", "p90"].iter().filter(|name| is_dash(name)).count();
        if dashes == 1 || dashes == 2 {
            let help = "write - in all three if one was not released";
            log.add(&self.span, "`p10`, `median` and `p90` go together", "one or two are missing", help);
        }
        let [Some(p10), Some(median), Some(p90)] = pay else { return None };
        if p10 > median || median > p90 {
            let help = "write them from low to high: p10, median, p90";
            log.add(&self.span, "`p10`, `median` and `p90` must be ascending", "in this row", help);
        }
        Some([p10, median, p90])
    }

    /// The relative standard error; `None` if there is none, or after a report.
    fn error(&self, log: &FileLog<'_>) -> Option<f64> {
        let cell = self.cell("wage_rse").filter(|cell| cell.text != NOT_RELEASED && !cell.text.is_empty())?;
        let error = cell.text.parse::<f64>().ok().filter(|error| (0.0..=1000.0).contains(error));
        if error.is_none() {
            let help = "write the percent as a number, such as 12.3, or - if there is none";
            log.add(&cell.span, "`wage_rse` must be a number from 0 to 1000", "this is not", help);
        }
        error
    }
}
