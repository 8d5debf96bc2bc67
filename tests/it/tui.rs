//! The full screen without a terminal: keys in by script, screens out as text.

use std::time::Duration;

use career_fit::content::wages::NATION;
use career_fit::instrument::{Response, Step};
use career_fit::quiz::{Earlier, Quiz};
use career_fit::report::{Date, Tab};
use career_fit::scoring::Verdict;
use career_fit::tui::dialogs::Dialog;
use career_fit::tui::keymap::{Binding, Input, Key};
use career_fit::tui::quiz::{Action, Model, Screen};
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Drawn, Effect, Exit, Refusal};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use crate::harness::{PERSONAS, Persona, content, load};

/// The time before each key: long enough that no result is flagged as rushed.
const STEP: Duration = Duration::from_secs(3);

/// A quiz that keys are pressed on.
#[derive(Clone)]
pub(crate) struct Player {
    pub(crate) model: Model,
    now: Duration,
}

impl Player {
    pub(crate) fn new(size: (u16, u16)) -> Self {
        Self::of(Quiz::new(content(), NATION), size)
    }

    pub(crate) fn of(quiz: Quiz, size: (u16, u16)) -> Self {
        let quiz = quiz.dated(Date::constant(2026, 11, 24));
        Self { model: Model::new(quiz, Theme::new(Depth::True, false), window(size)), now: Duration::ZERO }
    }

    /// A quiz after earlier ones.
    fn after(earlier: Earlier, size: (u16, u16)) -> Self {
        Self::of(Quiz::new(content(), NATION).with_earlier(earlier), size)
    }

    pub(crate) fn press(&mut self, keys: &[Key]) -> Option<Effect> {
        let mut effect = None;
        for key in keys {
            self.model.shown(self.now);
            self.now += STEP;
            if let Some(action) = self.model.action(Input::Key(*key)) {
                effect = self.model.update(action, self.now);
            }
        }
        effect
    }

    /// Gives a persona's answers; ends at the result or at the offer of the tie-breakers.
    fn answer(&mut self, persona: &Persona) {
        self.press(&[Key::Enter]);
        while self.model.quiz.session().step() == Step::Question {
            let item = self.model.quiz.content().instrument.item(self.model.quiz.session().at()).unwrap();
            match persona.answer(&item.id) {
                None => self.press(&[Key::Char('s')]),
                Some(value) => self.press(&[Key::Char(char::from(b'0' + value))]),
            };
        }
    }

    /// The result of a persona who takes no tie-breakers.
    pub(crate) fn result(persona: &Persona, size: (u16, u16)) -> Self {
        let mut player = Self::new(size);
        player.answer(persona);
        if player.model.screen() == Screen::Offer {
            player.press(&[Key::Down, Key::Enter]);
        }
        assert_eq!(player.model.screen(), Screen::Result);
        player
    }

    fn summary(&self) -> String {
        self.model.quiz.summary(usize::from(self.model.area.width)).unwrap()
    }

    pub(crate) fn screen(&self) -> String {
        let (buffer, _) = self.draw();
        text(&buffer)
    }

    fn draw(&self) -> (Buffer, Position) {
        let (buffer, drawn) = draw(&self.model);
        (buffer, drawn.cursor)
    }
}

/// A window of this many columns and rows.
pub(crate) fn window((width, height): (u16, u16)) -> Rect {
    Rect::new(0, 0, width, height)
}

/// A model on a window of its size.
pub(crate) fn draw(model: &Model) -> (Buffer, Drawn) {
    let mut buffer = Buffer::empty(model.area);
    let drawn = model.draw(model.area, &mut buffer);
    (buffer, drawn)
}

/// The lines of a buffer without trailing spaces.
pub(crate) fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let line = |cells: &[ratatui::buffer::Cell]| {
        cells.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
    };
    buffer.content.chunks(width).map(line).collect::<Vec<_>>().join("\n")
}

/// Whether a screen has the tabs of the result.
pub(crate) fn is_of_the_result(screen: Screen) -> bool {
    matches!(screen, Screen::Result | Screen::List | Screen::Entry | Screen::WhatIf)
}

pub(crate) fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// The digit that opens a tab.
fn tab_key(tab: Tab) -> Key {
    Key::Char(char::from_digit(u32::try_from(tab.index()).unwrap() + 1, 10).unwrap())
}

/// Every screen there is, each with a name, at a size.
pub(crate) fn all_screens(size: (u16, u16)) -> Vec<(&'static str, Player)> {
    let mut screens = vec![("welcome", Player::new(size))];
    let mut add = |name, player: Player| screens.push((name, player));
    let question = |keys: &[Key]| {
        let mut player = Player::new(size);
        player.press(&[Key::Enter]);
        player.press(keys);
        player
    };
    add("question", question(&[]));
    add("question-next", question(&[Key::Char('4')]));
    add("question-answered", question(&[Key::Char('4'), Key::Left, Key::Up]));
    add("question-without", question(&[Key::Enter]));
    add("question-skipped", question(&[Key::Char('s'), Key::Left]));
    add("help", question(&[Key::F(1)]));
    add("terms", question(&[Key::Char('3'), Key::Char('3'), Key::Char('3'), Key::Char('i')]));
    add("leave", question(&[Key::Char('2'), Key::Char('q')]));
    add("review-open", question(&[Key::Char('2'), Key::Char('s'), Key::Char('r')]));
    let mut torn = Player::new(size);
    torn.answer(persona("torn"));
    add("offer", torn);
    let mut done = Player::new(size);
    done.answer(persona("hi"));
    done.press(&[Key::Char('r'), Key::Down, Key::Down]);
    add("review", done);
    let mut missing = Player::result(persona("skipper"), size);
    missing.press(&[Key::Char('r')]);
    add("review-missing", missing);
    let mut again = Player::result(persona("hi"), size);
    again.press(&[Key::Char('a')]);
    add("again", again);
    let keys = [Key::Char('4'), Key::Char('2')];
    let mut earlier = question(&keys).model.quiz.session().clone();
    while earlier.back() {}
    add("resume", Player::after(Earlier { session: Some(earlier), ..Earlier::default() }, size));
    for (key, name) in [('c', "code"), ('w', "write"), ('s', "state")] {
        let mut player = Player::result(persona("hi"), size);
        player.press(&[Key::Char(key)]);
        add(name, player);
    }
    for (keys, name) in [
        (&[Key::Char('3'), Key::Enter, Key::Down, Key::Char('3')][..], "tried"),
        (&[Key::Char('5'), Key::Down, Key::Enter], "entry"),
    ] {
        let mut player = Player::result(persona("him"), size);
        player.press(keys);
        add(name, player);
    }
    for name in ["hi", "him", "lean", "torn", "both", "neither", "same", "skipper"] {
        add(name, Player::result(persona(name), size));
    }
    for tab in Tab::ALL.into_iter().skip(1) {
        let mut player = Player::result(persona("him"), size);
        player.press(&[tab_key(tab)]);
        add(tab.name(), player);
    }
    screens
}

