//! What is asked: the instrument with its items, scales, areas and the constants of its scoring.
//!
//! Everything here is plain data that has been checked by [`crate::content`] before; nothing in this
//! module reads a file, a clock or a terminal. Items are known by their id, never by their text.

pub mod answers;
mod items;
pub mod response;
pub mod session;

pub use answers::{Answers, TieBreakers};
pub use items::{Area, Item, Items, ItemsError, MAX_ITEMS, MAX_SCALES, Scale};
pub use response::{Response, ResponseSet};
pub use session::{Progress, Session, Step};

use std::sync::Arc;

/// A questionnaire: the items in the order asked, what they measure, and how answers are scored.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Stable name of the questionnaire, such as `career-fit`.
    pub id: String,
    /// Version of the questions; it changes when a question or a key changes.
    pub version: String,
    /// What the quiz is called on its first screen.
    pub title: String,
    /// One or two sentences for the first screen: what the quiz is for.
    pub intro: String,
    /// What stands before every activity, such as "How much would you like to…".
    pub stem: String,
    /// About how long the core items take, in minutes.
    pub minutes: u32,
    /// The labels of the five responses, from strongly dislike (1) to strongly like (5).
    pub options: [String; Response::COUNT],
    /// The kinds of activity that are measured, in the order of the content file.
    pub scales: Vec<Arc<Scale>>,
    /// Core items in the order asked, then the tie-breakers in the order asked.
    pub items: Items,
    /// Words that a student may not know, each with its explanation.
    pub terms: Vec<Term>,
    /// The constants of the scoring.
    pub constants: Constants,
    /// What is known of these questions; `None` where nobody has tried them.
    pub evidence: Option<Evidence>,
}

/// What is known of a questionnaire from trying it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it was tried with, such as "trials with made-up people whose leaning was known".
    pub what: String,
    /// For how many people in 100 it named a path.
    pub named: i64,
    /// For how many in 100 of those it was the right one.
    pub right: i64,
    /// What was not tried.
    pub note: Option<String>,
    /// What was done so that neither side's questions read nicer.
    pub wording: Option<String>,
}

/// A word that a student may not know.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word itself, such as "EHR".
    pub name: String,
    /// Its spellings on the screen, the name among them.
    pub words: Vec<String>,
    /// What it means, in a line or two.
    pub means: String,
}

/// The constants of the scoring, from the `[scoring]` table of the questions.
///
/// Shipped values come from the method's simulation; they belong to the instrument because other
/// questions would need others.
#[derive(Debug, Clone, PartialEq)]
pub struct Constants {
    /// Prior guess of the variance within a scale, in squared steps of the response.
    pub prior_variance: f64,
    /// How many degrees of freedom that prior counts for.
    pub prior_df: f64,
    /// Variance of a scale's mean from one day to another, in squared steps.
    pub day_to_day: f64,
    /// Variance of true gaps between people, in squared steps.
    pub spread: f64,
    /// The gap of the average student in ten-thousandths of a step; 0 where a site has no norms.
    pub norm_gap: i32,
    /// From this confidence on (0.5 to 1) a path fits clearly.
    pub clear: f64,
    /// From this confidence on (0.5 to 1) a path leads; below it the tie-breakers are offered.
    pub lean: f64,
    /// Both paths liked at least this much (1 to 5), too close: both fit.
    pub both: f64,
    /// Both paths liked at most this much (1 to 5), too close: neither stands out.
    pub neither: f64,
}

impl Instrument {
    /// How many items everybody is asked.
    pub fn core_count(&self) -> usize {
        self.items.core()
    }

    /// How many items are asked only when it is too close.
    pub fn tie_breaker_count(&self) -> usize {
        self.items.len() - self.core_count()
    }

    /// The item at a place in the order asked.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// The place in the order asked of the item with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// The label of the area that an item is shown under.
    pub fn area_label<'a>(&self, item: &'a Item) -> &'a str {
        &item.scale.area.label
    }

    /// The label of a response.
    pub fn option(&self, response: Response) -> &str {
        response.of::<String>(&self.options)
    }

    /// The terms that occur as whole words in any of these texts, in the order of the content.
    pub fn terms_in<'a>(&'a self, texts: &[&str]) -> Vec<&'a Term> {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let found = |word: &String| texts.iter().any(|text| contains_word(text, &word.to_lowercase()));
        self.terms.iter().filter(|term| term.words.iter().any(found)).collect()
    }
}

/// Whether `word` stands in `text` with no letter or digit right before or after it.
fn contains_word(text: &str, word: &str) -> bool {
    let alone = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(start, found)| {
        let (before, rest) = text.split_at(start);
        alone(before.chars().next_back())
            && alone(rest.get(found.len()..).and_then(|after| after.chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::contains_word;

    #[test]
    fn words_are_found_whole_only() {
        assert!(contains_word("test a new ehr today", "ehr"));
        assert!(contains_word("ehr", "ehr"));
        assert!(!contains_word("their three", "ehr"));
        assert!(!contains_word("databases", "database"));
    }
}
