//! What the commands about many people have in common: how they are told, and what is seen while they are read.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::time::Duration;

use anyhow::Result;

use super::answers::Source;
use super::progress::Progress;
use crate::text::printable;

/// What is read sooner needs no bar.
const SOON: Duration = Duration::from_millis(500);

/// Standard error while files are read: complaints, and under them how far it is. If nobody reads it, all else goes on.
pub(super) struct Screen {
    errors: BufWriter<Box<dyn Write>>,
    progress: Option<Progress>,
}

impl Screen {
    pub(super) fn new() -> RefCell<Self> {
        let errors: Box<dyn Write> = Box::new(io::stderr().lock());
        RefCell::new(Self { errors: BufWriter::new(errors), progress: None })
    }

    /// Says something. Names of files and columns are told as well, and may hold anything.
    pub(super) fn complain(&mut self, line: fmt::Arguments<'_>) {
        self.clear();
        let _ = writeln!(self.errors, "{}", printable(&line.to_string()));
    }

    fn clear(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.clear(&mut self.errors);
        }
    }

    fn advanced(&mut self, bytes: &[u8]) {
        let Some(progress) = &mut self.progress else { return };
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        progress.step(lines as u64, bytes.len() as u64, &mut self.errors);
    }
}

/// Opens answers; while they are read, a bar says how far, where anybody sees it and it is known how much there is.
pub(super) fn watched<'a>(source: &'a Source, screen: &'a RefCell<Screen>) -> Result<Watched<'a>> {
    let size = source.size().filter(|_| Progress::is_seen());
    let mut seen = screen.borrow_mut();
    seen.progress = size.map(|bytes| Progress::new("Reading", "lines", bytes, SOON));
    Ok(Watched { input: source.open()?, screen })
}

/// Answers that are watched while they are read.
pub(super) struct Watched<'a> {
    input: Box<dyn Read + 'a>,
    screen: &'a RefCell<Screen>,
}

impl Read for Watched<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(room)?;
        self.screen.borrow_mut().advanced(room.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        let mut screen = self.screen.borrow_mut();
        screen.clear();
        screen.progress = None;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Seek;

    use super::*;

    #[test]
    fn a_bar_says_how_far_it_is_and_makes_room_for_complaints() {
        let mut shown = tempfile::tempfile().unwrap();
        let errors: Box<dyn Write> = Box::new(shown.try_clone().unwrap());
        let progress = Some(Progress::new("Reading", "lines", 12, Duration::ZERO));
        let screen = RefCell::new(Screen { errors: BufWriter::new(errors), progress });
        let mut watched = Watched { input: Box::new(&b"a,b\n1,2\n3,4\n"[..]), screen: &screen };
        let mut room = [0; 6];
        assert_eq!(watched.read(&mut room).unwrap(), 6);
        screen.borrow_mut().complain(format_args!("row 1 \u{1b}[2J"));
        assert_eq!(watched.read(&mut room).unwrap(), 6);
        drop(watched);
        drop(screen);
        let mut text = String::new();
        shown.rewind().unwrap();
        shown.read_to_string(&mut text).unwrap();
        let lines: Vec<&str> = text.split('\r').collect();
        assert!(lines[1].starts_with("Reading [##########----------] 1 lines, "), "{text:?}");
        assert_eq!(lines[2].trim_matches(' '), "");
        assert_eq!(lines[3], "row 1 ?[2J\n", "{text:?}");
        assert!(lines[4].starts_with("Reading [####################] 3 lines, "), "{text:?}");
        assert_eq!(lines.last(), Some(&""), "{text:?}");
    }
}
