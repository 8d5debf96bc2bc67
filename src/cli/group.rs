//! `career-fit group FILE...`: the picture of a group.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::files::STANDARD;
use super::telling::{Screen, Telling, watched};
use super::{answers, folder, help};
use crate::content::Content;
use crate::files;
use crate::group::{self, People, Source};
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
    #[command(flatten)]
    telling: Telling,
}

/// Reads everybody, then writes the picture.
pub(super) fn run(content: &Content, asked: &Group) -> Result<ExitCode> {
    for (place, column) in asked.by.iter().enumerate() {
        if asked.by.iter().take(place).any(|other| other.eq_ignore_ascii_case(column)) {
            bail!("the column {column} is named twice after --by: name it once");
        }
    }
    let format = asked.telling.format()?;
    let options = Options { keep: Keep::All, ..Options::default() };
    let mut people = People::new(content, &asked.by);
    let screen = Screen::new();
    let mut complain = |line: fmt::Arguments<'_>| screen.borrow_mut().complain(line);
    for path in &asked.files {
        if path.is_dir() {
            handed_in(&mut people, path, &mut complain)?;
        } else {
            let (shown, name) = (path.display().to_string(), stem(path));
            let answers = answers::Source::new(path, content, &options)?;
            let input = watched(&answers, &screen)?;
            people.read(Source { path: &shown, name: &name }, input, &mut complain)?;
        }
    }
    let left_out = people.left_out;
    asked.telling.write(&group::written(people, asked.telling.min, format)?)?;
    if left_out.words > 0 {
        complain(format_args!("{} without a code left out", counted(left_out.words, "line")));
    }
    if left_out.made_up > 0 {
        complain(format_args!(
            "{} left out",
            counted(left_out.made_up, "code of a made-up person").replace("persons", "people")
        ));
    }
    if left_out.unreadable == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!("{} could not be read and left out", counted(left_out.unreadable, "code or row")));
    Ok(ExitCode::from(1))
}

/// Files that were handed in, each with one code.
fn handed_in(people: &mut People<'_>, folder: &Path, complain: group::Complain<'_>) -> Result<()> {
    let name = stem(folder);
    for path in folder::files(folder)? {
        let shown = path.display().to_string();
        // Whoever may add to the folder may put anything there, which stops nobody else's answers.
        match files::open_ordinary(&path) {
            Ok(file) => people.read_one(Source { path: &shown, name: &name }, file, complain)?,
            Err(error) => {
                people.left_out.unreadable += 1;
                complain(format_args!("{error}"));
            }
        }
    }
    Ok(())
}

/// The name of a file or folder without its ending.
fn stem(path: &Path) -> String {
    if path == Path::new(STANDARD) {
        return "standard input".to_owned();
    }
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole.file_stem().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// "1 line", "3 lines", "2 codes or rows".
fn counted(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {}s", noun.replace(" or", "s or")) }
}
