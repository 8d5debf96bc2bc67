//! The method: 400 worked cases from an independent implementation, and its laws.
#![allow(clippy::float_cmp, reason = "signs, ties and bounds are exact")]

use std::sync::LazyLock;
use std::time::Duration;

use career_fit::content::Content;
use career_fit::instrument::{Answers, Instrument, Response, ResponseSet};
use career_fit::report::{Facts, Headline};
use career_fit::scoring::{
    Assessment, Contrast, Flags, Flip, Side, Skipped, UnmatchedKeys, Verdict, VerdictChange, contributions,
    flip, score, skipped, title_fit, verdict_changes,
};
use proptest::prelude::*;

use crate::harness::{answers, content};

const VECTORS: &str = include_str!("fixtures/scoring_vectors.tsv");

fn near(found: f64, wanted: &str, tolerance: f64) -> bool {
    (found - wanted.parse::<f64>().unwrap()).abs() <= tolerance
}

/// What is wrong with an assessment, against the columns of a worked case.
fn differences(assessment: &Assessment, flip: Option<&Flip>, wanted: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |name: &str, fine: bool| {
        if !fine {
            wrong.push(name.to_owned());
        }
    };
    if wanted[0] == "-" {
        check("comparison", assessment.comparison.is_none());
        check("verdict", assessment.verdict == Verdict::Incomplete);
        return wrong;
    }
    let Some(comparison) = assessment.comparison else { return vec!["no comparison".to_owned()] };
    let p_first = match comparison.side {
        Some(Side::Second) => 1.0 - comparison.confidence.p,
        _ => comparison.confidence.p,
    };
    check("gap", near(comparison.gap, wanted[0], 1e-12));
    check("like_hi", near(comparison.like[0], wanted[1], 1e-12));
    check("like_him", near(comparison.like[1], wanted[2], 1e-12));
    check("se", near(comparison.confidence.se, wanted[3], 1e-12));
    check("p_hi", near(p_first, wanted[4], 1e-12));
    let (answers, steps) = flip.map_or((0, 0), |flip| (flip.answers.len(), flip.steps));
    check("flip answers", near(answers as f64, wanted[5], 0.0));
    check("flip steps", near(steps as f64, wanted[6], 0.0));
    wrong
}

#[test]
fn every_scoring_vector_is_reproduced() {
    let content = content();
    let mut cases = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let values: Vec<u8> = columns[1].split(',').map(|value| value.parse::<u8>().unwrap()).collect();
        let responses = answers(&content, &values, 4);
        let assessment = score(&content.instrument, &content.contrast, &responses, &[]);
        let flip = flip(&content.instrument, &content.contrast, &responses);
        let wrong = differences(&assessment, flip.as_ref(), &columns[2..]);
        assert!(wrong.is_empty(), "{}: {wrong:?} differ\n{line}\n{assessment:?}", columns[0]);
        cases += 1;
    }
    assert_eq!(cases, 400);
}

/// The shipped content, read once for thousands of cases.
static SHIPPED: LazyLock<Content> = LazyLock::new(content);

/// One case: the shipped items with keys, a norm, and one respondent's answers.
#[derive(Debug, Clone)]
struct Case {
    keys: [Vec<i64>; 2],
    /// In ten-thousandths of a step.
    norm: i32,
    responses: ResponseSet,
}

impl Case {
    fn instrument(&self) -> Instrument {
        let mut instrument = SHIPPED.instrument.clone();
        instrument.constants.norm_gap = self.norm;
        instrument
    }

    fn contrast(&self) -> Contrast {
        Contrast::new(&self.keys[0], &self.keys[1]).unwrap()
    }

    fn assess(&self) -> Assessment {
        self.assess_with(&self.responses)
    }

    fn assess_with(&self, responses: &ResponseSet) -> Assessment {
        score(&self.instrument(), &self.contrast(), responses, &[])
    }

    fn contributions_with(&self, responses: &ResponseSet) -> Vec<f64> {
        contributions(&self.instrument(), &self.contrast(), responses)
    }

    fn contributions(&self) -> Vec<f64> {
        self.contributions_with(&self.responses)
    }

    fn skipped(&self) -> Skipped {
        skipped(&self.instrument(), &self.contrast(), &self.responses)
    }

    fn flip(&self) -> Option<Flip> {
        flip(&self.instrument(), &self.contrast(), &self.responses)
    }

    fn changes(&self) -> Vec<VerdictChange> {
        verdict_changes(&self.instrument(), &self.contrast(), &self.responses)
    }

    fn side_with(&self, responses: &ResponseSet) -> Option<Side> {
        self.assess_with(responses).comparison.unwrap().side
    }

    fn norm_steps(&self) -> f64 {
        f64::from(self.norm) / 10_000.0
    }

    /// The gap as an exact fraction, straight from the method: both sides' weighted means over the answered scales.
    fn exact_gap(&self) -> Option<(i128, i128)> {
        let mut sums = [(0, 1), (0, 1)];
        let mut bases = [0, 0];
        for (scale, (a, b)) in self.keys[0].iter().zip(&self.keys[1]).enumerate() {
            let values = self.values(scale);
            if values.is_empty() || a == b {
                continue;
            }
            let (side, weight) = (usize::from(a < b), i128::from((a - b).abs()));
            let (sum, count) = (values.iter().sum::<i128>(), values.len() as i128);
            let (top, bottom) = sums[side];
            sums[side] = (top * count + weight * sum * bottom, bottom * count);
            bases[side] += weight;
        }
        let [(a, b), (c, d)] = sums;
        let [s, t] = bases;
        let (top, bottom) = (a * d * t - c * b * s, b * d * s * t);
        (s > 0 && t > 0).then(|| (top * 10_000 - i128::from(self.norm) * bottom, bottom * 10_000))
    }

