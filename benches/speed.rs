//! How long things take: loading the content, one scoring, one frame of each screen. Compare within one run.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use career_fit::code::Codec;
use career_fit::content::Content;
use career_fit::instrument::{Answers, Response, ResponseSet, TieBreakers};
use career_fit::scoring::{self, Assessment};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Answers that lean to one side, with both flips to be searched.
fn responses(content: &Content) -> ResponseSet {
    let answer = |index: usize| Response::new([4, 3, 4, 2, 5, 2, 3, 4][index % 8]);
    let items = content.instrument.items.iter().enumerate();
    items.map(|(index, item)| if item.tie_breaker { None } else { answer(index) }).collect()
}

fn score(content: &Content, responses: &ResponseSet) -> Assessment {
    scoring::score(&content.instrument, &content.contrast, responses, &[])
}

/// The same with the tie-breakers asked, and all of them skipped: the longer code.
fn answers(content: &Content) -> Answers {
    Answers { responses: responses(content), tie_breakers: TieBreakers::Accepted, made_up: false }
}

#[divan::bench]
fn load_opening() -> career_fit::instrument::Opening {
    Content::built_in_opening().unwrap()
}

#[divan::bench]
fn load_all_content() -> Content {
    Content::built_in().unwrap()
}

#[divan::bench]
fn load_wages() -> career_fit::content::Wages {
    career_fit::content::Wages::built_in().unwrap()
}

#[divan::bench]
fn score_once_with_both_flips(bencher: Bencher<'_, '_>) {
    let content = Content::built_in().unwrap();
    let responses = responses(&content);
    assert!(score(&content, &responses).flip.is_some());
    bencher.bench_local(|| score(&content, black_box(&responses)));
}

#[divan::bench]
fn code_of_a_result(bencher: Bencher<'_, '_>) {
    let content = Content::built_in().unwrap();
    let (codec, answers) = (Codec::new(&content), answers(&content));
    bencher.bench_local(|| codec.encode(black_box(&answers)));
}

#[divan::bench]
fn result_of_a_code(bencher: Bencher<'_, '_>) {
    let content = Content::built_in().unwrap();
    let codec = Codec::new(&content);
    let code = codec.encode(&answers(&content));
    bencher.bench_local(|| codec.decode(black_box(&code)).unwrap());
}

#[divan::bench]
fn fingerprint_of_the_content(bencher: Bencher<'_, '_>) {
    let content = Content::built_in().unwrap();
    bencher.bench_local(|| Codec::new(black_box(&content)));
}

#[cfg(feature = "tui")]
mod frames {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use career_fit::content::Content;
    use career_fit::content::wages::NATION;
    use career_fit::quiz::Quiz;
    use career_fit::room::{Form, Room};
    use career_fit::tui::app::App;
    use career_fit::tui::demo::{Demo, Show};
    use career_fit::tui::keymap::{Key, Screen, lookup};
    use career_fit::tui::quiz::model::Model;
    use career_fit::tui::room::model::Model as RoomModel;
    use career_fit::tui::theme::{Depth, Theme};
    use divan::Bencher;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    static SECONDS: AtomicU64 = AtomicU64::new(60);

    /// Presses keys a second apart, so that none of them is a held one: a line feed is Enter.
    fn press(app: &mut impl App, keys: &str) {
        for key in keys.chars() {
            let key = if key == '\n' { Key::Enter } else { Key::Char(key) };
            if let Some(action) = lookup(app.screen(), key) {
                app.update(action, Duration::from_secs(SECONDS.fetch_add(1, Ordering::Relaxed)));
            }
        }
    }

    fn theme() -> Theme {
        Theme::new(Depth::True, false)
    }

    fn model(content: Content, size: (u16, u16)) -> Model {
        Model::new(Quiz::new(content, NATION), theme(), size)
    }

    /// Answers that lean to one side: no tie-breakers, and the result follows the last of them.
    fn at_result(size: (u16, u16)) -> Model {
        let content = Content::built_in().unwrap();
        let first = content.contrast.clone();
        let scales: Vec<usize> = content.instrument.items.iter().map(|item| item.scale.place).collect();
        let answers = scales.iter().take(24).enumerate().map(|(number, scale)| {
            let liked = first.difference(*scale) > 0;
            if liked == (number % 5 != 0) { '4' } else { '2' }
        });
        let mut model = model(content, size);
        press(&mut model, &format!("\n{}", answers.collect::<String>()));
        assert_eq!(model.screen(), Screen::Result);
        model
    }

