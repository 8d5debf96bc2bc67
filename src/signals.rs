//! Signals that end or stop the program: something is done first, and then they do what they would have done.

#[cfg(feature = "tui")]
pub(crate) mod full_screen;

#[cfg(unix)]
use std::sync::Arc;
use std::sync::{Mutex, Once, PoisonError};
use std::{io, panic};

#[cfg(target_os = "linux")]
use rustix::process::Signal;
#[cfg(unix)]
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGXCPU, SIGXFSZ,
};
#[cfg(unix)]
use signal_hook::iterator::Signals;

/// What ends a program and leaves it time: all but those that come of a fault in it.
#[cfg(unix)]
const ENDING: [i32; 13] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGABRT,
    SIGTRAP, SIGSYS,
];

/// What does so here and not everywhere.
#[cfg(target_os = "linux")]
const ENDING_HERE: [i32; 3] = [signal_hook::consts::SIGIO, Signal::POWER.as_raw(), Signal::STKFLT.as_raw()];
#[cfg(all(unix, not(target_os = "linux")))]
const ENDING_HERE: [i32; 0] = [];

#[cfg(unix)]
fn ending() -> impl Iterator<Item = i32> {
    ENDING.into_iter().chain(ENDING_HERE)
}

/// What has begun and is to be finished before the end.
static BEGUN: Mutex<Vec<Box<dyn Fn() + Send>>> = Mutex::new(Vec::new());

/// Calls this too where a signal or a panic ends the program, after all else: it waits until something is finished,
/// and has to know for how long at most.
pub(crate) fn finish_first(wait: impl Fn() + Send + 'static) {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(wait));
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            before(info);
            // Where somebody waits already, that is enough; and waiting for them could take for ever.
            if let Ok(begun) = BEGUN.try_lock() {
                begun.iter().for_each(|wait| wait());
            }
        }));
    });
}

/// A thread of its own waits for signals, since the loop may sit in a read that never returns once the terminal is
/// gone. It does what is to be done, and ends the program: 130 after Ctrl-C, else as the signal does.
///
/// # Errors
/// Where the system lets nobody wait for signals, or has no thread left.
#[cfg(unix)]
pub(crate) fn before_the_end(last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    before(ending(), last)
}

/// The same for work without a terminal, with nothing else to do: it goes on where whoever started it wants a signal to
/// be ignored, as `nohup` does.
///
/// # Errors
/// Where the system lets nobody wait for signals, or has no thread left.
#[cfg(unix)]
pub(crate) fn before_an_interruption() -> io::Result<()> {
    let ignored = ignored();
    let heard: Vec<i32> = ending().filter(|signal| ignored >> (signal - 1) & 1 == 0).collect();
    before(heard, || ())
}

#[cfg(unix)]
fn before(signals: impl IntoIterator<Item = i32>, last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let mut signals = hear(signals)?;
    thread(move || {
        if let Some(signal) = signals.forever().next() {
            last();
            end(signal);
        }
    })
}

/// Waits for what has begun, and ends the program as this signal does.
#[cfg(unix)]
fn end(signal: i32) -> ! {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(|wait| wait());
    if signal == SIGINT {
        std::process::exit(130);
    }
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal);
}

/// The thread that waits for signals.
#[cfg(unix)]
fn thread(waits: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name("signals".to_owned()).spawn(waits).map(drop)
}

/// What waits for these signals.
#[cfg(unix)]
fn hear(signals: impl IntoIterator<Item = i32>) -> io::Result<Signals> {
    survive_a_full_file()?;
    Signals::new(signals)
}

/// A file that may not become larger is an error from now on, like a full disk, and ends nothing.
#[cfg(unix)]
fn survive_a_full_file() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(drop)
}

/// The signals that are ignored, a bit each from the lowest. Where the system doesn't say, a hang-up may be.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(1 << (SIGHUP - 1))
}

/// Nothing where there are no such signals.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub(crate) fn before_the_end(_last: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Nothing where there are no such signals.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub(crate) fn before_an_interruption() -> io::Result<()> {
    Ok(())
}
