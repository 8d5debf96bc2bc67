//! The house: which module may use what, and what no module does.

mod sources;
mod table;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sources::{Modules, Texts};
use table::{EVERY, Row, row_of, rows};
use uses::{Names, Target, Use};

/// The sources, read.
#[derive(Clone)]
struct House {
    texts: Texts,
    modules: Modules,
    /// The crates that a module can name: what ours depends on, and the compiler's.
    crates: BTreeSet<String>,
}

/// A file of the repository.
fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

impl House {
    fn new() -> Self {
        let texts = sources::texts();
        let mut modules = Modules::new();
        for (file, text) in &texts {
            sources::read(&mut modules, file, text);
        }
        let manifest = file("Cargo.toml");
        let names = manifest
            .split("\n[")
            .filter_map(|section| section.split_once("dependencies]\n"))
            .flat_map(|(_, lines)| lines.lines())
            .filter_map(|line| line.split_once(" = "))
            .map(|(name, _)| name.replace('-', "_"));
        let crates = names.chain(["std", "core", "alloc"].map(str::to_owned)).collect();
        Self { texts, modules, crates }
    }

    /// The same, with lines of code put before others: a file and its lines each.
    fn with(&self, lines: &[(&str, &str)]) -> Self {
        let mut house = self.clone();
        for (file, code) in lines {
            let text = house.texts.get_mut(*file).unwrap();
            let at = text.find("\nuse ").unwrap();
            text.insert_str(at + 1, &format!("{code}\n"));
            sources::read(&mut house.modules, file, text);
        }
        house
    }

    /// Every use.
    fn uses(&self) -> Vec<Use> {
        Names { modules: &self.modules, crates: &self.crates }.uses()
    }

    /// What the table does not allow, and what no table could.
    fn refused(&self) -> Vec<String> {
        let rows = rows();
        let every = rows.iter().find(|row| row.modules[0] == EVERY).unwrap();
        let mut refused = Vec::new();
        for module in self.modules.values() {
            refused.extend(module.refused.iter().map(|why| format!("{} {why}", module.file)));
        }
        for Use { by, file, line, written, target } in self.uses() {
            let Some((own, row)) = row_of(&rows, &by) else {
                refused.push(format!("{file} has no row in the table"));
                continue;
            };
            if allowing(own, row, every, &rows, &target).is_none() {
                let (Target::Ours(target) | Target::Foreign(target)) = target;
                refused
                    .push(format!("{file} line {line}: `{written}` is {target}, which `{own}` may not use"));
            }
        }
        refused.dedup();
        refused
    }

    /// Modules that stand side by side and use each other in a circle, each circle once.
    fn circles(&self) -> BTreeSet<Vec<String>> {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for one in self.uses() {
            let Target::Ours(target) = one.target else { continue };
            let (by, to): (Vec<&str>, Vec<&str>) = (one.by.split('/').collect(), target.split('/').collect());
            // The first place where the two part: there they are, or stand in, neighbours.
            if let Some(at) = by.iter().zip(&to).position(|(a, b)| a != b) {
                edges.entry(by[..=at].join("/")).or_default().insert(to[..=at].join("/"));
            }
        }
        let circle = |start: &String| -> Vec<String> {
            let both = |one: &&String| reaches(&edges, start, one) && reaches(&edges, one, start);
            edges.keys().filter(both).cloned().collect()
        };
        edges.keys().map(circle).filter(|members| !members.is_empty()).collect()
    }
}

/// Whether a name of the table covers a path of another crate. A standard stream has to be named itself: whatever
/// else of `std::io` a module uses, it is given its reader and writer. A glob of another crate is never covered, since
/// nobody could tell what came with it.
fn covers(name: &str, path: &str) -> bool {
    const STREAMS: [&str; 3] = ["std::io::std", "std::io::Std", "std::io::IsTerminal"];
    let is_below = path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    is_below
        && !path.ends_with('*')
        && STREAMS.iter().all(|stream| !path.starts_with(stream) || name.starts_with(stream))
}

/// The names of a row that allow a use; the empty name where a module uses its own.
fn allowing<'a>(own: &str, row: &'a Row, every: &'a Row, rows: &[Row], target: &Target) -> Option<&'a str> {
    match target {
        Target::Ours(module) => {
            let (name, _) = row_of(rows, module)?;
            if name == own { Some("") } else { row.may_use.get(name).map(String::as_str) }
        }
        Target::Foreign(path) => {
            row.may_use.iter().chain(&every.may_use).find(|name| covers(name, path)).map(String::as_str)
        }
    }
}

/// Whether one module uses another, itself or through others.
fn reaches(edges: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&String> = edges.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            open.extend(edges.get(next).into_iter().flatten());
        }
    }
    false
}

