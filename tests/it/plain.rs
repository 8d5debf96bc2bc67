//! Line mode: transcripts, the same result as everywhere else, and what is never sent.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use career_fit::content::wages::NATION;
use career_fit::files::write_report;
use career_fit::plain::{self, Settings};
use career_fit::quiz::{Ending, Quiz};
use career_fit::storage::Storage;
use proptest::prelude::*;

use crate::harness::{PERSONAS, Persona, content, err, out, program, run, without_dates};
use crate::pty::Session;

fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// A persona's 24 answers, a line each.
fn lines(persona: &Persona) -> String {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let line = |id: &str| persona.answer(id).map_or("skip\n".to_owned(), |value| format!("{value}\n"));
    core.map(|item| line(&item.id)).collect()
}

/// Runs the real program on piped lines; nothing is kept.
fn piped(arguments: &[&str], input: &str) -> Output {
    run(&[&["--plain", "--no-save"], arguments].concat(), input.as_bytes())
}

/// A conversation within the test, at the pace of a person at a keyboard.
fn typed(input: &[u8], width: usize, ascii: bool) -> (Ending, String) {
    paced(input, width, ascii, 5)
}

/// The same, with a clock that advances `pace` seconds each time it is read.
fn paced(input: &[u8], width: usize, ascii: bool, pace: u64) -> (Ending, String) {
    let mut output = Vec::new();
    let seconds = std::cell::Cell::new(0);
    let clock = || {
        seconds.set(seconds.get() + pace);
        Duration::from_secs(seconds.get())
    };
    let settings = Settings { ascii, width, is_interactive: true, write: write_report };
    let quiz = Quiz::new(content(), NATION);
    let ending =
        plain::run(quiz, Storage::off(), None, &mut Cursor::new(input), &mut output, &clock, settings)
            .unwrap();
    (ending, String::from_utf8(output).unwrap())
}

// Transcripts.

#[test]
fn transcript_of_a_quiz_with_changed_answers() {
    let input = "help\nback\n4\n2\nback\n\nterms\nstrongly LIKE\nskip\nback\n\n6\nrevew\n\u{1b}[A\nreview\n3\n1\n\nquit\n\nq\nyes\n";
    let output = piped(&[], input);
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    insta::assert_snapshot!("second-thoughts", out(&output));
}

/// What follows the last question of a persona who runs in `folder` and types `input` at the result.
fn transcript_of_result(persona: &Persona, input: &str, folder: &Path) -> String {
    let mut child = program();
    child.args(["--plain", "--no-save"]).current_dir(folder);
    let output = crate::harness::feed(child, (lines(persona) + input).as_bytes());
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let real = fs::canonicalize(folder).unwrap();
    let text = out(&output);
    without_dates(
        &text.split("Question 24 of 24").nth(1).unwrap().replace(real.to_str().unwrap(), "[FOLDER]"),
    )
}

#[test]
fn transcript_of_a_result() {
    let folder = tempfile::tempdir().unwrap();
    let input = "\nback\n2\nfit\ncode\nterms\nhelp\nmore\nquit\ny\n";
    insta::assert_snapshot!("result", transcript_of_result(persona("lean"), input, folder.path()));
}

#[test]
fn transcript_of_pay_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let input = "state\nOhoi\noh\nwrite my.txt\nw my.txt\nno\nwrite\nback\nwrite\n/\n\nw my\nq\ny\n";
    let text = transcript_of_result(persona("lean"), input, folder.path());
    let (_, text) = text.split_once("help, quit): ").unwrap();
    let (text, _) = text.split_once("Leave the quiz?").unwrap();
    insta::assert_snapshot!("pay-and-files", text);
}

#[test]
fn transcript_of_the_tie_breaker_offer() {
    let left_out = piped(&[], &(lines(persona("torn")) + "maybe\nn\nmore\n1\n3\nreview\nback\nq\nyes\n"));
    assert_eq!(left_out.status.code(), Some(0), "the result was told before");
    let text = out(&left_out);
    insta::assert_snapshot!("tie-breakers", text.split("Question 24 of 24").nth(1).unwrap());
    let taken = piped(&[], &(lines(persona("torn")) + "\n3\n3\n3\n3\n3\n3\n"));
    assert!(out(&taken).contains("Question 30 of 30. Area:"), "{}", out(&taken));
    assert_eq!(taken.status.code(), Some(0));
}

