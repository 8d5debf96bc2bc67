//! The first screen of a result, as nine people see it: a student who is torn, a nursing assistant, a programmer, one
//! who likes both, one who likes neither, one who loves everything, a coder, a cancer registrar and a manager of
//! implementations. It names the field, why, a first job and its pay, and says nothing that isn't so.

use career_fit::content::Wages;
#[cfg(feature = "tui")]
use career_fit::content::wages::NATION;
use career_fit::quiz::Outcome;
#[cfg(feature = "tui")]
use career_fit::quiz::Quiz;
use career_fit::report::{Extras, Format, Headline};

use crate::harness::{answers, content, outcome};
#[cfg(feature = "tui")]
use crate::tui::Player;

struct Person {
    name: &'static str,
    /// The answers to the four questions on each kind of work and to its tie-breaker; 0 if it wasn't asked.
    values: [&'static str; 6],
    verdict: &'static str,
    /// What the reasons, the jobs, and the pay must name.
    mentions: &'static [&'static str],
    /// What would not be true of this person.
    untrue: &'static [&'static str],
}

const HI: &str = "Health Informatics (HI)";
const HIM: &str = "Health Information Management (HIM)";
const NEITHER: &str = "Neither field appeals";
const HIGH_AND_LOW: &str = "both high and low";

const PEOPLE: [Person; 9] = [
    Person {
        name: "torn",
        values: ["34454", "23223", "33433", "23233", "43443", "44444"],
        verdict: "Too close to call between HI and HIM",
        mentions: &["toward HI", "away from HI", "HI start", "HIM start", "$50,150"],
        untrue: &[NEITHER, "clearly to", "lean toward"],
    },
    Person {
        name: "nursing assistant",
        values: ["45450", "21220", "34430", "44340", "33430", "54550"],
        verdict: "Your answers point clearly to Health Information Management (HIM)",
        mentions: &["toward HIM", "To start", "$50,150", "In HI "],
        untrue: &[NEITHER, HIGH_AND_LOW, "medical code before"],
    },
    Person {
        name: "programmer",
        values: ["53340", "55550", "54540", "12220", "12230", "33430"],
        verdict: "Your answers point clearly to Health Informatics (HI)",
        mentions: &["toward HI", "To start", "bachelor's", "nursing license", "In HIM", "$50,150"],
        untrue: &[NEITHER],
    },
    Person {
        name: "likes both",
        values: ["43434", "34343", "43443", "34344", "34434", "44343"],
        verdict: "Your answers point to both fields, HI and HIM",
        mentions: &["HI start", "HIM start", "$50,150"],
        untrue: &[NEITHER, HIGH_AND_LOW, "clearly to"],
    },
    Person {
        name: "likes neither",
        values: ["12121", "11212", "21211", "21121", "11212", "21212"],
        verdict: NEITHER,
        mentions: &["O*NET Interest Profiler", "away from HI", "HI start", "HIM start"],
        untrue: &["clearly to", "lean toward", HIGH_AND_LOW],
    },
    Person {
        name: "loves everything",
        values: ["55555", "54555", "55455", "55545", "45555", "55554"],
        verdict: "Your answers point to both fields, HI and HIM",
        mentions: &["HI start", "HIM start", "$50,150"],
        untrue: &[NEITHER, HIGH_AND_LOW],
    },
    Person {
        name: "medical coder",
        values: ["21110", "11120", "31230", "12110", "54540", "42220"],
        verdict: "mainly for medical coding (4.5 of 5)",
        mentions: &[HIM, "toward HIM", "Medical Coder", "certificate", "$50,150"],
        untrue: &[NEITHER, "another test", "Interest Profiler"],
    },
    Person {
        name: "cancer registrar",
        values: ["31110", "11120", "43450", "12110", "53420", "53230"],
        verdict: "Your answers lean toward Health Information Management (HIM)",
        mentions: &["toward HIM", "To start", "$50,150", "In HI "],
        untrue: &[NEITHER, "Interest Profiler"],
    },
    Person {
        name: "implementation manager",
        values: ["35450", "21120", "23320", "45450", "11110", "23230"],
        verdict: "Your answers lean toward Health Informatics (HI)",
        mentions: &[HI, "toward HI", "To start", "In HIM", "$50,150"],
        untrue: &[NEITHER, "Interest Profiler"],
    },
];

/// What is never on a first screen: medians of several groups as one range, promises that aren't kept, scolding, and
/// jobs that take a license or decades.
const NEVER: [&str; 5] = ["instead:", "hold this", "turn around", "Chief Medical", "You strongly like to"];

impl Person {
    fn outcome(&self) -> Outcome {
        let content = content();
        let values: Vec<u8> = self.values.concat().bytes().map(|digit| digit - b'0').collect();
        outcome(&content, answers(&content, &values, 5))
    }

    /// Panics if a text lacks what this person must read, or says what isn't so.
    fn check(&self, text: &str, place: &str) {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = || format!("{}, {place}:\n{text}", self.name);
        assert!(flat.contains(self.verdict), "no verdict: {}", shown());
        for mention in self.mentions {
            assert!(flat.contains(mention.trim_end()), "no {mention}: {}", shown());
        }
        for untrue in self.untrue.iter().chain(&NEVER) {
            assert!(!flat.contains(untrue), "{untrue} isn't true: {}", shown());
        }
        let is_range = |at: usize| {
            let after = flat[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
            after.starts_with(" to $")
        };
        assert!(!flat.match_indices('$').any(|(at, _)| is_range(at)), "a range of medians: {}", shown());
    }
}

#[cfg(feature = "tui")]
#[test]
fn the_first_screen_is_true_and_names_field_reason_job_and_pay() {
    for person in &PEOPLE {
        let quiz = Quiz::finished(content(), NATION, person.outcome().answers);
        let player = Player::of(quiz, (80, 24));
        person.check(&player.screen(), "80x24");
    }
}

#[test]
fn the_summary_and_reports_begin_with_the_same() {
    let (content, wages) = (content(), Wages::built_in());
    for person in &PEOPLE {
        let outcome = person.outcome();
        let summary = outcome.summary(&content, Some(&wages), 80);
        assert!(summary.lines().count() <= 20, "{summary}");
        assert!(summary.contains(&outcome.code));
        person.check(&summary, "summary");
        for format in [Format::Text, Format::Markdown] {
            let report = outcome.report(&content, format, Some(&wages), Extras::default()).unwrap();
            let report = String::from_utf8(report).unwrap().replace('\\', "");
            let glance = report.split("2. Why").next().unwrap().split("## Why").next().unwrap();
            person.check(glance, format.name());
        }
    }
}

#[test]
fn every_place_words_the_verdict_alike() {
    let (content, wages) = (content(), Wages::built_in());
    for person in &PEOPLE {
        let outcome = person.outcome();
        let verdict = Headline::new(&outcome.facts(&content)).verdict;
        let report = outcome.report(&content, Format::Text, Some(&wages), Extras::default()).unwrap();
        let report = String::from_utf8(report).unwrap().replace('\n', " ");
        assert!(report.starts_with(&verdict), "{report}");
        assert!(outcome.summary(&content, Some(&wages), 80).replace("\n    ", " ").starts_with(&verdict));
    }
}
