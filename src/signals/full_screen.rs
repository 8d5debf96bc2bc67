//! What a program with the whole terminal hears besides: that it is stopped for a while, as Ctrl-Z does, and goes on,
//! that the window changes its size, and that the terminal is gone.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
#[cfg(unix)]
use std::{os::fd::AsFd, os::unix::net::UnixStream};

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, poll};
#[cfg(unix)]
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH},
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
};

/// What hears of all of it. Until it listens, what comes is remembered.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct Ears(SignalDelivery<UnixStream, SignalOnly>);

#[cfg(unix)]
impl Ears {
    /// From now on, no signal ends or stops the program by itself.
    ///
    /// # Errors
    /// Where the system lets nobody wait for signals.
    pub(crate) fn new() -> io::Result<Self> {
        super::survive_a_full_file()?;
        let (read, write) = UnixStream::pair()?;
        let heard = super::ending().chain([SIGTSTP, SIGCONT]);
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly, heard)?))
    }

    /// One thread waits for all of it, as [`super::before_the_end`] does for the end alone. `last` is called before the
    /// end, `stop` where the program is to be stopped, as by `kill -TSTP`, and `go_on` where it goes on after a stop of
    /// any kind; whoever waits for the terminal's events is woken then.
    ///
    /// It also ends the program as a hang-up does once this terminal is gone: one that is not the program's own, as
    /// `setsid` leaves it, sends no signal, and the library that reads it would read nothing for ever.
    ///
    /// # Errors
    /// Where the system has no thread left.
    pub(crate) fn listen(
        self,
        terminal: impl AsFd + Send + 'static,
        last: impl FnOnce() + Send + 'static,
        stop: impl Fn() + Send + 'static,
        go_on: impl Fn() + Send + 'static,
    ) -> io::Result<()> {
        let Self(mut signals) = self;
        super::thread(move || {
            let ending = 'heard: loop {
                let is_gone = wait(signals.get_read(), &terminal);
                for signal in signals.pending() {
                    match signal {
                        SIGTSTP => stop(),
                        SIGCONT => {
                            go_on();
                            let _ = signal_hook::low_level::raise(SIGWINCH);
                        }
                        ending => break 'heard ending,
                    }
                }
                if is_gone {
                    break SIGHUP;
                }
            };
            last();
            super::end(ending);
        })
    }
}

/// Waits for a signal or the end of the terminal, and may come back for neither. Says whether the terminal is gone.
#[cfg(unix)]
fn wait(signals: &impl AsFd, terminal: &impl AsFd) -> bool {
    // Of the terminal nothing is asked for: that it is gone is told all the same.
    let mut watched = [PollFd::new(signals, PollFlags::IN), PollFd::new(terminal, PollFlags::empty())];
    let _ = poll(&mut watched, None);
    let [_, terminal] = &watched;
    !terminal.revents().is_empty()
}

/// Nothing where there are no such signals; the console tells by itself that it is gone.
#[cfg(not(unix))]
#[derive(Debug)]
pub(crate) struct Ears;

#[cfg(not(unix))]
impl Ears {
    /// Nothing is heard there.
    ///
    /// # Errors
    /// None there.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    /// Nothing is heard there.
    ///
    /// # Errors
    /// None there.
    pub(crate) fn listen<T>(
        self,
        _terminal: T,
        _last: impl FnOnce() + Send + 'static,
        _stop: impl Fn() + Send + 'static,
        _go_on: impl Fn() + Send + 'static,
    ) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a shell can bring the program back from a stop: it has put us into a group of our own. Without one, as in
/// a terminal or a login that runs nothing else, a stop would be for ever.
#[cfg(unix)]
pub(crate) fn can_stop() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Never where there are no such signals.
#[cfg(not(unix))]
pub(crate) fn can_stop() -> bool {
    false
}

/// Stops the program, until somebody lets it go on.
#[cfg(unix)]
pub(crate) fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// Nothing where there are no such signals.
#[cfg(not(unix))]
pub(crate) fn stop() {}

/// Sets this whenever the window changes its size, even where it has the old one again by the time that somebody looks.
///
/// # Errors
/// Where the system lets nobody wait for signals.
#[cfg(unix)]
pub(crate) fn at_each_resize(flag: Arc<AtomicBool>) -> io::Result<()> {
    signal_hook::flag::register(SIGWINCH, flag).map(drop)
}

/// There is no such signal.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub(crate) fn at_each_resize(_: Arc<AtomicBool>) -> io::Result<()> {
    Ok(())
}
