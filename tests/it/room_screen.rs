//! A room on the full screen: keys in by script, screens out as text; then on a real terminal, with a clicker, and
//! killed at any moment.

use std::path::Path;
use std::time::Duration;

use career_fit::room::{Form, Progress, Question, Room, Step, report};
use career_fit::tui::keymap::{Input, Key};
use career_fit::tui::room::{Model, Screen};
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Effect, Exit, Refusal};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::harness::{content, other_content, read_saved};
use crate::pty::Session;
use crate::room::{HANDS, counted, room};
use crate::tui::text;

/// A room that keys are pressed on.
#[derive(Clone)]
struct Player {
    model: Model,
}

impl Player {
    fn new(room: Room, (columns, rows): (u16, u16)) -> Self {
        let window = Rect::new(0, 0, columns, rows);
        Self { model: Model::new(room, Theme::new(Depth::None, false), window) }
    }

    fn press(&mut self, keys: &[Key]) -> Option<Effect> {
        let mut effect = None;
        for key in keys {
            if let Some(action) = self.model.action(Input::Key(*key)) {
                effect = self.model.update(action, Duration::ZERO);
            }
        }
        effect
    }

    /// Types a line: a carriage return is Enter.
    fn types(&mut self, keys: &str) -> Option<Effect> {
        let key = |c| if c == '\r' { Key::Enter } else { Key::Char(c) };
        self.press(&keys.chars().map(key).collect::<Vec<_>>())
    }

    fn screen(&self) -> String {
        let mut buffer = Buffer::empty(self.model.area);
        self.model.draw(self.model.area, &mut buffer);
        text(&buffer)
    }

    fn question(&self) -> &Question {
        self.model.room.question().unwrap()
    }

    fn hands(&self) -> &[Option<u32>] {
        &self.question().hands
    }
}

/// Every screen of a room, each with a name.
fn all_screens(size: (u16, u16)) -> Vec<(String, Player)> {
    let after = |people: Option<u32>, form, keys: &str| {
        let mut player = Player::new(Room::new(content(), form, people), size);
        player.types(keys);
        player
    };
    let short = |keys: &str| after(Some(47), Form::Short, keys);
    let mut screens: Vec<(String, Player)> = [
        ("people", after(None, Form::Short, "3")),
        ("question", short("")),
        ("typing", short("17\r1")),
        ("in", short("17\r19\r")),
        ("shown", short("17\r19\r ")),
        ("changed", short("17\r19\r10\r ")),
        ("full-typing", after(Some(47), Form::Full, "1\r2\r3")),
        ("full-shown", after(Some(47), Form::Full, "3\r9\r14\r11\r ")),
        ("over", short("17\r31\r")),
        ("over-people", {
            let mut player = short("17\r31\r");
            player.press(&[Key::Down]);
            player.types("\r");
            player
        }),
        ("later", short("17\rn4")),
        ("wrong", short("17\rx")),
        ("help", short("?")),
        ("terms", short("i")),
        ("leave", short("17\rq")),
        ("nothing", short("r")),
        ("blank", short("17\r19\r .")),
    ]
    .map(|(name, player)| (name.to_owned(), player))
    .into();
    let mut result = Player::new(counted(), size);
    for page in 1.. {
        screens.push((format!("result-{page}"), result.clone()));
        result.press(&[Key::PageDown]);
        if result.model.note.is_some() {
            break;
        }
    }
    result.types("w");
    screens.push(("write".to_owned(), result));
    let mut first = Player::new(room(30, Form::Short), size);
    first.types("17\r");
    let first = first.model.room;
    let earlier = Progress::from_json(&first.to_json(), &first.content().instrument);
    let resumed = room(30, Form::Short).with_earlier(earlier, "Monday 9:10");
    screens.push(("resume".to_owned(), Player::new(resumed, size)));
    let finished = counted();
    let earlier = Progress::from_json(&finished.to_json(), &finished.content().instrument);
    let next = room(25, Form::Short).with_earlier(earlier, "Monday 9:10");
    screens.push(("finished".to_owned(), Player::new(next, size)));
    screens
}

#[test]
fn screens_look_as_approved() {
    for size in [(80, 24), (40, 12)] {
        for (name, player) in all_screens(size) {
            insta::assert_snapshot!(format!("room-{name}-{}x{}", size.0, size.1), player.screen());
        }
    }
}

