//! The written reports: how they read, that they are well formed, and that content can't break out of them.

use std::collections::BTreeMap;

use career_fit::content::{Content, PROFILES, QUESTIONS, SourceFile, Wages};
use career_fit::instrument::Item;
use career_fit::report::{
    Block, Chapter, Date, Document, Extras, Facts, Format, ListItem, Part, Tab, chapter, format, render,
    render_comparison, render_document, text,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::harness::{PERSONAS, Persona, change_items, content};

const CODE: &str = "7K4M-2QXR-9TBD";

fn persona(name: &str) -> &'static Persona {
    PERSONAS.iter().find(|persona| persona.name == name).unwrap()
}

/// A persona's report on some content, with a code that stays the same whatever the content is.
fn report(content: &Content, persona: &Persona, format: Format, extras: Extras) -> String {
    let outcome = persona.outcome(content);
    let facts = Facts { code: CODE, ..outcome.facts(content) };
    let wages = Wages::built_in();
    String::from_utf8(render(format, &facts, Some(&wages), extras).unwrap()).unwrap()
}

/// All that a student's file has beside the result.
fn whole() -> Extras {
    Extras { date: Some(Date::constant(2026, 11, 24)), answers: true }
}

/// The personas that stand for the verdicts.
const VERDICTS: [(&str, &str); 6] = [
    ("clear", "hi"),
    ("lean", "lean"),
    ("both", "both"),
    ("neither", "neither"),
    ("close", "torn"),
    ("incomplete", "skipper"),
];

// How they read.

#[test]
fn text_reads_as_agreed() {
    for (verdict, name) in VERDICTS {
        let whole = report(&content(), persona(name), Format::Text, whole());
        // What follows is about the paths more than about the person: once is enough.
        let shown = if verdict == "clear" { &whole } else { whole.split("\n4. Pay").next().unwrap() };
        insta::assert_snapshot!(format!("text-{verdict}"), shown);
    }
}

#[test]
fn markdown_reads_as_agreed() {
    for (verdict, name) in VERDICTS {
        let whole = report(&content(), persona(name), Format::Markdown, whole());
        let shown = if verdict == "clear" { &whole } else { whole.split("\n## Pay").next().unwrap() };
        insta::assert_snapshot!(format!("markdown-{verdict}"), shown);
    }
}

#[test]
fn code_day_and_answers_stand_in_every_report_that_has_them() {
    let content = content();
    let written = "Written on November 24, 2026.";
    for (format, answer) in [
        (Format::Text, "- Strongly like: "),
        (Format::Markdown, "- **Strongly like** "),
        (Format::Html, "<b>Strongly like</b> "),
    ] {
        let with = report(&content, persona("hi"), format, whole());
        let without = report(&content, persona("hi"), format, Extras::default());
        for page in [&with, &without] {
            assert!(page.contains("Code of this result: ") && page.contains(CODE), "{}", format.name());
        }
        assert!(with.replace("</time>", "").contains(written) && !without.contains("Written on"));
        assert!(!without.contains(answer), "{}", format.name());
        let said = with.replace("\n  ", " ").replace("&#39;", "'");
        for item in content.instrument.items.iter().take(24) {
            let statement = format::capitalize(&item.text);
            let label = persona("hi").answer(&item.id).map(|value| {
                let response = career_fit::instrument::Response::new(value).unwrap();
                content.instrument.option(response).to_owned()
            });
            let line = answer.replace("Strongly like", &label.unwrap()) + &statement;
            assert!(said.contains(&line), "{}: {line}", format.name());
        }
    }
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    for format in Format::ALL {
        for persona in &PERSONAS {
            let first = report(&content(), persona, format, whole());
            assert_eq!(first, report(&content(), persona, format, whole()), "{}", format.name());
            assert!(first.ends_with('\n') || format == Format::Html);
        }
    }
}

#[test]
fn pay_without_a_table_says_so_in_every_format() {
    let content = content();
    let outcome = persona("hi").outcome(&content);
    let facts = outcome.facts(&content);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let report = String::from_utf8(render(format, &facts, None, Extras::default()).unwrap()).unwrap();
        assert!(report.contains("no wage table") && !report.contains("not released"), "{}", format.name());
    }
}

