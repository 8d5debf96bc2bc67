//! Reading answers, through the library: records, headers, cells, and what is wrong with them.

use std::io::Cursor;

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::import::{Error, HeaderError, Keep, Options, Problem, Record, Role, Table};
use career_fit::instrument::{Response, TieBreakers};
use proptest::prelude::*;

use crate::harness::{content, sample_code};

fn header(content: &Content) -> String {
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    core.map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}

fn keeping(name: &str) -> Options {
    Options { keep: Keep::Named(vec![name.to_owned()]), ..Options::default() }
}

/// A row as text: its place, id, passthrough cells, and answers or problems.
#[derive(Debug, PartialEq)]
struct Read {
    place: String,
    id: Option<String>,
    kept: Vec<String>,
    answers: Result<Vec<Option<u8>>, Vec<Problem>>,
}

/// Reads all rows; also returns the excluded rows in words.
fn read_with(bytes: &[u8], options: &Options) -> Result<(Vec<Read>, String), Error> {
    let content = content();
    let codec = Codec::new(&content);
    let table = Table::from_reader(Cursor::new(bytes.to_vec()), &content, &codec, options)?;
    let Table { layout, mut rows, .. } = table;
    let mut found = Vec::new();
    let mut record = Record::default();
    while rows.read(&mut record)? {
        let row = layout.row(&record);
        let value = |response: Option<Response>| response.map(Response::value);
        found.push(Read {
            place: record.location.to_string(),
            id: layout.id(&record).map(str::to_owned),
            kept: layout.kept(&record).map(str::to_owned).collect(),
            answers: match row.answers {
                Ok(opened) => Ok(opened.answers.responses.iter().map(value).collect()),
                Err(errors) => Err(errors.into_iter().map(|error| error.problem).collect()),
            },
        });
    }
    Ok((found, rows.excluded().words(&[])))
}

fn read(text: &str, options: &Options) -> Result<Vec<Read>, Error> {
    read_with(text.as_bytes(), options).map(|(rows, _)| rows)
}

fn places(rows: &[Read]) -> Vec<&str> {
    rows.iter().map(|row| row.place.as_str()).collect()
}

#[test]
fn row_has_answers_id_and_passthrough_cells() {
    let content = content();
    let text = format!("town,{},id,it_systems_5\nOhio{},me,5\n", header(&content), ",4".repeat(24));
    let rows = read(&text, &keeping("town")).unwrap();
    assert_eq!((rows[0].id.as_deref(), &*rows[0].kept), (Some("me"), &["Ohio".to_owned()][..]));
    let answers = rows[0].answers.as_ref().unwrap();
    assert_eq!(answers.iter().flatten().copied().collect::<Vec<_>>(), [vec![4; 24], vec![5]].concat());
    let codec = Codec::new(&content);
    let table = Table::from_reader(Cursor::new(text), &content, &codec, &Options::default()).unwrap();
    let Table { layout, mut rows, .. } = table;
    let mut record = Record::default();
    rows.read(&mut record).unwrap();
    assert_eq!(layout.row(&record).answers.unwrap().answers.tie_breakers, TieBreakers::Accepted);
}

#[test]
fn rows_are_numbered_as_in_a_spreadsheet_and_have_their_lines() {
    let content = content();
    let row = ",4".repeat(24);
    for end in ["\n", "\r\n"] {
        let lines = [
            format!("note,{}", header(&content)),
            String::new(),
            format!("\"two{end}lines\"{row}"),
            String::new(),
            String::new(),
            format!("x{row}"),
            ",".repeat(24),
            format!("y{row}"),
        ];
        let (rows, excluded) = read_with(lines.join(end).as_bytes(), &Options::default()).unwrap();
        assert_eq!(places(&rows), ["row 3", "row 6 (line 7)", "row 8 (line 9)"], "{end:?}");
        assert_eq!(excluded, "1 blank row");
    }
}

