//! The session on disk: what is saved comes back, and what can't be used is set aside.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use career_fit::code::Fingerprint;
use career_fit::instrument::{Instrument, Response, Session};
use career_fit::store::{Found, Store};
use proptest::prelude::*;

use crate::harness::{change_items, content};

const FINGERPRINT: &str = "0123";

fn open(folder: &Path, instrument: &Instrument) -> (Store, Found) {
    Store::open(folder.join("state"), instrument, FINGERPRINT).unwrap()
}

/// A session with `count` answers, every fifth question skipped.
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
    folder.join(format!("state/quiz-1-{FINGERPRINT}.json"))
}

/// Makes a file look as if it had been saved at this second.
fn date(path: &Path, second: u64) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(second)).unwrap();
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
    date(&saved(folder.path()), 2);
    date(&folder.path().join("state/quiz-2-0123.json"), 1);
    let (first, found) = open(folder.path(), &instrument);
    assert_eq!(found.session.unwrap().settled(), 3);
    assert_eq!(open(folder.path(), &instrument).1.session.unwrap().settled(), 9);
    drop(first);
}

/// Saves a quiz with these answers in each slot, one second after another.
fn save_in_slots(folder: &Path, instrument: &Instrument, sessions: &[Session]) {
    let stores: Vec<Store> = sessions.iter().map(|_| open(folder, instrument).0).collect();
    for (number, (store, session)) in (1..).zip(stores.iter().zip(sessions)) {
        store.save(instrument, session).unwrap();
        date(&folder.join(format!("state/quiz-{number}-{FINGERPRINT}.json")), number);
    }
}

#[test]
fn the_unfinished_quiz_that_was_saved_last_is_offered_then_the_last_finished_one() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let mut finished = answered(&instrument, 24);
    finished.review();
    finished.finish(|_| false);
    assert!(finished.seen_result());
    let [none, four, nine] = [0, 4, 9].map(|count| answered(&instrument, count));
    let sessions = [finished.clone(), four, nine, finished.clone(), none];
    save_in_slots(folder.path(), &instrument, &sessions);
    // Each is held, so the next start finds the next.
    let mut held = Vec::new();
    for wanted in [Some(9), Some(4), Some(0), Some(24), Some(24), None] {
        let (store, found) = open(folder.path(), &instrument);
        assert_eq!(found.session.map(|session| session.settled()), wanted);
        assert_eq!(found.note, None);
        held.push(store);
    }
}

#[test]
fn a_quiz_about_other_questions_leaves_answers_and_the_last_code_alone() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let of = |fingerprint| Store::open(folder.path().join("state"), &instrument, fingerprint).unwrap();
    let (store, _) = of("0123");
    store.save(&instrument, &answered(&instrument, 10)).unwrap();
    store.save_last_code("ABC").unwrap();
    drop(store);
    let (store, found) = of("4567");
    assert!(found.session.is_none() && found.note.is_none() && found.last_code.is_none());
    store.save(&instrument, &answered(&instrument, 2)).unwrap();
    store.save_last_code("DEF").unwrap();
    drop(store);
    for (fingerprint, settled, code) in [("0123", 10, "ABC"), ("4567", 2, "DEF")] {
        let found = of(fingerprint).1;
        assert_eq!(found.session.unwrap().settled(), settled);
        assert_eq!(found.last_code.as_deref(), Some(code));
    }
}

#[test]
fn a_session_of_the_old_name_is_found_by_its_own_questions() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let old = folder.path().join("state/quiz-1.json");
    open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 5)).unwrap();
    fs::rename(saved(folder.path()), &old).unwrap();
    fs::write(folder.path().join("state/last-code.txt"), "ABC\n").unwrap();
    let (store, found) = Store::open(folder.path().join("state"), &instrument, "4567").unwrap();
    assert!(found.session.is_none() && found.note.is_none());
    store.save(&instrument, &answered(&instrument, 2)).unwrap();
    drop(store);
    assert!(old.exists());
    let (store, found) = open(folder.path(), &instrument);
    assert_eq!(found.last_code.as_deref(), Some("ABC"));
    assert_eq!(found.session.unwrap().settled(), 5);
    store.save(&instrument, &answered(&instrument, 6)).unwrap();
    drop(store);
    // An older career-fit runs once more.
    fs::copy(saved(folder.path()), &old).unwrap();
    date(&old, 1);
    let (_first, found) = open(folder.path(), &instrument);
    assert_eq!(found.session.unwrap().settled(), 6);
    assert_eq!(open(folder.path(), &instrument).1.session.unwrap().settled(), 6);
    assert!(!old.exists());
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
fn what_is_of_another_version_or_says_what_cannot_be_is_set_aside_by_name() {
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
fn what_kills_left_behind_is_removed_but_nothing_of_a_quiz_that_runs() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    let (first, _) = open(folder.path(), &instrument);
    let left = |name: &str| {
        let path = folder.path().join("state").join(name);
        fs::write(&path, "half").unwrap();
        path
    };
    let running = left("quiz-1.tmp");
    let gone = [left("quiz-2.tmp"), left("quiz-3.4711.tmp"), left(".career-fit-x1y2z3")];
    let kept = [left("quiz-2.set-aside-1.json"), left("mine.tmp"), left("quiz-65.tmp")];
    let (second, _) = open(folder.path(), &instrument);
    assert!(running.exists() && kept.iter().all(|path| path.exists()));
    assert!(!gone.iter().any(|path| path.exists()));
    for store in [&first, &second] {
        store.save(&instrument, &answered(&instrument, 3)).unwrap();
    }
    assert!(!running.exists(), "its own is used up");
}

