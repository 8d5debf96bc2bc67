//! `career-fit score`: files in, results out, through the real program.

use std::fmt::Write as _;
use std::fs;

use career_fit::code::Codec;
use career_fit::quiz::Outcome;
use career_fit::report::json;

use crate::harness::{PERSONAS, Persona, content, err, feed_with, out, program, run};

const COLUMNS: &str = "id,verdict,path,p,gap,se,like_hi,like_him,answered,flags,code,\
                       mean_it_systems,mean_programming,mean_data_analytics,mean_management,mean_medical_coding,mean_patient_records";

/// How the summary tells that answers were numbers.
const NUMBERS: &str = "; numbers read as 1 = Strongly dislike to 5 = Strongly like";

/// The summary if nothing is excluded and all questions are named by id.
fn scored(rows: usize, questions: usize) -> String {
    format!("{rows} scored; {questions} questions matched by id{NUMBERS}\n")
}

/// The ids of the core items in the order asked.
fn core() -> Vec<String> {
    content().instrument.items.iter().filter(|item| !item.tie_breaker).map(|item| item.id.clone()).collect()
}

fn header() -> String {
    format!("id,{}", core().join(","))
}

/// A row of a persona's answers in the order of the header.
fn row(persona: &Persona) -> String {
    let cell = |id: &String| persona.answer(id).map_or_else(String::new, |value| value.to_string());
    format!("{},{}", persona.name, core().iter().map(cell).collect::<Vec<_>>().join(","))
}

fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// Headers as Qualtrics writes them over the columns of `header`, without respondents.
fn qualtrics(header: &str) -> String {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let texts: Vec<String> = core.map(|item| format!("\"Q1 - {}\"", item.text)).collect();
    let marks = vec!["\"{\"\"ImportId\"\":\"\"QID1\"\"}\""; texts.len() + 1];
    format!("{header}\n\"Response ID\",{}\n{}\n", texts.join(","), marks.join(","))
}

/// The header and a row for each persona.
fn everybody() -> String {
    let rows: Vec<String> = PERSONAS.iter().map(row).collect();
    format!("{}\n{}\n", header(), rows.join("\n"))
}

#[test]
fn every_verdict_is_written_with_exact_columns() {
    let output = run(&["score", "-"], everybody().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output).lines().next(), Some(COLUMNS));
    assert_eq!(err(&output), scored(9, 24));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn output_agrees_with_the_library() {
    let content = content();
    let text = out(&run(&["score", "-"], everybody().as_bytes()));
    for (line, persona) in text.lines().skip(1).zip(&PERSONAS) {
        let Outcome { assessment, code, .. } = persona.outcome(&content);
        let comparison = assessment.comparison.unwrap();
        let figures = [
            comparison.confidence.p,
            comparison.gap,
            comparison.confidence.se,
            comparison.like[0],
            comparison.like[1],
        ];
        let mut wanted = format!("{},{},", persona.name, assessment.verdict.name());
        wanted += assessment.verdict.side().map_or("", |side| ["hi", "him"][side.index()]);
        for figure in figures {
            write!(wanted, ",{:.4}", if figure == 0.0 { 0.0 } else { figure }).unwrap();
        }
        let flags: Vec<&str> = assessment.flags.names().collect();
        write!(wanted, ",{},{},{code}", assessment.answered, flags.join("+")).unwrap();
        for scale in &assessment.scales {
            wanted += &scale.mean.map_or_else(|| ",".to_owned(), |mean| format!(",{mean:.4}"));
        }
        assert_eq!(line, wanted);
    }
}