#[test]
fn screens_match_their_snapshots() {
    for size in [(80, 24), (40, 12), (120, 40)] {
        for (name, player) in all_screens(size) {
            let is_result = player.model.quiz.outcome().is_some() && player.model.dialog.is_none();
            if size.0 < 120 || is_result || ["welcome", "question", "help"].contains(&name) {
                let file = format!("{name}-{}x{}", size.0, size.1).to_lowercase().replace(' ', "-");
                insta::assert_snapshot!(file, player.screen());
            }
            assert_old_consoles_have(name, &player);
        }
    }
}

/// Sizes at which something changes, and their neighbors.
const COLUMNS: [u16; 11] = [0, 1, 39, 40, 59, 60, 63, 64, 119, 120, 160];
const ROWS: [u16; 11] = [0, 1, 11, 12, 17, 18, 20, 29, 30, 34, 100];

fn boundary_sizes() -> impl Iterator<Item = (u16, u16)> {
    COLUMNS.into_iter().flat_map(|columns| ROWS.map(|rows| (columns, rows)))
}

/// Draws a screen and checks what holds at every size: the cursor and the click targets are on the window, and targets
/// don't overlap.
fn assert_sound(name: &str, player: &Player) {
    let area = player.model.area;
    let (buffer, Drawn { cursor, targets }) = draw(&player.model);
    let shown = || format!("{name} on {area}: {cursor:?} {targets:?}\n{}", text(&buffer));
    assert!(cursor.x < area.width.max(1) && cursor.y < area.height.max(1), "{}", shown());
    for (index, (target, _)) in targets.iter().enumerate() {
        assert!(!target.is_empty() && area.union(*target) == area, "{}", shown());
        assert!(targets[index + 1..].iter().all(|(other, _)| !other.intersects(*target)), "{}", shown());
    }
    if area.width >= 40 && area.height >= 12 {
        assert!(!targets.is_empty(), "{}", shown());
    }
}

#[test]
fn every_screen_is_sound_at_every_boundary_size() {
    for (name, mut player) in all_screens((80, 24)) {
        for size in boundary_sizes() {
            player.model.resize(window(size));
            assert_sound(name, &player);
        }
    }
}

/// Keys that do something somewhere, and some that do nothing.
fn any_key() -> impl Strategy<Value = Key> {
    let keys: Vec<Key> =
        Screen::ALL.into_iter().flat_map(Screen::bindings).flat_map(|b| b.keys).copied().collect();
    // Of what ends or stops the program the loop takes care.
    let keys: Vec<Key> = keys.into_iter().filter(|key| !matches!(key, Key::Ctrl(_))).collect();
    prop_oneof![4 => prop::sample::select(keys), 1 => any::<char>().prop_map(Key::Char)]
}

#[test]
fn any_keys_and_sizes_leave_a_sound_screen_and_lose_no_answer() {
    let screens = all_screens((80, 24));
    let input = prop_oneof![
        6 => any_key().prop_map(Change::Key),
        1 => (0..40_usize).prop_map(Change::Click),
        1 => (0..200_u16, 0..120_u16).prop_map(Change::Resize),
    ];
    let inputs = prop::collection::vec(input, 1..12);
    proptest!(ProptestConfig::with_cases(200), |(screen in 0..screens.len(), inputs in inputs)| {
        let (name, mut player) = screens[screen].clone();
        for input in inputs {
            let before = player.clone();
            player.change(&input);
            assert_sound(name, &player);
            let answers = |player: &Player| player.model.quiz.session().answered();
            let is_question = before.model.screen() == Screen::Question && before.model.dialog.is_none();
            let is_skip = matches!(input, Change::Key(Key::Char('s' | 'S' | '0') | Key::Delete) | Change::Click(_));
            let skips = usize::from(is_question && is_skip);
            // A result that is set aside for a new quiz can be gone back to, until that is started.
            let is_set_aside = [&before, &player].iter().any(|one| one.model.screen() == Screen::Resume);
            let is_lost = !is_set_aside && answers(&before) > answers(&player) + skips;
            prop_assert!(!is_lost, "{}: {:?} loses answers", name, input);
        }
    });
}

/// What can happen to a screen.
#[derive(Debug, Clone)]
enum Change {
    Key(Key),
    /// A click on one of the targets.
    Click(usize),
    Resize((u16, u16)),
}

impl Player {
    fn change(&mut self, change: &Change) {
        match *change {
            Change::Key(key) => drop(self.press(&[key])),
            Change::Click(index) => {
                let targets = draw(&self.model).1.targets;
                let Some((_, input)) = targets.get(index % targets.len().max(1)) else { return };
                self.now += STEP;
                if let Some(action) = self.model.action(*input) {
                    self.model.update(action, self.now);
                }
            }
            Change::Resize(size) => self.model.resize(window(size)),
        }
    }
}