    fn values(&self, scale: usize) -> Vec<i128> {
        let items = SHIPPED.instrument.items.iter().zip(self.responses.iter());
        let of_scale = items.filter(|(item, _)| item.scale.place == scale);
        of_scale.filter_map(|(_, response)| response).map(|response| i128::from(response.value())).collect()
    }
}

/// The keys of the shipped profiles, or two other orders of the same values: those match each other too, and
/// leave some scales to neither side.
fn keys() -> impl Strategy<Value = [Vec<i64>; 2]> {
    let shipped = SHIPPED.profiles.pair.clone().map(|profile| profile.key);
    let [one, other] = [0, 1].map(|_| Just(shipped[0].clone()).prop_shuffle());
    let others = (one, other).prop_filter("the same", |(a, b)| a != b).prop_map(|(a, b)| [a, b]);
    prop_oneof![3 => Just(shipped), 1 => others]
}

fn response() -> impl Strategy<Value = Option<Response>> {
    prop_oneof![1 => Just(None), 4 => (1..=5u8).prop_map(Response::new), 1 => (3..=4u8).prop_map(Response::new)]
}

/// Answers with skips; the tie-breakers are asked in half of the cases, and scales are skipped whole in some.
fn responses() -> impl Strategy<Value = ResponseSet> {
    let extra = prop_oneof![Just(vec![None; 6]), prop::collection::vec(response(), 6)];
    let whole = prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(0..6usize, 1..5)];
    (prop::collection::vec(response(), 24), extra, whole).prop_map(|(core, extra, whole)| {
        let items = SHIPPED.instrument.items.iter().zip(core.into_iter().chain(extra));
        items.map(|(item, response)| response.filter(|_| !whole.contains(&item.scale.place))).collect()
    })
}

fn case() -> impl Strategy<Value = Case> {
    let norm = prop_oneof![3 => Just(0), 1 => -40_000..=40_000i32];
    (keys(), norm, responses()).prop_map(|(keys, norm, responses)| Case { keys, norm, responses })
}

fn with(responses: &ResponseSet, changes: impl IntoIterator<Item = (usize, u8)>) -> ResponseSet {
    let mut responses = responses.clone();
    for (index, value) in changes {
        responses.set(index, Some(Response::new(value).unwrap()));
    }
    responses
}

/// What each answer can do against the leading side, in steps of the gap: all that it has room for, and one step.
fn effects(case: &Case, gap: f64) -> Vec<(usize, u8, i32, f64)> {
    let mut effects = Vec::new();
    for (index, response) in case.responses.iter().enumerate() {
        let Some(response) = response else { continue };
        for target in [Response::LOWEST, Response::HIGHEST] {
            let room = i32::from(target.value()) - i32::from(response.value());
            let moved = case.assess_with(&with(&case.responses, [(index, target.value())]));
            let change = moved.comparison.unwrap().gap - gap;
            if change * gap < 0.0 {
                effects.push((index, target.value(), room.abs(), change.abs()));
            }
        }
    }
    effects
}

