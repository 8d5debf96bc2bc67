//! The number that a code is, as it is put together: wider than any integer of the machine, and no memory is taken.

use crate::digits::digits;
use crate::instrument::{MAX_ITEMS, MAX_SCALES};

/// How many digits in base 31 are kept together.
const TOGETHER: usize = 6;

/// How many times so many digits a code has at most. An item takes 0.522 of a digit, since 31^0.522 is more than 6; the
/// stamp takes 7.
const LIMBS: usize = (MAX_ITEMS * MAX_SCALES * 522 / 1000 + 7).div_ceil(TOGETHER);

/// How many digits those are.
pub(super) const ROOM: usize = LIMBS * TOGETHER;

/// 31 to that power.
const LIMB: u64 = 31 * 31 * 31 * 31 * 31 * 31;

/// A number in base 31, lowest digits first.
#[derive(Debug, Clone)]
pub(super) struct Number {
    limbs: [u64; LIMBS],
    used: usize,
}

impl Number {
    pub(super) fn zero() -> Self {
        Self { limbs: [0; LIMBS], used: 0 }
    }

    /// Multiplies and adds; both numbers stay below 2^32.
    pub(super) fn push(&mut self, factor: u64, add: u64) {
        let mut carry = add;
        for limb in self.limbs.iter_mut().take(self.used) {
            (carry, *limb) = divided(*limb * factor + carry);
        }
        while let Some(limb) = self.limbs.get_mut(self.used).filter(|_| carry > 0) {
            (carry, *limb) = divided(carry);
            self.used += 1;
        }
    }

    /// Makes it zero again.
    pub(super) fn clear(&mut self) {
        for limb in self.limbs.iter_mut().take(self.used) {
            *limb = 0;
        }
        self.used = 0;
    }

    /// Writes the digits, highest first, to the end of a room that is a multiple of [`TOGETHER`]: as many as asked for,
    /// and some zeros before them.
    pub(super) fn write(&self, room: &mut [u8], count: usize) {
        let (_, chunks) = room.as_rchunks_mut();
        for (limb, chunk) in self.limbs.iter().zip(chunks.iter_mut().rev()).take(count.div_ceil(TOGETHER)) {
            let [_, _, digits @ ..] = digits::<31, 6>(*limb).to_be_bytes();
            *chunk = digits;
        }
    }
}

/// A number below 2^62 by [`LIMB`]: how often it goes in, and what is left. Multiplying is faster than dividing, where a
/// compiler that builds for size divides.
fn divided(number: u64) -> (u64, u64) {
    // Too small by one at most.
    let about = (u128::from(number) * u128::from(u64::MAX / LIMB)) >> 64;
    let about = u64::try_from(about).unwrap_or(0);
    let rest = number - about * LIMB;
    if rest >= LIMB { (about + 1, rest - LIMB) } else { (about, rest) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn limbs_are_what_division_gives(number in 0..1_u64 << 62, by in 0..3_u64) {
            // About a multiple is where an error would show.
            for number in [number, (number / LIMB * LIMB + by).saturating_sub(1)] {
                prop_assert_eq!(divided(number), (number / LIMB, number % LIMB));
            }
        }
    }
}
