//! Recognizes the header rows of a file by their content, and what each column is. Positions mean nothing.

use std::collections::HashSet;

use super::error::{HeaderError, Missing, Repeated};
use super::records::{Defect, Record};
use super::{Keep, Options};
use crate::instrument::Instrument;
use crate::text::{Letters, nearest};

/// A header has at most this many rows.
pub(super) const MAX_ROWS: usize = 3;
/// A question is compared with at most this many headings to find the closest.
const MAX_COMPARED: usize = 200;

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its cells in the header rows, from the top.
    pub headings: Vec<String>,
    pub role: Role,
    /// Whether it is copied to the output.
    pub is_kept: bool,
}

impl Column {
    /// The headings that mean something to a person.
    pub fn readable_headings(&self) -> impl Iterator<Item = &str> {
        self.headings
            .iter()
            .map(String::as_str)
            .filter(|heading| !heading.is_empty() && !is_import_id(heading))
    }

    /// The first heading that isn't blank.
    pub fn name(&self) -> &str {
        self.headings.iter().map(String::as_str).find(|heading| !heading.is_empty()).unwrap_or_default()
    }

    /// Whether one of its headings is this one, whatever the case.
    fn is_named(&self, name: &str) -> bool {
        self.headings.iter().any(|heading| heading.eq_ignore_ascii_case(name))
    }
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The answers to the item at this index, and how it was recognized.
    Question(usize, MatchedBy),
    /// Result codes.
    Code,
    /// The ids of the respondents.
    Id,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchedBy {
    Id,
    Text,
}

/// What the header says.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) columns: Vec<Column>,
    /// How many rows it has, with lines above it.
    pub(super) height: usize,
    pub(super) id: Option<usize>,
    pub(super) answers: AnswerColumns,
    /// The passthrough columns, in the order they were requested.
    pub(super) kept: Vec<usize>,
}

/// The columns that hold the answers.
#[derive(Debug)]
pub(super) enum AnswerColumns {
    /// A column and the index of an item, for each item.
    Items(Vec<(usize, usize)>),
    /// A column of result codes.
    Code(usize),
}

/// Finds the header in the first records of a file that aren't blank.
pub(super) fn read(
    records: &[&Record],
    instrument: &Instrument,
    options: &Options,
) -> Result<Header, HeaderError> {
    let example =
        || instrument.items.iter().take(2).map(|item| item.id.as_str()).collect::<Vec<_>>().join(",");
    let Some(top) = records.first() else { return Err(HeaderError::Empty { example: example() }) };
    if top.defect == Some(Defect::OpenQuote) {
        return Err(HeaderError::OpenQuote(top.location.row));
    }
    let items = Items::new(instrument);
    let headings = |record: &&Record| record.cells.iter().map(|cell| Heading::new(cell, &items)).collect();
    let core = instrument.core_count();
    // Some tools write a few lines about the survey above the header.
    let is_line = |record: &&&Record| record.cells.iter().filter(|cell| !cell.trim().is_empty()).count() <= 2;
    let lines = records.iter().take_while(is_line).count();
    let header = [lines, 0].into_iter().find_map(|skipped| {
        let rows: Vec<Vec<Heading>> = records[skipped..].iter().take(MAX_ROWS).map(headings).collect();
        height(&rows, core).map(|height| (skipped, rows, height))
    });
    let Some((skipped, rows, height)) = header else { return Err(no_header(records, instrument, &items)) };
    let asks = |record: &&&Record| questions(record, &items) * 2 >= core;
    // One such row may be the header of another file that was appended.
    if records[skipped + height..].iter().filter(asks).count() > 1 {
        return Err(HeaderError::QuestionsInRows);
    }
    let width = rows[..height].iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = Vec::new();
    for index in 0..width {
        let mut role = Role::Other;
        let headings = rows[..height].iter().map(|row| row.get(index)).collect::<Vec<_>>();
        for found in headings.iter().flatten().filter_map(|heading| heading.item) {
            match role {
                Role::Question(item, _) if item != found.0 => {
                    let id = |item: usize| items.ids[item].to_owned();
                    let ids = [id(item), id(found.0)];
                    return Err(HeaderError::Contradiction { column: index + 1, ids });
                }
                Role::Question(..) => {}
                _ => role = Role::Question(found.0, found.1),
            }
        }
        if headings.iter().flatten().any(|heading| heading.is_derived) {
            role = Role::Other;
        }
        let headings =
            headings.iter().map(|heading| heading.map_or("", |one| &one.text).to_owned()).collect();
        columns.push(Column { headings, role, is_kept: false });
    }
    let answers = answer_columns(&mut columns, instrument, &items, records)?;
    let id = id_column(&columns, options.id.as_deref())?;
    if let Some(id) = id
        && columns[id].role == Role::Other
    {
        columns[id].role = Role::Id;
    }
    let kept = match &options.keep {
        Keep::All => positions(&columns, |column| column.role == Role::Other),
        Keep::Named(names) => {
            let columns = names.iter().map(|names| named_columns(&columns, "--keep", names));
            columns.collect::<Result<Vec<_>, _>>()?.concat()
        }
    };
    for &column in &kept {
        columns[column].is_kept = true;
    }
    Ok(Header { columns, height: skipped + height, id, answers, kept })
}

