//! The wage table: the built-in one, and the messages about broken ones.

use std::collections::BTreeSet;

use career_fit::content::{Content, Employer, PROFILES, QUESTIONS, SourceFile, WAGES, Wages, wages};

use crate::harness::{err, out, run};

/// The occupations of the built-in table, without the row of all jobs.
const OCCUPATIONS: [&str; 6] = ["11-9111", "15-1211", "15-1242", "15-2051", "29-2072", "29-9021"];

#[test]
fn built_in_table_is_complete() {
    let wages = Wages::built_in();
    assert_eq!(wages::TOP_CODE, 239_200);
    let analysts = wages.get("15-1211", wages::NATION).unwrap();
    assert_eq!((analysts.employment, analysts.pay), (Some(519_530), Some([67_340, 105_850, 167_710])));
    let places = wages.places();
    assert_eq!(places[0], wages::NATION);
    assert_eq!(places.len(), places.iter().collect::<BTreeSet<_>>().len(), "a place is listed twice");
    for place in ["California", "District of Columbia", "Puerto Rico", "Guam", "Wyoming"] {
        assert!(places.contains(&place), "{place}");
    }
    let released = |place: &str| OCCUPATIONS.iter().filter(|soc| wages.get(soc, place).is_some()).count();
    assert_eq!((released(wages::NATION), released("California")), (6, 6));
    assert!((1..6).contains(&released("Guam")), "{} of 6 in Guam", released("Guam"));
    assert_eq!(wages.get("99-9999", wages::NATION), None);
    assert_eq!(wages.get("15-1211", "Atlantis"), None);
    for wage in places.iter().flat_map(|place| OCCUPATIONS.iter().filter_map(|soc| wages.get(soc, place))) {
        assert!(wage.employment.is_none_or(|people| people > 0), "{wage:?}");
        let in_order = |[p10, median, p90]: [i64; 3]| 10_000 < p10 && p10 <= median && median <= p90;
        assert!(wage.pay.is_none_or(in_order), "{wage:?}");
    }
}

/// BLS has not released everything: a dash is not a zero, and no reason to reject the table.
#[test]
fn unreleased_figures_are_none() {
    let wages = Wages::built_in();
    let analysts = wages.get("15-1211", "West Virginia").unwrap();
    assert_eq!((analysts.employment, analysts.pay), (Some(1030), None));
    let technologists = wages.get("29-9021", "Utah").unwrap();
    assert_eq!((technologists.employment, technologists.pay), (None, Some([40_560, 75_320, 105_290])));
}

#[test]
fn every_place_has_a_row_for_all_jobs() {
    let wages = Wages::built_in();
    assert_eq!(wages.places().len(), 55);
    for place in wages.places() {
        let all = wages.get(wages::ALL_JOBS, place).unwrap_or_else(|| panic!("{place}"));
        let [_, median, _] = all.pay.unwrap();
        assert!((25_000..100_000).contains(&median), "{all:?}");
        assert!(!all.is_rough(), "{all:?}");
    }
}

/// For exactly these the standard error of the mean wage is over 10%.
#[test]
fn rough_figures_are_known() {
    let wages = Wages::built_in();
    let places = wages.places();
    let all = places.iter().flat_map(|place| OCCUPATIONS.iter().filter_map(|soc| wages.get(soc, place)));
    let rough: Vec<(&str, &str, Option<f64>)> = all
        .filter(|wage| wage.is_rough())
        .map(|wage| (wage.soc.as_str(), wage.place.as_str(), wage.error))
        .collect();
    assert_eq!(
        rough,
        [
            ("29-9021", "Arkansas", Some(12.3)),
            ("29-2072", "District of Columbia", Some(11.5)),
            ("15-2051", "Idaho", Some(17.0)),
            ("15-1211", "Wyoming", Some(11.3)),
        ]
    );
}

#[test]
fn built_in_table_has_its_source() {
    let wages = Wages::built_in();
    let source =
        "U.S. Bureau of Labor Statistics (BLS), Occupational Employment and Wage Statistics, May 2025";
    assert_eq!(wages.source(), source);
}

