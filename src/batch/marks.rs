//! Marks of ids, each with the row and line where it was first: 16 bytes a mark, a quarter more for what is free.
//!
//! A table of the standard library doubles at once: then it has up to twice the room it needs, and three times while
//! it grows. This one is made of parts that grow one by one, and by a quarter.

use crate::rows::Location;

/// How many parts there are: as many as a byte tells apart.
const PARTS: usize = 256;

/// A slot; row 0 is none.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    mark: u64,
    row: u32,
    line: u32,
}

/// A part.
#[derive(Debug, Clone, Default)]
struct Part {
    slots: Vec<Slot>,
    used: usize,
}

/// Marks and where they were first.
#[derive(Debug)]
pub(super) struct Marks {
    parts: Vec<Part>,
    count: usize,
}

impl Marks {
    pub(super) fn new() -> Self {
        Self { parts: vec![Part::default(); PARTS], count: 0 }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Where a mark was before; else it is kept from now on. Rows and lines above 2^32 are kept as that.
    pub(super) fn find(&mut self, mark: u64, location: Location) -> Option<Location> {
        let [low, ..] = mark.to_le_bytes();
        let part = self.parts.get_mut(usize::from(low))?;
        part.make_room();
        let slot = part.slot(mark)?;
        if slot.row > 0 {
            return Some(Location { row: slot.row.into(), line: slot.line.into() });
        }
        let [row, line] = [location.row, location.line].map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        *slot = Slot { mark, row, line };
        part.used += 1;
        self.count += 1;
        None
    }
}

impl Part {
    /// Sees to it that at most four slots in five are used.
    fn make_room(&mut self) {
        if self.used * 5 < self.slots.len() * 4 {
            return;
        }
        let room = self.slots.len() + self.slots.len() / 4 + 8;
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); room]);
        for one in before.into_iter().filter(|slot| slot.row > 0) {
            if let Some(slot) = self.slot(one.mark) {
                *slot = one;
            }
        }
    }

    /// The slot of a mark, or the free one where it belongs.
    fn slot(&mut self, mark: u64) -> Option<&mut Slot> {
        let length = u128::try_from(self.slots.len()).ok()?;
        let start = usize::try_from((u128::from(mark) * length) >> 64).ok()?;
        let (before, from) = self.slots.split_at_mut_checked(start)?;
        from.iter_mut().chain(before).find(|slot| slot.row == 0 || slot.mark == mark)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_mark_is_found_where_it_first_was(marks in proptest::collection::vec(0_u64..2_000, 0..3_000), spread: bool) {
            let (mut table, mut wanted) = (Marks::new(), HashMap::new());
            for (mark, row) in marks.into_iter().zip(1..) {
                let mark = if spread { mark.wrapping_mul(0x9e37_79b9_7f4a_7c15) } else { mark * 256 };
                let location = Location { row, line: row + 1 };
                prop_assert_eq!(table.find(mark, location), wanted.get(&mark).copied());
                wanted.entry(mark).or_insert(location);
            }
            prop_assert_eq!(table.count(), wanted.len());
        }
    }
}