// The same result everywhere.

/// The code of an answered row, as `score` gives it.
fn scored(persona: &Persona) -> String {
    let content = content();
    let core = || content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let header: Vec<&str> = core().map(|item| item.id.as_str()).collect();
    let cells: Vec<String> = core()
        .map(|item| persona.answer(&item.id).map_or(String::new(), |value| value.to_string()))
        .collect();
    let output = run(&["score", "-"], format!("{}\n{}\n", header.join(","), cells.join(",")).as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output).lines().nth(1).unwrap().split(',').nth(10).unwrap().to_owned()
}

#[test]
fn all_front_ends_give_the_same_report() {
    for persona in &PERSONAS {
        let code = scored(persona);
        for format in ["text", "markdown", "html", "json"] {
            let ending = match format {
                "text" => "txt",
                "markdown" => "md",
                other => other,
            };
            let folder = tempfile::tempdir().unwrap();
            let path = |name: &str| format!("{}/{name}.{ending}", folder.path().display());
            let shown = run(&["show", &code, "--format", format, "--answers"], b"");
            assert_eq!(shown.status.code(), Some(0), "{}", err(&shown));
            // No answer to the offer where there is one: "no" is no question's number, and asked again elsewhere.
            let asked = format!("no\n\nwrite {}\nq\nyes\n", path("lines"));
            let said = piped(&[], &(lines(persona) + &asked));
            assert_eq!(said.status.code(), Some(0), "{}", out(&said));
            let in_lines = fs::read(path("lines")).unwrap();
            assert!(in_lines == shown.stdout, "{} in lines, {format}", persona.name);
        }
        #[cfg(feature = "tui")]
        on_the_full_screen(persona, &code);
    }
}

/// The code opened on the full screen, and its result written from there.
#[cfg(feature = "tui")]
fn on_the_full_screen(persona: &Persona, code: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("screen.txt");
    let mut session = Session::start(&["show", code], &[], (80, 24));
    session.wait_for("8 Sources");
    session.send("w\x1b[B");
    session.wait_for(".txt");
    session.send(path.to_str().unwrap());
    session.send("\r");
    session.wait_for("Written to");
    session.send("q\r");
    assert_eq!(session.wait_for_exit(), 0);
    let shown = run(&["show", code, "--format", "text", "--answers"], b"");
    assert!(fs::read(path).unwrap() == shown.stdout, "{} on the full screen", persona.name);
}

#[test]
fn parts_read_aloud_make_up_the_report() {
    for persona in &PERSONAS {
        let said = out(&piped(&[], &(lines(persona) + "no\n\nall\nquit\n")));
        let report = out(&run(&["show", &scored(persona), "--format", "text"], b""));
        // Lines break elsewhere, for no dash stands before a statement; the words are the same.
        let is_word = |word: &&str| !word.bytes().all(|byte| byte == b'-');
        let (head, rest) = report.split_once("\n\n\n").unwrap();
        // What quiz it is, and the day, are said of a file alone.
        let head = head.split("Quiz: ").next().unwrap();
        let report = format!("{head} {rest}");
        let mut parts = said.split_whitespace();
        for word in report.split_whitespace().filter(is_word) {
            assert!(
                parts.any(|other| other == word),
                "{}: {word:?} is missing or out of order",
                persona.name
            );
        }
    }
}

#[test]
fn tried_answers_are_kept_or_dropped() {
    let answers = lines(persona("him"));
    let said = out(&piped(&[], &format!("{answers}try\ntry 2 1\ndrop\nkeep\ntry 2 1\nkeep\ncode\n")));
    let lists = said.split("most important first").nth(1).unwrap();
    assert_eq!(lists.matches("   Question ").count() + lists.matches("\nQuestion ").count(), 26, "{lists}");
    assert!(
        said.contains("Your answers are as they were.") && said.contains("You haven't tried anything yet."),
        "{said}"
    );
    let mut changed = persona("him").outcome(&content()).answers.responses;
    changed.set(1, career_fit::instrument::Response::new(1));
    let code = crate::harness::outcome(&content(), changed).code;
    assert!(said.contains(&format!("Code of this result: {code}")), "{code}: {said}");
}

