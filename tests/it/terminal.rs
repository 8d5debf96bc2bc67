//! The real program on a real pseudo-terminal: a whole quiz, every way out, and what is sent.

use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::time::Instant;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::harness::{program, sample_code};
use crate::pty::{Session, TIMEOUT, send_signal};

#[test]
fn a_whole_quiz_with_resizing_ends_in_its_result() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.answer("hi");
    session.wait_for("Health Informatics");
    session.send("r");
    session.wait_for("See your result");
    session.resize(40, 12);
    session.wait_for("22 more");
    session.send("\x1b[B\r");
    session.wait_for("Question 1 of 24");
    session.resize(120, 40);
    session.send("\x1b[D");
    session.wait_for("24 of 24 answered");
    session.send("\x1b[H\r");
    session.wait_for("Health Informatics");
    session.send("4");
    session.wait_for("$101,570");
    session.send("8");
    session.wait_for("Where it all comes from");
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
    session.assert_terminal_restored();
    assert!(session.text().contains("to Health Informatics (HI)"), "{}", session.text());
    assert!(session.text().lines().count() <= 20, "{}", session.text());
}

#[test]
fn every_exit_restores_the_terminal() {
    for (how, code) in [
        ("quit", Some(1)),
        ("Ctrl-C", Some(130)),
        ("INT", Some(130)),
        ("TERM", None),
        ("HUP", None),
        ("QUIT", None),
    ] {
        let mut session = Session::start(&[], &[], (80, 24));
        session.wait_for("Start");
        assert!(session.screen.screen().alternate_screen());
        match how {
            "quit" => session.send("q\r"),
            "Ctrl-C" => session.send("\x03"),
            signal => session.signal(signal),
        }
        let ended = session.wait_for_exit();
        assert!(ended != 0 && code.is_none_or(|code| code == ended), "{how}: {ended}");
        session.assert_terminal_restored();
    }
}

/// The terminal may still be in line mode then, and sends a line feed for Enter.
#[test]
fn an_enter_typed_while_the_program_starts_is_not_lost() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

/// Such a program gets no signal when the window is closed, and must not go on reading nothing forever.
#[test]
fn without_a_controlling_terminal_it_ends_with_the_window() {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_career-fit"));
    command.args(["--no-save"]);
    command.env("TERM", "xterm-256color");
    command.set_controlling_tty(false);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("Start") {
        let count = reader.read(&mut bytes).unwrap();
        seen.extend_from_slice(&bytes[..count]);
    }
    drop((reader, pair.master));
    let end = Instant::now() + TIMEOUT;
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "it runs on");
        std::thread::yield_now();
    }
}

#[test]
fn error_messages_escape_terminal_sequences() {
    for argument in ["--no-such\u{1b}]0;title\u{7}", "\u{1b}]0;title\u{7}", "--state=\u{1b}]0;title\u{7}"] {
        let mut session = Session::start(&[argument], &[], (80, 24));
        assert_eq!(session.wait_for_exit(), 2);
        let said = String::from_utf8_lossy(&session.raw);
        assert!(said.starts_with("error: "), "{said:?}");
        assert!(!said.contains("\u{1b}]") && !said.contains('\u{7}'), "{said:?}");
    }
}

/// The lines on the screen, without the blanks at their ends: some are only there where something was overwritten.
fn shown(session: &Session) -> Vec<String> {
    session.text().lines().map(|line| line.trim_end().to_owned()).collect()
}

fn is_back_in_the_shell(session: &Session) -> bool {
    !session.screen.screen().alternate_screen() && session.text().trim_end().ends_with("ready>")
}

/// A shell with job control that runs the program, and the program's process, which is in a file.
fn in_a_shell(arguments: &str, folder: &std::path::Path) -> Session {
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    let mut session = Session::spawn(shell, &[("PS1", "ready> "), ("ENV", "")], (80, 24));
    session.wait_for("ready>");
    let (program, file) = (env!("CARGO_BIN_EXE_career-fit"), folder.join("process"));
    session.send(&format!("sh -c 'echo $$ > {}; exec {program} {arguments}'\r", file.display()));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.send("4");
    session.wait_for("Question 1: Like.");
    session
}

/// The process that [`in_a_shell`] has started.
fn process_in(folder: &std::path::Path) -> u32 {
    fs::read_to_string(folder.join("process")).unwrap().trim().parse().unwrap()
}

