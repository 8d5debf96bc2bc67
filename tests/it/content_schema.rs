//! The JSON Schemas of the content files: a real validator takes what the reader takes, and refuses what it refuses,
//! field by field.

use career_fit::content::{
    Content, PROFILES, QUESTIONS, STARTER_PROFILES, STARTER_QUESTIONS, SourceFile, schema,
};
use jsonschema::Validator;
use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use crate::harness::{OTHER_PROFILES, OTHER_QUESTIONS, out, run};

/// What only the reader can see: how tables hang together, how wide a text is, what a number is written as.
const READER_ALONE: [&str; 19] = [
    "too long for one line",
    "needs a path for this verdict",
    "has no answers for",
    " answers for `",
    "there is no ",
    "are called `",
    "are not matched",
    "keys are the same",
    "too long for 6 lines",
    "the questions have no scale",
    "has no value for",
    "has none of the questions' kinds of work",
    "has no item",
    "has only tie-breakers",
    "refers to an occupation",
    "is above `",
    "the keys cover",
    "can't be an id",
    "must be a whole number",
];

/// TOML as JSON.
fn json_of(text: &str) -> Value {
    fn of(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => json!(text.as_ref()),
            DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
            DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
            DeValue::Boolean(flag) => json!(flag),
            DeValue::Datetime(time) => json!(time.to_string()),
            DeValue::Array(list) => list.iter().map(|entry| of(entry.get_ref())).collect(),
            DeValue::Table(table) => table_of(table),
        }
    }
    fn table_of(table: &DeTable<'_>) -> Value {
        table.iter().map(|(key, value)| (key.get_ref().to_string(), of(value.get_ref()))).collect()
    }
    table_of(DeTable::parse(text).unwrap().get_ref())
}

/// JSON as TOML, every table in braces.
fn toml_of(value: &Value) -> String {
    fn of(value: &Value) -> String {
        match value {
            Value::Array(list) => format!("[{}]", list.iter().map(of).collect::<Vec<_>>().join(", ")),
            Value::Object(map) => {
                let fields = map.iter().map(|(key, value)| format!("{key} = {}", of(value)));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            other => other.to_string(),
        }
    }
    let fields = value.as_object().unwrap().iter();
    fields.map(|(key, value)| format!("{key} = {}\n", of(value))).collect()
}

/// Both schemas with a file of each that has every field there is.
struct Both {
    schemas: [Value; 2],
    validators: [Validator; 2],
    full: [Value; 2],
}

impl Both {
    fn new() -> Self {
        let schemas =
            [schema::questions(), schema::profiles()].map(|text| serde_json::from_str(&text).unwrap());
        let validators = schemas.each_ref().map(|schema| jsonschema::validator_for(schema).unwrap());
        let mut full = [OTHER_QUESTIONS, OTHER_PROFILES].map(json_of);
        for (schema, value) in schemas.iter().zip(&mut full) {
            fill("", schema, value);
        }
        Self { schemas, validators, full }
    }

    /// What the reader finds wrong with a file in place of the full one.
    fn found(&self, at: usize, value: &Value) -> Vec<String> {
        let mut files = self.full.clone();
        files[at] = value.clone();
        let [questions, profiles] = files.map(|file| SourceFile::from_text("x.toml", toml_of(&file)));
        match Content::load(questions, profiles) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.list().iter().map(|problem| problem.title.clone()).collect(),
        }
    }
}

/// Adds every field that may be missing, one table of each kind.
fn fill(name: &str, schema: &Value, value: &mut Value) {
    match value {
        Value::Array(list) => {
            if list.is_empty() {
                list.push(sample(name, &schema["items"]));
            }
            list.iter_mut().for_each(|entry| fill(name, &schema["items"], entry));
        }
        Value::Object(map) => {
            let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
            for (name, schema) in properties {
                let value = map.entry(name.clone()).or_insert_with(|| sample(name, schema));
                fill(name, schema, value);
            }
        }
        _ => {}
    }
}

/// Something that a field may hold.
fn sample(name: &str, schema: &Value) -> Value {
    match (name, schema["type"].as_str().unwrap_or("string")) {
        ("key", _) => json!({ "patients": 3, "planning": 2, "breathing": 1, "teaching": 2 }),
        ("person", "array") => json!([{
            "id": "sam", "name": "Sam", "about": "Sam likes to plan.", "verdict": "clear", "path": "rn",
            "answers": {
                "patients": [5, 5, 4, 5], "planning": [5, 4, 5, 5],
                "breathing": [1, 2, 1, 1], "teaching": [3, 3, 3, 3],
            },
        }]),
        ("soc", _) => json!("29-1126"),
        (name, "string") if name.ends_with("source") => json!("guide"),
        (_, "string") if schema.get("enum").is_some() => schema["enum"][0].clone(),
        (_, "string") if schema.get("oneOf").is_some() => schema["oneOf"][0]["const"].clone(),
        ("address" | "link", _) => json!("https://www.a-college.example/rn"),
        (_, "string") => json!("some words"),
        ("growth", _) => json!(1.5),
        (_, "number" | "integer") => schema["maximum"].clone(),
        (_, "boolean") => json!(false),
        (_, "array") => json!([]),
        (_, "object") => json!({}),
        (name, kind) => panic!("no sample of {name}, {kind}"),
    }
}

