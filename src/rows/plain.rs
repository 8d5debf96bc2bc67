//! Rows as most files have them, read at once: answers as bare digits or nothing, no quotes, a line a row. Whatever is
//! any different is left to the general reader, so nothing is told or refused here.

use std::ops::Range;

use super::header::{Columns, Source};
use super::limits::CELL;
use super::{Column, Options, Taken};
use crate::instrument::{Response, ResponseSet};

/// What is looked for in columns.
#[derive(Debug, Clone)]
enum Part {
    /// As many columns, of answers to these items one after the other, by their places in the order asked.
    Answers(Range<usize>),
    /// A cell that may be asked for: the id, or one that is carried through.
    Cell,
}

/// Reads plain rows.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    parts: Vec<Part>,
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
        let is_cell = |column: &Column| !matches!(column.taken, Taken::Question(..));
        let mut parts = Vec::new();
        for column in &columns.all {
            match (column.taken, parts.last_mut()) {
                (Taken::Question(item, _), Some(Part::Answers(items))) if items.end == item => items.end += 1,
                (Taken::Question(item, _), _) => parts.push(Part::Answers(item..item + 1)),
                _ => parts.push(Part::Cell),
            }
        }
        // An id that is an answer too is none of those that are looked for.
        let place = |column: usize| {
            let before = columns.all.get(..column)?.iter().filter(|one| is_cell(one)).count();
            columns.all.get(column).filter(|one| is_cell(one)).map(|_| before)
        };
        let id = columns.id.map(|column| place(column).ok_or(())).transpose().ok()?;
        let kept = columns.kept.iter().map(|column| place(*column)).collect::<Option<_>>()?;
        Some(Self { parts, delimiter, id, kept, cells: Vec::new() })
    }

    /// Reads the row that a text begins with, and sets the places that the file has a column for; says how many bytes
    /// the row has, its line's end among them. `None` where it is not plain, or nothing was answered.
    pub(crate) fn read(&mut self, text: &[u8], responses: &mut ResponseSet) -> Option<usize> {
        self.cells.clear();
        // A separator is due before every cell but the first.
        let (mut rest, mut is_due, delimiter) = (text, false, self.delimiter);
        for part in &self.parts {
            match part {
                Part::Answers(items) => {
                    let mut left = responses.places(items.clone());
                    while !left.is_empty() {
                        if is_due {
                            // What most are: a separator and a digit, again and again.
                            let (mut count, (pairs, _)) = (0, rest.as_chunks());
                            for (response, [separator, digit]) in left.iter_mut().zip(pairs) {
                                *response = Response::new(digit.wrapping_sub(b'0'));
                                if *separator != delimiter || response.is_none() {
                                    break;
                                }
                                count += 1;
                            }
                            (left, rest) = (left.get_mut(count..)?, rest.get(2 * count..)?);
                        }
                        let Some((response, others)) = left.split_first_mut() else { break };
                        rest = next(rest, delimiter, is_due)?;
                        (left, is_due, *response) = (others, true, None);
                        if let [digit @ b'1'..=b'5', after @ ..] = rest {
                            (*response, rest) = (Response::new(digit - b'0'), after);
                        }
                    }
                }
                Part::Cell => {
                    rest = next(rest, delimiter, is_due)?;
                    is_due = true;
                    let is_end = |byte: &u8| *byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"');
                    let end = rest.iter().position(is_end).filter(|end| *end <= CELL)?;
                    let start = text.len() - rest.len();
                    self.cells.push(start..start + end);
                    rest = rest.get(end..)?;
                }
            }
        }
        let is_answered = responses.given().next().is_some();
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

/// What a text holds from the next cell on; `None` where a separator is due and there is none.
fn next(rest: &[u8], delimiter: u8, is_due: bool) -> Option<&[u8]> {
    match rest {
        rest if !is_due => Some(rest),
        [separator, cell @ ..] if *separator == delimiter => Some(cell),
        _ => None,
    }
}
