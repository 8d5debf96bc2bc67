//! The first thing on a result: the verdict in words, how sure, both bars, and what to do next.

use super::{Input, words};
use crate::instrument::TieBreakers;
use crate::scoring::{Side, Verdict};
use crate::wrap::wrap;

/// The first thing on a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The verdict in words.
    pub verdict: String,
    /// The same in fewer words, for narrow windows.
    pub brief: String,
    /// How sure, such as "97 % sure"; `None` where no side is named.
    pub sure: Option<String>,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// What to do next.
    pub next: String,
    /// Both paths; empty where a side has no answer.
    pub bars: Vec<Bar>,
}

/// How much somebody likes what sets one path apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The path.
    pub side: Side,
    /// Its short name.
    pub short: String,
    /// Its name.
    pub name: String,
    /// Liking, 1 to 5.
    pub liking: f64,
    /// The liking in words: "4.2 of 5".
    pub text: String,
}

impl Headline {
    /// Tells the headline of a result.
    pub fn new(input: &Input<'_>) -> Self {
        let comparison = input.comparison();
        let verdict = input.assessment.verdict;
        let bar = |like: &[f64; 2], side: Side| Bar {
            side,
            short: input.short(side).to_owned(),
            name: input.name(side).to_owned(),
            liking: *side.of(like),
            text: words::of_five(*side.of(like)),
        };
        Self {
            verdict: title(input),
            brief: brief(input),
            sure: comparison
                .filter(|_| verdict.side().is_some())
                .map(|comparison| format!("{} sure", words::percent(comparison.confidence.p))),
            meaning: meaning(input),
            next: next(input),
            bars: comparison
                .map(|comparison| Side::BOTH.map(|side| bar(&comparison.like, side)).to_vec())
                .unwrap_or_default(),
        }
    }
}

fn title(input: &Input<'_>) -> String {
    match input.assessment.verdict {
        Verdict::Clear(side) => format!("{} clearly fits you better", input.name(side)),
        Verdict::Lean(side) => format!("You lean to {}", input.name(side)),
        Verdict::Both => "Both paths fit you".to_owned(),
        Verdict::Neither => "Neither path stands out for you".to_owned(),
        Verdict::Close => "Too close to call".to_owned(),
        Verdict::Incomplete => "Not enough answers to compare".to_owned(),
        Verdict::NoComparison => "Your answers are too alike to compare".to_owned(),
    }
}

fn brief(input: &Input<'_>) -> String {
    match input.assessment.verdict {
        Verdict::Clear(side) => format!("{} clearly fits better", input.short(side)),
        Verdict::Lean(side) => format!("You lean to {}", input.short(side)),
        _ => title(input),
    }
}

fn meaning(input: &Input<'_>) -> String {
    let [first, second] = Side::BOTH.map(|side| input.short(side));
    match input.assessment.verdict {
        Verdict::Clear(side) => format!(
            "You like the work that sets {} apart clearly more than the work that sets {} apart.",
            input.short(side),
            input.short(side.other())
        ),
        Verdict::Lean(side) => format!(
            "You like the work that sets {} apart somewhat more than the work that sets {} apart. A few other answers could change that.",
            input.short(side),
            input.short(side.other())
        ),
        Verdict::Both => format!(
            "You like the work of {first} and of {second}, and about as much. That is good news: you can't go far wrong, so other things may decide."
        ),
        Verdict::Neither => format!(
            "You didn't much like the work of either {first} or {second}. That is worth knowing before you spend years on one of them."
        ),
        Verdict::Close => format!(
            "You like the work of {first} and of {second} about as much. A result that named one of them would be a coin toss."
        ),
        Verdict::Incomplete => incomplete(input),
        Verdict::NoComparison => format!(
            "Nearly all your answers are the same, so they can't show which of {first} and {second} you would like more."
        ),
    }
}

fn incomplete(input: &Input<'_>) -> String {
    let (answered, core) = (input.assessment.answered, input.assessment.core);
    let needed = (2 * core).div_ceil(3);
    if answered >= needed {
        return "You skipped every question about one of the two paths, so there is nothing to compare."
            .to_owned();
    }
    format!("You answered {answered} of {core} questions. A fair comparison needs at least {needed}.")
}

fn next(input: &Input<'_>) -> String {
    match input.assessment.verdict {
        Verdict::Clear(side) => {
            format!("Next: read why, then take a first step toward {} (Study).", input.short(side))
        }
        Verdict::Lean(side) => format!(
            "Next: see what would change it (Flip), and try one thing from each path. {} first.",
            input.short(side)
        ),
        Verdict::Both => "Next: compare study, pay and daily work side by side (Compare), and talk with someone from each path.".to_owned(),
        Verdict::Neither => "Next: look at Jobs for a title that does appeal, and ask an advisor about fields nearby.".to_owned(),
        Verdict::Close if input.answers.tie_breakers == TieBreakers::Accepted => {
            "Next: the extra questions didn't settle it. Compare the paths line by line (Compare), and try a class in each.".to_owned()
        }
        Verdict::Close => {
            "Next: compare the paths line by line (Compare), and try a class in each.".to_owned()
        }
        Verdict::Incomplete => "Next: go back to the questions you skipped (review). A quick guess is fine.".to_owned(),
        Verdict::NoComparison => "Next: look over your answers (review), and use the whole range where your likes differ. If they really are all the same, read Compare.".to_owned(),
    }
}

/// The result in at most 20 lines of plain text, for the terminal after leaving. No line is wider than `width`
/// columns, so that the terminal breaks no word.
pub fn summary(input: &Input<'_>, code: &str, width: usize) -> String {
    let (width, is_narrow) = (width.min(78), width < 60);
    let headline = Headline::new(input);
    let mut lines = vec![match &headline.sure {
        Some(sure) => format!("{} ({sure})", headline.verdict),
        None => headline.verdict.clone(),
    }];
    lines.extend(headline.bars.iter().map(|bar| {
        if is_narrow {
            format!("  {:<5}{}", bar.short, bar.text)
        } else {
            format!("  {:<5}{:<32}{}", bar.short, bar.name, bar.text)
        }
    }));
    let reasons = super::why::reasons(input, if is_narrow { 2 } else { 3 });
    if !reasons.is_empty() {
        lines.push("The answers that pulled most:".to_owned());
        lines.extend(reasons.into_iter().map(|reason| format!("  {reason}")));
    }
    lines.push(headline.next.clone());
    lines.push(format!("Code of this result: {code}"));
    lines.push(format!("See it again: career-fit show {code}"));
    lines.iter().flat_map(|line| wrap(line, width, "", "    ")).map(|line| format!("{line}\n")).collect()
}
