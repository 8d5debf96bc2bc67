//! `career-fit check FILE`: how each column and value of a file of answers is interpreted.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use super::files;
use super::input::{name_in_messages, open};
use crate::batch::Summary;
use crate::code::Codec;
use crate::content::Content;
use crate::import::{
    Cell, Column, Duplicates, FileName, Ids, Options, Problem, Record, Role, RowError, RowErrors, Table,
};
use crate::instrument::{Instrument, Response};
use crate::text::{printable, quoted};

/// This many rows are shown.
const MAX_ROWS: usize = 5;
/// At most this many different cells are shown.
const MAX_CELLS: usize = 25;
/// A scale of which an end is never used is suspicious from this many rows on.
const MIN_ROWS: u64 = 8;

/// Shows the interpretation of each file. The exit code is 1 if anything can't be read.
pub(super) fn show(
    files: &[PathBuf],
    options: &Options,
    duplicates: Duplicates,
    content: &Content,
) -> Result<ExitCode> {
    let mut text = String::new();
    let mut has_errors = false;
    let mut ids = Ids::default();
    for file in files {
        if files.len() > 1 {
            let _ = writeln!(text, "{}\n", file.display());
        }
        let name = name_in_messages(file, files);
        has_errors |= !one_file(file, name, options, duplicates, content, &mut ids, &mut text)?;
    }
    files::write(None, printable(&text).as_bytes())?;
    Ok(ExitCode::from(u8::from(has_errors)))
}

/// Appends the interpretation of a file; returns whether all of it can be read.
fn one_file(
    path: &Path,
    name: Option<FileName>,
    options: &Options,
    duplicates: Duplicates,
    content: &Content,
    ids: &mut Ids<()>,
    text: &mut String,
) -> Result<bool> {
    let instrument = &content.instrument;
    let codec = Codec::new(content);
    let Table { layout, mut rows, notes, .. } = open(path, content, &codec, options, name)?;
    push_columns(layout.columns(), instrument, text);
    let mut summary = Summary::default();
    let mut errors = RowErrors::default();
    let mut cells: HashMap<String, (Cell, u64)> = HashMap::new();
    let mut first_rows = String::new();
    let mut record = Record::default();
    while rows.read(&mut record)? {
        let row = layout.row(&record);
        summary.rows += 1;
        summary.has_numbers |= row.has_numbers;
        summary.short_rows += u64::from(row.is_short);
        for (_, cell, meaning) in layout.answer_cells(&record) {
            cells.entry(cell.trim().to_owned()).or_insert((meaning, 0)).1 += 1;
        }
        if summary.rows <= MAX_ROWS as u64 {
            let answers = match &row.answers {
                Ok(opened) => opened
                    .answers
                    .responses
                    .iter()
                    .map(|response| response.map_or_else(|| "-".to_owned(), |one| one.value().to_string()))
                    .collect::<Vec<_>>()
                    .join(" "),
                Err(_) => "can't be read".to_owned(),
            };
            let id = layout.id(&record).map_or_else(String::new, |id| format!(", id {}", quoted(id)));
            let _ = writeln!(first_rows, "  {}{id}: {answers}", record.location);
        }
        let mut problems = row.answers.err().unwrap_or_default();
        if let Some(id) = layout.id(&record).filter(|_| duplicates != Duplicates::All)
            && let Some((first, ())) = ids.insert(id, &record.location, ())
        {
            if duplicates == Duplicates::Error {
                let problem = Problem::DuplicateId { id: id.trim().to_owned(), first: first.to_string() };
                problems.push(RowError { location: record.location.clone(), column: None, problem });
            } else {
                summary.duplicates += 1;
            }
        }
        summary.errors += u64::from(!problems.is_empty());
        problems.into_iter().for_each(|problem| errors.push(problem));
    }
    summary.add_table(&layout, &rows, notes);
    push_cells(&cells, instrument, text);
    if !first_rows.is_empty() {
        let _ =
            writeln!(text, "\nFirst rows, answers in the order of the questions\n{}", first_rows.trim_end());
    }
    let mut doubts = errors.report();
    doubts.extend(unused_ends(&cells, summary.rows));
    if summary.has_numbers {
        doubts.push("the answers are numbers: make sure that the highest one means liking".to_owned());
    }
    if summary.rows == 0 {
        doubts.push("there are no answers below the header".to_owned());
    }
    if !doubts.is_empty() {
        let _ = writeln!(text, "\nTo check\n  {}", doubts.join("\n  "));
    }
    let _ = writeln!(text, "\n{} rows; {}", summary.rows, summary.details(instrument).join("; "));
    Ok(summary.errors == 0 && summary.rows > 0)
}

/// Appends one line for each column: its number, what it is, and its headings.
fn push_columns(columns: &[Column], instrument: &Instrument, text: &mut String) {
    let role = |column: &Column| match column.role {
        Role::Question(item, _) => instrument.item(item).map_or("", |item| item.id.as_str()),
        Role::Code => "code",
        Role::Id => "id",
        Role::Other if column.is_kept => "kept",
        Role::Other => "dropped",
    };
    let width = columns.iter().map(|column| role(column).chars().count()).max().unwrap_or(0);
    for (number, column) in (1..).zip(columns) {
        let words = |heading: &String| heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let headings: Vec<String> = column.headings.iter().map(words).filter(|one| !one.is_empty()).collect();
        let _ = writeln!(text, "{number:>4}  {:width$}  {}", role(column), headings.join(": "));
    }
}

/// Appends the different cells of the questions, what each means, and how often it occurs.
fn push_cells(cells: &HashMap<String, (Cell, u64)>, instrument: &Instrument, text: &mut String) {
    if cells.is_empty() {
        return;
    }
    let mut all: Vec<(&String, &(Cell, u64))> = cells.iter().collect();
    let order = |cell: &Cell| cell.response().map_or(u8::MAX, Response::value);
    all.sort_by(|(one, (a, _)), (other, (b, _))| (order(a), one).cmp(&(order(b), other)));
    let _ = writeln!(text, "\nAnswers");
    for (cell, (meaning, count)) in all.iter().take(MAX_CELLS) {
        let meaning = match meaning {
            Cell::Label(response) | Cell::Number(response) => {
                format!("{} ({})", response.value(), instrument.option(*response))
            }
            Cell::Skip => "skipped".to_owned(),
            Cell::OutOfRange => "outside 1 to 5, so the file can't be scored".to_owned(),
            Cell::Invalid => "invalid".to_owned(),
        };
        let _ = writeln!(text, "{count:>6}  {} = {meaning}", quoted(cell));
    }
    if all.len() > MAX_CELLS {
        let _ = writeln!(text, "        and {} more", all.len() - MAX_CELLS);
    }
}

/// A doubt about a scale of numbers if the lowest or the highest is never used.
fn unused_ends(cells: &HashMap<String, (Cell, u64)>, rows: u64) -> Option<String> {
    let numbers = cells.values().filter_map(|(cell, _)| match cell {
        Cell::Number(response) => Some(response.value()),
        _ => None,
    });
    let numbers: Vec<u8> = numbers.collect();
    let (lowest, highest) = (*numbers.iter().min()?, *numbers.iter().max()?);
    (rows >= MIN_ROWS && (lowest, highest) != (1, 5))
        .then(|| format!("all numbers are from {lowest} to {highest}: is the scale 1 to 5?"))
}
