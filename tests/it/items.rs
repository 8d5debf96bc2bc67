//! `career-fit items`: answers in, how the questions did out, through the real program.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use career_fit::instrument::Instrument;
use serde_json::Value;

use crate::group::{answers_csv, class};
use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, content, err, other_content, out, run};

const ANSWERS: &str = include_str!("fixtures/items/answers.csv");
const FIGURES: &str = include_str!("fixtures/items/figures.json");
const FIGURES_OF_R: &str = include_str!("fixtures/items/figures-r.csv");

fn json(arguments: &[&str], input: &str) -> Value {
    let output = run(&[&["items"], arguments, &["--format", "json"]].concat(), input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

/// A figure with four decimals, or with four digits, is that of another program.
fn near(found: &Value, wanted: &Value, what: &str) {
    let (found, wanted) =
        (found.as_f64().unwrap_or_else(|| panic!("{what}: {found}")), wanted.as_f64().unwrap());
    assert!((found - wanted).abs() < 5.1e-5 + 6e-4 * wanted.abs().min(0.05), "{what}: {found} and {wanted}");
}

fn near_interval(found: &Value, wanted: &Value, what: &str) {
    (0..2).for_each(|end| near(&found[end], &wanted[end], what));
}

#[test]
fn questions_and_scales_have_the_figures_of_other_programs() {
    let (found, wanted): (Value, Value) = (json(&["-"], ANSWERS), serde_json::from_str(FIGURES).unwrap());
    assert_eq!(found["people"], wanted["people"]);
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), 24);
    for item in items {
        let id = item["id"].as_str().unwrap();
        let wanted = &wanted["items"][id];
        assert_eq!((&item["answered"], &item["skipped"]), (&wanted["answered"], &wanted["skipped"]), "{id}");
        ["mean", "spread", "rest"].iter().for_each(|name| near(&item[name], &wanted[name], id));
    }
    let mut hidden = 0;
    for scale in found["scales"].as_array().unwrap() {
        let id = scale["id"].as_str().unwrap();
        let wanted = &wanted["scales"][id];
        near(&scale["alpha"], &wanted["alpha"], id);
        near(&scale["se"], &wanted["se"], id);
        near_interval(&scale["interval"], &wanted["interval"], id);
        for end in ["floor", "ceiling"] {
            let (found, wanted) = (&scale[end], &wanted[end]);
            if found["count"].is_string() {
                assert_eq!((&found["share"], &found["interval"]), (&Value::Null, &Value::Null), "{id} {end}");
                hidden += 1;
            } else {
                assert_eq!(found["count"], wanted["count"], "{id} {end}");
                near(&found["share"], &wanted["share"], id);
                near_interval(&found["interval"], &wanted["interval"], id);
            }
        }
    }
    assert_eq!(hidden, 6, "three scales have an end with under 5");
    assert_eq!(found["correlations"].as_array().unwrap().len(), 15);
    for one in found["correlations"].as_array().unwrap() {
        let name = format!("{} {}", one["scales"][0].as_str().unwrap(), one["scales"][1].as_str().unwrap());
        near(&one["r"], &wanted["correlations"][&name], &name);
    }
}

#[test]
fn sides_halves_and_the_norm_have_the_figures_of_other_programs() {
    let (found, wanted): (Value, Value) = (json(&["-"], ANSWERS), serde_json::from_str(FIGURES).unwrap());
    for side in ["hi", "him", "difference"] {
        let (found, wanted) = (&found["appeal"][side], &wanted["appeal"][side]);
        near(&found["mean"], &wanted["mean"], side);
        near(&found["se"], &wanted["se"], side);
        near_interval(&found["interval"], &wanted["interval"], side);
    }
    ["r", "reliability"].iter().for_each(|name| near(&found["halves"][name], &wanted["halves"][name], name));
    ["norm_gap", "se"].iter().for_each(|name| near(&found["norm"][name], &wanted["norm"][name], name));
}

