//! Many files, each written whole: several at a time, since each waits for the disk.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::{Error, write};

/// How many files wait for the disk together.
const TOGETHER: usize = 8;

/// What is to be written where.
type Job = (PathBuf, Vec<u8>);

/// Writes files, none in the place of another.
#[derive(Debug)]
pub struct Writers {
    jobs: SyncSender<Job>,
    threads: Vec<JoinHandle<()>>,
    /// What went wrong first.
    failed: Arc<Mutex<Option<Error>>>,
}

impl Writers {
    /// Gets ready.
    ///
    /// # Errors
    /// Where the system has no thread left.
    pub fn new() -> io::Result<Self> {
        let (jobs, waiting) = sync_channel(TOGETHER);
        let (waiting, failed) = (Arc::new(Mutex::new(waiting)), Arc::default());
        let thread = |_| {
            let (waiting, failed) = (Arc::clone(&waiting), Arc::clone(&failed));
            Builder::new().name("writer".to_owned()).spawn(move || work(&waiting, &failed))
        };
        let threads = (0..TOGETHER).map(thread).collect::<io::Result<_>>()?;
        Ok(Self { jobs, threads, failed })
    }

    /// Writes a file, some time before [`Writers::finish`] ends.
    ///
    /// # Errors
    /// Where one of those before could not be written.
    pub fn write(&mut self, path: PathBuf, bytes: Vec<u8>) -> Result<(), Error> {
        if let Some(error) = self.failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(error);
        }
        // The threads go on until there is no sender left.
        let _ = self.jobs.send((path, bytes));
        Ok(())
    }

    /// Waits until all are written.
    ///
    /// # Errors
    /// Where one could not be written.
    pub fn finish(self) -> Result<(), Error> {
        let Self { jobs, threads, failed } = self;
        drop(jobs);
        for thread in threads {
            let _ = thread.join();
        }
        let error = failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        error.map_or(Ok(()), Err)
    }
}

/// Writes one file after another, until there are no more.
fn work(waiting: &Mutex<Receiver<Job>>, failed: &Mutex<Option<Error>>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((path, bytes)) = job else { return };
        if let Err(error) = write(&path, &bytes, false) {
            failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }
}
