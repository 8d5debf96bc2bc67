//! The questions outside the program: a form, a sheet of paper.

use career_fit::content::Content;
use career_fit::forms::sheet;
use career_fit::instrument::{Response, ResponseSet};
use career_fit::scoring::Side;
use proptest::prelude::*;

use crate::harness::{
    OTHER_PROFILES, OTHER_QUESTIONS, PERSONAS, content, err, load, other_content, out, outcome, run,
};

/// Rows of a CSV.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

/// A CSV of rows.
fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn export(arguments: &[&str]) -> String {
    let output = run(&[&["export"], arguments].concat(), b"");
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    out(&output)
}

/// The codes that `score` writes for a file.
fn codes(text: &str) -> Vec<String> {
    let output = run(&["score", "-"], text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    rows(&out(&output))[1..].iter().map(|row| row[10].clone()).collect()
}

#[test]
fn exported_form_filled_in_and_scored_gives_the_same_results() {
    let content = content();
    let wanted: Vec<String> = PERSONAS.iter().map(|persona| persona.outcome(&content).code).collect();
    let form = rows(&export(&["form", "--format", "csv"]));
    assert_eq!(form[0], ["id", "stem", "text", "option_1", "option_2", "option_3", "option_4", "option_5"]);
    // As a form tool writes it, with the questions in another order.
    let asked: Vec<&Vec<String>> = form[1..].iter().rev().collect();
    let mut filled = vec![asked.iter().map(|row| format!("{} [{}]", row[1], row[2])).collect::<Vec<_>>()];
    for persona in &PERSONAS {
        let answer = |row: &&Vec<String>| {
            persona.answer(&row[0]).map_or(String::new(), |value| row[2 + usize::from(value)].clone())
        };
        filled.push(asked.iter().map(answer).collect());
    }
    assert_eq!(codes(&csv(&filled)), wanted);
    // And with ids as the header.
    let header: Vec<String> =
        std::iter::once("id".to_owned()).chain(form[1..].iter().map(|row| row[0].clone())).collect();
    let mut filled = vec![header.clone()];
    for persona in &PERSONAS {
        let answer = |id: &String| persona.answer(id).map_or(String::new(), |value| value.to_string());
        filled.push(std::iter::once(persona.name.to_owned()).chain(header[1..].iter().map(answer)).collect());
    }
    assert_eq!(codes(&csv(&filled)), wanted);
}

#[test]
fn form_lists_everything_to_paste_line_by_line() {
    let text = export(&["form"]);
    let lines: Vec<&str> = text.lines().collect();
    let content = content();
    let core: Vec<&str> = content
        .instrument
        .items
        .iter()
        .filter(|item| !item.tie_breaker)
        .map(|item| item.text.as_str())
        .collect();
    assert!(lines.windows(core.len()).any(|window| window == core));
    let options: Vec<&str> = content.instrument.options.iter().map(String::as_str).collect();
    assert!(lines.windows(5).any(|window| window == options));
    insta::assert_snapshot!(text);
}

/// The key on the page: for each side, the numbers of the questions of each row, and the factor.
fn key(page: &str) -> Vec<Vec<(Vec<usize>, i64)>> {
    let between = |text: &str, start: &str| -> Vec<String> {
        text.split(start).skip(1).map(|piece| piece.split('<').next().unwrap().to_owned()).collect()
    };
    let row = |row: &str| {
        let questions = between(row, "<td class=\"answer\"><span>");
        let factor = between(row, "<td class=\"factor\">").remove(0);
        (questions.iter().map(|number| number.parse().unwrap()).collect(), factor.parse().unwrap())
    };
    let sides = page.split("<table class=\"side\">").skip(1);
    sides
        .map(|side| side.split("<tr>").filter(|part| part.contains("\"factor\"")).map(row).collect())
        .collect()
}

/// The difference of the totals, scored by hand from the page: an open row gets the mean of its scale.
fn by_hand(page: &str, norm: f64, answers: &[Option<u8>]) -> f64 {
    let totals: Vec<f64> = key(page)
        .into_iter()
        .map(|rows| {
            let row = |(questions, factor): (Vec<usize>, i64)| {
                let given: Vec<f64> =
                    questions.iter().filter_map(|number| answers[number - 1]).map(f64::from).collect();
                let mean = given.iter().sum::<f64>() / given.len() as f64;
                mean * questions.len() as f64 * factor as f64
            };
            rows.into_iter().map(row).sum()
        })
        .collect();
    totals[0] - totals[1] - norm
}

fn with_norm() -> Content {
    let questions = OTHER_QUESTIONS.replacen("norm_gap = 0.0", "norm_gap = -0.3125", 1);
    assert_ne!(questions, OTHER_QUESTIONS);
    load(&questions, OTHER_PROFILES)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn key_on_paper_gives_the_same_side(
        values in proptest::collection::vec(0..=5_u8, 30),
        skips in any::<bool>(),
    ) {
        thread_local! {
            static ALL: Vec<(Content, String)> = [content(), other_content(), with_norm()]
                .into_iter()
                .map(|content| { let page = sheet::html(&content); (content, page) })
                .collect();
        }
        ALL.with(|all| {
            for (content, page) in all {
                let instrument = &content.instrument;
                let core = instrument.items.iter().filter(|item| !item.tie_breaker).count();
                // Without skips, 0 is another 3; the first question of each scale is always answered.
                let answers: Vec<Option<u8>> = (0..core)
                    .map(|index| match values[index] {
                        0 if skips && !instrument.items.get(index).unwrap().id.ends_with("_1") => None,
                        0 => Some(3),
                        value => Some(value),
                    })
                    .collect();
                let mut responses = ResponseSet::empty(instrument.items.len());
                for (index, answer) in answers.iter().enumerate() {
                    responses.set(index, answer.and_then(Response::new));
                }
                let side = outcome(content, responses).assessment.comparison.unwrap().side;
                let norm = sheet::key(content).norm;
                let difference = by_hand(page, norm, &answers);
                let wanted = match side {
                    Some(Side::First) => difference > 1e-9,
                    Some(Side::Second) => difference < -1e-9,
                    None => difference.abs() < 1e-9,
                };
                assert!(wanted, "{side:?} {difference}");
            }
        });
    }
}

#[test]
fn sheet_is_self_contained_and_has_every_core_question() {
    let page = export(&["sheet"]);
    let content = content();
    for item in &content.instrument.items {
        let text = item.text.replace('&', "&amp;");
        assert_eq!(page.contains(&text), !item.tie_breaker, "{}", item.id);
    }
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"), "{page}");
    assert!(!page.contains("the average student here"), "no norm is set");
    assert!(sheet::html(&with_norm()).contains("the average student here"));
    let (_, key) = page.split_once("<section class=\"key\">").unwrap();
    insta::assert_snapshot!("sheet_key", key.replace("><", ">\n<"));
}