#[test]
fn every_choice_is_shown_on_every_window() {
    let choices: [(&str, &[&str]); 4] = [
        ("welcome", &["> Start"]),
        ("resume", &["> Go on with question 3", "  Start "]),
        ("offer", &["> Answer them", "  No, go on without them"]),
        ("leave", &["> Leave", "  Stay"]),
    ];
    for (name, mut player) in all_screens((80, 24)) {
        let Some((_, choices)) = choices.iter().find(|(found, _)| *found == name) else { continue };
        for size in boundary_sizes().filter(|(columns, rows)| *columns >= 40 && *rows >= 12) {
            player.model.resize(window(size));
            let screen = player.screen();
            for choice in *choices {
                assert!(screen.contains(choice), "{name} at {size:?}: no {choice}\n{screen}");
            }
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_recovers() {
    for (name, mut player) in all_screens((80, 24)) {
        let before = player.screen();
        player.model.resize(window((39, 12)));
        assert!(player.screen().contains("It needs 40x12."), "{name}: {}", player.screen());
        player.model.resize(window((1, 1)));
        player.draw();
        player.model.resize(window((80, 24)));
        assert_eq!(player.screen(), before, "{name}");
    }
}

#[test]
fn the_smallest_window_shows_every_item_and_all_options_whole() {
    let mut player = Player::new((40, 12));
    player.press(&[Key::Enter]);
    while player.model.quiz.session().step() == Step::Question {
        let screen = player.screen();
        for option in &player.model.quiz.content().instrument.options {
            assert!(screen.contains(option), "{option} is missing:\n{screen}");
        }
        let item = player.model.quiz.content().instrument.item(player.model.quiz.session().at()).unwrap();
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&item.text), "{} is cut:\n{screen}", item.id);
        assert!(flat.ends_with("? keys"), "{screen}");
        player.press(&[Key::Char('s')]);
    }
}

#[test]
fn the_focus_is_visible_without_styles_and_has_the_cursor() {
    for (name, player) in all_screens((80, 24)) {
        let (buffer, cursor) = player.draw();
        if player.model.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Leave(_))) {
            continue;
        }
        if player.model.dialog.is_none() && is_of_the_result(player.model.screen()) {
            // If no entry of a list is on the screen, the cursor is on the open tab.
            let open = (player.model.pages.open.index() + 1).to_string();
            assert!([">", &open].contains(&buffer[cursor].symbol()), "{name}:\n{}", text(&buffer));
            continue;
        }
        let is_at_text =
            player.model.screen() == Screen::Question && buffer[cursor].modifier.contains(Modifier::BOLD);
        assert!(buffer[cursor].symbol() == ">" || is_at_text, "{name}:\n{}", text(&buffer));
        let pointers = text(&buffer).lines().filter(|line| line.trim_start().starts_with("> ")).count();
        let is_question = player.model.screen() == Screen::Question && player.model.dialog.is_none();
        let is_nowhere = is_question && player.model.cursor.is_none();
        assert_eq!(pointers, usize::from(!is_nowhere), "{name}");
    }
    let player = Player::result(persona("hi"), (80, 24));
    let (buffer, cursor) = player.draw();
    assert_eq!(buffer[cursor].symbol(), "1", "the cursor is on the open tab");
    assert!(text(&buffer).contains("\n  ═════════════\n"), "the open tab is marked by a character");
}

#[test]
fn only_fills_and_the_accent_are_colored() {
    for (name, player) in all_screens((80, 24)) {
        if name == "code" {
            // A QR code is black on white, or no reader finds it.
            continue;
        }
        for cell in &player.draw().0.content {
            let is_fill = "█▒│■•".contains(cell.symbol())
                || cell.symbol().chars().all(|c| c.is_ascii_digit() || c == '.' || c == ' ');
            if Some(cell.fg) == player.model.theme.accent().fg {
                let is_tab =
                    is_of_the_result(player.model.screen()) && cell.modifier.contains(Modifier::BOLD);
                assert!("═>".contains(cell.symbol()) || is_tab, "{name}: {cell:?}");
                continue;
            }
            assert!(cell.fg == ratatui::style::Color::Reset || is_fill, "{name}: {cell:?}");
            assert_eq!(cell.bg, ratatui::style::Color::Reset, "{name}");
        }
    }
}

#[test]
fn without_color_and_unicode_nothing_else_is_drawn() {
    for (name, mut player) in all_screens((80, 24)) {
        player.model.theme = Theme::new(Depth::None, true);
        // The tabs are drawn anew where the window is another.
        player.model.resize(window((81, 24)));
        player.model.resize(window((80, 24)));
        for cell in &player.draw().0.content {
            assert_eq!(cell.fg, ratatui::style::Color::Reset, "{name}");
            assert!(cell.symbol().is_ascii(), "{name}: {}", cell.symbol());
        }
    }
}

/// What is drawn beyond ASCII. Each is in the font that Linux has built in (code page 437), in those that Debian and
/// Ubuntu load on the console (Lat15, Uni2), and in every font of Windows' old console (WGL4).
const SIGNS: &str = "─│┼═█▒■•·←↑→↓";
/// What a QR code is drawn with; Debian's console fonts lack them.
const HALF_BLOCKS: &str = "▀▄";

fn assert_old_consoles_have(name: &str, player: &Player) {
    let mut whole = player.screen();
    whole.extend(player.model.pages.page().lines().iter().map(ToString::to_string));
    for sign in whole.chars().filter(|sign| !sign.is_ascii()) {
        let is_qr = name == "code" && HALF_BLOCKS.contains(sign);
        assert!(SIGNS.contains(sign) || is_qr, "{name}: {sign}");
    }
}

#[test]
fn without_half_blocks_there_is_no_qr_code() {
    let mut player = Player::result(persona("hi"), (120, 60));
    player.press(&[Key::Char('c')]);
    assert!(player.screen().contains('▀'), "{}", player.screen());
    player.model.theme = Theme::new(Depth::True, true);
    assert!(player.screen().contains("The code of this result"));
    assert!(!player.screen().contains("##") && !player.screen().contains("QR"), "{}", player.screen());
}

#[test]
fn questions_are_bold_and_hints_are_dim() {
    for (name, player) in all_screens((80, 24)) {
        let (buffer, _) = player.draw();
        let lines = text(&buffer);
        let (row, _) = (0..).zip(lines.lines()).filter(|(_, line)| !line.is_empty()).last().unwrap();
        if player.model.note.is_none() {
            assert!(buffer[(2, row)].modifier.contains(Modifier::DIM), "{name}: the footer\n{lines}");
        }
        if name == "question-next" {
            let find =
                |words: &str| (0..).zip(lines.lines()).find(|(_, line)| line.contains(words)).unwrap().0;
            assert!(buffer[(2, find("untangle the records"))].modifier.contains(Modifier::BOLD), "{lines}");
            assert!(buffer[(2, find("changes it"))].modifier.contains(Modifier::DIM), "{lines}");
            assert_eq!(Some(buffer[(2, 2)].fg), player.model.theme.accent().fg, "how far it is\n{lines}");
        }
        if name == "question-answered" {
            let pointer = buffer.content.iter().find(|cell| cell.symbol() == ">").unwrap();
            assert_eq!(Some(pointer.fg), player.model.theme.accent().fg, "the cursor");
        }
    }
}

// The table of keys.

