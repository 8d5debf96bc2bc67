//! A room on the full screen: keys in by script, screens out as text; then on a real terminal, with a clicker, and
//! killed at any moment.

use std::path::Path;
use std::time::Duration;

use career_fit::room::{Form, Question, Room, Step};
use career_fit::tui::keymap::{Input, Key};
use career_fit::tui::room::model::{Model, Screen};
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
    fn new(room: Room, size: (u16, u16)) -> Self {
        Self { model: Model::new(room, Theme::new(Depth::None, false), Rect::new(0, 0, size.0, size.1)) }
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
        let area = self.model.area;
        let mut buffer = Buffer::empty(area);
        self.model.draw(area, &mut buffer);
        text(&buffer)
    }

    fn question(&self) -> &Question {
        self.model.room.question().unwrap()
    }

    fn hands(&self) -> Vec<Option<u32>> {
        self.question().hands().to_vec()
    }
}

/// Every screen of a room, each with a name.
fn all_screens(size: (u16, u16)) -> Vec<(String, Player)> {
    let of = |people: Option<u32>, form, keys: &str| {
        let mut player = Player::new(Room::new(content(), form, people), size);
        player.types(keys);
        player
    };
    let short = |keys: &str| of(Some(47), Form::Short, keys);
    let mut screens: Vec<(String, Player)> = [
        ("people", of(None, Form::Short, "3")),
        ("question", short("")),
        ("typing", short("17\r1")),
        ("in", short("17\r19\r")),
        ("shown", short("17\r19\r ")),
        ("changed", short("17\r19\r10\r ")),
        ("full-typing", of(Some(47), Form::Full, "1\r2\r3")),
        ("full-shown", of(Some(47), Form::Full, "3\r9\r14\r11\r ")),
        ("over", short("17\r31\r")),
        ("over-people", short("17\r31\r2")),
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
    let folder = tempfile::tempdir().unwrap();
    let start = || room(30, Form::Short).kept_in(Ok(folder.path().to_owned()), false);
    let mut first = Player::new(start(), size);
    first.types("17\r");
    first.model.save();
    drop(first);
    screens.push(("resume".to_owned(), Player::new(start(), size)));
    screens
}

#[test]
fn screens_look_as_agreed() {
    for size in [(80, 24), (40, 12)] {
        for (name, player) in all_screens(size) {
            insta::assert_snapshot!(format!("room-{name}-{}x{}", size.0, size.1), player.screen());
        }
    }
}

#[test]
fn no_size_panics_and_no_letter_is_lost_to_ascii() {
    let sizes = (0..=60).step_by(4).flat_map(|width| (0..=30).step_by(3).map(move |height| (width, height)));
    let more = [(40, 12), (41, 13), (80, 24), (120, 40), (200, 60), (300, 100), (300, 12), (40, 100)];
    let mut screens = all_screens((80, 24));
    for size in sizes.chain(more) {
        for (name, player) in &mut screens {
            player.model.theme = Theme::new(Depth::None, true);
            player.model.resize(Rect::new(0, 0, size.0, size.1));
            let screen = player.screen();
            assert!(screen.is_ascii(), "{name} at {size:?}");
            assert!(
                !screen.contains('?')
                    || screen.contains("? keys")
                    || screen.contains("? all keys")
                    || screen.contains("?\n")
                    || screen.contains("?, F1"),
                "{name} at {size:?}:\n{screen}"
            );
        }
    }
}

#[test]
fn the_statement_and_its_answers_stand_on_the_smallest_window() {
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
    assert!(!player.question().is_shown(), "Enter shows nothing");
    player.types(" ");
    let screen = player.screen();
    for count in ["17", "19", "11", "the rest"] {
        assert!(screen.contains(count), "{screen}");
    }
    player.types(" ");
    assert!(!player.screen().contains("17"), "and hides them again");
}

#[test]
fn counts_can_be_changed_and_kept_on_the_way_back() {
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
    player.press(&[Key::Backspace, Key::Delete]);
    assert_eq!(player.hands(), [Some(2), None, Some(7)], "an answer can be counted anew");
    player.types("9");
    player.press(&[Key::PageDown, Key::PageUp]);
    assert_eq!(player.hands(), [Some(2), Some(9), Some(7)], "what is typed counts where somebody goes on");
}

#[test]
fn too_many_hands_offer_three_ways_on_and_block_none() {
    let over = || {
        let mut player = Player::new(room(30, Form::Short), (80, 24));
        player.types("12\r19\r");
        assert_eq!(player.model.screen(), Screen::Over);
        assert!(player.screen().contains("31 hands, 30 people"), "{}", player.screen());
        player
    };
    let mut edit = over();
    edit.types("\r18\r");
    assert_eq!(edit.hands(), [Some(12), Some(18), Some(0)]);
    let mut more = over();
    more.types("2\r");
    assert_eq!((more.model.room.people(), more.hands()), (31, vec![Some(12), Some(19), Some(0)]));
    let mut other = over();
    other.types("235\r");
    assert_eq!((other.model.room.people(), other.hands()), (35, vec![Some(12), Some(19), Some(4)]));
    let mut fewer = over();
    fewer.types("220\r");
    assert_eq!(fewer.model.screen(), Screen::Over, "said again where it is still too small");
    let mut accept = over();
    accept.types("3");
    assert_eq!((accept.model.screen(), accept.question().is_over()), (Screen::Question, true));
    assert!(accept.screen().contains("31 hands, 30 people"), "it stays said");
    for (key, at) in [(Key::PageDown, 1), (Key::PageUp, 0), (Key::Esc, 0), (Key::F(5), 0)] {
        let mut player = over();
        player.press(&[key]);
        assert_eq!((player.model.screen(), player.model.room.at()), (Screen::Question, at), "{key:?}");
        assert_eq!(player.hands().len(), 3);
    }
}

#[test]
fn wrong_input_says_what_to_do_even_on_the_smallest_window() {
    for (keys, wanted) in [
        ("x", "Type a number, then Enter."),
        ("-3", "Type a number, then Enter."),
        ("\r", "Type a number, then Enter."),
        (" ", "Type a number, then Enter."),
        ("1000000000\r", "0 to 9999. Type it again."),
        ("99999999999999999999999\r", "0 to 9999. Type it again."),
        ("12\r8\r\r", "Space shows, PageDown goes on."),
        ("n0\r", "Type 1 to 9999, then Enter."),
        ("n\r", "Type 1 to 9999, then Enter."),
        ("nx", "Only digits here, then Enter."),
        ("n33\r", "From here on: 33 people."),
    ] {
        let mut player = Player::new(room(30, Form::Short), (40, 12));
        // The minus is no key, but it must not hide what was said.
        for key in keys.chars() {
            player.types(&key.to_string());
        }
        if keys == "-3" {
            assert_eq!(player.model.entry.text(), "3");
            continue;
        }
        assert!(player.screen().contains(wanted), "{keys:?}: {}", player.screen());
    }
}

#[test]
fn the_number_is_asked_first_where_nobody_said_it() {
    let mut player = Player::new(Room::new(content(), Form::Short, None), (80, 24));
    assert!(player.screen().contains("How many people are in the room?"));
    player.press(&[Key::Esc, Key::F(5), Key::PageUp]);
    player.types("0\r30\r");
    assert!(player.screen().contains("30 people"), "{}", player.screen());
    assert_eq!(player.model.screen(), Screen::Question);
}

#[test]
fn any_key_comes_back_from_a_blank_screen_and_does_nothing_else() {
    let mut player = Player::new(room(30, Form::Short), (80, 24));
    player.types("12\r");
    let before = player.screen();
    for key in [Key::Char('.'), Key::PageDown, Key::Esc, Key::F(5), Key::Char('q'), Key::Char('7'), Key::End]
    {
        player.types(".");
        assert_eq!(player.screen().trim(), "", "nothing is left of it");
        player.press(&[key]);
        assert_eq!(player.screen(), before, "{key:?}");
    }
    player.types(".");
    let interrupt = player.press(&[Key::Ctrl('c')]);
    assert_eq!(interrupt, Some(Effect::Quit(Exit::Interrupted)));
}

#[test]
fn the_result_is_written_under_a_name_with_its_ending_once() {
    let mut player = Player::new(counted(), (80, 24));
    player.types("w");
    let name = |effect: Option<Effect>| match effect {
        Some(Effect::Write { name, replace, .. }) => (name, replace),
        other => panic!("{other:?}"),
    };
    assert_eq!(name(player.types("\r")), ("career-fit-room.html".to_owned(), false));
    player.model.written(Err(Refusal::Exists));
    assert!(player.screen().contains("This file is already there"));
    assert_eq!(name(player.types("\r")), ("career-fit-room.html".to_owned(), true));
    player.model.written(Err(Refusal::Failed("Can't write there.".to_owned())));
    assert!(player.screen().contains("Can't write there."));
    player.press(&[Key::Down, Key::Down, Key::Down]);
    assert!(player.screen().contains("File: career-fit-room.csv"), "{}", player.screen());
    // The first letter takes the place of the proposed name, and the ending is that of the kind.
    assert_eq!(name(player.types("spring.md\r")), ("spring.csv".to_owned(), false));
    player.model.written(Ok("/somewhere/room.csv".to_owned()));
    assert!(player.screen().contains("Written to /somewhere/room.csv"), "{}", player.screen());
    assert_eq!(player.model.screen(), Screen::Result);
}

#[test]
fn nobody_is_told_which_field_fits() {
    for (name, player) in all_screens((80, 24)) {
        let screen = player.screen();
        let allowed = screen.replace("can't say which field fits anyone", "");
        for no in ["fits", "point to", "points to", "HIM", "(HI)", "verdict"] {
            assert!(!allowed.contains(no) || name == "terms", "{name}: {no}\n{screen}");
        }
    }
}

// Whatever is pressed.

fn any_key() -> impl Strategy<Value = Key> {
    let keys = [
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
        Key::Char(' '),
        Key::Char('.'),
        Key::Char('n'),
        Key::Char('r'),
        Key::Char('i'),
        Key::Char('w'),
        Key::Char('x'),
        Key::Char('1'),
        Key::Char('2'),
        Key::Char('9'),
        Key::Char('0'),
        Key::Char('-'),
        Key::Char('é'),
    ];
    prop::sample::select(keys.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_lose_no_count_and_panic_nowhere(
        keys in prop::collection::vec(any_key(), 0..120),
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
    fn a_clicker_does_no_harm(
        keys in prop::collection::vec(
            prop::sample::select(vec![Key::PageDown, Key::PageUp, Key::Char('.'), Key::F(5), Key::Esc]), 0..60,
        ),
    ) {
        let mut player = Player::new(room(30, Form::Short), (80, 24));
        player.types("12\r8\r1");
        player.press(&keys);
        let first = &player.model.room.questions()[0];
        // What was typed may have been counted, where somebody went on.
        prop_assert_eq!(&first.hands()[..2], &[Some(12), Some(8)]);
        prop_assert!([Some(10), Some(1)].contains(&first.hands()[2]), "{:?}", first.hands());
        prop_assert!(matches!(player.model.screen(), Screen::Question | Screen::Result | Screen::Blank));
    }
}

// On a terminal.

/// A room of 30 on a terminal, kept in a folder.
fn start(state: &Path, arguments: &[&str]) -> Session {
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap())];
    Session::start(&[&["room"], arguments].concat(), &environment, (80, 24))
}

/// The counts of a folder, a question each, in the order of their ids.
fn saved(state: &Path) -> Option<serde_json::Value> {
    let folder = state.join("career-fit");
    let text = read_saved(&folder, "room-")?;
    Some(serde_json::from_str(&text).unwrap())
}

/// How many counts that somebody entered are in the file: the rest is none.
fn saved_counts(state: &Path) -> usize {
    let Some(saved) = saved(state) else { return 0 };
    let counts = saved["counts"].as_object().unwrap().values();
    counts
        .map(|one| {
            let hands = one["hands"].as_array().unwrap().iter().filter(|hands| !hands.is_null()).count();
            hands - usize::from(!one["rest"].is_null())
        })
        .sum()
}

#[test]
fn nothing_that_is_sent_gives_a_count_away_before_space() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &["--people", "47"]);
    session.wait_for("No hands are in yet");
    session.send("17\r");
    session.wait_for("Hands are in for 1 of 3");
    session.send("19\r");
    session.wait_for("47 of 47 hands are in");
    let seen = visible(&session.raw);
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

