//! TOML that is broken: what the parser says of it, cut down to what somebody has to mend.

use toml::Spanned;
use toml::de::DeTable;

use crate::content::problem::FileLog;

/// Parses a document. Syntax errors are noted; what could be read comes back all the same.
pub(crate) fn parse<'a>(text: &'a str, log: &FileLog<'_>) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or(0..0), error)).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut last_end = None;
    for (span, error) in errors {
        if !last_end.is_some_and(|last| follows(text, last, span.start)) {
            let at_end = text
                .get(span.start..)
                .is_none_or(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
            log.add_syntax(&span, error.message(), help(error.message(), at_end));
        }
        last_end = last_end.max(Some(span.end));
    }
    table
}

/// Whether no whole line of content stands between two errors: the later one is then an echo of the earlier, as
/// after a bracket that is never closed.
fn follows(text: &str, last: usize, next: usize) -> bool {
    let between = text.get(last.min(next)..next).unwrap_or_default();
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        let content = line.trim();
        if lines.peek().is_some() && !content.is_empty() && !content.starts_with('#') {
            return false;
        }
    }
    true
}

/// How to mend it, by what the parser says and whether it says so at the end of a line.
fn help(message: &str, at_end: bool) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["duplicate key"]) {
        "this name stands here twice: remove one of the two lines"
    } else if says(&["escape"]) {
        "write a backslash as \\\\"
    } else if says(&["visible characters"]) {
        "remove the control character"
    } else if says(&["string, expected `\"`"]) {
        "the text has no closing quote: write it \"like this\""
    } else if says(&["unquoted key"]) {
        "a line reads: name = value, and the name holds letters, digits, _ and - only"
    } else if says(&["string values"]) && at_end {
        "a value is missing after ="
    } else if says(&["quote", "string"]) {
        "a text stands between two straight quotes: \"like this\""
    } else if says(&["array table", "unclosed table", "table open"]) {
        "close the brackets: [name], or [[name]] for one of several"
    } else if says(&["array"]) {
        "a list stands between [ and ], its parts between commas: look here and in the lines before"
    } else if says(&["inline table"]) {
        "the values stand between { and }, with commas between them"
    } else if says(&["key or value"]) {
        "a line reads: name = value; a text stands in quotes, a number has no $ and no comma"
    } else if says(&["`=`", "value", "key"]) {
        "a line reads: name = value"
    } else {
        "compare it with the same place in the file that comes with career-fit"
    }
}
