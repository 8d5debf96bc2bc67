//! The header of a CSV of answers: which column holds what.

use anyhow::{Result, bail};
use csv::ByteRecord;

use crate::instrument::Instrument;

/// Which column holds what.
#[derive(Debug)]
pub(super) struct Columns {
    /// How many columns there are.
    pub(super) count: usize,
    /// The column of the respondents' ids.
    pub(super) id: Option<usize>,
    /// Column and place in the order asked, for each item.
    pub(super) items: Vec<(usize, usize)>,
    /// Columns carried through untouched, with their names.
    pub(super) kept: Vec<(usize, Vec<u8>)>,
}

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
    if !names.iter().any(|name| known(name).is_some()) {
        bail!(
            "line 1 is not a header: no column is an item such as {}; it starts with {}",
            first_ids(instrument),
            super::shown(header.get(0).unwrap_or_default())
        );
    }
    if let Some((column, name)) =
        names.iter().enumerate().find(|(column, name)| names.iter().take(*column).any(|other| other == *name))
    {
        bail!("line 1, column {}: `{name}` is there twice: remove or rename one of them", column + 1);
    }
    let mut columns = Columns { count: names.len(), id: None, items: Vec::new(), kept: Vec::new() };
    let mut unknown = Vec::new();
    for (column, name) in names.iter().enumerate() {
        match known(name) {
            Some(item) => columns.items.push((column, item)),
            None if name == "id" => columns.id = Some(column),
            None if keep => columns.kept.push((column, header.get(column).unwrap_or_default().to_vec())),
            None => unknown.push(format!("`{name}` (column {})", column + 1)),
        }
    }
    if !unknown.is_empty() {
        bail!(
            "line 1: not a column of this quiz: {}: mend the name, or carry it through with --keep",
            unknown.join(", ")
        );
    }
    let missing = missing(instrument, &columns);
    if !missing.is_empty() {
        bail!("line 1: missing columns: {}: add them, empty where nobody was asked", missing.join(", "));
    }
    Ok(columns)
}

/// The core items that no column is about. Tie-breakers may be missing: most people are never asked them.
fn missing<'a>(instrument: &'a Instrument, columns: &Columns) -> Vec<&'a str> {
    let found = |index: usize| columns.items.iter().any(|(_, item)| *item == index);
    let core = instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    core.filter(|(index, _)| !found(*index)).map(|(_, item)| item.id.as_str()).collect()
}

fn first_ids(instrument: &Instrument) -> String {
    instrument.items.iter().take(2).map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}
