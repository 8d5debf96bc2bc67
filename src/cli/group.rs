//! `career-fit group`: reads people from files and writes a report on them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, value_parser};

use super::args::output_format;
use super::files::{self, STANDARD};
use super::input::{InputArgs, Progress, name_in_messages, open};
use super::{help, today};
use crate::code::Codec;
use crate::content::Content;
use crate::group::{GroupFormat, GroupReport, MIN_GROUP, People, Settings, Source};
use crate::import::Keep;
use crate::text::printable;

/// Summarize a class
///
/// What many people like, without revealing anyone's answers: verdicts, the liking of each kind of work, the items liked
/// most and least, and where people differ. Reads codes, answers and results, any number of files.
#[derive(Debug, Args)]
#[command(after_long_help = help::GROUP)]
pub(super) struct Group {
    /// Result codes in a text, answer files, output of `score`, or a hand-in folder; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare groups: one for each combination of values in these columns; `file` is the file name
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    by: Vec<String>,
    /// Don't show groups smaller than N (minimum 5)
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = value_parser!(u64).range(MIN_GROUP..=1_000_000))]
    min: u64,
    /// Title of the report
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Output format [default: from the extension of --output, or text]
    #[arg(long, value_enum)]
    format: Option<GroupFormat>,
    /// Write to a new file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(content: &Content, args: &Group) -> Result<ExitCode> {
    let mut columns = HashSet::new();
    if let Some(column) = args.by.iter().find(|column| !columns.insert(column.to_lowercase())) {
        bail!("the column {column} is repeated in --by");
    }
    let format = output_format(args.format, args.output.as_deref(), GroupFormat::Text)?;
    let codec = Codec::new(content);
    let options = args.input.options(Keep::All);
    let mut people = People::new(content, &codec, &args.by, args.input.duplicates);
    for path in &args.files {
        let table = open(path, content, &codec, &options, name_in_messages(path, &args.files))?;
        let progress = Progress::new("Reading", table.size);
        let source = Source { path: &path.display().to_string(), name: &stem(path) };
        people.read(table, source, &|done| progress.set(done))?;
    }
    let mut notes = people.errors.report();
    let (excluded_rows, changes) = (people.excluded_rows, people.changes);
    let (groups, excluded, identical) = people.into_groups();
    if identical > 0 {
        let responses = if identical == 1 { "response is" } else { "responses are" };
        notes.push(format!(
            "note: {identical} {responses} identical to an earlier one: make sure that everyone answered only once"
        ));
    }
    let excluded_words = excluded_rows.words(&[
        (excluded.made_up, "code of an example person", "codes of example people"),
        (excluded.duplicates, "row with a duplicate id", "rows with a duplicate id"),
        (excluded.unreadable, "unreadable code or row", "unreadable codes or rows"),
    ]);
    if !excluded_words.is_empty() {
        notes.push(format!("excluded: {excluded_words}"));
    }
    for note in notes {
        // A closed standard error doesn't change the report.
        let _ = writeln!(io::stderr(), "{}", printable(&note));
    }
    let settings = Settings { title: args.title.clone(), date: today(), by: args.by.clone(), min: args.min };
    let Some(report) = GroupReport::new(content, settings, groups, excluded, changes) else {
        bail!("fewer than {} people answered enough questions: too few for a group report", args.min);
    };
    files::write(args.output.as_deref(), &report.render(content, format)?)?;
    Ok(ExitCode::from(u8::from(excluded.unreadable > 0)))
}

/// The name of a file or folder without its extension.
fn stem(path: &Path) -> String {
    if path == Path::new(STANDARD) {
        return "standard input".to_owned();
    }
    let absolute = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    absolute
        .file_stem()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