#[test]
fn a_question_that_one_group_reads_otherwise_is_found_as_by_other_programs() {
    let (found, wanted): (Value, Value) =
        (json(&["-", "--by", "program"], ANSWERS), serde_json::from_str(FIGURES).unwrap());
    let differences = &found["differences"];
    assert_eq!(differences["reference"], "Day");
    let names: Vec<&Value> =
        differences["groups"].as_array().unwrap().iter().map(|group| &group["name"]).collect();
    assert_eq!(names, ["Day", "Evening", "Others"]);
    assert_eq!(differences["groups"][2]["merged"], serde_json::json!(["Online", "Other"]), "5 are too few");
    let wanted = wanted["differences"].as_array().unwrap();
    let all = differences["items"].as_array().unwrap();
    assert_eq!(all.len(), wanted.len());
    for one in all {
        let what = format!("{} {}", one["item"], one["group"]);
        let is_it = |other: &&Value| other["item"] == one["item"] && other["group"] == one["group"];
        let wanted = wanted.iter().find(is_it).unwrap_or_else(|| panic!("{what}"));
        ["steps", "effect", "chi_square", "p", "q"]
            .iter()
            .for_each(|name| near(&one[name], &wanted[name], &what));
    }
    let largest = all
        .iter()
        .max_by(|a, b| a["chi_square"].as_f64().unwrap().total_cmp(&b["chi_square"].as_f64().unwrap()));
    let largest = largest.unwrap();
    assert_eq!((&largest["item"], &largest["size"]), (&"programming_2".into(), &"large".into()));
}

