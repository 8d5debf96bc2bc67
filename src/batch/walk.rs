//! Every row of a file in turn: left out, wrong, or taken.

use std::io::BufRead;

use anyhow::Result;

use super::Closing;
use super::ids::{Duplicates, Ids, Turn};
use crate::code::Opened;
use crate::rows::{Row, RowError, Rows};

/// What is met on the way.
pub(crate) enum Met<'m> {
    /// What is wrong with the next row.
    Wrong(&'m RowError),
    /// A row and what it says; `None` where something is wrong with it.
    Row(&'m Row<'m>, Option<&'m Opened>),
}

/// Goes through all rows, and says what came of it.
///
/// # Errors
/// Where reading fails, `take` does, or there are no rows.
pub(crate) fn walk<B: BufRead>(
    mut rows: Rows<'_, B>,
    duplicates: &Duplicates,
    mut take: impl FnMut(Met<'_>) -> Result<()>,
) -> Result<Closing> {
    let mut ids = Ids::new(duplicates, rows.have_ids());
    let mut closing = Closing::new(&rows);
    while let Some(row) = rows.read()? {
        if row.answers.as_ref().is_ok_and(|opened| opened.answers.made_up) {
            closing.made_up += 1;
            continue;
        }
        let same = match ids.turn(&row.id(), row.location)? {
            Turn::Counts => None,
            Turn::LeftOut => {
                closing.same_id += 1;
                continue;
            }
            Turn::Wrong(error) => Some(error),
        };
        closing.rows += 1;
        if let (Ok(opened), None) = (&row.answers, &same) {
            closing.changed(opened.changes);
            take(Met::Row(&row, Some(opened)))?;
            continue;
        }
        closing.bad += 1;
        let errors = row.answers.as_ref().err().into_iter().flatten();
        errors.chain(&same).try_for_each(|error| take(Met::Wrong(error)))?;
        take(Met::Row(&row, None))?;
    }
    closing.left_out = rows.left_out();
    closing.of_some()
}
