//! `score --reports`: a handout for each row, and a page that lists them.

use std::fs;
use std::path::Path;

use crate::harness::{PERSONAS, content, err, out, run};

/// The codes of four example people.
fn codes() -> String {
    let content = content();
    let code = |name: &&str| {
        let persona = PERSONAS.iter().find(|persona| persona.name == *name).unwrap();
        format!("{}\n", persona.outcome(&content).code)
    };
    format!("code\n{}", ["hi", "him", "torn", "skipper"].iter().map(code).collect::<String>())
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
fn each_row_has_a_handout_and_the_list_links_to_all() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("new/handouts");
    let file = place.path().join("codes.csv");
    fs::write(&file, codes()).unwrap();
    let arguments = ["score", file.to_str().unwrap(), "--reports", folder.to_str().unwrap()];
    let output = run(&arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(out(&output), out(&run(&arguments[..2], b"")), "the results are the same with and without");
    let pages = ["0001.html", "0002.html", "0003.html", "0004.html"];
    assert_eq!(names(&folder), [&pages[..], &["all.html", "index.html"]].concat());
    let all = read(&folder, "all.html");
    assert_eq!((all.matches("sheet first").count(), all.matches("sheet second").count()), (4, 4));
    assert!(all.ends_with("</html>") && !all.contains("class=\"appendix\""));
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
    assert!(err(&again).contains("index.html already exists"), "{}", err(&again));
    assert_eq!(read(&folder, "index.html"), list);
    fs::remove_file(folder.join("index.html")).unwrap();
    fs::write(folder.join("0002.html"), "mine").unwrap();
    let again = run(&arguments, b"");
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(read(&folder, "0002.html"), "mine");
    assert!(!names(&folder).contains(&"index.html".to_owned()), "no list without all handouts");
}

#[test]
fn names_passthrough_columns_and_whom_to_see_first_are_listed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("handouts");
    let content = content();
    let rows =
        PERSONAS.iter().map(|one| format!("{} & Co,{},<b>B</b>\n", one.name, one.outcome(&content).code));
    let text = format!("id,code,Section\n{}", rows.collect::<String>());
    let arguments = ["score", "-", "--keep", "Section", "--reports", folder.to_str().unwrap()];
    let output = run(&arguments, text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for page in ["0001-hi---Co.html", "all.html"] {
        assert!(read(&folder, page).contains("For <b>hi &amp; Co</b>"), "{page}");
    }
    let list = read(&folder, "index.html");
    assert!(list.contains("<th>Section</th>") && list.contains("<td>&lt;b&gt;B&lt;/b&gt;</td>"), "{list}");
    let (first, everyone) = list.split_once("<h2>Everyone</h2>").unwrap();
    for persona in &PERSONAS {
        let cell = format!("<td>{} &amp; Co</td>", persona.name);
        let assessment = persona.outcome(&content).assessment;
        let is_first = assessment.verdict.side().is_none() || assessment.flags.names().count() > 0;
        assert_eq!((first.contains(&cell), everyone.contains(&cell)), (is_first, true), "{cell}");
    }
    assert!(first.contains("<td>too close to call</td>"), "{first}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn file_names_are_safe_and_errors_are_listed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("handouts");
    let code = PERSONAS[0].outcome(&content()).code;
    let text = format!(
        "id,code\n../../../evil,{code}\n<script>alert(1)</script>,{code}\nEvil,{code}\nevil,nonsense\n"
    );
    let arguments = ["score", "-", "--reports", folder.to_str().unwrap(), "--format", "json"];
    let output = run(&arguments, text.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(
        err(&output).ends_with("3 scored, 1 with errors; answers read from result codes\n"),
        "{}",
        err(&output)
    );
    assert_eq!(
        names(&folder),
        ["0001-evil.html", "0002-script-alert-1---script.html", "0003-Evil.html", "all.html", "index.html"]
    );
    let list = read(&folder, "index.html");
    assert!(!list.contains("<script") && list.contains("Couldn't be scored"), "{list}");
    assert_eq!(names(place.path()), ["handouts"]);
}

#[test]
fn nothing_is_written_if_nothing_is_scored() {
    let place = tempfile::tempdir().unwrap();
    let (folder, results) = (place.path().join("handouts"), place.path().join("results.csv"));
    let arguments =
        ["score", "-", "--reports", folder.to_str().unwrap(), "--output", results.to_str().unwrap()];
    let output = run(&arguments, b"name,town\nana,Ohio\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(place.path()), Vec::<String>::new());
}
