//! The header of a CSV of answers: what each column is. Only names count, never places.

use std::collections::HashSet;

use super::error::{Doubled, HeaderError, Missing};
use super::limits::NAME;
use super::names::{Found, Names};
use super::records::Record;
use super::{Column, Keep, Options, Taken};
use crate::instrument::Instrument;
use crate::text::{Letters, nearest};

/// Which column holds what. Columns are counted from 0.
#[derive(Debug)]
pub(super) struct Columns {
    /// All of them.
    pub(super) all: Vec<Column>,
    /// The column of the respondents' ids.
    pub(super) id: Option<usize>,
    /// Where the answers are.
    pub(super) source: Source,
    /// Columns carried through untouched, in the order they were asked for.
    pub(super) kept: Vec<usize>,
}

/// Where the answers of a row are.
#[derive(Debug)]
pub(super) enum Source {
    /// Column and place in the order asked, for each item.
    Items(Vec<(usize, usize)>),
    /// The column of a code that holds them all.
    Code(usize),
}

/// Finds the columns. `second` is a header below the header, where there is one.
pub(super) fn read(
    header: &Record,
    second: Option<&Record>,
    instrument: &Instrument,
    options: &Options,
) -> Result<Columns, HeaderError> {
    if header.is_blank() {
        return Err(HeaderError::Empty(first_ids(instrument)));
    }
    if header.is_open {
        return Err(HeaderError::OpenQuote);
    }
    if let Some(column) = [Some(header), second].into_iter().flatten().find_map(long_name) {
        return Err(HeaderError::LongName(column));
    }
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).trim().to_owned();
    let mut below = second.map(|second| second.iter().map(text)).into_iter().flatten();
    let named =
        |name| Column { name: text(name), below: below.next(), taken: Taken::Nothing, is_kept: false };
    let mut all: Vec<Column> = header.iter().map(named).collect();
    let items = items(&mut all, instrument)?;
    let source = source(&mut all, items, instrument)?;
    let names = [
        all.iter().map(|column| column.name.clone()).collect(),
        all.iter().filter_map(|column| column.below.clone()).collect(),
    ];
    let id = id(&all, &names, options.id.as_deref())?;
    if let Some(column) = id.and_then(|id| all.get_mut(id)).filter(|column| column.taken == Taken::Nothing) {
        column.taken = Taken::Id;
    }
    let mut kept = Vec::new();
    match &options.keep {
        Keep::All => kept = columns_where(&all, |column| column.taken == Taken::Nothing),
        Keep::Named(asked) => {
            for name in asked {
                kept.extend(named_columns(&names, "--keep", name)?);
            }
        }
        Keep::By(name) => kept.push(named_column(&names, "--by", name)?),
    }
    for column in &kept {
        if let Some(column) = all.get_mut(*column) {
            column.is_kept = true;
        }
    }
    Ok(Columns { all, id, source, kept })
}

/// The first column whose name is too long, counted from 1.
fn long_name(header: &Record) -> Option<usize> {
    header.iter().position(|cell| cell.len() > NAME).map(|column| column + 1)
}

/// Which columns are items.
fn items(all: &mut [Column], instrument: &Instrument) -> Result<Vec<(usize, usize)>, HeaderError> {
    let names = Names::new(instrument);
    let mut items = Vec::new();
    for (index, column) in all.iter_mut().enumerate() {
        let below = column.below.as_ref().and_then(|name| names.find(name));
        let found = match (names.find(&column.name), below) {
            (Some(one), Some(other)) if one.item != other.item => {
                let id = |found: Found| instrument.item(found.item).map(|item| item.id.clone());
                let ids = [one, other].map(|found| id(found).unwrap_or_default());
                return Err(HeaderError::Contradiction(index + 1, ids));
            }
            (one, other) => one.or(other),
        };
        if let Some(Found { item, by }) = found {
            column.taken = Taken::Question(item, by);
            items.push((index, item));
        }
    }
    Ok(items)
}

/// Where the answers are: each core item once. Tie-breakers may be missing: most people are never asked them.
fn source(
    all: &mut [Column],
    items: Vec<(usize, usize)>,
    instrument: &Instrument,
) -> Result<Source, HeaderError> {
    let is_code = |column: &Column| {
        column.taken == Taken::Nothing
            && if items.is_empty() { column.name.eq_ignore_ascii_case("code") } else { column.name == "code" }
    };
    match (all.iter().position(is_code), items.first()) {
        (Some(code), Some((item, _))) => Err(HeaderError::CodesAndItems(code + 1, item + 1)),
        (Some(code), None) => {
            let name = all.get(code).map_or("", |column| column.name.as_str());
            only_one(&columns_where(all, |column| column.name == name), name)?;
            if let Some(column) = all.get_mut(code) {
                column.taken = Taken::Code;
            }
            Ok(Source::Code(code))
        }
        (None, None) => {
            let start = all.first().map(|column| column.name.clone()).unwrap_or_default();
            Err(HeaderError::None(first_ids(instrument), start))
        }
        (None, Some(_)) => {
            let (missing, doubled) = (missing(all, &items, instrument), doubled(&items, instrument));
            if missing.is_empty() && doubled.is_empty() {
                Ok(Source::Items(items))
            } else {
                Err(HeaderError::Items { missing, doubled })
            }
        }
    }
}

