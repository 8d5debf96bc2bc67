//! README.md, docs and `--help` name keys and commands that exist.

use std::collections::HashSet;
use std::path::Path;

use crate::harness::{err, program};

/// Documents with commands to type.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "docs/advisors.md",
    "docs/content.md",
    "docs/group.md",
    "docs/score.md",
    "docs/warehouse.md",
];

fn read(document: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).unwrap()
}

/// The text in backticks, and each line of code blocks.
fn code_spans(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut spans = Vec::new();
    let mut in_block = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Code(code) => spans.push(code.to_string()),
            Event::Text(block) if in_block => spans.extend(block.lines().map(str::to_owned)),
            _ => {}
        }
    }
    spans
}

#[test]
fn commands_in_the_documents_are_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = HashSet::new();
    for document in DOCUMENTS {
        for code in code_spans(&read(document)) {
            let command = code.split(['#', '|']).next().unwrap().trim();
            let Some(arguments) = command.strip_prefix("career-fit ") else { continue };
            if !seen.insert(arguments.to_owned()) {
                continue;
            }
            let output = program()
                .args(arguments.split(' ').map(|word| word.trim_matches('"')))
                .current_dir(&folder)
                .env("XDG_STATE_HOME", folder.path().join("state"))
                .output()
                .unwrap();
            let error = err(&output);
            // A command may be mentioned without its arguments.
            let is_accepted = !error.starts_with("error: ") || error.contains("arguments were not provided");
            assert!(is_accepted, "{document}: {command}: {error}");
        }
    }
    assert!(seen.len() > 30, "{seen:?}");
}

#[cfg(feature = "tui")]
mod keys {
    use career_fit::tui::keymap::{Key, lookup};
    use career_fit::tui::{quiz, room};

    use super::{code_spans, read};
    use crate::harness::{out, run};

    /// What a document says that a key does.
    enum Does {
        Quiz(quiz::Screen, quiz::Action),
        Room(room::Screen, room::Action),
    }
    use Does::{Quiz, Room};
    use quiz::Action as Q;
    use quiz::Screen::{Playing, Question, Result, Trying};
    use room::Action as R;

    fn key(name: &str) -> Option<Key> {
        let mut characters = name.chars();
        match (name, characters.next(), characters.next()) {
            ("Enter", ..) => Some(Key::Enter),
            ("Esc", ..) => Some(Key::Esc),
            ("Space", ..) => Some(Key::Char(' ')),
            ("PageUp", ..) => Some(Key::PageUp),
            ("PageDown", ..) => Some(Key::PageDown),
            ("←" | "Left", ..) => Some(Key::Left),
            ("Right", ..) => Some(Key::Right),
            ("↑" | "Up", ..) => Some(Key::Up),
            ("↓" | "Down", ..) => Some(Key::Down),
            ("Ctrl-C", ..) => Some(Key::Ctrl('c')),
            ("Ctrl-Z", ..) => Some(Key::Ctrl('z')),
            (_, Some(c), None) if c.is_ascii_lowercase() || c.is_ascii_digit() || ".?".contains(c) => {
                Some(Key::Char(c))
            }
            _ => None,
        }
    }

