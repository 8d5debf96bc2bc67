//! A result as one HTML page that needs nothing else: no script, nothing from outside, charts as inline SVG.
//!
//! The page has two halves. The first is the handout, made to fill two printed pages: the verdict, fit, why,
//! flip, pay in charts, and first steps. The second is for looking things up, in smaller print: jobs, what
//! articles say, courses, the comparison, sources. Every text is escaped by `maud`; on top of that the page
//! forbids the browser to load or run anything.

mod charts;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::labels::{self, CODE, Group, about, groups};
use super::{Block, Bullet, Columns, Headline, Input, Section, Tab, Wages};
use crate::scoring::Side;

/// How the page looks, on the screen and in print.
const STYLE: &str = include_str!("html/style.css");
/// What the browser may load for this page: the style above and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole result.
pub(super) fn report(input: &Input<'_>, wages: Option<&Wages>, code: Option<&str>) -> String {
    let headline = Headline::new(input);
    let sections: Vec<Section> = labels::sections(input, wages)
        .into_iter()
        .map(|section| labels::without_headline(section, &headline))
        .collect();
    let title = &input.content.instrument.title;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (headline.verdict) " | " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (charts::patterns())
                (hero(title, &headline, code))
                (contents(&sections))
                main {
                    @for half in [Half::Handout, Half::Reference] {
                        div class=(half.name()) {
                            @for section in &sections { (part(section, half)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// The two halves of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// What an advisor hands out: two printed pages.
    Handout,
    /// What one looks things up in.
    Reference,
}

impl Half {
    fn name(self) -> &'static str {
        match self {
            Self::Handout => "handout",
            Self::Reference => "reference",
        }
    }

    /// Where a group of blocks belongs: charts and things to do are handed out.
    fn of(tab: Tab, group: &Group<'_>) -> Self {
        let has = |wanted: fn(&Block) -> bool| group.blocks.iter().any(|block| wanted(block));
        let handout = match tab {
            Tab::Fit | Tab::Why | Tab::Flip => true,
            Tab::Pay => !has(|block| matches!(block, Block::Bullets(_))),
            Tab::Study => has(|block| matches!(block, Block::Steps(_))),
            Tab::Jobs | Tab::Compare | Tab::Sources => false,
        };
        if handout { Self::Handout } else { Self::Reference }
    }

    /// What a part is about in this half, behind its name.
    fn about(self, tab: Tab) -> &'static str {
        match (tab, self) {
            (Tab::Study, Self::Handout) => "first steps",
            (Tab::Study, Self::Reference) => "courses and certificates",
            (Tab::Pay, Self::Reference) => "what the articles say",
            _ => about(tab),
        }
    }

    /// The anchor of a part.
    fn anchor(self, tab: Tab) -> String {
        let name = tab.name().to_lowercase();
        match (tab, self) {
            (Tab::Pay | Tab::Study, Self::Reference) => name + "-more",
            _ => name,
        }
    }
}

/// The verdict first, then both bars, what it means, and what to do next.
fn hero(title: &str, headline: &Headline, code: Option<&str>) -> Markup {
    html! {
        header {
            p class="brand" { (title) }
            h1 { (headline.verdict) }
            @if let Some(sure) = &headline.sure { p class="sure" { (sure) } }
            (charts::likings(&headline.bars))
            p class="meaning" { (headline.meaning) }
            p class="next" { (headline.next) }
            @if let Some(code) = code {
                p class="code" { (CODE) ": " code { (code) } }
            }
        }
    }
}

/// Links to all parts, in the order of the page; not printed.
fn contents(sections: &[Section]) -> Markup {
    let link = |section: &Section, half: Half| {
        let here = groups(&section.blocks).iter().any(|group| Half::of(section.tab, group) == half);
        let first = half == Half::Handout
            || !section.blocks.iter().any(|block| matches!(block, Block::Ranges(_) | Block::Steps(_)));
        (here && first).then(|| {
            html! {
                li { a href={ "#" (half.anchor(section.tab)) } { (section.tab.name()) } }
            }
        })
    };
    html! {
        nav aria-label="Parts of this result" {
            ul {
                @for half in [Half::Handout, Half::Reference] {
                    @for section in sections {
                        @if let Some(link) = link(section, half) { (link) }
                    }
                }
            }
        }
    }
}

/// The groups of a part that belong to one half; nothing where it has none there.
fn part(section: &Section, half: Half) -> Markup {
    let tab = section.tab;
    let groups: Vec<Group<'_>> =
        groups(&section.blocks).into_iter().filter(|group| Half::of(tab, group) == half).collect();
    let anchor = half.anchor(tab);
    let more = Half::Reference.anchor(tab);
    html! {
        @if !groups.is_empty() {
            section id=(anchor) aria-labelledby={ (anchor) "-title" } {
                h2 id={ (anchor) "-title" } {
                    (tab.name()) span class="about" { ": " (half.about(tab)) }
                }
                div class="groups" {
                    @for group in &groups { (self::group(group)) }
                }
                @if more != anchor {
                    p class="more" { a href={ "#" (more) } { "More: " (Half::Reference.about(tab)) } }
                }
            }
        }
    }
}

fn group(group: &Group<'_>) -> Markup {
    // Charts and lone texts take the whole width, lists stand beside each other where there is room.
    let wide = group.heading.is_none()
        || group.blocks.iter().any(|block| {
            matches!(block, Block::Diverging(_) | Block::Ranges(_) | Block::Bars(_) | Block::Columns(_))
        });
    html! {
        div class=(if wide { "group wide" } else { "group" }) {
            @if let Some(heading) = group.heading { h3 { (heading) } }
            @for block in &group.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(text) => h3 { (text) },
            Block::Text(text) => p { (text) },
            Block::Bullets(bullets) => ul class=[is_short(bullets).then_some("short")] {
                @for bullet in bullets { (statement(bullet)) }
            },
            Block::Steps(steps) => ol { @for step in steps { (statement(step)) } },
            Block::Diverging(chart) => (charts::diverging(chart)),
            Block::Ranges(chart) => (charts::ranges(chart)),
            Block::Bars(bars) => (charts::growth(bars)),
            Block::Columns(table) => (columns(table)),
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
            (bullet.text)
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
                tr { @for head in &table.heads { th scope="col" { (head) } } }
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