#[test]
fn invalid_cells_are_reported_and_the_rest_of_the_row_is_not_scored() {
    let content = content();
    let text = format!("{}\nx{},lots{}\n4\n", header(&content), ",4".repeat(20), ",".repeat(2));
    let rows = read(&text, &Options::default()).unwrap();
    let answer = |cell: &str| Problem::Answer(cell.to_owned());
    assert_eq!(rows[0].answers, Err(vec![answer("x"), answer("lots")]));
    assert_eq!(rows[1].answers, Err(vec![Problem::TooFewCells { found: 1, expected: 24 }]));
}

#[test]
fn long_rows_are_errors_unless_all_have_the_same_number_of_blank_cells() {
    let content = content();
    let row = |extra: &str| format!("a{}{extra}\n", ",4".repeat(24));
    let file = |rows: &[String]| format!("name,{}\n{}", header(&content), rows.concat());
    let too_many = |found| Err(vec![Problem::TooManyCells { found, expected: 25 }]);
    let rows = read(&file(&[row(",,"), row(",,")]), &Options::default()).unwrap();
    assert!(rows.iter().all(|row| row.answers.is_ok()));
    let rows = read(&file(&[row(""), row(","), row(",5")]), &Options::default()).unwrap();
    assert_eq!((&rows[1].answers, &rows[2].answers), (&too_many(26), &too_many(26)));
    // A comma that isn't quoted, and an empty last column.
    let rows = read(&file(&[format!("Lopez, Ana{},\n", ",4".repeat(24))]), &Options::default()).unwrap();
    assert_eq!(rows[0].answers, too_many(27));
    let row_names = ["1", "2"].map(|name| format!("{name},x{}\n", ",4".repeat(24)));
    assert!(matches!(read(&file(&row_names), &Options::default()), Err(Error::RowNames)));
}

#[test]
fn short_rows_are_padded_if_no_question_is_missing() {
    let content = content();
    let text = format!("{},note,more\n{}\n{}\n", header(&content), ["4"; 24].join(","), ["4"; 23].join(","));
    let rows = read(&text, &keeping("more")).unwrap();
    assert!(rows[0].answers.is_ok());
    assert_eq!(rows[0].kept, [""]);
    assert_eq!(rows[1].answers, Err(vec![Problem::TooFewCells { found: 23, expected: 26 }]));
}

#[test]
fn unclosed_quote_is_reported_and_rows_before_it_are_read() {
    let content = content();
    let row = format!("{},fine\n", ["4"; 24].join(","));
    let open = format!("{},\"not closed\n", ["4"; 24].join(","));
    let rows = read(&format!("{},note\n{row}{open}{row}", header(&content)), &Options::default()).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].answers.is_ok());
    assert_eq!((rows[1].place.as_str(), &rows[1].answers), ("row 3", &Err(vec![Problem::OpenQuote])));
    let error = read(&format!("\"{}\n{row}", header(&content)), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Header(HeaderError::OpenQuote(1))), "{error}");
}

#[test]
fn oversized_rows_are_errors() {
    let content = content();
    let row = |note: &str| format!("{},{note}\n", ["4"; 24].join(","));
    let with = |note: &str| {
        read(&format!("{},note\n{}{}", header(&content), row("").repeat(30), row(note)), &Options::default())
    };
    let large = "x".repeat(1024 * 1024);
    assert_eq!(with(&large).unwrap().len(), 31);
    let endless = large.repeat(17);
    for note in [endless.clone(), format!("\"{endless}")] {
        assert_eq!(
            with(&note).unwrap_err().to_string(),
            "row 32 is longer than 16 MB: is a quote (\") opened there and never closed?"
        );
    }
    let error = with(&",".repeat(300_000)).unwrap_err();
    assert_eq!(error.to_string(), "row 32 has more than 200000 cells: is this the right file?");
    let error = read(&format!("{}\n{}", header(&content), "\n".repeat(20_000_000)), &Options::default());
    assert!(matches!(error, Err(Error::LongRecord { .. })), "blank lines are limited too");
}

