//! What was found, as text for a person and as JSON for a program.

use serde_json::{Map, Value, json};

use super::crowd::PEOPLE;
use super::{Checked, Crowd, Finding, Level, Win};
use crate::content::{Content, Problems};
use crate::instrument::Response;
use crate::text::wrap;

/// The columns that a level takes.
const LEVEL: usize = 9;

/// A line each, those with something to do last, then how many there are.
pub fn write_text(checked: &Checked, width: usize) -> String {
    let mut out = String::new();
    for level in [Level::Fine, Level::Note, Level::Problem] {
        for finding in checked.findings.iter().filter(|finding| finding.level == level) {
            for line in lines(finding, width) {
                out += &line;
                out.push('\n');
            }
        }
    }
    let counted = |level, one: &str| {
        let count = checked.count(level);
        let s = if count == 1 { "" } else { "s" };
        format!("{count} {one}{s}")
    };
    let (problems, notes) = (counted(Level::Problem, "problem"), counted(Level::Note, "note"));
    let last = if checked.count(Level::Problem) > 0 {
        "Mend the problems before anybody takes the quiz."
    } else {
        "The quiz can be taken."
    };
    format!("{out}\n{problems}, {notes}. {last}\n")
}

fn lines(finding: &Finding, width: usize) -> Vec<String> {
    let indent = " ".repeat(LEVEL);
    let mut lines = wrap(&finding.text, width, &format!("{:<LEVEL$}", finding.level.name()), &indent);
    let below =
        |word: &str, text: &String| wrap(&format!("{word}: {text}"), width, &indent, &format!("{indent}  "));
    lines.extend(finding.place.iter().flat_map(|place| below("where", place)));
    lines.extend(finding.mend.iter().flat_map(|mend| below("mend", mend)));
    lines
}

/// One object on one line.
pub fn write_json(checked: &Checked, content: &Content) -> String {
    let ids = content.profiles.pair.each_ref().map(|profile| profile.id.as_str());
    let value = json!({
        "problems": checked.count(Level::Problem),
        "notes": checked.count(Level::Note),
        "findings": checked.findings.iter().map(finding).collect::<Vec<_>>(),
        "results": checked.wins.iter().map(|win| win_in_json(win, content, ids)).collect::<Vec<_>>(),
        "people": checked.crowds.iter().map(|crowd| crowd_in_json(crowd, ids)).collect::<Vec<_>>(),
    });
    format!("{value}\n")
}

/// The same for files that can't be read as content.
pub fn write_unread(problems: &Problems) -> String {
    let findings: Vec<Value> = problems
        .places()
        .map(|(place, problem)| {
            json!({
                "level": Level::Problem.name(),
                "topic": "files",
                "text": problem.title,
                "place": place,
                "mend": problem.help,
            })
        })
        .collect();
    let value =
        json!({ "problems": findings.len(), "notes": 0, "findings": findings, "results": [], "people": [] });
    format!("{value}\n")
}

fn finding(finding: &Finding) -> Value {
    json!({
        "level": finding.level.name(),
        "topic": finding.topic,
        "text": finding.text,
        "place": finding.place,
        "mend": finding.mend,
    })
}

fn win_in_json(win: &Win, content: &Content, ids: [&str; 2]) -> Value {
    let items = &content.instrument.items;
    let answers = win.found.as_ref().map(|found| {
        let responses = found.answers.responses.iter();
        let answers = items.iter().zip(responses);
        answers.map(|(item, response)| (item.id.clone(), json!(response.map(Response::value)))).collect()
    });
    json!({
        "verdict": win.verdict.name(),
        "path": win.verdict.side().map(|side| *side.of(&ids)),
        "code": win.found.as_ref().map(|found| found.code.as_str()),
        "answers": answers.map(|answers: Map<String, Value>| answers),
    })
}

fn crowd_in_json(crowd: &Crowd, ids: [&str; 2]) -> Value {
    let both = |[one, other]: [u32; 2]| {
        let [first, second] = ids;
        json!({ first: one, second: other })
    };
    json!({
        "kind": crowd.kind.name(),
        "count": PEOPLE,
        "clear": both(crowd.clear),
        "lean": both(crowd.lean),
        "both": crowd.both,
        "neither": crowd.neither,
        "close": crowd.close,
        "even": crowd.even,
        "right": crowd.right,
    })
}
