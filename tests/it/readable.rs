//! Reading level: what a result says in our own words is for grade 9 or under, part by part.
//!
//! Names can't be made easier, so each is left out: job titles, occupations, publishers and titles of sources, and
//! the paths themselves.

use career_fit::check::grade;
use career_fit::content::{Content, Wages};
use career_fit::report::{Block, Headline, ListItem, Part, Tab, chapter};

use crate::harness::{PERSONAS, content};

/// No part may be harder.
const GRADE: f64 = 9.0;
/// Shorter texts are labels ("you said: Like"); they would only make a part look easier.
const FEWEST: usize = 5;

/// Every name that can't be made easier, longest first.
pub(crate) fn names(content: &Content) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for source in &content.profiles.sources {
        names.extend([source.publisher.clone(), source.title.clone()]);
    }
    // A kind of work has the name that it has in the field.
    names.extend(content.instrument.scales.iter().map(|scale| scale.label.clone()));
    for profile in &content.profiles.pair {
        names.push(profile.name.clone());
        names.extend(profile.titles.iter().map(|title| title.name.clone()));
        names.extend(profile.occupations.iter().map(|one| one.name.clone()));
    }
    names.extend(
        ["Arizona Global Campus", "Rasmussen College", "Health Informatics Specialists", "United States"]
            .map(str::to_owned),
    );
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// What a part says, without leads and labels, which are names or figures.
fn said(parts: &[Part]) -> Vec<String> {
    let said = |item: &ListItem| {
        let note = item.note.clone().into_iter();
        std::iter::once(item.text.clone()).chain(note).collect::<Vec<_>>()
    };
    parts
        .iter()
        .flat_map(|part| &part.blocks)
        .flat_map(|block| match block {
            Block::Paragraph(text) => vec![text.clone()],
            Block::List(list) => list.items.iter().flat_map(said).collect(),
            Block::RangeChart(chart) => chart.rows.iter().filter_map(|row| row.note.clone()).collect(),
            Block::Table(table) => table.rows.iter().flat_map(|row| row.cells.concat()).collect(),
            Block::Definitions(all) => all.iter().flat_map(|one| one.lines.clone()).collect(),
            Block::BarChart(_) => Vec::new(),
        })
        .collect()
}

/// The same without the names.
fn plain(texts: Vec<String>, names: &[String]) -> Vec<String> {
    let without = |text: String| names.iter().fold(text, |text, name| text.replace(name, "it"));
    let is_said = |text: &String| text.split_whitespace().count() >= FEWEST;
    texts.into_iter().map(without).filter(is_said).collect()
}

#[test]
fn every_part_reads_at_grade_9_or_under() {
    let content = content();
    let wages = Wages::built_in();
    let names = names(&content);
    let mut hard = Vec::new();
    for persona in &PERSONAS {
        let outcome = persona.outcome(&content);
        let facts = outcome.facts(&content);
        let headline = Headline::new(&facts);
        let top = plain(vec![headline.verdict, headline.meaning], &names);
        let mut parts = vec![("Headline", top)];
        parts.extend(
            Tab::ALL.map(|tab| (tab.name(), plain(said(&chapter(tab, &facts, Some(&wages)).parts), &names))),
        );
        for (part, texts) in parts {
            let (grade, words) = grade(&texts);
            // Where all words are our own, no single text may be harder either.
            let own = matches!(part, "Headline" | "Why" | "What if");
            let hard_text = |text: &String| self::grade(std::slice::from_ref(text)).0 > GRADE;
            if grade > GRADE || own && texts.iter().any(hard_text) {
                let worst: String = hardest(&texts);
                hard.push(format!(
                    "{} {part}: grade {grade:.1} ({words} words), hardest: {worst}",
                    persona.name
                ));
            }
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

/// The three hardest paragraphs.
fn hardest(texts: &[String]) -> String {
    let mut graded: Vec<(f64, &String)> =
        texts.iter().map(|text| (grade(std::slice::from_ref(text)).0, text)).collect();
    graded.sort_by(|a, b| b.0.total_cmp(&a.0));
    graded.iter().take(3).map(|(grade, text)| format!("\n    {grade:.1} {text}")).collect()
}
