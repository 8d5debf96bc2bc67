//! A corpus of broken content files, each with its messages.
//!
//! Each case is a small change of the built-in files, so that the corpus stays up to date, and every message is in a
//! snapshot. After a change of the built-in files, run `INSTA_UPDATE=always cargo test` and review the snapshots.

use career_fit::content::{Content, PROFILES, QUESTIONS, SourceFile};
use career_fit::instrument::Response;
use career_fit::scoring::score;
use proptest::prelude::*;

/// One change: the first occurrence of the one text becomes the other.
type Edit<'a> = (&'a str, &'a str);

fn changed(text: &str, edits: &[Edit<'_>]) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "the built-in file no longer has {old:?}");
        text.replacen(old, new, 1)
    })
}

fn message(questions: &str, profiles: &str) -> String {
    let questions = SourceFile::from_text("questions.toml", questions);
    let profiles = SourceFile::from_text("profiles.toml", profiles);
    match Content::load(questions, profiles) {
        Ok(_) => panic!("this must not load"),
        Err(problems) => problems.to_string(),
    }
}

/// The messages of changed files, one after the other.
struct Messages(String);

impl Messages {
    fn add(&mut self, what: &str, message: &str) {
        self.0 += &format!("== {what} ==\n{message}\n\n");
    }

    fn questions(&mut self, what: &str, edits: &[Edit<'_>]) {
        self.add(what, &message(&changed(QUESTIONS, edits), PROFILES));
    }

    fn profiles(&mut self, what: &str, edits: &[Edit<'_>]) {
        self.add(what, &message(QUESTIONS, &changed(PROFILES, edits)));
    }
}

/// From the first place of `from` up to the next place of `to`, or to the end.
fn part<'a>(text: &'a str, from: &str, to: Option<&str>) -> &'a str {
    let start = text.find(from).unwrap();
    let rest = &text[start..];
    to.map_or(rest, |to| &rest[..from.len() + rest[from.len()..].find(to).unwrap()])
}

/// The table with this header, up to the next table.
fn table<'a>(text: &'a str, header: &str) -> &'a str {
    part(text, header, Some("\n["))
}

const PROGRAMMING: &str = "it_systems = 4, programming = 3, data_analytics = 3, management = 1";

#[test]
fn syntax_errors() {
    let mut messages = Messages(String::new());
    messages.questions("syntax_no_opening_quote", &[("\"Health Informatics or", "Health Informatics or")]);
    messages.questions("syntax_no_closing_quote", &[("\"3.0.0\"", "\"3.0.0")]);
    messages.questions("syntax_no_equals", &[("minutes = 2", "minutes 2")]);
    messages.questions("syntax_no_value", &[("minutes = 2", "minutes =")]);
    messages.questions("syntax_open_list", &[("\"Strongly like\"]", "\"Strongly like\"")]);
    messages.questions("syntax_no_comma", &[("\"Unsure\", ", "\"Unsure\" ")]);
    messages.questions("syntax_open_header", &[("\n[[item]]", "\n[[item]")]);
    messages.questions("syntax_curly_quotes", &[("\"Management\"", "\u{201c}IT\u{201d}")]);
    messages.questions("syntax_field_twice", &[("minutes = 2", "minutes = 2\nminutes = 4")]);
    messages.questions("syntax_backslash", &[("\"Management\"", "\"I\\T\"")]);
    messages.questions("syntax_raw_control_character", &[("\"Management\"", "\"I\u{1b}[31mT\"")]);
    messages.questions("syntax_yaml", &[(QUESTIONS, "instrument:\n  id: career-fit\n  title: A quiz\n")]);
    messages.profiles(
        "syntax_in_profiles",
        &[("short = \"HI\"", "short \"HI\""), ("low = 45000", "low = $45,000")],
    );
    insta::assert_snapshot!("syntax_errors", messages.0);
}

