//! `questions.toml` → [`Instrument`]: what is asked, checked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::problem::{self, FileLog, Log};
use super::reader::{Fields, Text, parse, short, suggest};
use super::{QUESTIONS, SourceFile};
use crate::instrument::{Area, Constants, Evidence, Instrument, Item, Opening, Response, Scale, Term};
use crate::scoring::gap::{MAX_ITEMS, MAX_SCALES};

/// Reads the questions. What comes back is sound only where nothing was noted.
pub(super) fn read(file: &SourceFile, log: &FileLog<'_>) -> Instrument {
    let table = parse(file.text(), log);
    let document = Fields::document(&table, "the questions", *log);
    let head = document.table("instrument");
    let areas = read_areas(&document, log);
    let scales = read_scales(&document, &areas, log);
    let items = read_items(&document, &scales, log);
    let terms = read_terms(&document, log);
    let constants = document.table("scoring").map(|table| read_constants(table, log));
    let evidence = document.has("evidence").then(|| document.table("evidence")).flatten().map(read_evidence);
    document.finish();
    check_scales(&scales, &items, log);
    let mut instrument = read_head(head, log);
    instrument.areas = areas.into_iter().map(|(_, area)| area).collect();
    instrument.scales = scales.into_iter().map(|(_, scale)| scale).collect();
    // Everybody answers the core first, wherever the file has its tie-breakers.
    let (extra, core): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.tie_breaker);
    instrument.items = core.into_iter().chain(extra).collect();
    instrument.terms = terms;
    instrument.evidence = evidence;
    if let Some(constants) = constants {
        instrument.constants = constants;
    }
    instrument
}

/// The opening of the built-in questions, without reading them all: the first screen waits for nothing else.
pub(super) fn built_in_opening() -> Opening {
    let log = Log::default();
    let head = QUESTIONS.split_once("\n[scoring]").map_or(QUESTIONS, |(head, _)| head);
    let table = parse(head, &log.of(problem::QUESTIONS));
    let document = Fields::document(&table, "the questions", log.of(problem::QUESTIONS));
    let lines = |start| QUESTIONS.lines().filter(|line| line.starts_with(start)).count();
    let extra = lines("tie_breaker = true");
    let core = lines("[[item]]") - extra;
    Opening { core, extra, ..read_head(document.table("instrument"), &log.of(problem::QUESTIONS)).opening() }
}

fn read_head(head: Option<Fields<'_>>, log: &FileLog<'_>) -> Instrument {
    let mut instrument = Instrument {
        id: String::new(),
        version: String::new(),
        title: String::new(),
        intro: String::new(),
        stem: String::new(),
        minutes: 0,
        options: Default::default(),
        areas: Vec::new(),
        scales: Vec::new(),
        items: Vec::new(),
        terms: Vec::new(),
        constants: Constants {
            prior_variance: 0.0,
            prior_df: 0.0,
            day_to_day: 0.0,
            spread: 0.0,
            norm_gap: 0,
            clear: 1.0,
            lean: 1.0,
            both: 5.0,
            neither: 1.0,
        },
        evidence: None,
    };
    let Some(head) = head else { return instrument };
    instrument.id = head.id("id").value;
    instrument.version = head.text("version").value;
    instrument.title = head.text("title").value;
    instrument.intro = head.text("intro").value;
    instrument.stem = head.text("stem").value;
    instrument.minutes = u32::try_from(head.integer("minutes", 1, 120)).unwrap_or(1);
    if let Some(options) = head.texts("options") {
        let count = options.len();
        match <[Text; Response::COUNT]>::try_from(options) {
            Ok(options) => instrument.options = options.map(|option| option.value),
            Err(_) => {
                let title = format!("`options` must name {} responses; there are {count}", Response::COUNT);
                let help = "list them from strongly dislike to strongly like";
                log.add(&head.span_of("options"), title, "this list", help);
            }
        }
    }
    head.finish();
    instrument
}

fn read_areas(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<(Text, Area)> {
    let mut ids = Ids::new("area");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let area = Area { id: id.value.clone(), label: table.text("label").value };
        table.finish();
        ids.add(&id, log);
        (id, area)
    };
    document.tables("area").into_iter().map(read).collect()
}

fn read_scales(document: &Fields<'_>, areas: &[(Text, Area)], log: &FileLog<'_>) -> Vec<(Text, Scale)> {
    let mut ids = Ids::new("scale");
    let names: Vec<&str> = areas.iter().map(|(_, area)| area.id.as_str()).collect();
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let area = refer(&table.reference("area", "area"), &names, "area", log);
        let (label, ask) = (table.text("label").value, table.text("ask").value);
        let scale = Scale { id: id.value.clone(), label, area, ask };
        table.finish();
        ids.add(&id, log);
        (id, scale)
    };
    document.tables("scale").into_iter().map(read).collect()
}