#[test]
fn text_keeps_to_its_width_and_draws_nothing() {
    let content = content();
    let wages = Wages::built_in();
    for persona in &PERSONAS {
        let outcome = persona.outcome(&content);
        let facts = outcome.facts(&content);
        for width in [20, 40, 76, 120] {
            for tab in Tab::ALL {
                let part = text::parts_text(&chapter(tab, &facts, Some(&wages)).parts, width);
                for line in part.lines() {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                    assert!(line.is_ascii(), "a line with something drawn: {line}");
                }
                assert!(!part.contains("\n\n\n") && part.ends_with('\n'));
            }
        }
    }
}

#[test]
fn pay_in_every_place_is_told_in_every_format() {
    let content = content();
    let outcome = persona("lean").outcome(&content);
    let facts = outcome.facts(&content);
    let places = Wages::built_in();
    for place in places.places() {
        let place = career_fit::content::states::find(place).unwrap();
        let wages = Wages::built_in().at(place);
        let [text, markdown, html] = [Format::Text, Format::Markdown, Format::Html].map(|format| {
            String::from_utf8(render(format, &facts, Some(&wages), Extras::default()).unwrap()).unwrap()
        });
        for report in [&text, &markdown, &html] {
            assert!(report.contains(&format!("pay, {place}, May 2025")), "{place}");
        }
        assert!(text.lines().all(|line| line.is_ascii() && line.len() <= text::WIDTH));
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

/// Elements without an end.
const VOID: [&str; 2] = ["meta", "br"];

/// The tags of a page in order, with what stands in them; ends have a slash. Balanced, or it panics.
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
        // A style has no tags in it.
        if name == "style" {
            rest = &rest[rest.find("</style").unwrap()..];
        }
    }
    assert!(open.is_empty(), "open: {open:?}");
    tags
}

fn html(persona: &Persona) -> String {
    report(&content(), persona, Format::Html, whole())
}