#[test]
fn labels_and_delimiters_in_all_variants_give_the_same_result() {
    let plain = format!("{}\n{}\n", header(), row(persona("lean")));
    let wanted = out(&run(&["score", "-"], plain.as_bytes()));
    let labels = ["", "STRONGLY DISLIKE", " dislike ", "Unsure", "like", "Strongly Like"];
    let worded: String = plain
        .split(',')
        .map(|cell| match cell.trim().parse::<usize>() {
            Ok(number) => cell.replace(&number.to_string(), labels[number]),
            Err(_) => cell.to_owned(),
        })
        .collect::<Vec<_>>()
        .join(",");
    for (what, text) in [
        ("labels", worded),
        ("a byte order mark", format!("\u{feff}{plain}")),
        ("semicolons", plain.replace(',', ";")),
        ("tabs", plain.replace(',', "\t")),
        ("line ends of Windows", plain.replace('\n', "\r\n")),
        ("blank lines", plain.replace('\n', "\n\n")),
        ("no line end at the end", plain.trim_end().to_owned()),
    ] {
        let output = run(&["score", "-"], text.as_bytes());
        assert_eq!(out(&output), wanted, "{what}: {}", err(&output));
    }
}

#[test]
fn tie_breakers_are_scored_but_not_counted_as_answered() {
    let text = format!(
        "{},it_systems_5,programming_5,data_analytics_5,management_5,medical_coding_5,patient_records_5\n{},5,5,5,1,1,1\n",
        header(),
        row(persona("torn"))
    );
    let text = out(&run(&["score", "-"], text.as_bytes()));
    let cells: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(cells[8], "24");
    assert!(cells[4].parse::<f64>().unwrap() > 0.5, "{cells:?}");
}