#[test]
fn no_size_panics_and_ascii_has_a_character_for_everything() {
    let widths = [0, 1, 39, 40, 41, 59, 60, 63, 64, 80, 119, 120, 300];
    let heights = [0, 1, 11, 12, 13, 17, 18, 20, 24, 30, 34, 100];
    let mut screens = all_screens((80, 24));
    for size in widths.into_iter().flat_map(|width| heights.map(|height| (width, height))) {
        for (name, player) in &mut screens {
            player.model.theme = Theme::new(Depth::None, true);
            player.model.resize(Rect::new(0, 0, size.0, size.1));
            let screen = player.screen();
            assert!(screen.is_ascii(), "{name} at {size:?}");
            assert!(
                !screen.contains('?')
                    || ["? keys", "? all keys", "?\n", "?, F1"]
                        .iter()
                        .any(|expected| screen.contains(expected)),
                "{name} at {size:?}:\n{screen}"
            );
        }
    }
}

#[test]
fn smallest_window_shows_the_statement_and_all_answers() {
    for content in [content(), other_content()] {
        for form in [Form::Short, Form::Full] {
            let mut player = Player::new(Room::new(content.clone(), form, Some(47)), (40, 12));
            while player.model.room.step() == Step::Question {
                let screen = player.screen().split_whitespace().collect::<Vec<_>>().join(" ");
                let item = player.model.room.item(player.question());
                assert!(screen.contains(&item.text), "{screen}");
                for label in player.model.room.labels() {
                    assert!(screen.contains(label), "{screen}");
                }
                player.press(&[Key::PageDown]);
            }
        }
    }
}

// Counting.

#[test]
fn counts_are_hidden_until_space_shows_them() {
    let mut player = Player::new(room(47, Form::Short), (80, 24));
    for key in "17\r19\r".chars() {
        player.types(&key.to_string());
        let screen = player.screen();
        assert!(!screen.contains("17") && !screen.contains("19"), "{screen}");
    }
    assert!(player.screen().contains("47 of 47 hands are in"));
    player.types("\r");
    assert!(!player.question().is_shown, "Enter shows nothing");
    player.types(" ");
    let screen = player.screen();
    for count in ["17", "19", "11", "the rest"] {
        assert!(screen.contains(count), "{screen}");
    }
    player.types(" ");
    assert!(!player.screen().contains("17"), "and hides them again");
}

#[test]
fn counts_can_be_changed_and_are_kept_on_the_way_back() {
    let mut player = Player::new(room(30, Form::Short), (80, 24));
    player.types("12\r8\r");
    assert_eq!(player.model.answer, 2, "the cursor is on the rest");
    player.types("7\r");
    assert_eq!(player.hands(), [Some(12), Some(8), Some(7)], "the last can be changed");
    player.press(&[Key::Up, Key::Up]);
    player.types("2\r");
    assert_eq!(player.hands(), [Some(2), Some(8), Some(7)]);
    player.press(&[Key::PageDown, Key::PageUp]);
    assert_eq!(player.hands(), [Some(2), Some(8), Some(7)], "back with counts kept");
    player.press(&[Key::Down, Key::Delete]);
    assert_eq!(player.hands(), [Some(2), None, Some(7)], "an answer can be counted again");
    player.types("9");
    player.press(&[Key::PageDown, Key::PageUp]);
    assert_eq!(player.hands(), [Some(2), Some(9), Some(7)], "what is typed counts when going on");
}

