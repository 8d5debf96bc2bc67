//! `profiles.toml` → [`Profiles`], checked against the scales of the questions.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::fields::{Placed, ProfileReader};
use super::{Local, Profile, Profiles, Source};
use crate::content::problem::FileLog;
use crate::content::reader::{Fields, Ids, Named, refer, whole};
use crate::scoring::{Contrast, UnmatchedKeys};

/// Reads the profiles against the questions' scales, where those are known. `None`, or something noted, where they
/// are unsound.
pub(crate) fn read(
    table: &Spanned<DeTable<'_>>,
    scales: Option<&[&str]>,
    log: &FileLog<'_>,
) -> Option<(Profiles, Contrast)> {
    let document = Fields::document(table, "the profiles", *log);
    let sources = read_sources(&document, log);
    let reader = ProfileReader { scales, sources: &sources, log };
    let all_jobs = document.optional_table("all_jobs").and_then(|table| reader.all_jobs(table));
    let shared = document.optional_tables("shared");
    let shared = shared.into_iter().filter_map(|table| reader.shared(table)).collect();
    let elsewhere = document.optional_tables("elsewhere");
    let elsewhere = elsewhere.into_iter().filter_map(|table| reader.claim(table)).collect();
    let local = document.optional_tables("local").into_iter().filter_map(read_local).collect();
    let read: Vec<Placed> =
        document.tables("profile").into_iter().map(|table| reader.profile(table)).collect();
    document.note_count("profile", 2);
    document.finish();
    check_titles(&read, log);
    let [first, second] = pair(read, log)?;
    if log.has_problems() {
        return None;
    }
    let pair = [first.profile?, second.profile?];
    let contrast = contrast(&pair, [&first.key, &second.key], log)?;
    let sources = sources.into_iter().filter_map(|source| source.value).collect();
    Some((Profiles { sources, all_jobs, shared, elsewhere, local, pair }, contrast))
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

/// A title stands for an occupation of either path.
fn check_titles(read: &[Placed], log: &FileLog<'_>) {
    let known: Vec<Named<()>> = read
        .iter()
        .flat_map(|placed| &placed.occupations)
        .map(|soc| Named { id: Some(soc.clone()), value: None })
        .collect();
    for soc in read.iter().flat_map(|placed| &placed.title_socs) {
        if known.is_empty() && !soc.value.is_empty() {
            let help = "add it as a [[profile.occupation]], or remove this line";
            log.add(&soc.span, "a title stands for an occupation, and there is none", "this one", help);
        }
        refer(Some(soc.clone()), &known, "occupation", log);
    }
}

fn read_local(table: Fields<'_>) -> Option<Local> {
    let local = whole!(Local {
        label: table.text("label"),
        text: table.text("text"),
        link: Some(table.optional_address("link")),
    });
    table.finish();
    local
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
            address: Some(table.optional_address("address")),
        });
        table.finish();
        ids.add(id.as_ref(), log);
        Named { id, value: value.map(Arc::new) }
    };
    document.tables("source").into_iter().map(read).collect()
}
