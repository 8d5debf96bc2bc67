//! A whole room by show of hands: the model, its files, lines, and what is kept.

use career_fit::room::report::{FORMATS, NO_SPLIT, NOTHING, Summary, render};
use career_fit::room::{self, Form, MOST, Progress, Room, Step};
use proptest::prelude::*;

use crate::harness::{content, err, feed, load, other_content, out, program, run};

/// A room of this many people that isn't saved.
pub(crate) fn room(people: u32, form: Form) -> Room {
    Room::new(content(), form, Some(people))
}

/// Hands for every answer of a question but the last, for each question; the last gets the rest.
pub(crate) const HANDS: [[u32; 2]; 12] =
    [[5, 6], [12, 4], [9, 3], [13, 3], [4, 8], [10, 10], [7, 9], [6, 6], [14, 2], [8, 7], [3, 5], [11, 9]];

/// A room of 30 that answered all twelve.
pub(crate) fn counted() -> Room {
    let mut room = room(30, Form::Short);
    for [dislike, unsure] in HANDS {
        room.count(0, dislike);
        room.count(1, unsure);
        room.next();
    }
    room
}

// What is asked.

#[test]
fn short_form_asks_two_statements_per_scale() {
    for content in [content(), other_content()] {
        let scales = content.instrument.scales.len();
        let room = Room::new(content, Form::Short, Some(30));
        assert_eq!(room.questions().len(), 2 * scales);
        let items: Vec<usize> = room.questions().iter().map(|question| question.item).collect();
        assert!(items.is_sorted(), "{items:?}");
        for scale in 0..scales {
            let of_it = room.questions().iter().filter(|one| room.item(one).scale.place == scale);
            assert_eq!(of_it.count(), 2);
        }
        assert_eq!(room.labels().len(), 3);
    }
    assert_eq!(room(30, Form::Short).labels(), ["Dislike", "Unsure", "Like"]);
}

#[test]
fn full_form_asks_all_core_statements() {
    for content in [content(), other_content()] {
        let (core, options) = (content.instrument.core_count(), content.instrument.options.clone());
        let room = Room::new(content, Form::Full, Some(30));
        assert_eq!(room.questions().len(), core);
        assert!(room.questions().iter().all(|one| !room.item(one).tie_breaker));
        assert_eq!(room.labels(), options);
    }
}

// Counting.

#[test]
fn last_answer_gets_the_rest() {
    let mut room = room(30, Form::Short);
    room.count(0, 12);
    assert_eq!(room.question().unwrap().hands, [Some(12), None, None]);
    room.count(2, 8);
    let question = room.question().unwrap();
    assert_eq!((&question.hands[..], question.rest), (&[Some(12), Some(10), Some(8)][..], Some(1)));
    room.count(0, 14);
    assert_eq!(room.question().unwrap().hands[1], Some(8), "the rest follows");
    room.count(1, 5);
    let question = room.question().unwrap();
    assert_eq!((question.sum(), question.rest), (27, None), "fewer hands than people are fine");
    room.count(0, 10);
    assert_eq!(room.question().unwrap().hands[1], Some(5), "what was counted stays");
}

#[test]
fn more_hands_than_people_is_reported() {
    let mut room = room(30, Form::Short);
    room.count(0, 31);
    let question = room.question().unwrap();
    assert!(question.is_over());
    assert_eq!(room.over_status(), "31 hands, 30 people");
    room.count(1, 4);
    assert_eq!(room.question().unwrap().hands, [Some(31), Some(4), Some(0)], "there is no rest");
    room.next();
    assert_eq!(room.at(), 1);
    room.finish();
    assert!(Summary::new(&room).limits(&room).iter().any(|text| text.contains("more hands went up")));
}

#[test]
fn people_change_from_the_current_question_on() {
    let mut room = room(30, Form::Short);
    room.count(0, 10);
    room.count(1, 10);
    room.next();
    room.set_people(31);
    room.count(0, 10);
    room.count(1, 10);
    assert_eq!(room.question().unwrap().hands, [Some(10), Some(10), Some(11)]);
    room.next();
    assert_eq!(room.people(), 31);
    let people: Vec<Option<u32>> = room.questions().iter().map(|question| question.people).collect();
    assert_eq!(people[..3], [Some(30), Some(31), None]);
    // A mistake on an earlier question is fixed there alone.
    room.back();
    room.back();
    room.set_people(29);
    assert_eq!(room.question().unwrap().hands, [Some(10), Some(10), Some(9)], "the rest follows");
    room.next();
    room.next();
    assert_eq!(room.people(), 31);
    assert_eq!(Summary::new(&room).people, (29, 31));
}

