//! The quiz on paper: the questions on one page, and on the next a key that gives the same side as the program.
//!
//! The gap is a difference of weighted means. If all questions of a scale are answered, each mean is a sum over a known
//! count, so whole numbers decide the sign: the sum of each scale, times a factor, added up for each side.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::core;
use crate::content::Content;
use crate::instrument::{Instrument, Item, Response};
use crate::scoring::Side;

const STYLE: &str = include_str!("sheet/style.css");

/// How to score by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The rows of each side.
    pub sides: [Vec<KeyRow>; 2],
    /// The norm, to be subtracted from the first side's total.
    pub norm: f64,
}

/// A scale in the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    pub label: String,
    /// The numbers of its questions on the sheet.
    pub questions: Vec<usize>,
    /// The factor of its sum.
    pub factor: i64,
}

/// The core items with their numbers on the sheet.
fn numbered(instrument: &Instrument) -> impl Iterator<Item = (usize, &Item)> {
    (1..).zip(core(instrument))
}

/// How to score these questions by hand.
pub fn key(content: &Content) -> Key {
    let instrument = &content.instrument;
    let mut rows: Vec<(Side, KeyRow)> = Vec::new();
    for scale in &instrument.scales {
        let of_scale = numbered(instrument).filter(|(_, item)| item.scale.place == scale.place);
        let questions: Vec<usize> = of_scale.map(|(number, _)| number).collect();
        if let Some(side) = content.contrast.side(scale.place).filter(|_| !questions.is_empty()) {
            // Not yet divided by the number of questions.
            let factor = content.contrast.difference(scale.place).abs();
            rows.push((side, KeyRow { label: scale.label.clone(), questions, factor }));
        }
    }
    let count = |row: &KeyRow| row.questions.len() as i64;
    // The least common multiple of the counts makes every factor whole.
    let common = rows.iter().fold(1, |common, (_, row)| common / divisor(common, count(row)) * count(row));
    for (_, row) in &mut rows {
        row.factor = row.factor * common / count(row);
    }
    let shared = rows.iter().fold(0, |shared, (_, row)| divisor(shared, row.factor)).max(1);
    for (_, row) in &mut rows {
        row.factor /= shared;
    }
    let sides = Side::BOTH
        .map(|side| rows.iter().filter(|(other, _)| *other == side).map(|(_, row)| row.clone()).collect());
    let norm = f64::from(instrument.constants.norm_gap) / 10_000.0;
    Key { sides, norm: norm * (content.contrast.total() * common) as f64 / shared as f64 }
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

/// The norm of the average student, to be subtracted.
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
