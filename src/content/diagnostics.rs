//! Problems in content files, collected and shown all at once, each with its place and how to fix it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::SourceFile;
use crate::text::{nearest, printable};

/// The index of the questions in the files of [`Problems`].
pub(super) const QUESTIONS: usize = 0;
/// The index of the profiles.
pub(super) const PROFILES: usize = 1;
/// The index of the wage table.
pub(super) const WAGES: usize = 2;

/// At most this many problems are shown; the others are only counted.
const SHOWN: usize = 100;
/// At most this many problems with the same wording are shown; of the others, the lines are named.
const ALIKE: usize = 5;
/// At most this many lines are named.
const LINES: usize = 10;
/// The maximum length of a mark, in bytes.
const MARK: usize = 60;

/// Names longer than this are truncated in messages.
const SHORT: usize = 60;
/// At most this many names are listed.
const LISTED: usize = 20;

/// One thing wrong in a content file.
#[derive(Debug, Clone)]
pub struct Problem {
    file: usize,
    span: Range<usize>,
    /// A related place, and the label under its mark.
    also: Option<(Range<usize>, &'static str)>,
    /// Whether it is a syntax error, so that the rest of the file can't be checked.
    is_syntax: bool,
    /// What is wrong, in one line.
    pub title: String,
    /// The label under the mark.
    pub label: String,
    /// How to fix it.
    pub help: String,
}

/// Collects problems while several files are read.
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
    /// The log for one file.
    pub(super) fn of(&self, file: usize) -> FileLog<'_> {
        FileLog { log: self, file }
    }

    /// All problems, in the order of files and places. A file with syntax errors has only those: whatever else seems
    /// wrong in it may be what could not be read.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        let unread = [QUESTIONS, PROFILES].map(|file| problems.iter().any(|p| p.is_syntax && p.file == file));
        problems.retain(|problem| problem.is_syntax || unread.get(problem.file) != Some(&true));
        problems.sort_by_key(|problem| (problem.file, problem.span.start));
        problems
    }
}

impl FileLog<'_> {
    /// Adds a problem at a place.
    pub(super) fn add(
        &self,
        span: &Range<usize>,
        title: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let [title, label, help] = [title.into(), label.into(), help.into()].map(|text| printable(&text));
        let problem =
            Problem { file: self.file, span: span.clone(), also: None, is_syntax: false, title, label, help };
        self.log.problems.borrow_mut().push(problem);
    }

    /// Adds a problem that another place has to do with.
    pub(super) fn add_with(
        &self,
        span: &Range<usize>,
        also: (&Range<usize>, &'static str),
        title: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(span, title, label, help);
        if let Some(problem) = self.log.problems.borrow_mut().last_mut() {
            problem.also = Some((also.0.clone(), also.1));
        }
    }

    /// Adds a syntax error.
    pub(super) fn add_syntax(&self, span: &Range<usize>, label: &str, help: &str) {
        self.add(span, "this can't be read as TOML", label, help);
        if let Some(problem) = self.log.problems.borrow_mut().last_mut() {
            problem.is_syntax = true;
        }
    }

    /// Whether this file has a problem so far.
    pub(super) fn has_problems(&self) -> bool {
        self.any(|_| true)
    }

    /// Whether this file has syntax errors.
    pub(super) fn has_syntax_errors(&self) -> bool {
        self.any(|problem| problem.is_syntax)
    }

    fn any(&self, is: impl Fn(&Problem) -> bool) -> bool {
        self.log.problems.borrow().iter().any(|problem| problem.file == self.file && is(problem))
    }

    /// Forgets the problems of this file. Returns whether there were any.
    pub(super) fn clear(&self) -> bool {
        let had_problems = self.has_problems();
        self.log.problems.borrow_mut().retain(|problem| problem.file != self.file);
        had_problems
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

    /// The problems, each with its place: file, line.
    pub fn places(&self) -> impl Iterator<Item = (String, &Problem)> {
        let place = |problem: &Problem| {
            let file = self.files.get(problem.file)?;
            Some(format!("{}, line {}", file.name(), line_of(problem.span.start, file.text())))
        };
        self.problems.iter().map(move |problem| (place(problem).unwrap_or_default(), problem))
    }

    /// All problems with their lines and marks.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        let shown = self.shown();
        for &(problem, ref more) in shown.iter().take(SHOWN) {
            let Some(file) = self.files.get(problem.file) else { continue };
            let also = (!more.is_empty()).then(|| same_in(more, file.text()));
            out += &renderer.render(&[group(problem, file.name(), &inert(file.text()), also.as_deref())]);
            out += "\n\n";
        }
        let hidden: usize = shown.iter().skip(SHOWN).map(|(_, more)| 1 + more.len()).sum();
        if hidden > 0 {
            out += &format!("and {hidden} more\n\n");
        }
        out + &self.summary()
    }

    /// The problems to show, each with the places of others with the same wording.
    fn shown(&self) -> Vec<(&Problem, Vec<&Range<usize>>)> {
        let mut shown: Vec<(&Problem, Vec<&Range<usize>>)> = Vec::new();
        // The count of this wording, and the index of the last one shown.
        let mut alike: HashMap<(usize, &str, &str), (usize, usize)> = HashMap::new();
        for problem in &self.problems {
            let wording = (problem.file, problem.title.as_str(), problem.help.as_str());
            let (count, last) = alike.entry(wording).or_default();
            *count += 1;
            if *count <= ALIKE || problem.is_syntax {
                *last = shown.len();
                shown.push((problem, Vec::new()));
            } else if let Some((_, more)) = shown.get_mut(*last) {
                more.push(&problem.span);
            }
        }
        shown
    }

    fn summary(&self) -> String {
        let count = self.problems.len();
        let (noun, them) = if count == 1 { ("problem", "it") } else { ("problems", "them") };
        let mut out = format!("{count} {noun} found; nothing was started");
        for (index, file) in self.files.iter().enumerate() {
            if self.problems.iter().any(|problem| problem.is_syntax && problem.file == index) {
                out += &format!("\nthe rest of {} is checked when you have fixed {them}", file.name());
            }
        }
        out
    }
}

