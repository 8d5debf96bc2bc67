//! What several subjects share: the shipped content, personas, answers by scale, the program itself.

use std::process::{Command, Output, Stdio};

use career_fit::content::{Content, SourceFile};
use career_fit::instrument::{Answers, Instrument, Item, Items, Response, ResponseSet};
use career_fit::quiz::Outcome;

/// The shipped content.
pub(crate) fn content() -> Content {
    Content::built_in().unwrap_or_else(|problems| panic!("{problems}"))
}

/// The questions of a content of another shape: 4 scales, 16 items, other keys, a lean from 90 % on.
pub(crate) const OTHER_QUESTIONS: &str = include_str!("fixtures/other/questions.toml");
/// Its profiles.
pub(crate) const OTHER_PROFILES: &str = include_str!("fixtures/other/profiles.toml");

/// The content of another shape, to see that nothing of the shipped one is in the code.
pub(crate) fn other_content() -> Content {
    load(OTHER_QUESTIONS, OTHER_PROFILES)
}

/// The content that these texts make.
pub(crate) fn load(questions: &str, profiles: &str) -> Content {
    let file = SourceFile::from_text;
    Content::load(file("questions.toml", questions), file("profiles.toml", profiles))
        .unwrap_or_else(|problems| panic!("{problems}"))
}

/// Changes the items of an instrument, which stay within what can be asked together.
pub(crate) fn change_items(instrument: &mut Instrument, change: impl FnOnce(&mut Vec<Item>)) {
    let mut items = instrument.items.to_vec();
    change(&mut items);
    instrument.items = Items::new(&instrument.scales, items).unwrap();
}

/// Answers to the items `SCALE_1`, `SCALE_2` … of each scale in turn, `per_scale` a scale; 0 is a skip.
pub(crate) fn answers(content: &Content, values: &[u8], per_scale: usize) -> ResponseSet {
    let instrument = &content.instrument;
    let mut responses = ResponseSet::empty(instrument.items.len());
    for (scale, chunk) in instrument.scales.iter().zip(values.chunks(per_scale)) {
        for (number, &value) in (1..).zip(chunk) {
            let id = format!("{}_{number}", scale.id);
            let index = instrument.position(&id).unwrap_or_else(|| panic!("no item {id}"));
            responses.set(index, Response::new(value));
        }
    }
    responses
}

/// Somebody with a way of answering the 24.
pub(crate) struct Persona {
    pub(crate) name: &'static str,
    /// Four answers a scale, in the order of the scales; 0 is a skip.
    pub(crate) values: [&'static str; 6],
}

/// The scales in the order of the content.
const SCALES: [&str; 6] =
    ["it_systems", "programming", "data_analytics", "management", "medical_coding", "patient_records"];

/// One for each kind of result.
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

    /// All 24 in the order of [`answers`].
    pub(crate) fn numbers(&self) -> Vec<u8> {
        self.values.concat().bytes().map(|digit| digit - b'0').collect()
    }

    /// What comes of them.
    pub(crate) fn outcome(&self, content: &Content) -> Outcome {
        outcome(content, answers(content, &self.numbers(), 4))
    }
}

/// A code of the shipped content: answers that clearly lead to the first path.
pub(crate) fn a_code() -> String {
    PERSONAS[0].outcome(&content()).code
}

/// What comes of answers.
pub(crate) fn outcome(content: &Content, responses: ResponseSet) -> Outcome {
    Outcome::new(content, Answers::of(&content.instrument, responses), &[])
}

/// The program, with nothing of this session's environment that could change what it does.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_career-fit"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE", "LC_ALL", "LC_CTYPE"] {
        command.env_remove(name);
    }
    for name in ["QUESTIONS", "PROFILES", "WAGES", "NO_SAVE"] {
        command.env_remove(format!("CAREER_FIT_{name}"));
    }
    command.env("LANG", "C.UTF-8").env("COLUMNS", "80").stdin(Stdio::null());
    command
}

/// Runs the program with these arguments and this input.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = program();
    command.args(arguments);
    feed(command, input)
}

/// Runs a command on this input.
pub(crate) fn feed(command: Command, input: &[u8]) -> Output {
    feed_with(command, input, Stdio::piped())
}

/// Runs a command on this input; standard error goes where it is told to.
pub(crate) fn feed_with(mut command: Command, input: &[u8], error: Stdio) -> Output {
    use std::io::Write;
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(error).spawn().unwrap();
    // What is left of the command holds the other end of a pipe.
    drop(command);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may stop reading early, so a failed write is no failure here.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Standard output of a run as text.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error of a run as text.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The file of a state folder whose name starts so; the content has a say in the rest.
#[cfg_attr(not(feature = "tui"), allow(dead_code, reason = "line mode looks elsewhere"))]
pub(crate) fn saved_in(folder: &std::path::Path, start: &str) -> Option<String> {
    let files = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
    let is_it = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with(start)
    };
    files.into_iter().find(is_it).and_then(|path| std::fs::read_to_string(path).ok())
}

/// What the program said, without the day that it said it on: today, or yesterday where midnight has just passed.
pub(crate) fn undated(text: &str) -> String {
    let today = jiff::ZonedDateTime::now().date();
    [today.yesterday().unwrap(), today].iter().fold(text.to_owned(), |text, day| {
        text.replace(&day.strftime("%B %-d, %Y").to_string(), "[DAY]").replace(&day.to_string(), "[DAY]")
    })
}
