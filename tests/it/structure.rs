//! The house: which module may use what, and what no module does.

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file with its text, without its unit tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
                found.push((name, code));
            }
        }
    }
    assert!(found.len() > 30, "the sources were found");
    found
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What a module never names.
const NEVER: &[(&str, &[&str])] = &[
    (
        "instrument",
        &[
            "serde",
            "toml::",
            "std::fs",
            "std::io",
            "std::env",
            "Instant",
            "SystemTime",
            "crate::content",
            "crate::code",
            "crate::report",
            "crate::scoring",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "scoring",
        &[
            "serde",
            "toml::",
            "std::fs",
            "std::io",
            "std::env",
            "Instant",
            "SystemTime",
            "crate::content",
            "crate::code",
            "crate::report",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "content",
        &[
            "std::fs",
            "std::env",
            "crate::code",
            "crate::report",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "code",
        &[
            "serde",
            "toml::",
            "std::fs",
            "std::io",
            "std::env",
            "Instant",
            "SystemTime",
            "crate::report",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "report",
        &[
            "std::fs",
            "std::io",
            "std::env",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "batch",
        &[
            "std::fs",
            "std::env",
            "stdin()",
            "stdout()",
            "stderr()",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "plain",
        &[
            "std::fs",
            "std::env",
            "Instant",
            "crate::batch",
            "crate::tui",
            "crate::cli",
            "ratatui",
            "crossterm",
        ],
    ),
    (
        "wording",
        &["std::fs", "std::io", "std::env", "crate::report", "crate::plain", "crate::tui", "crate::cli"],
    ),
    (
        "tui/quiz/model",
        &["std::fs", "std::env", "std::io", "Instant", "crossterm", "ratatui::widgets", "Buffer"],
    ),
    (
        "tui/quiz/pages",
        &["std::fs", "std::env", "std::io", "Instant", "crossterm", "ratatui::widgets", "Buffer"],
    ),
    (
        "tui/quiz/update",
        &["std::fs", "std::env", "std::io", "Instant", "crossterm", "ratatui::widgets", "Buffer"],
    ),
    ("tui/keymap", &["std::fs", "std::env", "std::io", "ratatui", "crate::scoring"]),
    (
        "tui/quiz/view",
        &["std::fs", "std::env", "std::io", "crossterm", "&mut Model", "crate::scoring::score"],
    ),
    ("tui/flow", &["std::fs", "std::env", "std::io", "crossterm", "Model"]),
    ("tui/layout", &["std::fs", "std::env", "std::io", "crossterm", "Model"]),
];

#[test]
fn no_module_reaches_where_it_must_not() {
    for (name, text) in sources() {
        let code = code(&text);
        for (module, words) in NEVER {
            if name != format!("{module}.rs") && !name.starts_with(&format!("{module}/")) {
                continue;
            }
            for word in *words {
                assert!(!code.contains(word), "{name} names {word}");
            }
        }
    }
}

#[test]
fn every_rule_is_about_a_module_that_exists() {
    let names: Vec<String> = sources().into_iter().map(|(name, _)| name).collect();
    for (module, _) in NEVER {
        assert!(names.contains(&format!("{module}.rs")), "there is no {module}");
    }
}

#[test]
fn only_the_edge_touches_standard_streams_and_only_the_loop_and_the_terminal_know_crossterm() {
    for (name, text) in sources() {
        let code = code(&text);
        if !matches!(
            name.as_str(),
            "cli.rs" | "cli/files.rs" | "cli/lines.rs" | "cli/screen.rs" | "tui/terminal.rs"
        ) {
            for word in ["println!", "print!(", "eprint", "stdout()", "stdin()", "stderr()"] {
                assert!(!code.contains(word), "{name} names {word}");
            }
        }
        let knows = ["tui.rs", "tui/app.rs", "tui/keymap.rs", "tui/terminal.rs", "tui/world.rs"];
        if !knows.contains(&name.as_str()) {
            assert!(!code.contains("crossterm::"), "{name} names crossterm");
        }
    }
}

#[test]
fn every_module_says_what_it_is_for_and_stays_small() {
    for (name, text) in sources() {
        assert!(text.starts_with("//! "), "{name} does not open with what it is for");
        let lines = text.lines().count();
        assert!(lines <= 300, "{name} has {lines} lines");
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}
