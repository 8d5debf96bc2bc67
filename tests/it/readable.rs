//! Reading level: what a result says in our own words is for grade 9 or under, part by part.
//!
//! Flesch-Kincaid grade = 0.39 words per sentence + 11.8 syllables per word - 15.59. Syllables are groups of
//! vowels (a, e, i, o, u, y), less a silent e at the end, at least one. Names can't be made easier, so each is
//! left out: job titles, occupations, publishers and titles of sources, and the paths themselves. Figures count
//! as a word of one syllable.

use career_fit::content::{Content, Wages};
use career_fit::instrument::TieBreakers;
use career_fit::report::{Block, Bullet, Headline, Input, Tab, section};
use career_fit::scoring::score;

use crate::harness::{PERSONAS, answers, content};

/// No part may be harder.
const GRADE: f64 = 9.0;
/// Shorter texts are labels ("you said: Like"); they would only make a part look easier.
const FEWEST: usize = 5;

fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    // "le" after a consonant is spoken ("table"); any other single e at the end is not ("care").
    let mut ends = word.chars().rev();
    let silent = ends.next() == Some('e')
        && match (ends.next(), ends.next()) {
            (Some('l'), Some(before)) => is_vowel(before),
            (Some(last), _) => !is_vowel(last),
            _ => false,
        };
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}

/// Sentences and their words.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let ends = |word: &&str| word.ends_with(['.', '!', '?']) || word.ends_with(".)");
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .split_inclusive(ends)
        .map(|sentence| sentence.iter().copied().filter(is_word).collect::<Vec<_>>())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// The grade of some paragraphs, and how many words they have.
pub(crate) fn grade(paragraphs: &[String]) -> (f64, usize) {
    let sentences: Vec<Vec<&str>> = paragraphs.iter().flat_map(|text| sentences(text)).collect();
    let words: Vec<&str> = sentences.iter().flatten().copied().collect();
    let parts = words
        .iter()
        .flat_map(|word| word.split('-'))
        .map(|part| part.trim_matches(|c: char| !c.is_alphabetic()));
    let spoken: usize = parts.map(|part| if part.is_empty() { 1 } else { syllables(part) }).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
    let [sentences, words, spoken] = [sentences.len(), words.len(), spoken].map(|count| count as f64);
    if words < 1.0 {
        return (0.0, 0);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand words")]
    let count = words as usize;
    (0.39 * words / sentences + 11.8 * spoken / words - 15.59, count)
}

/// Every name that can't be made easier, longest first.
pub(crate) fn names(content: &Content) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for source in &content.profiles.sources {
        names.extend([source.publisher.clone(), source.title.clone()]);
    }
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
fn said(blocks: &[Block]) -> Vec<String> {
    let bullet = |bullet: &Bullet| {
        let note = bullet.note.clone().into_iter();
        std::iter::once(bullet.text.clone()).chain(note).collect::<Vec<_>>()
    };
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Text(text) => vec![text.clone()],
            Block::Bullets(bullets) | Block::Steps(bullets) => bullets.iter().flat_map(bullet).collect(),
            Block::Ranges(chart) => chart.rows.iter().filter_map(|row| row.note.clone()).collect(),
            Block::Columns(columns) => columns.rows.iter().flat_map(|(_, cells)| cells.concat()).collect(),
            Block::Heading(_) | Block::Diverging(_) | Block::Bars(_) => Vec::new(),
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
fn syllables_are_counted_as_stated() {
    for (word, count) in [
        ("care", 1),
        ("table", 2),
        ("data", 2),
        ("you", 1),
        ("information", 4),
        ("HIM", 1),
        ("average", 3),
        ("the", 1),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn every_part_reads_at_grade_9_or_under() {
    let content = content();
    let wages = Wages::built_in().unwrap();
    let names = names(&content);
    let mut hard = Vec::new();
    for persona in &PERSONAS {
        let responses = answers(&content, &persona.numbers(), 4);
        let assessment = score(&content.instrument, &content.contrast, &responses, &[]);
        let tie_breakers = TieBreakers::NotOffered;
        let input = Input { content: &content, responses: &responses, assessment: &assessment, tie_breakers };
        let headline = Headline::new(&input);
        let top = plain(vec![headline.verdict, headline.meaning, headline.next], &names);
        let mut parts = vec![("Headline", top)];
        parts.extend(
            Tab::ALL.map(|tab| (tab.name(), plain(said(&section(tab, &input, Some(&wages)).blocks), &names))),
        );
        for (part, texts) in parts {
            let (grade, words) = grade(&texts);
            // Where all words are our own, no single text may be harder either.
            let own = matches!(part, "Headline" | "Fit" | "Why" | "Flip");
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
