//! What several subjects share: the shipped content, and answers by scale.

use career_fit::content::Content;
use career_fit::instrument::{Response, ResponseSet};

/// The shipped content.
pub(crate) fn content() -> Content {
    Content::built_in().unwrap_or_else(|problems| panic!("{problems}"))
}

/// Answers to the items `SCALE_1`, `SCALE_2` … of each scale in turn, `per_scale` a scale; 0 is a skip.
pub(crate) fn answers(content: &Content, values: &[u8], per_scale: usize) -> ResponseSet {
    let instrument = &content.instrument;
    let mut responses = ResponseSet::empty(instrument.items.len());
    for (scale, chunk) in instrument.scales.iter().zip(values.chunks(per_scale)) {
        for (number, &value) in (1..).zip(chunk) {
            let id = format!("{}_{number}", scale.id);
            let index = instrument.position(&id).unwrap_or_else(|| panic!("no item {id}"));
            responses.set(index, Response::new(value));
        }
    }
    responses
}
