//! Figures of many people: counts, means with their spread, and tables of them, each with its words.

use super::{Block, Bullet};
use crate::scoring::Side;

/// Figures that a page may draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Figures {
    /// How many there are of each kind.
    Counts(Counts),
    /// Figures with how far they reach, on one axis.
    Spans(Spans),
    /// Figures in rows and columns.
    Table(Table),
}

impl Figures {
    /// The same where nothing can be drawn.
    pub fn in_words(&self) -> Block {
        let bullet = |label: &str, text: &str| Bullet::new(format!("{label}: {text}"));
        match self {
            Self::Counts(counts) => {
                Block::Bullets(counts.rows.iter().map(|row| bullet(&row.label, &row.text)).collect())
            }
            Self::Spans(spans) => {
                Block::Bullets(spans.rows.iter().map(|row| bullet(&row.label, &row.text)).collect())
            }
            Self::Table(table) => Block::Bullets(table.rows.iter().map(|row| table.in_words(row)).collect()),
        }
    }
}

/// How many there are of each kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// What is counted.
    pub caption: String,
    /// A kind each.
    pub rows: Vec<Counted>,
}

/// How many there are of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The path that it belongs to.
    pub side: Option<Side>,
    /// What is counted.
    pub label: String,
    /// How many; `None` where that is not told.
    pub count: Option<u64>,
    /// The same in words.
    pub text: String,
}

/// Figures with how far they reach, on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Spans {
    /// What the figures are.
    pub caption: String,
    /// What the rows are.
    pub head: String,
    /// Where the axis begins and ends.
    pub axis: [f64; 2],
    /// What stands over its beginning, its middle and its end.
    pub marks: [String; 3],
    /// A figure each.
    pub rows: Vec<Span>,
}

/// A figure with how far it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The path that it belongs to.
    pub side: Option<Side>,
    /// What it is of.
    pub label: String,
    /// From where, the figure, up to where; `None` where it is not told.
    pub reach: Option<[f64; 3]>,
    /// The same in words.
    pub text: String,
}

/// Figures in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the figures are.
    pub caption: String,
    /// What stands over the labels, and over each column.
    pub heads: (String, Vec<String>),
    /// A label each, with a cell a column.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Table {
    /// A row in one line: "Fall 2025: People 35; To HI 8".
    fn in_words(&self, (label, cells): &(String, Vec<String>)) -> Bullet {
        let cells = self.heads.1.iter().zip(cells).map(|(head, cell)| format!("{head} {cell}"));
        Bullet::new(format!("{label}: {}", cells.collect::<Vec<_>>().join("; ")))
    }
}
