//! The made-up people that the content brings along: each has a result that they must get.

use super::Finding;
use crate::content::{Content, Person};
use crate::quiz::Outcome;
use crate::scoring::Verdict;

/// A line for everybody who gets another result, or one for all.
pub(super) fn findings(content: &Content) -> Vec<Finding> {
    let wrong: Vec<Finding> = content.people.iter().filter_map(|person| finding(content, person)).collect();
    match content.people.len() {
        0 => Vec::new(),
        count if wrong.is_empty() => {
            let text = format!("all {count} made-up people get the result that they are there to show");
            vec![Finding::fine("people", text)]
        }
        _ => wrong,
    }
}

fn finding(content: &Content, person: &Person) -> Option<Finding> {
    let outcome = Outcome::new(content, person.answers.clone(), &[]);
    let (wanted, got) = (person.verdict, outcome.assessment.verdict);
    let text =
        format!("{} must get {}, and gets {}", person.name, named(content, wanted), named(content, got));
    let mend = "change the answers, or `verdict` and `path`";
    (wanted != got).then(|| Finding::problem("people", text, mend).at(format!("[[person]] {}", person.id)))
}

/// A verdict as the files name it, with its path where it has one.
fn named(content: &Content, verdict: Verdict) -> String {
    let path = verdict.side().map(|side| format!(" {}", content.profiles.on(side).id));
    format!("{}{}", verdict.name(), path.unwrap_or_default())
}
