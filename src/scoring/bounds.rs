//! What the skipped core items could still do to the gap.

use super::gap::Gap;
use super::tally::Tally;
use super::{Contrast, Side};
use crate::instrument::{Instrument, Item, Response, ResponseSet};

/// What the skipped core items could do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skipped {
    /// How many core items were skipped.
    pub count: usize,
    /// The gap, in steps, if all were answered in the worst way for the first side.
    pub lo: f64,
    /// The gap, in steps, if all were answered in the best way for the first side.
    pub hi: f64,
    /// Whether those answers could change the side.
    pub could_change: bool,
}

/// Fills in the skipped core items both ways and compares.
pub(super) fn skipped(instrument: &Instrument, contrast: &Contrast, responses: &ResponseSet) -> Skipped {
    let is_open = |(item, response): &(&Item, Option<Response>)| !item.tie_breaker && response.is_none();
    let count = instrument.items.iter().zip(responses.iter()).filter(is_open).count();
    let (lo, lo_side) = filled(instrument, contrast, responses, Response::LOWEST, Response::HIGHEST);
    let (hi, hi_side) = if count == 0 {
        (lo, lo_side)
    } else {
        filled(instrument, contrast, responses, Response::HIGHEST, Response::LOWEST)
    };
    Skipped { count, lo, hi, could_change: lo_side != hi_side }
}

/// The gap, and the side it leads to, with the open core items of each side answered so.
fn filled(
    instrument: &Instrument,
    contrast: &Contrast,
    responses: &ResponseSet,
    first: Response,
    second: Response,
) -> (f64, Option<Side>) {
    let fill = |(item, response): (&Item, Option<Response>)| match contrast.side(item.scale.place) {
        _ if item.tie_breaker => response,
        Some(Side::First) => response.or(Some(first)),
        Some(Side::Second) => response.or(Some(second)),
        None => response,
    };
    let all: ResponseSet = instrument.items.iter().zip(responses.iter()).map(fill).collect();
    let tally = Tally::new(instrument, &all);
    Gap::new(contrast, &tally, instrument.constants.norm_gap)
        .map_or((0.0, None), |gap| (gap.value(), gap.side()))
}
