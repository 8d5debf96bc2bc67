//! Scores files of answers: one line of results for each row, as CSV or JSON.
//!
//! ```text
//! rows -> chunks -> worker threads: answers, outcome, line -> in order: duplicate ids, errors, output
//! ```
//!
//! A row that can't be read gets the verdict `error`, and the rest continue. Results are held back in memory until all
//! rows are read: the last row may show that the codes of a file aren't those of the answers, or may replace an earlier
//! one. A million rows take about 300 MB.

mod summary;
mod writer;

pub(crate) use summary::Summary;

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::io::{self, Write};
use std::mem;
use std::ops::Range;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::code::{Changes, Codec};
use crate::content::Content;
use crate::import::{
    Duplicates, FileName, Ids, Layout, Location, Problem, Record, RowError, RowErrors, Rows, Table,
    ensure_known_codes,
};
use crate::quiz::Outcome;
use writer::RowWriter;

/// The number of rows a worker scores at once.
const CHUNK: usize = 500;
/// The number of chunks for each worker that are scored or wait.
const QUEUED: usize = 4;

/// How to score.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) content: &'a Content,
    pub(crate) codec: &'a Codec,
    pub(crate) format: ScoreFormat,
    pub(crate) duplicates: Duplicates,
    /// Whether the results go to a terminal, which would interpret control characters in cells.
    pub(crate) to_terminal: bool,
    /// Whether to return the outcomes too.
    pub(crate) with_outcomes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScoreFormat {
    /// Comma-separated values with a header
    Csv,
    /// One JSON object per line
    Json,
}

/// A row and its outcome; `None` if it couldn't be scored.
#[derive(Debug)]
pub(crate) struct ScoredRow {
    pub(crate) number: u64,
    /// `None` if no column has ids.
    pub(crate) id: Option<String>,
    /// The passthrough cells.
    pub(crate) kept: Vec<String>,
    pub(crate) outcome: Option<Outcome>,
}

/// The results of all files scored so far.
pub(crate) struct Batch<'a> {
    settings: Settings<'a>,
    writer: Option<RowWriter<'a>>,
    output: Vec<u8>,
    ids: Ids<Kept>,
    /// Results that later rows with the same ids replace.
    replaced: Vec<Range<usize>>,
    replaced_rows: HashSet<Location>,
    summary: Summary,
    errors: RowErrors,
    rows: Vec<(Location, ScoredRow)>,
}

/// The line of the row that counts for an id.
#[derive(Debug)]
struct Kept {
    line: Range<usize>,
    is_error: bool,
}

/// All results.
pub(crate) struct Results {
    output: Vec<u8>,
    /// Parts of the output that don't count, in order.
    replaced: Vec<Range<usize>>,
    pub(crate) summary: Summary,
    pub(crate) errors: RowErrors,
    /// All rows, if outcomes were requested.
    pub(crate) rows: Vec<ScoredRow>,
    /// The names of the passthrough columns.
    pub(crate) kept: Vec<String>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(settings: Settings<'a>) -> Self {
        Self {
            settings,
            writer: None,
            output: Vec::new(),
            ids: Ids::default(),
            replaced: Vec::new(),
            replaced_rows: HashSet::new(),
            summary: Summary::default(),
            errors: RowErrors::default(),
            rows: Vec::new(),
        }
    }

