//! The lab of `docs/lab.md`: real clients at a real sshd, which `tests/lab/run` starts. Without it these tests have
//! nothing to talk to, so they are run by that script alone.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use portable_pty::CommandBuilder;

use crate::harness::{PERSONAS, content};
use crate::pty::Session;

/// Where the script put everything.
fn lab() -> PathBuf {
    PathBuf::from(env::var_os("CAREER_FIT_LAB").expect("run tests/lab/run"))
}

/// The answers that were handed in.
fn handed_in() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(lab().join("answers")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// A client in a window of its own, with more of the client's options.
fn connect(options: &[&str], size: (u16, u16)) -> Session {
    let mut command = CommandBuilder::new("ssh");
    command.args(["-F", lab().join("ssh_config").to_str().unwrap()]);
    command.args(options);
    command.arg("lab");
    Session::spawn(command, &[], size)
}

/// A client without a window that asks for a command.
fn ask(options: &[&str], words: &[&str]) -> Output {
    let mut command = Command::new("ssh");
    command.arg("-F").arg(lab().join("ssh_config")).args(options).arg("lab").args(words);
    command.stdin(Stdio::null()).output().unwrap()
}

/// The ids of the quizzes that run on the other side.
fn running() -> Vec<String> {
    let program = lab().join("career-fit");
    let is_it =
        |id: &String| fs::read_link(Path::new("/proc").join(id).join("exe")).is_ok_and(|exe| exe == program);
    let ids =
        fs::read_dir("/proc").unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    ids.filter(is_it).collect()
}

/// The memory that a process has for itself, in KiB: what all of them share, such as the program, counts once for all.
fn memory(id: &str) -> u64 {
    let sums = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap();
    let own = sums.lines().filter(|line| line.starts_with("Private_"));
    own.map(|line| line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()).sum()
}

/// The processor time that a process took so far, in ticks.
fn ticks(id: &str) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// Nobody presses a key: none takes any time while one more takes a whole quiz.
fn assert_idle_ones_take_no_time(ids: &[String]) {
    let quiet: Vec<u64> = ids.iter().map(|id| ticks(id)).collect();
    let mut other = connect(&[], (80, 24));
    other.answer("hi");
    other.wait_for("1 At a glance");
    other.send("\x03");
    other.wait_for("Ctrl-C once more");
    other.send("\x03");
    other.end();
    assert_eq!(
        ids.iter().map(|id| ticks(id)).collect::<Vec<_>>(),
        quiet,
        "an idle quiz takes no processor time"
    );
}

#[test]
#[ignore = "run by tests/lab/run"]
fn thirty_at_once_get_their_own_result_and_hand_in_what_they_like() {
    let before = handed_in().len();
    let content = content();
    let names = ["hi", "him", "readme"];
    let persona = |at: usize| PERSONAS.iter().find(|one| one.name == names[at % names.len()]).unwrap();
    let mut sessions: Vec<Session> = (0..30).map(|_| connect(&[], (80, 24))).collect();
    for session in &mut sessions {
        session.wait_for("Start");
        session.send("\r");
        session.wait_for("Question 1 of 24");
    }
    let ids = running();
    assert_eq!(ids.len(), 30);
    let idle: Vec<u64> = ids.iter().map(|id| ticks(id)).collect();
    // One question after the other, everybody's before the next: 30 answer at the same time.
    for (number, item) in (1..).zip(content.instrument.items.iter().filter(|item| !item.tie_breaker)) {
        for (at, session) in sessions.iter_mut().enumerate() {
            session.wait_for(&format!("Question {number} of 24"));
            session.send(&persona(at).answer(&item.id).map_or_else(|| "s".to_owned(), crate::pty::by_arrows));
        }
    }
    for (at, session) in sessions.iter_mut().enumerate() {
        session.wait_for("1 At a glance");
        let verdict = persona(at).outcome(&content).headline(&content).verdict.clone();
        assert!(session.text().contains(&verdict), "{at}: no {verdict:?} in\n{}", session.text());
    }
    let most = ids.iter().map(|id| memory(id)).max().unwrap();
    assert!(most < 6 * 1024, "{most} KiB");
    let spent = ids.iter().zip(&idle).map(|(id, before)| ticks(id) - before).max().unwrap();
    fs::write(
        lab().join("figures"),
        format!(
            "30 quizzes at once: at most {most} KiB of its own and {spent} hundredths of a second of processor time each\n"
        ),
    )
    .unwrap();
    assert_idle_ones_take_no_time(&ids);
    for (at, session) in sessions.iter_mut().enumerate() {
        session.send("q");
        session.wait_for("Hand in your answers");
        session.send(if at % 2 == 0 { "y" } else { "n" });
        session.wait_for("Leave the quiz?");
        session.send("\r");
        session.end();
        assert!(!session.text().contains("point clearly"), "nothing of it stays:\n{}", session.text());
    }
    assert_eq!(handed_in().len() - before, 15);
    let codes: Vec<String> = names
        .map(|name| PERSONAS.iter().find(|one| one.name == name).unwrap().outcome(&content).code)
        .to_vec();
    for file in handed_in() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(codes.contains(&text.trim().to_owned()), "{} holds {text:?}", file.display());
    }
    assert_eq!(running(), [""; 0], "none is left");
}

