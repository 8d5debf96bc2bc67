//! `questions.toml` → [`Instrument`]: what is asked, checked.

use std::sync::Arc;

use super::SourceFile;
use super::people::{self, Draft};
use super::problem::FileLog;
use super::reader::{Fields, Ids, Named, Text, parse, refer, short, whole};
use crate::instrument::{
    Area, Constants, Evidence, Instrument, Item, Items, MAX_ITEMS, MAX_SCALES, Response, Scale, Term,
};

/// What comes of reading the questions.
pub(super) struct Questions {
    /// What is asked; `None`, or something noted, where it is unsound.
    pub(super) instrument: Option<Instrument>,
    /// The ids of the scales, also of those that are unsound otherwise; `None` for one without.
    pub(super) scales: Vec<Option<String>>,
    /// The made-up people who answer them.
    pub(super) people: Vec<Draft>,
}

/// What the questions say of themselves, before what they ask.
struct Head {
    id: String,
    version: String,
    title: String,
    intro: String,
    stem: String,
    minutes: u32,
    options: [String; Response::COUNT],
}

/// An item, and what is known of it where it is unsound.
struct Read {
    scale: Option<usize>,
    tie_breaker: bool,
    item: Option<Item>,
}

/// Reads the questions.
pub(super) fn read(file: &SourceFile, log: &FileLog<'_>) -> Questions {
    let table = parse(file.text(), log);
    let document = Fields::document(&table, "the questions", *log);
    let head = document.table("instrument");
    let areas = read_areas(&document, log);
    let scales = read_scales(&document, &areas, log);
    let items = read_items(&document, &scales, log);
    let terms = read_terms(&document, log);
    let constants = document.table("scoring").map(|table| read_constants(table, log));
    let evidence =
        document.has("evidence").then(|| document.table("evidence")).flatten().and_then(read_evidence);
    let people = people::drafts(&document, log);
    document.finish();
    check_scales(&scales, &items, log);
    let head = head.and_then(|table| read_head(table, log));
    let ids = scales.iter().map(|scale| Some(scale.id.as_ref()?.value.clone())).collect();
    let scales: Option<Vec<Arc<Scale>>> = scales.into_iter().map(|scale| scale.value).collect();
    let items: Option<Vec<Item>> = items.into_iter().map(|read| read.item).collect();
    let instrument = match (head, scales, items, constants.flatten()) {
        (Some(head), Some(scales), Some(items), Some(constants)) => {
            let Head { id, version, title, intro, stem, minutes, options } = head;
            arranged(&scales, items, log).map(|items| Instrument {
                id,
                version,
                title,
                intro,
                stem,
                minutes,
                options,
                scales,
                items,
                terms,
                constants,
                evidence,
            })
        }
        _ => None,
    };
    Questions { instrument, scales: ids, people }
}

/// The items as they are asked, unless they can't be asked together; that is noted, where it was not before.
fn arranged(scales: &[Arc<Scale>], items: Vec<Item>, log: &FileLog<'_>) -> Option<Items> {
    let arranged = Items::new(scales, items);
    if let (Err(error), false) = (&arranged, log.has_problems()) {
        log.add(&(0..0), error.to_string(), "in this file", "remove some items or scales");
    }
    arranged.ok()
}

fn read_head(head: Fields<'_>, log: &FileLog<'_>) -> Option<Head> {
    let read = whole!(Head {
        id: head.id("id").map(|id| id.value),
        version: head.text("version"),
        title: head.text("title"),
        intro: head.text("intro"),
        stem: head.text("stem"),
        minutes: head.integer("minutes", 1, 120).and_then(|minutes| u32::try_from(minutes).ok()),
        options: read_options(&head, log),
    });
    head.finish();
    read
}

fn read_options(head: &Fields<'_>, log: &FileLog<'_>) -> Option<[String; Response::COUNT]> {
    let options = head.texts("options");
    head.note_count("options", Response::COUNT);
    let options = options?;
    if options.len() != Response::COUNT {
        let title = format!("`options` must name {} responses; there are {}", Response::COUNT, options.len());
        let help = "list them from strongly dislike to strongly like";
        log.add(&head.span_of("options"), title, "this list", help);
    }
    let options: Option<Vec<String>> = options.into_iter().map(|option| Some(option?.value)).collect();
    options?.try_into().ok()
}

fn read_areas(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Named<Area>> {
    let mut ids = Ids::new("area");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let value = whole!(Area { id: id.clone().map(|id| id.value), label: table.text("label") });
        table.finish();
        ids.add(id.as_ref(), log);
        Named { id, value }
    };
    document.tables("area").into_iter().map(read).collect()
}

fn read_scales(document: &Fields<'_>, areas: &[Named<Area>], log: &FileLog<'_>) -> Vec<Named<Arc<Scale>>> {
    let mut ids = Ids::new("scale");
    let read = |(place, table): (usize, Fields<'_>)| {
        let id = table.id("id");
        let area = refer(table.reference("area", "area"), areas, "area", log);
        let value = whole!(Scale {
            place: Some(place),
            id: id.clone().map(|id| id.value),
            label: table.text("label"),
            area: area.and_then(|(_, area)| area.value.clone()),
            ask: table.text("ask"),
        });
        table.finish();
        ids.add(id.as_ref(), log);
        Named { id, value: value.map(Arc::new) }
    };
    document.tables("scale").into_iter().enumerate().map(read).collect()
}