    /// Scores the rows of a file. `progress` hears after each chunk how many bytes were read.
    pub(crate) fn add(&mut self, table: Table<'_>, progress: &dyn Fn(u64)) -> Result<()> {
        let Table { layout, mut rows, notes, file, .. } = table;
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let writer = RowWriter::new(self.settings, &layout)?;
                self.output.extend(writer.header());
                writer
            }
        };
        rows.continue_after(self.summary.numbered);
        let before = self.summary.read();
        self.score_rows(&layout, &mut rows, &writer, progress)?;
        self.writer = Some(writer);
        self.summary.add_table(&layout, &rows, notes);
        if self.summary.read() == before {
            bail!(no_answers(file.as_ref(), &self.summary.excluded()));
        }
        Ok(())
    }

    fn score_rows(
        &mut self,
        layout: &Layout<'_>,
        rows: &mut Rows,
        writer: &RowWriter<'_>,
        progress: &dyn Fn(u64),
    ) -> Result<()> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let (sender, receiver) = channel::<(Chunk, Sender<Chunk>)>();
        let receiver = Mutex::new(receiver);
        thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    loop {
                        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((mut chunk, done)) = next else { return };
                        chunk.score(layout, writer);
                        // The receiver is gone if an earlier chunk had an error.
                        let _ = done.send(chunk);
                    }
                });
            }
            // Moved here, so that the workers end when this ends.
            let sender = sender;
            let mut pending = VecDeque::new();
            let mut is_end = false;
            let mut free: Vec<Chunk> = Vec::new();
            loop {
                while !is_end && pending.len() < workers * QUEUED {
                    let mut chunk = free.pop().unwrap_or_default();
                    is_end = !chunk.fill(rows)?;
                    let (done, result) = channel();
                    sender.send((chunk, done)).expect("the workers wait for chunks");
                    pending.push_back(result);
                }
                let Some(result) = pending.pop_front() else { return Ok(()) };
                let mut chunk = result.recv().expect("a worker returns every chunk");
                self.take(&mut chunk, layout, writer)?;
                free.push(chunk);
                progress(rows.position());
            }
        })
    }

    /// Adds the results of a chunk.
    fn take(&mut self, chunk: &mut Chunk, layout: &Layout<'_>, writer: &RowWriter<'_>) -> Result<()> {
        if let Some(error) = chunk.failed.take() {
            return Err(error);
        }
        let mut start = 0;
        for (record, row) in chunk.records.iter().zip(chunk.rows.drain(..)) {
            let line = &chunk.text[start..row.line_end];
            start = row.line_end;
            self.summary.numbered = record.number;
            let mut errors = match row.result {
                RowResult::Example => {
                    self.summary.examples += 1;
                    continue;
                }
                RowResult::Scored(changes) => {
                    self.summary.add_changes(changes);
                    Vec::new()
                }
                RowResult::Error(errors) => errors,
            };
            ensure_known_codes(&errors)?;
            let mut error_line = None;
            if let Some(id) = layout.id(record).filter(|_| self.settings.duplicates != Duplicates::All) {
                let line = self.output.len()..self.output.len() + line.len();
                let kept = Kept { line: line.clone(), is_error: !errors.is_empty() };
                match (self.ids.insert(id, &record.location, kept), self.settings.duplicates) {
                    (None, _) | (_, Duplicates::All) => {}
                    (Some(_), Duplicates::First) => {
                        self.summary.duplicates += 1;
                        continue;
                    }
                    (Some((location, earlier)), Duplicates::Last) => {
                        self.replaced_rows.insert(mem::replace(location, record.location.clone()));
                        let kept = Kept { line, is_error: !errors.is_empty() };
                        let earlier = mem::replace(earlier, kept);
                        self.replaced.push(earlier.line);
                        self.summary.duplicates += 1;
                        self.summary.rows -= 1;
                        self.summary.errors -= u64::from(earlier.is_error);
                    }
                    (Some((first, _)), Duplicates::Error) => {
                        let problem =
                            Problem::DuplicateId { id: id.trim().to_owned(), first: first.to_string() };
                        errors.push(RowError { location: record.location.clone(), column: None, problem });
                        let mut text = Vec::new();
                        writer.error(id, layout.kept(record), &mut text)?;
                        error_line = Some(text);
                    }
                }
            }
            self.summary.rows += 1;
            self.summary.errors += u64::from(!errors.is_empty());
            self.summary.has_numbers |= row.has_numbers;
            self.summary.short_rows += u64::from(row.is_short);
            if self.settings.with_outcomes {
                let outcome = row.outcome.filter(|_| errors.is_empty());
                let id = layout.id(record).map(str::to_owned);
                let kept = layout.kept(record).map(str::to_owned).collect();
                let row = ScoredRow { number: record.number, id, kept, outcome };
                self.rows.push((record.location.clone(), row));
            }
            for error in errors {
                self.errors.push(error);
            }
            self.output.extend_from_slice(error_line.as_deref().unwrap_or(line));
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Results {
        let Self { writer, output, mut replaced, replaced_rows, summary, mut errors, rows, .. } = self;
        replaced.sort_unstable_by_key(|range| range.start);
        errors.retain(|location| !replaced_rows.contains(location));
        let rows = rows.into_iter().filter(|(location, _)| !replaced_rows.contains(location));
        let rows = rows.map(|(_, row)| row).collect();
        let kept = writer.map(|writer| writer.kept).unwrap_or_default();
        Results { output, replaced, summary, errors, rows, kept }
    }
}

impl Results {
    /// Writes all lines.
    pub(crate) fn write(&self, mut output: impl Write) -> io::Result<()> {
        let mut start = 0;
        for replaced in &self.replaced {
            output.write_all(&self.output[start..replaced.start])?;
            start = replaced.end;
        }
        output.write_all(&self.output[start..])?;
        output.flush()
    }
}

/// What to report about a file without answers.
pub(crate) fn no_answers(file: Option<&FileName>, excluded: &str) -> String {
    let file = file.map_or_else(String::new, |file| format!("{file}: "));
    if excluded.is_empty() {
        format!("{file}there is a header, but no answers below it")
    } else {
        format!("{file}there are no answers; excluded: {excluded}")
    }
}

/// Rows that a worker scores at once, and their results.
#[derive(Default)]
struct Chunk {
    records: Vec<Record>,
    /// One line for each row that isn't an example person's.
    text: Vec<u8>,
    rows: Vec<ChunkRow>,
    failed: Option<anyhow::Error>,
}

struct ChunkRow {
    /// The end of its line, as a byte offset in the text.
    line_end: usize,
    result: RowResult,
    has_numbers: bool,
    is_short: bool,
    outcome: Option<Outcome>,
}

enum RowResult {
    /// What has changed since its code was made.
    Scored(Changes),
    /// The code of an example person.
    Example,
    Error(Vec<RowError>),
}

impl Chunk {
    /// Reads the next rows; returns false at the end of the file.
    fn fill(&mut self, rows: &mut Rows) -> Result<bool> {
        let mut count = 0;
        while count < CHUNK {
            if count == self.records.len() {
                self.records.push(Record::default());
            }
            if !rows.read(&mut self.records[count])? {
                self.records.truncate(count);
                return Ok(false);
            }
            count += 1;
        }
        Ok(true)
    }

    fn score(&mut self, layout: &Layout<'_>, writer: &RowWriter<'_>) {
        self.text.clear();
        for record in &self.records {
            match score_row(record, layout, writer, &mut self.text) {
                Ok(row) => self.rows.push(row),
                Err(error) => {
                    self.failed = Some(error);
                    return;
                }
            }
        }
    }
}

/// Scores a row and appends its line to a text.
fn score_row(
    record: &Record,
    layout: &Layout<'_>,
    writer: &RowWriter<'_>,
    text: &mut Vec<u8>,
) -> Result<ChunkRow> {
    let Settings { content, codec, with_outcomes, .. } = writer.settings;
    let id = layout.id(record).map_or_else(|| record.number.to_string().into(), Cow::Borrowed);
    let id = id.as_ref();
    let row = layout.row(record);
    let mut outcome = None;
    let result = match row.answers {
        Ok(opened) if opened.answers.made_up => RowResult::Example,
        Ok(opened) => {
            let scored = Outcome::with_codec(content, codec, opened.answers, &[]);
            writer.result(id, layout.kept(record), &scored, text)?;
            outcome = with_outcomes.then_some(scored);
            RowResult::Scored(opened.changes)
        }
        Err(errors) => {
            writer.error(id, layout.kept(record), text)?;
            RowResult::Error(errors)
        }
    };
    let line_end = text.len();
    Ok(ChunkRow { line_end, result, has_numbers: row.has_numbers, is_short: row.is_short, outcome })
}