#[test]
fn a_lock_that_cannot_be_opened_costs_one_slot() {
    let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
    fs::create_dir_all(folder.path().join("state/quiz-1.lock")).unwrap();
    open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 3)).unwrap();
    assert_eq!(open(folder.path(), &instrument).1.session.unwrap().settled(), 3);
    for number in 1..=64 {
        let lock = folder.path().join(format!("state/quiz-{number}.lock"));
        let _ = fs::remove_file(&lock);
        let _ = fs::create_dir(lock);
    }
    let error = Store::open(folder.path().join("state"), &instrument, FINGERPRINT).unwrap_err();
    assert!(format!("{error:#}").contains("can't write in"), "{error:#}");
}

#[cfg(unix)]
mod shared {
    //! A state folder that stands where others can write.

    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn links_are_not_followed_and_pipes_not_waited_for() {
        let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
        let (state, victim) = (folder.path().join("state"), folder.path().join("victim"));
        fs::create_dir(&state).unwrap();
        symlink(&victim, state.join("quiz-1.lock")).unwrap();
        pipe(&state.join("quiz-2.lock"));
        symlink(&victim, state.join("quiz-3.tmp")).unwrap();
        pipe(&state.join("last-code-0123.txt"));
        pipe(&state.join("last-code.txt"));
        let (store, found) = open(folder.path(), &instrument);
        assert!(found.last_code.is_none() && found.note.is_none());
        store.save(&instrument, &answered(&instrument, 3)).unwrap();
        drop(store);
        assert!(!victim.exists());
        let session = state.join("quiz-3-0123.json");
        assert!(fs::symlink_metadata(&session).unwrap().is_file());
        for plant in [|path: &Path| symlink("/dev/zero", path).unwrap(), pipe] {
            fs::remove_file(&session).unwrap();
            plant(&session);
            let (store, found) = open(folder.path(), &instrument);
            assert!(found.session.is_none());
            let note = found.note.unwrap();
            assert!(note.starts_with("An earlier quiz can't be read; it was set aside as quiz-3."), "{note}");
            store.save(&instrument, &answered(&instrument, 3)).unwrap();
        }
    }

    #[test]
    fn an_open_folder_is_closed_to_others() {
        let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
        let state = folder.path().join("state");
        fs::create_dir(&state).unwrap();
        for mode in [0o777, 0o1777, 0o770, 0o702] {
            fs::set_permissions(&state, fs::Permissions::from_mode(mode)).unwrap();
            open(folder.path(), &instrument);
            assert_eq!(fs::metadata(&state).unwrap().permissions().mode() & 0o7777, 0o700, "{mode:o}");
        }
    }

    #[test]
    fn a_link_of_ones_own_leads_to_the_folder() {
        let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        symlink(folder.path().join("elsewhere"), folder.path().join("state")).unwrap();
        open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 3)).unwrap();
        assert!(folder.path().join("elsewhere/quiz-1-0123.json").exists());
    }

    #[test]
    fn what_belongs_to_somebody_else_is_not_used() {
        let (folder, instrument) = (tempfile::tempdir().unwrap(), content().instrument);
        let state = folder.path().join("state");
        open(folder.path(), &instrument).0.save(&instrument, &answered(&instrument, 3)).unwrap();
        let give_away = |path: &Path| std::os::unix::fs::chown(path, Some(12345), None);
        // Only an administrator can give a file away; a folder of the administrator's is there for all others.
        let theirs = if give_away(&saved(folder.path())).is_ok() {
            let found = open(folder.path(), &instrument).1;
            assert!(found.session.is_none());
            assert!(found.note.unwrap().starts_with("An earlier quiz can't be read"));
            give_away(&state).unwrap();
            state
        } else {
            PathBuf::from("/usr")
        };
        let error = Store::open(theirs, &instrument, FINGERPRINT).unwrap_err();
        assert!(format!("{error:#}").contains("it belongs to somebody else"), "{error:#}");
    }
}
