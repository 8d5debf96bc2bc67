//! Problems in content files, gathered and shown all at once, each with its place and its mend.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::SourceFile;

/// The questions' place among the files of [`Problems`].
pub(super) const QUESTIONS: usize = 0;
/// The profiles' place among the files of [`Problems`].
pub(super) const PROFILES: usize = 1;

/// After so many problems of one run the rest is only counted.
const SHOWN: usize = 100;

/// One thing wrong in a content file.
#[derive(Debug, Clone)]
pub struct Problem {
    file: usize,
    span: Range<usize>,
    /// What is wrong, in one line.
    pub title: String,
    /// What stands under the mark.
    pub label: String,
    /// How to mend it.
    pub help: String,
}

/// Gathers problems while several readers run.
#[derive(Debug, Default)]
pub(super) struct Log {
    problems: RefCell<Vec<Problem>>,
}

/// A log that knows which file is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileLog<'a> {
    log: &'a Log,
    file: usize,
}

impl Log {
    /// A log for one file.
    pub(super) fn of(&self, file: usize) -> FileLog<'_> {
        FileLog { log: self, file }
    }

    /// Everything gathered, in the order of files and places.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| (problem.file, problem.span.start));
        problems
    }
}

impl FileLog<'_> {
    /// Notes a problem at a place.
    pub(super) fn add(
        &self,
        span: &Range<usize>,
        title: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.log.problems.borrow_mut().push(Problem {
            file: self.file,
            span: span.clone(),
            title: title.into(),
            label: label.into(),
            help: help.into(),
        });
    }

    /// Whether this file has a problem so far.
    pub(super) fn has_problems(&self) -> bool {
        self.log.problems.borrow().iter().any(|problem| problem.file == self.file)
    }
}

/// All problems of the content files.
#[derive(Debug)]
pub struct Problems {
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
}

impl Problems {
    pub(super) fn new(files: Vec<SourceFile>, problems: Vec<Problem>) -> Self {
        Self { files, problems }
    }

    /// The problems, in the order of files and places.
    pub fn list(&self) -> &[Problem] {
        &self.problems
    }

    /// All problems with their lines marked, coloured where `colour` says so.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for problem in self.problems.iter().take(SHOWN) {
            let Some(file) = self.files.get(problem.file) else { continue };
            out += &renderer.render(&[self.group(problem, file)]);
            out += "\n\n";
        }
        let count = self.problems.len();
        if count > SHOWN {
            out += &format!("and {} more\n\n", count - SHOWN);
        }
        let noun = if count == 1 { "problem" } else { "problems" };
        out + &format!("{count} {noun} found; nothing was started")
    }

    fn group<'a>(&self, problem: &'a Problem, file: &'a SourceFile) -> Group<'a> {
        let span = clamp(&problem.span, file.text());
        Level::ERROR
            .primary_title(problem.title.as_str())
            .element(
                Snippet::source(file.text())
                    .path(file.name())
                    .annotation(AnnotationKind::Primary.span(span).label(problem.label.as_str())),
            )
            .element(Level::HELP.message(problem.help.as_str()))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// A span inside the text, on character boundaries, at most to the end of its first line: a mark under one
/// line says more than a bracket around ten.
fn clamp(span: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(span.start);
    let line_end =
        text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
    start..floor(span.end).clamp(start, line_end.max(start))
}
