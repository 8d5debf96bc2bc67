//! Content of another shape (4 scales, 16 items, other keys, a lean from 90 % on): a result says nothing of the shipped
//! one, and what it counts is counted.

use std::path::Path;

use career_fit::content::{Content, Wages};
use career_fit::report::{Format, render};

use crate::harness::{
    OTHER_PROFILES as PROFILES, OTHER_QUESTIONS as QUESTIONS, answers, err, load, other_content as content,
    out, outcome, run,
};

/// Four answers a scale: to RN, to RT, too close, and with skips.
const ANSWERS: [[u8; 16]; 4] = [
    [5, 4, 5, 5, 4, 4, 5, 4, 1, 2, 1, 2, 3, 3, 4, 3],
    [2, 1, 2, 2, 2, 2, 1, 2, 5, 5, 4, 5, 3, 4, 3, 3],
    [3, 4, 3, 4, 4, 3, 4, 3, 3, 4, 3, 3, 3, 4, 3, 4],
    [4, 0, 0, 5, 3, 0, 3, 0, 2, 1, 0, 2, 0, 4, 4, 4],
];

/// A report on some answers, on one line.
fn report(content: &Content, values: &[u8], format: Format) -> String {
    let outcome = outcome(content, answers(content, values, 4));
    let report =
        render(format, &outcome.facts(content), Some(&Wages::built_in()), crate::harness::WHOLE).unwrap();
    String::from_utf8(report).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn report_has_nothing_from_the_built_in_content() {
    let words = [
        "HIM",
        "Health Info",
        "informatics",
        "2024 to 2034",
        "in 100",
        "hit rates",
        "by hand",
        "first three",
        "other three",
        "80%",
        "95%",
        "made-up people",
    ];
    for values in ANSWERS {
        for format in Format::ALL {
            let report = report(&content(), &values, format);
            for word in words {
                assert!(!report.contains(word), "{word} in {}: {report}", format.name());
            }
        }
    }
}

#[test]
fn untested_questions_say_so() {
    let report = report(&content(), &ANSWERS[0], Format::Text);
    assert!(report.contains("Nobody has tried these questions yet."), "{report}");
}

#[test]
fn evidence_comes_from_the_content() {
    let table = "[evidence]\nwhat = \"two wards\"\nnamed = 71\nright = 88\n";
    let told =
        |table: &str| report(&load(&format!("{QUESTIONS}\n{table}"), PROFILES), &ANSWERS[0], Format::Text);
    let plain = told(table);
    let wanted = "In two wards, it named a field for 71 in 100. It was right for 88 in 100 of those.";
    assert!(plain.contains(wanted) && !plain.contains("Nobody has tried"), "{plain}");
    let more = told(&format!("{table}note = \"It rained.\"\nwording = \"It snowed.\"\n"));
    assert!(more.contains(&format!("{wanted} - It rained. - It snowed. If one side's")), "{more}");
}

#[test]
fn scales_are_grouped_by_side() {
    let report = report(&content(), &ANSWERS[0], Format::Text);
    let rows = report.split_once("How much you like each kind of work").unwrap().1;
    let places = [
        "What sets RN apart: - Care at the bedside: ",
        "Planning care: ",
        "What sets RT apart: - Breathing care: ",
        "In both: - Teaching families: ",
    ]
    .map(|label| rows.find(label).unwrap());
    assert!(places.is_sorted(), "{rows}");
}

#[test]
fn scales_of_neither_side_come_last() {
    let keys = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from));
        text.replace(from, to)
    };
    let profiles = keys(
        PROFILES,
        "patients = 3, planning = 2, breathing = 1, teaching = 2",
        "patients = 2, planning = 1, breathing = 2, teaching = 3",
    );
    let profiles = keys(
        &profiles,
        "patients = 2, planning = 1, breathing = 3, teaching = 2",
        "patients = 2, planning = 3, breathing = 2, teaching = 1",
    );
    let report = report(&load(QUESTIONS, &profiles), &ANSWERS[0], Format::Text);
    let rows = report.split_once("How much you like each kind of work").unwrap().1;
    let places =
        ["Planning care: ", "Teaching families: ", "In both:", "Care at the bedside: ", "Breathing care: "]
            .map(|label| rows.find(label).unwrap());
    assert!(places.is_sorted(), "{rows}");
}

