//! A machine that many use: one person after the other, and nothing of one left for the next.

use std::time::Duration;

use career_fit::content::wages::NATION;
use career_fit::quiz::Quiz;
use career_fit::tui::keymap::{Input, Key};
use career_fit::tui::kiosk::{Action, COUNTDOWN, Kiosk, Turns};
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Effect, Exit};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::harness::{PERSONAS, content, err, run};
use crate::pty::Session;
use crate::tui::text;

const IDLE: Duration = Duration::from_secs(90);

fn kiosk() -> Kiosk {
    let turns = Turns { idle: IDLE };
    Kiosk::new(Quiz::new(content(), NATION), turns, Theme::new(Depth::None, false), false)
}

fn screen(kiosk: &mut Kiosk) -> String {
    let area = Rect::new(0, 0, 80, 24);
    kiosk.resize(area);
    let mut buffer = Buffer::empty(area);
    kiosk.draw(area, &mut buffer);
    text(&buffer)
}

/// Presses a key as the loop does.
fn press(kiosk: &mut Kiosk, key: Key, now: Duration) -> Option<Effect> {
    kiosk.pressed(now);
    kiosk.update(kiosk.action(Input::Key(key))?, now)
}

/// Lets the time pass as the loop does, up to a moment.
fn wait(kiosk: &mut Kiosk, until: Duration) -> Option<Effect> {
    while let Some(at) = kiosk.wakes_at().filter(|at| *at <= until) {
        let effect = kiosk.wake(at);
        assert!(kiosk.wakes_at().is_none_or(|next| next > at), "it never wakes twice at once");
        if effect.is_some() {
            return effect;
        }
    }
    None
}

#[test]
fn whoever_goes_away_is_asked_for_and_then_forgotten() {
    let mut kiosk = kiosk();
    assert_eq!(kiosk.wakes_at(), None, "at the start there is nothing to wait for");
    let start = Duration::from_secs(1000);
    press(&mut kiosk, Key::Enter, start);
    press(&mut kiosk, Key::Char('4'), start);
    assert!(screen(&mut kiosk).contains("Question 1: Like."));
    let asked = start + IDLE;
    assert_eq!(wait(&mut kiosk, asked - Duration::from_millis(1)), None);
    assert!(!screen(&mut kiosk).contains("Still there?"));
    assert_eq!(wait(&mut kiosk, asked), None);
    let shown = screen(&mut kiosk);
    assert!(shown.contains("Still there?") && shown.contains("In 15 seconds"), "{shown}");
    assert!(!shown.contains("Like"), "nothing is to be read by whoever walks by:\n{shown}");
    wait(&mut kiosk, asked + Duration::from_secs(14));
    assert!(screen(&mut kiosk).contains("In 1 second all"), "{}", screen(&mut kiosk));
    assert_eq!(wait(&mut kiosk, asked + COUNTDOWN), Some(Effect::Clear));
    assert!(screen(&mut kiosk).contains("> Start"));
    press(&mut kiosk, Key::Enter, asked + COUNTDOWN);
    assert!(!screen(&mut kiosk).contains("Like."), "{}", screen(&mut kiosk));
}

#[test]
fn any_key_says_that_somebody_is_there_and_does_nothing_else() {
    let mut kiosk = kiosk();
    press(&mut kiosk, Key::Enter, Duration::ZERO);
    wait(&mut kiosk, IDLE);
    assert_eq!(kiosk.action(Input::Key(Key::Char('4'))), Some(Action::Stay));
    assert_eq!(press(&mut kiosk, Key::Char('4'), IDLE), None);
    assert!(screen(&mut kiosk).contains("Question 1 of 24"));
    assert_eq!(kiosk.wakes_at(), Some(IDLE * 2));
}