#[test]
fn closed_entries_are_listed_and_opened() {
    let said = out(&piped(&[], &(lines(persona("him")) + "5\nopen 2\nopen 99\n1\nopen 1\n")));
    assert!(said.contains("To read one, type open and its number"), "{said}");
    assert!(said.contains("Type open and a number from 1 to"), "{said}");
    assert!(said.contains("There is nothing to open in this part."), "{said}");
    let opened = said.split("> open 2").nth(1).or_else(|| said.split("open 2\n").nth(1)).unwrap();
    assert!(opened.split("open 99").next().unwrap().contains("Where:"), "{opened}");
}

// The end of the input.

#[test]
fn answers_are_saved_at_end_of_input() {
    let state = tempfile::tempdir().unwrap();
    let start = |input: &str, arguments: &[&str]| {
        let mut command = program();
        command.arg("--plain").args(arguments).env("XDG_STATE_HOME", state.path());
        crate::harness::feed(command, input.as_bytes())
    };
    let first = start(&"4\n".repeat(7), &[]);
    assert_eq!((first.status.code(), err(&first)), (Some(1), String::new()));
    assert!(out(&first).contains("The input ended after 7 of 24 questions. Your answers are saved."));
    let second = start("back\n\n2", &[]);
    assert_eq!(second.status.code(), Some(1));
    for wanted in ["Go on with question 8 of 24", "Enter to keep 4, Like", "ended after 8 of 24"] {
        assert!(out(&second).contains(wanted), "{wanted}: {}", out(&second));
    }
    let fresh = start("", &["--fresh"]);
    assert!(out(&fresh).contains("Question 1 of 24"), "{}", out(&fresh));
    // A line of its own, so that the last one is not an answer to the offer.
    let rest = start(&"3\n5\n1\n2\n".repeat(4), &[]);
    assert_eq!(rest.status.code(), Some(0), "{}", out(&rest));
    assert!(out(&rest).contains("Code of this result: "), "{}", out(&rest));
    assert!(out(&rest).contains("8. Sources: "), "the parts follow, since nobody can ask for them");
    let after = start("4\n", &[]);
    assert!(out(&after).contains("To see your last result again: career-fit show"), "{}", out(&after));
    assert!(out(&after).contains("You chose 4, Like."), "a new quiz starts: {}", out(&after));
    let nothing = piped(&[], "");
    assert_eq!(nothing.status.code(), Some(1));
    assert!(out(&nothing).contains("You have not answered anything yet."), "{}", out(&nothing));
}

#[test]
fn failure_to_save_is_reported_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let mut command = program();
    command.arg("--plain").env("XDG_STATE_HOME", &file);
    let output = crate::harness::feed(command, lines(persona("hi")).as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output).matches("Not saved:").count(), 1, "{}", out(&output));
    assert!(out(&output).contains("Your answers point clearly to"));
}

// On a terminal.

#[test]
fn terminal_gets_plain_text_and_an_offer_to_resume() {
    let state = tempfile::tempdir().unwrap();
    let environment = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
    let mut session = Session::start(&["--plain"], &environment, (80, 24));
    session.wait_for("Your answer, 1 to 5");
    for number in 2..=4 {
        session.send("4\r");
        session.wait_for(&format!("Question {number} of 24"));
    }
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    assert!(!session.raw.contains(&0x1b), "{}", String::from_utf8_lossy(&session.raw));
    let mut session = Session::start(&["--plain"], &environment, (80, 24));
    session.wait_for("1. Go on with question 4 of 24");
    session.send("3\r");
    session.wait_for("3 isn't a choice here. Type 1 to 2.");
    session.send("\r");
    session.wait_for("Question 4 of 24");
    session.send("\x04");
    session.wait_for("The input ended after 3 of 24 questions");
    assert_eq!(session.wait_for_exit(), 1);
    let mut session = Session::start(&["--plain"], &environment, (80, 24));
    session.wait_for("2. Start over");
    session.send("2\r");
    session.wait_for("Question 1 of 24");
    // A line that ends without Enter is one too, and takes nothing of the next.
    session.send("4\x04\x04");
    session.wait_for("Question 2 of 24");
    session.send("5\r");
    session.wait_for("Question 3 of 24");
    session.send("q\ryes\r");
    assert_eq!(session.wait_for_exit(), 1);
}