#[test]
fn more_hands_than_people_offers_three_choices() {
    let over = || {
        let mut player = Player::new(room(30, Form::Short), (80, 24));
        player.types("12\r19\r");
        assert_eq!(player.model.screen(), Screen::Over);
        assert!(player.screen().contains("31 hands, 30 people"), "{}", player.screen());
        player
    };
    let mut edit = over();
    edit.types("\r12\r18\r");
    assert_eq!(edit.hands(), [Some(12), Some(18), Some(0)]);
    let mut more = over();
    more.press(&[Key::Down]);
    more.types("\r\r");
    assert_eq!((more.model.room.people(), more.hands()), (31, &[Some(12), Some(19), Some(0)][..]));
    let mut other = over();
    other.press(&[Key::Down]);
    other.types("\r35\r");
    assert_eq!((other.model.room.people(), other.hands()), (35, &[Some(12), Some(19), Some(4)][..]));
    let mut fewer = over();
    fewer.press(&[Key::Down]);
    fewer.types("\r20\r");
    assert_eq!(fewer.model.screen(), Screen::Over, "asked again if it is still too small");
    let mut accept = over();
    accept.press(&[Key::Down, Key::Down, Key::Enter]);
    assert_eq!((accept.model.screen(), accept.question().is_over()), (Screen::Question, true));
    assert!(accept.screen().contains("31 hands, 30 people"), "the warning stays");
    for (key, at) in [(Key::PageDown, 1), (Key::PageUp, 0), (Key::Esc, 0), (Key::F(5), 0)] {
        let mut player = over();
        player.press(&[key]);
        assert_eq!((player.model.screen(), player.model.room.at()), (Screen::Question, at), "{key:?}");
    }
}

#[test]
fn invalid_input_is_explained_even_on_the_smallest_window() {
    for (keys, expected) in [
        ("x", "Type a number, then Enter."),
        ("\r", "Type a number, then Enter."),
        (" ", "Type a number, then Enter."),
        ("1000000000\r", "0 to 9999. Type it again."),
        ("99999999999999999999999\r", "0 to 9999. Type it again."),
        ("12\r8\r\r", "Space shows it, → goes on."),
        ("n0\r", "Type 1 to 9999, then Enter."),
        ("n\r", "Type 1 to 9999, then Enter."),
        ("nx", "Only digits here, then Enter."),
        ("n33\r", "From here on: 33 people."),
    ] {
        let mut player = Player::new(room(30, Form::Short), (40, 12));
        player.types(keys);
        assert!(player.screen().contains(expected), "{keys:?}: {}", player.screen());
    }
    let mut player = Player::new(room(30, Form::Short), (40, 12));
    player.types("-3");
    assert_eq!(player.model.entry.text(), "3");
}

#[test]
fn number_of_people_is_asked_first() {
    let mut player = Player::new(Room::new(content(), Form::Short, None), (80, 24));
    assert!(player.screen().contains("How many people are in the room?"));
    player.press(&[Key::Esc, Key::F(5), Key::PageUp]);
    player.types("0\r30\r");
    assert!(player.screen().contains("30 people"), "{}", player.screen());
    assert_eq!(player.model.screen(), Screen::Question);
}

#[test]
fn any_key_only_unblanks_a_blank_screen() {
    let mut player = Player::new(room(30, Form::Short), (80, 24));
    player.types("12\r");
    let before = player.screen();
    for key in [Key::Char('.'), Key::PageDown, Key::Esc, Key::F(5), Key::Char('q'), Key::End] {
        player.types(".");
        assert_eq!(player.screen().trim(), "");
        player.press(&[key]);
        assert_eq!(player.screen(), before, "{key:?}");
    }
    player.types(".");
    let interrupt = player.press(&[Key::Ctrl('c')]);
    assert_eq!(interrupt, Some(Effect::Quit(Exit::Interrupted)));
}

#[test]
fn result_is_written_with_the_extension_of_its_format() {
    let mut player = Player::new(counted(), (80, 24));
    player.types("w");
    let name = |effect: Option<Effect>| match effect {
        Some(Effect::Write { name, replace, .. }) => (name, replace),
        other => panic!("{other:?}"),
    };
    assert_eq!(name(player.types("\r")), ("career-fit-room.html".to_owned(), false));
    player.model.written(Err(Refusal::Exists));
    assert_eq!(name(player.types("\r")), ("career-fit-room.html".to_owned(), true));
    player.model.written(Err(Refusal::Failed("Can't write there.".to_owned())));
    assert!(player.screen().contains("Can't write there."));
    player.press(&[Key::Down, Key::Down, Key::Down]);
    assert!(player.screen().contains("File: career-fit-room.csv"), "{}", player.screen());
    // The first letter replaces the proposed name.
    assert_eq!(name(player.types("spring.md\r")), ("spring.csv".to_owned(), false));
    player.model.written(Ok("/somewhere/room.csv".to_owned()));
    assert!(player.screen().contains("Written to /somewhere/room.csv"), "{}", player.screen());
    assert_eq!(player.model.screen(), Screen::Result);
}

