//! Files of the command line: opened, read as content, and written only as a whole and never over another.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow, bail};

use super::arguments::ContentFiles;
use crate::content::{Content, SourceFile};

/// What stands for standard input or output.
pub(super) const STANDARD: &str = "-";

/// Writes a result to standard output, or whole to a new file.
pub(super) fn write(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = output.filter(|path| *path != Path::new(STANDARD)) else {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(bytes).and_then(|()| stdout.flush()).context("can't write the result");
    };
    let mut whole = new_file(path)?;
    whole.write_all(bytes).with_context(|| format!("can't write {}", path.display()))?;
    whole.persist_noclobber(path).with_context(|| format!("can't write {}", path.display()))?;
    Ok(())
}

/// A file beside `path` that will take its name; refuses where the name is taken.
pub(super) fn new_file(path: &Path) -> Result<tempfile::NamedTempFile> {
    refuse_folder(path)?;
    if path.exists() {
        bail!("{} is already there: remove it or choose another name", path.display());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".career-fit-").tempfile_in(folder).map_err(|error| {
        let (missing, forbidden) =
            ("there is no such folder: make it first", "you may not write there: choose another folder");
        in_words(error, &format!("can't write {}", path.display()), missing, forbidden)
    })
}

fn refuse_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!("{} is a folder: name a file in it", path.display());
    }
    Ok(())
}

/// What commonly goes wrong with a file, in our words; the rest in the system's.
fn in_words(error: io::Error, what: &str, missing: &str, forbidden: &str) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => anyhow!("{what}: {missing}"),
        io::ErrorKind::PermissionDenied => anyhow!("{what}: {forbidden}"),
        _ => Error::new(error).context(what.to_owned()),
    }
}

pub(super) fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new(STANDARD) {
        return Ok(Box::new(io::stdin().lock()));
    }
    refuse_folder(path)?;
    let file = File::open(path).map_err(|error| {
        let (missing, forbidden) =
            ("there is no such file: check its name", "you may not read it: ask who owns it");
        in_words(error, &format!("can't open {}", path.display()), missing, forbidden)
    })?;
    Ok(Box::new(file))
}

pub(super) fn load(files: &ContentFiles) -> Result<Content> {
    let read = |path: &Path| SourceFile::read(&path.display().to_string(), open(path)?);
    let questions = files
        .questions
        .as_deref()
        .map_or_else(|| Ok(SourceFile::built_in("questions.toml", crate::content::QUESTIONS)), read)?;
    let profiles = files
        .profiles
        .as_deref()
        .map_or_else(|| Ok(SourceFile::built_in("profiles.toml", crate::content::PROFILES)), read)?;
    let wages = files.wages.as_deref().map(read).transpose()?;
    Ok(Content::load_all(questions, profiles, wages)?)
}
