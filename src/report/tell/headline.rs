//! The first thing on a result: the verdict in words, how sure, both bars, and what to do next.

use crate::instrument::TieBreakers;
use crate::report::document::{Bar, Block, Headline, Part};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Side, Verdict};

impl Headline {
    /// Tells the headline of a result.
    pub fn new(facts: &Facts<'_>) -> Self {
        let comparison = facts.comparison();
        let verdict = facts.assessment.verdict;
        let bar = |like: &[f64; 2], side: Side| Bar {
            side,
            short: facts.short(side).to_owned(),
            name: facts.name(side).to_owned(),
            liking: *side.of(like),
            text: words::of_five(*side.of(like)),
        };
        Self {
            verdict: title(facts),
            brief: brief(facts),
            sure: comparison
                .filter(|_| verdict.side().is_some())
                .map(|comparison| format!("{} sure", words::percent(comparison.confidence.p))),
            meaning: meaning(facts),
            next: next(facts),
            bars: comparison
                .map(|comparison| Side::BOTH.map(|side| bar(&comparison.like, side)).to_vec())
                .unwrap_or_default(),
        }
    }

    /// What it means and what to do next, for a screen whose top has no room for it.
    pub fn part(&self) -> Part {
        Part::new("meaning", vec![Block::text(&self.meaning), Block::text(&self.next)])
    }
}

fn title(facts: &Facts<'_>) -> String {
    match facts.assessment.verdict {
        Verdict::Clear(side) => format!("{} clearly fits you better", facts.name(side)),
        Verdict::Lean(side) => format!("You lean to {}", facts.name(side)),
        Verdict::Both => "Both paths fit you".to_owned(),
        Verdict::Neither => "Neither path stands out for you".to_owned(),
        Verdict::Close => "Too close to call".to_owned(),
        Verdict::Incomplete => "Not enough answers to compare".to_owned(),
    }
}

fn brief(facts: &Facts<'_>) -> String {
    match facts.assessment.verdict {
        Verdict::Clear(side) => format!("{} clearly fits better", facts.short(side)),
        Verdict::Lean(side) => format!("You lean to {}", facts.short(side)),
        _ => title(facts),
    }
}

fn meaning(facts: &Facts<'_>) -> String {
    let [first, second] = Side::BOTH.map(|side| facts.short(side));
    match facts.assessment.verdict {
        Verdict::Clear(side) => format!(
            "You like the work that sets {} apart clearly more than the work that sets {} apart.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Lean(side) => format!(
            "You like the work that sets {} apart somewhat more than the work that sets {} apart. A few other answers could change that.",
            facts.short(side),
            facts.short(side.other())
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
        Verdict::Incomplete => incomplete(facts),
    }
}

fn incomplete(facts: &Facts<'_>) -> String {
    let (answered, core) = (facts.assessment.answered, facts.assessment.core);
    let needed = (2 * core).div_ceil(3);
    if answered >= needed {
        return "You skipped every question about one of the two paths, so there is nothing to compare."
            .to_owned();
    }
    format!("You answered {answered} of {core} questions. A fair comparison needs at least {needed}.")
}

fn next(facts: &Facts<'_>) -> String {
    match facts.assessment.verdict {
        Verdict::Clear(side) => {
            format!("Next: read why, then take a first step toward {} (Study).", facts.short(side))
        }
        Verdict::Lean(side) => format!(
            "Next: see what would change it (Flip), and try one thing from each path. {} first.",
            facts.short(side)
        ),
        Verdict::Both => "Next: compare study, pay and daily work side by side (Compare), and talk with someone from each path.".to_owned(),
        Verdict::Neither => "Next: look at Jobs for a title that does appeal, and ask an advisor about fields nearby.".to_owned(),
        Verdict::Close if facts.answers.tie_breakers == TieBreakers::Accepted => {
            "Next: the extra questions didn't settle it. Compare the paths line by line (Compare), and try a class in each.".to_owned()
        }
        Verdict::Close => {
            "Next: compare the paths line by line (Compare), and try a class in each.".to_owned()
        }
        Verdict::Incomplete => "Next: go back to the questions you skipped (review). A quick guess is fine.".to_owned(),
    }
}