/// What is sent, without the sequences that move the cursor and set the look.
fn visible(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw).into_owned();
    let mut seen = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            // A sequence ends with a letter; its digits are none of ours.
            rest.by_ref().find(char::is_ascii_alphabetic);
            seen.push('|');
        } else {
            seen.push(c);
        }
    }
    seen
}

#[test]
fn a_whole_room_by_clicker_and_digits_is_written() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &[]);
    session.wait_for("How many people are in the room?");
    session.send("30\r");
    for (number, [dislike, unsure]) in (1..).zip(HANDS) {
        session.wait_for(&format!("Question {number} of 12"));
        // A button that starts a slide show, and one that ends it.
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
    let table = std::fs::read(&path).unwrap();
    assert!(table == career_fit::room::report::render(&counted(), None).unwrap());
}

#[test]
fn a_second_room_at_once_is_not_kept_and_says_so() {
    let state = tempfile::tempdir().unwrap();
    let mut first = start(state.path(), &["--people", "30"]);
    first.wait_for("Question 1 of 12");
    let mut second = start(state.path(), &["--people", "20"]);
    second.wait_for("Not saved: another room is open");
    second.send("3\r");
    second.wait_for("Hands are in for 1 of 3");
    assert_eq!(saved_counts(state.path()), 0);
    first.send("3\r");
    first.wait_for("Hands are in for 1 of 3");
    assert_eq!(saved_counts(state.path()), 1);
    for mut session in [first, second] {
        session.send("q\r");
        session.wait_for_exit();
    }
}

