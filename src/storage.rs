//! Saved quizzes and rooms: a file each in the platform's state folder, locked while its quiz or room runs.
//!
//! ```text
//! quiz-FINGERPRINT-NAME.json         a quiz about the content with this fingerprint
//! room-FINGERPRINT-NAME.json         a room
//! quiz-FINGERPRINT-NAME.set-aside    a file that could not be used
//! .NAME.tmp                          a save in progress
//! ```
//!
//! A save writes a temporary file and renames it, so that a kill at any moment leaves the old file or the new one.
//! Nothing waits for the disk: a power cut may lose the last seconds.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use etcetera::BaseStrategy;

use crate::code::Fingerprint;
use crate::content::Content;
use crate::files;
use crate::quiz::Earlier;
use crate::room::Progress;

/// The largest file that is read, in bytes; a quiz takes about a thousand.
const LIMIT: u64 = 1 << 20;

/// Whether the answers are saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SaveStatus {
    /// The user asked not to save.
    #[default]
    Off,
    On,
    /// The last save failed, for this reason.
    Failed(String),
}

impl SaveStatus {
    /// The message that the last save failed, and why.
    pub fn failure(&self) -> Option<String> {
        match self {
            Self::Failed(why) => Some(format!("Not saved: {why}")),
            Self::Off | Self::On => None,
        }
    }
}

/// Where one running quiz or room is saved.
#[derive(Debug)]
pub struct Storage {
    file: Option<SavedFile>,
    status: SaveStatus,
}

/// What an earlier quiz or room left behind.
#[derive(Debug)]
struct Found<T> {
    value: Option<T>,
    /// How long ago it was saved, if known.
    age: Option<Duration>,
    /// A message about a file that could not be used.
    note: Option<String>,
}

impl Storage {
    /// Saves nothing.
    pub fn off() -> Self {
        Self { file: None, status: SaveStatus::Off }
    }

    /// Finds the last quiz about this content that isn't running: an unfinished one, else a finished one. Its file is
    /// used for the new quiz too. With `fresh`, its session is given up.
    pub fn for_quiz(folder: Result<PathBuf>, content: &Content, fresh: bool) -> (Self, Earlier) {
        let parse = |text: &str| Earlier::from_json(text, &content.instrument);
        let (storage, found) = Self::open(folder, "quiz", content, parse, Earlier::is_unfinished);
        let mut earlier = Earlier { age: found.age, note: found.note, ..found.value.unwrap_or_default() };
        if fresh || earlier.session.as_ref().is_some_and(|session| session.settled() == 0) {
            earlier.drop_session();
        }
        (storage, earlier)
    }

    /// Finds the last room about this content that isn't running, and how long ago it was saved; also returns a message
    /// about a file that could not be used.
    pub fn for_room(
        folder: Result<PathBuf>,
        content: &Content,
    ) -> (Self, Option<Progress>, Option<Duration>, Option<String>) {
        let parse = |text: &str| Progress::from_json(text, &content.instrument);
        let (storage, found) = Self::open(folder, "room", content, parse, |_| true);
        (storage, found.value, found.age, found.note)
    }

    fn open<T>(
        folder: Result<PathBuf>,
        kind: &'static str,
        content: &Content,
        parse: impl Fn(&str) -> Option<T>,
        is_unfinished: impl Fn(&T) -> bool,
    ) -> (Self, Found<T>) {
        let prefix = format!("{kind}-{}-", Fingerprint::new(content));
        let opened = folder.and_then(|folder| {
            files::private_folder(&folder).with_context(|| format!("can't use {}", folder.display()))?;
            remove_leftovers(&folder);
            Ok(SavedFile::find(folder, kind, prefix, parse, is_unfinished))
        });
        match opened {
            Ok((file, found)) => (Self { file: Some(file), status: SaveStatus::On }, found),
            Err(error) => {
                let found = Found { value: None, age: None, note: None };
                (Self { file: None, status: SaveStatus::Failed(format!("{error:#}")) }, found)
            }
        }
    }

    /// The outcome of the last save.
    pub fn status(&self) -> &SaveStatus {
        &self.status
    }

    /// Replaces what is saved.
    pub fn save(&mut self, text: &str) -> &SaveStatus {
        if let Some(file) = &mut self.file {
            self.status = match file.save(text) {
                Ok(()) => SaveStatus::On,
                Err(error) => SaveStatus::Failed(files::write_reason(&error)),
            };
        }
        &self.status
    }
}

/// The platform's folder for the state of programs, with a folder of our own in it.
pub fn folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("there is no home folder")?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("career-fit"))
}

/// One file, and the lock on it once it exists.
#[derive(Debug)]
struct SavedFile {
    folder: PathBuf,
    /// How the name begins.
    prefix: String,
    path: PathBuf,
    locked: Option<File>,
}

