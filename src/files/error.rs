//! What commonly goes wrong with a file, in our words and with what to do; the rest in the system's.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file was not opened or not written.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    why: Why,
}

/// What is wrong with a path, or went wrong with a file.
#[derive(Debug)]
pub(super) enum Why {
    /// It is a folder.
    Folder,
    /// The system has no such names.
    Name,
    /// There is something of this name, and nobody asked for it to be replaced.
    Exists,
    /// It is a device, a pipe or a socket, of which nothing would be left.
    Special,
    /// It is to be an ordinary file, and is none.
    NotOrdinary,
    /// Its owner does not want it changed, or is somebody else.
    ReadOnly,
    Opening(io::Error),
    Writing(io::Error),
    /// It is the folder for temporary files.
    Scratch(io::Error),
}

impl Error {
    pub(super) fn new(path: &Path, why: Why) -> Self {
        Self { path: path.to_owned(), why }
    }

    /// Whether there is something of this name that nobody asked to be replaced.
    pub fn is_about_another(&self) -> bool {
        match &self.why {
            Why::Exists => true,
            // It came into being while ours was written.
            Why::Writing(error) => error.kind() == io::ErrorKind::AlreadyExists,
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.why {
            Why::Folder => write!(f, "{path} is a folder: name a file in it"),
            _ if self.is_about_another() => {
                write!(f, "{path} is already there: remove it or choose another name")
            }
            Why::Exists | Why::Special => {
                write!(f, "{path} is a device or a pipe and can't be replaced: choose another name")
            }
            Why::Name => write!(f, "Windows allows no file of the name {path}: choose another name"),
            Why::NotOrdinary => write!(f, "{path} is no ordinary file"),
            Why::ReadOnly => write!(f, "{path} may not be changed: choose another name"),
            Why::Opening(error) => write!(f, "can't open {path}: {}", opening(error)),
            Why::Writing(error) => write!(f, "can't write {path}: {}", writing(error)),
            Why::Scratch(error) => {
                let why = known(error).map_or_else(|| error.to_string(), |(why, _)| why.to_owned());
                let name = if cfg!(windows) { "TMP" } else { "TMPDIR" };
                write!(
                    f,
                    "can't use {path}, the folder for temporary files: {why}: set {name} to a folder with room"
                )
            }
        }
    }
}

impl std::error::Error for Error {}

#[cfg(unix)]
fn is_a_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_a_link(_error: &io::Error) -> bool {
    false
}

fn opening(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "there is no such file: check its name".to_owned()
        }
        io::ErrorKind::PermissionDenied => "you may not read it: ask who owns it".to_owned(),
        // Where links are not followed.
        _ if is_a_link(error) => "it is a link".to_owned(),
        _ => error.to_string(),
    }
}

/// Why something can't be written, in short.
pub fn writing(error: &io::Error) -> String {
    known(error).map_or_else(|| error.to_string(), |(why, mend)| format!("{why}: {mend}"))
}

/// What commonly goes wrong, and the mend.
fn known(error: &io::Error) -> Option<(&'static str, &'static str)> {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Some(("there is no such folder", "make it first"))
        }
        io::ErrorKind::PermissionDenied => Some(("you may not write there", "choose another folder")),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(("the disk is full", "make room")),
        io::ErrorKind::FileTooLarge => Some(("your account may not write so much", "ask for more room")),
        _ => None,
    }
}
