//! `questions.toml`: what is asked, and the example people who answer it.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::SourceFile;
use super::diagnostics::{FileLog, Log, QUESTIONS, list, short, suggest};
use super::profiles::Profile;
use super::schema::ID;
use super::table::{Ids, Table, Text, whole};
use crate::instrument::{
    Answers, Area, Constants, Evidence, Instrument, Item, Items, MAX_ITEMS, MAX_SCALES, Response,
    ResponseSet, Scale, Term, TieBreakers,
};
use crate::scoring::{Side, Verdict};

/// What the quiz asks: `questions.toml`.
#[derive(JsonSchema)]
#[schemars(title = "The questions of career-fit", deny_unknown_fields)]
#[expect(dead_code, reason = "the tables are deserialized one by one; this is their schema")]
pub(super) struct QuestionsFile {
    instrument: InstrumentTable,
    scoring: ScoringTable,
    /// Headings that students see above the questions, such as "Patient records".
    #[schemars(length(min = 1))]
    area: Vec<AreaTable>,
    /// The kinds of work that are measured, each by several questions.
    #[schemars(length(min = 1))]
    scale: Vec<ScaleTable>,
    /// The questions, in the order asked.
    #[schemars(length(min = 1))]
    item: Vec<ItemTable>,
    /// Words that a student may not know.
    #[serde(default)]
    term: Vec<TermTable>,
    evidence: Option<EvidenceTable>,
    /// Example people, who take the quiz in `career-fit demo`.
    #[serde(default)]
    person: Vec<PersonTable>,
}

/// The quiz as a whole.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InstrumentTable {
    /// The name of your quiz: lowercase letters, digits, - and _.
    #[schemars(regex(pattern = ID))]
    id: String,
    /// The version of the questions; raise the first number when they ask something else.
    version: String,
    /// The title on the first screen.
    title: String,
    /// One or two sentences on the first screen: what the quiz is for.
    intro: String,
    /// The beginning of a sentence that every question ends, such as "How much would you like to...".
    stem: String,
    /// About how many minutes the quiz takes.
    #[serde(deserialize_with = "whole::<_, 1, 120>")]
    #[schemars(range(min = 1, max = 120))]
    minutes: i64,
    /// The five answers, from strongly dislike to strongly like.
    #[schemars(length(equal = 5))]
    options: Vec<String>,
}

