//! A document as one self-contained HTML page: no scripts, nothing loaded from outside, charts as inline SVG.
//!
//! A handout fills two printed pages; if wanted, everything else follows as an appendix in smaller print, starting on a
//! new page. `maud` escapes every text; a content security policy also forbids the browser to load or run anything.

mod charts;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::{
    BarScale, Block, Cells, Chapter, Definition, DefinitionLine, Document, Handout, Link, ListItem, Part,
    Table,
};
use super::{CODE, links, written_on};

const STYLE: &str = include_str!("html/style.css");
/// The content security policy: only the inline style is allowed.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub fn document(document: &Document) -> String {
    let name = document.name.as_ref().map_or_else(String::new, |name| format!("{name} | "));
    let title = format!("{name}{} | {}", document.title, document.quiz);
    let body = match &document.handout {
        Some(handout) => with_handout(document, handout),
        None => html! {
            (header(document))
            (contents(document))
            @for one in &document.chapters { (chapter(one, &document.links)) }
        },
    };
    page(&title, &body)
}

/// The printed pages of many handouts, without their appendixes, as one page.
pub fn handouts(title: &str, pages: &[Markup]) -> String {
    page(title, &html! { @for one in pages { (one) } })
}

/// The two pages of a handout, for [`handouts`].
pub fn handout_pages(document: &Document) -> Markup {
    html! {
        @if let Some(handout) = &document.handout { (sheets(document, handout, None)) }
    }
}

fn page(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (charts::patterns())
                main { (body) }
            }
        }
    };
    page.into_string()
}

/// The handout, then the chapters that it doesn't contain.
fn with_handout(document: &Document, handout: &Handout) -> Markup {
    html! {
        (sheets(document, handout, handout.has_appendix.then(|| contents(document))))
        @if handout.has_appendix {
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
}

/// The pages of a handout. With contents, it is the only one of the page.
fn sheets(document: &Document, handout: &Handout, contents: Option<Markup>) -> Markup {
    let [first, second] = &handout.pages;
    html! {
        div class="sheet first" id=[contents.is_some().then_some(&handout.chapter)] {
            (fill_in_lines(document))
            (header(document))
            @if let Some(contents) = contents { (contents) }
            (sheet(first, &document.links))
        }
        div class="sheet second" {
            (sheet(second, &document.links))
            div class="room" aria-hidden="true" { "Notes" }
        }
    }
}

/// Blanks to fill in with a pen, in print only. The name is filled in if it is known.
fn fill_in_lines(document: &Document) -> Markup {
    html! {
        div class="fill-in" aria-hidden="true" {
            div { "Name" span class="line" { b { (document.name.as_deref().unwrap_or_default()) } } }
            @for label in ["Date", "Advisor"] { div { (label) span class="line" {} } }
        }
    }
}

/// The title, with both ratings and what they mean if it is that of a result.
fn header(document: &Document) -> Markup {
    html! {
        header {
            @if let Some(notice) = document.headline.as_ref().and_then(|headline| headline.notice.as_ref()) {
                p class="notice" { (notice) }
            }
            p class="brand" { (document.quiz) }
            h1 { (document.title) }
            @if let Some(headline) = &document.headline {
                p class="meaning" { (headline.meaning) }
                (charts::field_ratings(&headline.ratings))
                @if !headline.ratings.is_empty() { p class="caption" { (headline.caption) } }
            }
            @if let Some(name) = &document.name { p class="for" { "For " b { (name) } } }
            p class="code" {
                @if let Some(code) = &document.code { (CODE) ": " code { (code) } ". " }
                @if let Some(date) = document.date { time datetime=(date) { (written_on(date)) } "." }
            }
        }
    }
}

/// Links to the chapters, on the screen only.
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
                    @for one in &part.blocks { (block(one, links)) }
                }
            }
        }
    }
}

fn chapter(chapter: &Chapter, links: &[Link]) -> Markup {
    html! {
        section class=[chapter.starts_page.then_some("paged")] id=(chapter.id) aria-labelledby={ (chapter.id) "-title" } {
            h2 id={ (chapter.id) "-title" } {
                (chapter.title) span class="about" { ": " (chapter.about) }
            }
            div class="groups" {
                @for part in &chapter.parts {
                    div class=(class_of(part)) {
                        @if let Some(heading) = &part.heading { h3 { (heading) } }
                        @for one in &part.blocks { (block(one, links)) }
                    }
                }
            }
        }
    }
}