/// The places of all fields of a file, the first of each kind.
fn places(schema: &Value, value: &Value, place: &str, places: &mut Vec<String>) {
    if let (Value::Array(list), Some(first)) = (value, value.get(0)) {
        assert!(!list.is_empty());
        places.extend(first.is_object().then(|| format!("{place}/0/zz")));
        self::places(&schema["items"], first, &format!("{place}/0"), places);
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        let place = format!("{place}/{name}");
        places.push(place.clone());
        if let Some(schema) = schema["properties"].get(name) {
            self::places(schema, value, &place, places);
        }
    }
}

/// A file with another value at a place, or none.
fn changed(file: &Value, place: &str, value: Option<Value>) -> Value {
    let mut file = file.clone();
    let (table, name) = place.rsplit_once('/').unwrap();
    let table = match file.pointer_mut(table).unwrap() {
        Value::Object(table) => table,
        Value::Array(list) => {
            list[0] = value.unwrap_or(Value::Bool(true));
            return file;
        }
        other => panic!("{place} in {other}"),
    };
    match value {
        Some(value) => table.insert(name.to_owned(), value),
        None => table.remove(name),
    };
    file
}

/// What is tried in place of every value.
fn tried() -> Vec<Option<Value>> {
    let long = "word ".repeat(60);
    let values = [
        json!(""),
        json!(" "),
        json!("some words"),
        json!("UPPER"),
        json!(long),
        json!("w".repeat(91)),
        json!("https://a.example"),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(6),
        json!(0.25),
        json!(101),
        json!(1_000_000_000_000_i64),
        json!([]),
        json!([1]),
        json!(["some words"]),
        json!([{}]),
        json!({}),
        json!({ "zz": 1 }),
        json!({ "patients": 9 }),
    ];
    std::iter::once(None).chain(values.into_iter().map(Some)).collect()
}

#[test]
fn schema_and_program_agree_on_every_field() {
    let both = Both::new();
    let mut compared = 0;
    for at in 0..2 {
        let (schema, validator, full) = (&both.schemas[at], &both.validators[at], &both.full[at]);
        assert!(
            validator.is_valid(full),
            "{:?}",
            validator.iter_errors(full).map(|e| e.to_string()).collect::<Vec<_>>()
        );
        assert_eq!(both.found(at, full), [] as [String; 0]);
        let mut all = vec!["/zz".to_owned()];
        places(schema, full, "", &mut all);
        for place in &all {
            for value in tried() {
                let file = changed(full, place, value.clone());
                let (fits, found) = (validator.is_valid(&file), both.found(at, &file));
                let is_for_the_reader =
                    |title: &String| READER_ALONE.iter().any(|known| title.contains(known));
                if fits {
                    assert!(found.iter().all(is_for_the_reader), "{place} = {value:?} fits, but: {found:?}");
                } else {
                    assert!(!found.is_empty(), "{place} = {value:?} does not fit, and the reader takes it");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 3000, "{compared}");
}

#[test]
fn shipped_files_are_valid_and_broken_ones_are_not() {
    let Both { validators: [questions, profiles], .. } = Both::new();
    for text in [QUESTIONS, STARTER_QUESTIONS, OTHER_QUESTIONS] {
        let errors: Vec<String> =
            questions.iter_errors(&json_of(text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [String; 0]);
        assert!(!profiles.is_valid(&json_of(text)), "it is of the other kind");
    }
    for text in [PROFILES, STARTER_PROFILES, OTHER_PROFILES] {
        let errors: Vec<String> =
            profiles.iter_errors(&json_of(text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [String; 0]);
    }
    let broken = [
        (&questions, QUESTIONS, "minutes = 2", "minutes = \"two\""),
        (&questions, QUESTIONS, "\"Strongly dislike\", ", ""),
        (&questions, QUESTIONS, "tie_breaker = true", "tie_braker = true"),
        (&questions, QUESTIONS, "id = \"it_systems\"\n", ""),
        (&profiles, PROFILES, "it_systems = 4", "it_systems = 5"),
        (&profiles, PROFILES, "short = \"HI\"", "shirt = \"HI\""),
        (&profiles, PROFILES, "topic = \"ai\"", "topic = \"robots\""),
        (&profiles, PROFILES, "https://www.bls.gov/oes/", "www.bls.gov/oes"),
    ];
    for (validator, text, from, to) in broken {
        assert!(text.contains(from), "there is no {from}");
        assert!(!validator.is_valid(&json_of(&text.replacen(from, to, 1))), "{to}");
    }
}

#[test]
fn schema_files_are_up_to_date() {
    for (name, file) in [
        ("questions", include_str!("../../schema/questions.schema.json")),
        ("profiles", include_str!("../../schema/profiles.schema.json")),
        ("result", include_str!("../../schema/result.schema.json")),
        ("comparison", include_str!("../../schema/comparison.schema.json")),
        ("group", include_str!("../../schema/group.schema.json")),
        ("check", include_str!("../../schema/check.schema.json")),
    ] {
        let hint = format!("career-fit export schema {name} > schema/{name}.schema.json");
        assert_eq!(out(&run(&["export", "schema", name], b"")), file, "{hint}");
    }
}

#[test]
fn every_file_names_its_schema_in_the_first_line() {
    for (text, schema) in [
        (QUESTIONS, "./schema/questions.schema.json"),
        (PROFILES, "./schema/profiles.schema.json"),
        (STARTER_QUESTIONS, "./questions.schema.json"),
        (STARTER_PROFILES, "./profiles.schema.json"),
    ] {
        assert_eq!(text.lines().next().unwrap(), format!("#:schema {schema}"));
    }
}
