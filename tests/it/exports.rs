//! Exports of survey tools are read correctly or rejected; and whatever happens to a file, no answer is taken from
//! another question's column.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use career_fit::code::Codec;
use career_fit::content::{Content, PROFILES, SourceFile};
use career_fit::import::{MatchedBy, Options, Record, Role, Table};
use career_fit::instrument::Response;
use proptest::prelude::*;

use crate::harness::{err, out, run};

fn path(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/exports");
    folder.join(name).to_str().unwrap().to_owned()
}

/// The content that the exports are about, whatever the built-in content is by now.
fn content(questions: &str) -> Content {
    let text = fs::read_to_string(path(questions)).unwrap();
    let profiles = SourceFile::from_text("profiles.toml", PROFILES);
    Content::load(SourceFile::from_text("questions.toml", &text), profiles)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// The answers of each row of a file, or why it was rejected.
fn read(content: &Content, bytes: &[u8], options: &Options) -> Result<Vec<Vec<Option<u8>>>, String> {
    let codec = Codec::new(content);
    let table = Table::from_reader(Cursor::new(bytes.to_vec()), content, &codec, options);
    let Table { layout, mut rows, .. } = table.map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    let mut record = Record::default();
    while rows.read(&mut record).map_err(|error| error.to_string())? {
        let opened = layout.row(&record).answers.map_err(|errors| errors[0].to_string())?;
        found.push(opened.answers.responses.iter().map(|response| response.map(Response::value)).collect());
    }
    Ok(found)
}

fn read_file(content: &Content, name: &str, options: &Options) -> Result<Vec<Vec<Option<u8>>>, String> {
    read(content, &fs::read(path(name)).unwrap(), options)
}

#[test]
fn exports_give_the_answers_of_their_twelve_respondents() {
    let content = content("questions.toml");
    let wanted = read_file(&content, "reference.csv", &Options::default()).unwrap();
    assert_eq!(wanted.len(), 12);
    let of_sheet = Options { sheet: Some("form responses 2".to_owned()), ..Options::default() };
    assert_eq!(read_file(&content, "google-sheets-two-forms.xlsx", &of_sheet).as_ref(), Ok(&wanted));
    for name in [
        "alchemer.csv",
        "google-forms-pt-direct.csv",
        "google-sheets-en.csv",
        "google-sheets-row-1.csv",
        "kobo-group-ids.csv",
        "limesurvey-2016-full.csv",
        "limesurvey-codetext.csv",
        "limesurvey-entities.csv",
        "limesurvey-only-ends-labelled.csv",
        "limesurvey-unfinished-20-of-24.csv",
        "msforms-direct-anonymous.xlsx",
        "msforms-quiz.xlsx",
        "msforms-rating.xlsx",
        "otree-wide.csv",
        "qualtrics-display-order.csv",
        "qualtrics-download.zip",
        "qualtrics-insights-2016.csv",
        "qualtrics-labels.csv",
        "qualtrics-legacy.csv",
        "qualtrics-numbers.csv",
        "qualtrics-rows-2-3-deleted.csv",
        "qualtrics.xlsx",
        "sep-line.csv",
        "surveymonkey-matrix.csv",
        "surveymonkey-single.csv",
        "typeform-strong.csv",
    ] {
        assert_eq!(read_file(&content, name, &Options::default()).as_ref(), Ok(&wanted), "{name}");
    }
    // Nothing in the file tells that its scale is reversed; the summary says how the numbers were read.
    let reversed: Vec<Vec<Option<u8>>> =
        wanted.iter().map(|row| row.iter().map(|value| value.map(|value| 6 - value)).collect()).collect();
    let found = read_file(&content, "qualtrics-recode-reversed.csv", &Options::default());
    assert_eq!(found, Ok(reversed));
}

#[test]
fn exports_of_a_few_respondents_give_their_answers() {
    let questions = content("questions.toml");
    let truth = read_file(&questions, "row-names-truth.csv", &Options::default()).unwrap();
    let of = |questions: &Content, name| read_file(questions, name, &Options::default());
    // Labels that read as the number of another label could be scored wrongly, so such content doesn't load.
    let output = run(
        &["--questions", &path("labels-minus2-to-2.toml"), "score", &path("labels-minus2-to-2.csv")],
        b"",
    );
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert!(err(&output).contains("the answer \"1\" is number 4 of 5"), "{}", err(&output));
    let all = of(&questions, "labels-minus2-to-2-truth.csv").unwrap();
    for name in [
        "backslash-part-names.xlsx",
        "capital-part-names.xlsx",
        "hidden-sheet.xlsx",
        "html-header.csv",
        "kobo-semicolons.csv",
        "sep-line-semicolon.csv",
        "upper-ids.csv",
        "windows-1252.csv",
    ] {
        let found = of(&questions, name).unwrap();
        assert!(
            !found.is_empty() && (all.starts_with(&found) || truth.starts_with(&found)),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn unreliable_exports_are_rejected() {
    let content = content("questions.toml");
    for (name, wanted) in [
        ("formula-without-value.xlsx", "cell B2 of sheet \"Answers\" has a formula without a stored result"),
        ("from-zero.csv", "\"0\" is outside 1 to 5"),
        (
            "google-sheets-two-forms.xlsx",
            "the sheets \"Form Responses 1\", \"Form Responses 2\" all contain answers",
        ),
        ("limesurvey-codes.csv", "export again with the full question text"),
        ("qualtrics-recode-real.csv", "\"6\" is outside 1 to 5"),
        ("redcap-raw-from-0.csv", "\"0\" is outside 1 to 5"),
        ("row-names.csv", "every row has one more cell than the header"),
    ] {
        let error = read_file(&content, name, &Options::default()).unwrap_err();
        assert!(error.contains(wanted), "{name}: {error}");
        let output = run(&["score", &path(name), "--questions", &path("questions.toml")], b"");
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{name}");
        assert!(err(&output).contains(wanted) && err(&output).lines().count() == 1, "{}", err(&output));
    }
}

/// The summary of every export that can be read, with its first id.
#[test]
fn summary_tells_how_an_export_was_read() {
    let mut summaries = String::new();
    let mut names: Vec<String> = fs::read_dir(path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".toml"))
        .collect();
    names.sort();
    for name in names {
        let output = run(&["score", &path(&name), "--questions", &path("questions.toml")], b"");
        if let Some(first) = out(&output).lines().nth(1) {
            let id = first.split(',').next().unwrap();
            summaries += &format!("{name} (first id {id}):\n  {}\n", err(&output).trim_end());
        }
    }
    insta::assert_snapshot!(summaries);
}

#[test]
fn check_shows_columns_answers_first_rows_and_doubts() {
    let mut shown = String::new();
    for name in ["qualtrics-numbers.csv", "second-sheet.xlsx"] {
        let output = run(&["check", &path(name), "--questions", &path("questions.toml")], b"");
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()), "{name}");
        shown += &out(&output);
    }
    insta::assert_snapshot!(shown);
    let bad = run(&["check", "-"], b"name,it_systems_1,it_systems_2\nana,4,4\n");
    assert_eq!((bad.status.code(), out(&bad)), (Some(1), String::new()));
    assert!(err(&bad).contains("\n  programming_2 \"program an online"), "{}", err(&bad));
    let zero = run(&["check", &path("from-zero.csv"), "--questions", &path("questions.toml")], b"");
    assert_eq!(zero.status.code(), Some(1));
    assert!(out(&zero).contains("\"0\" = outside 1 to 5, so the file can't be scored"), "{}", out(&zero));
}

#[test]
fn equal_errors_are_grouped() {
    let text = fs::read_to_string(path("google-sheets-en.csv")).unwrap().replace("Like", "Agree");
    let text = text.replace("Strongly like", "Strongly agree").replace("Unsure", "Neutral");
    let output = run(&["score", "-", "--questions", &path("questions.toml")], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(err(&output));
}

#[test]
fn kept_columns_and_ids_are_found_in_any_header_row() {
    let questions = path("questions.toml");
    let file = path("qualtrics-labels.csv");
    let arguments = ["score", &file, "--questions", &questions, "--keep", "ip address,Progress"];
    let output = run(&[&arguments[..], &["--id", "EndDate", "--duplicates", "all"]].concat(), b"");
    let text = out(&output);
    assert!(text.lines().next().unwrap().ends_with(",IPAddress,Progress"), "{text}{}", err(&output));
    assert!(text.lines().nth(1).unwrap().starts_with("2026-11-10 09:10:05,"), "{text}");
}

#[test]
fn dates_and_numbers_of_a_workbook_are_those_a_person_sees() {
    let questions = path("questions.toml");
    let arguments =
        ["score", &path("msforms-rating.xlsx"), "--questions", &questions, "--keep", "Completion time"];
    let text = out(&run(&arguments, b""));
    assert!(text.lines().nth(1).unwrap().contains(",2026-"), "{text}");
    let piped = run(
        &["score", "-", "--questions", &questions],
        &fs::read(path("msforms-direct-anonymous.xlsx")).unwrap(),
    );
    assert_eq!(out(&piped).lines().count(), 13, "{}", err(&piped));
}

#[test]
fn unreadable_workbooks_are_reported_with_what_to_do() {
    let zip = |name: &str, part: &[u8]| {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let whole = fs::read(path("msforms-rating.xlsx")).unwrap();
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut messages = String::new();
    for (what, bytes) in [
        ("truncated", whole[..whole.len() / 2].to_vec()),
        ("encrypted", [old.as_slice(), &name].concat()),
        ("old", old),
        ("another zip", zip("content.xml", b"<a/>")),
        ("no sheet", zip("xl/workbook.xml", b"<workbook/>")),
    ] {
        let output = run(&["score", "-"], &bytes);
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{what}");
        messages += &format!("{what}:\n{}", err(&output));
    }
    insta::assert_snapshot!(messages);
}

thread_local! {
    /// Loaded once for thousands of files.
    static CONTENT: Content = content("questions.toml");
}

/// The letters and digits of a text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads a damaged export to its end, and compares it with an independent reading of the same bytes.
fn check_damaged(content: &Content, bytes: &[u8]) {
    let codec = Codec::new(content);
    let Ok(table) = Table::from_reader(Cursor::new(bytes.to_vec()), content, &codec, &Options::default())
    else {
        return;
    };
    let Table { layout, mut rows, .. } = table;
    let mut columns = Vec::new();
    for (index, column) in layout.columns().iter().enumerate() {
        let Role::Question(item, by) = column.role else { continue };
        let item = content.instrument.item(item).unwrap();
        let is_it = |heading: &String| match by {
            MatchedBy::Id => bare(heading).ends_with(&bare(&item.id)),
            MatchedBy::Text => bare(heading).contains(&bare(&item.text)),
        };
        assert!(column.headings.iter().any(is_it), "{column:?}");
        columns.push((index, item.id.clone()));
    }
    let mut ids: Vec<&String> = columns.iter().map(|(_, id)| id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), columns.len(), "no question has two columns");
    let mut library = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let independent: Vec<csv::ByteRecord> = library.byte_records().map(Result::unwrap).collect();
    let mut record = Record::default();
    while let Ok(true) = rows.read(&mut record) {
        let Ok(opened) = layout.row(&record).answers else { continue };
        let width = layout.columns().len();
        let filled = record.cells.iter().skip(width).filter(|cell| !cell.trim().is_empty()).count();
        assert_eq!(filled, 0, "no row is scored that is longer than its header");
        let is_same = |other: &&csv::ByteRecord| {
            other.len() == record.cells.len()
                && columns
                    .iter()
                    .all(|(index, _)| other.get(*index) == record.cells.get(*index).map(str::as_bytes))
        };
        assert!(independent.iter().any(|other| is_same(&other)), "the row is in the file: {record:?}");
        for (index, id) in &columns {
            let cell = record.cells.get(*index).unwrap_or_default().trim().to_lowercase();
            let response = opened.answers.responses.get(content.instrument.position(id).unwrap());
            match response {
                None => assert_eq!(cell, ""),
                Some(response) => {
                    let label = content.instrument.option(response).to_lowercase();
                    let is_number = cell.contains(&response.value().to_string());
                    assert!(bare(&cell).contains(&bare(&label)) || is_number, "{id}: {cell}");
                }
            }
        }
    }
}

/// A change to a file.
#[derive(Debug, Clone)]
enum Change {
    Put(usize, u8),
    Drop(usize, usize),
    Double(usize, usize),
    Swap(usize, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = || any::<prop::sample::Index>().prop_map(|index| index.index(12_000));
    let length = 1..120_usize;
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
    // PROPTEST_CASES runs many more.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_exports_never_give_another_questions_answers(changes in proptest::collection::vec(change(), 1..6)) {
        for name in ["google-sheets-en.csv", "qualtrics-labels.csv", "limesurvey-codetext.csv", "surveymonkey-matrix.csv", "otree-wide.csv"] {
            let mut bytes = fs::read(path(name)).unwrap();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            CONTENT.with(|content| check_damaged(content, &bytes));
        }
    }

    #[test]
    fn damaged_workbooks_never_panic(changes in proptest::collection::vec(change(), 1..4)) {
        for name in ["msforms-direct-anonymous.xlsx", "second-sheet.xlsx", "qualtrics-download.zip"] {
            let mut bytes = fs::read(path(name)).unwrap();
            changes.iter().for_each(|change| apply(&mut bytes, change));
            let _ = CONTENT.with(|content| read(content, &bytes, &Options::default()));
        }
    }

    #[test]
    fn columns_may_be_in_any_order(order in Just((0..27_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let bytes = fs::read(path("google-sheets-en.csv")).unwrap();
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let mut shuffled = csv::Writer::from_writer(Vec::new());
        for row in rows.records() {
            let row = row.unwrap();
            shuffled.write_record(order.iter().map(|index| &row[*index])).unwrap();
        }
        let shuffled = shuffled.into_inner().unwrap();
        CONTENT.with(|content| {
            let read = |bytes: &[u8]| read(content, bytes, &Options::default());
            assert_eq!(read(&shuffled), read(&bytes));
        });
    }
}
