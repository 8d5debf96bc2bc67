//! A slot: the place of one running quiz among several, held by a lock that the system drops with the process.
//!
//! ```text
//! quiz-1.lock                 held by the quiz in slot 1
//! quiz-1-FINGERPRINT.json     its session; quizzes about other content have other names beside it
//! quiz-1.json                 the same, as it was named before content had a say in it
//! quiz-1.set-aside-1.json     what could not be used
//! ```

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// At most this many quizzes run at once and are still saved.
pub(super) const SLOTS: u32 = 64;

/// A slot that nobody else can take while this is alive.
#[derive(Debug)]
pub(super) struct Slot {
    folder: PathBuf,
    number: u32,
    _lock: File,
}

impl Slot {
    /// Takes a slot of a folder.
    ///
    /// # Errors
    /// Where another quiz has it, which is [`io::ErrorKind::WouldBlock`], or its lock can't be opened.
    pub(super) fn take(folder: &Path, number: u32) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(folder.join(format!("quiz-{number}.lock")))?;
        lock.try_lock()?;
        Ok(Self { folder: folder.to_owned(), number, _lock: lock })
    }

    /// Where the session about this content is.
    pub(super) fn session(&self, fingerprint: &str) -> PathBuf {
        self.folder.join(format!("quiz-{}-{fingerprint}.json", self.number))
    }

    /// Where a session was before content had a say in its name.
    pub(super) fn old_session(&self) -> PathBuf {
        self.folder.join(format!("quiz-{}.json", self.number))
    }

    /// Gives a file that can't be used another name, the first free one, and says which.
    pub(super) fn set_aside(&self, path: &Path) -> Option<PathBuf> {
        let free = (1..10_000)
            .map(|number| self.folder.join(format!("quiz-{}.set-aside-{number}.json", self.number)))
            .find(|path| fs::symlink_metadata(path).is_err());
        free.filter(|free| fs::rename(path, free).is_ok())
    }
}

/// The slots of a folder with a session about this content, the one that was saved last first.
pub(super) fn with_sessions(folder: &Path, fingerprint: &str) -> Vec<u32> {
    let mut found: Vec<(SystemTime, u32)> = entries(folder)
        .filter_map(|entry| {
            let name = entry.file_name();
            let (number, rest) = name.to_str()?.strip_prefix("quiz-")?.split_once('-')?;
            let number = number_of(number).filter(|_| rest.strip_suffix(".json") == Some(fingerprint))?;
            Some((entry.metadata().and_then(|one| one.modified()).unwrap_or(SystemTime::UNIX_EPOCH), number))
        })
        .collect();
    found.sort_by_key(|&(saved, number)| (std::cmp::Reverse(saved), number));
    found.into_iter().map(|(_, number)| number).collect()
}

/// The slots of a folder with a session of the old name.
pub(super) fn with_old_sessions(folder: &Path) -> Vec<u32> {
    let number = |entry: fs::DirEntry| {
        number_of(entry.file_name().to_str()?.strip_prefix("quiz-")?.strip_suffix(".json")?)
    };
    entries(folder).filter_map(number).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

/// The number of a slot, written as we write it.
fn number_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=SLOTS).contains(number) && number.to_string() == text)
}
