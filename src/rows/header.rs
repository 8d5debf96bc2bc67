//! The header of a CSV of answers: which column holds what.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::error::HeaderError;
use super::records::Record;
use crate::instrument::Instrument;

/// Which column holds what. Columns are counted from 0.
#[derive(Debug)]
pub(super) struct Columns {
    /// How many columns there are.
    pub(super) count: usize,
    /// The column of the respondents' ids.
    pub(super) id: Option<usize>,
    /// Where the answers are.
    pub(super) source: Source,
    /// Columns carried through untouched, with their names.
    pub(super) kept: Vec<(usize, Vec<u8>)>,
}

/// Where the answers of a row are.
#[derive(Debug)]
pub(super) enum Source {
    /// Column and place in the order asked, for each item.
    Items(Vec<(usize, usize)>),
    /// The column of a code that holds them all.
    Code(usize),
}

/// What a column's name makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The item at this place in the order asked.
    Item(usize),
    Code,
    Id,
    /// None of the quiz's.
    Other,
}

/// Finds the columns.
pub(super) fn read(header: &Record, instrument: &Instrument, keep: bool) -> Result<Columns, HeaderError> {
    if header.iter().all(|cell| cell.trim_ascii().is_empty()) {
        return Err(HeaderError::Empty(first_ids(instrument)));
    }
    if header.is_open {
        return Err(HeaderError::OpenQuote);
    }
    let names: Vec<Cow<'_, str>> =
        header.iter().map(|cell| String::from_utf8_lossy(cell.trim_ascii())).collect();
    let kinds = kinds(&names, instrument);
    let source = source(header, &names, &kinds, instrument)?;
    let mut columns = Columns { count: names.len(), id: None, source, kept: Vec::new() };
    let mut unknown = Vec::new();
    for (column, (kind, name)) in kinds.iter().zip(&names).enumerate() {
        match kind {
            Kind::Item(_) | Kind::Code => {}
            Kind::Id => columns.id = Some(column),
            Kind::Other if keep => {
                columns.kept.push((column, header.get(column).unwrap_or_default().to_vec()));
            }
            Kind::Other => unknown.push((column + 1, name.clone().into_owned())),
        }
    }
    if !unknown.is_empty() {
        return Err(HeaderError::Unknown(unknown));
    }
    let missing = missing(instrument, &columns.source);
    if missing.is_empty() { Ok(columns) } else { Err(HeaderError::Missing(missing)) }
}

/// What each column is. An item's own name counts before all others.
fn kinds(names: &[Cow<'_, str>], instrument: &Instrument) -> Vec<Kind> {
    let items: HashMap<&str, usize> =
        instrument.items.iter().enumerate().map(|(index, item)| (item.id.as_str(), index)).collect();
    let kind = |name: &Cow<'_, str>| match (items.get(name.as_ref()), name.as_ref()) {
        (Some(&item), _) => Kind::Item(item),
        (None, "code") => Kind::Code,
        (None, "id") => Kind::Id,
        (None, _) => Kind::Other,
    };
    names.iter().map(kind).collect()
}

/// Where the answers are.
fn source(
    header: &Record,
    names: &[Cow<'_, str>],
    kinds: &[Kind],
    instrument: &Instrument,
) -> Result<Source, HeaderError> {
    let item = kinds.iter().position(|kind| matches!(kind, Kind::Item(_)));
    let code = kinds.iter().position(|kind| *kind == Kind::Code);
    if item.is_none() && code.is_none() {
        let start = String::from_utf8_lossy(header.get(0).unwrap_or_default()).into_owned();
        return Err(HeaderError::None(first_ids(instrument), start));
    }
    let mut seen = HashSet::new();
    if let Some(column) = names.iter().position(|name| !seen.insert(name)) {
        let name = names.get(column).map(|name| name.clone().into_owned());
        return Err(HeaderError::Twice(column + 1, name.unwrap_or_default()));
    }
    match (code, item) {
        (Some(code), Some(item)) => Err(HeaderError::CodesAndItems(code + 1, item + 1)),
        (Some(code), None) => Ok(Source::Code(code)),
        (None, _) => {
            let item = |(column, kind): (usize, &Kind)| match kind {
                Kind::Item(item) => Some((column, *item)),
                _ => None,
            };
            Ok(Source::Items(kinds.iter().enumerate().filter_map(item).collect()))
        }
    }
}

/// The core items that no column is about. Tie-breakers may be missing: most people are never asked them.
fn missing(instrument: &Instrument, source: &Source) -> Vec<String> {
    let Source::Items(items) = source else { return Vec::new() };
    let found: HashSet<usize> = items.iter().map(|(_, item)| *item).collect();
    let core = instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    core.filter(|(index, _)| !found.contains(index)).map(|(_, item)| item.id.clone()).collect()
}

fn first_ids(instrument: &Instrument) -> String {
    instrument.items.iter().take(2).map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}
