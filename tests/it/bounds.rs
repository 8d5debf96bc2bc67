//! More than anybody means to give: whatever is read has a limit, which is said with what to do, and is reached in
//! little memory and time. Through the real program, which may take no more than [`MEMORY`] here.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};

use career_fit::code::Fingerprint;
use zip::write::SimpleFileOptions;

use crate::harness::{a_code, content, err, feed, out, program};

/// What the program may map, in KiB: its own code and its threads' stacks take most of it.
const MEMORY: u32 = 400_000;

/// The program with these arguments, and no more memory than that.
fn bounded(arguments: &[&str]) -> Command {
    let plain = program();
    let mut command = Command::new("sh");
    let line = format!("ulimit -v {MEMORY}; exec {} \"$@\"", env!("CARGO_BIN_EXE_career-fit"));
    command.args(["-c", &line, "sh"]).args(arguments);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    feed(bounded(arguments), input)
}

/// What is said where it ends with a failure, without a panic.
fn refused(arguments: &[&str], input: &[u8]) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", err(&output));
    err(&output)
}

fn header() -> String {
    let ids: Vec<String> = content().instrument.items.iter().map(|item| item.id.clone()).collect();
    ids.join(",")
}

#[test]
fn a_csv_has_limits_in_every_direction() {
    let (header, fine) = (header(), ["4"; 30].join(","));
    let row = |cell: &str| format!("{header},note\n{fine},\n{fine},{cell}\n{fine},\n");
    let open = row(&format!("\"{}", "x".repeat(64 << 20)));
    for (input, wanted) in [
        (
            open.as_str(),
            "row 2 (line 3) goes on for more than 4 MiB: is a quote (\") opened there and never closed?",
        ),
        (&"x".repeat(64 << 20), "line 1 goes on for more than 4 MiB"),
        (&format!("\"{}", "x\n".repeat(32 << 20)), "line 1 goes on for more than 4 MiB"),
        (&row(&"x".repeat(64 << 20)), "row 2 (line 3) goes on for more than 4 MiB"),
        (&row(&",".repeat(300_000)), "row 2 (line 3) has more than 200000 cells"),
        (&",".repeat(300_000), "line 1 has more than 200000 cells"),
        (&row(&"x".repeat(300_000)), "row 2 (line 3): a cell holds more than 256 KiB: shorten it"),
        (&format!("{header},{}\n", "x".repeat(20_000)), "the name of column 31 holds more than 16 KiB"),
        (&format!("it_systems_1,{}\n", "x".repeat(3_000_000)), "the name of column 2 holds more than 16 KiB"),
        (&format!("code\n{}\n", "7".repeat(200_000)), "has 200000 characters"),
    ] {
        let said = refused(&["score", "-"], input.as_bytes());
        assert!(said.contains(wanted), "{wanted}: {said}");
        assert!(said.len() < 600, "{said}");
    }
}

/// A workbook of one sheet with these parts, each named with what it holds.
fn workbook(sheets: &str, strings: &str, sheet: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("workbook.xml", &*format!("<workbook><sheets>{sheets}</sheets></workbook>")),
        ("_rels/workbook.xml.rels", "<r><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></r>"),
        ("sharedStrings.xml", &*format!("<sst>{strings}</sst>")),
        ("worksheets/sheet1.xml", &*format!("<worksheet>{sheet}</worksheet>")),
    ] {
        zip.start_file(format!("xl/{name}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn however_little_a_workbook_is_it_unpacks_to_little() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.xlsx");
    let one = "<sheet name=\"A\" id=\"r1\"/>";
    let string = |length: usize| format!("<si><t>{}</t></si>", "A".repeat(length));
    let row = |cells: usize| format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(cells));
    let sparse = "<row><c r=\"AAA1\"><v>1</v></c></row>".repeat(60_000);
    for (name, bytes) in [
        ("a string in every cell", workbook(one, &string(200_000), &row(2_000))),
        ("a long cell", workbook(one, &string(300_000), &row(1))),
        ("many strings", workbook(one, &"<si/>".repeat(2_100_000), &row(1))),
        ("many wide rows", workbook(one, &string(1), &sparse)),
        ("many sheets", workbook(&one.repeat(9), &string(1), &" ".repeat(60 << 20))),
        ("a large file", [&workbook(one, "", "")[..], &vec![0; 66 << 20]].concat()),
    ] {
        fs::write(&path, bytes).unwrap();
        let said = refused(&["score", path.to_str().unwrap()], b"");
        assert_eq!(said, "career-fit: the workbook is too large: save it as CSV UTF-8\n", "{name}");
    }
}

