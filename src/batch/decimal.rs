//! Figures with four decimals, as the formatter of the language writes them, and never a negative zero. A file of
//! many rows holds little else, so what is clear is written without it.

/// Room for a sign, three digits, the point and four decimals.
const ROOM: usize = 9;

/// A figure in writing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// Digits, from this place on.
    Short([u8; ROOM], usize),
    /// Whatever the formatter made of it.
    Text(String),
}

/// Writes a figure with four decimals.
pub(super) fn decimal(figure: f64) -> Decimal {
    short(figure).unwrap_or_else(|| {
        let text = format!("{figure:.4}");
        Decimal::Text(if text == "-0.0000" { "0.0000".to_owned() } else { text })
    })
}

/// The same for small figures that are not so near the middle of two decimals that the product could round to the
/// other side.
fn short(figure: f64) -> Option<Decimal> {
    let scaled = figure.abs() * 10_000.0;
    let whole = scaled.round();
    let is_clear = whole < 9_999_999.0 && (scaled - whole).abs() < 0.499_999;
    if !is_clear {
        return None;
    }
    // In range: it was just looked at.
    let mut left = whole as u32;
    let is_negative = figure < 0.0 && left > 0;
    let mut digits = [b'0'; ROOM];
    let mut start = ROOM;
    while start > ROOM - 6 || left > 0 {
        start -= 1;
        let digit = digits.get_mut(start)?;
        if start == ROOM - 5 {
            *digit = b'.';
            continue;
        }
        *digit = b'0' + u8::try_from(left % 10).ok()?;
        left /= 10;
    }
    if is_negative {
        start -= 1;
        *digits.get_mut(start)? = b'-';
    }
    Some(Decimal::Short(digits, start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(figure: f64) -> String {
        match decimal(figure) {
            Decimal::Short(digits, start) => String::from_utf8(digits[start..].to_vec()).unwrap(),
            Decimal::Text(text) => text,
        }
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(text(-0.000_01), "0.0000");
        assert_eq!(text(-0.0), "0.0000");
        assert_eq!(text(-1.25), "-1.2500");
        assert_eq!(text(999.999_95), "1000.0000");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_the_formatter_writes(figure in -1200.0..1200.0_f64, steps in -50_000_i32..50_000, by in 1..10_i32) {
            let near = (f64::from(steps) + 0.5) / 10_000.0;
            for figure in [figure, f64::from(steps) / f64::from(by), near, near.next_up(), near.next_down()] {
                let wanted = format!("{figure:.4}");
                prop_assert_eq!(text(figure), if wanted == "-0.0000" { "0.0000" } else { &wanted });
            }
        }
    }
}