fn read_items(document: &Fields<'_>, scales: &[(Text, Scale)], log: &FileLog<'_>) -> Vec<Item> {
    let mut ids = Ids::new("item");
    let names: Vec<&str> = scales.iter().map(|(_, scale)| scale.id.as_str()).collect();
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let scale = refer(&table.reference("scale", "scale"), &names, "scale", log);
        let text = table.text("text").value;
        let tie_breaker = table.flag("tie_breaker");
        table.finish();
        ids.add(&id, log);
        Item { id: id.value, scale, text, tie_breaker }
    };
    document.tables("item").into_iter().map(read).collect()
}

fn read_terms(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Term> {
    let mut ids = Ids::new("term");
    let read = |table: Fields<'_>| {
        let name = table.text("name");
        let words = table.texts("words").unwrap_or_default().into_iter().map(|word| word.value).collect();
        let means = table.text("means").value;
        table.finish();
        ids.add(&name, log);
        Term { name: name.value, words, means }
    };
    document.tables("term").into_iter().map(read).collect()
}

fn read_evidence(table: Fields<'_>) -> Evidence {
    let evidence = Evidence {
        what: table.text("what").value,
        named: table.integer("named", 0, 100),
        right: table.integer("right", 0, 100),
        note: table.optional_text("note"),
        wording: table.optional_text("wording"),
    };
    table.finish();
    evidence
}

fn read_constants(table: Fields<'_>, log: &FileLog<'_>) -> Constants {
    // In ten-thousandths, as the scoring counts it.
    #[expect(clippy::cast_possible_truncation, reason = "between -4 and 4, checked")]
    let norm_gap = (table.number("norm_gap", -4.0, 4.0) * 10_000.0).round() as i64;
    let constants = Constants {
        prior_variance: table.number("prior_variance", 0.01, 4.0),
        // With no prior at all there would be no error to estimate from one answer a scale.
        prior_df: table.number("prior_df", 1.0, 1000.0),
        day_to_day: table.number("day_to_day", 0.0, 4.0),
        spread: table.number("spread", 0.01, 16.0),
        norm_gap,
        clear: table.number("clear", 0.5, 1.0),
        lean: table.number("lean", 0.5, 1.0),
        both: table.number("both", 1.0, 5.0),
        neither: table.number("neither", 1.0, 5.0),
    };
    let ordered = |low: &'static str, high: &'static str, wrong: bool| {
        if wrong {
            let other = (&table.span_of(high), "above this");
            let help = "lower the one or raise the other";
            log.add_with(&table.span_of(low), other, format!("`{low}` is above `{high}`"), "this is", help);
        }
    };
    ordered("lean", "clear", constants.lean > constants.clear);
    ordered("neither", "both", constants.neither > constants.both);
    table.finish();
    constants
}

/// Every scale needs a core item, and few enough items for its mean to be exact.
fn check_scales(scales: &[(Text, Scale)], items: &[Item], log: &FileLog<'_>) {
    if let Some((id, _)) = scales.get(MAX_SCALES) {
        let title = format!("there are {} scales; {MAX_SCALES} is the most", scales.len());
        log.add(&id.span, title, "one too many", "remove some scales");
        return;
    }
    // Where an item names no known scale, it may be the one that seems to be missing.
    let may_lack = !items.is_empty() && items.iter().all(|item| item.scale < scales.len());
    for (index, (id, _)) in scales.iter().enumerate() {
        let of_scale = || items.iter().filter(|item| item.scale == index);
        let (count, name) = (of_scale().count(), short(&id.value));
        let is_double = scales.iter().take(index).any(|(other, _)| other.value == id.value);
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

/// The place of a name among `names`; noted, and far out of range, where there is none.
pub(super) fn refer(text: &Text, names: &[&str], what: &str, log: &FileLog<'_>) -> usize {
    let found = names.iter().position(|name| *name == text.value);
    // Where there are none at all, that is the problem, and it was noted.
    if found.is_none() && !text.value.trim().is_empty() && !names.is_empty() {
        let title = format!("there is no {what} `{}`", short(&text.value));
        log.add(&text.span, title, format!("no such {what}"), suggest(&text.value, names));
    }
    found.unwrap_or(usize::MAX)
}

/// Ids seen so far, to find one that is used twice.
pub(super) struct Ids {
    what: &'static str,
    seen: HashMap<String, Range<usize>>,
}

impl Ids {
    /// No ids yet of this kind of thing.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, seen: HashMap::new() }
    }

    /// Notes an id that is already used.
    pub(super) fn add(&mut self, id: &Text, log: &FileLog<'_>) {
        if id.value.trim().is_empty() {
            return;
        }
        match self.seen.entry(id.value.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(id.span.clone());
            }
            Entry::Occupied(first) => {
                let title = format!("two [[{}]] are called `{}`", self.what, short(&id.value));
                let also = (first.get(), "first here");
                log.add_with(&id.span, also, title, "and here again", "give each its own name");
            }
        }
    }
}
