//! Figures with four decimals, as the formatter of the language writes them, and never a negative zero. A file of
//! many rows holds little else, so what is clear is written without it.

use std::io::Write;
use std::num::NonZeroU64;

use crate::digits::digits;
use crate::instrument::{MAX_ITEMS, Response};

/// How many bytes of figures are put together before they are added to a text: those of eight scales are.
const ROOM: usize = 64;

/// Adds figures, each behind a comma, and nothing else for one that is not there.
pub(super) fn push_all(text: &mut Vec<u8>, figures: impl Iterator<Item = Option<f64>>) {
    let mut cells = Cells::before(text);
    for figure in figures {
        cells.push(figure.map_or(EMPTY, clear), || figure);
    }
    cells.finish();
}

/// The mean of any answers to one scale, as it is written: there are only so many.
#[derive(Debug, Clone)]
pub(super) struct Means {
    /// By count, then sum.
    cells: Vec<Option<Cell>>,
}

impl Means {
    /// So many sums each count can have.
    const SUMS: i64 = (MAX_ITEMS * Response::COUNT + 1) as i64;

    pub(super) fn new() -> Self {
        let counts = 0..=MAX_ITEMS as i64;
        let means = counts.flat_map(|count| (0..Self::SUMS).map(move |sum| mean(count, sum)));
        Self { cells: means.map(|mean| mean.map_or(EMPTY, clear)).collect() }
    }

    /// Adds the means of so many answers with these sums, as [`push_all`] does.
    pub(super) fn push_all(&self, text: &mut Vec<u8>, scales: impl Iterator<Item = (i64, i64)>) {
        let mut cells = Cells::before(text);
        for (count, sum) in scales {
            let place = usize::try_from(count * Self::SUMS + sum);
            let cell = place.ok().and_then(|place| self.cells.get(place)).copied().flatten();
            cells.push(cell, || mean(count, sum));
        }
        cells.finish();
    }
}

/// Puts cells together before they are added to a text.
struct Cells<'t> {
    text: &'t mut Vec<u8>,
    room: [u8; ROOM],
    end: usize,
}

impl<'t> Cells<'t> {
    fn before(text: &'t mut Vec<u8>) -> Self {
        Self { text, room: [0; ROOM], end: 0 }
    }

    /// Adds a cell, or the figure where there is none or no room.
    fn push(&mut self, cell: Option<Cell>, figure: impl FnOnce() -> Option<f64>) {
        let free = self.room.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut);
        if let (Some(cell), Some(free)) = (cell, free) {
            *free = cell.get().to_be_bytes();
            self.end += size_of::<Cell>() - cell.trailing_zeros() as usize / 8;
            return;
        }
        self.finish();
        push(self.text, figure());
    }

    fn finish(&mut self) {
        self.text.extend_from_slice(self.room.get(..self.end).unwrap_or_default());
        self.end = 0;
    }
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

fn mean(count: i64, sum: i64) -> Option<f64> {
    (count > 0).then(|| sum as f64 / count as f64)
}

/// A comma and a figure, the first byte highest, and zeros behind them.
type Cell = NonZeroU64;

/// A comma, and nothing behind it.
const EMPTY: Option<Cell> = Cell::new(u64::from_be_bytes(*b",\0\0\0\0\0\0\0"));

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
    // The point stands behind the ones.
    let digits = (digits >> 32) << 40 | digits & 0xffff_ffff;
    Cell::new(match figure < 0.0 && parts > 0 {
        true => digits | u64::from_be_bytes(*b",-0.0000"),
        false => (digits | u64::from_be_bytes(*b"\0,0.0000")) << 8,
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

    #[test]
    fn every_mean_that_there_can_be_is_written_like_any_figure() {
        let means = Means::new();
        for count in 0..=MAX_ITEMS as i64 {
            let (mut text, mut wanted) = (Vec::new(), Vec::new());
            let sums = || count..=5 * count;
            means.push_all(&mut text, sums().map(|sum| (count, sum)));
            push_all(&mut wanted, sums().map(|sum| mean(count, sum)));
            assert_eq!(String::from_utf8(text).unwrap(), String::from_utf8(wanted).unwrap());
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
