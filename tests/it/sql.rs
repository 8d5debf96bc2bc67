//! `export sql`: the query. `tests/sql/run` compares its results with `score` on real databases.

use std::fs;

use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, err, other_content, out, run};

fn query(arguments: &[&str]) -> String {
    let output = run(&[&["export", "sql"], arguments].concat(), b"");
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    out(&output)
}

#[test]
fn query_for_duckdb() {
    insta::assert_snapshot!("duckdb", query(&["--dialect", "duckdb", "--table", "survey.answers"]));
}

/// Only names, types and the end of a step are written differently.
#[test]
fn dialects_differ_in_little_else() {
    let [duckdb, postgres, spark] = ["duckdb", "postgres", "spark"].map(|dialect| {
        query(&["--dialect", dialect, "--table", "survey.answers"]).replace(dialect, "DIALECT")
    });
    let as_duckdb = postgres.replace("DOUBLE PRECISION", "DOUBLE").replace("AS TEXT", "AS VARCHAR");
    assert_eq!(as_duckdb.replace("\n    OFFSET 0", ""), duckdb);
    assert_eq!(postgres.matches("\n    OFFSET 0").count(), 8);
    let as_duckdb = spark.replace("AS STRING", "AS VARCHAR").replace('`', "\"");
    assert_eq!(as_duckdb, duckdb.replace('`', "\""));
}

#[test]
fn columns_are_those_of_score_without_the_code() {
    let scored = out(&run(&["score", "-"], b"code\n"));
    let columns: Vec<&str> = scored.trim_end().split(',').collect();
    let query = query(&["--dialect", "duckdb", "--table", "answers"]);
    let (_, last) = query.rsplit_once("\nSELECT ").unwrap();
    let wanted = columns.iter().filter(|name| **name != "code");
    let mut from = 0;
    for name in wanted {
        let plain =
            [format!("AS \"{name}\""), format!("AS {name}"), format!("    {name},"), format!("{name},")];
        let at = plain.iter().find_map(|text| last[from..].find(text.as_str()));
        from += at.unwrap_or_else(|| panic!("{name} is missing or not in its place: {last}"));
    }
}

#[test]
fn names_are_quoted() {
    let table = "x\"; DROP TABLE y; --.an`swers";
    let postgres = query(&["--dialect", "postgres", "--table", table, "--id", "student \"no\""]);
    assert!(postgres.contains("FROM \"x\"\"; DROP TABLE y; --\".\"an`swers\"\n"), "{postgres}");
    assert!(postgres.contains("SELECT \"student \"\"no\"\"\" AS id,"), "{postgres}");
    let spark = query(&["--dialect", "spark", "--table", table]);
    assert!(spark.contains("FROM `x\"; DROP TABLE y; --`.`an``swers`\n"), "{spark}");
    for bad in ["", "a..b", "a.b.c.d", "a\nb"] {
        let output = run(&["export", "sql", "--dialect", "spark", "--table", bad], b"");
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{bad:?}");
        assert!(err(&output).contains("is not a valid table name"), "{}", err(&output));
    }
}

#[test]
fn tie_breakers_are_read_only_if_the_table_has_them() {
    let without = query(&["--dialect", "duckdb", "--table", "answers"]);
    let with = query(&["--dialect", "duckdb", "--table", "answers", "--extra"]);
    assert!(!without.contains("it_systems_5") && with.contains("it_systems_5"));
    let answered = |text: &str| {
        text.split("AS answered")
            .next()
            .unwrap()
            .rsplit("to core questions")
            .next()
            .unwrap()
            .matches("CASE")
            .count()
    };
    assert_eq!((answered(&without), answered(&with)), (24, 24), "extra ones are not among those answered");
}

#[test]
fn query_is_made_from_the_content_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let norm = OTHER_QUESTIONS.replace("norm_gap = 0.0", "norm_gap = -0.25");
    fs::write(path("q.toml"), norm).unwrap();
    fs::write(path("p.toml"), OTHER_PROFILES).unwrap();
    let (q, p) = (path("q.toml"), path("p.toml"));
    let query = query(&["--dialect", "postgres", "--table", "answers", "--questions", &q, "--profiles", &p]);
    let content = other_content();
    for scale in &content.instrument.scales {
        assert!(query.contains(&format!("AS \"mean_{}\"", scale.id)), "{query}");
    }
    assert!(!query.contains("it_systems"), "{query}");
    assert!(query.contains(">= 1.8807"), "clear is 0.97 there: {query}");
    let whole = 12 * 2500;
    assert!(
        query.contains(&format!("* 10000 - (-{whole}) * (CAST(u AS BIGINT) * t) AS gap_over")),
        "{query}"
    );
    let [first, second] = [0, 1].map(|at| {
        let side = career_fit::scoring::Side::BOTH[at];
        format!("'{}'", content.profiles.on(side).id)
    });
    assert!(query.contains(&format!("THEN {first} ELSE {second} END")), "{query}");
}
