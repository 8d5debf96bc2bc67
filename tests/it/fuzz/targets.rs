//! The fuzz targets: a function for each way in which bytes come in. None of them may panic, hang, or send control
//! characters to a terminal.
//!
//! `tests/it/fuzz.rs` runs them on a few thousand inputs, `fuzz/` on millions.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use career_fit::code::{self, Codec};
use career_fit::content::wages::{NATION, Wages};
use career_fit::content::{Content, PROFILES, Problems, QUESTIONS, SourceFile};
use career_fit::files::WriteError;
use career_fit::import::{Keep, Options, Record, Table};
use career_fit::instrument::{Answers, Response, ResponseSet};
use career_fit::plain::{self, Settings};
use career_fit::quiz::{Outcome, Quiz};
use career_fit::report::{Extras, Format};
use career_fit::room::{Form, Room};
use career_fit::storage::{SaveStatus, Storage};
use career_fit::tui::quiz::Model;
use career_fit::tui::room::Model as RoomModel;
use career_fit::tui::theme::{Depth, Theme};
use career_fit::tui::{App, Events, Host, Next, Refusal, run_loop};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

pub(crate) type Target = fn(&[u8]);

/// The targets, each with its name.
#[allow(dead_code, reason = "each program of the fuzzer takes one")]
pub(crate) const ALL: [(&str, Target); 9] = [
    ("codes", codes),
    ("questions", questions),
    ("profiles", profiles),
    ("wages", wages),
    ("rows", rows),
    ("workbook", workbook),
    ("sessions", sessions),
    ("keys", keys),
    ("lines", lines),
];

static CONTENT: LazyLock<Content> =
    LazyLock::new(|| Content::built_in().expect("the shipped content is sound"));
static CODEC: LazyLock<Codec> = LazyLock::new(|| Codec::new(&CONTENT));

/// Rejects control characters.
fn assert_harmless(text: &str) {
    let found = text.chars().find(|c| c.is_control() && *c != '\n');
    assert!(found.is_none(), "{found:?} in {text:?}");
}

/// A code: what opens is written again as what opens to the same.
pub(crate) fn codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match CODEC.decode(&text) {
        Ok(opened) => {
            let again = CODEC.decode(&CODEC.encode(&opened.answers)).expect("our own code opens");
            assert_eq!(again.answers, opened.answers);
        }
        Err(error) => assert_harmless(&error.to_string()),
    }
}

/// Problems of content, in words.
fn told(problems: &Problems) {
    assert!(!problems.list().is_empty(), "what is refused is refused for something");
    assert_harmless(&problems.render(false));
}

/// Questions: what is accepted can be asked in the smallest window.
pub(crate) fn questions(bytes: &[u8]) {
    let Ok(file) = SourceFile::read("questions.toml", bytes) else { return };
    match Content::load(file, SourceFile::from_text("profiles.toml", PROFILES)) {
        Ok(content) => {
            play(&mut quiz_on_screen(Quiz::new(content, NATION), (40, 12)), (40, 12), b"\r4\r4\r\x1b[?t");
        }
        Err(problems) => told(&problems),
    }
}

/// Profiles: of what is accepted every report can be made.
pub(crate) fn profiles(bytes: &[u8]) {
    let Ok(file) = SourceFile::read("profiles.toml", bytes) else { return };
    match Content::load(SourceFile::from_text("questions.toml", QUESTIONS), file) {
        Ok(content) => {
            let answers = Answers::of(&content.instrument, likes(&content));
            let outcome = Outcome::new(&content, answers, &[]);
            let (pay, extras) = (content.wages(NATION), Extras { date: None, answers: true, appendix: true });
            for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
                let report =
                    outcome.report(&content, format, Some(&pay), extras).expect("every report is made");
                assert_harmless(&String::from_utf8(report).expect("a report is text"));
            }
        }
        Err(problems) => told(&problems),
    }
}

/// Answers that like every second item.
fn likes(content: &Content) -> ResponseSet {
    let mut responses = ResponseSet::empty(content.instrument.items.len());
    for item in 0..content.instrument.core_count() {
        responses.set(item, Response::new(if item % 2 == 0 { 5 } else { 2 }));
    }
    responses
}

/// A wage table.
pub(crate) fn wages(bytes: &[u8]) {
    let Ok(file) = SourceFile::read("wages.csv", bytes) else { return };
    match Wages::load(file) {
        Ok(wages) => assert!(wages.places().iter().all(|place| !place.is_empty())),
        Err(problems) => told(&problems),
    }
}