#[test]
fn invalid_rows_are_errors_and_the_rest_continue() {
    let good = row(persona("hi"));
    let six = good.replacen(",5", ",5.5", 1);
    let word = good.replacen(",5", ",lots", 1);
    let short = good.rsplit_once(',').unwrap().0;
    let long = format!("{good},3");
    let rows = [six, good.clone(), word, short.to_owned(), long, good.clone()];
    let rows: Vec<String> =
        (1..).zip(rows).map(|(id, row)| row.replacen("hi", &format!("p{id}"), 1)).collect();
    let text = format!("{}\n{}\n", header(), rows.join("\n"));
    let output = run(&["score", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let verdicts: Vec<String> =
        out(&output).lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned()).collect();
    assert_eq!(verdicts, ["error", "clear", "error", "error", "error", "clear"]);
    insta::assert_snapshot!(err(&output));
}

#[test]
fn unusable_headers_stop_before_any_output() {
    let good = row(persona("hi"));
    let cases = [
        ("no header", format!("{good}\n")),
        ("misspelt column", format!("{}\n{good}\n", header().replace("programming_2", "programing_2"))),
        (
            "missing column",
            format!("{}\n{}\n", header().rsplit_once(',').unwrap().0, good.rsplit_once(',').unwrap().0),
        ),
        ("duplicate column", format!("{}\n{good}\n", header().replace("programming_2", "programming_1"))),
        ("empty", String::new()),
        ("only a header", format!("{}\n", header())),
        ("codes and items", format!("{},code\n{good},2345\n", header())),
        ("binary", "\u{0}\u{1}\u{2}\u{3}\n\u{4}".to_owned()),
        ("a quote that is not closed", format!("\"{}\n{good}\n", header())),
        ("endless", "x".repeat(17_000_000)),
        ("a long name", format!("{}\n{good}\n", header().replace("programming_2", &"x\u{1b}".repeat(100)))),
        ("swapped ids and texts", qualtrics(&header().replacen("it_systems_1", "management_1", 1))),
    ];
    let mut messages = String::new();
    for (what, text) in cases {
        let output = run(&["score", "-"], text.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{what}");
        let lines = out(&output).lines().count();
        assert!(lines == 0 || (what == "only a header" && lines <= 1), "{what}: {}", out(&output));
        writeln!(messages, "{what}:\n{}", err(&output)).unwrap();
    }
    insta::assert_snapshot!(messages);
}

/// The header of the core and the tie-breakers, and two rows with every tie-breaker answered or but one skipped.
fn with_tie_breakers() -> String {
    format!(
        "{},it_systems_5,programming_5,data_analytics_5,management_5,medical_coding_5,patient_records_5\n{},5,5,5,1,1,1\n{},,,,,,2\n",
        header(),
        row(persona("torn")),
        row(persona("both"))
    )
}

#[test]
fn codes_give_the_same_results_as_their_answers() {
    for text in [everybody(), with_tie_breakers()] {
        let scored = out(&run(&["score", "-"], text.as_bytes()));
        let pick = |line: &str, cells: &[usize]| {
            let all: Vec<&str> = line.split(',').collect();
            cells.iter().map(|cell| all[*cell]).collect::<Vec<_>>().join(",")
        };
        let codes: Vec<String> = scored.lines().map(|line| pick(line, &[0, 10])).collect();
        assert_eq!(codes[0], "id,code");
        let again = run(&["score", "-"], codes.join("\n").as_bytes());
        assert_eq!(err(&again), format!("{} scored; answers read from result codes\n", codes.len() - 1));
        assert_eq!(out(&again), scored);
        let json = |text: &str| out(&run(&["score", "-", "--format", "json"], text.as_bytes()));
        assert_eq!(json(&codes.join("\n")), json(&text));
        // Its own output can be scored again.
        let twice = run(&["score", "-"], scored.as_bytes());
        assert_eq!((twice.status.code(), out(&twice)), (Some(0), scored.clone()));
        let left = "dropped (keep with --keep): verdict, path, p, gap, se, like_hi, like_him, answered, flags, mean_it_systems and 5 more";
        assert!(err(&twice).trim_end().ends_with(left), "{}", err(&twice));
        let clash = run(&["score", "-", "--keep", "answered, path"], scored.as_bytes());
        assert_eq!((clash.status.code(), out(&clash)), (Some(1), String::new()));
        assert_eq!(
            err(&clash),
            "career-fit: two output columns would be named `answered`: rename that column in the file\n"
        );
    }
}

#[test]
fn invalid_codes_are_errors_and_the_rest_continue() {
    let content = content();
    let good = persona("hi").outcome(&content).code;
    let mut wrong = good.clone();
    wrong.replace_range(0..1, if wrong.starts_with('X') { "Y" } else { "X" });
    let mut newer = self::content();
    newer.instrument.version = "4.0.0".to_owned();
    let newer = persona("hi").outcome(&newer).code;
    let text = format!(
        "code,id,town\n{good},a,Ohio\n{wrong},b,\n,c,\nABCD-1234,d,\n{newer},e,=1+1\n{},f,\n{good}0,g,\n{good},h\n",
        good.to_lowercase().replace('-', " ")
    );
    let output = run(&["score", "--keep", "town", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    let lines: Vec<&str> = text.lines().collect();
    let verdicts: Vec<&str> = lines[1..].iter().map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(verdicts, ["clear", "error", "error", "error", "error", "clear", "error", "clear"]);
    assert!(
        lines[1].starts_with("a,clear,hi,")
            && lines[1].contains(&format!(",{good},"))
            && lines[1].ends_with(",Ohio"),
        "{text}"
    );
    assert_eq!(lines[5], "e,error,,,,,,,,,,,,,,,,'=1+1");
    insta::assert_snapshot!(err(&output));
    let json = run(&["score", "--format", "json", "-"], format!("code\n{wrong}\n").as_bytes());
    let value: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!([&value["verdict"], &value["id"]], ["error", "1"]);
    assert_eq!(value["instrument"]["fingerprint"], Codec::new(&content).fingerprint().to_string());
}

#[test]
fn passthrough_columns_are_copied_with_formulas_neutralized() {
    let text =
        format!("{},town,note\n{},Ohio,=1+1\n", header(), row(persona("hi")).replacen("hi", "=cmd()", 1));
    let json = run(&["score", "--keep", "town,note", "--format", "json", "-"], text.as_bytes());
    let value: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(value["kept"], serde_json::json!({ "town": "Ohio", "note": "=1+1" }));
    let output = run(&["score", "--keep", "Town", "--keep", "note", "-"], text.as_bytes());
    assert_eq!((output.status.code(), err(&output)), (Some(0), scored(1, 24)));
    let text = out(&output);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(format!("{COLUMNS},town,note").as_str()));
    let line = lines.next().unwrap();
    assert!(line.starts_with("'=cmd(),clear,hi,"), "{line}");
    assert!(line.ends_with(",Ohio,'=1+1"), "{line}");
}

#[test]
fn json_has_all_fields_and_the_same_numbers() {
    let output = run(&["score", "--format", "json", "-"], everybody().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let content = content();
    for (line, persona) in out(&output).lines().zip(&PERSONAS) {
        let outcome = persona.outcome(&content);
        let about = json::About { id: persona.name.to_owned(), kept: Vec::new() };
        assert_eq!(line, json::line(&outcome.facts(&content), Some(&about)).unwrap());
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["code"], outcome.code);
        let titles = value["titles"].as_array().unwrap();
        let rungs: Vec<&str> = titles.iter().map(|title| title["start"].as_str().unwrap()).collect();
        assert!(
            rungs.is_sorted_by_key(|rung| ["start", "degree", "later"].iter().position(|one| one == rung))
        );
        for of_rung in titles.chunk_by(|one, other| one["start"] == other["start"]) {
            assert!(of_rung.is_sorted_by(|a, b| a["fit"].as_f64() >= b["fit"].as_f64()), "{line}");
        }
        let coder = titles.iter().find(|title| title["name"] == "Medical Coder").unwrap();
        assert_eq!([&coder["start"], &coder["schooling"]], ["start", "certificate"]);
        assert_eq!(coder["pay"], 50_150);
        assert_eq!(value["instrument"]["fingerprint"], Codec::new(&content).fingerprint().to_string());
        let sum = |list: &str| -> f64 {
            value[list].as_array().unwrap().iter().map(|one| one["contribution"].as_f64().unwrap()).sum()
        };
        let gap = value["gap"].as_f64().unwrap();
        assert!((sum("scales") - gap).abs() < 1e-9 && (sum("items") - gap).abs() < 1e-9, "{line}");
    }
}

#[test]
fn output_is_complete_or_absent_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
    fs::write(&input, everybody()).unwrap();
    let arguments = ["score", input.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let first = run(&arguments, b"");
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert_eq!(out(&first), "");
    let written = fs::read_to_string(&output).unwrap();
    assert_eq!(written, out(&run(&["score", "-"], everybody().as_bytes())));
    fs::write(&output, "mine").unwrap();
    let second = run(&arguments, b"");
    assert_eq!(second.status.code(), Some(1));
    assert!(err(&second).contains("already"), "{}", err(&second));
    assert_eq!(fs::read_to_string(&output).unwrap(), "mine");
    fs::remove_file(&output).unwrap();
    fs::write(&input, "nonsense\n1\n").unwrap();
    assert_eq!(run(&arguments, b"").status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the input is left");
}

#[test]
fn unusable_paths_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for (arguments, wanted) in [
        (vec!["score", "/nowhere/answers.csv"], "can't open /nowhere/answers.csv"),
        (vec!["score", path], "is empty"),
        (vec!["score", "-", "--output", "/nowhere/out.csv"], "can't write /nowhere/out.csv"),
    ] {
        let output = run(&arguments, everybody().as_bytes());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).contains(wanted), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
    }
}

#[test]
fn closed_standard_error_changes_nothing_else() {
    // Enough complaints to fill every buffer on their way.
    let bad = row(persona("hi")).replacen("hi,5", ",x", 1);
    let text = format!("{}\n{}", header(), format!("{bad}\n").repeat(5_000));
    let (folder, wanted) = (tempfile::tempdir().unwrap(), run(&["score", "-"], text.as_bytes()));
    let output = folder.path().join("out.csv");
    for arguments in [&["score", "-"][..], &["score", "-", "--output", output.to_str().unwrap()]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = program();
        command.args(arguments);
        let ended = feed_with(command, text.as_bytes(), writer.into());
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}");
        let written = fs::read_to_string(&output).unwrap_or_else(|_| out(&ended));
        assert!(written == out(&wanted), "{arguments:?}");
    }
}

#[cfg(all(unix, feature = "tui"))]
#[test]
fn control_characters_never_reach_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("evil.csv");
    let evil = "\u{1b}]0;mine\u{7}\u{1b}[2J\u{9b}31m";
    let good = row(persona("hi")).replacen("hi", evil, 1);
    let bad = good.replacen(",5", &format!(",{evil}"), 1);
    fs::write(&file, format!("{},note{evil},{evil}\n{good},{evil},\n{bad}b,{evil},\n", header())).unwrap();
    for format in ["csv", "json"] {
        let arguments =
            ["score", file.to_str().unwrap(), "--keep", &format!("note{evil}"), "--format", format];
        let mut session = crate::pty::Session::start(&arguments, &[], (80, 24));
        assert_eq!(session.wait_for_exit(), 1);
        let shown = String::from_utf8(session.raw.clone()).unwrap();
        assert!(shown.contains("mine"), "{shown:?}");
        assert!(!shown.contains(|c: char| c.is_control() && c != '\r' && c != '\n'), "{shown:?}");
        // A file gets the cells as they are.
        let output = out(&run(&arguments, b""));
        assert!(output.contains(if format == "csv" { evil } else { "\\u001b]0;mine\\u0007" }), "{output}");
    }
}

