//! A result's code: what it holds comes back, and what is wrong with it is found and named.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use career_fit::code::{Changes, CodeError, Codec, Difference, Opened, decode, encode};
use career_fit::content::Content;
use career_fit::instrument::{Answers, Instrument, Item, Items, Response, ResponseSet, Scale, TieBreakers};
use proptest::prelude::*;

use crate::harness::{PERSONAS, answers, change_items, content, err, out, run, without_dates};

const ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    /// Answers and skips to all items, or to the core alone.
    fn responses(&mut self, content: &Content, all: bool) -> ResponseSet {
        let items = &content.instrument.items;
        let any = |dice: &mut Self| Response::new(u8::try_from(dice.roll(6)).unwrap());
        items.iter().map(|item| if all || !item.tie_breaker { any(self) } else { None }).collect()
    }

    /// A code of the core for even numbers, of everything for odd ones.
    fn code(&mut self, content: &Content, codec: &Codec, number: usize) -> String {
        let (all, tie_breakers) = forms(number);
        codec.encode(&given(&self.responses(content, all), tie_breakers))
    }
}

fn given(responses: &ResponseSet, tie_breakers: TieBreakers) -> Answers {
    Answers { responses: responses.clone(), tie_breakers, made_up: false }
}

/// The outcome of a code made with the same content.
fn opened(codec: &Codec, responses: &ResponseSet, tie_breakers: TieBreakers) -> Result<Opened, CodeError> {
    let opened = Opened::from(given(responses, tie_breakers));
    Ok(Opened { origin: Some(codec.origin()), ..opened })
}

fn forms(number: usize) -> (bool, TieBreakers) {
    if number.is_multiple_of(2) { (false, TieBreakers::NotOffered) } else { (true, TieBreakers::Accepted) }
}

/// The characters of a code without its hyphens.
fn bare(code: &str) -> Vec<char> {
    code.chars().filter(|character| *character != '-').collect()
}

fn text(characters: &[char]) -> String {
    characters.iter().collect()
}

/// The shipped content with more or fewer items: `count` of them, all core, ten to a scale.
fn resized(count: usize) -> Content {
    let mut content = content();
    let Instrument { scales, items, .. } = &mut content.instrument;
    let scale = |place| Arc::new(Scale { place, id: format!("scale_{place}"), ..Scale::clone(&scales[0]) });
    *scales = (0..count.div_ceil(10)).map(scale).collect();
    let item = |number: usize| Item {
        id: format!("item_{number}"),
        scale: scales[number / 10].clone(),
        tie_breaker: false,
        ..items[0].clone()
    };
    *items = Items::new(scales, (0..count).map(item).collect()).unwrap();
    content
}

/// Gives one scale another id, in the items too.
fn rename_scale(instrument: &mut Instrument, place: usize) {
    let renamed = Arc::new(Scale { id: "renamed".to_owned(), ..Scale::clone(&instrument.scales[place]) });
    instrument.scales[place] = renamed.clone();
    change_items(instrument, |items| {
        for item in items.iter_mut().filter(|item| item.scale.place == place) {
            item.scale = renamed.clone();
        }
    });
}

#[test]
fn random_answers_round_trip() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(1);
    for number in 0..1000 {
        let (all, tie_breakers) = forms(number);
        let responses = dice.responses(&content, all);
        let code = codec.encode(&given(&responses, tie_breakers));
        assert_eq!(codec.decode(&code), opened(&codec, &responses, tie_breakers), "{code}");
    }
}

#[test]
fn extreme_answers_round_trip() {
    let content = content();
    let total = content.instrument.items.len();
    for value in 0..=5 {
        let all: ResponseSet = (0..total).map(|_| Response::new(value)).collect();
        let code = encode(&content, &given(&all, TieBreakers::Accepted));
        assert_eq!(
            decode(&content, &code),
            opened(&Codec::new(&content), &all, TieBreakers::Accepted),
            "{code}"
        );
    }
    let none = ResponseSet::empty(total);
    for (tie_breakers, back) in [
        (TieBreakers::NotOffered, TieBreakers::NotOffered),
        (TieBreakers::Declined, TieBreakers::NotOffered),
        (TieBreakers::Accepted, TieBreakers::Accepted),
    ] {
        let code = encode(&content, &given(&none, tie_breakers));
        assert_eq!(decode(&content, &code), opened(&Codec::new(&content), &none, back), "{code}");
    }
}