/// The number of cells of a row that are texts of questions.
fn questions(record: &Record, items: &Items<'_>) -> usize {
    record.cells.iter().filter(|cell| items.find_text(cell).is_some()).count()
}

/// The number of header rows, or `None` if there are none. The first row with a question or result codes belongs to
/// it, all rows above, and rows below that are recognized as more headings.
fn height(rows: &[Vec<Heading>], core: usize) -> Option<usize> {
    let is_code = |heading: &Heading| heading.text.eq_ignore_ascii_case("code");
    let first = rows.iter().position(|row| row.iter().any(|one| one.item.is_some() || is_code(one)))?;
    let is_more = |row: &Vec<Heading>| {
        let questions = row.iter().filter(|one| one.item.is_some()).count();
        let filled = row.iter().filter(|one| !one.text.is_empty()).count();
        let marked = row.iter().filter(|one| one.item.is_some() || one.is_subheading()).count();
        let import_ids = row.iter().filter(|one| is_import_id(&one.text)).count();
        import_ids > 0 && import_ids == filled || questions * 2 >= core || marked > 1 && marked * 2 >= filled
    };
    let last = (first + 1..rows.len()).rev().find(|row| is_more(&rows[*row]));
    Some(last.unwrap_or(first) + 1)
}

/// A cell of a header row.
struct Heading {
    /// Without tags, entities and spaces around.
    text: String,
    item: Option<(usize, MatchedBy)>,
    /// Whether it is about a question without being the answers to it.
    is_derived: bool,
}

impl Heading {
    fn new(cell: &str, items: &Items<'_>) -> Self {
        let text = without_markup(cell).trim().to_owned();
        let found = items.find(&text);
        let is_derived = found.as_ref().is_some_and(|found| is_derived(&found.around));
        Self { item: found.map(|found| (found.item, found.by)), is_derived, text }
    }

    /// What SurveyMonkey writes below a question that has only one column.
    fn is_subheading(&self) -> bool {
        ["response", "open-ended response"].iter().any(|name| self.text.eq_ignore_ascii_case(name))
    }
}

/// Whether a heading is what Qualtrics writes in its third row: `{"ImportId":"QID1_1"}`, also in single quotes.
fn is_import_id(heading: &str) -> bool {
    heading.starts_with("{\"ImportId\"") || heading.starts_with("{'ImportId'")
}

/// Whether a heading is about something else than the answers to the question it contains: the points and the
/// feedback of a Microsoft quiz, or the order in which Qualtrics displayed the question.
fn is_derived(around: &str) -> bool {
    let words = Letters::new(around);
    let words = words.as_str();
    words.starts_with("points") || words.starts_with("feedback") || words.contains("displayorder")
}

/// What headings are compared with.
struct Items<'a> {
    ids: Vec<&'a str>,
    normalized_ids: Vec<String>,
    texts: Vec<Letters>,
    /// The number of bytes of the shortest text.
    shortest_text: usize,
}

/// An item found in a heading.
struct Found {
    item: usize,
    by: MatchedBy,
    /// The rest of the heading.
    around: String,
}

