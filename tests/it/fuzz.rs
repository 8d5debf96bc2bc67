//! Every fuzz target on its seeds, on the fuzzer's corpus (`fuzz/corpus`), and on a few hundred mutations of them, which
//! are the same in every run. `fuzz/` runs the same targets with a coverage-guided fuzzer.

mod targets;

use std::fs;
use std::path::Path;

use career_fit::content::wages::NATION;
use career_fit::instrument::Response;
use career_fit::quiz::Quiz;
use career_fit::room::{Form, Room};

use crate::harness::{content, sample_code};

/// A file of the repository.
fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The seeds of a target.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let fixture = |name: &str| file(&format!("tests/it/fixtures/{name}"));
    let session = || {
        let mut quiz = Quiz::new(content(), NATION);
        quiz.start();
        for value in [4, 2, 5] {
            quiz.answer(Response::new(value).unwrap(), None);
            quiz.advance();
        }
        quiz.to_json()
    };
    let room = || Room::new(content(), Form::Short, Some(30)).to_json();
    match name {
        "codes" => vec![sample_code().into_bytes(), b"Code: EHUMB-X3H2-X7RK-CRJD-F9CT.".to_vec()],
        "questions" => vec![file("questions.toml"), file("starter/questions.toml")],
        "profiles" => vec![file("profiles.toml"), file("starter/profiles.toml")],
        "wages" => vec![file("data/wages.csv")],
        "rows" => ["google-sheets-en.csv", "qualtrics-labels.csv", "kobo-semicolons.csv", "windows-1252.csv"]
            .map(|name| fixture(&format!("exports/{name}")))
            .to_vec(),
        "workbook" => vec![WORKBOOK.to_vec()],
        "sessions" => vec![session().into_bytes(), room().into_bytes(), sample_code().into_bytes()],
        "keys" => vec![
            [b"\x03\x50\x18\r".as_slice(), &b"4\r".repeat(24), b"\r12345678cwxq\r"].concat(),
            b"\x02\x78\x28\x81\x81wx123\x83\x84tca?q".to_vec(),
            b"\x01\x50\x1830\r5\r6\r \r9\r9\r \r?q\r".to_vec(),
            b"\x00\x28\x0c\xf0\xf1\x910\x104\x92\x10\x10\xa0\xb0".to_vec(),
        ],
        "lines" => vec![
            [b"\x02\n".as_slice(), &b"4\n".repeat(24), b"1\n2\n3\ncode\nwhat if\nend\n"].concat(),
            b"\x04\n30\n5\n6\nshow\nnext\nback\nhelp\nend\n".to_vec(),
            b"\x01\nskip\nback\nreview\nhelp\n9\n\xff\n\x1b[A\nquit\n".to_vec(),
        ],
        other => panic!("no target is called {other}"),
    }
}

/// The parts of a small workbook, as [`targets::workbook`] takes them.
const WORKBOOK: &[u8] = br#"<workbook><workbookPr date1904="0"/><sheets><sheet name="A" id="r1"/></sheets></workbook>
%%
<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>
%%
<sst><si><t>code</t></si><si><t>EHUMB-X3H2-X7RK-CRJD-F9CT</t></si></sst>
%%
<styleSheet><numFmts><numFmt numFmtId="164" formatCode="m/d/yy h:mm"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>
%%
<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>id</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="0"><v>46346.38</v></c></row></sheetData></worksheet>"#;

/// A pseudorandom generator with a fixed seed (G. Marsaglia, *Xorshift RNGs*, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    /// Bytes with a few mutations.
    fn mutated(&mut self, bytes: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 => drop(bytes.drain(at..end)),
                2 => bytes.truncate(at),
                3 => {
                    let again = bytes[at..end].repeat(1 + self.below(3));
                    bytes.splice(at..at, again);
                }
                4 => {
                    let odd: [&[u8]; 9] = [
                        b"\"",
                        b"\n",
                        b"\xff",
                        b"\x00",
                        b"\x1b[2J",
                        b"99999999999999999999",
                        b"-1",
                        "\u{301}".as_bytes(),
                        b",",
                    ];
                    bytes.splice(at..at, odd[self.below(odd.len())].iter().copied());
                }
                5 => {
                    let other = &others[self.below(others.len())];
                    let from = self.below(other.len() + 1);
                    let to = (from + self.below(200)).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
                _ => bytes.insert(at, u8::try_from(self.below(256)).unwrap()),
            }
        }
        bytes
    }
}

/// Runs a target on its seeds, on the corpus, and on this many mutations of them, times `FUZZ_TIMES`.
fn run(name: &str, mutations: usize) {
    let (_, target) = targets::ALL.into_iter().find(|(other, _)| *other == name).unwrap();
    let mut inputs = seeds(name);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut files: Vec<_> =
        fs::read_dir(kept).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    inputs.extend(files.into_iter().map(|path| fs::read(path).unwrap()));
    inputs.iter().for_each(|input| target(input));
    let times = std::env::var("FUZZ_TIMES").map_or(1, |times| times.parse().unwrap());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..mutations * times {
        let which = random.below(inputs.len());
        target(&random.mutated(&inputs[which], &inputs));
    }
}

#[test]
fn any_code_is_read_or_refused() {
    run("codes", 20_000);
}

#[test]
fn any_questions_are_accepted_or_refused_in_words() {
    run("questions", 300);
}

#[test]
fn any_profiles_are_accepted_or_refused_in_words() {
    run("profiles", 200);
}

#[test]
fn any_wage_table_is_accepted_or_refused_in_words() {
    run("wages", 150);
}

#[test]
fn any_csv_is_read_or_refused_in_words() {
    run("rows", 600);
}

#[test]
fn any_workbook_is_read_or_refused() {
    run("workbook", 2_000);
}

#[test]
fn any_saved_quiz_or_room_is_resumed_or_refused() {
    run("sessions", 100);
}

#[test]
fn any_keys_end_in_a_screen() {
    run("keys", 100);
}

#[test]
fn any_lines_end_in_words() {
    run("lines", 150);
}

/// The fuzzer starts from the same seeds: `fuzz/run` has this test write them to a folder.
#[test]
fn every_target_has_seeds() {
    let folder = std::env::var_os("FUZZ_SEEDS");
    for (name, _) in targets::ALL {
        for (number, seed) in seeds(name).iter().enumerate() {
            assert!(!seed.is_empty());
            if let Some(folder) = &folder {
                let folder = Path::new(folder).join(name);
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join(format!("seed-{number}")), seed).unwrap();
            }
        }
    }
}
