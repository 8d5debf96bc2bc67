//! The handout: it comes first, its length is bounded, and the appendix has everything else.
//!
//! Whether it fills exactly two pages of A4 and Letter is checked in a browser: see `tests/print`.

use career_fit::content::profiles::Local;
use career_fit::content::{Content, Wages};
use career_fit::instrument::{Response, TieBreakers};
use career_fit::quiz::Outcome;
use career_fit::report::{self, Block, Date, Extras, Format, Handout, ListItem, Part, Tab, render};

use crate::harness::{PERSONAS, change_items, content, other_content};

fn extras(answers: bool) -> Extras {
    Extras { date: Some(Date::constant(2026, 11, 24)), answers, appendix: true }
}

/// The results of all personas, without and with tie-breakers.
fn outcomes(content: &Content) -> Vec<Outcome> {
    let answered = |persona: &crate::harness::Persona| {
        let plain = persona.outcome(content);
        let mut extra = plain.answers.clone();
        extra.tie_breakers = TieBreakers::Accepted;
        for index in content.instrument.core_count()..content.instrument.items.len() {
            extra.responses.set(index, Response::new(5));
        }
        [plain, Outcome::new(content, extra, &[])]
    };
    PERSONAS.iter().flat_map(answered).collect()
}

fn handout(content: &Content, outcome: &Outcome, answers: bool) -> Handout {
    let wages = Wages::built_in();
    report::document(&outcome.facts(content), Some(&wages), extras(answers)).handout.unwrap()
}

fn page(content: &Content, outcome: &Outcome, format: Format) -> String {
    let wages = Wages::built_in();
    let bytes = render(format, &outcome.facts(content), Some(&wages), extras(true)).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Content with very long texts and many lines of the school.
fn long_content() -> Content {
    let long = |text: &mut String| {
        *text = format!("{text} {}", "and so on and on ".repeat(12)).chars().take(190).collect();
    };
    let mut content = content();
    for profile in &mut content.profiles.pair {
        let claims = profile.first_steps.iter_mut().chain(&mut profile.day).chain(&mut profile.study);
        claims.for_each(|claim| long(&mut claim.text));
        profile.occupations.iter_mut().for_each(|one| long(&mut one.name));
    }
    content.profiles.elsewhere.iter_mut().for_each(|claim| long(&mut claim.text));
    for number in 0..9 {
        let (mut text, label) = (String::new(), format!("Your program {number}"));
        long(&mut text);
        content.profiles.local.push(Local {
            label,
            text,
            link: Some("https://college.example/hi".to_owned()),
        });
    }
    change_items(&mut content.instrument, |items| items.iter_mut().for_each(|item| long(&mut item.text)));
    content
}

fn lines(items: &[ListItem], chars_per_line: usize) -> usize {
    items.iter().map(|one| one.text.chars().count().div_ceil(chars_per_line)).sum()
}

fn lists(part: &Part) -> impl Iterator<Item = &Vec<ListItem>> {
    part.blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(&list.items),
        _ => None,
    })
}

#[test]
fn length_is_bounded_for_any_content_and_answers() {
    for content in [content(), other_content(), long_content()] {
        for outcome in outcomes(&content) {
            let [respondent, fields] = handout(&content, &outcome, true).pages;
            let ratings = respondent.iter().filter(|part| part.id.starts_with("ratings"));
            for rating in ratings {
                let answers: usize = lists(rating).map(|list| lines(list, 48)).sum();
                assert!(answers <= 30, "{answers} lines of answers in {}", rating.id);
            }
            assert!(fields.iter().filter(|part| lists(part).next().is_some()).count() <= 4);
            for part in &fields {
                let max = if part.id == "local" { 6 } else { 10 };
                let lines: usize = lists(part).map(|list| lines(list, 64)).sum();
                assert!(lines <= max, "{lines} lines in {}", part.id);
                for block in &part.blocks {
                    match block {
                        Block::RangeChart(chart) => assert!(chart.rows.len() <= 7),
                        Block::Table(table) => {
                            assert!(table.rows.len() <= 7);
                            let cells = table.rows.iter().flat_map(|row| &row.cells);
                            cells.for_each(|cell| assert!(cell.concat().chars().count() <= 120, "{cell:?}"));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn every_answer_to_the_shipped_questions_fits() {
    let content = content();
    for outcome in outcomes(&content) {
        let listed = |answers| {
            let [respondent, _] = handout(&content, &outcome, answers).pages;
            let ratings = respondent.into_iter().filter(|part| part.id.starts_with("ratings-"));
            ratings.map(|part| lists(&part).map(Vec::len).sum::<usize>()).sum::<usize>()
        };
        let asked = match outcome.answers.tie_breakers {
            TieBreakers::Accepted => content.instrument.items.len(),
            _ => content.instrument.core_count(),
        };
        assert_eq!((listed(true), listed(false)), (asked, 0));
    }
}

#[test]
fn handout_is_followed_by_the_other_chapters_in_order() {
    let content = content();
    for outcome in outcomes(&content) {
        let page = page(&content, &outcome, Format::Html);
        let mut places = vec![
            "class=\"fill-in\"",
            "<h1>",
            "class=\"sheet second\"",
            "class=\"room\"",
            "class=\"appendix\"",
        ];
        let sections: Vec<String> = Tab::ALL[1..]
            .iter()
            .map(|tab| format!("<section id=\"{}\"", tab.name().to_lowercase().replace(' ', "-")))
            .collect();
        places.extend(sections.iter().map(String::as_str));
        places.push("<section id=\"answers\"");
        let mut rest = page.as_str();
        for place in places {
            rest = rest.split_once(place).unwrap_or_else(|| panic!("{place} is missing or out of order")).1;
        }
        assert_eq!(page.matches("class=\"sheet").count(), 2, "two pages");
    }
}

#[test]
fn lines_of_the_school_are_in_every_format() {
    let mut content = content();
    let outcome = PERSONAS[0].outcome(&content);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        assert!(!page(&content, &outcome, format).contains("At your school"), "{}", format.name());
    }
    let link = Some("https://college.example/hi".to_owned());
    content.profiles.local =
        vec![Local { label: "Your program".to_owned(), text: "Room 12".to_owned(), link }];
    for (format, line) in [
        (Format::Text, "- Your program: Room 12\n  https://college.example/hi\n"),
        (Format::Markdown, "- **Your program** [Room 12](<https://college.example/hi>)\n"),
        (
            Format::Html,
            "<b>Your program</b> <a class=\"address\" href=\"https://college.example/hi\" rel=\"noreferrer\">Room 12</a>",
        ),
    ] {
        let page = page(&content, &outcome, format);
        assert!(page.contains("At your school") && page.contains(line), "{}", format.name());
    }
}
