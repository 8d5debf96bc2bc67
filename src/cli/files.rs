//! Input and output files of the commands; `-` is standard input or output.

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::content::{Content, PROFILES, QUESTIONS, SourceFile};
use crate::files::{self, NewFile};
use crate::signals;
use crate::text::printable;

/// The name of standard input or output.
pub(super) const STANDARD: &str = "-";

/// Writes to standard output, or to a new file, which is complete or absent even after an interruption.
pub(super) fn write(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = output.filter(|path| *path != Path::new(STANDARD)) else {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(bytes).and_then(|()| stdout.flush()).context("can't write the result");
    };
    remove_partial_files_on_signals();
    files::write(path, bytes, false)?;
    let _ = writeln!(io::stderr(), "{}", printable(&format!("Wrote {}", path.display())));
    Ok(())
}

/// If signals can't be handled, an interruption may leave a partial file; that is no reason to stop.
fn remove_partial_files_on_signals() {
    let _ = signals::before_interruption(files::remove_unfinished);
}

/// A new file that appears under its name only when it is complete.
pub(super) fn new_file(path: &Path) -> Result<NewFile> {
    remove_partial_files_on_signals();
    Ok(NewFile::new(path, false)?)
}

/// Opens a file or standard input.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new(STANDARD) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(files::open(path)?))
}

/// Reads and validates the content; files that aren't given are the built-in ones.
pub(super) fn load(
    questions: Option<&Path>,
    profiles: Option<&Path>,
    wages: Option<&Path>,
) -> Result<Content> {
    let read = |path: &Path| SourceFile::read(&path.display().to_string(), open(path)?);
    let questions = match questions {
        Some(path) => read(path)?,
        None => SourceFile::built_in("questions.toml", QUESTIONS),
    };
    let profiles = match profiles {
        Some(path) => read(path)?,
        None => SourceFile::built_in("profiles.toml", PROFILES),
    };
    let wages = wages.map(read).transpose()?;
    Ok(Content::load_all(questions, profiles, wages)?)
}