#[test]
fn names_of_columns_must_be_unique_only_if_they_matter() {
    let content = content();
    let names: Vec<String> = (0..20_000).map(|number| format!("c{number}")).collect();
    let text = format!("{},{}\n{}\n", header(&content), names.join(","), ["4"; 20_024].join(","));
    assert_eq!(read(&text, &keeping("C19999 ,c3")).unwrap()[0].kept, ["4", "4"]);
    let all = Options { keep: Keep::All, ..Options::default() };
    assert_eq!(read(&text, &all).unwrap()[0].kept.len(), 20_000);
    let twice = text.replacen("c19999", "c0", 1);
    assert_eq!(read(&twice, &keeping("c1")).unwrap()[0].kept, ["4"]);
    for (options, wanted) in [
        (keeping("c0"), "columns 25 and 20024 are both named \"c0\": remove or rename one of them"),
        (keeping("c5x"), "no column is named \"c5x\" (--keep): did you mean \"c5\"?"),
        (
            Options { id: Some("person".to_owned()), ..Options::default() },
            "no column is named \"person\" (--id)",
        ),
    ] {
        assert_eq!(read(&twice, &options).unwrap_err().to_string(), wanted);
    }
}

#[test]
fn cells_are_read_as_people_and_programs_write_them() {
    let content = content();
    let options = Options { skip: vec!["N/A,-".to_owned(), "99".to_owned()], ..Options::default() };
    let read = |cell: &str, options: &Options| {
        let cells = format!("\"{}\"{}", cell.replace('"', "\"\""), ",4".repeat(23));
        let rows = read(&format!("{}\n{cells}\n", header(&content)), options).unwrap();
        rows.into_iter()
            .next()
            .unwrap()
            .answers
            .map(|answers| answers[0])
            .map_err(|problems| problems[0].clone())
    };
    for (cell, wanted) in [
        ("4", Some(4)),
        ("4.0", Some(4)),
        (" 4,00 ", Some(4)),
        ("(4)", Some(4)),
        ("4)", Some(4)),
        ("A4", Some(4)),
        ("a04", Some(4)),
        ("AO04", Some(4)),
        ("4 - Like", Some(4)),
        ("4 = like", Some(4)),
        ("(4) LIKE", Some(4)),
        ("Like (4)", Some(4)),
        ("strongly_like", Some(5)),
        ("\u{a0}Strongly\u{a0}like ", Some(5)),
        ("Strongly-Dislike", Some(1)),
    ] {
        assert_eq!(read(cell, &Options::default()), Ok(wanted), "{cell:?}");
        assert_eq!(read(cell, &options), Ok(wanted), "{cell:?}");
    }
    for cell in ["n/a", " - ", "99"] {
        assert!(read(cell, &Options::default()).is_err() && read(cell, &options) == Ok(None), "{cell:?}");
    }
    for cell in ["0", "6", "44", "-4", "(7)", "0.0", "A0", "AO06", "99999999999999999999"] {
        assert_eq!(read(cell, &Options::default()), Err(Problem::OutOfRange(cell.to_owned())), "{cell:?}");
    }
    for cell in [
        "4.5",
        "+4",
        "4 - Dislike",
        "0 - Strongly dislike",
        "B4",
        "Not like",
        "4 5",
        "4/5",
        "Likes",
        "?",
        "A",
    ] {
        assert_eq!(read(cell, &Options::default()), Err(Problem::Answer(cell.to_owned())), "{cell:?}");
    }
}

#[test]
fn headings_are_matched_however_tools_wrap_them() {
    let content = content();
    let codec = Codec::new(&content);
    let item = content.instrument.items.iter().next().unwrap();
    let others = header(&content).split_once(',').unwrap().1.to_owned();
    let role = |heading: &str| {
        let text = format!("\"{}\",{others}\n{}\n", heading.replace('"', "\"\""), ["4"; 24].join(","));
        let table = Table::from_reader(Cursor::new(text), &content, &codec, &Options::default());
        table.is_ok_and(|table| matches!(table.layout.columns()[0].role, Role::Question(0, _)))
    };
    let (id, text) = (&item.id, &item.text);
    for heading in [
        id.to_uppercase(),
        id.replace('_', "."),
        id.replace('_', "-"),
        format!("group/{id}"),
        format!("survey.1.player.{id}"),
        format!("G01Q01[{id}]"),
        text.to_uppercase(),
        format!("How much would you like to {text}?"),
        format!("How much would you like to... [{text}]"),
        format!("{text}:How much would you like to..."),
        format!("{text}  [Row 1]"),
        format!("<p>Q1</p><strong>{}</strong>", text.replace(' ', "&nbsp;")),
        text.replace('\'', "&#039;").replace(' ', "\n"),
    ] {
        assert!(role(&heading), "{heading}");
    }
    for heading in [
        format!("{id}0"),
        format!("x{id}"),
        format!("mean_{id}"),
        format!("Points - {text}"),
        format!("Feedback - {text}"),
        format!("How much... - Display Order - {text}"),
        format!("{text} and more"),
        format!("un{text}"),
        text[..text.len() / 2].to_owned(),
    ] {
        assert!(!role(&heading), "{heading}");
    }
}