    /// A program at a screen: a tab of the result by its digit, `what if` with other answers being tried.
    fn at(screen: &str, size: (u16, u16)) -> Box<dyn Fn(&mut Buffer)> {
        let area = Rect::new(0, 0, size.0, size.1);
        let at = |mut app: Model, keys, expected| {
            press(&mut app, keys);
            assert_eq!(app.screen(), expected);
            app
        };
        let content = || Content::built_in().unwrap();
        let app = match screen {
            "room" => {
                let mut room = RoomModel::new(Room::new(content(), Form::Short, Some(30)), theme(), size);
                press(&mut room, "9\n9\n ");
                return Box::new(move |buffer| drop(room.draw(area, buffer)));
            }
            "demo" => {
                let show = Show { content: content(), place: NATION, person: Some(0), speed: 1.0 };
                let mut demo = Demo::new(show, theme(), false);
                demo.resize(size);
                return Box::new(move |buffer| drop(demo.draw(area, buffer)));
            }
            "welcome" => at(model(content(), size), "", Screen::Welcome),
            "question" => at(model(content(), size), "\n4", Screen::Question),
            "help" => at(model(content(), size), "\n?", Screen::Help),
            "review" => at(at_result(size), "r", Screen::Review),
            "what if" => at(at_result(size), "3\n", Screen::Trying),
            "job" => at(at_result(size), "5\n", Screen::Entry),
            tab => {
                let mut app = at_result(size);
                press(&mut app, tab.get(..1).unwrap());
                assert!(tab.ends_with(app.pages.open().name()), "{tab}");
                app
            }
        };
        Box::new(move |buffer| drop(app.draw(area, buffer)))
    }

    const SCREENS: [&str; 16] = [
        "welcome",
        "question",
        "help",
        "review",
        "what if",
        "1 At a glance",
        "2 Why",
        "3 What if",
        "4 Pay",
        "5 Jobs",
        "job",
        "6 Study",
        "7 Compare",
        "8 Sources",
        "room",
        "demo",
    ];

    fn bench_frame(bencher: Bencher<'_, '_>, screen: &str, size: (u16, u16)) {
        let draw = at(screen, size);
        let area = Rect::new(0, 0, size.0, size.1);
        bencher.with_inputs(|| Buffer::empty(area)).bench_local_refs(|buffer| draw(buffer));
    }

    #[divan::bench(args = SCREENS)]
    fn frame_40x12(bencher: Bencher<'_, '_>, screen: &str) {
        bench_frame(bencher, screen, (40, 12));
    }

    #[divan::bench(args = SCREENS)]
    fn frame_80x24(bencher: Bencher<'_, '_>, screen: &str) {
        bench_frame(bencher, screen, (80, 24));
    }

    #[divan::bench(args = SCREENS)]
    fn frame_120x40(bencher: Bencher<'_, '_>, screen: &str) {
        bench_frame(bencher, screen, (120, 40));
    }

    /// A key and the frame that follows it, twice: an answer and back, a change tried and taken back.
    #[divan::bench(args = ["an answer", "a change tried"])]
    fn two_keys_and_frames(bencher: Bencher<'_, '_>, what: &str) {
        let size = (80, 24);
        let (mut app, keys) = match what {
            "an answer" => (model(Content::built_in().unwrap(), size), ["4", "b"]),
            _ => (at_result(size), ["1", "5"]),
        };
        press(&mut app, if what == "an answer" { "\n" } else { "3\n" });
        let area = Rect::new(0, 0, size.0, size.1);
        bencher.with_inputs(|| Buffer::empty(area)).bench_local_refs(|buffer| {
            for key in keys {
                press(&mut app, key);
                app.draw(area, buffer);
            }
        });
    }

    #[divan::bench(args = ["1", "4", "7"])]
    fn open_tab(bencher: Bencher<'_, '_>, tab: &str) {
        let mut model = at_result((80, 24));
        bencher.bench_local(|| press(&mut model, tab));
    }
}
