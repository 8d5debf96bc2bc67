//! The JSON of a result keeps to `schema/result.schema.json`.
//!
//! The validator below knows the words that the schema uses and no others; a word it doesn't know fails the
//! test, so nothing of the schema goes unchecked. That it reads them rightly was compared with a full validator.

use career_fit::report::{Format, render};
use serde_json::{Map, Value, json};

use crate::harness::{PERSONAS, content, out, run};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../schema/result.schema.json")).unwrap()
}

/// What is wrong with a value, by its place; nothing where it keeps to the schema.
fn problems(root: &Value, schema: &Map<String, Value>, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, rule) in schema {
        let more = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => Vec::new(),
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                problems(root, target.as_object().unwrap(), value, place)
            }
            "oneOf" => {
                let tries: Vec<Vec<String>> = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| problems(root, one.as_object().unwrap(), value, place))
                    .collect();
                match tries.iter().filter(|found| found.is_empty()).count() {
                    1 => Vec::new(),
                    count => vec![format!("{place}: {count} of oneOf fit: {tries:?}")],
                }
            }
            "properties" | "additionalProperties" if value.is_object() => {
                members(root, schema, word, value.as_object().unwrap(), place)
            }
            "items" if value.is_array() => {
                let each = value.as_array().unwrap().iter().enumerate();
                each.flat_map(|(at, one)| {
                    problems(root, rule.as_object().unwrap(), one, &format!("{place}/{at}"))
                })
                .collect()
            }
            _ if keeps(word, rule, value) => Vec::new(),
            _ => vec![format!("{place}: {word} {rule}, but it is {value}")],
        };
        found.extend(more);
    }
    found
}

/// The members of an object: those that the schema names, or all others.
fn members(
    root: &Value,
    schema: &Map<String, Value>,
    word: &str,
    object: &Map<String, Value>,
    place: &str,
) -> Vec<String> {
    let named = schema.get("properties").and_then(Value::as_object);
    let rule_of = |key: &str| named.and_then(|named| named.get(key));
    let mut found = Vec::new();
    for (key, value) in object {
        let place = format!("{place}/{key}");
        match (word, rule_of(key), &schema.get("additionalProperties")) {
            ("properties", Some(rule), _) => {
                found.extend(problems(root, rule.as_object().unwrap(), value, &place));
            }
            ("additionalProperties", None, Some(Value::Bool(false))) => {
                found.push(format!("{place} is unknown"));
            }
            ("additionalProperties", None, Some(Value::Object(rule))) => {
                found.extend(problems(root, rule, value, &place));
            }
            _ => {}
        }
    }
    found
}

/// Whether a value keeps to a rule that looks at nothing below it.
fn keeps(word: &str, rule: &Value, value: &Value) -> bool {
    let size = |length: Option<usize>| length.and_then(|length| u64::try_from(length).ok());
    let at_least = |length| size(length).is_none_or(|length| length >= rule.as_u64().unwrap());
    let at_most = |length| size(length).is_none_or(|length| length <= rule.as_u64().unwrap());
    let array = value.as_array();
    let object = value.as_object();
    match word {
        "type" => match rule {
            Value::Array(kinds) => kinds.iter().any(|kind| is_a(kind, value)),
            kind => is_a(kind, value),
        },
        "enum" => rule.as_array().unwrap().contains(value),
        "const" => rule == value,
        "required" => {
            let has = |key: &Value| object.is_none_or(|object| object.contains_key(key.as_str().unwrap()));
            rule.as_array().unwrap().iter().all(has)
        }

        "minimum" => value.as_f64().is_none_or(|value| value >= rule.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|value| value <= rule.as_f64().unwrap()),
        "minItems" => at_least(array.map(Vec::len)),
        "maxItems" => at_most(array.map(Vec::len)),
        "minProperties" => at_least(object.map(Map::len)),
        "maxProperties" => at_most(object.map(Map::len)),
        "minLength" => at_least(value.as_str().map(|text| text.chars().count())),
        "uniqueItems" => {
            array.is_none_or(|array| array.iter().enumerate().all(|(at, one)| !array[..at].contains(one)))
        }
        // These look below the value, which is of another kind here.
        "properties" | "additionalProperties" | "items" => true,
        _ => panic!("the validator doesn't know {word}"),
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        kind => panic!("the validator doesn't know {kind}"),
    }
}

fn check(value: &Value) -> Vec<String> {
    let schema = schema();
    problems(&schema, schema.as_object().unwrap(), value, "")
}

/// The JSON of every persona.
fn results() -> Vec<Value> {
    let content = content();
    let each = PERSONAS.iter().map(|persona| {
        let outcome = persona.outcome(&content);
        let input = outcome.facts(&content);
        serde_json::from_slice(&render(Format::Json, &input, None, None)).unwrap()
    });
    each.collect()
}

#[test]
fn every_result_keeps_to_the_schema() {
    for value in results() {
        assert_eq!(check(&value), Vec::<String>::new());
        assert_eq!(value.get("id"), None, "only lines of `score` have an id");
    }
}

#[test]
fn every_line_of_score_keeps_to_the_schema() {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let core: Vec<&str> = core.map(|item| item.id.as_str()).collect();
    let row = |id: &str, cell: &str| format!("{id}{}\n", format!(",{cell}").repeat(core.len()));
    // Somebody who is the same all over, somebody who can't be read, and somebody who skips everything.
    let rows = format!("id,{}\n{}{}{}", core.join(","), row("a", "4"), row("b", "9"), row("c", ""));
    let output = run(&["score", "-", "--format", "json"], rows.as_bytes());
    let lines = out(&output);
    assert_eq!(lines.lines().count(), 3);
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(check(&value), Vec::<String>::new(), "{line}");
        assert!(value["id"].is_string());
    }
}

#[test]
fn the_schema_refuses_what_is_not_a_result() {
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
