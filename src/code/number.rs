//! The number that a code is, as it is put together: wider than any integer of the machine, and no memory is taken.

use crate::instrument::{MAX_ITEMS, MAX_SCALES};

/// How many characters a code has at most. An item takes 0.522 of a digit, since 31^0.522 is more than 6; the stamp
/// takes 7, and the checks 2.
pub(super) const ROOM: usize = MAX_ITEMS * MAX_SCALES * 522 / 1000 + 9;

/// How many digits in base 31 are kept together.
const TOGETHER: usize = 6;

/// 31 to that power.
const LIMB: u64 = 31 * 31 * 31 * 31 * 31 * 31;

/// A number in base 31, lowest digits first.
pub(super) struct Number {
    limbs: [u64; ROOM.div_ceil(TOGETHER)],
    used: usize,
}

impl Number {
    pub(super) fn zero() -> Self {
        Self { limbs: [0; ROOM.div_ceil(TOGETHER)], used: 0 }
    }

    /// Multiplies and adds; both numbers stay below 2^32.
    pub(super) fn push(&mut self, factor: u64, add: u64) {
        let mut carry = add;
        for limb in self.limbs.iter_mut().take(self.used) {
            let value = *limb * factor + carry;
            (*limb, carry) = (value % LIMB, value / LIMB);
        }
        while let Some(limb) = self.limbs.get_mut(self.used).filter(|_| carry > 0) {
            (*limb, carry) = (carry % LIMB, carry / LIMB);
            self.used += 1;
        }
    }

    /// Writes the digits, highest first, into all of a room that is wide enough.
    pub(super) fn write(&self, room: &mut [u8]) {
        for (limb, digits) in self.limbs.iter().zip(room.rchunks_mut(TOGETHER)) {
            // Below 31^6, so it fits; the machine divides the shorter number faster.
            let mut rest = u32::try_from(*limb).unwrap_or(0);
            for digit in digits.iter_mut().rev() {
                *digit = u8::try_from(rest % 31).unwrap_or(0);
                rest /= 31;
            }
        }
    }
}
