//! Scoring of content of any shape up to the limits within which it is exact, and rejection of content beyond them.
#![allow(clippy::float_cmp, reason = "signs, ties and bounds are exact")]

use std::sync::Arc;

use career_fit::code::Codec;
use career_fit::instrument::{
    Answers, Instrument, Item, Items, ItemsError, MAX_ITEMS, MAX_SCALES, Response, ResponseSet, Scale,
};
use career_fit::scoring::{Contrast, MAX_DEMAND, Side, UnmatchedKeys, flip, score};
use proptest::prelude::*;

use crate::harness::{change_items, content, other_content};

/// Copies of a shipped scale.
fn scales(count: usize) -> Vec<Arc<Scale>> {
    let pattern = content().instrument.scales.remove(0);
    let scale = |place| Scale { place, id: format!("scale_{place}"), ..Scale::clone(&pattern) };
    (0..count).map(|place| Arc::new(scale(place))).collect()
}

/// This many items of each scale, asked in turn; no tie-breakers.
fn items(scales: &[Arc<Scale>], counts: &[usize]) -> Vec<Item> {
    let item = |scale: &Arc<Scale>, number| Item {
        id: format!("{}_{number}", scale.id),
        scale: scale.clone(),
        text: "do one thing".to_owned(),
        tie_breaker: false,
    };
    let round = |number| scales.iter().zip(counts).filter(move |(_, count)| number < **count);
    (0..MAX_ITEMS * 2).flat_map(|number| round(number).map(move |(scale, _)| item(scale, number))).collect()
}

fn instrument(counts: &[usize], norm: i32) -> Instrument {
    let mut instrument = content().instrument;
    instrument.scales = scales(counts.len());
    instrument.items = Items::new(&instrument.scales, items(&instrument.scales, counts)).unwrap();
    instrument.constants.norm_gap = norm;
    instrument
}

/// The shape of a content, its keys, and answers.
#[derive(Debug, Clone)]
struct Shape {
    counts: Vec<usize>,
    keys: [Vec<i64>; 2],
    norm: i32,
    values: Vec<u8>,
}

fn shape() -> impl Strategy<Value = Shape> {
    let norm = prop_oneof![Just(0), -40_000..=40_000, Just(i32::MAX), Just(i32::MIN)];
    let sizes = prop_oneof![Just(4), 2..8usize, Just(MAX_SCALES)];
    sizes.prop_flat_map(move |size| {
        let keys = prop::collection::vec(0..=MAX_DEMAND, size);
        let keys = keys.prop_flat_map(|key| (Just(key.clone()), Just(key).prop_shuffle()));
        let keys = keys.prop_filter("the same", |(a, b)| a != b).prop_map(|(a, b)| [a, b]);
        let counts = prop::collection::vec(1..=MAX_ITEMS, size);
        let values = prop::collection::vec(prop_oneof![1 => Just(0), 6 => 1..=5u8], size * MAX_ITEMS);
        (counts, keys, norm.clone(), values).prop_map(|(counts, keys, norm, values)| Shape {
            counts,
            keys,
            norm,
            values,
        })
    })
}

/// A fraction in its lowest terms.
fn reduced(top: i128, bottom: i128) -> (i128, i128) {
    let (mut divisor, mut rest) = (top.abs(), bottom);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (top / divisor, bottom / divisor)
}

/// The gap as an exact fraction, by the published method.
fn exact_gap(shape: &Shape, instrument: &Instrument, responses: &ResponseSet) -> Option<(i128, i128)> {
    let (mut sums, mut bases) = ([(0, 1), (0, 1)], [0, 0]);
    for (place, (a, b)) in shape.keys[0].iter().zip(&shape.keys[1]).enumerate() {
        let of_scale =
            instrument.items.iter().zip(responses.iter()).filter(|(item, _)| item.scale.place == place);
        let values: Vec<i128> = of_scale.filter_map(|(_, one)| Some(i128::from(one?.value()))).collect();
        if a == b || values.is_empty() {
            continue;
        }
        let (side, weight) = (usize::from(a < b), i128::from((a - b).abs()));
        let (sum, count): (i128, i128) = (values.iter().sum(), values.len().try_into().unwrap());
        let (top, bottom): (i128, i128) = sums[side];
        sums[side] = reduced(top * count + weight * sum * bottom, bottom * count);
        bases[side] += weight;
    }
    let [(a, b), (c, d)] = sums;
    let [s, t] = bases;
    let (top, bottom) = (a * d * t - c * b * s, b * d * s * t);
    (s > 0 && t > 0).then(|| (top * 10_000 - i128::from(shape.norm) * bottom, bottom * 10_000))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn gap_and_flip_are_exact_in_any_shape(shape in shape()) {
        let instrument = instrument(&shape.counts, shape.norm);
        let contrast = Contrast::new(&shape.keys[0], &shape.keys[1]).unwrap();
        let answered = shape.values.iter().take(instrument.items.len());
        let responses: ResponseSet = answered.map(|&value| Response::new(value)).collect();
        let assessment = score(&instrument, &contrast, &responses, &[]);
        let exact = exact_gap(&shape, &instrument, &responses);
        prop_assert_eq!(assessment.comparison.is_some(), exact.is_some());
        let (Some(comparison), Some((top, bottom))) = (assessment.comparison, exact) else { return Ok(()) };
        let side = [Some(Side::Second), None, Some(Side::First)][usize::try_from(top.signum() + 1).unwrap()];
        prop_assert_eq!(comparison.side, side);
        let wanted = top as f64 / bottom as f64;
        prop_assert!((comparison.gap - wanted).abs() <= 1e-12 * wanted.abs().max(1.0));
        let Some(flip) = flip(&instrument, &contrast, &responses) else { return Ok(()) };
        let mut flipped = responses.clone();
        for change in &flip.answers {
            flipped.set(change.item, Some(change.to));
        }
        let after = score(&instrument, &contrast, &flipped, &[]).comparison.unwrap();
        prop_assert_eq!(after.side, side.map(Side::other));
    }

    #[test]
    fn codes_round_trip_in_any_shape(shape in shape()) {
        let mut content = content();
        content.instrument = instrument(&shape.counts, shape.norm);
        let answered = shape.values.iter().take(content.instrument.items.len());
        let responses: ResponseSet = answered.map(|&value| Response::new(value)).collect();
        let answers = Answers::of(&content.instrument, responses);
        let codec = Codec::new(&content);
        let back = codec.decode(&codec.encode(&answers)).map(|opened| (opened.answers, opened.changes.is_empty()));
        prop_assert_eq!(back, Ok((answers, true)));
    }
}

