//! What the counts of a room show: how much each kind of work is liked, the statements liked most, and where the room
//! splits; as a document for every report format, and as a table.
//!
//! It covers only statements whose hands are all in. It is about hands, and says nothing about a field.

use std::cmp::{Ordering, Reverse};

use anyhow::Result;
use csv::{QuoteStyle, WriterBuilder};

use super::{Form, Room, people};
use crate::agreement::Agreement;
use crate::instrument::{Instrument, Response};
use crate::report::format::count;
use crate::report::{
    Bar, BarChart, BarGroup, BarScale, Block, Chapter, Document, Format, ListItem, Part, render_document,
};
use crate::scoring::Side;
use crate::text::inert;
use crate::wording::within_a_sentence;

/// How many statements are named as liked most.
const MOST_LIKED: usize = 3;

pub const NOTHING: &str = "No statement has all its hands in yet.";
pub const NO_SPLIT: &str = "You didn't split: no statement had people on both sides.";
pub const SCALES_TITLE: &str = "What this room likes";
pub const LIKED_TITLE: &str = "Liked most";
pub const SPLIT_TITLE: &str = "You split most on";
pub const DISCUSS: &str = "Two people who disagree: tell the others why.";
pub const LIMITS_TITLE: &str = "What this can't say";
const MEASURE_SOURCE: &str = "Source: Measuring agreement in ordered rating scales, Quality and Quantity 35 (2001), 325-341, doi 10.1023/A:1010374114305. Of the statements that some like and some dislike, the one with the lowest A is named.";

/// What the counts show.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The kinds of work that have hands, the one liked most first.
    pub scales: Vec<ScaleTally>,
    /// The statements that were counted, in the order asked.
    pub statements: Vec<Statement>,
    /// How many statements are asked.
    pub asked: usize,
    /// The fewest and the most people that there were.
    pub people: (u32, u32),
}

/// Hands by answer: above the middle, in the middle, and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub like: u32,
    pub unsure: u32,
    pub dislike: u32,
}

/// A kind of work and the hands for all its statements.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleTally {
    pub label: String,
    pub tally: Tally,
    /// The field that this kind of work belongs to, if to one, and its short name.
    pub field: Option<(Side, String)>,
}

impl ScaleTally {
    /// "programming (HI)".
    pub fn label_with_field(&self) -> String {
        match &self.field {
            Some((_, field)) => format!("{} ({field})", self.label),
            None => self.label.clone(),
        }
    }
}

/// A statement that was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its index among the questions.
    pub number: usize,
    pub text: String,
    /// The hands for each answer, lowest first.
    pub hands: Vec<u32>,
    pub tally: Tally,
    /// How many people there were.
    pub people: u32,
    pub agreement: Option<Agreement>,
}

impl Tally {
    fn new(answers: &[Response], hands: &[u32]) -> Self {
        let mut tally = Self::default();
        for (answer, hands) in answers.iter().zip(hands) {
            match answer {
                Response::One | Response::Two => tally.dislike += hands,
                Response::Three => tally.unsure += hands,
                Response::Four | Response::Five => tally.like += hands,
            }
        }
        tally
    }

    pub fn hands(self) -> u32 {
        self.like + self.unsure + self.dislike
    }

    /// The share of the hands that like it, 0 to 1; 0 without hands.
    pub fn share(self) -> f64 {
        f64::from(self.like) / f64::from(self.hands().max(1))
    }

    /// The same, as "58%".
    pub fn percent(self) -> String {
        let like = u64::from(self.like);
        let hands = u64::from(self.hands()).max(1);
        format!("{}%", (like * 200 + hands) / (2 * hands))
    }

    /// Orders from the most liked on: by the share that likes it; if that is equal, by the share that dislikes it.
    fn compare(self, other: Self) -> Ordering {
        let times = |part: u32, hands: Self| u64::from(part) * u64::from(hands.hands());
        let likes = times(other.like, self).cmp(&times(self.like, other));
        likes.then_with(|| times(self.dislike, other).cmp(&times(other.dislike, self)))
    }
}

impl Summary {
    pub fn new(room: &Room) -> Self {
        let answers = room.form().answers();
        let scales = &room.content().instrument.scales;
        let mut tallies = vec![Tally::default(); scales.len()];
        let mut statements = Vec::new();
        for (number, question) in room.questions().iter().enumerate() {
            let Some(hands) = question.complete() else { continue };
            let item = room.item(question);
            let tally = Tally::new(answers, &hands);
            let of_scale = &mut tallies[item.scale.place];
            of_scale.like += tally.like;
            of_scale.unsure += tally.unsure;
            of_scale.dislike += tally.dislike;
            statements.push(Statement {
                number,
                text: item.text.clone(),
                tally,
                agreement: Agreement::of(&hands),
                people: room.people_at(question),
                hands,
            });
        }
        let mut scales: Vec<ScaleTally> = scales
            .iter()
            .zip(tallies)
            .filter(|(_, tally)| tally.hands() > 0)
            .map(|(scale, tally)| {
                let side = room.content().contrast.side(scale.place);
                let field = side.map(|side| (side, room.content().profiles.on(side).short.clone()));
                ScaleTally { label: scale.label.clone(), tally, field }
            })
            .collect();
        scales.sort_by(|one, other| one.tally.compare(other.tally));
        let people = statements.iter().map(|statement| statement.people);
        let people = people.clone().min().zip(people.max()).unwrap_or_default();
        Self { scales, statements, asked: room.questions().len(), people }
    }

