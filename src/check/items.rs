//! What single questions can do to the result, and whether both sides have as many.

use super::Finding;
use super::wins::assess;
use crate::content::Content;
use crate::instrument::{Item, Response, ResponseSet, Scale};
use crate::scoring::Side;

const TOPIC: &str = "questions";

pub(super) fn findings(content: &Content) -> Vec<Finding> {
    let mut findings = vec![balance(content)];
    findings.extend(content.instrument.scales.iter().filter_map(|scale| idle(content, scale)));
    findings.extend(content.instrument.scales.iter().filter_map(|scale| lonely(content, scale)));
    let deciding: Vec<Finding> =
        (0..content.instrument.items.len()).filter_map(|index| decides_alone(content, index)).collect();
    if deciding.is_empty() {
        findings.push(Finding::fine(TOPIC, "no answer alone decides which path is named"));
    }
    findings.extend(deciding);
    findings
}

/// The core questions, or the tie-breakers, of a side.
fn count(content: &Content, side: Side, tie_breaker: bool) -> usize {
    let is_it = |item: &&Item| {
        item.tie_breaker == tie_breaker && content.contrast.side(item.scale.place) == Some(side)
    };
    content.instrument.items.iter().filter(is_it).count()
}

/// That the keys match was found out when they were read; how many questions stand behind them is seen here.
fn balance(content: &Content) -> Finding {
    let [first, second] = &content.profiles.pair;
    let counts = |tie_breaker| Side::BOTH.map(|side| count(content, side, tie_breaker));
    let [[first_core, second_core], [first_extra, second_extra]] = [false, true].map(counts);
    let [sum, squares] = [first.key.iter().sum::<i64>(), first.key.iter().map(|x| x * x).sum()];
    let text = format!(
        "the keys match (both add up to {sum}, their squares to {squares}); {} questions for {} and {} for {}",
        first_core + first_extra,
        first.short,
        second_core + second_extra,
        second.short
    );
    if first_core == second_core && first_extra == second_extra {
        return Finding::fine(TOPIC, text);
    }
    Finding::note(TOPIC, text, "give both paths as many questions, so that both are asked equally well")
}

fn items_of<'a>(content: &'a Content, scale: &Scale) -> Vec<&'a Item> {
    content.instrument.items.iter().filter(|item| item.scale.place == scale.place).collect()
}

/// Questions of a kind of work that both keys ask alike.
fn idle(content: &Content, scale: &Scale) -> Option<Finding> {
    if content.contrast.side(scale.place).is_some() {
        return None;
    }
    let text = format!(
        "{} questions on {} can't move the result: both paths' keys ask as much of it",
        items_of(content, scale).len(),
        scale.label
    );
    let mend = "that is fine for what both share; else give the two keys different numbers for it";
    Some(Finding::note(TOPIC, text, mend).at(format!("[[scale]] {}", scale.id)))
}

/// A kind of work with one question: one misread word, and all of it is wrong.
fn lonely(content: &Content, scale: &Scale) -> Option<Finding> {
    let core = items_of(content, scale).iter().filter(|item| !item.tie_breaker).count();
    (core == 1).then(|| {
        let text = format!("only one question asks about {}", scale.label);
        Finding::note(TOPIC, text, "add one or more, three or four are good")
            .at(format!("[[scale]] {}", scale.id))
    })
}

/// A question whose answer names a path where all others are answered alike, in the middle.
fn decides_alone(content: &Content, index: usize) -> Option<Finding> {
    let item = content.instrument.item(index).filter(|item| !item.tie_breaker)?;
    let even: ResponseSet =
        content.instrument.items.iter().map(|item| (!item.tie_breaker).then_some(Response::MIDDLE)).collect();
    let named = |response| {
        let mut responses = even.clone();
        responses.set(index, Some(response));
        assess(content, &responses).verdict.side()
    };
    let before = assess(content, &even).verdict.side();
    let changes = [Response::LOWEST, Response::HIGHEST].into_iter().any(|response| {
        let side = named(response);
        side.is_some() && side != before
    });
    changes.then(|| {
        let text = format!("one answer decides alone: \"{}\"", item.text);
        let mend =
            format!("add questions to the kind of work `{}`, so that no single one decides", item.scale.id);
        Finding::problem(TOPIC, text, mend).at(format!("[[item]] {}", item.id))
    })
}