/// A small generator of numbers, so that each run kills at the same places.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Runs rooms that are killed again and again until there were so many kills; what a screen said was counted is there
/// afterwards.
fn killed(kills: usize, seed: u64) {
    let mut numbers = Numbers(seed);
    let mut done = 0;
    while done < kills {
        let state = tempfile::tempdir().unwrap();
        let mut entered = 0;
        while entered < 24 && done < kills {
            let mut session = start(state.path(), &["--people", "30"]);
            if entered > 0 {
                session.wait_for("Start a new room");
                session.send("\r");
                // The last key may have been lost, which went on to the next question.
                let at = saved(state.path()).unwrap()["at"].as_u64().unwrap() as usize;
                if at < entered / 2 {
                    session.send("\x1b[6~");
                }
            }
            session.wait_for("of 12");
            // Some counts that are waited for, then keys that nobody waits for.
            for _ in 0..numbers.below(5) {
                if entered == 24 {
                    break;
                }
                enter(&mut session, entered, true);
                entered += 1;
            }
            let before = entered;
            let more = (entered + numbers.below(3) as usize).min(24);
            for place in entered..more {
                enter(&mut session, place, false);
            }
            (0..numbers.below(30_000)).for_each(|_| std::hint::spin_loop());
            session.signal("KILL");
            session.wait_for_exit();
            entered = saved_counts(state.path());
            assert!(
                (before..=more).contains(&entered),
                "{before} were seen, {entered} are kept, {more} were typed"
            );
            done += 1;
        }
        if entered == 24 {
            let mut session = start(state.path(), &[]);
            session.wait_for("(30 people)");
            session.send("\rr");
            session.wait_for("What this room likes");
            session.wait_for("62 %");
            session.send("q\r");
            session.wait_for_exit();
        }
    }
}