#[test]
fn html_is_balanced_with_one_h1_and_headings_in_order() {
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
fn every_picture_has_a_title_and_every_table_says_what_its_heads_are_for() {
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
fn html_needs_nothing_from_outside_and_runs_nothing() {
    // What leads outside are the addresses of the sources, for whoever follows them.
    let addresses: Vec<String> =
        content().profiles.sources.iter().filter_map(|one| one.address.clone()).collect();
    let pages = PERSONAS
        .iter()
        .flat_map(|one| [content(), hostile()].map(|content| report(&content, one, Format::Html, whole())));
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
            assert!(!ids[..index].contains(id), "two have the id {id}");
        }
        let mut links = 0;
        for (_, attributes) in &tags {
            assert!(!attributes.contains(" on"), "{attributes}");
            if let Some(target) = attributes.split("href=\"").nth(1) {
                let target = target.split('"').next().unwrap();
                if let Some(part) = target.strip_prefix('#') {
                    assert!(ids.contains(&part), "no part is called {part}");
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
        assert_eq!(page.matches("://").count(), links + inert, "an address stands in links alone");
    }
}

/// The colours of a scheme, by name.
fn colours(css: &str) -> BTreeMap<&str, [f64; 3]> {
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
    let light = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_graphics_stand_out_in_light_dark_and_print() {
    let css = include_str!("../../src/report/html/style.css");
    let (light, rest) = css.split_once("@media screen and (prefers-color-scheme: dark)").unwrap();
    let dark = rest.split_once("* { box-sizing").unwrap().0;
    // Print takes the light colours: the dark ones are for the screen alone.
    for (scheme, css) in [("light", light), ("dark", dark)] {
        let colours = colours(css);
        for ground in ["paper", "panel"] {
            for (ink, least) in
                [("ink", 4.5), ("soft", 4.5), ("first", 4.5), ("second", 4.5), ("axis", 3.0), ("none", 3.0)]
            {
                let found = contrast(colours[ink], colours[ground]);
                assert!(found >= least, "{scheme}: {ink} on {ground} is {found:.2}");
            }
        }
        for bar in ["first", "second"] {
            let found = contrast(colours["paper"], colours[bar]);
            assert!(found >= 3.0, "{scheme}: the gap beside the median on {bar} is {found:.2}");
        }
    }
}

// Content that would like to be markup.

const HOSTILE: &str = "</p></style><script>alert(1)</script> | `x` ```y``` [a](javascript:b) ![i](x) *b* __c__ &amp; <https://evil.example> \\\" onload=' ~~z~~";

/// Content with something hostile in place of texts that stand in every part of a report.
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
fn hostile_content_stays_inert_in_html() {
    for persona in &PERSONAS {
        let page = report(&hostile(), persona, Format::Html, whole());
        assert!(page.contains("&lt;script&gt;alert(1)"));
        // Names that lead somewhere are other names there, and the handout has as much as it has room for; other
        // tests are about those.
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

/// What a Markdown reader makes of a text, without the words.
fn shape(markdown: &str) -> Vec<String> {
    let mut shape = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(_) | Event::End(TagEnd::Link) => {}
            // Names that lead somewhere are other names where the content is hostile.
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

/// The words of a Markdown text.
fn words(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    events
        .filter_map(|event| if let Event::Text(text) = event { Some(text.to_string()) } else { None })
        .collect()
}

#[test]
fn hostile_content_stays_inert_in_markdown() {
    for persona in &PERSONAS {
        let tame = report(&content(), persona, Format::Markdown, Extras::default());
        let wild = report(&hostile(), persona, Format::Markdown, Extras::default());
        assert_eq!(shape(&wild), shape(&tame), "{}", persona.name);
        // A cell that a bar breaks loses its end without a trace in the shape.
        let text = report(&hostile(), persona, Format::Text, Extras::default());
        let times = |text: &str| text.matches("~~z~~").count();
        assert_eq!(times(&words(&wild)), times(&text), "nothing of it is lost");
        assert!(words(&wild).contains(HOSTILE));
    }
}

#[test]
fn line_breaks_and_block_starts_stay_inert() {
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
        let tame = report(&crate::harness::content(), persona, Format::Markdown, Extras::default());
        assert_eq!(
            shape(&report(&content, persona, Format::Markdown, Extras::default())),
            shape(&tame),
            "{wild:?}"
        );
    }
}

#[test]
fn hostile_content_stays_inert_in_text_and_json() {
    for persona in &PERSONAS {
        let text = report(&hostile(), persona, Format::Text, Extras::default());
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        let json = report(&hostile(), persona, Format::Json, Extras::default());
        assert_eq!(json.lines().count(), 1);
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
}

#[test]
fn nothing_contradicts_that_both_or_neither_appeal() {
    let told = |name| report(&content(), persona(name), Format::Text, Extras::default());
    let neither = told("neither");
    assert!(neither.starts_with("Neither field appeals to you much\n"), "{neither}");
    for wrong in ["First steps toward", "fits your liking", "now point to"] {
        assert!(!neither.contains(wrong), "{wrong}");
    }
    assert!(
        neither.contains("Where else to look") && neither.contains("nothing to turn around"),
        "{neither}"
    );
    for name in ["both", "same", "torn"] {
        assert!(!told(name).contains("now point to"), "{name}");
        assert!(told(name).contains("First steps toward HIM"), "{name}");
    }
}

#[test]
fn likes_come_first_one_a_kind_of_work_and_dislikes_are_called_so() {
    let text = |name| report(&content(), persona(name), Format::Text, Extras::default()).replace("\n  ", " ");
    let why = |told: &str| told.split("\nWhy:\n").nth(1).unwrap().split("\nPay:").next().unwrap().to_owned();
    let likes = why(&text("hi"));
    assert!(likes.lines().all(|line| line.starts_with("- You strongly like to ")), "{likes}");
    for kind in ["it_systems", "programming", "data_analytics"] {
        let of_kind = |item: &&Item| item.scale.id == kind && likes.contains(&item.text);
        assert_eq!(content().instrument.items.iter().filter(of_kind).count(), 1, "{kind}: {likes}");
    }
    let dislikes = why(&text("neither"));
    assert!(dislikes.lines().all(|line| line.starts_with("- You would strongly dislike to ")), "{dislikes}");
}

// What moved between two results.

/// What moved between two personas on some content.
fn comparison(content: &Content, names: [&str; 2], format: Format) -> String {
    let [before, after] = names.map(|name| persona(name).outcome(content));
    String::from_utf8(
        render_comparison(format, &before.facts(content), &after.facts(content), whole().date).unwrap(),
    )
    .unwrap()
}

/// A page without its tags and its style, on one line.
fn words_of_page(page: &str) -> String {
    let body = page.split_once("</style>").unwrap().1;
    let texts = body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    texts.collect::<String>().replace("&amp;", "&")
}

#[test]
fn a_comparison_in_markdown_reads_as_agreed() {
    let both = [["lean", "hi"], ["him", "him"]];
    let told = both.map(|names| comparison(&content(), names, Format::Markdown)).join("\n----\n\n");
    insta::assert_snapshot!("markdown-comparison", told);
}

#[test]
fn a_comparison_says_the_same_in_every_format() {
    let content = content();
    let pairs = PERSONAS.iter().zip(PERSONAS.iter().cycle().skip(1));
    for (before, after) in pairs {
        let [text, markdown, page] = [Format::Text, Format::Markdown, Format::Html]
            .map(|format| comparison(&content, [before.name, after.name], format));
        let [markdown, page] = [words(&markdown), words_of_page(&page)];
        let unwrapped = text.replace("\n  ", " ");
        assert!(unwrapped.lines().count() > 6, "{text}");
        for line in unwrapped.lines().filter(|line| !line.is_empty()) {
            let said = line.trim_start_matches("- ");
            // What stands first is bold there, with no colon behind it.
            let found = |page: &str| {
                page.contains(said)
                    || said
                        .split_once(": ")
                        .is_some_and(|(lead, rest)| page.contains(&format!("{lead} {rest}")))
            };
            assert!(found(&markdown) && found(&page), "{said}\n{markdown}\n{page}");
        }
    }
}

#[test]
fn a_comparison_as_a_page_is_whole_and_hostile_content_stays_inert_in_it() {
    let page = comparison(&content(), ["hi", "him"], Format::Html);
    let tags_of = |page: &str| tags(page).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let tame = tags_of(&page);
    let levels: Vec<&str> =
        tame.iter().map(String::as_str).filter(|name| ["h1", "h2", "h3"].contains(name)).collect();
    assert_eq!(levels, ["h1", "h2", "h3"]);
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

// Any other document.

#[test]
fn a_document_of_several_chapters_without_a_result_is_written_whole() {
    let part = |id: &str| {
        let says = vec![Block::list(vec![ListItem::new(format!("Says {id}"))])];
        Part::headed(id, format!("Heading {id}"), says)
    };
    let chapter = |id: &str, parts| Chapter::new(id, format!("Title {id}"), format!("about {id}"), parts);
    let document = || Document {
        quiz: "A quiz".to_owned(),
        title: "A group of 42".to_owned(),
        chapters: vec![chapter("one", vec![part("a"), part("b")]), chapter("two", vec![part("c")])],
        ..Document::default()
    };
    let written = |format| {
        let bytes = render_document(format, document, || Ok(String::new())).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(
        written(Format::Text),
        "A group of 42\n\nQuiz: A quiz\n\n\n\
         1. Title one: about one\n-----------------------\n\nHeading a\n- Says a\n\nHeading b\n- Says b\n\n\n\
         2. Title two: about two\n-----------------------\n\nHeading c\n- Says c\n"
    );
    assert_eq!(
        written(Format::Markdown),
        "# A group of 42\n\n*A quiz*\n\n\
         ## Title one: about one\n\n### Heading a\n\n- Says a\n\n### Heading b\n\n- Says b\n\n\
         ## Title two: about two\n\n### Heading c\n\n- Says c\n"
    );
    let page = written(Format::Html);
    let sections: Vec<&str> =
        page.split("<section id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(sections, ["one", "two"]);
    assert!(!page.contains("class=\"sheet"), "what is no result has no handout");
    tags(&page);
}
