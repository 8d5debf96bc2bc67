//! The rows of a block, scored: their lines, and what has to be known of each once it is its turn.

use std::mem;

use super::Job;
use super::writer::RowWriter;
use crate::code::{Changes, Codec};
use crate::quiz::Outcome;
use crate::rows::{Error, LeftOut, Location, Row, RowError, Rows};

/// A block and what came of it. Rows and lines are counted from its start.
#[derive(Debug, Default)]
pub(super) struct Scored {
    /// The block.
    pub(super) bytes: Vec<u8>,
    /// A line a row, without the id where the file has no ids.
    pub(super) text: Vec<u8>,
    /// All ids, one after the other.
    pub(super) ids: Vec<u8>,
    pub(super) rows: Vec<Scanned>,
    /// What is wrong with rows, one after the other.
    pub(super) errors: Vec<RowError>,
    pub(super) left_out: LeftOut,
    /// How many rows and lines there are.
    pub(super) place: Location,
    /// Why there are no more.
    pub(super) failed: Option<anyhow::Error>,
    /// Why they could not be read any further.
    pub(super) unread: Option<Error>,
}

/// A row of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanned {
    /// Where it, or what stands between it and the row before, begins in the block.
    pub(super) at: usize,
    /// The line where it begins.
    pub(super) line: u64,
    /// Where its line ends in the text.
    pub(super) text_end: usize,
    /// Where its id ends among the ids.
    pub(super) id_end: usize,
    /// Where its errors end among all.
    pub(super) errors_end: usize,
    pub(super) kind: Kind,
    /// What changed since its code was made.
    pub(super) changes: Changes,
}

/// What came of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Good,
    Bad,
    MadeUp,
}

impl Scored {
    fn clear(&mut self) {
        self.text.clear();
        self.ids.clear();
        self.rows.clear();
        self.errors.clear();
        (self.failed, self.unread) = (None, None);
    }

    /// Notes a row whose line, id and errors are there by now.
    fn note(&mut self, at: usize, line: u64, kind: Kind, changes: Changes) {
        let (text_end, id_end, errors_end) = (self.text.len(), self.ids.len(), self.errors.len());
        self.rows.push(Scanned { at, line, text_end, id_end, errors_end, kind, changes });
    }
}

/// Scores blocks of one file.
#[derive(Clone)]
pub(super) struct Scorer<'a> {
    job: Job<'a>,
    codec: &'a Codec,
    writer: &'a RowWriter<'a>,
    head: &'a Rows<'a, &'a [u8]>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        job: Job<'a>,
        codec: &'a Codec,
        head: &'a Rows<'a, &'a [u8]>,
        writer: &'a RowWriter<'a>,
    ) -> Self {
        Self { job, codec, writer, head }
    }

    /// Scores a block.
    pub(super) fn score(&mut self, scored: &mut Scored) {
        scored.clear();
        let block = mem::take(&mut scored.bytes);
        let mut rows = self.head.of_block(&block);
        loop {
            let at = block.len() - rows.rest().len();
            if at == block.len() || !self.score_next(&mut rows, at, scored) {
                break;
            }
        }
        (scored.left_out, scored.place) = (rows.left_out(), rows.place());
        scored.bytes = block;
    }

    /// Scores the next row, whatever is in it; says whether to go on.
    fn score_next(&self, rows: &mut Rows<'_, &[u8]>, at: usize, scored: &mut Scored) -> bool {
        match rows.read() {
            Ok(Some(row)) => {
                scored.failed = self.score_row(&row, at, scored).err();
                scored.failed.is_none()
            }
            Ok(None) => false,
            Err(error) => {
                scored.unread = Some(error);
                false
            }
        }
    }

    fn score_row(&self, row: &Row<'_>, at: usize, scored: &mut Scored) -> anyhow::Result<()> {
        let start = scored.ids.len();
        if self.head.have_ids() {
            scored.ids.extend_from_slice(&row.id());
        }
        let id = scored.ids.get(start..).unwrap_or_default();
        let (kind, changes) = match &row.answers {
            Ok(opened) if opened.answers.made_up => (Kind::MadeUp, opened.changes),
            Ok(opened) => {
                let outcome = Outcome::with_codec(self.job.content, self.codec, opened.answers.clone(), &[]);
                self.writer.result(id, row, &outcome, &mut scored.text)?;
                (Kind::Good, opened.changes)
            }
            Err(errors) => {
                self.writer.error(id, row.kept(), &mut scored.text)?;
                scored.errors.extend_from_slice(errors);
                (Kind::Bad, Changes::default())
            }
        };
        scored.note(at, row.location.line, kind, changes);
        Ok(())
    }
}
