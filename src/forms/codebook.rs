//! The codebook: every column and field that the program reads and writes for other programs.

mod questions;

use super::csv;
use crate::content::Content;
use crate::instrument::{Instrument, Response};
use crate::scoring::Side;
use crate::text::wrap;

/// A column or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub place: Place,
    /// Its name; fields within others have dots between, and `[]` after a list.
    pub name: String,
    /// What it can hold.
    pub values: String,
    /// What its figures count.
    pub unit: &'static str,
    /// What it means, with the formula where it has one.
    pub means: String,
}

/// Where a column or a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A CSV of answers, as `score` reads it.
    Answers,
    /// The results as CSV.
    Results,
    /// A result as JSON.
    Json,
    /// What moved between two results, as JSON.
    Comparison,
    /// How the questions did, as CSV.
    Items,
}

impl Place {
    const ALL: [Self; 5] = [Self::Answers, Self::Results, Self::Json, Self::Comparison, Self::Items];

    /// How it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers.csv",
            Self::Results => "results.csv",
            Self::Json => "result.json",
            Self::Comparison => "comparison.json",
            Self::Items => "items.csv",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::Answers => "what `score` reads: a row a respondent",
            Self::Results => "what `score` writes: a row a respondent, empty where there is no figure",
            Self::Json => "what `score --format json` writes, one object a line, and `show --format json`",
            Self::Comparison => "what `compare --format json` writes",
            Self::Items => {
                "what `items --format csv` writes: a figure a row, its kind in the column `measure`, empty where there is none"
            }
        }
    }
}

const STEPS: &str = "steps of the answers";
const SCALE: &str = "1 to 5, as the answers";

/// Every column and field, in the order of the files.
pub fn codebook(content: &Content) -> Vec<Entry> {
    let mut entries = answers(&content.instrument);
    entries.extend(results(content));
    entries.extend(json(content));
    entries.extend(comparison());
    entries.extend(questions::measures());
    entries
}

/// One entry.
fn entry(place: Place, name: &str, values: &str, unit: &'static str, means: &str) -> Entry {
    Entry { place, name: name.to_owned(), values: values.to_owned(), unit, means: means.to_owned() }
}

fn answers(instrument: &Instrument) -> Vec<Entry> {
    let here = |name: &str, values: &str, means: &str| entry(Place::Answers, name, values, "", means);
    let options: Vec<String> = Response::all()
        .map(|response| format!("{} {}", response.value(), instrument.option(response)))
        .collect();
    let options = options.join(", ") + "; empty: skipped";
    let mut entries = vec![here("id", "text", "Who it is; left out, rows are numbered")];
    for item in &instrument.items {
        let extra = if item.tie_breaker { " (extra question, may be left out)" } else { "" };
        let text = format!("{} {}{extra}", instrument.stem, item.text);
        entries.push(here(&item.id, &options, &text));
    }
    entries.push(here("code", "a code", "All answers of a result, in place of the columns above"));
    entries
}

/// What the words for a verdict say.
fn verdicts(content: &Content) -> String {
    let constants = &content.instrument.constants;
    format!(
        "clear: p is {} or more; lean: p is {} or more; both: too close, both likings {} or more; \
         neither: too close, both likings {} or less; close: too close; \
         incomplete: fewer than two thirds of the core questions answered",
        constants.clear, constants.lean, constants.both, constants.neither
    )
}

const FLAGS: &str = "straight_line: 8 equal answers in a row, or a standard deviation of all answers under 0.5; \
    inconsistent: answers within a kind of work vary at least 2.1, or 1.15 times as much as all answers; \
    low_interest: the path that is named is liked less than 3; \
    rushed: at least half of the answers took under 2 seconds, where times are known";
const GAP: &str = "Liking for the first path's side minus liking for the second's, less the norm: a weighted contrast of scale means";
const P: &str = "Confidence in the nearer side: Phi(|gap| / se * sqrt(spread / (spread + se^2))), Kelley's shrinkage by reliability; it is about these answers, not about a career";
const SE: &str = "Standard error of the gap: sqrt(sum of w^2 (s2 / m + day_to_day)), s2 the variance within scales drawn toward a prior, m the answers of a scale, w its weight";
const LIKE: &str = "Liking for what sets this path apart: the weighted mean of the scale means of its side";

fn results(content: &Content) -> Vec<Entry> {
    let here = |name: &str, values: &str, unit, means: &str| entry(Place::Results, name, values, unit, means);
    let ids = Side::BOTH.map(|side| content.profiles.on(side).id.as_str());
    let [first, second] = ids;
    let core = content.instrument.core_count();
    let mut entries = vec![
        here("id", "text", "", "As in the answers, or the row's number"),
        here(
            "verdict",
            "clear, lean, both, neither, close, incomplete, error",
            "",
            &(verdicts(content) + "; error: the row can't be read"),
        ),
        here("path", &format!("{first}, {second}, empty"), "", "The path that is named, where one is"),
        here("p", "0.5 to 1", "probability", P),
        here("gap", "-4 to 4", STEPS, &format!("{GAP}; positive leads to {first}")),
        here("se", "above 0", STEPS, SE),
    ];
    entries.extend(ids.map(|id| here(&format!("like_{id}"), "1 to 5", SCALE, LIKE)));
    entries.extend([
        here("answered", &format!("0 to {core}"), "questions", "How many core questions were answered"),
        here("flags", "words with + between, or empty", "", FLAGS),
        here("code", "a code", "", "All answers: `show CODE` opens the result again"),
    ]);
    for scale in &content.instrument.scales {
        let means = format!("Mean of the answers on {}, tie-breakers included", scale.label);
        entries.push(here(&format!("mean_{}", scale.id), "1 to 5, or empty", SCALE, &means));
    }
    entries.push(here("(kept columns)", "text", "", "Those named with --keep, as they came"));
    entries
}

