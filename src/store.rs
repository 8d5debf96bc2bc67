//! The session on disk: saved after each answer, found again at the next start.
//!
//! One file a running quiz, in the platform's state folder, readable only by its owner. A file is replaced as a
//! whole (temporary file, sync, rename), so a kill at any moment leaves the old or the new one. Several quizzes at
//! once take a slot each, held by a lock that the system drops with the process. Whatever can't be used is set
//! aside, never deleted and never scored.

mod keeper;

pub use keeper::{Earlier, Keeper, Keeping};

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::instrument::{Answers, Instrument, Progress, Response, ResponseSet, Session, TieBreakers};

/// The version of the file's format.
const FORMAT: u32 = 1;
/// So many quizzes may run at once and still be saved.
const SLOTS: u32 = 64;

/// Where one running quiz is saved.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    slot: u32,
    fingerprint: String,
    /// Held as long as the quiz runs.
    _lock: File,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Found {
    /// A quiz to go on with.
    pub session: Option<Session>,
    /// The code of the last finished result, to compare with.
    pub last_code: Option<String>,
    /// A clear word about a file that could not be used.
    pub note: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    format: u32,
    instrument: String,
    version: String,
    fingerprint: String,
    tie_breakers: SavedTieBreakers,
    finished: bool,
    answers: BTreeMap<String, SavedAnswer>,
}

#[derive(Debug, Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum SavedTieBreakers {
    NotOffered,
    Declined,
    Accepted,
}

/// An answer, or a skip where there is no value.
#[derive(Debug, Serialize, Deserialize)]
struct SavedAnswer {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    /// How long the first answer took.
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<u64>,
}

/// The version alone, to be read before the rest of a file that may have changed its shape.
#[derive(Debug, Deserialize)]
struct Version {
    format: u32,
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
    /// Takes the first free slot of a folder, and reads what an earlier quiz left in it.
    ///
    /// # Errors
    /// Where the folder can't be made or written.
    pub fn open(folder: PathBuf, instrument: &Instrument, fingerprint: &str) -> Result<(Self, Found)> {
        make_private(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        let (slot, lock) =
            take_slot(&folder).with_context(|| format!("can't write in {}", folder.display()))?;
        let store = Self { folder, slot, fingerprint: fingerprint.to_owned(), _lock: lock };
        let mut found = store.read(instrument);
        found.last_code = fs::read_to_string(store.last_path()).ok().map(|code| code.trim().to_owned());
        Ok((store, found))
    }

    /// Saves a session as a whole.
    ///
    /// # Errors
    /// Where the disk is full or can't be written; what was saved before is still there then.
    pub fn save(&self, instrument: &Instrument, session: &Session) -> Result<()> {
        let saved = Saved::new(instrument, &self.fingerprint, session);
        let text = serde_json::to_string_pretty(&saved).context("can't write the answers")?;
        self.replace(&self.path(), &text)
    }

    /// Keeps the code of a finished result for the next time.
    ///
    /// # Errors
    /// Where the disk is full or can't be written.
    pub fn save_last_code(&self, code: &str) -> Result<()> {
        self.replace(&self.last_path(), code)
    }

    fn path(&self) -> PathBuf {
        self.folder.join(format!("quiz-{}.json", self.slot))
    }

    fn last_path(&self) -> PathBuf {
        self.folder.join("last-code.txt")
    }

    /// Temporary file, sync, rename, sync of the folder. The temporary file is readable only by its owner.
    fn replace(&self, path: &Path, text: &str) -> Result<()> {
        let mut file = tempfile::Builder::new().prefix(".career-fit-").tempfile_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    fn read(&self, instrument: &Instrument) -> Found {
        let text = match fs::read(self.path()) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::default(),
            Err(_) => return self.set_aside("can't be read"),
        };
        match serde_json::from_str::<Version>(&text) {
            Ok(version) if version.format > FORMAT => return self.set_aside("is of a newer career-fit"),
            _ => {}
        }
        match serde_json::from_str::<Saved>(&text) {
            Err(_) => self.set_aside("is damaged"),
            Ok(saved) if saved.fingerprint != self.fingerprint => self.set_aside("is about other questions"),
            Ok(saved) => match saved.session(instrument) {
                Some(session) => Found { session: Some(session), ..Found::default() },
                None => self.set_aside("is damaged"),
            },
        }
    }

    /// Gives a file that can't be used another name, the first free one, and says so.
    fn set_aside(&self, why: &str) -> Found {
        let free = (1..10_000)
            .map(|number| self.folder.join(format!("quiz-{}.set-aside-{number}.json", self.slot)))
            .find(|path| !path.exists());
        let moved = free.filter(|path| fs::rename(self.path(), path).is_ok());
        let note = match moved.as_deref().and_then(Path::file_name) {
            Some(name) => format!("An earlier quiz {why}; it was set aside as {}.", name.display()),
            None => format!("An earlier quiz {why}; it will be replaced."),
        };
        Found { note: Some(note), ..Found::default() }
    }
}

/// Why a report was not written.
#[derive(Debug)]
pub enum WriteError {
    /// There is a file of this name, and it was not to be replaced.
    Exists,
    /// This is why, in one line.
    Failed(String),
}

/// Writes a report as a whole, under a name as it was typed (`~/` is the home folder), and says its full path.
///
/// # Errors
/// Where there is a file of this name that may not be replaced, or it can't be written.
pub fn write_report(name: &str, bytes: &[u8], replace: bool) -> Result<String, WriteError> {
    let path = match name.strip_prefix("~/").zip(etcetera::home_dir().ok()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(name),
    };
    let failed = |error: &dyn std::fmt::Display| {
        WriteError::Failed(format!("Can't write {}: {error}.", path.display()))
    };
    if path.is_dir() {
        return Err(WriteError::Failed(format!("{} is a folder: add a name for the file.", path.display())));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".career-fit-")
        .tempfile_in(folder)
        .map_err(|error| failed(&error.kind()))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| failed(&error.kind()))?;
    let written = if replace { file.persist(&path) } else { file.persist_noclobber(&path) };
    match written {
        Ok(_) => Ok(fs::canonicalize(&path).unwrap_or_else(|_| path.clone()).display().to_string()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists),
        Err(error) => Err(failed(&error.error.kind())),
    }
}

