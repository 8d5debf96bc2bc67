//! The digits of a number without dividing, which a processor takes ten times as long for as for multiplying: a file of
//! a million rows has 30 million digits.

/// How many bits of a fraction are worked with; above them is room for the base.
const BITS: u32 = 56;

/// The digits of a number in a base, at most eight, a byte each, the highest first. The number has to be below `BASE`
/// to the power of `COUNT`, else the digits are wrong.
///
/// Of the number as a fraction, a little too large, each multiplication by the base brings the next digit above the
/// point (D. E. Knuth, *The Art of Computer Programming* 2, 4.4, method 2a).
pub(crate) fn digits<const BASE: u64, const COUNT: u32>(number: u64) -> u64 {
    let highest = const {
        let mut power = 1;
        let mut place = 1;
        while place < COUNT {
            (power, place) = (power * BASE, place + 1);
        }
        assert!(BASE <= 1 << (u64::BITS - BITS) && COUNT <= 8);
        assert!((power as u128 * BASE as u128) * (power as u128) < 1 << BITS);
        power
    };
    let mut rest = number * ((1 << BITS) / highest + 1);
    let mut digits = 0;
    for _ in 0..COUNT {
        digits = digits << 8 | rest >> BITS;
        rest = (rest & ((1 << BITS) - 1)) * BASE;
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_numbers_of_five_decimals_are_written_out() {
        for number in 0..100_000 {
            let [_, _, _, text @ ..] =
                digits::<10, 5>(number).to_be_bytes().map(|digit| char::from(b'0' + digit));
            assert_eq!(String::from_iter(text), format!("{number:05}"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn in_base_31_digits_are_what_division_gives(number in 0..31_u64.pow(6), place in 0..7_u32, by in 0..3_u64) {
            // Those where many digits change are where an error would show.
            let near = (number / 31_u64.pow(place.min(5)) * 31_u64.pow(place.min(5)) + by).saturating_sub(1);
            for number in [number, near.min(31_u64.pow(6) - 1)] {
                let wanted: Vec<u64> = (0..6).rev().map(|place| number / 31_u64.pow(place) % 31).collect();
                let [0, 0, found @ ..] = digits::<31, 6>(number).to_be_bytes() else { panic!("more than six digits") };
                prop_assert_eq!(found.map(u64::from).to_vec(), wanted);
            }
        }
    }
}
