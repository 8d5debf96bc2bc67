//! `career-fit group`: reads people from files and writes a report on them.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, value_parser};

use super::args::output_format;
use super::files::{self, STANDARD};
use super::telling::{Screen, watched};
use super::{answers, folder, help, today};
use crate::content::Content;
use crate::files::open_ordinary;
use crate::group::{self, GroupFormat, GroupReport, MIN_GROUP, People, Settings, Source};
use crate::rows::{Keep, Options};

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
}

pub(super) fn run(content: &Content, args: &Group) -> Result<ExitCode> {
    let mut columns = HashSet::new();
    if let Some(column) = args.by.iter().find(|column| !columns.insert(column.to_lowercase())) {
        bail!("the column {column} is repeated in --by");
    }
    let format = output_format(args.format, args.output.as_deref(), GroupFormat::Text)?;
    let options = Options { keep: Keep::All, ..Options::default() };
    let mut people = People::new(content, &args.by);
    let screen = Screen::new();
    let mut complain = |line: fmt::Arguments<'_>| screen.borrow_mut().complain(line);
    for path in &args.files {
        if path.is_dir() {
            handed_in(&mut people, path, &mut complain)?;
        } else {
            let (shown, name) = (path.display().to_string(), stem(path));
            let answers = answers::Source::new(path, content, &options)?;
            let input = watched(&answers, &screen)?;
            people.read(Source { path: &shown, name: &name }, input, &mut complain)?;
        }
    }
    let (excluded, changes, identical) = (people.excluded, people.changes, people.identical);
    let settings = Settings { title: args.title.clone(), date: today(), by: args.by.clone(), min: args.min };
    let Some(report) = GroupReport::new(content, settings, people.into_groups(), excluded, changes) else {
        bail!("fewer than {} people answered enough questions: too few for a group report", args.min);
    };
    files::write(args.output.as_deref(), &report.render(content, format)?)?;
    if identical > 0 {
        complain(format_args!(
            "note: {} identical to an earlier one: make sure that everyone answered only once",
            counted(identical, "response is", "responses are")
        ));
    }
    if excluded.words > 0 {
        complain(format_args!(
            "excluded: {}",
            counted(excluded.words, "line without a code", "lines without a code")
        ));
    }
    if excluded.made_up > 0 {
        complain(format_args!(
            "excluded: {}",
            counted(excluded.made_up, "code of an example person", "codes of example people")
        ));
    }
    if excluded.unreadable == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!(
        "excluded: {}",
        counted(excluded.unreadable, "unreadable code or row", "unreadable codes or rows")
    ));
    Ok(ExitCode::from(1))
}

/// Reads a folder of files with one code each.
fn handed_in(people: &mut People<'_>, folder: &Path, complain: group::Complain<'_>) -> Result<()> {
    let name = stem(folder);
    for path in folder::files(folder)? {
        let shown = path.display().to_string();
        // Anyone may add anything to the folder, which must not prevent the others from being read.
        match open_ordinary(&path) {
            Ok(file) => people.read_one(Source { path: &shown, name: &name }, file, complain)?,
            Err(error) => {
                people.excluded.unreadable += 1;
                complain(format_args!("{error}"));
            }
        }
    }
    Ok(())
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

/// "1 line", "3 lines".
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
