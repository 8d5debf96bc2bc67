//! Answers handed in: one file of one code, nothing that says who or when, and nothing lost where it fails.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use career_fit::code;
use career_fit::hand_in::DropBox;

use crate::harness::{PERSONAS, content, err, feed, out, program, run};
use crate::pty::Session;

/// A folder as an advisor makes it: all may add to it, and none but its owner may list it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o1733)).unwrap();
    folder
}

/// The name and text of every file.
fn handed_in(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let read = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
    };
    files.map(read).collect()
}

fn code_of(name: &str) -> String {
    PERSONAS.iter().find(|one| one.name == name).unwrap().outcome(&content()).code
}

#[test]
fn a_file_contains_only_the_code_and_no_exact_time() {
    let folder = folder();
    let code = code_of("hi");
    let mut drop_box = DropBox::open(folder.path().to_owned()).unwrap();
    drop_box.hand_in(&code).unwrap();
    drop_box.hand_in(&code).unwrap();
    // Before it is read, which may change its times.
    let only = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    let found = only.metadata().unwrap();
    let files = handed_in(folder.path());
    assert_eq!(files.len(), 1, "the same twice is one");
    let (name, text) = &files[0];
    assert_eq!(*text, format!("{code}\n"));
    let random = name.strip_suffix(".txt").unwrap();
    assert!(random.len() >= 8 && random.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
    assert_eq!((found.mtime() % 86_400, found.mtime_nsec()), (0, 0), "no finer than the day");
    assert_eq!((found.atime() % 86_400, found.atime_nsec()), (0, 0));
    assert_eq!(found.mode() & 0o777, 0o600);
}

/// A kill at any moment leaves no text file that isn't whole.
#[test]
fn a_file_gets_its_name_when_it_is_whole() {
    let folder = folder();
    let path = folder.path().to_owned();
    let watched = std::thread::spawn(move || {
        let mut drop_box = DropBox::open(path).unwrap();
        for name in ["hi", "him"].into_iter().cycle().take(200) {
            drop_box.hand_in(&code_of(name)).unwrap();
        }
    });
    while !watched.is_finished() {
        for entry in fs::read_dir(folder.path()).unwrap().flatten() {
            if !entry.file_name().to_string_lossy().ends_with(".txt") {
                continue;
            }
            // It may be gone by now: another took its place.
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            assert!(text.ends_with('\n'), "{:?} holds {text:?}", entry.file_name());
        }
    }
    watched.join().unwrap();
    assert_eq!(handed_in(folder.path()).len(), 1);
}

#[test]
fn a_second_hand_in_replaces_only_the_first_of_the_same_person() {
    let folder = folder();
    let mut other = DropBox::open(folder.path().to_owned()).unwrap();
    other.hand_in(&code_of("torn")).unwrap();
    let mut drop_box = DropBox::open(folder.path().to_owned()).unwrap();
    drop_box.hand_in(&code_of("hi")).unwrap();
    drop_box.hand_in(&code_of("him")).unwrap();
    let mut codes: Vec<String> = handed_in(folder.path()).into_iter().map(|(_, text)| text).collect();
    codes.sort();
    let mut wanted = [code_of("him") + "\n", code_of("torn") + "\n"];
    wanted.sort();
    assert_eq!(codes, wanted);
}

#[test]
fn a_hand_in_folder_is_scored_one_row_per_file() {
    let folder = folder();
    for name in ["hi", "him", "torn"] {
        DropBox::open(folder.path().to_owned()).unwrap().hand_in(&code_of(name)).unwrap();
    }
    let at = folder.path().to_str().unwrap();
    let scored = run(&["score", at], b"");
    assert_eq!(scored.status.code(), Some(0), "{}", err(&scored));
    let text = out(&scored);
    for (name, code) in handed_in(folder.path()) {
        let row = text.lines().find(|line| line.starts_with(&name)).unwrap();
        assert!(row.contains(code.trim()), "{row}");
    }
    assert_eq!(text.lines().count(), 1 + 3);
    assert!(err(&scored).contains("3 scored"), "{}", err(&scored));

    // What others put there: a text that is no code, a link to a file of whoever reads, what other programs keep.
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(secret.path(), "a password\n").unwrap();
    fs::write(folder.path().join("poem.txt"), "roses,\n\"red\"\n").unwrap();
    fs::write(folder.path().join("long.txt"), vec![b'7'; 1 << 20]).unwrap();
    fs::write(folder.path().join(".DS_Store"), "x").unwrap();
    std::os::unix::fs::symlink(secret.path(), folder.path().join("link.txt")).unwrap();
    let scored = run(&["score", at], b"");
    assert_eq!(scored.status.code(), Some(1));
    assert!(err(&scored).contains("3 scored, 3 with errors"), "{}", err(&scored));
    let bad: Vec<String> = out(&scored)
        .lines()
        .filter(|line| line.contains(",error,"))
        .map(|line| line[..8].to_owned())
        .collect();
    assert_eq!(bad, ["link.txt", "long.txt", "poem.txt"]);
    for told in [err(&scored), err(&run(&["group", at], b""))] {
        assert!(told.contains("link.txt") && !told.contains("password"), "{told}");
    }

    let empty = tempfile::tempdir().unwrap();
    let scored = run(&["score", empty.path().to_str().unwrap()], b"");
    assert_eq!(scored.status.code(), Some(1));
    assert!(err(&scored).contains("is empty"), "{}", err(&scored));
}

#[test]
fn a_folder_that_takes_no_files_is_reported_at_startup() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [folder.path().join("nowhere"), file, "/proc".into()] {
        let output = run(&["--plain", "--no-save", "--hand-in", path.to_str().unwrap()], b"4\n");
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
        let wanted = format!("career-fit: can't hand in at {}: ", path.display());
        assert!(err(&output).starts_with(&wanted), "{}", err(&output));
    }
}