#[test]
fn suspending_restores_the_terminal_and_fg_redraws() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = in_a_shell("--no-save --mouse", folder.path());
    for (question, how) in [(2, "key"), (3, "TSTP"), (4, "TSTP"), (5, "key")] {
        let before = shown(&session);
        let sent = session.raw.len();
        match how {
            "key" => session.send("\x1a"),
            signal => send_signal(process_in(folder.path()), signal),
        }
        session.wait_until(how, is_back_in_the_shell);
        session.assert_terminal_restored();
        let back = String::from_utf8_lossy(&session.raw[sent..]).into_owned();
        assert!(back.contains("\x1b[?1000l"), "{how}: the mouse is given back");
        session.send("clear; stty -a\r");
        session.wait_until("a line at a time", |session| {
            session.text().contains(" icanon") && session.text().contains(" echo ")
        });
        session.wait_until("ready", |session| session.text().trim_end().ends_with("ready>"));
        let sent = session.raw.len();
        session.send("fg\r");
        session.wait_until("the same screen", |session| {
            session.screen.screen().alternate_screen() && shown(session) == before
        });
        // By arrows: the terminal is raw again, or they would be echoed.
        session.send("\x1b[B\r");
        session.wait_for(&format!("Question {} of 24", question + 1));
        let back = String::from_utf8_lossy(&session.raw[sent..]).into_owned();
        assert!(back.contains("\x1b[?1000h"), "{how}: the mouse is taken again");
    }
    session.send("\x03");
    session.wait_until("the shell", is_back_in_the_shell);
    session.send("exit\r");
    session.wait_for_exit();
}

#[test]
fn fg_redraws_after_a_stop_without_warning() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = in_a_shell("--no-save", folder.path());
    let before = shown(&session);
    send_signal(process_in(folder.path()), "STOP");
    session.wait_until("the shell", |session| shown(session) != before && session.text().contains("ready>"));
    // The terminal is still raw: Enter is no end of a line there.
    session.send("fg\n");
    session.wait_until("the same screen", |session| shown(session) == before);
    session.send("\x1b[B\r");
    session.wait_for("Question 3 of 24");
    session.send("\x03");
    session.wait_until("the shell", is_back_in_the_shell);
    session.send("exit\r");
    session.wait_for_exit();
}

#[test]
fn without_job_control_nothing_suspends() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.signal("TSTP");
    session.send("\x1a4");
    session.wait_for("Question 2 of 24");
    assert!(session.screen.screen().alternate_screen());
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_career-fit"));
    command.arg("--no-save");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // Read here and not in a thread: a thread's copy of the terminal would keep it open.
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("Start") {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "it ended early");
        seen.extend_from_slice(&bytes[..count]);
    }
    drop((reader, pair.master));
    let end = Instant::now() + TIMEOUT;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            panic!("it went on without a terminal");
        }
        std::thread::yield_now();
    }
}

/// Not a test by itself: `a_panic_restores_the_terminal` runs it on a terminal of its own.
#[test]
#[ignore = "panics on purpose"]
fn panics_on_another_thread() {
    let guard = career_fit::tui::terminal::Guard::open(false).unwrap();
    let joined = std::thread::spawn(|| panic!("on purpose")).join();
    drop(guard);
    assert!(joined.is_ok(), "the thread panicked");
}

#[test]
fn a_panic_restores_the_terminal() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "terminal::panics_on_another_thread"]);
    let mut session = Session::spawn(command, &[], (80, 24));
    assert_ne!(session.wait_for_exit(), 0);
    session.assert_terminal_restored();
    let text = session.text();
    assert!(text.contains("on purpose"), "the message can be read:\n{text}");
    let entered = session.raw.windows(8).position(|bytes| bytes == b"\x1b[?1049h");
    assert!(entered.is_some(), "it had taken the screen");
}

/// All sequences that are sent without a flag.
pub(crate) const PLAIN_SEQUENCES: [&str; 16] = [
    "[?1049h", "[?1049l", "[?25h", "[?25l", "[H", "[J", "[K", "[m",
    // Modes that a terminal ignores if it doesn't know them.
    "[?1000l", "[?1002l", "[?1003l", "[?1004l", "[?2004h", "[?2004l", "[?2031l", "[?2048l",
];

