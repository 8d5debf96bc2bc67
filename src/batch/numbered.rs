//! Ids that end in numbers which grow from row to row, as most lists have them: `1`, `2`, `4`, or `s0017`, `s0018`.
//! Whole runs of them are kept in the room of one, and exactly.

use crate::rows::Location;

/// At most this many runs are kept: 2 MB.
const RUNS: usize = 50_000;

/// At most this many digits are read as a number.
const DIGITS: usize = 18;

/// The ids of one kind: what stands before the number is the same in all.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    kind: Option<Kind>,
    runs: Vec<Run>,
    /// There are too many runs, so that numbers above the last were kept elsewhere.
    is_full: bool,
}

/// What tells which id a number is.
#[derive(Debug, PartialEq, Eq)]
struct Kind {
    before: Vec<u8>,
    /// How many digits there are, where zeros fill the number up; `None` where none does.
    width: Option<usize>,
}

/// Numbers one after the other, in rows and lines one after the other.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u64,
    location: Location,
    count: u64,
}

/// Where an id was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It was there before.
    At(Location),
    /// It is kept now.
    New,
    /// It is of another kind, or its number is below others: it has to be looked up elsewhere.
    Elsewhere,
}

impl Numbered {
    /// Looks an id up, and keeps it where it fits.
    pub(super) fn find(&mut self, id: &[u8], location: Location) -> Found {
        let Some((kind, number)) = self.number(id) else { return Found::Elsewhere };
        if let Some(kind) = kind {
            self.kind = Some(kind);
        }
        let after = match self.runs.last() {
            Some(last) if number < last.first => self.runs.partition_point(|run| run.first <= number),
            _ => self.runs.len(),
        };
        let is_above = after == self.runs.len() && !self.is_full;
        let mut runs = self.runs.get_mut(..after).unwrap_or_default().iter_mut();
        let Some(run) = runs.next_back() else {
            return if is_above { self.start(number, location) } else { Found::Elsewhere };
        };
        let past = number - run.first;
        let place = Location { row: run.location.row + past, line: run.location.line + past };
        if past < run.count {
            return Found::At(place);
        }
        if past == run.count && place == location && is_above {
            run.count += 1;
            return Found::New;
        }
        if is_above { self.start(number, location) } else { Found::Elsewhere }
    }

    /// Starts a run with a number above all others.
    fn start(&mut self, first: u64, location: Location) -> Found {
        self.is_full = self.runs.len() >= RUNS;
        if self.is_full {
            return Found::Elsewhere;
        }
        self.runs.push(Run { first, location, count: 1 });
        Found::New
    }

    /// The number of an id of our kind; the kind too, where this is the first id.
    fn number(&self, id: &[u8]) -> Option<(Option<Kind>, u64)> {
        let count = id.iter().rev().take(DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let (before, digits) = id.split_at_checked(id.len() - count)?;
        let is_filled = count == DIGITS || count > 1 && digits.first() == Some(&b'0');
        let width = is_filled.then_some(count);
        let kind = match &self.kind {
            None => Some(Kind { before: before.to_vec(), width }),
            // The last of `s099` and `s100` has no zero to tell it.
            Some(kind) if kind.before == before && (kind.width == width || kind.width == Some(count)) => None,
            Some(_) => return None,
        };
        let value = |number: u64, digit: &u8| number * 10 + u64::from(digit - b'0');
        (count > 0).then(|| (kind, digits.iter().fold(0, value)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    /// Looks ids up one after the other, one a row; those of another kind in a table beside.
    fn first_rows(ids: &[String]) -> (Vec<Option<u64>>, usize) {
        let (mut numbered, mut others, mut found) = (Numbered::default(), HashMap::new(), Vec::new());
        for (id, row) in ids.iter().zip(1..) {
            let location = Location { row, line: 2 * row - row.min(7) };
            found.push(match numbered.find(id.as_bytes(), location) {
                Found::At(location) => Some(location.row),
                Found::New => None,
                Found::Elsewhere => match others.get(id) {
                    Some(first) => Some(*first),
                    None => {
                        others.insert(id.clone(), row);
                        None
                    }
                },
            });
        }
        (found, others.len())
    }

    #[test]
    fn growing_numbers_take_no_room() {
        let ids: Vec<String> =
            (95..1_000).filter(|number| number % 10 != 3).map(|n| format!("s{n}")).collect();
        let (found, others) = first_rows(&ids);
        assert!(found.iter().all(Option::is_none));
        assert_eq!(others, 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_id_is_found_where_it_first_was(
            ids in proptest::collection::vec("(s|t|)(0{0,3}|9{17}|)[0-9]{0,2}(x|)", 0..40),
            sorted: bool,
        ) {
            let mut ids = ids;
            if sorted {
                ids.sort_by_key(|id| (id.len(), id.clone()));
            }
            let (found, _) = first_rows(&ids);
            for (place, id) in ids.iter().enumerate() {
                let first = ids.iter().position(|other| other == id).unwrap();
                let wanted = (first < place).then(|| u64::try_from(first).unwrap() + 1);
                prop_assert_eq!(found[place], wanted, "{} of {:?}", place, ids);
            }
        }
    }
}