/// The constants of the scoring. Leave them as they are unless you have data of your own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScoringTable {
    /// Prior guess of the variance of answers within a scale.
    #[schemars(range(min = 0.01, max = 4))]
    prior_variance: f64,
    /// Degrees of freedom that the prior guess counts for.
    #[schemars(range(min = 1, max = 1000))]
    prior_df: f64,
    /// Variance of a scale's mean from one day to another.
    #[schemars(range(min = 0, max = 4))]
    day_to_day: f64,
    /// Variance of true gaps between people.
    #[schemars(range(min = 0.01, max = 16))]
    spread: f64,
    /// The gap of your average student, once you have measured it; until then 0.
    #[schemars(range(min = -4, max = 4))]
    norm_gap: f64,
    /// From this confidence on, a field clearly fits better.
    #[schemars(range(min = 0.5, max = 1))]
    clear: f64,
    /// From this confidence on, the answers lean to a field; below it the tie-breakers are offered.
    #[schemars(range(min = 0.5, max = 1))]
    lean: f64,
    /// Too close, and both sides liked at least this much: both fit.
    #[schemars(range(min = 1, max = 5))]
    both: f64,
    /// Too close, and both sides liked at most this much: neither stands out.
    #[schemars(range(min = 1, max = 5))]
    neither: f64,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AreaTable {
    /// The id that scales refer to.
    #[schemars(regex(pattern = ID))]
    id: String,
    /// The heading that students see.
    label: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScaleTable {
    /// The id that items and keys refer to.
    #[schemars(regex(pattern = ID))]
    id: String,
    /// The id of the area that its questions are shown under.
    area: String,
    /// What students read, such as "health IT systems".
    label: String,
    /// A question for an advisor about this kind of work.
    ask: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ItemTable {
    /// The id of the question; answer files may use it as the name of a column.
    #[schemars(regex(pattern = ID))]
    id: String,
    /// The id of the scale that it measures.
    scale: String,
    /// One activity of people in the field, in words that end the sentence of the stem.
    text: String,
    /// Whether it is asked only if the other answers are too close to call.
    #[serde(default)]
    tie_breaker: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TermTable {
    /// The word or words that are explained.
    name: String,
    /// How your texts spell it, each spelling.
    #[schemars(length(min = 1))]
    words: Vec<String>,
    /// What it means, in a line or two.
    means: String,
}

/// What is known about these questions. Leave it out until they have been tried; results then say so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EvidenceTable {
    /// What they were tried with.
    what: String,
    /// For how many people in 100 the quiz named a field.
    #[serde(deserialize_with = "whole::<_, 0, 100>")]
    #[schemars(range(min = 0, max = 100))]
    named: i64,
    /// For how many in 100 of those it was the right one.
    #[serde(deserialize_with = "whole::<_, 0, 100>")]
    #[schemars(range(min = 0, max = 100))]
    right: i64,
    /// What was not tried.
    note: Option<String>,
    /// What was done so that neither field's questions sound nicer.
    wording: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PersonTable {
    /// The name on the command line, as in `career-fit demo ana`.
    #[schemars(regex(pattern = ID))]
    id: String,
    /// The name of the person.
    name: String,
    /// Who that is, in a sentence or two.
    about: String,
    /// The verdict that the answers have to give.
    verdict: VerdictName,
    /// The id of the profile that the verdict names, for clear and lean.
    path: Option<String>,
    /// The answers, 1 to 5, by the id of a scale, in the order asked. With one more for each tie-breaker of every scale
    /// the person answers those too.
    #[schemars(extend("minProperties" = 1))]
    answers: BTreeMap<String, Vec<Answer>>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum VerdictName {
    Clear,
    Lean,
    Both,
    Neither,
    Close,
}

#[derive(Deserialize, JsonSchema)]
struct Answer(
    #[serde(deserialize_with = "whole::<_, 1, 5>")]
    #[schemars(range(min = 1, max = 5))]
    i64,
);

/// An example person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Stable name, such as `ana`.
    pub id: String,
    pub name: String,
    /// Who that is, in a sentence or two.
    pub about: String,
    /// The answers, marked as made up.
    pub answers: Answers,
    /// The verdict that the answers have to give.
    pub verdict: Verdict,
}

/// The parts of a file of questions.
pub(super) struct Questions<'a> {
    /// `None`, or something reported, if it is broken.
    pub(super) instrument: Option<Instrument>,
    /// The scales, including those that are broken otherwise.
    pub(super) scales: Vec<Table<'a>>,
    people: Vec<Table<'a>>,
}

/// Reads a file of questions.
pub(super) fn read<'a>(file: &'a SourceFile, log: FileLog<'a>) -> Questions<'a> {
    let mut table = Table::parse(file, "the questions", log);
    if table.has("profile") && !table.has("instrument") && !table.has("item") {
        let help = "give it with --profiles, and the questions with --questions";
        log.add(&table.span_of_name("profile"), "this file has profiles, not questions", "a profile", help);
        return Questions { instrument: None, scales: Vec::new(), people: Vec::new() };
    }
    let instrument_table = table.take_required("instrument");
    let scoring = table.take_required("scoring");
    let [area_tables, scale_tables, item_tables] =
        ["area", "scale", "item"].map(|name| table.take_all_required(name));
    let term_tables = table.take_all("term");
    let evidence = table.take("evidence");
    let people = table.take_all("person");
    table.finish::<QuestionsFile>();

    let instrument_table = instrument_table.and_then(|table| read_instrument(&table));
    let constants = scoring.and_then(|table| read_constants(&table));
    let areas = Ids::of("area", &area_tables, log);
    let area_values: Vec<AreaTable> = area_tables.iter().filter_map(Table::read).collect();
    let scales = Ids::of("scale", &scale_tables, log);
    let scale_values: Vec<Option<Arc<Scale>>> = (0..)
        .zip(&scale_tables)
        .map(|(place, table)| read_scale(place, table, &areas, &area_values))
        .collect();
    Ids::of("item", &item_tables, log);
    let items: Vec<Option<Item>> =
        item_tables.iter().map(|table| read_item(table, &scales, &scale_values)).collect();
    check_scales(&scale_tables, &item_tables, &scales, log);
    let mut names = Ids::new("term", log);
    term_tables.iter().for_each(|table| names.add(table.text("name")));
    let terms = term_tables.iter().filter_map(|table| read_term(table)).collect();
    let evidence = evidence.and_then(|table| table.read::<EvidenceTable>());

    let scale_values: Option<Vec<Arc<Scale>>> = scale_values.into_iter().collect();
    let items: Option<Vec<Item>> = items.into_iter().collect();
    let instrument =
        match (instrument_table, scale_values, items, constants) {
            (Some(table), Some(scales), Some(items), Some(constants)) if !log.has_problems() => {
                match Items::new(&scales, items) {
                    Ok(items) => Some(Instrument {
                        id: table.id,
                        version: table.version,
                        title: table.title,
                        intro: table.intro,
                        stem: table.stem,
                        minutes: u32::try_from(table.minutes).expect("1 to 120"),
                        options: table.options.try_into().expect("a list of another length was reported"),
                        scales,
                        items,
                        terms,
                        constants,
                        evidence: evidence.map(|EvidenceTable { what, named, right, note, wording }| {
                            Evidence { what, named, right, note, wording }
                        }),
                    }),
                    Err(error) => {
                        log.add(&(0..0), error.to_string(), "in this file", "remove some items or scales");
                        None
                    }
                }
            }
            _ => None,
        };
    Questions { instrument, scales: scale_tables, people }
}

fn read_instrument(table: &Table<'_>) -> Option<InstrumentTable> {
    table.id("id");
    let read: InstrumentTable = table.read()?;
    let count = read.options.len();
    if count != Response::COUNT {
        let title = format!("`options` must have {} answers; there are {count}", Response::COUNT);
        table.log.add(
            &table.span_of("options"),
            title,
            "this list",
            "list them from strongly dislike to strongly like",
        );
    }
    // In an answer file, a cell "5" would be read as this answer or as another one.
    for (number, label) in (1..).zip(&read.options) {
        let as_number = label.trim().parse::<usize>().ok();
        if as_number.is_some_and(|other| other != number && (1..=Response::COUNT).contains(&other)) {
            let title = format!("the answer \"{}\" is number {number} of {}", short(label), Response::COUNT);
            let help = "list the answers from strongly dislike, 1, to strongly like, 5";
            table.log.add(&table.span_of("options"), title, "this list", help);
        }
    }
    Some(read)
}

fn read_constants(table: &Table<'_>) -> Option<Constants> {
    let ScoringTable { prior_variance, prior_df, day_to_day, spread, norm_gap, clear, lean, both, neither } =
        table.read()?;
    for (name, value, low, high) in [
        ("prior_variance", prior_variance, 0.01, 4.0),
        // With no prior at all there would be no error to estimate from one answer a scale.
        ("prior_df", prior_df, 1.0, 1000.0),
        ("day_to_day", day_to_day, 0.0, 4.0),
        ("spread", spread, 0.01, 16.0),
        ("norm_gap", norm_gap, -4.0, 4.0),
        ("clear", clear, 0.5, 1.0),
        ("lean", lean, 0.5, 1.0),
        ("both", both, 1.0, 5.0),
        ("neither", neither, 1.0, 5.0),
    ] {
        if !(low..=high).contains(&value) {
            let title = format!("`{name}` in [scoring] is out of range");
            let help = format!("write a number from {low} to {high}");
            table.log.add(&table.span_of(name), title, "too low or too high", help);
        }
    }
    for (lower, higher, is_wrong) in [("lean", "clear", lean > clear), ("neither", "both", neither > both)] {
        if is_wrong {
            let other = (&table.span_of(higher), "above this");
            let title = format!("`{lower}` is above `{higher}`");
            table.log.add_with(
                &table.span_of(lower),
                other,
                title,
                "this is",
                "lower the one or raise the other",
            );
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "between -4 and 4, checked")]
    let norm_gap = (norm_gap * 10_000.0).round() as i32;
    Some(Constants { prior_variance, prior_df, day_to_day, spread, norm_gap, clear, lean, both, neither })
}

fn read_scale(place: usize, table: &Table<'_>, areas: &Ids<'_>, values: &[AreaTable]) -> Option<Arc<Scale>> {
    if let Some(area) = table.text("area") {
        areas.check(&area);
    }
    let ScaleTable { id, area, label, ask } = table.read()?;
    let AreaTable { id: area, label: heading } = values.iter().find(|value| value.id == area)?;
    let area = Area { id: area.clone(), label: heading.clone() };
    Some(Arc::new(Scale { place, id, label, area, ask }))
}

fn read_item(table: &Table<'_>, scales: &Ids<'_>, values: &[Option<Arc<Scale>>]) -> Option<Item> {
    if let Some(scale) = table.text("scale") {
        scales.check(&scale);
    }
    let ItemTable { id, scale, text, tie_breaker } = table.read()?;
    let scale = values.iter().flatten().find(|value| value.id == scale)?.clone();
    Some(Item { id, scale, text, tie_breaker })
}

fn read_term(table: &Table<'_>) -> Option<Term> {
    let TermTable { name, words, means } = table.read()?;
    if words.is_empty() {
        let help = "write how your texts spell it, like this: words = [\"…\", \"…\"]";
        table.log.add(&table.span_of("words"), "`words` in [[term]] is an empty list", "empty", help);
    }
    Some(Term { name, words, means })
}

/// Every scale needs a core item, and few enough items for its mean to be exact.
fn check_scales(scales: &[Table<'_>], items: &[Table<'_>], ids: &Ids<'_>, log: FileLog<'_>) {
    if let Some(extra) = scales.get(MAX_SCALES) {
        let title = format!("there are {} scales; {MAX_SCALES} is the most", scales.len());
        log.add(&extra.span_of("id"), title, "one too many", "remove some scales");
        return;
    }
    // The scale that each item names, and whether it is a tie-breaker.
    let items: Vec<(Option<Text>, bool)> = items
        .iter()
        .map(|item| {
            let is_extra = item.get("tie_breaker").is_some_and(|flag| flag.get_ref().as_bool() == Some(true));
            (item.text("scale"), is_extra)
        })
        .collect();
    // An item that names no known scale may be the one that seems to be missing.
    let names = ids.names();
    let may_lack = !items.is_empty()
        && items
            .iter()
            .all(|(scale, _)| scale.as_ref().is_some_and(|scale| names.contains(&scale.value.as_str())));
    for name in names {
        let of_scale =
            || items.iter().filter(|(scale, _)| scale.as_ref().is_some_and(|scale| scale.value == name));
        let count = of_scale().count();
        let span = scales
            .iter()
            .find_map(|scale| scale.text("id").filter(|id| id.value == name))
            .map_or(0..0, |id| id.span);
        let name = short(name);
        if may_lack && of_scale().all(|(_, is_extra)| *is_extra) {
            let kind = if count == 0 { "no item" } else { "only tie-breakers" };
            let help =
                format!("add an [[item]] with scale = \"{name}\" and no tie_breaker, or remove the scale");
            log.add(&span, format!("the scale `{name}` has {kind}"), "this scale", help);
        }
        if count > MAX_ITEMS {
            let title = format!("the scale `{name}` has {count} items; {MAX_ITEMS} is the most");
            log.add(&span, title, "this scale", "remove some of its items");
        }
    }
}

impl Questions<'_> {
    /// The example people whose answers fit the questions and profiles. The others are reported, unless they are those
    /// of the built-in questions, which are left out with other profiles.
    pub(super) fn people(
        &self,
        pair: Option<&[Profile; 2]>,
        is_built_in: bool,
        log: FileLog<'_>,
    ) -> Vec<Person> {
        Ids::of("person", &self.people, log);
        let people = self.people.iter().filter_map(|table| Some(Draft { table, person: table.read()? }));
        let people: Vec<Draft<'_>> = people.collect();
        // If the questions are broken, one mistake would be reported many times.
        let (Some(instrument), Some(pair), false) = (&self.instrument, pair, log.has_problems()) else {
            return Vec::new();
        };
        let unheard = Log::default();
        let log = if is_built_in { unheard.of(QUESTIONS) } else { log };
        people.into_iter().filter_map(|person| person.checked(instrument, pair, &log)).collect()
    }
}

/// An example person, to be checked against the questions and profiles.
struct Draft<'a> {
    table: &'a Table<'a>,
    person: PersonTable,
}

