//! Files: the one way to open one, and the one way to write one whole, with one set of messages.
//!
//! A file gets its name when it is whole and on the disk, so that nobody ever finds half of it there. It never takes the
//! place of another unless that was asked for, and never that of a device, a pipe or a file that may not be changed.

mod draft;
mod error;
mod name;
pub mod private;
mod scratch;
mod writers;

pub use error::{Error, writing};
pub use scratch::{Scratch, keep};
pub use writers::Writers;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use draft::Draft;
use error::Why;

/// Opens a file to read.
///
/// # Errors
/// Where it can't be opened, or is a folder.
pub fn open(path: &Path) -> Result<File, Error> {
    if path.is_dir() {
        return Err(Error::new(path, Why::Folder));
    }
    File::open(path).map_err(|error| Error::new(path, Why::Opening(error)))
}

/// Opens an ordinary file that somebody else may have put there: no link is followed, and no pipe waited for.
///
/// # Errors
/// Where it can't be opened, or is anything else.
pub fn open_ordinary(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    let file = private::careful(options.read(true)).open(path);
    let file = file.map_err(|error| Error::new(path, Why::Opening(error)))?;
    match file.metadata() {
        Ok(found) if found.is_file() => Ok(file),
        Ok(_) => Err(Error::new(path, Why::NotOrdinary)),
        Err(error) => Err(Error::new(path, Why::Opening(error))),
    }
}

/// A file on its way to its place. Dropped before it is there, nothing is left of it.
#[derive(Debug)]
pub struct Whole {
    draft: Draft,
    /// The place, all links followed.
    path: PathBuf,
    replace: bool,
}

impl Whole {
    /// Starts a file that is to have this path, in the place of another only where that is asked for.
    ///
    /// # Errors
    /// Where there is another or the folder can't be written.
    pub fn new(path: &Path, replace: bool) -> Result<Self, Error> {
        let failed = |why| Error::new(path, why);
        if cfg!(windows) && path.file_name().is_some_and(|name| !name::fits_windows(&name.to_string_lossy()))
        {
            return Err(failed(Why::Name));
        }
        if fs::symlink_metadata(path).is_ok() {
            may_be_replaced(path, replace).map_err(failed)?;
        }
        // In the place of what a link leads to, not of the link.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let draft = Draft::new(folder).map_err(|error| failed(Why::Writing(error)))?;
        Ok(Self { draft, path: place, replace })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Where the disk is full, or there is another by now.
    pub fn finish(self) -> Result<(), Error> {
        let Self { draft, path, replace } = self;
        draft.place(&path, replace).map_err(|error| Error::new(&path, Why::Writing(error)))
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.draft.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.draft.file.flush()
    }
}

/// Whether what is there may make room for another file.
fn may_be_replaced(path: &Path, replace: bool) -> Result<(), Why> {
    let Ok(found) = fs::metadata(path) else {
        // A link that leads nowhere.
        return if replace { Ok(()) } else { Err(Why::Exists) };
    };
    if found.is_dir() {
        return Err(Why::Folder);
    }
    if !found.is_file() {
        return Err(Why::Special);
    }
    if !replace {
        return Err(Why::Exists);
    }
    // The administrator may write into everything; a file that nobody is to write into is still left alone.
    if found.permissions().readonly() || OpenOptions::new().append(true).open(path).is_err() {
        return Err(Why::ReadOnly);
    }
    Ok(())
}

/// Writes a file whole.
///
/// # Errors
/// Where there is another and it is not to be replaced, or it can't be written.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    let mut whole = Whole::new(path, replace)?;
    whole.write_all(bytes).map_err(|error| Error::new(path, Why::Writing(error)))?;
    whole.finish()
}

/// A name that can't be guessed and that no other file has: 12 letters and digits from the operating system's
/// randomness.
pub fn random_name() -> String {
    const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes.map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).iter().collect()
}

/// Why a report was not written.
#[derive(Debug)]
pub enum WriteError {
    /// There is a file of this name, and it was not to be replaced.
    Exists,
    /// This is why, in one line.
    Failed(String),
}

/// Writes a report whole, under a name as it was typed (`~/` is the home folder), and says its full path.
///
/// # Errors
/// Where there is a file of this name that may not be replaced, or it can't be written.
pub fn write_report(name: &str, bytes: &[u8], replace: bool) -> Result<String, WriteError> {
    let path = match name.strip_prefix("~/").zip(etcetera::home_dir().ok()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(name),
    };
    match write(&path, bytes, replace) {
        Ok(()) => Ok(name::full(&path).unwrap_or(path).display().to_string()),
        Err(error) if error.is_about_another() => Err(WriteError::Exists),
        Err(error) => Err(WriteError::Failed(sentence(&error.to_string()))),
    }
}

/// A message as a sentence of its own.
fn sentence(message: &str) -> String {
    match message.strip_prefix("can't") {
        Some(rest) => format!("Can't{rest}."),
        None => format!("{message}."),
    }
}
