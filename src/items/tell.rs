//! The findings as a document: who is in it, what is worth a look, then every figure, and the norm.

mod groups;
mod look;

use super::figures::Share;
use super::findings::{FOR_NORM, Findings, Item, Mean, Scale};
use super::json::short;
use crate::instrument;
use crate::report::document::{Block, Bullet, Chapter, Document, Figures, Part, Table};
use crate::report::words::{between, pull, sentence};
use crate::scoring::Side;

/// What stands for a figure that is hidden or can't be told.
const NO_FIGURE: &str = "not told";
/// Of fewer people figures are rough.
const ROUGH: u64 = 100;

/// The whole of it.
pub(super) fn document(findings: &Findings<'_>) -> Document {
    let words = Words(findings);
    let mut chapters = vec![
        chapter("people", "Who is in it", "all figures are about them", words.people()),
        chapter("look", "Worth a look", "what stands out, and what it may mean", vec![look::part(words)]),
        chapter("questions", "The questions", "by kind of work, in the order asked", words.questions()),
        chapter("scales", "The kinds of work", "how well their questions go together", words.scales()),
        chapter("sides", "Both sides", "whether one side's questions read nicer", words.sides()),
    ];
    if findings.differences.is_some() {
        let about = format!("by {}", findings.by.unwrap_or_default());
        chapters.push(chapter("differences", "Groups", &about, groups::parts(words)));
    }
    chapters.push(chapter("norm", "Your norm", "the gap of your average student", words.norm()));
    chapters.push(chapter("hidden", "What is not told", "so that no person can be made out", words.hidden()));
    Document {
        quiz: findings.content.instrument.title.clone(),
        title: "How the questions did with your people".to_owned(),
        chapters,
        ..Document::default()
    }
}

fn chapter(id: &str, title: &str, about: &str, parts: Vec<Part>) -> Chapter {
    let parts = parts.into_iter().filter(|part| !part.blocks.is_empty()).collect();
    Chapter { id: id.to_owned(), title: title.to_owned(), about: about.to_owned(), parts }
}

/// A figure to two decimals.
fn two(figure: f64) -> String {
    format!("{:.2}", figure + 0.0).replace("-0.00", "0.00")
}

fn or_none(figure: Option<f64>) -> String {
    figure.map_or_else(|| NO_FIGURE.to_owned(), two)
}

fn whole_percent(share: f64) -> String {
    format!("{} %", (share * 100.0).round())
}

/// "34, or 28 % (22 % to 35 %)".
fn share(share: Share) -> String {
    match share.figures {
        Some((of_all, [low, high])) => format!(
            "{}, or {} ({} to {})",
            share.count,
            whole_percent(of_all),
            whole_percent(low),
            whole_percent(high)
        ),
        None => share.count.to_string(),
    }
}

fn bullets(lines: Vec<String>) -> Block {
    Block::Bullets(lines.into_iter().map(Bullet::new).collect())
}

fn table(caption: &str, head: &str, heads: &[&str], rows: Vec<(String, Vec<String>)>) -> Block {
    let heads = (head.to_owned(), heads.iter().map(|head| (*head).to_owned()).collect());
    Block::Figures(Figures::Table(Table { caption: caption.to_owned(), heads, rows }))
}

#[derive(Clone, Copy)]
struct Words<'a>(&'a Findings<'a>);