fn near_to(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Signs and sizes agree with fractions of 128 bits, worked out another way.
    #[test]
    fn gap_is_exact(case in case()) {
        let comparison = case.assess().comparison;
        prop_assert_eq!(comparison.is_some(), case.exact_gap().is_some());
        if let (Some(comparison), Some((top, bottom))) = (comparison, case.exact_gap()) {
            let side = [Some(Side::Second), None, Some(Side::First)][(top.signum() + 1) as usize];
            prop_assert_eq!(comparison.side, side);
            prop_assert!(near_to(comparison.gap, top as f64 / bottom as f64));
            prop_assert!(near_to(comparison.like[0] - comparison.like[1] - case.norm_steps(), comparison.gap));
            prop_assert!(comparison.like.iter().all(|like| (1.0..=5.0).contains(like)));
        }
    }

    #[test]
    fn swapping_the_keys_mirrors_the_result(case in case()) {
        let [first, second] = case.keys.clone();
        let swapped = Case { keys: [second, first], norm: -case.norm, ..case.clone() };
        let (one, other) = (case.assess(), swapped.assess());
        prop_assert_eq!(one.comparison.is_some(), other.comparison.is_some());
        prop_assert_eq!(one.verdict.name(), other.verdict.name());
        prop_assert_eq!(one.verdict.side().map(Side::other), other.verdict.side());
        prop_assert_eq!(case.flip(), swapped.flip());
        let (bounds, mirrored) = (case.skipped(), swapped.skipped());
        prop_assert_eq!((bounds.lo, bounds.hi), (-mirrored.hi, -mirrored.lo));
        prop_assert_eq!(bounds.could_change, mirrored.could_change);
        for (a, b) in case.contributions().into_iter().zip(swapped.contributions()) {
            prop_assert_eq!(a, -b);
        }
        if let (Some(a), Some(b)) = (one.comparison, other.comparison) {
            prop_assert_eq!(a.gap, -b.gap);
            prop_assert_eq!(a.side.map(Side::other), b.side);
            prop_assert_eq!(a.like, [b.like[1], b.like[0]]);
            prop_assert!(near_to(a.confidence.se, b.confidence.se) && near_to(a.confidence.p, b.confidence.p));
        }
    }

    /// Liking everything one step more moves the result to neither side.
    #[test]
    fn shifting_all_answers_by_one_step_changes_nothing(case in case()) {
        let cap = |response: Response| Response::new(response.value().min(4));
        let low: ResponseSet = case.responses.iter().map(|response| response.and_then(cap)).collect();
        let high: ResponseSet = low.iter().map(|response| response.map(Response::higher)).collect();
        let parts = case.contributions_with(&low).into_iter().zip(case.contributions_with(&high));
        let (low, high) = (case.assess_with(&low), case.assess_with(&high));
        // How much is liked is the one thing that changes; a scale is inconsistent only if it is liked and disliked.
        let how = |flags: Flags| Flags { low_interest: false, inconsistent: false, ..flags };
        prop_assert_eq!(how(low.flags), how(high.flags));
        for (a, b) in parts {
            prop_assert!(near_to(a, b));
        }
        if let (Some(a), Some(b)) = (low.comparison, high.comparison) {
            prop_assert_eq!((a.gap, a.side), (b.gap, b.side));
            prop_assert!(near_to(a.confidence.se, b.confidence.se) && near_to(a.confidence.p, b.confidence.p));
            prop_assert!(near_to(a.like[0] + 1.0, b.like[0]) && near_to(a.like[1] + 1.0, b.like[1]));
        }
    }

    #[test]
    fn contributions_add_up_to_the_gap(case in case()) {
        let assessment = case.assess();
        let scales: f64 = assessment.scales.iter().map(|scale| scale.contribution).sum();
        let contributions = case.contributions();
        let items: f64 = contributions.iter().sum();
        let wanted = assessment.comparison.map_or(0.0, |comparison| comparison.gap + case.norm_steps());
        prop_assert!(near_to(scales, wanted), "scales {} and not {}", scales, wanted);
        prop_assert!(near_to(items, wanted), "items {} and not {}", items, wanted);
        for (index, scale) in assessment.scales.iter().enumerate() {
            let items = SHIPPED.instrument.items.iter().zip(&contributions);
            let sum: f64 = items.filter(|(item, _)| item.scale.place == index).map(|(_, part)| part).sum();
            prop_assert!(near_to(sum, scale.contribution));
        }
        for (response, part) in case.responses.iter().zip(&contributions) {
            prop_assert!(response.is_some() || *part == 0.0, "an unanswered item pulls");
        }
    }

    #[test]
    fn weights_balance_over_the_answered_scales(case in case()) {
        let assessment = case.assess();
        let sum: f64 = assessment.scales.iter().map(|scale| scale.weight).sum();
        let size: f64 = assessment.scales.iter().map(|scale| scale.weight.abs()).sum();
        prop_assert!(near_to(sum, 0.0));
        let wanted = if assessment.comparison.is_some() { 2.0 } else { 0.0 };
        prop_assert!(near_to(size, wanted));
    }

    /// Applied, it leads to the other side; with the last answer a step short, it does not.
    #[test]
    fn flip_changes_the_side_and_one_step_less_does_not(case in case()) {
        let assessment = case.assess();
        let Some(Side::First | Side::Second) = assessment.comparison.and_then(|comparison| comparison.side) else {
            prop_assert!(case.flip().is_none(), "there is nothing to flip");
            return Ok(());
        };
        let leader = assessment.comparison.unwrap().side.unwrap();
        let Some(flip) = case.flip() else {
            prop_assert_ne!(case.norm, 0, "some answers always flip it");
            return Ok(());
        };
        let changes: Vec<(usize, u8)> = flip.answers.iter().map(|c| (c.item, c.to.value())).collect();
        for change in &flip.answers {
            prop_assert_eq!(case.responses.get(change.item), Some(change.from));
            prop_assert_ne!(change.from, change.to);
        }
        prop_assert_eq!(case.side_with(&with(&case.responses, changes.clone())), Some(leader.other()));
        let last = flip.answers.last().unwrap();
        let short = if last.to > last.from { last.to.value() - 1 } else { last.to.value() + 1 };
        let mut less = changes;
        less.last_mut().unwrap().1 = short;
        prop_assert_ne!(case.side_with(&with(&case.responses, less)), Some(leader.other()));
    }

    /// No fewer answers flip it, whichever they are and however far they move: effects of single answers add, so the
    /// strongest are the ones to try.
    #[test]
    fn flip_is_minimal(case in case()) {
        let assessment = case.assess();
        let Some(flip) = case.flip() else { return Ok(()) };
        let gap = assessment.comparison.unwrap().gap;
        let effects = effects(&case, gap);
        let mut whole: Vec<f64> = effects.iter().map(|effect| effect.3).collect();
        whole.sort_by(|a, b| b.total_cmp(a));
        let fewer: f64 = whole.iter().take(flip.answers.len() - 1).sum();
        prop_assert!(fewer < gap.abs() + 1e-9, "{} answers do", flip.answers.len() - 1);

        let each = effects.iter().flat_map(|&(_, _, room, effect)| {
            std::iter::repeat_n(effect / f64::from(room), room.unsigned_abs() as usize)
        });
        let mut single: Vec<f64> = each.collect();
        single.sort_by(|a, b| b.total_cmp(a));
        let reached = |steps: usize| single.iter().take(steps).sum::<f64>();
        let steps = flip.steps;
        prop_assert!(reached(steps) > gap.abs() - 1e-9, "{} steps don't do", steps);
        prop_assert!(reached(steps - 1) < gap.abs() + 1e-9, "{} steps do", steps - 1);
    }

    #[test]
    fn bounds_contain_the_gap(case in case()) {
        let assessment = case.assess();
        let skipped = case.skipped();
        let core = case.responses.iter().take(24);
        prop_assert_eq!(skipped.count, core.filter(Option::is_none).count());
        prop_assert!(skipped.lo <= skipped.hi);
        prop_assert!(skipped.count > 0 || !skipped.could_change);
        if let Some(comparison) = assessment.comparison {
            prop_assert!(skipped.lo <= comparison.gap && comparison.gap <= skipped.hi);
            prop_assert!(skipped.count > 0 || skipped.lo == comparison.gap);
        }
    }

    /// However the skipped core items are answered, the gap stays within the bounds, and the side with it.
    #[test]
    fn no_answers_to_skipped_items_exceed_the_bounds(
        case in case(),
        fill in prop::collection::vec(1..=5u8, 24),
    ) {
        let assessment = case.assess();
        let open = |index: &usize| case.responses.get(*index).is_none();
        let filled = with(&case.responses, (0..24).filter(open).map(|index| (index, fill[index])));
        let comparison = case.assess_with(&filled).comparison.unwrap();
        let skipped = case.skipped();
        prop_assert!(skipped.lo - 1e-12 <= comparison.gap && comparison.gap <= skipped.hi + 1e-12);
        if let (Some(before), false) = (assessment.comparison, skipped.could_change) {
            prop_assert_eq!(comparison.side, before.side);
        }
    }

    /// The bounds are reached, so no narrower ones would do; and where the side could change, it does.
    #[test]
    fn worst_and_best_answers_reach_the_bounds(case in case()) {
        let skipped = case.skipped();
        let contrast = case.contrast();
        let fill = |first: u8, second: u8| {
            let value = |index: usize| match contrast.side(SHIPPED.instrument.items[index].scale.place) {
                Some(Side::First) => first,
                Some(Side::Second) => second,
                None => 3,
            };
            let open = (0..24).filter(|&index| case.responses.get(index).is_none());
            case.assess_with(&with(&case.responses, open.map(|index| (index, value(index))))).comparison.unwrap()
        };
        let (worst, best) = (fill(1, 5), fill(5, 1));
        prop_assert_eq!((worst.gap, best.gap), (skipped.lo, skipped.hi));
        prop_assert_eq!(skipped.could_change, worst.side != best.side);
    }

    #[test]
    fn confidence_is_between_a_half_and_one(case in case()) {
        let Some(comparison) = case.assess().comparison else { return Ok(()) };
        let confidence = comparison.confidence;
        prop_assert!((0.5..=1.0).contains(&confidence.p));
        prop_assert_eq!(confidence.p == 0.5, comparison.side.is_none());
        prop_assert!(confidence.se > 0.0 && confidence.se.is_finite());
        let [low, high] = confidence.interval;
        prop_assert!(near_to(low + high, 2.0 * comparison.gap) && near_to(high - low, 3.29 * confidence.se));
    }

    /// Confidence and verdict, worked out again from the method's page.
    #[test]
    fn verdict_follows_the_specified_order(case in case()) {
        let assessment = case.assess();
        let Some((top, bottom)) = case.exact_gap() else {
            prop_assert_eq!(assessment.verdict, Verdict::Incomplete);
            return Ok(());
        };
        let (mut squares, mut df, mut parts) = (0.0, 0.0, Vec::new());
        let bases = [0, 1].map(|side| {
            let pull = |scale: usize| case.keys[side][scale] - case.keys[1 - side][scale];
            let answered = (0..6).filter(|&scale| !case.values(scale).is_empty());
            answered.map(pull).filter(|&pull| pull > 0).sum::<i64>() as f64
        });
        for scale in 0..6 {
            let values: Vec<f64> = case.values(scale).into_iter().map(|value| value as f64).collect();
            let count = values.len() as f64;
            let mean = values.iter().sum::<f64>() / count;
            squares += values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
            let pull = (case.keys[0][scale] - case.keys[1][scale]) as f64;
            if !values.is_empty() {
                df += count - 1.0;
                parts.push((pull / bases[usize::from(pull < 0.0)], count));
            }
        }
        let within = (8.0 * 0.85 + squares) / (8.0 + df);
        let variance: f64 = parts.iter().map(|(weight, count)| weight.powi(2) * (within / count + 0.04)).sum();
        let gap = top as f64 / bottom as f64;
        let z = gap.abs() / variance.sqrt() * (0.60 / (0.60 + variance)).sqrt();
        let p = libm::erfc(-z / 2f64.sqrt()) / 2.0;
        let comparison = assessment.comparison.unwrap();
        prop_assert!(near_to(comparison.confidence.p, p) && near_to(comparison.confidence.se, variance.sqrt()));

        let core = case.responses.iter().take(24).flatten().count();
        let [hi, him] = comparison.like;
        let wanted = match comparison.side {
            _ if core < 16 => Verdict::Incomplete,
            // From here on with the figure that the program has: at a limit the last digit would decide.
            Some(side) if comparison.confidence.p >= 0.95 => Verdict::Clear(side),
            Some(side) if comparison.confidence.p >= 0.80 => Verdict::Lean(side),
            _ if hi >= 3.5 && him >= 3.5 => Verdict::Both,
            _ if hi <= 2.5 && him <= 2.5 => Verdict::Neither,
            _ => Verdict::Close,
        };
        prop_assert_eq!(assessment.verdict, wanted);
        let undecided = comparison.confidence.p < 0.80 && core >= 16;
        prop_assert_eq!(assessment.verdict.is_too_close(), undecided);
    }

    #[test]
    fn liking_everything_equally_names_no_side(case in case(), value in 1..=5u8) {
        let same: ResponseSet =
            case.responses.iter().map(|response| response.and(Response::new(value))).collect();
        let case = Case { norm: 0, responses: same, ..case };
        let assessment = case.assess();
        prop_assert_eq!(assessment.verdict.side(), None);
        prop_assert!(case.flip().is_none());
        prop_assert!(case.contributions().iter().all(|part| *part == 0.0));
        if let Some(comparison) = assessment.comparison {
            prop_assert_eq!((comparison.side, comparison.gap), (None, 0.0));
            prop_assert_eq!(comparison.confidence.p, 0.5);
        }
    }
}

