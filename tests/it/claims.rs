//! That every claim of the profiles is shown with whoever makes it, and with what another source says instead.

use std::collections::BTreeSet;

use career_fit::content::{Claim, Wages, wages};
use career_fit::report::{Extras, Format, Tab, chapter, format, render, text};

use crate::harness::{PERSONAS, content};

/// The most characters between a claim and what belongs to it: a list of a few lines may name its source once.
const NEAR: usize = 700;

/// What a reader of a report sees, on one line: no breaks, no tags, nothing escaped.
fn seen(report: &str, format: Format) -> String {
    let plain = match format {
        Format::Html => {
            let body = report.split_once("</style>").unwrap().1.replace("</a>", "");
            // A link stands within a sentence.
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
            // A bracket of a link's own has nothing before it.
            unlinked.replace("\\[", "\u{1}").replace('[', "").replace('\u{1}', "[").replace('\\', "")
        }
        _ => report.to_owned(),
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every kind of result in every format for readers, with a name to find it by.
fn reports() -> Vec<(String, String)> {
    let (content, wages) = (content(), Wages::built_in());
    let mut reports = Vec::new();
    for persona in &PERSONAS {
        let outcome = persona.outcome(&content);
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let bytes = render(format, &outcome.facts(&content), Some(&wages), Extras::default()).unwrap();
            let name = format!("{}, {}", persona.name, format.name());
            reports.push((name, seen(&String::from_utf8(bytes).unwrap(), format)));
        }
    }
    reports
}

/// Whether somewhere behind a text, and near it, all of these stand.
fn stands_with(page: &str, text: &str, all: &[&str]) -> bool {
    page.match_indices(text).any(|(start, _)| {
        let near: String = page[start + text.len()..].chars().take(NEAR).collect();
        all.iter().all(|one| near.contains(one))
    })
}

#[test]
fn every_claim_stands_in_every_report_with_its_source_and_its_disagreement() {
    let profiles = content().profiles;
    // What is said of an occupation stands in a chart; the next test is about those.
    let occupations = profiles.pair.iter().flat_map(|profile| &profile.occupations);
    let charted: BTreeSet<&str> =
        occupations.flat_map(|one| [one.about.as_str(), one.entry.as_str()]).collect();
    let mut missing = Vec::new();
    for (name, page) in reports() {
        for said in profiles.claims().filter(|said| !charted.contains(said.text)) {
            let with: Vec<&str> =
                [said.source.publisher.as_str()].into_iter().chain(said.disagrees).collect();
            if !stands_with(&page, said.text, &with) {
                missing.push(format!("{name}: {} ({})", said.text, with.join("; ")));
            }
        }
    }
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn what_is_said_of_an_occupation_stands_in_every_report_with_its_sources() {
    let profiles = content().profiles;
    for (name, page) in reports() {
        let start = page.find("A year's pay, United States").unwrap_or_else(|| panic!("{name}"));
        let pay = &page[start..];
        for one in profiles.pair.iter().flat_map(|profile| &profile.occupations) {
            let care = one.health_care().unwrap();
            let share = format!("{:.1} % of them work in health care", care.share);
            assert!(pay.contains(&one.about) && pay.contains(&share), "{name}: {}", one.name);
            let entry = format!("{}: {}", one.name, one.entry);
            assert!(stands_with(pay, &entry, &[&one.outlook_by.publisher]), "{name}: {entry}");
            for source in [&one.wages_by, &one.outlook_by, care.by] {
                assert!(pay.contains(&format!("{}, {}", source.publisher, source.year)), "{name}");
            }
        }
        let all = profiles.all_jobs.as_ref().unwrap();
        assert!(stands_with(pay, "All jobs together", &["3.1 % more jobs", &all.by.publisher]), "{name}");
    }
}

#[test]
fn every_address_is_a_link_where_links_can_be() {
    let content = content();
    let outcome = PERSONAS[0].outcome(&content);
    let report = |format| {
        String::from_utf8(render(format, &outcome.facts(&content), None, Extras::default()).unwrap()).unwrap()
    };
    let [text, markdown, page] = [Format::Text, Format::Markdown, Format::Html].map(report);
    // A long address is broken over lines there.
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

/// Lists of one source name it once, but not where somebody disagrees with a line of them.
#[test]
fn a_disagreement_is_said_wherever_its_claim_is() {
    let mut content = content();
    let unlike = "A made-up source has it unlike all others.";
    let disagree = |claim: &mut Claim| claim.disagrees = Some(unlike.to_owned());
    let profile = &mut content.profiles.pair[0];
    profile.day.iter_mut().for_each(disagree);
    profile.first_steps.iter_mut().for_each(disagree);
    // A day stands under Study and under Compare.
    let lines = 2 * profile.day.len() + profile.first_steps.len();
    let outcome = PERSONAS[0].outcome(&content);
    let bytes = render(Format::Text, &outcome.facts(&content), None, Extras::default()).unwrap();
    let page = seen(&String::from_utf8(bytes).unwrap(), Format::Text);
    assert_eq!(page.matches(unlike).count(), lines, "{page}");
}

/// The part on pay for a place, on one line.
fn pay_in(place: &'static str) -> String {
    let content = content();
    let outcome = PERSONAS[0].outcome(&content);
    let wages = Wages::built_in().at(place);
    let part = chapter(Tab::Pay, &outcome.facts(&content), Some(&wages));
    seen(&text::parts_text(&part.parts, 200), Format::Text)
}

#[test]
fn what_the_table_does_not_say_is_told_for_what_it_is() {
    let guam = pay_in("Guam");
    assert!(guam.contains("Data Scientists: no figure in the table for 15-2051"), "{guam}");
    assert!(!guam.contains("not released"), "{guam}");
    let west = pay_in("West Virginia");
    assert!(west.contains("Computer Systems Analysts: not released"), "{west}");
    assert!(!west.contains("no figure in the table for 15-1211"), "{west}");
}

#[test]
fn rough_figures_are_marked_and_others_are_not() {
    let idaho = pay_in("Idaho");
    assert_eq!(idaho.matches(" (rough); low $").count(), 1, "{idaho}");
    assert!(idaho.contains("Rough figures: the error of the mean pay is 17.0 %."), "{idaho}");
    let ohio = pay_in("Ohio");
    assert!(!ohio.contains("(rough)") && !ohio.contains("Rough figures"), "{ohio}");
}

#[test]
fn a_state_is_held_against_all_its_own_jobs_and_against_the_nation() {
    let ohio = pay_in("Ohio");
    let wages = Wages::built_in();
    let [nation, state] = [wages::NATION, "Ohio"]
        .map(|place| format::dollars(wages.get(wages::ALL_JOBS, place).unwrap().pay.unwrap()[1]));
    let own = format!("All jobs, Ohio: median {state};");
    assert!(stands_with(&ohio, &own, &[&format!("United States: median {nation};")]), "{ohio}");
}
