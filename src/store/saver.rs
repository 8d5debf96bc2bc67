//! Saves on a thread of its own, so that a slow disk is not felt: what comes while it writes is gathered, and the
//! newest is written next.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long it is worth waiting for the disk at an answer. Most disks are done by then, so that nothing but the key being pressed is
/// ever unsaved; where one is not, the next keys wait for nothing.
pub(super) const A_MOMENT: Duration = Duration::from_millis(20);
/// The end waits this long at most for what is not written yet.
const AT_THE_END: Duration = Duration::from_secs(5);

/// Saves one thing again and again.
#[derive(Debug)]
pub(super) struct Saver<T> {
    shared: Arc<Shared<T>>,
    thread: Option<JoinHandle<()>>,
}

/// What whoever saves and the thread know of one another.
#[derive(Debug)]
struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T> {
    /// What is to be written next.
    next: Option<T>,
    is_writing: bool,
    /// There will be nothing more.
    is_closed: bool,
    /// Why the last one could not be written.
    failed: Option<String>,
}

impl<T: Send + 'static> Saver<T> {
    /// A saver that writes in this way.
    ///
    /// # Errors
    /// Where the system has no thread left.
    pub(super) fn new(write: impl FnMut(T) -> Result<(), String> + Send + 'static) -> io::Result<Self> {
        let state = State { next: None, is_writing: false, is_closed: false, failed: None };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let ours = Arc::clone(&shared);
        let thread = thread::Builder::new().name("saver".to_owned()).spawn(move || ours.work(write))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Saves something, now or as soon as the disk lets us. It comes in the place of what was not written yet, which
    /// is given to whoever makes it. It is waited for as long as `patience` at most.
    ///
    /// # Errors
    /// Why what was written last could not be.
    pub(super) fn save(&self, patience: Duration, what: impl FnOnce(Option<T>) -> T) -> Result<(), String> {
        let mut state = self.shared.lock();
        state.next = Some(what(state.next.take()));
        drop(state);
        self.shared.changed.notify_all();
        self.shared.wait(patience);
        self.shared.lock().failed.clone().map_or(Ok(()), Err)
    }

    /// Waits until all is written; for those who end the program without dropping anything.
    pub(super) fn finisher(&self) -> impl Fn() + Send + 'static {
        let shared: Weak<Shared<T>> = Arc::downgrade(&self.shared);
        move || {
            if let Some(shared) = shared.upgrade() {
                shared.wait(AT_THE_END);
            }
        }
    }
}

impl<T> Drop for Saver<T> {
    fn drop(&mut self) {
        let is_done = self.shared.wait(AT_THE_END);
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_all();
        // A thread that hangs in a write is left to the end of the program.
        if let Some(thread) = self.thread.take().filter(|_| is_done) {
            let _ = thread.join();
        }
    }
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nothing is left to write; says whether that came true in time.
    fn wait(&self, limit: Duration) -> bool {
        let is_busy = |state: &mut State<T>| state.next.is_some() || state.is_writing;
        let waited = self.changed.wait_timeout_while(self.lock(), limit, is_busy);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Writes what there is, until there will be no more.
    fn work(&self, mut write: impl FnMut(T) -> Result<(), String>) {
        loop {
            let is_idle = |state: &mut State<T>| state.next.is_none() && !state.is_closed;
            let waited = self.changed.wait_while(self.lock(), is_idle);
            let mut state = waited.unwrap_or_else(PoisonError::into_inner);
            let Some(next) = state.next.take() else { return };
            state.is_writing = true;
            drop(state);
            let failed = write(next).err();
            let mut state = self.lock();
            (state.is_writing, state.failed) = (false, failed);
            drop(state);
            self.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::signals;

    #[test]
    fn a_slow_disk_holds_nobody_up_and_what_gathers_is_written_at_once() {
        let (begun, begins) = channel();
        let (release, released) = channel();
        let written = Arc::new(Mutex::new(Vec::new()));
        let ours = Arc::clone(&written);
        let saver = Saver::new(move |number: u32| {
            begun.send(()).unwrap();
            released.recv().unwrap();
            ours.lock().unwrap().push(number);
            Ok(())
        })
        .unwrap();
        saver.save(A_MOMENT, |_| 1).unwrap();
        begins.recv().unwrap();
        for number in 2..=5 {
            // The disk is not done with the first yet.
            assert_eq!(saver.save(A_MOMENT, |before| before.unwrap_or(0) + number), Ok(()));
        }
        release.send(()).unwrap();
        release.send(()).unwrap();
        saver.finisher()();
        assert_eq!(*written.lock().unwrap(), [1, 14]);
        drop(saver);
        assert_eq!(*written.lock().unwrap(), [1, 14]);
    }

    #[test]
    fn why_it_failed_is_said_until_it_works_again() {
        let saver = Saver::new(|works| if works { Ok(()) } else { Err("full".to_owned()) }).unwrap();
        for works in [true, false, false, true] {
            let _ = saver.save(A_MOMENT, |_| works);
            saver.finisher()();
            assert_eq!(saver.shared.lock().failed.is_none(), works);
        }
    }

    #[test]
    fn a_panic_waits_for_what_is_being_written() {
        let (release, released) = channel();
        let (write, written) = channel();
        let saver = Saver::new(move |number: u32| {
            released.recv().unwrap();
            write.send(number).unwrap();
            Ok(())
        })
        .unwrap();
        // The disk is done only once the program is ending.
        signals::finish_first(move || {
            let _ = release.send(());
        });
        signals::finish_first(saver.finisher());
        saver.save(Duration::ZERO, |_| 7).unwrap();
        assert!(thread::spawn(|| panic!("on purpose")).join().is_err());
        assert_eq!(written.try_recv(), Ok(7));
    }
}