#[test]
fn invalid_number_of_people_is_ignored() {
    let mut room = Room::new(content(), Form::Short, Some(0));
    assert_eq!(room.step(), Step::People, "nobody is no room");
    for people in [0, MOST + 1, u32::MAX] {
        room.set_people(people);
        assert_eq!(room.step(), Step::People, "{people}");
    }
    room.set_people(MOST);
    assert_eq!((room.step(), room.people()), (Step::Question, MOST));
}

#[test]
fn status_hides_counts_until_shown() {
    let mut room = room(47, Form::Full);
    for (answer, hands) in [13, 11, 6, 8].into_iter().enumerate() {
        room.count(answer, hands);
        let said = room.status();
        let wanted = if answer == 3 {
            "47 of 47 hands are in".to_owned()
        } else {
            format!("Hands are in for {} of 5 answers", answer + 1)
        };
        assert_eq!(said, wanted);
    }
}

// What came of it.

#[test]
fn summary_matches_hand_count() {
    let summary = Summary::new(&counted());
    let kinds: Vec<(&str, u32, u32)> = summary
        .scales
        .iter()
        .map(|kind| (kind.label.as_str(), kind.tally.like, kind.tally.hands()))
        .collect();
    // Questions 1 and 8; 3 and 10; 6 and 11; 5 and 12; 2 and 7; 4 and 9: 19 + 18 of 60, and so on.
    assert_eq!(kinds[0], ("health IT systems", 37, 60));
    assert_eq!(kinds[1], ("programming", 33, 60));
    assert_eq!(kinds.len(), 6);
    let liked: Vec<(usize, u32)> = summary.liked().iter().map(|one| (one.number, one.tally.like)).collect();
    assert_eq!(liked, [(10, 22), (0, 19), (4, 18)]);
    let split = summary.split().unwrap();
    assert_eq!((split.number, split.tally.like, split.tally.dislike), (8, 14, 14));
}

