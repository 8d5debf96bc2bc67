//! The session on disk: what is saved comes back, and what can't be used is set aside.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use career_fit::code::Fingerprint;
use career_fit::instrument::{Instrument, Response, Session};
use career_fit::store::{Found, Store, WriteError, write_report};
use proptest::prelude::*;

use crate::harness::{change_items, content};

const FINGERPRINT: &str = "0123";

fn open(folder: &Path, instrument: &Instrument) -> (Store, Found) {
    Store::open(folder.join("state"), instrument, FINGERPRINT).unwrap()
}

/// A session with so many answers, every fifth question skipped.
fn answered(instrument: &Instrument, count: usize) -> Session {
    let mut session = Session::new(instrument);
    session.start();
    for number in 0..count {
        if number % 5 == 4 {
            session.skip(|_| false);
        } else {
            let value = u8::try_from(number % 5 + 1).unwrap();
            session.answer(Response::new(value).unwrap(), Some(Duration::from_millis(1500)));
            session.advance(|_| false);
        }
    }
    session
}

fn saved(folder: &Path) -> PathBuf {
    folder.join("state/quiz-1.json")
}

#[test]
fn a_session_comes_back_as_it_was() {
    let instrument = content().instrument;
    for count in [1, 7, 23, 24] {
        let folder = tempfile::tempdir().unwrap();
        let session = answered(&instrument, count);
        open(folder.path(), &instrument).0.save(&instrument, &session).unwrap();
        let found = open(folder.path(), &instrument).1;
        assert_eq!(found.note, None);
        assert_eq!(found.session.unwrap().progress(), session.progress());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_answers_come_back(values in proptest::collection::vec(0u8..=6, 24)) {
        let instrument = content().instrument;
        let mut session = Session::new(&instrument);
        session.start();
        for value in values {
            match Response::new(value) {
                Some(response) => {
                    session.answer(response, None);
                    session.advance(|_| false);
                }
                None if value == 0 => session.skip(|_| false),
                None => break,
            }
        }
        let folder = tempfile::tempdir().unwrap();
        open(folder.path(), &instrument).0.save(&instrument, &session).unwrap();
        let found = open(folder.path(), &instrument).1.session.unwrap();
        prop_assert_eq!(found.progress(), session.progress());
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_into_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let (store, _) = open(folder.path(), &instrument);
    store.save(&instrument, &answered(&instrument, 3)).unwrap();
    store.save_last_code("ABC").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path().join("state")), 0o700);
    for entry in fs::read_dir(folder.path().join("state")).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn two_at_once_have_a_place_each() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let (first, _) = open(folder.path(), &instrument);
    first.save(&instrument, &answered(&instrument, 3)).unwrap();
    let (second, found) = open(folder.path(), &instrument);
    assert!(found.session.is_none(), "the other one's quiz is not offered");
    second.save(&instrument, &answered(&instrument, 9)).unwrap();
    drop((first, second));
    let (first, found) = open(folder.path(), &instrument);
    assert_eq!(found.session.unwrap().settled(), 3);
    assert_eq!(open(folder.path(), &instrument).1.session.unwrap().settled(), 9);
    drop(first);
}

#[test]
fn a_file_cut_anywhere_is_set_aside_and_never_taken_for_whole() {
    let instrument = content().instrument;
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 6)).unwrap();
    let whole = fs::read(saved(folder.path())).unwrap();
    let end = whole.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap();
    for length in (0..=end).step_by(7) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("state")).unwrap();
        fs::write(saved(folder.path()), &whole[..length]).unwrap();
        let found = open(folder.path(), &instrument).1;
        assert!(found.session.is_none(), "cut at {length}");
        assert_eq!(
            found.note.as_deref(),
            Some("An earlier quiz is damaged; it was set aside as quiz-1.set-aside-1.json.")
        );
        assert_eq!(fs::read(folder.path().join("state/quiz-1.set-aside-1.json")).unwrap(), &whole[..length]);
    }
}

#[test]
fn what_is_of_another_version_or_of_other_questions_is_set_aside_by_name() {
    let instrument = content().instrument;
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 6)).unwrap();
    let whole = fs::read_to_string(saved(folder.path())).unwrap();
    for (number, (from, to, wanted)) in (1..).zip([
        ("\"format\": 1", "\"format\": 2, \"shape\": []", "is of a newer career-fit"),
        ("\"fingerprint\": \"0123\"", "\"fingerprint\": \"4567\"", "is about other questions"),
        ("it_systems_1", "it_systems_9", "is damaged"),
        ("\"value\": 1", "\"value\": 6", "is damaged"),
    ]) {
        assert!(whole.contains(from), "{whole}");
        fs::write(saved(folder.path()), whole.replacen(from, to, 1)).unwrap();
        let found = open(folder.path(), &instrument).1;
        assert!(found.session.is_none());
        let note = found.note.unwrap();
        assert_eq!(
            note,
            format!("An earlier quiz {wanted}; it was set aside as quiz-1.set-aside-{number}.json.")
        );
        assert!(folder.path().join(format!("state/quiz-1.set-aside-{number}.json")).exists());
    }
}

#[test]
fn other_content_has_another_fingerprint() {
    let mut other = content();
    let before = Fingerprint::new(&other).to_string();
    change_items(&mut other.instrument, |items| items[0].text.push('x'));
    assert_ne!(Fingerprint::new(&other).to_string(), before);
}

#[test]
fn where_no_folder_can_be_made_the_reason_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Store::open(file.join("state"), &content().instrument, FINGERPRINT).unwrap_err();
    assert!(format!("{error:#}").contains("can't make"), "{error:#}");
}

#[test]
fn reports_are_written_whole_and_never_over_another_unasked() {
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
