//! The mouse: what clicks and the wheel do, and what is asked of the terminal for it.

use std::time::Duration;

use career_fit::instrument::{Response, ResponseSet};
use career_fit::report::Tab;
use career_fit::storage::SaveStatus;
use career_fit::tui::dialogs::Dialog;
use career_fit::tui::keymap::{Input, Key};
use career_fit::tui::quiz::{Action, Model, Screen};
use career_fit::tui::{App, Exit, Target, run_loop};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use portable_pty::CommandBuilder;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Rect};

use crate::app::{Script, World};
use crate::harness::{content, sample_code};
use crate::noise::ANSWERED;
use crate::pty::Session;
use crate::terminal::{PLAIN_SEQUENCES, sequences};
use crate::tui::{Player, all_screens, draw, is_of_the_result, persona, text, window};

// The loop with a mouse, by script.

fn mouse(kind: MouseEventKind, at: Position) -> Event {
    Event::Mouse(MouseEvent { kind, column: at.x, row: at.y, modifiers: KeyModifiers::NONE })
}

fn press(at: Position) -> Event {
    mouse(MouseEventKind::Down(MouseButton::Left), at)
}

fn wheel(kind: MouseEventKind) -> Event {
    mouse(kind, Position::ORIGIN)
}

/// Runs the loop on a model until the events are used up: what became of the model, and how many frames went out.
fn after(model: &Model, events: Vec<Event>, ahead: bool) -> (Model, Exit, usize) {
    let mut terminal = Terminal::new(TestBackend::new(model.area.width, model.area.height)).unwrap();
    let (mut model, mut world) = (model.clone(), World::default());
    let exit =
        run_loop(&mut terminal, &mut model, &mut Script::new(events, ahead), &mut world, |_| SaveStatus::Off)
            .unwrap();
    (model, exit, world.frames)
}

/// The first cell of a text on the model's screen.
fn find(model: &Model, words: &str) -> Position {
    let screen = text(&draw(model).0);
    for (y, line) in (0..).zip(screen.lines()) {
        if let Some(at) = line.find(words) {
            return Position { x: u16::try_from(line[..at].chars().count()).unwrap(), y };
        }
    }
    panic!("no {words:?} on\n{screen}");
}

/// Clicks on a text.
fn click(model: &mut Model, words: &str) {
    let at = find(model, words);
    // Each a second after the one before: two at once are one double click.
    let now = Duration::from_secs(1 + model.quiz.session().settled() as u64);
    let mut terminal = Terminal::new(TestBackend::new(model.area.width, model.area.height)).unwrap();
    let mut script = Script::new([press(at)], false).at(now);
    run_loop(&mut terminal, model, &mut script, &mut World::default(), |_| SaveStatus::Off).unwrap();
}

/// All that a click could change and a user could see.
fn look(model: &Model) -> (String, Option<usize>, ResponseSet, Screen, bool) {
    let responses = model.quiz.session().responses().clone();
    (text(&draw(model).0), model.cursor, responses, model.screen(), model.dialog.is_some())
}

/// Every screen there is at a size, with the mouse on.
fn screens(size: (u16, u16)) -> Vec<(&'static str, Model)> {
    let on = |(name, mut player): (_, Player)| {
        player.model.mouse = true;
        (name, player.model)
    };
    all_screens(size).into_iter().map(on).collect()
}

fn screen(name: &str) -> Model {
    screens((80, 24)).into_iter().find(|(found, _)| *found == name).unwrap().1
}

