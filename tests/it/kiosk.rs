//! A shared machine: one person after the other, and nothing of one left for the next.

use std::time::Duration;

use career_fit::content::wages::NATION;
use career_fit::quiz::Quiz;
use career_fit::tui::keymap::{Input, Key};
use career_fit::tui::kiosk::{Action, COUNTDOWN, Kiosk};
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Effect, Exit};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::harness::{PERSONAS, content, err, run};
use crate::pty::Session;
use crate::tui::text;

const IDLE: Duration = Duration::from_secs(90);
const WINDOW: Rect = Rect::new(0, 0, 80, 24);
const SECOND: Duration = Duration::from_secs(1);

fn kiosk() -> Kiosk {
    Kiosk::new(Quiz::new(content(), NATION), None, IDLE, Theme::new(Depth::None, false), false, WINDOW)
}

fn screen(kiosk: &Kiosk) -> String {
    let mut buffer = Buffer::empty(WINDOW);
    kiosk.draw(WINDOW, &mut buffer);
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
fn idle_turn_is_cleared_after_a_countdown() {
    let mut kiosk = kiosk();
    assert_eq!(kiosk.wakes_at(), None, "there is nothing to clear before the first key");
    let start = SECOND * 1000;
    press(&mut kiosk, Key::Enter, start);
    press(&mut kiosk, Key::Char('4'), start);
    assert!(screen(&kiosk).contains("Question 1: Like."));
    let asked = start + IDLE;
    assert_eq!(wait(&mut kiosk, asked - Duration::from_millis(1)), None);
    assert!(!screen(&kiosk).contains("Still there?"));
    assert_eq!(wait(&mut kiosk, asked), None);
    let shown = screen(&kiosk);
    assert!(shown.contains("Still there?") && shown.contains("In 15 seconds"), "{shown}");
    assert!(!shown.contains("Like"), "no answer can be read by someone who walks by:\n{shown}");
    wait(&mut kiosk, asked + SECOND * 14);
    assert!(screen(&kiosk).contains("In 1 second all"), "{}", screen(&kiosk));
    assert_eq!(wait(&mut kiosk, asked + SECOND * COUNTDOWN), Some(Effect::Clear));
    assert!(screen(&kiosk).contains("> Start"));
    press(&mut kiosk, Key::Enter, asked + SECOND * COUNTDOWN);
    assert!(!screen(&kiosk).contains("Like."), "{}", screen(&kiosk));
}

#[test]
fn any_key_only_stops_the_countdown() {
    let mut kiosk = kiosk();
    press(&mut kiosk, Key::Enter, Duration::ZERO);
    wait(&mut kiosk, IDLE);
    assert_eq!(kiosk.action(Input::Key(Key::Char('4'))), Some(Action::Stay));
    assert_eq!(press(&mut kiosk, Key::Char('4'), IDLE), None);
    assert!(screen(&kiosk).contains("Question 1 of 24"));
    assert_eq!(kiosk.wakes_at(), Some(IDLE * 2));
}

#[test]
fn q_ends_a_turn_and_ctrl_c_twice_within_2_s_ends_the_program() {
    let mut kiosk = kiosk();
    let now = SECOND * 5;
    press(&mut kiosk, Key::Enter, now);
    press(&mut kiosk, Key::Char('q'), now);
    assert!(screen(&kiosk).contains("All your answers are cleared for the next person."));
    assert_eq!(press(&mut kiosk, Key::Char('y'), now), Some(Effect::Clear));
    let at = |millis| Duration::from_millis(millis);
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(1000)), None);
    assert!(screen(&kiosk).contains("Ctrl-C once more ends the program."));
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(3000)), None, "too late");
    assert_eq!(press(&mut kiosk, Key::Ctrl('c'), at(4999)), Some(Effect::Quit(Exit::Interrupted)));
    assert_eq!(press(&mut kiosk, Key::Ctrl('z'), at(6000)), None, "no Ctrl-Z");
}

/// A kiosk at the result of someone who answered everything, at this time.
fn finished(now: Duration) -> Kiosk {
    let mut kiosk = kiosk();
    press(&mut kiosk, Key::Enter, Duration::ZERO);
    let persona = PERSONAS.iter().find(|persona| persona.name == "hi").unwrap();
    let content = content();
    for item in content.instrument.items.iter().filter(|item| !item.tie_breaker) {
        let digit = char::from(b'0' + persona.answer(&item.id).unwrap());
        press(&mut kiosk, Key::Char(digit), Duration::ZERO);
        // Another key in between, since a repeated digit could be one that is held down.
        press(&mut kiosk, Key::F(1), now);
        press(&mut kiosk, Key::Esc, now);
    }
    assert!(screen(&kiosk).contains("Your answers point to"), "{}", screen(&kiosk));
    kiosk
}

