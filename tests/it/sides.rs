//! Neither side of the profiles sounds better for being told at more length, in more claims or in easier words.
//!
//! The sources don't say the same number of things of both paths, so the bounds leave some room; they are what the
//! shipped file is held to.

use std::collections::BTreeMap;

use career_fit::check::grade;
use career_fit::content::{Claim, Content, Profile};

use crate::harness::content;
use crate::readable::names;

/// A list of one side has at most this many claims more than the other's.
const MORE_CLAIMS: usize = 2;
/// All words of one side are at most this part more than the other's.
const MORE_WORDS: f64 = 0.05;
/// The mean length of a list's texts is at most this part more than the other's.
const LONGER: f64 = 0.30;
/// The sides' grades lie at most this far apart.
const GRADES_APART: f64 = 1.0;
/// All words of a side read at this grade or under.
const GRADE: f64 = 8.0;
/// Every list that is long enough to be graded reads at this grade or under: courses have the names that they have.
const LIST_GRADE: f64 = 9.5;

/// A side's texts by the list that they stand in.
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

/// By which part the larger is more than the smaller.
fn apart(a: f64, b: f64) -> f64 {
    a.max(b) / a.min(b) - 1.0
}

fn both(content: &Content) -> [BTreeMap<&'static str, Vec<String>>; 2] {
    content.profiles.pair.each_ref().map(lists)
}

#[test]
fn both_sides_make_about_as_many_claims() {
    let [first, second] = both(&content());
    for (list, texts) in &first {
        let (one, other) = (texts.len(), second[list].len());
        assert!(one.abs_diff(other) <= MORE_CLAIMS, "{list}: {one} and {other}");
        if ["brief", "day"].contains(list) {
            assert_eq!(one, other, "{list} stands side by side");
        }
    }
}

#[test]
fn both_sides_are_told_at_the_same_length() {
    let [first, second] = both(&content());
    let all = |side: &BTreeMap<_, Vec<String>>| side.values().map(|texts| words(texts)).sum::<usize>() as f64;
    let (one, other) = (all(&first), all(&second));
    assert!(apart(one, other) <= MORE_WORDS, "{one} and {other} words");
    for (list, texts) in &first {
        let mean = |texts: &[String]| words(texts) as f64 / texts.len() as f64;
        let (one, other) = (mean(texts), mean(&second[list]));
        assert!(apart(one, other) <= LONGER, "{list}: {one:.1} and {other:.1} words a text");
    }
}

/// Names of jobs, papers and the paths can't be made easier; short labels would make a list look easy.
#[test]
fn both_sides_are_equally_easy_to_read() {
    let content = content();
    let names = names(&content);
    let plain = |text: &String| names.iter().fold(text.clone(), |text, name| text.replace(name, "it"));
    let mut grades = Vec::new();
    for side in both(&content) {
        let mut all: Vec<String> = Vec::new();
        for (list, texts) in side {
            let texts: Vec<String> = texts.iter().map(plain).collect();
            let (hard, count) = grade(&texts);
            assert!(hard <= LIST_GRADE || count < 60, "{list}: grade {hard:.1}");
            all.extend(texts);
        }
        grades.push(grade(&all).0);
    }
    assert!(grades.iter().all(|grade| *grade <= GRADE), "{grades:?}");
    assert!((grades[0] - grades[1]).abs() <= GRADES_APART, "{grades:?}");
}

/// The words of a text, without marks and case.
fn plain_words(text: &str) -> Vec<String> {
    let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// No eight words in a row are those of a source's title. The articles' own texts aren't part of this program; they
/// were held against it by hand.
#[test]
fn no_claim_repeats_a_title_of_a_source() {
    let profiles = content().profiles;
    let titles: Vec<Vec<String>> = profiles.sources.iter().map(|source| plain_words(&source.title)).collect();
    assert!(titles.iter().any(|title| title.len() >= 8), "some titles are long enough to be repeated");
    for said in profiles.claims() {
        let words = plain_words(said.text);
        for run in words.windows(8) {
            assert!(!titles.iter().any(|title| title.windows(8).any(|other| other == run)), "{run:?}");
        }
    }
}
