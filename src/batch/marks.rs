//! Marks of ids, each with the row and line where it was first: in memory up to some room, and on the disk beyond.

mod disk;
mod memory;

use anyhow::Result;

use super::runs::Record;
use crate::rows::Location;
use disk::Disk;
use memory::Memory;

/// Marks and where they were first.
#[derive(Debug)]
pub(super) struct Marks {
    memory: Memory,
    /// What memory had no room for.
    disk: Option<Disk>,
    /// How many marks memory has room for.
    room: usize,
}

impl Marks {
    /// None yet, and room in memory for so many.
    pub(super) fn new(room: usize) -> Self {
        Self { memory: Memory::new(), disk: None, room }
    }

    /// Where a mark was before; else it is kept from now on. Rows and lines above 2^32 are kept as that.
    ///
    /// # Errors
    /// Where there is no room on the disk either.
    pub(super) fn find(&mut self, mark: u64, location: Location) -> Result<Option<Location>> {
        if let Some(disk) = &self.disk
            && let Some(first) = disk.find(mark)?
        {
            return Ok(Some(first));
        }
        let first = self.memory.find(mark, location);
        if self.memory.count() >= self.room {
            self.disk.get_or_insert_default().add(self.memory.sorted())?;
            self.memory.clear();
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_mark_is_found_where_it_first_was_whatever_the_room(
            marks in proptest::collection::vec(0_u64..2_000, 0..3_000),
            spread: bool,
            room in 1_usize..600,
        ) {
            let (mut table, mut wanted) = (Marks::new(room), HashMap::new());
            for (mark, row) in marks.into_iter().zip(1..) {
                let mark = if spread { mark.wrapping_mul(0x9e37_79b9_7f4a_7c15) } else { mark };
                let location = Location { row, line: row + 1 };
                prop_assert_eq!(table.find(mark, location).unwrap(), wanted.get(&mark).copied());
                wanted.entry(mark).or_insert(location);
            }
            prop_assert_eq!(table.disk.is_some(), wanted.len() >= room);
        }
    }
}
