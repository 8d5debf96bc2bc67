//! Exports of form tools, scored as they are; and whatever is done to them, no column is taken for another question.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::instrument::Response;
use career_fit::rows::{By, Options, Rows, Taken};
use career_fit::workbook::Workbook;
use proptest::prelude::*;

use crate::harness::{PERSONAS, content, err, out, run};

/// The people of the samples, in their order.
const PEOPLE: [&str; 4] = ["hi", "him", "torn", "skipper"];

/// The samples that are text.
const TEXTS: [&str; 6] = [
    "google-forms.csv",
    "microsoft-forms.csv",
    "qualtrics.csv",
    "qualtrics.tsv",
    "limesurvey.csv",
    "limesurvey-semicolons.csv",
];

fn path(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/exports");
    folder.join(name).to_str().unwrap().to_owned()
}

/// The code of each person of the samples.
fn codes() -> Vec<String> {
    let content = content();
    let person = |name: &&str| PERSONAS.iter().find(|persona| persona.name == *name).unwrap();
    PEOPLE.iter().map(|name| person(name).outcome(&content).code).collect()
}

/// A column of the results.
fn column(text: &str, number: usize) -> Vec<String> {
    let line = |line: &str| line.split(',').nth(number).unwrap().to_owned();
    text.lines().skip(1).map(line).collect()
}

#[test]
fn every_tools_export_is_scored_as_it_is() {
    for (name, ids, left) in [
        (
            "google-forms.csv",
            ["1", "2", "3", "4"],
            "4 scored; 24 questions found by text; not carried: Timestamp, Which section are you in?\n",
        ),
        (
            "microsoft-forms.csv",
            ["1", "2", "3", "4"],
            "4 scored; 24 questions found by text; 3 blank rows left out; not carried: Start time, Completion time, \
             Email, Name, Anything you would like to add?\n",
        ),
        (
            "qualtrics.csv",
            ["R_2hi0000000000A", "R_2him000000000B", "R_2torn00000000C", "R_2skipper00000D"],
            "4 scored; 24 questions found by text; 1 preview left out; 1 unfinished row left out; not carried: \
             StartDate, EndDate, Status, IPAddress, Progress, Duration (in seconds), Finished, RecordedDate, \
             RecipientLastName, RecipientFirstName and 6 more\n",
        ),
        (
            "limesurvey.csv",
            ["1", "2", "3", "4"],
            "4 scored; 24 questions found by text; not carried: Date submitted, Last page, Start language, Seed\n",
        ),
        (
            "microsoft-forms.xlsx",
            ["1", "2", "3", "4"],
            "4 scored; 24 questions found by text; not carried: Start time, Completion time, Email, Name, \
             Anything you would like to add?\n",
        ),
        (
            "second-sheet.xlsx",
            ["p1", "p2", "p3", "p4"],
            "4 scored; 24 questions found by id; 2 blank rows left out; not carried: Handed in\n",
        ),
    ] {
        let output = run(&["score", &path(name)], b"");
        assert_eq!((output.status.code(), err(&output)), (Some(0), left.to_owned()), "{name}");
        assert_eq!(column(&out(&output), 10), codes(), "{name}");
        assert_eq!(column(&out(&output), 0), ids, "{name}");
    }
    let output = run(&["score", &path("qualtrics.tsv")], b"");
    assert_eq!(column(&out(&output), 10), codes(), "{}", err(&output));
    let output = run(&["score", &path("limesurvey-semicolons.csv"), "--skip", "n/a,-"], b"");
    assert_eq!(column(&out(&output), 10), codes(), "{}", err(&output));
    let strict = run(&["score", &path("limesurvey-semicolons.csv")], b"");
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(column(&out(&strict), 1), ["clear", "clear", "close", "error"]);
    // Line breaks in the header and the lines of Windows are counted.
    assert!(
        err(&strict).starts_with("row 4 (line 29), column programming_1: \"N/A\" is no answer"),
        "{}",
        err(&strict)
    );
}