#[test]
fn figures_by_employer_are_complete() {
    let wages = Wages::built_in();
    for soc in OCCUPATIONS.into_iter().chain([wages::ALL_JOBS]) {
        let rows = wages.by_employer(soc);
        assert!(rows.len() >= 8, "{soc}: {} kinds of employer", rows.len());
        // The two tables agree.
        let [all, national] = [wages.of_employer(soc, Employer::All), wages.get(soc, wages::NATION)];
        assert_eq!(all, national);
        for wage in rows {
            let [p10, median, p90] = wage.pay.unwrap();
            assert!(10_000 < p10 && p10 <= median && median <= p90, "{wage:?}");
            assert!(wage.employment.unwrap() <= all.unwrap().employment.unwrap(), "{wage:?}");
            assert_eq!(wage.place, wages::NATION);
        }
    }
    let records = |employer| wages.of_employer("29-2072", employer).unwrap().pay.unwrap()[1];
    let employers = [Employer::Hospitals, Employer::DoctorsOffices, Employer::Insurers];
    assert_eq!(employers.map(records), [59_120, 47_120, 62_650]);
    assert_eq!(wages.of_employer("99-9999", Employer::Hospitals), None);
}

/// Health care for the nation, all employers elsewhere.
#[test]
fn place_decides_which_figures_are_shown() {
    let wages = Wages::built_in();
    let here = |place: &'static str, soc: &str| {
        wages.clone().at(place).here(soc).map(|wage| (wage.employer, wage.pay.map(|[_, median, _]| median)))
    };
    assert_eq!(here(wages::NATION, "15-1211"), Some((Employer::HealthCare, Some(101_570))));
    assert_eq!(here("Ohio", "15-1211").unwrap().0, Employer::All);
    assert_eq!(here("West Virginia", "15-1211"), Some((Employer::All, None)), "not released");
    assert_eq!(here("Akron, OH", "29-2072"), Some((Employer::All, Some(49_480))));
    assert_eq!(here("Aguadilla, PR", "29-9021"), None, "no row");
    let care = wages.health_care("15-1211").unwrap();
    assert_eq!((format!("{:.1}", care.share), care.median), ("7.6".to_owned(), Some(101_570)));
}

#[test]
fn metropolitan_areas_are_places() {
    let wages = Wages::built_in();
    let places = wages.matching("");
    assert!(places.contains(&wages::NATION) && places.contains(&"Ohio") && !places.contains(&"Akron, OH"));
    assert_eq!(wages.matching("akr"), ["Akron, OH"]);
    assert_eq!(wages.matching("jersey ci"), ["New York-Newark-Jersey City, NY-NJ"]);
    let ohio = wages.matching("oh");
    assert_eq!(ohio[0], "Ohio");
    assert!(
        ohio.contains(&"Cleveland, OH") && ohio[1..].iter().all(|name| name.to_lowercase().contains("oh")),
        "{ohio:?}"
    );
    assert!(wages.matching("zz").is_empty());
    for place in ["a", "b", "m", "s", "w"].into_iter().flat_map(|typed| wages.matching(typed)) {
        let all = wages.get(wages::ALL_JOBS, place).unwrap_or_else(|| panic!("{place}"));
        assert!(all.pay.is_some(), "{all:?}");
        assert_eq!(wages.find(place), Ok(place));
    }
    assert_eq!(wages.find("oh"), Ok("Ohio"));
    assert_eq!(wages.find(" akron "), Ok("Akron, OH"));
    let several = wages.find("portland").unwrap_err();
    assert!(several.contains("2 places") && several.contains("Portland-South Portland, ME"), "{several}");
    assert_eq!(
        wages.find("Pensylvania"),
        Err("there is no state or metro area `Pensylvania`: did you mean Pennsylvania?".to_owned())
    );
}