#[test]
fn a_whole_quiz_can_be_taken_by_clicks() {
    let mut model = screen("welcome");
    click(&mut model, "Start");
    for item in content().instrument.items.iter().filter(|item| !item.tie_breaker) {
        let value = persona("hi").answer(&item.id).unwrap();
        let at = model.quiz.session().at();
        click(&mut model, &format!("{value}  "));
        assert_eq!(model.quiz.session().responses().get(at), Response::new(value), "{}", item.id);
    }
    assert_eq!(model.screen(), Screen::Result);
    click(&mut model, "r review");
    click(&mut model, "2  "); // the second question
    assert_eq!((model.screen(), model.quiz.session().at()), (Screen::Question, 1));
    click(&mut model, "← back");
    click(&mut model, "See your result");
    assert_eq!(model.screen(), Screen::Result);
    let open = |model: &Model| model.pages.open;
    for (name, tab) in [("4 Pay", Tab::Pay), ("8 Sources", Tab::Sources), ("1 At a glance", Tab::Glance)] {
        click(&mut model, name);
        assert_eq!(open(&model), tab);
    }
    click(&mut model, "→ tabs");
    assert_eq!(open(&model), Tab::Why, "the second of two arrows");
    click(&mut model, "←→ tabs");
    assert_eq!(open(&model), Tab::Glance, "the first of two arrows");
    click(&mut model, "? all keys");
    assert!(matches!(model.dialog, Some(Dialog::Help(_))));
    click(&mut model, "Esc close");
    click(&mut model, "w write");
    click(&mut model, "Markdown");
    assert!(matches!(model.dialog, Some(Dialog::Write(_))), "a kind is chosen, nothing is written yet");
    assert!(text(&draw(&model).0).contains("File: career-fit-2026-11-24-hi.md"));
    click(&mut model, "Esc close");
    model.update(Action::Leave, Duration::ZERO);
    click(&mut model, "Stay");
    assert_eq!(model.screen(), Screen::Result);
    model.update(Action::Leave, Duration::ZERO);
    let leave = find(&model, "> Leave");
    let key = Event::Key(KeyEvent::new(KeyCode::Char('8'), KeyModifiers::NONE));
    let (model, _, _) = after(&model, vec![press(leave), key], false);
    assert_eq!(open(&model), Tab::Glance, "it ended before the key");
}

#[test]
fn clicking_a_choice_takes_it() {
    let mut on = screen("resume");
    click(&mut on, "Go on with question 3");
    assert_eq!((on.quiz.session().at(), on.quiz.session().answered()), (2, 2));
    let mut anew = screen("resume");
    let below = find(&anew, "Go on with question 3") + ratatui::layout::Offset::new(0, 1);
    anew = after(&anew, vec![press(below)], false).0;
    assert_eq!((anew.screen(), anew.quiz.session().answered()), (Screen::Question, 0));
    let mut offer = screen("offer");
    click(&mut offer, "No, go on");
    assert_eq!(offer.screen(), Screen::Result);
    let mut state = screen("state");
    click(&mut state, "Alaska");
    assert_eq!((state.screen(), state.quiz.place()), (Screen::List, "Alaska"));
}

#[test]
fn every_footer_entry_stands_for_its_keys() {
    for (name, model) in screens((80, 24)) {
        if model.note.is_some() {
            continue;
        }
        let (buffer, drawn) = draw(&model);
        let screen = text(&buffer);
        let (row, footer) = (0..).zip(screen.lines()).filter(|(_, line)| !line.is_empty()).last().unwrap();
        let entries: Vec<(String, Vec<Key>)> = match &model.dialog {
            Some(dialog) => dialog
                .bindings()
                .filter_map(|row| Some((row.footer?, row.footer_keys())))
                .map(entry)
                .collect(),
            None => {
                model.bindings().filter_map(|row| Some((row.footer?, row.footer_keys()))).map(entry).collect()
            }
        };
        let mut expected = 0;
        for (entry, keys) in entries {
            let Some(at) = footer.find(&entry) else { continue };
            let start = u16::try_from(footer[..at].chars().count()).unwrap();
            let end = start + u16::try_from(entry.chars().count()).unwrap() - 1;
            expected += keys.len();
            for (x, key) in [start, end].into_iter().zip([keys.first(), keys.last()]) {
                let hit = drawn.targets.iter().find(|(area, _)| area.contains(Position { x, y: row }));
                let wanted = key.map(|key| Input::Key(*key));
                assert_eq!(hit.map(|(_, input)| *input), wanted, "{name}: {entry}\n{screen}");
            }
        }
        let found = drawn.targets.iter().filter(|(area, _)| area.y == row).count();
        assert_eq!(found, expected, "{name}\n{screen}");
        assert!(expected > 0, "{name}\n{screen}");
    }
}

fn entry(((keys, word), footer_keys): ((&str, &str), Vec<Key>)) -> (String, Vec<Key>) {
    (format!("{keys} {word}"), footer_keys)
}

#[test]
fn a_note_leaves_the_help_key_clickable() {
    let mut model = screen("hi");
    model.note = Some("Written to /home/me/result.html".to_owned());
    click(&mut model, "? keys");
    assert!(matches!(model.dialog, Some(Dialog::Help(_))));
}