/// Enters one of the 24 counts of [`HANDS`], from the question that it belongs to.
fn enter(session: &mut Session, place: usize, waits: bool) {
    let count = HANDS[place / 2][place % 2];
    let question = place / 2 + 1;
    if waits {
        session.wait_for(&format!("Question {question} of 12"));
    }
    // From the first answer on, wherever the cursor was left; the second count leads to the next question.
    let to = if place.is_multiple_of(2) { "\x1b[A\x1b[A" } else { "\x1b[A\x1b[A\x1b[B" };
    session.send(&format!("{to}{count}\r"));
    if waits {
        session.wait_for(if place.is_multiple_of(2) {
            "Hands are in for 1 of 3"
        } else {
            "30 of 30 hands are in"
        });
    }
    if place % 2 == 1 {
        session.send("\x1b[6~");
    }
}

#[test]
fn a_kill_at_any_moment_loses_the_count_being_typed_at_most() {
    killed(30, 7);
}

#[test]
#[ignore = "takes minutes"]
fn two_hundred_kills_lose_nothing_else() {
    killed(200, 11);
}

#[test]
fn a_hang_up_keeps_every_count() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &["--people", "30"]);
    session.wait_for("No hands are in yet");
    session.send("12\r");
    session.wait_for("Hands are in for 1 of 3");
    session.signal("HUP");
    session.wait_for_exit();
    assert_eq!(saved_counts(state.path()), 1);
    let mut session = start(state.path(), &[]);
    session.wait_for("Go on with question 1 (30 people)");
    session.send("\x1b[6~");
    session.wait_for("Hands are in for 1 of 3");
    session.send("8\r\x1b[6~");
    session.wait_for("Question 2 of 12");
    session.send("\x03");
    assert_eq!(session.wait_for_exit(), 130);
    let mut session = start(state.path(), &["--people", "20"]);
    session.wait_for("Go on with question 2 (30 people)");
    session.send("\x1b[B\r");
    session.wait_for("20 people");
    session.send("q\r");
    session.wait_for_exit();
    assert_eq!(
        saved(state.path()).unwrap()["people"],
        30,
        "without a new count the earlier room is still there"
    );
}