fn group<'a>(problem: &'a Problem, name: &'a str, text: &'a str, also: Option<&'a str>) -> Group<'a> {
    let mark = AnnotationKind::Primary.span(clamp(&problem.span, text)).label(problem.label.as_str());
    let other = problem
        .also
        .iter()
        .map(|(span, label)| AnnotationKind::Context.span(clamp(span, text)).label(*label));
    Level::ERROR
        .primary_title(problem.title.as_str())
        .element(Snippet::source(text).path(name).annotation(mark).annotations(other))
        .elements(also.map(|also| Level::NOTE.message(also)))
        .element(Level::HELP.message(problem.help.as_str()))
}

/// A file's text without the control characters of two bytes, which the renderer passes through and some terminals
/// interpret. The places in the text don't change.
fn inert(text: &str) -> Cow<'_, str> {
    let acts = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if text.contains(acts) { Cow::Owned(text.replace(acts, "??")) } else { Cow::Borrowed(text) }
}

/// The line number of a place, from 1.
fn line_of(start: usize, text: &str) -> usize {
    1 + text.as_bytes().iter().take(start).filter(|&&byte| byte == b'\n').count()
}

/// The line numbers of these places, in words.
fn same_in(places: &[&Range<usize>], text: &str) -> String {
    let line = |place: &&Range<usize>| line_of(place.start, text).to_string();
    let named: Vec<String> = places.iter().take(LINES).map(line).collect();
    let noun = if places.len() == 1 { "line" } else { "lines" };
    let rest = places.len().saturating_sub(LINES);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("the same in {noun} {}{rest}", named.join(", "))
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

/// The part of a span that is on its first line and not too long, on character boundaries: a short mark says more than
/// a bracket around ten lines.
fn clamp(span: &Range<usize>, text: &str) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(span.start);
    let line_end =
        text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
    start..floor(span.end.min(start + MARK)).clamp(start, line_end.max(start))
}

/// "did you mean" if a name is similar, or else the known names.
pub(super) fn suggest(word: &str, known: &[&str]) -> String {
    if let Some(near) = nearest(word, known) {
        return format!("did you mean `{near}`?");
    }
    let mut known = known.to_vec();
    known.dedup();
    format!("there is: {}", list(&known, ", "))
}

/// The first names, truncated if they are long.
pub(super) fn list(names: &[&str], between: &str) -> String {
    let mut listed: Vec<String> = names.iter().take(LISTED).map(|name| short(name)).collect();
    if names.len() > LISTED {
        listed.push("…".to_owned());
    }
    listed.join(between)
}

/// A name for a message, truncated if it is long.
pub(super) fn short(name: &str) -> String {
    let mut chars = name.chars();
    let start: String = chars.by_ref().take(SHORT).collect();
    if chars.next().is_some() { start + "…" } else { start }
}

/// How to fix a syntax error, by the parser's message and the text around it.
pub(super) fn syntax_help(message: &str, text: &str, at: usize) -> String {
    let (before, after) = text.split_at(at.min(text.len()));
    let is_line_end = after.trim_start_matches([' ', '\r']).starts_with('\n') || after.is_empty();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["duplicate key"]) {
        let header = before.lines().rev().find(|line| line.trim_start().starts_with('['));
        return match header.map(str::trim).filter(|header| header.starts_with("[[")) {
            Some(header) => format!(
                "if another {0} begins here, write {0} on a line of its own above it; otherwise remove one of the two lines",
                short(header)
            ),
            None => "this name is used twice: remove one of the two lines".to_owned(),
        };
    }
    let help = if says(&["escape"]) {
        "write a backslash as \\\\"
    } else if says(&["visible characters"]) {
        "remove the control character"
    } else if says(&["string, expected `\"`"]) {
        "the text has no closing quote: write it \"like this\""
    } else if says(&["unquoted key"]) {
        "a line has the form: name = value, and the name has letters, digits, _ and - only"
    } else if says(&["string values"]) && is_line_end {
        "a value is missing after ="
    } else if says(&["quote", "string"]) {
        "write a text between two straight quotes: \"like this\""
    } else if says(&["array table", "unclosed table", "table open"]) {
        "close the brackets: [name], or [[name]] for one of several"
    } else if says(&["array"]) {
        "write a list between [ and ], with commas between its parts: look here and in the lines before"
    } else if says(&["inline table"]) {
        "write the values between { and }, with commas between them"
    } else if says(&["key or value"]) {
        "a line has the form: name = value; a text is in quotes, a number has no $ and no comma"
    } else if says(&["`=`", "value", "key"]) {
        "a line has the form: name = value"
    } else {
        "compare it with the same place in the built-in file"
    };
    help.to_owned()
}
