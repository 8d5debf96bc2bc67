//! The JSON of a result keeps to `schema/result.schema.json`, that of a comparison to `schema/comparison.schema.json`,
//! that of a group to `schema/group.schema.json`, and that of a
//! check to `schema/check.schema.json`.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::LazyLock;

use career_fit::report::{Extras, Format, render};
use jsonschema::{Retrieve, Uri, Validator};
use serde_json::{Value, json};

use crate::group::{answers_csv, class};
use crate::harness::{PERSONAS, content, err, out, run};

/// The schemas by the names of their files, which they call each other by.
const SCHEMAS: [(&str, &str); 4] = [
    ("result.schema.json", include_str!("../../schema/result.schema.json")),
    ("comparison.schema.json", include_str!("../../schema/comparison.schema.json")),
    ("group.schema.json", include_str!("../../schema/group.schema.json")),
    ("check.schema.json", include_str!("../../schema/check.schema.json")),
];

/// All words that they use. A validator passes over one that it doesn't know, so a slip would go unseen.
const WORDS: &str = "$defs $ref $schema additionalProperties const description enum items maxItems maxProperties \
                     maximum minItems minLength minProperties minimum oneOf properties required title type uniqueItems";

/// Finds a schema that another names.
struct Files;

impl Retrieve for Files {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let named = |(file, _): &&(&str, &str)| uri.as_str().ends_with(file);
        let (_, text) = SCHEMAS.iter().find(named).ok_or_else(|| format!("there is no {uri}"))?;
        Ok(serde_json::from_str(text)?)
    }
}

static VALIDATORS: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| {
    let validator = |text| {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::options().with_retriever(Files).build(&schema).unwrap()
    };
    SCHEMAS.iter().map(|(file, text)| (*file, validator(text))).collect()
});

/// What is wrong with a value, by its place; nothing where it keeps to the schema.
fn check_against(file: &str, value: &Value) -> Vec<String> {
    let errors = VALIDATORS[file].iter_errors(value);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn check(value: &Value) -> Vec<String> {
    check_against("result.schema.json", value)
}

/// Asserts that a schema, and each below it, uses no other words.
fn assert_known(schema: &Value) {
    for (word, rule) in schema.as_object().into_iter().flatten() {
        assert!(WORDS.split_whitespace().any(|known| known == word), "{word}");
        match word.as_str() {
            "$defs" | "properties" => rule.as_object().unwrap().values().for_each(assert_known),
            "oneOf" => rule.as_array().unwrap().iter().for_each(assert_known),
            "items" | "additionalProperties" => assert_known(rule),
            _ => {}
        }
    }
}

#[test]
fn schemas_are_valid() {
    for (file, text) in SCHEMAS {
        let schema: Value = serde_json::from_str(text).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{file}");
        assert_known(&schema);
    }
}

/// The JSON of every persona.
fn results() -> Vec<Value> {
    let content = content();
    let each = PERSONAS.iter().map(|persona| {
        let outcome = persona.outcome(&content);
        let facts = outcome.facts(&content);
        serde_json::from_slice(&render(Format::Json, &facts, None, Extras::default()).unwrap()).unwrap()
    });
    each.collect()
}

#[test]
fn results_match_the_schema() {
    for value in results() {
        assert_eq!(check(&value), Vec::<String>::new());
        assert_eq!(value.get("id"), None, "only lines of `score` have an id");
    }
}

#[test]
fn lines_of_score_match_the_schema() {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let core: Vec<&str> = core.map(|item| item.id.as_str()).collect();
    let row = |id: &str, cell: &str| format!("{id}{}\n", format!(",{cell}").repeat(core.len()));
    // Uniform answers, an invalid row, and nothing but skips.
    let rows = format!("id,{}\n{}{}{}", core.join(","), row("a", "4"), row("b", "maybe"), row("c", ""));
    let keep = format!("{},it_systems_1", core[1]);
    let output = run(&["score", "-", "--format", "json", "--keep", &keep], rows.as_bytes());
    let lines = out(&output);
    assert_eq!(lines.lines().count(), 3);
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(check(&value), Vec::<String>::new(), "{line}");
        assert!(value["id"].is_string());
        assert_eq!(value["kept"].as_object().unwrap().len(), 2, "{line}");
    }
}

#[test]
fn schema_rejects_changed_results() {
    let good = results().remove(0);
    let changes: [(&str, Value); 9] = [
        ("verdict", json!("maybe")),
        ("p", json!(0.4)),
        ("interval", json!([1.0])),
        ("flags", json!(["rushed", "rushed"])),
        ("answers", json!({ "it_systems_1": 6 })),
        ("like", json!({ "hi": 3.0 })),
        ("scales", json!([])),
        ("skipped", json!({ "count": 0, "lo": 0.0, "hi": 0.0 })),
        ("surprise", json!(1)),
    ];
    for (key, value) in changes {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!check(&bad).is_empty(), "{key}");
    }
    for key in good.as_object().unwrap().keys() {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(!check(&bad).is_empty(), "without {key}");
    }
}

