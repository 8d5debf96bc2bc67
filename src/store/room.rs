//! A room on disk: one file for each content, in the folder of the quizzes.
//!
//! ```text
//! room.lock                        held by the room that runs
//! room-FINGERPRINT.json            its counts
//! room.tmp                         what they are written to before they take their place
//! room-FINGERPRINT.set-aside-1.json    what could not be used
//! ```
//!
//! A second room at the same time is not kept, and says so.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use super::saver::Saver;
use super::{Keeping, read};
use crate::files::{self, private};
use crate::signals;

/// How long a count waits for the disk. Between two shows of hands there is time.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keeps the counts of a room. Copies share the file.
#[derive(Debug, Clone)]
pub struct RoomKeeper {
    saver: Option<Rc<Saver<String>>>,
    keeping: Keeping,
}

/// The file of a room, held as long as it runs.
#[derive(Debug)]
struct RoomFile {
    path: PathBuf,
    temporary: PathBuf,
    lock: File,
}

impl RoomKeeper {
    /// A keeper that keeps nothing, as was asked.
    pub fn off() -> Self {
        Self { saver: None, keeping: Keeping::Off }
    }

    /// Opens the file of the rooms about a content. `parse` makes of its text what an earlier room left; what it can't
    /// use is set aside, with a word about it. Where nothing can be kept, the keeper says so and the room goes on.
    pub fn open_in<T>(
        folder: Result<PathBuf>,
        fingerprint: &str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> (Self, Option<T>, Option<String>) {
        let opened = folder.and_then(|folder| RoomFile::open(&folder, fingerprint));
        let started = opened.and_then(|file| {
            let (found, note) = file.find(parse);
            Ok((start(file)?, found, note))
        });
        match started {
            Ok((saver, found, note)) => {
                (Self { saver: Some(Rc::new(saver)), keeping: Keeping::On }, found, note)
            }
            Err(error) => (Self { saver: None, keeping: Keeping::Failed(format!("{error:#}")) }, None, None),
        }
    }

    /// Whether the last try worked.
    pub fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// Keeps the text of a room.
    pub fn keep(&mut self, text: String) {
        let Some(saver) = &self.saver else { return };
        let saved = saver.save(PATIENCE, |_| text);
        self.keeping = saved.map_or_else(Keeping::Failed, |()| Keeping::On);
    }
}

impl RoomFile {
    fn open(folder: &Path, fingerprint: &str) -> Result<Self> {
        private::make_folder(folder).with_context(|| format!("can't make {}", folder.display()))?;
        private::claim_folder(folder).with_context(|| format!("can't use {}", folder.display()))?;
        let lock = private::open(&folder.join("room.lock"), OpenOptions::new().create(true).append(true));
        let lock = lock.with_context(|| format!("can't write in {}", folder.display()))?;
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(anyhow!("another room is open on this account"));
        }
        let (path, temporary) = (folder.join(format!("room-{fingerprint}.json")), folder.join("room.tmp"));
        // What a kill in the middle of a save left behind.
        let _ = fs::remove_file(&temporary);
        Ok(Self { path, temporary, lock })
    }

    /// What an earlier room left, and a word about what can't be used.
    fn find<T>(&self, parse: impl FnOnce(&str) -> Result<T, &'static str>) -> (Option<T>, Option<String>) {
        if fs::symlink_metadata(&self.path).is_err() {
            return (None, None);
        }
        match read(&self.path).map_or(Err("can't be read"), |text| parse(&text)) {
            Ok(found) => (Some(found), None),
            Err(why) => (None, Some(self.set_aside(why))),
        }
    }

    fn set_aside(&self, why: &str) -> String {
        let aside = |number: u32| self.path.with_extension(format!("set-aside-{number}.json"));
        let free = (1..10_000).map(aside).find(|path| fs::symlink_metadata(path).is_err());
        let moved = free.filter(|free| fs::rename(&self.path, free).is_ok());
        match moved.as_deref().and_then(Path::file_name) {
            Some(name) => format!("An earlier room {why}; it was set aside as {}.", name.display()),
            None => format!("An earlier room {why}; it will be replaced."),
        }
    }

    fn put(&self, text: &str) -> Result<(), String> {
        private::replace(&self.path, &self.temporary, text).map_err(|error| files::writing(&error))
    }
}

impl Drop for RoomFile {
    /// Lets the lock go by itself: a process that was just started may still have the file.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// Saves in a file from now on, and whatever ends the program.
fn start(file: RoomFile) -> Result<Saver<String>> {
    let saver = Saver::new(move |text: String| file.put(&text))?;
    signals::finish_first(saver.finisher());
    Ok(saver)
}