#[test]
fn other_clicks_and_mouse_events_do_nothing() {
    for (name, model) in screens((80, 24)) {
        let before = look(&model);
        let targets = draw(&model).1.targets;
        let cells = Rect::new(0, 0, 80, 24).positions();
        let beside = cells.filter(|at| !targets.iter().any(|(area, _)| area.contains(*at)));
        let clicks: Vec<Event> = beside.map(press).collect();
        assert!(!clicks.is_empty(), "{name}");
        assert_eq!(look(&after(&model, clicks, false).0), before, "{name}");
        let mut noise = Vec::new();
        for (area, _) in &targets {
            let at = area.as_position();
            noise.extend([
                mouse(MouseEventKind::Up(MouseButton::Left), at),
                mouse(MouseEventKind::Drag(MouseButton::Left), at),
                mouse(MouseEventKind::Down(MouseButton::Right), at),
                mouse(MouseEventKind::Down(MouseButton::Middle), at),
                mouse(MouseEventKind::Moved, at),
                mouse(MouseEventKind::ScrollLeft, at),
                mouse(MouseEventKind::ScrollRight, at),
                press(Position { x: u16::MAX, y: at.y }),
            ]);
        }
        let (model, _, frames) = after(&model, noise, false);
        assert_eq!(look(&model), before, "{name}");
        assert_eq!(frames, 1, "{name}: and nothing is drawn for it");
    }
}

#[test]
fn the_wheel_never_moves_where_it_could_answer() {
    let mut moving = Vec::new();
    for (name, model) in screens((40, 12)) {
        let turned = after(&model, vec![wheel(MouseEventKind::ScrollDown)], false).0;
        let back = after(&turned, vec![wheel(MouseEventKind::ScrollUp)], false).0;
        assert_eq!(turned.quiz.session().responses(), model.quiz.session().responses(), "{name}");
        assert_eq!(look(&back), look(&model), "{name}: up is the way back");
        if look(&turned) == look(&model) {
            continue;
        }
        moving.push(name);
        if model.screen() == Screen::Result && model.dialog.is_none() {
            assert_eq!(turned.pages.page().scroll, 3, "{name}");
        }
    }
    for still in ["welcome", "question", "question-answered", "offer", "resume", "leave", "code", "write"] {
        assert!(!moving.contains(&still), "{still}");
    }
    for scrolling in ["help", "review", "state", "tried", "hi", "Jobs", "Sources"] {
        assert!(moving.contains(&scrolling), "{scrolling}");
    }
}

#[test]
fn without_the_mouse_clicks_and_wheel_do_nothing() {
    for (name, mut model) in screens((80, 24)) {
        let targets = draw(&model).1.targets;
        model.mouse = false;
        let mut events: Vec<Event> = targets.iter().map(|(area, _)| press(area.as_position())).collect();
        events.extend([wheel(MouseEventKind::ScrollDown), wheel(MouseEventKind::ScrollUp)]);
        let (turned, _, frames) = after(&model, events, false);
        assert_eq!(look(&turned), look(&model), "{name}");
        assert_eq!(frames, 1, "{name}");
    }
}

#[test]
fn a_click_sees_the_screen_after_earlier_keys() {
    let welcome = screen("welcome");
    let fourth = find(&screen("question"), "4  Like");
    let enter = Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    let (model, _, _) = after(&welcome, vec![enter, press(fourth)], true);
    assert_eq!(model.quiz.session().responses().get(0), Response::new(4));
    assert_eq!((model.screen(), model.quiz.session().at()), (Screen::Question, 1));
}

#[test]
fn every_option_and_tab_is_a_target_on_every_window() {
    for (name, player) in all_screens((80, 24)) {
        let mut model = player.model;
        for size in [(40, 12), (60, 18), (80, 24), (120, 40)] {
            model.resize(window(size));
            let targets = draw(&model).1.targets;
            let digits = |(_, input): &&Target| matches!(input, Input::Key(Key::Char('1'..='9')));
            let wanted = match model.screen() {
                _ if model.dialog.is_some() => 0,
                Screen::Question => Response::COUNT,
                screen if is_of_the_result(screen) => Tab::ALL.len(),
                _ => 0,
            };
            assert_eq!(targets.iter().filter(digits).count(), wanted, "{name} at {size:?}");
        }
        model.resize(window((39, 12)));
        assert!(draw(&model).1.targets.is_empty(), "{name}: nothing to click on a window too small");
    }
}