#[test]
fn nothing_is_left_of_a_turn_whatever_was_pressed_at_its_result() {
    let named = [Key::Enter, Key::Esc, Key::Left, Key::Right, Key::Up, Key::Down, Key::Delete, Key::F(1)];
    let letters = "aoqrwscthiynbjk?126 ".chars().map(Key::Char);
    let keys: Vec<Key> = named.into_iter().chain(letters).chain([Key::Ctrl('c'), Key::Ctrl('z')]).collect();
    let now = SECOND * 1000;
    let (fresh, finished) = (kiosk(), finished(now));
    let fresh_screen = screen(&fresh);
    let fresh_model = format!("{:?}", fresh.model());
    for first in &keys {
        for second in &keys {
            let mut kiosk = finished.clone();
            press(&mut kiosk, *first, now);
            // Ctrl-C twice within 2 seconds would end the program.
            press(&mut kiosk, *second, now + SECOND * 3);
            wait(&mut kiosk, now + SECOND * 60 * 25);
            assert_eq!(kiosk.wakes_at(), None, "{first:?} {second:?}");
            assert_eq!(screen(&kiosk), fresh_screen, "{first:?} {second:?}");
            if second == first {
                assert!(format!("{:?}", kiosk.model()) == fresh_model, "{first:?}");
            }
        }
    }
}

#[test]
fn a_result_can_be_looked_at_for_20_minutes() {
    let now = SECOND * 1000;
    let mut kiosk = finished(now);
    press(&mut kiosk, Key::Right, now);
    assert_eq!(wait(&mut kiosk, now + SECOND * 60 * 19), None);
    assert!(!screen(&kiosk).contains("Still there?"), "{}", screen(&kiosk));
    let asked = now + SECOND * 60 * 20;
    assert_eq!(wait(&mut kiosk, asked), None);
    assert!(screen(&kiosk).contains("In 15 seconds"), "{}", screen(&kiosk));
    assert_eq!(wait(&mut kiosk, asked + SECOND * COUNTDOWN), Some(Effect::Clear));
}

#[test]
fn taking_the_quiz_again_ends_the_turn() {
    let now = SECOND * 1000;
    let mut kiosk = finished(now);
    press(&mut kiosk, Key::Char('a'), now);
    assert!(
        screen(&kiosk).contains("All your answers are cleared for the next person."),
        "{}",
        screen(&kiosk)
    );
    assert_eq!(press(&mut kiosk, Key::Enter, now), Some(Effect::Clear));
    assert!(!screen(&kiosk).contains("last result"), "{}", screen(&kiosk));
}

/// What was sent since the screen and the scrollback were last cleared.
fn since_cleared(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let start = text.rfind("\x1b[3J").expect("the scrollback was cleared");
    assert!(text[..start].ends_with("\x1b[2J"), "and the screen before it");
    text[start..].to_owned()
}

/// Checks for a persona's answers and result.
fn assert_nothing_of(name: &str, sent: &str) {
    let code = PERSONAS.iter().find(|one| one.name == name).unwrap().outcome(&content()).code;
    for trace in [code.as_str(), "Your answers point", "Question 24", "answered", "of 5", "your answer"] {
        assert!(!sent.contains(trace), "{trace} was sent:\n{sent:?}");
    }
}

#[test]
fn terminal_gets_nothing_of_a_person_after_it_was_cleared() {
    let state = tempfile::tempdir().unwrap();
    let home = state.path().to_str().unwrap();
    let environment = [("XDG_STATE_HOME", home), ("HOME", home)];
    let mut session = Session::start(&["--kiosk"], &environment, (80, 24));
    for name in ["hi", "him"] {
        session.answer(name);
        session.wait_for("Your answers point");
        session.send("\x1a");
        session.send("w");
        session.send("\x1b[C");
        session.wait_for("How much you like each kind of work");
        session.send("q");
        session.wait_for("Leave the quiz?");
        let before = session.raw.len();
        session.send("\r");
        session.wait_for("> Start");
        session.wait_for_cursor_on(">");
        assert_nothing_of(name, &since_cleared(&session.raw[before..]));
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
fn terminal_is_cleared_after_a_signal() {
    let mut session = Session::start(&["--kiosk", "--idle", "5"], &[], (80, 24));
    session.wait_for("Start");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.wait_for("Still there?");
    session.send("x");
    session.wait_for("Question 1 of 24");
    session.send("\x1b[D");
    session.answer("hi");
    session.wait_for("Your answers point");
    session.signal("TSTP");
    session.signal("CONT");
    session.send("?");
    session.wait_for("All keys of this screen");
    let help = session.text();
    assert!(!help.contains("to a file") && !help.contains("Ctrl-Z"), "{help}");
    session.signal("TERM");
    session.wait_for_exit();
    assert_nothing_of("hi", &since_cleared(&session.raw));
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
