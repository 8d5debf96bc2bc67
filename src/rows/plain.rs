//! Rows as most files have them, read at once: answers as bare digits or nothing, no quotes, a line a row. Whatever is
//! any different is left to the general reader, so nothing is told or refused here.

use std::ops::Range;

use super::header::{Columns, Source};
use super::limits::CELL;
use super::{Options, Taken};
use crate::instrument::{Response, ResponseSet};

/// What is looked for in a column.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// The answers to the item at this place in the order asked.
    Answer(usize),
    /// A cell that may be asked for: the id, or one that is carried through.
    Cell,
}

/// Reads plain rows.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    columns: Vec<Column>,
    delimiter: u8,
    /// Where the ids are among the cells that may be asked for.
    id: Option<usize>,
    /// Where those are that are carried through.
    kept: Vec<usize>,
    /// The cells of the row that was read last.
    cells: Vec<Range<usize>>,
}

impl Plain {
    /// Gets ready; `None` where no row of the file is plain.
    pub(super) fn new(columns: &Columns, delimiter: u8, options: &Options) -> Option<Self> {
        let is_digit = |word: &str| word.trim().len() == 1 && word.trim().parse::<u8>().is_ok();
        let stands_for_a_skip = options.skip.iter().flat_map(|words| words.split(',')).any(is_digit);
        if matches!(columns.source, Source::Code(_)) || stands_for_a_skip {
            return None;
        }
        let column = |taken| match taken {
            Taken::Question(item, _) => Column::Answer(item),
            _ => Column::Cell,
        };
        let all: Vec<Column> = columns.all.iter().map(|one| column(one.taken)).collect();
        let is_cell = |column: &Column| matches!(column, Column::Cell);
        // An id that is an answer too is none of those that are looked for.
        let place = |column: usize| {
            let before = all.get(..column)?.iter().filter(|one| is_cell(one)).count();
            all.get(column).filter(|one| is_cell(one)).map(|_| before)
        };
        let id = columns.id.map(|column| place(column).ok_or(())).transpose().ok()?;
        let kept = columns.kept.iter().map(|column| place(*column)).collect::<Option<_>>()?;
        Some(Self { columns: all, delimiter, id, kept, cells: Vec::new() })
    }

    /// Reads the row that a text begins with; says how many bytes it has, its line's end among them. `None` where it
    /// is not plain, or nothing was answered.
    pub(crate) fn read(&mut self, text: &[u8], responses: &mut ResponseSet) -> Option<usize> {
        responses.clear();
        self.cells.clear();
        let (mut rest, mut is_answered) = (text, false);
        for (place, column) in self.columns.iter().enumerate() {
            if place > 0 {
                match rest {
                    [separator, cell @ ..] if *separator == self.delimiter => rest = cell,
                    _ => return None,
                }
            }
            match column {
                Column::Answer(item) => {
                    if let [digit @ b'1'..=b'5', after @ ..] = rest {
                        responses.set(*item, Response::new(digit - b'0'));
                        (rest, is_answered) = (after, true);
                    }
                }
                Column::Cell => {
                    let is_end = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r' | b'"');
                    let end = rest.iter().position(is_end).filter(|end| *end <= CELL)?;
                    let start = text.len() - rest.len();
                    self.cells.push(start..start + end);
                    rest = rest.get(end..)?;
                }
            }
        }
        match rest {
            [b'\n', after @ ..] | [b'\r', b'\n', after @ ..] if is_answered => Some(text.len() - after.len()),
            _ => None,
        }
    }

    /// The id in the row that was read last from this text; empty where there is no column of ids.
    pub(crate) fn id<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        self.id.map_or(&[], |place| self.cell(text, place))
    }

    /// Its cells that are carried through.
    pub(crate) fn kept<'t>(&self, text: &'t [u8]) -> impl Iterator<Item = &'t [u8]> {
        self.kept.iter().map(move |place| self.cell(text, *place))
    }

    fn cell<'t>(&self, text: &'t [u8], place: usize) -> &'t [u8] {
        self.cells.get(place).and_then(|range| text.get(range.clone())).unwrap_or_default()
    }
}