/// The escape sequences in an output, each as its final letter, private ones with their number.
pub(crate) fn sequences(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found: Vec<String> = text
        .split('\x1b')
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
            let sequence = &rest[..end];
            if sequence.starts_with("[?") {
                sequence.to_owned()
            } else {
                format!("[{}", &sequence[end - 1..])
            }
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn only_sequences_that_old_terminals_know_are_sent() {
    let mut session = Session::start(&[], &[], (80, 24));
    session.answer("torn");
    session.wait_for("Too close to call so far");
    session.send("\x1b[B\r");
    session.wait_for("1 At a glance");
    for digit in '2'..='8' {
        session.send(&digit.to_string());
        session.wait_for(&format!("{digit} "));
    }
    session.send("?");
    session.wait_for("All keys");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    for sequence in sequences(&session.raw) {
        assert!(PLAIN_SEQUENCES.contains(&sequence.as_str()), "{sequence} was sent");
    }
}

/// What a terminal with one screen only shows: GNU screen by default, the Linux console, a VT100.
fn on_the_only_screen(raw: &[u8], (columns, rows): (u16, u16)) -> String {
    let mut screen = vt100::Parser::new(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap(), 0);
    let shell = vec!["old".repeat(usize::from(columns) / 3); usize::from(rows)].join("\r\n");
    screen.process(shell.as_bytes());
    let raw = String::from_utf8_lossy(raw).replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
    screen.process(raw.as_bytes());
    screen.screen().contents()
}

#[test]
fn a_terminal_without_alternate_screen_is_cleared() {
    let size = (80, 24);
    let mut session = Session::start(&["--no-save", "show", &sample_code()], &[], size);
    session.wait_for("? all keys");
    session.wait_for_cursor_on("1");
    assert_eq!(on_the_only_screen(&session.raw, size), session.text());
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
    let end = on_the_only_screen(&session.raw, size);
    assert!(end.starts_with("Your answers point clearly to Health Informatics (HI)\n"), "{end}");
    assert!(!end.contains("old") && !end.contains("Leave"), "{end}");
}

#[test]
fn a_terminal_of_unknown_size_counts_as_80x24() {
    let mut session = Session::start(&["--no-save", "show", &sample_code()], &[], (0, 0));
    session.wait_for("? all keys");
    session.wait_for_cursor_on("1");
    session.resize(50, 24);
    session.wait_for("? keys");
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    assert_eq!(session.wait_for_exit(), 0);
    assert!(session.text().contains("See it again: career-fit show"), "{}", session.text());
}

#[test]
fn the_linux_console_gets_no_half_blocks() {
    for (term, is_sent) in [("xterm-256color", true), ("linux", false)] {
        let code = sample_code();
        let code = ["show", code.as_str()];
        let mut session = Session::start(&code, &[("TERM", term), ("COLORTERM", "")], (80, 40));
        session.wait_for("At a glance");
        session.send("c");
        session.wait_for("Esc close");
        assert_eq!(session.text().contains('▀'), is_sent, "{term}:\n{}", session.text());
    }
}

#[test]
fn no_color_and_ascii_are_obeyed() {
    let environment = [("NO_COLOR", "1"), ("LC_ALL", "C")];
    let mut session = Session::start(&[], &environment, (80, 24));
    session.answer("him");
    session.wait_for("Health Information Management");
    session.send("4");
    session.wait_for("A year's pay");
    session.send("\x03");
    session.wait_for_exit();
    assert!(session.raw.is_ascii());
    assert_eq!(colors(&session.raw), [0; 0]);
}

/// The numbers of the colors that were sent: 30 and up; lower ones are bold and the like.
fn colors(raw: &[u8]) -> Vec<u32> {
    let text = String::from_utf8_lossy(raw);
    let styles = text.split("\x1b[").skip(1).filter_map(|part| Some(part.split_once('m')?.0));
    let is_style = |numbers: &&str| numbers.chars().all(|c| c.is_ascii_digit() || c == ';');
    let numbers = styles.filter(is_style).flat_map(|numbers| numbers.split(';'));
    numbers.filter_map(|number| number.parse().ok()).filter(|number| *number >= 30).collect()
}

/// Everything that a quiz up to its result sends, with these arguments and this environment.
fn sent(arguments: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let mut session = Session::start(arguments, environment, (80, 24));
    session.answer("him");
    session.wait_for("Health Information Management");
    session.send("4");
    session.wait_for("A year's pay");
    session.send("q");
    session.wait_for("Leave the quiz?");
    session.send("\r");
    session.wait_for_exit();
    session.raw
}

#[test]
fn the_color_flag_overrides_the_environment() {
    let never = sent(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]);
    assert_eq!(colors(&never), [0; 0], "--color never");
    // The terminal still decides how many colors there are.
    for (terminal, color) in
        [("xterm", "38;5;1"), ("xterm-256color", "38;5;166"), ("xterm-direct", "38;2;213")]
    {
        let environment = [("NO_COLOR", "1"), ("COLORTERM", ""), ("TERM", terminal)];
        let raw = sent(&["--color", "always"], &environment);
        let text = String::from_utf8_lossy(&raw);
        assert!(text.contains(&format!("{color};")) || text.contains(&format!("{color}m")), "{terminal}");
    }
}