/// A file of answers.
pub(crate) fn rows(bytes: &[u8]) {
    let options = Options { keep: Keep::All, ..Options::default() };
    let table = Table::from_reader(Cursor::new(bytes.to_vec()), &CONTENT, &CODEC, &options);
    let Table { layout, mut rows, .. } = match table {
        Ok(table) => table,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let mut record = Record::default();
    let mut before = 0;
    loop {
        match rows.read(&mut record) {
            Ok(true) => {
                assert!(record.number > before, "rows are counted up");
                before = record.number;
                if let Err(errors) = layout.row(&record).answers {
                    assert!(errors.iter().all(|error| !error.to_string().is_empty()));
                }
            }
            Ok(false) => return,
            Err(error) => return assert!(!error.to_string().is_empty()),
        }
    }
}

/// The separator between two parts of a workbook.
const NEXT_PART: &[u8] = b"\n%%\n";

/// A workbook. A zip with any change is broken, so the bytes are its parts, and zipped here.
pub(crate) fn workbook(bytes: &[u8]) {
    const NAMES: [&str; 5] = [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in NAMES.iter().zip(split(bytes, NEXT_PART)) {
        zip.start_file(*name, stored).and_then(|()| Ok(zip.write_all(part)?)).expect("memory takes it");
    }
    rows(&zip.finish().expect("memory takes it").into_inner());
}

/// The pieces between separators.
fn split<'a>(mut bytes: &'a [u8], separator: &'static [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut is_over = false;
    std::iter::from_fn(move || {
        let at = bytes.windows(separator.len()).position(|window| window == separator);
        match at {
            _ if is_over => None,
            Some(at) => {
                let piece = &bytes[..at];
                bytes = &bytes[at + separator.len()..];
                Some(piece)
            }
            None => {
                is_over = true;
                Some(bytes)
            }
        }
    })
}

thread_local! {
    static FOLDER: RefCell<Option<tempfile::TempDir>> = const { RefCell::new(None) };
}

/// A saved quiz and a saved room: what can't be used is set aside as it is, and what can goes on and is saved again.
pub(crate) fn sessions(bytes: &[u8]) {
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| tempfile::tempdir().expect("a folder can be made")).path();
        let mark = code::Fingerprint::new(&CONTENT);
        let (quiz, room) = (format!("quiz-{mark}-a.json"), format!("room-{mark}-a.json"));
        for name in [&quiz, &room] {
            fs::write(folder.join(name), bytes).expect("the disk takes it");
        }
        resumed(folder, &quiz, bytes);
        let (_storage, earlier, _, _) = Storage::for_room(Ok(folder.to_owned()), &CONTENT);
        let player = Room::new(CONTENT.clone(), Form::Short, None).with_earlier(earlier, "Monday 9:10");
        if !aside(folder, "room-", bytes) {
            let theme = Theme::new(Depth::None, false);
            play(&mut RoomModel::new(player, theme, window((80, 24))), (80, 24), b"\r30\r12\r9\r \r");
        }
        for entry in fs::read_dir(folder).expect("it is there") {
            let entry = entry.expect("it can be listed");
            assert!(!entry.file_name().to_string_lossy().ends_with(".tmp"), "nothing is left on its way");
            fs::remove_file(entry.path()).expect("it is ours");
        }
    });
}

fn resumed(folder: &Path, name: &str, bytes: &[u8]) {
    let (mut storage, earlier) = Storage::for_quiz(Ok(folder.to_owned()), &CONTENT, false);
    if aside(folder, "quiz-", bytes) {
        assert!(earlier.session.is_none() && earlier.note.is_some());
        return;
    }
    let mut quiz = Quiz::new(CONTENT.clone(), NATION).with_earlier(earlier);
    quiz.resume();
    quiz.answer(Response::new(4).expect("4 is an answer"), None);
    assert_eq!(*storage.save(&quiz.to_json()), SaveStatus::On);
    play(&mut quiz_on_screen(quiz, (80, 24)), (80, 24), b"4\r");
    assert!(fs::metadata(folder.join(name)).is_ok());
}

/// Whether a file was set aside; if so, all of it.
fn aside(folder: &Path, start: &str, bytes: &[u8]) -> bool {
    let mut entries = fs::read_dir(folder).expect("it is there").flatten();
    let found = entries.find(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with(start) && name.contains("set-aside")
    });
    if let Some(found) = &found {
        assert_eq!(fs::read(found.path()).expect("it can be read"), bytes, "it was set aside as it was");
    }
    found.is_some()
}

/// Keys, clicks and time on the quiz or in a room: the first three bytes say in which and how large the window is.
pub(crate) fn keys(bytes: &[u8]) {
    let [which, columns, rows, keys @ ..] = bytes else { return };
    let size = (u16::from(*columns).max(1), u16::from(*rows % 64).max(1));
    let theme = Theme::new(Depth::None, which & 1 > 0);
    match which % 8 {
        0..2 => {
            play(
                &mut RoomModel::new(Room::new(CONTENT.clone(), Form::Short, None), theme, window(size)),
                size,
                keys,
            );
        }
        2 => {
            let answers = Answers::of(&CONTENT.instrument, likes(&CONTENT));
            play(
                &mut Model::new(Quiz::finished(CONTENT.clone(), NATION, answers), theme, window(size)),
                size,
                keys,
            );
        }
        _ => play(&mut Model::new(Quiz::new(CONTENT.clone(), NATION), theme, window(size)), size, keys),
    }
}