fn read_items(document: &Fields<'_>, scales: &[Named<Arc<Scale>>], log: &FileLog<'_>) -> Vec<Read> {
    let mut ids = Ids::new("item");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let scale = refer(table.reference("scale", "scale"), scales, "scale", log);
        let text = table.text("text");
        let tie_breaker = table.flag("tie_breaker");
        table.finish();
        ids.add(id.as_ref(), log);
        let item = whole!(Item {
            id: id.map(|id| id.value),
            scale: scale.and_then(|(_, scale)| scale.value.clone()),
            text,
            tie_breaker,
        });
        Read { scale: scale.map(|(place, _)| place), tie_breaker: tie_breaker == Some(true), item }
    };
    document.tables("item").into_iter().map(read).collect()
}

fn read_terms(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Term> {
    let mut ids = Ids::new("term");
    let read = |table: Fields<'_>| {
        let name = table.text_at("name");
        let texts = |list: Vec<Option<Text>>| list.into_iter().map(|text| Some(text?.value)).collect();
        let term = whole!(Term {
            name: name.clone().map(|name| name.value),
            words: table.texts("words").and_then(texts),
            means: table.text("means"),
        });
        table.finish();
        ids.add(name.as_ref(), log);
        term
    };
    document.optional_tables("term").into_iter().filter_map(read).collect()
}

fn read_evidence(table: Fields<'_>) -> Option<Evidence> {
    let evidence = whole!(Evidence {
        what: table.text("what"),
        named: table.integer("named", 0, 100),
        right: table.integer("right", 0, 100),
        note: Some(table.optional_text("note")),
        wording: Some(table.optional_text("wording")),
    });
    table.finish();
    evidence
}

fn read_constants(table: Fields<'_>, log: &FileLog<'_>) -> Option<Constants> {
    // In ten-thousandths, as the scoring counts it.
    #[expect(clippy::cast_possible_truncation, reason = "between -4 and 4, checked")]
    let norm_gap = table.number("norm_gap", -4.0, 4.0).map(|norm| (norm * 10_000.0).round() as i32);
    let prior_variance = table.number("prior_variance", 0.01, 4.0);
    // With no prior at all there would be no error to estimate from one answer a scale.
    let prior_df = table.number("prior_df", 1.0, 1000.0);
    let day_to_day = table.number("day_to_day", 0.0, 4.0);
    let spread = table.number("spread", 0.01, 16.0);
    let [clear, lean] = ["clear", "lean"].map(|name| table.number(name, 0.5, 1.0));
    let [both, neither] = ["both", "neither"].map(|name| table.number(name, 1.0, 5.0));
    for (low, high, pair) in [("lean", "clear", lean.zip(clear)), ("neither", "both", neither.zip(both))] {
        if pair.is_some_and(|(first, second)| first > second) {
            let other = (&table.span_of(high), "above this");
            let help = "lower the one or raise the other";
            log.add_with(&table.span_of(low), other, format!("`{low}` is above `{high}`"), "this is", help);
        }
    }
    table.finish();
    whole!(Constants { prior_variance, prior_df, day_to_day, spread, norm_gap, clear, lean, both, neither })
}

/// Every scale needs a core item, and few enough items for its mean to be exact.
fn check_scales(scales: &[Named<Arc<Scale>>], items: &[Read], log: &FileLog<'_>) {
    let ids: Vec<Option<&Text>> = scales.iter().map(|scale| scale.id.as_ref()).collect();
    if let Some(first) = ids.iter().skip(MAX_SCALES).find_map(|id| *id) {
        let title = format!("there are {} scales; {MAX_SCALES} is the most", scales.len());
        log.add(&first.span, title, "one too many", "remove some scales");
        return;
    }
    // Where an item names no known scale, it may be the one that seems to be missing.
    let may_lack = !items.is_empty() && items.iter().all(|item| item.scale.is_some());
    for (index, id) in ids.iter().enumerate() {
        let Some(id) = id else { continue };
        let of_scale = || items.iter().filter(|item| item.scale == Some(index));
        let (count, name) = (of_scale().count(), short(&id.value));
        let is_double = ids.iter().take(index).flatten().any(|other| other.value == id.value);
        if may_lack && !is_double && of_scale().all(|item| item.tie_breaker) {
            let kind = if count == 0 { "no item" } else { "only tie-breakers" };
            let help =
                format!("add an [[item]] with scale = \"{name}\" and no tie_breaker, or remove the scale");
            log.add(&id.span, format!("the scale `{name}` has {kind}"), "this scale", help);
        }
        if count > MAX_ITEMS {
            let title = format!("the scale `{name}` has {count} items; {MAX_ITEMS} is the most");
            log.add(&id.span, title, "this scale", "remove some of its items");
        }
    }
}