#[test]
fn growth_has_the_years_of_the_occupations() {
    let text = report(&content(), &ANSWERS[0], Format::Text);
    assert!(text.contains("Growth, 2023 to 2033.") && text.contains("Job growth, 2023 to 2033 "), "{text}");
    // If the years differ, each figure shows its own.
    let last = PROFILES.rfind("2023 to 2033").unwrap();
    let mut profiles = PROFILES.to_owned();
    profiles.replace_range(last..last + 12, "2022 to 2032");
    let text = report(&load(QUESTIONS, &profiles), &ANSWERS[0], Format::Text);
    for wanted in [
        "Job growth - RN, Registered Nurses: 5.6% more jobs (2023 to 2033), 193,100 openings a year",
        "RT, Respiratory Therapists: 1.5% fewer jobs (2022 to 2032) (shrinking), 8,200 openings a year",
        " Growth Nursing (RN), fits you better: - Registered Nurses: 5.6% more jobs (2023 to 2033)",
        " Growth - RN: Registered Nurses: 5.6% more jobs (2023 to 2033) (A made-up bureau, 2024)",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn every_source_of_the_figures_is_named() {
    let last = PROFILES.rfind("wage_source = \"bureau\"").unwrap();
    let mut profiles = PROFILES.to_owned();
    profiles.replace_range(last..last + 22, "wage_source = \"guide\"");
    let told = report(&load(QUESTIONS, &profiles), &ANSWERS[0], Format::Text);
    assert!(told.contains("Statistics, May 2025; A made-up bureau, 2024; A made-up guide, 2023."), "{told}");
    assert!(told.contains("A year's pay, US health care - "), "no one year for both: {told}");
    let told = report(&content(), &ANSWERS[0], Format::Text);
    // The table that is compiled in is not of the bureau's year.
    assert!(told.contains("A year's pay, US health care - "), "{told}");
    assert!(told.contains("Statistics, May 2025; A made-up bureau, 2024."), "{told}");
    assert!(told.contains("Source: A made-up bureau, 2024."), "{told}");
}

#[test]
fn the_questions_for_an_advisor_are_counted() {
    // Two scales: what is left of the questions and keys without the other two.
    let keep = |text: &str, header: &str| {
        let tables = text.split("\n[[").map(str::to_owned);
        let is_kept = |table: &String| {
            let of = |scale: &str| {
                table.contains(&format!("\"{scale}\"")) || table.contains(&format!("\"{scale}_"))
            };
            !(table.starts_with(header) || table.starts_with("item")) || !(of("planning") || of("teaching"))
        };
        tables.filter(is_kept).collect::<Vec<_>>().join("\n[[")
    };
    let profiles = PROFILES
        .replace("patients = 3, planning = 2, breathing = 1, teaching = 2", "patients = 3, breathing = 1")
        .replace("patients = 2, planning = 1, breathing = 3, teaching = 2", "patients = 1, breathing = 3");
    let told = report(&load(&keep(QUESTIONS, "scale"), &profiles), &ANSWERS[0][..8], Format::Text);
    assert!(told.contains("Two questions for an advisor They're about"), "{told}");
    let told = report(&content(), &ANSWERS[0], Format::Text);
    assert!(told.contains("Two questions for an advisor They're about"), "{told}");
}

#[test]
fn titles_without_a_key_are_not_ranked() {
    let told = report(&content(), &ANSWERS[0], Format::Text);
    assert!(
        told.contains("The content doesn't say how much of each kind of work these titles involve"),
        "{told}"
    );
    let judged = PROFILES.replacen(
        "where = \"Hospitals\"",
        "where = \"Hospitals\"\nkey = { patients = 4, planning = 3, breathing = 0, teaching = 2 }",
        1,
    );
    let told = report(&load(QUESTIONS, &judged), &ANSWERS[0], Format::Text);
    assert!(told.contains("best match first"), "{told}");
}

#[test]
fn named_side_needs_the_confidence_of_the_content() {
    let close = report(&content(), &ANSWERS[2], Format::Text);
    assert!(close.contains("Below 90% we don't name a field."), "{close}");
}

/// The arguments that read the other content.
fn files() -> [String; 4] {
    let path = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/other").join(name);
        path.to_str().unwrap().to_owned()
    };
    ["--questions".to_owned(), path("questions.toml"), "--profiles".to_owned(), path("profiles.toml")]
}

#[test]
fn program_shows_and_compares_results() {
    let content = content();
    let codes = [0, 1].map(|at: usize| outcome(&content, answers(&content, &ANSWERS[at], 4)).code);
    let files = files();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    for format in Format::ALL {
        let shown = run(&[&files[..], &["show", &codes[0], "--format", format.name()]].concat(), b"");
        assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
        let compared =
            run(&[&files[..], &["compare", &codes[0], &codes[1], "--format", format.name()]].concat(), b"");
        assert_eq!(compared.status.code(), Some(0), "{}", err(&compared));
        assert!(out(&compared).contains("RT") || format == Format::Json, "{}", out(&compared));
    }
}

#[test]
fn line_mode_names_the_part_on_pay_by_number() {
    let files = files();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let lines = "\n".to_owned() + &"4\n2\n5\n3\n".repeat(4) + "\nstate Ohio\n";
    let told = out(&run(&[&files[..], &["--plain", "--no-save"]].concat(), lines.as_bytes()));
    let list = told.split_once("The parts of your result:").unwrap().1;
    let listed = list.lines().find_map(|line| line.trim().split_once(". Pay: ")).unwrap().0;
    assert!(told.contains(&format!("Part {listed} has more about pay.")), "{told}");
}
