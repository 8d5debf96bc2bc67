//! Names of files: which Windows takes as they are, and a path in full, as it is shown.

use std::io;
use std::path::{Path, PathBuf};

/// What stands for a device there, whatever follows behind a dot; some with a number.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
const NUMBERED: [&str; 2] = ["COM", "LPT"];

/// Whether Windows takes this as the name of a file: others are a device there, a part of another file, or written
/// under another name without a word.
pub(super) fn fits_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = NUMBERED.iter().find_map(|device| stem.strip_prefix(device));
    let is_number = |rest: &str| {
        matches!(rest.chars().next(), Some('0'..='9' | '¹' | '²' | '³')) && rest.chars().count() == 1
    };
    !name.ends_with(['.', ' '])
        && !name.contains(|c: char| c.is_control() || r#"<>:"|?*"#.contains(c))
        && !DEVICES.contains(&stem.as_str())
        && !numbered.is_some_and(is_number)
}

/// The whole path of a file, links followed.
///
/// # Errors
/// Where it is not there.
#[cfg(not(windows))]
pub(super) fn full(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// The whole path of a file; with links followed it would begin with signs that few programs understand.
///
/// # Errors
/// Where it is empty.
#[cfg(windows)]
pub(super) fn full(path: &Path) -> io::Result<PathBuf> {
    std::path::absolute(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_and_of_no_file_are_told() {
        for name in [
            "result.html",
            ".hidden",
            "Ergebnis – Zoë.html",
            "console.html",
            "com.txt",
            "COM10.txt",
            "a.con",
            "nul-1.md",
        ] {
            assert!(fits_windows(name), "{name}");
        }
        for name in [
            "CON",
            "nul.html",
            "Aux .txt",
            "com1",
            "LPT9.tar.gz",
            "COM².txt",
            "conin$",
            "a:b.html",
            "what?.html",
            "a.",
            "a ",
            "a|b",
            "\u{1}",
        ] {
            assert!(!fits_windows(name), "{name}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn none_of_them_is_written_and_the_path_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        for name in ["CON", "nul.html", "notes:b.html", "a.", "what?.html"] {
            match crate::files::write_report(&path(name), b"", true) {
                Err(crate::files::WriteError::Failed(why)) => {
                    assert!(why.ends_with("choose another name."), "{why}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let told = crate::files::write_report(&path("a.html"), b"", false).unwrap();
        assert!(!told.starts_with(r"\\?\") && told.ends_with("a.html"), "{told}");
    }
}