/// A folder that only its owner can look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The first slot whose lock is free.
fn take_slot(folder: &Path) -> Result<(u32, File)> {
    for slot in 1..=SLOTS {
        let path = folder.join(format!("quiz-{slot}.lock"));
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => return Ok((slot, file)),
            Err(fs::TryLockError::WouldBlock) => {}
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    anyhow::bail!("{SLOTS} quizzes are running already")
}

impl Saved {
    fn new(instrument: &Instrument, fingerprint: &str, session: &Session) -> Self {
        let answer = |(index, item): (usize, &crate::instrument::Item)| {
            let value = session.responses().get(index).map(Response::value);
            let took = session.times().get(index).copied().flatten();
            let milliseconds = took.and_then(|took| u64::try_from(took.as_millis()).ok());
            session.is_settled(index).then(|| (item.id.clone(), SavedAnswer { value, milliseconds }))
        };
        Self {
            format: FORMAT,
            instrument: instrument.id.clone(),
            version: instrument.version.clone(),
            fingerprint: fingerprint.to_owned(),
            tie_breakers: match session.tie_breakers() {
                TieBreakers::NotOffered => SavedTieBreakers::NotOffered,
                TieBreakers::Declined => SavedTieBreakers::Declined,
                TieBreakers::Accepted => SavedTieBreakers::Accepted,
            },
            finished: session.seen_result(),
            answers: instrument.items.iter().enumerate().filter_map(answer).collect(),
        }
    }

    /// The session again; `None` where an answer or an item is none.
    fn session(&self, instrument: &Instrument) -> Option<Session> {
        let count = instrument.items.len();
        let mut responses = ResponseSet::empty(count);
        let mut skipped = vec![false; count];
        let mut times = vec![None; count];
        for (id, answer) in &self.answers {
            let index = instrument.position(id)?;
            match answer.value {
                Some(value) => responses.set(index, Some(Response::new(value)?)),
                None => *skipped.get_mut(index)? = true,
            }
            *times.get_mut(index)? = answer.milliseconds.map(Duration::from_millis);
        }
        let tie_breakers = match self.tie_breakers {
            SavedTieBreakers::NotOffered => TieBreakers::NotOffered,
            SavedTieBreakers::Declined => TieBreakers::Declined,
            SavedTieBreakers::Accepted => TieBreakers::Accepted,
        };
        let answers = Answers { responses, tie_breakers };
        let progress = Progress { answers, skipped, times, finished: self.finished };
        Some(Session::restore(instrument, progress))
    }
}
