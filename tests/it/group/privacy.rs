//! An attack on the pictures of groups: whoever has them all, in whatever cut, puts everything that is shown into
//! equations and looks for what nobody was to know.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use career_fit::instrument::Answers;
use career_fit::scoring::{Side, Verdict};
use proptest::prelude::*;
use serde_json::Value;

use super::linear::Known;
use crate::harness::{PERSONAS, content, err, out, outcome, run};

const TERMS: [&str; 3] = ["Fall 2025", "Spring 2026", "Fall 2026"];
const SECTIONS: [&str; 4] = ["A", "B", "C", "D"];
/// The ways of answering: the personas, and the two ends.
const WAYS: usize = PERSONAS.len() + 2;

/// Somebody: term, section, way of answering.
type Person = (usize, usize, usize);

/// A term's section: where people are, as everybody knows who is there.
type Atom = (&'static str, &'static str);

/// How somebody answers, and what comes of it.
struct Way {
    cells: Vec<Option<u8>>,
    /// Its place among the results; `None` where it is left out.
    slot: Option<usize>,
    /// The means of the scales.
    scales: Vec<Option<f64>>,
}

fn ways() -> Vec<Way> {
    let content = content();
    let items = &content.instrument.items;
    let core = content.instrument.core_count();
    let persona = |way: usize, id: &str| match PERSONAS.get(way) {
        Some(persona) => persona.answer(id),
        None => Some(if way == PERSONAS.len() { 5 } else { 1 }),
    };
    let way = |way: usize| {
        let cells: Vec<Option<u8>> = items.iter().take(core).map(|item| persona(way, &item.id)).collect();
        let all = cells.iter().copied().chain(vec![None; items.len() - core]);
        let responses = all.map(|cell| cell.and_then(career_fit::instrument::Response::new)).collect();
        let assessment = outcome(&content, Answers::of(&content.instrument, responses).responses).assessment;
        let slot = match assessment.verdict {
            Verdict::Clear(Side::First) => Some(0),
            Verdict::Lean(Side::First) => Some(1),
            Verdict::Lean(Side::Second) => Some(2),
            Verdict::Clear(Side::Second) => Some(3),
            Verdict::Both => Some(4),
            Verdict::Neither => Some(5),
            Verdict::Close => Some(6),
            Verdict::Incomplete => None,
        };
        Way { cells, slot, scales: assessment.scales.iter().map(|scale| scale.mean).collect() }
    };
    (0..WAYS).map(way).collect()
}

fn side(slot: usize) -> usize {
    [0, 0, 1, 1, 2, 2, 2][slot]
}

/// The class as a CSV.
fn csv(people: &[Person], ways: &[Way]) -> String {
    let content = content();
    let ids: Vec<&str> = content
        .instrument
        .items
        .iter()
        .filter(|item| !item.tie_breaker)
        .map(|item| item.id.as_str())
        .collect();
    let mut text = format!("Term,Section,{}\n", ids.join(","));
    for (term, section, way) in people {
        let cells: Vec<String> =
            ways[*way].cells.iter().map(|cell| cell.map_or_else(String::new, |v| v.to_string())).collect();
        writeln!(text, "{},{},{}", TERMS[*term], SECTIONS[*section], cells.join(",")).unwrap();
    }
    text
}

/// Everything that is shown of a class: the picture of all, by term, and by term and section.
fn pictures(text: &str, min: u64) -> Option<Vec<Value>> {
    let min = min.to_string();
    let cuts: [&[&str]; 3] = [&[], &["--by", "Term"], &["--by", "Term,Section"]];
    cuts.iter()
        .map(|cut| {
            let output =
                run(&[&["group", "-", "--format", "json", "--min", &min], *cut].concat(), text.as_bytes());
            match output.status.code() {
                Some(0) => Some(serde_json::from_str(&out(&output)).unwrap()),
                _ => {
                    assert!(err(&output).contains("too few"), "{}", err(&output));
                    None
                }
            }
        })
        .collect()
}

