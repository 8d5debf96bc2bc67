//! The people of a group: who they are, which group they belong to, and what they answered.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};

use super::names::{Source, columns, tidy};
use super::tally::Tally;
use crate::batch::no_answers;
use crate::code::{Changes, CodeError, Codec, Origin};
use crate::content::Content;
use crate::import::{
    self, Column, Duplicates, Ids, Layout, Location, Problem, Record, RowError, RowErrors, Table,
    ensure_known_codes,
};
use crate::instrument::{Answers, Response};
use crate::scoring::score;

/// The most groups there may be.
const MAX_GROUPS: usize = 1000;

/// Responses that aren't included in any group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Excluded {
    /// Too few answers for a result.
    pub incomplete: u64,
    /// Codes of example people.
    pub made_up: u64,
    /// Codes or rows that can't be read.
    pub unreadable: u64,
    /// Rows with the id of another one that was kept.
    pub duplicates: u64,
}

/// Everybody so far.
pub(crate) struct People<'a> {
    content: &'a Content,
    codec: &'a Codec,
    by: &'a [String],
    duplicates: Duplicates,
    /// The indices of groups by their names in lower case.
    groups: HashMap<Vec<String>, usize>,
    /// The names of the groups as they were first written.
    names: Vec<Vec<String>>,
    /// The group and the answers of each person; `None` if a later row replaced them.
    people: Vec<Option<(usize, Answers)>>,
    /// The index of the person that counts for an id; `None` if the row can't be read.
    ids: Ids<Option<usize>>,
    /// What the first answers were given to, and where they are.
    first: Option<(Origin, String)>,
    pub(crate) excluded: Excluded,
    /// Rows that were excluded while the files were read.
    pub(crate) excluded_rows: import::Excluded,
    pub(crate) changes: Changes,
    pub(crate) errors: RowErrors,
}

impl<'a> People<'a> {
    /// No respondents yet. `by` names the columns that define groups.
    pub(crate) fn new(
        content: &'a Content,
        codec: &'a Codec,
        by: &'a [String],
        duplicates: Duplicates,
    ) -> Self {
        Self {
            content,
            codec,
            by,
            duplicates,
            groups: HashMap::new(),
            names: Vec::new(),
            people: Vec::new(),
            ids: Ids::default(),
            first: None,
            excluded: Excluded::default(),
            excluded_rows: import::Excluded::default(),
            changes: Changes::default(),
            errors: RowErrors::default(),
        }
    }

    /// Scores everybody; returns the groups with at least one person, in no particular order, who isn't in any of them,
    /// and how many responses have the same answers as an earlier one.
    pub(crate) fn into_groups(self) -> (Vec<(Vec<String>, Tally)>, Excluded, u64) {
        let Content { instrument, contrast, .. } = self.content;
        let mut excluded = self.excluded;
        let mut groups: Vec<(Vec<String>, Tally)> =
            self.names.into_iter().map(|names| (names, Tally::new(self.content))).collect();
        let mut seen: HashSet<Vec<u8>> = HashSet::new();
        let mut identical = 0;
        for (group, answers) in self.people.into_iter().flatten() {
            let values = answers.responses.iter().map(|response| response.map_or(0, Response::value));
            identical += u64::from(!seen.insert(values.collect()));
            let assessment = score(instrument, contrast, &answers.responses, &[]);
            if !groups[group].1.add(&answers, &assessment) {
                excluded.incomplete += 1;
            }
        }
        groups.retain(|(_, tally)| tally.people > 0);
        (groups, excluded, identical)
    }

    /// Adds the people of a file. `progress` hears how many bytes were read.
    ///
    /// # Errors
    /// If it can't be read, has no such column, or its answers are to other questions.
    pub(crate) fn read(
        &mut self,
        table: Table<'_>,
        source: Source<'_>,
        progress: &dyn Fn(u64),
    ) -> Result<()> {
        let Table { layout, mut rows, file, .. } = table;
        let names: Vec<String> =
            layout.kept_columns().map(Column::name).map(|name| name.trim().to_owned()).collect();
        let columns = columns(self.by, source, &names)?;
        let mut is_empty = true;
        let mut record = Record::default();
        while rows.read(&mut record)? {
            is_empty = false;
            progress(rows.position());
            self.add_row(&layout, &record, source, &columns)?;
        }
        self.excluded_rows += rows.excluded();
        if is_empty {
            bail!(no_answers(file.as_ref(), &rows.excluded().words(&[])));
        }
        Ok(())
    }

