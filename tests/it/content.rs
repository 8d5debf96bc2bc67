//! The shipped content: that it loads, and that it is what the method and the reader need.
//!
//! The largest threat to the method is a side whose items are merely nicer to read, so both sides' items are held
//! against each other here.
#![allow(clippy::float_cmp, reason = "constants are read as they are written")]

use std::collections::{BTreeSet, HashMap};

use career_fit::check::grade;
use career_fit::content::profiles::Said;
use career_fit::content::{Content, PROFILES, QUESTIONS, SourceFile, Wages, wages};
use career_fit::instrument::Item;
use career_fit::scoring::Side;
use toml::de::{DeTable, DeValue};

use crate::harness::content;

/// The six scales with their area and the difference of the two keys.
const SCALES: [(&str, &str, i64); 6] = [
    ("it_systems", "it", 3),
    ("programming", "programming", 2),
    ("data_analytics", "it", 2),
    ("management", "management", -2),
    ("medical_coding", "medical_coding", -2),
    ("patient_records", "patient_records", -3),
];

/// The order of a block; the next one has each pair of neighbours the other way round.
const BLOCK: [&str; 6] =
    ["it_systems", "patient_records", "programming", "medical_coding", "data_analytics", "management"];

/// The occupations that official figures count the two paths under.
const OCCUPATIONS: [&str; 6] = ["11-9111", "15-1211", "15-1242", "15-2051", "29-2072", "29-9021"];

fn loaded(questions: &str) -> Content {
    let questions = SourceFile::from_text("questions.toml", questions);
    Content::load(questions, SourceFile::built_in("profiles.toml", PROFILES)).unwrap()
}

/// The items of one side.
fn items_of(content: &Content, side: Side) -> Vec<&Item> {
    let items = content.instrument.items.iter();
    items.filter(|item| content.contrast.side(item.scale.place) == Some(side)).collect()
}