/// The atoms that a shown group is made of.
fn members(group: &Value, atoms: &[Atom]) -> Vec<usize> {
    let names = group["names"].as_object().unwrap();
    let merged: Vec<&str> =
        group["merged"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let is_in = |column: &str, own: &str| match names.get(column).map(|name| name.as_str().unwrap()) {
        None => true,
        Some("Others") => merged.contains(&own),
        Some(name) => name == own,
    };
    let fits = |(_, (term, section)): &(usize, &Atom)| is_in("Term", term) && is_in("Section", section);
    atoms.iter().enumerate().filter(fits).map(|(at, _)| at).collect()
}

/// What a shown count says of a sum.
fn learn(known: &mut Known, sum: &[(usize, f64)], shown: &Value) {
    match shown {
        Value::Number(count) => {
            let count = count.as_u64().unwrap();
            assert!(count == 0 || count >= 5, "a count of {count} is shown");
            #[expect(clippy::cast_precision_loss, reason = "a count of people")]
            known.equal(sum, count as f64);
        }
        Value::String(word) => match word.as_str() {
            "under 5" => {
                known.at_least(sum, 1.0);
                known.at_most(sum, 4.0);
            }
            "5 or more" => known.at_least(sum, 5.0),
            "hidden" => {}
            _ => panic!("{word}"),
        },
        _ => panic!("{shown}"),
    }
}

/// The people of a class who get a result, by atom.
fn present<'a>(people: &[Person], ways: &'a [Way]) -> BTreeMap<Atom, Vec<&'a Way>> {
    let mut found: BTreeMap<Atom, Vec<&Way>> = BTreeMap::new();
    for (term, section, way) in people.iter().filter(|(_, _, way)| ways[*way].slot.is_some()) {
        found.entry((TERMS[*term], SECTIONS[*section])).or_default().push(&ways[*way]);
    }
    found
}

/// Its name, the sum that it is, and what that is in truth.
type Secret = (String, Vec<(usize, f64)>, usize);

/// What is known of how many people stand where.
struct Board<'a> {
    present: &'a BTreeMap<Atom, Vec<&'a Way>>,
    known: Known,
    /// For each atom, how many results name the first path, the second, and none.
    cells: Vec<[usize; 3]>,
    /// How many results of each kind there are.
    details: Vec<usize>,
    /// The atoms, and the groups that were shown.
    groups: Vec<Vec<usize>>,
}

const RESULTS: [&str; 7] = ["clear_hi", "lean_hi", "lean_him", "clear_him", "both", "neither", "close"];

impl<'a> Board<'a> {
    /// Who is in an atom is known to be somebody, and nothing more.
    fn new(present: &'a BTreeMap<Atom, Vec<&'a Way>>) -> Self {
        let mut known = Known::default();
        let cells: Vec<[usize; 3]> = present.keys().map(|_| [0; 3].map(|_| known.number())).collect();
        let details: Vec<usize> = RESULTS.map(|_| known.number()).to_vec();
        let groups: Vec<Vec<usize>> = (0..cells.len()).map(|at| vec![at]).collect();
        let mut board = Self { present, known, cells, details, groups };
        let everybody: Vec<usize> = (0..board.cells.len()).collect();
        everybody.iter().for_each(|at| board.known.at_least(&board.size(&[*at]), 1.0));
        for side in 0..3 {
            let details =
                (0..7).filter(|slot| self::side(*slot) == side).map(|slot| (board.details[slot], -1.0));
            let sum: Vec<(usize, f64)> = board.of(&everybody, side).into_iter().chain(details).collect();
            board.known.equal(&sum, 0.0);
        }
        board
    }

    fn of(&self, atoms: &[usize], side: usize) -> Vec<(usize, f64)> {
        atoms.iter().map(|at| (self.cells[*at][side], 1.0)).collect()
    }

    fn size(&self, atoms: &[usize]) -> Vec<(usize, f64)> {
        (0..3).flat_map(|side| self.of(atoms, side)).collect()
    }