#[test]
fn unknown_and_missing() {
    let mut messages = Messages(String::new());
    messages.questions("unknown_field_near", &[("tie_breaker = true", "tie_braker = true")]);
    messages.questions("unknown_field_far", &[("minutes = 2", "minutes = 2\ncolour = \"red\"")]);
    messages.questions("unknown_table", &[("[[term]]", "[[glossary]]")]);
    messages.questions(
        "missing_field",
        &[("text = \"design the screen that doctors use to order tests\"\n", "")],
    );
    messages.questions("missing_field_in_table", &[("stem = \"How much would you like to...\"\n", "")]);
    messages.questions("missing_reference", &[("scale = \"it_systems\"\n", "")]);
    messages.questions("missing_table", &[(table(QUESTIONS, "[scoring]"), "")]);
    messages.questions("missing_scales", &[(part(QUESTIONS, "[[scale]]", Some("# First block")), "")]);
    messages.questions("missing_items", &[(part(QUESTIONS, "\n[[item]]", Some("# Words")), "")]);
    messages.questions("missing_field_of_evidence", &[(part(QUESTIONS, "right = 92", Some("\n")), "")]);
    messages.profiles("missing_key", &[(part(PROFILES, "key = {", Some("\n")), "")]);
    messages.profiles(
        "missing_source_of_claim",
        &[(table(PROFILES, "[[profile.duty]]"), "[[profile.duty]]\ntext = \"Help people\"\n")],
    );
    messages.profiles("missing_year_of_pay", &[("high = 75000\nyear = \"undated\"\n", "high = 75000\n")]);
    insta::assert_snapshot!("unknown_and_missing", messages.0);
}

#[test]
fn wrong_types() {
    let mut messages = Messages(String::new());
    messages.questions("type_number", &[("minutes = 2", "minutes = \"three\"")]);
    messages.questions("type_text", &[("version = \"3.0.0\"", "version = 1.0")]);
    messages.questions("type_flag", &[("tie_breaker = true", "tie_breaker = \"yes\"")]);
    messages.questions("type_list", &[("words = [\"HIPAA\"", "words = \"HIPAA\" #")]);
    messages.questions("type_empty_list", &[("words = [\"usability\"]", "words = []")]);
    messages.questions("type_one_table", &[("[instrument]", "[[instrument]]")]);
    messages.questions(
        "type_many_tables",
        &[(
            part(QUESTIONS, "[[area]]", Some("[[scale]]")),
            "[area]\nid = \"it\"\nlabel = \"Management\"\n\n",
        )],
    );
    messages.profiles("type_key", &[(part(PROFILES, "key = {", Some("\n")), "key = [4, 3, 3, 1, 1, 1]")]);
    messages.questions("range_of_whole_number", &[("minutes = 2", "minutes = 0")]);
    messages.questions("range_of_number", &[("clear = 0.95", "clear = 95")]);
    messages.questions("range_of_evidence", &[("named = 68", "named = 168")]);
    messages.questions("range_not_a_number", &[("spread = 0.60", "spread = nan")]);
    messages.questions("range_no_prior", &[("prior_df = 8", "prior_df = 0")]);
    messages.profiles("range_huge", &[("low = 45000", "low = 99999999999999999999")]);
    messages.profiles(
        "range_of_key",
        &[("programming = 3, data_analytics = 3", "programming = 5, data_analytics = 3")],
    );
    messages.questions("four_options", &[("\"Unsure\", ", "")]);
    let numbers = "options = [\"5\", \"4\", \"3\", \"2\", \"1\"]";
    messages.questions("numbers_as_options", &[(part(QUESTIONS, "options = [", Some("\n")), numbers)]);
    messages.questions("lean_above_clear", &[("lean = 0.80", "lean = 0.99")]);
    messages.questions("neither_above_both", &[("neither = 2.5", "neither = 4")]);
    insta::assert_snapshot!("wrong_types", messages.0);
}

#[test]
fn texts() {
    let mut messages = Messages(String::new());
    let long = format!("text = \"{}\"", "design the screen that doctors use to order tests, ".repeat(5));
    messages.questions(
        "text_too_long",
        &[("text = \"design the screen that doctors use to order tests\"", &long)],
    );
    messages.questions(
        "text_empty",
        &[("\"fix a program that sends out the wrong appointment dates\"", "\"  \"")],
    );
    messages.questions("text_control_character", &[("fix a program", "fix \\u001b[31ma program")]);
    messages.questions("text_line_break", &[("fix a program", "fix\\na program")]);
    messages.questions("text_turned_around", &[("fix a program", "fix \u{202e}a program")]);
    messages.questions("id_with_capitals", &[("id = \"it_systems_1\"", "id = \"IT systems 1\"")]);
    insta::assert_snapshot!("texts", messages.0);
}