#[test]
fn help_and_errors_follow_the_same_color_rules() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.toml");
    fs::write(&broken, "title = 1\n").unwrap();
    let broken = broken.to_str().unwrap();
    // The flag, the environment, and whether there is color on a terminal and in a pipe.
    type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], bool, bool);
    let cases: [Case<'_>; 15] = [
        (&[], &[], true, false),
        (&[], &[("NO_COLOR", "1")], false, false),
        (&[], &[("NO_COLOR", "")], true, false),
        (&[], &[("CLICOLOR", "0")], false, false),
        (&[], &[("CLICOLOR", "1")], true, false),
        (&[], &[("CLICOLOR_FORCE", "1")], true, true),
        (&[], &[("CLICOLOR_FORCE", "0")], true, false),
        (&[], &[("CLICOLOR_FORCE", "")], true, false),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false, false),
        (&[], &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")], true, true),
        (&[], &[("TERM", "dumb")], false, false),
        (&["--color", "auto"], &[("NO_COLOR", "1")], false, false),
        (&["--color", "always"], &[("NO_COLOR", "1")], true, true),
        (&["--color=always"], &[("CLICOLOR", "0"), ("TERM", "dumb")], true, true),
        (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false, false),
    ];
    for (said, cases) in [
        (&["--help"][..], &cases[..]),
        (&["--nonsense"], &cases[..2]),
        (&["--questions", broken, "score", "-"], &cases[..2]),
    ] {
        for &(flag, environment, on_terminal, in_pipe) in cases {
            let arguments = [said, flag].concat();
            let mut session = Session::start(&arguments, environment, (80, 40));
            session.wait_for_exit();
            let has_color = session.raw.contains(&0x1b);
            assert_eq!(has_color, on_terminal, "{arguments:?} {environment:?} on a terminal");
            let mut program = program();
            let output = program.args(arguments).envs(environment.iter().copied()).output().unwrap();
            let has_color = [output.stdout, output.stderr].concat().contains(&0x1b);
            assert_eq!(has_color, in_pipe, "{said:?} {flag:?} {environment:?} in a pipe");
        }
    }
}

#[test]
fn a_code_from_before_a_fixed_typo_is_shown_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let fixed = folder.path().join("fixed.toml");
    let questions = career_fit::content::QUESTIONS;
    fs::write(&fixed, questions.replacen("\"Unsure\"", "\"Not sure\"", 1)).unwrap();
    let (fixed, code) = (fixed.to_str().unwrap(), sample_code());
    for look in [&[][..], &["--plain"]] {
        let arguments = [&["--no-save", "--questions", fixed], look, &["show", &code]].concat();
        // High enough that nothing scrolls off in line mode.
        let mut session = Session::start(&arguments, &[], (120, 90));
        session.wait_for("Changed since the code was made: the wording of the questions or options");
        session.wait_for("Your answers point");
        session.send(if look.is_empty() { "q\r" } else { "quit\nyes\n" });
        assert_eq!(session.wait_for_exit(), 0);
    }
}

/// A window of any size, from the start or later, takes a bounded part of the memory.
#[test]
fn a_huge_window_is_drawn_in_part() {
    let mut session = Session::start(&[], &[], (10_000, 10_000));
    session.send("\r");
    session.resize(80, 24);
    session.wait_for("Question 1 of 24");
    session.resize(60_000, 60_000);
    session.send("4");
    session.resize(80, 24);
    session.wait_for("Question 2 of 24");
    session.send("q\r");
    assert_eq!(session.wait_for_exit(), 1);
    session.assert_terminal_restored();
}

#[test]
fn questions_are_seen_while_the_output_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.txt");
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_career-fit");
    command.args(["-c", &format!("'{program}' --no-save > '{}'", file.display())]);
    let mut session = Session::spawn(command, &[], (80, 24));
    session.wait_for("Your answer, 1 to 5");
    session.send("quit\nyes\n");
    session.wait_for_exit();
    assert!(fs::read_to_string(file).unwrap().contains("Question 1 of 24"));
}