/// An overflow would panic here.
#[test]
fn largest_content_does_not_overflow() {
    let keys =
        [0, 1].map(|odd| (0..MAX_SCALES).map(|n| MAX_DEMAND * ((n + odd) % 2) as i64).collect::<Vec<_>>());
    let contrast = Contrast::new(&keys[0], &keys[1]).unwrap();
    for norm in [0, i32::MAX, i32::MIN] {
        let instrument = instrument(&[MAX_ITEMS; MAX_SCALES], norm);
        for (first, second) in [(1, 5), (5, 1), (1, 1), (5, 5)] {
            let value = |item: &Item| {
                if contrast.side(item.scale.place) == Some(Side::First) { first } else { second }
            };
            let responses: ResponseSet =
                instrument.items.iter().map(|item| Response::new(value(item))).collect();
            let comparison = score(&instrument, &contrast, &responses, &[]).comparison.unwrap();
            let wanted = f64::from(first) - f64::from(second) - f64::from(norm) / 10_000.0;
            assert!((comparison.gap - wanted).abs() <= 1e-12 * wanted.abs(), "{norm}: {}", comparison.gap);
        }
    }
}

#[test]
fn content_beyond_the_limits_is_rejected() {
    let build = |counts: &[usize]| {
        let scales = scales(counts.len());
        Items::new(&scales, items(&scales, counts)).map(|items| items.len())
    };
    assert_eq!(build(&[MAX_ITEMS, 1]), Ok(MAX_ITEMS + 1));
    assert_eq!(build(&[1, MAX_ITEMS + 1]), Err(ItemsError::Items("scale_1".to_owned())));
    assert_eq!(build(&[1; MAX_SCALES]), Ok(MAX_SCALES));
    assert_eq!(build(&[1; MAX_SCALES + 1]), Err(ItemsError::Scales(MAX_SCALES + 1)));
    let three = scales(3);
    let stray = Items::new(&three[..2], items(&three, &[1, 1, 1])).unwrap_err();
    assert_eq!(stray, ItemsError::Stray("scale_2_0".to_owned()));

    let wide = [[0; MAX_SCALES + 1].as_slice(), &[1; MAX_SCALES + 1]];
    assert_eq!(Contrast::new(wide[0], wide[1]), Err(UnmatchedKeys::Scales(MAX_SCALES + 1)));
    for demand in [MAX_DEMAND + 1, -1, i64::MAX, i64::MIN] {
        assert_eq!(Contrast::new(&[demand, 1], &[1, demand]), Err(UnmatchedKeys::Demand(demand)));
    }
}

#[test]
fn tie_breakers_are_offered_below_the_lean_threshold() {
    let mut content = other_content();
    assert_eq!(content.instrument.constants.lean, 0.9);
    change_items(&mut content.instrument, |items| {
        items.iter_mut().filter(|item| item.id.ends_with("_4")).for_each(|item| item.tie_breaker = true);
    });
    let instrument = &content.instrument;
    assert_eq!((instrument.core_count(), instrument.tie_breaker_count()), (12, 4));
    // Various answers, so that some have a confidence between 80 % and 90 %.
    let mut between = 0;
    for number in 0..3000_u32 {
        let value =
            |place: u32| Response::new(u8::try_from(1 + number.wrapping_mul(2 * place + 7) / 3 % 5).unwrap());
        let responses: ResponseSet = (0..16).map(|place| value(place).filter(|_| place < 12)).collect();
        let assessment = score(instrument, &content.contrast, &responses, &[]);
        let p = assessment.comparison.unwrap().confidence.p;
        if !assessment.flags.straight_line {
            assert_eq!(assessment.verdict.is_too_close(), p < 0.9, "{p}");
            between += usize::from((0.8..0.9).contains(&p));
        }
    }
    assert!(between > 100, "{between} have a confidence between 80 % and 90 %");
}

/// Key bindings are shared by all content, so their texts can't name or count anything of the shipped content.
#[cfg(feature = "tui")]
#[test]
fn key_bindings_name_nothing_of_the_shipped_content() {
    use career_fit::tui::quiz::Screen;
    let shipped = content();
    let names =
        shipped.profiles.pair.iter().flat_map(|profile| [profile.name.as_str(), profile.short.as_str()]);
    let labels =
        shipped.instrument.scales.iter().flat_map(|scale| [scale.label.as_str(), scale.area.label.as_str()]);
    let mut words: Vec<&str> = names.chain(labels).collect();
    words.extend(["four", "six", "24", "30"]);
    for binding in Screen::ALL.into_iter().flat_map(Screen::bindings) {
        let said = [binding.help].into_iter().chain(binding.footer.map(|(_, does)| does));
        for text in said {
            let is_whole =
                |word: &&&str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == **word);
            assert_eq!(words.iter().find(is_whole), None, "{text}");
        }
    }
}
