//! The command line: exit codes, standard output and error apart, no terminal, a closed pipe, bad content.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use career_fit::content::{Content, PROFILES, QUESTIONS, Wages};

use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, err, feed, out, program, run};

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(&["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    for word in ["score", "--questions", "--profiles", "--ascii"] {
        assert!(out(&help).contains(word), "{}", out(&help));
    }
    assert_eq!(err(&help), "");
    let version = run(&["--version"], b"");
    let content = Content::built_in().unwrap();
    let lines = [
        format!("career-fit {}", env!("CARGO_PKG_VERSION")),
        format!("Questions: {} {}", content.instrument.id, content.instrument.version),
        format!("Pay: {}", Wages::built_in().source()),
    ];
    assert_eq!(out(&version), lines.join("\n") + "\n");
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_an_error_and_closed_pipe_is_not() {
    let code = &crate::harness::sample_code();
    for arguments in [&["--help"][..], &["--version"], &["show", code], &["export", "man"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program().args(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err(&output).starts_with("career-fit: can't write the "), "{}", err(&output));
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = program().args(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()), "{arguments:?}");
    }
    // What is wrong with the arguments is wrong wherever it is said.
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    assert_eq!(program().arg("--nonsense").stderr(full).status().unwrap().code(), Some(2));
}

#[test]
fn usage_errors_exit_with_2() {
    for arguments in [&["--nonsense"][..], &["scroe", "x"], &["score"], &["score", "x", "--format", "xml"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(out(&output), "");
        assert!(!err(&output).is_empty());
    }
    assert!(err(&run(&["scroe", "x"], b"")).contains("score"), "a wrong word gets a suggestion");
}

#[test]
fn quiz_runs_in_line_mode_without_a_terminal() {
    let output = run(&["--no-save"], b"4\n4\n");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    assert!(out(&output).contains("Question 3 of 24"), "{}", out(&output));
    assert!(!out(&output).contains('\x1b'), "nothing is drawn into a pipe");
}

#[test]
fn errors_contain_no_control_characters() {
    let output = run(&["score", "\u{1b}[2J.csv"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("?[2J.csv"), "{}", err(&output));
}

#[test]
fn reader_that_stops_early_is_not_an_error() {
    let text = {
        let content = crate::harness::content();
        let ids: Vec<&str> = content.instrument.items.iter().map(|item| item.id.as_str()).collect();
        format!("{}\n{}", ids.join(","), format!("{}\n", ["4"; 30].join(",")).repeat(20_000))
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.csv");
    fs::write(&path, text).unwrap();
    let mut child = program()
        .args(["score", path.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 10];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
}

#[test]
fn invalid_content_files_are_rejected_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let cut = QUESTIONS.get(..QUESTIONS.len() / 2).unwrap();
    for (file, wanted) in [
        ("/nowhere/questions.toml".to_owned(), "can't open"),
        (folder.path().to_str().unwrap().to_owned(), "is a folder"),
        (write("empty.toml", b""), "is empty"),
        (write("binary.toml", &[0, 159, 146, 150, 255]), "is not UTF-8"),
        (write("latin1.toml", b"title = \"caf\xe9\"\n"), "is not UTF-8"),
        (write("large.toml", &vec![b'#'; 2 * 1024 * 1024]), "is larger than 1 MiB"),
        (write("cut.toml", cut.as_bytes()), "found; nothing was started"),
        (write("wrong.toml", PROFILES.as_bytes()), "this file has profiles, not questions"),
    ] {
        let output = run(&["--questions", &file, "score", "-"], b"");
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert_eq!(out(&output), "", "{file}");
        assert!(err(&output).contains(wanted), "{file}: {}", err(&output));
        assert!(!err(&output).contains("panicked"), "{}", err(&output));
    }
}

#[test]
fn custom_content_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("questions.toml");
    fs::write(&path, QUESTIONS.replace("it_systems_1", "systems_first")).unwrap();
    let header: Vec<String> = crate::harness::content()
        .instrument
        .items
        .iter()
        .map(|item| item.id.replace("it_systems_1", "systems_first"))
        .collect();
    let text = format!("{}\n{}\n", header.join(","), ["4"; 30].join(","));
    let own = run(&["score", "-", "--questions", path.to_str().unwrap()], text.as_bytes());
    assert_eq!(own.status.code(), Some(0), "{}", err(&own));
    assert_eq!(
        run(&["score", "-"], text.as_bytes()).status.code(),
        Some(1),
        "the built-in one has no such item"
    );
}

#[test]
fn problems_of_both_files_are_reported_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (questions, profiles) = (folder.path().join("questions.toml"), folder.path().join("profiles.toml"));
    fs::write(&questions, QUESTIONS.replace("scale = \"programming\"", "scale = \"programing\"")).unwrap();
    fs::write(&profiles, PROFILES.replacen("source = \"walden\"", "source = \"waldon\"", 1)).unwrap();
    let arguments =
        ["--questions", questions.to_str().unwrap(), "--profiles", profiles.to_str().unwrap(), "score", "-"];
    let output = run(&arguments, b"");
    assert_eq!(output.status.code(), Some(1));
    let text = err(&output);
    assert_eq!(text.matches("did you mean `programming`?").count(), 5, "{text}");
    assert_eq!(text.matches("did you mean `walden`?").count(), 1, "{text}");
    assert!(text.contains("questions.toml:") && text.contains("profiles.toml:"), "{text}");
}

#[test]
fn error_messages_are_short_and_actionable() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("there.txt"), "mine").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    let code = &crate::harness::sample_code();
    let mut told = String::new();
    for (arguments, status) in [
        (&["scroe", "answers.csv"][..], 2),
        (&["--freshh"], 2),
        (&["--nosave"], 2),
        (&["--no-save=yes"], 2),
        (&["--color", "alwas"], 2),
        (&["--state"], 2),
        (&["--state", "Ohoi"], 2),
        (&["--state", "Bavaria", "show", code], 2),
        (&["score"], 2),
        (&["score", "one.csv", "two.csv"], 1),
        (&["score", "answers.csv", "--format", "xml"], 2),
        (&["show"], 2),
        (&["show", code, "--format", "jsn"], 2),
        (&["compare", code], 2),
        (&["export"], 2),
        (&["export", "mna"], 2),
        (&["export", "completions"], 2),
        (&["export", "completions", "tcsh"], 2),
        (&["score", "missing.csv"], 1),
        (&["score", "there.txt/answers.csv"], 1),
        (&["score", "folder"], 1),
        (&["score", "-", "--questions", "missing.toml"], 1),
        (&["score", "-", "--profiles", "folder"], 1),
        (&["show", "CGCR6-VVHE-2J35-EWGZ-NWTS", "--format", "text"], 1),
        (&["compare", code, "CGCR6-VVHE-2J35-EWGZ"], 1),
        (&["show", code, "--output", "result.docx"], 2),
        (&["demo", "anna"], 2),
        (&["show", code, "--format", "html", "--output", "there.txt"], 1),
        (&["show", code, "--format", "html", "--output", "folder"], 1),
        (&["show", code, "--format", "html", "--output", "missing/result.html"], 1),
    ] {
        let output = program().args(arguments).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
        let lines = err(&output).lines().filter(|line| !line.is_empty()).count();
        assert!(lines <= if status == 2 { 4 } else { 1 }, "{arguments:?} is told in {lines} lines");
        told += &format!("$ career-fit {}\n{}\n", arguments.join(" "), err(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("there.txt")).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was written");
    insta::assert_snapshot!("mistakes", told);
}

/// Every page of help, by its command.
const PAGES: &[(&str, &[&str])] = &[
    ("quiz", &[]),
    ("score", &["score"]),
    ("show", &["show"]),
    ("compare", &["compare"]),
    ("room", &["room"]),
    ("demo", &["demo"]),
    ("group", &["group"]),
    ("check", &["check"]),
    ("export", &["export"]),
    ("questions", &["export", "questions"]),
    ("starter", &["export", "starter"]),
    ("schema", &["export", "schema"]),
    ("sql", &["export", "sql"]),
    ("completions", &["export", "completions"]),
    ("man", &["export", "man"]),
];

const SNAPSHOTS: [&str; 7] = ["quiz", "show", "room", "score", "group", "check", "export"];

#[test]
fn help_is_short_on_h_and_explains_on_help() {
    for (name, command) in PAGES {
        let short = run(&[command, &["-h"][..]].concat(), b"");
        let long = run(&[command, &["--help"][..]].concat(), b"");
        assert_eq!((err(&short), err(&long)), (String::new(), String::new()));
        assert!(out(&short).lines().count() <= 40, "{name} fits a screen");
        assert!(out(&long).contains("Examples:\n"), "{name}");
        if SNAPSHOTS.contains(name) {
            insta::assert_snapshot!(format!("help_{name}"), out(&long));
        }
    }
    insta::assert_snapshot!("help_quiz_short", out(&run(&["-h"], b"")));
}

#[test]
fn help_fits_the_width() {
    for (name, command) in PAGES {
        for page in ["-h", "--help"] {
            for (columns, most) in [("40", 40), ("80", 80), ("200", 80)] {
                let output = program().args(*command).arg(page).env("COLUMNS", columns).output().unwrap();
                // A terminal may break the line of usage anywhere.
                for line in out(&output).lines().filter(|line| !line.starts_with("Usage: ")) {
                    assert!(line.chars().count() <= most, "{name} {page} at {columns}: {line}");
                }
            }
        }
    }
}

/// A lab sets its content and its rules once for every command.
#[test]
fn flags_override_environment_variables() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let other = ["questions", "profiles"].map(|kind| (format!("CAREER_FIT_{}", kind.to_uppercase()), kind));
    let [questions, profiles] = [OTHER_QUESTIONS, OTHER_PROFILES];
    let paths = [write("questions.toml", questions), write("profiles.toml", profiles)];
    let shown = |variables: &[(&str, &Path)], arguments: &[&str]| {
        let mut command = program();
        command.args(["--plain", "--no-save"]).args(arguments).envs(variables.iter().copied());
        let output = feed(command, b"quit\n");
        out(&output) + &err(&output)
    };
    let variables = [(other[0].0.as_str(), paths[0].as_path()), (&other[1].0, &paths[1])];
    let title = "Health Informatics or Health Information Management?";
    assert!(!shown(&variables, &[]).contains(title));
    assert!(shown(&[], &[]).contains(title));
    // An empty name is none, and a missing file is named like one that a flag names.
    assert!(shown(&[("CAREER_FIT_QUESTIONS", Path::new(""))], &[]).contains(title));
    let missing = folder.path().join("none.toml");
    assert!(shown(&[("CAREER_FIT_WAGES", &missing)], &[]).contains("none.toml"));
    let flags = ["--questions", concat!(env!("CARGO_MANIFEST_DIR"), "/questions.toml")];
    let wins = ["--profiles", concat!(env!("CARGO_MANIFEST_DIR"), "/profiles.toml")];
    assert!(shown(&variables, &[flags, wins].concat()).contains(title));
}

#[test]
fn no_save_variable_prevents_saving() {
    let folder = tempfile::tempdir().unwrap();
    let kept = |value: &str| {
        let mut command = program();
        command.arg("--plain").env("CAREER_FIT_NO_SAVE", value);
        // `APPDATA` is its name on Windows.
        command.env("XDG_STATE_HOME", folder.path()).env("APPDATA", folder.path());
        feed(command, b"4\n4\nquit\n");
        folder.path().join("career-fit").exists()
    };
    assert!(!kept("1"));
    assert!(kept("0"));
}