#[test]
fn text_with_codes_and_zipped_files_are_read() {
    let code = sample_code();
    let email = format!("Hi,\n\nhere is my code: {code}. Thanks!\n> {code}\n");
    let (rows, excluded) = read_with(email.as_bytes(), &Options::default()).unwrap();
    assert_eq!(places(&rows), ["line 3", "line 4"]);
    assert!(rows.iter().all(|row| row.answers.is_ok()));
    assert_eq!(excluded, "1 line without a code");
    let csv = format!("id,code\nana,{code}\n");
    let zipped = |names: &[&str]| {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(csv.as_bytes()).unwrap();
        }
        read_with(&zip.finish().unwrap().into_inner(), &Options::default())
    };
    let (rows, _) = zipped(&["answers.csv", "__MACOSX/._answers.csv", "readme.pdf"]).unwrap();
    assert_eq!(rows[0].id.as_deref(), Some("ana"));
    for (names, wanted) in [
        (
            &["a.csv", "b.csv"][..],
            "the zip contains 2 files that may be answers: unzip it, and name one of them",
        ),
        (&["a.pdf"][..], "the zip contains no CSV file or workbook: unzip it first"),
    ] {
        assert_eq!(zipped(names).unwrap_err().to_string(), wanted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn encodings_and_delimiters_give_the_same_cells(
        notes in proptest::collection::vec("[a-z𝄞é😀\u{a0} \"\n,;\t]{0,30}", 1..20),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let content = content();
        let mut csv = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        csv.write_record(header(&content).split(',').chain(["note"])).unwrap();
        for note in &notes {
            csv.write_record(["4"; 24].into_iter().chain([note.as_str()])).unwrap();
        }
        let text = String::from_utf8(csv.into_inner().unwrap()).unwrap();
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let mark = |text: &[u8], mark: &[u8]| [mark, text].concat();
        let little: Vec<u8> = utf16.iter().copied().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = utf16.iter().copied().flat_map(u16::to_be_bytes).collect();
        let named = format!("sep={}\r\n{text}", char::from(delimiter));
        for bytes in [
            text.clone().into_bytes(),
            mark(text.as_bytes(), b"\xef\xbb\xbf"),
            mark(&little, b"\xff\xfe"),
            mark(&big, b"\xfe\xff"),
            little,
            big,
            named.into_bytes(),
        ] {
            let (rows, _) = read_with(&bytes, &keeping("note")).unwrap();
            let found: Vec<&String> = rows.iter().map(|row| &row.kept[0]).collect();
            prop_assert_eq!(&found, &notes.iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn records_are_those_of_the_csv_library(text in "[a1,\"\r\n]{0,60}") {
        let content = content();
        let text = format!("note,{}\n{text}\n", header(&content));
        let mut library = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let notes = library.records().map(|record| record.unwrap()[0].to_owned());
        let wanted: Vec<String> = notes.filter(|note| !note.trim().is_empty()).collect();
        match read(&text, &keeping("note")) {
            Ok(rows) => {
                let notes = rows.into_iter().map(|row| row.kept[0].clone());
                let notes: Vec<String> = notes.filter(|note| !note.trim().is_empty()).collect();
                prop_assert_eq!(notes, wanted);
            }
            Err(error) => prop_assert!(matches!(error, Error::RowNames), "{}", error),
        }
    }
}
