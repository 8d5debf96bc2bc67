//! Made-up people who take the quiz before an audience: what they answer, and the verdict that they must get.
//!
//! ```toml
//! [[person]]
//! id = "ana"
//! name = "Ana"
//! about = "Ana likes to find out how a computer works."
//! verdict = "clear"
//! path = "hi"
//!
//! [person.answers]
//! it_systems = [5, 4, 5, 4]
//! ```
//!
//! The answers stand by scale, 1 to 5, in the order asked. One more of each scale for each of its tie-breakers means
//! that the person answers those too; without them they are declined. Nothing is skipped.

use std::ops::Range;

use super::SourceFile;
use super::problem::{self, FileLog, Log};
use super::profiles::Profile;
use super::reader::{Fields, Ids, Text, list, short, suggest, whole};
use super::shape::Kind;
use crate::instrument::{Answers, Instrument, Response, ResponseSet, TieBreakers};
use crate::scoring::{Side, Verdict};

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Stable name, such as `ana`.
    pub id: String,
    /// What the person is called.
    pub name: String,
    /// Who that is, in a sentence.
    pub about: String,
    /// What the person answers, marked as made up.
    pub answers: Answers,
    /// The verdict that comes of it; whoever changes the questions has to see whether it still does.
    pub verdict: Verdict,
}

/// A person as it stands in the file, before it is held against questions and paths.
#[derive(Debug)]
pub(super) struct Draft {
    id: String,
    name: String,
    about: String,
    header: Range<usize>,
    verdict: OfSide,
    /// The path that is named, by its id.
    path: Option<Text>,
    /// The answers to each scale, by its id.
    answers: Vec<(Text, Vec<i64>)>,
}

/// A verdict, once it is known for which side; some are for neither.
type OfSide = fn(Side) -> Verdict;

/// The verdicts that a person can be written for.
const VERDICTS: [(&str, OfSide); 5] = [
    ("clear", Verdict::Clear),
    ("lean", Verdict::Lean),
    ("both", |_| Verdict::Both),
    ("neither", |_| Verdict::Neither),
    ("close", |_| Verdict::Close),
];

/// Reads the people of the questions' file.
pub(super) fn drafts(document: &Fields<'_>, log: &FileLog<'_>) -> Vec<Draft> {
    let mut ids = Ids::new("person");
    let read = |table: Fields<'_>| {
        let id = table.id("id");
        let lists = table.number_lists("answers", 1, 5);
        let answers: Option<Vec<_>> = lists.into_iter().map(|(scale, list)| Some((scale, list?))).collect();
        let named = table.text_at("verdict");
        table.note("verdict", true, || Kind::Choice(VERDICTS.map(|(name, _)| name).to_vec()));
        let verdict = named.as_ref().and_then(|named| verdict(named, log));
        let draft = whole!(Draft {
            header: Some(table.span.clone()),
            id: id.clone().map(|id| id.value),
            name: table.text("name"),
            about: table.text("about"),
            verdict: verdict,
            path: Some(if table.has("path") { table.reference("path", "profile") } else { None }),
            answers: answers,
        });
        table.finish();
        ids.add(id.as_ref(), log);
        draft
    };
    document.optional_tables("person").into_iter().filter_map(read).collect()
}

fn verdict(named: &Text, log: &FileLog<'_>) -> Option<OfSide> {
    let found = VERDICTS.iter().find(|(name, _)| *name == named.value);
    if found.is_none() {
        let known = VERDICTS.map(|(name, _)| name);
        let title = format!("`{}` is no verdict", short(&named.value));
        log.add(&named.span, title, "this one", suggest(&named.value, &known));
    }
    found.map(|(_, verdict)| *verdict)
}

/// The people whose answers fit the questions and whose path is one of the two. Nobody can mend those who are compiled
/// in and don't fit other content, so they are left out; all others are noted.
pub(super) fn fitting(
    file: &SourceFile,
    drafts: Vec<Draft>,
    instrument: Option<&Instrument>,
    pair: Option<&[Profile; 2]>,
    log: &Log,
) -> Vec<Person> {
    // Where the questions are unsound, who fits them can't be said: one mistake would be told many times.
    let sound = instrument.filter(|_| !log.of(problem::QUESTIONS).has_problems());
    let (Some(instrument), Some(pair)) = (sound, pair) else { return Vec::new() };
    let unheard = Log::default();
    let log = if file.is_built_in() { &unheard } else { log }.of(problem::QUESTIONS);
    drafts.into_iter().filter_map(|draft| draft.person(instrument, pair, &log)).collect()
}

impl Draft {
    fn person(self, instrument: &Instrument, pair: &[Profile; 2], log: &FileLog<'_>) -> Option<Person> {
        let (verdict, answers) = (self.expected(pair, log), self.answers(instrument, log));
        let Self { id, name, about, .. } = self;
        Some(Person { id, name, about, answers: answers?, verdict: verdict? })
    }

