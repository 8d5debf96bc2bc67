//! A result a row, from a CSV of answers or codes: scored and written in constant memory.
//!
//! A row that can't be read gets the verdict `error`, is named with its place, and the rest go on. A header that
//! does not fit stops everything before a single line of output.

mod writer;

use std::fmt;
use std::io::{Read, Write};

use anyhow::{Result, bail};

use crate::code::{Changes, Codec};
use crate::content::Content;
use crate::rows::Rows;
use writer::RowWriter;

/// What is to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// What the answers are scored with.
    pub content: &'a Content,
    /// What the results are written as.
    pub format: ScoreFormat,
    /// Carry columns through that are not the quiz's own.
    pub keep: bool,
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

/// Takes a line about a row that can't be read. It has no way to fail: where nobody listens any more, the results
/// and the exit code are the same.
pub(crate) type Complain<'a> = &'a mut dyn FnMut(fmt::Arguments<'_>);

/// How much was scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scored {
    /// Rows read.
    pub rows: u64,
    /// Rows that got the verdict `error`.
    pub bad: u64,
}

/// Scores a CSV of answers, or of codes. A line for each bad cell goes to `complain`.
///
/// # Errors
/// Where the header does not fit, or reading or writing fails.
pub(crate) fn run(
    job: Job<'_>,
    input: impl Read,
    output: impl Write,
    complain: Complain<'_>,
) -> Result<Scored> {
    let codec = Codec::new(job.content);
    let mut rows = Rows::new(&job.content.instrument, &codec, input, job.keep)?;
    let mut writer = RowWriter::new(job, &codec, rows.kept(), output)?;
    let mut scored = Scored::default();
    let mut made_up = 0_u64;
    let (mut older, mut changes) = (0_u64, Changes::default());
    while let Some(row) = rows.read()? {
        scored.rows += 1;
        match &row.answers {
            Ok(opened) if opened.answers.made_up => made_up += 1,
            Ok(opened) => {
                older += u64::from(!opened.changes.is_empty());
                changes = changes | opened.changes;
                writer.result(&row, opened.answers.clone())?;
            }
            Err(errors) => {
                scored.bad += 1;
                errors.iter().for_each(|error| complain(format_args!("{error}")));
                writer.error(&row)?;
            }
        }
    }
    if scored.rows == 0 {
        bail!("there is a header and no answers below it: add a row for each respondent");
    }
    writer.finish()?;
    if made_up > 0 {
        let rows = if made_up == 1 { "row" } else { "rows" };
        complain(format_args!("{made_up} {rows} left out: codes of made-up people"));
    }
    if older > 0 {
        complain(format_args!("{older} of {} rows: {changes}", scored.rows));
    }
    Ok(scored)
}