#[test]
fn no_module_uses_what_the_table_does_not_allow() {
    let refused = House::new().refused();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn nothing_is_allowed_that_nobody_needs() {
    let rows = rows();
    let every = rows.iter().find(|row| row.modules[0] == EVERY).unwrap();
    let mut idle: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in &rows {
        let names = row.may_use.iter().map(String::as_str);
        idle.extend(names.map(|name| (row.modules[0].as_str(), name)));
    }
    for Use { by, target, .. } in House::new().uses() {
        let (own, row) = row_of(&rows, &by).unwrap();
        if let Some(name) = allowing(own, row, every, &rows, &target) {
            idle.remove(&(row.modules[0].as_str(), name));
            idle.remove(&(EVERY, name));
        }
    }
    assert!(idle.is_empty(), "in the table, and not needed: {idle:?}");
}

#[test]
fn every_row_is_about_modules_that_exist() {
    let modules = House::new().modules;
    let mut seen = BTreeSet::new();
    for name in rows().iter().flat_map(|row| &row.modules) {
        assert!(name == EVERY || modules.contains_key(name), "there is no {name}");
        assert!(seen.insert(name.clone()), "{name} has two rows");
    }
}

#[test]
fn no_modules_side_by_side_use_each_other_in_a_circle() {
    let circles = House::new().circles();
    assert!(circles.is_empty(), "{circles:?}");
}

/// Lines that are refused where they stand, with what the refusal names.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("scoring/gap.rs", "use crate::store::Keeper;", "store/keeper"),
    ("scoring/gap.rs", "use crate::{instrument::Item, store};", "store"),
    (
        "scoring/gap.rs",
        "use crate::{instrument::{self, Item}, content::{wages::{NATION, Wage}}};",
        "content/wages",
    ),
    ("scoring/gap.rs", "use super::super::store::Keeper;", "store/keeper"),
    ("scoring/gap.rs", "use super::super::{super::report as told};", "report"),
    ("scoring/gap.rs", "use crate::store::*;", "store"),
    ("scoring/gap.rs", "use crate::store as kept;", "store"),
    ("scoring/gap.rs", "use crate as house;\nfn f() { house::store::folder(); }", "store"),
    ("scoring/gap.rs", "use self::super::super::report::Format as F;", "report/write"),
    ("scoring/gap.rs", "pub use crate::content::Content;", "content"),
    ("scoring/gap.rs", "pub(crate) use crate::{content::states::{find as found}};", "content/states"),
    ("scoring/gap.rs", "fn f() { crate::store::folder(); }", "store"),
    ("scoring/gap.rs", "fn f() { crate\n::\n// here\nstore::folder(); }", "store"),
    ("scoring/gap.rs", "fn f() { let x = Vec::<crate::store::Keeper>::new(); }", "store/keeper"),
    ("scoring/gap.rs", "fn f() { <crate::store::Keeper as Default>::default(); }", "store/keeper"),
    ("scoring/gap.rs", "fn f() { format!(\"{:?}\", super::super::store::folder()); }", "store"),
    ("scoring/gap.rs", "fn f() { use crate::store::folder; folder(); }", "store"),
    ("scoring/gap.rs", "mod inner { use super::super::super::store::Keeper; }", "store/keeper"),
    ("scoring/gap.rs", "macro_rules! m { () => { $crate::store::folder() } }", "store"),
    ("scoring/gap.rs", "use r#std::fs;", "std::fs"),
    ("scoring/gap.rs", "use std::{fmt, fs::{self as files}};", "std::fs"),
    ("scoring/gap.rs", "use std as s;\nfn f() { s::fs::read(\"x\"); }", "std::fs::read"),
    ("scoring/gap.rs", "use ::std::time::*;", "std::time::*"),
    ("scoring/gap.rs", "use std::time;\nfn f() { time::Instant::now(); }", "std::time::Instant::now"),
    ("scoring/gap.rs", "fn f() { if 1 > ::std::fs::read(\"x\").len() {} }", "std::fs::read"),
    ("scoring/gap.rs", "#[derive(serde::Serialize)] struct S;", "serde::Serialize"),
    ("scoring/gap.rs", "use core::net::IpAddr;", "core::net::IpAddr"),
    ("scoring/gap.rs", "extern crate std as s;", "`extern crate`"),
    ("scoring/gap.rs", "#[path = \"../store.rs\"] mod kept;", "`#[path]`"),
    ("scoring/gap.rs", "include!(\"../store.rs\");", "`include!`"),
    ("batch/writer.rs", "use std::io::stdout;", "std::io::stdout"),
    ("batch/writer.rs", "use std::io::*;", "std::io::*"),
    ("batch/writer.rs", "use std::io;\nfn f() { writeln!(io::stderr(), \"x\"); }", "std::io::stderr"),
    ("batch/writer.rs", "fn f() { println!(\"x\"); }", "std::io::stdout"),
    ("batch/writer.rs", "fn f() { std::eprintln!(\"x\"); }", "std::eprintln"),
    ("tui/quiz/view/offer.rs", "use ratatui::init;", "ratatui::init"),
    ("tui/quiz/view/offer.rs", "use crate::tui::terminal::Guard;", "tui/terminal"),
    ("tui/quiz/view/offer.rs", "use super::super::super::terminal;", "tui/terminal"),
    ("tui/quiz/view/offer.rs", "use crate::tui;\nfn f() { tui::terminal::window(); }", "tui/terminal"),
];

