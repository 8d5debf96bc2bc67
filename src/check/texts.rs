//! Whether the texts are short enough, easy enough, and alike for both fields.

use super::Finding;
use crate::content::Content;
use crate::instrument::Item;
use crate::scoring::Side;
use crate::text::wrap;

/// The columns of the smallest window that hold text, and the rows that a question may take there.
const SMALLEST: (usize, usize) = (38, 4);
/// The most characters of an answer's label: the number before it and the mark after it need the rest.
const LABEL: usize = 20;
/// The highest school grades that questions, and the claims on a field, may read at.
const GRADES: (f64, f64) = (8.0, 9.0);
/// How far apart the grades of the two fields may be.
const GRADES_APART: f64 = 1.5;
/// By which part one field's texts may be longer.
const LONGER: f64 = 0.1;
/// With fewer words, a grade says nothing.
const FEWEST_WORDS: usize = 40;

pub(super) fn findings(content: &Content) -> Vec<Finding> {
    let names = content.profiles.pair.each_ref().map(|profile| profile.short.as_str());
    let questions = Side::BOTH.map(|side| -> Vec<String> {
        let of_side = |item: &&Item| content.contrast.side(item.scale.place) == Some(side);
        content.instrument.items.iter().filter(of_side).map(|item| item.text.clone()).collect()
    });
    let claims = content
        .profiles
        .pair
        .each_ref()
        .map(|profile| profile.claims().map(|said| said.text.to_owned()).collect::<Vec<_>>());
    let mut findings = vec![comparison("questions", "questions", names, &questions, GRADES.0)];
    findings.extend(too_long(content));
    findings.push(comparison("profiles", "claims", names, &claims, GRADES.1));
    findings
}

/// How long and how hard the texts of both fields are.
fn comparison(
    topic: &'static str,
    what: &str,
    [first, second]: [&str; 2],
    texts: &[Vec<String>; 2],
    highest_grade: f64,
) -> Finding {
    let [(a, one), (b, other)] = texts.each_ref().map(|texts| grade(texts));
    let [one_mean, other_mean] = [mean(one, texts[0].len()), mean(other, texts[1].len())];
    // Questions are read one by one, claims all together.
    let (lengths, text) = if topic == "questions" {
        let text = format!(
            "{what} have {one_mean:.1} words ({first}) and {other_mean:.1} words ({second}) on average"
        );
        ([one_mean, other_mean], text)
    } else {
        (
            [mean(one, 1), mean(other, 1)],
            format!("{what} have {one} words on {first} and {other} on {second}"),
        )
    };
    let text = format!("{text}, at school grade {a:.0} and {b:.0}");
    let shorter = lengths[0].min(lengths[1]);
    let is_graded = one.min(other) >= FEWEST_WORDS;
    let fix = if shorter > 0.0 && lengths[0].max(lengths[1]) / shorter - 1.0 > LONGER {
        "make both fields about as long: the longer one seems to matter more"
    } else if is_graded && (a - b).abs() > GRADES_APART {
        "make both fields as easy to read: people like the easier one better"
    } else if is_graded && a.max(b) > highest_grade {
        "use shorter words and sentences"
    } else {
        return Finding::ok(topic, text);
    };
    Finding::note(topic, text, fix)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
fn mean(sum: usize, count: usize) -> f64 {
    if count > 0 { sum as f64 / count as f64 } else { 0.0 }
}

/// What the smallest window would cut. Longer texts than questions scroll, and were measured when they were read.
fn too_long(content: &Content) -> Vec<Finding> {
    let instrument = &content.instrument;
    let (width, rows) = SMALLEST;
    let lines = |text: &str| wrap(text, width, "", "").len();
    let long = |what: &str, text: &str, most: usize, place: String| {
        let text = format!("{what} is too long for the smallest window: \"{text}\"");
        Finding::problem("questions", text, format!("shorten it to about {most} characters")).at(place)
    };
    let items = instrument.items.iter().filter(|item| lines(&item.text) > rows);
    let mut findings: Vec<Finding> = items
        .map(|item| long("a question", &item.text, width * (rows - 1), format!("[[item]] {}", item.id)))
        .collect();
    if lines(&instrument.stem) > 1 {
        findings.push(long("the stem", &instrument.stem, width, "[instrument] stem".to_owned()));
    }
    let options = instrument.options.iter().filter(|option| option.chars().count() > LABEL);
    findings
        .extend(options.map(|option| long("an answer", option, LABEL, "[instrument] options".to_owned())));
    if findings.is_empty() {
        findings.push(Finding::ok("questions", "every question fits a window of 40 columns and 12 rows"));
    }
    findings
}

/// The Flesch-Kincaid grade of some paragraphs, and how many words they have; 0 for none.
///
/// 0.39 words per sentence + 11.8 syllables per word - 15.59. A number counts as a word of one syllable.
pub fn grade(paragraphs: &[String]) -> (f64, usize) {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let ends = |word: &&str| word.ends_with(['.', '!', '?']) || word.ends_with(".)");
    let (mut sentences, mut words, mut syllable_count) = (0, 0, 0);
    for paragraph in paragraphs {
        let all: Vec<&str> = paragraph.split_whitespace().collect();
        for sentence in all.split_inclusive(ends) {
            let spoken: Vec<&str> = sentence.iter().copied().filter(is_word).collect();
            sentences += usize::from(!spoken.is_empty());
            words += spoken.len();
            let parts = spoken.iter().flat_map(|word| word.split('-'));
            let parts = parts.map(|part| part.trim_matches(|c: char| !c.is_alphabetic()));
            syllable_count +=
                parts.map(|part| if part.is_empty() { 1 } else { syllables(part) }).sum::<usize>();
        }
    }
    if words == 0 {
        return (0.0, 0);
    }
    (0.39 * mean(words, sentences) + 11.8 * mean(syllable_count, words) - 15.59, words)
}

/// Syllables of an English word, counted as readability formulas do: groups of vowels; a final silent e does not
/// count, nor does -ed unless after t or d, nor -es unless after a hissing sound; at least one.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let consonant_before = |ending: &str| {
        word.strip_suffix(ending).and_then(|stem| stem.chars().next_back()).filter(|&c| !is_vowel(c))
    };
    let silent = match (consonant_before("e"), consonant_before("ed"), consonant_before("es")) {
        // -le after a consonant is spoken: table, people.
        (Some(c), _, _) => c != 'l' || word.strip_suffix("le").is_some_and(|stem| stem.ends_with(is_vowel)),
        (_, Some(c), _) => !"td".contains(c),
        (_, _, Some(c)) => !"szxcgh".contains(c),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_spoken() {
        for (count, words) in [
            (1, "the you HIM care use codes charts moved a"),
            (2, "data table people wanted nurses program"),
            (3, "average hospital medical computer"),
            (4, "information"),
        ] {
            for word in words.split(' ') {
                assert_eq!(syllables(word), count, "{word}");
            }
        }
    }
}