#[test]
fn no_screen_says_which_field_fits() {
    for (name, player) in all_screens((80, 24)) {
        let screen = player.screen();
        let allowed = screen.replace("can't say which field fits anyone", "");
        for no in ["fits", "point to", "points to", "verdict"] {
            assert!(!allowed.contains(no) || name == "terms", "{name}: {no}\n{screen}");
        }
    }
}

// Any keys.

/// Every key with a meaning somewhere in a room, and some without.
fn keys() -> Vec<Key> {
    let named = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::F(1),
        Key::F(5),
        Key::F(6),
    ];
    named.into_iter().chain(" .nriwx1290-é?".chars().map(Key::Char)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_lose_no_count_and_never_panic(
        keys in prop::collection::vec(prop::sample::select(keys()), 0..120),
        size in prop::sample::select(vec![(80, 24), (40, 12), (120, 40), (300, 100)]),
        people in prop::sample::select(vec![1, 30, 500]),
    ) {
        let mut player = Player::new(room(people, Form::Short), size);
        let mut counted = 0;
        for key in keys {
            player.press(&[key]);
            player.screen();
            let now: usize = player.model.room.questions().iter().map(Question::counted).sum();
            prop_assert!(now >= counted, "{key:?} lost a count");
            counted = now;
        }
    }

    #[test]
    fn clicker_does_no_harm(
        keys in prop::collection::vec(
            prop::sample::select(vec![Key::PageDown, Key::PageUp, Key::Char('.'), Key::F(5), Key::Esc]), 0..60,
        ),
    ) {
        let mut player = Player::new(room(30, Form::Short), (80, 24));
        player.types("12\r8\r1");
        player.press(&keys);
        let first = &player.model.room.questions()[0];
        // What was typed may have been counted by going on.
        prop_assert_eq!(&first.hands[..2], &[Some(12), Some(8)]);
        prop_assert!([Some(10), Some(1)].contains(&first.hands[2]), "{:?}", first.hands);
        prop_assert!(matches!(player.model.screen(), Screen::Question | Screen::Result));
    }
}

// On a terminal.

/// A room on a terminal that is saved in a folder.
fn start(state: &Path, arguments: &[&str]) -> Session {
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap())];
    Session::start(&[&["room"], arguments].concat(), &environment, (80, 24))
}

fn saved(state: &Path) -> Option<serde_json::Value> {
    let text = read_saved(&state.join("career-fit"), "room-")?;
    Some(serde_json::from_str(&text).unwrap())
}

/// How many counts were entered according to the file, without the rest.
fn saved_counts(state: &Path) -> usize {
    let Some(saved) = saved(state) else { return 0 };
    let questions = saved["questions"].as_array().unwrap();
    questions
        .iter()
        .map(|one| {
            let hands = one["hands"].as_array().unwrap().iter().filter(|hands| !hands.is_null()).count();
            hands - usize::from(!one["rest"].is_null())
        })
        .sum()
}

#[test]
fn no_count_is_sent_to_the_terminal_before_space() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &["--people", "47"]);
    session.wait_for("No hands are in yet");
    session.send("17\r");
    session.wait_for("Hands are in for 1 of 3");
    session.send("19\r");
    session.wait_for("47 of 47 hands are in");
    let seen = without_sequences(&session.raw);
    assert!(!seen.contains("17") && !seen.contains("19"), "{seen}");
    session.send(" ");
    session.wait_for("the rest");
    session.wait_until("the bars", |session| {
        let text = session.text();
        text.contains("█ 17") && text.contains("█ 19") && text.contains("█ 11")
    });
    session.send("q\r");
    assert_eq!(session.wait_for_exit(), 1, "it ended early");
    session.assert_terminal_restored();
    assert!(session.text().contains("The counts are saved."), "{}", session.text());
}

/// What is sent, without the sequences that move the cursor and set the style.
fn without_sequences(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw).into_owned();
    let mut seen = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            // A sequence ends with a letter.
            rest.by_ref().find(char::is_ascii_alphabetic);
            seen.push('|');
        } else {
            seen.push(c);
        }
    }
    seen
}