/// The rows of every table of the quiz and its dialogs: their keys, what the footer says, and what the help says.
fn tables() -> Vec<(String, Vec<TableRow>)> {
    fn rows<A: Copy + 'static>(bindings: impl Iterator<Item = &'static Binding<A>>) -> Vec<TableRow> {
        bindings.map(|row| (row.keys, row.footer, row.footer_keys(), row.help)).collect()
    }
    let screens = Screen::ALL.map(|screen| (format!("{screen:?}"), rows(screen.bindings())));
    let open =
        all_screens((80, 24)).into_iter().filter_map(|(name, player)| Some((name, player.model.dialog?)));
    let dialogs = open.map(|(name, dialog)| (name.to_owned(), rows(dialog.bindings())));
    screens
        .into_iter()
        .chain(dialogs)
        .chain([("hand in".to_owned(), rows(Dialog::hand_in().bindings()))])
        .collect()
}

type TableRow = (&'static [Key], Option<(&'static str, &'static str)>, Vec<Key>, &'static str);

#[test]
fn no_key_has_two_meanings_on_one_screen() {
    for (name, rows) in tables() {
        let keys: Vec<Key> = rows.iter().flat_map(|(keys, ..)| keys.iter().copied()).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?} twice in {name}");
            assert!(!matches!(key, Key::Char(c) if c.is_uppercase()), "{key:?} in {name} is never found");
        }
    }
}

#[test]
fn every_letter_has_an_alternative_that_is_no_letter() {
    for (name, rows) in tables() {
        for (keys, .., help) in rows {
            let is_letter = |key: &Key| matches!(key, Key::Char(c) if c.is_alphabetic());
            assert!(!keys.iter().all(is_letter), "{name}: {help}");
        }
    }
}

#[test]
fn help_shows_every_key_of_the_screen_once() {
    for (name, mut player) in all_screens((120, 60)) {
        if player.model.dialog.is_some() {
            continue;
        }
        let (bindings, all): (Vec<_>, Vec<_>) =
            (player.model.bindings().collect(), player.model.screen().bindings().collect());
        player.press(&[Key::F(1)]);
        let screen = player.screen();
        for binding in &bindings {
            let keys = binding.key_names();
            // A long list of keys wraps; then its first line ends with a comma.
            let found = screen.lines().filter(|line| {
                let (listed, help) = line.trim_start().split_at_checked(32).unwrap_or((line, ""));
                help == binding.help
                    && (listed.trim_end() == keys
                        || listed.trim_end().ends_with(',') && keys.starts_with(listed.trim_end()))
            });
            // The wheel has a line of its own, if the mouse is on.
            let count = if keys.is_empty() { continue } else { found.count() };
            assert_eq!(count, 1, "{name}: {keys} ({})\n{screen}", binding.help);
        }
        // Without hand-in and without an example person, their keys don't apply.
        for absent in all.iter().filter(|one| !bindings.iter().any(|other| one.help == other.help)) {
            assert!(!screen.contains(absent.help), "{name}: {}\n{screen}", absent.help);
        }
    }
}

#[test]
fn the_footer_names_scrolling_only_if_there_is_more() {
    let footer = |size| Player::result(persona("hi"), size).screen().lines().last().unwrap().to_owned();
    assert!(!footer((80, 24)).contains("scroll"), "{}", footer((80, 24)));
    assert!(footer((40, 12)).contains("scroll"), "{}", footer((40, 12)));
}

#[test]
fn the_footer_names_only_keys_that_work() {
    for (name, rows) in tables() {
        let all: Vec<Key> = rows.iter().flat_map(|(keys, ..)| keys.iter().copied()).collect();
        for (keys, footer, footer_keys, _) in &rows {
            let Some((named, _)) = footer else { continue };
            let works = match *named {
                "1-5" => keys.len() == 5 && footer_keys.is_empty(),
                "↑↓" => *footer_keys == [Key::Up, Key::Down],
                "←→" => *footer_keys == [Key::Left, Key::Right],
                "←" => *footer_keys == [Key::Left],
                "→" => *footer_keys == [Key::Right],
                other => footer_keys.len() == 1 && footer_keys[0].name() == other,
            };
            assert!(
                works && footer_keys.iter().all(|key| all.contains(key)),
                "{name}: the footer says {named}"
            );
        }
    }
}

// What keys do.

#[test]
fn a_digit_answers_and_the_next_question_says_so() {
    for size in [(80, 24), (40, 12), (40, 18)] {
        let mut player = Player::new(size);
        player.press(&[Key::Enter, Key::Char('4')]);
        assert_eq!((player.model.quiz.session().at(), player.model.cursor), (1, None));
        assert_eq!(player.model.quiz.session().responses().get(0), Response::new(4));
        assert_eq!(player.model.quiz.session().responses().get(1), None, "a fresh question is unanswered");
        let wanted = if size.0 < 60 { "← changes 1: Like" } else { "Question 1: Like. ← changes it" };
        assert!(player.screen().contains(wanted), "{size:?}\n{}", player.screen());
        player.press(&[Key::Left]);
        assert_eq!((player.model.quiz.session().at(), player.model.cursor), (0, Some(3)));
        assert!(player.screen().contains("> 4  Like"), "its answer is under the cursor\n{}", player.screen());
        assert!(!player.screen().contains("changes"), "{}", player.screen());
    }
}

#[test]
fn nothing_is_preselected_and_the_first_arrow_selects_the_middle() {
    for arrow in [Key::Up, Key::Down, Key::Char('k'), Key::Char('j')] {
        let mut player = Player::new((80, 24));
        player.press(&[Key::Enter]);
        assert_eq!(player.model.cursor, None);
        player.press(&[arrow]);
        assert_eq!(player.model.cursor, Some(2), "{arrow:?}");
    }
}

#[test]
fn enter_needs_an_answer_or_a_skip_to_go_on() {
    for key in [Key::Enter, Key::Char(' '), Key::Right, Key::Tab, Key::PageDown] {
        let mut player = Player::new((80, 24));
        player.press(&[Key::Enter, key]);
        assert_eq!(player.model.quiz.session().at(), 0, "{key:?} without an answer stays");
        assert!(player.screen().contains("Press 1 to 5 to answer, or s to skip."), "{}", player.screen());
        player.press(&[Key::Down, Key::Down, key]);
        assert_eq!(player.model.quiz.session().responses().get(0), Response::new(4), "{key:?}");
        player.press(&[Key::Char('s'), Key::Left]);
        assert_eq!(player.model.cursor, None, "a skip is no answer");
        player.press(&[key]);
        assert_eq!(player.model.quiz.session().at(), 2, "{key:?} on a skipped question goes on");
        assert!(player.model.quiz.session().is_skipped(1), "and it stays skipped");
    }
}