#[test]
fn references() {
    let mut messages = Messages(String::new());
    messages.questions("same_item_twice", &[("id = \"it_systems_2\"", "id = \"it_systems_1\"")]);
    messages.questions("same_scale_twice", &[("id = \"data_analytics\"", "id = \"programming\"")]);
    messages.profiles("same_source_twice", &[("id = \"uagc\"", "id = \"hi-degree-guide\"")]);
    messages.profiles("same_profile_twice", &[("id = \"him\"", "id = \"hi\"")]);
    messages.questions("no_such_scale", &[("scale = \"it_systems\"", "scale = \"it_system\"")]);
    messages.questions("no_such_scale_far", &[("scale = \"it_systems\"", "scale = \"nursing\"")]);
    messages.questions("no_such_area", &[("area = \"medical_coding\"", "area = \"codes\"")]);
    messages.profiles("no_such_source", &[("source = \"uagc\"", "source = \"uacg\"")]);
    let nursing =
        "[[scale]]\nid = \"nursing\"\narea = \"it\"\nlabel = \"nursing\"\nask = \"How?\"\n\n# First block";
    messages.questions("scale_without_items", &[("# First block", nursing)]);
    insta::assert_snapshot!("references", messages.0);
}

#[test]
fn items_of_a_scale() {
    let mut messages = Messages(String::new());
    let mut only_tie_breakers = QUESTIONS.to_owned();
    for number in 1..=4 {
        let id = format!("id = \"programming_{number}\"");
        only_tie_breakers = changed(&only_tie_breakers, &[(&id, &format!("{id}\ntie_breaker = true"))]);
    }
    messages.add("scale_of_tie_breakers", &message(&only_tie_breakers, PROFILES));
    let more: String = (6..=11)
        .map(|n| {
            format!("[[item]]\nid = \"programming_{n}\"\nscale = \"programming\"\ntext = \"write more\"\n\n")
        })
        .collect();
    messages.questions("eleven_items", &[("# Words that", &format!("{more}# Words that"))]);
    let many: String = (0..45)
        .map(|n| format!("[[scale]]\nid = \"s{n}\"\narea = \"it\"\nlabel = \"S\"\nask = \"How?\"\n\n"))
        .collect();
    let text = changed(QUESTIONS, &[("# First block", &format!("{many}# First block"))]);
    let shown = message(&text, PROFILES);
    let first = shown.split("\n\n").next().unwrap();
    messages.add("fifty_one_scales", first);
    insta::assert_snapshot!("items_of_a_scale", messages.0);
}

#[test]
fn keys() {
    let mut messages = Messages(String::new());
    messages.profiles(
        "keys_unmatched",
        &[(PROGRAMMING, "it_systems = 4, programming = 2, data_analytics = 3, management = 1")],
    );
    messages.profiles(
        "keys_same_sum",
        &[(PROGRAMMING, "it_systems = 4, programming = 4, data_analytics = 2, management = 1")],
    );
    let him = part(&PROFILES[PROFILES.find("short = \"HIM\"").unwrap()..], "key = ", Some("\n"));
    messages.profiles("keys_the_same", &[(part(PROFILES, "key = ", Some("\n")), him)]);
    messages.profiles(
        "key_without_a_scale",
        &[("medical_coding = 1, patient_records = 1", "medical_coding = 1")],
    );
    messages.profiles("key_without_scales", &[(", medical_coding = 1, patient_records = 1", "")]);
    messages
        .profiles("key_with_unknown_scale", &[("patient_records = 1", "patient_records = 1, nursing = 2")]);
    messages.profiles("key_misspelled", &[("programming = 3", "programing = 3")]);
    insta::assert_snapshot!("keys", messages.0);
}

#[test]
fn pairs_and_pay() {
    let mut messages = Messages(String::new());
    let (hi, him) = PROFILES.split_at(PROFILES.rfind("[[profile]]").unwrap());
    messages.add("one_profile", &message(QUESTIONS, hi));
    let third = him.replace("id = \"him\"", "id = \"third\"");
    messages.add("three_profiles", &message(QUESTIONS, &format!("{PROFILES}\n{third}")));
    messages.add("no_profile", &message(QUESTIONS, &PROFILES[..PROFILES.find("\n[[profile]]").unwrap()]));
    messages.profiles("low_above_high", &[("low = 45000", "low = 450000")]);
    insta::assert_snapshot!("pairs_and_pay", messages.0);
}

