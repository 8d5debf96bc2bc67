//! Reports: how they read, that they are well formed, and that hostile content can't break out of them.

use std::collections::BTreeMap;

use career_fit::content::{Content, PROFILES, QUESTIONS, SourceFile, Wages, states};
use career_fit::instrument::Response;
use career_fit::report::{
    Date, Extras, Facts, Format, Tab, chapter, format, render, render_comparison, text,
};
use career_fit::scoring::Side;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::harness::{PERSONAS, Persona, WHOLE, change_items, content};

const CODE: &str = "7K4M-2QXR-9TBD";
/// The formats for people.
const READABLE: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// A persona's report, with a code that doesn't depend on the content.
fn report(content: &Content, persona: &Persona, format: Format, extras: Extras) -> String {
    let outcome = persona.outcome(content);
    let facts = Facts { code: CODE, ..outcome.facts(content) };
    let wages = Wages::built_in();
    String::from_utf8(render(format, &facts, Some(&wages), extras).unwrap()).unwrap()
}

/// The extras of a student's file.
fn all_extras() -> Extras {
    Extras { date: Some(Date::constant(2026, 11, 24)), answers: true, appendix: true }
}

/// A result for each verdict.
const VERDICTS: [(&str, &str); 6] = [
    ("clear", "hi"),
    ("lean", "lean"),
    ("both", "both"),
    ("neither", "neither"),
    ("close", "torn"),
    ("incomplete", "skipper"),
];

// How they read.

/// The chapters about the respondent, for each verdict.
#[test]
fn text_of_each_verdict() {
    for (verdict, name) in VERDICTS {
        let report = report(&content(), persona(name), Format::Text, all_extras());
        insta::assert_snapshot!(format!("text-{verdict}"), report.split("\n4. Pay").next().unwrap());
    }
}

/// The start of the chapters about the fields, which are nearly the same for all results. That nothing is missing
/// from the rest is checked in `claims`.
#[test]
fn text_of_each_chapter_about_the_fields() {
    let report = report(&content(), persona("hi"), Format::Text, all_extras());
    let chapters = ["Pay", "Jobs", "Study", "Compare", "Sources", "Your answers"];
    for (number, title) in (4..).zip(chapters) {
        let chapter = &report[report.find(&format!("\n{number}. {title}: ")).unwrap()..];
        let chapter = chapter.split("\n\n\n").next().unwrap();
        insta::assert_snapshot!(
            format!("text-{}", title.to_lowercase().replace(' ', "-")),
            first_lines(chapter, 60)
        );
    }
}

#[test]
fn markdown_of_each_chapter() {
    let report = report(&content(), persona("hi"), Format::Markdown, all_extras());
    let chapters = report.split("\n## ").map(|chapter| first_lines(chapter, 18));
    insta::assert_snapshot!("markdown", chapters.collect::<Vec<_>>().join("\n\n## "));
}

fn first_lines(text: &str, count: usize) -> String {
    text.trim().lines().take(count).collect::<Vec<_>>().join("\n")
}

#[test]
fn code_date_and_answers_are_in_every_format() {
    let content = content();
    for (format, answer) in
        READABLE.into_iter().zip(["- Strongly like: ", "- **Strongly like** ", "<b>Strongly like</b> "])
    {
        let with = report(&content, persona("hi"), format, all_extras());
        let without = report(&content, persona("hi"), format, WHOLE);
        for page in [&with, &without] {
            assert!(page.contains("Code of this result: ") && page.contains(CODE), "{}", format.name());
        }
        assert!(with.replace("</time>", "").contains("Written on November 24, 2026."), "{}", format.name());
        assert!(!without.contains("Written on") && !without.contains(answer), "{}", format.name());
        let unwrapped = with.replace("\n  ", " ").replace("&#39;", "'");
        for item in content.instrument.items.iter().take(content.instrument.core_count()) {
            let response = Response::new(persona("hi").answer(&item.id).unwrap()).unwrap();
            let answer = answer.replace("Strongly like", content.instrument.option(response));
            let line = answer + &format::capitalize(&item.text);
            assert!(unwrapped.contains(&line), "{}: {line}", format.name());
        }
    }
}

#[test]
fn same_result_gives_the_same_bytes() {
    for format in Format::ALL {
        for persona in &PERSONAS {
            let first = report(&content(), persona, format, all_extras());
            assert_eq!(first, report(&content(), persona, format, all_extras()), "{}", format.name());
            assert!(first.ends_with('\n') || format == Format::Html);
        }
    }
}

