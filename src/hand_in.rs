//! Anonymous hand-in: one file with one result code in a folder that an advisor provides.
//!
//! A file holds nothing but the code, has a random name, and no time finer than the day. Nothing here lists the
//! folder.

use std::fs::{self, FileTimes};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::files;

const DAY: u64 = 24 * 60 * 60;

/// Where one person can hand in their answers.
#[derive(Debug, Clone)]
pub struct DropBox {
    folder: PathBuf,
    /// The file and the code that this person handed in.
    handed_in: Option<(PathBuf, String)>,
    /// The code that this person chose not to hand in.
    declined: Option<String>,
}

impl DropBox {
    /// Checks that files can be added to the folder.
    ///
    /// # Errors
    /// Why they can't.
    pub fn open(folder: PathBuf) -> Result<Self, String> {
        match tempfile::NamedTempFile::new_in(&folder) {
            Ok(_) => Ok(Self { folder, handed_in: None, declined: None }),
            Err(error) => Err(format!("can't hand in at {}: {}", folder.display(), describe(&error))),
        }
    }

    /// Whether this person has neither handed in this code nor declined to.
    pub fn is_undecided(&self, code: &str) -> bool {
        let handed_in = self.handed_in.as_ref().map(|(_, code)| code.as_str());
        ![handed_in, self.declined.as_deref()].contains(&Some(code))
    }

    /// Remembers that this person doesn't want to hand in this code.
    pub fn decline(&mut self, code: &str) {
        self.declined = Some(code.to_owned());
    }

    /// Forgets this person, so that the next one replaces nothing of theirs.
    pub fn forget(&mut self) {
        self.handed_in = None;
        self.declined = None;
    }

    /// Hands in a code, replacing what this person handed in before, and returns a confirmation.
    ///
    /// # Errors
    /// A message that it didn't work, why, and what to do. What was handed in before is still there then.
    pub fn hand_in(&mut self, code: &str) -> Result<&'static str, String> {
        let is_new = self.handed_in.as_ref().is_none_or(|(_, before)| before != code);
        if is_new {
            let path = write(&self.folder, code).map_err(|error| {
                let why = describe(&error);
                format!(
                    "Not handed in: {why}. Nothing is lost. Tell your advisor, who can use this code: {code}"
                )
            })?;
            if let Some((before, _)) = self.handed_in.replace((path, code.to_owned())) {
                let _ = fs::remove_file(before);
            }
        }
        Ok("Handed in, without your name. Thank you.")
    }
}

/// Writes a new file with a random name, whole or not at all.
fn write(folder: &Path, code: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{code}")?;
    let today = today();
    file.as_file().set_times(FileTimes::new().set_accessed(today).set_modified(today))?;
    let path = folder.join(format!("{}.txt", files::random_name()));
    file.persist_noclobber(&path)?;
    Ok(path)
}

/// The start of this day in UTC.
fn today() -> SystemTime {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    SystemTime::UNIX_EPOCH + Duration::from_secs(since - since % DAY)
}

/// Why a file can't be added, for a student who can't fix it.
fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "the folder isn't there".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "the folder isn't writable".to_owned()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