/// The core items that no column is about, each with the column whose name is nearest.
fn missing(all: &[Column], items: &[(usize, usize)], instrument: &Instrument) -> Vec<Missing> {
    let found: HashSet<usize> = items.iter().map(|(_, item)| *item).collect();
    let names = Names::new(instrument);
    let free: Vec<(usize, &str)> = all
        .iter()
        .enumerate()
        .filter(|(_, column)| column.taken == Taken::Nothing)
        .map(|(index, column)| (index, column.name.as_str()))
        .collect();
    let core = instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    core.filter(|(index, _)| !found.contains(index))
        .map(|(index, item)| {
            let nearest = names.nearest(index, &free).map(|(column, name)| (column + 1, name.to_owned()));
            Missing { id: item.id.clone(), text: item.text.clone(), nearest }
        })
        .collect()
}

/// The items that more than one column is about.
fn doubled(items: &[(usize, usize)], instrument: &Instrument) -> Vec<Doubled> {
    let columns = |item: usize| -> Vec<usize> {
        items.iter().filter(|(_, other)| *other == item).map(|(column, _)| column + 1).collect()
    };
    let all = instrument.items.iter().enumerate().map(|(index, item)| Doubled {
        id: item.id.clone(),
        text: item.text.clone(),
        columns: columns(index),
    });
    all.filter(|one| one.columns.len() > 1).collect()
}

/// The column of the respondents' ids: the one that was asked for, or else `id` or what form tools call it.
fn id(all: &[Column], headers: &Headers, asked: Option<&str>) -> Result<Option<usize>, HeaderError> {
    if let Some(name) = asked {
        return named_column(headers, "--id", name).map(Some);
    }
    let is_free = |column: &Column| column.taken == Taken::Nothing;
    let response = Letters::new("Response ID");
    for found in [
        columns_where(all, |column| is_free(column) && column.name == "id"),
        columns_where(all, |column| is_free(column) && column.name.eq_ignore_ascii_case("id")),
        columns_where(all, |column| is_free(column) && is_response(column, &response)),
    ] {
        if let Some(&column) = found.first() {
            only_one(&found, all.get(column).map_or("", |column| column.name.as_str()))?;
            return Ok(Some(column));
        }
    }
    Ok(None)
}

/// `ResponseId`, or a name that ends with these words.
fn is_response(column: &Column, response: &Letters) -> bool {
    let letters = Letters::new(&column.name);
    letters.as_str() == response.as_str() || letters.end_with(response)
}

/// The names of all columns, in the header and in the one below it.
type Headers = [Vec<String>; 2];

/// The columns that an option names: one, or several with commas between.
fn named_columns(headers: &Headers, option: &'static str, names: &str) -> Result<Vec<usize>, HeaderError> {
    // A name may hold a comma itself.
    if let Ok(column) = named_column(headers, option, names) {
        return Ok(vec![column]);
    }
    let each = names.split(',').filter(|name| !name.trim().is_empty());
    each.map(|name| named_column(headers, option, name)).collect()
}

/// The column that an option names: as it stands there, or else in whatever case and with whatever blanks.
fn named_column(headers: &Headers, option: &'static str, name: &str) -> Result<usize, HeaderError> {
    let name = name.trim();
    let letters = Letters::new(name);
    let is_alike =
        |other: &str| !letters.as_str().is_empty() && Letters::new(other).as_str() == letters.as_str();
    for header in headers {
        let all = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
            header.iter().enumerate().filter(|(_, other)| is_it(other)).map(|(index, _)| index).collect()
        };
        let mut found = all(&|other| other == name);
        if found.is_empty() {
            found = all(&is_alike);
        }
        only_one(&found, name)?;
        if let Some(&column) = found.first() {
            return Ok(column);
        }
    }
    let names: Vec<&str> = headers.iter().flatten().map(String::as_str).collect();
    let nearest = nearest(name, &names).map(str::to_owned);
    Err(HeaderError::NoColumn { option, name: name.to_owned(), nearest })
}

fn columns_where(all: &[Column], is_it: impl Fn(&Column) -> bool) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, column)| is_it(column)).map(|(index, _)| index).collect()
}

/// Whether at most one column has a name that has to be told from others.
fn only_one(found: &[usize], name: &str) -> Result<(), HeaderError> {
    match found {
        [_, second, ..] => Err(HeaderError::Twice(second + 1, name.to_owned())),
        _ => Ok(()),
    }
}

fn first_ids(instrument: &Instrument) -> String {
    instrument.items.iter().take(2).map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}
