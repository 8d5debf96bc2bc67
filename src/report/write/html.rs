//! A document as one HTML page that needs nothing else: no script, nothing from outside, charts as inline SVG.
//!
//! Where the document has a handout, it is the first part of the page and fills two printed ones; everything else
//! follows as its appendix, in smaller print, from a new page on. Every text is escaped by `maud`; on top of that the
//! page forbids the browser to load or run anything.

mod blocks;
mod charts;
mod figures;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{CODE, written_on};
use crate::report::document::{Block, Chapter, Document, Handout, Link, Part};

/// How the page looks, on the screen and in print.
const STYLE: &str = include_str!("html/style.css");
/// What the browser may load for this page: the style above and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole document.
pub(super) fn document(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (document.title) " | " (document.quiz) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (charts::patterns())
                main {
                    @match &document.handout {
                        Some(handout) => (with_handout(document, handout)),
                        None => {
                            (top(document))
                            (contents(document))
                            @for one in &document.chapters { (chapter(one, &document.links)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// The handout, then what it leaves out.
fn with_handout(document: &Document, handout: &Handout) -> Markup {
    let [first, second] = &handout.pages;
    html! {
        div class="sheet first" id=(handout.chapter) {
            (to_fill_in())
            (top(document))
            (contents(document))
            (sheet(first, &document.links))
        }
        div class="sheet second" {
            (sheet(second, &document.links))
            div class="room" aria-hidden="true" { "Notes" }
        }
        div class="appendix" {
            p class="brand" {
                "Appendix: all the details. " (document.title) "."
                @if let Some(code) = &document.code { " " (CODE) ": " (code) "." }
            }
            @for one in document.chapters.iter().filter(|one| one.id != handout.chapter) {
                (chapter(one, &document.links))
            }
        }
    }
}

/// Lines for a pen; on a screen there is nothing to write on.
fn to_fill_in() -> Markup {
    html! {
        div class="fill-in" aria-hidden="true" {
            @for label in ["Name", "Date", "Advisor"] { div { (label) span class="line" {} } }
        }
    }
}

/// The title first; on a result also both bars and what it means.
fn top(document: &Document) -> Markup {
    html! {
        header {
            @if let Some(notice) = document.headline.as_ref().and_then(|headline| headline.notice.as_ref()) {
                p class="notice" { (notice) }
            }
            p class="brand" { (document.quiz) }
            h1 { (document.title) }
            @if let Some(headline) = &document.headline {
                (charts::likings(&headline.bars))
                p class="meaning" { (headline.meaning) }
            }
            p class="code" {
                @if let Some(code) = &document.code { (CODE) ": " code { (code) } ". " }
                @if let Some(date) = document.date { time datetime=(date) { (written_on(date)) } "." }
            }
        }
    }
}

/// Links to all chapters, where there are several; not printed.
fn contents(document: &Document) -> Markup {
    html! {
        @if document.chapters.len() > 1 {
            nav aria-label="Parts of this page" {
                ul {
                    @for chapter in &document.chapters {
                        li { a href={ "#" (chapter.id) } { (chapter.title) } }
                    }
                }
            }
        }
    }
}

/// One page of the handout.
fn sheet(parts: &[Part], links: &[Link]) -> Markup {
    html! {
        div class="groups" {
            @for part in parts {
                section class=(class_of(part)) {
                    @if let Some(heading) = &part.heading { h2 { (heading) } }
                    @for block in &part.blocks { (blocks::block(block, links)) }
                }
            }
        }
    }
}

fn chapter(chapter: &Chapter, links: &[Link]) -> Markup {
    // Each group of people starts on a page of its own.
    let is_paged =
        chapter.parts.iter().flat_map(|part| &part.blocks).any(|one| matches!(one, Block::Figures(_)));
    html! {
        section class=[is_paged.then_some("paged")] id=(chapter.id) aria-labelledby={ (chapter.id) "-title" } {
            h2 id={ (chapter.id) "-title" } {
                (chapter.title) span class="about" { ": " (chapter.about) }
            }
            div class="groups" {
                @for part in &chapter.parts {
                    div class=(class_of(part)) {
                        @if let Some(heading) = &part.heading { h3 { (heading) } }
                        @for block in &part.blocks { (blocks::block(block, links)) }
                    }
                }
            }
        }
    }
}

/// Charts, tables and lone texts take the whole width, lists stand beside each other where there is room.
fn class_of(part: &Part) -> &'static str {
    let is_wide = |block: &Block| {
        matches!(
            block,
            Block::Rows(_)
                | Block::Ranges(_)
                | Block::Bars(_)
                | Block::Shares(_)
                | Block::Columns(_)
                | Block::Figures(_)
        )
    };
    let is_text = part.blocks.iter().all(|block| matches!(block, Block::Text(_)));
    if is_text || part.blocks.iter().any(is_wide) {
        return "group wide";
    }
    let is_rating = part.blocks.iter().any(|block| matches!(block, Block::Likings(_)));
    if is_rating { "group rating" } else { "group" }
}