    fn learn(&mut self, picture: &Value, min: u64) {
        if picture["results"].is_object() {
            for (detail, name) in self.details.iter().zip(RESULTS) {
                learn(&mut self.known, &[(*detail, 1.0)], &picture["results"][name]);
            }
        }
        let atoms: Vec<Atom> = self.present.keys().copied().collect();
        for group in picture["groups"].as_array().unwrap() {
            let members = members(group, &atoms);
            assert!(group["people"].as_u64().unwrap() >= min, "{group}");
            self.known.equal(&self.size(&members), group["people"].as_f64().unwrap());
            if group["sides"].is_object() {
                for (side, name) in ["hi", "him", "none"].iter().enumerate() {
                    let sum = self.of(&members, side);
                    learn(&mut self.known, &sum, &group["sides"][name]);
                }
            }
            self.groups.push(members);
        }
    }

    /// How many of some atoms' people have such a result.
    fn truth(&self, atoms: &[usize], is_it: impl Fn(usize) -> bool) -> usize {
        let people = self.present.values().enumerate().filter(|(at, _)| atoms.contains(at));
        people.flat_map(|(_, people)| people).filter(|way| is_it(way.slot.unwrap())).count()
    }

    /// What nobody was to know: sizes under the minimum and counts under 5.
    fn secrets(&self, min: u64) -> Vec<Secret> {
        let is_few = |count: usize| (1..5).contains(&count);
        let mut secrets = Vec::new();
        for atoms in &self.groups {
            let people = self.truth(atoms, |_| true);
            if (people as u64) < min {
                secrets.push((format!("the size of {atoms:?}"), self.size(atoms), people));
            }
            for side in 0..3 {
                let count = self.truth(atoms, |slot| self::side(slot) == side);
                if is_few(count) {
                    secrets.push((format!("side {side} of {atoms:?}"), self.of(atoms, side), count));
                }
            }
        }
        let everybody: Vec<usize> = (0..self.cells.len()).collect();
        for (slot, detail) in self.details.iter().enumerate() {
            let count = self.truth(&everybody, |one| one == slot);
            if is_few(count) {
                secrets.push((RESULTS[slot].to_owned(), vec![(*detail, 1.0)], count));
            }
        }
        secrets
    }
}

/// Looks for hidden counts, and for the size of hidden groups.
#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn attack_counts(pictures: &[Value], present: &BTreeMap<Atom, Vec<&Way>>, min: u64) -> Result<(), String> {
    let mut board = Board::new(present);
    pictures.iter().for_each(|picture| board.learn(picture, min));
    let mut solved = board.known.solve();
    for (what, sum, truth) in board.secrets(min) {
        let [low, high] = solved.range(&sum);
        assert!(
            low < truth as f64 + 1e-4 && truth as f64 - 1e-4 < high,
            "{what}: {truth} is not in {low} to {high}"
        );
        if (low - 1e-4).ceil() >= (high + 1e-4).floor() {
            return Err(format!("{what} can only be {truth}"));
        }
    }
    Ok(())
}

/// Looks for the mean of a hidden group, or one that is hidden of a shown group. To make it easier it is even known
/// how many in each atom answered.
#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn attack_means(
    pictures: &[Value],
    present: &BTreeMap<Atom, Vec<&Way>>,
    min: u64,
    figures: &str,
    place: usize,
    figure: &dyn Fn(&Way) -> Option<f64>,
) -> Result<(), String> {
    let atoms: Vec<Atom> = present.keys().copied().collect();
    let answered: Vec<Vec<f64>> =
        present.values().map(|people| people.iter().filter_map(|way| figure(way)).collect()).collect();
    let mut known = Known::default();
    let sums: Vec<(usize, f64)> = atoms.iter().map(|_| (known.number(), 1.0)).collect();
    for (sum, answered) in sums.iter().zip(&answered) {
        known.at_least(&[*sum], answered.len() as f64);
        known.at_most(&[*sum], 5.0 * answered.len() as f64);
    }
    let mut hidden: Vec<Vec<usize>> =
        (0..atoms.len()).filter(|at| (answered[*at].len() as u64) < min).map(|at| vec![at]).collect();
    for group in pictures.iter().flat_map(|picture| picture["groups"].as_array().unwrap()) {
        let members = members(group, &atoms);
        let sum: Vec<(usize, f64)> = members.iter().map(|at| sums[*at]).collect();
        let count = members.iter().map(|at| answered[*at].len()).sum::<usize>() as f64;
        match &group[figures][place]["mean"] {
            Value::Number(mean) => {
                let mean = mean.as_f64().unwrap();
                assert!((1.5..=4.5).contains(&mean) && count >= min as f64, "{group}");
                known.at_least(&sum, (mean - 0.05) * count);
                known.at_most(&sum, (mean + 0.05) * count);
            }
            Value::String(end) if end == "4.5 or more" => known.at_least(&sum, 4.5 * count),
            Value::String(_) => known.at_most(&sum, 1.5 * count),
            _ => hidden.push(members),
        }
    }
    let mut solved = known.solve();
    for members in hidden {
        let count = members.iter().map(|at| answered[*at].len()).sum::<usize>() as f64;
        if count == 0.0 {
            continue;
        }
        let [low, high] = solved.range(&members.iter().map(|at| sums[*at]).collect::<Vec<_>>());
        if (high - low) / count < 0.2 {
            return Err(format!(
                "{figures} {place} of {members:?} lies between {} and {}",
                low / count,
                high / count
            ));
        }
    }
    Ok(())
}