    /// The statements that most hands liked, most first, without those that got no hands.
    pub fn liked(&self) -> Vec<&Statement> {
        let mut liked: Vec<&Statement> = self.statements.iter().filter(|one| one.tally.like > 0).collect();
        liked.sort_by(|one, other| one.tally.compare(other.tally));
        liked.truncate(MOST_LIKED);
        liked
    }

    /// The statement on which the room splits most: the lowest agreement among those that some like and some dislike;
    /// of equal ones, the one with more hands, then the one asked first.
    pub fn split(&self) -> Option<&Statement> {
        let disputed = self.statements.iter().filter(|one| one.tally.like > 0 && one.tally.dislike > 0);
        disputed.min_by_key(|one| (one.agreement, Reverse(one.tally.hands())))
    }

    /// "30 people", or "30 to 31 people" if their number changed.
    pub fn people_text(&self) -> String {
        match self.people {
            (fewest, most) if fewest == most => people(most),
            (fewest, most) => format!("{fewest} to {}", people(most)),
        }
    }

    /// What the counts can't say, the most important first.
    pub fn limits(&self, room: &Room) -> Vec<String> {
        let instrument = &room.content().instrument;
        let core = instrument.core_count();
        let mut limits = vec![
            "It counts hands, not people. So it can't say which field fits anyone here, or this room."
                .to_owned(),
        ];
        if room.form() == Form::Short {
            limits.push(format!(
                "It asked {} of {core} questions, with three choices instead of five: just a first look.",
                self.asked
            ));
        }
        let missing = self.asked - self.statements.len();
        if missing > 0 && !self.statements.is_empty() {
            limits
                .push(format!("{} left out because the count wasn't finished.", count(missing, "question")));
        }
        let over = self.statements.iter().filter(|one| one.tally.hands() > one.people).count();
        if over > 0 {
            let over = count(over, "question");
            limits.push(format!("On {over}, more hands went up than there were people."));
        }
        limits.push("People look around before they raise a hand.".to_owned());
        limits.push(format!(
            "For your own result, run career-fit: {core} questions, about {}.",
            count(instrument.minutes as usize, "minute")
        ));
        limits
    }
}

impl Statement {
    /// "24 of 30 like".
    pub fn liked_text(&self, instrument: &Instrument) -> String {
        let label = within_a_sentence(instrument.option(Response::Four));
        format!("{} of {} {label}", self.tally.like, self.tally.hands())
    }

    /// The agreement, with its name and what it means.
    pub fn agreement_text(&self) -> Option<String> {
        let figure = self.agreement?.value();
        Some(format!(
            "Agreement A (van der Eijk, 2001) is {figure:.2}: 1 is all alike, 0 evenly spread, -1 two camps."
        ))
    }
}

/// The answers that count as liking: "Like", or "Like or Strongly like".
pub fn liking(room: &Room) -> String {
    let instrument = &room.content().instrument;
    let liking = room.form().answers().iter().filter(|&&answer| answer >= Response::Four);
    liking.map(|&answer| instrument.option(answer)).collect::<Vec<_>>().join(" or ")
}

/// The formats of a room's report and what they are called; `None` is the table of counts, which other programs read.
pub const FORMATS: [(&str, Option<Format>); 4] = [
    ("Web page, prints well", Some(Format::Html)),
    ("Plain text", Some(Format::Text)),
    ("Markdown", Some(Format::Markdown)),
    ("The counts as a table (CSV)", None),
];

/// Renders the report of a room in one of [`FORMATS`].
pub fn render(room: &Room, format: Option<Format>) -> Result<Vec<u8>> {
    match format {
        // There is no JSON of a room: programs read the counts.
        Some(format) if format != Format::Json => {
            Ok(render_document(format, || document(room), || Ok(String::new()))?)
        }
        _ => csv(room),
    }
}

pub fn document(room: &Room) -> Document {
    let summary = Summary::new(room);
    let mut title = "A room: nothing counted yet".to_owned();
    let mut chapters = Vec::new();
    if !summary.statements.is_empty() {
        title = format!("A room of {}: what it likes", summary.people_text());
        chapters.push(scales(&summary));
        chapters.push(liked(room, &summary));
        chapters.push(split(room, &summary));
        chapters.push(counts(room, &summary));
    }
    chapters.push(limits(room, &summary));
    Document {
        quiz: room.content().instrument.title.clone(),
        title,
        chapters,
        date: room.today,
        ..Document::default()
    }
}