#[test]
fn optional_fields() {
    let mut messages = Messages(String::new());
    let address = "\"https://www.bls.gov/oes/\"";
    messages.profiles("address_of_a_file", &[(address, "\"file:///etc/hosts\"")]);
    messages.profiles("address_without_a_host", &[(address, "\"https:///oes\"")]);
    messages.profiles("address_with_a_blank", &[(address, "\"https://www.bls.gov/my wages\"")]);
    let local = "[[local]]\nlabel = \"Your program\"\nlink = \"our-college.edu\"\n\n[[shared]]";
    messages.profiles("local_lines", &[("[[shared]]", local)]);
    messages.profiles("no_such_topic", &[("topic = \"ai\"", "topic = \"al\"")]);
    messages.profiles("no_such_start", &[("start = \"associate's\"", "start = \"associates\"")]);
    messages.profiles("growth_of_all_jobs", &[("growth = 3.1\n", "growth = \"3.1 %\"\n")]);
    let long = "You build and look after the computer systems that care runs on, and you learn from what is in them.";
    let line = part(table(PROFILES, "[profile.brief.core]"), "text = ", Some("\n"));
    messages.profiles("brief_too_long", &[(line, &format!("text = \"{long}\""))]);
    messages.profiles(
        "brief_and_day",
        &[
            ("[profile.brief.start]", "[profile.brief.school]"),
            (table(PROFILES, "[[profile.day]]"), "[[profile.day]]\ntext = \"\"\nsource = \"me\"\n"),
        ],
    );
    messages.profiles("same_occupation_twice", &[("\nsoc = \"15-2051\"\nname", "\nsoc = \"15-1211\"\nname")]);
    let title = "soc = \"15-2051\"\nstart";
    messages.profiles("no_such_occupation", &[(title, "soc = \"15-2052\"\nstart")]);
    let none = PROFILES.replace("[[profile.occupation]]", "[[profile.job]]");
    let shown = message(QUESTIONS, &none);
    assert!(shown.contains("this title refers to an occupation, and there is none"), "{shown}");
    insta::assert_snapshot!("optional_fields", messages.0);
}

#[test]
fn problems_of_both_files_are_reported_at_once() {
    let questions = changed(
        QUESTIONS,
        &[
            ("minutes = 2", "minutes = 0"),
            ("scale = \"management\"", "scale = \"managment\""),
            ("\"usability\"]", "\"\"]"),
        ],
    );
    let profiles =
        changed(PROFILES, &[("short = \"HI\"\n", ""), ("source = \"uagc\"", "source = \"walde\"")]);
    insta::assert_snapshot!("several_in_both", message(&questions, &profiles));
    // If the questions are not TOML, the profiles are checked except for what depends on them.
    let questions = changed(QUESTIONS, &[("minutes = 2", "minutes 2")]);
    insta::assert_snapshot!("syntax_and_another_file", message(&questions, &profiles));
}

#[test]
fn renamed_scale_is_reported_for_every_key() {
    let renamed = QUESTIONS.replace("\"data_analytics\"", "\"statistics\"");
    let shown = message(&renamed, PROFILES);
    let start: Vec<&str> = shown.split("\n\n").take(2).collect();
    insta::assert_snapshot!("renamed_scale", start.join("\n\n"));
}

/// The user can't fix a built-in file, and has not even named it.
#[test]
fn built_in_profiles_are_not_blamed_for_other_questions() {
    let questions = QUESTIONS.replace("\"data_analytics\"", "\"statistics\"");
    let questions = SourceFile::from_text("mine.toml", questions);
    let problems = Content::load(questions, SourceFile::built_in("profiles.toml", PROFILES)).unwrap_err();
    insta::assert_snapshot!("other_questions_with_built_in_profiles", problems);
}

#[test]
fn missing_header_of_an_item_is_suggested() {
    let header = "\n[[item]]\nid = \"patient_records_1\"";
    let shown = message(&changed(QUESTIONS, &[(header, &header["\n[[item]]".len()..])]), PROFILES);
    insta::assert_snapshot!("missing_header_of_an_item", shown);
}