#[test]
fn line_mode_is_chosen_by_environment() {
    for (environment, arguments) in [
        (("ACCESSIBLE", "1"), &[][..]),
        (("ACCESSIBLE", "yes"), &[]),
        (("TERM", "dumb"), &[]),
        (("LANG", "C"), &["--plain"]),
    ] {
        let mut session = Session::start(&[&["--no-save"], arguments].concat(), &[environment], (80, 24));
        session.wait_for("Your answer, 1 to 5");
        session.send("q\r");
        session.wait_for("Type yes to leave");
        session.send("yes\r");
        assert_eq!(session.wait_for_exit(), 1);
        assert!(!session.raw.contains(&0x1b), "{environment:?}");
        assert!(session.raw.is_ascii(), "{environment:?}");
    }
}

#[cfg(feature = "tui")]
#[test]
fn accessible_0_keeps_the_full_screen() {
    let mut session = Session::start(&["--no-save"], &[("ACCESSIBLE", "0")], (80, 24));
    session.wait_for("Enter start");
    session.send("q\r");
    session.wait_for_exit();
}

#[test]
fn show_uses_line_mode_if_needed() {
    // Without the full screen, every run is in line mode.
    let need: &[_] = if cfg!(feature = "tui") { &[("ACCESSIBLE", "1")] } else { &[] };
    let mut session = Session::start(&["show", &scored(persona("hi"))], need, (80, 24));
    session.wait_for("Enter for part 2, Why");
    session.send("ohio\r");
    session.wait_for("Part 4 has more about pay");
    session.send("q\r");
    session.wait_for("Type yes to leave");
    session.send("y\r");
    assert_eq!(session.wait_for_exit(), 0);
    assert!(!session.raw.contains(&0x1b));
}

#[test]
fn lines_fit_a_narrow_terminal() {
    let (ending, text) = typed((lines(persona("lean")) + "\nall\nstate Ohio\nq\ny\n").as_bytes(), 40, false);
    assert_eq!(ending, Ending::Finished);
    // The summary is for the terminal that stays: it is as wide as on the full screen.
    let text = text.rsplit_once("Leave the quiz?").unwrap().0;
    for line in text.lines() {
        // On the screen, what is typed ends a prompt's line; here the next line follows at once.
        for line in line.split("): ") {
            assert!(line.trim_end().chars().count() <= 40, "{line:?}");
        }
    }
}

#[test]
fn only_typed_answers_are_timed() {
    let input = lines(persona("hi")) + "\n1\n";
    let is_noted = |text: &str| text.contains("took under 2 seconds");
    let at_pace = |pace| paced(input.as_bytes(), 200, false, pace).1;
    assert!(is_noted(&at_pace(1)), "{}", at_pace(1));
    assert!(!is_noted(&at_pace(2)), "{}", at_pace(2));
    // No time passes between the lines of a pipe.
    let piped = out(&piped(&[], &input)).replace('\n', " ");
    assert!(piped.contains("How sure") && !is_noted(&piped), "{piped}");
}

// Whatever comes in.

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_end_and_print_only_text(
        words in proptest::collection::vec(
            // Not "write": it would write a file.
            proptest::sample::select(vec![
                "1", "2", "3", "4", "5", "6", "24", "25", "0", "", "back", "skip", "review", "terms", "again", "help",
                "quit", "yes", "no", "all", "code", "state", "state ohio", "more", "next", "pay", "like",
                "\u{1b}[A", "\u{7}x", "ünï", "99999999999999999999999", "-1", "4 4",
            ]),
            0..80,
        ),
        ascii in any::<bool>(),
        start in 0..=24usize,
    ) {
        let before: String = lines(persona("torn")).lines().take(start).map(|line| format!("{line}\n")).collect();
        let (_, text) = typed((before + &words.join("\n")).as_bytes(), 76, ascii);
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{:?}", text);
        prop_assert!(!ascii || text.is_ascii());
    }

    #[test]
    fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        typed(&bytes, 76, false);
    }
}

#[test]
fn endless_line_is_one_answer() {
    let input = format!("{}\n4\n", "x".repeat(1_000_000));
    let (_, text) = typed(input.as_bytes(), 76, false);
    assert_eq!(text.matches("can't be used here").count(), 1);
    assert!(text.contains("You chose 4, Like."));
    assert!(text.len() < 10_000, "{}", text.len());
}
