//! What a room came to, as a document for every kind of file, and its counts as a table.

use anyhow::Result;
use csv::{QuoteStyle, WriterBuilder};

use super::picture::{Picture, Statement};
use super::{Room, words};
use crate::report::{Block, Bullet, Chapter, Document, Format, Part, Row, Share, Shares, write};
use crate::text::inert;

/// The kinds of file a room can be written as: what it is called, and its format. Without one it is the table of
/// counts, which is also what programs read.
pub const KINDS: [(&str, Option<Format>); 4] = [
    ("Web page, prints well", Some(Format::Html)),
    ("Plain text", Some(Format::Text)),
    ("Markdown", Some(Format::Markdown)),
    ("The counts as a table (CSV)", None),
];

/// What a room came to, written as a report; `None` is its counts as CSV.
///
/// # Errors
/// Where the counts can't become CSV, which has no reason to happen.
pub fn written(room: &Room, format: Option<Format>) -> Result<Vec<u8>> {
    match format {
        // There is no JSON of a room: programs read the counts.
        Some(format) if format != Format::Json => {
            Ok(write::write(format, || document(room), || Ok(String::new()))?)
        }
        _ => csv(room),
    }
}

/// What a room came to.
pub fn document(room: &Room) -> Document {
    let picture = room.picture();
    let counted = picture.statements.len();
    let title = format!("A room of {}: what it likes", words::people_of(&picture));
    let title = if counted == 0 { "A room: nothing counted yet".to_owned() } else { title };
    let mut chapters = Vec::new();
    if counted > 0 {
        chapters.extend([
            kinds(room, &picture),
            liked(room, &picture),
            split(room, &picture),
            counts(room, &picture),
        ]);
    }
    chapters.push(limits(room, &picture));
    Document {
        quiz: room.content().instrument.title.clone(),
        title,
        headline: None,
        code: None,
        date: None,
        handout: None,
        chapters,
        links: Vec::new(),
    }
}

fn chapter(id: &str, title: &str, about: &str, parts: Vec<Part>) -> Chapter {
    let [id, title, about] = [id, title, about].map(str::to_owned);
    Chapter { id, title, about, parts }
}

fn kinds(room: &Room, picture: &Picture) -> Chapter {
    let instrument = &room.content().instrument;
    let share = |kind: &super::picture::Kind| Share {
        label: kind.label.clone(),
        share: kind.tally.share(),
        text: words::kind(instrument, kind),
    };
    let shares = Shares {
        heading: "Kind of work".to_owned(),
        figure: "Share of hands".to_owned(),
        rows: picture.kinds.iter().map(share).collect(),
    };
    let parts = vec![Part::new("bars", vec![Block::Shares(shares)])];
    chapter("kinds", "Kinds of work", "the share of hands that like them", parts)
}

fn liked(room: &Room, picture: &Picture) -> Chapter {
    let instrument = &room.content().instrument;
    let bullet = |one: &&Statement| Bullet::new(one.text.clone()).note(words::liked(instrument, one));
    let steps: Vec<Bullet> = picture.liked().iter().map(bullet).collect();
    let block = if steps.is_empty() { Block::text("Nobody liked any.") } else { Block::Steps(steps) };
    chapter("liked", words::LIKED_TITLE, "up to three statements", vec![Part::new("most", vec![block])])
}

fn split(room: &Room, picture: &Picture) -> Chapter {
    let instrument = &room.content().instrument;
    let blocks = match picture.split() {
        None => vec![Block::text(words::NO_SPLIT)],
        Some(one) => {
            let note = words::tally(instrument, one.tally);
            let measure = words::measure(one).unwrap_or_default();
            vec![
                Block::Bullets(vec![Bullet::new(one.text.clone()).note(note)]),
                Block::text(format!("{measure} {}", words::MEASURE_SOURCE)),
            ]
        }
    };
    chapter("split", words::SPLIT_TITLE, "something to argue about", vec![Part::new("most", blocks)])
}

/// Every statement with its counts.
fn counts(room: &Room, picture: &Picture) -> Chapter {
    let labels = room.labels();
    let row = |one: &Statement| {
        let parts: Vec<String> =
            labels.iter().zip(&one.hands).map(|(label, hands)| format!("{label} {hands}")).collect();
        let counts = format!("{}; {}", parts.join(", "), words::people(one.people));
        Row {
            label: format!("{}. {}", one.number + 1, one.text),
            lines: vec![counts],
            first: 1,
            beside: false,
        }
    };
    let rows = Block::Rows(picture.statements.iter().map(row).collect());
    let parts = vec![Part::new("all", vec![Block::text(room.content().instrument.stem.clone()), rows])];
    chapter("counts", "All counts", "as the hands went up", parts)
}

fn limits(room: &Room, picture: &Picture) -> Chapter {
    let nothing = picture.statements.is_empty().then(|| Block::text(words::NOTHING));
    let bullets = words::limits(room, picture).into_iter().map(Bullet::new).collect();
    let blocks = nothing.into_iter().chain([Block::Bullets(bullets)]).collect();
    chapter("limits", words::LIMITS_TITLE, "before you use it", vec![Part::new("all", blocks)])
}

/// A row a question, counted or not.
fn csv(room: &Room) -> Result<Vec<u8>> {
    let mut table = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let heads = ["question", "item", "scale", "text", "people"].map(str::to_owned).to_vec();
    let answers = room.form().answers().iter().map(|answer| format!("answer_{}", answer.value()));
    let rest = ["hands", "agreement"].map(str::to_owned);
    let labels = heads.into_iter().chain(answers).chain(rest);
    table.write_record(labels)?;
    let picture = room.picture();
    for (number, question) in room.questions().iter().enumerate() {
        let Some(item) = room.item(question) else { continue };
        let people = question.people().map_or_else(String::new, |people| people.to_string());
        let hands = question.hands().iter();
        let hands = hands.map(|hands| hands.map_or_else(String::new, |hands| hands.to_string()));
        let told = picture.statements.iter().find(|one| one.number == number);
        let sum = if question.has_counts() { question.sum().to_string() } else { String::new() };
        let agreement = told.and_then(|one| one.agreement);
        let agreement =
            agreement.map_or_else(String::new, |agreement| format!("{:.4}", agreement.value() + 0.0));
        let about =
            [(number + 1).to_string(), item.id.clone(), item.scale.id.clone(), item.text.clone(), people];
        let cells = about.into_iter().chain(hands).chain([sum, agreement]);
        table.write_record(cells.map(|cell| inert(cell.as_bytes()).into_owned()))?;
    }
    Ok(table.into_inner().map_err(csv::IntoInnerError::into_error)?)
}