/// The JSON of what moved between two personas.
fn comparison(before: &str, after: &str) -> Value {
    let code = |name: &str| {
        let persona = PERSONAS.iter().find(|persona| persona.name == name).unwrap();
        persona.outcome(&content()).code
    };
    let output = run(&["compare", &code(before), &code(after), "--format", "json"], b"");
    assert_eq!((out(&output).lines().count(), output.status.code()), (1, Some(0)), "{}", out(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

#[test]
fn comparisons_match_the_schema_and_contain_both_results() {
    let results = results();
    for (at, before) in PERSONAS.iter().enumerate() {
        let after = &PERSONAS[(at + 1) % PERSONAS.len()];
        let value = comparison(before.name, after.name);
        assert_eq!(check_against("comparison.schema.json", &value), Vec::<String>::new());
        assert_eq!(value["before"], results[at]);
        assert_eq!(value["after"], results[(at + 1) % PERSONAS.len()]);
        let differs = |item: &&str| value["before"]["answers"][item] != value["after"]["answers"][item];
        let answers = value["before"]["answers"].as_object().unwrap();
        let wanted: Vec<&str> = answers.keys().map(String::as_str).filter(differs).collect();
        let changes = value["changes"].as_array().unwrap();
        let mut found: Vec<&str> = changes.iter().map(|change| change["item"].as_str().unwrap()).collect();
        for change in changes {
            let item = change["item"].as_str().unwrap();
            assert_eq!(change["from"], value["before"]["answers"][item]);
            assert_eq!(change["to"], value["after"]["answers"][item]);
        }
        found.sort_unstable();
        assert_eq!(found, wanted, "{} and {}", before.name, after.name);
        assert!(!found.is_empty());
    }
    assert_eq!(comparison("hi", "hi")["changes"], json!([]));
}

#[test]
fn schema_rejects_changed_comparisons() {
    let good = comparison("hi", "him");
    for key in ["before", "after", "changes"] {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(!check_against("comparison.schema.json", &bad).is_empty(), "without {key}");
    }
    for (pointer, value) in
        [("/before/verdict", json!("maybe")), ("/changes/0/from", json!(6)), ("/changes/0/item", json!(""))]
    {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!check_against("comparison.schema.json", &bad).is_empty(), "{pointer}");
    }
}

/// The JSON of a class's group report.
fn group_report(people: usize, by: &str, min: &str) -> Value {
    let text = answers_csv(&class(people));
    let output = run(&["group", "-", "--by", by, "--min", min, "--format", "json"], text.as_bytes());
    assert_eq!((out(&output).lines().count(), output.status.code()), (1, Some(0)), "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

#[test]
fn group_reports_match_their_schema() {
    for (people, by, min) in [(90, "Term,Section", "10"), (60, "Section", "5"), (12, "Term", "10")] {
        let value = group_report(people, by, min);
        assert_eq!(check_against("group.schema.json", &value), Vec::<String>::new(), "{people} by {by}");
    }
}

#[test]
fn group_schema_rejects_invalid_reports() {
    let good = group_report(90, "Term", "10");
    for key in good.as_object().unwrap().keys() {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(!check_against("group.schema.json", &bad).is_empty(), "without {key}");
    }
    for (pointer, value) in [
        ("/min", json!(4)),
        ("/everybody/flagged", json!(3)),
        ("/groups/0/people", json!(4)),
        ("/groups/0/verdicts", json!({ "hi": 1, "him": 9, "none": 5 })),
        ("/groups/0/scales/it_systems", json!(4.9)),
        ("/groups/0/interval", json!([0.1])),
        ("/everybody/gap", json!("few")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!check_against("group.schema.json", &bad).is_empty(), "{pointer}");
    }
}

#[test]
fn checks_match_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let starter = folder.path().join("starter");
    let exported = run(&["export", "starter", starter.to_str().unwrap()], b"");
    assert_eq!(exported.status.code(), Some(0), "{}", err(&exported));
    let file = |name: &str| starter.join(name).to_str().unwrap().to_owned();
    let checked = |from: &str, to: &str| {
        let questions = file("changed.toml");
        let text = std::fs::read_to_string(file("questions.toml")).unwrap();
        std::fs::write(&questions, text.replacen(from, to, 1)).unwrap();
        let files = ["--questions", &questions, "--profiles", &file("profiles.toml")].map(str::to_owned);
        let output =
            run(&[&["check", "--format", "json"], &files.each_ref().map(String::as_str)[..]].concat(), b"");
        let value: Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(check_against("check.schema.json", &value), Vec::<String>::new(), "{value}");
        value
    };
    let good = checked("", "");
    assert_eq!((&good["problems"], good["results"].as_array().unwrap().is_empty()), (&json!(0), false));
    // A result that no answers lead to, and a file that can't be read.
    let lame = checked("clear = 0.95", "clear = 1.0");
    assert_ne!(lame["problems"], json!(0));
    assert_eq!(lame["results"][0]["answers"], json!(null));
    assert_eq!(checked("\nminutes = ", "\nminutes = \"two\" # ")["results"], json!([]));

    for key in good.as_object().unwrap().keys() {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(!check_against("check.schema.json", &bad).is_empty(), "without {key}");
    }
    let mut bad = good.clone();
    bad["findings"][0]["level"] = json!("grave");
    assert!(!check_against("check.schema.json", &bad).is_empty());
}
