//! `career-fit check`: every result that is said to be possible is, faults are found, and sound content passes.

use career_fit::check::{self, Age, Checked, Level};
use career_fit::code;
use career_fit::content::{Content, STARTER_PROFILES, STARTER_QUESTIONS};
use career_fit::quiz::Outcome;
use career_fit::scoring::Verdict;
use serde_json::Value;

use crate::harness::{
    OTHER_PROFILES, OTHER_QUESTIONS, change_items, content, err, load, other_content, out, run,
};

const AGE: Age = Age { this_year: 2026, most: 99 };

fn checked(content: &Content) -> Checked {
    check::content(content, AGE)
}

/// The findings of a level, one per line.
fn findings(content: &Content, level: Level) -> String {
    let findings = checked(content).findings.into_iter().filter(|finding| finding.level == level);
    let lines = findings.map(|finding| {
        let [place, fix] = [finding.place, finding.fix].map(Option::unwrap_or_default);
        format!("{}: {} | {place} | {fix}", finding.topic, finding.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The other content with parts of its questions replaced.
fn changed(changes: &[(&str, &str)]) -> Content {
    let change = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "there is no {from}");
        text.replacen(from, to, 1)
    };
    load(&changes.iter().fold(OTHER_QUESTIONS.to_owned(), change), OTHER_PROFILES)
}

#[test]
fn answers_lead_to_the_result_they_were_found_for() {
    for content in [content(), other_content()] {
        let results = checked(&content).results;
        assert_eq!(results.len(), 7);
        for result in results {
            let found = result.found.unwrap_or_else(|| panic!("{:?}", result.verdict));
            let answers = code::decode(&content, &found.code).unwrap().answers;
            assert_eq!(answers, found.answers);
            assert_eq!(Outcome::new(&content, answers, &[]).assessment.verdict, result.verdict);
        }
    }
}

#[test]
fn every_result_is_found_with_any_norm() {
    for norm in [-1.5, -0.37, 0.013, 0.8, 2.0] {
        let content = changed(&[("norm_gap = 0.0", &format!("norm_gap = {norm:.3}"))]);
        let results = checked(&content).results.into_iter();
        let missing: Vec<Verdict> =
            results.filter(|result| result.found.is_none()).map(|result| result.verdict).collect();
        assert_eq!(missing, [] as [Verdict; 0], "norm {norm}");
    }
}

#[test]
fn impossible_result_is_a_problem() {
    // The widest gap is 4, so no answers are left for the second side.
    let content = changed(&[("norm_gap = 0.0", "norm_gap = -4.0")]);
    let problems = findings(&content, Level::Problem);
    for name in ["clearly RT", "leans to RT"] {
        assert!(problems.contains(&format!("no answers lead to \"{name}\"")), "{problems}");
    }
    let content = changed(&[("clear = 0.97", "clear = 1.0")]);
    let problems = findings(&content, Level::Problem);
    assert!(problems.contains("\"clearly RN\"") && problems.contains("lower `clear`"), "{problems}");
    // If there is meant to be nothing between the two, that is only a note.
    let content = changed(&[("lean = 0.90", "lean = 0.97")]);
    assert_eq!(findings(&content, Level::Problem), "");
    let notes = findings(&content, Level::Note);
    assert!(notes.contains("no answers lead to \"leans to RN\" | [scoring] | set `lean` below"), "{notes}");
}

#[test]
fn unequal_numbers_of_questions_are_noted_and_deciding_ones_are_a_problem() {
    let notes = findings(&other_content(), Level::Note);
    assert!(notes.contains("8 questions for RN and 4 for RT"), "{notes}");
    let mut content = other_content();
    change_items(&mut content.instrument, |items| items.truncate(4));
    content.instrument.constants.lean = 0.7;
    let problems = findings(&content, Level::Problem);
    let wanted =
        "one answer decides alone: \"set up a machine that helps people breathe\" | [[item]] breathing_1";
    assert!(problems.contains(wanted), "{problems}");
    assert!(!problems.contains("teaching_1"), "it can't move anything: {problems}");
}

#[test]
fn texts_that_the_smallest_window_cuts_are_problems() {
    let content = changed(&[
        ("set up a machine that helps people breathe", &"breathe ".repeat(21)),
        ("\"Unsure\"", "\"I am not sure about that\""),
        ("How much would you like to...", "Please say how much you would like to..."),
    ]);
    let problems = findings(&content, Level::Problem);
    for wanted in [
        "a question is too long for the smallest window: \"breathe breathe",
        "an answer is too long for the smallest window: \"I am not sure about that\" | [instrument] options",
        "the stem is too long for the smallest window",
    ] {
        assert!(problems.contains(wanted), "{wanted}: {problems}");
    }
    let ok = findings(&other_content(), Level::Ok);
    assert!(ok.contains("every question fits a window of 40 columns and 12 rows"), "{ok}");
}

#[test]
fn old_and_undated_figures_are_noted() {
    let year = "year = \"2023\"\nplace = \"United States\"\nsource";
    let profiles = OTHER_PROFILES.replacen(year, &year.replace("2023", "no idea"), 1);
    let content = load(OTHER_QUESTIONS, &profiles);
    let notes = findings(&content, Level::Note);
    assert!(notes.contains("figures without a year: pay of RN | source = \"guide\""), "{notes}");
    let old = check::content(&content, Age { this_year: 2026, most: 2 }).findings;
    let old: Vec<&str> =
        old.iter().map(|finding| finding.text.as_str()).filter(|text| text.contains("2023")).collect();
    let wanted = [
        "figures from 2023, more than 2 years old: growth and openings of RN, growth and openings of RT",
        "figures from 2023, more than 2 years old: outlook of RN, pay of RT, outlook of RT",
    ];
    assert_eq!(old, wanted);
}

#[test]
fn built_in_content_has_no_problem() {
    assert_eq!(findings(&content(), Level::Problem), "");
    let output = run(&["check", "--older-than", "99"], b"");
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    insta::assert_snapshot!("built_in", out(&output));
}

#[test]
fn problems_set_the_exit_code_and_json_agrees_with_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let profiles = path("profiles.toml", OTHER_PROFILES);
    let run_on = |name: &str, text: &str, format: &str| {
        let questions = path(name, text);
        let files = ["--questions", &questions, "--profiles", &profiles];
        run(&[&["check", "--older-than", "99", "--format", format], &files[..]].concat(), b"")
    };
    let sound = run_on("sound.toml", OTHER_QUESTIONS, "json");
    let value: Value = serde_json::from_str(&out(&sound)).unwrap();
    assert_eq!(
        (sound.status.code(), &value["problems"], out(&sound).lines().count()),
        (Some(0), &0.into(), 1)
    );
    assert_eq!(value["results"][0]["answers"]["patients_1"], 5);

    let lame = OTHER_QUESTIONS.replace("clear = 0.97", "clear = 1.0");
    let text = run_on("lame.toml", &lame, "text");
    assert_eq!(text.status.code(), Some(1));
    assert!(out(&text).ends_with("Fix the problems before anyone takes the quiz.\n"), "{}", out(&text));
    let json: Value = serde_json::from_str(&out(&run_on("lame.toml", &lame, "json"))).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(findings.iter().filter(|one| one["level"] == "problem").count(), 2);
    assert_eq!((&json["problems"], &json["results"][0]["code"]), (&2.into(), &Value::Null));

    // Files that can't be read are reported in the same form.
    let broken = OTHER_QUESTIONS.replace("minutes = 2", "minutes = \"two\"");
    let output = run_on("broken.toml", &broken, "json");
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((output.status.code(), &json["problems"]), (Some(1), &1.into()));
    assert!(json["findings"][0]["place"].as_str().unwrap().ends_with("broken.toml, line 9"), "{json}");
    let output = run_on("broken.toml", &broken, "text");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).contains("`minutes` in [instrument] must be a whole number"), "{}", err(&output));
}