#[test]
fn no_is_as_easy_as_yes_and_it_asks_once() {
    for (key, files) in [("y", 1), ("n", 0), ("\x1b[A\r", 1), ("\x1b[B\r", 0)] {
        let folder = folder();
        let arguments = ["--no-save", "--hand-in", folder.path().to_str().unwrap()];
        let mut session = Session::start(&arguments, &[], (80, 24));
        session.answer("hi");
        session.wait_for("Health Informatics");
        session.send("q");
        session.wait_for("Hand in your answers, without your name?");
        assert!(!session.text().contains('>'), "neither is chosen yet:\n{}", session.text());
        session.send("\r");
        session.send(key);
        session.wait_for("Leave the quiz?");
        assert_eq!(session.text().contains("Handed in, without your name."), files == 1, "{key:?}");
        session.send("\x1b[D");
        session.wait_for("1 At a glance");
        session.send("q");
        session.wait_for("Leave the quiz?");
        session.send("\r");
        assert_eq!(session.wait_for_exit(), 0);
        let found = handed_in(folder.path());
        assert_eq!(found.len(), files, "{key:?}");
        assert!(found.iter().all(|(_, text)| *text == code_of("hi") + "\n"), "{found:?}");
    }
}

/// As of every variable that names a file; a script may set it to nothing.
#[test]
fn an_empty_environment_variable_is_ignored() {
    let mut program = program();
    program.args(["--plain", "--no-save"]).env("CAREER_FIT_HAND_IN", "");
    let output = feed(program, b"q\n");
    assert!(out(&output).contains("Question 1 of 24"), "{}", err(&output));
}

