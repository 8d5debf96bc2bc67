//! The reading level of a result is grade 9 or lower, chapter by chapter.
//!
//! Names can't be simplified, so they don't count: job titles, occupations, publishers and titles of sources, and the
//! fields themselves.

use career_fit::check::grade;
use career_fit::content::{Content, Wages};
use career_fit::report::{Block, DefinitionLine, Headline, ListItem, Part, Tab, chapter};

use crate::harness::{PERSONAS, content};

/// The highest grade of a chapter.
const GRADE: f64 = 9.0;
/// Texts with fewer words are labels ("you said: Like"), which would make a chapter look easier.
const MIN_WORDS: usize = 5;

/// The names that can't be simplified, longest first.
pub(crate) fn names(content: &Content) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for source in &content.profiles.sources {
        names.extend([source.publisher.clone(), source.title.clone()]);
    }
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

/// The texts of parts, without leads and labels, which are names or figures.
fn texts(parts: &[Part]) -> Vec<String> {
    let of_item = |item: &ListItem| {
        let note = item.note.clone().into_iter();
        std::iter::once(item.text.clone()).chain(note).collect::<Vec<_>>()
    };
    parts
        .iter()
        .flat_map(|part| &part.blocks)
        .flat_map(|block| match block {
            Block::Paragraph(text) => vec![text.clone()],
            Block::List(list) => list.items.iter().flat_map(of_item).collect(),
            Block::Table(table) => table.rows.iter().flat_map(|row| row.cells.concat()).collect(),
            Block::Definitions(all) => {
                all.iter().flat_map(|one| &one.lines).map(DefinitionLine::in_words).collect()
            }
            Block::BarChart(_) | Block::RangeChart(_) => Vec::new(),
        })
        .collect()
}

/// The texts without names.
fn plain(texts: Vec<String>, names: &[String]) -> Vec<String> {
    let without = |text: String| names.iter().fold(text, |text, name| text.replace(name, "it"));
    let counts = |text: &String| text.split_whitespace().count() >= MIN_WORDS;
    texts.into_iter().map(without).filter(counts).collect()
}

#[test]
fn chapters_read_at_grade_9_or_lower() {
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
            Tab::ALL.map(|tab| (tab.name(), plain(texts(&chapter(tab, &facts, Some(&wages)).parts), &names))),
        );
        for (part, texts) in parts {
            let (grade, words) = grade(&texts);
            // In chapters without quoted claims, no single text may be harder either.
            let own = matches!(part, "Why" | "What if");
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

/// The three hardest texts.
fn hardest(texts: &[String]) -> String {
    let mut graded: Vec<(f64, &String)> =
        texts.iter().map(|text| (grade(std::slice::from_ref(text)).0, text)).collect();
    graded.sort_by(|a, b| b.0.total_cmp(&a.0));
    graded.iter().take(3).map(|(grade, text)| format!("\n    {grade:.1} {text}")).collect()
}
