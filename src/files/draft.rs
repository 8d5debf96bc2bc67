//! A file on its way to its place. On Linux it has no name until it is whole, so that no kill leaves anything of it.
//! Where the system or the disk can't do that it has one that starts with a dot, and is removed where it is given up, and
//! where a signal or a panic ends the program.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::{mem, thread};

use tempfile::{Builder, TempPath};

use crate::signals;

/// How the names of unfinished files begin.
const PREFIX: &str = ".career-fit-";

/// The names that unfinished files have now.
static NAMES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file on its way, readable only by its owner.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) file: File,
    /// Where it has to have one.
    name: Option<TempPath>,
}

impl Draft {
    /// Starts a file for this folder.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        nameless(folder).map(|file| Self { file, name: None }).or_else(|_| Self::named(folder))
    }

    fn named(folder: &Path) -> io::Result<Self> {
        static HEARS_OF_THE_END: Once = Once::new();
        HEARS_OF_THE_END.call_once(|| signals::finish_first(give_up));
        let mut names = names();
        let (file, name) = Builder::new().prefix(PREFIX).tempfile_in(folder)?.into_parts();
        names.insert(name.to_path_buf());
        Ok(Self { file, name: Some(name) })
    }

    /// Gives it its name, in the place of another file only where that is asked for.
    pub(super) fn place(mut self, path: &Path, replace: bool) -> io::Result<()> {
        self.file.sync_all()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Held until it is in its place, so that no end comes between.
        let mut names = names();
        let name = match self.name.take() {
            Some(name) => name,
            None if !replace => return link(&self.file, path),
            // A name can be given only where there is none yet, and then be changed.
            None => {
                Builder::new().prefix(PREFIX).make_in(folder, |name| link(&self.file, name))?.into_temp_path()
            }
        };
        names.remove(&*name);
        let placed = if replace { name.persist(path) } else { name.persist_noclobber(path) };
        placed.map_err(|error| error.error)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            names().remove(&**name);
        }
    }
}

fn names() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    NAMES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what every unfinished file has for a name; none can be started or finished afterwards. Where a panic does not
/// end the program, whoever dropped a file removed it.
fn give_up() {
    if thread::panicking() && cfg!(not(panic = "abort")) {
        return;
    }
    let names = names();
    names.iter().for_each(|name| drop(fs::remove_file(name)));
    mem::forget(names);
}

/// A file without a name, that can be given one.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::TMPFILE.bits().cast_signed();
    let file = File::options().read(true).write(true).mode(0o600).custom_flags(flags).open(folder)?;
    // Where this is not there it could not be named.
    fs::symlink_metadata(handle(&file))?;
    Ok(file)
}

/// Gives a file without a name this one, where nothing has it.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, handle(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(target_os = "linux")]
fn handle(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

#[cfg(not(target_os = "linux"))]
fn nameless(_folder: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn link(_file: &File, _path: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn entries(folder: &Path) -> Vec<String> {
        let entries =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        entries.collect()
    }

    #[test]
    fn with_a_name_or_without_it_ends_whole_in_its_place_or_is_gone() {
        for start in [Draft::new, Draft::named] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a");
            drop(start(folder.path()).unwrap());
            assert_eq!(entries(folder.path()), [""; 0]);
            for (text, replace, placed) in
                [("one", false, true), ("two", false, false), ("three", true, true)]
            {
                let mut draft = start(folder.path()).unwrap();
                draft.file.write_all(text.as_bytes()).unwrap();
                let ended = draft.place(&path, replace);
                assert_eq!(ended.is_ok(), placed, "{ended:?}");
                assert_eq!(entries(folder.path()), ["a"]);
            }
            assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_is_seen_of_it_before() {
        let folder = tempfile::tempdir().unwrap();
        let _draft = Draft::new(folder.path()).unwrap();
        assert_eq!(entries(folder.path()), [""; 0]);
    }
}