#[test]
fn several_files_are_scored_together_and_duplicate_ids_found_across_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, rows: &[String]| {
        let path = folder.path().join(name);
        fs::write(&path, format!("{}\n{}\n", header(), rows.join("\n"))).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let named = |name: &str, id: &str| row(persona(name)).replacen(name, id, 1);
    let files = [
        file("a.csv", &[named("hi", "Ana"), named("him", "bo")]),
        file("b.csv", &[named("him", " ANA "), named("hi", "cy"), named("hi", "")]),
    ];
    let with = |which: &str| run(&["score", &files[0], &files[1], "--duplicates", which], b"");
    let ids = |output: &std::process::Output| -> Vec<String> {
        out(output)
            .lines()
            .skip(1)
            .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let refused = with("error");
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(ids(&refused), ["Ana clear", "bo clear", " ANA  error", "cy clear", " clear"]);
    let error = format!(
        "{}, row 2: duplicate id \"ANA\" (first seen in {}, row 2); use --duplicates to choose which row to keep\n",
        files[1], files[0]
    );
    assert!(err(&refused).starts_with(&error), "{}", err(&refused));
    assert_eq!(ids(&with("first")), ["Ana clear", "bo clear", "cy clear", " clear"]);
    let last = with("last");
    assert_eq!(ids(&last), ["bo clear", " ANA  clear", "cy clear", " clear"]);
    assert_eq!(
        err(&last),
        format!("4 scored; 24 questions matched by id{NUMBERS}; excluded: 1 row with a duplicate id\n")
    );
    assert_eq!(ids(&with("all")).len(), 5);
}

#[test]
fn errors_of_replaced_rows_are_not_reported() {
    let good = row(persona("hi"));
    let bad = good.replacen(",5", ",maybe", 1);
    let text = format!("{}\n{bad}\n{good}\n", header());
    let output = run(&["score", "-", "--duplicates", "last"], text.as_bytes());
    assert_eq!((output.status.code(), out(&output).lines().count()), (Some(0), 2));
    assert!(err(&output).starts_with("1 scored; "), "{}", err(&output));
}