#[test]
fn every_kind_of_forbidden_import_is_refused() {
    let house = House::new();
    for (file, code, target) in FORBIDDEN {
        let found = house.with(&[(*file, *code)]).refused();
        let is_it = |line: &String| line.starts_with(file) && line.contains(target);
        assert!(found.iter().any(is_it), "{file}: {code}\n{}", found.join("\n"));
        assert!(found.iter().all(|line| line.starts_with(file)), "{}", found.join("\n"));
    }
}

/// A module may use a second one that may use a third; that does not give the first one the third.
#[test]
fn a_re_export_opens_no_door() {
    let user = ("batch/writer.rs", "use crate::quiz::Thing;");
    let house = House::new();
    let last =
        |model: &str, code: &str| house.with(&[user, ("quiz.rs", model), ("store.rs", code)]).refused();
    assert_eq!(last("struct Thing;", "struct Thing;"), [] as [String; 0]);
    for model in [
        "pub use crate::store::Thing;",
        "pub use crate::store::{Other as Thing};",
        "pub(crate) use crate::store::*;",
        "use crate::store as kept;\npub use kept::Thing;",
        "pub use crate::store as Thing;",
    ] {
        let found = last(model, "struct Thing;");
        assert!(
            found.len() == 1 && found[0].contains("is store, which `batch` may not use"),
            "{model}: {found:?}"
        );
    }
}

#[test]
fn comments_texts_and_tests_use_nothing() {
    let house = House::new();
    for code in [
        "// use crate::store::Keeper; println!();",
        "/* /* crate::store */ use std::fs; */",
        "/// See [`crate::store::Keeper`].\nstruct S;",
        "const S: &str = \"crate::store::folder() // \\\" println!()\";",
        "const S: &str = r#\"use crate::store; \"#;",
        "const S: char = '\"'; fn f<'a>(x: &'a str) {}",
        "#[cfg(test)]\nmod more { use crate::store::Keeper; }",
        "pub(in crate::scoring) fn f() {}",
        "fn f(store: Store) { store.folder::<fs::File>(); Store::folder(); }",
    ] {
        assert_eq!(house.with(&[("scoring/gap.rs", code)]).refused(), [] as [String; 0], "{code}");
    }
}

#[test]
fn a_circle_is_found_however_long_it_is() {
    let house = House::new();
    let known = house.circles();
    let more =
        |lines: &[(&str, &str)]| house.with(lines).circles().difference(&known).cloned().collect::<Vec<_>>();
    let file = |module: &str| format!("content/{module}.rs");
    let line = |to: &str| format!("use crate::content::{to}::x;");
    assert_eq!(more(&[(&file("wages"), &line("file"))]), [] as [Vec<String>; 0]);
    let two = more(&[
        ("scoring/verdict.rs", "use crate::scoring::flip::x;"),
        ("scoring/flip.rs", "use super::{verdict as v};"),
    ]);
    assert_eq!(two, [["scoring/flip", "scoring/verdict"]]);
    let three = more(&[
        (&file("wages"), &line("file")),
        (&file("file"), &line("profiles")),
        ("content/profiles/read.rs", "fn f() { crate::content::wages::x(); }"),
    ]);
    assert!(three.len() == 1 && three[0].contains(&"content/file".to_owned()), "{three:?}");
}

#[test]
fn no_view_takes_the_model_mutably() {
    for (name, text) in sources::texts() {
        assert!(!name.starts_with("tui/view") || !text.contains("&mut Model"), "{name}");
    }
}

#[test]
fn every_module_says_what_it_is_for_and_stays_small() {
    for (name, text) in sources::texts() {
        assert!(text.starts_with("//! "), "{name} does not open with what it is for");
        let lines = text.split("#[cfg(test)]\nmod tests").next().unwrap().lines().count();
        assert!(lines <= 300, "{name} has {lines} lines");
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(file("Cargo.toml").contains("unsafe_code = \"forbid\""));
}
