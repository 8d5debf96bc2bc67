//! The table of ARCHITECTURE.md: which module may use what.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The row of what every module may use.
pub(super) const EVERY: &str = "every module";
/// What is above the table.
const HEADING: &str = "## Who may use what";

/// A row: what some modules may use, those below them included that have no row of their own.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) modules: Vec<String>,
    pub(super) may_use: BTreeSet<String>,
}

/// The rows as the document shows them.
pub(super) fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = fs::read_to_string(path).unwrap();
    let section = text.split(HEADING).nth(1).unwrap_or_else(|| panic!("there is no {HEADING}"));
    let section = section.split("\n## ").next().unwrap();
    let lines = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Row> = lines.map(row).collect();
    assert!(rows.len() > 10, "the table was found");
    rows
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
    let [modules, ours, others] = cells[..] else { panic!("not three cells: {line}") };
    let modules = if modules.trim() == EVERY { vec![EVERY.to_owned()] } else { names(modules) };
    assert!(!modules.is_empty(), "no module: {line}");
    Row { modules, may_use: [names(ours), names(others)].concat().into_iter().collect() }
}

/// What stands between backticks; `std::{fmt, ops}` is two names.
fn names(cell: &str) -> Vec<String> {
    let mut names = Vec::new();
    for name in cell.split('`').skip(1).step_by(2) {
        match name.strip_suffix('}').and_then(|name| name.split_once('{')) {
            Some((before, list)) => names.extend(list.split(", ").map(|name| format!("{before}{name}"))),
            None => names.push(name.to_owned()),
        }
    }
    names
}

/// The row that is about a module: the one that names it, or else the nearest module above it.
pub(super) fn row_of<'a>(rows: &'a [Row], module: &str) -> Option<(&'a str, &'a Row)> {
    let mut path = module;
    loop {
        let found = rows.iter().find_map(|row| Some((row.modules.iter().find(|name| *name == path)?, row)));
        if let Some((name, row)) = found {
            return Some((name, row));
        }
        path = path.rsplit_once('/')?.0;
    }
}