/// Charts, tables and lone paragraphs take the full width; lists and ratings go side by side if there is room.
fn class_of(part: &Part) -> &'static str {
    let is_rating = |block: &Block| matches!(block, Block::BarChart(chart) if !matches!(chart.scale, BarScale::Relative { .. }));
    let is_wide = |block: &Block| match block {
        Block::Paragraph(_) | Block::List(_) => false,
        Block::BarChart(_) => !is_rating(block),
        Block::Definitions(_) | Block::RangeChart(_) | Block::Table(_) => true,
    };
    let is_text = part.blocks.iter().all(|block| matches!(block, Block::Paragraph(_)));
    if is_text || part.blocks.iter().any(is_wide) {
        "group wide"
    } else if part.blocks.iter().any(is_rating) {
        "group rating"
    } else {
        "group"
    }
}

fn block(block: &Block, links: &[Link]) -> Markup {
    html! {
        @match block {
            Block::Paragraph(text) => p { (linked(text, links)) },
            Block::List(list) if list.is_ordered => ol { @for one in &list.items { (item(one, links)) } },
            Block::List(list) => {
                ul class=[has_short_labels(&list.items).then_some("labeled")] {
                    @for one in &list.items { (item(one, links)) }
                }
            },
            Block::Definitions(all) => (definitions(all, links)),
            Block::BarChart(chart) => (charts::bar_chart(chart)),
            Block::RangeChart(chart) => (charts::range_chart(chart)),
            Block::Table(one) => (table(one)),
        }
    }
}

/// A text with its links.
fn linked(text: &str, links: &[Link]) -> Markup {
    html! {
        @for (piece, address) in links::split(text, links) {
            @match address {
                Some(address) => a href=(address) rel="noreferrer" { (piece) },
                None => (piece),
            }
        }
    }
}

fn definitions(definitions: &[Definition], links: &[Link]) -> Markup {
    html! {
        dl {
            @for one in definitions.iter().filter(|one| !one.is_aside) {
                div {
                    dt { (one.label) }
                    @for lines in one.lines.chunk_by(|a, b| is_job(a) && is_job(b)) {
                        @match &lines[0] {
                            DefinitionLine::Job(_) => dd class="jobs" { (jobs(lines)) },
                            DefinitionLine::Text(text) => dd { (linked(text, links)) },
                            DefinitionLine::Note(text) => dd class="note" { (linked(text, links)) },
                            DefinitionLine::Reason { text, effect } => {
                                dd class="reason" { span { (text) } " " span class="effect" { (effect) } }
                            },
                        }
                    }
                }
            }
        }
    }
}

fn is_job(line: &DefinitionLine) -> bool {
    matches!(line, DefinitionLine::Job(_))
}

/// Job titles as a table.
fn jobs(lines: &[DefinitionLine]) -> Markup {
    html! {
        table class="jobs" {
            caption class="hidden" { "Jobs with pay a year" }
            thead class="hidden" {
                tr {
                    @for head in ["When", "Job title", "Education", "Pay a year"] { th scope="col" { (head) } }
                }
            }
            tbody {
                @for line in lines {
                    @if let DefinitionLine::Job(job) = line {
                        tr {
                            td class="rung" { (job.rung) }
                            th scope="row" { (job.title) }
                            td { (job.education) }
                            td class="figure" { (job.pay) }
                        }
                    }
                }
            }
        }
    }
}

/// Whether all items are short and have labels, so that the labels can have a column of their own.
fn has_short_labels(items: &[ListItem]) -> bool {
    items.iter().all(|one| one.lead.is_some() && one.side.is_none() && one.note.is_none())
}

fn item(item: &ListItem, links: &[Link]) -> Markup {
    html! {
        li class=[item.side.map(charts::side_class)] {
            @if let Some(lead) = &item.lead { b { (lead) } " " }
            @match &item.link {
                Some(link) => a class="address" href=(link) rel="noreferrer" { (item.text) },
                None => (linked(&item.text, links)),
            }
            @if let Some(note) = &item.note { " " span class="note" { (linked(note, links)) } }
        }
    }
}

fn table(table: &Table) -> Markup {
    let figure = (table.cells == Cells::Figures).then_some("figure");
    html! {
        table class=(match table.cells { Cells::Text => "compare", Cells::Figures => "plain" }) {
            caption class="hidden" { (table.caption) }
            thead {
                tr {
                    @match table.cells {
                        Cells::Text => td {},
                        Cells::Figures => th scope="col" { (table.labels) },
                    }
                    @for column in &table.columns { th scope="col" class=[figure] { (column.head) } }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        th scope="row" { (row.label) }
                        @for cell in &row.cells {
                            td class=[figure] {
                                @match table.cells {
                                    Cells::Text => { @for line in cell { p { (line) } } },
                                    Cells::Figures => (cell.join(" ")),
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