#[test]
fn whole_room_with_a_clicker_is_written() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    session.wait_for("How many people are in the room?");
    session.send("30\r");
    for (number, [dislike, unsure]) in (1..).zip(HANDS) {
        session.wait_for(&format!("Question {number} of 12"));
        // F5, by which clickers start a slide show.
        session.send("\x1b[15~");
        session.send(&format!("{dislike}\r"));
        session.wait_for("Hands are in for 1 of 3");
        session.send(&format!("{unsure}\r "));
        session.wait_for("30 of 30 hands are in");
        session.wait_for("█ ");
        session.send(".");
        session.wait_until("nothing", |session| session.text().trim().is_empty());
        session.send("\x1b[5~");
        session.wait_for("30 of 30 hands are in");
        session.send("\x1b[6~");
    }
    session.wait_for("What this room likes");
    let path = state.path().join("room.csv");
    session.send("w\x1b[B\x1b[B\x1b[B");
    session.wait_for("career-fit-room.csv");
    session.send(&"\x7f".repeat(20));
    session.send(path.with_extension("").to_str().unwrap());
    session.send("\r");
    session.wait_for("Written to");
    session.send("q\r");
    assert_eq!(session.wait_for_exit(), 0);
    assert!(std::fs::read(&path).unwrap() == report::render(&counted(), None).unwrap());
}

#[test]
fn rooms_running_at_the_same_time_are_saved_separately() {
    let state = tempfile::tempdir().unwrap();
    let mut first = start(state.path(), &["--people", "30"]);
    first.wait_for("Question 1 of 12");
    let mut second = start(state.path(), &["--people", "20"]);
    second.wait_for("Question 1 of 12");
    for session in [&mut first, &mut second] {
        session.send("3\r");
        session.wait_for("Hands are in for 1 of 3");
        session.send("q");
        session.wait_for("The counts are saved.");
    }
    assert_eq!(std::fs::read_dir(state.path().join("career-fit")).unwrap().count(), 2);
    for mut session in [first, second] {
        session.send("\r");
        session.wait_for_exit();
    }
}

#[test]
fn kill_loses_no_count_that_was_on_the_screen() {
    let state = tempfile::tempdir().unwrap();
    let entered = HANDS.as_flattened();
    let mut seen = 0;
    while seen < entered.len() {
        let mut session = start(state.path(), &["--people", "30"]);
        if seen > 0 {
            session.wait_for("Start a new room");
            session.send("\r");
            // The last key before the kill may be lost, which went on to the next question.
            let at = saved(state.path()).unwrap()["at"].as_u64().unwrap() as usize;
            if at < seen / 2 {
                session.send("\x1b[6~");
            }
        }
        // Three counts that are waited for, then one that isn't.
        for (place, hands) in entered.iter().enumerate().skip(seen).take(4) {
            let is_second = place % 2 == 1;
            let is_waited_for = place < seen + 3;
            if is_waited_for {
                session.wait_for(&format!("Question {} of 12", place / 2 + 1));
            }
            session.send(&format!("\x1b[A\x1b[A{}{hands}\r", if is_second { "\x1b[B" } else { "" }));
            if is_waited_for {
                session.wait_for(if is_second { "30 of 30 hands are in" } else { "Hands are in for 1 of 3" });
            }
            if is_second {
                session.send("\x1b[6~");
            }
        }
        session.signal("KILL");
        session.wait_for_exit();
        let before = seen;
        seen = saved_counts(state.path());
        let expected = (before + 2).min(entered.len())..=(before + 4).min(entered.len());
        assert!(expected.contains(&seen), "{seen} are saved, not {expected:?}");
    }
    let mut session = start(state.path(), &[]);
    session.wait_for("30 people");
    let is_finished = session.text().contains("Last room");
    session.send(if is_finished { "\x1b[B\r" } else { "\rr" });
    session.wait_for("What this room likes");
    session.wait_for("62%");
    session.send("q\r");
    session.wait_for_exit();
}

/// Presses keys: `>` and `<` are the arrows to the sides, `^` and `v` those up and down, `~` is Backspace, `#` is Esc.
fn press_all(player: &mut Player, keys: &str) {
    for c in keys.chars() {
        player.press(&[match c {
            '\r' => Key::Enter,
            '>' => Key::Right,
            '<' => Key::Left,
            '^' => Key::Up,
            'v' => Key::Down,
            '~' => Key::Backspace,
            '#' => Key::Esc,
            c => Key::Char(c),
        }]);
    }
}