/// Every text of a file, with its field, but for ids and what refers to them.
fn texts(file: &str) -> Vec<(String, String)> {
    fn walk(name: &str, value: &DeValue<'_>, texts: &mut Vec<(String, String)>) {
        const NAMES: [&str; 10] = [
            "id",
            "area",
            "scale",
            "source",
            "wage_source",
            "outlook_source",
            "soc",
            "version",
            "address",
            "topic",
        ];
        match value {
            DeValue::String(text) if !NAMES.contains(&name) => {
                texts.push((name.to_owned(), text.to_string()));
            }
            DeValue::Array(list) => list.iter().for_each(|entry| walk(name, entry.get_ref(), texts)),
            DeValue::Table(table) => walk_table(table, texts),
            _ => {}
        }
    }
    fn walk_table(table: &DeTable<'_>, texts: &mut Vec<(String, String)>) {
        for (key, value) in table {
            walk(key.get_ref(), value.get_ref(), texts);
        }
    }
    let mut texts = Vec::new();
    walk_table(DeTable::parse(file).unwrap().get_ref(), &mut texts);
    texts
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The mean of something over the items of each side.
fn both_sides(content: &Content, of: impl Fn(&Item) -> usize) -> [f64; 2] {
    Side::BOTH.map(|side| {
        let items = items_of(content, side);
        items.iter().map(|item| of(item)).sum::<usize>() as f64 / items.len() as f64
    })
}

#[test]
fn files_are_read_like_the_built_in_ones() {
    let built_in = content();
    let questions = SourceFile::read("mine.toml", QUESTIONS.as_bytes()).unwrap();
    let profiles = SourceFile::read("other.toml", PROFILES.as_bytes()).unwrap();
    let read = Content::load(questions, profiles).unwrap();
    assert_eq!(format!("{read:?}"), format!("{built_in:?}"));
}

#[test]
fn scales_areas_and_keys_follow_the_method() {
    let content = content();
    let instrument = &content.instrument;
    assert_eq!(instrument.scales.len(), SCALES.len());
    for (index, (id, area, difference)) in SCALES.into_iter().enumerate() {
        let scale = &instrument.scales[index];
        assert_eq!((scale.id.as_str(), scale.area.id.as_str()), (id, area));
        assert_eq!(content.contrast.difference(index), difference, "{id}");
    }
    assert_eq!(content.contrast.total(), 7);
    for profile in &content.profiles.pair {
        assert_eq!(profile.key.iter().sum::<i64>(), 13, "{}", profile.id);
        assert_eq!(profile.key.iter().map(|x| x * x).sum::<i64>(), 37, "{}", profile.id);
    }
    let names = content.profiles.pair.each_ref().map(|profile| (profile.id.as_str(), profile.short.as_str()));
    assert_eq!(names, [("hi", "HI"), ("him", "HIM")]);
}

#[test]
fn constants_follow_the_method() {
    let constants = content().instrument.constants;
    let found = [
        constants.prior_variance,
        constants.prior_df,
        constants.day_to_day,
        constants.spread,
        constants.clear,
        constants.lean,
        constants.both,
        constants.neither,
    ];
    assert_eq!(found, [0.85, 8.0, 0.04, 0.60, 0.95, 0.80, 3.5, 2.5]);
    assert_eq!(constants.norm_gap, 0);
}

#[test]
fn order_of_items_follows_the_method() {
    let content = content();
    let mirrored: Vec<&str> = BLOCK.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    let mut wanted = Vec::new();
    for number in 1..=4 {
        let block: &[&str] = if number % 2 == 1 { &BLOCK } else { &mirrored };
        wanted.extend(block.iter().map(|scale| (format!("{scale}_{number}"), *scale, false)));
    }
    wanted.extend(BLOCK.iter().map(|scale| (format!("{scale}_5"), *scale, true)));
    let instrument = &content.instrument;
    let found: Vec<_> = instrument
        .items
        .iter()
        .map(|item| (item.id.clone(), item.scale.id.as_str(), item.tie_breaker))
        .collect();
    assert_eq!(found, wanted);
    assert_eq!((instrument.core_count(), instrument.tie_breaker_count()), (24, 6));
}

#[test]
fn neither_side_is_asked_first_or_more_often() {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let sides: Vec<Side> = core.map(|item| content.contrast.side(item.scale.place).unwrap()).collect();
    assert_eq!(sides.iter().filter(|side| **side == Side::First).count(), 12);
    let first_of_pairs = sides.chunks(2).filter(|pair| pair[0] == Side::First).count();
    assert_eq!(first_of_pairs, 6);
    assert!(sides.chunks(2).all(|pair| pair[0] != pair[1]));
    for pair in content.instrument.items.windows(2) {
        assert_ne!(pair[0].scale.id, pair[1].scale.id, "{} and {}", pair[0].id, pair[1].id);
    }
}

#[test]
fn items_are_short_and_alike_in_form() {
    let content = content();
    let mut starts: HashMap<&str, usize> = HashMap::new();
    for item in &content.instrument.items {
        let count = words(&item.text).len();
        assert!((6..=12).contains(&count), "{} has {count} words", item.id);
        // Each ends the stem's sentence.
        assert!(item.text.starts_with(|c: char| c.is_ascii_lowercase()), "{}", item.id);
        assert!(!item.text.ends_with(['.', '?', '!']), "{}", item.id);
        assert!(item.text.is_ascii(), "{}", item.id);
        *starts.entry(&item.text).or_default() += 1;
    }
    assert_eq!(starts.len(), 30, "two items say the same");
}

#[test]
fn items_of_both_sides_are_equally_long() {
    let content = content();
    for (what, [first, second]) in [
        ("words", both_sides(&content, |item| words(&item.text).len())),
        ("characters", both_sides(&content, |item| item.text.chars().count())),
    ] {
        let apart = (first - second).abs() / ((first + second) / 2.0);
        assert!(apart <= 0.05, "{what}: {first:.2} and {second:.2} are {:.1} % apart", 100.0 * apart);
    }
}

#[test]
fn items_of_both_sides_are_equally_easy() {
    let content = content();
    let grades = Side::BOTH.map(|side| {
        let texts: Vec<String> = items_of(&content, side).iter().map(|item| item.text.clone()).collect();
        grade(&texts).0
    });
    assert!(grades.iter().all(|grade| *grade <= 8.0), "{grades:?}");
    assert!((grades[0] - grades[1]).abs() <= 1.5, "{grades:?}");
}

#[test]
fn coding_is_always_medical_coding() {
    for (field, text) in [texts(QUESTIONS), texts(PROFILES)].concat() {
        let lower = text.to_lowercase();
        for (at, _) in lower.match_indices("coding") {
            assert!(lower[..at].ends_with("medical "), "which coding? {field} = {text:?}");
        }
    }
    for item in &content().instrument.items {
        let lower = item.text.to_lowercase();
        for (at, _) in lower.match_indices("code") {
            assert!(lower[..at].ends_with("medical "), "which code? {}", item.id);
        }
    }
}

#[test]
fn texts_are_as_short_as_their_file_says() {
    for (field, text) in texts(PROFILES) {
        assert!(text.chars().count() <= 200, "{field} = {text:?}");
    }
    let texts = [texts(QUESTIONS), texts(PROFILES)].concat();
    assert!(texts.len() > 400, "the walk over the files finds {} texts only", texts.len());
}

#[test]
fn every_term_is_used() {
    let content = content();
    let all: Vec<String> = [texts(QUESTIONS), texts(PROFILES)]
        .concat()
        .into_iter()
        .filter(|(field, _)| !["words", "name", "means"].contains(&field.as_str()))
        .map(|(_, text)| text)
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let found: BTreeSet<&str> =
        content.instrument.terms_in(&all).iter().map(|term| term.name.as_str()).collect();
    for term in &content.instrument.terms {
        assert!(term.words.len() == term.words.iter().collect::<BTreeSet<_>>().len(), "{}", term.name);
        // These two are explained where they stand in front ends alone.
        let elsewhere = ["median", "BLS"].contains(&term.name.as_str());
        assert!(elsewhere || found.contains(term.name.as_str()), "nothing mentions {}", term.name);
    }
}

#[test]
fn terms_of_items_are_explained() {
    let content = content();
    let named = |id: &str| -> Vec<String> {
        let item = &content.instrument.items[content.instrument.position(id).unwrap()];
        content.instrument.terms_in(&[&item.text]).iter().map(|term| term.name.clone()).collect()
    };
    assert_eq!(named("medical_coding_1"), ["medical coding", "ICD-10"]);
    assert_eq!(named("programming_1"), ["programming"]);
    assert_eq!(named("it_systems_2"), ["EHR (electronic health record)"]);
    assert!(named("management_2").is_empty());
}

#[test]
fn tie_breakers_come_last_in_any_order_of_the_file() {
    let early = QUESTIONS.replacen(
        "scale = \"it_systems\"\ntext",
        "scale = \"it_systems\"\ntie_breaker = true\ntext",
        1,
    );
    // The made-up people have an answer to each question as it was.
    let instrument = loaded(&early[..early.find("[[person]]").unwrap()]).instrument;
    assert_eq!((instrument.core_count(), instrument.tie_breaker_count()), (23, 7));
    assert_eq!(instrument.items[0].id, "patient_records_1");
    assert_eq!(instrument.items[23].id, "it_systems_1");
    assert!(instrument.items[23..].iter().all(|item| item.tie_breaker));
}

#[test]
fn norm_is_stored_in_ten_thousandths() {
    for (written, parts) in [("0.25", 2500), ("-1.23456", -12_346), ("1", 10_000), ("-4.0", -40_000)] {
        let text = QUESTIONS.replacen("norm_gap = 0.0", &format!("norm_gap = {written}"), 1);
        assert_eq!(loaded(&text).instrument.constants.norm_gap, parts, "{written}");
    }
}

#[test]
fn every_claim_has_a_source_and_every_source_is_used() {
    let profiles = content().profiles;
    let claims: Vec<Said<'_>> = profiles.claims().collect();
    assert!(claims.len() > 200, "{} claims", claims.len());
    let mut used: BTreeSet<&str> = claims.iter().map(|said| said.source.id.as_str()).collect();
    used.extend(profiles.all_jobs.iter().map(|all| all.by.id.as_str()));
    let all: BTreeSet<&str> = profiles.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(used, all, "sources used, and all");
}

/// A report that shows all claims shows every `source`, `disagrees` and `note` of the file.
#[test]
fn claims_include_every_source_and_remark_of_the_file() {
    let profiles = content().profiles;
    let lines = |start: &str| PROFILES.lines().filter(|line| line.starts_with(start)).count();
    let occupations = profiles.pair.iter().map(|profile| profile.occupations.len()).sum::<usize>();
    // Growth of all jobs is a figure with a source, and no claim in words.
    assert_eq!(profiles.claims().count(), lines("source = ") - 1 + 2 * occupations);
    let disagreeing = profiles.claims().filter(|said| said.disagrees.is_some()).count();
    assert_eq!(disagreeing, lines("disagrees = "));
    let sources = profiles.sources.iter().filter(|source| source.note.is_some()).count();
    let noted = profiles.claims().filter(|said| said.note.is_some()).count();
    assert_eq!(noted, lines("note = ") - sources);
}

#[test]
fn profiles_need_only_names_a_summary_and_keys() {
    let path = |id: &str, key: &str| {
        format!(
            "[[profile]]\nid = \"{id}\"\nname = \"Path {id}\"\nshort = \"{id}\"\nsummary = \"What it is.\"\nkey = {{ {key} }}\n"
        )
    };
    let source = "[[source]]\nid = \"us\"\npublisher = \"Our college\"\ntitle = \"Advice\"\nyear = \"2026\"\nplace = \"Ohio\"\nused_for = \"All of it.\"\n";
    let scales = |numbers: [i64; 6]| {
        let pairs = SCALES.iter().zip(numbers).map(|((id, ..), number)| format!("{id} = {number}"));
        pairs.collect::<Vec<_>>().join(", ")
    };
    let text = format!(
        "{source}{}credential = []\n{}",
        path("one", &scales([4, 3, 3, 1, 1, 1])),
        path("two", &scales([1, 1, 1, 3, 3, 4]))
    );
    let load = |text: &str| {
        let questions = SourceFile::built_in("questions.toml", QUESTIONS);
        Content::load(questions, SourceFile::from_text("mine.toml", text))
    };
    let bare = load(&text).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bare.profiles.claims().count(), 0);
    let local =
        "[[local]]\nlabel = \"Your program\"\ntext = \"Room 12\"\nlink = \"https://college.example/hi\"\n";
    let profiles = load(&format!("{local}{text}")).unwrap().profiles;
    assert_eq!(profiles.local[0].link.as_deref(), Some("https://college.example/hi"));
}

