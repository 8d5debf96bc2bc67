//! `career-fit group`: reads files and writes a group report, through the real program.

mod privacy;

use std::fs;
use std::path::Path;

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::instrument::{Answers, Response, ResponseSet};
use serde_json::Value;

use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, content, err, out, program, run};

/// A linear congruential generator.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// One person of a class: term, section, and the answers to the core items.
pub(crate) struct Person {
    term: &'static str,
    section: &'static str,
    answers: Vec<u8>,
}

/// A class that is always the same, with leanings to either field.
pub(crate) fn class(number: usize) -> Vec<Person> {
    let content = content();
    let mut dice = Dice(7);
    let mut dice = |sides| dice.roll(sides);
    let mut person = || {
        let lean = dice(5);
        let mut answer = |first: bool| {
            let liked = if first { lean } else { 4 - lean };
            let value = 1 + (dice(3) + dice(3) + liked) * 5 / 9;
            u8::try_from(value.clamp(1, 5)).unwrap()
        };
        let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
        let answers = core.map(|item| answer(content.contrast.difference(item.scale.place) > 0)).collect();
        let term = ["Spring 2026", "Fall 2025", "Fall 2025"][usize::try_from(dice(3)).unwrap()];
        let section = ["A", "A", "B", "B", "C"][usize::try_from(dice(5)).unwrap()];
        Person { term, section, answers }
    };
    (0..number).map(|_| person()).collect()
}

fn core_ids() -> String {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    core.map(|item| item.id.clone()).collect::<Vec<_>>().join(",")
}

/// The class as answers.
pub(crate) fn answers_csv(class: &[Person]) -> String {
    let row = |(at, person): (usize, &Person)| {
        let cells: Vec<String> = person.answers.iter().map(u8::to_string).collect();
        format!("{at},{},{},{}\n", person.term, person.section, cells.join(","))
    };
    format!("id,Term,Section,{}\n{}", core_ids(), class.iter().enumerate().map(row).collect::<String>())
}

/// The codes of the class, made with some content.
fn codes(content: &Content, class: &[Person]) -> Vec<String> {
    let codec = Codec::new(content);
    let instrument = &content.instrument;
    let code = |person: &Person| {
        let mut responses = ResponseSet::empty(instrument.items.len());
        for (item, value) in person.answers.iter().enumerate() {
            responses.set(item, Response::new(*value));
        }
        codec.encode(&Answers::of(instrument, responses))
    };
    class.iter().map(code).collect()
}

