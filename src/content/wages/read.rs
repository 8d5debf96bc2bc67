//! A wage table in CSV → [`Wages`], line by line, so that every problem is found in one go and has its place.

use std::collections::HashMap;
use std::ops::Range;

use super::{NATION, Wage, Wages};
use crate::content::diagnostics::FileLog;
use crate::content::diagnostics::{list, short, suggest};
use crate::content::{SourceFile, states};
use crate::text::nearest;

/// What stands in the table for a figure that was not released.
const NOT_RELEASED: &str = "-";

/// The columns that a table needs.
const NEEDED: [&str; 6] = ["soc", "state", "employment", "p10", "median", "p90"];
/// The columns that it may have too: for people who read the table, and the error of the mean wage.
const MAY: [&str; 4] = ["title", "p25", "p75", "wage_rse"];

/// No annual wage is higher, in US dollars.
const MOST: i64 = 10_000_000;

/// A cell with its place.
struct Cell {
    text: String,
    span: Range<usize>,
}

/// A row's cells by the columns' names, with the place of the whole row.
struct Row<'a> {
    columns: &'a [String],
    cells: Vec<Cell>,
    span: Range<usize>,
}

/// Reads a table. What comes back is sound only where nothing was noted.
pub(crate) fn read(file: &SourceFile, log: &FileLog<'_>) -> Wages {
    let source = read_source(file.text(), log);
    let mut lines = lines(file.text()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let mut rows: Vec<Wage> = Vec::new();
    let columns = lines.next().map(|(at, line)| read_columns(at..at + line.len(), cells(at, line), log));
    // Without sound columns nothing can be said of the rows.
    let Some(columns) = columns.unwrap_or_else(|| Some(Vec::new())) else {
        return Wages { source: source.into(), rows: rows.into(), place: NATION };
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
    Wages { source: source.into(), rows: rows.into(), place: NATION }
}

/// The lines with their places, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// The first line says where the figures come from: no figure is shown without it.
fn read_source(text: &str, log: &FileLog<'_>) -> String {
    let first = text.lines().next().unwrap_or_default();
    let source = first.strip_prefix('#').unwrap_or_default().trim();
    if source.is_empty() {
        let help =
            "open it with a line like this: # BLS, Occupational Employment and Wage Statistics, May 2025";
        let title = "the wage table doesn't say where its figures come from";
        log.add(&(0..first.len()), title, "this must be a line that starts with #", help);
    }
    source.to_owned()
}

/// The cells of a line, each with its place.
fn cells(start: usize, line: &str) -> Vec<Cell> {
    let mut from = 0;
    let cell = |text: String| {
        let rest = line.get(from..).unwrap_or_default();
        // A cell with quotes inside is written in another way than it reads: then the rest of the line is marked.
        let at = rest.find(&text).map_or(from..line.len(), |at| from + at..from + at + text.len());
        let comma = line.get(at.end..).and_then(|rest| rest.find(','));
        from = comma.map_or(line.len(), |comma| at.end + comma + 1);
        Cell { text: text.trim().to_owned(), span: start + at.start..start + at.end }
    };
    split(line).into_iter().map(cell).collect()
}

/// A line's cells as they read. Only a quote needs a reader of CSV, which takes long to make.
fn split(line: &str) -> Vec<String> {
    if !line.contains('"') {
        return line.split(',').map(str::to_owned).collect();
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(str::to_owned).collect()
}

/// The columns' names; `None`, and noted, where they are unsound.
fn read_columns(line: Range<usize>, cells: Vec<Cell>, log: &FileLog<'_>) -> Option<Vec<String>> {
    let known = [&NEEDED[..], &MAY[..]].concat();
    if !cells.iter().any(|cell| known.contains(&cell.text.as_str())) {
        let help = format!("name them here, with commas between: {}", NEEDED.join(","));
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
    let missing: Vec<&str> = NEEDED.into_iter().filter(|name| !has(name)).collect();
    if !missing.is_empty() {
        let title = format!("the wage table has no column {}", list(&missing, ", "));
        let help = format!("the columns that it needs are {}", NEEDED.join(","));
        log.add(&line, title, "in this line", help);
    }
    (is_sound && missing.is_empty()).then_some(names)
}

impl Row<'_> {
    fn cell(&self, name: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|column| column == name)?;
        self.cells.get(at)
    }

    /// The wages of this row; `None`, and noted, where it can't be read.
    fn wage(&self, log: &FileLog<'_>) -> Option<Wage> {
        let (count, wanted) = (self.cells.len(), self.columns.len());
        if count != wanted {
            let title = format!("this row has {count} cells; there are {wanted} columns");
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
        Some(Wage { soc: soc.text.clone(), place: place.to_owned(), employment, pay, error: self.error(log) })
    }

    /// A whole number; `None` where it was not released, or noted.
    fn number(&self, name: &str, most: i64, log: &FileLog<'_>) -> Option<i64> {
        let cell = self.cell(name).filter(|cell| cell.text != NOT_RELEASED)?;
        let number = cell.text.parse::<i64>().ok().filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let title = format!("`{name}` must be a whole number from 1 to {most}");
            let help = "write digits only, or - where the figure was not released";
            log.add(&cell.span, title, "this is not", help);
        }
        number
    }

    /// The three figures, which must rise and be released together.
    fn pay(&self, pay: [Option<i64>; 3], log: &FileLog<'_>) -> Option<[i64; 3]> {
        let is_dash = |name: &&str| self.cell(name).is_some_and(|cell| cell.text == NOT_RELEASED);
        let dashes = ["p10", "median", "p90"].iter().filter(|name| is_dash(name)).count();
        if dashes == 1 || dashes == 2 {
            let help = "write - in all three where one was not released";
            log.add(&self.span, "`p10`, `median` and `p90` go together", "one or two are missing", help);
        }
        let [Some(p10), Some(median), Some(p90)] = pay else { return None };
        if p10 > median || median > p90 {
            let help = "write them from low to high: p10, median, p90";
            log.add(&self.span, "`p10`, `median` and `p90` must rise", "in this row", help);
        }
        Some([p10, median, p90])
    }

    /// The relative standard error; `None` where there is none, or noted.
    fn error(&self, log: &FileLog<'_>) -> Option<f64> {
        let cell = self.cell("wage_rse").filter(|cell| cell.text != NOT_RELEASED && !cell.text.is_empty())?;
        let error = cell.text.parse::<f64>().ok().filter(|error| (0.0..=1000.0).contains(error));
        if error.is_none() {
            let help = "write the percent as a number, such as 12.3, or - where there is none";
            log.add(&cell.span, "`wage_rse` must be a number from 0 to 1000", "this is not", help);
        }
        error
    }
}
