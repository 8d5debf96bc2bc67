//! Neither field sounds better because it has more claims, longer texts or easier words.
//!
//! The sources don't say equally much about both fields, so the bounds leave some room.

use std::collections::BTreeMap;

use career_fit::check::grade;
use career_fit::content::{Claim, Content, Profile};

use crate::harness::content;
use crate::readable::names;

/// The maximum difference in the number of claims of a list.
const MAX_MORE_CLAIMS: usize = 2;
/// The maximum difference in the number of all words, as a part of the smaller one.
const MAX_MORE_WORDS: f64 = 0.05;
/// The maximum difference in the mean length of a list's texts, as a part of the smaller one.
const MAX_LONGER: f64 = 0.30;
/// The maximum difference in reading grade.
const MAX_GRADE_DIFFERENCE: f64 = 1.0;
/// The maximum reading grade of all texts about a field.
const MAX_GRADE: f64 = 8.0;
/// The maximum reading grade of a list that is long enough to be graded; names of courses make some lists hard.
const MAX_LIST_GRADE: f64 = 9.5;

/// The texts about a field by list.
fn lists(profile: &Profile) -> BTreeMap<&'static str, Vec<String>> {
    let texts = |claims: &[Claim]| claims.iter().map(|claim| claim.text.clone()).collect::<Vec<_>>();
    BTreeMap::from([
        ("brief", profile.brief.lines().map(|claim| claim.text.clone()).collect()),
        ("day", texts(&profile.day)),
        ("core", texts(&profile.core)),
        ("suits", texts(&profile.suits)),
        ("duties", texts(&profile.duties)),
        ("skills", texts(&profile.skills)),
        ("study", texts(&profile.study)),
        ("cost", texts(&profile.cost)),
        ("credentials", texts(&profile.credentials)),
        ("workplaces", texts(&profile.workplaces)),
        ("first steps", texts(&profile.first_steps)),
        ("occupations", profile.occupations.iter().map(|one| one.about.clone()).collect()),
        ("pay", profile.pay.iter().map(|one| one.what.clone()).collect()),
        ("outlook", profile.outlook.iter().map(|one| one.text.clone()).collect()),
        ("titles", profile.titles.iter().map(|one| one.summary.clone()).collect()),
    ])
}

fn words(texts: &[String]) -> usize {
    texts.iter().map(|text| text.split_whitespace().count()).sum()
}

/// The difference as a part of the smaller number.
fn relative_difference(a: f64, b: f64) -> f64 {
    a.max(b) / a.min(b) - 1.0
}

fn both(content: &Content) -> [BTreeMap<&'static str, Vec<String>>; 2] {
    content.profiles.pair.each_ref().map(lists)
}

#[test]
fn fields_have_about_equally_many_claims() {
    let [first, second] = both(&content());
    for (list, texts) in &first {
        let (one, other) = (texts.len(), second[list].len());
        assert!(one.abs_diff(other) <= MAX_MORE_CLAIMS, "{list}: {one} and {other}");
        if ["brief", "day"].contains(list) {
            assert_eq!(one, other, "{list} is shown side by side");
        }
    }
}

#[test]
fn texts_about_the_fields_are_equally_long() {
    let [first, second] = both(&content());
    let all = |side: &BTreeMap<_, Vec<String>>| side.values().map(|texts| words(texts)).sum::<usize>() as f64;
    let (one, other) = (all(&first), all(&second));
    assert!(relative_difference(one, other) <= MAX_MORE_WORDS, "{one} and {other} words");
    for (list, texts) in &first {
        let mean = |texts: &[String]| words(texts) as f64 / texts.len() as f64;
        let (one, other) = (mean(texts), mean(&second[list]));
        assert!(
            relative_difference(one, other) <= MAX_LONGER,
            "{list}: {one:.1} and {other:.1} words a text"
        );
    }
}

/// Names of jobs, sources and the fields can't be simplified, so they don't count.
#[test]
fn texts_about_the_fields_are_equally_easy_to_read() {
    let content = content();
    let names = names(&content);
    let plain = |text: &String| names.iter().fold(text.clone(), |text, name| text.replace(name, "it"));
    let mut grades = Vec::new();
    for side in both(&content) {
        let mut all: Vec<String> = Vec::new();
        for (list, texts) in side {
            let texts: Vec<String> = texts.iter().map(plain).collect();
            let (hard, count) = grade(&texts);
            assert!(hard <= MAX_LIST_GRADE || count < 60, "{list}: grade {hard:.1}");
            all.extend(texts);
        }
        grades.push(grade(&all).0);
    }
    assert!(grades.iter().all(|grade| *grade <= MAX_GRADE), "{grades:?}");
    assert!((grades[0] - grades[1]).abs() <= MAX_GRADE_DIFFERENCE, "{grades:?}");
}

/// The words of a text in lower case, without punctuation.
fn plain_words(text: &str) -> Vec<String> {
    let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// No eight words in a row are those of a source's title. The texts of the articles aren't part of this program; they
/// were compared by hand.
#[test]
fn claims_dont_repeat_titles_of_sources() {
    let profiles = content().profiles;
    let titles: Vec<Vec<String>> = profiles.sources.iter().map(|source| plain_words(&source.title)).collect();
    assert!(titles.iter().any(|title| title.len() >= 8), "some titles have eight words");
    for said in profiles.claims() {
        let words = plain_words(said.text);
        for run in words.windows(8) {
            assert!(!titles.iter().any(|title| title.windows(8).any(|other| other == run)), "{run:?}");
        }
    }
}
