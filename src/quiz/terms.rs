//! The terms that are explained, of those that somebody sees at the moment.

use super::Quiz;
use crate::instrument::{Step, Term};

impl Quiz {
    /// The terms in what the present step shows, in the order of the content. Only the front end knows what it shows
    /// of a result; it is asked for that there.
    pub fn terms_in_view(&self, of_the_result: impl FnOnce() -> Vec<String>) -> Vec<&Term> {
        let instrument = &self.content.instrument;
        let shown: Vec<String> = match self.session.step() {
            Step::Welcome => vec![instrument.title.clone(), instrument.intro.clone()],
            Step::Question => instrument.item(self.session.at()).map_or_else(Vec::new, |item| {
                vec![instrument.area_label(item).to_owned(), item.text.clone()]
            }),
            Step::Offer => Vec::new(),
            Step::Review => {
                instrument.items.iter().take(self.session.len()).map(|item| item.text.clone()).collect()
            }
            Step::Result => of_the_result(),
        };
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        instrument.terms_in(&shown)
    }
}
