//! Output files: complete or absent, never replacing another file unasked, and removed on an interruption.

use std::fs;
use std::path::Path;

use career_fit::files::{WriteError, write_report};

#[test]
fn reports_never_replace_another_file_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let name = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let path = write_report(&name("a.txt"), b"one", false).unwrap();
    assert!(path.ends_with("a.txt") && Path::new(&path).is_absolute());
    assert!(matches!(write_report(&name("a.txt"), b"two", false), Err(WriteError::Exists)));
    assert_eq!(fs::read(name("a.txt")).unwrap(), b"one");
    write_report(&name("a.txt"), b"two", true).unwrap();
    assert_eq!(fs::read(name("a.txt")).unwrap(), b"two");
    for bad in [name("no/such/folder.txt"), name("")] {
        let Err(WriteError::Failed(why)) = write_report(&bad, b"", false) else { panic!("{bad}") };
        assert!(why.contains(&*folder.path().to_string_lossy()), "{why}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
}

#[cfg(unix)]
mod unix {
    use std::io::Write;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;
    use crate::harness::{content, err, program, run};
    use crate::pty::send_signal;

    fn failed(path: &Path, replace: bool) -> String {
        match write_report(path.to_str().unwrap(), b"new", replace) {
            Err(WriteError::Failed(why)) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn devices_pipes_and_read_only_files_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        mknodat(CWD, path("pipe"), FileType::Fifo, Mode::from(0o600), 0).unwrap();
        symlink("/dev/null", path("device")).unwrap();
        for (name, replace) in [("pipe", true), ("pipe", false), ("device", true), ("device", false)] {
            let why = failed(&path(name), replace);
            assert!(
                why.ends_with("is a device or a pipe and can't be replaced: choose another name."),
                "{why}"
            );
        }
        assert!(fs::metadata(path("pipe")).unwrap().file_type().is_fifo());
        assert!(fs::metadata(path("device")).unwrap().file_type().is_char_device());
        fs::write(path("kept.txt"), "old").unwrap();
        fs::set_permissions(path("kept.txt"), fs::Permissions::from_mode(0o444)).unwrap();
        let why = failed(&path("kept.txt"), true);
        assert!(why.ends_with("kept.txt is read-only: choose another name."), "{why}");
        assert_eq!(fs::read(path("kept.txt")).unwrap(), b"old");
    }

    #[test]
    fn the_target_of_a_link_is_replaced_and_not_the_link() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("there.txt"), "old").unwrap();
        for (link, to) in [("link", "there.txt"), ("broken", "nowhere.txt")] {
            symlink(path(to), path(link)).unwrap();
            let name = path(link).to_str().unwrap().to_owned();
            assert!(matches!(write_report(&name, b"new", false), Err(WriteError::Exists)), "{link}");
            write_report(&name, b"new", true).unwrap();
        }
        assert_eq!(fs::read(path("there.txt")).unwrap(), b"new");
        assert!(fs::symlink_metadata(path("link")).unwrap().is_symlink());
        assert_eq!(fs::read(path("broken")).unwrap(), b"new");
    }

    #[test]
    fn output_to_a_device_is_refused() {
        for arguments in [["score", "-", "--output", "/dev/null"], ["export", "man", "--output", "/dev/null"]]
        {
            let output = run(&arguments, b"");
            assert_eq!(output.status.code(), Some(1));
            let wanted =
                "career-fit: /dev/null is a device or a pipe and can't be replaced: choose another name\n";
            assert_eq!(err(&output), wanted);
        }
    }

    /// `score`, in the middle of its input, and what is in the folder of its output then.
    fn in_the_middle(folder: &Path, mut command: Command) -> (Child, usize) {
        let output = folder.join("out.csv");
        command.args(["score", "-", "--output", output.to_str().unwrap()]).stderr(Stdio::null());
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let ids: Vec<String> = content().instrument.items.iter().map(|item| item.id.clone()).collect();
        let input = child.stdin.as_mut().unwrap();
        writeln!(input, "{}", ids.join(",")).unwrap();
        // More than the pipe holds: when it is written, the program reads.
        for _ in 0..10_000 {
            writeln!(input, "{}", ["4"; 30].join(",")).unwrap();
        }
        (child, fs::read_dir(folder).unwrap().count())
    }

    #[test]
    fn an_interruption_removes_an_incomplete_output() {
        for name in ["INT", "TERM"] {
            let folder = tempfile::tempdir().unwrap();
            let (mut child, before) = in_the_middle(folder.path(), program());
            assert_eq!(before, 1, "it has begun");
            // Waiting would close it, and the end of the input would come as soon as the signal.
            let input = child.stdin.take();
            send_signal(child.id(), name);
            let code = child.wait().unwrap().code();
            drop(input);
            assert_eq!(code, (name == "INT").then_some(130), "{name}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{name}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nohup_keeps_a_hang_up_from_ending_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("nohup");
        command.arg(env!("CARGO_BIN_EXE_career-fit"));
        let (mut child, _) = in_the_middle(folder.path(), command);
        send_signal(child.id(), "HUP");
        drop(child.stdin.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap().lines().count(), 10_001);
    }
}
