//! `career-fit score`: files in, results out, through the real program.

use std::fmt::Write as _;
use std::fs;

use career_fit::code::Codec;
use career_fit::quiz::Outcome;
use career_fit::report::json;

use crate::harness::{PERSONAS, Persona, content, err, feed_with, out, program, run};

const COLUMNS: &str = "id,verdict,path,p,gap,se,like_hi,like_him,answered,flags,code,\
                       mean_it_systems,mean_programming,mean_data_analytics,mean_management,mean_medical_coding,mean_patient_records";

/// The last line on standard error where nothing is left out and all questions are named by id.
fn scored(rows: usize, questions: usize) -> String {
    format!("{rows} scored; {questions} questions found by id\n")
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

/// Headers as Qualtrics writes them over the columns of `header`, and nobody below them.
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
fn every_kind_of_result_comes_out_with_exact_columns() {
    let output = run(&["score", "-"], everybody().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output).lines().next(), Some(COLUMNS));
    assert_eq!(err(&output), scored(9, 24));
    insta::assert_snapshot!(out(&output));
}

#[test]
fn the_file_says_what_the_library_says() {
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
fn labels_in_any_case_spaces_marks_and_other_separators_are_read() {
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
fn tie_breakers_are_scored_with_the_rest_and_not_counted() {
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
fn a_bad_row_is_an_error_with_its_place_and_the_rest_go_on() {
    let good = row(persona("hi"));
    let six = good.replacen(",5", ",6", 1);
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
fn headers_that_do_not_fit_stop_before_any_output() {
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
        ("endless", "x".repeat(5_000_000)),
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
fn codes_are_read_in_place_of_answers_and_give_the_same_results() {
    for text in [everybody(), with_tie_breakers()] {
        let scored = out(&run(&["score", "-"], text.as_bytes()));
        let pick = |line: &str, cells: &[usize]| {
            let all: Vec<&str> = line.split(',').collect();
            cells.iter().map(|cell| all[*cell]).collect::<Vec<_>>().join(",")
        };
        let codes: Vec<String> = scored.lines().map(|line| pick(line, &[0, 10])).collect();
        assert_eq!(codes[0], "id,code");
        let again = run(&["score", "-"], codes.join("\n").as_bytes());
        assert_eq!(err(&again), format!("{} scored; answers found as codes\n", codes.len() - 1));
        assert_eq!(out(&again), scored);
        let json = |text: &str| out(&run(&["score", "-", "--format", "json"], text.as_bytes()));
        assert_eq!(json(&codes.join("\n")), json(&text));
        // Its own output can be scored again.
        let twice = run(&["score", "-"], scored.as_bytes());
        assert_eq!((twice.status.code(), out(&twice)), (Some(0), scored.clone()));
        let left = "not carried: verdict, path, p, gap, se, like_hi, like_him, answered, flags, mean_it_systems and 5 more";
        assert!(err(&twice).trim_end().ends_with(left), "{}", err(&twice));
        let clash = run(&["score", "-", "--keep", "answered, path"], scored.as_bytes());
        assert_eq!((clash.status.code(), out(&clash)), (Some(1), String::new()));
        assert_eq!(
            err(&clash),
            "career-fit: `answered` would be the name of two columns of the results: rename it in the file\n"
        );
    }
}

#[test]
fn the_extra_questions_are_in_the_code_where_one_of_them_is_answered() {
    let text = out(&run(&["score", "-"], with_tie_breakers().as_bytes()));
    let lengths: Vec<usize> =
        text.lines().skip(1).map(|line| line.split(',').nth(10).unwrap().replace('-', "").len()).collect();
    assert_eq!(lengths, [24, 24]);
    let text = with_tie_breakers().replace(",5,5,5,1,1,1", ",,,,,,").replace(",,,,,,2", ",,,,,,");
    let text = out(&run(&["score", "-"], text.as_bytes()));
    let lengths: Vec<usize> =
        text.lines().skip(1).map(|line| line.split(',').nth(10).unwrap().replace('-', "").len()).collect();
    assert_eq!(lengths, [21, 21]);
}

#[test]
fn a_bad_code_is_an_error_with_its_place_and_the_rest_go_on() {
    let content = content();
    let good = persona("hi").outcome(&content).code;
    let mut wrong = good.clone();
    wrong.replace_range(0..1, if wrong.starts_with('X') { "Y" } else { "X" });
    let mut newer = self::content();
    newer.instrument.version = "3.0.0".to_owned();
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
    assert_eq!(verdicts, ["clear", "error", "error", "error", "error", "clear", "error", "error"]);
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
    assert_eq!(value["verdict"], "error");
    assert_eq!(value["instrument"]["fingerprint"], Codec::new(&content).fingerprint().to_string());
}

#[test]
fn other_columns_are_carried_through_on_request_and_formulas_made_inert() {
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
fn without_ids_the_rows_are_numbered() {
    let strip = |line: String| line.split_once(',').unwrap().1.to_owned();
    let text =
        format!("{}\n{}\n{}\n", strip(header()), strip(row(persona("hi"))), strip(row(persona("him"))));
    let text = out(&run(&["score", "-"], text.as_bytes()));
    let ids: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn json_has_every_field_and_the_same_figures() {
    let output = run(&["score", "--format", "json", "-"], everybody().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let content = content();
    for (line, persona) in out(&output).lines().zip(&PERSONAS) {
        let outcome = persona.outcome(&content);
        let about = json::About { id: persona.name.to_owned(), kept: Vec::new() };
        assert_eq!(line, json::line(&outcome.facts(&content), Some(&about)).unwrap());
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        let mut wanted = [
            "answers",
            "code",
            "flags",
            "flip",
            "gap",
            "id",
            "instrument",
            "interval",
            "items",
            "like",
            "own",
            "p",
            "path",
            "scales",
            "se",
            "skipped",
            "titles",
            "verdict",
        ];
        wanted.sort_unstable();
        assert_eq!(keys, wanted);
        assert_eq!(value["code"], outcome.code);
        assert_eq!(value["instrument"]["fingerprint"], Codec::new(&content).fingerprint().to_string());
        let sum = |list: &str| -> f64 {
            value[list].as_array().unwrap().iter().map(|one| one["contribution"].as_f64().unwrap()).sum()
        };
        let gap = value["gap"].as_f64().unwrap();
        assert!((sum("scales") - gap).abs() < 1e-9 && (sum("items") - gap).abs() < 1e-9, "{line}");
    }
}

#[test]
fn a_file_comes_out_whole_or_not_at_all_and_never_over_another() {
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
    assert!(err(&second).contains("is already there"), "{}", err(&second));
    assert_eq!(fs::read_to_string(&output).unwrap(), "mine");
    fs::remove_file(&output).unwrap();
    fs::write(&input, "nonsense\n1\n").unwrap();
    assert_eq!(run(&arguments, b"").status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the input is left");
}

#[test]
fn files_that_are_none_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for (arguments, wanted) in [
        (vec!["score", "/nowhere/answers.csv"], "can't open /nowhere/answers.csv"),
        (vec!["score", path], "there is nothing in this folder"),
        (vec!["score", "-", "--output", "/nowhere/out.csv"], "can't write /nowhere/out.csv"),
    ] {
        let output = run(&arguments, everybody().as_bytes());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).contains(wanted), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
    }
}

/// Memory must not grow with the number of rows: the peak for many rows is that for few, give or take little.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_rows() {
    let peak = |rows: usize| {
        use std::io::{Read, Write};
        let mut child = program()
            .args(["score", "--threads", "2", "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let reader =
            std::thread::spawn(move || std::io::copy(&mut stdout.by_ref(), &mut std::io::sink()).unwrap());
        // Without ids: of each, something is kept.
        let strip = |line: String| format!("{}\n", line.split_once(',').unwrap().1);
        let line = strip(row(persona("lean")));
        stdin.write_all(strip(header()).as_bytes()).unwrap();
        for _ in 0..rows {
            stdin.write_all(line.as_bytes()).unwrap();
        }
        // All rows but those in pipes and buffers are scored by now, and the program still waits for more.
        stdin.flush().unwrap();
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        drop(stdin);
        assert!(child.wait().unwrap().success());
        reader.join().unwrap();
        kilobytes
    };
    // The fewer fill all blocks that two threads have.
    let (few, many) = (peak(30_000), peak(120_000));
    assert!(many < few + 1024, "{few} kB for 30,000 rows, {many} kB for 120,000");
}

#[test]
fn a_reader_of_the_complaints_that_goes_away_changes_nothing_else() {
    // Enough complaints to fill every buffer on their way.
    let bad = row(persona("hi")).replacen("hi,5", ",6", 1);
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

#[test]
fn rows_that_cannot_be_read_are_told_with_their_lines_whatever_ends_them() {
    let good = row(persona("hi"));
    let lines = [
        header(),
        String::new(),
        good.replacen(",5", ",6", 1),
        good.replacen("hi", "x", 1),
        good.replacen("hi,5", "y,\"", 1),
    ];
    for end in ["\n", "\r\n"] {
        let output = run(&["score", "-"], lines.join(end).as_bytes());
        assert_eq!(output.status.code(), Some(1));
        let told = "row 1 (line 3), column it_systems_1: \"6\" is no answer: use 1 to 5, the answer in words, or nothing for a skip\n\
                    row 3 (line 5): a quote (\") is opened and never closed, so the rows below are lost: close it\n\
                    1 scored, 2 could not be; 24 questions found by id\n";
        assert_eq!(err(&output), told);
    }
}

#[cfg(all(unix, feature = "tui"))]
#[test]
fn a_terminal_gets_nothing_to_act_on() {
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