impl<'a> Words<'a> {
    fn short(self, side: Side) -> &'a str {
        &self.0.content.profiles.on(side).short
    }

    /// The items of a scale with what was found of each.
    fn of_scale(self, scale: usize) -> impl Iterator<Item = (&'a instrument::Item, &'a Item)> {
        let all = self.0.content.instrument.items.iter().zip(&self.0.items);
        all.filter(move |(item, _)| item.scale.place == scale)
    }

    fn people(self) -> Vec<Part> {
        let findings = self.0;
        let mut lines = vec![
            format!("{} people answered enough questions to get a result.", findings.people),
            format!("Answered too few, and left out: {}.", findings.incomplete),
            format!("A straight line, or hardly any spread: {}.", self.flag(0)),
            format!("Answers within a kind of work that don't go together: {}.", self.flag(1)),
            format!("Named a path that is itself liked little: {}.", self.flag(2)),
        ];
        if findings.people < ROUGH {
            lines.insert(
                1,
                format!("That is under {ROUGH}, so all figures are rough: look at the ranges first, and ask again with more people."),
            );
        }
        let [first, second] = Side::BOTH.map(|side| self.short(side));
        let names = [
            format!("Clearly {first}"),
            format!("Leaning to {first}"),
            format!("Leaning to {second}"),
            format!("Clearly {second}"),
            "Both fit".to_owned(),
            "Neither stands out".to_owned(),
            "Too close to call".to_owned(),
        ];
        let verdicts = match &findings.verdicts {
            Some(shares) => bullets(
                names.iter().zip(shares).map(|(name, one)| format!("{name}: {}", share(*one))).collect(),
            ),
            None => Block::text("Not told: too few results are unlike the others."),
        };
        vec![
            Part::new("counted", vec![bullets(lines)]),
            Part::headed("verdicts", "Their results, with the likely range of each share", vec![verdicts]),
        ]
    }

    fn flag(self, place: usize) -> String {
        self.0.flags.get(place).map_or_else(|| NO_FIGURE.to_owned(), |one| share(*one))
    }

    fn questions(self) -> Vec<Part> {
        let explain = "Mean and spread are in steps of the answers, 1 to 5. \"With the rest\" is how well a question goes with the others of its kind of work: 1 is fully, 0 not at all.";
        let mut parts = vec![Part::new("how", vec![Block::text(explain)])];
        for scale in &self.0.content.instrument.scales {
            let row = |(item, found): (&instrument::Item, &Item)| {
                let (mean, spread) = (found.mean.map(|[mean, _]| mean), found.mean.map(|[_, spread]| spread));
                let cells = [found.answered.to_string(), found.skipped.to_string()];
                let figures = [mean, spread, found.rest].map(or_none);
                (sentence(&item.text), cells.into_iter().chain(figures).collect())
            };
            let rows: Vec<_> = self.of_scale(scale.place).map(row).collect();
            let heads = ["answered", "skipped", "mean", "spread", "with the rest"];
            let block = table("Questions of this kind of work", "Question", &heads, rows);
            parts.push(Part::headed(&scale.id, sentence(&scale.label), vec![block]));
        }
        parts
    }

    fn scales(self) -> Vec<Part> {
        let scales = &self.0.content.instrument.scales;
        let name = |place: usize| scales.get(place).map_or("", |scale| scale.label.as_str());
        let row = |(scale, found): (&'a std::sync::Arc<instrument::Scale>, &Scale)| {
            let alpha = found.alpha.map_or_else(
                || NO_FIGURE.to_owned(),
                |one| {
                    let [low, high] = one.interval.map(two);
                    format!("{} ({low} to {high}), error {}", two(one.alpha), two(one.se))
                },
            );
            let ends =
                [found.floor, found.ceiling].map(|end| end.map_or_else(|| NO_FIGURE.to_owned(), share));
            (sentence(&scale.label), std::iter::once(alpha).chain(ends).collect())
        };
        let heads = ["alpha", "all lowest answers", "all highest answers"];
        let rows = scales.iter().zip(&self.0.scales).map(row).collect();
        let correlations = self.0.correlations.iter();
        let lines = correlations
            .map(|(one, other, r)| format!("{} and {}: {}", sentence(name(*one)), name(*other), two(*r)));
        let lines: Vec<String> = lines.collect();
        let explain = "Alpha is how well the questions of a kind of work go together, 0 to 1. With four questions, 0.7 to 0.85 is what one can expect. The range behind it is where it likely lies.";
        let block = table("Kinds of work", "Kind of work", &heads, rows);
        let mut parts = vec![Part::new("alpha", vec![Block::text(explain), block])];
        if !lines.is_empty() {
            parts.push(Part::headed(
                "correlations",
                "Who likes one, how much likes the other",
                vec![
                    Block::text("1 is fully, 0 not at all, and under 0 it is the other way round."),
                    bullets(lines),
                ],
            ));
        }
        parts
    }

    fn sides(self) -> Vec<Part> {
        let mut lines = Vec::new();
        if let Some([first, second, difference]) = self.0.appeal {
            let of = |mean: Mean| {
                format!("{} ({} to {})", two(mean.mean), two(mean.interval[0]), two(mean.interval[1]))
            };
            for (side, mean) in Side::BOTH.into_iter().zip([first, second]) {
                lines.push(format!("Mean of all questions of the {} side: {}.", self.short(side), of(mean)));
            }
            let shorts = Side::BOTH.map(|side| self.short(side));
            lines.push(format!(
                "Difference: {}, likely between {}.",
                pull(difference.mean, shorts),
                between(difference.interval, shorts)
            ));
        }
        let halves = match self.0.halves {
            Some(halves) => format!(
                "Two halves of the questions give gaps that correlate {}. Stepped up to all questions, the gap has a reliability of {}.",
                two(halves.correlation),
                two(halves.reliability)
            ),
            None => "How well two halves of the questions agree can't be told.".to_owned(),
        };
        lines.push(halves);
        vec![Part::new("sides", vec![bullets(lines)])]
    }

    fn norm(self) -> Vec<Part> {
        let Some(norm) = self.0.norm else {
            let text = format!(
                "Not yet: a norm needs at least {FOR_NORM} people with enough answers, careless ones left out."
            );
            return vec![Part::new("norm", vec![Block::Text(text)])];
        };
        let line = format!("norm_gap = {:.4} # standard error {:.4}", short(norm.mean), norm.se);
        let careful = "Think twice: with this norm your average student stands in the middle, and about half of your people lean to each side, whatever they like. That is right where one side's questions just read nicer. It is wrong where your people really like one field more, such as students who chose it already.";
        vec![Part::new(
            "norm",
            vec![
                Block::text("To set it, put this line under [scoring] in your questions.toml:"),
                Block::Text(line),
                Block::text(careful),
            ],
        )]
    }

    fn hidden(self) -> Vec<Part> {
        let least = self.0.least;
        let mut lines = vec![
            "No count from 1 to 4 is told, nor any that would give one away.".to_owned(),
            "A question's mean is told only where at least 5 people gave another answer than most did."
                .to_owned(),
            format!("Nothing is told that rests on fewer than {least} people."),
        ];
        if self.0.differences.is_some() {
            lines.push(format!("Groups under {least} people are put together."));
        }
        lines
            .push("Extra questions are left out: only people with a close result are asked them.".to_owned());
        vec![Part::new("hidden", vec![bullets(lines)])]
    }
}
