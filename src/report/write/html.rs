//! A document as one HTML page that needs nothing else: no script, nothing from outside, charts as inline SVG.
//!
//! The page has two halves. The first is the handout, made to fill two printed pages. The second is for looking
//! things up, in smaller print; it starts on a page of its own. Every text is escaped by `maud`; on top of that the
//! page forbids the browser to load or run anything.

mod charts;
mod figures;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::CODE;
use crate::report::document::{Block, Bullet, Chapter, Columns, Document, Half, Part, Row};
use crate::scoring::Side;

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
                (top(document))
                (contents(&document.chapters))
                main {
                    @for half in Half::BOTH {
                        div class=(class_of(half)) {
                            @for chapter in &document.chapters { (section(chapter, half)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn class_of(half: Half) -> &'static str {
    match half {
        Half::Handout => "handout",
        Half::Reference => "reference",
    }
}

/// The title first; on a result also both bars and what it means.
fn top(document: &Document) -> Markup {
    html! {
        header {
            p class="brand" { (document.quiz) }
            h1 { (document.title) }
            @if let Some(headline) = &document.headline {
                (charts::likings(&headline.bars))
                p class="meaning" { (headline.meaning) }
            }
            @if let Some(code) = &document.code {
                p class="code" { (CODE) ": " code { (code) } }
            }
        }
    }
}

/// Links to all chapters, in the order of the page, where there are several; not printed.
fn contents(chapters: &[Chapter]) -> Markup {
    // What stands in both halves is linked where it starts.
    let starts = |chapter: &Chapter, half| Half::BOTH.into_iter().find(|one| chapter.has(*one)) == Some(half);
    html! {
        @if chapters.len() > 1 {
            nav aria-label="Parts of this page" {
                ul {
                    @for half in Half::BOTH {
                        @for chapter in chapters.iter().filter(|chapter| starts(chapter, half)) {
                            li { a href={ "#" (chapter.id) } { (chapter.title) } }
                        }
                    }
                }
            }
        }
    }
}

/// The parts of a chapter that belong to one half; nothing where it has none there.
fn section(chapter: &Chapter, half: Half) -> Markup {
    let is_split = Half::BOTH.into_iter().all(|half| chapter.has(half));
    let [handout, reference] = match &chapter.about_halves {
        Some(halves) if is_split => halves.each_ref(),
        _ => [&chapter.about; 2],
    };
    let more = format!("{}-more", chapter.id);
    let (anchor, about) = match half {
        Half::Reference if is_split => (&more, reference),
        _ => (&chapter.id, handout),
    };
    let parts = || chapter.parts.iter().filter(|part| part.half == half);
    // A long table starts on a page of its own, and so does each group of people.
    let is_paged = |block: &Block| matches!(block, Block::Columns(_) | Block::Figures(_));
    let paged = parts().flat_map(|part| &part.blocks).any(is_paged);
    html! {
        @if chapter.has(half) {
            section class=[paged.then_some("paged")] id=(anchor) aria-labelledby={ (anchor) "-title" } {
                h2 id={ (anchor) "-title" } {
                    (chapter.title) span class="about" { ": " (about) }
                }
                div class="groups" {
                    @for part in parts() { (group(part)) }
                }
                @if is_split && half == Half::Handout {
                    p class="more" { a href={ "#" (more) } { "More: " (reference) } }
                }
            }
        }
    }
}

fn group(part: &Part) -> Markup {
    // Charts and lone texts take the whole width, lists stand beside each other where there is room. A list in
    // columns needs that room for itself in print.
    let wide = part.heading.is_none()
        || part.blocks.iter().any(|block| {
            matches!(
                block,
                Block::Rows(_)
                    | Block::Likings(_)
                    | Block::Ranges(_)
                    | Block::Bars(_)
                    | Block::Columns(_)
                    | Block::Figures(_)
            )
        });
    let listed =
        part.blocks.iter().any(|block| matches!(block, Block::Bullets(bullets) if is_short(bullets)));
    let class = match (wide, listed) {
        (true, _) => "group wide",
        (false, true) => "group listed",
        (false, false) => "group",
    };
    html! {
        div class=(class) {
            @if let Some(heading) = &part.heading { h3 { (heading) } }
            @for block in &part.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Text(text) => p { (text) },
            Block::Bullets(bullets) => ul class=[is_short(bullets).then_some("short")] {
                @for bullet in bullets { (statement(bullet)) }
            },
            Block::Steps(steps) => ol { @for step in steps { (statement(step)) } },
            Block::Rows(rows) => (self::rows(rows)),
            Block::Likings(groups) => (charts::kinds(groups)),
            Block::Ranges(chart) => (charts::ranges(chart)),
            Block::Bars(bars) => (charts::growth(bars)),
            Block::Columns(table) => (columns(table)),
            Block::Figures(drawn) => (figures::figures(drawn)),
        }
    }
}

/// Labels with what belongs to them.
fn rows(rows: &[Row]) -> Markup {
    html! {
        @for row in rows {
            p { b { (row.label) } }
            ul { @for line in &row.lines { li { (line) } } }
        }
    }
}

/// Whether all statements are so short that two fit beside each other.
fn is_short(bullets: &[Bullet]) -> bool {
    let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
    bullets.iter().all(|one| one.text.chars().count() + length(&one.lead) + length(&one.note) <= 70)
        && bullets.len() > 3
}

fn statement(bullet: &Bullet) -> Markup {
    html! {
        li class=[bullet.side.map(side_class)] {
            @if let Some(lead) = &bullet.lead { b { (lead) } " " }
            @match &bullet.link {
                Some(link) => a href=(link) rel="noreferrer" { (bullet.text) },
                None => (bullet.text),
            }
            @if let Some(note) = &bullet.note { " " span class="note" { (note) } }
        }
    }
}

/// The two paths side by side: a row of headings for what is compared, then a cell a path.
fn columns(table: &Columns) -> Markup {
    html! {
        table class="compare" {
            caption class="hidden" { "Both paths, line by line" }
            thead {
                tr { @for head in table.marked() { th scope="col" { (head) } } }
            }
            @for (label, cells) in &table.rows {
                tbody {
                    tr { th scope="rowgroup" colspan="2" { (label) } }
                    tr {
                        @for cell in cells {
                            td { ul { @for text in cell { li { (text) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// The class of what belongs to a path.
fn side_class(side: Side) -> &'static str {
    match side {
        Side::First => "first",
        Side::Second => "second",
    }
}
