//! Whether the texts are short, easy, different from each other, and alike on both sides.

use super::{Finding, grade};
use crate::content::{Content, Profile};
use crate::instrument::Item;
use crate::scoring::Side;
use crate::text::wrap;

const TOPIC: &str = "words";
/// The columns of the smallest window that hold text, and the rows that an activity may take there.
const SMALLEST: (usize, usize) = (38, 4);
/// The most characters of an answer's label: the number before it and the mark behind it need the rest.
const LABEL: usize = 20;
/// The fewest and the most words of an activity.
const WORDS: (usize, usize) = (4, 14);
/// The school grade that questions, and what is said of a path, may read at.
const GRADES: (f64, f64) = (8.0, 9.0);
/// The two sides' grades may lie so far apart.
const GRADES_APART: f64 = 1.5;
/// One side's texts may be longer by this part.
const LONGER: f64 = 0.1;
/// One side's lists may hold so many claims more.
const MORE_CLAIMS: usize = 2;
/// Under so many words, a grade says nothing.
const FEWEST_WORDS: usize = 40;
/// Two activities that share this part of their words are nearly the same.
const ALIKE: f64 = 0.6;

pub(super) fn findings(content: &Content) -> Vec<Finding> {
    let mut findings = vec![questions(content)];
    findings.extend(content.instrument.items.iter().filter_map(shape));
    findings.extend(fits(content));
    findings.extend(doubles(content));
    findings.push(paths(content));
    findings.extend(lists(content));
    findings
}

/// How long and how hard the texts of both sides are.
struct Sides {
    names: [String; 2],
    /// Words a text.
    words: [f64; 2],
    grades: [f64; 2],
    /// All words of a side.
    all: [usize; 2],
}

impl Sides {
    fn new(content: &Content, texts: &[Vec<String>; 2]) -> Self {
        let graded = texts.each_ref().map(|texts| grade(texts));
        let counts = texts.each_ref().map(Vec::len);
        let ([(a, one), (b, other)], [first, second]) = (graded, counts);
        Self {
            names: content.profiles.pair.each_ref().map(|profile| profile.short.clone()),
            words: [mean(one, first), mean(other, second)],
            grades: [a, b],
            all: [one, other],
        }
    }

    /// By which part one of two figures is larger.
    fn longer([one, other]: [f64; 2]) -> f64 {
        if one.min(other) > 0.0 { one.max(other) / one.min(other) - 1.0 } else { 0.0 }
    }

    fn are_graded(&self) -> bool {
        self.all.iter().all(|words| *words >= FEWEST_WORDS)
    }

