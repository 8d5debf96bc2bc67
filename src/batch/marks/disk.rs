//! Marks on the disk. Of most that are not there a filter in memory says so, without a look at the disk.

use anyhow::Result;

use super::Record;
use crate::batch::runs::Runs;
use crate::rows::Location;

/// How many words the filter has: 4 MB. With 3 million marks it is wrong about 2 in 100 others, with 10 million about
/// 1 in 5.
const WORDS: usize = 1 << 19;

/// Marks on the disk.
#[derive(Debug)]
pub(super) struct Disk {
    /// Three bits of one word are set for each mark.
    filter: Vec<u64>,
    runs: Runs,
}

impl Default for Disk {
    fn default() -> Self {
        Self { filter: vec![0; WORDS], runs: Runs::default() }
    }
}

impl Disk {
    /// Where a mark was first, if it is there.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(super) fn find(&self, mark: u64) -> Result<Option<Location>> {
        let (word, bits) = place(mark);
        if self.filter.get(word).is_none_or(|word| word & bits != bits) {
            return Ok(None);
        }
        let found = self.runs.find(mark)?;
        Ok(found.map(|place| Location { row: place >> 32, line: place & u64::from(u32::MAX) }))
    }

    /// Adds sorted marks.
    ///
    /// # Errors
    /// Where there is no room.
    pub(super) fn add(&mut self, records: impl Iterator<Item = Record>) -> Result<()> {
        let Self { filter, runs } = self;
        runs.add(records.inspect(|(mark, _)| {
            let (word, bits) = place(*mark);
            filter.iter_mut().skip(word).take(1).for_each(|word| *word |= bits);
        }))
    }
}

/// The word of the filter that a mark belongs to, and its bits there.
fn place(mark: u64) -> (usize, u64) {
    let bit = |from: u32| 1 << (mark >> from & 63);
    let word = usize::try_from(mark >> 18).unwrap_or_default() % WORDS;
    (word, bit(0) | bit(6) | bit(12))
}
