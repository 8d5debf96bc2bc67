//! More records than memory is to hold, on the disk: runs, each sorted. Two are put together as soon as they are about
//! as long, so there are few of them however many records there are, and each is written a few times only.

use anyhow::Result;

use crate::files::Scratch;

/// A key, and what is kept with it.
pub(super) type Record = (u64, u64);

/// How many bytes a record has there.
const BYTES: usize = 16;
/// This many records are read at once where one is looked for.
const NEAR: usize = 256;
/// This many are read or written at once where all are.
const PIECE: usize = 2048;

/// Sorted records on the disk.
#[derive(Debug)]
pub(super) struct Run {
    scratch: Scratch,
    count: u64,
}

/// Runs, the longest first.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// Writes a run of sorted records, and puts together what is about as long.
    ///
    /// # Errors
    /// Where there is no room on the disk.
    pub(super) fn add(&mut self, records: impl Iterator<Item = Record>) -> Result<()> {
        let mut writer = Writer::new()?;
        records.into_iter().try_for_each(|record| writer.push(record))?;
        self.0.push(writer.finish()?);
        while self.0.iter().rev().nth(1).is_some_and(|before| before.count <= self.last_count()) {
            self.merge()?;
        }
        Ok(())
    }

    /// Whether nothing was added.
    pub(super) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    fn last_count(&self) -> u64 {
        self.0.last().map_or(0, |run| run.count)
    }

    /// Puts the two shortest together; says whether there were two.
    fn merge(&mut self) -> Result<bool> {
        let [.., one, other] = self.0.as_slice() else { return Ok(false) };
        let merged = one.merge(other)?;
        self.0.truncate(self.0.len() - 2);
        self.0.push(merged);
        Ok(true)
    }

    /// All records in one run, where there are any.
    ///
    /// # Errors
    /// Where there is no room on the disk.
    pub(super) fn into_one(mut self) -> Result<Option<Run>> {
        while self.merge()? {}
        Ok(self.0.pop())
    }

    /// What is kept with a key, where there is a record of it. Keys have to be spread evenly, or this takes long.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(super) fn find(&self, key: u64) -> Result<Option<u64>> {
        for run in &self.0 {
            if let Some(found) = run.find(key)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

impl Run {
    fn merge(&self, other: &Self) -> Result<Self> {
        let (mut ours, mut others, mut writer) = (self.reader(), other.reader(), Writer::new()?);
        let (mut one, mut two) = (ours.next()?, others.next()?);
        loop {
            match (one, two) {
                (Some(record), after) if after.is_none_or(|after| record <= after) => {
                    writer.push(record)?;
                    one = ours.next()?;
                }
                (_, Some(record)) => {
                    writer.push(record)?;
                    two = others.next()?;
                }
                _ => return writer.finish(),
            }
        }
    }

    /// Reads all records from the first on.
    pub(super) fn reader(&self) -> Reader<'_> {
        Reader { run: self, from: 0, piece: Vec::new(), at: 0 }
    }

    fn find(&self, key: u64) -> Result<Option<u64>> {
        // Where it stands among evenly spread keys is known, or nearly: each look makes the part where it may be far
        // shorter. `least` and `most` are the keys around that part.
        let (mut low, mut high, mut least, mut most) = (0, self.count, 0, u64::MAX);
        let mut bytes = [0; NEAR * BYTES];
        while low < high {
            let share = u128::from(key - least) * u128::from(high - low) / (u128::from(most - least) + 1);
            let middle = low + u64::try_from(share).unwrap_or(0);
            let start = middle.saturating_sub(NEAR as u64 / 2).min(high.saturating_sub(NEAR as u64)).max(low);
            let end = high.min(start + NEAR as u64);
            let piece = self.records(&mut bytes, start, end)?;
            let [Some((first, _)), Some((last, _))] =
                [piece.first(), piece.last()].map(|one| one.map(record))
            else {
                break;
            };
            if key < first {
                (high, most) = (start, first);
            } else if key > last {
                (low, least) = (end, last);
            } else {
                let place = piece.binary_search_by_key(&key, |bytes| record(bytes).0).ok();
                return Ok(place.and_then(|place| piece.get(place)).map(|bytes| record(bytes).1));
            }
        }
        Ok(None)
    }

    /// The records between these places; they have to have room.
    fn records<'b>(&self, bytes: &'b mut [u8], start: u64, end: u64) -> Result<&'b [[u8; BYTES]]> {
        let count = usize::try_from(end - start).unwrap_or(0);
        let bytes = bytes.get_mut(..count * BYTES).unwrap_or_default();
        self.scratch.read(bytes, start * BYTES as u64)?;
        Ok(bytes.as_chunks().0)
    }
}