#[test]
fn a_held_digit_answers_one_question() {
    let at = |millis: u64| Duration::from_secs(9) + Duration::from_millis(millis);
    let mut player = Player::new((80, 24));
    player.press(&[Key::Enter]);
    let mut digit = |number, millis| {
        player.model.update(Action::Pick(number), at(millis));
        player.model.shown(at(millis));
        player.model.quiz.session().answered()
    };
    assert_eq!(digit(4, 0), 1);
    let held: Vec<usize> = (1..60).map(|repeat| digit(4, 30 * repeat)).collect();
    assert_eq!(held, [1; 59], "it repeats for almost two seconds");
    assert_eq!(digit(5, 1780), 2, "another digit is taken at once");
    assert_eq!(digit(5, 1929), 2, "the same within 150 ms is not");
    assert_eq!(digit(5, 2079), 3, "and after 150 ms it is");
    assert_eq!(digit(5, 2228), 3, "a slow repeat, before the new question can be read");
}

#[test]
fn a_digit_held_on_the_last_question_opens_no_tab() {
    let mut player = Player::new((80, 24));
    player.answer(persona("hi"));
    let items = &player.model.quiz.content().instrument.items;
    let item = items.iter().rfind(|item| !item.tie_breaker).unwrap();
    let last = persona("hi").answer(&item.id).unwrap();
    assert!(last > 1, "the first tab is open anyway");
    assert_eq!(player.model.screen(), Screen::Result);
    player.model.update(Action::Pick(last), player.now + Duration::from_millis(30));
    assert_eq!(player.model.pages.open, Tab::Glance);
    player.model.update(Action::Pick(last), player.now + Duration::from_secs(1));
    assert_eq!(player.model.pages.open.index(), usize::from(last) - 1);
}

#[test]
fn back_and_escape_stay_on_the_result() {
    for key in [Key::Esc, Key::Left, Key::Backspace] {
        let mut player = Player::result(persona("hi"), (80, 24));
        player.press(&[Key::Char('2'), key, key, key]);
        assert_eq!((player.model.screen(), player.model.pages.open), (Screen::Result, Tab::Glance));
        player.press(&[Key::Char('r'), key]);
        assert_eq!(player.model.screen(), Screen::Result, "the review leads back");
        player.press(&[key]);
        assert_eq!(player.model.screen(), Screen::Result);
    }
}

#[test]
fn again_asks_first_and_loses_nothing() {
    for key in [Key::Char('a'), Key::F(8)] {
        let mut player = Player::result(persona("hi"), (80, 24));
        let revision = player.model.quiz.revision();
        let answers = player.model.quiz.session().answers().clone();
        player.press(&[key]);
        assert_eq!(player.model.screen(), Screen::Resume);
        assert!(player.screen().contains("> Take the quiz again"), "{}", player.screen());
        assert_eq!(player.model.quiz.revision(), revision, "what is on disk stays until the first answer");
        let mut back = player.clone();
        back.press(&[Key::Up, Key::Enter]);
        assert_eq!(back.model.screen(), Screen::Result);
        assert_eq!(back.model.quiz.session().answers(), &answers);
        player.press(&[Key::Enter]);
        let session = player.model.quiz.session();
        assert_eq!((session.step(), session.at(), session.answered()), (Step::Question, 0, 0));
        player.answer(persona("readme"));
        player.model.resize(window((80, 200)));
        assert!(player.screen().contains("Last time: "), "{}", player.screen());
    }
}

#[test]
fn the_review_leads_to_the_questions_that_a_result_needs() {
    let mut player = Player::result(persona("skipper"), (80, 24));
    player.press(&[Key::Char('r')]);
    let screen = player.screen();
    assert!(screen.contains("5 of 24 answered, 11 more for a result"), "{screen}");
    assert!(screen.contains("> Go to the questions you skipped"), "{screen}");
    player.press(&[Key::Enter]);
    while player.model.screen() == Screen::Question {
        let session = player.model.quiz.session();
        assert!(session.is_skipped(session.at()), "question {}", session.at() + 1);
        player.press(&[Key::Char('4')]);
    }
    assert_eq!(player.model.quiz.session().answered(), 24);
}

#[test]
fn short_and_double_width_labels_are_aligned_and_whole() {
    for labels in [["Bad", "Poor", "OK", "Good", "Great"], ["很差", "不好", "一般", "好", "很好"]] {
        let shipped = "\"Strongly dislike\", \"Dislike\", \"Unsure\", \"Like\", \"Strongly like\"";
        let questions =
            career_fit::content::QUESTIONS.replace(shipped, &format!("{labels:?}")[1..].replace(']', ""));
        let content = load(&questions, career_fit::content::PROFILES);
        let mut player = Player::of(Quiz::new(content, NATION), (80, 24));
        player.press(&[Key::Enter, Key::Char('4'), Key::Left]);
        let column = |screen: &str, words: &str| {
            let line = screen
                .lines()
                .find(|line| line.contains(words))
                .unwrap_or_else(|| panic!("{words}:\n{screen}"));
            // A character is a cell; behind a double-width one is an empty cell.
            line.split(words).next().unwrap().chars().count()
        };
        let screen = player.screen();
        assert_eq!(
            column(&screen, "your answer"),
            9 + labels.map(UnicodeWidthStr::width).into_iter().max().unwrap()
        );
        player.press(&[Key::Char('4'), Key::Char('s'), Key::Char('r')]);
        let screen = player.screen();
        assert_eq!(column(&screen, labels[3]), column(&screen, "not yet"));
        assert_eq!(column(&screen, labels[3]), column(&screen, "skipped"));
        assert!(!screen.contains("..."), "{screen}");
    }
}

#[test]
fn back_keeps_every_answer() {
    let mut player = Player::new((80, 24));
    player.press(&[Key::Enter, Key::Char('5'), Key::Char('1')]);
    for key in [Key::Left, Key::Esc] {
        player.press(&[key]);
    }
    assert_eq!((player.model.quiz.session().at(), player.model.cursor), (0, Some(4)));
    player.press(&[Key::Esc, Key::Esc, Key::Esc]);
    assert_eq!(player.model.screen(), Screen::Welcome, "Esc never quits");
    assert_eq!(player.model.quiz.session().answered(), 2);
}

