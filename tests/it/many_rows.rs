//! `career-fit score` on more ids than memory has room for, each made at random: what comes of them, where they are kept,
//! and how much memory that takes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Output, Stdio};

use crate::harness::{content, err, feed, out, program};

/// More ids than memory has room for.
const MANY: u64 = 300_000;
/// The most memory that any number of rows takes, in KiB.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 24_000;

/// A CSV with faults strewn in, and what is to be said of it.
struct Made {
    /// Answers as bare digits.
    csv: String,
    /// The same with a cell in quotes in every row, so that none is read at once.
    quoted: String,
    complaints: String,
    /// Each row's id and whether it gets a result.
    rows: Vec<(String, bool)>,
}

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

fn made(count: u64) -> Made {
    let content = content();
    let core = content.instrument.items.iter().filter(|item| !item.tie_breaker);
    let items: Vec<&str> = core.map(|item| item.id.as_str()).collect();
    let header = format!("id,{}\n", items.join(","));
    let (mut csv, mut quoted, mut complaints) = (header.clone(), header, String::new());
    let (mut rows, mut first, mut dice) = (Vec::new(), HashMap::new(), Dice(7));
    for row in 1..=count {
        let (fault, answers) = (dice.next() % 1_000, dice.next());
        let id = match fault {
            // Of any row before, whether memory or the disk holds its id.
            0..5 if row > 1 => {
                rows.get((dice.next() % (row - 1)) as usize).map(|(id, _): &(String, bool)| id.clone())
            }
            5..7 => Some(String::new()),
            _ => None,
        };
        let id = id.unwrap_or_else(|| format!("{:016x}", dice.next()));
        let mut cells: Vec<u64> = (0..24).map(|place| 1 + (answers >> (2 * place)) % 5).collect();
        let place = format!("row {row} (line {})", row + 1);
        let mut is_good = true;
        if fault == 3 || fault == 9 {
            cells[5] = 7;
            is_good = false;
            let what = "\"7\" is no answer: use 1 to 5, the answer in words, or nothing for a skip";
            writeln!(complaints, "{place}, column {}: {what}", items[5]).unwrap();
        }
        if !id.is_empty() {
            let other = *first.entry(id.clone()).or_insert(row);
            if other < row {
                is_good = false;
                let mend = "say with --duplicates which of them counts";
                let line = other + 1;
                writeln!(
                    complaints,
                    "{place}: its id \"{id}\" is that of row {other} (line {line}) too: {mend}"
                )
                .unwrap();
            }
        }
        let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
        writeln!(csv, "{id},{}", cells.join(",")).unwrap();
        writeln!(quoted, "{id},\"{}\",{}", cells[0], cells[1..].join(",")).unwrap();
        rows.push((id, is_good));
    }
    let bad = rows.iter().filter(|(_, is_good)| !is_good).count();
    let good = rows.len() - bad;
    writeln!(complaints, "{good} scored, {bad} could not be; 24 questions found by id").unwrap();
    Made { csv, quoted, complaints, rows }
}

/// Starts on a CSV, and gives all of it but the last byte. Complaints go to a file, since nobody reads them meanwhile.
fn fed(results: impl Into<Stdio>, folder: &Path, csv: &str, arguments: &[&str]) -> Child {
    let complaints = File::create(folder.join("err")).unwrap();
    let mut command = program();
    command.args(["score", "-", "--threads", "2"]).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(results).stderr(complaints).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(&csv.as_bytes()[..csv.len() - 1]).unwrap();
    child
}

/// Gives it the last byte; the exit code, and the complaints.
fn ended(mut child: Child, folder: &Path) -> (Option<i32>, String) {
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    let code = child.wait().unwrap().code();
    (code, fs::read_to_string(folder.join("err")).unwrap())
}

/// The most memory that a process had at once, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
#[ignore = "takes a minute"]
fn a_million_rows() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let made = made(1_000_000);
    let file = folder.join("out");
    let results = || File::create(&file).unwrap();
    let child = fed(results(), folder, &made.csv, &[]);
    #[cfg(target_os = "linux")]
    assert!(peak(&child) < MEMORY, "{} KiB", peak(&child));
    let (code, complaints) = ended(child, folder);
    assert_eq!(code, Some(1));
    assert!(complaints == made.complaints, "{complaints:.2000}");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), made.rows.len() + 1);
    for (line, (id, is_good)) in text.lines().skip(1).zip(&made.rows) {
        let rest = line.strip_prefix(id.as_str()).unwrap();
        assert_eq!(!rest.starts_with(",error,"), *is_good, "{line}");
    }
    // The same bytes from the general reader.
    let general = ended(fed(results(), folder, &made.quoted, &[]), folder);
    assert!(general == (code, complaints) && fs::read_to_string(&file).unwrap() == text);
    // Results in JSON would be gigabytes.
    #[cfg(target_os = "linux")]
    for (count, arguments) in [(1_000_000, &["--duplicates", "first"][..]), (MANY, &["--format", "json"])] {
        let lines = made.csv.split_inclusive('\n').take(count as usize + 1);
        let child = fed(Stdio::null(), folder, &lines.collect::<String>(), arguments);
        assert!(peak(&child) < MEMORY, "{arguments:?}: {} KiB", peak(&child));
        assert_eq!(ended(child, folder).0, Some(1));
    }
}

/// Runs on a file, with this folder for temporary files.
fn with_temporary(temporary: &Path, file: &Path, arguments: &[&str]) -> Output {
    let mut command = program();
    command.args(["score", file.to_str().unwrap(), "--threads", "2"]).args(arguments);
    command.env("TMPDIR", temporary).env("TMP", temporary).output().unwrap()
}

#[test]
fn only_ids_that_memory_has_no_room_for_need_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (missing, file, output) =
        (folder.path().join("missing"), folder.path().join("a.csv"), folder.path().join("results.csv"));
    let made = made(MANY);
    let few: Vec<&str> = made.csv.lines().take(200_001).collect();
    fs::write(&file, few.join("\n")).unwrap();
    let fine = with_temporary(&missing, &file, &[]);
    assert_eq!(out(&fine).lines().count(), 200_001, "{}", err(&fine));
    fs::write(&file, &made.csv).unwrap();
    let name = if cfg!(windows) { "TMP" } else { "TMPDIR" };
    let said = format!(
        "career-fit: can't use {}, the folder for temporary files: there is no such folder: set {name} to a folder with room\n",
        missing.display()
    );
    for which in ["error", "first", "last"] {
        let failed =
            with_temporary(&missing, &file, &["--duplicates", which, "--output", output.to_str().unwrap()]);
        assert_eq!(failed.status.code(), Some(1));
        assert!(err(&failed).ends_with(&said), "{which}: {}", err(&failed));
        assert!(!output.exists(), "{which}");
    }
    let fine = with_temporary(&missing, &file, &["--duplicates", "all"]);
    assert_eq!(out(&fine).lines().count() as u64, MANY + 1);
    // What comes through a pipe and is read twice needs it too.
    let mut piped = program();
    piped.args(["score", "-", "--duplicates", "last"]).env("TMPDIR", &missing).env("TMP", &missing);
    let wanted = said.replace("career-fit: ", "career-fit: can't read the answers: ");
    assert_eq!(err(&feed(piped, made.csv.as_bytes())), wanted);
    // With a folder, all is well, and nothing stays in it.
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).unwrap();
    let fine = with_temporary(&kept, &file, &[]);
    assert!(err(&fine) == made.complaints, "{:.2000}", err(&fine));
    assert_eq!(fs::read_dir(&kept).unwrap().count(), 0);
}