#[test]
fn answered_tie_breaker_is_always_encoded() {
    let content = content();
    let mut responses = ResponseSet::empty(content.instrument.items.len());
    responses.set(29, Response::new(4));
    let code = encode(&content, &given(&responses, TieBreakers::NotOffered));
    assert_eq!(decode(&content, &code), opened(&Codec::new(&content), &responses, TieBreakers::Accepted));
}

#[test]
fn codes_are_short_and_grouped() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(2);
    for number in 0..1000 {
        let code = dice.code(&content, &codec, number);
        let groups: Vec<usize> = code.split('-').map(str::len).collect();
        let wanted = if number % 2 == 0 { [5, 4, 4, 4, 4] } else { [5, 5, 5, 5, 4] };
        assert_eq!(groups, wanted, "{code}");
        assert!(bare(&code).iter().all(|character| ALPHABET.contains(*character)), "{code}");
    }
}

#[test]
fn thirty_items_fit_into_24_characters() {
    for core in 1..=30 {
        let mut content = resized(30);
        change_items(&mut content.instrument, |items| {
            items[core..].iter_mut().for_each(|item| item.tie_breaker = true);
        });
        let highest: ResponseSet = (0..30).map(|_| Some(Response::HIGHEST)).collect();
        let code = encode(&content, &given(&highest, TieBreakers::Accepted));
        assert_eq!(bare(&code).len(), 24, "{code}");
        assert_eq!(
            decode(&content, &code),
            opened(&Codec::new(&content), &highest, TieBreakers::Accepted),
            "{core} core items"
        );
        let skipped = ResponseSet::empty(30);
        let short = encode(&content, &given(&skipped, TieBreakers::NotOffered));
        assert!(bare(&short).len() <= 24, "{short}");
        assert_eq!(
            decode(&content, &short),
            opened(&Codec::new(&content), &skipped, TieBreakers::NotOffered),
            "{core} core items"
        );
    }
}

#[test]
fn any_number_of_items_round_trips() {
    let mut dice = Dice(3);
    for count in [1, 2, 6, 19, 20, 21, 40, 41, 60, 100, 500] {
        let content = resized(count);
        let codec = Codec::new(&content);
        for _ in 0..50 {
            let responses = dice.responses(&content, true);
            let code = codec.encode(&given(&responses, TieBreakers::NotOffered));
            assert_eq!(codec.decode(&code), opened(&codec, &responses, TieBreakers::NotOffered), "{code}");
        }
    }
}

#[test]
fn case_hyphens_and_spaces_are_ignored() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(4);
    for number in 0..200 {
        let code = dice.code(&content, &codec, number);
        let wanted = codec.decode(&code);
        assert!(wanted.is_ok());
        let bare = text(&bare(&code));
        let spaced: String = bare.chars().flat_map(|character| [character, ' ']).collect();
        for way in [
            code.to_lowercase(),
            bare,
            spaced,
            format!("\t{code}\r\n"),
            code.replace('-', "\u{2013}"),
            code.replace('-', "\u{a0}"),
            code.replace('-', "-\u{200b}-"),
        ] {
            assert_eq!(codec.decode(&way), wanted, "{way:?}");
        }
    }
}

#[test]
fn every_single_wrong_character_is_detected() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(5);
    for number in 0..300 {
        let code = bare(&dice.code(&content, &codec, number));
        for place in 0..code.len() {
            for character in ALPHABET.chars().filter(|character| *character != code[place]) {
                let mut wrong = code.clone();
                wrong[place] = character;
                assert_eq!(codec.decode(&text(&wrong)), Err(CodeError::Mistyped), "{wrong:?} for {code:?}");
            }
        }
    }
}