impl<'a> Items<'a> {
    fn new(instrument: &'a Instrument) -> Self {
        let ids: Vec<&str> = instrument.items.iter().map(|item| item.id.as_str()).collect();
        let texts: Vec<Letters> = instrument.items.iter().map(|item| Letters::new(&item.text)).collect();
        Self {
            normalized_ids: ids.iter().map(|id| normalized_id(id)).collect(),
            ids,
            shortest_text: texts.iter().map(|text| text.as_str().len()).min().unwrap_or(0),
            texts,
        }
    }

    fn find(&self, heading: &str) -> Option<Found> {
        self.find_id(heading).or_else(|| self.find_text(heading))
    }

    /// The item whose id is the heading or the last part of it, as in `group/it_systems_1`.
    fn find_id(&self, heading: &str) -> Option<Found> {
        let text = normalized_id(heading.trim_end_matches([']', ')']));
        let mut best: Option<usize> = None;
        for (item, id) in self.normalized_ids.iter().enumerate() {
            let Some(before) = text.strip_suffix(id.as_str()) else { continue };
            let separator = heading[..before.len()].chars().next_back();
            let is_part = separator.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            if is_part && best.is_none_or(|best| id.len() > self.normalized_ids[best].len()) {
                best = Some(item);
            }
        }
        let item = best?;
        let around = heading[..text.len() - self.normalized_ids[item].len()].to_owned();
        Some(Found { item, by: MatchedBy::Id, around })
    }

    /// The item whose text the heading contains: at the end of a sentence, or before a separator.
    fn find_text(&self, heading: &str) -> Option<Found> {
        let letters = Letters::new(heading);
        if letters.as_str().len() < self.shortest_text {
            return None;
        }
        let contained = |item: &usize| letters.find(&self.texts[*item]).is_some();
        let found: Vec<usize> = (0..self.texts.len()).filter(contained).collect();
        let item = *found.iter().max_by_key(|item| self.texts[**item].as_str().len())?;
        let text = self.texts[item].as_str();
        // If one text contains another, the longer one is meant; otherwise it is unclear which one is.
        let is_clear = found.iter().all(|other| {
            *other == item
                || self.texts[*other].as_str() != text && text.contains(self.texts[*other].as_str())
        });
        let around = letters.as_str().replacen(text, " ", 1);
        is_clear.then_some(Found { item, by: MatchedBy::Text, around })
    }

    /// Whether a cell contains the texts of two or more questions.
    fn has_several_texts(&self, cell: &str) -> bool {
        let letters = Letters::new(cell);
        letters.as_str().len() > self.shortest_text
            && self.texts.iter().filter(|text| letters.find(text).is_some()).count() > 1
    }

    /// The column whose heading is closest to an item.
    fn nearest<'b>(&self, item: usize, free: &[(usize, &'b str)]) -> Option<(usize, &'b str)> {
        let text = &self.texts[item];
        let distance =
            |name: &str| strsim::damerau_levenshtein(&Letters::new(name).tail(text), text.as_str());
        let texts = free.iter().take(MAX_COMPARED).map(|&(column, name)| (distance(name), column, name));
        let (distance, column, name) = texts.min()?;
        if distance <= text.as_str().chars().count() / 3 {
            return Some((column, name));
        }
        let names: Vec<&str> = free.iter().map(|(_, name)| *name).collect();
        let name = nearest(self.ids[item], &names)?;
        free.iter().find(|(_, other)| *other == name).copied()
    }
}

/// An id in lower case with underscores. It has as many bytes as before.
fn normalized_id(id: &str) -> String {
    id.to_ascii_lowercase().replace(['.', '-'], "_")
}

/// A heading without tags, and with the characters that entities stand for.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag =
            rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if let Some(end) = rest.find('>').filter(|_| is_tag) {
            let name = rest[1..end].trim_start_matches('/').to_ascii_lowercase();
            let is_inline = !["br", "p", "div", "li"].iter().any(|block| {
                name.strip_prefix(block)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
            });
            plain.push(if is_inline { ' ' } else { '\n' });
            rest = &rest[end + 1..];
        } else if let Some((c, length)) = entity(rest) {
            plain.push(c);
            rest = &rest[length..];
        } else {
            plain.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    plain + rest
}

