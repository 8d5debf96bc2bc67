//! Figures with four decimals, as the formatter of the language writes them, and never a negative zero. A file of
//! many rows holds little else, so what is clear is written without it.

use std::io::Write;

use crate::digits::digits;

/// How many bytes of figures are put together before they are added to a text: those of eight scales are.
const ROOM: usize = 64;

/// Adds figures, each behind a comma, and nothing else for one that is not there.
pub(super) fn push_all(text: &mut Vec<u8>, figures: impl Iterator<Item = Option<f64>>) {
    let (mut room, mut end) = ([0; ROOM], 0);
    for figure in figures {
        let cell = match figure {
            Some(figure) => clear(figure),
            None => Some((COMMA, 1)),
        };
        let free = room.get_mut(end..).and_then(<[u8]>::first_chunk_mut);
        if let (Some((bytes, length)), Some(free)) = (cell, free) {
            *free = bytes.to_be_bytes();
            end += length;
            continue;
        }
        text.extend_from_slice(room.get(..end).unwrap_or_default());
        end = 0;
        push(text, figure);
    }
    text.extend_from_slice(room.get(..end).unwrap_or_default());
}

/// Adds a comma, and any figure.
fn push(text: &mut Vec<u8>, figure: Option<f64>) {
    text.push(b',');
    let Some(figure) = figure else { return };
    let start = text.len();
    // Memory takes all that is written.
    let _ = write!(text, "{figure:.4}");
    if text.get(start..) == Some(b"-0.0000") {
        text.remove(start);
    }
}

/// Adds a comma and a whole number.
pub(super) fn push_whole(text: &mut Vec<u8>, number: usize) {
    match u8::try_from(number) {
        Ok(small @ 0..10) => text.extend_from_slice(&[b',', b'0' + small]),
        Ok(small @ 10..100) => text.extend_from_slice(&[b',', b'0' + small / 10, b'0' + small % 10]),
        // Memory takes all that is written.
        _ => drop(write!(text, ",{number}")),
    }
}

/// A comma and a figure, the first byte highest, and how many of the bytes are theirs.
type Cell = (u64, usize);

/// A comma, and nothing behind it.
const COMMA: u64 = u64::from_be_bytes(*b",\0\0\0\0\0\0\0");

/// A figure below 10, where it is not so near the middle of two that are written that the product could round to the
/// other side.
fn clear(figure: f64) -> Option<Cell> {
    let scaled = figure.abs() * 10_000.0;
    // Up to the largest there is, whatever it was.
    let parts = (scaled + 0.5) as u32;
    if parts >= 100_000 || (scaled - f64::from(parts)).abs() >= 0.499_999 {
        return None;
    }
    let digits = digits::<10, 5>(parts.into());
    let (ones, places) = (digits >> 32, digits & 0xffff_ffff);
    let cell = ones << 40 | places | u64::from_be_bytes(*b",-0.0000");
    Some(match figure < 0.0 && parts > 0 {
        true => (cell, 8),
        false => (COMMA | cell << 16 >> 8, 7),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(figure: f64) -> String {
        let mut text = Vec::new();
        push_all(&mut text, [Some(figure)].into_iter());
        String::from_utf8(text).unwrap().strip_prefix(',').unwrap().to_owned()
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(text(-0.000_01), "0.0000");
        assert_eq!(text(-0.0), "0.0000");
        assert_eq!(text(-1.25), "-1.2500");
        assert_eq!(text(9.999_94), "9.9999");
        assert_eq!(text(999.999_95), "1000.0000");
    }

    #[test]
    fn whole_numbers_are_what_the_formatter_writes() {
        for number in (0..1_100).chain([usize::MAX]) {
            let mut text = Vec::new();
            push_whole(&mut text, number);
            assert_eq!(String::from_utf8(text).unwrap(), format!(",{number}"));
        }
    }

    proptest! {
        #[test]
        fn many_figures_are_written_one_after_the_other(figures in proptest::collection::vec(proptest::option::of(-12.0..12.0_f64), 0..40)) {
            let mut text = b"a".to_vec();
            push_all(&mut text, figures.iter().copied());
            let wanted: Vec<String> = figures.iter().map(|figure| figure.map_or(String::new(), self::text)).collect();
            prop_assert_eq!(String::from_utf8(text).unwrap(), wanted.iter().fold("a".to_owned(), |all, one| all + "," + one));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_the_formatter_writes(figure in -12.0..12.0_f64, steps in -110_000_i32..110_000, by in 1..10_i32) {
            let near = (f64::from(steps) + 0.5) / 10_000.0;
            for figure in [figure, f64::from(steps) / f64::from(by), near, near.next_up(), near.next_down()] {
                let wanted = format!("{figure:.4}");
                prop_assert_eq!(text(figure), if wanted == "-0.0000" { "0.0000" } else { &wanted });
            }
        }
    }
}