/// What someone does who looks at the class and not at the screen.
#[test]
fn classroom_runs_with_mistakes_lose_and_misplace_no_count() {
    // What happens, the keys, the counts of the first statement (30 people), and the statement on the screen, from 0.
    let runs: [(&str, &str, [Option<u32>; 3], usize); 24] = [
        ("nothing goes wrong", "5\r12\r", [Some(5), Some(12), Some(13)], 0),
        ("a recount", "5\r12\r><7\r10\r13\r", [Some(7), Some(10), Some(13)], 0),
        ("a recount of three counts", "5\r12\r13\r><7\r10\r13\r", [Some(7), Some(10), Some(13)], 0),
        ("a typo", "55~\r12\r", [Some(5), Some(12), Some(13)], 0),
        ("two typos", "33~~5\r12\r", [Some(5), Some(12), Some(13)], 0),
        ("an arrow instead of Enter", "5\r12v", [Some(5), Some(12), Some(13)], 0),
        ("a correction", "5\r12\r^^6\r", [Some(6), Some(12), Some(12)], 0),
        ("next instead of Enter", "5\r12>", [Some(5), Some(12), Some(13)], 1),
        ("next too early", "5><12\r", [Some(5), Some(12), Some(13)], 0),
        ("a hand too many, counted again", "5\r12\r14\r\r5\r12\r13\r", [Some(5), Some(12), Some(13)], 0),
        ("a hand too many, accepted", "5\r12\r14\r>", [Some(5), Some(12), Some(14)], 1),
        ("a hand too many, one more person", "5\r12\r14\rv\r\r", [Some(5), Some(12), Some(14)], 0),
        ("typing on at a hand too many", "5\r12\r14\r13\r", [Some(5), Some(12), Some(14)], 0),
        ("two come late", "n32\r5\r12\r", [Some(5), Some(12), Some(15)], 0),
        ("two come in between", "5\rn32\r12\r", [Some(5), Some(12), Some(15)], 0),
        ("letters", "x5y\r12\r", [Some(5), Some(12), Some(13)], 0),
        ("showing too early", "5 \r12\r", [Some(5), Some(12), Some(13)], 0),
        ("a blank screen", "5\r.12\r", [Some(5), Some(12), Some(13)], 0),
        ("help in between", "5\r1?#2\r", [Some(5), Some(12), Some(13)], 0),
        ("leaving, and staying", "5\r12q#", [Some(5), Some(12), Some(13)], 0),
        ("Enter twice", "5\r\r12\r\r", [Some(5), Some(12), Some(13)], 0),
        ("Enter goes on once shown", "5\r12\r \r", [Some(5), Some(12), Some(13)], 1),
        ("far too many", "99999\r5\r12\r", [Some(5), Some(12), Some(13)], 0),
        ("Backspace with nothing typed", "5\r~6\r12\r", [Some(6), Some(12), Some(12)], 0),
    ];
    for (what, keys, hands, at) in runs {
        let mut player = Player::new(room(30, Form::Short), (80, 24));
        press_all(&mut player, keys);
        let room = &player.model.room;
        assert_eq!(room.questions()[0].hands, hands, "{what}");
        assert_eq!(room.at(), at, "{what}");
        assert!(room.questions()[1..].iter().all(|question| !question.has_counts()), "{what}");
    }
}

#[test]
fn finished_room_is_listed_and_a_new_one_comes_first() {
    let finished = counted();
    let earlier = Progress::from_json(&finished.to_json(), &finished.content().instrument);
    let next = room(25, Form::Short).with_earlier(earlier, "Monday 9:10");
    let mut player = Player::new(next.clone(), (80, 24));
    assert!(player.screen().contains("Monday 9:10"), "{}", player.screen());
    player.types("\r");
    assert_eq!((player.model.room.people(), player.model.room.has_counts()), (25, false));
    let mut player = Player::new(next, (80, 24));
    player.press(&[Key::Down, Key::Enter]);
    assert_eq!(player.model.screen(), Screen::Result);
}