#[test]
fn kept_columns_are_found_in_either_header_and_named_as_the_first() {
    let arguments =
        ["score", &path("qualtrics.csv"), "--keep", "ip address", "--keep", "Progress", "--id", "EndDate"];
    let output = run(&[&arguments[..], &["--duplicates", "all"]].concat(), b"");
    let text = out(&output);
    assert!(text.lines().next().unwrap().ends_with(",IPAddress,Progress"), "{text}{}", err(&output));
    assert_eq!(column(&text, 0), ["2026-11-20 09:15:41"; 4]);
    assert_eq!(column(&text, 18), ["100"; 4]);
}

#[test]
fn a_workbook_shows_dates_and_numbers_as_a_person_sees_them() {
    let file = path("microsoft-forms.xlsx");
    let json = |output: &std::process::Output| -> Vec<serde_json::Value> {
        out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let output = run(&["score", &file, "--keep", "Completion time", "--format", "json"], b"");
    assert_eq!(json(&output)[1]["kept"], serde_json::json!({ "Completion time": "2026-11-20 09:22:19" }));
    // It can come through a pipe, and be read twice.
    let piped = run(&["score", "-", "--duplicates", "last"], &fs::read(&file).unwrap());
    assert_eq!(column(&out(&piped), 10), codes(), "{}", err(&piped));
    // A bad cell has the row of its sheet.
    let bad = run(&["score", &path("second-sheet.xlsx"), "--skip", "5"], b"");
    assert_eq!(bad.status.code(), Some(0), "{}", err(&bad));
    let bad = run(&["score", &path("second-sheet.xlsx"), "--id", "Section"], b"");
    assert_eq!(
        err(&bad),
        "career-fit: no sheet fits; of \"Answers & more\": line 3: no column is called `Section` (--id): name it as it stands there\n"
    );
}

/// A zip with one part.
fn zip(name: &str, part: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(part).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_that_cannot_be_read_are_told_with_what_to_do() {
    let whole = fs::read(path("microsoft-forms.xlsx")).unwrap();
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut messages = String::new();
    for (what, bytes) in [
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("locked", [old.as_slice(), &name].concat()),
        ("old", old),
        ("another zip", zip("content.xml", b"<a/>")),
        ("no XML", zip("xl/workbook.xml", b"<a><b c=</d>")),
        ("no sheet", zip("xl/workbook.xml", b"<workbook/>")),
        ("too large", zip("xl/workbook.xml", &[b' '; 70_000_000])),
        ("the start of a zip", b"PK\x03\x04".to_vec()),
    ] {
        let output = run(&["score", "-"], &bytes);
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{what}");
        messages += &format!("{what}:\n{}", err(&output));
    }
    insta::assert_snapshot!(messages);
}

#[test]
fn cells_are_read_as_people_and_programs_write_them() {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let header: Vec<&str> = core.map(|item| item.id.as_str()).collect();
    let codec = Codec::new(&content);
    let options = Options { skip: vec!["N/A,-".to_owned(), "99".to_owned()], ..Options::default() };
    let read = |cell: &str, options: &Options| {
        let text = format!("{}\n\"{}\"{}\n", header.join(","), cell.replace('"', "\"\""), ",4".repeat(23));
        let mut rows = Rows::new(&content.instrument, &codec, text.as_bytes(), options).unwrap();
        let row = rows.read().unwrap().unwrap();
        row.answers.ok().map(|opened| opened.answers.responses.get(0).map(Response::value))
    };
    for (cell, wanted) in [
        ("4", Some(4)),
        ("4.0", Some(4)),
        (" 4,00 ", Some(4)),
        ("A4", Some(4)),
        ("a04", Some(4)),
        ("AO04", Some(4)),
        ("4 - Like", Some(4)),
        ("4 = like", Some(4)),
        ("(4) LIKE", Some(4)),
        ("Like (4)", Some(4)),
        ("\u{a0}Strongly\u{a0}like ", Some(5)),
        ("Strongly-Dislike", Some(1)),
        ("", None),
        (" \u{a0}", None),
    ] {
        assert_eq!(read(cell, &Options::default()), Some(wanted), "{cell:?}");
        assert_eq!(read(cell, &options), Some(wanted), "{cell:?}");
    }
    for cell in ["n/a", " - ", "99"] {
        assert_eq!((read(cell, &options), read(cell, &Options::default())), (Some(None), None), "{cell:?}");
    }
    for cell in [
        "0",
        "6",
        "44",
        "4.5",
        "-4",
        "+4",
        "4 - Dislike",
        "A6",
        "B4",
        "Not like",
        "4 5",
        "4/5",
        "Likes",
        "?",
        "A",
    ] {
        assert_eq!(read(cell, &Options::default()), None, "{cell:?}");
    }
}

#[test]
fn ids_that_come_twice_are_told_and_one_of_them_counts_on_request() {
    let text = fs::read_to_string(path("google-forms.csv")).unwrap().replace("HIT 102", "HIT 101");
    let with = |which: &[&str]| {
        run(&[&["score", "-", "--id", "which section are you in"], which].concat(), text.as_bytes())
    };
    let codes = codes();
    let refused = with(&[]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(column(&out(&refused), 1), ["clear", "error", "error", "error"]);
    let first = "row 2 (line 3): its id \"HIT 101\" is that of row 1 (line 2) too: say with --duplicates which of them counts\n";
    assert!(err(&refused).starts_with(first), "{}", err(&refused));
    for (which, wanted) in [("first", &codes[..1]), ("last", &codes[3..]), ("all", &codes[..])] {
        let output = with(&["--duplicates", which]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert_eq!(column(&out(&output), 10), wanted, "{which}");
        let left = "; 3 rows with the id of another left out;";
        assert_eq!(err(&output).contains(left), which != "all", "{}", err(&output));
    }
}

#[test]
fn a_header_that_does_not_fit_is_told_with_all_that_is_missing_and_double() {
    let text = fs::read_to_string(path("google-forms.csv")).unwrap();
    let content = content();
    let wording =
        |id: &str| content.instrument.item(content.instrument.position(id).unwrap()).unwrap().text.clone();
    let text = text
        .replace(&wording("programming_2"), &wording("programming_2").replace("program", "programme"))
        .replace(&wording("management_3"), "budget")
        .replace(&wording("it_systems_1"), &wording("it_systems_2"));
    let output = run(&["score", "-"], text.as_bytes());
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    insta::assert_snapshot!(err(&output));
}

/// The letters and digits of a text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

thread_local! {
    /// Loaded once for thousands of files.
    static CONTENT: (Content, Codec) = {
        let content = content();
        let codec = Codec::new(&content);
        (content, codec)
    };
    static WANTED: Vec<String> = codes();
}

/// Reads an export to its end. Each column that was taken for a question by its text ends with this very text.
fn hold(bytes: &[u8]) -> usize {
    CONTENT.with(|(content, codec)| hold_with(content, codec, bytes))
}

fn hold_with(content: &Content, codec: &Codec, bytes: &[u8]) -> usize {
    let Ok(mut rows) = Rows::new(&content.instrument, codec, bytes, &Options::default()) else { return 0 };
    let mut found: HashMap<usize, usize> = HashMap::new();
    for column in rows.columns() {
        let Taken::Question(item, by) = column.taken else { continue };
        *found.entry(item).or_default() += 1;
        let item = content.instrument.item(item).unwrap();
        match by {
            By::Id => assert!(column.name == item.id || column.below.as_ref() == Some(&item.id)),
            By::Text => {
                let mut names = [Some(&column.name), column.below.as_ref()].into_iter().flatten();
                assert!(names.any(|name| bare(name).ends_with(&bare(&item.text))), "{column:?}");
            }
        }
    }
    assert!(found.values().all(|count| *count == 1));
    assert!(found.len() >= 24);
    let mut read = 0;
    while let Ok(Some(row)) = rows.read() {
        read += usize::from(row.answers.is_ok());
    }
    read
}

/// One thing that happens to a file.
#[derive(Debug, Clone)]
enum Change {
    Put(usize, u8),
    Drop(usize, usize),
    Double(usize, usize),
    Swap(usize, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let (at, length) = (|| any::<prop::sample::Index>().prop_map(|index| index.index(12_000)), 1..120_usize);
    let byte = prop::sample::select(b"\",;\t\n\r 1a\0\xff[".to_vec());
    prop_oneof![
        (at(), byte).prop_map(|(at, byte)| Change::Put(at, byte)),
        (at(), length.clone()).prop_map(|(at, length)| Change::Drop(at, length)),
        (at(), length.clone()).prop_map(|(at, length)| Change::Double(at, length)),
        (at(), at(), length).prop_map(|(one, other, length)| Change::Swap(one, other, length)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let end = bytes.len();
    let span = |at: usize, length: usize| (at % end)..(at % end + length).min(end);
    match *change {
        _ if end == 0 => {}
        Change::Put(at, byte) => bytes[at % end] = byte,
        Change::Drop(at, length) => drop(bytes.drain(span(at, length))),
        Change::Double(at, length) => {
            let piece = bytes[span(at, length)].to_vec();
            bytes.splice(at % end..at % end, piece);
        }
        Change::Swap(one, other, length) => {
            for step in 0..length {
                bytes.swap((one + step) % end, (other + step) % end);
            }
        }
    }
}

proptest! {
    // Many more are run by PROPTEST_CASES.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_an_export_no_column_is_taken_for_another_question(
        changes in proptest::collection::vec(change(), 1..6),
    ) {
        for name in TEXTS {
            let mut bytes = fs::read(path(name)).unwrap();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            hold(&bytes);
        }
    }

    #[test]
    fn whatever_happens_to_a_workbook_nothing_panics(changes in proptest::collection::vec(change(), 1..4)) {
        for name in ["microsoft-forms.xlsx", "second-sheet.xlsx"] {
            let mut bytes = fs::read(path(name)).unwrap();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            let Ok(mut workbook) = Workbook::open(std::io::Cursor::new(bytes)) else { continue };
            for sheet in 0..workbook.sheets().count() {
                if let Ok(csv) = workbook.csv(sheet) {
                    hold(&csv);
                }
            }
        }
    }

    #[test]
    fn columns_in_any_order_give_the_same_results(order in Just((0..26_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let wanted = WANTED.with(Clone::clone);
        let bytes = fs::read(path("google-forms.csv")).unwrap();
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let mut shuffled = csv::Writer::from_writer(Vec::new());
        for row in rows.records() {
            let row = row.unwrap();
            shuffled.write_record(order.iter().map(|index| &row[*index])).unwrap();
        }
        let bytes = shuffled.into_inner().unwrap();
        prop_assert_eq!(hold(&bytes), 4);
        let found = CONTENT.with(|(content, codec)| {
            let mut rows = Rows::new(&content.instrument, codec, &*bytes, &Options::default()).unwrap();
            let mut found = Vec::new();
            while let Some(row) = rows.read().unwrap() {
                found.push(codec.encode(&row.answers.unwrap().answers));
            }
            found
        });
        prop_assert_eq!(&found, &wanted);
    }
}

#[test]
fn check_tells_what_each_column_is_taken_for_and_stops() {
    let mut told = String::new();
    for arguments in [
        vec![path("google-forms.csv")],
        vec![path("qualtrics.csv"), "--keep".to_owned(), "Progress".to_owned()],
        vec![path("second-sheet.xlsx")],
    ] {
        let arguments: Vec<&str> =
            std::iter::once("check").chain(arguments.iter().map(String::as_str)).collect();
        let output = run(&arguments, b"");
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
        told += &format!("{}\n", out(&output));
    }
    insta::assert_snapshot!(told);
    let bad = run(&["check", "-"], b"name,it_systems_1,it_systems_2\nana,4,4\n");
    assert_eq!((bad.status.code(), out(&bad)), (Some(1), String::new()));
    assert!(err(&bad).contains("\n  programming_2 \"find the mistake"), "{}", err(&bad));
    assert_eq!(run(&["check", "-"], format!("id,code\na,{}", codes()[0]).as_bytes()).status.code(), Some(0));
}