fn record(bytes: &[u8; BYTES]) -> Record {
    let both = u128::from_be_bytes(*bytes);
    let [key, value] = [both >> 64, both & u128::from(u64::MAX)].map(|half| u64::try_from(half).unwrap_or(0));
    (key, value)
}

/// Reads a run.
#[derive(Debug)]
pub(super) struct Reader<'r> {
    run: &'r Run,
    /// Which record is the first behind the piece.
    from: u64,
    piece: Vec<u8>,
    at: usize,
}

impl Reader<'_> {
    /// The next record; `None` when there are no more.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(super) fn next(&mut self) -> Result<Option<Record>> {
        if self.at == self.piece.len() / BYTES {
            let end = self.run.count.min(self.from + PIECE as u64);
            let count = usize::try_from(end - self.from).unwrap_or(0);
            self.piece.resize(count * BYTES, 0);
            self.run.records(&mut self.piece, self.from, end)?;
            (self.from, self.at) = (end, 0);
        }
        let next = self.piece.as_chunks().0.get(self.at).map(record);
        self.at += 1;
        Ok(next)
    }
}

/// Writes a run.
struct Writer {
    run: Run,
    piece: Vec<u8>,
}

impl Writer {
    fn new() -> Result<Self> {
        Ok(Self { run: Run { scratch: Scratch::new()?, count: 0 }, piece: Vec::with_capacity(PIECE * BYTES) })
    }

    fn push(&mut self, (key, value): Record) -> Result<()> {
        self.piece.extend_from_slice(&key.to_be_bytes());
        self.piece.extend_from_slice(&value.to_be_bytes());
        self.run.count += 1;
        if self.piece.len() >= PIECE * BYTES {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        self.run.scratch.append(&self.piece)?;
        self.piece.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Run> {
        self.write()?;
        Ok(self.run)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(run: Option<&Run>) -> Vec<Record> {
        let Some(run) = run else { return Vec::new() };
        let (mut reader, mut all) = (run.reader(), Vec::new());
        while let Some(record) = reader.next().unwrap() {
            all.push(record);
        }
        assert_eq!(reader.next().unwrap(), None);
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn runs_hold_what_was_added_and_find_it(
            seed: u64,
            lengths in proptest::collection::vec(0_u64..900, 0..9),
            is_even: bool,
        ) {
            let mut runs = Runs::default();
            let (mut wanted, mut next) = (Vec::new(), seed);
            for length in lengths {
                let mut records: Vec<Record> = (0..length).map(|value| {
                    next = next.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                    (if is_even { next } else { next >> 40 << 3 }, value)
                }).collect();
                records.sort_unstable();
                wanted.extend_from_slice(&records);
                runs.add(records.into_iter()).unwrap();
            }
            wanted.sort_unstable();
            for (key, _) in &wanted {
                let found = runs.find(*key).unwrap().unwrap();
                prop_assert!(wanted.binary_search(&(*key, found)).is_ok());
                let is_there = wanted.binary_search_by_key(&(key + 1), |record| record.0).is_ok();
                prop_assert_eq!(runs.find(key + 1).unwrap().is_some(), is_there);
            }
            for key in [0, u64::MAX] {
                prop_assert_eq!(runs.find(key).unwrap().is_some(), wanted.iter().any(|record| record.0 == key));
            }
            prop_assert_eq!(all(runs.into_one().unwrap().as_ref()), wanted);
        }
    }

    #[test]
    fn there_are_few_runs_however_many_were_added() {
        let mut runs = Runs::default();
        for run in 0..100_u64 {
            runs.add((0..5).map(|place| (place * 100 + run, 0))).unwrap();
        }
        // 100 = 64 + 32 + 4.
        assert_eq!(runs.0.iter().map(|run| run.count).collect::<Vec<_>>(), [320, 160, 20]);
    }
}
