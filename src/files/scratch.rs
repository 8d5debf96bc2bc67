//! A file without a name in the folder for temporary files, for what memory is not to hold. It is gone with the
//! program, however that ends.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::error::{Error, Why};

/// Keeps an input that can be read once only in a file without a name, which is gone with it.
///
/// # Errors
/// Where it can't be read, holds more bytes than `limit`, or there is no room for it.
pub fn keep(input: impl Read, limit: u64) -> io::Result<File> {
    let mut scratch = Scratch::new().map_err(io::Error::other)?;
    if io::copy(&mut input.take(limit + 1), &mut scratch)? > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    scratch.file.rewind()?;
    Ok(scratch.file)
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.append(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Such a file.
#[derive(Debug)]
pub struct Scratch {
    file: File,
    length: u64,
}

impl Scratch {
    /// An empty one.
    ///
    /// # Errors
    /// Where the folder is not there or can't be written.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { file: tempfile::tempfile().map_err(failed)?, length: 0 })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        // Some systems go on from where was read last.
        let written = self.file.seek(SeekFrom::Start(self.length)).and_then(|_| self.file.write_all(bytes));
        written.map_err(failed)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Fills `bytes` with those from a place on.
    ///
    /// # Errors
    /// Where there are not as many, or the disk fails.
    pub fn read(&self, bytes: &mut [u8], at: u64) -> Result<(), Error> {
        read_at(&self.file, bytes, at).map_err(failed)
    }
}

/// In one call, since single places are looked at often.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    Read::read_exact(&mut file, bytes)
}

fn failed(error: io::Error) -> Error {
    Error::new(&tempfile::env::temp_dir(), Why::Scratch(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_read_wherever_it_stands() {
        let mut scratch = Scratch::new().unwrap();
        scratch.append(b"one, ").unwrap();
        let mut bytes = [0; 3];
        scratch.read(&mut bytes, 0).unwrap();
        assert_eq!(&bytes, b"one");
        scratch.append(b"two").unwrap();
        scratch.read(&mut bytes, 5).unwrap();
        assert_eq!(&bytes, b"two");
        let error = scratch.read(&mut bytes, 6).unwrap_err().to_string();
        assert!(error.contains(&tempfile::env::temp_dir().display().to_string()), "{error}");
    }
}
