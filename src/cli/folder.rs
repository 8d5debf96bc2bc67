//! A folder of answers handed in: a file each, with one code in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The files of a folder, by name, but for those that other programs keep there. Whoever may add to the folder may put
/// anything there, so they are to be opened with care.
///
/// # Errors
/// Where the folder can't be read, or there is no file in it.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let cant_read = || format!("can't read {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(cant_read)? {
        let entry = entry.with_context(cant_read)?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && !entry.file_type().with_context(cant_read)?.is_dir() {
            files.push(entry.path());
        }
    }
    if files.is_empty() {
        bail!("{}: there is nothing in this folder", folder.display());
    }
    files.sort();
    Ok(files)
}