/// So swapped characters are detected too.
#[test]
fn any_two_wrong_characters_are_detected() {
    let content = content();
    let codec = Codec::new(&content);
    for number in 0..2 {
        let code = bare(&Dice(7).code(&content, &codec, number));
        for (first, second) in pairs(code.len()) {
            for one in ALPHABET.chars().filter(|character| *character != code[first]) {
                for other in ALPHABET.chars().filter(|character| *character != code[second]) {
                    let mut wrong = code.clone();
                    (wrong[first], wrong[second]) = (one, other);
                    assert_eq!(codec.decode(&text(&wrong)), Err(CodeError::Mistyped), "{wrong:?}");
                }
            }
        }
    }
}

fn pairs(length: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..length).flat_map(move |first| (first + 1..length).map(move |second| (first, second)))
}

#[test]
fn long_codes_detect_wrong_characters_and_swapped_neighbors() {
    let content = resized(100);
    let codec = Codec::new(&content);
    let code = bare(&codec.encode(&given(&Dice(8).responses(&content, true), TieBreakers::NotOffered)));
    assert!(code.len() > 31);
    for place in 0..code.len() {
        for character in ALPHABET.chars().filter(|character| *character != code[place]) {
            let mut wrong = code.clone();
            wrong[place] = character;
            assert_eq!(codec.decode(&text(&wrong)), Err(CodeError::Mistyped));
        }
        if place > 0 && code[place] != code[place - 1] {
            let mut wrong = code.clone();
            wrong.swap(place, place - 1);
            assert_eq!(codec.decode(&text(&wrong)), Err(CodeError::Mistyped));
        }
    }
}

#[test]
fn missing_or_doubled_character_is_detected() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(9);
    for number in 0..300 {
        let code = bare(&dice.code(&content, &codec, number));
        for place in 0..code.len() {
            let mut lost = code.clone();
            lost.remove(place);
            assert!(codec.decode(&text(&lost)).is_err(), "{lost:?}");
            let mut doubled = code.clone();
            doubled.insert(place, code[place]);
            assert!(codec.decode(&text(&doubled)).is_err(), "{doubled:?}");
        }
    }
}

#[test]
fn random_characters_are_rejected() {
    let content = content();
    let codec = Codec::new(&content);
    let mut dice = Dice(10);
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    let mut past_the_check = 0;
    for number in 0..50_000 {
        let length = if number % 2 == 0 { 21 } else { 24 };
        let code: String = (0..length).map(|_| alphabet[usize::try_from(dice.roll(31)).unwrap()]).collect();
        match codec.decode(&code) {
            Err(CodeError::Mistyped) => {}
            Err(CodeError::OtherQuestions(_)) => past_the_check += 1,
            other => panic!("{code}: {other:?}"),
        }
    }
    // 1 in 961 on average.
    assert!((25..90).contains(&past_the_check), "{past_the_check}");
    for character in ALPHABET.chars() {
        for length in 1..40 {
            let row = character.to_string().repeat(length);
            assert!(codec.decode(&row).is_err(), "{row}");
        }
    }
}

/// The number that a code is, without its two check characters.
fn number(code: &str) -> u128 {
    let characters = bare(code);
    characters[..characters.len() - 2].iter().fold(0, |number, character| {
        number * 31 + u128::try_from(ALPHABET.chars().position(|one| one == *character).unwrap()).unwrap()
    })
}

/// A number in `length` characters, with every pair of check characters: one of them is right.
fn forged(mut number: u128, length: usize) -> Vec<String> {
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    let mut digits = Vec::new();
    for _ in 2..length {
        digits.insert(0, alphabet[usize::try_from(number % 31).unwrap()]);
        number /= 31;
    }
    assert_eq!(number, 0, "it fits");
    let ends = alphabet.iter().flat_map(|one| alphabet.iter().map(move |other| [*one, *other]));
    ends.map(|end| text(&digits) + &text(&end)).collect()
}