#[test]
fn help_mentions_the_mouse_only_if_it_is_on() {
    let mut player = Player::new((80, 24));
    player.press(&[Key::Enter, Key::F(1), Key::End]);
    assert!(!player.screen().contains("Click"), "{}", player.screen());
    player.model.mouse = true;
    player.press(&[Key::Esc, Key::F(1), Key::End]);
    assert!(player.screen().contains("Click"), "{}", player.screen());
    assert!(player.screen().contains("Wheel"), "{}", player.screen());
}

// The real program on a real terminal.

const MOUSE_SEQUENCES: [&str; 4] = ["[?1000h", "[?1000l", "[?1006h", "[?1006l"];

impl Session {
    /// Clicks on a text with the left button, press and release, as a terminal reports it.
    fn click(&mut self, words: &str) {
        self.wait_for(words);
        let screen = self.text();
        let (row, line) = (1..).zip(screen.lines()).find(|(_, line)| line.contains(words)).unwrap();
        let column = line[..line.find(words).unwrap()].chars().count() + 1;
        self.send(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    fn sent(&self, sequence: &str) -> Option<usize> {
        self.raw.windows(sequence.len()).rposition(|bytes| bytes == sequence.as_bytes())
    }
}

#[test]
fn clicks_and_wheel_work_on_a_terminal() {
    let mut session = Session::start(&["--mouse"], &[], (80, 24));
    session.wait_for("Start");
    session.click("Start");
    session.wait_for("Question 1 of 24");
    session.click("4  Like");
    session.wait_for("Question 2 of 24");
    session.click("← back");
    session.wait_for(ANSWERED);
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    let mut session = Session::start(&["show", &sample_code(), "--mouse"], &[], (80, 24));
    session.wait_for("At a glance");
    session.click("4 Pay");
    session.wait_for(FIRST);
    session.send("\x1b[<65;10;10M");
    session.wait_until("scrolled down", |session| !session.text().contains(FIRST));
    session.send("\x1b[<64;10;10M");
    session.wait_for(FIRST);
    session.click("? all keys");
    session.click("q leave");
    session.wait_for("Leave the quiz?");
    session.click("> Leave");
    assert_eq!(session.wait_for_exit(), 0);
    session.assert_terminal_restored();
    for sequence in sequences(&session.raw) {
        let sequence = sequence.as_str();
        assert!(
            PLAIN_SEQUENCES.contains(&sequence) || MOUSE_SEQUENCES.contains(&sequence),
            "{sequence} was sent"
        );
    }
}

/// The first line of a tab that is longer than the window.
const FIRST: &str = "A year's pay, US health care";

/// Whether the mouse was asked for, and then no longer, before the first screen came back.
fn assert_mouse_released(session: &Session, how: &str) {
    session.assert_terminal_restored();
    let asked = session.sent("\x1b[?1000h\x1b[?1006h").unwrap_or_else(|| panic!("{how}: never asked for"));
    let back = session.sent("\x1b[?1049l").unwrap();
    for sequence in ["\x1b[?1000l", "\x1b[?1006l"] {
        let off = session.sent(sequence).unwrap_or_else(|| panic!("{how}: no {sequence:?}"));
        assert!(asked < off && off < back, "{how}");
    }
}

#[test]
fn every_exit_releases_the_mouse() {
    for how in ["quit", "Ctrl-C", "INT", "TERM", "HUP", "QUIT"] {
        let mut session = Session::start(&["--mouse"], &[], (80, 24));
        session.wait_for("Start");
        match how {
            "quit" => session.send("q\r"),
            "Ctrl-C" => session.send("\x03"),
            signal => session.signal(signal),
        }
        session.wait_for_exit();
        assert_mouse_released(&session, how);
    }
}

/// Not a test by itself: `a_panic_releases_the_mouse` runs it on a terminal of its own.
#[test]
#[ignore = "panics on purpose"]
fn panics_with_the_mouse_on() {
    let guard = career_fit::tui::terminal::Guard::open(true).unwrap();
    let joined = std::thread::spawn(|| panic!("on purpose")).join();
    drop(guard);
    assert!(joined.is_ok(), "the thread panicked");
}

#[test]
fn a_panic_releases_the_mouse() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "mouse::panics_with_the_mouse_on"]);
    let mut session = Session::spawn(command, &[], (80, 24));
    assert_ne!(session.wait_for_exit(), 0);
    assert_mouse_released(&session, "panic");
    assert!(session.sent("on purpose") > session.sent("\x1b[?1000l"), "the message comes after");
}