fn quiz_on_screen(quiz: Quiz, size: (u16, u16)) -> Model {
    Model::new(quiz, Theme::new(Depth::None, false), window(size))
}

fn window((width, height): (u16, u16)) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(0, 0, width, height)
}

/// Presses keys until there are no more, or they end the program.
fn play(app: &mut impl App, (columns, rows): (u16, u16), keys: &[u8]) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("memory is a terminal");
    let mut events = Typed { keys: keys.iter().copied().collect(), now: Duration::ZERO };
    run_loop(&mut terminal, app, &mut events, &mut Nowhere, |_| SaveStatus::Off).expect("memory never fails");
}

/// Bytes as keys, each after a pause.
struct Typed {
    keys: VecDeque<u8>,
    now: Duration,
}

impl Events for Typed {
    fn now(&self) -> Duration {
        self.now
    }

    fn next(&mut self, at_most: Option<Duration>) -> io::Result<Next> {
        let Some(byte) = self.keys.pop_front() else { return Ok(Next::End) };
        if let (0xf0.., Some(time)) = (byte, at_most) {
            self.now += time;
            return Ok(Next::TimedOut);
        }
        self.now += Duration::from_millis(u64::from(byte));
        Ok(Next::Event(self.event(byte)))
    }

    fn is_pending(&mut self) -> io::Result<bool> {
        Ok(self.keys.front().is_some_and(|byte| byte % 3 == 0))
    }
}

impl Typed {
    fn event(&mut self, byte: u8) -> Event {
        let plain = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        match byte {
            b'\r' => plain(KeyCode::Enter),
            b'\t' => plain(KeyCode::Tab),
            0x1b => plain(KeyCode::Esc),
            0x7f => plain(KeyCode::Backspace),
            0..0x20 => {
                let letter = KeyCode::Char(char::from(byte + 0x60));
                Event::Key(KeyEvent::new(letter, KeyModifiers::CONTROL))
            }
            0x20..0x7f => plain(KeyCode::Char(char::from(byte))),
            0x80..0x90 => plain(MOVES[usize::from(byte) % MOVES.len()]),
            0x90..0xa0 => Event::Mouse(MouseEvent {
                kind: CLICKS[usize::from(byte) % CLICKS.len()],
                column: u16::from(self.keys.pop_front().unwrap_or(0)),
                row: u16::from(self.keys.pop_front().unwrap_or(0)),
                modifiers: KeyModifiers::NONE,
            }),
            0xa0..0xb0 => Event::Paste("4\r".to_owned()),
            0xb0..0xc0 => Event::Resize(u16::from(byte), 3),
            _ => plain(KeyCode::Char(char::from_u32(u32::from(byte) * 131).unwrap_or('\u{301}'))),
        }
    }
}

const MOVES: [KeyCode; 10] = [
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::BackTab,
    KeyCode::Delete,
];

const CLICKS: [MouseEventKind; 3] =
    [MouseEventKind::Down(MouseButton::Left), MouseEventKind::ScrollUp, MouseEventKind::ScrollDown];

/// A host that does nothing.
struct Nowhere;

impl Host for Nowhere {
    fn write(&mut self, name: &str, bytes: &[u8], replace: bool) -> Result<String, Refusal> {
        assert!(!bytes.is_empty(), "a report is never empty");
        if replace { Ok(name.to_owned()) } else { Err(Refusal::Exists) }
    }
}

/// Writes nowhere, as [`Nowhere`] does.
fn written_nowhere(name: &str, bytes: &[u8], replace: bool) -> Result<String, WriteError> {
    Nowhere.write(name, bytes, replace).map_err(|_| WriteError::Exists)
}

/// Lines typed at the quiz or in a room, by the first byte.
pub(crate) fn lines(bytes: &[u8]) {
    let [which, typed @ ..] = bytes else { return };
    let settings = Settings {
        ascii: which & 1 > 0,
        width: 20 + usize::from(which % 61),
        is_interactive: which & 2 > 0,
        write: written_nowhere,
    };
    let mut input = io::BufReader::new(typed.take(1 << 20));
    let mut output = Vec::new();
    if which & 4 > 0 {
        let room = Room::new(CONTENT.clone(), Form::Short, None);
        plain::room(room, Storage::off(), &mut input, &mut output, settings).expect("memory never fails");
    } else {
        let quiz = Quiz::new(CONTENT.clone(), NATION);
        let now = || Duration::from_secs(1);
        plain::run(quiz, Storage::off(), None, &mut input, &mut output, &now, settings)
            .expect("memory never fails");
    }
    assert_harmless(&String::from_utf8(output).expect("what is said is text"));
}