#[test]
fn swapped_files_are_recognized() {
    insta::assert_snapshot!("swapped_files", message(PROFILES, QUESTIONS));
}

#[test]
fn every_missing_and_every_unknown_field_of_a_table_is_reported() {
    let mut messages = Messages(String::new());
    messages.questions("missing", &[("minutes = 2\n", ""), ("version = \"3.0.0\"\n", "")]);
    messages.questions("unknown", &[("minutes = 2", "colour = \"red\"\nminutes = 2\nsize = 3")]);
    insta::assert_snapshot!("several_fields", messages.0);
}

#[test]
fn at_most_100_problems_are_shown() {
    // Letters that no typing mistake of a field looks like.
    let fields: String = (0..106).map(|n| format!("zzzzzzzzzz_{n} = 1\n")).collect();
    let shown =
        message(&changed(QUESTIONS, &[("minutes = 2\n", &format!("minutes = 2\n{fields}"))]), PROFILES);
    assert_eq!(shown.matches("\nerror: ").count() + 1, 100, "{shown}");
    let end: Vec<&str> = shown.rsplit("\n\n").take(2).collect();
    assert_eq!(end, ["106 problems found; nothing was started", "and 6 more"]);
}

#[test]
fn problems_with_the_same_wording_are_shown_five_times() {
    let shown = message(&QUESTIONS.replace("text = ", "texts = "), PROFILES);
    let count = |title: &str| shown.matches(&format!("error: {title}")).count();
    assert_eq!(count("unknown field `texts` in [[item]]"), 5);
    // A misspelled field is one mistake, not two.
    assert_eq!(count("missing field `text` in [[item]]"), 0);
    assert_eq!(shown.matches("= note: the same in lines ").count(), 1, "{shown}");
    assert!(shown.ends_with("30 problems found; nothing was started"));
    let six = message(&QUESTIONS.replace("tie_breaker = true", "tie_breakers = true"), PROFILES);
    // Five are shown; the last of the six is named by its line, wherever the file has it.
    let lines = QUESTIONS.lines().enumerate().filter(|(_, line)| *line == "tie_breaker = true");
    let sixth = lines.map(|(index, _)| index + 1).nth(5).unwrap();
    assert!(six.contains(&format!("= note: the same in line {sixth}\n")), "{six}");
}

/// One mistake, one message: a scale that is misspelled everywhere is not said to lack items too.
#[test]
fn misspelled_scale_is_not_reported_as_missing() {
    let shown = message(&QUESTIONS.replace("scale = \"programming\"", "scale = \"programing\""), PROFILES);
    assert!(shown.ends_with("5 problems found; nothing was started"), "{shown}");
}

#[test]
fn color_is_used_only_if_requested() {
    let questions = SourceFile::from_text("questions.toml", changed(QUESTIONS, &[("minutes = 2", "")]));
    let problems = Content::load(questions, SourceFile::built_in("profiles.toml", PROFILES)).unwrap_err();
    assert!(!problems.render(false).contains('\u{1b}'));
    assert!(problems.render(true).contains("\u{1b}["));
    assert_eq!(problems.list().len(), 1);
}

