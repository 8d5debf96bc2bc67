//! A CSV of answers, row by row: answers or errors as values, with their places.

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::instrument::{Response, TieBreakers};
use career_fit::rows::{Error, HeaderError, Keep, Location, Options, Problem, RowError, Rows};

use crate::harness::content;

fn header(content: &Content) -> String {
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    core.map(|item| item.id.as_str()).collect::<Vec<_>>().join(",")
}

/// A row's id, its kept cells, and what is wrong with it.
type Read = (String, Vec<String>, Result<(), Vec<RowError>>);

/// Options that carry a column through.
fn keeping(name: &str) -> Options {
    Options { keep: Keep::Named(vec![name.to_owned()]), ..Options::default() }
}

fn read(text: &str, options: &Options) -> Result<Vec<Read>, Error> {
    let content = content();
    let codec = Codec::new(&content);
    let mut rows = Rows::new(&content.instrument, &codec, text.as_bytes(), options)?;
    let mut found = Vec::new();
    let text = |cell: &[u8]| String::from_utf8(cell.to_vec()).unwrap();
    while let Some(row) = rows.read()? {
        let answers = row.answers.clone().map(drop);
        found.push((text(&row.id()), row.kept().map(text).collect(), answers));
    }
    Ok(found)
}

#[test]
fn a_row_gives_answers_id_and_kept_cells() {
    let content = content();
    let codec = Codec::new(&content);
    let text = format!("town,{},id,it_systems_5\nOhio{},me,5\n", header(&content), ",4".repeat(24));
    let mut rows = Rows::new(&content.instrument, &codec, text.as_bytes(), &keeping("town")).unwrap();
    assert_eq!(rows.kept().collect::<Vec<_>>(), ["town"]);
    let row = rows.read().unwrap().unwrap();
    assert_eq!((&*row.id(), row.kept().collect::<Vec<_>>()), (&b"me"[..], vec![&b"Ohio"[..]]));
    assert_eq!(row.location, Location { row: 1, line: 2 });
    let opened = row.answers.unwrap();
    assert_eq!(opened.answers.tie_breakers, TieBreakers::Accepted);
    let given = opened.answers.responses.given().map(Response::value).collect::<Vec<_>>();
    assert_eq!(given, [vec![4; 24], vec![5]].concat());
    assert!(rows.read().unwrap().is_none() && rows.read().unwrap().is_none());
}

#[test]
fn every_bad_cell_is_an_error_with_its_place_and_value() {
    let content = content();
    let text = format!("{}\n\nx{},0{}\n4\n", header(&content), ",4".repeat(20), ",".repeat(2));
    let found = read(&text, &Options::default()).unwrap();
    let error = |location, column: Option<usize>, problem| RowError {
        location,
        column: column.map(|index| content.instrument.items[index].id.clone()),
        problem,
    };
    let (first, second) = (Location { row: 1, line: 3 }, Location { row: 2, line: 4 });
    let bad = |column, cell: &str| error(first, Some(column), Problem::NoAnswer(cell.to_owned()));
    assert_eq!(found[0].2, Err(vec![bad(0, "x"), bad(21, "0")]));
    assert_eq!(found[1].2, Err(vec![error(second, None, Problem::Cells { found: 1, wanted: 24 })]));
    assert_eq!(found.iter().map(|row| row.0.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn a_quote_that_is_never_closed_is_said_and_the_rows_before_it_are_read() {
    let content = content();
    let row = format!("{},fine\n", ["4"; 24].join(","));
    let open = format!("{},\"not closed\n", ["4"; 24].join(","));
    let text = format!("{},note\n{row}{open}{row}{row}", header(&content));
    let found = read(&text, &keeping("note")).unwrap();
    assert_eq!(found.len(), 2);
    assert!(found[0].2.is_ok());
    let location = Location { row: 2, line: 3 };
    assert_eq!(found[1].2, Err(vec![RowError { location, column: None, problem: Problem::OpenQuote }]));
    assert_eq!(found[1].1, [format!("not closed\n{row}{row}")]);
    let open = read(&format!("\"{}\n{row}", header(&content)), &Options::default());
    assert!(matches!(open, Err(Error::Header(HeaderError::OpenQuote, 1))), "{open:?}");
}

#[test]
fn what_is_too_large_is_an_error_and_what_is_large_is_not() {
    let content = content();
    let row = |note: &str| format!("{},{note}\n", ["4"; 24].join(","));
    let with =
        |rows: &[String]| read(&format!("{},note\n{}", header(&content), rows.concat()), &keeping("note"));
    let large = "x".repeat(256 * 1024);
    let found = with(&[row(&large), row(&(large.clone() + "x")), row("")]).unwrap();
    assert!(found[0].2.is_ok() && found[2].2.is_ok());
    assert_eq!(found[1].2.as_ref().unwrap_err()[0].problem, Problem::LongCell);
    let location = Location { row: 2, line: 3 };
    let endless = "x".repeat(5 * 1024 * 1024);
    for cell in [endless.clone(), format!("\"{endless}")] {
        let error = with(&[row(""), row(&cell)]).unwrap_err();
        assert!(matches!(error, Error::LongRow(found) if found == location), "{error}");
    }
    let error = with(&[row(""), row(&",".repeat(300_000))]).unwrap_err();
    assert!(matches!(error, Error::ManyCells(found) if found == location), "{error}");
    let error = read(&",".repeat(300_000), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::ManyCells(Location { row: 0, line: 1 })), "{error}");
}

#[test]
fn many_columns_are_no_trouble_and_only_names_that_count_have_to_differ() {
    let content = content();
    let names: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
    let text = format!("{},{}\n{}\n", header(&content), names.join(","), ["4"; 100_024].join(","));
    assert_eq!(read(&text, &keeping("C99999 ,c3")).unwrap()[0].1, ["4", "4"]);
    let all = Options { keep: Keep::All, ..Options::default() };
    assert_eq!(read(&text, &all).unwrap()[0].1.len(), 100_000);
    let twice = text.replacen("c99999", "c0", 1);
    assert_eq!(read(&twice, &keeping("c1")).unwrap()[0].1, ["4"]);
    for (options, wanted) in [
        (keeping("c0"), "line 1: column 100024, `c0`, is there twice: remove or rename one of them"),
        (keeping("c5x"), "line 1: no column is called `c5x` (--keep): did you mean `c5`?"),
        (
            Options { id: Some("person".to_owned()), ..Options::default() },
            "line 1: no column is called `person` (--id): name it as it stands there",
        ),
    ] {
        assert_eq!(read(&twice, &options).unwrap_err().to_string(), wanted);
    }
}
