//! Files of the command line: `-` is standard input or output, and what is written is gone where it is interrupted.

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

use crate::content::{Content, SourceFile};
use crate::files::{self, Whole};
use crate::signals;

/// What stands for standard input or output.
pub(super) const STANDARD: &str = "-";

/// Writes a result to standard output, or whole to a new file.
pub(super) fn write(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = output.filter(|path| *path != Path::new(STANDARD)) else {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(bytes).and_then(|()| stdout.flush()).context("can't write the result");
    };
    heed_signals();
    Ok(files::write(path, bytes, false)?)
}

/// Where it is interrupted, nothing is left of what has begun. Where the system lets nobody wait for signals, something
/// is; that is no reason to stop.
fn heed_signals() {
    let _ = signals::before_an_interruption();
}

/// A file that takes long to become whole; where it is interrupted, nothing is left of it and of those written
/// beside it.
pub(super) fn new_file(path: &Path) -> Result<Whole> {
    heed_signals();
    Ok(Whole::new(path, false)?)
}

/// A file to read, or standard input.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new(STANDARD) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(files::open(path)?))
}

/// Reads and checks the content, each file the one that is named or else the built-in one.
pub(super) fn load(
    questions: Option<&Path>,
    profiles: Option<&Path>,
    wages: Option<&Path>,
) -> Result<Content> {
    let read = |path: &Path| SourceFile::read(&path.display().to_string(), open(path)?);
    let built_in = |name, text| Ok(SourceFile::built_in(name, text));
    let questions = questions.map_or_else(|| built_in("questions.toml", crate::content::QUESTIONS), read)?;
    let profiles = profiles.map_or_else(|| built_in("profiles.toml", crate::content::PROFILES), read)?;
    let wages = wages.map(read).transpose()?;
    Ok(Content::load_all(questions, profiles, wages)?)
}
