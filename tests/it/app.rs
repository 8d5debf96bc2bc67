//! The loop under the full screen, without a terminal: events and time by script, frames as text. First under the
//! quiz, then under a program of another kind.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use career_fit::content::wages::NATION;
use career_fit::instrument::Step;
use career_fit::quiz::{Earlier, Quiz};
use career_fit::storage::{SaveStatus, Storage};
use career_fit::tui::keymap::{Input, Key, Press, read};
use career_fit::tui::quiz::Model;
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Drawn, Effect, Events, Exit, Host, Next, Refusal, run_loop};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::harness::{content, read_saved};
use crate::tui::{persona, text};

fn key(code: KeyCode, kind: KeyEventKind) -> Event {
    Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind))
}

fn press(code: KeyCode) -> Event {
    key(code, KeyEventKind::Press)
}

#[test]
fn releases_repeats_and_pastes_are_ignored() {
    for code in [KeyCode::Enter, KeyCode::Char('4'), KeyCode::Char('q')] {
        assert!(read(&press(code)).is_some());
        assert_eq!(read(&key(code, KeyEventKind::Repeat)), None, "{code:?}");
        assert_eq!(read(&key(code, KeyEventKind::Release)), None, "{code:?}");
    }
    assert_eq!(read(&key(KeyCode::Down, KeyEventKind::Repeat)), Some(Press::Key(Key::Down)));
    for noise in [Event::FocusGained, Event::FocusLost, Event::Paste("4\n4\n".to_owned())] {
        assert_eq!(read(&noise), None);
    }
    assert_eq!(read(&press(KeyCode::Char('S'))), Some(Press::Key(Key::Char('S'))));
}

/// A terminal that isn't in raw mode yet sends a line feed for Enter, which arrives as Ctrl-J.
#[test]
fn an_enter_typed_before_raw_mode_is_enter() {
    let line_feed = Event::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL));
    assert_eq!(read(&line_feed), Some(Press::Key(Key::Enter)));
}

/// How many answers the folder of a quiz holds; 0 without a folder.
fn saved(folder: Option<&PathBuf>) -> usize {
    let text = folder.and_then(|folder| read_saved(folder, "quiz-"));
    let saved = text.map(|text| Earlier::from_json(&text, &content().instrument).unwrap());
    saved.map_or(0, |saved| saved.session.unwrap().settled())
}

/// Events from a list, each at its time. Time passes only while the loop waits.
#[derive(Default)]
pub(crate) struct Script {
    events: VecDeque<(Duration, Event)>,
    now: Duration,
    /// Whether keys count as typed ahead: a frame waits for them.
    ahead: bool,
    folder: Option<PathBuf>,
    /// How many answers were saved when each event was asked for.
    saved: Vec<usize>,
}

impl Script {
    /// All events at once, one after the other or typed ahead.
    pub(crate) fn new(events: impl IntoIterator<Item = Event>, ahead: bool) -> Self {
        let events = events.into_iter().map(|event| (Duration::ZERO, event)).collect();
        Self { events, ahead, ..Self::default() }
    }

    /// The same at another time than 0.
    #[cfg(unix)]
    pub(crate) fn at(self, now: Duration) -> Self {
        Self { now, ..self }
    }
}

impl Events for Script {
    fn now(&self) -> Duration {
        self.now
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        self.saved.push(saved(self.folder.as_ref()));
        let until = at_most.map(|time| self.now + time);
        let is_soon = |(at, _): &&(Duration, Event)| until.is_none_or(|until| *at <= until);
        if self.events.front().filter(is_soon).is_none() {
            self.now = until.unwrap_or(self.now);
            return Ok(if until.is_some() { Next::TimedOut } else { Next::End });
        }
        let (at, event) = self.events.pop_front().unwrap();
        self.now = self.now.max(at);
        Ok(Next::Event(event))
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        Ok(self.ahead && self.events.front().is_some_and(|(at, _)| *at <= self.now))
    }
}

/// A host that counts frames and keeps files in memory.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) frames: usize,
    folder: Option<PathBuf>,
    /// How many answers were saved when each frame went out.
    saved: Vec<usize>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Host for World {
    fn must_redraw(&mut self) -> bool {
        self.frames += 1;
        self.saved.push(saved(self.folder.as_ref()));
        false
    }

    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        if self.files.contains_key(name) && !replace {
            return Err(Refusal::Exists);
        }
        self.files.insert(name.to_owned(), bytes.to_vec());
        Ok(format!("/somewhere/{name}"))
    }
}

/// Runs a program: how it ended, and the last screen.
fn run<A: App>(
    app: &mut A,
    script: &mut Script,
    world: &mut World,
    save: impl FnMut(&A) -> SaveStatus,
) -> (Exit, String) {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let exit = run_loop(&mut terminal, app, script, world, save).unwrap();
    (exit, text(terminal.backend().buffer()))
}

