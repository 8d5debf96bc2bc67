//! What stands in the files and is never seen: explained words that no text uses, sources that nothing is taken from.

use std::collections::HashSet;

use super::{Finding, Win};
use crate::content::wages::NATION;
use crate::content::{Content, Occupation, Wages};
use crate::quiz::Outcome;
use crate::report::{Extras, Format};

pub(super) fn findings(content: &Content, wins: &[Win]) -> Vec<Finding> {
    let mut findings = terms(content, wins);
    findings.extend(sources(content));
    findings
}

/// Terms that stand neither in a question nor in the results that were found.
fn terms(content: &Content, wins: &[Win]) -> Vec<Finding> {
    let instrument = &content.instrument;
    let wages = content.wages(NATION);
    let told: Vec<String> = wins.iter().filter_map(|win| told(content, win, &wages)).collect();
    let mut texts: Vec<&str> = instrument.items.iter().map(|item| item.text.as_str()).collect();
    texts.extend([instrument.title.as_str(), &instrument.intro, &instrument.stem]);
    texts.extend(instrument.scales.iter().map(|scale| scale.area.label.as_str()));
    texts.extend(told.iter().map(String::as_str));
    let used: HashSet<&str> = instrument.terms_in(&texts).iter().map(|term| term.name.as_str()).collect();
    let unused = instrument.terms.iter().filter(|term| !used.contains(term.name.as_str()));
    let unused = unused.map(|term| {
        let text = format!("nothing uses \"{}\", so nobody sees what it means", term.name);
        Finding::note("terms", text, "remove it, or add to `words` what it is called in your texts")
            .at(format!("[[term]] {}", term.name))
    });
    let unused: Vec<Finding> = unused.collect();
    if unused.is_empty() && !instrument.terms.is_empty() {
        let text = format!("every explained word stands somewhere ({} looked at)", instrument.terms.len());
        return vec![Finding::fine("terms", text)];
    }
    unused
}

/// A result as a page tells it, on one line.
fn told(content: &Content, win: &Win, wages: &Wages) -> Option<String> {
    let found = win.found.as_ref()?;
    let outcome = Outcome::new(content, found.answers.clone(), &[]);
    let report = outcome.report(content, Format::Text, Some(wages), Extras::default()).ok()?;
    Some(String::from_utf8_lossy(&report).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Sources that nothing is taken from.
fn sources(content: &Content) -> Vec<Finding> {
    let profiles = &content.profiles;
    let mut used: HashSet<&str> = profiles.claims().map(|said| said.source.id.as_str()).collect();
    used.extend(profiles.all_jobs.iter().map(|all| all.by.id.as_str()));
    let occupations = profiles.pair.iter().flat_map(|profile| &profile.occupations);
    used.extend(
        occupations.filter_map(Occupation::health_care).map(|health_care| health_care.by.id.as_str()),
    );
    let unused = profiles.sources.iter().filter(|source| !used.contains(source.id.as_str()));
    let note = |id: &String| {
        let text = format!("nothing is taken from the source `{id}`");
        Finding::note("sources", text, "remove it, or name it where it is used")
            .at(format!("[[source]] {id}"))
    };
    unused.map(|source| note(&source.id)).collect()
}
