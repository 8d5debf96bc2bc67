//! What comes of a quiz: the answers, what follows from them, how it is told, and its code.

use std::cell::OnceCell;
use std::time::Duration;

use crate::code::Codec;
use crate::content::{Content, Wages};
use crate::instrument::Answers;
use crate::report::{self, Extras, Facts, Format, Headline};
use crate::scoring::{Assessment, score};

/// What comes of a quiz. It is made from answers once, and the same answers always make the same.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The answers.
    pub answers: Answers,
    /// What follows from them.
    pub assessment: Assessment,
    /// Their code.
    pub code: String,
    /// Told when it is first asked for: a file of thousands never asks.
    headline: OnceCell<Headline>,
}

impl Outcome {
    /// Scores answers to some content. `times` says how long each took, by place in the order asked; empty where that
    /// is not known.
    pub fn new(content: &Content, answers: Answers, times: &[Option<Duration>]) -> Self {
        Self::with_codec(content, &Codec::new(content), answers, times)
    }

    /// The same for one of many: `codec` is that of the content, made once for all of them.
    pub fn with_codec(
        content: &Content,
        codec: &Codec,
        answers: Answers,
        times: &[Option<Duration>],
    ) -> Self {
        let assessment = assess(content, &answers, times);
        let code = codec.encode(&answers);
        Self { answers, assessment, code, headline: OnceCell::new() }
    }

    /// What a report is told from. `content` is that which was answered, here and below.
    pub fn facts<'a>(&'a self, content: &'a Content) -> Facts<'a> {
        Facts { content, answers: &self.answers, assessment: &self.assessment, code: &self.code }
    }

    /// The first thing on it.
    pub fn headline(&self, content: &Content) -> &Headline {
        self.headline.get_or_init(|| Headline::new(&self.facts(content)))
    }

    /// The whole of it written in a format. `wages` is needed for what is told of pay.
    ///
    /// # Errors
    /// Where the facts can't become JSON.
    pub fn report(
        &self,
        content: &Content,
        format: Format,
        wages: Option<&Wages>,
        extras: Extras,
    ) -> serde_json::Result<Vec<u8>> {
        report::render(format, &self.facts(content), wages, extras)
    }

    /// What it came to in a short word: the id of the path that is named, or the verdict.
    pub fn brief<'a>(&self, content: &'a Content) -> &'a str {
        let verdict = self.assessment.verdict;
        verdict.side().map_or(verdict.name(), |side| &content.profiles.on(side).id)
    }

    /// The whole of it in at most 20 lines of plain text, for the terminal after leaving. No line is wider than
    /// `width` columns, so that the terminal breaks no word.
    pub fn summary(&self, content: &Content, width: usize) -> String {
        report::summary(&self.facts(content), &self.code, width)
    }
}

/// What follows from answers.
pub(super) fn assess(content: &Content, answers: &Answers, times: &[Option<Duration>]) -> Assessment {
    score(&content.instrument, &content.contrast, &answers.responses, times)
}
