//! Why a workbook can't be read, and what to do instead.

use std::fmt;
use std::io;

/// Why a workbook can't be read.
#[derive(Debug)]
pub enum Error {
    /// The file can't be read.
    Reading(io::Error),
    /// A password locks it.
    Locked,
    /// It is of an older kind, such as `.xls`.
    Old,
    /// It is no workbook, or a broken one.
    Broken,
    /// It holds too much.
    Large,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::Large,
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
                Self::Broken
            }
            _ => Self::Reading(error),
        }
    }
}

impl From<quick_xml::Error> for Error {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Self::Large,
            _ => Self::Broken,
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading(error) => write!(f, "can't read the workbook: {error}"),
            Self::Locked => {
                write!(f, "the workbook is locked: open it with its password and save it as CSV UTF-8")
            }
            Self::Old => write!(
                f,
                "this kind of file can't be read: open it in a spreadsheet and save it as CSV UTF-8"
            ),
            Self::Broken => write!(
                f,
                "this is no whole workbook (.xlsx): open it in a spreadsheet and save it as CSV UTF-8"
            ),
            Self::Large => write!(f, "the workbook is too large: save it as CSV UTF-8"),
        }
    }
}