fn json(content: &Content) -> Vec<Entry> {
    let here = |name: &str, values: &str, unit, means: &str| entry(Place::Json, name, values, unit, means);
    let [first, second] = Side::BOTH.map(|side| content.profiles.on(side).id.as_str());
    let paths = format!("{first}, {second}");
    let number = "number or null";
    vec![
        here("id", "text", "", "As in the answers, or the row's number; only of `score`"),
        here("made_up", "true, false", "", "Whether the answers are a made-up person's, from `demo`"),
        here("instrument.id", "text", "", "The questionnaire"),
        here("instrument.version", "text", "", "Its version"),
        here("instrument.fingerprint", "text", "", "A mark of all that results rest on"),
        here("answers.(question)", "1 to 5, null: skipped", "", "The answer to each question, by its id"),
        here("verdict", "as in results.csv", "", &verdicts(content)),
        here("path", &format!("{paths}, null"), "", "The path that is named, where one is"),
        here("p", number, "probability", P),
        here("gap", number, STEPS, &format!("{GAP}; positive leads to {first}")),
        here("se", number, STEPS, SE),
        here("interval[]", "two numbers or null", STEPS, "The 90 % interval of the gap: gap -/+ 1.645 se"),
        here("like.(path)", number, SCALE, LIKE),
        here("own", number, SCALE, "The mean of all answers"),
        here("scales[].id", "text", "", "A kind of work"),
        here("scales[].mean", number, SCALE, "The mean of its answers"),
        here("scales[].answered", "0 or more", "questions", "How many were answered"),
        here("scales[].weight", "-1 to 1", "", "Its weight in the gap, rebalanced over the answered scales"),
        here("scales[].contribution", "number", STEPS, "What it adds to the gap: weight * (mean - 3)"),
        here("items[].id", "text", "", "A question"),
        here("items[].response", "1 to 5, null: skipped", "", "Its answer"),
        here(
            "items[].contribution",
            "number",
            STEPS,
            "What it adds to the gap; all add up to the gap but for the norm",
        ),
        here("skipped.count", "0 or more", "questions", "Core questions without an answer"),
        here("skipped.lo", "number", STEPS, "The lowest gap that answers to them could make"),
        here("skipped.hi", "number", STEPS, "The highest"),
        here("skipped.could_change", "true, false", "", "Whether they could turn the side"),
        here("flip.answers[].item", "text", "", "A question of the fewest answers that would turn the side"),
        here("flip.answers[].from", "1 to 5", "", "Its answer"),
        here("flip.answers[].to", "1 to 5", "", "The answer that would help to turn it"),
        here("flip.steps", "1 or more", STEPS, "The fewest single steps that would turn it"),
        here("flags[]", "words", "", FLAGS),
        here("titles[].name", "text", "", "A job title, best fit first"),
        here("titles[].path", &paths, "", "The path it belongs to"),
        here("titles[].fit", number, "-1 to 1", "Pearson's correlation of its key with the scale means"),
        here("code", "a code", "", "All answers: `show CODE` opens the result again"),
        here("kept.(column)", "text", "", "Columns carried through with --keep; only of `score`"),
    ]
}

fn comparison() -> Vec<Entry> {
    let here = |name: &str, values: &str, means: &str| entry(Place::Comparison, name, values, "", means);
    vec![
        here("before", "an object", "The earlier result, as in result.json"),
        here("after", "an object", "The later one"),
        here("changes[].item", "text", "A question whose answer changed"),
        here("changes[].from", "1 to 5, null: skipped", "Its answer before"),
        here("changes[].to", "1 to 5, null: skipped", "Its answer after"),
    ]
}

/// The codebook as CSV.
pub fn codebook_csv(content: &Content) -> String {
    let head = ["file", "name", "values", "unit", "meaning"].map(str::to_owned).to_vec();
    let row = |entry: Entry| {
        vec![entry.place.name().to_owned(), entry.name, entry.values, entry.unit.to_owned(), entry.means]
    };
    csv(std::iter::once(head).chain(codebook(content).into_iter().map(row)))
}

/// The codebook to read, a part a file.
pub fn codebook_text(content: &Content) -> String {
    let entries = codebook(content);
    let mut text = format!("{}, version {}\n", content.instrument.title, content.instrument.version);
    for place in Place::ALL {
        text += &format!("\n{}: {}\n", place.name(), place.about());
        for entry in entries.iter().filter(|entry| entry.place == place) {
            let unit = if entry.unit.is_empty() { String::new() } else { format!(" ({})", entry.unit) };
            text += &format!("\n  {}: {}{unit}\n", entry.name, entry.values);
            for line in wrap(&entry.means, 74, "", "") {
                text += &format!("    {line}\n");
            }
        }
    }
    text
}