#[test]
fn starter_passes_every_check_and_replaces_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a quiz/of ours");
    let export = || run(&["export", "starter", place.to_str().unwrap()], b"");
    let output = export();
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let file = |name: &str| place.join(name).to_str().unwrap().to_owned();
    let (questions, profiles) = (file("questions.toml"), file("profiles.toml"));
    assert!(out(&output).contains("career-fit check --questions "), "{}", out(&output));
    assert_eq!(std::fs::read_to_string(&questions).unwrap(), STARTER_QUESTIONS);
    assert_eq!(std::fs::read_to_string(&profiles).unwrap(), STARTER_PROFILES);
    let files = ["--questions", &questions, "--profiles", &profiles];
    let checked = run(&[&["check", "--format", "json"], &files[..]].concat(), b"");
    let value: Value = serde_json::from_str(&out(&checked)).unwrap();
    assert_eq!((&value["problems"], &value["notes"]), (&0.into(), &0.into()), "{value}");
    let answers = "\n".to_owned() + &"5\n1\n".repeat(4);
    let quiz = run(&[&["--plain", "--no-save"], &files[..]].concat(), answers.as_bytes());
    assert!(out(&quiz).contains("Accounting"), "{}", out(&quiz));

    std::fs::write(&questions, "mine").unwrap();
    std::fs::remove_file(&profiles).unwrap();
    let again = export();
    assert_eq!((again.status.code(), out(&again).as_str()), (Some(1), ""));
    assert!(err(&again).contains("questions.toml already exists"), "{}", err(&again));
    assert_eq!(std::fs::read_to_string(&questions).unwrap(), "mine");
    assert!(!std::fs::exists(&profiles).unwrap(), "no file was written");
}