    /// The verdict with the path that belongs to it.
    fn expected(&self, pair: &[Profile; 2], log: &FileLog<'_>) -> Option<Verdict> {
        let of = |side: Side| (self.verdict)(side);
        let names_one = of(Side::First).side().is_some();
        match &self.path {
            None if names_one => {
                let title = format!("`{}` gets a path, and none is named", short(&self.id));
                let help = format!("add a line `path = …` with {}", list(&pair_ids(pair), " or "));
                log.add(&self.header, title, "this person", help);
                None
            }
            None => Some(of(Side::First)),
            Some(path) if !names_one => {
                let help = "remove this line, or write verdict = \"clear\" or \"lean\"";
                log.add(&path.span, "this verdict names no path", "this one", help);
                None
            }
            Some(path) => {
                let side = Side::BOTH.into_iter().find(|side| side.of(pair).id == path.value);
                if side.is_none() {
                    let title = format!("there is no [[profile]] `{}`", short(&path.value));
                    log.add(&path.span, title, "this path", suggest(&path.value, &pair_ids(pair)));
                }
                side.map(of)
            }
        }
    }

    /// The answers in the order asked.
    fn answers(&self, instrument: &Instrument, log: &FileLog<'_>) -> Option<Answers> {
        let scales: Vec<&str> = instrument.scales.iter().map(|scale| scale.id.as_str()).collect();
        for (scale, _) in self.answers.iter().filter(|(scale, _)| !scales.contains(&scale.value.as_str())) {
            let title = format!("the questions have no scale `{}`", short(&scale.value));
            log.add(&scale.span, title, "no such scale", suggest(&scale.value, &scales));
        }
        let missing: Vec<&str> = scales.iter().copied().filter(|scale| self.of(scale).is_none()).collect();
        if !missing.is_empty() {
            let title = format!("`{}` has no answers for {}", short(&self.id), list(&missing, ", "));
            let help = format!("add `{} = […]` under [person.answers]", list(&missing, " = […], "));
            log.add(&self.header, title, "this person", help);
        }
        let forms = [false, true].map(|extra| instrument_counts(instrument, extra));
        let fits = |counts: &[usize]| {
            scales
                .iter()
                .zip(counts)
                .all(|(scale, count)| self.of(scale).is_some_and(|(_, all)| all.len() == *count))
        };
        let Some(extra) = forms.iter().rposition(|counts| fits(counts)) else {
            self.note_counts(&scales, &forms, log);
            return None;
        };
        let asked = |place: usize| extra > 0 || place < instrument.core_count();
        let mut left: Vec<_> = scales.iter().map(|scale| self.of(scale).map(|(_, all)| all.iter())).collect();
        let mut next = |place: usize| left.get_mut(place)?.as_mut()?.next();
        let responses: ResponseSet = instrument
            .items
            .iter()
            .enumerate()
            .map(|(place, item)| asked(place).then(|| next(item.scale.place)).flatten())
            .map(|value| value.and_then(|value| u8::try_from(*value).ok()).and_then(Response::new))
            .collect();
        let tie_breakers = if extra > 0 { TieBreakers::Accepted } else { TieBreakers::NotOffered };
        Some(Answers { responses, tie_breakers, made_up: true })
    }

    fn of(&self, scale: &str) -> Option<&(Text, Vec<i64>)> {
        self.answers.iter().find(|(name, _)| name.value == scale)
    }

    /// Notes each scale with too few or too many answers. Where some scales have the tie-breakers' and some have not,
    /// those that have are one too many.
    fn note_counts(&self, scales: &[&str], [core, all]: &[Vec<usize>; 2], log: &FileLog<'_>) {
        for ((scale, core), all) in scales.iter().zip(core).zip(all) {
            let Some((name, answers)) = self.of(scale).filter(|(_, answers)| answers.len() != *core) else {
                continue;
            };
            let title = format!("`{}` has {} answers for `{}`", short(&self.id), answers.len(), short(scale));
            let more = if all > core {
                format!(", or {all} for every scale with the tie-breakers")
            } else {
                String::new()
            };
            log.add(
                &name.span,
                title,
                "this scale",
                format!("write {core}, one a question{more}; or leave this [[person]] out"),
            );
        }
    }
}

fn pair_ids(pair: &[Profile; 2]) -> [&str; 2] {
    Side::BOTH.map(|side| side.of(pair).id.as_str())
}

/// How many items each scale has, without or with the tie-breakers.
fn instrument_counts(instrument: &Instrument, extra: bool) -> Vec<usize> {
    let count = |place: usize| {
        instrument
            .items
            .iter()
            .filter(|item| item.scale.place == place && (extra || !item.tie_breaker))
            .count()
    };
    (0..instrument.scales.len()).map(count).collect()
}
