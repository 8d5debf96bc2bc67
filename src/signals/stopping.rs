//! Stopping for a while, as Ctrl-Z does, and going on: only what has a whole terminal has something to do for it.

use std::io;

#[cfg(unix)]
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

/// From now on `stop` is called where the program is to be stopped, as by `kill -TSTP`, and `go_on` where it goes on after
/// a stop of any kind. A thread of its own does that, and then wakes whoever waits for the terminal's events.
///
/// # Errors
/// Where the system lets nobody wait for signals, or has no thread left.
#[cfg(unix)]
pub(crate) fn around_a_stop(
    stop: impl Fn() + Send + 'static,
    go_on: impl Fn() + Send + 'static,
) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTSTP, SIGCONT])?;
    std::thread::Builder::new().name("stops".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if signal == SIGTSTP {
                stop();
            } else {
                go_on();
                let _ = signal_hook::low_level::raise(SIGWINCH);
            }
        }
    })?;
    Ok(())
}

/// Whether a shell can bring the program back from a stop: it has put us into a group of our own. Without one, as in
/// a terminal or a login that runs nothing else, a stop would be for ever.
#[cfg(unix)]
pub(crate) fn can_stop() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Stops the program, until somebody lets it go on.
#[cfg(unix)]
pub(crate) fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// Nothing where there are no such signals.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub(crate) fn around_a_stop(
    _stop: impl Fn() + Send + 'static,
    _go_on: impl Fn() + Send + 'static,
) -> io::Result<()> {
    Ok(())
}

/// Never where there are no such signals.
#[cfg(not(unix))]
pub(crate) fn can_stop() -> bool {
    false
}

/// Nothing where there are no such signals.
#[cfg(not(unix))]
pub(crate) fn stop() {}