#[test]
fn missing_wage_table_is_reported_in_every_format() {
    let content = content();
    let outcome = persona("hi").outcome(&content);
    let facts = outcome.facts(&content);
    for format in READABLE {
        let report = String::from_utf8(render(format, &facts, None, WHOLE).unwrap()).unwrap();
        assert!(report.contains("no wage table") && !report.contains("not released"), "{}", format.name());
    }
}

#[test]
fn text_is_ascii_and_no_wider_than_its_width() {
    let content = content();
    let wages = Wages::built_in();
    for persona in &PERSONAS {
        let outcome = persona.outcome(&content);
        let facts = outcome.facts(&content);
        for width in [20, 40, 76, 120] {
            for tab in Tab::ALL {
                let text = text::parts_text(&chapter(tab, &facts, Some(&wages)).parts, width);
                for line in text.lines() {
                    assert!(line.is_ascii() && line.len() <= width, "{width}: {line}");
                }
                assert!(!text.contains("\n\n\n") && text.ends_with('\n'));
            }
        }
    }
}

/// The nation, a state, a state with rough figures, one with figures that aren't released, and a territory without all
/// occupations.
#[test]
fn pay_of_a_place_is_in_every_format() {
    let content = content();
    let outcome = persona("lean").outcome(&content);
    let facts = outcome.facts(&content);
    for place in ["United States", "Ohio", "Idaho", "West Virginia", "Guam"] {
        let wages = Wages::built_in().at(states::find(place).unwrap());
        let [text, markdown, html] = READABLE
            .map(|format| String::from_utf8(render(format, &facts, Some(&wages), WHOLE).unwrap()).unwrap());
        for report in [&text, &markdown, &html] {
            let shown = if place == "United States" {
                "US health care".to_owned()
            } else {
                format!("{place}, all employers")
            };
            assert!(report.contains(&format!("pay, {shown}, May 2025")), "{place}");
        }
        shape(&markdown);
        for (name, attributes) in tags(&html) {
            if name == "rect" && attributes.contains('%') {
                let share = |key: &str| {
                    let value = attributes.split_once(&format!(" {key}=\"")).unwrap().1;
                    value.split(['%', '"']).next().unwrap().parse::<f64>().unwrap()
                };
                assert!(share("x") + share("width") < 100.02, "{place}: a bar leaves its axis: {attributes}");
            }
        }
    }
}

// HTML.

/// Elements without an end tag.
const VOID: [&str; 2] = ["meta", "br"];

/// The tags of a page in order with their attributes; end tags start with a slash. Panics if they aren't balanced.
fn tags(page: &str) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let inner = &rest[start + 1..end];
        let name: String = inner.chars().take_while(|c| !c.is_whitespace()).collect();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "tags are balanced");
        } else if !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        rest = &rest[end + 1..];
        tags.push((name.clone(), inner[name.len()..].to_owned()));
        // A style contains no tags.
        if name == "style" {
            rest = &rest[rest.find("</style").unwrap()..];
        }
    }
    assert!(open.is_empty(), "open: {open:?}");
    tags
}

fn html(persona: &Persona) -> String {
    report(&content(), persona, Format::Html, all_extras())
}

#[test]
fn html_has_one_h1_and_headings_in_order() {
    for persona in &PERSONAS {
        let page = html(persona);
        let tags = tags(&page);
        let levels: Vec<u32> =
            tags.iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert_eq!(levels[0], 1, "the verdict is first");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{}: a heading is left out", persona.name);
        }
        assert!(page.contains("<html lang=\"en\">") && page.contains("<title>"));
    }
}

#[test]
fn svgs_have_titles_and_tables_captions_and_scopes() {
    for persona in &PERSONAS {
        let tags = tags(&html(persona));
        let mut tables = 0;
        for (index, (name, attributes)) in tags.iter().enumerate() {
            match name.as_str() {
                "svg" => {
                    assert_eq!(tags[index + 1].0, "title");
                    assert!(
                        attributes.contains("role=\"img\"") || attributes.contains("aria-hidden=\"true\"")
                    );
                }
                "th" => assert!(attributes.contains("scope=\""), "{attributes}"),
                "table" => {
                    assert_eq!(tags[index + 1].0, "caption");
                    tables += 1;
                }
                _ => {}
            }
        }
        assert!(tables >= 3);
    }
}

