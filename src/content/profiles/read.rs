//! `profiles.toml` → [`Profiles`], checked against the scales of the questions.

use std::ops::Range;

use super::{Claim, Occupation, OutlookClaim, PayClaim, Profile, Profiles, Source, Title};
use crate::content::SourceFile;
use crate::content::problem::FileLog;
use crate::content::questions::{Ids, refer};
use crate::content::reader::{Fields, Text, parse};
use crate::scoring::{Contrast, UnmatchedKeys};

/// A profile with the places of its header and its key.
struct Placed {
    id: Text,
    profile: Profile,
    header: Range<usize>,
    key: Range<usize>,
}

/// Reads the profiles against the questions' scales, where those are known. `None`, or something noted, where they
/// are unsound.
pub(crate) fn read(
    file: &SourceFile,
    scales: Option<&[&str]>,
    log: &FileLog<'_>,
) -> Option<(Profiles, Contrast)> {
    let table = parse(file.text(), log);
    let document = Fields::document(&table, "the profiles", *log);
    let sources = read_sources(&document, log);
    let names: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    let reader = ProfileReader { scales, sources: &names, log };
    let shared = document.tables("shared").into_iter().map(|table| reader.claim(table)).collect();
    let read = document.tables("profile").into_iter().map(|table| reader.profile(table)).collect();
    document.finish();
    let [first, second] = pair(read, log)?;
    if scales.is_none() || log.has_problems() {
        return None;
    }
    match Contrast::new(&first.profile.key, &second.profile.key) {
        Ok(contrast) => Some((Profiles { sources, shared, pair: [first.profile, second.profile] }, contrast)),
        Err(unmatched) => {
            let help = match unmatched {
                UnmatchedKeys::Same => "let each path ask more than the other of some scales",
                _ => {
                    "give both keys the same sum and the same sum of squares; else somebody who likes everything \
                     would be sent to one side"
                }
            };
            log.add_with(&second.key, (&first.key, "the other key"), unmatched.to_string(), "this key", help);
            None
        }
    }
}

/// Two profiles, no more and no fewer, with different ids.
fn pair(read: Vec<Placed>, log: &FileLog<'_>) -> Option<[Placed; 2]> {
    let mut ids = Ids::new("profile");
    for placed in &read {
        ids.add(&placed.id, log);
    }
    let count = read.len();
    // None at all was noted before.
    if let (Some(odd), true) = (read.get(2).or(read.first()), count != 2) {
        let title = format!("there must be two [[profile]] tables, not {count}");
        let label = if count > 2 { "one too many" } else { "the only one" };
        log.add(&odd.header, title, label, "the quiz compares two paths, no more and no fewer");
    }
    <[Placed; 2]>::try_from(read).ok()
}

fn read_sources(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Source> {
    let mut ids = Ids::new("source");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let source = Source {
            id: id.value.clone(),
            publisher: table.text("publisher").value,
            title: table.text("title").value,
            year: table.text("year").value,
            place: table.text("place").value,
            used_for: table.text("used_for").value,
            note: table.optional_text("note"),
        };
        table.finish();
        ids.add(&id, log);
        source
    };
    document.tables("source").into_iter().map(read).collect()
}

/// What is needed to read a profile: the scales of the questions and the ids of the sources.
struct ProfileReader<'a> {
    /// `None` where the questions could not be read.
    scales: Option<&'a [&'a str]>,
    sources: &'a [&'a str],
    log: &'a FileLog<'a>,
}

impl ProfileReader<'_> {
    fn profile(&self, table: Fields<'_>) -> Placed {
        let header = table.span.clone();
        let id = table.id("id");
        let (key, key_span) = table.key("key", self.scales);
        let claims = |name| table.tables(name).into_iter().map(|table| self.claim(table)).collect();
        let profile = Profile {
            id: id.value.clone(),
            name: table.text("name").value,
            short: table.text("short").value,
            summary: table.text("summary").value,
            key,
            core: claims("core"),
            suits: claims("suits"),
            duties: claims("duty"),
            skills: claims("skill"),
            study: claims("study"),
            credentials: claims("credential"),
            workplaces: claims("workplace"),
            first_steps: claims("first_step"),
            occupations: table.tables("occupation").into_iter().map(|table| self.occupation(table)).collect(),
            pay: table.tables("pay").into_iter().map(|table| self.pay(table)).collect(),
            outlook: table.tables("outlook").into_iter().map(|table| self.outlook(table)).collect(),
            titles: table.tables("title").into_iter().map(|table| self.title(table)).collect(),
        };
        table.finish();
        Placed { id, profile, header, key: key_span }
    }

    fn source(&self, table: &Fields<'_>, name: &'static str) -> usize {
        refer(&table.reference(name, "source"), self.sources, "source", self.log)
    }

    fn claim(&self, table: Fields<'_>) -> Claim {
        let (text, source) = (table.text("text").value, self.source(&table, "source"));
        let claim = Claim { text, source, disagrees: table.optional_text("disagrees") };
        table.finish();
        claim
    }

    fn occupation(&self, table: Fields<'_>) -> Occupation {
        let occupation = Occupation {
            soc: table.id("soc").value,
            name: table.text("name").value,
            about: table.text("about").value,
            growth: table.number("growth", -100.0, 1000.0),
            openings: table.integer("openings", 0, 100_000_000),
            entry: table.text("entry").value,
            period: table.text("period").value,
            wage_source: self.source(&table, "wage_source"),
            outlook_source: self.source(&table, "outlook_source"),
        };
        table.finish();
        occupation
    }

    fn pay(&self, table: Fields<'_>) -> PayClaim {
        let claim = PayClaim {
            what: table.text("what").value,
            low: table.integer("low", 1, 10_000_000),
            high: table.integer("high", 1, 10_000_000),
            year: table.text("year").value,
            place: table.text("place").value,
            source: self.source(&table, "source"),
            disagrees: table.optional_text("disagrees"),
        };
        if claim.low > claim.high {
            let title = format!("`low` ({}) is above `high` ({})", claim.low, claim.high);
            let high = (&table.span_of("high"), "above this");
            self.log.add_with(&table.span_of("low"), high, title, "this is", "swap the two numbers");
        }
        table.finish();
        claim
    }

    fn outlook(&self, table: Fields<'_>) -> OutlookClaim {
        let claim = OutlookClaim {
            text: table.text("text").value,
            year: table.text("year").value,
            place: table.text("place").value,
            source: self.source(&table, "source"),
        };
        table.finish();
        claim
    }

    fn title(&self, table: Fields<'_>) -> Title {
        let title = Title {
            name: table.text("name").value,
            summary: table.text("summary").value,
            workplace: table.text("where").value,
            source: self.source(&table, "source"),
            key: table.optional_key("key", self.scales),
        };
        table.finish();
        title
    }
}
