//! A slot: the place of one running quiz among several, held by a lock that the system drops with the process.
//!
//! ```text
//! quiz-1.lock                 held by the quiz in slot 1
//! quiz-1-FINGERPRINT.json     its session; those about other content have other names beside it
//! quiz-1.json                 the same, as it was named before content had a say in it
//! quiz-1.tmp                  what a session is written to before it takes its place
//! quiz-1.set-aside-1.json     what could not be used
//! ```

use std::cmp::Reverse;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::SystemTime;

use crate::files::private;

/// At most this many quizzes run at once and are still saved.
pub(super) const SLOTS: u32 = 64;

/// A slot that nobody else can take while this is alive.
///
/// On a file system without locks somebody can: whoever saves last has the slot then.
#[derive(Debug)]
pub(super) struct Slot {
    folder: PathBuf,
    number: u32,
    is_locked: bool,
    lock: File,
}

impl Slot {
    /// Takes a slot of a folder.
    ///
    /// # Errors
    /// Where another quiz has it, which is [`io::ErrorKind::WouldBlock`], or its lock can't be opened.
    pub(super) fn take(folder: &Path, number: u32) -> io::Result<Self> {
        let path = folder.join(format!("quiz-{number}.lock"));
        let lock = private::open(&path, OpenOptions::new().create(true).append(true))?;
        let is_locked = match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(_)) => false,
        };
        Ok(Self { folder: folder.to_owned(), number, is_locked, lock })
    }

    /// Where the session about this content is.
    pub(super) fn session(&self, fingerprint: &str) -> PathBuf {
        self.folder.join(format!("quiz-{}-{fingerprint}.json", self.number))
    }

    /// Where a session was before content had a say in its name.
    pub(super) fn old_session(&self) -> PathBuf {
        self.folder.join(format!("quiz-{}.json", self.number))
    }

    /// What is written to before it takes its place; of the process alone where the slot is not.
    pub(super) fn temporary(&self) -> PathBuf {
        let number = self.number;
        self.folder.join(if self.is_locked {
            format!("quiz-{number}.tmp")
        } else {
            format!("quiz-{number}.{}.tmp", process::id())
        })
    }

    /// Gives a file that can't be used another name, the first free one, and says which.
    pub(super) fn set_aside(&self, path: &Path) -> Option<PathBuf> {
        let free = (1..10_000)
            .map(|number| self.folder.join(format!("quiz-{}.set-aside-{number}.json", self.number)))
            .find(|path| fs::symlink_metadata(path).is_err());
        free.filter(|free| fs::rename(path, free).is_ok())
    }
}

impl Drop for Slot {
    /// Lets the lock go by itself: closing the file is not enough where a process that was just started still has it.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// The slots of a folder with a session about this content, the one that was saved last first.
pub(super) fn with_sessions(folder: &Path, fingerprint: &str) -> Vec<u32> {
    let session = |(entry, number, rest): (fs::DirEntry, u32, String)| {
        let saved = entry.metadata().and_then(|one| one.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        (rest == format!("-{fingerprint}.json")).then_some((Reverse(saved), number))
    };
    let mut found: Vec<_> = entries(folder).filter_map(session).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, number)| number).collect()
}

/// The slots of a folder with a session of the old name.
pub(super) fn with_old_sessions(folder: &Path) -> Vec<u32> {
    entries(folder).filter(|(.., rest)| rest == ".json").map(|(_, number, _)| number).collect()
}

/// Removes what kills in the middle of a save left behind, but nothing of a quiz that runs now.
pub(super) fn clear(folder: &Path) {
    for (entry, number, rest) in entries(folder) {
        if rest.ends_with(".tmp") && Slot::take(folder, number).is_ok_and(|slot| slot.is_locked) {
            let _ = fs::remove_file(entry.path());
        }
    }
    // Their names before each slot had one of its own.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(b".career-fit-") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The files of slots: each with its slot's number and the rest of its name.
fn entries(folder: &Path) -> impl Iterator<Item = (fs::DirEntry, u32, String)> {
    fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name();
        let rest = name.to_str()?.strip_prefix("quiz-")?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = rest.split_at_checked(digits)?;
        let number = number.parse().ok().filter(|number| (1..=SLOTS).contains(number))?;
        Some((entry, number, rest.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::Slot;

    /// Between its start and its program, a child has every file of its parent, locked ones too.
    #[test]
    fn a_slot_is_free_once_it_is_dropped_whoever_still_has_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let slot = Slot::take(folder.path(), 1).unwrap();
        let _inherited = slot.lock.try_clone().unwrap();
        assert!(Slot::take(folder.path(), 1).is_err());
        drop(slot);
        assert!(Slot::take(folder.path(), 1).is_ok());
    }
}
