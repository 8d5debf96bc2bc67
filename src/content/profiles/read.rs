//! `profiles.toml` → [`Profiles`], checked against the scales of the questions.

use std::ops::Range;
use std::sync::Arc;

use super::{Claim, Occupation, OutlookClaim, PayClaim, Profile, Profiles, Source, Title};
use crate::content::SourceFile;
use crate::content::problem::FileLog;
use crate::content::reader::{Fields, Ids, Named, Text, parse, refer, whole};
use crate::scoring::{Contrast, UnmatchedKeys};

/// A profile with the places of its header and its key.
struct Placed {
    id: Option<Text>,
    profile: Option<Profile>,
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
    let reader = ProfileReader { scales, sources: &sources, log };
    let shared = document.tables("shared").into_iter().filter_map(|table| reader.claim(table)).collect();
    let read = document.tables("profile").into_iter().map(|table| reader.profile(table)).collect();
    document.finish();
    let [first, second] = pair(read, log)?;
    if log.has_problems() {
        return None;
    }
    let pair = [first.profile?, second.profile?];
    let contrast = contrast(&pair, [&first.key, &second.key], log)?;
    let sources = sources.into_iter().filter_map(|source| source.value).collect();
    Some((Profiles { sources, shared, pair }, contrast))
}

/// What the keys tell apart; noted where they don't match.
fn contrast([first, second]: &[Profile; 2], keys: [&Range<usize>; 2], log: &FileLog<'_>) -> Option<Contrast> {
    let contrast = Contrast::new(&first.key, &second.key);
    if let Err(unmatched) = &contrast {
        let help = match unmatched {
            UnmatchedKeys::Same => "let each path ask more than the other of some scales",
            _ => {
                "give both keys the same sum and the same sum of squares; else somebody who likes everything \
                 would be sent to one side"
            }
        };
        let [key, other] = keys;
        log.add_with(other, (key, "the other key"), unmatched.to_string(), "this key", help);
    }
    contrast.ok()
}

/// Two profiles, no more and no fewer, with different ids.
fn pair(read: Vec<Placed>, log: &FileLog<'_>) -> Option<[Placed; 2]> {
    let mut ids = Ids::new("profile");
    for placed in &read {
        ids.add(placed.id.as_ref(), log);
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

fn read_sources(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Named<Arc<Source>>> {
    let mut ids = Ids::new("source");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let value = whole!(Source {
            id: id.clone().map(|id| id.value),
            publisher: table.text("publisher"),
            title: table.text("title"),
            year: table.text("year"),
            place: table.text("place"),
            used_for: table.text("used_for"),
            note: Some(table.optional_text("note")),
        });
        table.finish();
        ids.add(id.as_ref(), log);
        Named { id, value: value.map(Arc::new) }
    };
    document.tables("source").into_iter().map(read).collect()
}

/// What is needed to read a profile: the scales of the questions and the sources.
struct ProfileReader<'a> {
    /// `None` where the questions could not be read.
    scales: Option<&'a [&'a str]>,
    sources: &'a [Named<Arc<Source>>],
    log: &'a FileLog<'a>,
}

impl ProfileReader<'_> {
    fn profile(&self, table: Fields<'_>) -> Placed {
        let header = table.span.clone();
        let id = table.id("id");
        let (key, key_span) = table.key("key", self.scales);
        let claims = |name| all(&table, name, |table| self.claim(table));
        let profile = whole!(Profile {
            id: id.clone().map(|id| id.value),
            name: table.text("name"),
            short: table.text("short"),
            summary: table.text("summary"),
            key,
            core: claims("core"),
            suits: claims("suits"),
            duties: claims("duty"),
            skills: claims("skill"),
            study: claims("study"),
            credentials: claims("credential"),
            workplaces: claims("workplace"),
            first_steps: claims("first_step"),
            occupations: all(&table, "occupation", |table| self.occupation(table)),
            pay: all(&table, "pay", |table| self.pay(table)),
            outlook: all(&table, "outlook", |table| self.outlook(table)),
            titles: all(&table, "title", |table| self.title(table)),
        });
        table.finish();
        Placed { id, profile, header, key: key_span }
    }

    /// The place of a source and the source itself.
    fn source(&self, table: &Fields<'_>, name: &'static str) -> (Option<usize>, Option<Arc<Source>>) {
        let found = refer(table.reference(name, "source"), self.sources, "source", self.log);
        (found.map(|(place, _)| place), found.and_then(|(_, source)| source.value.clone()))
    }

    fn claim(&self, table: Fields<'_>) -> Option<Claim> {
        let (text, (source, by)) = (table.text("text"), self.source(&table, "source"));
        let claim = whole!(Claim { text, source, by, disagrees: Some(table.optional_text("disagrees")) });
        table.finish();
        claim
    }

    fn occupation(&self, table: Fields<'_>) -> Option<Occupation> {
        let (soc, name, about) =
            (table.id("soc").map(|soc| soc.value), table.text("name"), table.text("about"));
        let growth = table.number("growth", -100.0, 1000.0);
        let openings = table.integer("openings", 0, 100_000_000);
        let (entry, period) = (table.text("entry"), table.text("period"));
        let (wage_source, wages_by) = self.source(&table, "wage_source");
        let (outlook_source, outlook_by) = self.source(&table, "outlook_source");
        table.finish();
        whole!(Occupation {
            soc,
            name,
            about,
            growth,
            openings,
            entry,
            period,
            wage_source,
            wages_by,
            outlook_source,
            outlook_by,
        })
    }

    fn pay(&self, table: Fields<'_>) -> Option<PayClaim> {
        let what = table.text("what");
        let [low, high] = ["low", "high"].map(|name| table.integer(name, 1, 10_000_000));
        let (year, place) = (table.text("year"), table.text("place"));
        let (source, by) = self.source(&table, "source");
        let disagrees = Some(table.optional_text("disagrees"));
        if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
            let title = format!("`low` ({low}) is above `high` ({high})");
            let high = (&table.span_of("high"), "above this");
            self.log.add_with(&table.span_of("low"), high, title, "this is", "swap the two numbers");
        }
        table.finish();
        whole!(PayClaim { what, low, high, year, place, source, by, disagrees })
    }

    fn outlook(&self, table: Fields<'_>) -> Option<OutlookClaim> {
        let (text, year, place) = (table.text("text"), table.text("year"), table.text("place"));
        let (source, by) = self.source(&table, "source");
        table.finish();
        whole!(OutlookClaim { text, year, place, source, by })
    }

    fn title(&self, table: Fields<'_>) -> Option<Title> {
        let (name, summary, workplace) = (table.text("name"), table.text("summary"), table.text("where"));
        let (source, by) = self.source(&table, "source");
        let key = table.optional_key("key", self.scales);
        table.finish();
        whole!(Title { name, summary, workplace, source, by, key })
    }
}

/// All tables of a name, as far as they are sound.
fn all<T>(table: &Fields<'_>, name: &'static str, read: impl Fn(Fields<'_>) -> Option<T>) -> Option<Vec<T>> {
    Some(table.tables(name).into_iter().filter_map(read).collect())
}
