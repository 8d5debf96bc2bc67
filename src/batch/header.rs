//! The header of a CSV of answers: which column holds what.

use anyhow::{Result, bail};
use csv::ByteRecord;

use super::row::shown;
use crate::instrument::Instrument;

/// Which column holds what.
#[derive(Debug)]
pub(super) struct Columns {
    /// How many columns there are.
    pub(super) count: usize,
    /// The column of the respondents' ids.
    pub(super) id: Option<usize>,
    /// Where the answers are.
    pub(super) answers: Answers,
    /// Columns carried through untouched, with their names.
    pub(super) kept: Vec<(usize, Vec<u8>)>,
}

/// Where the answers of a row are.
#[derive(Debug)]
pub(super) enum Answers {
    /// Column and place in the order asked, for each item.
    Items(Vec<(usize, usize)>),
    /// The column of a code that holds them all.
    Code(usize),
}

/// The name of the column of codes.
const CODE: &str = "code";

/// Comma, semicolon or tab, whichever the first line has most of: spreadsheets in much of the world write
/// semicolons.
pub(super) fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Finds the columns.
pub(super) fn read(header: &ByteRecord, instrument: &Instrument, keep: bool) -> Result<Columns> {
    if header.iter().all(|cell| cell.trim_ascii().is_empty()) {
        bail!(
            "there is nothing to score: the first line must be a header such as id,{},…",
            first_ids(instrument)
        );
    }
    let names: Vec<String> =
        header.iter().map(|cell| String::from_utf8_lossy(cell.trim_ascii()).into_owned()).collect();
    let known = |name: &str| instrument.position(name);
    let item = names.iter().position(|name| known(name).is_some());
    let code = names.iter().position(|name| name == CODE && known(name).is_none());
    if item.is_none() && code.is_none() {
        bail!(
            "line 1 is not a header: no column is an item such as {}, or `{CODE}`; it starts with {}",
            first_ids(instrument),
            shown(header.get(0).unwrap_or_default())
        );
    }
    if let Some((column, name)) =
        names.iter().enumerate().find(|(column, name)| names.iter().take(*column).any(|other| other == *name))
    {
        bail!("line 1, column {}: `{name}` is there twice: remove or rename one of them", column + 1);
    }
    if let (Some(code), Some(item)) = (code, item) {
        bail!(
            "line 1: the answers are there as codes (column {}) and as items (from column {}): remove one of them",
            code + 1,
            item + 1
        );
    }
    let mut columns = Columns {
        count: names.len(),
        id: None,
        answers: code.map_or_else(|| Answers::Items(items(instrument, &names)), Answers::Code),
        kept: Vec::new(),
    };
    let mut unknown = Vec::new();
    for (column, name) in names.iter().enumerate() {
        match name.as_str() {
            name if known(name).is_some() || Some(column) == code => {}
            "id" => columns.id = Some(column),
            _ if keep => columns.kept.push((column, header.get(column).unwrap_or_default().to_vec())),
            _ => unknown.push(format!("`{name}` (column {})", column + 1)),
        }
    }
    if !unknown.is_empty() {
        bail!(
            "line 1: not a column of this quiz: {}: mend the name, or carry it through with --keep",
            unknown.join(", ")
        );
    }
    if let Answers::Items(items) = &columns.answers {
        let missing = missing(instrument, items);
        if !missing.is_empty() {
            bail!("line 1: missing columns: {}: add them, empty where nobody was asked", missing.join(", "));
        }
    }
    Ok(columns)
}

/// Column and place in the order asked, for each item that has a column.
fn items(instrument: &Instrument, names: &[String]) -> Vec<(usize, usize)> {
    let item = |(column, name): (usize, &String)| instrument.position(name).map(|item| (column, item));
    names.iter().enumerate().filter_map(item).collect()
}

/// The core items that no column is about. Tie-breakers may be missing: most people are never asked them.
fn missing<'a>(instrument: &'a Instrument, items: &[(usize, usize)]) -> Vec<&'a str> {
    let found = |index: usize| items.iter().any(|(_, item)| *item == index);
    let core = instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    core.filter(|(index, _)| !found(*index)).map(|(_, item)| item.id.as_str()).collect()
}

fn first_ids(instrument: &Instrument) -> String {
    instrument.items.iter().take(2).map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}