#[test]
fn html_loads_and_runs_nothing() {
    // Only links to the sources lead outside.
    let addresses: Vec<String> =
        content().profiles.sources.iter().filter_map(|one| one.address.clone()).collect();
    let pages = PERSONAS.iter().flat_map(|one| {
        [content(), hostile()].map(|content| report(&content, one, Format::Html, all_extras()))
    });
    for page in pages {
        for word in ["@import", "<script", "<link", "<img", "<iframe", "src="] {
            assert!(!page.contains(word), "{word}");
        }
        for after in page.split("url(").skip(1) {
            assert!(after.starts_with('#'));
        }
        let tags = tags(&page);
        let ids: Vec<&str> = tags
            .iter()
            .filter_map(|(_, attributes)| attributes.split(" id=\"").nth(1)?.split('"').next())
            .collect();
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[..index].contains(id), "duplicate id {id}");
        }
        let mut links = 0;
        for (_, attributes) in &tags {
            assert!(!attributes.contains(" on"), "{attributes}");
            if let Some(target) = attributes.split("href=\"").nth(1) {
                let target = target.split('"').next().unwrap();
                if let Some(part) = target.strip_prefix('#') {
                    assert!(ids.contains(&part), "no element has the id {part}");
                } else {
                    // A whole address, or the site that several of them share.
                    let leads = |one: &String| {
                        one == target || one.strip_prefix(target).is_some_and(|rest| rest.starts_with('/'))
                    };
                    assert!(addresses.iter().any(leads), "{target}");
                    links += 1;
                }
            }
        }
        let inert = page.matches("https://evil.example").count();
        assert_eq!(page.matches("://").count(), links + inert, "an address outside a link");
    }
}

/// The colors of a scheme by name.
fn colors(css: &str) -> BTreeMap<&str, [f64; 3]> {
    let lines = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';'));
    lines
        .filter_map(|line| line.split_once(": #"))
        .map(|(name, hex)| {
            (name, [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap())))
        })
        .collect()
}

/// WCAG 2.2, relative luminance and contrast.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |color: [f64; 3]| {
        let [r, g, b] = color.map(|part| {
            let part = part / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn html_colors_have_enough_contrast() {
    let css = include_str!("../../src/report/html/style.css");
    let (light, rest) = css.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let dark = rest.split_once("* { box-sizing").unwrap().0;
    // The dark scheme is for screens only, so print has the light one.
    for (scheme, css) in [("light", light), ("dark", dark)] {
        let colors = colors(css);
        for ground in ["paper", "panel"] {
            for (ink, least) in
                [("ink", 4.5), ("soft", 4.5), ("first", 4.5), ("second", 4.5), ("axis", 3.0), ("none", 3.0)]
            {
                let found = contrast(colors[ink], colors[ground]);
                assert!(found >= least, "{scheme}: {ink} on {ground} is {found:.2}");
            }
        }
        for bar in ["first", "second"] {
            let found = contrast(colors["paper"], colors[bar]);
            assert!(found >= 3.0, "{scheme}: the gap beside the median on {bar} is {found:.2}");
        }
    }
}

// Hostile content.

const HOSTILE: &str = "</p></style><script>alert(1)</script> | `x` ```y``` [a](javascript:b) ![i](x) *b* __c__ &amp; <https://evil.example> \\\" onload=' ~~z~~";

/// Content with markup in texts of every chapter.
fn hostile() -> Content {
    let quoted = format!("\"{}\"", HOSTILE.replace('\\', "\\\\").replace('"', "\\\""));
    let mut profiles = PROFILES.to_owned();
    for field in ["summary", "text", "about", "publisher", "used_for", "disagrees", "what", "where"] {
        profiles = profiles
            .lines()
            .map(|line| {
                if line.starts_with(&format!("{field} = ")) {
                    format!("{field} = {quoted}")
                } else {
                    line.to_owned()
                }
            })
            .collect::<Vec<_>>()
            .join("\n");
    }
    // The brief lines may not be that long.
    let brief = "\"</p><script>alert(1)</script> | `x` [a](javascript:b) *b* <https://evil.example>\"";
    let mut parts = profiles.split("\n[profile.brief.");
    let start = parts.next().unwrap().to_owned();
    let rest = parts.map(|part| format!("\n[profile.brief.{}", part.replacen(&quoted, brief, 1)));
    let profiles = start + &rest.collect::<String>();
    let file = |name: &str, text: &str| SourceFile::from_text(name, text);
    Content::load(file("questions.toml", QUESTIONS), file("profiles.toml", &profiles))
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn hostile_content_is_inert_in_html() {
    let hostile = hostile();
    for persona in &PERSONAS {
        let page = report(&hostile, persona, Format::Html, all_extras());
        assert!(page.contains("&lt;script&gt;alert(1)"));
        // Names that are links differ, and the handout has as much as fits, so links and handout are left out.
        let names = |page: &str| {
            let tags = tags(page).into_iter();
            let appendix = tags.skip_while(|(_, attributes)| !attributes.contains("appendix"));
            appendix
                .map(|(name, _)| name)
                .filter(|name| !["a", "/a"].contains(&name.as_str()))
                .collect::<Vec<_>>()
        };
        assert!(names(&page).len() > 100);
        assert_eq!(names(&page), names(&html(persona)), "the same tags as with tame content");
    }
}

/// The structure that a Markdown parser sees, without the text.
fn shape(markdown: &str) -> Vec<String> {
    let mut shape = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(_) | Event::End(TagEnd::Link) => {}
            // Names that are links differ in hostile content.
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http") && !dest_url.contains("evil"), "{dest_url}");
            }
            Event::Start(tag) => shape.push(format!("{tag:?}")),
            Event::End(tag) => shape.push(format!("/{tag:?}")),
            other => panic!("a report has no {other:?}"),
        }
    }
    shape
}

