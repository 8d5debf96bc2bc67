//! Figures with four decimals, as the formatter of the language writes them, and never a negative zero. A file of
//! many rows holds little else, so what is clear is written without it.

use std::io::Write;

/// Adds a figure with four decimals.
pub(super) fn push(text: &mut Vec<u8>, figure: f64) {
    if let Some(parts) = clear(figure) {
        push_parts(text, parts, figure < 0.0);
        return;
    }
    let start = text.len();
    // Memory takes all that is written.
    let _ = write!(text, "{figure:.4}");
    if text.get(start..) == Some(b"-0.0000") {
        text.remove(start);
    }
}

/// Adds a whole number.
pub(super) fn push_whole(text: &mut Vec<u8>, number: usize) {
    match u8::try_from(number) {
        Ok(small @ 0..10) => text.push(b'0' + small),
        Ok(small @ 10..100) => text.extend_from_slice(&[b'0' + small / 10, b'0' + small % 10]),
        // Memory takes all that is written.
        _ => drop(write!(text, "{number}")),
    }
}

/// A figure below 10 in parts of ten thousand, where it is not so near the middle of two that the product could round
/// to the other side.
fn clear(figure: f64) -> Option<u32> {
    let scaled = figure.abs() * 10_000.0;
    // Up to the largest there is, whatever it was.
    let whole = (scaled + 0.5) as u32;
    let is_clear = whole < 100_000 && (scaled - f64::from(whole)).abs() < 0.499_999;
    is_clear.then_some(whole)
}

fn push_parts(text: &mut Vec<u8>, parts: u32, is_negative: bool) {
    let digit = |ten: u32| b'0' + (parts / ten % 10) as u8;
    if is_negative && parts > 0 {
        text.push(b'-');
    }
    text.extend_from_slice(&[digit(10_000), b'.', digit(1_000), digit(100), digit(10), digit(1)]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(figure: f64) -> String {
        let mut text = Vec::new();
        push(&mut text, figure);
        String::from_utf8(text).unwrap()
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
            assert_eq!(String::from_utf8(text).unwrap(), number.to_string());
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