#[test]
fn no_split_without_disagreement_and_no_summary_without_hands() {
    let mut alike = room(30, Form::Short);
    for _ in 0..12 {
        alike.count(0, 0);
        alike.count(1, 5);
        alike.next();
    }
    assert_eq!(Summary::new(&alike).split(), None);
    let text = String::from_utf8(render(&alike, FORMATS[1].1).unwrap()).unwrap();
    assert!(text.replace('\n', " ").contains(NO_SPLIT), "{text}");
    let mut empty = room(30, Form::Short);
    empty.count(0, 3);
    empty.finish();
    assert_eq!((empty.step(), Summary::new(&empty).statements.len()), (Step::Result, 0));
    let text = String::from_utf8(render(&empty, FORMATS[1].1).unwrap()).unwrap();
    assert!(text.contains(NOTHING), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rest_completes_the_room_in_any_order(
        people in 1..=500u32,
        shares in prop::collection::vec(0.0..0.3f64, 4),
        order in Just(vec![0usize, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let mut room = room(people, Form::Full);
        for (answer, share) in order.iter().zip(&shares) {
            room.count(*answer, (f64::from(people) * share) as u32);
        }
        let question = room.question().unwrap();
        prop_assert_eq!(question.rest, order.last().copied());
        let counted: u32 = shares.iter().map(|share| (f64::from(people) * share) as u32).sum();
        prop_assert_eq!(question.sum(), people.max(counted));
    }

    #[test]
    fn actions_change_only_the_current_question(
        steps in prop::collection::vec((0..6u8, 0..3usize, 0..40u32), 0..60),
    ) {
        let mut room = room(30, Form::Short);
        for (step, answer, number) in steps {
            let before: Vec<_> = room.questions().to_vec();
            let at = room.at();
            match step {
                0 | 1 => room.count(answer, number),
                2 => room.next(),
                3 => room.back(),
                4 => room.set_people(number),
                _ => room.show(),
            }
            for (index, (old, new)) in before.iter().zip(room.questions()).enumerate() {
                prop_assert!(index == at || old == new, "only the present question changes");
                prop_assert!(old.counted() <= new.counted(), "no count is lost");
            }
            prop_assert!(Summary::new(&room).statements.len() <= 12);
        }
    }
}

// Files.

/// A web page with each block on a line of its own, which a person can review.
fn lines_of_html(page: &str) -> String {
    let blocks = ["<section", "<h2", "<p", "<li", "<tr", "<figure", "<table"];
    blocks.iter().fold(page.to_owned(), |page, block| page.replace(block, &format!("\n{block}")))
}

#[test]
fn reports_contain_no_verdict() {
    for room in [counted(), room(1, Form::Full)] {
        for (name, format) in FORMATS {
            let ending = career_fit::report::extension_of(format);
            let text = String::from_utf8(render(&room, format).unwrap()).unwrap();
            let said = text.rsplit("</style>").next().unwrap();
            assert!(!said.is_empty(), "{name}");
            for no in ["fits you", "points to", "point to", "verdict", "clearly", "leans"] {
                assert!(!said.contains(no), "{name}: {no}");
            }
            if !Summary::new(&room).statements.is_empty() {
                insta::assert_snapshot!(format!("room_{ending}"), lines_of_html(said));
            }
        }
    }
}

#[test]
fn csv_has_one_row_per_question() {
    let mut room = room(30, Form::Full);
    room.count(0, 3);
    let table = String::from_utf8(render(&room, None).unwrap()).unwrap();
    let mut lines = table.lines();
    assert_eq!(
        lines.next().unwrap(),
        "question,item,scale,text,people,answer_1,answer_2,answer_3,answer_4,answer_5,hands,agreement"
    );
    assert!(lines.next().unwrap().ends_with(",30,3,,,,,3,"), "{table}");
    assert!(lines.next().unwrap().ends_with(",,,,,,,,"), "{table}");
    assert_eq!(table.lines().count(), 25);
}

#[test]
fn csv_formulas_are_escaped() {
    let questions = crate::harness::OTHER_QUESTIONS;
    let first = questions.lines().find(|line| line.starts_with("text = ")).unwrap();
    let changed = questions.replacen(first, "text = \"=cmd|' /C calc'!A0 and more words\"", 1);
    let room = Room::new(load(&changed, crate::harness::OTHER_PROFILES), Form::Full, Some(9));
    let table = String::from_utf8(render(&room, None).unwrap()).unwrap();
    assert!(table.contains(",'=cmd"), "{table}");
}

// Lines.

/// A room in lines that keeps nothing.
fn piped(arguments: &[&str], input: &str) -> String {
    let output = run(&[&["room", "--plain", "--no-save"], arguments].concat(), input.as_bytes());
    assert_eq!(err(&output), "");
    out(&output)
}

#[test]
fn line_mode_gives_the_same_result() {
    let counts: String = HANDS.iter().map(|[dislike, unsure]| format!("{dislike}\n{unsure}\n\n")).collect();
    let said = piped(&["--people", "30"], &counts);
    let words = |text: &str| {
        text.split_whitespace()
            .filter(|word| !word.bytes().all(|byte| byte == b'-'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let report = String::from_utf8(render(&counted(), FORMATS[1].1).unwrap()).unwrap();
    let report = report.replace(&format!("Quiz: {}", content().instrument.title), "");
    let said_words = words(&said);
    let mut parts = said_words.iter();
    for word in words(&report) {
        assert!(parts.any(|other| *other == word), "{word:?} is missing or out of order in\n{said}");
    }
    insta::assert_snapshot!("room_lines", said);
}

#[test]
fn line_mode_explains_invalid_input() {
    let said = piped(
        &[],
        "many\n-3\n1000000000\n0\n30\nabc\n-1\n1000000000\n\n17\nlike 31\n2\n\nnext\nback\nshow\npeople 29\n3\ndislike 4\nlike\n3\nshow\nhelp\nquit\nyes\n",
    );
    for wanted in [
        "Type a number from 1 to 9999.",
        "Type a number from 0 to 9999, or an answer and its number, such as dislike 4.",
        "48 hands, 30 people.",
        "Press Enter for 48.",
        "Dislike: 17",
        "Dislike: 4",
        "Leave the room?",
    ] {
        assert!(said.replace('\n', " ").contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("panicked"));
}

#[test]
fn line_mode_hides_counts_until_asked() {
    let said = piped(&["--people", "47"], "17\n19\n");
    // What is typed is echoed where no terminal does it, and said nowhere else.
    assert_eq!((said.matches("17").count(), said.matches("19").count()), (1, 1), "{said}");
    assert!(said.contains("47 of 47 hands are in. Like has the rest."), "{said}");
}

#[test]
fn counts_are_saved_at_end_of_input() {
    let state = tempfile::tempdir().unwrap();
    let start = |arguments: &[&str], input: &str| {
        let mut command = program();
        command.args(["room", "--plain"]).args(arguments).env("XDG_STATE_HOME", state.path());
        feed(command, input.as_bytes())
    };
    let first = start(&["--people", "30"], "12\n8\n\n7\n");
    assert_eq!(first.status.code(), Some(1), "it ended early");
    assert!(out(&first).contains("The counts are saved."), "{}", out(&first));
    let folder = state.path().join("career-fit");
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let text = std::fs::read_to_string(folder.join(&names[0])).unwrap();
    assert!(text.contains("12") && text.contains("\"at\":1"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.join(&names[0])).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Lines from a pipe start a new room.
    let second = start(&["--people", "20"], "");
    assert!(out(&second).contains("20 people"), "{}", out(&second));
    assert_eq!(std::fs::read_to_string(folder.join(&names[0])).unwrap(), text, "without a count all stays");
}

#[test]
fn unusable_file_is_set_aside_and_no_save_is_respected() {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("career-fit");
    let start = |variable: &str, arguments: &[&str]| {
        let mut command = program();
        command.args(["room", "--plain", "--people", "30"]).args(arguments);
        command.env("XDG_STATE_HOME", state.path()).env("CAREER_FIT_NO_SAVE", variable);
        out(&feed(command, b"12\n"))
    };
    assert!(start("1", &[]).contains("Nothing is saved."));
    assert!(start("0", &["--no-save"]).contains("Nothing is saved."));
    assert!(!folder.exists(), "nothing was even looked for");
    assert!(start("", &[]).contains("The counts are saved."));
    for text in ["{", "{\"at\": 2}", "\u{0}"] {
        let mut files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let file = files.find(|path| path.extension().is_some_and(|it| it == "json")).unwrap();
        std::fs::write(&file, text).unwrap();
        let said = start("", &[]);
        assert!(said.contains("An earlier room is damaged; it was set aside as"), "{said}");
    }
    let aside =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(aside.filter(|name| name.contains("set-aside")).count(), 3);
}

#[test]
fn removed_count_is_not_restored() {
    let mut first = room(30, Form::Short);
    first.count(0, 12);
    let counted = first.revision();
    first.uncount(0);
    assert!(first.revision() > counted);
    let earlier = Progress::from_json(&first.to_json(), &first.content().instrument);
    assert!(earlier.is_some());
    let next = room(30, Form::Short).with_earlier(earlier, "Monday 9:10");
    assert_eq!(next.step(), Step::Question, "there is nothing to go on with");
}

#[test]
fn invalid_people_option_is_a_usage_error() {
    for people in ["0", "-1", "10000", "1000000000", "many", "99999999999999999999"] {
        let output = run(&["room", "--people", people], b"");
        assert_eq!(output.status.code(), Some(2), "{people}");
        assert!(err(&output).contains("--people"), "{}", err(&output));
    }
}

#[test]
fn reports_work_for_any_number_of_people() {
    for people in [1, 30, 500, MOST] {
        for form in [Form::Short, Form::Full] {
            let mut room = room(people, form);
            for _ in 0..room.questions().len() {
                for answer in 0..room.labels().len() - 1 {
                    room.count(answer, people / 4);
                }
                room.next();
            }
            assert_eq!(room.step(), Step::Result);
            let text = String::from_utf8(render(&room, FORMATS[1].1).unwrap()).unwrap();
            assert!(text.contains(&room::people(people)), "{text}");
        }
    }
}
