//! What stands out in the findings. The limits are customs, not laws; `docs/items.md` says whose.

use super::{Words, groups, two, whole_percent};
use crate::report::document::{Block, Part};
use crate::report::words::sentence;
use crate::scoring::Side;

/// Below this a question goes little with the rest of its scale.
const REST: f64 = 0.3;
/// Below this a scale's questions go little together.
const ALPHA: f64 = 0.7;
/// From this share of people on, an end of a scale is crowded.
const CROWDED: f64 = 0.15;
/// Beyond these a question is liked, or disliked, by nearly everybody.
const ENDS: [f64; 2] = [1.5, 4.5];
/// From this many steps on, a difference between the sides moves many results.
const APPEAL: f64 = 0.25;
/// Below this the gap is read badly.
const RELIABILITY: f64 = 0.7;

pub(super) fn part(words: Words<'_>) -> Part {
    let lines = [items(words), scales(words), sides(words), groups::look(words)].concat();
    let block = match lines.is_empty() {
        true => Block::text("Nothing stands out."),
        false => super::bullets(lines),
    };
    Part::new("look", vec![block])
}

fn items(words: Words<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let [low, high] = ENDS;
    for (item, found) in words.0.content.instrument.items.iter().zip(&words.0.items) {
        let text = sentence(&item.text);
        if let Some(rest) = found.rest.filter(|rest| *rest < REST) {
            let scale = &item.scale.label;
            lines.push(format!(
                "{text}: goes little with the rest of {scale} ({}). Is it clear? Does it belong there?",
                two(rest)
            ));
        }
        match found.mean {
            Some([mean, _]) if mean >= high => {
                lines.push(format!(
                    "{text}: nearly everybody likes it ({}), so it tells people apart little.",
                    two(mean)
                ));
            }
            Some([mean, _]) if mean <= low => {
                lines.push(format!(
                    "{text}: hardly anybody likes it ({}), so it tells people apart little.",
                    two(mean)
                ));
            }
            _ => {}
        }
    }
    lines
}

fn scales(words: Words<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for (scale, found) in words.0.content.instrument.scales.iter().zip(&words.0.scales) {
        let name = sentence(&scale.label);
        if let Some(alpha) = found.alpha.filter(|alpha| alpha.interval[1] < ALPHA) {
            lines.push(format!("{name}: its questions go little together (alpha {}).", two(alpha.alpha)));
        }
        for (end, what) in [(found.floor, "lowest"), (found.ceiling, "highest")] {
            let share = end.and_then(|end| end.figures).map(|(share, _)| share);
            if let Some(share) = share.filter(|share| *share >= CROWDED) {
                lines.push(format!(
                    "{name}: {} gave only {what} answers. They can't be told apart there.",
                    whole_percent(share)
                ));
            }
        }
    }
    lines
}

fn sides(words: Words<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some([.., difference]) = words.0.appeal {
        let [low, high] = difference.interval;
        if difference.mean.abs() >= APPEAL && (low > 0.0 || high < 0.0) {
            let side = if difference.mean > 0.0 { Side::First } else { Side::Second };
            lines.push(format!(
                "The questions of the {} side are liked {} steps more. Either your people like that field more, or its questions read nicer: ask them.",
                words.short(side),
                two(difference.mean.abs())
            ));
        }
    }
    if let Some(halves) = words.0.halves.filter(|halves| halves.reliability < RELIABILITY) {
        lines.push(format!(
            "The gap has a reliability of {}: two halves of the questions often disagree.",
            two(halves.reliability)
        ));
    }
    lines
}