/// The text of a Markdown document.
fn words(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    events
        .filter_map(|event| if let Event::Text(text) = event { Some(text.to_string()) } else { None })
        .collect()
}

#[test]
fn hostile_content_is_inert_in_markdown() {
    let hostile = hostile();
    for persona in &PERSONAS {
        let tame = report(&content(), persona, Format::Markdown, WHOLE);
        let wild = report(&hostile, persona, Format::Markdown, WHOLE);
        assert_eq!(shape(&wild), shape(&tame), "{}", persona.name);
        // A cell that is cut at a bar would lose its end without changing the structure.
        let text = report(&hostile, persona, Format::Text, WHOLE);
        let times = |text: &str| text.matches("~~z~~").count();
        assert_eq!(times(&words(&wild)), times(&text), "text was lost");
        assert!(words(&wild).contains(HOSTILE));
    }
}

#[test]
fn line_breaks_and_block_starts_are_inert_in_markdown() {
    let persona = persona("hi");
    for wild in ["a\n\n# b", "# b", "1. b", "2) b", "- b", "+ b", "= b", "a\n---\nb", "a\r\n| b | c |", "> b"]
    {
        let mut content = content();
        for profile in &mut content.profiles.pair {
            wild.clone_into(&mut profile.summary);
            for claim in profile.study.iter_mut().chain(&mut profile.first_steps) {
                wild.clone_into(&mut claim.text);
            }
        }
        wild.clone_into(&mut content.instrument.title);
        let tame = report(&crate::harness::content(), persona, Format::Markdown, WHOLE);
        assert_eq!(shape(&report(&content, persona, Format::Markdown, WHOLE)), shape(&tame), "{wild:?}");
    }
}