/// Every figure that R's packages gave is ours, as far as ours is written out; `what` says of which answers.
fn holds_to_r(what: &str, answers: &str) -> BTreeMap<String, usize> {
    let arguments = ["items", "-", "--by", "Program", "--format", "csv"];
    let output = run(&arguments, answers.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let ours: HashMap<String, String> = out(&output)
        .lines()
        .map(|line| line.rsplit_once(',').unwrap())
        .map(|(figure, value)| (figure.to_owned(), value.to_owned()))
        .collect();
    let people: f64 = ours[",people,"].parse().unwrap();
    let theirs: Vec<[&str; 2]> = FIGURES_OF_R
        .lines()
        .filter_map(|line| line.strip_prefix(what)?.strip_prefix(','))
        .map(|line| line.rsplit_once(',').unwrap().into())
        .collect();
    let wanted = |figure: &str| -> f64 {
        theirs.iter().find(|[one, _]| *one == figure).unwrap_or_else(|| panic!("{figure}"))[1]
            .parse()
            .unwrap()
    };
    let mut compared = BTreeMap::new();
    for [figure, value] in &theirs {
        let (measure, of) = figure.trim_start_matches(',').split_once(',').unwrap();
        let (name, value) = match measure {
            // psych divides by everybody, we by those who answered a pair of questions.
            "ase" => (
                format!(",alpha_se,{of}"),
                wanted(figure) * (people / wanted(&format!(",pairs,{of}"))).sqrt(),
            ),
            "pairs" => continue,
            _ => ((*figure).to_owned(), value.parse().unwrap()),
        };
        let measure = name.split(',').nth(1).unwrap().to_owned();
        let Ok(found) = ours[&name].parse::<f64>() else {
            assert!(["", "under 5", "5 or more"].contains(&ours[&name].as_str()), "{name}: {}", ours[&name]);
            *compared.entry("hidden".to_owned()).or_default() += 1;
            continue;
        };
        // Probabilities are written with four digits, all else with four decimals: half a step of the last is allowed.
        let step = if ["p", "q"].contains(&measure.as_str()) { 1.001e-3 * value } else { 1e-4 };
        assert!((found - value).abs() < step / 2.0 + 1e-9, "{what} {name}: {found} and {value}");
        *compared.entry(measure).or_default() += 1;
    }
    compared
}

#[test]
fn figures_are_those_of_r() {
    let compared = holds_to_r("all", ANSWERS);
    let each =
        [("mean", 24), ("spread", 24), ("rest", 24), ("alpha", 6), ("alpha_se", 6), ("correlation", 15)];
    let more =
        [("appeal", 3), ("reliability", 1), ("norm_gap", 1), ("chi_square", 48), ("q", 48), ("hidden", 24)];
    each.into_iter()
        .chain(more)
        .for_each(|(measure, count)| assert_eq!(compared[measure], count, "{measure}"));
}

#[test]
fn figures_of_people_who_skip_nothing_are_those_of_r_as_they_are() {
    let complete: Vec<&str> = ANSWERS.lines().filter(|line| !format!("{line},").contains(",,")).collect();
    let compared = holds_to_r("complete", &complete.join("\n"));
    assert_eq!((compared["rest"], compared["alpha_se"]), (24, 6));
    let pairs: BTreeSet<&str> = FIGURES_OF_R
        .lines()
        .filter_map(|line| line.strip_prefix("complete,,pairs,")?.split_once(','))
        .map(|(_, count)| count)
        .collect();
    let people = complete.len() - 1;
    assert_eq!(pairs.into_iter().collect::<Vec<_>>(), [people.to_string()], "so the errors are psych's own");
}

#[test]
fn of_two_answers_the_test_of_groups_is_the_one_r_has_built_in() {
    let two = |cell: &str| match cell {
        "4" | "5" => "4".to_owned(),
        "1" | "2" | "3" => "2".to_owned(),
        other => other.to_owned(),
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let answers: Vec<String> = cells[2..].iter().map(|cell| two(cell)).collect();
        format!("{},{},{}\n", cells[0], cells[1], answers.join(","))
    };
    let compared = holds_to_r("two", &ANSWERS.lines().map(row).collect::<String>());
    assert_eq!((compared["chi_square"], compared["p"], compared["steps"]), (48, 48, 48));
}

#[test]
fn they_are_told_as_text() {
    let output = run(&["items", "-", "--by", "Program"], ANSWERS.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "400 scored; 24 questions found by id\n");
    assert!(out(&output).lines().all(|line| line.chars().count() <= 76));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn the_norm_can_be_pasted_and_sets_the_average_student_in_the_middle() {
    let text = out(&run(&["items", "-"], ANSWERS.as_bytes()));
    let line = text.lines().find(|line| line.starts_with("norm_gap = ")).unwrap();
    assert!(text.contains("your average student stands in the middle"), "{text}");
    let questions = include_str!("../../questions.toml").lines();
    let questions: Vec<&str> =
        questions.map(|old| if old.starts_with("norm_gap") { line } else { old }).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("questions.toml");
    fs::write(&path, questions.join("\n")).unwrap();
    let with = ["items", "-", "--format", "json", "--questions", path.to_str().unwrap()];
    let found: Value = serde_json::from_str(&out(&run(&with, ANSWERS.as_bytes()))).unwrap();
    assert_eq!(
        found["norm"],
        json(&["-"], ANSWERS)["norm"],
        "a norm is measured without the one that is set"
    );
    let score = ["score", "-", "--questions", path.to_str().unwrap()];
    let scored = out(&run(&score, ANSWERS.as_bytes()));
    let mut reader = csv::Reader::from_reader(scored.as_bytes());
    let careful = reader.records().map(Result::unwrap).filter(|row| {
        &row[1] != "incomplete" && !row[9].contains("straight_line") && !row[9].contains("inconsistent")
    });
    let gaps: Vec<f64> = careful.map(|row| row[4].parse().unwrap()).collect();
    let mean = gaps.iter().sum::<f64>() / f64::from(u32::try_from(gaps.len()).unwrap());
    assert!(mean.abs() < 1e-4, "{mean}");
}

/// The first rows of the answers, below their header.
fn first(rows: usize) -> String {
    ANSWERS.lines().take(rows + 1).map(|line| format!("{line}\n")).collect()
}

#[test]
fn too_few_people_have_no_norm_and_fewer_nothing_at_all() {
    assert_eq!(json(&["-"], &first(90))["norm"], Value::Null);
    assert!(out(&run(&["items", "-"], first(90).as_bytes())).contains("at least 100 people"));
    assert!(json(&["-"], &first(120))["norm"]["norm_gap"].is_number());
    let are_rough =
        |rows| out(&run(&["items", "-"], first(rows).as_bytes())).contains("all figures are rough");
    assert!(are_rough(90) && !are_rough(120));
    let output = run(&["items", "-"], first(9).as_bytes());
    assert_eq!((out(&output), output.status.code()), (String::new(), Some(1)));
    assert!(err(&output).contains("there are fewer than 10 people"), "{}", err(&output));
    assert_eq!(run(&["items", "-", "--min", "4"], first(90).as_bytes()).status.code(), Some(2));
}

#[test]
fn order_files_and_forms_make_no_difference() {
    let wanted = json(&["-", "--by", "Program"], ANSWERS);
    let mut lines: Vec<&str> = ANSWERS.lines().collect();
    lines[1..].reverse();
    assert_eq!(json(&["-", "--by", "Program"], &lines.join("\n")), wanted);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let parts = [("a.csv", &lines[1..100]), ("b.csv", &lines[100..])];
    for (name, rows) in parts {
        fs::write(path(name), format!("{}\n{}\n", lines[0], rows.join("\n"))).unwrap();
    }
    let (a, b) = (path("a.csv"), path("b.csv"));
    assert_eq!(json(&[&a, &b, "--by", "Program"], ""), wanted);
    let closing = err(&run(&["items", &a, &b], b""));
    assert_eq!(closing.lines().count(), 2, "{closing}");
    assert!(closing.contains("a.csv: 99 scored") && closing.contains("b.csv: 301 scored"), "{closing}");
    let codes = out(&run(&["score", "-", "--keep", "Program"], ANSWERS.as_bytes()));
    assert_eq!(json(&["-", "--by", "Program"], &codes), wanted, "codes");
}

#[test]
fn the_csv_says_what_the_json_says() {
    let arguments = ["items", "-", "--by", "Program", "--format", "csv"];
    let csv = out(&run(&arguments, ANSWERS.as_bytes()));
    assert!(csv.starts_with("group,measure,of,value\n"), "{csv}");
    let json = json(&["-", "--by", "Program"], ANSWERS);
    let find = |group: &str, measure: &str, of: &str| {
        let start = format!("{group},{measure},{of},");
        let found: Vec<&str> = csv.lines().filter_map(|line| line.strip_prefix(&start)).collect();
        assert_eq!(found.len(), 1, "{start}");
        found[0].to_owned()
    };
    let same = |found: String, wanted: &Value| match wanted {
        Value::Null => assert_eq!(found, ""),
        Value::String(text) => assert_eq!(&found, text),
        number => assert_eq!(found.parse(), Ok(number.as_f64().unwrap())),
    };
    for item in json["items"].as_array().unwrap() {
        for measure in ["answered", "skipped", "mean", "spread", "rest"] {
            same(find("", measure, item["id"].as_str().unwrap()), &item[measure]);
        }
    }
    for scale in json["scales"].as_array().unwrap() {
        let id = scale["id"].as_str().unwrap();
        same(find("", "alpha", id), &scale["alpha"]);
        same(find("", "alpha_low", id), &scale["interval"][0]);
        same(find("", "floor", id), &scale["floor"]["count"]);
        same(find("", "ceiling_share", id), &scale["ceiling"]["share"]);
    }
    for (name, share) in json["verdicts"].as_object().unwrap() {
        same(find("", "verdict", name), &share["count"]);
        same(find("", "verdict_high", name), &share["interval"][1]);
    }
    for one in json["differences"]["items"].as_array().unwrap() {
        for measure in ["steps", "effect", "chi_square", "p", "q", "size"] {
            let (group, item) = (one["group"].as_str().unwrap(), one["item"].as_str().unwrap());
            same(find(group, measure, item), &one[measure]);
        }
    }
    same(find("", "norm_gap", ""), &json["norm"]["norm_gap"]);
    same(find("", "appeal", "difference"), &json["appeal"]["difference"]["mean"]);
    same(find("", "reliability", ""), &json["halves"]["reliability"]);
}

/// The answers of a class with all cells of one column set to this.
fn with_column(people: usize, column: usize, cell: impl Fn(usize) -> &'static str) -> String {
    let text = answers_csv(&class(people));
    let rows = text.lines().enumerate().map(|(row, line)| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if row > 0 {
            cells[column] = cell(row);
        }
        cells.join(",") + "\n"
    });
    rows.collect()
}

#[test]
fn few_skips_and_few_who_answer_otherwise_are_not_told() {
    let skipping = with_column(60, 3, |row| if row <= 3 { "" } else { ["2", "3", "4"][row % 3] });
    let item = &json(&["-"], &skipping)["items"][0];
    assert_eq!((&item["skipped"], &item["answered"]), (&"under 5".into(), &"5 or more".into()));
    assert!(item["mean"].is_number());
    let alike = with_column(60, 3, |row| if row <= 4 { "1" } else { "5" });
    let item = &json(&["-"], &alike)["items"][0];
    assert_eq!((&item["mean"], &item["spread"]), (&Value::Null, &Value::Null));
    let other = with_column(60, 3, |row| if row <= 5 { "1" } else { "5" });
    assert!(json(&["-"], &other)["items"][0]["mean"].is_number());
}

#[test]
fn groups_that_are_all_too_small_are_not_compared() {
    let found = json(&["-", "--by", "Section", "--min", "40"], &answers_csv(&class(60)));
    assert_eq!(found["differences"]["groups"], serde_json::json!([]));
    let text =
        out(&run(&["items", "-", "--by", "Section", "--min", "40"], answers_csv(&class(60)).as_bytes()));
    assert!(text.contains("No two groups are large enough"), "{text}");
}

#[test]
fn mistakes_are_named_and_the_rest_go_on() {
    let mut lines: Vec<String> = ANSWERS.lines().map(str::to_owned).collect();
    lines[5] = lines[5].replacen(",4", ",44", 1);
    lines[9] = lines[9].replacen("9,", "8,", 1);
    let text = lines.join("\n");
    let output = run(&["items", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).starts_with("How the questions did"));
    insta::assert_snapshot!(err(&output));
    let first = run(&["items", "-", "--duplicates", "first"], text.replacen(",44", ",4", 1).as_bytes());
    assert_eq!(first.status.code(), Some(0));
    assert!(err(&first).contains("1 row with the id of another left out"), "{}", err(&first));
    let by = run(&["items", "-", "--by", "Programme"], ANSWERS.as_bytes());
    assert_eq!(by.status.code(), Some(1));
    let wanted = "career-fit: line 1: no column is called `Programme` (--by): did you mean `Program`?\n";
    assert_eq!(err(&by), wanted, "the option that was typed");
}

fn core(instrument: &Instrument) -> Vec<String> {
    instrument.items.iter().filter(|item| !item.tie_breaker).map(|item| item.id.clone()).collect()
}

#[test]
fn questions_of_another_shape_do_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("q.toml"), OTHER_QUESTIONS).unwrap();
    fs::write(path("p.toml"), OTHER_PROFILES).unwrap();
    let core = core(&other_content().instrument);
    let row = |person: usize| {
        let cells = (0..core.len()).map(|item| (1 + (person * 7 + item * person * 3 + item) % 5).to_string());
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    let text = core.join(",") + "\n" + &(0..50).map(row).collect::<String>();
    let found = json(&["-", "--questions", &path("q.toml"), "--profiles", &path("p.toml")], &text);
    assert_eq!(found["items"].as_array().unwrap().len(), core.len());
    assert!(found["scales"].as_array().unwrap().iter().all(|scale| scale["alpha"].is_number()), "{found}");
    assert!(content().instrument.items.len() != core.len());
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let answers = ANSWERS.replace("Evening", "<b>Evening");
    let page = out(&run(&["items", "-", "--by", "Program", "--format", "html"], answers.as_bytes()));
    assert!(page.contains("&lt;b&gt;Evening") && !page.contains("<b>Evening"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
}

#[test]
fn every_measure_is_in_the_codebook() {
    let arguments = ["items", "-", "--by", "Program", "--format", "csv"];
    let csv = out(&run(&arguments, ANSWERS.as_bytes()));
    let measures: BTreeSet<&str> = csv.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    let codebook = out(&run(&["export", "codebook", "--format", "csv"], b""));
    let named = codebook.lines().filter_map(|line| line.strip_prefix("items.csv,"));
    let named: BTreeSet<&str> = named.map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(named, measures);
}
