//! Marks in memory: 16 bytes each with its row and line, and a quarter to a half more for what is free.
//!
//! A table of the standard library doubles at once: then it has up to twice the room it needs, and three times while
//! it grows. This one is made of parts that grow one by one, and by a quarter.

use super::Record;
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

/// Marks and where they were first. A part holds those that begin with the same byte.
#[derive(Debug)]
pub(super) struct Memory {
    parts: Vec<Part>,
    count: usize,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self { parts: vec![Part::default(); PARTS], count: 0 }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Where a mark was before; else it is kept from now on. Rows and lines above 2^32 are kept as that.
    pub(super) fn find(&mut self, mark: u64, location: Location) -> Option<Location> {
        let [high, ..] = mark.to_be_bytes();
        let part = self.parts.get_mut(usize::from(high))?;
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

    /// All of them, sorted. None is found any more until they are cleared.
    pub(super) fn sorted(&mut self) -> impl Iterator<Item = Record> {
        let sorted = self.parts.iter_mut().flat_map(|part| {
            part.slots.sort_unstable_by_key(|slot| slot.mark);
            part.slots.iter().filter(|slot| slot.row > 0)
        });
        sorted.map(|slot| (slot.mark, u64::from(slot.row) << 32 | u64::from(slot.line)))
    }

    /// Forgets them and keeps their room.
    pub(super) fn clear(&mut self) {
        for part in &mut self.parts {
            part.slots.fill(Slot::default());
            part.used = 0;
        }
        self.count = 0;
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
        // The first byte is the same in all.
        let start = usize::try_from((u128::from(mark << 8) * length) >> 64).ok()?;
        let (before, from) = self.slots.split_at_mut_checked(start)?;
        from.iter_mut().chain(before).find(|slot| slot.row == 0 || slot.mark == mark)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn marks_are_told_in_order_and_then_forgotten(
            marks in proptest::collection::vec(0_u64..2_000, 0..3_000),
            factor in prop_oneof![Just(1), Just(256), Just(0x9e37_79b9_7f4a_7c15_u64)],
        ) {
            let mut table = Memory::new();
            for round in 0..2 {
                let mut wanted = BTreeMap::new();
                for (mark, row) in marks.iter().zip(1 + round..) {
                    let (mark, location) = (mark.wrapping_mul(factor), Location { row, line: row + 1 });
                    prop_assert_eq!(table.find(mark, location), wanted.get(&mark).copied());
                    wanted.entry(mark).or_insert(location);
                }
                prop_assert_eq!(table.count(), wanted.len());
                let wanted: Vec<Record> =
                    wanted.into_iter().map(|(mark, place)| (mark, place.row << 32 | place.line)).collect();
                prop_assert_eq!(table.sorted().collect::<Vec<_>>(), wanted);
                table.clear();
            }
        }
    }
}
