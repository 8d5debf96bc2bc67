//! `questions.toml` → [`Instrument`]: what is asked, checked.

use std::collections::HashMap;
use std::ops::Range;

use super::SourceFile;
use super::problem::FileLog;
use super::reader::{Fields, Text, parse, suggest};
use crate::instrument::{Area, Constants, Instrument, Item, Response, Scale, Term};
use crate::scoring::gap::MAX_ITEMS;

/// Reads the questions. What comes back is sound only where nothing was noted.
pub(super) fn read(file: &SourceFile, log: &FileLog<'_>) -> Instrument {
    let table = parse(file.text(), log);
    let document = Fields::document(&table, "the questions", *log);
    let head = document.table("instrument");
    let areas = read_areas(&document, log);
    let scales = read_scales(&document, &areas, log);
    let items = read_items(&document, &scales, log);
    let terms = read_terms(&document, log);
    let constants = document.table("scoring").map(read_constants);
    document.finish();
    check_scales(&scales, &items, log);
    let mut instrument = read_head(head, log);
    instrument.areas = areas.into_iter().map(|(_, area)| area).collect();
    instrument.scales = scales.into_iter().map(|(_, scale)| scale).collect();
    // Everybody answers the core first, wherever the file has its tie-breakers.
    let (extra, core): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.tie_breaker);
    instrument.items = core.into_iter().chain(extra).collect();
    instrument.terms = terms;
    if let Some(constants) = constants {
        instrument.constants = constants;
    }
    instrument
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
    };
    let Some(head) = head else { return instrument };
    instrument.id = head.id("id").value;
    instrument.version = head.text("version").value;
    instrument.title = head.text("title").value;
    instrument.intro = head.text("intro").value;
    instrument.stem = head.text("stem").value;
    instrument.minutes = u32::try_from(head.integer("minutes", 1, 120)).unwrap_or(1);
    let options = head.texts("options");
    match <[Text; Response::COUNT]>::try_from(options) {
        Ok(options) => instrument.options = options.map(|option| option.value),
        Err(options) => {
            let title =
                format!("`options` must name {} responses; there are {}", Response::COUNT, options.len());
            log.add(&head.span, title, "in this table", "list them from strongly dislike to strongly like");
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
        let area = refer(&table.text("area"), &names, "area", log);
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
        let scale = refer(&table.text("scale"), &names, "scale", log);
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
        let words = table.texts("words").into_iter().map(|word| word.value).collect();
        let means = table.text("means").value;
        table.finish();
        ids.add(&name, log);
        Term { name: name.value, words, means }
    };
    document.tables("term").into_iter().map(read).collect()
}

fn read_constants(table: Fields<'_>) -> Constants {
    // In ten-thousandths, as the scoring counts it.
    #[expect(clippy::cast_possible_truncation, reason = "between -4 and 4, checked")]
    let norm_gap = (table.number("norm_gap", -4.0, 4.0) * 10_000.0).round() as i64;
    let constants = Constants {
        prior_variance: table.number("prior_variance", 0.01, 4.0),
        prior_df: table.number("prior_df", 0.0, 1000.0),
        day_to_day: table.number("day_to_day", 0.0, 4.0),
        spread: table.number("spread", 0.01, 16.0),
        norm_gap,
        clear: table.number("clear", 0.5, 1.0),
        lean: table.number("lean", 0.5, 1.0),
        both: table.number("both", 1.0, 5.0),
        neither: table.number("neither", 1.0, 5.0),
    };
    table.finish();
    constants
}

/// Every scale needs a core item, and few enough items for its mean to be exact.
fn check_scales(scales: &[(Text, Scale)], items: &[Item], log: &FileLog<'_>) {
    for (index, (id, _)) in scales.iter().enumerate() {
        let of_scale = || items.iter().filter(|item| item.scale == index);
        if of_scale().all(|item| item.tie_breaker) {
            let title = format!("the scale `{}` has no item that everybody is asked", id.value);
            let help = format!("add an [[item]] with scale = \"{}\", or remove the scale", id.value);
            log.add(&id.span, title, "this scale", help);
        }
        let count = of_scale().count();
        if count > MAX_ITEMS {
            let title = format!("the scale `{}` has {count} items; {MAX_ITEMS} is the most", id.value);
            log.add(&id.span, title, "this scale", "remove some of its items");
        }
    }
}

/// The place of a name among `names`; noted, and far out of range, where there is none.
pub(super) fn refer(text: &Text, names: &[&str], what: &str, log: &FileLog<'_>) -> usize {
    let found = names.iter().position(|name| *name == text.value);
    if found.is_none() && !text.value.is_empty() {
        let title = format!("there is no {what} `{}`", text.value);
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
        if id.value.is_empty() {
            return;
        }
        if self.seen.insert(id.value.clone(), id.span.clone()).is_some() {
            let title = format!("the {} `{}` is there twice", self.what, id.value);
            log.add(&id.span, title, "used before", "give each its own name");
        }
    }
}
