//! Figures that are out of date.

use std::collections::BTreeMap;

use super::{Age, Finding};
use crate::content::Content;

const TOPIC: &str = "dates";

/// A figure: what it is, the year that it is of, in words, and who says so.
struct Figure<'a> {
    what: String,
    year: &'a str,
    source: &'a str,
}

pub(super) fn findings(content: &Content, age: Age) -> Vec<Finding> {
    let figures = figures(content);
    // By source, and by year where there is one.
    let mut old: BTreeMap<(&str, Option<u16>), Vec<&str>> = BTreeMap::new();
    for Figure { what, year, source } in &figures {
        let year = newest(year, age.this_year);
        if year.is_none_or(|year| age.this_year.saturating_sub(year) > age.most) {
            old.entry((source, year)).or_default().push(what);
        }
    }
    let note = |((source, year), mut what): ((&str, Option<u16>), Vec<&str>)| {
        what.dedup();
        let what = what.join(", ");
        let (text, mend) = match year {
            Some(year) => {
                let text = format!("figures of {year}, more than {} years old: {what}", age.most);
                (text, "look for newer ones; old ones stand with their year in the result")
            }
            None => {
                let mend = "find out the year; the result shows what stands there, such as \"undated\"";
                (format!("figures without a year: {what}"), mend)
            }
        };
        Finding::note(TOPIC, text, mend).at(format!("source = \"{source}\""))
    };
    let mut findings: Vec<Finding> = old.into_iter().map(note).collect();
    if findings.is_empty() && !figures.is_empty() {
        let text = format!("no figure is more than {} years old ({} looked at)", age.most, figures.len());
        findings.push(Finding::fine(TOPIC, text));
    }
    findings.extend(ahead(content, age));
    findings
}

/// Everything with a number that grows old: pay, growth, openings, outlook.
fn figures(content: &Content) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    for profile in &content.profiles.pair {
        let what = |what: &str| format!("{what} of {}", profile.short);
        let figure = |kind, year, source| Figure { what: what(kind), year, source };
        figures.extend(profile.pay.iter().map(|one| figure("pay", &one.year, &one.by.id)));
        figures.extend(profile.outlook.iter().map(|one| figure("outlook", &one.year, &one.by.id)));
        let occupations = profile.occupations.iter();
        figures.extend(occupations.map(|one| figure("growth and openings", &one.period, &one.outlook_by.id)));
    }
    let all_jobs = content.profiles.all_jobs.iter();
    figures.extend(all_jobs.map(|all| {
        let what = "growth of all jobs".to_owned();
        Figure { what, year: &all.period, source: &all.by.id }
    }));
    figures
}

/// A source of a year that is still to come: a slip of the finger.
fn ahead(content: &Content, age: Age) -> Vec<Finding> {
    let sources = content.profiles.sources.iter();
    sources
        .filter(|source| newest(&source.year, age.this_year).is_none() && !years(&source.year).is_empty())
        .map(|source| {
            let text = format!("a source is of a year to come: {}", source.year);
            Finding::note(TOPIC, text, "check the year").at(format!("[[source]] {}", source.id))
        })
        .collect()
}

/// The newest year in a text that is not still to come: of "2024 to 2034" in 2026, 2024.
fn newest(text: &str, this_year: u16) -> Option<u16> {
    years(text).into_iter().filter(|year| *year <= this_year).max()
}

/// Every number of four digits that may be a year.
fn years(text: &str) -> Vec<u16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).filter(|year| (1900..2200).contains(year)).collect()
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn the_year_of_a_figure_is_the_newest_that_has_come() {
        for (text, year) in [
            ("May 2025", Some(2025)),
            ("2024 to 2034", Some(2024)),
            ("2012-2022", Some(2022)),
            ("about 2014", Some(2014)),
            ("2020s", Some(2020)),
            ("2024-25", Some(2024)),
            ("undated", None),
            ("2031", None),
            ("$52,000 or 12345", None),
        ] {
            assert_eq!(newest(text, 2026), year, "{text}");
        }
    }
}