    /// Why they are not alike, or too hard; `None` where they are fine.
    fn complaint(&self, longer: f64, most: f64) -> Option<&'static str> {
        let [one, other] = self.grades;
        if longer > LONGER {
            Some("make both sides about as long: the longer one seems to matter more")
        } else if self.are_graded() && (one - other).abs() > GRADES_APART {
            Some("make both sides as easy to read: the easier one is liked better")
        } else if self.are_graded() && one.max(other) > most {
            Some("use shorter words and sentences")
        } else {
            None
        }
    }

    fn finding(&self, text: String, longer: f64, most: f64) -> Finding {
        match self.complaint(longer, most) {
            Some(mend) => Finding::note(TOPIC, text, mend),
            None => Finding::fine(TOPIC, text),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
fn mean(sum: usize, count: usize) -> f64 {
    if count > 0 { sum as f64 / count as f64 } else { 0.0 }
}

/// Both sides' questions next to each other.
fn questions(content: &Content) -> Finding {
    let of = |side| {
        let is_it = |item: &&Item| content.contrast.side(item.scale.place) == Some(side);
        content.instrument.items.iter().filter(is_it).map(|item| item.text.clone()).collect()
    };
    let sides = Sides::new(content, &Side::BOTH.map(of));
    let ([first, second], [one, other], [a, b]) = (&sides.names, sides.words, sides.grades);
    let text = format!(
        "questions have {one:.1} words ({first}) and {other:.1} words ({second}) on average, and read at school \
         grade {a:.0} and {b:.0}"
    );
    sides.finding(text, Sides::longer(sides.words), GRADES.0)
}

/// All that is said of each path.
fn paths(content: &Content) -> Finding {
    let texts = |profile: &Profile| profile.claims().map(|said| said.text.to_owned()).collect();
    let sides = Sides::new(content, &content.profiles.pair.each_ref().map(texts));
    let ([first, second], [one, other], [a, b]) = (&sides.names, sides.all, sides.grades);
    let text = format!(
        "the result says {one} words of {first} and {other} of {second}, at school grade {a:.0} and {b:.0}"
    );
    sides.finding(text, Sides::longer(sides.all.map(|words| mean(words, 1))), GRADES.1)
}

/// Whether an activity ends the sentence of the stem, shortly.
fn shape(item: &Item) -> Option<Finding> {
    let count = item.text.split_whitespace().count();
    let (fewest, most) = WORDS;
    let is_sentence =
        item.text.starts_with(char::is_uppercase) && !item.text.starts_with(|c: char| c.is_numeric());
    let (what, mend) = if !(fewest..=most).contains(&count) {
        (format!("has {count} words"), format!("write {fewest} to {most} words"))
    } else if item.text.ends_with(['.', '!', '?']) {
        ("ends with a mark".to_owned(), "leave it out: it ends a sentence that the stem begins".to_owned())
    } else if is_sentence {
        let mend = "begin with a small letter, unless it is a name: it ends a sentence that the stem begins";
        ("begins with a capital letter".to_owned(), mend.to_owned())
    } else {
        return None;
    };
    let text = format!("a question {what}: \"{}\"", item.text);
    Some(Finding::note(TOPIC, text, mend).at(format!("[[item]] {}", item.id)))
}

/// What the smallest window would cut. Longer texts than those of questions scroll, and were measured when read.
fn fits(content: &Content) -> Vec<Finding> {
    let instrument = &content.instrument;
    let (width, rows) = SMALLEST;
    let lines = |text: &str| wrap(text, width, "", "").len();
    let mut findings: Vec<Finding> = Vec::new();
    for item in instrument.items.iter().filter(|item| lines(&item.text) > rows) {
        let text = format!("a question is too long for the smallest window: \"{}\"", item.text);
        let mend = format!("shorten it to about {} characters", width * (rows - 1));
        findings.push(Finding::problem(TOPIC, text, mend).at(format!("[[item]] {}", item.id)));
    }
    if lines(&instrument.stem) > 1 {
        let text = format!("the stem is too long for the smallest window: \"{}\"", instrument.stem);
        let mend = format!("shorten it to {width} characters");
        findings.push(Finding::problem(TOPIC, text, mend).at("[instrument] stem"));
    }
    for option in instrument.options.iter().filter(|option| option.chars().count() > LABEL) {
        let text = format!("an answer is too long for the smallest window: \"{option}\"");
        let mend = format!("shorten it to {LABEL} characters");
        findings.push(Finding::problem(TOPIC, text, mend).at("[instrument] options"));
    }
    if findings.is_empty() {
        findings.push(Finding::fine(TOPIC, "every question fits a window of 40 columns and 12 rows"));
    }
    findings
}

/// The words of a text, in small letters and without marks.
fn words(text: &str) -> Vec<String> {
    let word =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> =
        text.split_whitespace().map(word).filter(|word: &String| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Activities that say the same, or nearly.
fn doubles(content: &Content) -> Vec<Finding> {
    let read: Vec<(&Item, Vec<String>)> =
        content.instrument.items.iter().map(|item| (item, words(&item.text))).collect();
    let mut findings = Vec::new();
    for (at, (item, one)) in read.iter().enumerate() {
        for (earlier, other) in read.iter().take(at) {
            let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
            let alike = mean(shared, one.len() + other.len() - shared);
            if alike < ALIKE {
                continue;
            }
            let place = format!("[[item]] {} and {}", earlier.id, item.id);
            let texts = format!("\"{}\" and \"{}\"", earlier.text, item.text);
            findings.push(if alike >= 1.0 {
                let text = format!("two questions are the same: {texts}");
                Finding::problem(TOPIC, text, "write another activity for one of them").at(place)
            } else {
                let text = format!("two questions are nearly the same: {texts}");
                Finding::note(TOPIC, text, "let each name an activity of its own").at(place)
            });
        }
    }
    findings
}

/// Lists of one path that the other has not, or has much less of.
fn lists(content: &Content) -> Vec<Finding> {
    let [first, second] = &content.profiles.pair;
    let more = |profile: &Profile| {
        let counts =
            [profile.occupations.len(), profile.pay.len(), profile.outlook.len(), profile.titles.len()];
        ["occupation", "pay", "outlook", "title"].into_iter().zip(counts)
    };
    let of = |profile: &Profile| -> Vec<(&'static str, usize)> {
        profile.lists().map(|(name, claims)| (name, claims.len())).into_iter().chain(more(profile)).collect()
    };
    let differ = |((name, one), (_, other)): ((&'static str, usize), (_, usize))| {
        let is_one_sided = (one == 0) != (other == 0);
        (is_one_sided || one.abs_diff(other) > MORE_CLAIMS).then(|| {
            let text =
                format!("{} has {one} [[profile.{name}]] and {} has {other}", first.short, second.short);
            Finding::note(TOPIC, text, "say about as much of both, so that neither looks richer")
        })
    };
    of(first).into_iter().zip(of(second)).filter_map(differ).collect()
}