impl SavedFile {
    /// Takes the last saved file that no other process has locked, preferring unfinished ones; a new one if there is
    /// none. Damaged files are set aside.
    fn find<T>(
        folder: PathBuf,
        kind: &str,
        prefix: String,
        parse: impl Fn(&str) -> Option<T>,
        is_unfinished: impl Fn(&T) -> bool,
    ) -> (Self, Found<T>) {
        let mut fallback = None;
        let mut note = None;
        for path in newest_first(&folder, &prefix) {
            let parsed = match claim(&path) {
                Ok(None) => continue,
                Ok(Some(mut file)) => read(&mut file).map(|text| (file, parse(&text))),
                Err(error) => Err(error),
            };
            let damage = match parsed {
                Ok((file, Some(value))) => {
                    let age = file.metadata().and_then(|data| data.modified()).ok();
                    let age = age.and_then(|modified| modified.elapsed().ok());
                    let is_unfinished = is_unfinished(&value);
                    if is_unfinished || fallback.is_none() {
                        fallback = Some((path, file, value, age));
                    }
                    if is_unfinished {
                        break;
                    }
                    continue;
                }
                Ok((_, None)) => "is damaged",
                Err(_) => "can't be read",
            };
            note.get_or_insert(set_aside(&path, kind, damage));
        }
        match fallback {
            Some((path, file, value, age)) => {
                (Self { folder, prefix, path, locked: Some(file) }, Found { value: Some(value), age, note })
            }
            None => {
                let path = new_path(&folder, &prefix);
                (Self { folder, prefix, path, locked: None }, Found { value: None, age: None, note })
            }
        }
    }

    /// Replaces the file as a whole. If the folder was removed, it is created again.
    fn save(&mut self, text: &str) -> io::Result<()> {
        files::private_folder(&self.folder)?;
        let mut temporary = tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(&self.folder)?;
        // Not every file system has locks; without them the last to save wins.
        let _ = temporary.as_file().try_lock();
        temporary.write_all(text.as_bytes())?;
        if !self.is_ours() {
            self.path = new_path(&self.folder, &self.prefix);
        }
        if cfg!(windows) {
            // Windows can't replace an open file.
            self.locked = None;
        }
        self.locked = Some(temporary.persist(&self.path).map_err(|error| error.error)?);
        Ok(())
    }

    /// Whether the path is free or has the file that we locked. If the folder was moved away and back, another quiz may
    /// have it.
    fn is_ours(&self) -> bool {
        match (&self.locked, fs::symlink_metadata(&self.path)) {
            (_, Err(_)) => true,
            (Some(locked), Ok(found)) => is_same_file(locked, &found),
            (None, Ok(_)) => false,
        }
    }
}

impl Drop for SavedFile {
    /// Closing the file would not unlock it while a child process that is just starting has it too.
    fn drop(&mut self) {
        if let Some(file) = &self.locked {
            let _ = file.unlock();
        }
    }
}

/// The files with names that begin like this.
fn newest_first(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let mut found: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(prefix) && name.ends_with(".json")) {
            let modified = entry.metadata().and_then(|data| data.modified());
            found.push((modified.unwrap_or(SystemTime::UNIX_EPOCH), entry.path()));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, path)| path).collect()
}

/// Opens and locks a file; `None` if a running quiz or room has it.
fn claim(path: &Path) -> io::Result<Option<File>> {
    let file = files::open_private(path)?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Ok(None);
    }
    // Between opening and locking it, its quiz may have replaced it.
    let is_current = fs::symlink_metadata(path).is_ok_and(|found| is_same_file(&file, &found));
    Ok(is_current.then_some(file))
}

#[cfg(unix)]
fn is_same_file(file: &File, found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|file| (file.dev(), file.ino()) == (found.dev(), found.ino()))
}

/// Always, where an open file can't be replaced by another process.
#[cfg(not(unix))]
fn is_same_file(_file: &File, _found: &fs::Metadata) -> bool {
    true
}

fn read(file: &mut File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Renames a file that can't be used, and returns a message about it.
fn set_aside(path: &Path, kind: &str, why: &str) -> String {
    let aside = path.with_extension("set-aside");
    match (fs::rename(path, &aside), aside.file_name()) {
        (Ok(()), Some(name)) => format!("An earlier {kind} {why}; it was set aside as {}.", name.display()),
        _ => format!("An earlier {kind} {why}."),
    }
}

fn new_path(folder: &Path, prefix: &str) -> PathBuf {
    folder.join(format!("{prefix}{}.json", files::random_name()))
}

/// Removes what kills in the middle of a save left behind.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_temporary = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".tmp"));
        if is_temporary && claim(&entry.path()).is_ok_and(|file| file.is_some()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
