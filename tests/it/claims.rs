//! Every claim of the profiles is in every report, with its source, what contradicts it, and our remarks.

use std::collections::BTreeSet;

use career_fit::content::{Claim, Wages, wages};
use career_fit::report::{Format, Tab, chapter, format, render, text};

use crate::harness::{PERSONAS, WHOLE, content};

/// The maximum number of characters between a claim and its source: a short list may name a shared source once.
const NEAR: usize = 700;

/// The text that a reader sees, on one line, without tags and escapes.
fn visible_text(report: &str, format: Format) -> String {
    let plain = match format {
        Format::Html => {
            let body = report.split_once("</style>").unwrap().1.replace("</a>", "");
            // Links are inside sentences.
            let mut pieces = body.split("<a ");
            let start = pieces.next().unwrap().to_owned();
            let body = pieces.fold(start, |body, piece| body + piece.split_once('>').unwrap().1);
            let texts = body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
            let text = texts.collect::<Vec<_>>().join(" ");
            text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        }
        Format::Markdown => {
            let mut pieces = report.split("](<");
            let start = pieces.next().unwrap().to_owned();
            let unlinked = pieces.fold(start, |text, piece| text + piece.split_once(">)").unwrap().1);
            // The opening brackets of links aren't escaped.
            unlinked.replace("\\[", "\u{1}").replace('[', "").replace('\u{1}', "[").replace('\\', "")
        }
        _ => report.to_owned(),
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The reports of all personas in every format for people, each with its name.
fn reports() -> Vec<(String, String)> {
    let (content, wages) = (content(), Wages::built_in());
    let mut reports = Vec::new();
    for persona in &PERSONAS {
        let outcome = persona.outcome(&content);
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let bytes = render(format, &outcome.facts(&content), Some(&wages), WHOLE).unwrap();
            let name = format!("{}, {}", persona.name, format.name());
            reports.push((name, visible_text(&String::from_utf8(bytes).unwrap(), format)));
        }
    }
    reports
}

/// Whether all of these follow an occurrence of a text closely.
fn is_followed_by(page: &str, text: &str, all: &[&str]) -> bool {
    page.match_indices(text).any(|(start, _)| {
        let near: String = page[start + text.len()..].chars().take(NEAR).collect();
        all.iter().all(|one| near.contains(one))
    })
}

#[test]
fn claims_are_in_every_report_with_source_and_remarks() {
    let profiles = content().profiles;
    // Texts about occupations are in charts; the next test is about those.
    let occupations = profiles.pair.iter().flat_map(|profile| &profile.occupations);
    let charted: BTreeSet<&str> =
        occupations.flat_map(|one| [one.about.as_str(), one.entry.as_str()]).collect();
    let mut missing = Vec::new();
    for (name, page) in reports() {
        for said in profiles.claims().filter(|said| !charted.contains(said.text)) {
            let source = [said.source.publisher.as_str()].into_iter();
            let with: Vec<&str> = source.chain(said.disagrees).chain(said.note).collect();
            if !is_followed_by(&page, said.text, &with) {
                missing.push(format!("{name}: {} ({})", said.text, with.join("; ")));
            }
        }
    }
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn occupations_are_in_every_report_with_their_sources() {
    let (profiles, wages) = (content().profiles, Wages::built_in());
    for (name, page) in reports() {
        let start = page.find("A year's pay, US health care").unwrap_or_else(|| panic!("{name}"));
        let pay = &page[start..];
        for one in profiles.pair.iter().flat_map(|profile| &profile.occupations) {
            let care = wages.health_care(&one.soc).unwrap();
            let share = format!("{:.1}% of them work in health care", care.share);
            assert!(pay.contains(&one.about) && pay.contains(&share), "{name}: {}", one.name);
            let entry = format!("{}: {}", one.name, one.entry);
            assert!(is_followed_by(pay, &entry, &[&one.outlook_by.publisher]), "{name}: {entry}");
            for source in [&one.wages_by, &one.outlook_by] {
                assert!(pay.contains(&format!("{}, {}", source.publisher, source.year)), "{name}");
            }
        }
        let all = profiles.all_jobs.as_ref().unwrap();
        assert!(is_followed_by(pay, "All jobs together", &["3.1% more jobs", &all.by.publisher]), "{name}");
    }
}

#[test]
fn addresses_of_sources_are_links() {
    let content = content();
    let outcome = PERSONAS[0].outcome(&content);
    let report =
        |format| String::from_utf8(render(format, &outcome.facts(&content), None, WHOLE).unwrap()).unwrap();
    let [text, markdown, page] = [Format::Text, Format::Markdown, Format::Html].map(report);
    // Long addresses are wrapped.
    let text: String = text.split_whitespace().collect();
    let sources = &content.profiles.sources;
    let addresses: Vec<&str> = sources.iter().filter_map(|one| one.address.as_deref()).collect();
    assert!(addresses.len() > 30);
    for address in addresses {
        assert!(text.contains(address), "{address}");
        assert!(markdown.contains(&format!("](<{address}>)")), "{address}");
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
}

#[test]
fn remarks_are_shown_with_claims_of_a_shared_source() {
    let mut content = content();
    let remarks = ["A made-up source says otherwise.", "We made this up."];
    let remark = |claim: &mut Claim| {
        claim.disagrees = Some(remarks[0].to_owned());
        claim.note = Some(remarks[1].to_owned());
    };
    let profile = &mut content.profiles.pair[0];
    profile.day.iter_mut().for_each(remark);
    profile.first_steps.iter_mut().for_each(remark);
    // A typical day is in Study and in Compare.
    let lines = 2 * profile.day.len() + profile.first_steps.len();
    let outcome = PERSONAS[0].outcome(&content);
    let bytes = render(Format::Text, &outcome.facts(&content), None, WHOLE).unwrap();
    let page = visible_text(&String::from_utf8(bytes).unwrap(), Format::Text);
    let [but, note] = remarks;
    assert_eq!(page.matches(&format!(". But: {but} Note: {note}")).count(), lines, "{page}");
}

/// The chapter on pay for a place, on one line.
fn pay_in(place: &'static str) -> String {
    let content = content();
    let outcome = PERSONAS[0].outcome(&content);
    let wages = Wages::built_in().at(place);
    let part = chapter(Tab::Pay, &outcome.facts(&content), Some(&wages));
    visible_text(&text::parts_text(&part.parts, 200), Format::Text)
}

#[test]
fn groups_without_a_figure_are_named_with_the_place() {
    let guam = pay_in("Guam");
    assert!(guam.contains("Data Scientists (bachelor's): no figure for Guam"), "{guam}");
    let west = pay_in("West Virginia");
    assert!(west.contains("Computer Systems Analysts (bachelor's): no figure for West Virginia"), "{west}");
}

#[test]
fn only_rough_figures_are_marked_as_rough() {
    let idaho = pay_in("Idaho");
    assert_eq!(idaho.matches(" (rough); low $").count(), 1, "{idaho}");
    let ohio = pay_in("Ohio");
    assert!(!ohio.contains("(rough)") && !ohio.contains("Rough figures"), "{ohio}");
}

#[test]
fn pay_in_a_state_is_compared_with_all_jobs_there() {
    let ohio = pay_in("Ohio");
    let all = Wages::built_in().get(wages::ALL_JOBS, "Ohio").unwrap().pay.unwrap()[1];
    assert!(ohio.contains("A year's pay, Ohio, all employers"), "{ohio}");
    assert!(ohio.contains(&format!("All jobs: median {};", format::dollars(all))), "{ohio}");
}