impl Draft<'_> {
    fn checked(self, instrument: &Instrument, pair: &[Profile; 2], log: &FileLog<'_>) -> Option<Person> {
        let verdict = self.verdict(pair, log);
        let answers = self.answers(instrument, log);
        let PersonTable { id, name, about, .. } = self.person;
        Some(Person { id, name, about, answers: answers?, verdict: verdict? })
    }

    /// The verdict with its side.
    fn verdict(&self, pair: &[Profile; 2], log: &FileLog<'_>) -> Option<Verdict> {
        let of_side: fn(Side) -> Verdict = match self.person.verdict {
            VerdictName::Clear => Verdict::Clear,
            VerdictName::Lean => Verdict::Lean,
            VerdictName::Both => |_| Verdict::Both,
            VerdictName::Neither => |_| Verdict::Neither,
            VerdictName::Close => |_| Verdict::Close,
        };
        let has_side = of_side(Side::First).side().is_some();
        let ids = pair.each_ref().map(|profile| profile.id.as_str());
        match &self.person.path {
            None if has_side => {
                let title = format!("`{}` needs a path for this verdict", short(&self.person.id));
                let help = format!("add a line `path = …` with {}", list(&ids, " or "));
                log.add(&self.table.span, title, "this person", help);
                None
            }
            None => Some(of_side(Side::First)),
            Some(path) if !has_side => {
                let help = "remove this line, or write verdict = \"clear\" or \"lean\"";
                log.add(&self.table.span_of("path"), "this verdict has no path", "this one", help);
                None
            }
            Some(path) => {
                let side = Side::BOTH.into_iter().find(|side| side.of(&ids) == path);
                if side.is_none() {
                    let title = format!("there is no [[profile]] `{}`", short(path));
                    log.add(&self.table.span_of("path"), title, "this path", suggest(path, &ids));
                }
                side.map(of_side)
            }
        }
    }

    /// The answers in the order asked.
    fn answers(&self, instrument: &Instrument, log: &FileLog<'_>) -> Option<Answers> {
        let scales: Vec<&str> = instrument.scales.iter().map(|scale| scale.id.as_str()).collect();
        let (answers, places) = (&self.person.answers, self.table.get("answers")?.get_ref().as_table()?);
        let id = short(&self.person.id);
        for (name, _) in places.iter().filter(|(name, _)| !scales.contains(&name.get_ref().as_ref())) {
            let title = format!("the questions have no scale `{}`", short(name.get_ref()));
            log.add(&name.span(), title, "no such scale", suggest(name.get_ref(), &scales));
        }
        let missing: Vec<&str> =
            scales.iter().copied().filter(|scale| !answers.contains_key(*scale)).collect();
        if !missing.is_empty() {
            let title = format!("`{id}` has no answers for {}", list(&missing, ", "));
            let help = format!("add `{} = […]` under [person.answers]", list(&missing, " = […], "));
            log.add(&self.table.span, title, "this person", help);
        }
        let count = |scale: &Scale, with_extra: bool| {
            let of_scale = instrument.items.iter().filter(|item| item.scale.place == scale.place);
            of_scale.filter(|item| with_extra || !item.tie_breaker).count()
        };
        let fits = |with_extra: bool| {
            let mut scales = instrument.scales.iter();
            scales
                .all(|scale| answers.get(&scale.id).is_some_and(|all| all.len() == count(scale, with_extra)))
        };
        let with_extra = fits(true);
        if !with_extra && !fits(false) {
            // If only some scales have answers to the tie-breakers, those have too many.
            for scale in &instrument.scales {
                let (core, all) = (count(scale, false), count(scale, true));
                let Some(given) = answers.get(&scale.id).filter(|given| given.len() != core) else {
                    continue;
                };
                let span = places.get_key_value(scale.id.as_str()).map_or(0..0, |(name, _)| name.span());
                let title = format!("`{id}` has {} answers for `{}`", given.len(), short(&scale.id));
                let more = if all > core {
                    format!(", or {all} for every scale with the tie-breakers")
                } else {
                    String::new()
                };
                let help = format!("write {core}, one for each question{more}; or leave this [[person]] out");
                log.add(&span, title, "this scale", help);
            }
            return None;
        }
        let mut next: Vec<_> = scales.iter().map(|scale| answers[*scale].iter()).collect();
        let responses: ResponseSet = instrument
            .items
            .iter()
            .map(|item| {
                let is_asked = with_extra || !item.tie_breaker;
                let Answer(value) = is_asked.then(|| next[item.scale.place].next())??;
                Response::new(u8::try_from(*value).expect("1 to 5"))
            })
            .collect();
        let has_extra = with_extra && instrument.tie_breaker_count() > 0;
        let tie_breakers = if has_extra { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        Some(Answers { responses, tie_breakers, made_up: true })
    }
}