/// The character that an entity at the start of a text stands for, and the length of the entity.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.find(';').filter(|end| *end <= 10)?;
    let name = text[..end].strip_prefix('&')?;
    let number = name.strip_prefix("#x").or(name.strip_prefix("#X"));
    let c = match (number, name.strip_prefix('#')) {
        (Some(number), _) => char::from_u32(u32::from_str_radix(number, 16).ok()?)?,
        (None, Some(number)) => char::from_u32(number.parse().ok()?)?,
        (None, None) => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "lsquo" => '‘',
            "rsquo" => '’',
            "ldquo" => '“',
            "rdquo" => '”',
            "ndash" => '–',
            "mdash" => '—',
            "hellip" => '…',
            _ => return None,
        },
    };
    Some((c, end + 1))
}

/// The columns of the answers: each core item exactly once. Tie-breakers may be missing, since most respondents are
/// never asked.
fn answer_columns(
    columns: &mut [Column],
    instrument: &Instrument,
    items: &Items<'_>,
    records: &[&Record],
) -> Result<AnswerColumns, HeaderError> {
    let question = |(index, column): (usize, &Column)| match column.role {
        Role::Question(item, _) => Some((index, item)),
        _ => None,
    };
    let found: Vec<(usize, usize)> = columns.iter().enumerate().filter_map(question).collect();
    let is_code = |column: &Column| {
        column.role == Role::Other
            && if found.is_empty() {
                column.is_named("code")
            } else {
                column.headings.iter().any(|one| one == "code")
            }
    };
    let codes = positions(columns, is_code);
    match (codes.first(), found.first()) {
        (Some(code), Some((item, _))) => {
            return Err(HeaderError::CodesAndItems { code: code + 1, item: item + 1 });
        }
        (Some(&code), None) => {
            ensure_unique(&codes, "code")?;
            columns[code].role = Role::Code;
            return Ok(AnswerColumns::Code(code));
        }
        (None, None) => return Err(no_header(records, instrument, items)),
        (None, Some(_)) => {}
    }
    let matched: HashSet<usize> = found.iter().map(|(_, item)| *item).collect();
    let free: Vec<(usize, &str)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.role == Role::Other)
        .flat_map(|(index, column)| column.headings.iter().map(move |name| (index, name.as_str())))
        .collect();
    let core = instrument.items.iter().enumerate().filter(|(_, item)| !item.tie_breaker);
    let missing: Vec<Missing> = core
        .filter(|(index, _)| !matched.contains(index))
        .map(|(index, item)| {
            let nearest = items.nearest(index, &free).map(|(column, name)| (column + 1, name.to_owned()));
            Missing { id: item.id.clone(), text: item.text.clone(), nearest }
        })
        .collect();
    let repeated: Vec<Repeated> = instrument
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let columns = found.iter().filter(|(_, other)| *other == index).map(|(column, _)| column + 1);
            Repeated { id: item.id.clone(), text: item.text.clone(), columns: columns.collect() }
        })
        .filter(|one| one.columns.len() > 1)
        .collect();
    if missing.is_empty() && repeated.is_empty() {
        Ok(AnswerColumns::Items(found))
    } else {
        Err(HeaderError::Items { missing, repeated })
    }
}

/// Why no header was found in these rows.
fn no_header(records: &[&Record], instrument: &Instrument, items: &Items<'_>) -> HeaderError {
    if records.iter().flat_map(|record| record.cells.iter()).any(|cell| items.has_several_texts(cell)) {
        return HeaderError::QuestionsInRows;
    }
    let codes: Vec<&str> = records[0].cells.iter().map(str::trim).filter(|name| is_tool_code(name)).collect();
    if codes.len() >= instrument.core_count() {
        return HeaderError::ToolCodes { example: codes[0].to_owned() };
    }
    let first = instrument.items.iter().next().map_or("", |item| item.id.as_str());
    let cells = |record: &Record| record.cells.iter().take(6).map(|cell| cell.trim().to_owned()).collect();
    let rows = records.iter().take(MAX_ROWS).map(|record| (record.location.row, cells(record)));
    HeaderError::None { example: first.to_owned(), rows: rows.collect() }
}

