//! Reads people from texts with codes, from CSV files, and from files with one code each; scores each person and adds
//! them to the tally of their group.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{BufReader, Read};

use anyhow::{Context, Result, bail};

use super::lines::{Line, Lines};
use super::names::{Source, columns, key_of_text, tidy};
use super::tally::Tally;
use crate::code::{Changes, CodeError, Codec, Opened, Origin};
use crate::content::Content;
use crate::instrument::Response;
use crate::rows::{self, HeaderError, Keep, Options, Rows};
use crate::scoring::score;

/// A file is looked at so far to find out what it is.
const START: u64 = 64 * 1024;
/// A file with one code has at most this many bytes.
const ONE_CODE: u64 = 1024;
/// There may be this many groups, so that memory doesn't grow with the people.
const GROUPS: usize = 1000;

/// Takes a line about somebody who can't be counted.
pub(crate) type Complain<'a> = &'a mut dyn FnMut(fmt::Arguments<'_>);

/// Responses that aren't included in any group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Excluded {
    /// Too few answers for a result.
    pub incomplete: u64,
    /// Codes of example people.
    pub made_up: u64,
    /// Codes or rows that can't be read.
    pub unreadable: u64,
    /// Lines of a text without a code.
    pub words: u64,
}

/// Everybody so far.
pub(crate) struct People<'a> {
    content: &'a Content,
    codec: Codec,
    by: &'a [String],
    /// By the names in small letters: the names as they were first written, and who belongs there.
    groups: HashMap<Vec<String>, (Vec<String>, Tally)>,
    /// What the first one's answers were given to, and where that one stands.
    first: Option<(Origin, String)>,
    /// Sets of answers that someone gave, to find identical ones.
    answers: HashSet<Vec<u8>>,
    /// Responses with the same answers as an earlier one.
    pub(crate) identical: u64,
    pub(crate) excluded: Excluded,
    pub(crate) changes: Changes,
}

impl<'a> People<'a> {
    /// Nobody yet. `by` names the columns that groups are made by.
    pub(crate) fn new(content: &'a Content, by: &'a [String]) -> Self {
        Self {
            content,
            codec: Codec::new(content),
            by,
            groups: HashMap::new(),
            first: None,
            answers: HashSet::new(),
            identical: 0,
            excluded: Excluded::default(),
            changes: Changes::default(),
        }
    }

    /// The groups that have at least one person, in no particular order.
    pub(crate) fn into_groups(self) -> Vec<(Vec<String>, Tally)> {
        self.groups.into_values().filter(|(_, tally)| tally.people > 0).collect()
    }

    /// Takes in a CSV of answers or codes, or a text with codes.
    ///
    /// # Errors
    /// Where it is neither, can't be read, has no such column, or its answers are to other questions.
    pub(crate) fn read(
        &mut self,
        source: Source<'_>,
        mut input: impl Read,
        complain: Complain<'_>,
    ) -> Result<()> {
        let mut start = Vec::new();
        let reading = || format!("can't read {}", source.path);
        input.by_ref().take(START).read_to_end(&mut start).with_context(reading)?;
        let header =
            Rows::new(&self.content.instrument, &self.codec, start.as_slice(), &everything()).map(drop);
        let whole = start.chain(input);
        let Err(rows::Error::Header(
            no_header @ (HeaderError::None(..) | HeaderError::Empty(_) | HeaderError::LongName(_)),
            _,
        )) = header
        else {
            return self.rows(source, whole, complain);
        };
        let codes = self.lines(source, whole, complain)?;
        match no_header {
            _ if codes > 0 => Ok(()),
            HeaderError::Empty(_) => bail!("{}: there is nothing in it", source.path),
            _ => bail!("{}: there is no code in it, and it is no CSV of answers: {no_header}", source.path),
        }
    }

    /// Takes in a file that holds one code and nothing else.
    ///
    /// # Errors
    /// Where it can't be read, or its answers are to other questions.
    pub(crate) fn read_one(
        &mut self,
        source: Source<'_>,
        input: impl Read,
        complain: Complain<'_>,
    ) -> Result<()> {
        let mut text = Vec::new();
        let length = input.take(ONE_CODE + 1).read_to_end(&mut text);
        if length.with_context(|| format!("can't read {}", source.path))? as u64 > ONE_CODE {
            self.excluded.unreadable += 1;
            complain(format_args!("{}: it holds more than one code: name the file itself", source.path));
            return Ok(());
        }
        let opened = self.codec.decode(&String::from_utf8_lossy(&text));
        let key = key_of_text(self.by, source)?;
        self.code(opened, source.path, key, complain)
    }

