//! Answers handed in: one file of one code in a folder that many may write to and nobody but its owner may list.
//!
//! The folder is made by an advisor, such as with `mkdir -m 1733 answers`: whoever takes the quiz can add a file and
//! remove their own, and can't see the others. So nothing here lists it.

use std::fs::{self, File, FileTimes};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::Builder;

use super::draft::Draft;

/// How many letters and digits a name has: more than anybody can guess.
const NAME: usize = 12;
/// What each name ends in.
const ENDING: &str = ".txt";
/// A day, which is as fine as the times of a file tell.
const DAY: u64 = 24 * 60 * 60;

/// Where answers are handed in, by one person.
#[derive(Debug, Clone)]
pub struct Desk {
    folder: PathBuf,
    /// What this person handed in.
    last: Option<(PathBuf, String)>,
}

impl Desk {
    /// Hands in at this folder; whether it is there is seen when something is handed in.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, last: None }
    }

    /// The code that this person handed in last.
    pub fn handed_in(&self) -> Option<&str> {
        self.last.as_ref().map(|(_, code)| code.as_str())
    }

    /// Hands in a code, in the place of what this person handed in before.
    ///
    /// # Errors
    /// Where it could not be written; what was handed in before is still there then.
    pub fn hand_in(&mut self, code: &str) -> Result<(), String> {
        if self.handed_in() == Some(code) {
            return Ok(());
        }
        let path = put(&self.folder, code).map_err(|error| why(&error))?;
        if let Some((before, _)) = self.last.replace((path, code.to_owned())) {
            // Written first and removed then, so that a full disk leaves the one before.
            let _ = fs::remove_file(before);
        }
        Ok(())
    }
}

/// A new file of a name that nobody has, whole or not at all.
fn put(folder: &Path, code: &str) -> io::Result<PathBuf> {
    let mut draft = Draft::new(folder)?;
    draft.file.write_all(format!("{code}\n").as_bytes())?;
    readable(&draft.file)?;
    let today = today();
    draft.file.set_times(FileTimes::new().set_accessed(today).set_modified(today))?;
    // A name alone: there is no file of it yet, which Windows would miss where it were to be kept.
    let name = Builder::new()
        .prefix("")
        .suffix(ENDING)
        .rand_bytes(NAME)
        .disable_cleanup(true)
        .make_in(folder, |_| Ok(()))?;
    draft.place(name.path(), false)?;
    Ok(name.path().to_owned())
}

/// Lets the owner of the folder read a file that belongs to somebody else. A student's group is rarely the advisor's,
/// so it has to be everybody; but whoever may not list the folder would have to guess the name. It is set after the
/// file was made, since the usual mask of some accounts takes it away.
#[cfg(unix)]
fn readable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(PermissionsExt::from_mode(0o644))
}

/// What the folder hands down, where files have no such permissions.
#[cfg(not(unix))]
fn readable(_file: &File) -> io::Result<()> {
    Ok(())
}

/// The start of this day in UTC. When a file's entry itself was changed can't be set; only the owner of the folder can
/// see it.
fn today() -> SystemTime {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    SystemTime::UNIX_EPOCH + Duration::from_secs(since - since % DAY)
}

/// Why something was not handed in, for somebody who can't mend it.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "the folder for it isn't there".to_owned(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "the folder for it takes no files".to_owned()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_file_on_any_system() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(folder.path().to_owned());
        for code in ["one", "two", "two"] {
            assert_eq!(desk.hand_in(code), Ok(()));
            let found: Vec<PathBuf> =
                fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
            let [path] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!(fs::read_to_string(path).unwrap(), format!("{code}\n"));
            assert_eq!(path.extension().unwrap(), "txt");
        }
    }
}