    /// Fails unless exactly these keys are named, in this order, and each does what is expected.
    fn check(document: &str, words: impl IntoIterator<Item = String>, expected: &[(&str, Does)]) {
        let named: Vec<String> = words.into_iter().filter(|word| key(word).is_some()).collect();
        let names: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, names, "{document}: update this test's table with the document");
        for (name, does) in expected {
            let key = key(name).unwrap();
            match *does {
                Quiz(screen, action) => {
                    let found = lookup(screen.bindings(), key);
                    assert_eq!(found, Some(action), "{document}: {name} on {screen:?}");
                }
                Room(screen, action) => {
                    let found = lookup(screen.bindings(), key);
                    assert_eq!(found, Some(action), "{document}: {name} in a room on {screen:?}");
                }
            }
        }
    }

    #[test]
    fn keys_in_the_readme_do_what_it_says() {
        let text = read("README.md");
        let table = text.lines().skip_while(|line| !line.starts_with("| key |"));
        let rows = table.take_while(|line| line.starts_with('|')).skip(2);
        let words = rows.flat_map(|row| row.split('|').nth(1).unwrap().split_whitespace());
        let words: Vec<String> = words.map(str::to_owned).chain(code_spans(&text)).collect();
        check(
            "README.md",
            words,
            &[
                ("1", Quiz(Question, Q::Pick(1))),
                ("5", Quiz(Question, Q::Pick(5))),
                ("↑", Quiz(Question, Q::Up)),
                ("↓", Quiz(Question, Q::Down)),
                ("Enter", Quiz(Question, Q::Choose)),
                ("←", Quiz(Question, Q::Back)),
                ("s", Quiz(Question, Q::Skip)),
                ("r", Quiz(Question, Q::Review)),
                ("i", Quiz(Question, Q::Terms)),
                ("?", Quiz(Question, Q::Help)),
                ("Esc", Quiz(Question, Q::Escape)),
                ("a", Quiz(Result, Q::Again)),
                ("q", Quiz(Question, Q::Leave)),
                ("Ctrl-Z", Quiz(Question, Q::Stop)),
                ("?", Quiz(Question, Q::Help)),
                ("c", Quiz(Result, Q::Code)),
                ("w", Quiz(Result, Q::Write)),
                ("s", Quiz(Result, Q::State)),
                ("t", Quiz(Result, Q::TieBreakers)),
            ],
        );
    }

    #[test]
    fn keys_on_the_page_for_advisors_do_what_it_says() {
        check(
            "docs/advisors.md",
            code_spans(&read("docs/advisors.md")),
            &[
                ("Esc", Quiz(Playing, Q::Escape)),
                ("x", Quiz(Result, Q::Try)),
                ("4", Quiz(Result, Q::Pick(4))),
                ("s", Quiz(Result, Q::State)),
                ("5", Quiz(Result, Q::Pick(5))),
                ("6", Quiz(Result, Q::Pick(6))),
                ("h", Quiz(Result, Q::HandIn)),
                ("Space", Quiz(Playing, Q::Pause)),
                ("Esc", Quiz(Playing, Q::Escape)),
                ("Enter", Room(room::Screen::Question, R::Choose)),
                ("Space", Room(room::Screen::Question, R::Show)),
                ("Right", Room(room::Screen::Question, R::Next)),
                ("n", Room(room::Screen::Question, R::People)),
                ("Left", Room(room::Screen::Question, R::Back)),
                ("Enter", Room(room::Screen::Over, R::Choose)),
                ("Right", Room(room::Screen::Over, R::Next)),
                ("Enter", Room(room::Screen::Over, R::Choose)),
                (".", Room(room::Screen::Question, R::Blank)),
                ("Right", Room(room::Screen::Result, R::Next)),
                ("w", Room(room::Screen::Result, R::Write)),
                ("2", Quiz(Result, Q::Pick(2))),
                ("7", Quiz(Result, Q::Pick(7))),
                ("Esc", Quiz(Playing, Q::Escape)),
                ("x", Quiz(Result, Q::Try)),
                ("Up", Quiz(Trying, Q::Up)),
                ("Down", Quiz(Trying, Q::Down)),
                ("1", Quiz(Trying, Q::Pick(1))),
                ("5", Quiz(Trying, Q::Pick(5))),
                ("Esc", Quiz(Trying, Q::Escape)),
                ("n", Quiz(Result, Q::NextPerson)),
                ("4", Quiz(Result, Q::Pick(4))),
                ("s", Quiz(Result, Q::State)),
                ("5", Quiz(Result, Q::Pick(5))),
                ("6", Quiz(Result, Q::Pick(6))),
                ("h", Quiz(Result, Q::HandIn)),
                ("q", Quiz(Question, Q::Leave)),
                ("Ctrl-C", Quiz(Question, Q::Interrupt)),
            ],
        );
    }

    #[test]
    fn keys_in_the_help_do_what_it_says() {
        let help = out(&run(&["--help"], b""));
        // Single letters are keys, except the article and numbers in the examples.
        let words = help.split_whitespace().map(|word| word.trim_end_matches(['.', ',']).to_owned());
        let words = words.filter(|word| word != "a" && !word.starts_with(|c: char| c.is_ascii_digit()));
        check(
            "--help",
            words,
            &[
                ("s", Quiz(Result, Q::State)),
                ("q", Quiz(Question, Q::Leave)),
                ("Ctrl-C", Quiz(Question, Q::Interrupt)),
            ],
        );
    }
}