// The quiz.

fn model(quiz: Quiz) -> Model {
    Model::new(quiz, Theme::new(Depth::None, false), Rect::new(0, 0, 80, 24))
}

/// Runs a quiz that is kept nowhere: what became of it, how it ended, how many frames went out, and the last screen.
fn run_quiz(events: Vec<Event>, ahead: bool) -> (Model, Exit, usize, String) {
    let (mut model, mut world) = (model(Quiz::new(content(), NATION)), World::default());
    let (exit, screen) = run(&mut model, &mut Script::new(events, ahead), &mut world, |_| SaveStatus::Off);
    (model, exit, world.frames, screen)
}

#[test]
fn the_loop_runs_a_whole_quiz() {
    let mut events = vec![press(KeyCode::Enter)];
    for item in content().instrument.items.iter().filter(|item| !item.tie_breaker) {
        let answer = persona("hi").answer(&item.id).map_or('3', |value| char::from(b'0' + value));
        events.extend([press(KeyCode::Char(answer)), press(KeyCode::Enter)]);
    }
    let (model, exit, frames, screen) = run_quiz(events.clone(), false);
    assert_eq!(exit, Exit::Left, "the loop ends with its input");
    assert_eq!(model.quiz.session().step(), Step::Result, "{screen}");
    assert_eq!(frames, events.len() + 1, "a frame before the first key and after each");
    let (_, _, frames, _) = run_quiz(events, true);
    assert_eq!(frames, 1, "keys that are there already are handled before a frame");
}

#[test]
fn noise_draws_no_frame() {
    let noise = vec![Event::FocusGained, press(KeyCode::Char('x'))];
    assert_eq!(run_quiz(noise, false).2, 1);
}

#[test]
fn a_resize_draws_one_frame() {
    let (model, _, frames, _) = run_quiz(vec![Event::Resize(40, 12)], false);
    assert_eq!(frames, 2);
    assert_eq!(model.area, Rect::new(0, 0, 80, 24), "the window is asked for its size");
}

#[test]
fn each_answer_is_saved_before_its_frame_and_the_next_key() {
    let mut events = vec![press(KeyCode::Enter)];
    for _ in 0..3 {
        events.extend([press(KeyCode::Char('4')), press(KeyCode::Enter)]);
    }
    for ahead in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let (mut storage, _) = Storage::for_quiz(Ok(folder.path().to_owned()), &content(), false);
        let mut model = model(Quiz::new(content(), NATION));
        model.save_status = storage.status().clone();
        let folder = Some(folder.path().to_owned());
        let mut world = World { folder: folder.clone(), ..World::default() };
        let mut script = Script { folder, ..Script::new(events.clone(), ahead) };
        run(&mut model, &mut script, &mut world, |model| storage.save(&model.quiz.to_json()).clone());
        assert_eq!(script.saved, [0, 0, 1, 1, 2, 2, 3, 3], "even where keys come faster than frames");
        let frames: &[usize] = if ahead { &[3] } else { &[0, 0, 1, 1, 2, 2, 3, 3] };
        assert_eq!(world.saved, frames);
    }
}

#[test]
fn a_failed_save_is_reported_in_the_footer_and_the_quiz_goes_on() {
    let events = [press(KeyCode::Enter), press(KeyCode::Char('4'))];
    let mut model = model(Quiz::new(content(), NATION));
    let full = |_: &Model| SaveStatus::Failed("the disk is full".to_owned());
    let (_, screen) = run(&mut model, &mut Script::new(events, false), &mut World::default(), full);
    assert_eq!(model.quiz.session().at(), 1);
    let footer = screen.lines().rfind(|line| !line.is_empty()).unwrap().trim();
    assert!(footer.starts_with("Not saved: the disk is full") && footer.ends_with("  ? keys"), "{screen}");
}

// A program of another kind.

/// Counts up and down by keys and clicks, and ten up with each tick of a clock; long enough without a key, it ends.
struct Counter {
    count: i32,
    /// The time from one tick to the next, and when the next is due.
    every: Duration,
    tick: Duration,
    last_key: Duration,
    revision: u64,
    note: String,
}

const IDLE: Duration = Duration::from_secs(60);

impl Counter {
    fn new(every: Duration) -> Self {
        Self { count: 0, every, tick: every, last_key: Duration::ZERO, revision: 0, note: String::new() }
    }

    fn count(&mut self, by: i32) {
        self.count += by;
        self.revision += 1;
    }
}

impl App for Counter {
    type Action = Key;

    fn resize(&mut self, _window: Rect) {}

    fn action(&self, input: Input) -> Option<Key> {
        if let Input::Key(key) = input { Some(key) } else { None }
    }

