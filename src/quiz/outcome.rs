//! The outcome of a quiz: its answers, their assessment, and their code.

use std::cell::OnceCell;
use std::time::Duration;

use crate::code::Codec;
use crate::content::{Content, Wages};
use crate::instrument::Answers;
use crate::report::{self, Extras, Facts, Format, Headline};
use crate::scoring::{Assessment, score};

/// The outcome of a quiz. The same answers always have the same outcome.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub answers: Answers,
    pub assessment: Assessment,
    /// The result code of the answers.
    pub code: String,
    /// Built on first use, since scoring a file never needs it.
    headline: OnceCell<Headline>,
}

impl Outcome {
    /// Scores answers. `times` says how long each took, by place in the order asked; empty if unknown.
    pub fn new(content: &Content, answers: Answers, times: &[Option<Duration>]) -> Self {
        Self::with_codec(content, &Codec::new(content), answers, times)
    }

    /// As [`Outcome::new`], for many: `codec` is that of the content.
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

    /// The facts that reports are built from. `content` is the content that was answered, here and below.
    pub fn facts<'a>(&'a self, content: &'a Content) -> Facts<'a> {
        Facts { content, answers: &self.answers, assessment: &self.assessment, code: &self.code }
    }

    /// The top of the result.
    pub fn headline(&self, content: &Content) -> &Headline {
        self.headline.get_or_init(|| Headline::new(&self.facts(content)))
    }

    /// The whole report in a format.
    ///
    /// # Errors
    /// If the facts can't be written as JSON.
    pub fn report(
        &self,
        content: &Content,
        format: Format,
        wages: Option<&Wages>,
        extras: Extras,
    ) -> serde_json::Result<Vec<u8>> {
        report::render(format, &self.facts(content), wages, extras)
    }

    /// The result in one word: the id of the named field, or the verdict.
    pub fn brief<'a>(&self, content: &'a Content) -> &'a str {
        let verdict = self.assessment.verdict;
        verdict.side().map_or(verdict.name(), |side| &content.profiles.on(side).id)
    }

    /// The result in at most 20 lines of plain text, wrapped to `width` columns.
    pub fn summary(&self, content: &Content, wages: Option<&Wages>, width: usize) -> String {
        report::summary(&self.facts(content), wages, &self.code, width)
    }
}

/// Scores answers.
pub(crate) fn assess(content: &Content, answers: &Answers, times: &[Option<Duration>]) -> Assessment {
    score(&content.instrument, &content.contrast, &answers.responses, times)
}
