//! The first thing on a result: the verdict in words, both bars, and what it means.

use crate::report::EXAMPLE;
use crate::report::document::{Bar, Headline};
use crate::report::facts::Facts;
use crate::report::words;
use crate::scoring::{Side, Verdict};

impl Headline {
    /// Tells the headline of a result.
    pub fn new(facts: &Facts<'_>) -> Self {
        let bar = |like: &[f64; 2], side: Side| Bar {
            side,
            short: facts.short(side).to_owned(),
            name: facts.name(side).to_owned(),
            liking: *side.of(like),
            text: words::of_five(*side.of(like)),
        };
        Self {
            notice: facts.answers.made_up.then(|| EXAMPLE.to_owned()),
            verdict: title(facts),
            brief: brief(facts, |side| facts.name(side)),
            briefest: brief(facts, |side| facts.short(side)),
            meaning: meaning(facts),
            bars: facts
                .comparison()
                .map(|comparison| Side::BOTH.map(|side| bar(&comparison.like, side)).to_vec())
                .unwrap_or_default(),
        }
    }
}

fn title(facts: &Facts<'_>) -> String {
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => {
            format!("Neither appeals to you much; of the two, {} more", facts.name(side))
        }
        Verdict::Clear(side) => format!("Your answers point clearly to {}", facts.name(side)),
        Verdict::Lean(side) => format!("Your answers lean to {}", facts.name(side)),
        Verdict::Both => "Your answers fit both fields".to_owned(),
        Verdict::Neither => "Neither field appeals to you much".to_owned(),
        Verdict::Close => "Too close to call".to_owned(),
        Verdict::Incomplete => "Not enough answers yet".to_owned(),
    }
}

/// The verdict in a few words, with the path called as told.
fn brief<'a>(facts: &Facts<'a>, called: impl Fn(Side) -> &'a str) -> String {
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => format!("{}, of the two", called(side)),
        Verdict::Clear(side) => format!("{}, clearly", called(side)),
        Verdict::Lean(side) => format!("{}, a little", called(side)),
        Verdict::Both => "Both fields fit".to_owned(),
        Verdict::Neither => "Neither, so far".to_owned(),
        Verdict::Close => "Too close".to_owned(),
        Verdict::Incomplete => title(facts),
    }
}

fn meaning(facts: &Facts<'_>) -> String {
    let [first, second] = facts.shorts();
    let low = facts.assessment.flags.low_interest;
    match facts.assessment.verdict {
        Verdict::Clear(side) | Verdict::Lean(side) if low => format!(
            "You like the work of {} more than that of {}, but neither much. Look at other fields too.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Clear(side) => format!(
            "You like the work of {} clearly more than the work of {}.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Lean(side) => format!(
            "You like the work of {} somewhat more than the work of {}. A few other answers could change that.",
            facts.short(side),
            facts.short(side.other())
        ),
        Verdict::Both => format!(
            "You like the work of {first} and of {second}, and about as much. So let the degree, the pay and a typical day decide."
        ),
        Verdict::Neither => format!(
            "You didn't much like the work of {first} or of {second}. That is good to know before you spend years on one."
        ),
        Verdict::Close => format!(
            "You like the work of {first} and of {second} about as much. Neither leads by enough for us to name it."
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