#[test]
fn codes_are_canonical_and_other_numbers_are_rejected() {
    let content = content();
    let codec = Codec::new(&content);
    let none = ResponseSet::empty(30);
    let short = codec.encode(&given(&none, TieBreakers::NotOffered));
    let long = codec.encode(&given(&none, TieBreakers::Accepted));
    let passing = |codes: Vec<String>| codes.into_iter().filter(|code| codec.decode(code).is_ok()).count();
    assert_eq!(passing(forged(number(&short), 21)), 1);
    assert_eq!(passing(forged(number(&long), 24)), 1);
    // The core's answers in a code that is long enough for all.
    assert_eq!(passing(forged(number(&short), 24)), 0);
    // More than the answers can be, with the mark of this very content.
    let marks = 251_u128.pow(3) * 89 * 2;
    assert_eq!(passing(forged(number(&short) + 6_u128.pow(24) * marks, 21)), 0);
    assert_eq!(passing(forged(number(&long) + 6_u128.pow(30) * marks, 24)), 0);
}

const NOTHING: Changes = Changes { wording: false, keys: false, scoring: false };
const WORDING: Changes = Changes { wording: true, ..NOTHING };
const KEYS: Changes = Changes { keys: true, ..NOTHING };
const SCORING: Changes = Changes { scoring: true, ..NOTHING };

