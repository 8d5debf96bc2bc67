//! Whether content does what it is for: every result is possible, neither field has an advantage, the texts can be read,
//! and the figures are recent. [`Content::load`] has checked before that the files can be read at all.

mod results;
mod texts;

pub use results::{Answered, Reachable};
pub use texts::grade;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::content::{Content, Person, Problems};
use crate::instrument::{Item, Response, ResponseSet};
use crate::quiz::Outcome;
use crate::scoring::{Assessment, Side, Verdict, score};
use crate::text::wrap;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Ok,
    /// Something to think about; the quiz works.
    Note,
    /// The quiz misleads: to be fixed before anyone takes it.
    Problem,
}

/// One line of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub level: Level,
    /// What it is about, in a word.
    pub topic: &'static str,
    pub text: String,
    /// The header or id to search the file for.
    pub place: Option<String>,
    pub fix: Option<String>,
}

impl Finding {
    fn ok(topic: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Ok, topic, text: text.into(), place: None, fix: None }
    }

    fn note(topic: &'static str, text: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { level: Level::Note, fix: Some(fix.into()), ..Self::ok(topic, text) }
    }

    fn problem(topic: &'static str, text: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { level: Level::Problem, ..Self::note(topic, text, fix) }
    }

    fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }
}

/// What was found in some content.
#[derive(Debug, Clone)]
pub struct Checked {
    pub findings: Vec<Finding>,
    /// Answers that lead to each result.
    pub results: Vec<Reachable>,
}

impl Checked {
    /// How many findings there are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// Which figures are old.
#[derive(Debug, Clone, Copy)]
pub struct Age {
    pub this_year: u16,
    /// Older figures, in years, are old.
    pub most: u16,
}

/// Checks content.
pub fn content(content: &Content, age: Age) -> Checked {
    let results = results::all(content);
    let mut findings = vec![summary(content)];
    findings.extend(results.iter().map(|result| result.finding(content)));
    findings.push(answers(content));
    findings.push(balance(content));
    findings.extend(single_answers(content));
    findings.extend(texts::findings(content));
    findings.extend(dates(content, age));
    findings.extend(people(content));
    Checked { findings, results }
}

fn summary(content: &Content) -> Finding {
    let instrument = &content.instrument;
    let extra = match instrument.tie_breaker_count() {
        0 => String::new(),
        count => format!(" and {count} tie-breakers"),
    };
    let [first, second] = content.profiles.pair.each_ref().map(|profile| &profile.name);
    let text = format!(
        "{first} or {second}: {} questions{extra} on {} kinds of work, with {}",
        instrument.core_count(),
        instrument.scales.len(),
        counted(content.profiles.sources.len(), "source"),
    );
    Finding::ok("files", text)
}

/// "1 source", "2 sources".
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Which end of the answers means liking, for the author to confirm.
fn answers(content: &Content) -> Finding {
    let [first, second] = [Response::LOWEST, Response::HIGHEST].map(|end| content.instrument.option(end));
    let text =
        format!("answers go from \"{first}\" (1, dislikes it most) to \"{second}\" (5, likes it most)");
    Finding::ok("questions", text)
}

/// The files were only accepted because the keys match; here is how many questions each field has.
fn balance(content: &Content) -> Finding {
    let [first, second] = &content.profiles.pair;
    let count = |side, tie_breaker| {
        let is_it = |item: &&Item| {
            item.tie_breaker == tie_breaker && content.contrast.side(item.scale.place) == Some(side)
        };
        content.instrument.items.iter().filter(is_it).count()
    };
    let [core, extra] = [false, true].map(|tie_breaker| Side::BOTH.map(|side| count(side, tie_breaker)));
    let text = format!(
        "the keys match (both sums are {}, the sums of squares {}); {} questions for {} and {} for {}",
        first.key.iter().sum::<i64>(),
        first.key.iter().map(|x| x * x).sum::<i64>(),
        core[0] + extra[0],
        first.short,
        core[1] + extra[1],
        second.short
    );
    if core[0] == core[1] && extra[0] == extra[1] {
        Finding::ok("questions", text)
    } else {
        Finding::note("questions", text, "give both fields the same number of questions")
    }
}

fn assess(content: &Content, responses: &ResponseSet) -> Assessment {
    score(&content.instrument, &content.contrast, responses, &[])
}

/// Questions whose answer decides a result alone, if all others are answered in the middle.
fn single_answers(content: &Content) -> Vec<Finding> {
    let items = &content.instrument.items;
    let middle: ResponseSet =
        items.iter().map(|item| (!item.tie_breaker).then_some(Response::MIDDLE)).collect();
    let before = assess(content, &middle).verdict.side();
    let decides = |index: usize| {
        [Response::LOWEST, Response::HIGHEST].into_iter().any(|response| {
            let mut responses = middle.clone();
            responses.set(index, Some(response));
            let side = assess(content, &responses).verdict.side();
            side.is_some() && side != before
        })
    };
    let deciding = items.iter().take(content.instrument.core_count()).enumerate();
    let deciding: Vec<Finding> = deciding
        .filter(|(index, _)| decides(*index))
        .map(|(_, item)| {
            let text = format!("one answer decides alone: \"{}\"", item.text);
            let fix =
                format!("add questions to the scale `{}`, so that no single one decides", item.scale.id);
            Finding::problem("questions", text, fix).at(format!("[[item]] {}", item.id))
        })
        .collect();
    if deciding.is_empty() {
        return vec![Finding::ok("questions", "no single answer decides which field is named")];
    }
    deciding
}

/// Figures that are old, or have no year, by their source.
fn dates(content: &Content, age: Age) -> Vec<Finding> {
    let mut figures: Vec<(String, &str, &str)> = Vec::new();
    for profile in &content.profiles.pair {
        let short = &profile.short;
        figures.extend(profile.pay.iter().map(|one| (format!("pay of {short}"), &*one.year, &*one.by.id)));
        figures.extend(
            profile.outlook.iter().map(|one| (format!("outlook of {short}"), &*one.year, &*one.by.id)),
        );
        figures.extend(
            profile
                .occupations
                .iter()
                .map(|one| (format!("growth and openings of {short}"), &*one.period, &*one.outlook_by.id)),
        );
    }
    let all_jobs = content.profiles.all_jobs.iter();
    figures.extend(all_jobs.map(|all| ("growth of all jobs".to_owned(), &*all.period, &*all.by.id)));
    let mut old: BTreeMap<(&str, Option<u16>), Vec<&str>> = BTreeMap::new();
    for (what, year, source) in &figures {
        let year = newest_year(year, age.this_year);
        if year.is_none_or(|year| age.this_year - year > age.most) {
            old.entry((source, year)).or_default().push(what);
        }
    }
    if old.is_empty() && !figures.is_empty() {
        let text = format!("no figure is more than {} years old ({} checked)", age.most, figures.len());
        return vec![Finding::ok("dates", text)];
    }
    old.into_iter()
        .map(|((source, year), mut what)| {
            what.dedup();
            let what = what.join(", ");
            let finding = match year {
                Some(year) => Finding::note(
                    "dates",
                    format!("figures from {year}, more than {} years old: {what}", age.most),
                    "look for newer ones; the result shows old ones with their year",
                ),
                None => Finding::note(
                    "dates",
                    format!("figures without a year: {what}"),
                    "find out the year; the result shows what the file says, such as \"undated\"",
                ),
            };
            finding.at(format!("source = \"{source}\""))
        })
        .collect()
}

/// The newest year in a text that isn't in the future: of "2024 to 2034" in 2026, 2024.
fn newest_year(text: &str, this_year: u16) -> Option<u16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).filter(|year| (1900..=this_year).contains(year)).max()
}

