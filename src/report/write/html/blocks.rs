//! The pieces of a part: paragraphs, lists, labelled lines and tables.

use maud::{Markup, html};

use super::charts::{self, side_class};
use super::figures;
use crate::report::document::{Block, Bullet, Columns, Link, Row};
use crate::report::write::links::pieces;

pub(super) fn block(block: &Block, links: &[Link]) -> Markup {
    html! {
        @match block {
            Block::Text(text) => p { (linked(text, links)) },
            Block::Bullets(bullets) => ul class=[is_labelled(bullets).then_some("labelled")] { @for bullet in bullets { (statement(bullet, links)) } },
            Block::Steps(steps) => ol { @for step in steps { (statement(step, links)) } },
            Block::Rows(rows) => (self::rows(rows, links)),
            Block::Likings(groups) => (charts::kinds(groups)),
            Block::Ranges(chart) => (charts::ranges(chart)),
            Block::Bars(bars) => (charts::growth(bars)),
            Block::Shares(shares) => (charts::shares(shares)),
            Block::Columns(table) => (columns(table)),
            Block::Figures(drawn) => (figures::figures(drawn)),
        }
    }
}

/// A text whose names lead to whom they name.
fn linked(text: &str, links: &[Link]) -> Markup {
    html! {
        @for (words, address) in pieces(text, links) {
            @match address {
                Some(address) => a href=(address) rel="noreferrer" { (words) },
                None => (words),
            }
        }
    }
}

/// Labels with what belongs to them.
fn rows(rows: &[Row], links: &[Link]) -> Markup {
    html! {
        dl {
            @for row in rows {
                div {
                    dt { (row.label) }
                    @for line in &row.lines { dd { (linked(line, links)) } }
                }
            }
        }
    }
}

/// Whether each statement is short and has a label, so that the labels can stand in a column of their own.
fn is_labelled(bullets: &[Bullet]) -> bool {
    bullets.iter().all(|one| one.lead.is_some() && one.side.is_none() && one.note.is_none())
}

fn statement(bullet: &Bullet, links: &[Link]) -> Markup {
    html! {
        li class=[bullet.side.map(side_class)] {
            @if let Some(lead) = &bullet.lead { b { (lead) } " " }
            @match &bullet.link {
                Some(link) => a class="address" href=(link) rel="noreferrer" { (bullet.text) },
                None => (linked(&bullet.text, links)),
            }
            @if let Some(note) = &bullet.note { " " span class="note" { (linked(note, links)) } }
        }
    }
}

/// The two paths side by side: a row of headings for what is compared, then a cell a path.
fn columns(table: &Columns) -> Markup {
    html! {
        table class="compare" {
            caption class="hidden" { "Both paths, line by line" }
            thead {
                tr {
                    td {}
                    @for head in table.marked() { th scope="col" { (head) } }
                }
            }
            tbody {
                @for (label, cells) in &table.rows {
                    tr {
                        th scope="row" { (label) }
                        @for cell in cells { td { @for text in cell { p { (text) } } } }
                    }
                }
            }
        }
    }
}
