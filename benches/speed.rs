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
    use std::time::Duration;

    use career_fit::content::Content;
    use career_fit::content::wages::NATION;
    use career_fit::quiz::Quiz;
    use career_fit::tui::app::App;
    use career_fit::tui::keymap::{Key, lookup};
    use career_fit::tui::quiz::model::Model;
    use career_fit::tui::theme::{Depth, Theme};
    use divan::Bencher;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn press(model: &mut Model, keys: &str) {
        for key in keys.chars() {
            let key = if key == '\n' { Key::Enter } else { Key::Char(key) };
            if let Some(action) = lookup(model.screen(), key) {
                model.update(action, Duration::from_secs(60));
            }
        }
    }

    fn model(content: Content) -> Model {
        Model::new(Quiz::new(content, NATION), Theme::new(Depth::True, false), (80, 24))
    }

    /// Answers that lean to one side: no tie-breakers, then the review and the result.
    fn quiz() -> Model {
        let content = Content::built_in().unwrap();
        let first = content.contrast.clone();
        let scales: Vec<usize> = content.instrument.items.iter().map(|item| item.scale.place).collect();
        let mut model = model(content);
        press(&mut model, "\n");
        for (number, scale) in scales.iter().take(24).enumerate() {
            let liked = first.difference(*scale) > 0;
            press(&mut model, if liked == (number % 5 != 0) { "4\n" } else { "2\n" });
        }
        model
    }

    #[divan::bench(args = ["welcome", "question", "review", "help", "1", "2", "3", "4", "5", "6", "7", "8"])]
    fn frame(bencher: Bencher<'_, '_>, screen: &str) {
        let mut model = match screen {
            "welcome" | "question" | "help" => model(Content::built_in().unwrap()),
            _ => quiz(),
        };
        match screen {
            "welcome" | "review" => {}
            "question" => press(&mut model, "\n"),
            "help" => press(&mut model, "\n?"),
            tab => press(&mut model, &format!("\n{tab}")),
        }
        let area = Rect::new(0, 0, 80, 24);
        bencher.with_inputs(|| Buffer::empty(area)).bench_local_refs(|buffer| model.draw(area, buffer));
    }

    #[divan::bench(args = ['1', '4', '7'])]
    fn open_tab(bencher: Bencher<'_, '_>, tab: char) {
        let mut model = quiz();
        press(&mut model, "\n");
        bencher.bench_local(|| press(&mut model, &tab.to_string()));
    }
}