/// Whether the example people get the verdicts that the file says.
fn people(content: &Content) -> Vec<Finding> {
    let named = |verdict: Verdict| {
        let path = verdict.side().map(|side| format!(" {}", content.profiles.on(side).id));
        format!("{}{}", verdict.name(), path.unwrap_or_default())
    };
    let wrong = |person: &Person| {
        let verdict = Outcome::new(content, person.answers.clone(), &[]).assessment.verdict;
        let text =
            format!("{} should get {}, and gets {}", person.name, named(person.verdict), named(verdict));
        let finding = Finding::problem("people", text, "change the answers, or `verdict` and `path`");
        (verdict != person.verdict).then(|| finding.at(format!("[[person]] {}", person.id)))
    };
    let wrong: Vec<Finding> = content.people.iter().filter_map(wrong).collect();
    match content.people.len() {
        0 => Vec::new(),
        count if wrong.is_empty() => {
            vec![Finding::ok("people", format!("all {count} example people get their result"))]
        }
        _ => wrong,
    }
}

/// The findings as text, the serious ones last.
pub fn write_text(checked: &Checked, width: usize) -> String {
    let mut out = String::new();
    for (level, name) in [(Level::Ok, "ok"), (Level::Note, "note"), (Level::Problem, "problem")] {
        for finding in checked.findings.iter().filter(|finding| finding.level == level) {
            let mut lines = wrap(&finding.text, width, &format!("{name:<9}"), "         ");
            for (word, text) in [("where", &finding.place), ("fix", &finding.fix)] {
                let text = text.iter().map(|text| format!("{word}: {text}"));
                lines.extend(text.flat_map(|text| wrap(&text, width, "         ", "           ")));
            }
            out += &(lines.join("\n") + "\n");
        }
    }
    let [problems, notes] = [Level::Problem, Level::Note].map(|level| checked.count(level));
    let last =
        if problems > 0 { "Fix the problems before anyone takes the quiz." } else { "The quiz is ready." };
    format!("{out}\n{}, {}. {last}\n", counted(problems, "problem"), counted(notes, "note"))
}

/// The findings as one JSON object on one line.
pub fn write_json(checked: &Checked, content: &Content) -> String {
    let results: Vec<Value> = checked.results.iter().map(|result| result.to_json(content)).collect();
    let value = json!({
        "problems": checked.count(Level::Problem),
        "notes": checked.count(Level::Note),
        "findings": checked.findings,
        "results": results,
    });
    format!("{value}\n")
}

/// The same for files that can't be read as content.
pub fn write_unreadable(problems: &Problems) -> String {
    let findings: Vec<Finding> = problems
        .places()
        .map(|(place, problem)| Finding::problem("files", &problem.title, &problem.help).at(place))
        .collect();
    format!("{}\n", json!({ "problems": findings.len(), "notes": 0, "findings": findings, "results": [] }))
}

#[cfg(test)]
mod tests {
    use super::newest_year;

    #[test]
    fn the_newest_year_up_to_now_counts() {
        for (text, year) in [
            ("May 2025", Some(2025)),
            ("2024 to 2034", Some(2024)),
            ("2012-2022", Some(2022)),
            ("2020s", Some(2020)),
            ("2024-25", Some(2024)),
            ("undated", None),
            ("2031", None),
            ("$52,000 or 12345", None),
        ] {
            assert_eq!(newest_year(text, 2026), year, "{text}");
        }
    }
}