#[test]
fn an_answer_changed_in_the_review_changes_the_result() {
    let mut player = Player::result(persona("lean"), (80, 24));
    let before = player.model.quiz.outcome().unwrap().assessment.clone();
    player.press(&[Key::Char('3'), Key::Char('r'), Key::Down, Key::Enter]);
    assert_eq!((player.model.screen(), player.model.quiz.session().at()), (Screen::Question, 0));
    player.press(&[Key::Char('1')]);
    assert_eq!((player.model.screen(), player.model.cursor), (Screen::Review, Some(1)));
    player.press(&[Key::Home, Key::Enter]);
    if player.model.screen() == Screen::Offer {
        player.press(&[Key::Down, Key::Enter]);
    }
    assert_ne!(player.model.quiz.outcome().unwrap().assessment.comparison, before.comparison);
    assert_eq!(player.model.pages.open, Tab::WhatIf, "the tab that was open is open again");
}

#[test]
fn no_line_of_a_result_is_wider_than_its_column() {
    for width in [40, 41, 49, 50, 59, 60, 63, 64, 80, 91, 92, 93, 119, 120, 163, 164, 165, 200] {
        let player = Player::result(persona("lean"), (width, 24));
        for tab in Tab::ALL {
            let mut player = player.clone();
            player.press(&[tab_key(tab)]);
            let widest = if width < 100 { 88 + 4 } else { 160 + 4 };
            let room = usize::from(width).min(widest) - if width < 60 { 2 } else { 4 };
            for line in player.model.pages.page().lines() {
                assert!(line.width() <= room, "{} at {width}: {line}", tab.name());
            }
        }
    }
}

#[test]
fn resizing_keeps_the_place_in_the_text() {
    for tab in Tab::ALL {
        let mut player = Player::result(persona("lean"), (80, 24));
        player.press(&[tab_key(tab)]);
        for _ in 0..3 {
            player.press(&[Key::PageDown]);
            let top = top_line(&player);
            for size in [(52, 24), (120, 40), (40, 12), (80, 24)] {
                player.model.resize(window(size));
                // Charts and columns are other lines in other widths: only running text can be looked for.
                let words = top.split(|c: char| !c.is_alphanumeric());
                let word = words.max_by_key(|word| word.len()).unwrap_or("");
                let shown = player.screen();
                let is_chart = matches!(tab, Tab::Pay | Tab::Compare);
                assert!(is_chart || shown.contains(word), "{} {size:?} {word}:\n{shown}", tab.name());
            }
            assert_eq!(top_line(&player), top, "{}: there and back again", tab.name());
        }
    }
}

/// The first line with words that is shown of the open tab.
fn top_line(player: &Player) -> String {
    let pages = &player.model.pages;
    let lines = pages.page().lines().iter().skip(pages.page().scroll).map(ToString::to_string);
    lines.into_iter().find(|line| line.contains(char::is_alphanumeric)).unwrap()
}

#[test]
fn the_summary_has_the_code_of_the_final_answers() {
    let mut player = Player::result(persona("hi"), (80, 24));
    player.press(&[Key::Char('r'), Key::Down, Key::Enter, Key::Char('1')]);
    let session = player.model.quiz.session();
    let code = career_fit::code::encode(player.model.quiz.content(), session.answers());
    let summary = player.summary();
    assert!(summary.contains(&code), "{code}\n{summary}");
}

#[test]
fn the_summary_fits_the_window_in_at_most_20_lines() {
    for size in [(40, 12), (50, 20), (60, 20), (80, 24), (200, 50)] {
        for persona in &PERSONAS {
            let summary = Player::result(persona, size).summary();
            let widest = summary.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= usize::from(size.0.min(80)), "{size:?}:\n{summary}");
            assert!(summary.lines().count() <= 20, "{size:?}:\n{summary}");
        }
    }
}

#[test]
fn tie_breakers_are_offered_only_when_too_close_and_asked_when_accepted() {
    let mut clear = Player::new((80, 24));
    clear.answer(persona("hi"));
    assert_eq!(clear.model.screen(), Screen::Result);
    let mut torn = Player::new((80, 24));
    torn.answer(persona("torn"));
    assert_eq!(torn.model.screen(), Screen::Offer);
    torn.press(&[Key::Enter]);
    assert!(torn.screen().contains("Question 25 of 30"), "{}", torn.screen());
    for _ in 0..6 {
        torn.press(&[Key::Char('3')]);
    }
    assert_eq!(torn.model.screen(), Screen::Result);
    torn.press(&[Key::Char('r')]);
    assert!(torn.screen().contains("30 of 30 answered"));
}

#[test]
fn leaving_asks_first_and_returns_how_it_ended() {
    let mut player = Player::new((80, 24));
    player.press(&[Key::Enter, Key::Char('3'), Key::Char('q')]);
    assert_eq!(player.press(&[Key::Esc]), None);
    assert_eq!(player.model.screen(), Screen::Question);
    assert_eq!(player.press(&[Key::Char('q'), Key::Down, Key::Enter]), None, "the second choice stays");
    assert_eq!(player.press(&[Key::Char('q'), Key::Enter]), Some(Effect::Quit(Exit::Left)));
    assert_eq!(player.press(&[Key::Ctrl('c')]), Some(Effect::Quit(Exit::Interrupted)));
}

#[test]
fn three_keys_quit_from_every_screen() {
    for (name, mut player) in all_screens((80, 24)) {
        player.press(&[Key::Esc]);
        assert_eq!(player.press(&[Key::Char('q'), Key::Enter]), Some(Effect::Quit(Exit::Left)), "{name}");
    }
}

#[test]
fn letters_mean_the_same_in_capitals() {
    let screens = all_screens((80, 24)).into_iter();
    for (name, player) in screens.filter(|(_, player)| player.model.dialog.is_none()) {
        for c in ('a'..='z').filter(|c| player.model.action(Input::Key(Key::Char(*c))).is_some()) {
            let [small, capital] =
                [c, c.to_ascii_uppercase()].map(|c| player.model.action(Input::Key(Key::Char(c))));
            assert_eq!(small, capital, "{name} {c}");
        }
    }
}

// Writing, pay for a state, earlier quizzes.