#[test]
fn hostile_content_is_inert_in_text_and_json() {
    let hostile = hostile();
    for persona in &PERSONAS {
        let text = report(&hostile, persona, Format::Text, WHOLE);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        let json = report(&hostile, persona, Format::Json, WHOLE);
        assert_eq!(json.lines().count(), 1);
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
}

#[test]
fn no_chapter_contradicts_both_or_neither() {
    let told = |name| report(&content(), persona(name), Format::Text, WHOLE);
    let neither = told("neither");
    assert!(neither.starts_with("Neither field appeals to you much\n"), "{neither}");
    for wrong in ["First steps toward", "fits your liking", "now point to"] {
        assert!(!neither.contains(wrong), "{wrong}");
    }
    assert!(neither.contains("Where else to look"), "{neither}");
    for name in ["both", "same", "torn"] {
        assert!(!told(name).contains("now point to"), "{name}");
        assert!(told(name).contains("First steps toward HIM"), "{name}");
    }
}

#[test]
fn reasons_are_the_answers_that_moved_the_result_most_one_per_kind_of_work() {
    let content = content();
    for name in ["hi", "him", "lean", "readme"] {
        let outcome = persona(name).outcome(&content);
        let facts = outcome.facts(&content);
        let side = outcome.assessment.verdict.side().unwrap();
        let sign = if side == Side::First { 1.0 } else { -1.0 };
        // The strongest answer of each kind of work that pulls to the named field as a whole.
        let mut strongest = vec![0.0; content.instrument.scales.len()];
        for (item, pull) in content.instrument.items.iter().zip(facts.contributions()) {
            let most = &mut strongest[item.scale.place];
            if outcome.assessment.scales[item.scale.place].contribution * sign > 0.0 {
                *most = f64::max(*most, pull * sign);
            }
        }
        strongest.sort_by(|a, b| b.total_cmp(a));
        let reasons = facts.top_reasons(3);
        let pulls: Vec<f64> = reasons.iter().map(|reason| reason.pull).collect();
        assert_eq!(pulls, strongest[..3], "{name}");
        for reason in reasons {
            assert_eq!(reason.side, side);
            let sentence = reason.sentence(&content.instrument.stem);
            let is_marked = sentence.ends_with("(more than your average)")
                || sentence.ends_with("(less than your average)");
            assert_eq!(is_marked, reason.is_relative(), "{name}: {sentence}");
        }
    }
}

// Comparisons of two results.
fn comparison(content: &Content, names: [&str; 2], format: Format) -> String {
    let [before, after] = names.map(|name| persona(name).outcome(content));
    String::from_utf8(
        render_comparison(format, &before.facts(content), &after.facts(content), all_extras().date).unwrap(),
    )
    .unwrap()
}

/// The text of a page, without tags.
fn words_of_page(page: &str) -> String {
    let body = page.split_once("</style>").unwrap().1;
    let texts = body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    texts.collect::<String>().replace("&amp;", "&")
}

#[test]
fn comparison_in_markdown() {
    let both = [["lean", "hi"], ["him", "him"]];
    let text = both.map(|names| comparison(&content(), names, Format::Markdown)).join("\n----\n\n");
    insta::assert_snapshot!("markdown-comparison", text);
}

#[test]
fn comparison_says_the_same_in_every_format() {
    let content = content();
    let pairs = PERSONAS.iter().zip(PERSONAS.iter().cycle().skip(1));
    for (before, after) in pairs {
        let [text, markdown, page] = [Format::Text, Format::Markdown, Format::Html]
            .map(|format| comparison(&content, [before.name, after.name], format));
        let [markdown, page] = [words(&markdown), words_of_page(&page)];
        let unwrapped = text.replace("\n  ", " ");
        assert!(unwrapped.lines().count() > 6, "{text}");
        for line in unwrapped.lines().filter(|line| !line.is_empty()) {
            let said = line.trim_start_matches("- ").trim_end_matches(':');
            // Leads are bold there, and the cells of a chart are apart, without a colon.
            let found = |page: &str| {
                page.contains(said)
                    || said
                        .split_once(": ")
                        .is_some_and(|(lead, rest)| page.contains(lead) && page.contains(rest))
            };
            assert!(found(&markdown) && found(&page), "{said}\n{markdown}\n{page}");
        }
    }
}

#[test]
fn hostile_content_is_inert_in_comparisons() {
    let page = comparison(&content(), ["hi", "him"], Format::Html);
    let tags_of = |page: &str| tags(page).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let tame = tags_of(&page);
    let levels: Vec<&str> =
        tame.iter().map(String::as_str).filter(|name| ["h1", "h2", "h3"].contains(name)).collect();
    assert_eq!(levels, ["h1", "h2", "h3", "h3"]);
    assert!(page.contains("<title>What moved between two results | Health Informatics or"));
    let mut content = hostile();
    change_items(&mut content.instrument, |items| {
        items.iter_mut().for_each(|item| HOSTILE.clone_into(&mut item.text));
    });
    let wild = comparison(&content, ["hi", "him"], Format::Html);
    assert!(wild.contains("&lt;script&gt;alert(1)"));
    assert_eq!(tags_of(&wild), tame);
    let [tame, wild] = [&self::content(), &content]
        .map(|content| shape(&comparison(content, ["hi", "him"], Format::Markdown)));
    assert_eq!(wild, tame);
}
