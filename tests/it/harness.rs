//! What the tests share: content, personas and their answers, and running the program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use career_fit::content::{Content, SourceFile};
use career_fit::instrument::{Answers, Instrument, Item, Items, Response, ResponseSet};
use career_fit::quiz::Outcome;
use career_fit::report::Extras;

/// A report with everything but the answers.
pub(crate) const WHOLE: Extras = Extras { date: None, answers: false, appendix: true };

/// The shipped content, parsed once for all tests.
pub(crate) fn content() -> Content {
    static CONTENT: LazyLock<Content> =
        LazyLock::new(|| Content::built_in().unwrap_or_else(|problems| panic!("{problems}")));
    CONTENT.clone()
}

/// Content with another structure: 4 scales, 16 items, other keys, a lean from 90%.
pub(crate) const OTHER_QUESTIONS: &str = include_str!("fixtures/other/questions.toml");
pub(crate) const OTHER_PROFILES: &str = include_str!("fixtures/other/profiles.toml");

/// The other content, which shows that nothing of the shipped content is in the code.
pub(crate) fn other_content() -> Content {
    load(OTHER_QUESTIONS, OTHER_PROFILES)
}

pub(crate) fn load(questions: &str, profiles: &str) -> Content {
    let file = SourceFile::from_text;
    Content::load(file("questions.toml", questions), file("profiles.toml", profiles))
        .unwrap_or_else(|problems| panic!("{problems}"))
}

pub(crate) fn change_items(instrument: &mut Instrument, change: impl FnOnce(&mut Vec<Item>)) {
    let mut items = instrument.items.to_vec();
    change(&mut items);
    instrument.items = Items::new(&instrument.scales, items).unwrap();
}

/// Answers to the items `SCALE_1`, `SCALE_2`, … of each scale in turn, `per_scale` for each; 0 is a skip.
pub(crate) fn answers(content: &Content, values: &[u8], per_scale: usize) -> ResponseSet {
    let instrument = &content.instrument;
    let mut responses = ResponseSet::empty(instrument.items.len());
    for (scale, values) in instrument.scales.iter().zip(values.chunks(per_scale)) {
        for (number, &value) in (1..).zip(values) {
            let id = format!("{}_{number}", scale.id);
            let index = instrument.position(&id).unwrap_or_else(|| panic!("no item {id}"));
            responses.set(index, Response::new(value));
        }
    }
    responses
}

/// A person with a pattern of answers to the 24 questions.
pub(crate) struct Persona {
    pub(crate) name: &'static str,
    /// Four answers for each scale, in the order of `SCALES`; 0 is a skip.
    pub(crate) values: [&'static str; 6],
}

/// The scales in the order of the shipped content.
const SCALES: [&str; 6] =
    ["it_systems", "programming", "data_analytics", "management", "medical_coding", "patient_records"];

/// At least one for each kind of result.
pub(crate) const PERSONAS: [Persona; 9] = [
    Persona { name: "hi", values: ["5454", "5344", "4543", "2321", "2122", "3221"] },
    Persona { name: "him", values: ["2321", "1212", "2332", "4544", "4534", "5545"] },
    Persona { name: "readme", values: ["5344", "3434", "4343", "3323", "2233", "3424"] },
    Persona { name: "lean", values: ["4354", "3344", "4333", "3423", "3233", "3343"] },
    Persona { name: "torn", values: ["4343", "3432", "4334", "3443", "3334", "4343"] },
    Persona { name: "both", values: ["5454", "4545", "5445", "4554", "4545", "5445"] },
    Persona { name: "neither", values: ["1212", "2121", "1122", "2112", "1212", "2121"] },
    Persona { name: "same", values: ["4444", "4444", "4444", "4444", "4444", "4444"] },
    Persona { name: "skipper", values: ["4000", "0030", "0500", "0000", "0020", "3000"] },
];

impl Persona {
    /// The answer to a core item; `None` is a skip.
    pub(crate) fn answer(&self, id: &str) -> Option<u8> {
        let (scale, number) = id.rsplit_once('_').unwrap();
        let row = SCALES.iter().position(|name| *name == scale).unwrap();
        let value = self.values[row].as_bytes()[number.parse::<usize>().unwrap() - 1] - b'0';
        (value > 0).then_some(value)
    }

    /// All 24 answers in the order of [`answers`].
    pub(crate) fn numbers(&self) -> Vec<u8> {
        self.values.concat().bytes().map(|digit| digit - b'0').collect()
    }

    pub(crate) fn outcome(&self, content: &Content) -> Outcome {
        outcome(content, answers(content, &self.numbers(), 4))
    }
}

/// A code of the shipped content with a clear result for the first profile.
pub(crate) fn sample_code() -> String {
    PERSONAS[0].outcome(&content()).code
}

pub(crate) fn outcome(content: &Content, responses: ResponseSet) -> Outcome {
    Outcome::new(content, Answers::of(&content.instrument, responses), &[])
}

/// Variables of the developer's environment that would change what the program does.
pub(crate) const ENVIRONMENT: [&str; 12] = [
    "ACCESSIBLE",
    "CAREER_FIT_HAND_IN",
    "CAREER_FIT_NO_SAVE",
    "CAREER_FIT_PROFILES",
    "CAREER_FIT_QUESTIONS",
    "CAREER_FIT_WAGES",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "RUST_BACKTRACE",
];

/// The program, with a clean environment and no input.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_career-fit"));
    for name in ENVIRONMENT {
        command.env_remove(name);
    }
    command.env("LANG", "C.UTF-8").env("COLUMNS", "80").stdin(Stdio::null());
    command
}

/// Runs the program.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = program();
    command.args(arguments);
    feed(command, input)
}

/// Runs a command with this input.
pub(crate) fn feed(command: Command, input: &[u8]) -> Output {
    feed_with(command, input, Stdio::piped())
}

/// Runs a command with this input and standard error.
pub(crate) fn feed_with(mut command: Command, input: &[u8], error: Stdio) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(error).spawn().unwrap();
    // The command still holds the other end of a pipe.
    drop(command);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may stop reading early, so a failed write is not a test failure.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Standard output as text.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The first file in a folder whose name starts with `prefix`.
#[cfg_attr(not(feature = "tui"), allow(dead_code, reason = "used by tests of the full screen"))]
pub(crate) fn read_saved(folder: &Path, prefix: &str) -> Option<String> {
    let path = std::fs::read_dir(folder)
        .ok()?
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix))?;
    std::fs::read_to_string(path).ok()
}

/// Replaces today's date, or yesterday's if midnight has just passed.
pub(crate) fn without_dates(text: &str) -> String {
    let today = jiff::ZonedDateTime::now().date();
    [today.yesterday().unwrap(), today].iter().fold(text.to_owned(), |text, day| {
        text.replace(&day.strftime("%B %-d, %Y").to_string(), "[DAY]").replace(&day.to_string(), "[DAY]")
    })
}