/// Whether a heading is a survey tool's code for a question, such as `Q3_1`, `QID12-4`, `G01Q01[SQ001]` or `V7`.
fn is_tool_code(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.contains(|c: char| c.is_ascii_digit())
        && name.len() <= 20
        && name.chars().all(|c| {
            c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '[' | ']' | '-' | '.' | '#')
        })
}

/// The column of the respondents' ids: the one that was requested, or else `id`, or what a survey tool calls it.
fn id_column(columns: &[Column], requested: Option<&str>) -> Result<Option<usize>, HeaderError> {
    if let Some(name) = requested {
        return named_column(columns, "--id", name).map(Some);
    }
    let is_free = |column: &&Column| column.role == Role::Other;
    let ends_with = |column: &Column, words: &str| {
        let words = Letters::new(words);
        column
            .headings
            .iter()
            .map(|heading| Letters::new(heading))
            .any(|heading| heading.as_str() == words.as_str() || heading.end_with(&words))
    };
    let known: [&dyn Fn(&Column) -> bool; 12] = [
        &|column| column.headings.iter().any(|heading| heading == "id"),
        &|column| column.is_named("id"),
        // Qualtrics, LimeSurvey, Alchemer
        &|column| ends_with(column, "Response ID"),
        // SurveyMonkey
        &|column| ends_with(column, "Respondent ID"),
        // Jotform, Tally, Fillout
        &|column| ends_with(column, "Submission ID"),
        // Wufoo
        &|column| column.is_named("Entry Id"),
        // REDCap
        &|column| column.is_named("record_id") || column.is_named("Record ID"),
        // SoSci Survey
        &|column| column.headings.iter().any(|heading| heading == "CASE"),
        // oTree
        &|column| column.is_named("participant.code"),
        // Kobo
        &|column| column.is_named("_id"),
        &|column| column.is_named("_uuid"),
        // Typeform
        &|column| column.is_named("#"),
    ];
    for is_id in known {
        let found = positions(columns, |column| is_free(&column) && is_id(column));
        if let Some(&column) = found.first() {
            ensure_unique(&found, columns[column].name())?;
            return Ok(Some(column));
        }
    }
    Ok(None)
}

/// The columns that an option names: one, or several separated by commas.
fn named_columns(columns: &[Column], option: &'static str, names: &str) -> Result<Vec<usize>, HeaderError> {
    // A heading may contain a comma itself.
    if let Ok(column) = named_column(columns, option, names) {
        return Ok(vec![column]);
    }
    let each = names.split(',').filter(|name| !name.trim().is_empty());
    each.map(|name| named_column(columns, option, name)).collect()
}

/// The column that an option names: exactly, or else whatever the case and the punctuation.
fn named_column(columns: &[Column], option: &'static str, name: &str) -> Result<usize, HeaderError> {
    let name = name.trim();
    let letters = Letters::new(name);
    let is_alike =
        |heading: &str| !letters.as_str().is_empty() && Letters::new(heading).as_str() == letters.as_str();
    let height = columns.first().map_or(0, |column| column.headings.len());
    for row in 0..height {
        let mut found = positions(columns, |column| column.headings[row] == name);
        if found.is_empty() {
            found = positions(columns, |column| is_alike(&column.headings[row]));
        }
        ensure_unique(&found, name)?;
        if let Some(&column) = found.first() {
            return Ok(column);
        }
    }
    let names: Vec<&str> = columns.iter().flat_map(|column| &column.headings).map(String::as_str).collect();
    let nearest = nearest(name, &names).map(str::to_owned);
    Err(HeaderError::NoColumn { option, name: name.to_owned(), nearest })
}

fn positions(columns: &[Column], is_it: impl Fn(&Column) -> bool) -> Vec<usize> {
    columns.iter().enumerate().filter(|(_, column)| is_it(column)).map(|(index, _)| index).collect()
}

fn ensure_unique(found: &[usize], name: &str) -> Result<(), HeaderError> {
    match found {
        [first, second, ..] => {
            Err(HeaderError::Ambiguous { columns: [first + 1, second + 1], name: name.to_owned() })
        }
        _ => Ok(()),
    }
}