/// A change to the content, and what a code from after it says to the content before it.
type Change = (&'static str, fn(&mut Content), Result<Changes, Difference>);

fn change(content: &mut Content, change: impl FnOnce(&mut Vec<Item>)) {
    change_items(&mut content.instrument, change);
}

const CHANGES: &[Change] = &[
    ("the version", |content| content.instrument.version.push('1'), Ok(NOTHING)),
    (
        "the next version",
        |content| content.instrument.version = "4.0.0".to_owned(),
        Err(Difference::Version(4)),
    ),
    (
        "a far version",
        |content| content.instrument.version = "12.1".to_owned(),
        Err(Difference::LaterVersion(8)),
    ),
    ("no number", |content| content.instrument.version = "draft".to_owned(), Err(Difference::NoNumber)),
    ("the id", |content| content.instrument.id.push('x'), Err(Difference::Quiz)),
    ("the opening words", |content| content.instrument.stem.push('x'), Ok(WORDING)),
    ("an option", |content| content.instrument.options[2] = "Not sure".to_owned(), Ok(WORDING)),
    ("an item's text", |content| change(content, |items| items[7].text.push('s')), Ok(WORDING)),
    (
        "a letter of an item",
        |content| change(content, |items| items[0].text.replace_range(0..1, "S")),
        Ok(WORDING),
    ),
    ("an item's id", |content| change(content, |items| items[29].id.push('x')), Err(Difference::Items)),
    (
        "an item's scale",
        |content| change(content, |items| items[3].scale = items[0].scale.clone()),
        Err(Difference::Items),
    ),
    ("the order", |content| change(content, |items| items.swap(0, 2)), Err(Difference::Items)),
    ("no tie-breakers", |content| change(content, |items| items.truncate(24)), Err(Difference::Items)),
    ("fewer items", |content| change(content, |items| drop(items.drain(6..24))), Err(Difference::Items)),
    (
        "core for tie-breaker",
        |content| change(content, |items| items[24].tie_breaker = false),
        // One of the 1 in 13 whose mark is the same by chance: found, but not named.
        Err(Difference::Unknown),
    ),
    ("a key", |content| content.profiles.pair[0].key.swap(0, 1), Ok(KEYS)),
    ("a path's id", |content| content.profiles.pair[1].id.push('x'), Ok(KEYS)),
    ("the paths' order", |content| content.profiles.pair.swap(0, 1), Ok(KEYS)),
    ("the norm", |content| content.instrument.constants.norm_gap = 1, Ok(SCORING)),
    ("the prior", |content| content.instrument.constants.prior_variance = 0.86, Ok(SCORING)),
    ("the prior's weight", |content| content.instrument.constants.prior_df = 9.0, Ok(SCORING)),
    ("from day to day", |content| content.instrument.constants.day_to_day = 0.05, Ok(SCORING)),
    ("the spread", |content| content.instrument.constants.spread = 0.61, Ok(SCORING)),
    ("clear", |content| content.instrument.constants.clear = 0.96, Ok(SCORING)),
    ("lean", |content| content.instrument.constants.lean = 0.81, Ok(SCORING)),
    ("both", |content| content.instrument.constants.both = 3.6, Ok(SCORING)),
    ("neither", |content| content.instrument.constants.neither = 2.4, Ok(SCORING)),
    ("a scale's id", |content| rename_scale(&mut content.instrument, 1), Err(Difference::Items)),
    (
        "all that may change",
        |content| {
            content.instrument.stem.push('x');
            content.profiles.pair.swap(0, 1);
            content.instrument.constants.lean = 0.7;
        },
        Ok(Changes { wording: true, keys: true, scoring: true }),
    ),
    (
        "everything",
        |content| {
            content.instrument.version = "4".to_owned();
            content.instrument.stem.push('x');
            rename_scale(&mut content.instrument, 1);
            content.profiles.pair.swap(0, 1);
        },
        Err(Difference::Version(4)),
    ),
];

#[test]
fn code_of_other_content_is_rejected_or_opened_with_its_changes() {
    let here = content();
    let codec = Codec::new(&here);
    let mut dice = Dice(11);
    for (what, change, wanted) in CHANGES {
        let mut there = content();
        change(&mut there);
        let other = Codec::new(&there);
        assert_ne!(codec.fingerprint(), other.fingerprint(), "{what}");
        for number in 0..50 {
            let (all, tie_breakers) = forms(number);
            let answers = given(&dice.responses(&there, all), tie_breakers);
            let theirs = codec.decode(&other.encode(&answers));
            let wanted = match *wanted {
                Ok(changes) => Ok(Opened { answers, changes, origin: Some(other.origin()) }),
                Err(difference) => Err(CodeError::OtherQuestions(difference)),
            };
            assert_eq!(theirs, wanted, "{what}");
            let back = other.decode(&dice.code(&here, &codec, number)).map(|opened| opened.changes);
            match wanted {
                Ok(opened) => assert_eq!(back, Ok(opened.changes), "{what}"),
                Err(_) => assert!(matches!(back, Err(CodeError::OtherQuestions(_))), "{what}: {back:?}"),
            }
        }
    }
}

#[test]
fn label_and_period_around_a_code_are_ignored() {
    let content = content();
    let code = persona("hi");
    let wanted = decode(&content, &code);
    for way in [
        format!("Code: {code}"),
        format!("CODE:{code}."),
        format!("Code of this result: {code}"),
        format!("code of this result : {}.\r\n", code.to_lowercase()),
        format!("  My code:\n{} . ", code.replace('-', " ")),
        format!("{code}."),
    ] {
        assert_eq!(decode(&content, &way), wanted, "{way:?}");
    }
    for way in
        [format!("Codes {code}"), format!("Room: {code}"), format!("{code}. {code}."), "Code:".to_owned()]
    {
        assert!(decode(&content, &way).is_err(), "{way:?}");
    }
    let parts = ["show", "Code", "of", "this", "result:", &format!("{code}.")];
    assert_eq!(out(&run(&parts, b"")), out(&run(&["show", &code], b"")));
}

#[test]
fn fingerprint_ignores_content_that_no_result_depends_on() {
    let here = content();
    let mut there = content();
    there.instrument.title.push('x');
    there.instrument.intro.push('x');
    there.instrument.terms.clear();
    there.profiles.pair[0].titles.clear();
    there.profiles.pair[1].pay.clear();
    Arc::make_mut(&mut there.profiles.sources[0]).publisher.push('x');
    assert_eq!(Codec::new(&here).fingerprint(), Codec::new(&there).fingerprint());
}

#[test]
fn collision_rates_match_the_documentation() {
    let shipped = content();
    let here = Codec::new(&shipped);
    let mut dice = Dice(12);
    let mut tried = |change: &dyn Fn(&mut Content, usize)| -> Vec<Result<Changes, CodeError>> {
        let one = |number| {
            let mut there = shipped.clone();
            change(&mut there, number);
            let code = dice.code(&there, &Codec::new(&there), number);
            here.decode(&code).map(|opened| opened.changes)
        };
        (0..7000).map(one).collect()
    };
    let refused = |difference| Err(CodeError::OtherQuestions(difference));
    let count = |all: &[Result<Changes, CodeError>], one| all.iter().filter(|found| **found == one).count();

    for (found, name) in [
        (tried(&|content, number| content.instrument.id = format!("quiz-{number}")), Difference::Quiz),
        (
            tried(&|content, number| {
                change(content, |items| items[number % 30].id = format!("item-{number}"));
            }),
            Difference::Items,
        ),
    ] {
        let (named, unnamed) = (count(&found, refused(name)), count(&found, refused(Difference::Unknown)));
        // 1 in 13, and of those 1 in 131, on average.
        assert!((450..640).contains(&unnamed), "{name:?}: {unnamed} unnamed");
        assert!(7000 - named - unnamed <= 12, "{name:?}: {} missed", 7000 - named - unnamed);
    }
    let wording = tried(&|content, number| content.instrument.stem = format!("Words {number}"));
    let unsaid = count(&wording, Ok(NOTHING));
    // 1 in 19 on average.
    assert!((300..440).contains(&unsaid), "{unsaid}");
    assert_eq!(unsaid + count(&wording, Ok(WORDING)), 7000);
}

#[test]
fn invalid_codes_get_clear_messages() {
    let content = content();
    let good = encode(&content, &given(&ResponseSet::empty(30), TieBreakers::NotOffered));
    let put = |character: char| {
        let mut characters = bare(&good);
        characters[4] = character;
        text(&characters)
    };
    let mut messages = String::new();
    for (what, code) in [
        ("nothing", String::new()),
        ("only hyphens", " - -- ".to_owned()),
        ("a digit", "2".to_owned()),
        ("another product's", "ABCD-1234".to_owned()),
        ("half of it", good[..12].to_owned()),
        ("one too many", format!("{good}X")),
        ("twice", format!("{good} {good}")),
        ("a whole page", "A".repeat(10_000)),
        ("a page of emoji", "\u{1f600}".repeat(10_000)),
        ("an emoji", "\u{1f600}".to_owned()),
        ("an emoji inside", put('\u{1f600}')),
        ("a null inside", put('\0')),
        ("an escape inside", put('\u{1b}')),
        ("a full stop inside", put('.')),
        ("an accent inside", put('\u{c9}')),
        ("a zero inside", put('0')),
        ("an o inside", put('o')),
        ("a one inside", put('1')),
        ("an l inside", put('l')),
        ("a wrong character", put(if good.as_bytes()[4] == b'X' { 'Y' } else { 'X' })),
    ] {
        let error = decode(&content, &code).unwrap_err().to_string();
        assert!(error.len() < 200 && !error.contains(char::is_control), "{what}: {error}");
        messages += &format!("{what}:\n  {error}\n");
    }
    for (what, change, _) in CHANGES {
        let mut there = self::content();
        change(&mut there);
        let code = encode(&there, &given(&ResponseSet::empty(30), TieBreakers::NotOffered));
        let said = match decode(&content, &code) {
            Ok(opened) => opened.changes.to_string(),
            Err(error) => error.to_string(),
        };
        if !messages.contains(&said) {
            messages += &format!("{what} differs:\n  {said}\n");
        }
    }
    insta::assert_snapshot!(messages);
}

/// The code of a persona's 24 answers.
fn persona(name: &str) -> String {
    let content = content();
    let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
    encode(&content, &given(&answers(&content, &persona.numbers(), 4), TieBreakers::NotOffered))
}

/// The same with answers to the tie-breakers, in the order of the scales.
fn with_extra(name: &str, extra: [u8; 6]) -> String {
    let content = content();
    let mut responses = decode(&content, &persona(name)).unwrap().answers.responses;
    for (scale, value) in content.instrument.scales.iter().zip(extra) {
        let item = content.instrument.position(&format!("{}_5", scale.id)).unwrap();
        responses.set(item, Response::new(value));
    }
    encode(&content, &given(&responses, TieBreakers::Accepted))
}

#[test]
fn show_agrees_with_score() {
    let mut codes: Vec<String> = PERSONAS.iter().map(|one| persona(one.name)).collect();
    codes.extend([with_extra("torn", [5, 5, 4, 1, 0, 2]), with_extra("torn", [0; 6])]);
    let content = content();
    let ids: Vec<&str> = content.instrument.items.iter().map(|item| item.id.as_str()).collect();
    for code in codes {
        let Answers { responses, tie_breakers, .. } = decode(&content, &code).unwrap().answers;
        let cells: Vec<String> = responses
            .iter()
            .map(|one| one.map_or_else(String::new, |response| response.value().to_string()))
            .collect();
        let shown = run(&["show", &code, "--format", "json"], b"");
        assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
        let rows = format!("{}\n{}\n", ids.join(","), cells.join(","));
        let scored = out(&run(&["score", "-", "--format", "json"], rows.as_bytes()));
        let mut scored: serde_json::Value = serde_json::from_str(&scored).unwrap();
        assert_eq!(scored.as_object_mut().unwrap().remove("id").unwrap(), "1");
        let shown: serde_json::Value = serde_json::from_str(&out(&shown)).unwrap();
        assert_eq!(shown["code"], code);
        // Answers alone don't tell that tie-breakers were asked and all skipped; a code does.
        if tie_breakers == TieBreakers::Accepted && responses.iter().skip(24).all(|one| one.is_none()) {
            assert_ne!(scored["code"], code);
            scored["code"] = code.into();
        }
        assert_eq!(shown, scored);
    }
}

#[test]
fn show_accepts_codes_however_typed() {
    let code = persona("hi");
    let wanted = run(&["show", &code], b"");
    assert_eq!(wanted.status.code(), Some(0), "{}", err(&wanted));
    assert!(out(&wanted).starts_with("Your answers point clearly to Health Informatics"), "{}", out(&wanted));
    let parts: Vec<String> = code.split('-').map(str::to_lowercase).collect();
    let arguments: Vec<&str> = std::iter::once("show").chain(parts.iter().map(String::as_str)).collect();
    assert_eq!(out(&run(&arguments, b"")), out(&wanted));
    assert!(out(&wanted).lines().any(|line| line == format!("Code of this result: {code}")));
}

#[test]
fn bad_code_is_a_one_line_error() {
    let good = persona("hi");
    let page = "A".repeat(10_000);
    let cases: [(&[&str], &str); 8] = [
        (&["show", ""], "there is no code"),
        (&["show", "2"], "the code has 1 character and"),
        (&["show", &page], "has 10000 characters"),
        (&["show", "\u{1f600}"], "the code has 1 character and"),
        (&["show", "ABCD-1234", "--format", "json"], "the code has 8 characters and"),
        (&["show", &good[1..]], "the code has 20 characters and"),
        (&["compare", &good, "2"], "the second code: the code has 1 character and"),
        (&["compare", "2", &good], "the first code: the code has 1 character and"),
    ];
    for (arguments, wanted) in cases {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(1), "{wanted}");
        assert_eq!(out(&output), "");
        assert!(err(&output).starts_with("career-fit: "), "{}", err(&output));
        assert!(err(&output).contains(wanted), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
        assert!(err(&output).len() < 250, "{}", err(&output));
    }
    assert_eq!(run(&["show"], b"").status.code(), Some(2));
    assert_eq!(run(&["compare", &good], b"").status.code(), Some(2));
    assert_eq!(run(&["show", &good, "--format", "pdf"], b"").status.code(), Some(2));
}

/// The shipped questions with another text in one place, as a file.
fn changed_questions(folder: &Path, from: &str, to: &str) -> String {
    let questions = career_fit::content::QUESTIONS;
    assert!(questions.contains(from), "{from}");
    let path = folder.join(format!("{}.toml", to.replace(|one: char| !one.is_alphanumeric(), "-")));
    fs::write(&path, questions.replacen(from, to, 1)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn code_of_another_major_version_needs_its_own_questions() {
    let folder = tempfile::tempdir().unwrap();
    let newer = changed_questions(folder.path(), "version = \"3.0.0\"", "version = \"4.0.0\"");
    let mut there = content();
    there.instrument.version = "4.0.0".to_owned();
    let code = encode(&there, &given(&ResponseSet::empty(30), TieBreakers::NotOffered));
    let shown = run(&["--questions", &newer, "show", &code], b"");
    assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
    let refused = run(&["show", &code], b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("made with version 4 of the questions"), "{}", err(&refused));
    let other_way = run(&["--questions", &newer, "show", &persona("hi")], b"");
    assert_eq!(other_way.status.code(), Some(1));
    assert!(err(&other_way).contains("made with version 3 of the questions"), "{}", err(&other_way));
}

#[test]
fn code_from_before_a_typo_fix_opens_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let fixed = changed_questions(folder.path(), "\"Unsure\"", "\"Not sure\"");
    let (first, second) = (persona("hi"), persona("him"));
    let changed = "Changed since the code was made: the wording of the questions or options. \
                   The result may differ from the one you saw at that time.";

    let shown = run(&["--questions", &fixed, "show", &first, "--format", "json"], b"");
    assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
    assert_eq!(err(&shown), format!("{changed}\n"));
    let result: serde_json::Value = serde_json::from_str(&out(&shown)).unwrap();
    assert_eq!(result["path"], "hi");
    assert_ne!(result["code"], first, "the code is now that of the fixed questions");

    let compared = run(&["--questions", &fixed, "compare", &first, &second], b"");
    assert_eq!(compared.status.code(), Some(0), "{}", err(&compared));
    assert_eq!(err(&compared), format!("the first code: {changed}\nthe second code: {changed}\n"));

    let mut there = content();
    there.instrument.options[2] = "Not sure".to_owned();
    let responses = decode(&content(), &first).unwrap().answers.responses;
    let new = encode(&there, &given(&responses, TieBreakers::NotOffered));
    let rows = format!("code\n{first}\n{new}\nCode: {second}.\n");
    let scored = run(&["--questions", &fixed, "score", "-"], rows.as_bytes());
    assert_eq!(scored.status.code(), Some(0), "{}", err(&scored));
    assert_eq!(err(&scored), format!("2 of 3 rows: {changed}\n3 scored; answers read from result codes\n"));
    assert_eq!(out(&scored).lines().count(), 4);
}

#[test]
fn show_never_overwrites_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("result.json");
    let code = persona("him");
    let arguments = ["show", &code, "--format", "json", "--output", path.to_str().unwrap()];
    let first = run(&arguments, b"");
    assert_eq!((first.status.code(), out(&first)), (Some(0), String::new()), "{}", err(&first));
    let on_the_screen = out(&run(&["show", &code, "--format", "json", "--output", "-"], b""));
    assert_eq!(fs::read_to_string(&path).unwrap(), on_the_screen);
    fs::write(&path, "mine").unwrap();
    let second = run(&arguments, b"");
    assert_eq!(second.status.code(), Some(1));
    assert!(err(&second).contains("already exists"), "{}", err(&second));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn compare_lists_every_changed_item() {
    let mut told = String::new();
    for (what, before, after) in [
        ("a change of mind", persona("hi"), persona("readme")),
        ("the extra questions", persona("torn"), with_extra("torn", [5, 5, 5, 1, 0, 1])),
        ("withheld", persona("skipper"), persona("same")),
        ("nothing", persona("him"), persona("him").to_lowercase().replace('-', "")),
    ] {
        let output = run(&["compare", &before, &after], b"");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).lines().all(|line| line.chars().count() <= 78), "{}", out(&output));
        told += &format!("== {what}\n{}\n", without_dates(&out(&output)));
    }
    insta::assert_snapshot!(told);
}

proptest! {
    #[test]
    fn arbitrary_text_is_rejected_without_panicking(text in any::<String>()) {
        prop_assert!(decode(&content(), &text).is_err());
    }

    #[test]
    fn arbitrary_code_characters_are_rejected_without_panicking(text in "[2-9A-Z\u{0} -]{0,250}") {
        prop_assert!(decode(&content(), &text).is_err());
    }
}