#[test]
fn a_report_gets_the_typed_name_and_overwrites_only_if_confirmed() {
    let mut player = Player::result(persona("hi"), (80, 24));
    player.press(&[Key::Char('w')]);
    let effect = player.press(&[Key::Char('M'), Key::Char('e'), Key::Char('q'), Key::Enter]);
    let Some(Effect::Write { name, bytes, replace }) = effect else { panic!("{effect:?}") };
    assert_eq!((name.as_str(), replace), ("Meq.html", false), "letters are typed, in their case");
    assert!(String::from_utf8(bytes).unwrap().contains("Your answers point clearly to Health Informatics"));
    player.model.written(Err(Refusal::Exists));
    assert!(player.screen().contains("This file already exists"), "{}", player.screen());
    let effect = player.press(&[Key::Enter]);
    assert!(matches!(effect, Some(Effect::Write { replace: true, .. })), "the second Enter writes over it");
    player.model.written(Err(Refusal::Exists));
    let effect = player.press(&[Key::Char('2'), Key::Enter]);
    assert!(matches!(effect, Some(Effect::Write { replace: false, .. })), "another name asks again");
    player.model.written(Ok("/home/me/Meq2".to_owned()));
    assert_eq!(player.model.screen(), Screen::Result);
    assert!(player.screen().contains("Written to /home/me/Meq2"), "{}", player.screen());
    player.press(&[Key::Down]);
    assert!(!player.screen().contains("Written to"), "the note goes with the next key");
}

#[test]
fn the_proposed_file_name_has_the_day_and_the_verdict() {
    for (name, of) in [
        ("hi", "hi"),
        ("lean", "hi"),
        ("him", "him"),
        ("both", "both"),
        ("neither", "neither"),
        ("torn", "close"),
        ("skipper", "incomplete"),
    ] {
        let mut player = Player::result(persona(name), (80, 24));
        player.press(&[Key::Char('w')]);
        let written = |effect: Option<Effect>| match effect {
            Some(Effect::Write { name, bytes, replace: false }) => (name, String::from_utf8(bytes).unwrap()),
            other => panic!("{other:?}"),
        };
        let (called, page) = written(player.press(&[Key::Enter]));
        assert_eq!(called, format!("career-fit-2026-11-24-{of}.html"));
        assert!(
            page.contains("Written on November 24, 2026") && page.contains("class=\"sheet second\""),
            "{name}"
        );
        let (called, _) = written(player.press(&[Key::Down, Key::Down, Key::Enter]));
        assert_eq!(called, format!("career-fit-2026-11-24-{of}.md"), "the ending follows the format");
    }
}

#[test]
fn typing_replaces_the_proposed_name_unless_the_cursor_was_moved() {
    let name = |keys: &[Key]| {
        let mut player = Player::result(persona("torn"), (80, 24));
        player.press(&[Key::Char('w')]);
        match player.press(&[keys, &[Key::Enter]].concat()) {
            Some(Effect::Write { name, .. }) => name,
            None => player.screen(),
            other => panic!("{other:?}"),
        }
    };
    let a = Key::Char('a');
    assert_eq!(name(&[a, a]), "aa.html");
    assert_eq!(name(&[Key::End, a]), "career-fit-2026-11-24-close.htmla.html");
    assert_eq!(name(&[Key::Home, a]), "acareer-fit-2026-11-24-close.html");
    assert_eq!(name(&[Key::Left, Key::Backspace, Key::Backspace]), "career-fit-2026-11-24-close.hl.html");
    assert_eq!(name(&[a, Key::Down]), "a.txt", "the ending follows the format");
    assert_eq!(name(&[a, Key::Char('.'), Key::Char('m'), Key::Char('d')]), "a.html");
    assert_eq!(name(&[Key::Down, a]), "a.txt", "another format keeps the name marked");
    for nothing in [Key::Backspace, Key::Delete, Key::Char(' '), Key::Char('/')] {
        assert!(name(&[nothing]).contains("Type a file name first."), "{nothing:?}");
    }
}

#[test]
fn a_state_is_chosen_by_typing_its_beginning() {
    let mut player = Player::result(persona("hi"), (80, 24));
    player.press(&[Key::Char('s'), Key::Char('O'), Key::Char('h')]);
    assert!(player.screen().contains("> Ohio"), "{}", player.screen());
    player.press(&[Key::Enter]);
    assert!(player.screen().contains("A year's pay, Ohio, all employers"), "{}", player.screen());
    player.press(&[Key::Char('s'), Key::Char('w'), Key::Char('e'), Key::Char('s'), Key::Enter]);
    assert!(player.screen().contains("no figure for West Virginia"), "{}", player.screen());
}

#[test]
fn an_earlier_quiz_is_resumed_or_started_over() {
    let (_, resume) = all_screens((80, 24)).into_iter().find(|(name, _)| *name == "resume").unwrap();
    let mut goes_on = resume.clone();
    assert!(goes_on.screen().contains("Go on with question 3 of 24"), "{}", goes_on.screen());
    goes_on.press(&[Key::Enter]);
    assert_eq!((goes_on.model.quiz.session().at(), goes_on.model.quiz.session().answered()), (2, 2));
    let mut anew = resume;
    anew.press(&[Key::Down, Key::Enter]);
    assert_eq!((anew.model.quiz.session().at(), anew.model.quiz.session().answered()), (0, 0));
}

// What if.

#[test]
fn a_tried_answer_moves_the_bars_and_is_kept_or_dropped() {
    let mut player = Player::result(persona("him"), (80, 24));
    let given = player.model.quiz.session().responses().clone();
    let code = player.model.quiz.outcome().unwrap().code.clone();
    player.press(&[Key::Char('3'), Key::Enter]);
    let before = player.screen();
    assert!(before.contains("Nothing is changed yet."), "{before}");
    let item = player.model.trial.as_ref().unwrap().items[0];
    player.press(&[Key::Char('3')]);
    let tried = player.screen();
    assert!(tried.contains("1 answer changed.") && tried.contains("3 Unsure"), "{tried}");
    let bars = |screen: &str| screen.lines().filter(|line| line.starts_with("  HI")).collect::<String>();
    assert_ne!(bars(&before), bars(&tried), "the bars move at once");
    assert_eq!(player.model.quiz.session().responses(), &given, "nothing is taken over yet");
    player.press(&[Key::Esc]);
    assert_eq!(player.model.screen(), Screen::WhatIf);
    assert_eq!(player.model.quiz.outcome().unwrap().code, code);
    player.press(&[Key::Enter, Key::Char('3'), Key::Enter]);
    let mut changed = given.clone();
    changed.set(item, Response::new(3));
    assert_eq!(player.model.quiz.session().responses(), &changed);
    let outcome = player.model.quiz.outcome().unwrap();
    assert_eq!((&outcome.answers.responses, outcome.code != code), (&changed, true));
    assert!(player.screen().contains("1 answer changed."));
}

