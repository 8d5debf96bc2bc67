//! Files for their owner alone, in a folder that may stand where others can write: nothing that somebody else put
//! there is followed, waited for or believed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

/// Makes a folder that only its owner can look into, and all that is missing above it.
///
/// # Errors
/// Where it can't be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes sure that a folder is ours, and takes away that others can write in it.
///
/// # Errors
/// Where somebody else owns it, or a link that leads to it.
#[cfg(unix)]
pub fn claim_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let link = fs::symlink_metadata(folder)?;
    // What the administrator links is as good as ours.
    if !link.is_symlink() || link.uid() != 0 {
        only_ours(&link)?;
    }
    let found = fs::metadata(folder)?;
    only_ours(&found)?;
    if found.mode() & 0o022 != 0 {
        fs::set_permissions(folder, PermissionsExt::from_mode(0o700))?;
    }
    Ok(())
}

/// Nothing where files have no owner that could be asked for.
///
/// # Errors
/// None there.
#[cfg(not(unix))]
pub fn claim_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Opens an ordinary file of ours; one that is made is readable only by its owner.
///
/// # Errors
/// Where it can't be opened, is a link, a pipe or a device, or somebody else owns it.
pub fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let file = careful(options).open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::other("it is not an ordinary file"));
    }
    #[cfg(unix)]
    only_ours(&found)?;
    Ok(file)
}

/// Follows no link, and waits for no pipe; what is made is readable only by its owner.
pub(super) fn careful(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits();
        options.mode(0o600).custom_flags(flags.cast_signed());
    }
    options
}

/// The text of a small file of ours; what is no text in it is replaced by marks.
///
/// # Errors
/// Where it can't be opened or read, or holds more bytes than `limit`.
pub fn read(path: &Path, limit: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    open(path, OpenOptions::new().read(true))?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Puts a text in the place of a file, whole: a kill at any moment leaves the old one or the new one.
///
/// It goes by way of `temporary`, in the same folder, which nobody else may use at the same time. What an earlier
/// kill left there is removed.
///
/// # Errors
/// Where it can't be written; the old one is still there then.
pub fn replace(path: &Path, temporary: &Path, text: &str) -> io::Result<()> {
    // Removed and made anew, since nothing but a new file is surely ours alone.
    let _ = fs::remove_file(temporary);
    let file = open(temporary, OpenOptions::new().write(true).create_new(true))?;
    let mut whole = NamedTempFile::from_parts(file, TempPath::try_from_path(temporary)?);
    whole.write_all(text.as_bytes())?;
    whole.as_file().sync_data()?;
    let is_new = fs::symlink_metadata(path).is_err();
    whole.persist(path).map_err(|error| error.error)?;
    // After a power cut a new name may be missing, where its folder was not written too; an old one then has its
    // old text at worst. Not every system can do this, and the text is there anyway.
    if is_new && cfg!(unix) {
        let _ = path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all());
    }
    Ok(())
}

#[cfg(unix)]
fn only_ours(found: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    if found.uid() == rustix::process::geteuid().as_raw() {
        Ok(())
    } else {
        Err(io::Error::other("it belongs to another user"))
    }
}