#[test]
#[ignore = "run by tests/lab/run"]
fn there_is_no_way_out() {
    let lab = lab();
    let mark = lab.join("mark");
    let touch = format!("touch {}", mark.display());
    // Whatever command is asked for, the quiz comes: in lines, since there is no window.
    for words in [&["id"][..], &["/bin/sh", "-c", &touch], &[&touch], &["show", "x"]] {
        let output = ask(&[], words);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("Question 1 of 24"), "{words:?}: {text}");
        assert!(!text.contains("uid="), "{words:?}: {text}");
    }
    // Files, by either protocol.
    for (program, arguments) in [("sftp", vec!["-b", "/dev/null"]), ("scp", vec!["-O"]), ("scp", vec!["-s"])]
    {
        let mut command = Command::new(program);
        command.arg("-F").arg(lab.join("ssh_config")).args(&arguments);
        if program == "sftp" {
            command.arg("lab");
        } else {
            command.arg(lab.join("host")).arg(format!("lab:{}", mark.display()));
        }
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(!output.status.success(), "{program} {arguments:?}");
    }
    // Tunnels both ways, also to a socket, and a network device.
    let port = "127.0.0.1:22022:127.0.0.1:22";
    for options in [
        &["-o", "ExitOnForwardFailure=yes", "-R", port][..],
        &["-o", "ExitOnForwardFailure=yes", "-R", "/tmp/career-fit-lab.socket:127.0.0.1:22"],
        &["-W", "127.0.0.1:22"],
        &["-w", "0:0", "-o", "ExitOnForwardFailure=yes"],
    ] {
        let output = ask(options, &[]);
        assert!(!output.status.success() || options[0] == "-w", "{options:?}");
        assert!(!Path::new("/tmp/career-fit-lab.socket").exists());
    }
    // What a client would like to set: other content, another folder, a library to load.
    let set = format!("SetEnv=CAREER_FIT_QUESTIONS=/etc/passwd LD_PRELOAD=/x.so ENV={}", mark.display());
    let output = ask(&["-o", &set], &[]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Question 1 of 24"), "{output:?}");
    assert!(!mark.exists(), "nothing was run and nothing was written");
}

#[test]
#[ignore = "run by tests/lab/run"]
fn keys_signals_and_windows_lead_nowhere() {
    let mut session = connect(&["-A", "-X"], (80, 24));
    session.wait_for("Start");
    session.send("\x1a\x1c\x1a");
    session.send("\r");
    session.wait_for("Question 1 of 24");
    session.send("4");
    session.wait_for("Question 2 of 24");
    session.send("\x03");
    session.wait_for("Ctrl-C once more");
    // Windows of every size, and back.
    for (columns, rows) in [(10_000, 10_000), (1, 1), (65_535, 1), (40, 12), (80, 24)] {
        session.resize(columns, rows);
        session.send("5");
    }
    session.wait_for("of 24");
    assert_eq!(running().len(), 1);
    // The agent and the display were not brought along.
    let id = &running()[0];
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    assert!(!environment.contains("SSH_AUTH_SOCK") && !environment.contains("DISPLAY"), "{environment}");
    // A client that is gone leaves nothing behind.
    session.signal("KILL");
    session.end();
    let mut next = connect(&[], (80, 24));
    next.wait_for("Start");
    next.wait_until("the first one's end", |_| running().len() == 1);
    next.send("\x03");
    next.wait_for("Ctrl-C once more");
    next.send("\x03");
    next.end();
    // A window of a terminal that knows nothing gets lines.
    let mut plain = connect(&["-o", "SetEnv=TERM=dumb"], (80, 24));
    plain.wait_for("of 24");
    plain.signal("TERM");
    plain.end();
}
