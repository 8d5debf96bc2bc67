//! The session on disk: saved after each answer, found again at the next start.
//!
//! One file a running quiz, in the platform's state folder, readable only by its owner. A file is replaced as a
//! whole (temporary file, sync, rename), so a kill at any moment leaves the old or the new one. Several quizzes at
//! once take a slot each. Whatever can't be used is set aside, never deleted and never scored; what is about other
//! content stays where it is, for whoever asks with that content.

mod keeper;
mod room;
mod saved;
mod saver;
mod slot;

pub use keeper::{Earlier, Keeper, Keeping};
pub use room::RoomKeeper;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use etcetera::BaseStrategy;

use crate::files::{self, private};
use crate::instrument::{Instrument, Session};
use slot::{SLOTS, Slot};

/// A file of ours holds no more than this, in bytes: a session of 50 items takes 4,000.
const LIMIT: u64 = 1024 * 1024;

/// Where one running quiz is saved.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    fingerprint: String,
    /// Held as long as the quiz runs.
    slot: Slot,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Found {
    /// A quiz to go on with, or the last finished one.
    pub session: Option<Session>,
    /// How long ago that one was saved, where that is known.
    pub age: Option<Duration>,
    /// The code of the last finished result, to compare with.
    pub last_code: Option<String>,
    /// A clear word about a file that could not be used.
    pub note: Option<String>,
}

/// The platform's folder for state, with one of our own in it.
///
/// # Errors
/// Where there is no home folder.
pub fn folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().context("there is no home folder")?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("career-fit"))
}

impl Store {
    /// Takes a slot of a folder, and reads what an earlier quiz about this content left in it: the unfinished quiz
    /// that was saved last, else the finished one, of the slots that no other quiz has.
    ///
    /// # Errors
    /// Where the folder can't be made or written.
    pub fn open(folder: PathBuf, instrument: &Instrument, fingerprint: &str) -> Result<(Self, Found)> {
        private::make_folder(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        private::claim_folder(&folder).with_context(|| format!("can't use {}", folder.display()))?;
        slot::clear(&folder);
        adopt(&folder, fingerprint);
        let mut found = Found::default();
        let slot = match newest(&folder, instrument, fingerprint, &mut found) {
            Some(slot) => slot,
            None => free(&folder).with_context(|| format!("can't write in {}", folder.display()))?,
        };
        let store = Self { folder, slot, fingerprint: fingerprint.to_owned() };
        let last = read(&store.last_path()).or_else(|_| read(&store.folder.join("last-code.txt")));
        found.last_code = last.ok().map(|code| code.trim().to_owned());
        Ok((store, found))
    }

    /// Saves a session as a whole.
    ///
    /// # Errors
    /// Where the disk is full or can't be written; what was saved before is still there then.
    pub fn save(&self, instrument: &Instrument, session: &Session) -> Result<()> {
        let text = saved::write(instrument, &self.fingerprint, session).context("can't write the answers")?;
        self.put(&text)
    }

    /// Saves the text of a session.
    fn put(&self, session: &str) -> Result<()> {
        self.replace(&self.slot.session(&self.fingerprint), session)
    }

    /// Keeps the code of a finished result for the next time.
    ///
    /// # Errors
    /// Where the disk is full or can't be written.
    pub fn save_last_code(&self, code: &str) -> Result<()> {
        self.replace(&self.last_path(), code)
    }

    /// Where the last code of this content is. Before content had a say in the name it was `last-code.txt`.
    fn last_path(&self) -> PathBuf {
        self.folder.join(format!("last-code-{}.txt", self.fingerprint))
    }

    fn replace(&self, path: &Path, text: &str) -> Result<()> {
        private::replace(path, &self.slot.temporary(), text)
            .map_err(|error| anyhow::Error::msg(files::writing(&error)))
    }
}

/// Renames sessions of the old name that are about this content, or that nobody can use.
fn adopt(folder: &Path, fingerprint: &str) {
    let is_free = |slot: &Slot| fs::symlink_metadata(slot.session(fingerprint)).is_err();
    for number in slot::with_old_sessions(folder) {
        let Ok(slot) = Slot::take(folder, number) else { continue };
        let old = slot.old_session();
        if read(&old).is_ok_and(|text| saved::is_of_others(&text, fingerprint)) {
            continue;
        }
        // An older career-fit may have been here since.
        let mut others = (1..=SLOTS).filter_map(|number| Slot::take(folder, number).ok());
        let other = if is_free(&slot) { None } else { others.find(is_free) };
        let place = other.as_ref().unwrap_or(&slot);
        if is_free(place) {
            // Where it can't be renamed it stays what it is: unseen, but not lost.
            let _ = fs::rename(old, place.session(fingerprint));
        }
    }
}

/// The slot of the unfinished quiz that was saved last; where there is none, of the finished one.
fn newest(folder: &Path, instrument: &Instrument, fingerprint: &str, found: &mut Found) -> Option<Slot> {
    let mut second = None;
    for number in slot::with_sessions(folder, fingerprint) {
        let Ok(slot) = Slot::take(folder, number) else { continue };
        let path = slot.session(fingerprint);
        let session = match read(&path).map(|text| saved::read(&text, instrument, fingerprint)) {
            Ok(Ok(session)) => Some(session),
            Ok(Err(why)) => set_aside(&slot, &path, why.in_words(), found),
            Err(_) => set_aside(&slot, &path, "can't be read", found),
        };
        if session.as_ref().is_some_and(|session| !session.seen_result() && session.settled() > 0) {
            (found.session, found.age) = (session, age(&path));
            return Some(slot);
        }
        second.get_or_insert((slot, session, path));
    }
    let (slot, session, path) = second?;
    (found.session, found.age) = (session, age(&path));
    Some(slot)
}

/// How long ago a file was written; `None` where the system doesn't say, or the clock went back since.
fn age(path: &Path) -> Option<Duration> {
    fs::symlink_metadata(path).ok()?.modified().ok()?.elapsed().ok()
}

/// The first slot that can be had.
fn free(folder: &Path) -> io::Result<Slot> {
    let mut refused = None;
    for number in 1..=SLOTS {
        match Slot::take(folder, number) {
            Ok(slot) => return Ok(slot),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.unwrap_or_else(|| io::Error::other(format!("{SLOTS} quizzes are running already"))))
}

fn read(path: &Path) -> io::Result<String> {
    private::read(path, LIMIT)
}

/// Gives a file that can't be used another name, and notes that.
fn set_aside(slot: &Slot, path: &Path, why: &str, found: &mut Found) -> Option<Session> {
    let moved = slot.set_aside(path);
    let note = match moved.as_deref().and_then(Path::file_name) {
        Some(name) => format!("An earlier quiz {why}; it was set aside as {}.", name.display()),
        None => format!("An earlier quiz {why}; it will be replaced."),
    };
    found.note.get_or_insert(note);
    None
}
