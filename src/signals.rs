//! Signals that end the program: something is done first, and then they do what they would have done.

use std::io;

/// A thread of its own waits for signals, since the loop may sit in a read that never returns once the terminal is
/// gone. It does what is to be done, and ends the program: 130 after Ctrl-C, else as the signal does.
///
/// # Errors
/// Where the system lets nobody wait for signals, or has no thread left.
#[cfg(unix)]
pub fn before_the_end(last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            last();
            if signal == SIGINT {
                std::process::exit(130);
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Nothing where there are no such signals.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub fn before_the_end(_last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Ok(())
}
