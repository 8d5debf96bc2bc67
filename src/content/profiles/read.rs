//! `profiles.toml` → [`Profiles`], checked against the scales of the questions.

use super::fields::{Placed, ProfileReader};
use super::{Local, Profiles, Source};
use crate::content::SourceFile;
use crate::content::problem::FileLog;
use crate::content::questions::{Ids, refer};
use crate::content::reader::{Fields, parse};
use crate::scoring::{Contrast, UnmatchedKeys};

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
    let all_jobs = document.optional_table("all_jobs").map(|table| reader.all_jobs(table));
    let shared = document.optional_tables("shared").into_iter().map(|table| reader.shared(table)).collect();
    let elsewhere =
        document.optional_tables("elsewhere").into_iter().map(|table| reader.claim(table)).collect();
    let local = document.optional_tables("local").into_iter().map(read_local).collect();
    let read: Vec<Placed> =
        document.tables("profile").into_iter().map(|table| reader.profile(table)).collect();
    document.finish();
    check_titles(&read, log);
    let [first, second] = pair(read, log)?;
    if scales.is_none() || log.has_problems() {
        return None;
    }
    match Contrast::new(&first.profile.key, &second.profile.key) {
        Ok(contrast) => {
            let pair = [first.profile, second.profile];
            Some((Profiles { sources, all_jobs, shared, elsewhere, local, pair }, contrast))
        }
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

/// A title stands for an occupation of either path.
fn check_titles(read: &[Placed], log: &FileLog<'_>) {
    let occupations = read.iter().flat_map(|placed| &placed.profile.occupations);
    let known: Vec<&str> = occupations.map(|occupation| occupation.soc.as_str()).collect();
    for soc in read.iter().flat_map(|placed| &placed.title_socs) {
        if known.is_empty() && !soc.value.is_empty() {
            let help = "add it as a [[profile.occupation]], or remove this line";
            log.add(&soc.span, "a title stands for an occupation, and there is none", "this one", help);
        }
        refer(soc, &known, "occupation", log);
    }
}

fn read_local(table: Fields<'_>) -> Local {
    let (label, text) = (table.text("label").value, table.text("text").value);
    let local = Local { label, text, link: table.optional_address("link") };
    table.finish();
    local
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
            address: table.optional_address("address"),
        };
        table.finish();
        ids.add(&id, log);
        source
    };
    document.tables("source").into_iter().map(read).collect()
}