#[test]
fn q_ends_a_turn_and_only_ctrl_c_twice_within_2_s_ends_the_program() {
    let mut kiosk = kiosk();
    let now = Duration::from_secs(5);
    press(&mut kiosk, Key::Enter, now);
    press(&mut kiosk, Key::Char('q'), now);
    assert!(screen(&mut kiosk).contains("All your answers are cleared for the next person."));
    assert_eq!(press(&mut kiosk, Key::Char('y'), now), Some(Effect::Clear));
    let at = |millis| Duration::from_millis(millis);
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(1000)), None);
    assert!(screen(&mut kiosk).contains("Ctrl-C once more ends the program."));
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(3000)), None, "too late");
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(4999)), Some(Effect::Quit(Exit::Interrupted)));
    assert_eq!(press(&mut kiosk, Key::Ctrl('z'), at(6000)), None, "no Ctrl-Z");
}

/// What was sent from the last clearing of screen and scrollback on.
fn since_cleared(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let start = text.rfind("\x1b[3J").expect("the scrollback was cleared");
    assert!(text[..start].ends_with("\x1b[2J"), "and the screen before it");
    text[start..].to_owned()
}

/// What may be sent of a person: the answers as they are shown, and what comes of them.
fn assert_nothing_of(name: &str, sent: &str) {
    let code = PERSONAS.iter().find(|one| one.name == name).unwrap().outcome(&content()).code;
    for of_them in [code.as_str(), "point clearly", "Question 24", "answered", "of 5", "your answer"] {
        assert!(!sent.contains(of_them), "{of_them} was sent:\n{sent:?}");
    }
}

#[test]
fn nothing_of_one_person_is_sent_to_the_terminal_after_it_was_cleared_for_the_next() {
    let state = tempfile::tempdir().unwrap();
    let home = state.path().to_str().unwrap();
    let environment = [("XDG_STATE_HOME", home), ("HOME", home)];
    let mut session = Session::start(&["--kiosk"], &environment, (80, 24));
    for name in ["hi", "him", "hi"] {
        session.answer(name);
        session.wait_for("Your answers point clearly to");
        session.send("\x1a");
        session.send("w");
        session.send("2");
        session.wait_for("How much you like each kind of work");
        session.send("q");
        session.wait_for("Leave the quiz?");
        let before = session.raw.len();
        session.send("\r");
        session.wait_for("> Start");
        session.wait_for_cursor_on(">");
        let sent = since_cleared(&session.raw[before..]);
        assert_nothing_of(name, &sent);
        // The next one's review and result are as of somebody new.
        session.send("i");
        session.wait_for("What these words mean");
        session.send("\x1b[D");
        session.wait_for("> Start");
        assert!(!session.text().contains("last"), "{}", session.text());
    }
    session.send("\x03");
    session.wait_for("Ctrl-C once more");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    session.assert_terminal_restored();
    assert_eq!(session.text().trim(), "", "nothing stays in the shell");
    assert_eq!(std::fs::read_dir(home).unwrap().count(), 0, "nothing is on the disk");
}

#[test]
fn a_kiosk_clears_itself_when_nobody_is_there_and_after_a_signal() {
    let mut session = Session::start(&["--kiosk", "--idle", "5"], &[], (80, 24));
    session.answer("hi");
    session.wait_for("Your answers point clearly to");
    session.wait_for("Still there?");
    session.send("x");
    session.wait_for("Your answers point clearly to");
    session.signal("TSTP");
    session.signal("CONT");
    session.send("?");
    session.wait_for("All keys of this screen");
    let help = session.text();
    assert!(!help.contains("to a file") && !help.contains("Ctrl-Z"), "{help}");
    session.signal("TERM");
    session.wait_for_exit();
    let sent = since_cleared(&session.raw);
    assert_nothing_of("hi", &sent);
    assert_eq!(session.text().trim(), "");
}

#[test]
fn kiosk_is_refused_in_line_mode() {
    let output = run(&["--plain", "--kiosk"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        err(&output),
        "career-fit: --kiosk needs the full screen: run it in a terminal, without --plain\n"
    );
}
