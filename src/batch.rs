//! A result a row, from a CSV of answers or codes: scored and written in constant memory, but for the respondents'
//! ids, of which 16 bytes each are kept to see which come twice.
//!
//! A row that can't be read gets the verdict `error`, is named with its place, and the rest go on. A header that
//! does not fit stops everything before a single line of output.

mod closing;
mod decimal;
mod ids;
mod writer;

pub(crate) use closing::Closing;
pub(crate) use ids::{Duplicates, Ids, Turn, last_rows};

use std::fmt;
use std::io::{Read, Write};

use anyhow::{Result, bail};

use crate::code::{Changes, Codec};
use crate::content::Content;
use crate::quiz::Outcome;
use crate::rows::{Options, Row, Rows};
use writer::RowWriter;

/// What is to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// What the answers are scored with.
    pub content: &'a Content,
    /// What the results are written as.
    pub format: ScoreFormat,
    /// What is wanted of the file.
    pub options: &'a Options,
    /// What becomes of ids that come twice.
    pub duplicates: &'a Duplicates,
    /// The results go to a terminal, which would act on what some cells hold.
    pub is_shown: bool,
}

/// What the results are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScoreFormat {
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a line.
    Json,
}

/// What hears of rows while they are scored.
pub(crate) trait Listener {
    /// A line about a row that can't be read. It has no way to fail: where nobody listens any more, the results and
    /// the exit code are the same.
    fn complain(&mut self, line: fmt::Arguments<'_>);

    /// What came of a row; `None` where it can't be read.
    ///
    /// # Errors
    /// Where that ends everything.
    fn scored(&mut self, row: &Row<'_>, outcome: Option<&Outcome>) -> Result<()>;
}

/// How many rows there are to score.
///
/// # Errors
/// Where the header does not fit, or reading fails.
pub(crate) fn count(content: &Content, input: impl Read, options: &Options) -> Result<u64> {
    let codec = Codec::new(content);
    let mut rows = Rows::new(&content.instrument, &codec, input, options)?;
    let mut count = 0;
    while rows.read()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// Scores a CSV of answers, or of codes; says what came of it.
///
/// # Errors
/// Where the header does not fit, or reading or writing fails.
pub(crate) fn run(
    job: Job<'_>,
    input: impl Read,
    output: impl Write,
    listener: &mut impl Listener,
) -> Result<Closing> {
    let codec = Codec::new(job.content);
    let mut rows = Rows::new(&job.content.instrument, &codec, input, job.options)?;
    let mut writer = RowWriter::new(job, &codec, rows.kept(), output)?;
    let mut ids = Ids::new(job.duplicates, rows.have_ids());
    let mut closing = Closing::new(&rows);
    let (mut older, mut changes) = (0_u64, Changes::default());
    while let Some(row) = rows.read()? {
        if row.answers.as_ref().is_ok_and(|opened| opened.answers.made_up) {
            closing.made_up += 1;
            continue;
        }
        let error = match ids.turn(&row)? {
            Turn::Counts => None,
            Turn::LeftOut => {
                closing.same_id += 1;
                continue;
            }
            Turn::Wrong(error) => Some(error),
        };
        closing.rows += 1;
        match (&row.answers, error) {
            (Ok(opened), None) => {
                older += u64::from(!opened.changes.is_empty());
                changes = changes | opened.changes;
                let outcome = Outcome::with_codec(job.content, &codec, opened.answers.clone(), &[]);
                writer.result(&row, &outcome)?;
                listener.scored(&row, Some(&outcome))?;
            }
            (answers, error) => {
                closing.bad += 1;
                let errors = answers.as_ref().err().into_iter().flatten();
                errors.chain(&error).for_each(|error| listener.complain(format_args!("{error}")));
                writer.error(&row)?;
                listener.scored(&row, None)?;
            }
        }
    }
    closing.left_out = rows.left_out();
    if closing.rows + closing.made_up == 0 {
        bail!("there is a header and no answers below it: add a row for each respondent");
    }
    writer.finish()?;
    if older > 0 {
        listener.complain(format_args!("{older} of {} rows: {changes}", closing.rows));
    }
    Ok(closing)
}