/// Whether a verdict is the one that is sought: a field, or none.
fn is(verdict: Verdict, target: Option<Side>) -> bool {
    verdict != Verdict::Incomplete && verdict.side() == target
}

/// The verdicts that changes are shown for.
fn targets(verdict: Verdict) -> Vec<Option<Side>> {
    match verdict {
        Verdict::Incomplete => vec![],
        Verdict::Clear(side) | Verdict::Lean(side) => vec![None, Some(side.other())],
        Verdict::Both | Verdict::Neither | Verdict::Close => vec![Some(Side::First), Some(Side::Second)],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// The changes that are shown lead to the verdict that is shown, and none of them could be smaller.
    #[test]
    fn changes_lead_to_the_verdict_that_they_promise(case in case()) {
        let verdict = case.assess().verdict;
        let changes = case.changes();
        let reached: Vec<Option<Side>> = changes.iter().map(|change| change.verdict.side()).collect();
        let mut wanted = targets(verdict);
        wanted.retain(|target| reached.contains(target));
        prop_assert_eq!(&reached, &wanted);
        if case.norm == 0 && verdict.side().is_some() {
            prop_assert!(reached.contains(&None), "answers that are all the same name no field");
        }
        for VerdictChange { verdict, answers } in changes {
            let applied = |less: Option<usize>| {
                let kept = answers.iter().enumerate().filter(|(place, _)| Some(*place) != less);
                with(&case.responses, kept.map(|(_, change)| (change.item, change.to.value())))
            };
            prop_assert_eq!(case.assess_with(&applied(None)).verdict, verdict);
            let mut items: Vec<usize> = answers.iter().map(|change| change.item).collect();
            items.sort_unstable();
            items.dedup();
            prop_assert_eq!(items.len(), answers.len());
            for (place, change) in answers.iter().enumerate() {
                prop_assert_eq!(case.responses.get(change.item), Some(change.from));
                prop_assert_ne!(change.from, change.to);
                let without = case.assess_with(&applied(Some(place))).verdict;
                prop_assert!(!is(without, verdict.side()), "{:?} isn't needed", change);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// All single changes and all pairs are tried.
    #[test]
    fn no_single_change_and_no_pair_reaches_a_verdict_that_takes_more(case in case()) {
        let found = case.changes();
        let count = |target: Option<Side>| {
            let found = found.iter().find(|change| change.verdict.side() == target);
            found.map_or(usize::MAX, |change| change.answers.len())
        };
        let targets = targets(case.assess().verdict);
        let (instrument, contrast) = (case.instrument(), case.contrast());
        let mut responses = case.responses.clone();
        let check = |responses: &ResponseSet, tried: usize| -> Result<(), TestCaseError> {
            let verdict = score(&instrument, &contrast, responses, &[]).verdict;
            for target in targets.iter().filter(|target| count(**target) > tried) {
                prop_assert!(!is(verdict, *target), "{tried} suffice for {target:?}: {responses:?}");
            }
            Ok(())
        };
        let answered: Vec<usize> = (0..30).filter(|&item| case.responses.get(item).is_some()).collect();
        for (rank, &one) in answered.iter().enumerate() {
            for first in Response::all() {
                responses.set(one, Some(first));
                check(&responses, 1)?;
                for &two in &answered[rank + 1..] {
                    for second in Response::all() {
                        responses.set(two, Some(second));
                        check(&responses, 2)?;
                    }
                    responses.set(two, case.responses.get(two));
                }
            }
            responses.set(one, case.responses.get(one));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Tried out: no one answer, and no two, flip it where the flip says that it takes more.
    #[test]
    fn no_smaller_set_of_answers_changes_the_side(case in case()) {
        let assessment = case.assess();
        let Some(flip) = case.flip() else { return Ok(()) };
        let other = assessment.comparison.unwrap().side.map(Side::other);
        let targets: Vec<(usize, u8)> =
            effects(&case, assessment.comparison.unwrap().gap).iter().map(|e| (e.0, e.1)).collect();
        let flips = |changes: &[(usize, u8)]| {
            case.side_with(&with(&case.responses, changes.iter().copied())) == other
        };
        prop_assert!(!flips(&[]));
        for (rank, &one) in targets.iter().enumerate() {
            prop_assert!(flip.answers.len() <= 1 || !flips(&[one]), "one answer does: {:?}", one);
            for &two in targets.iter().skip(rank + 1) {
                prop_assert!(flip.answers.len() <= 2 || !flips(&[one, two]), "two do: {:?} {:?}", one, two);
            }
        }
    }
}

/// Answers in the order asked; 0 is a skip, and whatever is not written was not asked.
fn in_order(values: &[u8]) -> ResponseSet {
    (0..30).map(|index| values.get(index).and_then(|&value| Response::new(value))).collect()
}

fn assess(responses: &ResponseSet, times: &[Option<Duration>]) -> Assessment {
    score(&SHIPPED.instrument, &SHIPPED.contrast, responses, times)
}

fn is_straight(values: &[u8]) -> bool {
    assess(&in_order(values), &[]).flags.straight_line
}

#[test]
fn eight_equal_answers_in_a_row_are_a_straight_line() {
    assert!(!is_straight(&[1, 4, 4, 4, 4, 4, 4, 4, 1, 5, 2, 5]), "seven");
    assert!(is_straight(&[1, 4, 4, 4, 4, 4, 4, 4, 4, 5, 2, 5]), "eight");
    assert!(is_straight(&[5, 2, 5, 1, 4, 4, 4, 4, 4, 4, 4, 4]), "eight at the end");
    assert!(is_straight(&[1, 4, 4, 0, 4, 4, 0, 0, 4, 4, 4, 4, 5, 2, 5]), "a skip does not break a run");
    assert!(!is_straight(&[1, 4, 4, 4, 0, 4, 4, 4, 4, 0, 5, 2, 5, 1]), "a skip does not count in a run");
    assert!(
        !is_straight(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 1, 5, 2, 5, 1, 5, 2, 5, 1]),
        "skips are no answers"
    );
    let mut to_the_tie_breakers = [1, 5, 2, 4].repeat(6);
    to_the_tie_breakers.extend([4; 6]);
    assert!(!is_straight(&to_the_tie_breakers), "seven, over the end of the core");
    to_the_tie_breakers[22] = 4;
    assert!(is_straight(&to_the_tie_breakers), "eight, over the end of the core");
    assert!(!is_straight(&[4, 4, 4, 4, 4, 4, 4, 4, 5, 2, 5]), "eleven answers are too few to say it");
}

#[test]
fn low_variance_is_a_straight_line() {
    let spread = |fours: usize, all: usize| {
        // Spread out, so that no run is long.
        let is_four = |index: &usize| (index * fours) / all != ((index + 1) * fours) / all;
        (0..all).map(|index| if is_four(&index) { 4 } else { 3 }).collect::<Vec<u8>>()
    };
    for (fours, all, flagged, why) in [
        (9, 24, true, "a sample SD of .4945"),
        (10, 24, false, "a sample SD of .5036, though .493 over the whole"),
        (6, 16, false, "a sample SD of .5 is not under it"),
        (5, 16, true, "a sample SD of .479"),
    ] {
        let values = spread(fours, all);
        assert_eq!(values.iter().filter(|&&value| value == 4).count(), fours);
        assert_eq!(is_straight(&values), flagged, "{why}");
    }
}

/// Answers by scale, in the order of the scales.
fn by_scale(scales: [&[u8]; 6]) -> ResponseSet {
    let values: Vec<u8> =
        scales.iter().flat_map(|scale| (0..5).map(|n| scale.get(n).copied().unwrap_or(0))).collect();
    answers(&SHIPPED, &values, 5)
}

#[test]
fn high_variance_within_scales_is_inconsistent() {
    let is_inconsistent = |scales: [&[u8]; 6]| assess(&by_scale(scales), &[]).flags.inconsistent;
    // The variance within scales is 42/20 = 2.1, and 1.06 of the whole.
    let wide: [&[u8]; 6] =
        [&[2, 2, 2, 4], &[1, 2, 4, 5], &[1, 3, 5, 5], &[2, 3, 3, 4], &[1, 1, 1, 2, 4], &[1, 1, 3, 4, 4]];
    assert!(is_inconsistent(wide));
    let mut less = wide;
    less[5] = &[1, 1, 3, 3, 4];
    assert!(!is_inconsistent(less), "40/20 = 2.0");
    // It is 1.67, but 1.15 of the whole exactly.
    let crossed: [&[u8]; 6] =
        [&[1, 1, 2, 4], &[2, 3, 3, 3], &[1, 3, 3, 3], &[2, 2, 3, 4], &[1, 1, 4, 5], &[2, 3, 3, 5]];
    assert!(is_inconsistent(crossed));
    let just_under: [&[u8]; 6] =
        [&[1, 3, 4, 4], &[1, 3, 4, 4], &[1, 3, 3, 3], &[1, 2, 2, 5], &[1, 1, 3, 3, 4], &[1, 1, 2, 2, 4]];
    assert!(!is_inconsistent(just_under), "1.1492 of the whole");
    let only_threes_and_fours: [&[u8]; 6] = [&[3, 4, 3, 4]; 6];
    assert!(!is_inconsistent(only_threes_and_fours), "no kind of work is both liked and disliked");
    let only_ones_and_twos: [&[u8]; 6] = [&[1, 2, 1, 2]; 6];
    assert!(!is_inconsistent(only_ones_and_twos));
    let eleven: [&[u8]; 6] = [&[1, 5], &[1, 5], &[1, 5], &[1, 5], &[1, 5], &[1]];
    assert!(!is_inconsistent(eleven), "eleven answers are too few to say it");
    let twelve: [&[u8]; 6] = [&[1, 5], &[1, 5], &[1, 5], &[1, 5], &[1, 5], &[1, 5]];
    assert!(is_inconsistent(twelve));
    let one_each: [&[u8]; 6] = [&[1], &[5], &[2], &[4], &[3], &[1]];
    assert!(!is_inconsistent(one_each), "one answer a scale can't differ");
}

#[test]
fn half_of_the_answers_in_under_two_seconds_is_rushed() {
    let varied = |count: usize| in_order(&[1, 5, 2, 4, 3].repeat(6)[..count]);
    let times = |quick: usize, all: usize, millis: u64| -> Vec<Option<Duration>> {
        (0..all).map(|i| Some(Duration::from_millis(if i < quick { millis } else { 9000 }))).collect()
    };
    let is_rushed = |count, times: &[Option<Duration>]| assess(&varied(count), times).flags.rushed;
    assert!(is_rushed(12, &times(6, 12, 1999)), "half of them");
    assert!(!is_rushed(12, &times(5, 12, 1999)), "under half");
    assert!(!is_rushed(12, &times(12, 12, 2000)), "two seconds are enough");
    assert!(!is_rushed(11, &times(11, 11, 100)), "eleven answers are too few to say it");
    assert!(is_rushed(13, &times(7, 13, 0)));
    assert!(!is_rushed(13, &times(6, 13, 0)), "6 of 13 are under half");
    assert!(!is_rushed(12, &[]), "no times are known");
    assert!(!is_rushed(12, &[None; 30]), "no times are known");
    // A rushed answer that was then skipped doesn't count.
    let mut responses = varied(18);
    for index in 0..6 {
        responses.set(index, None);
    }
    assert!(!assess(&responses, &times(11, 18, 500)).flags.rushed, "5 of 12");
    assert!(assess(&responses, &times(12, 18, 500)).flags.rushed, "6 of 12");
}

#[test]
fn flags_are_named_in_a_fixed_order() {
    let all = Flags { straight_line: true, inconsistent: true, low_interest: true, rushed: true };
    let names = ["straight_line", "inconsistent", "low_interest", "rushed"];
    assert_eq!(all.names().collect::<Vec<_>>(), names);
    assert_eq!(Flags::default().names().count(), 0);
}

#[test]
fn two_thirds_of_the_core_are_needed() {
    let values = [1, 5, 2, 4, 3, 5, 1, 4].repeat(3);
    let verdict = |core: usize| assess(&in_order(&values[..core]), &[]).verdict;
    assert_eq!(verdict(15), Verdict::Incomplete);
    assert_ne!(verdict(16), Verdict::Incomplete);
    let mut with_tie_breakers = values[..15].to_vec();
    with_tie_breakers.extend([0; 9]);
    with_tie_breakers.extend([1, 5, 2, 4, 3, 1]);
    let assessment = assess(&in_order(&with_tie_breakers), &[]);
    assert_eq!((assessment.answered, assessment.core), (15, 24));
    assert_eq!(assessment.verdict, Verdict::Incomplete, "tie-breakers don't count");
}

/// The limits of liking are part of what they name: 3.5 is liked, 2.5 is not.
#[test]
fn liking_limits_are_inclusive() {
    let verdict = |values: [u8; 4], last: u8| {
        let [a, b, c, d] = values;
        let same = [a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, last];
        let assessment = assess(&answers(&SHIPPED, &same, 4), &[]);
        assert!(assessment.comparison.unwrap().confidence.p < 0.8);
        assessment.verdict
    };
    assert_eq!(verdict([2, 5, 2, 5], 5), Verdict::Both);
    assert_eq!(verdict([2, 5, 2, 5], 4), Verdict::Close);
    assert_eq!(verdict([1, 4, 1, 4], 4), Verdict::Neither);
    assert_eq!(verdict([1, 4, 1, 4], 5), Verdict::Close);
}

#[test]
fn side_without_an_answer_has_no_comparison() {
    let scales = &SHIPPED.instrument.scales;
    let one_side: ResponseSet = SHIPPED
        .instrument
        .items
        .iter()
        .map(|item| {
            let first = SHIPPED.contrast.side(item.scale.place) == Some(Side::First);
            first.then(|| Response::new(5 - item.scale.place as u8)).flatten()
        })
        .collect();
    let assessment = assess(&one_side, &[]);
    assert_eq!(assessment.comparison, None);
    assert_eq!(flip(&SHIPPED.instrument, &SHIPPED.contrast, &one_side), None);
    assert_eq!(assessment.verdict, Verdict::Incomplete);
    assert_eq!(assessment.scales.len(), scales.len());
    let bounds = |responses: &ResponseSet| skipped(&SHIPPED.instrument, &SHIPPED.contrast, responses);
    assert!(bounds(&one_side).could_change);
    let nothing = assess(&ResponseSet::empty(30), &[]);
    let open = bounds(&ResponseSet::empty(30));
    assert_eq!((nothing.own, nothing.verdict), (None, Verdict::Incomplete));
    assert_eq!((open.count, open.lo, open.hi), (24, -4.0, 4.0));
}

#[test]
fn straight_line_is_flagged_but_gets_a_verdict() {
    let side = |first: u8, second: u8| -> ResponseSet {
        let value = |scale| if SHIPPED.contrast.side(scale) == Some(Side::First) { first } else { second };
        SHIPPED.instrument.items.iter().map(|item| Response::new(value(item.scale.place))).collect()
    };
    assert_eq!(assess(&side(5, 1), &[]).verdict, Verdict::Clear(Side::First));
    assert_eq!(assess(&side(1, 5), &[]).verdict, Verdict::Clear(Side::Second));
    let mut lined = side(5, 1);
    for index in 0..8 {
        lined.set(index, Some(Response::HIGHEST));
    }
    let assessment = assess(&lined, &[]);
    assert!(assessment.flags.straight_line);
    assert_eq!(assessment.verdict, Verdict::Clear(Side::First));
}

/// Four answers a scale in the order of the scales, as real people gave them.
fn of_person(values: [&str; 6]) -> Assessment {
    let values: Vec<u8> = values.concat().bytes().map(|digit| digit - b'0').collect();
    assess(&answers(&SHIPPED, &values, 4), &[])
}

#[test]
fn uniform_answers_get_a_verdict() {
    // Liked one side, disliked the other, and was unsure eight times at the end.
    let tired = of_person(["5553", "5553", "5533", "1133", "1113", "1113"]);
    assert_eq!(tired.verdict, Verdict::Clear(Side::First));
    let likes_all = of_person(["4444", "5555", "4444", "4444", "4444", "5555"]);
    assert_eq!(likes_all.verdict, Verdict::Both);
    let hates_all = of_person(["1111", "1111", "1111", "1111", "1111", "1111"]);
    assert_eq!(hates_all.verdict, Verdict::Neither);
    let with_tie_breakers = assess(
        &by_scale([
            &[1, 1, 2, 2, 1],
            &[1, 2, 1, 1, 1],
            &[2, 1, 2, 1, 2],
            &[1, 2, 1, 2, 1],
            &[2, 1, 1, 1, 1],
            &[1, 2, 2, 1, 2],
        ]),
        &[],
    );
    assert_eq!(with_tie_breakers.verdict, Verdict::Neither);
    for assessment in [tired, likes_all, hates_all, with_tie_breakers] {
        assert!(assessment.flags.straight_line && assessment.comparison.is_some(), "{assessment:?}");
    }
}

#[test]
fn low_interest_starts_below_the_middle() {
    // The first side's mean is 3 times 3/7, 3 times 2/7 and 3 times 2/7; the second's is 1.
    let at = |first: [&str; 3]| of_person([first[0], first[1], first[2], "1111", "1111", "1111"]);
    let middle = at(["2424", "3333", "4242"]);
    assert_eq!((middle.verdict, middle.flags.low_interest), (Verdict::Clear(Side::First), false));
    let under = at(["2424", "3333", "4241"]);
    assert_eq!((under.verdict, under.flags.low_interest), (Verdict::Clear(Side::First), true));
    let other = of_person(["1111", "1111", "1111", "3333", "2424", "4241"]);
    assert_eq!((other.verdict, other.flags.low_interest), (Verdict::Clear(Side::Second), true));
    // A scale that is liked is what the result is about: a mean of 3.5 is enough, 3.25 is not.
    let liked = at(["1111", "1111", "3344"]);
    assert_eq!((liked.verdict, liked.flags.low_interest), (Verdict::Clear(Side::First), false));
    let unsure = at(["2211", "2211", "3334"]);
    assert_eq!((unsure.verdict, unsure.flags.low_interest), (Verdict::Clear(Side::First), true));
    // If no side is named, `low_interest` doesn't apply.
    assert!(!of_person(["1111"; 6]).flags.low_interest);
}

/// Answers of every kind: at random, in a line, in turn, one side, a narrow part of the scale, with skips. The same in
/// every run.
fn patterned(number: u64) -> ResponseSet {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let [low, high, period, skips] = [below(5), below(5), 1 + below(8), below(4) * below(4)];
    let answer = |index: u64, below: &mut dyn FnMut(u64) -> u64, scale: usize| match number % 5 {
        0 => below(5),
        1 => low,
        2 => {
            if (index / period).is_multiple_of(2) {
                low
            } else {
                high
            }
        }
        3 => {
            if SHIPPED.contrast.side(scale) == Some(Side::First) {
                low
            } else {
                high
            }
        }
        _ => low.min(high) + below(low.abs_diff(high) + 1),
    };
    let tie_breakers = below(2) == 0;
    let items = SHIPPED.instrument.items.iter().enumerate();
    items
        .map(|(index, item)| {
            let value = answer(index as u64, &mut below, item.scale.place);
            let skipped = below(12) < skips || item.tie_breaker && !tie_breakers;
            Response::new(value as u8 + 1).filter(|_| !skipped)
        })
        .collect()
}

#[test]
fn only_too_few_answers_leave_a_result_without_ratings() {
    let instrument = &SHIPPED.instrument;
    let (mut with_bars, mut without, mut too_few) = (0, 0, 0);
    for number in 0..10_000 {
        let responses = patterned(number);
        let assessment = assess(&responses, &[]);
        let core = responses.iter().take(24).flatten().count();
        let on_side = |side| {
            let items = instrument.items.iter().zip(responses.iter());
            items
                .filter(|(_, response)| response.is_some())
                .any(|(item, _)| SHIPPED.contrast.side(item.scale.place) == Some(side))
        };
        let is_too_few = core < 16 || !Side::BOTH.into_iter().all(on_side);
        let answers = Answers::of(instrument, responses);
        let facts = Facts { content: &SHIPPED, answers: &answers, assessment: &assessment, code: "" };
        let bars = Headline::new(&facts).ratings.len();
        assert_eq!(bars, if is_too_few { 0 } else { 2 }, "{answers:?}");
        assert_eq!(assessment.verdict == Verdict::Incomplete, is_too_few);
        with_bars += usize::from(bars == 2);
        without += usize::from(bars == 0);
        too_few += usize::from(is_too_few);
    }
    assert_eq!(without, too_few);
    assert!(with_bars > 5_000 && too_few > 100, "{with_bars} with bars, {too_few} with too few answers");
}

#[test]
fn title_fit_is_a_correlation() {
    let fit = |means: &[Option<f64>], key: &[i64]| title_fit(means, key);
    let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-12;
    // Deviations 2 0 -2 and 2 -2 0: 4 / sqrt(8 * 8).
    assert!(near(fit(&[Some(5.0), Some(3.0), Some(1.0)], &[4, 0, 2]), 0.5));
    // Deviations -1.5 -0.5 0.5 1.5 and 0.5 -1.5 1.5 -0.5: 0 / …, then with the last two swapped 2 / sqrt(5 * 5).
    assert!(near(fit(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0)], &[2, 0, 3, 1]), 0.0));
    assert!(near(fit(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0)], &[2, 0, 1, 3]), 0.4));
    assert!(near(fit(&[Some(1.0), Some(2.0)], &[4, 1]), -1.0));
    // A scale without an answer is left out, its demand too.
    assert!(near(fit(&[Some(5.0), None, Some(3.0), Some(1.0)], &[4, 1, 0, 2]), 0.5));
    assert_eq!(fit(&[Some(3.5); 6], &[4, 3, 3, 1, 1, 1]), None, "a flat profile");
    assert_eq!(fit(&[Some(1.0), Some(5.0)], &[2, 2]), None, "a flat key");
    assert_eq!(fit(&[Some(1.0), None], &[4, 1]), None, "one scale");
    assert_eq!(fit(&[], &[]), None);
}

#[test]
fn unmatched_keys_are_rejected() {
    let unmatched = |a: &[i64], b: &[i64]| Contrast::new(a, b).unwrap_err();
    assert_eq!(unmatched(&[1, 2], &[1, 2]), UnmatchedKeys::Same);
    assert_eq!(unmatched(&[1, 2, 0], &[2, 1]), UnmatchedKeys::Lengths([3, 2]));
    assert_eq!(unmatched(&[3, 1], &[2, 1]), UnmatchedKeys::Sums { sums: [4, 3], squares: [10, 5] });
    // The same sum, but one key stands out more: liking it all would lean there.
    assert_eq!(unmatched(&[4, 0], &[2, 2]), UnmatchedKeys::Sums { sums: [4, 4], squares: [16, 8] });
    let said = unmatched(&[4, 0], &[2, 2]).to_string();
    assert_eq!(said, "the keys are not matched: the sums of squares 16 and 8 differ by 8");
    let contrast = Contrast::new(&[1, 2, 1], &[2, 1, 1]).unwrap();
    assert_eq!([0, 1, 2, 9].map(|scale| contrast.difference(scale)), [-1, 1, 0, 0]);
    assert_eq!(
        [0, 1, 2, 9].map(|scale| contrast.side(scale)),
        [Some(Side::Second), Some(Side::First), None, None]
    );
    assert_eq!(contrast.total(), 1);
}
