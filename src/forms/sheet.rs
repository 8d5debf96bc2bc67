//! A quiz on paper: the questions on one page, and on the next a key that gives the same side as the program.
//!
//! The gap is a difference of weighted means. Where all questions of a kind are answered, each mean is a sum over a
//! known count, so that whole numbers decide the sign: a sum for each kind of work, times its factor, added up on each
//! side.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::content::Content;
use crate::instrument::{Instrument, Item, Response};
use crate::scoring::Side;

/// How the pages look.
const STYLE: &str = include_str!("sheet/style.css");

/// How to score by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The rows of each side.
    pub sides: [Vec<KeyRow>; 2],
    /// What is taken off the first side's total: the norm.
    pub norm: f64,
}

/// A kind of work in the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// What it is called.
    pub label: String,
    /// The numbers of its questions on the sheet.
    pub questions: Vec<usize>,
    /// What its sum is multiplied by.
    pub factor: i64,
}

/// The core items with their numbers on the sheet.
fn numbered(instrument: &Instrument) -> impl Iterator<Item = (usize, &Item)> {
    (1..).zip(instrument.items.iter().filter(|item| !item.tie_breaker))
}

/// How to score these questions by hand.
pub fn key(content: &Content) -> Key {
    let instrument = &content.instrument;
    let questions = |scale: usize| -> Vec<usize> {
        let of_scale = numbered(instrument).filter(|(_, item)| item.scale.place == scale);
        of_scale.map(|(number, _)| number).collect()
    };
    let counts: Vec<i64> = (0..instrument.scales.len()).map(|scale| count(&questions(scale))).collect();
    let pulls = |scale: usize| content.contrast.side(scale).is_some();
    let used = counts.iter().enumerate().filter(|(scale, count)| pulls(*scale) && **count > 0);
    let common = used.map(|(_, count)| *count).fold(1, |all, count| all / divisor(all, count) * count);
    let whole = |scale: usize, count: i64| content.contrast.difference(scale).abs() * common / count;
    let wholes = counts.iter().enumerate().filter(|(scale, count)| pulls(*scale) && **count > 0);
    let shared = wholes.map(|(scale, count)| whole(scale, *count)).fold(0, divisor).max(1);
    let row = |scale: usize, count: i64| {
        let label = instrument.scales.get(scale).map(|scale| scale.label.clone()).unwrap_or_default();
        KeyRow { label, questions: questions(scale), factor: whole(scale, count) / shared }
    };
    let sides = Side::BOTH.map(|side| {
        let of_side = counts
            .iter()
            .enumerate()
            .filter(|(scale, count)| content.contrast.side(*scale) == Some(side) && **count > 0);
        of_side.map(|(scale, count)| row(scale, *count)).collect()
    });
    let norm = f64::from(instrument.constants.norm_gap) / 10_000.0;
    Key { sides, norm: norm * (content.contrast.total() * common) as f64 / shared as f64 }
}

fn count(questions: &[usize]) -> i64 {
    i64::try_from(questions.len()).unwrap_or(0)
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The sheet and its key, as an HTML page that prints on two.
pub fn html(content: &Content) -> String {
    let instrument = &content.instrument;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (instrument.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (questions(instrument))
                (key_page(content))
            }
        }
    };
    page.into_string()
}

fn questions(instrument: &Instrument) -> Markup {
    html! {
        section {
            h1 { (instrument.title) }
            p { "Circle one number in each row. Quick answers are fine, and there are no wrong ones. Leave a row open where you can't say. Turn the page when you are done." }
            table class="questions" {
                thead {
                    tr {
                        th scope="col" colspan="2" { (instrument.stem) }
                        @for response in Response::all() {
                            th scope="col" class="option" { (instrument.option(response)) }
                        }
                    }
                }
                tbody {
                    @for (number, item) in numbered(instrument) {
                        tr {
                            td class="number" { (number) }
                            th scope="row" { (item.text) }
                            @for response in Response::all() { td class="option" { span { (response.value()) } } }
                        }
                    }
                }
            }
        }
    }
}

fn key_page(content: &Content) -> Markup {
    let key = key(content);
    let [first, second] = Side::BOTH.map(|side| content.profiles.on(side).name.as_str());
    html! {
        section class="key" {
            h1 { "Your result" }
            p {
                "Write the numbers you circled below the numbers of their questions. Add up each row, multiply the sum, and add up each side. "
                "For a row you left open, write the average of the others of its kind of work."
            }
            @for (side, rows) in Side::BOTH.into_iter().zip(&key.sides) {
                (side_table(&content.profiles.on(side).name, rows))
            }
            (norm(key.norm, first, second))
            p class="verdict" { "The side with the larger total fits your answers better. Equal totals: it is too close to call." }
            p {
                "Are the totals near each other? Then a few answers could turn it. The program "
                code { "career-fit" }
                " asks the same questions, gives the same side, and says why and how sure that is."
            }
        }
    }
}

fn side_table(name: &str, rows: &[KeyRow]) -> Markup {
    let most = rows.iter().map(|row| row.questions.len()).max().unwrap_or(0);
    html! {
        table class="side" {
            caption { (name) }
            thead {
                tr {
                    th scope="col" { "Kind of work" }
                    th scope="col" colspan=(most) { "Your answers to the questions" }
                    th scope="col" { "Sum" }
                    th scope="col" { "Times" }
                    th scope="col" { "Result" }
                }
            }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (row.label) }
                        @for question in &row.questions { td class="answer" { span { (question) } } }
                        @for _ in row.questions.len()..most { td {} }
                        td class="box" {}
                        td class="factor" { (row.factor) }
                        td class="box" {}
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" colspan=(most + 3) { "Total for " (name) }
                    td class="box total" {}
                }
            }
        }
    }
}

/// What an average student of the site would have, taken off.
fn norm(norm: f64, first: &str, second: &str) -> Markup {
    // To four places, without zeros at the end.
    let amount = (norm.abs() * 10_000.0).round() / 10_000.0;
    let name = if norm > 0.0 { first } else { second };
    html! {
        @if norm != 0.0 {
            p { "Take " (amount) " off the total for " (name) ": that is where the average student here stands." }
        }
    }
}
