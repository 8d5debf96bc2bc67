//! `score --reports`: a handout a row, and a page that lists them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{PERSONAS, content, err, out, run};

fn sample(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/exports").join(name);
    path.to_str().unwrap().to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn each_row_gets_its_own_report_and_the_list_leads_to_all() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("new/handouts");
    let arguments = ["score", &sample("limesurvey.csv"), "--reports", folder.to_str().unwrap()];
    let output = run(&arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), out(&run(&arguments[..2], b"")), "the results are the same with and without");
    let pages = ["0001.html", "0002.html", "0003.html", "0004.html"];
    assert_eq!(names(&folder), [&pages[..], &["index.html"]].concat());
    let list = read(&folder, "index.html");
    for (page, name) in pages.iter().zip(["hi", "him", "torn", "skipper"]) {
        let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
        let code = persona.outcome(&content()).code;
        let text = read(&folder, page);
        assert!(text.contains(&code) && text.ends_with("</html>"), "{page}");
        assert!(
            text == out(&run(&["show", &code, "--answers", "--format", "html"], b"")),
            "{page} differs from `show`"
        );
        assert!(list.contains(&format!("<a href=\"{page}\">")), "{list}");
    }
    assert!(list.trim_end().ends_with("</html>") && !list.contains("<script"), "{list}");
    // A second run replaces nothing.
    let again = run(&arguments, b"");
    assert_eq!((again.status.code(), out(&again)), (Some(1), String::new()));
    assert!(err(&again).contains("index.html is already there"), "{}", err(&again));
    assert_eq!(read(&folder, "index.html"), list);
    fs::remove_file(folder.join("index.html")).unwrap();
    fs::write(folder.join("0002.html"), "mine").unwrap();
    let again = run(&arguments, b"");
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(read(&folder, "0002.html"), "mine");
    assert_eq!(names(&folder), pages, "no list without all handouts");
}

#[test]
fn names_are_safe_whatever_the_ids_are_and_rows_with_mistakes_are_listed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("handouts");
    let code = PERSONAS[0].outcome(&content()).code;
    let text = format!(
        "id,code\n../../../evil,{code}\n<script>alert(1)</script>,{code}\nEvil,{code}\nevil,nonsense\n"
    );
    let arguments = ["score", "-", "--reports", folder.to_str().unwrap(), "--format", "json"];
    let output = run(&arguments, text.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).ends_with("3 scored, 1 could not be; answers found as codes\n"), "{}", err(&output));
    assert_eq!(
        names(&folder),
        ["0001-evil.html", "0002-script-alert-1---script.html", "0003-Evil.html", "index.html"]
    );
    let list = read(&folder, "index.html");
    assert!(!list.contains("<script") && list.contains("Could not be scored"), "{list}");
    assert_eq!(names(place.path()), ["handouts"]);
}

#[test]
fn where_nothing_is_scored_nothing_is_left() {
    let place = tempfile::tempdir().unwrap();
    let (folder, results) = (place.path().join("handouts"), place.path().join("results.csv"));
    let arguments =
        ["score", "-", "--reports", folder.to_str().unwrap(), "--output", results.to_str().unwrap()];
    let output = run(&arguments, b"name,town\nana,Ohio\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(place.path()), Vec::<String>::new());
}

#[cfg(all(unix, feature = "tui"))]
#[test]
fn a_terminal_shows_how_far_it_is() {
    let place = tempfile::tempdir().unwrap();
    let (folder, results) = (place.path().join("handouts"), place.path().join("results.csv"));
    let file = sample("microsoft-forms.xlsx");
    let arguments =
        ["score", &file, "--reports", folder.to_str().unwrap(), "--output", results.to_str().unwrap()];
    let mut session = crate::pty::Session::start(&arguments, &[], (100, 24));
    assert_eq!(session.wait_for_exit(), 0);
    let shown = String::from_utf8(session.raw.clone()).unwrap();
    assert!(shown.contains("\rHandouts [####################] 4 rows, "), "{shown:?}");
    let last = shown.trim_end().rsplit('\r').next().unwrap();
    assert!(last.starts_with("4 scored; 24 questions found by text"), "{shown:?}");
}