    fn add_row(
        &mut self,
        layout: &Layout<'_>,
        record: &Record,
        source: Source<'_>,
        columns: &[Option<usize>],
    ) -> Result<()> {
        let row = layout.row(record);
        if row.answers.as_ref().is_ok_and(|opened| opened.answers.made_up) {
            self.excluded.made_up += 1;
            return Ok(());
        }
        let (opened, mut errors) = match row.answers {
            Ok(opened) => (Some(opened), Vec::new()),
            Err(errors) => (None, errors),
        };
        ensure_known_codes(&errors)?;
        let other_questions =
            |error: &&RowError| matches!(error.problem, Problem::Code(CodeError::OtherQuestions(_)));
        if let Some(error) = errors.iter().find(other_questions) {
            bail!("{error}");
        }
        let person = opened.as_ref().map(|_| self.people.len());
        if let Some(id) = layout.id(record).filter(|_| self.duplicates != Duplicates::All)
            && let Some((first, earlier)) = self.ids.insert(id, &record.location, person)
        {
            match self.duplicates {
                Duplicates::All => {}
                Duplicates::First => {
                    self.excluded.duplicates += 1;
                    return Ok(());
                }
                Duplicates::Last => {
                    self.excluded.duplicates += 1;
                    match std::mem::replace(earlier, person) {
                        Some(replaced) => self.people[replaced] = None,
                        None => self.excluded.unreadable -= 1,
                    }
                    *first = record.location.clone();
                }
                Duplicates::Error => {
                    let problem = Problem::DuplicateId { id: id.trim().to_owned(), first: first.to_string() };
                    errors.push(RowError { location: record.location.clone(), column: None, problem });
                }
            }
        }
        let Some(opened) = opened.filter(|_| errors.is_empty()) else {
            self.excluded.unreadable += 1;
            errors.into_iter().for_each(|error| self.errors.push(error));
            return Ok(());
        };
        self.ensure_one_version(opened.origin, source, &record.location)?;
        self.changes = self.changes | opened.changes;
        let cells: Vec<&str> = layout.kept(record).collect();
        let names = columns.iter().map(|column| tidy(column.map_or(source.name, |column| cells[column])));
        let group = self.group(names.collect())?;
        self.people.push(Some((group, opened.answers)));
        Ok(())
    }

    /// The index of the group with these names.
    fn group(&mut self, names: Vec<String>) -> Result<usize> {
        let key: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        if let Some(&group) = self.groups.get(&key) {
            return Ok(group);
        }
        if self.names.len() >= MAX_GROUPS {
            bail!(
                "there are more than {MAX_GROUPS} groups by {}: choose a column with fewer values",
                self.by.join(", ")
            );
        }
        self.groups.insert(key, self.names.len());
        self.names.push(names);
        Ok(self.names.len() - 1)
    }

    /// Returns an error if answers were given to another version than the first ones.
    fn ensure_one_version(
        &mut self,
        origin: Option<Origin>,
        source: Source<'_>,
        location: &Location,
    ) -> Result<()> {
        let origin = origin.unwrap_or_else(|| self.codec.origin());
        let place = || match &location.file {
            Some(_) => location.to_string(),
            None => format!("{}, {location}", source.path),
        };
        let Some((first, first_place)) = &self.first else {
            self.first = Some((origin, place()));
            return Ok(());
        };
        if origin == *first {
            return Ok(());
        }
        // The questions are the same, or the code would not have been accepted.
        let differs = origin.since(*first).map(Changes::names).unwrap_or_default();
        bail!(
            "{} was made with another version than {first_place}: {differs} differs. Versions are never mixed: give those of one version",
            place()
        )
    }
}
