//! Files: opening one, and writing one as a whole.
//!
//! An output file gets its name when it is complete. It never replaces another file unless that was asked for, and
//! never a device, a pipe or a read-only file.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

/// Why a file was not opened or not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0} is a folder: name a file in it")]
    Folder(PathBuf),
    #[error("{0} already exists")]
    Exists(PathBuf),
    #[error("{0} is a device or a pipe and can't be replaced: choose another name")]
    Special(PathBuf),
    #[error("{0} is not a regular file")]
    NotRegular(PathBuf),
    #[error("{0} is read-only: choose another name")]
    ReadOnly(PathBuf),
    #[error("can't open {path}: {}", reason(.error, "no such file"))]
    Open { path: PathBuf, error: io::Error },
    #[error("can't write {path}: {}", write_reason(.error))]
    Write { path: PathBuf, error: io::Error },
}

impl Error {
    fn open(path: &Path, error: io::Error) -> Self {
        Self::Open { path: path.to_owned(), error }
    }

    fn write(path: &Path, error: io::Error) -> Self {
        // Another file of this name may have appeared while ours was written.
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Self::Exists(path.to_owned());
        }
        Self::Write { path: path.to_owned(), error }
    }
}

/// Why a file can't be written.
pub fn write_reason(error: &io::Error) -> String {
    reason(error, "no such folder")
}

fn reason(error: &io::Error, not_found: &str) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_found.to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ if is_link(error) => "it is a symbolic link".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link(_error: &io::Error) -> bool {
    false
}

/// Opens a file to read.
pub fn open(path: &Path) -> Result<File, Error> {
    if path.is_dir() {
        return Err(Error::Folder(path.to_owned()));
    }
    File::open(path).map_err(|error| Error::open(path, error))
}

/// Opens a regular file that someone else may have put there: follows no link, and waits for no pipe.
pub fn open_regular(path: &Path) -> Result<File, Error> {
    let open = |path| {
        let file = no_follow(OpenOptions::new().read(true)).open(path)?;
        let is_file = file.metadata()?.is_file();
        Ok((file, is_file))
    };
    match open(path) {
        Ok((file, true)) => Ok(file),
        Ok((_, false)) => Err(Error::NotRegular(path.to_owned())),
        Err(error) => Err(Error::open(path, error)),
    }
}

/// Opens a regular file of this user to read and write; follows no link, and waits for no pipe.
pub fn open_private(path: &Path) -> io::Result<File> {
    let file = no_follow(OpenOptions::new().read(true).write(true)).open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    check_owner(&found)?;
    Ok(file)
}

fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        options.custom_flags(OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits().cast_signed());
    }
    options
}

/// Creates a folder that only its owner can open, with all missing parents. One that exists stays as it is.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Creates a folder that only its owner can open, with all missing parents. If it exists, it must belong to this user,
/// and is closed to others.
#[cfg(unix)]
pub fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    create_private_folder(folder)?;
    let link = fs::symlink_metadata(folder)?;
    // A link by the administrator is as good as one by the user.
    if !link.is_symlink() || link.uid() != 0 {
        check_owner(&link)?;
    }
    let found = fs::metadata(folder)?;
    check_owner(&found)?;
    if found.mode() & 0o022 != 0 {
        fs::set_permissions(folder, PermissionsExt::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub fn private_folder(folder: &Path) -> io::Result<()> {
    create_private_folder(folder)
}

#[cfg(unix)]
fn check_owner(found: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    if found.uid() == rustix::process::geteuid().as_raw() {
        Ok(())
    } else {
        Err(io::Error::other("it belongs to another user"))
    }
}

#[cfg(not(unix))]
fn check_owner(_found: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Temporary files of outputs that aren't complete yet.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the temporary files of all outputs that aren't complete, when a signal ends the program.
pub fn remove_unfinished() {
    for path in unfinished().iter() {
        let _ = fs::remove_file(path);
    }
}

/// An output file in progress, readable only by its owner. It gets its name from [`NewFile::finish`]; dropped before,
/// nothing is left of it.
#[derive(Debug)]
pub struct NewFile {
    temporary: Option<NamedTempFile>,
    path: PathBuf,
    replace: bool,
}

impl NewFile {
    /// Starts a file that will have this path. If it is a link, the file it leads to is replaced, not the link.
    pub fn new(path: &Path, replace: bool) -> Result<Self, Error> {
        check_replaceable(path, replace)?;
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = Builder::new().prefix(".career-fit-").tempfile_in(folder);
        let temporary = temporary.map_err(|error| Error::write(&path, error))?;
        unfinished().insert(temporary.path().to_owned());
        Ok(Self { temporary: Some(temporary), path, replace })
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<(), Error> {
        let temporary = self.temporary.take().expect("finish takes the file by value");
        let name = temporary.path().to_owned();
        let placed = match self.replace {
            true => temporary.persist(&self.path),
            false => temporary.persist_noclobber(&self.path),
        };
        unfinished().remove(&name);
        placed.map(drop).map_err(|error| Error::write(&self.path, error.error))
    }

    fn file(&mut self) -> &mut NamedTempFile {
        self.temporary.as_mut().expect("finish takes the file by value")
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(temporary) = self.temporary.take() {
            unfinished().remove(temporary.path());
        }
    }
}

/// Checks whether a file of this path may be written.
fn check_replaceable(path: &Path, replace: bool) -> Result<(), Error> {
    let owned = || path.to_owned();
    let Ok(found) = fs::metadata(path) else {
        // Nothing, or a link that leads nowhere.
        let is_free = replace || fs::symlink_metadata(path).is_err();
        return if is_free { Ok(()) } else { Err(Error::Exists(owned())) };
    };
    if found.is_dir() {
        Err(Error::Folder(owned()))
    } else if !found.is_file() {
        Err(Error::Special(owned()))
    } else if !replace {
        Err(Error::Exists(owned()))
    } else if found.permissions().readonly() || OpenOptions::new().append(true).open(path).is_err() {
        // The administrator could write it; it is left alone all the same.
        Err(Error::ReadOnly(owned()))
    } else {
        Ok(())
    }
}

/// Writes a whole file.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    let mut file = NewFile::new(path, replace)?;
    file.write_all(bytes).map_err(|error| Error::write(path, error))?;
    file.finish()
}

/// A file name that can't be guessed: 12 letters and digits from the operating system's randomness.
pub fn random_name() -> String {
    const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes.map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).iter().collect()
}

/// Why a report was not written.
#[derive(Debug)]
pub enum WriteError {
    /// The file exists, and was not to be replaced.
    Exists,
    /// The reason, in one sentence.
    Failed(String),
}

/// Writes a report under a name as the user typed it, with `~/` for the home folder; returns its full path.
pub fn write_report(name: &str, bytes: &[u8], replace: bool) -> Result<String, WriteError> {
    let path = match name.strip_prefix("~/").zip(etcetera::home_dir().ok()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(name),
    };
    match write(&path, bytes, replace) {
        Ok(()) => Ok(std::path::absolute(&path).unwrap_or(path).display().to_string()),
        Err(Error::Exists(_)) => Err(WriteError::Exists),
        Err(error) => {
            let message = error.to_string();
            Err(WriteError::Failed(match message.strip_prefix("can't") {
                Some(rest) => format!("Can't{rest}."),
                None => format!("{message}."),
            }))
        }
    }
}