    /// Takes in a text; says how many codes there were.
    fn lines(&mut self, source: Source<'_>, input: impl Read, complain: Complain<'_>) -> Result<u64> {
        let key = key_of_text(self.by, source)?;
        let mut lines = Lines::new(BufReader::new(input));
        let mut found = 0;
        let mut words = 0;
        while let Some((number, line)) =
            lines.next(&self.codec).with_context(|| format!("can't read {}", source.path))?
        {
            match line {
                Line::Blank => {}
                Line::Words => words += 1,
                Line::Codes(codes) => {
                    let place = format!("{}, line {number}", source.path);
                    found += codes.len() as u64;
                    codes.into_iter().try_for_each(|code| self.code(code, &place, key.clone(), complain))?;
                }
            }
        }
        self.excluded.words += words;
        Ok(found)
    }

    /// Takes in a code, or says why it can't be read.
    fn code(
        &mut self,
        opened: Result<Opened, CodeError>,
        place: &str,
        key: Vec<String>,
        complain: Complain<'_>,
    ) -> Result<()> {
        match opened {
            Ok(opened) => self.add(&opened, &|| place.to_owned(), key),
            Err(error @ CodeError::OtherQuestions(_)) => bail!("{place}: {error}"),
            Err(error) => {
                self.excluded.unreadable += 1;
                complain(format_args!("{place}: {error}"));
                Ok(())
            }
        }
    }

    fn rows(&mut self, source: Source<'_>, input: impl Read, complain: Complain<'_>) -> Result<()> {
        let content = self.content;
        let codec = self.codec.clone();
        let at = |line: &dyn fmt::Display| format!("{}: {line}", source.path);
        let mut rows = Rows::new(&content.instrument, &codec, input, &everything())
            .map_err(|error| anyhow::anyhow!(at(&error)))?;
        let columns =
            columns(self.by, source, &rows.kept().map(|name| name.trim().to_owned()).collect::<Vec<_>>())?;
        let mut is_empty = true;
        while let Some(row) = rows.read().map_err(|error| anyhow::anyhow!(at(&error)))? {
            is_empty = false;
            match &row.answers {
                Ok(opened) => {
                    let cells: Vec<&[u8]> = row.kept().collect();
                    let cell = |place: &Option<usize>| match place {
                        Some(place) => text(cells.get(*place).copied().unwrap_or_default()),
                        None => source.name.to_owned(),
                    };
                    let key = columns.iter().map(cell).collect();
                    self.add(opened, &|| at(&row.location), key)?;
                }
                Err(errors) => {
                    if let Some(other) = errors.iter().find(|error| is_other(error)) {
                        bail!(at(other));
                    }
                    self.excluded.unreadable += 1;
                    errors.iter().for_each(|error| complain(format_args!("{}", at(error))));
                }
            }
        }
        if is_empty {
            bail!("{}: there is a header and no answers below it", source.path);
        }
        Ok(())
    }

    /// Counts somebody in the group with these names.
    fn add(&mut self, opened: &Opened, place: &dyn Fn() -> String, names: Vec<String>) -> Result<()> {
        if opened.answers.made_up {
            self.excluded.made_up += 1;
            return Ok(());
        }
        self.hold_to_one_version(opened, place)?;
        self.changes = self.changes | opened.changes;
        let answers = opened.answers.responses.iter().map(|response| response.map_or(0, Response::value));
        if !self.answers.insert(answers.collect()) {
            self.identical += 1;
        }
        let Content { instrument, contrast, .. } = self.content;
        let assessment = score(instrument, contrast, &opened.answers.responses, &[]);
        let names: Vec<String> = names.into_iter().map(|name| tidy(&name)).collect();
        let key = names.iter().map(|name| name.to_lowercase()).collect();
        if self.groups.len() >= GROUPS && !self.groups.contains_key(&key) {
            bail!(
                "{}: there are more than {GROUPS} groups by {}: choose a column with fewer values",
                place(),
                self.by.join(", ")
            );
        }
        let content = self.content;
        let (_, tally) = self.groups.entry(key).or_insert_with(|| (names, Tally::new(content)));
        if !tally.add(&opened.answers, &assessment) {
            self.excluded.incomplete += 1;
        }
        Ok(())
    }

    /// Refuses answers that were given to anything else than the first ones.
    fn hold_to_one_version(&mut self, opened: &Opened, place: &dyn Fn() -> String) -> Result<()> {
        let origin = opened.origin.unwrap_or_else(|| self.codec.origin());
        let Some((first, first_place)) = &self.first else {
            self.first = Some((origin, place()));
            return Ok(());
        };
        if origin == *first {
            return Ok(());
        }
        // The questions are the same, or the code would not have opened.
        let differs = origin.since(*first).map(Changes::names).unwrap_or_default();
        bail!(
            "{} was made with another version than {first_place}: {differs} differs. Versions are never mixed: give those of one version",
            place()
        )
    }
}

/// Whether a row's answers are to other questions.
fn is_other(error: &rows::RowError) -> bool {
    matches!(error.problem, rows::Problem::Code(CodeError::OtherQuestions(_)))
}

/// Every column may be what groups are made by.
fn everything() -> Options {
    Options { keep: Keep::All, ..Options::default() }
}

fn text(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().to_owned()
}