#[test]
fn arrows_change_a_tried_answer_within_the_scale() {
    let mut player = Player::result(persona("him"), (80, 24));
    player.press(&[Key::Char('3'), Key::Enter, Key::Down]);
    let item = player.model.trial.as_ref().unwrap().items[1];
    for (key, last) in [(Key::Left, 1), (Key::Right, 5)] {
        player.press(&[key; 6]);
        assert_eq!(player.model.trial.as_ref().unwrap().response(item), Response::new(last));
    }
}

#[test]
fn tried_changes_lead_to_the_verdict_that_is_promised() {
    for name in ["hi", "him", "lean", "torn"] {
        let player = Player::result(persona(name), (80, 24));
        let changes = player.model.quiz.outcome().unwrap().facts(&content()).changes();
        assert_eq!(changes.len(), 2, "{name}");
        for promised in changes {
            let mut player = player.clone();
            player.press(&[Key::Char('3'), Key::Enter]);
            for change in promised.answers {
                let items = player.model.trial.as_ref().unwrap().items.clone();
                let place = items.iter().position(|item| *item == change.item).unwrap();
                player.press(&[Key::Home]);
                player.press(&vec![Key::Down; place]);
                player.press(&[Key::Char(char::from(b'0' + change.to.value()))]);
            }
            let tried = player.model.trial.as_ref().unwrap().outcome.assessment.verdict;
            assert_eq!(tried, promised.verdict, "{name}");
        }
    }
}

// Lists and what opens of them.

#[test]
fn no_closed_tab_is_longer_than_three_screens() {
    for persona in &PERSONAS {
        let player = Player::result(persona, (80, 24));
        for tab in Tab::ALL {
            let mut player = player.clone();
            player.press(&[tab_key(tab)]);
            let rows = player.model.pages.page().lines().len();
            // Heading, tabs and keys leave 17 rows of the 24.
            assert!(rows <= 3 * 17, "{} {}: {rows} lines", persona.name, tab.name());
        }
    }
}

#[test]
fn the_first_tab_needs_no_scrolling() {
    for persona in &PERSONAS {
        let screen = Player::result(persona, (80, 24)).screen();
        let arrows = screen.replace("↑↓", "");
        assert!(screen.contains("  Next  ") && !arrows.contains('↓'), "{}:\n{screen}", persona.name);
    }
    for name in ["hi", "him", "lean", "readme"] {
        let small = Player::result(persona(name), (40, 12)).screen();
        for label in [" Why  You", " Jobs To start: ", "$"] {
            assert!(small.contains(label), "{name}: no {label}\n{small}");
        }
    }
}

#[test]
fn enter_opens_an_entry_and_escape_returns_to_the_list() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut player = Player::result(persona("him"), size);
        player.press(&[Key::Char('5'), Key::Down]);
        let list = player.screen();
        player.press(&[Key::Enter]);
        assert_eq!(player.model.screen(), Screen::Entry, "{list}");
        assert!(player.screen().contains("Where"), "{}", player.screen());
        player.press(&[Key::Esc]);
        assert_eq!(player.screen(), list);
    }
}

#[test]
fn every_entry_of_every_list_can_be_reached() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        for tab in Tab::ALL.into_iter().filter(|tab| tab.has_list()) {
            let mut player = Player::result(persona("both"), size);
            player.press(&[tab_key(tab)]);
            let closed = player.model.quiz.chapter(tab).unwrap().parts;
            let mut wanted: Vec<String> = closed
                .into_iter()
                .filter(|part| part.collapsed.is_some())
                .filter_map(|part| part.heading)
                .collect();
            for _ in 0..120 {
                let heading = player.model.entry().first().map(ToString::to_string);
                wanted.retain(|one| {
                    heading.as_ref().is_none_or(|heading| !one.starts_with(heading.trim_end()))
                });
                player.press(&[Key::Down]);
            }
            assert!(wanted.is_empty(), "{size:?} {}: {wanted:?}", tab.name());
        }
    }
}

#[test]
fn wide_windows_show_the_entry_next_to_the_list() {
    let mut player = Player::result(persona("him"), (120, 40));
    player.press(&[Key::Char('5')]);
    let first = player.screen();
    player.press(&[Key::Down]);
    let second = player.screen();
    assert!(first.contains("Where") && second.contains("Where") && first != second, "{second}");
}

/// What no tab may say under a verdict.
#[test]
fn no_tab_contradicts_the_verdict() {
    for persona in &PERSONAS {
        let player = Player::result(persona, (80, 24));
        let quiz = &player.model.quiz;
        let verdict = quiz.outcome().unwrap().assessment.verdict;
        let mut told = String::new();
        for tab in Tab::ALL {
            told += &format!("{:?}", quiz.chapter(tab).unwrap());
        }
        let named = ["fits you better", "now point to"];
        let wrong: &[&str] = match verdict.side() {
            Some(_) => &["nothing to turn around", "No path is named", "Your answers fit both"],
            None => &named,
        };
        for wrong in wrong {
            assert!(!told.contains(wrong), "{}: {wrong}", persona.name);
        }
        if verdict == Verdict::Neither {
            for wrong in ["First steps toward", "your liking for", "strongly like to"] {
                assert!(!told.contains(wrong), "{}: {wrong}", persona.name);
            }
        }
        if verdict == Verdict::Incomplete {
            for wrong in ["Best match first", "your liking for", "of 5)"] {
                assert!(!told.contains(wrong), "{}: {wrong}", persona.name);
            }
        }
    }
}

#[test]
fn help_never_scrolls_by_a_line_or_two() {
    for height in [20, 22, 24, 26] {
        let screens = all_screens((80, height)).into_iter();
        for (name, mut player) in
            screens.filter(|(name, _)| ["question", "review", "hi", "Jobs"].contains(name))
        {
            player.press(&[Key::F(1)]);
            for few in ["\u{20}1 more lines ↓", "\u{20}2 more lines ↓"] {
                let is_help = matches!(player.model.dialog, Some(Dialog::Help(_)));
                assert!(!is_help || !player.screen().contains(few), "{name}:\n{}", player.screen());
            }
        }
    }
}

#[test]
fn names_of_files_cannot_reorder_or_hide_what_is_shown() {
    let mut player = Player::result(persona("hi"), (80, 24));
    player.model.note = Some("Written to a\u{202e}b\u{2066}c\u{e0041}d\u{1b}]0;x\u{7}".to_owned());
    let screen = player.screen();
    assert!(screen.contains("Written to"), "{screen}");
    assert!(!screen.contains(['\u{202e}', '\u{2066}', '\u{e0041}', '\u{1b}', '\u{7}']), "{screen:?}");
}