    fn update(&mut self, key: Key, now: Duration) -> Option<Effect> {
        self.last_key = now;
        match key {
            Key::Up => self.count(1),
            Key::Down => self.count(-1),
            Key::Char('w') => {
                let bytes = self.count.to_string().into_bytes();
                return Some(Effect::Write { name: "count".to_owned(), bytes, replace: false });
            }
            Key::Char('q') => return Some(Effect::Quit(Exit::Left)),
            Key::Ctrl('c') => return Some(Effect::Quit(Exit::Interrupted)),
            _ => {}
        }
        None
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer) -> Drawn {
        let says = format!("Count: {}. {}", self.count, self.note);
        buffer.set_stringn(0, 0, says, area.width.into(), Style::new());
        Drawn { cursor: Position::ORIGIN, targets: vec![(Rect::new(0, 0, 5, 1), Input::Key(Key::Up))] }
    }

    fn written(&mut self, path: Result<String, Refusal>) {
        self.note = path.map_or_else(|refusal| format!("{refusal:?}"), |path| format!("Written: {path}"));
    }

    fn takes_mouse(&self) -> bool {
        true
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn wakes_at(&self) -> Option<Duration> {
        Some(self.tick.min(self.last_key + IDLE))
    }

    fn wake(&mut self, now: Duration) -> Option<Effect> {
        if now >= self.last_key + IDLE {
            return Some(Effect::Quit(Exit::Left));
        }
        self.tick = now + self.every;
        self.count(10);
        None
    }
}

#[test]
fn any_program_runs_on_the_loop() {
    let click = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 4,
        row: 0,
        modifiers: KeyModifiers::NONE,
    };
    let keys = [KeyCode::Up, KeyCode::Up, KeyCode::Down, KeyCode::Char('w'), KeyCode::Char('w')];
    let end = [press(KeyCode::Char('q')), press(KeyCode::Up)];
    let events = keys.map(press).into_iter().chain([Event::Mouse(click)]).chain(end);
    let (mut counter, mut world) = (Counter::new(IDLE), World::default());
    let mut saved = Vec::new();
    let (exit, screen) = run(&mut counter, &mut Script::new(events, false), &mut world, |counter| {
        saved.push(counter.count);
        SaveStatus::On
    });
    assert_eq!((exit, counter.count), (Exit::Left, 2), "it ends before the last key");
    assert_eq!(saved, [1, 2, 1, 2]);
    assert_eq!(world.files["count"], b"1");
    assert_eq!(screen.trim_end(), "Count: 2. Exists");
    assert_eq!(world.frames, 1 + 6, "the first, and one for each key or click");
    let interrupt = Event::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
    let (exit, _) =
        run(&mut Counter::new(IDLE), &mut Script::new([interrupt], false), &mut World::default(), |_| {
            SaveStatus::Off
        });
    assert_eq!(exit, Exit::Interrupted);
}

#[test]
fn a_program_wakes_at_its_time_without_a_key() {
    let events = VecDeque::from([(Duration::from_secs(25), press(KeyCode::Up))]);
    let mut script = Script { events, ..Script::default() };
    let (mut counter, mut world) = (Counter::new(Duration::from_secs(10)), World::default());
    let mut saved = Vec::new();
    let (exit, _) = run(&mut counter, &mut script, &mut world, |counter| {
        saved.push(counter.count);
        SaveStatus::On
    });
    assert_eq!((exit, script.now), (Exit::Left, Duration::from_secs(85)), "a minute after the last key");
    assert_eq!(saved, [10, 20, 21, 31, 41, 51, 61, 71, 81]);
    assert_eq!(world.frames, 1 + saved.len(), "it sleeps in between");
}

/// Not a test by itself: `a_program_wakes_on_a_real_terminal` runs it on a terminal of its own.
#[test]
#[ignore = "needs a terminal"]
fn counts_on_a_terminal() {
    let guard = career_fit::tui::terminal::Guard::open(false).unwrap();
    let mut counter = Counter::new(Duration::from_millis(1));
    assert_eq!(career_fit::tui::run(guard, &mut counter, |_| SaveStatus::Off).unwrap(), Exit::Left);
}

#[cfg(unix)]
#[test]
fn a_program_wakes_on_a_real_terminal() {
    let mut command = portable_pty::CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "app::counts_on_a_terminal"]);
    let mut session = crate::pty::Session::spawn(command, &[], (80, 24));
    session.wait_until("ten ticks", |session| {
        let text = session.text();
        let count = text.split_once("Count: ").and_then(|(_, rest)| rest.split_once('.'));
        count.is_some_and(|(count, _)| count.parse::<i32>().is_ok_and(|count| count >= 100))
    });
    session.send("q");
    assert_eq!(session.wait_for_exit(), 0, "{}", session.text());
    session.assert_terminal_restored();
}
