//! Signals that end, suspend or resume the program. Windows has none of them.
#![cfg_attr(not(feature = "tui"), allow(dead_code, reason = "only the full screen is suspended"))]

#[cfg(not(unix))]
pub use none::*;
#[cfg(unix)]
pub use unix::*;

#[cfg(unix)]
mod unix {
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::AtomicBool;
    use std::sync::{Arc, mpsc};
    use std::time::Duration;
    use std::{io, thread};

    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;

    /// How long the cleanup may take: a terminal may accept no output.
    const TIMEOUT: Duration = Duration::from_millis(500);

    /// Calls `cleanup` before a signal ends the program.
    pub fn before_exit(cleanup: impl FnOnce() + Send + 'static) -> io::Result<()> {
        exit_on(&[SIGHUP, SIGINT, SIGQUIT, SIGTERM], cleanup)
    }

    /// As [`before_exit`], but not for a hang-up, so that `nohup` works.
    pub fn before_interruption(cleanup: impl FnOnce() + Send + 'static) -> io::Result<()> {
        exit_on(&[SIGINT, SIGTERM], cleanup)
    }

    fn exit_on(signals: &[i32], cleanup: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new(signals)?;
        spawn(move || {
            if let Some(signal) = signals.forever().next() {
                exit(signal, cleanup);
            }
        })
    }

    /// Registered handlers of a full-screen program; signals are queued until [`SignalListener::spawn`].
    pub struct SignalListener(Signals);

    impl SignalListener {
        pub fn new() -> io::Result<Self> {
            Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT]).map(Self)
        }

        /// Handles signals on a thread, since the event loop may be in a read that never returns.
        pub fn spawn(
            self,
            cleanup: impl FnOnce() + Send + 'static,
            suspend: impl Fn() + Send + 'static,
            resume: impl Fn() + Send + 'static,
        ) -> io::Result<()> {
            spawn(raise_hang_up)?;
            let Self(mut signals) = self;
            spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGTSTP => suspend(),
                        SIGCONT => {
                            resume();
                            // Wakes the event loop.
                            let _ = low_level::raise(SIGWINCH);
                        }
                        _ => exit(signal, cleanup),
                    }
                }
            })
        }
    }

    /// Waits until the terminal is gone, since the event loop may be busy writing to it. One that isn't the controlling
    /// terminal sends no signal.
    fn raise_hang_up() {
        let terminal = io::stdin();
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        while watched[0].revents().is_empty() {
            // An error is an interruption by a signal.
            let _ = poll(&mut watched, None);
        }
        let _ = low_level::raise(SIGHUP);
    }

    fn exit(signal: i32, cleanup: impl FnOnce() + Send + 'static) -> ! {
        let (done, is_done) = mpsc::channel();
        let cleaning = spawn(move || {
            cleanup();
            let _ = done.send(());
        });
        if cleaning.is_ok() {
            let _ = is_done.recv_timeout(TIMEOUT);
        }
        if signal != SIGINT {
            let _ = low_level::emulate_default_handler(signal);
        }
        low_level::exit(128 + signal)
    }

    fn spawn(run: impl FnOnce() + Send + 'static) -> io::Result<()> {
        thread::Builder::new().name("signals".to_owned()).spawn(run).map(drop)
    }

    /// Whether a shell can resume the program: it has given it a process group of its own.
    pub fn can_suspend() -> bool {
        rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
    }

    /// Stops the program until it is resumed.
    pub fn suspend() {
        let _ = low_level::emulate_default_handler(SIGTSTP);
    }

    /// Sets the flag whenever the window is resized, even if it has the old size again by then.
    pub fn flag_resize(flag: Arc<AtomicBool>) -> io::Result<()> {
        signal_hook::flag::register(SIGWINCH, flag).map(drop)
    }

    /// A pipe that becomes readable whenever the window is resized.
    pub fn resize_pipe() -> io::Result<UnixStream> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        low_level::pipe::register(SIGWINCH, writer)?;
        Ok(reader)
    }
}

#[cfg(not(unix))]
mod none {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    pub fn before_exit(_cleanup: impl FnOnce() + Send + 'static) -> io::Result<()> {
        Ok(())
    }

    pub fn before_interruption(_cleanup: impl FnOnce() + Send + 'static) -> io::Result<()> {
        Ok(())
    }

    pub struct SignalListener;

    impl SignalListener {
        pub fn new() -> io::Result<Self> {
            Ok(Self)
        }

        pub fn spawn(
            self,
            _cleanup: impl FnOnce() + Send + 'static,
            _suspend: impl Fn() + Send + 'static,
            _resume: impl Fn() + Send + 'static,
        ) -> io::Result<()> {
            Ok(())
        }
    }

    pub fn can_suspend() -> bool {
        false
    }

    pub fn suspend() {}

    pub fn flag_resize(_flag: Arc<AtomicBool>) -> io::Result<()> {
        Ok(())
    }
}