#[test]
fn a_content_file_has_limits_and_so_has_each_text_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let large = path("large.toml");
    fs::write(&large, "#".repeat(2 << 20)).unwrap();
    for file in [large.as_str(), "/dev/zero"] {
        for option in ["--questions", "--profiles", "--wages"] {
            let said = refused(&["check", option, file], b"");
            assert!(said.contains("is larger than 1 MiB"), "{option} {file}: {said}");
        }
    }
    // Signs that take no column: a text of any length fits, and no program can lay it out.
    let questions = career_fit::content::QUESTIONS;
    for (old, sign) in [("\"Dislike\"", '\u{301}'), ("\"Unsure\"", '\u{fe0f}'), ("\"Like\"", '\u{1d167}')] {
        let text = questions.replacen(old, &format!("\"x{}\"", sign.to_string().repeat(70_000)), 1);
        assert_ne!(text, questions);
        fs::write(path("q.toml"), text).unwrap();
        let said = refused(&["check", "--questions", &path("q.toml")], b"");
        assert!(said.contains("is too long for 6 lines of 40 columns"), "{old}: {said}");
    }
}

/// A file of a state folder that is no file of ours is set aside, or passed by, and the quiz goes on.
#[test]
fn state_files_have_a_limit_and_nothing_there_is_waited_for() {
    let mark = Fingerprint::new(&content());
    let huge = |path: &Path| fs::write(path, vec![b'['; 2 << 20]).unwrap();
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let folder_there = |path: &Path| fs::create_dir(path).unwrap();
    let nowhere = |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    for (kind, make) in
        [("huge", &huge as &dyn Fn(&Path)), ("pipe", &pipe), ("folder", &folder_there), ("link", &nowhere)]
    {
        let base = tempfile::tempdir().unwrap();
        let state = base.path().join("career-fit");
        fs::create_dir(&state).unwrap();
        make(&state.join(format!("quiz-1-{mark}.json")));
        make(&state.join(format!("room-{mark}.json")));
        make(&state.join(format!("last-code-{mark}.txt")));
        for (arguments, input) in
            [(&["--plain"][..], "4\n"), (&["--plain", "room", "--people", "30"], "5\n6\n")]
        {
            let mut command = bounded(arguments);
            command.env("XDG_STATE_HOME", base.path());
            let output = feed(command, input.as_bytes());
            let said = out(&output) + &err(&output);
            assert!(said.contains("can't be read; it was set aside"), "{kind} {arguments:?}: {said}");
            assert_eq!(output.status.code(), Some(1), "{kind}: it ends early, with its input");
        }
    }
}

#[test]
fn a_folder_of_answers_may_hold_anything_and_only_answers_count() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for number in 0..12 {
        fs::write(path(&format!("{number}.txt")), a_code() + "\n").unwrap();
    }
    fs::write(path("huge.txt"), vec![b'A'; 8 << 20]).unwrap();
    fs::write(path("empty.txt"), "").unwrap();
    fs::write(path("nul.txt"), [0; 100]).unwrap();
    fs::write(path("\u{1b}]0;title\u{7}.txt"), "no code").unwrap();
    fs::write(path(".career-fit-x"), "hidden").unwrap();
    fs::create_dir(path("folder")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", path("link.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(path("pipe.txt")).status().unwrap().success());
    let output = run(&["group", folder.path().to_str().unwrap(), "--format", "json"], b"");
    let (told, said) = (out(&output), err(&output));
    assert_eq!(output.status.code(), Some(1), "{said}");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["groups"][0]["people"], 12, "{told}");
    assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
    for (name, why) in [
        ("huge.txt", "holds more than one code"),
        ("link.txt", "is a link"),
        ("pipe.txt", "is no ordinary file"),
        ("?]0;title?.txt", "the code has"),
    ] {
        assert!(said.lines().any(|line| line.contains(name) && line.contains(why)), "{name}: {said}");
    }
    assert!(!said.contains("root:"), "{said}");
    assert!(said.contains("6 codes or rows could not be read and left out"), "{said}");
}

#[test]
fn codes_in_endless_lines_are_read_in_pieces() {
    let line = |text: &str| text.repeat((32 << 20) / text.len());
    let said = refused(&["group", "-"], line("A").as_bytes());
    assert!(said.contains("there is no code in it") && said.len() < 500, "{said}");
    let long = "X7".repeat(50_000);
    for arguments in [&["show", &long][..], &["compare", &long, &a_code()], &["compare", &a_code(), &long]] {
        let said = refused(arguments, b"");
        assert!(said.contains("100000 characters") && said.len() < 400, "{said}");
    }
}

#[test]
fn line_mode_skips_what_is_beyond_any_answer() {
    let input = ["x".repeat(32 << 20), "\n4\n".to_owned(), "\0".repeat(8 << 20)].concat();
    let output = run(&["--plain", "--no-save"], input.as_bytes());
    let said = out(&output);
    assert!(said.contains("Question 2 of 24"), "the line behind is an answer");
    assert!(!said.contains("Question 3 of 24") && said.len() < 20_000, "{} bytes", said.len());
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_said_of_arguments_is_safe_to_show() {
    for arguments in [
        &["show", "\u{1b}]0;title\u{7}"][..],
        &["--no-such\u{1b}]0;title\u{7}"],
        &["\u{1b}[2J"],
        &["score", "\u{1b}[2J.csv"],
        &["--state", "\u{1b}[2J"],
        &["check", "--questions", "\u{9b}2J.toml"],
    ] {
        let output = run(arguments, b"");
        let said = out(&output) + &err(&output);
        assert_ne!(output.status.code(), Some(0));
        assert!(!said.is_empty() && !said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
    }
}