#[test]
fn a_storm_of_resizes_ends_on_a_whole_screen() {
    let state = tempfile::tempdir().unwrap();
    let mut session = start(state.path(), &["--people", "30"]);
    session.wait_for("Question 1 of 12");
    session.send("12\r8\r ");
    session.wait_for("the rest");
    for (columns, rows) in [(300, 100), (40, 12), (20, 5), (120, 40), (40, 60), (300, 12), (80, 24)] {
        session.resize(columns, rows);
        session.send("\x1b[A");
    }
    session.wait_until("the bars", |session| {
        let text = session.text();
        text.contains("█ 12") && text.contains("█ 8") && text.contains("█ 10")
    });
    session.send("q\r");
    session.wait_for_exit();
}

#[test]
fn any_two_keys_on_every_screen_draw() {
    let keys = [Key::Esc, Key::Enter, Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Home, Key::End];
    let keys = keys.into_iter().chain("09 bnr.wi?qx".chars().map(Key::Char));
    let inputs: Vec<Input> = keys.map(Input::Key).chain([Input::Row(0), Input::Row(9)]).collect();
    for (_, player) in all_screens((80, 24)) {
        for first in &inputs {
            let mut player = player.clone();
            let Some(action) = player.model.action(*first) else { continue };
            player.model.update(action, Duration::ZERO);
            for second in &inputs {
                let mut player = player.clone();
                if let Some(action) = player.model.action(*second) {
                    player.model.update(action, Duration::ZERO);
                    player.screen();
                }
            }
        }
    }
}