/// A copy of the built-in table with more occupations still has the other figures; a table of another source has none.
#[test]
fn only_tables_of_the_same_source_have_figures_by_employer_and_metropolitan_area() {
    let copy = Wages::load(SourceFile::from_text("my-wages.csv", WAGES)).unwrap();
    assert!(copy.of_employer("29-2072", Employer::Hospitals).is_some());
    assert!(copy.get("29-2072", "Akron, OH").is_some());
    let row = "29-2072,United States,3000,40000,50000,60000";
    let own = Wages::load(SourceFile::from_text("my-wages.csv", with(HEAD, row))).unwrap();
    assert_eq!(own.here("29-2072"), own.get("29-2072", wages::NATION));
    assert_eq!(own.here("29-2072").unwrap().employer, Employer::All);
    assert_eq!(own.by_employer("29-2072").len(), 1);
    assert_eq!(own.get("29-2072", "Akron, OH"), None);
    assert_eq!(own.health_care("29-2072"), None);
    assert!(own.matching("akron").is_empty());
}

const HEAD: &str = "soc,state,employment,p10,median,p90";

/// A table of one row.
fn with(head: &str, row: &str) -> String {
    format!("# A college, its own count, 2025\n{head}\n{row}\n")
}

fn message(text: &str) -> String {
    match Wages::load(SourceFile::from_text("my-wages.csv", text)) {
        Ok(_) => panic!("this must not load"),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn custom_table_is_read() {
    let row = "\"29-1141\",oh,-,66000,88000,110000";
    let wages = Wages::load(SourceFile::from_text("my-wages.csv", with(HEAD, row))).unwrap();
    assert_eq!(wages.source(), "A college, its own count, 2025");
    let nurses = wages.get("29-1141", "Ohio").unwrap();
    assert_eq!((nurses.employment, nurses.pay, nurses.error), (None, Some([66_000, 88_000, 110_000]), None));
    assert!(!nurses.is_rough());
    // Columns in another order, blanks, a title with a comma, Windows line ends, a quote inside.
    let head = "p90, p10 ,median,title,state,soc,employment,wage_rse";
    let row = "110000,66000 ,88000,\"Nurses, \"\"registered\"\"\",United States,29-1141,3000,12.5\r";
    let wages = Wages::load(SourceFile::from_text("my-wages.csv", with(head, row))).unwrap();
    let nurses = wages.get("29-1141", wages::NATION).unwrap();
    assert_eq!((nurses.employment, nurses.pay), (Some(3000), Some([66_000, 88_000, 110_000])));
    assert!(nurses.is_rough());
}

#[test]
fn broken_tables() {
    let row = "29-1141,Ohio,3000,66000,88000,110000";
    let mut messages = String::new();
    for (name, text) in [
        ("no_source", format!("{HEAD}\n{row}\n")),
        ("no_rows", with(HEAD, "")),
        ("only_a_source", "# A college, its own count, 2025\n".to_owned()),
        ("misspelled_column", with("soc,state,employment,p10,medain,p90", row)),
        ("missing_columns", with("soc,state,p10,median", "29-1141,Ohio,66000,88000")),
        ("column_twice", with("soc,state,employment,p10,median,p90,p10", &format!("{row},66000"))),
        ("no_source_and_more", format!("{HEAD}\n{}\n", row.replace("Ohio", "Ohoi"))),
        ("semicolons", with(&HEAD.replace(',', ";"), &row.replace(',', ";"))),
        ("too_many_cells", with(HEAD, "29-1141,Ohio,3,000,66,000,88,000,110,000")),
        ("no_such_state", with(HEAD, &row.replace("Ohio", "Ohoi"))),
        ("no_such_place", with(HEAD, &row.replace("Ohio", "Bavaria"))),
        ("not_a_number", with(HEAD, &row.replace("88000", "$88k"))),
        ("zero", with(HEAD, &row.replace("88000", "0"))),
        ("falling", with(HEAD, &row.replace("88000", "44000"))),
        ("half_released", with(HEAD, &row.replace("110000", "-"))),
        ("no_code", with(HEAD, &row.replace("29-1141", ""))),
        ("row_twice", with(HEAD, &format!("{row}\n29-2072,Ohio,-,-,-,-\n{}", row.replace("Ohio", "OH")))),
        ("error_not_a_number", with(&format!("{HEAD},wage_rse"), &format!("{row},10 %"))),
        (
            "escape_sequences",
            with(
                HEAD,
                "\u{1b}[31m,Oh\u{1b}[31m,3000,66000,\u{1b}[31m,110000\n\u{1b}[31m,Ohio,-,-,-,-\n\u{1b}[31m,Ohio,-,-,-,-",
            ),
        ),
        ("escape_sequence_in_a_column", with(&format!("{HEAD},\u{1b}[31m"), &format!("{row},1"))),
        (
            "several",
            with(HEAD, "29-1141,Ohoi,3000,66000,many,110000\n,Ohio,3000,66000,88000,77000\n29-1141,Iowa"),
        ),
    ] {
        let shown = message(&text);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
        messages += &format!("== {name} ==\n{shown}\n\n");
    }
    insta::assert_snapshot!("broken_tables", messages);
}

#[test]
fn problems_of_all_three_files_are_reported_at_once() {
    let questions =
        SourceFile::from_text("questions.toml", QUESTIONS.replacen("minutes = 2", "minutes = 0", 1));
    let profiles = SourceFile::from_text("profiles.toml", PROFILES.replacen("short = \"HI\"\n", "", 1));
    let wages = SourceFile::from_text("my-wages.csv", with(HEAD, "29-1141,Ohoi,3000,66000,88000,110000"));
    let problems = Content::load_all(questions, profiles, Some(wages)).unwrap_err().to_string();
    insta::assert_snapshot!("all_three_files", problems);
}

#[test]
fn truncated_table_never_panics() {
    let bytes = WAGES.as_bytes();
    for end in (0..bytes.len()).step_by(499).chain([bytes.len()]) {
        let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let read = Wages::load(SourceFile::from_text("wages.csv", text));
        assert!(read.is_ok() || end < bytes.len(), "the whole table is sound");
    }
}

#[test]
fn table_can_be_given_by_flag() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wages.csv");
    let path = path.to_str().unwrap();
    let analysts = "15-1211,United States,1000,40000,41000,42000";
    std::fs::write(path, with(HEAD, analysts)).unwrap();
    let content = Content::built_in().unwrap();
    let answers = crate::harness::answers(&content, &[5, 4, 4, 2, 2, 1], 4);
    let code = crate::harness::outcome(&content, answers).code;
    let shown = run(&["show", &code, "--format", "text", "--wages", path], b"");
    assert!(out(&shown).contains("$41,000"), "{}", out(&shown));
    std::fs::write(path, with(HEAD, &analysts.replace("41000", "much"))).unwrap();
    let shown = run(&["show", &code, "--format", "text", "--wages", path], b"");
    assert_eq!(shown.status.code(), Some(1));
    assert!(err(&shown).contains("`median` must be a whole number"), "{}", err(&shown));
    assert!(err(&shown).contains("wages.csv:3:"), "{}", err(&shown));
}

#[test]
fn a_rough_figure_says_so() {
    let content = Content::built_in().unwrap();
    let code =
        crate::harness::outcome(&content, crate::harness::answers(&content, &[5, 4, 4, 2, 2, 1], 4)).code;
    let shown = |state: &str| {
        let text = out(&run(&["show", &code, "--format", "text", "--state", state], b""));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        text.split("2. Why").next().unwrap().to_owned()
    };
    assert!(shown("Idaho").contains("A year's pay in Idaho, all employers"), "{}", shown("Idaho"));
    let chapter = |state: &str| {
        out(&run(&["show", &code, "--format", "text", "--state", state], b""))
            .split("\n4. Pay")
            .nth(1)
            .unwrap()
            .split("\n5. Jobs")
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(chapter("Idaho").contains("(rough)") && !chapter("Ohio").contains("(rough)"));
}

#[test]
fn built_in_table_is_parsed_once() {
    let content = Content::built_in().unwrap();
    let (first, second) = (content.wages(wages::NATION), content.wages("Ohio"));
    let row = |wages: &Wages| -> *const wages::Wage { wages.get(wages::ALL_JOBS, "Ohio").unwrap() };
    assert_eq!(row(&first), row(&second));
}