/// A class: how many sit in each section, and what most of them there are like.
fn classes() -> impl Strategy<Value = Vec<Person>> {
    let section = (
        0..TERMS.len(),
        0..SECTIONS.len(),
        0..WAYS,
        prop_oneof![1..6usize, 1..14usize, 10..30usize],
        0..100u8,
    );
    let people = prop::collection::vec(section, 1..9).prop_flat_map(|sections| {
        let each = sections.into_iter().map(|(term, section, way, number, alike)| {
            let person = (0..100u8, 0..WAYS)
                .prop_map(move |(dice, other)| (term, section, if dice < alike { way } else { other }));
            prop::collection::vec(person, number)
        });
        each.collect::<Vec<_>>()
    });
    people.prop_map(|sections| sections.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_follows_from_all_that_is_shown(people in classes(), min in prop_oneof![Just(5u64), Just(10u64)]) {
        let ways = ways();
        let present = present(&people, &ways);
        if let Some(pictures) = pictures(&csv(&people, &ways), min) {
            let attacked = attack_counts(&pictures, &present, min);
            prop_assert_eq!(attacked, Ok(()));
            for scale in 0..2 {
                let attacked = attack_means(&pictures, &present, min, "scales", scale, &|way| way.scales[scale]);
                prop_assert_eq!(attacked, Ok(()));
            }
            for item in 0..3 {
                let attacked = attack_means(&pictures, &present, min, "items", item, &|way| way.cells[item].map(f64::from));
                prop_assert_eq!(attacked, Ok(()));
            }
        }
    }
}

/// The attack is worth something: it finds what a careless picture gives away.
#[test]
fn the_attack_finds_what_is_hidden_badly() {
    let ways = ways();
    let of = |section: usize, way: usize, number: usize| vec![(0, section, way); number];
    // Section A: 12 of a kind and 3 of another; section B: both in plenty.
    let people = [of(0, 0, 12), of(0, 1, 3), of(1, 0, 11), of(1, 1, 9)].concat();
    let present = present(&people, &ways);
    let group = |names: Value, people: u64, sides: Value| serde_json::json!({ "names": names, "merged": [], "people": people, "sides": sides });
    let picture = |a: Value, b: Value| {
        let all = group(serde_json::json!({}), 35, serde_json::json!({ "hi": 23, "him": 12, "none": 0 }));
        let a = group(serde_json::json!({ "Term": "Fall 2025", "Section": "A" }), 15, a);
        let b = group(serde_json::json!({ "Term": "Fall 2025", "Section": "B" }), 20, b);
        vec![serde_json::json!({ "results": null, "groups": [all, a, b] })]
    };
    let shown = serde_json::json!({ "hi": 11, "him": 9, "none": 0 });
    let in_row = picture(serde_json::json!({ "hi": 12, "him": "under 5", "none": 0 }), Value::Null);
    assert!(attack_counts(&in_row, &present, 10).is_err(), "the rest of the row");
    let in_column = picture(Value::Null, shown);
    assert!(attack_counts(&in_column, &present, 10).is_err(), "the rest of the column");
    assert_eq!(attack_counts(&picture(Value::Null, Value::Null), &present, 10), Ok(()));
}