fn json(arguments: &[&str], input: &str) -> Value {
    let output = run(&[&["group"], arguments, &["--format", "json"]].concat(), input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn all_kinds_of_input_give_the_same_report() {
    let class = class(40);
    let answers = answers_csv(&class);
    let wanted = json(&["-"], &answers);
    let codes = codes(&content(), &class);
    let score = out(&run(&["score", "-"], answers.as_bytes()));
    let mail = codes.iter().enumerate().map(|(at, code)| match at % 5 {
        0 => format!("Hi,\n> Code: {code}.\n"),
        1 => format!("({})\r\n\r\n", code.to_lowercase()),
        2 => format!("{}\n", code.replace('-', " ")),
        3 => format!("  {},\n", code.replace('-', "")),
        _ => format!("Code of this result: {code}\n"),
    });
    for (what, text) in [
        ("codes", codes.join("\n")),
        ("a mail", mail.collect()),
        ("a CSV of codes", format!("name;code\nx;{}\n", codes.join("\nx;"))),
        ("one column", format!("code\n{}\n", codes.join("\n"))),
        ("results of score", score),
    ] {
        assert_eq!(json(&["-"], &text), wanted, "{what}");
    }
}

#[test]
fn files_and_folders_are_combined() {
    let folder = tempfile::tempdir().unwrap();
    let handed_in = folder.path().join("handed-in");
    fs::create_dir(&handed_in).unwrap();
    let class = class(60);
    let codes = codes(&content(), &class);
    for (at, code) in codes[..20].iter().enumerate() {
        write(&handed_in, &format!("k{at:02}x"), &format!("{code}\n"));
    }
    write(&handed_in, ".DS_Store", "\u{0}\u{0}nothing");
    let mail = write(folder.path(), "mail.txt", &codes[20..40].join("\n"));
    let rest = write(folder.path(), "rest.csv", &answers_csv(&class[40..]));
    let handed_in = handed_in.to_str().unwrap();
    let all = json(&["-"], &answers_csv(&class));
    assert_eq!(json(&[handed_in, &mail, &rest], ""), all);
    let by_file = json(&[handed_in, &rest, &mail, "--by", "file"], "");
    let names: Vec<&str> =
        by_file["groups"].as_array().unwrap().iter().map(|g| g["names"]["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["handed-in", "mail", "rest"]);
    for group in by_file["groups"].as_array().unwrap() {
        assert_eq!(group["people"], 20);
    }
}

#[test]
fn report_as_text() {
    let arguments = ["group", "-", "--by", "Term", "--title", "Careers 101"];
    let output = run(&arguments, answers_csv(&class(90)).as_bytes());
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let text = out(&output);
    assert!(text.lines().all(|line| line.chars().count() <= 76));
    insta::assert_snapshot!(without_date(&text));
}

#[test]
fn report_as_markdown() {
    let arguments = ["group", "-", "--by", "Term", "--format", "markdown"];
    let output = run(&arguments, answers_csv(&class(60)).as_bytes());
    insta::assert_snapshot!(without_date(&out(&output)));
}

/// The report with a fixed date.
fn without_date(text: &str) -> String {
    let json = json(&["-"], &answers_csv(&class(20)));
    let date: Vec<&str> = json["date"].as_str().unwrap().split('-').collect();
    let is_date = |line: &&str| !(line.contains(date[0]) && line.contains(", 20"));
    text.lines().filter(is_date).map(|line| format!("{line}\n")).collect()
}

#[test]
fn csv_has_the_figures_of_the_json_and_no_others() {
    let answers = answers_csv(&class(90));
    let json = json(&["-", "--by", "Term,Section"], &answers);
    let csv = out(&run(&["group", "-", "--by", "Term,Section", "--format", "csv"], answers.as_bytes()));
    assert!(csv.starts_with("Term,Section,measure,of,value\n"), "{csv}");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut found: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => panic!("{value}"),
    };
    let mut expected: Vec<Vec<String>> = Vec::new();
    let mut add = |names: [&str; 2], measure: &str, of: &str, value: String| {
        expected.push([names[0], names[1], measure, of, &value].map(str::to_owned).to_vec());
    };
    for measure in ["title", "date", "incomplete", "unreadable"] {
        add(["", ""], measure, "", text(&json[measure]));
    }
    for group in std::iter::once(&json["everybody"]).chain(json["groups"].as_array().unwrap()) {
        let names = ["Term", "Section"].map(|column| group["names"][column].as_str().unwrap_or_default());
        for measure in ["people", "flagged"] {
            add(names, measure, "", text(&group[measure]));
        }
        for name in ["hi", "him", "none"] {
            add(names, "verdicts", name, text(&group["verdicts"][name]));
        }
        add(names, "gap", "mean", text(&group["gap"]));
        add(names, "gap", "low", text(&group["interval"][0]));
        add(names, "gap", "high", text(&group["interval"][1]));
        for (measure, key) in [("like", "like"), ("scale", "scales")] {
            for (of, value) in group[key].as_object().unwrap() {
                add(names, measure, of, text(value));
            }
        }
        for measure in ["most", "least", "split"] {
            for (rank, item) in (1..).zip(group[measure].as_array().unwrap()) {
                add(names, measure, item.as_str().unwrap(), format!("{rank}"));
            }
        }
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn web_page_prints_one_page_per_group_and_loads_nothing() {
    let answers = answers_csv(&class(90)).replace("Spring 2026", "<b>Spring");
    let page = out(&run(&["group", "-", "--by", "Term", "--format", "html"], answers.as_bytes()));
    assert!(page.matches("<section class=\"paged\"").count() >= 4, "{page}");
    assert!(page.contains("&lt;b&gt;Spring") && !page.contains("<b>Spring"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
}

/// The values of the first column in the order of the groups.
fn names(report: &Value) -> Vec<String> {
    let column = report["by"][0].as_str().unwrap();
    let groups = report["groups"].as_array().unwrap().iter();
    groups.map(|group| group["names"][column].as_str().unwrap().to_owned()).collect()
}

#[test]
fn terms_are_in_order_and_spellings_of_a_name_are_combined() {
    let answers = answers_csv(&class(90));
    assert_eq!(names(&json(&["-", "--by", "term"], &answers)), ["Fall 2025", "Spring 2026"]);
    let mixed = answers.replacen("Fall 2025", "  fall  2025 ", 9);
    let people = |text: &str| {
        let report = json(&["-", "--by", "Term"], text);
        report["groups"].as_array().unwrap().iter().map(|group| group["people"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(people(&mixed), people(&answers));
    let without = answers.replacen("Spring 2026", "", 12);
    assert_eq!(names(&json(&["-", "--by", "Term"], &without)).last().unwrap(), "(none given)");
}

#[test]
fn small_groups_are_combined() {
    let class = class(90);
    let mut answers = answers_csv(&class);
    for (at, name) in ["D", "E", "F"].into_iter().enumerate() {
        answers = answers.replacen(",A,", &format!(",{name},"), at + 3);
    }
    let report = json(&["-", "--by", "Section"], &answers);
    assert_eq!(names(&report), ["A", "B", "C", "Others"]);
    assert_eq!(report["groups"][3]["people"], 12);
    let total: u64 =
        report["groups"].as_array().unwrap().iter().map(|group| group["people"].as_u64().unwrap()).sum();
    assert_eq!(report["everybody"]["people"], total);
    let all = json(&["-", "--by", "Section", "--min", "80"], &answers);
    assert_eq!(all["groups"].as_array().unwrap().len(), 0, "no two groups can be shown");
}

#[test]
fn unanimous_results_and_rarely_answered_kinds_of_work_are_suppressed() {
    let same = vec!["5"; 24].join(",");
    let text = format!("{}\n{}", core_ids(), format!("{same}\n").repeat(30));
    let report = json(&["-"], &text);
    let everybody = &report["everybody"];
    assert_eq!((&everybody["people"], &everybody["verdicts"]), (&30.into(), &Value::Null));
    assert!(everybody["scales"].as_object().unwrap().values().all(|mean| mean == "4.5 or more"));
    assert_eq!(everybody["flagged"], Value::Null, "all of them are");
    // A kind of work that hardly anyone answered.
    let class = class(30);
    let mut lines: Vec<String> = answers_csv(&class).lines().map(str::to_owned).collect();
    let core =
        content().instrument.items.iter().filter(|item| !item.tie_breaker).cloned().collect::<Vec<_>>();
    let scale = core[0].scale.id.clone();
    for line in &mut lines[1..25] {
        let mut cells: Vec<&str> = line.split(',').collect();
        for (cell, item) in cells[3..].iter_mut().zip(&core) {
            if item.scale.id == scale {
                *cell = "";
            }
        }
        *line = cells.join(",");
    }
    let report = json(&["-"], &lines.join("\n"));
    let scales = report["everybody"]["scales"].as_object().unwrap();
    assert_eq!(
        scales.iter().filter(|(_, mean)| mean.is_null()).map(|(id, _)| id).collect::<Vec<_>>(),
        [&scale]
    );
}

#[test]
fn unreadable_responses_are_reported_with_their_place() {
    let class = class(30);
    let codes = codes(&content(), &class);
    let wrong = codes[3].replacen(|c: char| c.is_ascii_uppercase(), "2", 1);
    let folder = tempfile::tempdir().unwrap();
    let text = format!("Hello,\n{}\n{wrong}\nBye\n", codes.join("\n"));
    let mail = write(folder.path(), "mail.txt", &text);
    let mut answers: Vec<String> = answers_csv(&class).lines().map(str::to_owned).collect();
    answers[5] = answers[5].replacen(",4", ",maybe", 1);
    let csv = write(folder.path(), "answers.csv", &answers.join("\r\n"));
    let output =
        program().current_dir(folder.path()).args(["group", "mail.txt", "answers.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("59 people"), "{}", out(&output));
    insta::assert_snapshot!(err(&output));
    drop((mail, csv));
}

#[test]
fn versions_are_never_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let class = class(30);
    let now = content();
    let mut reworded = content();
    reworded.instrument.stem.push('!');
    let mut again = content();
    again.instrument.stem.push_str(" again");
    let mut next = content();
    next.instrument.version = "9.0.0".to_owned();
    let file = |name: &str, content: &Content| write(folder.path(), name, &codes(content, &class).join("\n"));
    file("now.txt", &now);
    file("old.txt", &reworded);
    file("older.txt", &again);
    file("next.txt", &next);
    write(folder.path(), "answers.csv", &answers_csv(&class));
    write(folder.path(), "codes.csv", &format!("code\n{}\n", codes(&next, &class)[..2].join("\n")));
    let group =
        |files: &[&str]| program().current_dir(folder.path()).arg("group").args(files).output().unwrap();
    let mut messages = String::new();
    for files in [
        &["now.txt", "old.txt"][..],
        &["old.txt", "older.txt"],
        &["answers.csv", "old.txt"],
        &["now.txt", "next.txt"],
        &["answers.csv", "codes.csv"],
    ] {
        let output = group(&[files, &["--output", "new.txt"]].concat());
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{files:?}");
        assert!(!folder.path().join("new.txt").exists(), "{files:?}");
        messages += &err(&output);
    }
    insta::assert_snapshot!(messages);
    // All of one version are fine, and it is said that it is another one.
    let output = group(&["old.txt", "old.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("Changed since these codes were made: the wording"), "{}", out(&output));
    assert_eq!(group(&["now.txt", "answers.csv"]).status.code(), Some(0));
}

#[test]
fn errors_say_what_to_do_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let class = class(30);
    let codes = codes(&content(), &class).join("\n");
    let here = folder.path();
    write(here, "codes.txt", &codes);
    write(here, "answers.csv", &answers_csv(&class));
    write(here, "few.csv", &answers_csv(&class[..9]));
    write(here, "words.txt", "Hello,\nthis is no list of codes.\n");
    write(here, "empty.txt", "");
    write(here, "header.csv", &format!("{}\n", core_ids()));
    write(here, "missing.csv", "it_systems_1,Term\n4,x\n");
    write(here, "utf16.csv", "i\u{0}d\u{0},\u{0}a\u{0}b\u{0}");
    let many = (0..1001).map(|at| format!("{at},{}\n", vec!["4"; 24].join(","))).collect::<String>();
    write(here, "many.csv", &format!("who,{}\n{many}", core_ids()));
    write(here, "there.txt", "as it was");
    fs::create_dir(here.join("nothing")).unwrap();
    let mut messages = String::new();
    for (arguments, code) in [
        (&["few.csv"][..], 1),
        (&["words.txt"], 1),
        (&["empty.txt"], 1),
        (&["header.csv"], 1),
        (&["missing.csv"], 1),
        (&["utf16.csv"], 1),
        (&["nothing"], 1),
        (&["absent.csv"], 1),
        (&["answers.csv", "--by", "Terms"], 1),
        (&["answers.csv", "--by", "Term,Term"], 1),
        (&["answers.csv", "codes.txt", "--by", "Term"], 1),
        (&["many.csv", "--by", "who"], 1),
        (&["answers.csv", "--output", "there.txt"], 1),
        (&["answers.csv", "--min", "4"], 2),
        (&["answers.csv", "--format", "xml"], 2),
        (&[], 2),
    ] {
        let mut command = program();
        command.current_dir(here).arg("group").args(arguments);
        if !arguments.contains(&"--output") {
            command.args(["--output", "new.txt"]);
        }
        let output = command.output().unwrap();
        assert_eq!(
            (output.status.code(), out(&output)),
            (Some(code), String::new()),
            "{arguments:?}: {}",
            err(&output)
        );
        assert!(!here.join("new.txt").exists(), "{arguments:?}");
        messages += &format!("{}\n{}\n", arguments.join(" "), err(&output));
    }
    assert_eq!(fs::read_to_string(here.join("there.txt")).unwrap(), "as it was");
    insta::assert_snapshot!(messages);
}

#[test]
fn other_content_has_its_own_report() {
    let folder = tempfile::tempdir().unwrap();
    let questions = write(folder.path(), "q.toml", OTHER_QUESTIONS);
    let profiles = write(folder.path(), "p.toml", OTHER_PROFILES);
    let other = crate::harness::other_content();
    let ids: Vec<&str> =
        other.instrument.items.iter().filter(|item| !item.tie_breaker).map(|item| item.id.as_str()).collect();
    let row = |at: usize| {
        (0..ids.len())
            .map(|item| (1 + (at * 7 + item * item + at * item) % 5).to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows: Vec<String> = (0..40).map(row).collect();
    let text = format!("{}\n{}\n", ids.join(","), rows.join("\n"));
    let output = run(&["group", "-", "--questions", &questions, "--profiles", &profiles], text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    assert!(!text.contains("HIM") && !text.contains("Health"), "{text}");
}