#[test]
fn changed_answers_replace_the_first_hand_in() {
    let folder = folder();
    let environment = [("CAREER_FIT_HAND_IN", folder.path().to_str().unwrap())];
    let mut session = Session::start(&["--no-save"], &environment, (80, 24));
    session.answer("hi");
    session.wait_for("Health Informatics");
    session.send("hy");
    session.wait_for("Handed in, without your name. Thank you.");
    session.send("r");
    session.wait_for("See your result");
    session.send("\x1b[B\r");
    session.wait_for("Question 1 of 24");
    session.send("\x1b[A\r");
    session.wait_for("See your result");
    session.send("\x1b[H\r");
    session.wait_for("1 At a glance");
    session.send("q");
    session.wait_for("Hand in your answers");
    session.send("y");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    session.wait_for_exit();
    let files = handed_in(folder.path());
    assert_eq!(files.len(), 1);
    assert_ne!(files[0].1, code_of("hi") + "\n");
    assert!(code::decode(&content(), files[0].1.trim()).is_ok());
}

#[test]
fn a_failed_hand_in_shows_the_code_and_can_be_repeated() {
    let folder = folder();
    let gone = folder.path().join("gone");
    fs::create_dir(&gone).unwrap();
    let mut session = Session::start(&["--no-save", "--hand-in", gone.to_str().unwrap()], &[], (40, 12));
    session.answer("hi");
    session.wait_for("Informatics");
    fs::remove_dir(&gone).unwrap();
    session.send("hy");
    session.wait_for("Not handed in: the folder isn't there");
    let words: Vec<String> = session.text().split_whitespace().map(str::to_owned).collect();
    assert!(words.contains(&code_of("hi")), "{}", session.text());
    fs::create_dir(&gone).unwrap();
    session.send("y");
    session.wait_for("Handed in");
    session.send("\x03");
    session.wait_for_exit();
    assert_eq!(handed_in(&gone).len(), 1, "a second try works");
}

#[test]
fn everyone_at_a_kiosk_hands_in_a_file() {
    let folder = folder();
    let arguments = ["--kiosk", "--hand-in", folder.path().to_str().unwrap()];
    let mut session = Session::start(&arguments, &[], (80, 24));
    for name in ["hi", "him", "hi"] {
        session.answer(name);
        session.wait_for("Your answers point");
        session.send("q");
        session.wait_for("Hand in your answers");
        session.send("y");
        session.wait_for("Leave the quiz?");
        session.send("\r");
        session.wait_for("> Start");
    }
    session.send("\x03\x03");
    assert_eq!(session.wait_for_exit(), 130);
    assert_eq!(handed_in(folder.path()).len(), 3, "the next person's never takes the place of another's");
    assert!(!out(&run(&["--help"], b"")).contains(folder.path().to_str().unwrap()));
}

#[test]
fn starting_over_keeps_what_another_person_handed_in() {
    let folder = folder();
    let environment = [("CAREER_FIT_HAND_IN", folder.path().to_str().unwrap())];
    let mut session = Session::start(&["--no-save"], &environment, (80, 24));
    session.answer("hi");
    session.wait_for("Health Informatics");
    session.send("hy");
    session.wait_for("Handed in, without your name. Thank you.");
    session.send("a");
    session.wait_for("o start over");
    session.send("o");
    for number in 1..=24 {
        session.wait_for(&format!("Question {number} of 24"));
        session.send("\x1b[A\r");
    }
    session.wait_for("Too close to call so far");
    session.send("2\r");
    session.wait_for("1 At a glance");
    session.send("hy");
    session.wait_for("Handed in, without your name. Thank you.");
    session.send("\x03");
    session.wait_for_exit();
    let codes: Vec<String> = handed_in(folder.path()).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes.len(), 2);
    assert!(codes.contains(&format!("{}\n", code_of("hi"))));
}

#[test]
fn without_a_folder_hand_in_is_not_offered() {
    let mut session = Session::start(&["--no-save"], &[], (120, 30));
    session.answer("hi");
    session.wait_for("Your answers point");
    assert!(!session.text().contains("hand in"));
    session.send("h");
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
}