#[test]
fn every_source_but_our_own_has_an_address() {
    let profiles = content().profiles;
    let without: Vec<&str> =
        profiles.sources.iter().filter(|one| one.address.is_none()).map(|one| one.id.as_str()).collect();
    assert_eq!(without, ["career-fit"]);
    let own = profiles.sources.iter().find(|source| source.id == "career-fit").unwrap();
    assert!(own.note.as_ref().unwrap().contains("has no address"));
}

#[test]
fn growth_in_words_and_in_figures_agree() {
    for profile in &content().profiles.pair {
        let newest = &profile.outlook.last().unwrap().text;
        for occupation in &profile.occupations {
            let more = if occupation.growth < 0.0 { "fewer" } else { "more" };
            let growth = format!("{:.1}% {more}", occupation.growth.abs());
            assert!(newest.contains(&growth), "{}: {growth} is not in {newest:?}", occupation.name);
        }
    }
}

#[test]
fn every_occupation_has_a_national_wage() {
    let (content, wages) = (content(), Wages::built_in());
    let mut socs = BTreeSet::new();
    for occupation in content.profiles.pair.iter().flat_map(|profile| &profile.occupations) {
        let wage = wages.get(&occupation.soc, wages::NATION).unwrap_or_else(|| panic!("{}", occupation.soc));
        let [p10, median, p90] = wage.pay.unwrap();
        assert!(wage.employment.unwrap() > 10_000 && p10 < median && median < p90, "{wage:?}");
        socs.insert(occupation.soc.clone());
    }
    assert_eq!(Vec::from_iter(&socs), OCCUPATIONS);
}
