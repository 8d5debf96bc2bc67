//! The result of a quiz: its parts, what moved since the last one, what can still be done, and what stays of it.

use std::borrow::Cow;

use anyhow::Result;

use super::{Outcome, Quiz};
use crate::code;
use crate::content::Wages;
use crate::instrument::TieBreakers;
use crate::report::{self, Chapter, Date, Extras, Format, Headline, Part, Tab};

impl Quiz {
    /// What comes of the answers as they are, from when the result is reached until one of them changes.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// The first thing on the result; `None` before there is one.
    pub fn headline(&self) -> Option<&Headline> {
        self.outcome().map(|outcome| outcome.headline(&self.content))
    }

    /// What comes of the answers as they are, at any time.
    pub(super) fn outcome_now(&self) -> Cow<'_, Outcome> {
        let make = || Outcome::new(&self.content, self.session.answers().clone(), self.session.times());
        self.outcome().map_or_else(|| Cow::Owned(make()), Cow::Borrowed)
    }

    /// What the last finished quiz came to, in words; `None` where there is none.
    pub fn last_time(&self) -> Option<String> {
        let last = Outcome::new(&self.content, self.earlier.last.clone()?, &[]);
        Some(format!("Last time: {}.", last.headline(&self.content).verdict))
    }

    /// The code of an earlier quiz that was finished.
    pub fn earlier_code(&self) -> Option<String> {
        let earlier = self.earlier().filter(|earlier| earlier.seen_result())?;
        Some(code::encode(&self.content, earlier.answers()))
    }

    /// A chapter of the result; the first also says what moved since the last time. `None` before there is a result.
    pub fn chapter(&self, tab: Tab) -> Option<Chapter> {
        let facts = self.outcome()?.facts(&self.content);
        let mut chapter = report::chapter(tab, &facts, Some(&self.wages()));
        if tab == Tab::Glance {
            chapter.parts.extend(self.since_last());
        }
        Some(chapter)
    }

    /// What moved since the last finished quiz; nothing without one.
    fn since_last(&self) -> Option<Part> {
        let (last, now) = (self.earlier.last.as_ref()?, self.outcome()?);
        let last = Outcome::new(&self.content, last.clone(), &[]);
        report::since(&last.facts(&self.content), &now.facts(&self.content))
    }

    /// That tie-breakers were declined that may still settle it; `None` where there is nothing of the kind.
    pub fn left_out(&self) -> Option<String> {
        let is_too_close = self.outcome()?.assessment.verdict.is_too_close();
        let count = self.content.instrument.tie_breaker_count();
        (is_too_close && self.session.tie_breakers() == TieBreakers::Declined)
            .then(|| format!("You left out {count} questions that may settle it."))
    }

    /// The wage table, with the place of this quiz.
    pub fn wages(&self) -> Wages {
        self.content.wages(self.place)
    }

    /// The answers as they are, written as a report; `answers` says whether each of them stands in it.
    ///
    /// # Errors
    /// Where the answers can't become JSON.
    pub fn report(&self, format: Format, answers: bool) -> Result<Vec<u8>> {
        let (wages, extras) = (self.wages(), Extras { date: self.date(), answers });
        Ok(self.outcome_now().report(&self.content, format, Some(&wages), extras)?)
    }

    /// What a file of the result is called at first, with the day and what it came to:
    /// "career-fit-2026-11-24-hi.html".
    pub fn file_name(&self, format: Format) -> String {
        let date = self.date().map_or_else(String::new, |date| format!("-{date}"));
        format!("career-fit{date}-{}.{}", self.outcome_now().brief(&self.content), format.extension())
    }

    /// What day it is; `None` where nobody said.
    fn date(&self) -> Option<Date> {
        self.today.map(|today| today())
    }

    /// What stays in the terminal after leaving, of the answers as they are then; `None` where no result was seen.
    pub fn summary(&self, width: usize) -> Option<String> {
        self.session.seen_result().then(|| self.outcome_now().summary(&self.content, width))
    }
}