/// What a file holds can't reach the terminal as a command, wherever the message repeats it.
#[test]
fn escape_sequences_are_neutralized() {
    for (old, new) in [
        ("id = \"it_systems_1\"", "id = \"\\u001b[31m\""),
        ("scale = \"it_systems\"", "scale = \"\\u001b[31m\""),
        ("minutes = 2", "\"\\u001b[31m\" = 3"),
        ("minutes = 2", "minutes = \"\u{1b}[31m\""),
        ("minutes = 2", "\u{1b}]0;title\u{7} = 3"),
    ] {
        let shown = message(&changed(QUESTIONS, &[(old, new)]), PROFILES);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
}

#[test]
fn files_that_are_not_content_files() {
    let read = |bytes: &[u8]| match SourceFile::read("mine.toml", bytes) {
        Ok(_) => "read".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    let large = vec![b'#'; 2 * 1024 * 1024];
    let latin = changed(QUESTIONS, &[("\"Management\"", "\"It\u{e9}\"")]).replace('\u{e9}', "\u{1}");
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
    let answers = [
        ("empty", read(b"")),
        ("blank", read(b" \n\t\n")),
        ("binary", read(b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe")),
        ("latin-1", read(&latin)),
        ("utf-16", read(b"\xff\xfei\0d\0")),
        ("2 MiB", read(&large)),
        ("1 MiB and a byte", read(&large[..=1024 * 1024])),
        ("1 MiB", read(&large[..1024 * 1024])),
    ];
    let shown: Vec<String> = answers.iter().map(|(what, said)| format!("{what}: {said}")).collect();
    insta::assert_snapshot!("no_quiz_files", shown.join("\n"));
}

#[test]
fn read_error_names_the_file() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let error = SourceFile::read("mine.toml", Broken).unwrap_err();
    assert_eq!(format!("{error:#}"), "can't read mine.toml: the disk is gone");
}

#[test]
fn byte_order_mark_is_dropped() {
    let file = SourceFile::read("mine.toml", &b"\xef\xbb\xbfid = 1"[..]).unwrap();
    assert_eq!(file.text(), "id = 1");
}

#[test]
fn truncated_files() {
    let mut messages = Messages(String::new());
    let half = |text: &'static str, at: &str| &text[..text.find(at).unwrap()];
    messages.add("cut_in_a_text", &message(half(QUESTIONS, "the wrong appointment dates"), PROFILES));
    messages.add("cut_in_the_profiles", &message(QUESTIONS, half(PROFILES, "[[profile.title]]")));
    let null = QUESTIONS.replacen("[[area]]", "\0\0\0", 1);
    messages.add("null_bytes", &message(&null, PROFILES));
    insta::assert_snapshot!("truncated_files", messages.0);
}

/// What a hand or a bad copy may do to a file.
#[derive(Debug, Clone)]
enum Damage {
    Cut(prop::sample::Index),
    Overwrite(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    DropLine(prop::sample::Index),
    RepeatLine(prop::sample::Index, prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<prop::sample::Index>;
    let token = "(\"|\"\"\"|'|=|\\[|\\]|\\[\\[|\\{|\\}|,|\\.|#|\n|\r|-|0x1f|1e999|nan|true|1979-05-27|\\\\|\\PC){1,4}";
    prop_oneof![
        place().prop_map(Damage::Cut),
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Overwrite(at, byte)),
        (place(), 1..80usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        place().prop_map(Damage::DropLine),
        (place(), place()).prop_map(|(from, to)| Damage::RepeatLine(from, to)),
        (place(), place()).prop_map(|(one, other)| Damage::SwapLines(one, other)),
        (place(), token).prop_map(|(at, text)| Damage::Insert(at, text)),
    ]
}

fn damaged(text: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for one in damages {
        let mut lines: Vec<Vec<u8>> =
            bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        if lines.is_empty() {
            break;
        }
        match one {
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Damage::Overwrite(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Damage::Remove(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Damage::Insert(at, text) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, text.bytes());
            }
            Damage::DropLine(at) => {
                lines.remove(at.index(lines.len()));
                bytes = lines.concat();
            }
            Damage::RepeatLine(from, to) => {
                let line = lines[from.index(lines.len())].clone();
                lines.insert(to.index(lines.len()), line);
                bytes = lines.concat();
            }
            Damage::SwapLines(one, other) => {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
                bytes = lines.concat();
            }
        }
    }
    bytes
}

/// Loads content; the result is either valid or a list of problems.
fn load_any(questions: &[u8], profiles: &[u8]) -> Result<(), TestCaseError> {
    let questions = SourceFile::read("questions.toml", questions);
    let profiles = SourceFile::read("profiles.toml", profiles);
    let (Ok(questions), Ok(profiles)) = (questions, profiles) else { return Ok(()) };
    let lines = questions.text().lines().count().max(profiles.text().lines().count());
    match Content::load(questions, profiles) {
        Ok(content) => check_sound(&content),
        Err(problems) => {
            prop_assert!(!problems.list().is_empty(), "refused, and nothing said");
            let shown = problems.to_string();
            prop_assert!(shown.contains("; nothing was started"));
            for place in shown.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")) {
                let line: usize = place.split(':').nth(1).unwrap().parse().unwrap();
                prop_assert!((1..=lines + 1).contains(&line), "{}", place);
            }
            for problem in problems.list() {
                let parts = [&problem.title, &problem.label, &problem.help];
                prop_assert!(parts.iter().all(|part| !part.is_empty()), "{:?}", problem);
            }
            Ok(())
        }
    }
}

/// Nothing that was loaded refers to what is not there.
fn check_sound(content: &Content) -> Result<(), TestCaseError> {
    let (instrument, profiles) = (&content.instrument, &content.profiles);
    let scales = instrument.scales.len();
    prop_assert!(instrument.items.iter().all(|item| !item.text.is_empty()));
    prop_assert!(instrument.scales.iter().enumerate().all(|(place, scale)| scale.place == place));
    prop_assert!(instrument.core_count() >= scales && scales > 0);
    let constants = &instrument.constants;
    prop_assert!(constants.lean <= constants.clear && constants.neither <= constants.both);
    prop_assert!(
        profiles.claims().all(|said| profiles.sources.iter().any(|source| **source == *said.source))
    );
    for profile in &profiles.pair {
        prop_assert_eq!(profile.key.len(), scales);
        prop_assert!(profile.titles.iter().flat_map(|title| &title.key).all(|key| key.len() == scales));
        prop_assert!(profile.pay.iter().all(|pay| pay.low <= pay.high));
        let mut stand_ins = profile.titles.iter().filter(|title| title.soc.is_some());
        prop_assert!(stand_ins.all(|title| profiles.occupation_of(title).is_some()));
    }
    // What was loaded can be scored.
    let all = instrument.items.iter().map(|_| Some(Response::HIGHEST)).collect();
    let assessment = score(instrument, &content.contrast, &all, &[]);
    prop_assert!(assessment.comparison.is_some_and(|comparison| comparison.confidence.p.is_finite()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damaged_files_never_panic(
        questions in prop::collection::vec(damage(), 0..4),
        profiles in prop::collection::vec(damage(), 0..4),
    ) {
        load_any(&damaged(QUESTIONS, &questions), &damaged(PROFILES, &profiles))?;
    }

    #[test]
    fn damaged_questions_never_panic(damages in prop::collection::vec(damage(), 1..3)) {
        load_any(&damaged(QUESTIONS, &damages), PROFILES.as_bytes())?;
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        load_any(&bytes, &bytes)?;
        // As text too, for as far as that goes.
        load_any(String::from_utf8_lossy(&bytes).as_bytes(), PROFILES.as_bytes())?;
    }

    #[test]
    fn toml_like_text_never_panics(
        text in "(\\[\\[?(item|scale|area|term|instrument|scoring|profile|profile\\.title|source)\\]?\\]\n|(id|scale|text|key|options|words|low) = |\"[a-z]{0,3}\"|[0-9.]{1,4}|true|\\{|\\}|\\[|\\]|,|\n){0,60}",
    ) {
        load_any(text.as_bytes(), text.as_bytes())?;
    }
}

/// A file from elsewhere must not act on the terminal: neither its lines, nor what a message repeats.
#[test]
fn control_characters_in_a_file_are_neutralized() {
    let evil = "\u{9b}2J\u{85}";
    let wrong = QUESTIONS.replace("tie_breaker = true", &format!("\"{evil}tie_breaker\" = true # {evil}"));
    let unknown = QUESTIONS.replacen("scale = \"it_systems\"", &format!("scale = \"it_{evil}systems\""), 1);
    for text in [wrong, unknown] {
        let shown = message(&text, PROFILES);
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!shown.contains(acts), "{shown:?}");
        assert!(shown.contains("??2J"), "the line stands there all the same: {shown}");
    }
}

// On Windows no file has such a name.
#[cfg(unix)]
#[test]
fn control_characters_in_a_file_name_are_neutralized() {
    use crate::harness::{err, run};
    use std::fs;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("\u{1b}[2Jquestions\u{9b}.toml");
    for text in ["", "id = 1", "\u{0}"] {
        fs::write(&path, text).unwrap();
        let refused = run(&["--plain", "--questions", path.to_str().unwrap()], b"");
        assert!(!err(&refused).contains(|c: char| c.is_control() && c != '\n'), "{:?}", err(&refused));
        assert!(err(&refused).contains("?[2Jquestions?.toml"), "{}", err(&refused));
    }
}