fn scales(summary: &Summary) -> Chapter {
    let bars = summary.scales.iter().map(|ScaleTally { label: scale, tally, field }| Bar {
        side: field.as_ref().map(|(side, _)| *side),
        tag: field.as_ref().map(|(_, short)| short.clone()),
        label: scale.clone(),
        value: Some(tally.share()),
        text: format!("{} ({} of {})", tally.percent(), tally.like, tally.hands()),
    });
    let bars = BarGroup::new(bars.collect());
    let chart = BarChart {
        caption: "Kind of work: Share of hands".to_owned(),
        labels: "Kind of work".to_owned(),
        values: "Share of hands".to_owned(),
        scale: BarScale::OutOf(1.0),
        groups: vec![bars],
    };
    let parts = vec![Part::new("bars", vec![Block::BarChart(chart)])];
    Chapter::new("kinds", "Kinds of work", "the share of hands that like them", parts)
}

fn liked(room: &Room, summary: &Summary) -> Chapter {
    let instrument = &room.content().instrument;
    let liked = summary.liked();
    let items = liked.iter().map(|one| ListItem::new(one.text.clone()).note(one.liked_text(instrument)));
    let block = if liked.is_empty() {
        Block::paragraph("Nobody liked any of them.")
    } else {
        Block::steps(items.collect())
    };
    Chapter::new("liked", LIKED_TITLE, "up to three statements", vec![Part::new("most", vec![block])])
}

fn split(room: &Room, summary: &Summary) -> Chapter {
    let instrument = &room.content().instrument;
    let blocks = match summary.split() {
        None => vec![Block::paragraph(NO_SPLIT)],
        Some(one) => {
            let label = |answer| within_a_sentence(instrument.option(answer));
            let Tally { like, unsure, dislike } = one.tally;
            let note = format!(
                "{like} {}, {dislike} {}, {unsure} {}",
                label(Response::Four),
                label(Response::Two),
                label(Response::Three)
            );
            let agreement = one.agreement_text().unwrap_or_default();
            vec![
                Block::list(vec![ListItem::new(one.text.clone()).note(note)]),
                Block::paragraph(format!("{agreement} {MEASURE_SOURCE}")),
            ]
        }
    };
    Chapter::new("split", SPLIT_TITLE, "something to discuss", vec![Part::new("most", blocks)])
}

/// Every statement with its counts.
fn counts(room: &Room, summary: &Summary) -> Chapter {
    let labels = room.labels();
    let (fewest, most) = summary.people;
    let items = summary.statements.iter().map(|one| {
        let counts: Vec<String> =
            labels.iter().zip(&one.hands).map(|(label, hands)| format!("{label} {hands}")).collect();
        let people = if fewest == most { String::new() } else { format!("; {}", people(one.people)) };
        let note = counts.join(", ") + &people;
        ListItem::new(one.text.clone()).note(note)
    });
    // Numbered as they were asked, if none is missing.
    let is_complete = summary.statements.len() == summary.asked;
    let list = if is_complete { Block::steps(items.collect()) } else { Block::list(items.collect()) };
    let blocks = vec![Block::paragraph(room.content().instrument.stem.clone()), list];
    Chapter::new("counts", "All counts", "as the hands went up", vec![Part::new("all", blocks)])
}

fn limits(room: &Room, summary: &Summary) -> Chapter {
    let mut blocks = Vec::new();
    if summary.statements.is_empty() {
        blocks.push(Block::paragraph(NOTHING));
    }
    blocks.push(Block::list(summary.limits(room).into_iter().map(ListItem::new).collect()));
    Chapter::new("limits", LIMITS_TITLE, "before you use it", vec![Part::new("all", blocks)])
}

/// One row per question, counted or not.
fn csv(room: &Room) -> Result<Vec<u8>> {
    let mut table = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let mut header = ["question", "item", "scale", "text", "people"].map(str::to_owned).to_vec();
    header.extend(room.form().answers().iter().map(|answer| format!("answer_{}", answer.value())));
    header.extend(["hands", "agreement"].map(str::to_owned));
    table.write_record(header)?;
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    for (index, question) in room.questions().iter().enumerate() {
        let item = room.item(question);
        let mut cells =
            vec![(index + 1).to_string(), item.id.clone(), item.scale.id.clone(), item.text.clone()];
        cells.push(number(question.people));
        cells.extend(question.hands.iter().map(|hands| number(*hands)));
        cells.push(number(question.has_counts().then(|| question.sum())));
        let agreement = question.complete().and_then(|hands| Agreement::of(&hands));
        cells.push(agreement.map_or_else(String::new, |agreement| format!("{:.4}", agreement.value())));
        table.write_record(cells.iter().map(|cell| inert(cell).into_owned()))?;
    }
    Ok(table.into_inner().map_err(csv::IntoInnerError::into_error)?)
}
